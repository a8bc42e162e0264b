"""`signers export`: the clean list as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from signers.cli.list_ import letters_in_store, listed
from signers.cli.options import Db, Quiet, Verbose, store_path
from signers.cli.terminal import Talk, output
from signers.errors import UsageError
from signers.model import Kind

STDIN = Path("-")


def formats(incomplete: str) -> list[str]:
    """The names of the formats, for the shell to complete."""
    from signers.export import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def export(
    file: Annotated[
        Optional[Path],
        typer.Argument(metavar="[-]", help="- for the grouped entries of `signers dedupe -` on stdin.", show_default=False),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[str],
        typer.Option(
            "--format", "-f", metavar="FORMAT", autocompletion=formats, show_default=False,
            help="csv, tsv, json, jsonl, txt or md.  [default: by the ending of --output, else csv]",
        ),
    ] = None,
    to: Annotated[
        Optional[Path],
        typer.Option("--output", "-o", metavar="FILE", help="Where to write.  [default: stdout]", show_default=False),
    ] = None,
    kind: Annotated[Optional[Kind], typer.Option("--kind", help="Only this kind.", show_default=False)] = None,
    letter: Annotated[
        Optional[str],
        typer.Option(
            "--letter", metavar="NAME", help="Only who signed this letter.", autocompletion=letters_in_store, show_default=False
        ),
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the clean list, sorted, each signatory once.

    \b
    Examples:
      signers export --format csv                 to stdout
      signers export -o list.md                   the file's ending tells the format
      signers dedupe - < entries.jsonl | signers export - --format txt
    """
    from signers.export import FORMATS, write
    from signers.listing import build, count_line, from_records, select

    talk = Talk(quiet, verbose)
    ending = to.suffix[1:].lower() if to else ""
    wanted = format or (ending if ending in FORMATS else "csv")
    if wanted.lower() not in FORMATS:
        write([], wanted, typer.get_text_stream("stdout"))  # says which formats there are
    if file is None:
        path = store_path(db)
        rows = listed(path, talk)
    elif file == STDIN:
        from signers.reading import read_bytes
        from signers.reading.tables import name_column, read_table

        path = file
        table = read_table(read_bytes(file), "stdin")
        rows = build(*from_records(table.rows, name_column(table)))
    else:
        raise UsageError(f"{file}: `export` takes the store's list, or `-` for stdin", f"try `signers dedupe {file} | signers export -`")
    rows = select(rows, kind, letter)
    with output(to, spare=[path]) as stream:
        write(rows, wanted, stream)
    talk.say(count_line(rows) + (f" in {to}" if to and to != STDIN else ""))
