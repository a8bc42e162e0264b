"""How the program speaks: tables for a terminal, plain text for a pipe, talk and progress on stderr."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar, cast

import typer

from signers.errors import OutputError
from signers.patterns import later
from signers.values import frozen

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from signers.errors import SignersError

F = TypeVar("F")  # the formats of a command
STDIO = "-"  # stdin or stdout, where a command line names a file
_LONG_WORK = 8  # letters; a bar that only flashes says nothing
_LONG_LIST = 2_000  # names: grouping fewer is done before one could read that it goes on

_is_control = later(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_is_control_in_lines = later(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_literal = later(r"`[^`]*`")


def printable(text: str) -> str:
    r"""The text with control characters shown instead of obeyed.

    >>> printable("Evil\x1b[2J Org")
    'Evil\\x1b[2J Org'
    """
    return text if text.isprintable() else _is_control.sub(_shown, text)


def _shown(control: re.Match[str]) -> str:
    return ascii(control[0])[1:-1]


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person watches the stream (stdout unless told) on a terminal that can do more than print."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def format_written(wanted: F | None, to: Path | None, table: F, by_ending: Mapping[str, F], hint: str) -> F:
    """What is written: as is asked for, else as the ending of the file says; a `table` where a person watches.

    `by_ending` says what the endings of files tell, and by "" what is written where there is none.

    Raises:
        OutputError: nothing of the kind can be written into the file.
    """
    if to is None or str(to) == STDIO:
        return wanted or (table if is_terminal() else by_ending[""])
    if wanted is table:
        raise OutputError(f"{to}: a table is for a terminal", hint)
    if wanted is None and to.suffix.lower() not in by_ending:
        raise OutputError(f"{to}: the ending `{to.suffix.lower()}` tells no format", hint)
    return wanted or by_ending[to.suffix.lower()]


def is_colourful(stream: TextIO) -> bool:
    """Whether colours may be used: never in a pipe, nor where the person asked for none (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


# Talk, on stderr


@frozen
class Talk:
    """What is said on stderr: less with --quiet, more with --verbose."""

    quiet: bool = False
    verbose: bool = False

    def say(self, message: str) -> None:
        """Say what was done."""
        if not self.quiet:
            _tell(message)

    def detail(self, message: str) -> None:
        """Say what only --verbose wants to know."""
        if self.verbose:
            self.say(message)

    def warn(self, message: str) -> None:
        """Say what a person should look at."""
        if not self.quiet:
            _tell(f"warning: {message}", "yellow")

    def hint(self, message: str) -> None:
        """Say what to do next; only to a person, not into the log of a script."""
        if not self.quiet and is_terminal(sys.stderr):
            _tell(f"hint: {message}", "cyan")

    def waits_for(self, path: Path) -> None:
        """Say so when it is a person who is to give the input, who may think that the program hangs."""
        if str(path) == STDIO and sys.stdin is not None and sys.stdin.isatty():
            self.hint("waiting for text: type or paste it, and end with Ctrl-D on a line of its own")

    @contextlib.contextmanager
    def working(self, total: int, what: str) -> Iterator[None]:
        """Say on a terminal what is being done, for as long as it takes, where that may be long."""
        if self.quiet or total < _LONG_LIST or not is_terminal(sys.stderr):
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(f"{what} ..."):
            yield

    @contextlib.contextmanager
    def progress(self, total: int, what: str) -> Iterator[Callable[[str], None]]:
        """A progress bar on a terminal when there is more than a little to do; call what is given for each step."""
        if self.quiet or total < _LONG_WORK or not is_terminal(sys.stderr):
            yield lambda _name: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda _name: bar.advance(task)


def tell_error(error: SignersError, *, with_hint: bool = True) -> None:
    """Print an error on stderr, and its hint, unless the next error will give the same."""
    _tell(f"error: {error}", "red")
    if error.hint and with_hint:
        _tell(f"hint: {error.hint}", "cyan")


def _tell(message: str, colour: str | None = None) -> None:
    message = printable(message)
    if is_terminal(sys.stderr):
        message = fitted(message, _width())
    typer.echo(typer.style(message, fg=colour) if colour and is_colourful(sys.stderr) else message, err=True)


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def fitted(message: str, width: int) -> str:
    """The message in lines of at most `width`, broken between words, and inside no `command` that may be copied.

    >>> print(fitted("hint: run `signers list` to look at the list", 30))
    hint: run `signers list` to
      look at the list
    """
    if len(message) <= width:
        return message
    import textwrap

    indent = message[: len(message) - len(message.lstrip())]
    # A space inside a literal stands as a character that no message holds, so that nothing breaks there.
    whole = _literal.sub(lambda literal: literal[0].replace(" ", "\x00"), message)
    lines = textwrap.wrap(whole, width, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace("\x00", " ")


# Data, on stdout


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    title: str = "",
    numbers: Sequence[int] = (),
    whole: Sequence[int] = (),
    third: int | None = None,
) -> None:
    """Print a table on stdout.

    Columns named in `numbers` (from 0) stand at the right, those in `whole` never break, and the one that `third` names
    takes no more than a third of the width.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heading = Text(printable(title), style="bold") if title else None
    table = Table(box=box.SIMPLE_HEAD, title=heading, title_justify="left", pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(
            column,
            justify="right" if place in numbers else "left",
            overflow="fold",
            no_wrap=place in whole,
            max_width=_width() // 3 if place == third else None,
        )
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(
        highlight=False, markup=False, emoji=False, color_system="auto" if is_colourful(sys.stdout) else None
    )
    console.print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Print one line for each text on stdout."""
    for line in lines:
        sys.stdout.write(printable(line) + "\n")


def print_cells(rows: Iterable[Sequence[str]]) -> None:
    """Print rows on stdout, their cells between tabs."""
    for row in rows:
        sys.stdout.write("\t".join(map(printable, row)) + "\n")


def print_passage(rows: Iterable[tuple[str, str, bool]]) -> None:
    """Print lines on stdout, each of a lead, a text, and whether it stands out; a terminal gets them in its width."""
    terminal, colourful = is_terminal(), is_colourful(sys.stdout)
    for lead, text, stands_out in rows:
        line = printable(lead + text).rstrip()
        if terminal and len(line) > _width():
            import textwrap

            line = "\n".join(textwrap.wrap(line, _width() - 1, subsequent_indent=" " * (len(lead) or 4)))
        sys.stdout.write((typer.style(line, bold=True) if stands_out and colourful else line) + "\n")


class Visible:
    """Standard output where a person sees it: data goes through as it is, but for control characters."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text, in which only tabs and line feeds are obeyed."""
        return self._stream.write(_is_control_in_lines.sub(_shown, text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each text."""
        for line in lines:
            self.write(line)


def stdout() -> TextIO:
    """Standard output for data in a format of its own: bytes for a program, visible for a person."""
    return cast("TextIO", Visible(sys.stdout)) if sys.stdout.isatty() else sys.stdout


@contextlib.contextmanager
def until_closed() -> Iterator[None]:
    """What is written inside may end early: the reader of the pipe has seen enough, and the rest is nobody's loss."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        forget_stdout()


def forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def output(path: Path | None, *, spare: Iterable[Path] = ()) -> Iterator[TextIO]:
    """A stream to write a file to: whole or not at all; stdout for None and `-`.

    `spare` are files that must not be overwritten: inputs and the store.

    Raises:
        OutputError: the file cannot be written.
    """
    if path is None or str(path) == STDIO:
        yield stdout()
        return
    if any(_is_same(path, kept) for kept in spare):
        raise OutputError(f"{path}: would overwrite what is read from", "name another file")
    if path.is_dir():
        raise OutputError(f"{path}: is a folder", "name a file in it")
    try:
        # A device or a pipe (/dev/stdout) is written to; a file is replaced, when all of it is there.
        with _replacing(path.resolve()) if path.is_file() or not path.exists() else _straight(path) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written: {error.strerror or error}", "nothing was changed there; name another file"
        ) from error


def _is_same(path: Path, other: Path) -> bool:
    return path.exists() and other.exists() and path.samefile(other)


def _straight(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name[:50]}.", delete=False
    ) as stream:
        unfinished = Path(stream.name)
        try:
            yield cast("TextIO", stream)
            stream.close()
            unfinished.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
