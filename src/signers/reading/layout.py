"""In which order a page is read: from pieces of text with their places to lines, column by column.

One geometry for PDF and for plain text. A *piece* is text on one line without a wide gap in it. Where the gaps of
several lines stand under one another, and no piece crosses, there is a *gutter*, and what stands on its left is read
before what stands on its right; so again within each side. Where the two sides of each line belong together, as name
and title do, it is a table and stays in rows. The idea of cutting a page along its white space is that of the XY-cut
(Nagy and Seth, "Hierarchical Representation of Optically Scanned Documents", 1984); here a cut reaches only as far down
the page as its gutter does.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from signers.evidence import words_of
from signers.persons import person_bits, title_bits
from signers.places import is_place
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FEWEST_ROWS = 3  # with text on both sides: fewer gaps under one another stand so by chance
_MOST_GUTTERS = 12  # that are tried
_DEEPEST = 5  # cuts within cuts: six columns
_BLANK = 1.45  # of the usual distance of lines: from here on a blank line stands between
_REACH = 2.2  # of the widest distance inside a column: so far below, its rest may stand
_ALIGNED = 0.6  # of the pieces on the right begin at one place, or are centred
_LEAST_OF_COLUMN = 0.2  # of the rows have text that begins where a column does
_LONGEST_SAID = 7  # words: what stands beside a name in a table is shorter than a line of a letter
_NAMED = 0.6  # of the rows of a table begin with a person's name, the headings among the others
_ALIKE = 0.7  # of the rows have both sides in a table


_NEXT_BAND = 1.25  # of the usual distance of lines: from here on a new row of a table begins
_MOST_LINES_OF_BAND = 8
_NEARER = 1.05  # of the usual distance of lines
_BEFORE = 0.25  # of the least gutter: so near to a column the text of the one before may come, in a full line
_NEAR_MARKER = 6  # times the least gutter: so far behind its bullet or number a text may begin
_COUNTING = 0.6  # of the numbers follow one another where they count rows
_is_marker = re.compile(r"[•●▪■◦‣∙·○□►▶➢➤✓✔❖\uf0b7\uf0a7\uf0d8o–-]|\(?\d{1,4}[.)]").fullmatch
_is_count = re.compile(r"[1-9]\d{0,3}").fullmatch


class Piece(NamedTuple):
    """Text between two places of a line: `left` and `right` are in the unit of the page, `row` counts lines down.

    `top` grows downwards. `strong` is the part in bold, from the beginning; `source` is whatever the reader wants back;
    `large` says that the type is larger than that of the text.
    """

    text: str
    left: float
    right: float
    top: float
    row: int
    strong: str = ""
    source: int = 0
    large: bool = False


@frozen
class Placed:
    """A line in reading order: its pieces, and the left edge of its column; no pieces: a blank line.

    `cells` says that the pieces are the cells of a row of a table.
    """

    pieces: tuple[Piece, ...]
    edge: float = 0.0
    cells: bool = False


BLANK = Placed(())


class Row(NamedTuple):
    """The pieces on one line of a page or of a column of it, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        """Where the row stands."""
        return self.pieces[0].top

    @property
    def left(self) -> float:
        """Where its text begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where its text ends."""
        return self.pieces[-1].right


class Region(NamedTuple):
    """Rows `first` to `last` that the gutter at `at` cuts in two, with the number of those that have both sides."""

    first: int
    last: int
    at: float
    both: int


def in_reading_order(pieces: Iterable[Piece], gutter: float, columns: int | None = None) -> list[Placed]:
    """The lines of a page in the order in which they are read.

    `gutter` is the least width of white space between columns. `columns` says in how many columns the page is set:
    with 1 nothing is cut, with more nothing is taken for a table; without it the page is looked at.
    """
    rows = _with_markers([sorted(row, key=lambda piece: piece.left) for row in _rows(pieces)], gutter)
    # So many columns come from one cut less, and three from two cuts, whichever side the second is on.
    depth = max(0, _DEEPEST + 1 - columns) if columns else 0
    return list(_trimmed(_read(rows, gutter, depth, told=bool(columns))))


