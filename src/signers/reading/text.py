"""Plain text and Markdown: from bytes to lines with their page and indent."""

from __future__ import annotations

import codecs
import re

from signers.errors import InputError
from signers.model import Line

TAB = 8
_line_ends = re.compile(r"\r\n|\n|\r")
# Ends of lines that editors do not count: Word's line break and Unicode's own; and the page mark.
_breaks = re.compile("[\v\f\u2028\u2029]")
# What takes no room on the page: marks of order and width, and a hyphen that no line's end made visible.
_unseen = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
# What text never holds: control characters other than white space, the page mark and the escape of terminals.
_is_binary = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 0.01

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> str | None:
    """The text of `content`, or None when it is no text.

    A byte order mark decides; else UTF-8 when the bytes are valid UTF-8; else Windows-1252, the usual encoding of
    Western letters that are not.
    """
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), None)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            return None
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or len(_is_binary.findall(text)) > _BINARY_SHARE * len(text):
        return None
    return text


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
