"""Plain text and Markdown: from bytes to lines with their page and indent."""

from __future__ import annotations

import re

from signers.errors import InputError
from signers.model import Line
from signers.reading.encodings import decode

TAB = 8
_line_ends = re.compile(r"\r\n|\n|\r")
# Ends of lines that editors do not count: Word's line break and Unicode's own; and the page mark.
_breaks = re.compile("[\v\f\u2028\u2029]")
# What takes no room on the page: marks of order and width, and a hyphen that no line's end made visible.
_unseen = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a text file.

    Raises:
        InputError: the bytes are no text.
    """
    return lines_of_text(text_of(content, name))


def text_of(content: bytes, name: str) -> str:
    """The text of `content`.

    Raises:
        InputError: the bytes are no text.
    """
    text = decode(content)
    if text is None:
        raise InputError(f"{name}: is a binary file, not text", "save it as DOCX, PDF or text")
    return text


def lines_of_text(text: str) -> tuple[Line, ...]:
    r"""The lines of `text`, numbered as an editor numbers them; a form feed begins a new page.

    Soft hyphens are as a reader sees them: a hyphen at the line's end, and nothing elsewhere.

    >>> [(line.number, line.page, line.left, line.text) for line in lines_of_text("Signed,\r\n\f  Sierra Club  ")]
    [(1, 1, 0, 'Signed,'), (2, 2, 2, 'Sierra Club')]
    """
    lines: list[Line] = []
    page = 1
    for number, raw in enumerate(_line_ends.split(text), start=1):
        pieces = _breaks.split(raw)
        marks = ["", *_breaks.findall(raw)]
        for at, (mark, piece) in enumerate(zip(marks, pieces, strict=True)):
            page += mark == "\f"
            # A page mark leaves nothing on the page before it, and one at a line's end nothing on the next.
            if piece.strip() or not any(other.strip() for other in pieces[:at] + pieces[at + 1 :]):
                if at and not piece.strip():
                    lines.pop()
                lines.append(_line(number, piece, page))
    return tuple(lines)


def _line(number: int, printed: str, page: int) -> Line:
    seen = printed.rstrip()
    if seen.endswith("\u00ad"):
        seen = seen[:-1] + "-"
    seen = _unseen.sub("", seen).expandtabs(TAB).rstrip()
    bare = seen.lstrip()
    return Line(number, bare, page, len(seen) - len(bare))
