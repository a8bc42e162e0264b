"""From names, files and pasted lists that a command line gives to the signatories that they stand for."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from signers.cli.decided import read_once
from signers.cli.tables import counted, opened_table, shown_name, tell_findings
from signers.cli.terminal import STDIO
from signers.dates import FROM
from signers.errors import InputError, NoBlockError, UsageError
from signers.model import Form, Instructions, Kind, Letter, Line, Signatory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from signers.cli.terminal import Talk
    from signers.rosters import Columns

_LITTLE_EVIDENCE = "little-evidence"  # that it is a list at all: a person says so
_PERSON_BITS = 1.0  # by which a name must read as a person's
_MOST_NAMED = 3  # dates or rows that a message names


def sign_ons(arguments: Sequence[str], talk: Talk, *, kind: Kind | None = None, column: str | None = None,
             sheet: str | None = None, on: str = "") -> list[Signatory]:  # fmt: skip
    """The signatories that names, files and `-` stand for, in their order, each with the day when it was signed.

    A table's column of dates tells the days; where there is none, as for everything else, it is `on`.

    Raises:
        InputError: a file cannot be read, or holds no names.
        UsageError: a name is empty; a table has no such column or sheet, or none was given that has columns.
    """
    if not all(map(str.strip, arguments)):
        raise UsageError("a name is empty", "look at the quotation marks and variables of the command line")
    read_once(Path(argument) for argument in arguments)
    files = [is_file(argument) for argument in arguments]
    for option, value in (("column", column), ("sheet", sheet)):
        if value is not None and not any(files):
            raise UsageError(f"`--{option} {value}` needs a table", "name a CSV, TSV or XLSX file")
    of_name = iter(
        _each_of_names([name for name, is_a_file in zip(arguments, files, strict=True) if not is_a_file], kind)
    )
    found: list[Signatory] = []
    for argument, is_a_file in zip(arguments, files, strict=True):
        if not is_a_file:
            found += (_signed(one, on) for one in next(of_name))
            continue
        path = Path(argument)
        if column is not None:
            read = _of_column(path, talk, column=column, sheet=sheet, kind=kind, on=on)
        else:
            letter = _letter(path, sheet, talk)
            read = _dated(_of_letter(letter, kind), letter, on, talk)
        found += [replace(one, flags=(*one.flags, f"{FROM}{shown_name(path)}")) for one in read]
    return found


def is_file(argument: str) -> bool:
    """Whether an argument names a file, a pipe or standard input, and no signatory.

    Raises:
        InputError: it names a folder, or looks like the name of a file, and there is none.
    """
    from signers.reading import LETTER_SUFFIXES, letters_in

    if argument == STDIO:
        return True
    path = Path(argument)
    try:
        if path.is_dir():
            raise InputError(
                f"{argument}: is a folder", "name a file in it; a signatory that is called so goes to standard input"
            )
        if path.exists():
            return True
    except (OSError, ValueError):  # too long for a path, or with a character that none can have
        return False
    if path.suffix.lower() in LETTER_SUFFIXES and len(argument) < 1 << 8:
        letters_in(path)  # says that there is no such file
    return False


def of_names(names: Iterable[str], kind: Kind | None) -> list[Signatory]:
    """The signatories that names stand for, a name each; a comma may stand behind a person's family name."""
    lines = [_item(number, name) for number, name in enumerate(names, start=1)]
    whole = [line for line in lines if kind is not Kind.ORGANIZATION and _family_first(line.text)]
    persons = (
        Signatory(line.text, Kind.PERSON, line=line.number, end_line=line.number, text=line.text) for line in whole
    )
    others = _of_lines(tuple(line for line in lines if line not in whole), kind)
    return sorted((*persons, *others), key=lambda one: one.line)


def _each_of_names(names: Sequence[str], kind: Kind | None) -> list[list[Signatory]]:
    """The signatories of each of the names, which are read together: what one says tells how others are to be read."""
    found: list[list[Signatory]] = [[] for _ in names]
    for one in of_names(names, kind):
        found[one.line - 1].append(one)
    return found


def _family_first(text: str) -> bool:
    """Whether a text is a person's name and nothing else, the family name before a comma.

    >>> _family_first("Lovelace, Ada"), _family_first("Mijente, Inc."), _family_first("Ada Lovelace, London")
    (True, False, False)
    """
    from signers.person_names import person_name
    from signers.persons import person_bits

    family, comma, given = text.partition(", ")
    return bool(comma) and person_name(text).is_inverted and person_bits(f"{given} {family}") > _PERSON_BITS


def _letter(path: Path, sheet: str | None, talk: Talk) -> Letter:
    from signers.cli.tables import sheet_of
    from signers.reading import read_bytes, read_letter

    talk.waits_for(path)
    content, name = read_bytes(path), shown_name(path)
    if sheet is None:
        return read_letter(content, name)
    return replace(read_letter(sheet_of(content, name, sheet), f"{name}.csv"), name=f"{name}, sheet {sheet}")


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


# --- Letters, lists and mails -----------------------------------------------------------------------------------


