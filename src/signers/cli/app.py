"""The commands, and the one place where errors become words and exit codes."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
from typer.core import TyperGroup

from signers import __version__
from signers.cli.options import know_own_data
from signers.cli.terminal import forget_stdout, tell_error
from signers.errors import ExitCode, OutputError, SignersError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    app: typer.Typer

PROGRAM = "signers"
# The commands, each with its module in this folder, the function there, and what the list of commands says of it.
COMMANDS = {
    "parse": ("parse", "parse", "Read letters, print their entries and keep them."),
    "dedupe": ("dedupe", "dedupe", "Group the spellings of one signatory, and say why."),
    "review": ("review", "review", "Decide what is in doubt, one question after another."),
    "list": ("list_", "list_", "Print the clean list, to look at."),
    "export": ("export", "export", "Write the clean list as CSV, JSON, Markdown and more."),
    "same": ("decide", "same", "Say that names are one signatory."),
    "different": ("decide", "different", "Say that names are not one signatory."),
    "rename": ("decide", "rename", "List a signatory under another name."),
    "sort-as": ("decide", "sort_as", "Sort a signatory as if it had another name."),
    "kind": ("decide", "kind", "Say that a signatory is an organization, or a person."),
    "mend": ("decide", "mend", "Say what an entry should read that was read wrongly."),
    "join": ("decide", "join", "Say that entries printed one after the other are one name."),
    "split": ("decide", "split", "Say that an entry is several names."),
    "not-an-entry": ("decide", "not_an_entry", "Say that what was read as an entry is nobody's name."),
    "withdraw": ("decide", "withdraw", "Take a signatory off the list, for good."),
    "restore": ("decide", "restore", "Put a signatory that withdrew on the list again."),
    "undo": ("log", "undo", "Take back the last decision, or an earlier one."),
    "redo": ("log", "redo", "Put in force again what was undone."),
    "log": ("log", "log", "Print what people decided."),
    "explain": ("explain", "explain", "Say why two names are, or are not, one signatory."),
    "add": ("add", "add", "Add who signed late to the list that stands."),
    "match": ("match", "match", "Match a list with a register or another authority list."),
    "check": ("check", "check", "Look over lists that people keep, and mend what is safe."),
    "diff": ("diff", "diff", "Tell what differs between two versions of a list."),
    "decisions": ("decisions", "decisions", "Write what people decided as text, or read it."),
}
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
  signers parse letter.txt --format jsonl |
    signers dedupe - | signers export - --format csv
"""
EPILOG = "Exit codes: 0 done, 2 wrong usage, 3 an input could not be read, 4 the store cannot be used, 130 interrupted."


class Commands(TyperGroup):
    """Shows an expected failure as an `error:` line with a hint, and leaves bugs their traceback."""

    def main(self, args: Any = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        """Run the program; a command line that typer refuses is told like every other mistake."""
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except typer.TyperException as error:
            if not standalone_mode:
                raise
            tell_error(_in_our_words(error))
            code = error.exit_code
        except SignersError as error:
            tell_error(error)
            code = error.exit_code
        if standalone_mode:
            sys.exit(code)
        return code

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own types are not public
        """Read the command line; without any the program shows its help."""
        if "" in args:
            # As a path it would mean the working folder; it comes from a variable that is not set.
            raise UsageError("an argument is empty", "look at the quotation marks and variables of the command line")
        return super().parse_args(ctx, args if args or ctx.resilient_parsing else ["--help"])

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the same
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
        forget_stdout()
        raise typer.Exit(ExitCode.DONE) from error
    except OSError as error:
        if error.filename is not None:
            raise
        forget_stdout()
        failure = OutputError(
            f"standard output cannot be written: {error.strerror or error}", "free some space, or write elsewhere"
        )
        tell_error(failure)
        raise typer.Exit(failure.exit_code) from error


def _in_our_words(error: typer.TyperException) -> UsageError:
    """What typer says of a command line, as we say it: "no such option: --formt; perhaps --format"."""
    message = error.format_message().rstrip(".").replace("'", "`")
    message = re.sub(r" \(Possible options: (.*)\)$", r"; perhaps \1", message)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    return UsageError(message[:1].lower() + message[1:], f"see `{command} --help`")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"signers {__version__}")
        raise typer.Exit


def _signers(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    del version  # shown already
    know_own_data()


def program(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with these of its commands, which are loaded for it."""
    made = typer.Typer(
        name=PROGRAM,
        cls=Commands,
        help=EXAMPLES,
        epilog=EPILOG,
        rich_markup_mode=None,  # plain help starts in half the time and is the same in a pipe
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_signers)
    for name in names:
        module, function, says = COMMANDS[name]
        command = getattr(import_module(f"signers.cli.{module}"), function)
        # Annotations are text until they are asked for, and typer asks twice: evaluated here, they are so only once.
        command.__annotations__ = get_type_hints(command, include_extras=True)
        made.command(name, short_help=says)(command)
    return made


def __getattr__(name: str) -> typer.Typer:
    """`app`, the program with all commands, when it is asked for."""
    if name != "app":
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    globals()[name] = whole = program()
    return whole


def run() -> None:
    """Run the command that the command line names, and exit with its code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started us (`>&-`): what is said goes nowhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            # The same bytes on every system; a file name that is no text must not stop the list.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # Loading a command takes some milliseconds; that of the command line is enough, where it names one first.
    named = [word for word in sys.argv[1:2] if word in COMMANDS]
    program(named or COMMANDS)(prog_name=PROGRAM)  # its name also when it was started by `python -m signers`
