"""The commands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from signers import __version__
from signers.cli import dedupe, export, list_, parse
from signers.errors import ExitCode, OutputError, SignersError

EXAMPLES = """From a sign-on letter to a clean list of who signed.

\b
Examples:
  signers parse letter.txt            read a letter and keep its signatories
  signers parse letters/              read every letter in a folder
  signers dedupe                      group the spellings of one signatory
  signers list                        look at the clean list
  signers export --format csv         print it for a spreadsheet

\b
Without a store, in a pipe:
  signers parse letter.txt --format jsonl | signers dedupe - | signers export - --format csv
"""
EPILOG = "Exit codes: 0 done, 2 wrong usage, 3 an input could not be read, 4 the store cannot be used, 130 interrupted."


class Commands(TyperGroup):
    """Shows an expected failure as an `error:` line with a hint, and leaves bugs their traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are not public
        """Run a command; exit with the code of what went wrong."""
        with errors_as_words():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


@contextlib.contextmanager
def errors_as_words() -> Iterator[None]:
    """Turn an expected failure into words on stderr and an exit code."""
    try:
        yield
    except SignersError as error:
        tell_error(error)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        typer.echo("interrupted", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from error
    except BrokenPipeError as error:
        # The reader of the pipe has seen enough; what it did not read is nobody's loss.
        _forget_stdout()
        raise typer.Exit(ExitCode.DONE) from error
    except OSError as error:
        failure = OutputError(f"standard output cannot be written: {error.strerror or error}", "free some space, or write elsewhere")
        if error.filename is not None:
            raise
        _forget_stdout()
        tell_error(failure)
        raise typer.Exit(failure.exit_code) from error


def tell_error(error: SignersError) -> None:
    """Print an error and its hint on stderr."""
    from signers.cli.terminal import printable

    typer.secho(f"error: {printable(str(error))}", err=True, fg="red")
    if error.hint:
        typer.secho(f"hint: {printable(error.hint)}", err=True, fg="cyan")


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"signers {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    help=EXAMPLES,
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help starts in half the time and is the same in a pipe
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _signers(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    pass


app.command("parse")(parse.parse)
app.command("dedupe")(dedupe.dedupe)
app.command("list")(list_.list_)
app.command("export")(export.export)


def run() -> None:
    """Run the command that the command line names, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            # The same bytes on every system; a file name that is no text must not stop the list.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
