"""From a file of names to rows, and back: CSV, TSV, JSON Lines, workbooks (XLSX, ODS, XLS) and plain lines.

For lists that somebody has typed or downloaded, as opposed to letters. No row and no cell is lost; what cannot be read
is an error that names the line.
"""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from signers.errors import InputError, UsageError
from signers.knowledge import term_list
from signers.reading.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Protocol, TextIO

    class CsvReader(Protocol):
        """What the csv module gives to read from; its own class has no name to call it by."""

        line_num: int

        def __iter__(self) -> Iterator[Cells]: ...


Row = dict[str, object]
Cells = list[str]

_EXTENSIONS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LARGEST_WORKBOOK = 1 << 30  # bytes when unpacked
_LARGEST_SHEET = 40_000_000  # cells, blank ones too: the reader makes room for the whole rectangle, or ends the program
_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # the unit separator, which no text holds
_SNIFFED_ROWS = 50
_SNIFFED_CHARACTERS = 1 << 16
_LONGEST_CELL = 2**31 - 1  # the csv module stops at 131,072 characters; a C long on Windows ends here
_MOST_NULS = 0.25  # of the bytes: text with a slip, not UTF-16 or a program
_EXTRA = "_extra"
LIST_SEPARATOR = " | "  # between the values of a cell that holds several

# Where the name of a signatory stands: a column that is called as data/name-columns.txt says, then one whose words are
# all from there or `_PADDING` ("Name of organization", "company_name"), then one that has a word for an organization.
_NAME_COLUMNS = "name-columns.txt"
_ARTICLES = frozenset({"the", "la", "l"})  # not as the first word: "The Group" is a name
_PADDING = frozenset({"of", "your", "full", "legal", "official", "printed", "de", "del"})
_NOT_BY_THEMSELVES = frozenset({"name", "names", "group", "nom", "nombre", "nome"})

_line_end = re.compile(r"\r\n|\n|\r")
_separator_line = re.compile(r"sep=(.)(?:\r\n|\n|\r)", re.IGNORECASE)  # Excel's own first line
_is_sheet = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE).fullmatch
_place_of_cell = re.compile(rb"\br=[\"']([A-Z]{0,3})(\d{1,7})[\"']").findall
_words_in = re.compile(r"[^\W_]+").findall


@dataclass(frozen=True, slots=True)
class Table:
    """What a file of names holds.

    `format` is csv, tsv, jsonl, lines, or a workbook's ending. Cells that stand beyond the header are kept together
    in a last column, `_extra`; a row has it only when it has such cells. `delimiter` is the one the file uses.
    """

    name: str
    format: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","


def read_table(content: bytes, name: str, *, wanted: str | None = None) -> Table:
    """The rows of a file; `name` says its format by its ending and is what messages call it.

    Where the ending says nothing, as for standard input, the text is looked at: "{" begins JSON Lines, a header with
    one delimiter throughout begins a CSV, and else each line is a name. `wanted` is the column that the person asked
    for: it helps to know a header when there is but one column.

    Raises:
        InputError: the bytes are empty, encrypted, damaged or no table.
    """
    if not content.strip():
        raise InputError(f"{name}: the file is empty")
    suffix = PurePath(name).suffix.lower()
    if content.startswith(_WORKBOOK_MAGIC) or suffix in _WORKBOOKS:
        kind = suffix[1:] if suffix in _WORKBOOKS else "xlsx"
        return _table(name, kind, _workbook_cells(content, name), wanted, ",")
    text = table_text(content, name)
    kind = _EXTENSIONS.get(suffix) or _look(text, wanted)
    if kind == "jsonl":
        return _json_lines(text, name)
    if kind == "lines":
        return _table(name, kind, [[line.strip()] for line in _line_end.split(text) if line.strip()], wanted, ",")
    text, delimiter = delimiter_of(text, kind, wanted)
    return _table(name, kind, _delimited(text, delimiter, name), wanted, delimiter)


def table_text(content: bytes, name: str) -> str:
    """The text of a table that is kept as text; stray NULs are passed over.

    Raises:
        InputError: the bytes are no text.
    """
    text = decode(content)
    if text is None and content.count(0) < _MOST_NULS * len(content):
        text = decode(content.replace(b"\x00", b""))
    if text is None:
        raise InputError(f"{name}: is a binary file, not a table", "tables are CSV, TSV, JSON Lines, XLSX, ODS or text")
    return text


