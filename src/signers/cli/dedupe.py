"""`signers dedupe`: group the spellings of one signatory, in the store or in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, store_path
from signers.cli.terminal import STDIO, Talk, is_terminal, output, print_cells, print_table
from signers.errors import OutputError, UsageError
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from signers.grouping import Row
    from signers.model import Cluster, Grouping
    from signers.reading.tables import Table

SUGGESTION_COLUMNS = ("left_cluster", "right_cluster", "left", "right", "score", "reason")
# What a grouped table is written as, by the ending of the file; one of another ending has the format that was read.
_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_NOT_WRITTEN = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def dedupe(
    file: Annotated[
        Optional[Path],
        typer.Argument(
            metavar="[FILE]", help="A table or list of names instead of the store, or - for stdin.", show_default=False
        ),
    ] = None,
    *,
    column: Annotated[
        Optional[str],
        typer.Option("--column", "-c", metavar="NAME", help="The column that holds the names.", show_default=False),
    ] = None,
    kind: Annotated[
        Optional[Kind],
        choice(
            "--kind",
            of=Kind,
            what="kind",
            metavar="KIND",
            help="What the names are, where no column `kind` says so: organization or person.  [default: organization]",
        ),
    ] = None,
    to: Annotated[
        Optional[Path],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write the grouped table.  [default: stdout]",
            show_default=False,
        ),
    ] = None,
    suggestions: Annotated[
        Optional[Path],
        typer.Option(
            "--suggestions", metavar="FILE", help="Where to write the doubtful pairs, as CSV.", show_default=False
        ),
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Group the spellings of one signatory and say why they are one.

    \b
    Examples:
      signers dedupe                            the entries in the store
      signers dedupe names.csv -o grouped.csv   a table, with three columns more
      signers dedupe names.csv --column org --suggestions ask.csv
      signers parse l.txt --format jsonl | signers dedupe -

    Only what is surely one is merged; chapters, funds, places and numbers keep names apart. Pairs that might be one
    are counted, named with --verbose, and written where --suggestions says. A table comes back with all its rows and
    columns, and cluster_id, canonical_name and reason.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    if file is None:
        for option, value in (("column", column), ("output", to), ("kind", kind)):
            if value is not None:
                raise UsageError(
                    f"`--{option}` needs a FILE to group", "name it; the store's list is written by `signers export`"
                )
        dedupe_store(store_path(db), suggestions, talk)
        return
    if to is not None and to.suffix.lower() in _NOT_WRITTEN:
        raise OutputError(f"{to}: workbooks are read, but not written", "name a file that ends in .csv")
    if to is not None and suggestions is not None and to.absolute() == suggestions.absolute():
        raise OutputError(f"{to}: is named both by `--output` and by `--suggestions`", "name two files")
    dedupe_file(read_names(file, column, talk), kind or Kind.ORGANIZATION, to, suggestions, talk)


def dedupe_store(path: Path, suggestions: Path | None, talk: Talk) -> None:
    """Group the names in the store, keep the clusters there, and print what was merged."""
    from signers.grouping import group_signatories, suggestions_of
    from signers.store import Store

    with Store.open(path, create=False) as store:
        signatories = store.signatories()
        if not signatories:
            raise UsageError(f"{path}: the store holds no letter", "run `signers parse LETTER` first")
        with talk.working(len(signatories), f"grouping {len(signatories):,} entries"):
            groupings = group_signatories(signatories)
        store.save_groupings(groupings)
    if suggestions is not None:
        number_of = {
            (cluster.kind, name): number
            for number, cluster in enumerate((c for found in groupings.values() for c in found.clusters), start=1)
            for name in cluster
        }
        write_suggestions(suggestions_of(groupings, number_of), suggestions, spare=[path])
    merged = [cluster for found in groupings.values() for cluster in found.clusters if len(cluster) > 1]
    print_merges(merged)
    sys.stdout.flush()
    doubts = [match for found in groupings.values() for match in found.doubtful]
    clusters = sum(len(found.clusters) for found in groupings.values())
    tell(counted(len(signatories), "entry", "entries"), clusters, spellings(groupings) - clusters, len(doubts), talk)
    for match in doubts:
        talk.detail(f"  {match.left} / {match.right}  {match.score:.2f}  {'; '.join(match.reasons)}")
    if doubts and suggestions is None:
        talk.hint("run `signers dedupe --suggestions FILE` to write down the pairs in doubt")
    talk.hint("run `signers list` to look at the list")


def spellings(groupings: Mapping[Kind, Grouping]) -> int:
    """How many different names there are."""
    return sum(len(cluster) for found in groupings.values() for cluster in found.clusters)


def tell(read: str, clusters: int, merged: int, doubtful: int, talk: Talk) -> None:
    """Say how many signatories there are in what was read, and how many pairs wait."""
    talk.say(
        f"{read}: {counted(clusters, 'signatory', 'signatories')}; "
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
        (cluster.name, alias, shortened(reasons_by_name(cluster).get(alias, ""), cluster.name, alias))
        for cluster in merged
        for alias in sorted(cluster.aliases)
    ]
    if not is_terminal():
        print_cells(rows)
    elif rows:
        print_table(("name", "also printed as", "why"), rows)


def shortened(reason: str, name: str, alias: str) -> str:
    """The reason without the names, where it is about the two that stand before it.

    >>> shortened("“Densho, Inc.” and “Densho”: the same but for the legal form.", "Densho", "Densho, Inc.")
    'the same but for the legal form'
    """
    for left, right in ((name, alias), (alias, name)):
        about = f"“{left}” and “{right}”: "
        if reason.startswith(about) and "“" not in reason[len(about) :]:
            return reason[len(about) :].removesuffix(".")
    return reason


def read_names(file: Path, column: str | None, talk: Talk) -> tuple[Table, Sequence[str]]:
    """The table in a file, and the names in it, row by row.

    Raises:
        InputError: the file cannot be read.
        UsageError: no column, or not the one that is asked for, holds the names.
    """
    from signers.reading import read_bytes
    from signers.reading.tables import name_column, names_in, read_table

    talk.waits_for(file)
    table = read_table(read_bytes(file), "stdin" if str(file) == STDIO else str(file), wanted=column)
    chosen = name_column(table, column)
    talk.detail(f"{table.name}: the names stand in column `{chosen}`")
    return table, names_in(table, chosen)


def dedupe_file(
    read: tuple[Table, Sequence[str]], kind: Kind, to: Path | None, suggestions: Path | None, talk: Talk
) -> None:
    """Group the rows of a table and write it with three columns more."""
    from signers.grouping import CLUSTER_COLUMNS, group_rows
    from signers.reading.tables import write_table

    table, names = read
    with talk.working(len(names), f"grouping {len(names):,} names"):
        grouped = group_rows(table.rows, names, [kind_in(row, kind) for row in table.rows])
    columns = (*(name for name in table.columns if name not in CLUSTER_COLUMNS), *CLUSTER_COLUMNS)
    form = _ENDINGS.get(to.suffix.lower(), table.format) if to else table.format
    delimiter = table.delimiter if form == table.format else {"tsv": "\t"}.get(form, ",")
    if suggestions is not None:
        write_suggestions(grouped.suggestions, suggestions, spare=[Path(table.name)])
    with output(to, spare=[Path(table.name)]) as stream:
        write_table(grouped.rows, columns, form, stream, delimiter=delimiter)
    sys.stdout.flush()
    rows = counted(len(table.rows), "row", "rows")
    tell(rows, grouped.clusters, grouped.merged, len(grouped.suggestions), talk)
    for row in grouped.suggestions:
        talk.detail(f"  {row['left']} / {row['right']}  {row['score']:.2f}  {row['reason']}")


def kind_in(row: Mapping[str, object], otherwise: Kind) -> Kind:
    """The kind that a row says its name is of."""
    said = str(row.get("kind") or "").strip().casefold()
    return Kind(said) if said in set(Kind) else otherwise


def write_suggestions(rows: Iterable[Row], path: Path, spare: Iterable[Path]) -> None:
    """Write the doubtful pairs as CSV."""
    from signers.reading.tables import write_table

    with output(path, spare=spare) as stream:
        write_table(list(rows), SUGGESTION_COLUMNS, "csv", stream)
