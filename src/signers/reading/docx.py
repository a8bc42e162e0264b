"""Word documents: from the paragraphs, tables and text boxes of a DOCX to lines.

What Word keeps apart is kept apart: paragraphs, items of lists, headings, rows. A table that is there for the layout
alone, such as signatures side by side, is read cell by cell, column by column. What a reader does not see (deleted or
hidden text, headers, footers, comments) is left out; footnotes stand at the end.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from signers.errors import InputError
from signers.model import Form, Line
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document
    from lxml.etree import _Element as Element

_LARGEST = 1 << 30  # bytes when unpacked
_LARGEST_PART = 256 << 20
_TAB = 8  # characters, as in plain text
_INDENT = 120  # twentieths of a point in the width of a character
_CLEAR_SPACE = 120  # twentieths of a point: a space of 6 pt or more parts paragraphs that are else set solid
_WIDEST = 64  # columns of a table
_DEEPEST = 40  # tables in tables
_MOST_PIECES = 5_000_000  # a page of a letter has some thousands

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _R, _T, _TBL = f"{_W}p", f"{_W}r", f"{_W}t", f"{_W}tbl"
_BOX = f"{_W}txbxContent"
# What stands in a document without being part of what a reader sees.
_UNSEEN = frozenset(
    f"{_W}{name}"
    for name in (
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr"),
        *("tblGrid", "trPr", "tcPr", "sectPr", "commentReference", "annotationRef", "rt", "fldData", "footnoteRef"),
        *("endnoteRef", "customXmlPr", "smartTagPr"),
    )
) | {f"{_MC}Fallback"}
_HYPHENS = {f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": "\u00ad"}
_BREAKS = frozenset((f"{_W}br", f"{_W}cr"))
_OFF = frozenset(("0", "false", "off", "none"))
_heading_style = re.compile(r"(?:heading|title|subtitle)\s*\d*", re.IGNORECASE).fullmatch
_list_style = re.compile(r"list\s?(?:bullet|number)\s*\d*", re.IGNORECASE).fullmatch
_line_ends = re.compile(r"[\r\n\v\f\u2028\u2029]+")
_spaces = re.compile(r"[ \u00a0]+")
_typed_marker = re.compile(r"([•·▪‣◦●○■□–*-]|\(?\d{1,4}[.)])\s+(?=\S)")
_NUMBERS = frozenset(("decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal"))


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a Word document, numbered as in its text.

    Raises:
        InputError: the document is damaged, cut off, encrypted or too large.
    """
    _refuse_oversized(content, name)
    document = _opened(content, name)
    try:
        pieces = _with_tabs_set(
            [*_Reader(_styles_of(document), _numberings_of(document)).pieces(document.element.body)]
        )
        pieces += _notes_of(document, pieces[-1].page if pieces else 1)
    except (RecursionError, MemoryError) as error:
        raise InputError(f"{name}: is nested too deep to be read", "save it as PDF or text") from error
    lines = tuple(replace(piece, number=number) for number, piece in enumerate(_spaced(pieces), start=1))
    if not any(line.text for line in lines):
        raise InputError(f"{name}: holds no text", "if it holds pictures of pages, make a PDF of it with a text layer")
    return lines


def _refuse_oversized(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"{name}: is encrypted", "save it without a password")
    size = sum(part.file_size for part in parts)
    text = max((part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))), default=0)
    if size > _LARGEST or text > _LARGEST_PART:
        raise InputError(f"{name}: unpacks to {size >> 20} MB, too much for a letter", "save it as PDF or text")


def _damaged(name: str) -> InputError:
    return InputError(f"{name}: is damaged or was cut off", "ask for the file again, or export it anew")


def _opened(content: bytes, name: str) -> Document:
    import zlib  # noqa: PLC0415 - with python-docx, only where a Word document is read
    from struct import error as struct_error  # noqa: PLC0415

    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    broken = (OpcError, LxmlError, zipfile.BadZipFile, zlib.error, struct_error, KeyError, ValueError, EOFError)
    try:
        document = docx.Document(io.BytesIO(content))
        _ = document.element.body.tag
    except (*broken, OSError, NotImplementedError, AttributeError, RuntimeError, IndexError, TypeError) as error:
        raise _damaged(name) from error
    return document


# --- Styles and numbering ---------------------------------------------------------------------------------------