def _rows(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    for _, row in groupby(sorted(pieces, key=lambda piece: piece.row), key=lambda piece: piece.row):
        yield list(row)


def _with_markers(rows: Sequence[Sequence[Piece]], gutter: float) -> list[Row]:
    """The rows with each bullet or number set before the text that it stands at: it is no column of its own.

    A number without a mark is one where such numbers count the rows.
    """
    leading = [int(row[0].text) if len(row) > 1 and _is_count(row[0].text) else 0 for row in rows]
    numbers = [number for number in leading if number]
    counting = sum(after == number + 1 for number, after in pairwise(numbers)) >= _COUNTING * max(1, len(numbers) - 1)
    found = []
    for row, number in zip(rows, leading, strict=True):
        merged: list[Piece] = []
        for piece in row:
            before = merged[-1] if merged else None
            is_number = number and counting and len(numbers) >= _FEWEST_ROWS and before is row[0]
            is_near = before is not None and piece.left - before.right <= _NEAR_MARKER * gutter
            if before and is_near and (is_number or _is_marker(before.text)):
                mark = f"{before.text}." if is_number else before.text
                merged[-1] = piece._replace(text=f"{mark} {piece.text}", left=before.left, strong="")
            else:
                merged.append(piece)
        found.append(Row(tuple(merged)))
    return found


def _read(rows: Sequence[Row], gutter: float, depth: int, *, told: bool) -> Iterator[Placed]:
    """The rows of a page, or of a column, in reading order; `told` says that a person knows them to be columns."""
    region = _widest_region(rows, gutter) if depth < _DEEPEST else None
    if region is None:
        yield from _column(rows)
        return
    yield from _read(rows[: region.first], gutter, depth, told=told)
    yield BLANK
    inside = rows[region.first : region.last + 1]
    left, right = _halves(inside, region.at)
    bands = _bands(inside, region.at)
    if not told and _is_table(bands, region.at):
        yield from _table(bands, gutter)
    elif _reads_across(inside, region.at):
        yield from _across(inside)
    else:
        yield from _read(left, gutter, depth + 1, told=told)
        yield BLANK
        yield from _read(right, gutter, depth + 1, told=told)
    yield BLANK
    yield from _read(rows[region.last + 1 :], gutter, depth, told=told)


def _halves(rows: Sequence[Row], at: float) -> tuple[list[Row], list[Row]]:
    left = [Row(part) for row in rows if (part := tuple(piece for piece in row.pieces if piece.right <= at))]
    right = [Row(part) for row in rows if (part := tuple(piece for piece in row.pieces if piece.right > at))]
    return left, right


# --- Gutters ----------------------------------------------------------------------------------------------------


def _widest_region(rows: Sequence[Row], gutter: float) -> Region | None:
    """The part of the rows that the best gutter cuts: the one with the most lines that have text on both sides."""
    gaps = Counter(
        round(right.left, 1)
        for row in rows
        for left, right in pairwise(row.pieces)
        if right.left - left.right >= gutter
    )
    if not gaps:
        return None
    found: list[Region] = []
    for begin, _ in gaps.most_common(_MOST_GUTTERS):
        found += _regions_at(rows, begin - gutter * _BEFORE)
    # Of gutters that reach equally far the rightmost leaves the columns on its left for the next cut.
    return max(found, key=lambda region: (region.both, region.last - region.first, -region.at), default=None)


def _regions_at(rows: Sequence[Row], at: float) -> Iterator[Region]:
    """The regions that a gutter at one place cuts: from row to row as long as nothing crosses it."""
    start = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and not _crosses(rows[end], at):
            continue
        region = _region(rows, start, end - 1, at) if end > start else None
        if region:
            yield region
        start = end + 1


def _crosses(row: Row, at: float) -> bool:
    return any(piece.left < at < piece.right for piece in row.pieces)


def _region(rows: Sequence[Row], first: int, last: int, at: float) -> Region | None:
    """The rows `first` to `last` without what stands above and below the columns; None where there are no columns."""
    sides = [(rows[n].left < at, rows[n].right > at) for n in range(first, last + 1)]
    both = [n for n, (left, right) in enumerate(sides, first) if left and right]
    if len(both) < _FEWEST_ROWS:
        return None
    begin, end = both[0], both[-1]
    step = max((rows[n + 1].top - rows[n].top for n in range(begin, end)), default=0.0) * _REACH / 2
    while begin > first and not sides[begin - 1 - first][0] and rows[begin].top - rows[begin - 1].top <= step:
        begin -= 1
    while end < last and rows[end + 1].top - rows[end].top <= step:
        end += 1
    # In a table whose cells are set around their middle the first row may begin above, with a cell of several lines.
    near = _usual([after.top - row.top for row, after in pairwise(rows[begin : end + 1])]) * _NEARER
    while begin > first and rows[begin].top - rows[begin - 1].top < near:
        begin -= 1
    inside = rows[begin : end + 1]
    right = [row for row in (_right_of(row, at) for row in inside) if row]
    return Region(begin, end, at, len(both)) if _are_aligned(right) else None


def _right_of(row: Row, at: float) -> Row | None:
    pieces = tuple(piece for piece in row.pieces if piece.right > at)
    return Row(pieces) if pieces else None


def _are_aligned(rows: Sequence[Row]) -> bool:
    """Whether the lines of a column begin at one place, or are set around one middle."""
    if len(rows) < _FEWEST_ROWS:
        return False
    unit = median((row.right - row.left) / max(1, sum(len(piece.text) for piece in row.pieces)) for row in rows) * 1.6
    for places in ([row.left for row in rows], [(row.left + row.right) / 2 for row in rows]):
        counts = Counter(round(place / unit) for place in places)
        most, top = counts.most_common(1)[0]
        if top + counts[most - 1] + counts[most + 1] >= _ALIGNED * len(rows):
            return True
    return False


# --- Columns, tables, rows ----------------------------------------------------------------------------------------


def _column(rows: Sequence[Row]) -> Iterator[Placed]:
    """The lines of one column, with a blank line where the distance to the next is wider than usual."""
    if not rows:
        return
    steps = [after.top - row.top for row, after in pairwise(rows)]
    usual = _usual(steps)
    edge = min(row.left for row in rows)
    for at, row in enumerate(rows):
        yield Placed(row.pieces, edge)
        if at < len(steps) and steps[at] > usual * _BLANK:
            yield BLANK


def _usual(steps: Sequence[float]) -> float:
    """The usual distance of lines: the least that returns."""
    if not steps:
        return 0.0
    low = sorted(step for step in steps if step > 0)[: max(1, len(steps) // 2)]
    return median(low) if low else 0.0


def _bands(rows: Sequence[Row], at: float) -> list[list[Row]]:
    """The rows of a table, each with the lines that its cells take.

    A row of several lines is parted from the next by a wider distance, or else begins where the first column does.
    """
    steps = [after.top - row.top for row, after in pairwise(rows)]
    usual = _usual(steps)
    wide = [step > usual * _NEXT_BAND for step in steps]
    by_distance = sum(wide) >= max(2, len(rows) // _MOST_LINES_OF_BAND)
    bands = [[rows[0]]]
    most = max(len(row.pieces) for row in rows)
    for row, is_wide in zip(rows[1:], wide, strict=True):
        is_full = len(row.pieces) == most == len(bands[-1][-1].pieces)
        begins = is_wide or is_full if by_distance else bool(_text(row, at, left=True))
        if begins:
            bands.append([row])
        else:
            bands[-1].append(row)
    return bands


def _is_table(bands: Sequence[Sequence[Row]], at: float) -> bool:
    """Whether the two sides of a row belong together: a name on the left, and on the right what is said of it."""
    sides = [(_first_cell(band, at, left=True), _first_cell(band, at, left=False)) for band in bands]
    pairs = [(left, right) for left, right in sides if left and right]
    if len(pairs) < _ALIKE * len(bands) or len(pairs) < _FEWEST_ROWS:
        return False
    if median(len(" ".join(right).split()) for _, right in pairs) > _LONGEST_SAID:
        return False
    names = sum(person_bits(" ".join(left)) > 0 for left, _ in pairs)
    others = sum(person_bits(right[0]) > 0 >= title_bits(right[0]) for _, right in pairs)
    again = Counter(" ".join(right) for _, right in pairs)
    told = sum(_is_said(" ".join(right)) or again[" ".join(right)] > 1 for _, right in pairs)
    told_left = sum(title_bits(left[0]) > 0 for left, _ in pairs)
    if told >= _ALIKE * len(pairs) and told_left < 0.3 * len(pairs) and others <= 0.3 * len(pairs):
        return True
    return names >= _NAMED * len(pairs) and others <= 0.2 * len(pairs)


def _is_said(text: str) -> bool:
    """Whether words are what a table says of a name: a title, a place, a number, an address."""
    return title_bits(text) > 0 or is_place(text) or text.isdigit() or "@" in text


def _first_cell(band: Sequence[Row], at: float, *, left: bool) -> list[str]:
    """The lines of the first cell on one side of the gutter."""
    pieces = [piece for row in band for piece in row.pieces if (piece.right <= at) is left]
    edge = pieces[0].left if pieces else 0.0
    return [piece.text for piece in pieces if abs(piece.left - edge) < 1]


def _text(row: Row, at: float, *, left: bool) -> str:
    return " ".join(piece.text for piece in row.pieces if (piece.right <= at) is left)


def _table(bands: Sequence[Sequence[Row]], gutter: float) -> Iterator[Placed]:
    """The rows of a table, each with as many cells as there are columns."""
    starts = _starts([row for band in bands for row in band], gutter)
    for band in bands:
        cells: list[list[Piece]] = [[] for _ in starts]
        for piece in (piece for row in band for piece in row.pieces):
            at = max((n for n, start in enumerate(starts) if start <= piece.left + gutter), default=0)
            cells[at].append(piece)
        first = band[0].pieces[0]
        yield Placed(tuple(_cell(cell, first) for cell in cells), band[0].left, cells=True)


def _cell(pieces: Sequence[Piece], first: Piece) -> Piece:
    """The lines of a cell as one piece; `first` is that with which the row begins."""
    if not pieces:
        return first._replace(text="", strong="")
    text = " ".join(piece.text for piece in pieces)
    return pieces[0]._replace(text=text, right=max(piece.right for piece in pieces), strong="")


def _starts(rows: Sequence[Row], gutter: float) -> list[float]:
    """Where the columns of a table begin."""
    lefts = sorted(piece.left for row in rows for piece in row.pieces)
    starts: list[float] = []
    for _, group in groupby(enumerate(lefts), key=lambda pair: _group_of(lefts, pair[0], gutter)):
        members = [left for _, left in group]
        if len(members) >= _LEAST_OF_COLUMN * len(rows):
            starts.append(members[0])
    return starts or [min(lefts)]


def _group_of(lefts: Sequence[float], at: int, gutter: float) -> int:
    return sum(after - left > gutter for left, after in pairwise(lefts[: at + 1]))


def _reads_across(rows: Sequence[Row], at: float) -> bool:
    """Whether names are in order from left to right, row by row, and not down the columns."""
    across = [piece.text for row in rows for piece in row.pieces]
    left, right = _halves(rows, at)
    if len(left) < 4 or any(len(row.pieces) < 2 for row in rows[:-1]):
        return False
    down = [row.pieces[0].text for row in (*left, *right)]
    # Across, a list to be read down is in order at every other step only; down, one to be read across is but for the
    # heads of its columns. So the order across tells, and that down only says whether there is anything to choose.
    return _order(across) > 0.85 and _order(down) < _order(across)


def _order(texts: Sequence[str]) -> float:
    """The share of neighbours that stand in alphabetical order."""
    keys = [words_of(text) for text in texts]
    steps = [before <= after for before, after in pairwise(keys)]
    return sum(steps) / len(steps) if steps else 0.0


def _across(rows: Sequence[Row]) -> Iterator[Placed]:
    for row in rows:
        for piece in row.pieces:
            yield Placed((piece,), piece.left)


def _trimmed(lines: Iterable[Placed]) -> Iterator[Placed]:
    """Without blank lines at the edges and more than one between."""
    waiting = False
    begun = False
    for line in lines:
        if not line.pieces:
            waiting = begun
            continue
        if waiting:
            yield BLANK
        waiting, begun = False, True
        yield line
