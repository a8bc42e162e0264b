"""`signers list`: look at the clean list."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, store_path
from signers.cli.terminal import Talk, is_terminal, print_lines, print_table
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signers.model import Listed


class Sort(StrEnum):
    """The order of the list."""

    NAME = "name"
    ENTRIES = "entries"
    LETTERS = "letters"


class GroupBy(StrEnum):
    """What the list is parted by."""

    KIND = "kind"
    LETTER = "letter"
    LOCATION = "location"


def letters_in_store(incomplete: str) -> list[str]:
    """The names of the letters in the store, for the shell to complete."""
    from signers.errors import SignersError
    from signers.store import Store

    try:
        with Store.open_for_reading(store_path(None)) as store:
            return [letter.name for letter in store.letters() if letter.name.startswith(incomplete)]
    except SignersError:
        return []


def list_(
    search: Annotated[
        Optional[str], typer.Argument(metavar="[WORD]", help="Only names that hold this.", show_default=False)
    ] = None,
    sort: Annotated[Sort, typer.Option("--sort", help="By name, or the most printed or most letters first.")] = Sort.NAME,
    group_by: Annotated[Optional[GroupBy], typer.Option("--group-by", help="Part the list.", show_default=False)] = None,
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
    """Print the clean list: each signatory once, sorted as people expect.

    \b
    Examples:
      signers list                       all of them
      signers list justice               names and aliases that hold a word
      signers list --sort letters        who signed most letters first
      signers list | wc -l               in a pipe: one name a line
    """
    from signers.listing import count_line, select

    talk = Talk(quiet, verbose)
    rows = select(listed(store_path(db), talk), kind, letter, search)
    if sort is not Sort.NAME:
        rows = tuple(sorted(rows, key=lambda row: -(row.entries if sort is Sort.ENTRIES else len(row.letters))))
    for heading, part in parted(rows, group_by):
        show(part, heading)
    talk.say(count_line(rows))
    talk.hint("run `signers export --format csv -o list.csv` to keep the list")


def listed(path: Path, talk: Talk) -> tuple[Listed, ...]:
    """The lines of the store's list.

    Raises:
        UsageError: there is no store.
        StoreError: it cannot be used.
    """
    from signers.listing import build
    from signers.store import Store

    with Store.open_for_reading(path) as store:
        rows = build(store.signatories(), store.clusters())
        waiting = store.ungrouped()
    if waiting:
        talk.warn(f"{waiting:,} {'name is' if waiting == 1 else 'names are'} not grouped yet: run `signers dedupe`")
    return rows


def parted(rows: Sequence[Listed], by: GroupBy | None) -> list[tuple[str, list[Listed]]]:
    """The list in parts, each with its heading; a signatory of several letters stands under each."""
    parts: defaultdict[str, list[Listed]] = defaultdict(list)
    for row in rows:
        match by:
            case None:
                headings: Sequence[str] = ("",)
            case GroupBy.KIND:
                headings = (f"{row.kind}s",)
            case GroupBy.LETTER:
                headings = row.letters
            case GroupBy.LOCATION:
                headings = (row.location or "no location",)
        for heading in headings:
            parts[heading].append(row)
    return sorted(parts.items())


def show(rows: Sequence[Listed], heading: str) -> None:
    """Print a part of the list: a table on a terminal, a name a line in a pipe."""
    if not is_terminal():
        print_lines([f"# {heading}"] if heading else [])
        print_lines(row.name for row in rows)
        return
    several = len({letter for row in rows for letter in row.letters}) > 1
    columns = ("", "name", *(("letters",) if several else ()), "printed", "also printed as")
    print_table(
        columns,
        (
            (str(n), row.name, *((str(len(row.letters)),) if several else ()), str(row.entries), "; ".join(row.aliases))
            for n, row in enumerate(rows, start=1)
        ),
        title=heading,
        numbers=(0, *range(2, len(columns) - 1)),
    )