@frozen
class _Style:
    """What a style of paragraphs or characters says, with what it takes over from the style it is based on."""

    is_heading: bool = False
    numbering: tuple[str, str] | None = None  # the id of the list and its level
    is_bullet: bool = False
    is_strong: bool = False
    is_hidden: bool = False
    space: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Numberings:
    """How the lists of a document mark their items, and how far each has counted."""

    formats: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def marker(self, numbering: tuple[str, str]) -> str:
        """The marker of the next item of a list, with the space after it."""
        identity, level = numbering
        abstract = self.lists.get(identity, identity)
        form, start = self.formats.get((identity, level)) or self.formats.get((abstract, level)) or ("bullet", 1)
        depth = int(level) if level.isdigit() else 0
        key = (identity, depth)
        self.counts[key] = self.counts.get(key, start - 1) + 1
        for other in [place for place in self.counts if place[0] == identity and place[1] > depth]:
            del self.counts[other]
        return f"{self.counts[key]}. " if form in _NUMBERS else "• "


def _value(element: Element | None, name: str, default: str = "") -> str:
    """The value of a child such as `<w:numId w:val="3"/>`."""
    child = element.find(_W + name) if element is not None else None
    return default if child is None else child.get(f"{_W}val", default)


def _is_on(element: Element | None, name: str) -> bool | None:
    """Whether a switch such as `<w:b/>` is on, or None where it is not set."""
    child = element.find(_W + name) if element is not None else None
    return None if child is None else child.get(f"{_W}val", "1").lower() not in _OFF


