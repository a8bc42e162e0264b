"""`signers match`: the names of a list, each with its best entries in an authority list."""

from __future__ import annotations

import json
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, store_path
from signers.cli.tables import (
    column_called,
    column_option,
    counted,
    opened_table,
    sheet_option,
    shown_name,
    tell_findings,
    tell_too_long,
    within_memory,
)
from signers.cli.terminal import STDIO, Talk, format_written, output, print_table
from signers.errors import InputError, UsageError
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from signers.authority import Linked
    from signers.cli.tables import Bars

COLUMNS = ("name", "match", "id", "score", "verdict", "second", "second_id", "second_score", "reasons", "alike")
_ID_COLUMNS = ("id", "ror_id", "ror", "ein", "lei", "wikidata", "qid", "item", "uri", "url", "identifier")
_SHOWN = 10  # entries that are written into JSON
_MOST_ALIKE = 4  # that are shown on a terminal
_ENDINGS = "name a file that ends in .csv, .tsv or .json"


class Format(StrEnum):
    """What the matches are written as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


_BY_ENDING = {
    **dict.fromkeys(("", ".txt", ".csv"), Format.CSV),
    ".tsv": Format.TSV,
    ".json": Format.JSON,
}


def match(
    list_: Annotated[
        Optional[Path],
        typer.Argument(
            metavar="[LIST]",
            help="A letter, a list or a table, instead of the signatories in the store; - for stdin.",
            show_default=False,
        ),
    ] = None,
    *,
    against: Annotated[
        Path,
        typer.Option(
            "--against", metavar="REGISTRY", help="The authority list: CSV, TSV, XLSX, JSON Lines, or a name a line."
        ),
    ],
    column: Annotated[Optional[str], column_option("The column of the registry that holds the names.")] = None,
    sheet: Annotated[Optional[str], sheet_option("the registry")] = None,
    identifier: Annotated[
        Optional[str],
        typer.Option(
            "--id",
            metavar="NAME",
            help="Its column of identifiers.  [default: one that is called so, or the row]",
            show_default=False,
        ),
    ] = None,
    list_column: Annotated[
        Optional[str],
        typer.Option(
            "--list-column", metavar="NAME", help="The column of LIST that holds the names.", show_default=False
        ),
    ] = None,
    kind: Annotated[
        Optional[Kind],
        choice(
            "--kind",
            of=Kind,
            what="kind",
            metavar="KIND",
            help="Take all names of the list as of this kind: organization or person.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[Format],
        choice(
            "--format",
            of=Format,
            what="format",
            metavar="FORMAT",
            help="table, csv, tsv or json.  [default: table on a terminal, csv elsewhere]",
        ),
    ] = None,
    to: Annotated[
        Optional[Path],
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write it.  [default: stdout]", show_default=False
        ),
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Match the names of a list with an authority list, such as a register or last year's list.

    \b
    Examples:
      signers match --against registry.csv --column legal_name --id ein
      signers match letter.txt --against ror.csv -o matched.csv

    Each name gets the entry that is the same, or the likeliest with the verdict "doubtful", or none. Two entries that
    fit alike are a doubt, and all are told. How rare a word is, the registry says. A million entries take less than a
    minute; nothing is asked of the network.
    """  # fmt: skip  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.authority import Fit

    talk = Talk(quiet, verbose)
    if str(list_) == STDIO and str(against) == STDIO:
        raise UsageError("the list and the registry cannot both come from standard input", "name a file for one")
    if list_ is None and list_column is not None:
        raise UsageError("`--list-column` needs a LIST", "without one the signatories in the store are matched")
    form = format_written(format, to, Format.TABLE, _BY_ENDING, _ENDINGS)
    wanted = _wanted(list_, list_column, kind, db, talk)
    linked, ids = _linked(wanted, against, (column, identifier, sheet), talk)
    _tell(linked, ids, form, to, [path for path in (list_, against) if path is not None])
    counts = Counter(one.fit for one in linked)
    told = ", ".join(f"{counts[fit]:,} {fit.value}" for fit in Fit if counts[fit])
    talk.say(f"{counted(len(linked), 'name', 'names')}: {told}")


def _wanted(
    list_: Path | None, column: str | None, kind: Kind | None, db: Path | None, talk: Talk
) -> dict[tuple[str, Kind], tuple[str, ...]]:
    """The names to look for, each of its kind and once, with the other spellings that the store knows."""
    if list_ is not None:
        from signers.cli.sign_ons import sign_ons
        from signers.reading import letters_in

        if str(list_) != STDIO:
            letters_in(list_)  # says that there is no such file
        read = sign_ons([str(list_)], talk, kind=kind, column=column)
        named = [(one.name if column is None else one.text, one.kind) for one in read]  # a column is taken as it is
        tell_too_long(shown_name(list_), (name for name, _ in named), talk)
        return dict.fromkeys(named, ())
    from signers.cli.standing import look
    from signers.listing import build
    from signers.store import Store

    with Store.open_for_reading(store_path(db)) as store:
        standing = look(store, talk)
    rows = build(standing.signatories, standing.clusters, standing.answers)
    return {(row.name, kind or row.kind): row.aliases for row in rows}


