"""Spreadsheets and form responses: from CSV, TSV and workbooks to rows with their cells.

What the columns mean is decided later (`signers.rosters`). A line of a title or a note, which fills one cell beside
or before a table of several columns, is an ordinary line.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from signers.errors import InputError
from signers.model import Form, Line
from signers.reading.tables import delimiter_of, numbered_rows, sheets_shown, table_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    Numbered = tuple[int, int, Sequence[str]]

_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"))
_TABBED = frozenset((".tsv", ".tab"))
_LONG_NOTE = 12  # words in the only cell of a row below the table: a note, not a name
# "Sheet1", "Tabelle 1": nobody gave the sheet a title.
_is_default = re.compile(
    r"(?:sheet|tabelle|feuille?|feuil|hoja|planilha|folha|foglio|blad|full|table|form responses) ?\d*", re.IGNORECASE
).fullmatch
_space = re.compile(r"[ \t\u00a0]+")


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The rows of a spreadsheet as lines; a sheet of a workbook is a page.

    Raises:
        InputError: the bytes are encrypted, damaged, no table, or hold no rows.
    """
    suffix = PurePath(name).suffix.lower()
    if content.startswith(_WORKBOOK_MAGIC) or suffix in _WORKBOOKS:
        lines = _lines_of_workbook(content, name)
    else:
        whole = table_text(content, name)
        text, delimiter = delimiter_of(whole, "tsv" if suffix in _TABBED else "csv")
        skipped = int(len(text) < len(whole))  # the line in which Excel names the delimiter
        rows = [(first + skipped, last + skipped, row) for first, last, row in numbered_rows(text, delimiter, name)]
        lines = _lines_of_rows(rows, 1)
    if not any(any(map(str.isalnum, line.text)) for line in lines):
        raise InputError(f"{name}: holds no rows")
    return tuple(lines)


def _lines_of_workbook(content: bytes, name: str) -> list[Line]:
    """All sheets that are shown, one after another, each under its title where several have rows."""
    sheets = [
        (title, [(first + at, first + at, row) for at, row in enumerate(rows)])
        for title, first, rows in sheets_shown(content, name)
        if any(map(any, rows))
    ]
    lines: list[Line] = []
    for page, (title, rows) in enumerate(sheets, start=1):
        if len(sheets) > 1:
            lines.append(Line(1, "", page))
            if not _is_default(title.strip()):
                lines.append(Line(1, title.strip(), page, form=Form.HEADING))
        lines += _lines_of_rows(rows, page)
    return lines


def _lines_of_rows(rows: Sequence[Numbered], page: int) -> list[Line]:
    filled = [sum(bool(cell.strip()) for cell in row) for _, _, row in rows]
    wide = [at for at, count in enumerate(filled) if count > 1]
    # Rows of one cell are titles and notes only beside a table whose rows have several.
    is_table = len(wide) * 2 > sum(map(bool, filled))
    lines: list[Line] = []
    for at, (first, last, row) in enumerate(rows):
        cells = tuple(_tidy(cell) for cell in row)
        text = " | ".join(" ".join(cell.split()) for cell in cells if cell)
        end = last if last > first else 0
        outside = is_table and filled[at] == 1 and (at < wide[0] or (at > wide[-1] and _is_note(text)))
        if not text or outside:
            lines.append(Line(first, text, page, end=end))
        else:
            lines.append(Line(first, text, page, form=Form.ROW, cells=cells, end=end))
    return lines


def _is_note(text: str) -> bool:
    return len(text.split()) > _LONG_NOTE


def _tidy(cell: str) -> str:
    """A cell without white space at its ends and between its words; the ends of its lines stay."""
    if "\n" not in cell and "\r" not in cell:
        return " ".join(cell.split())
    return "\n".join(kept for line in cell.splitlines() if (kept := _space.sub(" ", line).strip()))
