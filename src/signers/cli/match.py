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
from signers.cli.terminal import STDIO, Talk, is_terminal, output, print_table
from signers.errors import InputError, OutputError, UsageError
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from signers.authority import Linked
    from signers.cli.dedupe import Bars

COLUMNS = ("name", "match", "id", "score", "verdict", "second", "second_id", "second_score", "reasons")
_ID_COLUMNS = ("id", "ror_id", "ror", "ein", "lei", "wikidata", "qid", "item", "uri", "url", "identifier")
_SHOWN = 10  # entries that are written into JSON


class Format(StrEnum):
    """What the matches are written as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


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
    column: Annotated[
        Optional[str],
        typer.Option(
            "--column",
            "-c",
            metavar="NAME",
            help="The column of the registry that holds the names.",
            show_default=False,
        ),
    ] = None,
    identifier: Annotated[
        Optional[str],
        typer.Option(
            "--id",
            metavar="NAME",
            help="Its column of identifiers.  [default: one that is called so, or the row]",
            show_default=False,
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
    fit alike are a doubt, and both are told. How rare a word is, the registry says. A million entries take less than a
    minute; nothing is asked of the network.
    """  # fmt: skip  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    if str(list_) == STDIO and str(against) == STDIO:
        raise UsageError("the list and the registry cannot both come from standard input", "name a file for one")
    wanted = _wanted(list_, kind, db, talk)
    linked, ids = _linked(wanted, against, column, identifier, talk)
    spare = [path for path in (list_, against) if path is not None]
    form = format or (Format.TABLE if is_terminal() and str(to or STDIO) == STDIO else _format_of(to))
    _tell(linked, ids, form, to, spare)
    counts = Counter(one.fit for one in linked)
    talk.say(f"{len(linked):,} names: {', '.join(f'{counts[fit]:,} {fit.value}' for fit in counts)}")


def _format_of(to: Path | None) -> Format:
    ending = to.suffix[1:].lower() if to else ""
    return Format(ending) if ending in {Format.CSV, Format.TSV, Format.JSON} else Format.CSV


def _wanted(list_: Path | None, kind: Kind | None, db: Path | None, talk: Talk) -> list[tuple[str, Kind]]:
    """The names to look for, each of its kind and once."""
    if list_ is not None:
        from signers.cli.sign_ons import sign_ons
        from signers.reading import letters_in

        if str(list_) != STDIO:
            letters_in(list_)  # says that there is no such file
        read = sign_ons([str(list_)], talk, kind=kind)
        return list(dict.fromkeys((one.name, one.kind) for one in read))
    from signers.cli.standing import look
    from signers.listing import build
    from signers.store import Store

    with Store.open_for_reading(store_path(db)) as store:
        standing = look(store, talk)
    rows = build(standing.signatories, standing.clusters, standing.answers)
    return [(row.name, kind or row.kind) for row in rows]


def _linked(
    wanted: Sequence[tuple[str, Kind]], against: Path, column: str | None, identifier: str | None, talk: Talk
) -> tuple[tuple[Linked, ...], Sequence[str]]:
    """The matches, and the identifier of each row of the registry."""
    from signers.authority import link
    from signers.cli.dedupe import Clock, stages, tell_findings
    from signers.reading.tables import gather, name_column, open_table, opened

    clock = Clock()
    talk.waits_for(against)
    with stages(talk) as bars, opened(against) as stream:
        table = open_table(stream, "stdin" if str(against) == STDIO else str(against), wanted=column)
        chosen = name_column(table, column)
        id_column = _id_column(table.columns, chosen, identifier, table.name)
        places = [table.columns.index(chosen), *([table.columns.index(id_column)] if id_column else [])]
        table, (names, *rest) = gather(table, places, lambda share: bars.tell("reading the registry", share))
        clock.lap("read")
        try:
            linked = link(wanted, names, rest[0] if rest else (), _told(bars))
        except MemoryError as error:
            raise InputError(
                f"{table.name}: to look through it takes more memory than there is", "match against it in parts"
            ) from error
        clock.lap("compared")
    tell_findings(table, chosen, talk)
    talk.detail(clock.told())
    return linked, rest[0] if rest else [str(row) for row in range(1, len(names) + 1)]


def _told(bars: Bars) -> Callable[[float], None]:
    return lambda share: bars.tell("looking through the registry", share)


def _id_column(columns: Sequence[str], names: str, wanted: str | None, table: str) -> str | None:
    """The column of identifiers: the one that is asked for, else one that is called so, if there is any.

    Raises:
        UsageError: there is no such column.
    """
    known = {column.casefold(): column for column in columns if column != names}
    if wanted is not None:
        if wanted.casefold() not in known:
            raise UsageError(f"{table}: there is no column `{wanted}`", f"columns: {', '.join(columns[:12])}")
        return known[wanted.casefold()]
    return next((known[name] for name in _ID_COLUMNS if name in known), None)


# --- What is written --------------------------------------------------------------------------------------------


def _tell(linked: Sequence[Linked], ids: Sequence[str], form: Format, to: Path | None, spare: Sequence[Path]) -> None:
    from signers.reading.tables import write_table

    if form is Format.TABLE:
        if to is not None and str(to) != STDIO:
            raise OutputError(f"{to}: a table is for a terminal", "name a file that ends in .csv, .tsv or .json")
        print_table(
            ("name", "verdict", "match", "id", "score", "why"),
            [
                (row["name"], row["verdict"], row["match"], row["id"], row["score"], row["reasons"])
                for row in (_row(one, ids) for one in linked)
            ],
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


def _row(one: Linked, ids: Sequence[str]) -> dict[str, str]:
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
    }


def _record(one: Linked, ids: Sequence[str]) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "verdict": one.fit.value,
        "why": one.why or None,
        "entries": [
            {"name": entry.name, "id": ids[entry.row], "row": entry.row + 1, "score": round(entry.score, 4),
             "reasons": list(entry.reasons)}
            for entry in one.entries[:_SHOWN]
        ],
    }  # fmt: skip