def _linked(
    wanted: Mapping[tuple[str, Kind], Sequence[str]],
    against: Path,
    asked: tuple[str | None, str | None, str | None],
    talk: Talk,
) -> tuple[tuple[Linked, ...], Sequence[str]]:
    """The matches, and the identifier of each row of the registry; `asked` are its columns and its sheet."""
    from signers.authority import link

    column, identifier, sheet = asked
    with opened_table(against, column, talk, sheet=sheet) as read:
        id_column = _id_column(read.table.columns, read.chosen, identifier, read.table.name)
        table, (names, *rest) = read.gathered([id_column] if id_column else [], "reading the registry")
        if not any(names):
            raise InputError(f"{table.name}: column `{read.chosen}` holds no names", "name another with `--column`")
        with within_memory(table.name, "match against it in parts"):
            linked = link(list(wanted), names, rest[0] if rest else (), _told(read.bars), spellings=wanted)
        read.clock.lap("compared")
    tell_findings(table, read.chosen, talk)
    talk.detail(f"{table.name}: the identifiers " + (f"stand in column `{id_column}`" if rest else "are the rows"))
    talk.detail(read.clock.told())
    return linked, rest[0] if rest else [str(row) for row in range(1, len(names) + 1)]


def _told(bars: Bars) -> Callable[[float], None]:
    return lambda share: bars.tell("looking through the registry", share)


def _id_column(columns: Sequence[str], names: str, wanted: str | None, table: str) -> str | None:
    """The column of identifiers: the one that is asked for, else one that is called so, if there is any.

    Raises:
        UsageError: there is no such column.
    """
    if wanted is not None:
        return column_called(wanted, columns, table)
    known = {column.casefold(): column for column in columns if column != names}
    return next((known[name] for name in _ID_COLUMNS if name in known), None)


# --- What is written --------------------------------------------------------------------------------------------


def _tell(linked: Sequence[Linked], ids: Sequence[str], form: Format, to: Path | None, spare: Sequence[Path]) -> None:
    from signers.reading.tables import write_table

    if form is Format.TABLE:
        print_table(
            ("name", "verdict", "match", "id", "score", "why"),
            [_shown(one, ids) for one in linked],
            numbers=(4,),
            third=5,
        )
    else:
        with output(to, spare=spare) as stream:
            if form is Format.JSON:
                records = [_record(one, ids) for one in linked]
                stream.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
            else:
                write_table([dict(_row(one, ids)) for one in linked], COLUMNS, form.value, stream)
    sys.stdout.flush()


def _shown(one: Linked, ids: Sequence[str]) -> tuple[str, ...]:
    """A row of the table on a terminal, with all entries that fit alike."""
    from signers.reading.tables import LIST_SEPARATOR

    told, more = one.entries[: max(min(one.alike, _MOST_ALIKE), 1)], max(one.alike - _MOST_ALIKE, 0)
    names = list(dict.fromkeys(entry.name for entry in told))
    rest = [f"and {more:,} more"] if more else []
    return (
        one.name,
        one.fit.value,
        LIST_SEPARATOR.join(names if len(names) == 1 else [*(entry.name for entry in told), *rest]),
        LIST_SEPARATOR.join([*(ids[entry.row] for entry in told), *rest]),
        f"{told[0].score:.4f}" if told else "",
        one.why,
    )


def _row(one: Linked, ids: Sequence[str]) -> dict[str, str]:
    from signers.reading.tables import LIST_SEPARATOR

    best, second = (*one.entries[:2], None, None)[:2]
    return {
        "name": one.name,
        "match": best.name if best else "",
        "id": ids[best.row] if best else "",
        "score": f"{best.score:.4f}" if best else "",
        "verdict": one.fit.value,
        "second": second.name if second else "",
        "second_id": ids[second.row] if second else "",
        "second_score": f"{second.score:.4f}" if second else "",
        "reasons": one.why,
        "alike": LIST_SEPARATOR.join(ids[entry.row] for entry in one.entries[: one.alike]) if one.alike > 1 else "",
    }


def _record(one: Linked, ids: Sequence[str]) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "verdict": one.fit.value,
        "why": one.why or None,
        "alike": one.alike,
        "entries": [
            {"name": entry.name, "id": ids[entry.row], "row": entry.row + 1, "score": round(entry.score, 4),
             "reasons": list(entry.reasons)}
            for entry in one.entries[: max(_SHOWN, one.alike)]
        ],
    }  # fmt: skip
