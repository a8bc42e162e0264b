"""From a file of names to rows, and back: CSV, TSV, JSON Lines, workbooks (XLSX, ODS, XLS) and plain lines.

For lists that somebody has typed or downloaded, as opposed to letters. No row and no cell is lost; what cannot be read
is an error that names the line. A table may have millions of rows, so it is never held as a whole: it is gone through
once for the names, which are what is compared, and once more when it is written with what was found.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import field, replace
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from signers.errors import InputError, UsageError
from signers.knowledge import term_list
from signers.reading import STDIN, is_plain_file, read_bytes
from signers.reading.encodings import decode
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import IO, BinaryIO, Protocol, TextIO, TypeVar

    from python_calamine import CalamineSheet

    R = TypeVar("R")

    class CsvReader(Protocol):
        """What the csv module gives to read from; its own class has no name to call it by."""

        line_num: int

        def __iter__(self) -> Iterator[Cells]: ...


Row = dict[str, object]
Cells = list[str]

_EXTENSIONS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what is in an XLSX with a password, which is no zip file
_PART_OF_WORD = b"word/document.xml"  # the name of a part of a DOCX
# How files begin that people mistake for a table, in small letters, and what they are.
_OTHERS = (
    (b"%pdf", "a PDF"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"{\\rtf", "an RTF file"),
)
_LARGEST_WORKBOOK = 1 << 30  # bytes when unpacked
_LARGEST_SHEET = 40_000_000  # cells, blank ones too: the reader makes room for the whole rectangle, or ends the program
_LARGEST_PIPE = 1 << 32  # bytes; what comes through a pipe may have no end
_LARGEST_RECODED = 1 << 29  # bytes of a text that is not UTF-8, and has to be held as a whole to be told
_LARGEST_FILE_OF_WORKBOOK = 1 << 28
_MOST_NAMES = 5_000_000  # different ones: to compare a million takes some minutes and one or two gigabytes
_HELD = 1 << 26  # bytes of a pipe that are held in memory; what is more goes to a temporary file
_PIECE = 1 << 22  # bytes that are looked at in one go
_BATCH = 1_000  # rows that are read or written in one go
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r"})
_MOST_LISTED = 12  # columns that an error names
_LONGEST_SHOWN = 60  # characters of a column's name there
_DELIMITERS = (",", ";", "\t", "|")
_NO_DELIMITER = "\x1f"  # the unit separator, which no text holds
_SNIFFED_ROWS = 50
_SNIFFED_CHARACTERS = 1 << 16
_LONGEST_CELL = 2**31 - 1  # the csv module stops at 131,072 characters; a C long on Windows ends here
_LONGEST_CELL_OF_TABLE = 1 << 24  # what is longer is the rest of a file behind a quotation mark that does not end
_LONGEST_PLACE = 16  # bytes of r="XFD1048576"
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
_begins_json_array = re.compile(rb'\[\s*[{"]').match
_words_in = re.compile(r"[^\W_]+").findall


class Text:
    """The lines of a text in UTF-8: as often as they are asked for, one pass at a time, and never all at once."""

    def __init__(self, stream: BinaryIO, name: str, start: int = 0) -> None:
        self._stream, self._name, self._start = stream, name, start
        self._size = stream.seek(0, io.SEEK_END)

    def __iter__(self) -> Iterator[str]:
        self._stream.seek(self._start)
        lines = io.TextIOWrapper(self._stream, encoding="utf-8", newline="")
        try:
            for line in lines:  # noqa: UP028 - `yield from` would close the file with a pass that is left early
                yield line
        except UnicodeDecodeError as error:
            raise changed(self._name) from error
        except OSError as error:
            raise InputError(f"{self._name}: cannot be read: {error.strerror or error}") from error
        finally:
            with suppress(ValueError):  # the file is closed, and the pass was left before
                lines.detach()

    def opening(self) -> str:
        """The first characters, which tell what the text is."""
        self._stream.seek(self._start)
        return self._stream.read(4 * _SNIFFED_CHARACTERS).decode("utf-8", "ignore")[:_SNIFFED_CHARACTERS]

    def after(self, opening: str) -> Text:
        """The text without what it begins with."""
        return Text(self._stream, self._name, self._start + len(opening.encode()))

    def share_read(self) -> float:
        """How much of the text the pass that goes on has read, from 0 to 1."""
        return self._stream.tell() / max(self._size, 1)


def changed(name: str) -> InputError:
    """The error for a file that was written to while it was read."""
    return InputError(f"{name}: was changed while it was read", "run it again when the file is complete")


class Findings:
    """What was seen on the way through a table that may not be meant.

    `wide` rows have cells beyond the header, the first on line `first_wide`; `swallowed` rows seem to hold others in a
    quoted cell, the first on line `first_swallowed`. Lines count from 1. `plain` is false where some row is no line of
    its own with as many cells as the header has.
    """

    def __init__(self) -> None:
        self.plain = True
        self.wide = self.first_wide = 0
        self.swallowed = self.first_swallowed = 0


@frozen
class Table:
    """What a file of names holds; the rows are read anew each time they are asked for, one pass at a time.

    `format` is csv, tsv, jsonl, lines, or a workbook's ending. Cells that stand beyond the header are kept together
    in a last column, `_extra`; a row has it only when it has such cells. `delimiter` is the one that the file uses.
    """

    name: str
    format: str
    columns: tuple[str, ...]
    text: Text | None = None
    delimiter: str = ","
    width: int = 1  # columns of the header
    headed: bool = True  # whether the first row is the header
    broken: int = 0  # the line from which on quotation marks cannot be taken at their word
    found: Findings = field(default_factory=Findings)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows by column; what a row does not have is absent."""
        return tuple(self.records())

    def records(self) -> Iterator[Row]:
        """The rows by column, one after another; what a row does not have is absent."""
        if self.format == "jsonl":
            return (record for _, record in _json_records(self))
        return (
            {column: cell for column, cell in zip(self.columns, row, strict=True) if cell is not None}
            for row in self.cells()
        )

    def cells(self) -> Iterator[list[object]]:
        """The rows cell by cell, in the order of the columns; what a row does not have is None."""
        if self.format == "jsonl":
            return ([record.get(column) for column in self.columns] for _, record in _json_records(self))
        rows = cast("Iterator[list[object]]", _fitted(self, Findings()))
        if len(self.columns) == self.width:
            return rows
        return (row if len(row) > self.width else [*row, None] for row in rows)


