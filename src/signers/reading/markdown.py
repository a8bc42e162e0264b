"""Markdown: from bytes to lines, by markdown-it-py, which tells the lines of the source that a block stands on.

A line break inside a paragraph stays one: people type a name a line, and the core decides whether a name goes on in
the next. Front matter, comments and definitions of links are not there for the reader; HTML between or inside the
paragraphs is read as in a web page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from signers.model import Form, Line
from signers.reading.html import lines_of_html
from signers.reading.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_line_end = re.compile(r"\r\n|\n|\r")
_is_field = re.compile(r"[A-Za-z][\w -]{1,24}:(?:\s|$)").match
_LONGEST_HEAD = 200  # lines of front matter
_note_definition = re.compile(r"\[\^[^\]]+\]:\s*")
_note_mark = re.compile(r"\[\^[^\]\s]+\]")
_raw_break = re.compile(r"<br\s*/?>", re.IGNORECASE)


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a Markdown file.

    Raises:
        InputError: the bytes are no text.
    """
    return lines_of_markdown(text_of(content, name))


def lines_of_markdown(text: str) -> tuple[Line, ...]:
    r"""The lines of Markdown source, with the numbers of the source.

    >>> [(line.number, line.marker, line.text, line.strong) for line in lines_of_markdown("Signed\n\n- **Ada** Lowe")]
    [(1, '', 'Signed', ''), (2, '', '', ''), (3, '• ', 'Ada Lowe', 'Ada')]
    """
    source = _line_end.split(text.replace("\x00", ""))
    source = _without_front_matter(source)
    lines: list[Line] = []
    for line in _Reader().lines_of(_parser().parse("\n".join(source))):
        before = lines[-1] if lines else None
        if before and before.text and line.number > before.last_number + 1 and _is_parted(source, before, line):
            lines.append(Line(before.last_number + 1, ""))
        lines.append(line)
    return tuple(lines)


def _is_parted(source: Sequence[str], before: Line, line: Line) -> bool:
    """Whether a blank line stands between two lines that are not items of one list, where it would mean nothing."""
    if before.form is line.form is Form.ITEM:
        return False
    return any(not one.strip() for one in source[before.last_number : line.number - 1])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown needs it

    return MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").disable("code")


def _without_front_matter(source: Sequence[str]) -> list[str]:
    """The source with front matter blanked: what static sites keep at the top of a page."""
    lines = list(source)
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return lines
    fence = lines[first].strip().lstrip("\ufeff")
    end = 0
    if fence in {"---", "+++"}:
        closing = {fence, "..."} if fence == "---" else {fence}
        end = next(
            (at for at in range(first + 1, min(first + _LONGEST_HEAD, len(lines))) if lines[at].strip() in closing), 0
        )
        if end and not any(_is_field(line) or "=" in line for line in lines[first + 1 : end]):
            end = 0
    elif _is_field(lines[first].lstrip("\ufeff")):
        after = next((at for at in range(first, len(lines)) if not _is_field(lines[at].lstrip("\ufeff"))), len(lines))
        if after - first > 1 and (after == len(lines) or not lines[after].strip()):
            end = after - 1
    return ["" if at <= end and end else line for at, line in enumerate(lines)]


class _Reader:
    """Goes through parsed Markdown and says where in it each piece of text stands."""

    def __init__(self) -> None:
        self._marker = ""
        self._items = 0  # open items
        self._is_heading = False
        self._cells: list[str] = []
        self._row = 0  # the line of the row that is read, or 0

    def lines_of(self, tokens: Sequence[Token]) -> Iterator[Line]:
        """The lines of parsed Markdown."""
        for token in tokens:
            first = (token.map[0] if token.map else 0) + 1
            match token.type:
                case "inline":
                    yield from self._text(token, first)
                case "html_block":
                    yield from lines_of_html(token.content, first)
                case "fence" | "code_block":
                    yield from _code(token, first)
                case "tr_close":
                    yield from self._end_row()
                case _:
                    self._open_or_close(token, first)

    def _open_or_close(self, token: Token, first: int) -> None:
        match token.type:
            case "list_item_open":
                self._items += 1
                self._marker = f"{token.info}. " if token.info else "• "
            case "list_item_close":
                self._items -= 1
                self._marker = ""
            case "heading_open" | "heading_close":
                self._is_heading = token.type == "heading_open"
            case "tr_open":
                self._cells, self._row = [], first

    def _end_row(self) -> Iterator[Line]:
        if any(self._cells):
            shown = " | ".join(filter(None, self._cells))
            yield Line(self._row, shown, form=Form.ROW, cells=tuple(self._cells))
        self._row = 0

    def _text(self, token: Token, first: int) -> Iterator[Line]:
        if self._row:
            self._cells.append("\n".join(line.text for line in _inline(token, self._row)))
            return
        for line in _inline(token, first):
            form = Form.HEADING if self._is_heading else Form.ITEM if self._items else line.form
            form = Form.NOTE if _note_definition.match(line.text) else form
            text = _note_definition.sub("", line.text) if form is Form.NOTE else _note_mark.sub("", line.text)
            yield replace(line, text=text.strip(), form=form, marker=self._marker)
            self._marker = ""


def _code(token: Token, first: int) -> Iterator[Line]:
    """The lines of what is set as code: text that somebody indented."""
    begin = first + (token.type == "fence")
    for at, text in enumerate(token.content.splitlines()):
        yield Line(begin + at, text.strip(), left=len(text) - len(text.lstrip()))


def _inline(token: Token, first: int) -> Iterator[Line]:
    """The lines of a paragraph, a heading or an item: each ends at a line break, soft or hard."""
    number = first
    pieces: list[tuple[str, bool]] = []
    strong = 0
    for child in token.children or ():
        match child.type:
            case "text":
                pieces.append((child.content, strong > 0))
            case "code_inline":
                pieces.append((f"`{child.content}`", strong > 0))
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "softbreak" | "hardbreak":
                yield from _line(pieces, number, Form.LINE if child.type == "softbreak" else Form.PARAGRAPH)
                pieces = []
                number += 1
            case "html_inline" if _raw_break.fullmatch(child.content):
                yield from _line(pieces, number, Form.PARAGRAPH)
                pieces = []
            case "html_inline":
                number += child.content.count("\n")
    yield from _line(pieces, number, Form.LINE)


def _line(pieces: Sequence[tuple[str, bool]], number: int, form: Form) -> Iterator[Line]:
    whole = " ".join("".join(text for text, _ in pieces).replace("\u00a0", " ").split())
    if not whole:
        return
    bold = ""
    for text, strong in pieces:
        if not strong and text.strip():
            break
        bold += text
    yield Line(number, whole, form=form, strong=_beginning(whole, " ".join(bold.split())))


def _beginning(whole: str, bold: str) -> str:
    return bold if bold and whole.startswith(bold) else ""
