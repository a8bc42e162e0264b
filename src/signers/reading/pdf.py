"""PDF: from the places of its words to lines, page by page.

pypdfium2 tells each letter's box; letters become words, words become pieces of a line, and `layout` decides in which
order they are read. Small print at the foot of a page is a note; a raised number behind a word is a mark and goes.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from signers.errors import InputError
from signers.model import Form, Line
from signers.reading.layout import Piece, Placed, in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = 1.15  # of the size of the type: white space from here on parts pieces
_GUTTER = 0.9  # of the size of the type: the least between columns
_SAME_LINE = 0.45  # of the size: so far apart, baselines are of one line
_RAISED = 0.82  # of the size of the word before: a smaller number is a mark
_SMALL = 0.9  # of the size of the body: notes are set smaller
_LARGER = 1.12  # of the size of the body: headings are set larger
_FEW_WORDS = 12
_EDGE_ROWS = 2  # at the head and foot of a page: where running heads and numbers of pages stand
_FEWEST_REPEATS = 2  # pages on which the same stands at the same place
_BOLD = 600
_MOST_PAGES = 5000  # the words of all are held in memory
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff\x02")
_MARKS = frozenset("*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰")
_MARK_ENDS = _MARKS | frozenset("0123456789")
_plain_letter = re.compile("[A-Za-z]").search
_surrogate = re.compile("[\ud800-\udfff]").search
_number = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
# A word ends at a space, or with a hyphen at the end of a line (\x02, \ufffe), to which pdfium glues the next line.
_words_in = re.compile(
    r"[^\x00\t\n\r \xa0\u2000-\u200a\u3000\x02\ufffe]*[\x02\ufffe]|[^\x00\t\n\r \xa0\u2000-\u200a\u3000\x02\ufffe]+"
)


class Word(NamedTuple):
    """A word of a page: its text, its box in points (`top` grows downwards), its size, and whether it is bold."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


def lines_of(content: bytes, name: str, columns: int | None = None, *, ocr: bool = False) -> tuple[Line, ...]:
    """The lines of a PDF, in reading order; `columns` says in how many columns it is set.

    With `ocr`, pages without text are recognized first. Otherwise they are passed over, as long as others have some.

    Raises:
        InputError: it is encrypted, damaged, or none of its pages has text.
    """
    pages = [list(page) for page in words_of_pages(content, name)]
    if ocr and not all(pages):
        from signers.reading.ocr import with_text_layer  # noqa: PLC0415 - only where it is asked for

        pages = [list(page) for page in words_of_pages(with_text_layer(content, name), name)]
    if not any(pages):
        if ocr:
            raise InputError(f"{name}: has no text, and none was recognized", "scan it anew, larger and upright")
        raise InputError(f"{name}: has no text: its pages are pictures", "run again with `--ocr`")
    body = _body_size(pages)
    large = _heading_sizes(pages, body)
    rows = [_rows_of(words) for words in pages]
    edges = _running(rows)
    lines: list[Line] = []
    for number, (page, (head, foot)) in enumerate(zip(rows, edges, strict=True), start=1):
        for line in _lines_of_page(page, (head, foot), body, large, columns):
            lines.append(replace(line, number=len(lines) + 1, page=number))
    return tuple(lines)


