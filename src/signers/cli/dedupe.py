"""`signers dedupe`: group the spellings of one signatory, in the store or in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, store_path
from signers.cli.terminal import Talk, is_terminal, output, print_lines, print_table
from signers.errors import UsageError
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from signers.grouping import Row
    from signers.model import Cluster, Grouping

SUGGESTION_COLUMNS = ("left_cluster", "right_cluster", "left", "right", "score", "reason")


def dedupe(
    file: Annotated[
        Optional[Path],
        typer.Argument(metavar="[FILE]", help="A table or list of names instead of the store, or - for stdin.", show_default=False),
    ] = None,
    column: Annotated[
        Optional[str], typer.Option("--column", "-c", metavar="NAME", help="The column that holds the names.", show_default=False)
    ] = None,
    kind: Annotated[
        Kind, typer.Option("--kind", help="What the names are, where no column `kind` says so.")
    ] = Kind.ORGANIZATION,
    to: Annotated[
        Optional[Path],
        typer.Option("--output", "-o", metavar="FILE", help="Where to write the grouped table.  [default: stdout]", show_default=False),
    ] = None,
    suggestions: Annotated[
        Optional[Path],
        typer.Option("--suggestions", metavar="FILE", help="Where to write the doubtful pairs, as CSV.", show_default=False),
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Group the spellings of one signatory and say why they are one.

    \b
    Examples:
      signers dedupe                                   the entries in the store
      signers dedupe names.csv -o grouped.csv          a table: its columns, and cluster_id, canonical_name, reason
      signers dedupe names.csv --column org --suggestions ask.csv
      signers parse l.txt --format jsonl | signers dedupe -

    Only what is surely one is merged; chapters, funds, places and numbers keep names apart. Pairs that might be one
    are counted, and written where --suggestions says.
    """
    talk = Talk(quiet, verbose)
    if file is None:
        if column or to:
            raise UsageError("`--column` and `--output` need a FILE", "name it, or use `signers export` for the store's list")
        dedupe_store(store_path(db), suggestions, talk)
    else:
        dedupe_file(file, column, kind, to, suggestions, talk)


def dedupe_store(path: Path, suggestions: Path | None, talk: Talk) -> None:
    """Group the names in the store, keep the clusters there, and print what was merged."""
    from signers.grouping import group_signatories, suggestion
    from signers.store import Store

    with Store.open(path, create=False) as store:
        signatories = store.signatories()
        if not signatories:
            raise UsageError(f"{path}: the store holds no letter", "run `signers parse LETTER` first")
        groupings = group_signatories(signatories)
        store.save_groupings(groupings)
    if suggestions is not None:
        number_of = {
            (cluster.kind, name): number
            for number, cluster in enumerate((c for found in groupings.values() for c in found.clusters), start=1)
            for name in cluster
        }
        rows = [
            suggestion(match, str(number_of[kind, match.left]), str(number_of[kind, match.right]))
            for kind, found in groupings.items()
            for match in found.doubtful
        ]
        write_suggestions(rows, suggestions, spare=[path])
    merged = [cluster for found in groupings.values() for cluster in found.clusters if len(cluster) > 1]
    print_merges(merged)
    sys.stdout.flush()
    tell(len(signatories), groupings, talk)
    if any(found.doubtful for found in groupings.values()) and suggestions is None:
        talk.hint("run `signers dedupe --suggestions FILE` to see the pairs in doubt")
    talk.hint("run `signers list` to look at the list, `signers export --format csv -o list.csv` to keep it")


def tell(entries: int, groupings: Mapping[Kind, Grouping], talk: Talk) -> None:
    """Say how many signatories there are and how many pairs wait."""
    clusters = sum(len(found.clusters) for found in groupings.values())
    merged = sum(len(cluster) - 1 for found in groupings.values() for cluster in found.clusters)
    doubtful = sum(len(found.doubtful) for found in groupings.values())
    talk.say(
        f"{counted(entries, 'entry', 'entries')}: {counted(clusters, 'signatory', 'signatories')}; "
        f"{counted(merged, 'further spelling', 'further spellings')} merged, "
        f"{counted(doubtful, 'pair waits', 'pairs wait')} for a person"
    )


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "pair", "pairs"), counted(1200, "pair", "pairs")
    ('1 pair', '1,200 pairs')
    """
    return f"{number:,} {one if number == 1 else many}"


def print_merges(merged: Iterable[Cluster]) -> None:
    """Print which spellings were merged, under which name, and why: a table, or tab-separated text in a pipe."""
    from signers.grouping import reasons_by_name

    rows = [
        (cluster.name, alias, reasons_by_name(cluster).get(alias, ""))
        for cluster in merged
        for alias in sorted(cluster.aliases)
    ]
    if not is_terminal():
        print_lines("\t".join(row) for row in rows)
    elif rows:
        print_table(("name", "also printed as", "why"), rows)


def dedupe_file(
    file: Path, column: str | None, kind: Kind, to: Path | None, suggestions: Path | None, talk: Talk
) -> None:
    """Group the rows of a table and write it with three columns more."""
    from signers.grouping import CLUSTER_COLUMNS, group_rows
    from signers.reading import read_bytes
    from signers.reading.tables import name_column, names_in, read_table, write_table

    table = read_table(read_bytes(file), str(file), wanted=column)
    names = names_in(table, name_column(table, column))
    kinds = [kind_in(row, kind) for row in table.rows]
    grouped = group_rows(table.rows, names, kinds)
    columns = (*(name for name in table.columns if name not in CLUSTER_COLUMNS), *CLUSTER_COLUMNS)
    if suggestions is not None:
        write_suggestions(grouped.suggestions, suggestions, spare=[file])
    with output(to, spare=[file]) as stream:
        write_table(grouped.rows, columns, table.format, stream, delimiter=table.delimiter)
    talk.say(
        f"{counted(len(table.rows), 'row', 'rows')}: {counted(grouped.clusters, 'signatory', 'signatories')}; "
        f"{counted(grouped.merged, 'further spelling', 'further spellings')} merged, "
        f"{counted(len(grouped.suggestions), 'pair waits', 'pairs wait')} for a person"
    )


def kind_in(row: Mapping[str, object], otherwise: Kind) -> Kind:
    """The kind that a row says its name is of."""
    said = str(row.get("kind") or "").strip().casefold()
    return Kind(said) if said in set(Kind) else otherwise


def write_suggestions(rows: Iterable[Row], path: Path, spare: Iterable[Path]) -> None:
    """Write the doubtful pairs as CSV."""
    from signers.reading.tables import write_table

    with output(path, spare=spare) as stream:
        write_table(list(rows), SUGGESTION_COLUMNS, "csv", stream)