def _table(name: str, kind: str, cells: list[Cells], wanted: str | None, delimiter: str) -> Table:
    """Rows under the header that stands first, or under "name" when a single column has none.

    Where the header has one cell, a comma in a row is part of the name.
    """
    if not cells:
        raise InputError(f"{name}: the file holds no rows")
    if len(cells[0]) > 1:
        columns = _distinct(cells[0])
        return _widened(name, kind, columns, cells[1:], delimiter)
    if not _is_header(cells[0], wanted):
        cells = [["name"], *cells]
    column = cells[0][0]
    rows: tuple[Row, ...] = tuple({column: delimiter.join(row)} for row in cells[1:])
    return Table(name, kind, (column,), rows)


def _widened(name: str, kind: str, columns: tuple[str, ...], cells: list[Cells], delimiter: str) -> Table:
    width = len(columns)
    extra = _distinct([*columns, _EXTRA])[-1]
    rows: list[Row] = []
    longer = False
    for row in cells:
        filled: Row = dict(zip(columns, row if len(row) >= width else row + [""] * (width - len(row)), strict=False))
        if any(row[width:]):
            filled[extra] = LIST_SEPARATOR.join(row[width:])
            longer = True
        rows.append(filled)
    return Table(name, kind, (*columns, extra) if longer else columns, tuple(rows), delimiter)


def _distinct(header: Iterable[str]) -> tuple[str, ...]:
    """The columns' names, each once and none blank.

    >>> _distinct(["name", "", "name"])
    ('name', 'column_2', 'name_2')
    """
    columns: dict[str, None] = {}
    for number, cell in enumerate(header, start=1):
        base = column = cell.strip() or f"column_{number}"
        copies = 1
        while column in columns:
            copies += 1
            column = f"{base}_{copies}"
        columns[column] = None
    return tuple(columns)


def _look(text: str, wanted: str | None) -> str:
    """The format of a text whose name does not tell."""
    start = text.lstrip()
    if start.startswith("{"):
        return "jsonl"
    delimiter, header, share = _sniff(text, wanted)
    if len(header) > 1:
        # "Ada Lovelace, Analyst" on every line is no CSV: those have no space after a comma.
        typed = delimiter == "," and any(cell.startswith(" ") for cell in header)
        if _is_header(header, wanted) or (share == 1 and not typed):
            return "tsv" if delimiter == "\t" else "csv"
    return "lines"


def delimiter_of(text: str, kind: str, wanted: str | None = None) -> tuple[str, str]:
    """The text without the line that Excel may put first, and the delimiter; a list of one column has none."""
    if kind == "tsv":
        return text, "\t"
    if told := _separator_line.match(text):
        return text[told.end() :], told[1]
    delimiter, header, share = _sniff(text, wanted)
    # A list of one column may begin with a name that has a comma.
    return text, delimiter if _is_header(header, wanted) or share >= 0.5 else _NO_DELIMITER


def _sniff(text: str, wanted: str | None) -> tuple[str, Cells, float]:
    """The delimiter that splits the header best, the header, and the share of the rows that have as many cells."""
    best: tuple[tuple[bool, float, int], str, Cells] = ((False, 0.0, 0), ",", [])
    for delimiter in _DELIMITERS:
        sample = csv.reader(io.StringIO(text[:_SNIFFED_CHARACTERS], newline=""), delimiter=delimiter)
        with _long_cells():
            rows = list(islice((row for row in sample if row), _SNIFFED_ROWS))
        if not rows or len(rows[0]) < 2:
            continue
        header = rows[0]
        others = rows[1:]
        share = sum(len(row) == len(header) for row in others) / len(others) if others else 0.5
        rank = (_is_header(header, wanted), share, len(header))
        if rank > best[0]:
            best = (rank, delimiter, header)
    (_, share, _), delimiter, header = best
    return delimiter, header, share


@contextmanager
def _long_cells() -> Iterator[None]:
    """Lifts the csv module's limit on a cell, which is one for the whole program, for as long as we read."""
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _delimited(text: str, delimiter: str, name: str) -> list[Cells]:
    """The cells of each line that is not blank."""
    return [cells for _, _, cells in numbered_rows(text, delimiter, name) if cells]


