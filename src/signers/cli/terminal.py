"""How the program speaks: tables for a terminal, plain text for a pipe, talk and progress on stderr."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from signers.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

_is_control = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""The text with control characters shown instead of obeyed.

    >>> printable("Evil\x1b[2J Org")
    'Evil\\x1b[2J Org'
    """
    return _is_control.sub(lambda match: ascii(match[0])[1:-1], text)


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person watches the stream (stdout unless told) on a terminal that can do more than print."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said on stderr: less with --quiet, more with --verbose."""

    quiet: bool = False
    verbose: bool = False

    def say(self, message: str) -> None:
        """Say what was done."""
        if not self.quiet:
            typer.echo(printable(message), err=True)

    def detail(self, message: str) -> None:
        """Say what only --verbose wants to know."""
        if self.verbose:
            self.say(message)

    def warn(self, message: str) -> None:
        """Say what a person should look at."""
        if not self.quiet:
            typer.secho(f"warning: {printable(message)}", err=True, fg="yellow")

    def hint(self, message: str) -> None:
        """Say what to do next; only to a person, not into the log of a script."""
        if not self.quiet and is_terminal(sys.stderr):
            typer.secho(f"hint: {printable(message)}", err=True, fg="cyan")

    @contextlib.contextmanager
    def progress(self, total: int, what: str) -> Iterator[Callable[[str], None]]:
        """A progress bar on a terminal when there is more than a little to do; call what is given for each step."""
        if self.quiet or total < 8 or not is_terminal(sys.stderr):  # noqa: PLR2004 - a bar that only flashes says nothing
            yield lambda _name: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda _name: bar.advance(task)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str = "", numbers: Sequence[int] = ()) -> None:
    """Print a table on stdout; columns named in `numbers` (from 0) stand at the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(printable(title)) if title else None, title_justify="left", pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    Console(highlight=False, markup=False, emoji=False).print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Print one line for each text on stdout."""
    for line in lines:
        sys.stdout.write(printable(line) + "\n")


@contextlib.contextmanager
def output(path: Path | None, *, spare: Iterable[Path] = ()) -> Iterator[TextIO]:
    """A stream to write a file to: whole or not at all; stdout for None and `-`.

    `spare` are files that must not be overwritten: inputs and the store.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    if any(path.exists() and kept.exists() and path.samefile(kept) for kept in spare):
        raise OutputError(f"{path}: would overwrite what is read from", "name another file with `--output`")
    if path.is_dir():
        raise OutputError(f"{path}: is a folder", "name a file in it")
    import tempfile

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as stream:
            unfinished = Path(stream.name)
            try:
                yield stream  # type: ignore[misc]  # a wrapper that is a TextIO in all but name
                stream.close()
                unfinished.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
