"""Plain text: from bytes to lines with their page and indent; columns set side by side are read one after another."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from signers.errors import InputError
from signers.model import Form, Line
from signers.patterns import later
from signers.reading.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from signers.reading.layout import Piece, Placed

TAB = 8
_GUTTER = 2.0  # letters: the least between columns
_FEWEST_WIDE = 3  # lines with a wide gap: fewer are no columns
_NEAR = 8  # lines without a gap that may stand between them
_LONGEST_REST = 200  # lines of a column that is longer than the one beside it
_line_ends = re.compile(r"\r\n|\n|\r")
# Ends of lines that editors do not count: Word's line break and Unicode's own; and the page mark.
_breaks = re.compile("[\v\f\u2028\u2029]")
# What takes no room on the page: marks of order and width, and a hyphen that no line's end made visible.
_TAB_MARK = "\x1f"  # the unit separator, which no text holds
_tabs_inside = later(r"(?<=[^\s]) *\t+ *(?=[^\s])")
_wide_gap = later(r"(?<=\S) {2,}(?=\S)")
_unseen = later("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")


def lines_of(content: bytes, name: str, columns: int | None = None) -> tuple[Line, ...]:
    """The lines of a text file, in reading order; `columns` says in how many columns it is set.

    Raises:
        InputError: the bytes are no text.
    """
    lines = lines_of_text(text_of(content, name))
    if columns == 1 or not any("  " in line.text for line in lines):
        return lines
    return tuple(_column_by_column(lines, columns))


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
    text = _tabs_inside.sub(_TAB_MARK, text) if "\t" in text else text
    if not _breaks.search(text):
        lines = [_line(number, raw, 1) for number, raw in enumerate(_line_ends.split(text), start=1)]
        return tuple(_with_tabs(lines)) if _TAB_MARK in text else tuple(lines)
    lines = []
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
    return tuple(_with_tabs(lines))


def _with_tabs(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with those that tabs part into as many cells each as rows of a table; elsewhere a tab is a wide gap."""
    for tabs, group in groupby(lines, key=lambda line: line.text.count(_TAB_MARK)):
        members = list(group)
        for line in members:
            if not tabs:
                yield line
            elif len(members) < _FEWEST_WIDE:
                yield replace(line, text=line.text.replace(_TAB_MARK, "   "))
            else:
                cells = tuple(cell.strip() for cell in line.text.split(_TAB_MARK))
                yield replace(line, text=" | ".join(filter(None, cells)), form=Form.ROW, cells=cells)


def _column_by_column(lines: Sequence[Line], columns: int | None) -> Iterator[Line]:
    """The lines with those that are set side by side parted, each column after the one on its left."""
    for spread, group in groupby(_spreads(lines), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        if not spread:
            yield from members
            continue
        from signers.reading.layout import in_reading_order  # noqa: PLC0415 - most letters have no columns

        pieces = [piece for row, line in enumerate(members) for piece in _pieces_of(line, row)]
        for placed in in_reading_order(pieces, _GUTTER, columns):
            yield _placed_line(placed, members)
        if not members[-1].text:
            yield members[-1]


def _gaps(text: str) -> list[re.Match[str]]:
    """The wide gaps of a line: two spaces after a full stop are none."""
    if "  " not in text:
        return []
    return [
        gap for gap in _wide_gap.finditer(text) if gap.end() - gap.start() > 2 or text[gap.start() - 1] not in ".!?:"
    ]


def _spreads(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Each line with the number of the stretch that may be set in columns, 0 for none.

    A stretch reaches from the first line with a wide gap to the last, as long as others between them are few.
    """
    wide = [at for at, line in enumerate(lines) if "  " in line.text and line.form is Form.LINE and _gaps(line.text)]
    stretches: list[list[int]] = []
    for at in wide:
        if stretches and at - stretches[-1][-1] <= _NEAR and lines[at].page == lines[stretches[-1][-1]].page:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    number: dict[int, int] = {}
    for count, stretch in enumerate(stretches, start=1):
        if len(stretch) >= _FEWEST_WIDE:
            begin, end = _widened(lines, stretch[0], stretch[-1])
            number.update((at, count) for at in range(begin, end + 1))
    for at, line in enumerate(lines):
        yield number.get(at, 0), line


def _widened(lines: Sequence[Line], begin: int, end: int) -> tuple[int, int]:
    """A stretch with the lines around it that one column may hold alone: up to what is too wide for a column."""
    width = max(line.left + len(line.text) for line in lines[begin : end + 1] if line.text)
    page = lines[begin].page
    for at in range(begin - 1, max(-1, begin - _LONGEST_REST), -1):
        if lines[at].page != page or (lines[at].text and lines[at].left + len(lines[at].text) > width / 2):
            break
        begin = at
    for at in range(end + 1, min(len(lines), end + _LONGEST_REST)):
        if lines[at].page != page or (lines[at].text and lines[at].left + len(lines[at].text) > width / 2):
            break
        end = at
    return begin, end


def _pieces_of(line: Line, row: int) -> Iterator[Piece]:
    """The pieces of a line between its wide gaps."""
    from signers.reading.layout import Piece  # noqa: PLC0415 - the same

    at = 0
    for gap in (*_gaps(line.text), None):
        end = gap.start() if gap else len(line.text)
        if line.text:
            yield Piece(line.text[at:end], line.left + at, line.left + end, row, row, source=row)
        at = gap.end() if gap else end


def _placed_line(placed: Placed, members: Sequence[Line]) -> Line:
    if not placed.pieces:
        return Line(members[0].number, "", members[0].page)
    line = members[placed.pieces[0].source]
    texts = tuple(piece.text for piece in placed.pieces)
    if placed.cells:
        return Line(line.number, " | ".join(filter(None, texts)), line.page, form=Form.ROW, cells=texts)
    last = placed.pieces[-1]
    text = line.text[round(placed.pieces[0].left) - line.left : round(last.right) - line.left]
    return Line(line.number, text, line.page, max(0, round(placed.pieces[0].left - placed.edge)))


def _line(number: int, printed: str, page: int) -> Line:
    seen = printed.rstrip()
    if not seen.isascii():
        if seen.endswith("\u00ad"):
            seen = seen[:-1] + "-"
        seen = _unseen.sub("", seen)
    if "\t" in seen:
        seen = seen.expandtabs(TAB)
    seen = seen.rstrip()
    bare = seen.lstrip()
    return Line(number, bare, page, len(seen) - len(bare))