def words_of_pages(content: bytes, name: str) -> Iterator[Iterator[Word]]:
    """The words of each page.

    Raises:
        InputError: the file is encrypted or damaged.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - only a PDF needs it

    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(f"{name}: is encrypted", "open it with its password and save it without") from error
        raise InputError(f"{name}: is damaged or was cut off", "ask for the file again, or print it anew") from error
    if count > _MOST_PAGES:
        document.close()
        raise InputError(f"{name}: has {count:,} pages, more than {_MOST_PAGES:,}", "cut out the pages of the letter")
    if not count:
        raise InputError(f"{name}: has no pages")
    try:
        for number in range(count):
            try:
                page = document[number]
            except pdfium.PdfiumError as error:
                raise InputError(f"{name}: page {number + 1} is damaged", "print the file anew") from error
            textpage = page.get_textpage()
            yield iter(_words(textpage))
            textpage.close()
            page.close()
    finally:
        document.close()


class _Type(NamedTuple):
    """What all letters of a text object have in common: `size` and baseline `base` in points, and `bold`."""

    size: float
    base: float
    bold: bool


def _words(textpage: Any) -> list[Word]:  # noqa: ANN401 - pypdfium2 ships no types
    """The words of a page, in the order in which the file holds them."""
    from pypdfium2 import raw  # noqa: PLC0415 - the same

    handle = textpage.raw
    letters = _letters(handle, textpage.count_chars())
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    rect = raw.FS_RECTF()
    # Each call into the library costs as much as all else that is done for a word, so an object is asked about once.
    types: dict[int, _Type | None] = {}
    words: list[Word] = []
    for found in _words_in.finditer(letters):
        first, last = found.start(), found.end() - 1
        printed = raw.FPDFText_GetTextObject(handle, first)
        key = ctypes.addressof(printed.contents) if printed else -1 - first
        if key not in types:
            # The box of a letter with an accent is higher than the type is large.
            plain = _plain_letter(found[0])
            types[key] = _type_of(handle, first + plain.start() if plain else first)
        type_ = types[key]
        if not type_ or not raw.FPDFText_GetLooseCharBox(handle, first, rect):
            continue
        if letters[last] in _MARK_ENDS:
            last = _without_mark(handle, letters, (first, last), type_)
        if not raw.FPDFText_GetCharBox(handle, last, left, right, bottom, top):
            continue
        text = _text_of(letters[first : last + 1])
        if text:
            words.append(Word(text, rect.left, max(right.value, rect.left), -type_.base, type_.size, type_.bold))
    return words


def _letters(handle: Any, count: int) -> str:  # noqa: ANN401 - the same
    """The letters of a page, one for each that the library counts."""
    from pypdfium2 import raw  # noqa: PLC0415 - the same

    codes = (ctypes.c_ushort * (count + 1))()
    # The text of a page leaves out letters without a meaning: then each has to be asked for, to keep count.
    if raw.FPDFText_GetText(handle, 0, count, codes) == count + 1:
        letters = bytes(codes)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(letters) == count and not _surrogate(letters):
            return letters
    return "".join(chr(raw.FPDFText_GetUnicode(handle, at)) for at in range(count))


def _type_of(handle: Any, at: int) -> _Type | None:  # noqa: ANN401 - the same
    """How a letter is set; None where it is not level."""
    from pypdfium2 import raw  # noqa: PLC0415 - the same

    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    font, flags = ctypes.create_string_buffer(96), ctypes.c_int()
    if 0.1 < raw.FPDFText_GetCharAngle(handle, at) < 6.18 or not raw.FPDFText_GetLooseCharBox(
        handle, at, rect
    ):  # radians
        return None
    raw.FPDFText_GetCharOrigin(handle, at, x, y)
    raw.FPDFText_GetFontInfo(handle, at, font, len(font), flags)
    bold = raw.FPDFText_GetFontWeight(handle, at) >= _BOLD or _is_bold(font.value)
    return _Type(max(1.0, rect.top - rect.bottom), y.value, bold)


def _without_mark(handle: Any, letters: str, word: tuple[int, int], type_: _Type) -> int:  # noqa: ANN401 - the same
    """The last letter of a word before a raised number or sign behind it."""
    from pypdfium2 import raw  # noqa: PLC0415 - the same

    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    first, at = word
    while at > first and letters[at] in _MARK_ENDS:
        raw.FPDFText_GetLooseCharBox(handle, at, rect)
        raw.FPDFText_GetCharOrigin(handle, at, x, y)
        if not (rect.top - rect.bottom < _RAISED * type_.size and y.value > type_.base + 0.1 * type_.size):
            break
        at -= 1
    return at


@lru_cache(maxsize=256)
def _is_bold(font: bytes) -> bool:
    """Whether a font's name says that it is bold."""
    return any(weight in font.lower() for weight in (b"bold", b"black", b"heavy", b"-demi"))


def _text_of(text: str) -> str:
    """The letters of a word as a reader sees them."""
    if text.isascii() and text.isprintable():
        return text
    if text.endswith(("\u00ad", "\x02", "\ufffe")):
        text = text[:-1] + "-"
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return "".join(letter for letter in text if letter not in _UNSEEN)


def _body_size(pages: Sequence[Sequence[Word]]) -> float:
    """The size in which most letters of the document are set."""
    sizes: Counter[float] = Counter()
    for words in pages:
        for word in words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _heading_sizes(pages: Sequence[Sequence[Word]], body: float) -> frozenset[float]:
    """The sizes larger than the body's in which only few words are set."""
    sizes = Counter(round(word.size, 1) for words in pages for word in words)
    most = max(_FEW_WORDS, sizes.total() // 20)
    return frozenset(size for size, count in sizes.items() if size > _LARGER * body and count <= most)


def _running(pages: Sequence[Sequence[Sequence[Word]]]) -> list[tuple[int, int]]:
    """How many rows at the head and at the foot of each page return on other pages: running heads, page numbers."""
    repeats = Counter(
        key
        for number, rows in enumerate(pages)
        for key in {key for row in (*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:]) for key in _keys_of(row, number)}
    )

    def returns(row: Sequence[Word], number: int) -> bool:
        return any(repeats[key] >= _FEWEST_REPEATS for key in _keys_of(row, number))

    found: list[tuple[int, int]] = []
    for number, rows in enumerate(pages):
        head = next((at for at, row in enumerate(rows[:_EDGE_ROWS]) if not returns(row, number)), _EDGE_ROWS)
        below = rows[head:][::-1][:_EDGE_ROWS]
        foot = next((at for at, row in enumerate(below) if not returns(row, number)), len(below))
        found.append((min(head, len(rows)), foot))
    return found


