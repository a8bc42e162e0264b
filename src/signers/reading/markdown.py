"""Markdown: from bytes to lines."""

from __future__ import annotations

from signers.reading.text import lines_of

__all__ = ["lines_of"]
