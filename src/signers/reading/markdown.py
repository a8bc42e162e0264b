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
_note_definition = re.compile(r"\[\^[^\]]+\]:\s*").match
_note_mark = re.compile(r"\[\^[^\]\s]+\]")
# A number typed with the wrong mark ("1," for "1.") among numbers that are typed well.
_mistyped_number = re.compile(r"^(\d{1,4})[,)]?(?<![\d])\s+(?=\S)|^(\d{1,4}),\s+(?=\S)").match
_raw_break = re.compile(r"<br\s*/?>", re.IGNORECASE)
_tag = re.compile(r"</?[A-Za-z][^<>]*>")
_comment = re.compile(r"<!--.*?-->", re.DOTALL)


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a Markdown file.

    Raises:
        InputError: the bytes are no text.
    """
    return lines_of_markdown(text_of(content, name))


def lines_of_markdown(text: str) -> tuple[Line, ...]:
    r"""The lines of Markdown source, with the numbers of the source.

    >>> [(line.number, line.marker, line.text, line.strong) for line in lines_of_markdown("Signed\n\n- **Ada** Analyst")]
    [(1, '', 'Signed', ''), (2, '', '', ''), (3, '• ', 'Ada Analyst', 'Ada')]
    """
    source = _line_end.split(text.replace("\x00", ""))
    source = _without_front_matter(source)
    lines: list[Line] = []
    for line in _lines_of_tokens(_parser().parse("\n".join(source)), source):
        before = lines[-1].last_number if lines else 0
        if (
            lines
            and line.number > before + 1
            and lines[-1].text
            and line.text
            and not _blank_between(source, before, line)
        ):
            lines.append(line)
        elif lines and line.number > before + 1 and lines[-1].text:
            lines += [Line(before + 1, ""), line]
        else:
            lines.append(line)
    return tuple(lines)


def _blank_between(source: Sequence[str], before: int, line: Line) -> bool:
    """Whether blank lines part two lines; between the items of one list they mean nothing."""
    return not line.marker or any(not one.strip() for one in source[before : line.number - 1])


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


def _lines_of_tokens(tokens: Sequence[Token], source: Sequence[str]) -> Iterator[Line]:
    """The lines of parsed Markdown."""
    marker = ""
    depth = 0
    counts: list[tuple[str, int]] = []
    fresh = False
    cells: list[str] = []
    row: tuple[int, int] | None = None
    heading = False
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                counts.append(("•", 0))
            case "ordered_list_open":
                counts.append(("1", int(token.attrs.get("start", 1) or 1) - 1))
            case "bullet_list_close" | "ordered_list_close":
                counts.pop()
            case "list_item_open":
                depth += 1
                fresh = True
                marker = f"{token.info}. " if token.info else "• "
            case "list_item_close":
                depth -= 1
                marker = ""
            case "heading_open":
                heading = True
            case "heading_close":
                heading = False
            case "tr_open":
                cells, row = [], (token.map[0], token.map[1]) if token.map else None
            case "tr_close":
                if any(cells) and row:
                    shown = " | ".join(filter(None, cells))
                    yield Line(row[0] + 1, shown, form=Form.ROW, cells=tuple(cells))
                row = None
            case "inline" if row is not None:
                cells.append("\n".join(line.text for line in _inline(token, row[0] + 1)))
            case "inline":
                first = token.map[0] + 1 if token.map else 1
                form = Form.HEADING if heading else Form.ITEM if depth else Form.LINE
                for line in _inline(token, first):
                    shown = line
                    if form is Form.ITEM:
                        shown = replace(line, form=form, marker=marker if fresh else "")
                        fresh = False
                    elif form is Form.HEADING or line.form is Form.LINE:
                        shown = replace(line, form=form)
                    if _note_definition(shown.text):
                        shown = replace(shown, form=Form.NOTE)
                    yield replace(shown, text=_note_mark.sub("", shown.text).strip())
            case "html_block":
                yield from lines_of_html(token.content, (token.map[0] if token.map else 0) + 1)
            case "fence" | "code_block":
                first = (token.map[0] if token.map else 0) + (2 if token.type == "fence" else 1)
                for at, text in enumerate(token.content.splitlines()):
                    yield Line(first + at, text.strip(), left=len(text) - len(text.lstrip()))


def _inline(token: Token, first: int) -> Iterator[Line]:
    """The lines of a paragraph, a heading or an item: each ends at a line break, soft or hard."""
    number = first
    pieces: list[tuple[str, bool]] = []
    strong = 0
    hidden = 0
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                text = child.content if child.type == "text" else f"`{child.content}`"
                pieces.append((text, strong > 0))
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "html_inline":
                if _raw_break.fullmatch(child.content):
                    yield from _line(pieces, number, Form.PARAGRAPH)
                    pieces = []
                number += child.content.count("\n")
            case "softbreak":
                yield from _line(pieces, number, Form.LINE)
                pieces = []
                number += 1
            case "hardbreak":
                yield from _line(pieces, number, Form.PARAGRAPH)
                pieces = []
                number += 1
            case "image":
                hidden += 1
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
