"""Files of names that commands read column by column: their options, how they are opened, and what is said of them."""

from __future__ import annotations

import contextlib
import io
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from signers.cli.options import nearest
from signers.cli.terminal import STDIO, Talk, is_terminal
from signers.errors import InputError, UsageError
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from signers.reading.tables import Table

# What the stages of grouping are called on a terminal.
_STAGES = {"reading": "reading names", "comparing": "comparing names"}
_FRAME = 0.1  # seconds between two drawings of the bars
_MOMENT = 0.7  # seconds that nobody minds waiting
_MOST_LISTED = 12  # columns or sheets that a message names
_LONGEST_SHOWN = 60  # characters of each


def column_option(help: str) -> Any:  # noqa: A002, ANN401 - typer's own name
    """The option that names a column of names."""
    return typer.Option("--column", "-c", metavar="NAME", help=help, show_default=False)


def sheet_option(of: str) -> Any:  # noqa: ANN401 - typer's own type is not public
    """The option that names a sheet of a workbook."""
    says = f"The sheet of {of}, where that is a workbook.  [default: the first that holds rows]"
    return typer.Option("--sheet", metavar="NAME", help=says, show_default=False)


# Opening and reading


@frozen
class Opened:
    """A table of which the header was read, and the column that holds the names."""

    table: Table
    chosen: str
    bars: Bars
    clock: Clock

    def gathered(self, further: Sequence[str], what: str) -> tuple[Table, tuple[list[str], ...]]:
        """The table when all of it was looked through, with the cells of its names and of further columns.

        Raises:
            InputError: a row cannot be read.
        """
        from signers.reading.tables import gather

        places = [self.table.columns.index(column) for column in (self.chosen, *further)]
        table, cells = gather(self.table, places, lambda share: self.bars.tell(what, share))
        self.clock.lap("read")
        return table, cells


@contextlib.contextmanager
def opened_table(file: Path, column: str | None, talk: Talk, *, sheet: str | None = None) -> Iterator[Opened]:
    """The table in a file, or on standard input for `-`; bars tell on a terminal how far the work on it is.

    Raises:
        InputError: the file cannot be read, or is no table.
        UsageError: no column, or not the one that is asked for, holds the names; there is no such sheet.
    """
    from signers.reading.tables import name_column, open_table, opened

    talk.waits_for(file)
    clock = Clock()
    with stages(talk) as bars, opened(file) as stream:
        name = shown_name(file)
        if sheet is None:
            table = open_table(stream, name, wanted=column)
        else:
            rows = io.BytesIO(sheet_of(stream.read(), name, sheet))
            table = replace(open_table(rows, f"{name}.csv", wanted=column), name=f"{name}, sheet {sheet}")
        yield Opened(table, name_column(table, column), bars, clock)


def shown_name(file: Path) -> str:
    """What messages call a file."""
    return "stdin" if str(file) == STDIO else str(file)


def sheet_of(content: bytes, name: str, wanted: str) -> bytes:
    """One sheet of a workbook, as CSV.

    Raises:
        InputError: the file is no workbook.
        UsageError: it has no such sheet.
    """
    from signers.reading.tables import sheets_shown, write_cells

    try:
        sheets = {title: rows for title, _, rows in sheets_shown(content, name)}
    except InputError as error:
        raise UsageError(f"{name}: `--sheet` needs a workbook", "name an XLSX, XLS or ODS file") from error
    known = {title.casefold().strip(): title for title in sheets}
    title = known.get(wanted.casefold().strip())
    if title is None:
        near = f"; the nearest is `{known[nearest(wanted, known)]}`" if known else ""
        raise UsageError(f"{name}: there is no sheet `{wanted}`{near}", f"sheets: {_enumerated(tuple(sheets))}")
    rows = io.StringIO()
    write_cells(sheets[title], rows)
    return rows.getvalue().encode("utf-8")


def column_called(wanted: str, columns: Sequence[str], name: str) -> str:
    """The column that an option names, capitals and spaces at its ends not counted.

    Raises:
        UsageError: there is none.
    """
    known = {column.strip().casefold(): column for column in reversed(columns)}
    found = known.get(wanted.strip().casefold())
    if found is None:
        near = f"; the nearest is `{known[nearest(wanted, known)]}`" if known else ""
        raise UsageError(f"{name}: there is no column `{wanted}`{near}", f"columns: {_enumerated(columns)}")
    return found


