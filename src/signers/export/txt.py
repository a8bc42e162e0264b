"""Plain text: a signatory a line, ready to be pasted under a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from signers.model import Listed


def write_txt(rows: Sequence[Listed], stream: TextIO, title: str | None = None) -> None:
    """A line a signatory, under the title when there is one."""
    if title:
        stream.write(f"{' '.join(title.split())}\n\n")
    stream.writelines(as_signed(row) + "\n" for row in rows)


def as_signed(row: Listed) -> str:
    """A signatory on one line: an organization by its name, a person with title and affiliation.

    >>> from signers.model import Listed
    >>> as_signed(Listed("Ada Lovelace", Kind.PERSON, title="Analyst", affiliation="Analytical Society"))
    'Ada Lovelace, Analyst, Analytical Society'
    """
    parts = (row.name, row.title, row.affiliation) if row.kind is Kind.PERSON else (row.name,)
    return ", ".join(" ".join(part.split()) for part in parts if part)