class _BrokenError(Exception):
    """A quoted cell that begins on this line does not end as one."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_table(content: bytes, name: str, *, wanted: str | None = None) -> Table:
    """The table in the bytes of a file, looked through: see `open_table` and `gather`.

    Raises:
        InputError: the bytes are empty, encrypted, damaged or no table.
    """
    return gather(open_table(io.BytesIO(content), name, wanted=wanted), ())[0]


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, a pipe, or standard input for `-`, to be gone through more than once.

    Raises:
        InputError: the file cannot be read, or does not end.
    """
    if is_plain_file(path):
        try:
            stream = path.open("rb")
        except OSError:
            read_bytes(path)  # says why not
            raise
        with stream:
            yield stream
        return
    piped = str(path) == STDIN
    if sys.stdin is None if piped else path.is_dir() or not path.exists():
        read_bytes(path)  # says what is wrong
    name = "stdin" if piped else str(path)
    with ExitStack() as stack:
        try:
            source = sys.stdin.buffer if piped else stack.enter_context(path.open("rb"))
            held = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_HELD))
            _hold(source, held, name)
        except OSError as error:
            raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
        yield cast("BinaryIO", held)


def _hold(source: BinaryIO, held: IO[bytes], name: str) -> None:
    """Keep what comes through a pipe, which can be read only once."""
    while piece := source.read(_PIECE):
        if not held.tell() and b"\x00" in piece and not piece.startswith(_WORKBOOK_MAGIC):
            table_text(piece[:_SNIFFED_CHARACTERS], name)  # refuses what is no text, and may have no end
        if held.tell() > _LARGEST_PIPE:
            raise InputError(f"{name}: is larger than {_LARGEST_PIPE >> 30} GiB", "save it as a file, and name that")
        held.write(piece)


def open_table(stream: BinaryIO, name: str, *, wanted: str | None = None) -> Table:
    """The table in a file, of which only the header was read; `name` tells the format and is what messages call it.

    Where the ending says nothing, as for standard input, the text is looked at: "{" begins JSON Lines, a header with
    one delimiter throughout begins a CSV, and else each line is a name. `wanted` is the column that the person asked
    for: it helps to know a header when there is but one column.

    Raises:
        InputError: the bytes are empty, encrypted, damaged or no table.
    """
    try:
        return _table_in(stream, name, wanted)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error