def _enumerated(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…" for name in names if name]
    more = len(shown) - _MOST_LISTED
    return ", ".join(shown) if more <= 1 else f"{', '.join(shown[:_MOST_LISTED])} and {more} more"


@contextlib.contextmanager
def within_memory(table: str, hint: str) -> Iterator[None]:
    """Work that may need more memory than there is, which is told as a fault of the file.

    Raises:
        InputError: it does.
    """
    try:
        yield
    except MemoryError as error:
        raise InputError(f"{table}: to compare its names takes more memory than there is", hint) from error


def tell_findings(table: Table, chosen: str, talk: Talk) -> None:
    """Say what was odd about a table: it may have been read in another way than was meant."""
    talk.detail(f"{table.name}: the names stand in column `{chosen}`")
    found = table.found
    if found.wide:
        talk.warn(
            f"{table.name}: {counted(found.wide, 'row has', 'rows have')} more cells than the header, from line "
            f"{found.first_wide} on; what is beyond stands in `{table.columns[-1]}`"
        )
    if found.swallowed:
        talk.warn(
            f"{table.name}, line {found.first_swallowed}: a cell holds what looks like rows"
            + (f", and so do {found.swallowed - 1:,} more" if found.swallowed > 1 else "")
            + "; is a quotation mark missing there?"
        )


def tell_too_long(name: str, names: Iterable[str], talk: Talk) -> None:
    """Say how many of different names are too long to be compared with others."""
    from signers.grouping import LONGEST_NAME

    if long := sum(len(each) > LONGEST_NAME for each in set(names)):
        before = f"{name}: " if name else ""
        talk.warn(
            f"{before}{counted(long, 'name is', 'names are')} longer than {LONGEST_NAME:,} characters and compared "
            "with no other"
        )


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "pair", "pairs"), counted(1200, "pair", "pairs")
    ('1 pair', '1,200 pairs')
    """
    return f"{number:,} {one if number == 1 else many}"


# How long it takes


class Clock:
    """How long each step took, and the most memory that was used."""

    def __init__(self) -> None:
        self._since = time.perf_counter()
        self._laps: list[str] = []

    def lap(self, what: str) -> None:
        """A step is done."""
        now = time.perf_counter()
        self._laps.append(f"{what} in {now - self._since:.1f} s")
        self._since = now

    def told(self) -> str:
        """What was measured, in words."""
        return ", ".join(self._laps) + _memory()


def _memory() -> str:
    try:
        import resource
    except ImportError:  # not on Windows
        return ""
    unit = 1 if sys.platform == "darwin" else 1 << 10  # the one says bytes, the others kilobytes
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"; {most * unit / (1 << 20):,.0f} MB of memory at most in one process"


@contextlib.contextmanager
def stages(talk: Talk) -> Iterator[Bars]:
    """Bars on a terminal, one for each stage, with the time that is left, once the work takes longer than a moment."""
    bars = Bars(wanted=not talk.quiet and is_terminal(sys.stderr))
    try:
        yield bars
    finally:
        bars.stop()


class Bars:
    """A bar for each stage that was told of, if they are wanted at all."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._since = time.monotonic()
        self._drawn = 0.0
        self._shown: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def tell(self, stage: str, share: float) -> None:
        """So much of a stage is done, from 0 to 1."""
        if not self._wanted or (self._shown is None and time.monotonic() - self._since < _MOMENT):
            return
        if self._shown is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description:17}"),
                BarColumn(),
                TaskProgressColumn(),
                TimeRemainingColumn(),
                TextColumn("left"),
            )
            # Without a thread that draws: the processes that compare are forked from this one.
            self._shown = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._shown.start()
        if stage not in self._tasks:
            for before in self._tasks.values():
                self._shown.update(before, total=1.0, completed=1.0)
            # Before its first step is done, nobody knows how long a stage takes.
            self._tasks[stage] = self._shown.add_task(_STAGES.get(stage, stage), total=None)
        if share > 0:
            self._shown.update(self._tasks[stage], total=1.0, completed=share)
        if time.monotonic() - self._drawn > _FRAME:
            self._shown.refresh()
            self._drawn = time.monotonic()

    def stop(self) -> None:
        """Leave the terminal as it was, for good."""
        self._wanted = False
        if self._shown is not None:
            self._shown.stop()