def _styles_of(document: Document) -> dict[str, _Style]:
    try:
        elements = {style.get(f"{_W}styleId", ""): style for style in document.styles.element.iter(f"{_W}style")}
    except (KeyError, AttributeError, ValueError):
        return {}
    default = _Style(space=_space(document.styles.element.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr"), (0, 0)))
    styles: dict[str, _Style] = {}

    def style_of(identity: str, above: int = 0) -> _Style:
        if identity in styles or identity not in elements or above > _DEEPEST:
            return styles.get(identity, default)
        element = elements[identity]
        base = style_of(_value(element, "basedOn"), above + 1)
        paragraph, run = element.find(f"{_W}pPr"), element.find(f"{_W}rPr")
        named = (identity, _value(element, "name"))
        strong, hidden = _is_on(run, "b"), _is_on(run, "vanish")
        styles[identity] = _Style(
            is_heading=base.is_heading or any(map(_heading_style, named)) or _outline(paragraph) is not None,
            numbering=_numbering(paragraph, base.numbering),
            is_bullet=base.is_bullet or any(map(_list_style, named)),
            is_strong=base.is_strong if strong is None else strong,
            is_hidden=base.is_hidden if hidden is None else hidden,
            space=_space(paragraph, base.space),
        )
        return styles[identity]

    for identity in elements:
        style_of(identity)
    styles[""] = default
    for identity, element in elements.items():
        if element.get(f"{_W}default") in {"1", "true"} and element.get(f"{_W}type") == "paragraph":
            styles[""] = styles[identity]
    return styles


def _outline(paragraph: Element | None) -> int | None:
    """The level of a heading, or None for body text, which Word gives the level 9."""
    level = _value(paragraph, "outlineLvl")
    return int(level) if level.isdigit() and int(level) < 9 else None


def _numbering(paragraph: Element | None, inherited: tuple[str, str] | None) -> tuple[str, str] | None:
    numbers = paragraph.find(f"{_W}numPr") if paragraph is not None else None
    if numbers is None:
        return inherited
    identity = _value(numbers, "numId") or (inherited[0] if inherited else "")
    return (identity, _value(numbers, "ilvl", "0")) if identity not in {"", "0"} else None


def _space(paragraph: Element | None, inherited: tuple[int, int]) -> tuple[int, int]:
    spacing = paragraph.find(f"{_W}spacing") if paragraph is not None else None
    if spacing is None:
        return inherited
    before, after = (
        _whole(spacing.get(_W + side), was) for side, was in zip(("before", "after"), inherited, strict=True)
    )
    return before, after


def _whole(text: str | None, default: int = 0) -> int:
    try:
        return default if text is None else int(float(text))
    except ValueError:
        return default


def _numberings_of(document: Document) -> _Numberings:
    found = _Numberings()
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError, ValueError):
        return found
    for abstract in root.iter(f"{_W}abstractNum"):
        identity = f"abstract {abstract.get(f'{_W}abstractNumId')}"
        for level in abstract.iter(f"{_W}lvl"):
            form = (_value(level, "numFmt", "decimal"), _whole(_value(level, "start"), 1))
            found.formats[identity, level.get(f"{_W}ilvl", "0")] = form
    for numbers in root.iter(f"{_W}num"):
        found.lists[numbers.get(f"{_W}numId", "")] = f"abstract {_value(numbers, 'abstractNumId')}"
    return found


# --- The text ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """A piece of a line: its text and whether it is bold."""

    text: str
    is_strong: bool


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph's markup says of all its lines."""

    form: Form
    marker: str = ""
    left: int = 0
    space: tuple[int, int] = (0, 0)
    lines: list[list[_Run]] = field(default_factory=lambda: [[]])
    pages: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@frozen
class _Piece(Line):
    """A line with the space that its paragraph keeps before and after it."""

    space: tuple[int, int] = (0, 0)
    is_tabbed: bool = False  # it begins with a tab
    is_part: bool = False  # of a paragraph of several lines


class _Reader:
    """Goes through a document from its beginning to its end, and counts pages and items on the way."""

    def __init__(self, styles: dict[str, _Style], numberings: _Numberings) -> None:
        self._styles = styles
        self._numberings = numberings
        self._page = 1
        self._is_turned = False  # by a forced break, after which Word notes the same page's beginning once more

    def pieces(self, container: Element, depth: int = 0) -> Iterator[_Piece]:
        """The lines of a body, a cell or a text box, in reading order."""
        if depth > _DEEPEST:
            return
        for child in container:
            if child.tag == _P:
                yield from self._of_paragraph(child, depth)
            elif child.tag == _TBL:
                yield from self._of_table(child, depth)
            elif _shows(child):
                # Content controls, smart tags, inserted paragraphs: what they wrap is text like any other.
                yield from self.pieces(child, depth + 1)

    # --- Paragraphs

    def _of_paragraph(self, element: Element, depth: int) -> Iterator[_Piece]:
        properties = element.find(f"{_W}pPr")
        style = self._styles.get(_value(properties, "pStyle"), self._styles.get("", _Style()))
        paragraph = _Paragraph(Form.PARAGRAPH, left=_left(properties), space=_space(properties, style.space))
        if _is_on(properties, "pageBreakBefore"):
            self._page += 1
            self._is_turned = True
        paragraph.pages.append(self._page)
        self._read(element, paragraph, style)
        numbering = _numbering(properties, style.numbering)
        printed = any(run.text.strip() for line in paragraph.lines for run in line)
        if style.is_heading or _outline(properties) is not None:
            paragraph.form = Form.HEADING
        elif printed and (numbering or style.is_bullet):
            paragraph.form = Form.ITEM
            paragraph.marker = self._numberings.marker(numbering) if numbering else "• "
        yield from _lines_of_paragraph(paragraph)
        for box in paragraph.boxes:
            yield _Piece(0, "", self._page)
            yield from self.pieces(box, depth + 1)
            yield _Piece(0, "", self._page)

    def _read(self, element: Element, paragraph: _Paragraph, style: _Style) -> None:
        """Take in the runs of a paragraph, whatever they are wrapped in; text boxes wait for its end."""
        for child in element:
            if not _shows(child):
                continue
            if child.tag == _BOX:
                paragraph.boxes.append(child)
            elif child.tag == _R:
                self._read_run(child, paragraph, style)
            else:
                self._read(child, paragraph, style)

    def _read_run(self, run: Element, paragraph: _Paragraph, style: _Style) -> None:
        properties = run.find(f"{_W}rPr")
        own = self._styles.get(_value(properties, "rStyle"), _Style())
        hidden, strong = _is_on(properties, "vanish"), _is_on(properties, "b")
        if own.is_hidden or style.is_hidden if hidden is None else hidden:
            return
        if _value(properties, "vertAlign") == "superscript" and _is_note_mark(run):
            return
        is_strong = own.is_strong or style.is_strong if strong is None else strong
        for child in run:
            if child.tag == f"{_W}lastRenderedPageBreak":
                self._turn_page(paragraph)
            elif child.tag in _BREAKS:
                self._break(child, paragraph)
            elif (text := _text_of(child)) is not None:
                self._is_turned = self._is_turned and not text.strip()
                paragraph.lines[-1].append(_Run(text, is_strong))
            elif _shows(child):
                self._read(child, paragraph, style)

    def _break(self, element: Element, paragraph: _Paragraph) -> None:
        if element.get(f"{_W}type") == "page":
            self._page += 1
            self._is_turned = True
        paragraph.lines.append([])
        paragraph.pages.append(self._page)

    def _turn_page(self, paragraph: _Paragraph) -> None:
        """Where Word last began a page: the line goes on, unless nothing of it is set yet."""
        if self._is_turned:
            self._is_turned = False
            return
        self._page += 1
        if not any(run.text.strip() for run in paragraph.lines[-1]):
            paragraph.pages[-1] = self._page

    # --- Tables

    def _of_table(self, table: Element, depth: int) -> Iterator[_Piece]:
        rows: list[list[list[_Piece]]] = []
        page = self._page
        for row in _rows_of(table):
            cells: list[list[_Piece]] = []
            for cell in _cells_of(row):
                # A cell that goes over several columns keeps the later ones in their places.
                span = _whole(_value(cell.find(f"{_W}tcPr"), "gridSpan"), 1)
                own = [] if _is_continued(cell) else [*self.pieces(cell, depth + 1)]
                cells += [own, *([] for _ in range(min(span, _WIDEST) - 1))]
            rows.append(cells)
        yield _Piece(0, "", page)
        yield from _lines_of_table(rows)
        yield _Piece(0, "", self._page)


def _rows_of(container: Element, depth: int = 0) -> Iterator[Element]:
    for child in container:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif _shows(child) and depth < _DEEPEST:
            yield from _rows_of(child, depth + 1)


def _cells_of(container: Element, depth: int = 0) -> Iterator[Element]:
    for child in container:
        if child.tag == f"{_W}tc":
            yield child
        elif _shows(child) and depth < _DEEPEST:
            yield from _cells_of(child, depth + 1)


def _is_continued(cell: Element) -> bool:
    """Whether a cell only goes on with the one above it, with which it is merged."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _shows(element: Element) -> bool:
    """Whether a reader sees what an element holds: no deletion, no comment, no "Click to enter text"."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return element.tag != f"{_W}sdt" or element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is None


def _left(properties: Element | None) -> int:
    """The indent of a paragraph, in characters."""
    indent = properties.find(f"{_W}ind") if properties is not None else None
    if indent is None:
        return 0
    return max(0, _whole(indent.get(f"{_W}left") or indent.get(f"{_W}start"))) // _INDENT


def _text_of(element: Element) -> str | None:
    """The text that a child of a run stands for, or None when it stands for none."""
    if element.tag == _T:
        return _line_ends.sub(" ", element.text or "")
    if element.tag in {f"{_W}tab", f"{_W}ptab"}:
        return "\t"
    # The character of a symbol font is mostly a bullet or a box to tick, and no letter.
    return "•" if element.tag == f"{_W}sym" else _HYPHENS.get(element.tag)


def _is_note_mark(run: Element) -> bool:
    text = "".join(child.text or "" for child in run if child.tag == _T)
    return text.strip(" *†‡,").isdigit()


def _lines_of_paragraph(paragraph: _Paragraph) -> Iterator[_Piece]:
    last = len(paragraph.lines) - 1
    while last > 0 and not "".join(run.text for run in paragraph.lines[last]).strip():
        last -= 1  # a break at a paragraph's end shows nothing
    marker, form = paragraph.marker, paragraph.form
    first = True
    for at in range(last + 1):
        raw = "".join(run.text for run in paragraph.lines[at]).replace("\u00ad", "").rstrip()
        text = raw.lstrip()
        front = raw[: len(raw) - len(text)]
        left = paragraph.left + len(front.expandtabs(_TAB))
        taken = ""
        if not marker and form is Form.PARAGRAPH and (typed := _typed_marker.match(text)):
            taken = typed[0]
            text = text[typed.end() :]
        space = (paragraph.space[0] if at == 0 else 0, paragraph.space[1] if at == last else 0)
        yield _Piece(
            0,
            text,
            paragraph.pages[at],
            left,
            ((marker if first else "") or " ".join([*taken.split(), ""])) if text else "",
            form if text else Form.LINE,
            _strong(paragraph.lines[at], text, taken),
            space=space,
            is_tabbed="\t" in front,
            is_part=last > 0 and form is Form.PARAGRAPH,
        )
        first = first and not text


_tabs = re.compile(r" *\t[ \t]*")
_LONGEST_CELL = 70  # characters between tabs, where they set columns
_TALLEST_SIGNATURE = 5  # lines
_GAP = 4  # characters between columns that are set with tabs


def _with_tabs_set(pieces: list[_Piece]) -> list[_Piece]:
    """The lines without tabs: what people set side by side with them comes apart.

    How wide a name is, and so how many tabs people need to reach the next column, depends on the font: in neighbouring
    lines the n-th piece between tabs is taken to stand in the n-th column.
    """
    done: list[_Piece] = []
    run: list[_Piece] = []
    for piece in [*pieces, _Piece(0, "")]:
        if "\t" in piece.text or (run and piece.text and not piece.cells and len(piece.text) <= _LONGEST_CELL):
            run.append(piece)
            continue
        done += _untabbed(run)
        run = []
        done.append(piece)
    return done[:-1]


def _untabbed(run: Sequence[_Piece]) -> Iterator[_Piece]:
    """Neighbouring lines with tabs: signatures side by side, a table, or just lines with a gap."""
    split = [["", *_tabs.split(piece.text)] if piece.is_tabbed else _tabs.split(piece.text) for piece in run]
    tabbed = [cells for cells in split if len(cells) > 1]
    labels = sum(cells[0].endswith(":") for cells in tabbed)
    lengths = sorted(len(cell) for cells in tabbed for cell in cells)
    long = lengths and (lengths[-1] > 2 * _LONGEST_CELL or lengths[len(lengths) * 9 // 10] > _LONGEST_CELL)
    if len(tabbed) < 2 or long or labels * 2 > len(tabbed):
        yield from _in_columns(run)
    elif len(run) <= _TALLEST_SIGNATURE:
        for column in zip_longest(*split, fillvalue=""):
            kept = [replace(piece, text=cell, strong="") for piece, cell in zip(run, column, strict=True) if cell]
            if kept:
                yield from (replace(piece, left=0, marker=piece.marker if piece.text else "") for piece in kept)
                yield _Piece(0, "", kept[-1].page)
    elif len(tabbed) * 5 >= len(run) * 4:
        width = max(map(len, split))
        for piece, cells in zip(run, split, strict=True):
            row = (*cells, *[""] * (width - len(cells)))
            yield replace(piece, text=" | ".join(filter(None, row)), form=Form.ROW, cells=row, strong="", marker="")
    else:
        yield from _in_columns(run)


def _in_columns(run: Sequence[_Piece]) -> Iterator[_Piece]:
    split = [["", *_tabs.split(piece.text)] if piece.is_tabbed else _tabs.split(piece.text) for piece in run]
    tabbed = [cells for cells in split if len(cells) > 1]
    widths = [max(map(len, column)) + _GAP for column in zip_longest(*tabbed, fillvalue="")]
    for piece, cells in zip(run, split, strict=True):
        if len(cells) == 1 or not any("\t" in other.text for other in run):
            yield piece
            continue
        text = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)).rstrip()
        left = len(text) - len(text.lstrip()) if piece.is_tabbed else piece.left
        strong = " ".join(piece.strong.split()) if "\t" in piece.strong else piece.strong
        yield replace(piece, text=text.lstrip(), left=left, strong=strong if text.lstrip().startswith(strong) else "")


def _strong(runs: Sequence[_Run], text: str, taken: str) -> str:
    """The beginning of a line's text that is bold."""
    bold = ""
    for run in runs:
        if not run.is_strong and run.text.strip():
            break
        bold += run.text
    bold = bold.replace("\u00ad", "").strip().removeprefix(taken.strip()).strip()
    return bold if bold and text.startswith(bold) else ""


# --- Tables that list, and tables for the layout ----------------------------------------------------------------

_MOST_CELLS = 0.8
_BLOCK = 2.5  # lines in a cell, on average, beyond which its lines are a list or a signature of their own


def _lines_of_table(rows: Sequence[Sequence[Sequence[_Piece]]]) -> Iterator[_Piece]:
    """A row a line, or the cells one after another where the table is there for the layout alone.

    For the layout it is where its cells hold lists or signatures of several lines, or tables themselves.
    """
    full = [[[piece for piece in cell if piece.text] for cell in row] for row in rows]
    cells = [cell for row in full for cell in row if cell]
    if not cells:
        return
    lines = sum(map(len, cells)) / len(cells)
    holds_rows = any(piece.form is Form.ROW for cell in cells for piece in cell)
    single = max(sum(map(bool, row)) for row in full) == 1
    tall = sum(len(cell) >= 2 for cell in cells) / len(cells)
    if holds_rows or lines >= _BLOCK or tall >= _MOST_CELLS or (single and tall):
        yield from _lines_of_layout(rows)
        return
    for row in full:
        if not any(row):
            continue
        texts = tuple("\n".join(piece.marker + _tabs.sub(" ", piece.text) for piece in cell) for cell in row)
        first = next(piece for cell in row for piece in cell)
        bold = next((cell for cell in row if cell), [first])
        yield _Piece(
            0,
            " | ".join(" ".join(text.split()) for text in texts if text),
            first.page,
            first.left,
            form=Form.ROW,
            strong=" ".join(bold[0].strong.split()),
            cells=tuple(re.sub(r"[ \t\u00a0]+", " ", text) for text in texts),
        )


def _lines_of_layout(rows: Sequence[Sequence[Sequence[_Piece]]]) -> Iterator[_Piece]:
    """The cells column by column, with a blank line between them.

    Rows that hold one cell, such as a heading over two columns, end a run of columns.
    """
    run: list[Sequence[Sequence[_Piece]]] = []
    for row in [*rows, []]:
        spans = not any(row[1:])
        if run and (spans or len(row) != len(run[0])):
            yield from _down(run)
            run = []
        if spans and row:
            yield from row[0]
            yield _Piece(0, "", row[0][-1].page if row[0] else 1)
        elif row:
            run.append(row)


def _down(rows: Sequence[Sequence[Sequence[_Piece]]]) -> Iterator[_Piece]:
    for at in range(max(map(len, rows))):
        for row in rows:
            if at < len(row) and any(piece.text for piece in row[at]):
                yield from row[at]
                yield _Piece(0, "", row[at][-1].page)


# --- Blank lines and notes --------------------------------------------------------------------------------------


def _spaced(pieces: Iterable[_Piece]) -> Iterator[Line]:
    """The lines with a blank one for each empty paragraph and where there is clearly more space than elsewhere.

    Where every paragraph keeps its distance, the distance parts nothing: a list is set so, a name a paragraph.
    """
    pieces = [*pieces][:_MOST_PIECES]
    gaps = [max(left.space[1], right.space[0]) for left, right in pairwise(pieces)]
    blank = True
    for at, piece in enumerate(pieces):
        if piece.text:
            # A paragraph of several lines, such as a signature, is a block of its own.
            wide = at > 0 and gaps[at - 1] >= _CLEAR_SPACE
            wide = wide and (_is_wider(gaps, at - 1) or pieces[at - 1].is_part or piece.is_part)
            if wide and not blank:
                yield Line(0, "", piece.page)
            blank = False
            yield Line(
                0, piece.text, piece.page, piece.left, piece.marker, piece.form, piece.strong, piece.cells, piece.end
            )
        elif not blank:
            blank = True
            yield Line(0, "", piece.page)


def _is_wider(gaps: Sequence[int], at: int) -> bool:
    """Whether a gap is clearly wider than both the one before it and the one after it."""
    neighbours = [gaps[near] for near in (at - 1, at + 1) if 0 <= near < len(gaps)]
    return bool(neighbours) and all(gaps[at] >= gap + _CLEAR_SPACE for gap in neighbours)


def _notes_of(document: Document, page: int) -> list[_Piece]:
    """Footnotes and endnotes, each a line at the end of the text."""
    from lxml import etree  # noqa: PLC0415 - python-docx has it loaded

    found: list[_Piece] = []
    for relation in document.part.rels.values():
        if relation.is_external or not str(relation.reltype).endswith(("/footnotes", "/endnotes")):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(relation.target_part.blob, parser)
        except (etree.LxmlError, ValueError):
            continue
        for note in root:
            text = "".join(part.text or "" for part in note.iter(_T) if not _is_deleted(part))
            if note.get(f"{_W}type") in {None, "normal"} and text.strip():
                found.append(_Piece(0, _spaces.sub(" ", text).strip(), page, form=Form.NOTE))
    return [_Piece(0, "", page), *found] if found else []


def _is_deleted(element: Element) -> bool:
    return any(parent.tag in _UNSEEN for parent in element.iterancestors())
