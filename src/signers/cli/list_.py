"""`signers list`: look at the clean list."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, nearest, store_path
from signers.cli.terminal import Talk, is_terminal, print_cells, print_lines, print_table
from signers.errors import UsageError
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from signers.cli.standing import Standing
    from signers.model import Listed


_NUMBERS = ("", "letters", "entries")  # columns that stand at the right
_NO_LOCATION = "no location"
_PLURALS = {Kind.ORGANIZATION: "organizations", Kind.PERSON: "individuals"}


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


KindOnly = Annotated[
    Optional[Kind],
    choice("--kind", of=Kind, what="kind", metavar="KIND", help="Only this kind: organization or person."),
]
LetterOnly = Annotated[
    Optional[str],
    typer.Option(
        "--letter",
        metavar="NAME",
        help="Only who signed this letter.",
        autocompletion=letters_in_store,
        show_default=False,
    ),
]


def list_(
    search: Annotated[
        Optional[str],
        typer.Argument(metavar="[WORD]", help="Only names and aliases that hold this.", show_default=False),
    ] = None,
    *,
    sort: Annotated[
        Sort,
        choice(
            "--sort",
            of=Sort,
            what="order",
            metavar="ORDER",
            help="By name, or first whose entries or letters are most: name, entries or letters.",
            show_default=True,
        ),
    ] = Sort.NAME,
    group_by: Annotated[
        Optional[GroupBy],
        choice(
            "--group-by", of=GroupBy, what="grouping", metavar="WHAT", help="Part the list by kind, letter or location."
        ),
    ] = None,
    kind: KindOnly = None,
    letter: LetterOnly = None,
    ids: Annotated[
        bool, typer.Option("--ids", help="With a short id for each, which commands take in the place of the name.")
    ] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Who withdrew instead, since when and why.")] = False,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the clean list: each signatory once, sorted as people expect.

    \b
    Examples:
      signers list                  all of them
      signers list justice          names and aliases that hold a word
      signers list --sort letters   who signed most letters first
      signers list --withdrawn      who withdrew, since when and why
      signers list | wc -l          in a pipe: one name a line
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.listing import count_line, labels_of

    talk = Talk(quiet, verbose)
    if withdrawn:
        show_withdrawn(store_path(db), talk, search)
        return
    standing = _standing(store_path(db), talk)
    rows = chosen(_lines_of(standing, talk), kind, letter, search)
    called = labels_of(standing.signatories, standing.clusters)
    if sort is not Sort.NAME:
        rows = tuple(sorted(rows, key=lambda row: -(row.entries if sort is Sort.ENTRIES else len(row.letters))))
    for heading, part in parted(rows, group_by):
        show(part, heading, called, ids=ids)
    sys.stdout.flush()
    talk.say(count_line(rows))
    if rows:
        talk.hint("run `signers export --format csv -o list.csv` to keep the list")
    elif search or kind or letter:
        talk.hint("run `signers list` to see all of it")


def listed(path: Path, talk: Talk) -> tuple[Listed, ...]:
    """The lines of the store's list; who withdrew is left out, and counted on stderr.

    Raises:
        UsageError: there is no store.
        StoreError: it cannot be used.
    """
    return _lines_of(_standing(path, talk), talk)


def _lines_of(standing: Standing, talk: Talk) -> tuple[Listed, ...]:
    from signers.listing import with_withdrawn

    rows, left_out = with_withdrawn(standing.signatories, standing.clusters, standing.answers)
    tell_withdrawn(len(left_out), talk, " (`signers list --withdrawn` shows who)")
    return rows


def tell_withdrawn(number: int, talk: Talk, more: str = "") -> None:
    """Say how many signatories are left out since they withdrew, if any."""
    if number:
        talk.say(f"{number:,} withdrawn and left out{more}")


def _standing(path: Path, talk: Talk) -> Standing:
    from signers.cli.standing import look, tell_contradictions
    from signers.store import Store

    talk.detail(f"the list in {path}")
    with Store.open_for_reading(path) as store:
        standing = look(store, talk)
    tell_contradictions(standing.answers, standing.signatories, talk)
    waiting = standing.ungrouped
    if waiting:
        talk.warn(f"{waiting:,} {'name is' if waiting == 1 else 'names are'} not grouped yet: run `signers dedupe`")
    return standing


def show_withdrawn(path: Path, talk: Talk, search: str | None) -> None:
    """Print who withdrew, since when and why: also those that no letter prints any more."""
    from signers.listing import select, with_withdrawn

    standing = _standing(path, talk)
    _, found = with_withdrawn(standing.signatories, standing.clusters, standing.answers, unprinted=True)
    rows = [(row.name, said.on, said.reason) for row, said in found if select([row], search=search)]
    if not is_terminal():
        print_cells(rows)
    elif rows:
        print_table(("name", "since", "why"), rows)
    sys.stdout.flush()
    talk.say(f"{len(rows):,} withdrawn")
    if rows:
        talk.hint("run `signers restore NAME` to put one on the list again")


def chosen(
    rows: Sequence[Listed], kind: Kind | None, letter: str | None, search: str | None = None
) -> tuple[Listed, ...]:
    """The lines that are asked for.

    Raises:
        UsageError: there is no letter of that name.
    """
    from signers.listing import select

    of_letter = select(rows, letter=letter)
    if letter is not None and rows and not of_letter:
        names = sorted({name for row in rows for name in row.letters})
        near = f"; the nearest is `{nearest(letter, names)}`" if names else ""
        raise UsageError(
            f"no letter is called `{letter}`{near}", "a letter's name may be given without folder and ending"
        )
    return select(of_letter, kind, search=search)


def parted(rows: Sequence[Listed], by: GroupBy | None) -> list[tuple[str, list[Listed]]]:
    """The list in parts, each with its heading; a signatory of several letters stands under each."""
    parts: defaultdict[str, list[Listed]] = defaultdict(list)
    for row in rows:
        match by:
            case None:
                headings: Sequence[str] = ("",)
            case GroupBy.KIND:
                headings = (_PLURALS[row.kind],)
            case GroupBy.LETTER:
                headings = row.letters
            case GroupBy.LOCATION:
                headings = (row.location or _NO_LOCATION,)
        for heading in headings:
            parts[heading].append(row)
    if by is GroupBy.KIND:
        return list(parts.items())  # organizations first, as in the list
    return sorted(parts.items(), key=lambda part: (part[0] == _NO_LOCATION, part[0]))


def show(rows: Sequence[Listed], heading: str, called: Mapping[Listed, str], *, ids: bool = False) -> None:
    """Print a part of the list: a table on a terminal, a name a line in a pipe, an id before it where one is wanted.

    `called` are the labels of namesakes, under which the commands know them.
    """
    id_of = _ids(rows, called) if ids else {}
    if not is_terminal():
        print_lines([f"# {heading}"] if heading else [])
        print_cells((id_of[row], row.name) if ids else (row.name,) for row in rows)
        return
    bearers = Counter(row.name for row in rows)
    several = len({letter for row in rows for letter in row.letters}) > 1
    aliases = any(row.aliases for row in rows)
    columns = (
        "",
        *(("id",) if ids else ()),
        "name",
        *(("letters",) if several else ()),
        "entries",
        *(("also printed as",) if aliases else ()),
    )
    print_table(
        columns,
        (
            (
                *(
                    str(number),
                    *((id_of[row],) if ids else ()),
                    called.get(row, row.name) if bearers[row.name] > 1 else row.name,
                ),
                *((str(len(row.letters)),) if several else ()),
                str(row.entries),
                *(("; ".join(row.aliases),) if aliases else ()),
            )
            for number, row in enumerate(rows, start=1)
        ),
        title=heading,
        numbers=[place for place, column in enumerate(columns) if column in _NUMBERS],
        whole=(1,) if ids else (),
    )


def _ids(rows: Sequence[Listed], called: Mapping[Listed, str]) -> dict[Listed, str]:
    from signers.lookup import short_id

    return {row: short_id(called.get(row, row.name), row.kind) for row in rows}