def _table_in(stream: BinaryIO, name: str, wanted: str | None) -> Table:
    suffix = PurePath(name).suffix.lower()
    stream.seek(0)
    head = stream.read(_SNIFFED_CHARACTERS)
    if not head:
        raise InputError(f"{name}: the file is empty")
    if head.startswith(_WORKBOOK_MAGIC) or suffix in _WORKBOOKS:
        text = _text_of_workbook(stream, name)
        return _delimited(Table(name, suffix[1:] if suffix in _WORKBOOKS else "xlsx", (), text), wanted)
    _refuse_others(head, name)
    text = _text_of(stream, name)
    opening = text.opening()
    kind = _EXTENSIONS.get(suffix) or _look(opening, wanted)
    if kind == "jsonl":
        table = Table(name, kind, (), text)
        columns: dict[str, None] = {}
        for _, record in _json_records(table):
            if not columns.keys() >= record.keys():
                columns.update(dict.fromkeys(record))
        return replace(table, columns=tuple(columns))
    if kind == "lines":
        return _lines(Table(name, kind, ("name",), text), wanted)
    rest, delimiter = delimiter_of(opening, kind, wanted)
    text = text.after(opening[: len(opening) - len(rest)])
    return _delimited(Table(name, kind, (), text, delimiter), wanted)


def _lines(table: Table, wanted: str | None) -> Table:
    first = next((name for line in table.text or () if (name := line.strip())), "")
    headed = _is_header([first], wanted)
    return replace(table, columns=(first if headed else "name",), headed=headed)


def _delimited(table: Table, wanted: str | None) -> Table:
    """The table under the header that stands first, or under "name" where a single column has none."""
    try:
        header = next(_records(table, Findings(), fitted=False), None)
    except _BrokenError as broken:
        table = replace(table, broken=broken.line)
        header = next(_records(table, Findings(), fitted=False), None)
    if header is None:
        raise InputError(f"{table.name}: the file holds no rows")
    if len(header) > 1:
        return replace(table, columns=_distinct(header), width=len(header))
    headed = _is_header(header, wanted)
    return replace(table, columns=(header[0] if headed else "name",), headed=headed)


def gather(
    table: Table, places: Sequence[int], progress: Callable[[float], None] | None = None
) -> tuple[Table, tuple[list[str], ...]]:
    """The table when all of it was looked through, and on the way the cells of some columns, given by their places.

    The cells are text without white space at their ends; equal ones are one object, since names come again and again.
    `progress` is told how much was read, from 0 to 1.

    Raises:
        InputError: a row cannot be read.
    """
    try:
        return _gathered(table, places, progress)
    except _BrokenError as broken:
        # The strict reading goes first; a lenient one counts only if no cell runs over a line's end.
        again = replace(table, broken=broken.line)
        if again.width > 1:
            header = next(_records(again, Findings(), fitted=False))
            again = replace(again, columns=_distinct(header), width=len(header))
        return _gathered(again, places, progress)


def _gathered(
    table: Table, places: Sequence[int], progress: Callable[[float], None] | None
) -> tuple[Table, tuple[list[str], ...]]:
    found = Findings()
    rows = _fitted(table, found)
    if table.format == "jsonl":
        wanted = [table.columns[place] for place in places]
        rows = ([cell_text(record.get(column)) for column in wanted] for _, record in _json_records(table))
        places = range(len(places))
    known: dict[str, str] = {}
    gathered: tuple[list[str], ...] = tuple([] for _ in places)
    while batch := list(islice(rows, _BATCH)):
        for cells, place in zip(gathered, places, strict=True):
            column = [row[place].strip() for row in batch]
            cells += [known.setdefault(cell, cell) for cell in column]
        if progress and table.text:
            progress(table.text.share_read())
        if len(known) > _MOST_NAMES:
            raise InputError(
                f"{table.name}: holds more than {_MOST_NAMES:,} different names, which are not compared in one go",
                "group it in parts, for instance one for each country",
            )
    if found.wide:
        table = replace(table, columns=(*table.columns, _distinct([*table.columns, _EXTRA])[-1]))
    return replace(table, found=found), gathered


