"""Plain text and Markdown: from bytes to lines with their page and indent."""

from __future__ import annotations

import codecs
import re

from signers.model import Line

TAB = 8
_line_ends = re.compile(r"\r\n|\n|\r")
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


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of `text`, numbered as an editor numbers them; a form feed begins a new page.

    >>> [(line.number, line.page, line.left, line.text) for line in lines_of("Signed,\\r\\n\\f  Sierra Club  ")]
    [(1, 1, 0, 'Signed,'), (2, 2, 2, 'Sierra Club')]
    """
    lines = []
    page = 1
    for number, raw in enumerate(_line_ends.split(text), start=1):
        page += raw.count("\f")
        printed = raw.replace("\f", "").expandtabs(TAB).rstrip()
        bare = printed.lstrip()
        lines.append(Line(number, bare, page, len(printed) - len(bare)))
    return tuple(lines)
