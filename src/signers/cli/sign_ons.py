"""From names, files and pasted lists that a command line gives to the signatories that they stand for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from signers.errors import NoBlockError, UsageError
from signers.model import Form, Instructions, Kind, Letter, Line, Signatory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signers.cli.terminal import Talk

_LITTLE_EVIDENCE = "little-evidence"  # that it is a list at all: a person says so
_MOST_WORDS = 12  # of a line that is a name
_STDIN = "-"


def sign_ons(arguments: Sequence[str], talk: Talk, *, kind: Kind | None = None, column: str | None = None,
             on: str = "") -> list[Signatory]:  # fmt: skip
    """The signatories that names, files and `-` stand for, in their order, each with the day when it was signed.

    A table's column of dates tells the days; where there is none, as for everything else, it is `on`.

    Raises:
        InputError: a file cannot be read, or holds no names.
        UsageError: a table has no such column, or none was given that has columns.
    """
    found: list[Signatory] = []
    names: list[str] = []
    has_column = False
    for argument in arguments:
        if not is_file(argument):
            names.append(argument)
            continue
        letter = _letter(Path(argument), talk)
        read, is_table = _of_letter(letter, kind, column)
        has_column = has_column or is_table
        found += _dated(read, letter, on)
    if column is not None and not has_column:
        raise UsageError(f"`--column {column}` needs a table", "name a CSV, TSV or XLSX file")
    lines = tuple(_item(number, name) for number, name in enumerate(names, start=1))
    return [*(_signed(one, on) for one in _of_lines(lines, kind)), *found]


def is_file(argument: str) -> bool:
    """Whether an argument names a file, and no signatory.

    Raises:
        InputError: it looks like the name of a file, and there is none.
    """
    from signers.reading import LETTER_SUFFIXES, letters_in

    path = Path(argument)
    try:
        if argument == _STDIN or path.is_file():
            return True
    except (OSError, ValueError):
        return False
    if path.suffix.lower() in LETTER_SUFFIXES and len(argument) < 1 << 8:
        letters_in(path)  # says that there is no such file
    return False


def _letter(path: Path, talk: Talk) -> Letter:
    from signers.reading import read_bytes, read_letter

    talk.waits_for(path)
    return read_letter(read_bytes(path), "stdin" if str(path) == _STDIN else str(path))


def _item(number: int, text: str) -> Line:
    return Line(number, " ".join(text.split()), form=Form.ITEM, marker="- ")


def _of_lines(lines: tuple[Line, ...], kind: Kind | None) -> list[Signatory]:
    """The signatories of lines that are one each."""
    from signers.signatories import parse_letter

    if not lines:
        return []
    letter = Letter("names", "", lines)
    try:
        read = parse_letter(letter, Instructions(lines[0].number, lines[-1].number, kind=kind))
    except NoBlockError:
        read = ()
    printed = {line.number: line.text for line in lines}
    read = tuple(replace(one, text=printed.get(one.line, one.text)) for one in read)  # without our mark of a list
    told = {one.line for one in read}
    rest = (
        Signatory(line.text, kind or Kind.ORGANIZATION, line=line.number, end_line=line.number, text=line.text)
        for line in lines
        if line.number not in told and line.text
    )
    return sorted((*read, *rest), key=lambda one: one.line)


def _of_letter(letter: Letter, kind: Kind | None, column: str | None) -> tuple[list[Signatory], bool]:
    """The signatories of a letter, a list or a table, and whether the column was found in it."""
    from signers.checking.lists import signatories_in
    from signers.signatories import parse_letter

    rows = [line for line in letter.lines if line.form is Form.ROW]
    if column is not None and rows:
        header = [" ".join(cell.split()).casefold() for cell in rows[0].cells]
        if column.casefold() not in header:
            shown = ", ".join(cell for cell in rows[0].cells if cell)
            raise UsageError(f"{letter.name}: there is no column `{column}`", f"columns: {shown}")
        at = header.index(column.casefold())
        lines = tuple(_item(row.number, row.cells[at]) for row in rows[1:] if len(row.cells) > at and row.cells[at])
        return _of_lines(lines, kind), True
    try:
        read = parse_letter(letter, Instructions(kind=kind)) if kind else signatories_in(letter)
    except NoBlockError:
        instructions = _asked_for(letter, kind)
        if instructions is None:
            raise
        read = parse_letter(letter, instructions)
    return list(read), False


def _asked_for(letter: Letter, kind: Kind | None) -> Instructions | None:
    """Where the names stand in a short mail: behind "please add:", else all lines, where each may be a name."""
    from signers.cues import cue_of_line

    every = [line for line in letter.lines if line.form is not Form.FURNITURE]
    starts = [at for at, line in enumerate(every, start=1) if line.text.endswith(":")] or [0]
    for start in starts:
        run: list[Line] = []
        for before, line in pairwise((Line(0, ""), *every[start:])):
            closes = bool(run) and not before.text and line.text.endswith(",")  # "Thanks,"
            if closes or cue_of_line(line) or len(line.text.split()) > _MOST_WORDS or line.text.endswith(("?", ":")):
                break
            if line.text:
                run.append(line)
        if run and (start or len(run) == sum(bool(line.text) for line in every)):
            return Instructions(run[0].number, run[-1].last_number, kind=kind)
    return None


def _dated(read: Sequence[Signatory], letter: Letter, on: str) -> list[Signatory]:
    """The signatories with the days that the table they stand in says they signed."""
    from signers.dates import days
    from signers.rosters import Field, columns_of

    rows = [line for line in letter.lines if line.form is Form.ROW]
    columns = columns_of([row.cells for row in rows]) if rows else None
    dates: dict[int, str] = {}
    if columns is not None and columns.has_header and Field.DATE in columns.fields:
        at = columns.fields.index(Field.DATE)
        below = [row for row in rows[1:] if len(row.cells) > at and row.cells[at].strip()]
        dates = dict(zip((row.number for row in below), days([row.cells[at] for row in below]), strict=True))
    return [_signed(one, dates.get(one.line, on)) for one in read]


def _signed(one: Signatory, on: str) -> Signatory:
    from signers.dates import SIGNED

    flags = tuple(flag for flag in one.flags if flag != _LITTLE_EVIDENCE)
    return replace(one, flags=(*flags, f"{SIGNED}{on}") if on else flags)