def numbered_rows(text: str, delimiter: str, name: str) -> list[tuple[int, int, Cells]]:
    """The rows of a text, each with its first and last line; a blank line is a row without cells.

    A quote that opens and never closes would swallow all rows after it, without a word. So the strict reading goes
    first; where it fails, a lenient one counts only if no cell runs over a line's end, and a TSV is taken to have no
    quotes at all.

    Raises:
        InputError: a quoted cell does not end.
    """
    rows: list[tuple[int, int, Cells]] = []
    with _long_cells():
        try:
            strict = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            for numbered in _numbered(strict):
                rows.append(numbered)  # noqa: PERF402 - where the reading breaks off, the rows before must be known
        except csv.Error as error:
            start = rows[-1][1] + 1 if rows else 1
            again = io.StringIO(text, newline="")
            if delimiter == "\t":
                lenient = csv.reader(again, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            else:
                lenient = csv.reader(again, delimiter=delimiter)
            rows = [*_numbered(lenient)]
            if any("\n" in cell or "\r" in cell for _, _, row in rows for cell in row):
                raise InputError(
                    f"{name}, line {start}: a cell that begins with a quotation mark does not end with one",
                    'a quotation mark inside a quoted cell is written twice: "The ""Good"" Fund"',
                ) from error
    return rows


def _numbered(reader: CsvReader) -> Iterator[tuple[int, int, Cells]]:
    start = 1
    for row in reader:
        yield start, reader.line_num, row
        start = reader.line_num + 1


def _json_lines(text: str, name: str) -> Table:
    rows: list[Row] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(_line_end.split(text), start=1):
        if not line.strip():
            continue
        try:
            # Half of a surrogate pair can be written in JSON, but is no character and could not be written again.
            record = _whole_characters(json.loads(line)) if "\\u" in line else json.loads(line)
        except (ValueError, RecursionError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise InputError(f"{name}, line {number}: is no JSON: {what}", "one JSON object a line is read") from error
        if not isinstance(record, dict):
            raise InputError(f"{name}, line {number}: is no JSON object", 'one a line is read: {"name": "Mijente"}')
        rows.append(record)
        columns.update(dict.fromkeys(record))
    return Table(name, "jsonl", tuple(columns), tuple(rows))


def _whole_characters(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_whole_characters(item) for item in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(item) for key, item in value.items()}
    return value


def _workbook_cells(content: bytes, name: str) -> list[Cells]:
    """The rows of the first sheet that is shown and holds any, as text; blank rows do not count."""
    for _, _, rows in sheets_shown(content, name):
        if filled := [row for row in rows if any(row)]:
            return filled
    raise InputError(f"{name}: the workbook holds no rows")


def sheets_shown(content: bytes, name: str) -> Iterator[tuple[str, int, list[Cells]]]:
    """The sheets of a workbook that are shown: title, the number of the first row that is filled, and rows as text.

    Raises:
        InputError: the workbook is encrypted, damaged or too large.
    """
    import python_calamine  # noqa: PLC0415 - a compiled library that only workbooks need

    _refuse_oversized(content, name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for described in workbook.sheets_metadata:
                if described.visible is not python_calamine.SheetVisibleEnum.Visible:
                    continue
                sheet = workbook.get_sheet_by_name(described.name)
                rows = [[_cell_of_workbook(cell) for cell in row] for row in sheet.to_python()]
                yield described.name, (sheet.start or (0, 0))[0] + 1, rows
    except python_calamine.PasswordError as error:
        raise InputError(f"{name}: the workbook is encrypted", "save it without a password") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(f"{name}: the workbook is damaged or none: {error}", "save it again, or as CSV") from error


def _refuse_oversized(content: bytes, name: str) -> None:
    import zipfile  # noqa: PLC0415 - only workbooks need it
    import zlib  # noqa: PLC0415 - the same

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            sheets = (part for part in archive.namelist() if size <= _LARGEST_WORKBOOK and _is_sheet(part))
            area = max((_area(archive.read(sheet)) for sheet in sheets), default=0)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError):
        return  # an XLS is no zip file, and what is damaged is told by the reader
    if size > _LARGEST_WORKBOOK or area > _LARGEST_SHEET:
        raise InputError(f"{name}: the workbook is too large, or a cell stands far outside the list", "save it as CSV")


def _area(sheet: bytes) -> int:
    """The cells of the rectangle from A1 to the last row and column that a sheet of an XLSX names."""
    places = set(_place_of_cell(sheet))
    columns = {column for column, _ in places if column}
    widest = max(columns, key=lambda letters: (len(letters), letters), default=b"A")
    width = 0
    for letter in widest:
        width = width * 26 + letter - ord("A") + 1
    return width * max((int(row) for _, row in places), default=0)


def _cell_of_workbook(value: object) -> str:
    """A cell as people see it: workbooks keep whole numbers as 350.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def name_column(table: Table, wanted: str | None = None) -> str:
    """The column that holds the names: the wanted one, or else the one whose name says so, or the only one.

    Raises:
        UsageError: there is no such column, or none that says so.
    """
    listed = f"columns: {', '.join(table.columns)}"
    if wanted is not None:
        found = next((column for column in table.columns if _same(column, wanted)), None)
        if found is None:
            raise UsageError(f"{table.name}: there is no column `{wanted}`{_nearest(wanted, table.columns)}", listed)
        return found
    for rank in (_rank_of_name, _rank_of_words, _rank_of_phrase):
        ranked = [(rank(column), place) for place, column in enumerate(table.columns) if rank(column) is not None]
        if ranked:
            return table.columns[min(ranked)[1]]
    if len(table.columns) == 1:
        return table.columns[0]
    raise UsageError(f"{table.name}: no column says that it holds the names", f"use `--column`; {listed}")


def _nearest(wanted: str, columns: Sequence[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    folded = {column.casefold(): column for column in columns}
    near = get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.0)
    return f"; the nearest is `{folded[near[0]]}`" if near else ""


def _same(column: str, wanted: str) -> bool:
    return column.strip().casefold() == wanted.strip().casefold()


def _is_header(cells: Sequence[str], wanted: str | None) -> bool:
    return any(
        (wanted is not None and _same(cell, wanted))
        or _rank_of_name(cell) is not None
        or _rank_of_words(cell) is not None
        for cell in cells
    )


def _rank_of_name(column: str) -> int | None:
    words = _words_in(column.casefold())
    return (
        term_list(_NAME_COLUMNS).index(words[0]) if len(words) == 1 and words[0] in term_list(_NAME_COLUMNS) else None
    )


def _rank_of_words(column: str) -> int | None:
    """The rank of a column such as "Name of organization", all words of which tell of a name."""
    words = _words_in(column.casefold())
    ranks = [term_list(_NAME_COLUMNS).index(word) for word in words if word in term_list(_NAME_COLUMNS)]
    others = {word for word in words if word not in term_list(_NAME_COLUMNS)}
    return max(ranks) if ranks and others <= _PADDING | _ARTICLES and words[0] not in _ARTICLES else None


def _rank_of_phrase(column: str) -> int | None:
    """The rank of a column such as "Which organization do you sign for?"."""
    words = _words_in(column.casefold())
    ranks = [
        term_list(_NAME_COLUMNS).index(word)
        for word in words
        if word in term_list(_NAME_COLUMNS) and word not in _NOT_BY_THEMSELVES
    ]
    return min(ranks, default=None)


def names_in(table: Table, column: str) -> tuple[str, ...]:
    """The names of all rows, in their order; one that is absent is empty."""
    return tuple(cell_text(row.get(column)).strip() for row in table.rows)


def write_table(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[str],
    format: str,  # noqa: A002 - as `Table.format`
    stream: TextIO,
    *,
    delimiter: str = ",",
) -> None:
    """Write rows in the format they were read in; what a row does not have is absent, or an empty cell.

    Workbooks and plain lines come back as CSV: the first are read only, the second have no room for columns.
    """
    if format == "jsonl":
        for row in rows:
            record = {column: row[column] for column in columns if column in row}
            stream.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")
        return
    write_cells([columns], stream, delimiter)
    values = (map(row.get, columns) for row in rows)
    # Nearly all values are text, and a call for each of a million rows' cells would take as long as the writing.
    cells = ([value if isinstance(value, str) else cell_text(value) for value in row] for row in values)
    write_cells(cells, stream, delimiter)


def cell_text(value: object) -> str:
    """A value as the text of a cell.

    >>> cell_text(["ACLU", "A.C.L.U."]), cell_text(None), cell_text(7)
    ('ACLU | A.C.L.U.', '', '7')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return LIST_SEPARATOR.join(map(cell_text, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | bool) else str(value)


class _LineFeeds:
    r"""Ends each row with "\n": a pipe and a text stream expect it, and every reader of RFC 4180 accepts it.

    The writer itself is told "\r\n": it quotes the cells that hold a part of its line end, and "\r" must be quoted.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        return self._stream.write(row[: -len("\r\n")] + "\n")


def write_cells(rows: Iterable[Sequence[str]], stream: TextIO, delimiter: str = ",") -> None:
    """Write rows of cells as RFC 4180 has it, but for the line ends."""
    csv.writer(_LineFeeds(stream), delimiter=delimiter, lineterminator="\r\n").writerows(rows)