def _fitted(table: Table, found: Findings) -> Iterator[Cells]:
    """The rows below the header, each with as many cells as it has; what is beyond stands together in one more."""
    if table.format == "lines":
        rows: Iterator[Cells] = ([name] for line in table.text or () if (name := line.strip()))
    else:
        rows = _records(table, found)
    return islice(rows, int(table.headed), None)


def _records(table: Table, found: Findings, *, fitted: bool = True) -> Iterator[Cells]:
    """The cells of each line that is not blank, the header's too.

    A quote that opens and never closes would swallow all rows after it, without a word. So the strict reading goes
    first; where it breaks off, a lenient one counts only if no cell runs over a line's end, and a TSV is taken to have
    no quotes at all.
    """
    lenient = table.broken > 0
    width = table.width if fitted else -1
    with _long_cells(_LONGEST_CELL_OF_TABLE):
        if lenient and table.delimiter == "\t":
            reader = csv.reader(table.text or (), delimiter=table.delimiter, quoting=csv.QUOTE_NONE)
        else:
            reader = csv.reader(table.text or (), delimiter=table.delimiter, strict=not lenient)
        line = 0
        try:
            for row in reader:
                begin, line = line, reader.line_num
                if len(row) == width and line - begin == 1 and not lenient:  # as nearly all are
                    yield row
                    continue
                found.plain = found.plain and not row
                if line - begin > 1 and _holds_rows(row, table):
                    found.swallowed += 1
                    found.first_swallowed = found.first_swallowed or begin + 1
                if lenient and any("\n" in cell or "\r" in cell for cell in row):
                    raise _unclosed(table.name, table.broken)
                if len(row) > width > 1 and any(row[width:]):
                    found.wide += 1
                    found.first_wide = found.first_wide or begin + 1
                if row:
                    yield _fit(row, width, table.delimiter) if fitted else row
        except csv.Error as error:
            if lenient:
                raise _unclosed(table.name, table.broken) from error
            raise _BrokenError(line + 1) from error


def _holds_rows(row: Cells, table: Table) -> bool:
    """Whether a cell of several lines holds what looks like rows: a quotation mark is missing somewhere."""
    delimiters = max(table.width - 1, 1)
    return any(
        line.count(table.delimiter) >= delimiters for cell in row for line in islice(_line_end.split(cell), 1, None)
    )


def _fit(row: Cells, width: int, delimiter: str) -> Cells:
    """As many cells as the header has, and one more with what is beyond; where it has one, a comma is part of it."""
    if width == 1:
        return [delimiter.join(row)]
    if any(row[width:]):
        return [*row[:width], LIST_SEPARATOR.join(row[width:])]
    return row[:width] + [""] * (width - len(row))


def _unclosed(name: str, line: int) -> InputError:
    return InputError(
        f"{name}, line {line}: a cell that begins with a quotation mark does not end with one",
        'a quotation mark inside a quoted cell is written twice: "The ""Good"" Fund"',
    )


def _text_of(stream: BinaryIO, name: str) -> Text:
    """The text in UTF-8: the file itself where it is that, else a copy of it.

    Raises:
        InputError: the bytes are no text, or there is nothing but white space.
    """
    stream.seek(0)
    mark = codecs.BOM_UTF8 if stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else b""
    stream.seek(len(mark))
    blank = True
    while piece := stream.read(_PIECE):
        piece += stream.readline()
        blank = blank and not piece.strip()
        if not _is_whole_text(piece):
            return _recoded(stream, name)
    if blank:
        raise InputError(f"{name}: the file is empty")
    return Text(stream, name, len(mark))


def _is_whole_text(piece: bytes) -> bool:
    """Whether some lines are UTF-8 as they should be, with nothing in them to mend."""
    if piece.isascii() and len(piece.translate(None, _CONTROLS)) == len(piece):
        return True
    try:
        text = piece.decode()
    except UnicodeDecodeError:
        return False
    return decode(piece) == text