def _keys_of(row: Sequence[Word], number: int) -> tuple[tuple[int, str], ...]:
    """What a row has in common with those that stand at the same height on other pages: its text, or how it counts."""
    place, text = round(row[0].base), " ".join(word.text for word in row)
    first = _number.search(text)
    if not first:
        return ((place, text),)
    # "Page 3 of 7" counts with the pages by its first number, whatever the others say.
    counted = f"{int(first[0]) - number} {_number.sub('#', text)}"
    return ((place, text), (place, counted))


def _lines_of_page(
    rows: Sequence[Sequence[Word]],
    edges: tuple[int, int],
    body: float,
    large: frozenset[float],
    columns: int | None,
) -> Iterator[Line]:
    """The lines of a page; `edges` says how many of its first and last rows run through the document."""
    head, foot = edges
    inner = rows[head : len(rows) - foot]
    yield from _furniture(rows[:head])
    note_from = _where_notes_begin(inner, body)
    size = median(word.size for row in inner for word in row) if inner else body
    for part, form in ((inner[:note_from], Form.LINE), (inner[note_from:], Form.NOTE)):
        pieces = [piece for number, row in enumerate(part) for piece in _pieces_of(row, number, large)]
        for placed in in_reading_order(pieces, _GUTTER * size, columns if form is Form.LINE else 1):
            yield _line_of(placed, size, form)
        if pieces:
            yield Line(0, "")
    yield from _furniture(rows[len(rows) - foot :])


def _furniture(rows: Sequence[Sequence[Word]]) -> Iterator[Line]:
    for row in rows:
        yield Line(0, " ".join(word.text for word in row), form=Form.FURNITURE)
    if rows:
        yield Line(0, "")


def _rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page by the lines they stand on, from the top down, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        row = rows[-1] if rows else None
        if row and word.base - row[0].base <= _SAME_LINE * max(word.size, row[0].size) / 1.2:
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _pieces_of(row: Sequence[Word], number: int, large: frozenset[float]) -> Iterator[Piece]:
    """The words of a line between its wide gaps."""
    current: list[Word] = [row[0]]
    for word, after in pairwise(row):
        if after.left - word.right > _GAP * min(word.size, after.size) * 0.8:
            yield _piece(current, number, large)
            current = []
        current.append(after)
    yield _piece(current, number, large)


def _piece(words: Sequence[Word], number: int, large: frozenset[float]) -> Piece:
    shown = [word for at, word in enumerate(words) if not (at and _is_mark(words[at - 1], word))] or list(words)
    text = " ".join(word.text for word in shown)
    bold = 0
    for word in shown:
        if not word.bold:
            break
        bold += 1
    strong = " ".join(word.text for word in shown[:bold])
    is_large = all(round(word.size, 1) in large for word in words)
    return Piece(text, words[0].left, words[-1].right, words[0].base, number, strong, large=is_large)


def _is_mark(before: Word, word: Word) -> bool:
    """Whether a word is the mark of a footnote: a smaller number or sign, raised behind the word before."""
    small = word.size < _RAISED * before.size and word.base < before.base - 0.1 * before.size
    return small and all(letter.isdigit() or letter in _MARKS or letter in ",[]()" for letter in word.text)


def _where_notes_begin(rows: Sequence[Sequence[Word]], body: float) -> int:
    """The number of the first line of the small print at the foot of a page; that of all lines where there is none."""
    small = [median(word.size for word in row) < _SMALL * body for row in rows]
    at = len(rows)
    while at and (small[at - 1] or len(rows[at - 1]) == 1):
        at -= 1
    while at < len(rows) and not (small[at] and _begins_note(rows[at])):
        at += 1
    return at


def _begins_note(row: Sequence[Word]) -> bool:
    first = row[0].text
    return first[0].isdigit() or first[0] in _MARKS or (first[0] in "[(" and first[1:2].isdigit())


def _line_of(placed: Placed, size: float, form: Form) -> Line:
    if not placed.pieces:
        return Line(0, "")
    if form is Form.LINE and all(piece.large for piece in placed.pieces):
        form = Form.HEADING
    texts = [piece.text for piece in placed.pieces]
    if placed.cells:
        shown = " | ".join(filter(None, texts))
        return Line(0, shown, form=Form.ROW, cells=tuple(texts))
    text = " ".join(texts)
    strong = placed.pieces[0].strong
    if strong == placed.pieces[0].text and len(placed.pieces) > 1 and placed.pieces[-1].strong == texts[-1]:
        strong = text
    left = round((placed.pieces[0].left - placed.edge) / (size * 0.42))
    return Line(0, text, left=max(0, left), form=form, strong=strong)
