"""Markdown: a bulleted list that shows each name as it is, in CommonMark and on GitHub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from signers.export.txt import as_signed
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from signers.model import Listed

_HEADINGS = {Kind.ORGANIZATION: "Organizations", Kind.PERSON: "Individuals"}

_inline_mark = re.compile(r"[\\`*_\[\]<>~$|]|&(?=#?\w+;)")
# At a line's front these would begin a heading, a list, a rule or a quotation.
_front_mark = re.compile(r"^([#+=-]|\d+(?=[.)]))")


def write_md(rows: Sequence[Listed], stream: TextIO, title: str | None = None) -> None:
    """A bullet a signatory; where both kinds have signed, each under its heading."""
    parts = [f"# {escape(' '.join(title.split()))}\n"] if title else []
    kinds = [kind for kind in Kind if any(row.kind is kind for row in rows)]
    for kind in kinds:
        bullets = "".join(f"- {escape(as_signed(row))}\n" for row in rows if row.kind is kind)
        parts.append(f"## {_HEADINGS[kind]}\n\n{bullets}" if len(kinds) > 1 else bullets)
    stream.write("\n".join(parts))


def escape(text: str) -> str:
    r"""One line of text, with a backslash before what Markdown would read as its own.

    >>> print(escape("*Action* [now]"), escape("1. Mai"), escape("#MeToo"))
    \*Action\* \[now\] 1\. Mai \#MeToo
    """
    text = _inline_mark.sub(r"\\\g<0>", text)
    # A backslash may stand only before a mark: not "\1." but "1\."
    return _front_mark.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)