def _recoded(stream: BinaryIO, name: str) -> Text:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > _LARGEST_RECODED:
        if b"\x00" in stream.read(_PIECE):
            raise _binary(name)
        raise InputError(
            f"{name}: is larger than {_LARGEST_RECODED >> 20} MB, and its text is not clean UTF-8",
            "save it as UTF-8; `iconv` turns one encoding into another",
        )
    content = stream.read()
    if not content.strip():
        raise InputError(f"{name}: the file is empty")
    return Text(io.BytesIO(table_text(_paired(content), name).encode()), name)


def _paired(content: bytes) -> bytes:
    """UTF-8 in which some programs wrote halves of characters: pairs become one, a half that is alone is replaced."""
    try:
        text = content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return content
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _named(name: str) -> str:
    """How a command names the file that messages call so."""
    return STDIN if name == "stdin" else name


def _no_table(name: str, what: str) -> InputError:
    return InputError(
        f"{name}: is {what}, not a table",
        f"read it with `signers parse {_named(name)} --format jsonl | signers dedupe -`",
    )


def _refuse_others(head: bytes, name: str) -> None:
    """Names what people mistake for a table, before its bytes are taken for lines.

    Raises:
        InputError: the file is one of those.
    """
    start = head.lstrip().lower()
    for beginning, what in _OTHERS:
        if start.startswith(beginning):
            raise _no_table(name, what)
    file = _named(name)
    if head.startswith(b"\x1f\x8b"):
        raise InputError(f"{name}: is a compressed file", "unpack it first, for instance with `gunzip`")
    if head.startswith(b"SQLite format 3\x00"):
        raise InputError(f"{name}: is an SQLite file, not a table", f"group a store with `signers dedupe --db {file}`")
    if _begins_json_array(start):
        raise InputError(
            f"{name}: is a JSON array, not one object a line", f"`jq -c '.[]' {file}` turns it into JSON Lines"
        )


def table_text(content: bytes, name: str) -> str:
    """The text of a table that is kept as text; stray NULs are passed over.

    Raises:
        InputError: the bytes are no text.
    """
    text = decode(content)
    if text is None and content.count(0) < _MOST_NULS * len(content):
        text = decode(content.replace(b"\x00", b""))
    if text is None:
        raise _binary(name)
    return text


def _binary(name: str) -> InputError:
    return InputError(f"{name}: is a binary file, not a table", "tables are CSV, TSV, JSON Lines, XLSX, ODS or text")


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
def _long_cells(longest: int = _LONGEST_CELL) -> Iterator[None]:
    """Lifts the csv module's limit on a cell, which is one for the whole program, for as long as we read."""
    limit = csv.field_size_limit(longest)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


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
                raise _unclosed(name, start) from error
    return rows


def _numbered(reader: CsvReader) -> Iterator[tuple[int, int, Cells]]:
    start = 1
    for row in reader:
        yield start, reader.line_num, row
        start = reader.line_num + 1