def _of_letter(letter: Letter, kind: Kind | None) -> Sequence[Signatory]:
    """The signatories of a letter, a list, a table, or a mail that asks to add some."""
    from signers.checking.lists import signatories_in
    from signers.sign_on_mails import asked_for, is_request, run_of_names
    from signers.signatories import parse_letter

    if (asked := asked_for(letter)) is not None:
        if isinstance(asked, str):
            return of_names(asked.split(";"), kind)
        return parse_letter(letter, replace(asked, kind=kind))
    try:
        return parse_letter(letter, Instructions(kind=kind))
    except NoBlockError:
        if is_request(letter):
            raise InputError(
                f"{letter.name}: it cannot be told who is to be added", "write the names one a line, and nothing else"
            ) from None
    try:
        return signatories_in(letter, kind)
    except NoBlockError:
        every = [line for line in letter.lines if line.form is not Form.FURNITURE and line.text]
        if not every or len(run_of_names(every)) < len(every):
            raise
        return parse_letter(letter, Instructions(every[0].number, every[-1].last_number, kind=kind))


# --- Tables -----------------------------------------------------------------------------------------------------


def _of_column(
    path: Path, talk: Talk, *, column: str, sheet: str | None, kind: Kind | None, on: str
) -> list[Signatory]:
    """The signatories that one column of a table holds, with the days that another one does."""
    from signers.dates import days
    from signers.rosters import columns_of

    with opened_table(path, column, talk, sheet=sheet) as read:
        others = [each for each in read.table.columns if each != read.chosen]
        table, (names, *cells) = read.gathered(others, "reading the table")
    tell_findings(table, read.chosen, talk)
    lines = tuple(_item(number, name) for number, name in enumerate(names, start=1) if name)
    if not lines:
        raise InputError(f"{table.name}: column `{read.chosen}` holds no names", "name another with `--column`")
    columns = [names, *cells]
    told = columns_of([(read.chosen, *others), *zip(*columns, strict=True)])
    at = _column_of_days(told)
    dates = [""] * len(names) if at is None else days(columns[at])
    _tell_unread(table.name, dates, talk)
    read_rows = _of_lines(lines, kind)
    return [_signed(replace(one, text=names[one.line - 1]), dates[one.line - 1] or on) for one in read_rows]


def _dated(read: Sequence[Signatory], letter: Letter, on: str, talk: Talk) -> list[Signatory]:
    """The signatories with the days that the table they stand in says they signed; a page, or sheet, is a table."""
    from signers.rosters import columns_of

    dates: dict[tuple[int, int], str] = {}
    for page, lines in groupby((line for line in letter.lines if line.form is Form.ROW), key=lambda line: line.page):
        rows = list(lines)
        taken = {one.line for one in read if one.page == page}
        columns = columns_of([row.cells for row in rows])
        if columns is not None and taken:
            below = rows[columns.has_header :]
            dates.update(((page, row), day) for row, day in _days(below, columns))
            _tell_left_out(letter.name, below, taken, talk)
    _tell_unread(letter.name, dates.values(), talk)
    return [_signed(one, dates.get((one.page, one.line), on)) for one in read]


def _days(rows: Sequence[Line], columns: Columns) -> Iterable[tuple[int, str]]:
    """The rows, by their numbers, that say when somebody signed, with what they say."""
    from signers.dates import days

    at = _column_of_days(columns)
    if at is None:
        return ()
    filled = [row for row in rows if len(row.cells) > at and row.cells[at].strip()]
    return zip((row.number for row in filled), days([row.cells[at] for row in filled]), strict=True)


def _tell_left_out(name: str, rows: Sequence[Line], taken: Collection[int], talk: Talk) -> None:
    """Say which rows of a table stand for nobody: who said no to the question whether to sign, who gave no name."""
    left = [str(row.number) for row in rows if row.text and row.number not in taken]
    if left:
        more = f" and {len(left) - _MOST_NAMED:,} more" if len(left) > _MOST_NAMED else ""
        talk.warn(
            f"{name}: {counted(len(left), 'row says no, or names', 'rows say no, or name')} nobody who signs, and "
            f"{'is' if len(left) == 1 else 'are'} left out: {', '.join(left[:_MOST_NAMED])}{more}"
        )


def _column_of_days(columns: Columns | None) -> int | None:
    """Which column says when somebody signed: of several that hold dates the first whose heading says so."""
    from signers.folding import words_of
    from signers.rosters import Field
    from signers.sign_on_mails import phrases

    if columns is None:
        return None
    dates = [at for at, field in enumerate(columns.fields) if field is Field.DATE]
    when = phrases("when")
    saying = (at for at in dates if columns.has_header and not when.isdisjoint(words_of(columns.header[at])))
    return next(saying, next(iter(dates), None))


def _tell_unread(name: str, dates: Iterable[str], talk: Talk) -> None:
    """Say which cells of a column of dates were not read as days, and stand in the list as they are printed."""
    from signers.decisionfile import is_date

    unread = list(dict.fromkeys(date for date in dates if date and not is_date(date)))
    if unread:
        more = f" and {len(unread) - _MOST_NAMED:,} more" if len(unread) > _MOST_NAMED else ""
        shown = ", ".join(f"`{date}`" for date in unread[:_MOST_NAMED])
        talk.warn(f"{name}: it cannot be told which days are meant, and they are kept as printed: {shown}{more}")


def _signed(one: Signatory, on: str) -> Signatory:
    from signers.dates import SIGNED

    flags = tuple(flag for flag in one.flags if flag != _LITTLE_EVIDENCE)
    return replace(one, flags=(*flags, f"{SIGNED}{on}") if on else flags)
