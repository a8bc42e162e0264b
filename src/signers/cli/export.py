"""`signers export`: the clean list as a file."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.list_ import KindOnly, LetterOnly, chosen, listed, tell_withdrawn
from signers.cli.options import Db, Quiet, Verbose, nearest, store_path
from signers.cli.terminal import STDIO, Talk, output
from signers.errors import OutputError, UsageError
from signers.model import Answers

if TYPE_CHECKING:
    from signers.model import Listed


def formats(incomplete: str) -> list[str]:
    """The names of the formats, for the shell to complete."""
    from signers.export import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def export(
    file: Annotated[
        Optional[Path],
        typer.Argument(
            metavar="[-]", help="- for the grouped entries of `signers dedupe -` on stdin.", show_default=False
        ),
    ] = None,
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[str],
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="csv, tsv, json, jsonl, txt or md.  [default: by the ending of --output, else csv]",
            autocompletion=formats,
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Optional[Path],
        typer.Option("--output", "-o", metavar="FILE", help="Where to write.  [default: stdout]", show_default=False),
    ] = None,
    decisions: Annotated[
        Optional[Path],
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="With -: what people decided, as `signers decisions dump` writes it.",
            show_default=False,
        ),
    ] = None,
    kind: KindOnly = None,
    letter: LetterOnly = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the clean list, sorted, each signatory once.

    \b
    Examples:
      signers export --format csv   to stdout
      signers export -o list.md     the file's ending tells the format
      signers dedupe - < entries.jsonl | signers export - --format txt
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.export import write
    from signers.listing import count_line

    talk = Talk(quiet, verbose)
    wanted = format_of(format, to)
    if decisions is not None and file is None:
        raise UsageError(
            "`--decisions` needs `-`", "the store has its own: `signers decisions load` brings a file into it"
        )
    if file is None:
        source = store_path(db)
        rows = listed(source, talk)
    elif str(file) == STDIO:
        source = file
        rows = piped(file, decisions, talk)
    else:
        raise UsageError(
            f"{file}: `export` takes the store's list, or `-` for stdin",
            f"try `signers dedupe {file} | signers export -`",
        )
    rows = chosen(rows, kind, letter)
    with output(to, spare=[source]) as stream:
        write(rows, wanted, stream)
    sys.stdout.flush()
    talk.say(count_line(rows) + (f" in {to}" if to and str(to) != STDIO else ""))


def format_of(format: str | None, to: Path | None) -> str:  # noqa: A002 - the option's name
    """The format that is asked for, or that the ending of the file tells.

    Raises:
        UsageError: there is none of that name.
        OutputError: the ending tells another one.
    """
    from signers.export import FORMATS

    known = f"formats: {', '.join(FORMATS)}"
    if format is not None:
        if format.lower() not in FORMATS:
            raise UsageError(f"there is no format `{format}`; the nearest is `{nearest(format, FORMATS)}`", known)
        return format.lower()
    ending = to.suffix[1:].lower() if to else ""
    if ending and ending not in FORMATS:
        raise OutputError(f"{to}: the ending `.{ending}` tells no format", f"name one with `--format`; {known}")
    return ending or "csv"


def piped(file: Path, decisions: Path | None, talk: Talk) -> tuple[Listed, ...]:
    """The lines of the list that the grouped entries on stdin make."""
    from signers.cli.decisions import answers_in
    from signers.cli.standing import tell_contradictions
    from signers.listing import from_records, with_withdrawn
    from signers.reading import read_bytes
    from signers.reading.tables import name_column, read_table
    from signers.settling import unheeded

    talk.waits_for(file)
    answers = answers_in(decisions, talk) if decisions else Answers()
    table = read_table(read_bytes(file), "stdin")
    signatories, clusters = from_records(table.rows, name_column(table), answers)
    rows, left_out = with_withdrawn(signatories, clusters, answers)
    tell_contradictions(answers, signatories, talk)
    if pairs := unheeded(clusters, answers):
        left, right = pairs[0]
        talk.warn(
            f"stdin: {left} and {right} are grouped otherwise than {decisions} says"
            + (f" (and {len(pairs) - 1:,} more)" if len(pairs) > 1 else "")
            + f": `signers dedupe - --decisions {decisions}` groups as it says"
        )
    tell_withdrawn(len(left_out), talk)
    return rows