def _json_records(table: Table) -> Iterator[tuple[str, Row]]:
    """Each line that is not blank, and the object in it."""
    for number, line in enumerate(table.text or (), start=1):
        if not line.strip():
            continue
        try:
            # Half of a surrogate pair can be written in JSON, but is no character and could not be written again.
            record = _whole_characters(json.loads(line)) if "\\u" in line else json.loads(line)
        except (ValueError, RecursionError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise InputError(
                f"{table.name}, line {number}: is no JSON: {what}", "one JSON object a line is read"
            ) from error
        if not isinstance(record, dict):
            raise InputError(
                f"{table.name}, line {number}: is no JSON object", 'one a line is read: {"name": "Mijente"}'
            )
        yield line, record


def _whole_characters(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_whole_characters(item) for item in value]
    if isinstance(value, dict):
        return {_whole_characters(key): _whole_characters(item) for key, item in value.items()}
    return value


def _text_of_workbook(stream: BinaryIO, name: str) -> Text:
    """The rows of a workbook as CSV, which takes the least room."""
    stream.seek(0)
    content = stream.read(_LARGEST_FILE_OF_WORKBOOK + 1)
    if len(content) > _LARGEST_FILE_OF_WORKBOOK:
        raise InputError(f"{name}: is larger than {_LARGEST_FILE_OF_WORKBOOK >> 20} MB", "save it as CSV")
    if _PART_OF_WORD in content:
        raise _no_table(name, "a Word file")
    rows = io.BytesIO()
    written = io.TextIOWrapper(rows, encoding="utf-8", errors="replace", newline="")
    write_cells(_rows_of_workbook(content, name), written)
    written.detach()
    return Text(rows, name)


def _rows_of_workbook(content: bytes, name: str) -> Iterator[Cells]:
    """The rows of the first sheet that is shown and holds any, as text; blank rows do not count."""
    for sheet in _shown(content, name):
        filled = filter(any, ([_cell_of_workbook(cell) for cell in row] for row in sheet.iter_rows()))
        if (first := next(filled, None)) is not None:
            yield first
            yield from filled
            return
    raise InputError(f"{name}: the workbook holds no rows")


def sheets_shown(content: bytes, name: str) -> Iterator[tuple[str, int, list[Cells]]]:
    """The sheets of a workbook that are shown: title, the number of the first row that is filled, and rows as text.

    Raises:
        InputError: the workbook is encrypted, damaged or too large.
    """
    for sheet in _shown(content, name):
        rows = [[_cell_of_workbook(cell) for cell in row] for row in sheet.to_python()]
        yield sheet.name, (sheet.start or (0, 0))[0] + 1, rows


def _shown(content: bytes, name: str) -> Iterator[CalamineSheet]:
    import python_calamine  # noqa: PLC0415 - a compiled library that only workbooks need

    if content.startswith(_WORKBOOK_MAGIC[1]) and _ENCRYPTED in content:
        raise _encrypted(name)
    _refuse_oversized(content, name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for described in workbook.sheets_metadata:
                if described.visible is not python_calamine.SheetVisibleEnum.Visible:
                    continue
                yield workbook.get_sheet_by_name(described.name)
    except python_calamine.PasswordError as error:
        raise _encrypted(name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(f"{name}: the workbook is damaged or none: {error}", "save it again, or as CSV") from error


def _encrypted(name: str) -> InputError:
    return InputError(f"{name}: the workbook is encrypted", "save it without a password")


def _refuse_oversized(content: bytes, name: str) -> None:
    import zipfile  # noqa: PLC0415 - only workbooks need it
    import zlib  # noqa: PLC0415 - the same

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            sheets = (part for part in archive.namelist() if size <= _LARGEST_WORKBOOK and _is_sheet(part))
            area = 0
            for sheet in sheets:
                with archive.open(sheet) as opened_sheet:
                    area = max(area, _area(opened_sheet))
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError):
        return  # an XLS is no zip file, and what is damaged is told by the reader
    if size > _LARGEST_WORKBOOK or area > _LARGEST_SHEET:
        raise InputError(f"{name}: the workbook is too large, or a cell stands far outside the list", "save it as CSV")


def _area(sheet: IO[bytes]) -> int:
    """The cells of the rectangle from A1 to the last row and column that a sheet of an XLSX names."""
    columns: set[bytes] = set()
    height = 0
    cut = b""
    while piece := sheet.read(_PIECE):
        places = _place_of_cell(cut + piece)
        columns.update({column for column, _ in places})
        height = max(height, max(map(int, {row for _, row in places}), default=0))
        cut = piece[-_LONGEST_PLACE:]
    width = 0
    for letter in max(columns - {b""}, key=lambda letters: (len(letters), letters), default=b"A"):
        width = width * 26 + letter - ord("A") + 1
    return width * height


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
    listed = f"columns: {_listed(table.columns)}"
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
    raise UsageError(
        f"{table.name}: no column says that it holds the names",
        f"use `--column`, or set a line with the names of the columns first; {listed}",
    )


def _listed(columns: Sequence[str]) -> str:
    """The names of the columns as an error shows them: of many only the first, of long ones the beginning."""
    shown = [column if len(column) <= _LONGEST_SHOWN else f"{column[:_LONGEST_SHOWN]}…" for column in columns]
    more = len(shown) - _MOST_LISTED
    return ", ".join(shown) if more <= 1 else f"{', '.join(shown[:_MOST_LISTED])} and {more} more"


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


def write_grouped(
    table: Table,
    columns: Sequence[str],
    cells: Iterable[Sequence[object]],
    format: str,  # noqa: A002 - as `Table.format`
    stream: TextIO,
) -> None:
    """Write all rows of a table again, each with some cells more under `columns`, which stand at the end.

    Columns of the table that are called so give way to them. What else is in a row or an object stays as it is written
    there, where that can be; workbooks and plain lines come back as CSV.

    Raises:
        InputError: the file was changed since it was read.
    """
    more = iter(cells)
    if format == "jsonl":
        _write_objects(table, columns, more, stream)
    else:
        delimiter = _delimiter_to_write(table, format)
        places = [place for place, column in enumerate(table.columns) if column not in columns]
        write_cells([[*(table.columns[place] for place in places), *columns]], stream, delimiter)
        every = len(places) == len(table.columns)
        if every and table.found.plain and table.width > 1 and table.text and delimiter == table.delimiter:
            _write_lines(table, more, stream)
        else:
            rows = table.cells() if every else ([row[place] for place in places] for row in table.cells())
            if table.format == "jsonl":
                rows = ([cell_text(cell) for cell in row] for row in rows)
            for batch, added in _in_step(rows, more, table.name):
                write_cells([[*row, *new] for row, new in zip(batch, added, strict=True)], stream, delimiter)
    if next(more, None) is not None:
        raise changed(table.name)


def _in_step(
    rows: Iterator[R], more: Iterator[Sequence[object]], name: str
) -> Iterator[tuple[list[R], list[Sequence[object]]]]:
    """Some rows at a time, with as many of the cells that are to be added."""
    while batch := list(islice(rows, _BATCH)):
        added = list(islice(more, len(batch)))
        if len(added) < len(batch):
            raise changed(name)
        yield batch, added


def _write_lines(table: Table, more: Iterator[Sequence[object]], stream: TextIO) -> None:
    """Write each line of a table as it is written there, and the new cells behind: every row is a line of its own."""
    lines = islice((text for line in table.text or () if (text := line.rstrip("\r\n"))), 1, None)
    for batch, added in _in_step(lines, more, table.name):
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=table.delimiter, lineterminator="\n").writerows(added)
        text = written.getvalue()
        ends = text.split("\n")
        if len(ends) - 1 == len(batch) and "\r" not in text:
            stream.write("".join([f"{line}{table.delimiter}{end}\n" for line, end in zip(batch, ends, strict=False)]))
        else:  # a new cell has several lines
            with _long_cells():
                rows = list(csv.reader(batch, delimiter=table.delimiter))
            write_cells([[*row, *new] for row, new in zip(rows, added, strict=True)], stream, table.delimiter)


def _delimiter_to_write(table: Table, format: str) -> str:  # noqa: A002 - as `Table.format`
    if format != table.format:
        return "\t" if format == "tsv" else ","
    return "," if table.delimiter == _NO_DELIMITER else table.delimiter


def _write_objects(table: Table, columns: Sequence[str], more: Iterator[Sequence[object]], stream: TextIO) -> None:
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    if table.format == "jsonl" and not set(columns) & set(table.columns):
        # What was read stays as it is written, to the last digit; the new fields go in before the closing bracket.
        for line in table.text or ():
            if written := line.strip():
                new = encoded(dict(zip(columns, _next(more, table.name), strict=True)))
                known = written[:-1].rstrip()
                stream.write(f"{known}{'' if known.endswith('{') else ', '}{new[1:]}\n")
        return
    for record in table.records():
        kept = {column: value for column, value in record.items() if column not in columns}
        kept |= zip(columns, _next(more, table.name), strict=True)
        stream.write(encoded(kept) + "\n")


def _next(more: Iterator[Sequence[object]], name: str) -> Sequence[object]:
    try:
        return next(more)
    except StopIteration:
        raise changed(name) from None


class _LineFeeds:
    r"""Ends each row with "\n": a pipe and a text stream expect it, and every reader of RFC 4180 accepts it.

    The writer itself is told "\r\n": it quotes the cells that hold a part of its line end, and "\r" must be quoted.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        return self._stream.write(row[: -len("\r\n")] + "\n")


def write_cells(rows: Iterable[Sequence[object]], stream: TextIO, delimiter: str = ",") -> None:
    """Write rows of cells as RFC 4180 has it, but for the line ends."""
    every = iter(rows)
    while batch := list(islice(every, _BATCH)):
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(batch)
        text = written.getvalue()
        if "\r" in text:  # rare, and dear: a call for each row
            csv.writer(_LineFeeds(stream), delimiter=delimiter, lineterminator="\r\n").writerows(batch)
        else:
            stream.write(text)
