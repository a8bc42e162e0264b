"""`signers dedupe`: group the spellings of one signatory, in the store or in a file."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, store_path
from signers.cli.tables import (
    column_option,
    counted,
    opened_table,
    sheet_option,
    stages,
    tell_findings,
    tell_too_long,
    within_memory,
)
from signers.cli.terminal import STDIO, Talk, is_terminal, output, print_cells, print_table
from signers.errors import OutputError, UsageError
from signers.model import Answers, Kind, Signatory
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from signers.cli.tables import Opened
    from signers.decisionfile import Written
    from signers.grouping import Grouper, Row
    from signers.model import Cluster, Grouping

SUGGESTION_COLUMNS = ("left_cluster", "right_cluster", "left", "right", "score", "reason")
# What a grouped table is written as, by the ending of the file; one of another ending has the format that was read.
_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_NOT_WRITTEN = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_STDOUT = ("/dev/stdout", "/dev/fd/1")
_STDIN = Path("/dev/stdin")
_KIND = "kind"  # the column that says what a name is of
_MOST_PAIRS = 200  # that are named with --verbose
_LONG_TABLE = 1_000  # rows
_TOLD_EVERY = 10_000  # rows


def dedupe(
    file: Annotated[
        Optional[Path],
        typer.Argument(
            metavar="[FILE]",
            help="CSV, TSV, XLSX, ODS, JSON Lines or a name a line, instead of the store; - for stdin.",
            show_default=False,
        ),
    ] = None,
    *,
    column: Annotated[Optional[str], column_option("The column that holds the names.")] = None,
    sheet: Annotated[Optional[str], sheet_option("FILE")] = None,
    affiliation: Annotated[
        Optional[str],
        typer.Option(
            "--affiliation",
            metavar="NAME",
            help="The column that says whom a person belongs to.  [default: the one whose name says so]",
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
    decisions: Annotated[
        Optional[Path],
        typer.Option(
            "--decisions",
            metavar="FILE",
            help="With FILE: what people decided, as `signers decisions dump` writes it.",
            show_default=False,
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
      signers dedupe names.csv --decisions decisions.txt
      signers parse l.txt --format jsonl | signers dedupe -

    Only what is surely one is merged; chapters, funds, places and numbers keep names apart. Pairs that might be one
    are counted, named with --verbose, and written where --suggestions says. A table comes back with all its rows and
    columns, and cluster_id, canonical_name and reason; a workbook or a list of names comes back as CSV.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    if file is None:
        given = {"column": column, "affiliation": affiliation, "sheet": sheet, "output": to, "kind": kind}
        for option, value in given.items():
            if value is not None:
                raise UsageError(
                    f"`--{option}` needs a FILE to group", "name it; the store's list is written by `signers export`"
                )
        if decisions is not None:
            raise UsageError(
                "`--decisions` needs a FILE to group",
                "the store has its own, and `signers decisions load` takes a file in",
            )
        dedupe_store(store_path(db), suggestions, talk)
        return
    if str(to) in _STDOUT:
        to = Path(STDIO)  # the stream itself: through a file of that name what stands there already would be lost
    if to is not None and to.suffix.lower() in _NOT_WRITTEN:
        raise OutputError(f"{to}: workbooks are read, but not written", "name a file that ends in .csv")
    if str(to or STDIO) == STDIO and str(suggestions) == STDIO:
        raise OutputError("the table and the suggestions cannot both go to standard output", "name a file for one")
    if to is not None and suggestions is not None and to.absolute() == suggestions.absolute():
        raise OutputError(f"{to}: is named both by `--output` and by `--suggestions`", "name two files")
    decided = Decided.of(decisions, talk)
    wanted = kind or Kind.ORGANIZATION
    columns = column, affiliation
    dedupe_file(file, columns, wanted, talk, sheet=sheet, to=to, suggestions=suggestions, decided=decided)


def dedupe_store(path: Path, suggestions: Path | None, talk: Talk) -> None:
    """Group the names in the store, keep the clusters there, and print what was merged."""
    from signers.cli.standing import tell_contradictions
    from signers.decisions import fingerprint
    from signers.grouping import suggestions_of
    from signers.settling import group_decided
    from signers.store import Store

    with Store.open(path, create=False) as store:
        signatories = store.signatories()
        if not signatories:
            raise UsageError(f"{path}: the store holds no letter", "run `signers parse LETTER` first")
        answers = store.answers()
        with stages(talk) as bars:
            groupings = group_decided(signatories, answers, bars.tell)
        store.save_groupings(groupings, fingerprint(answers))
    clusters = [cluster for found in groupings.values() for cluster in found.clusters]
    tell_contradictions(answers, (Signatory(name, cluster.kind) for cluster in clusters for name in cluster), talk)
    if suggestions is not None:
        number_of = {
            (cluster.kind, name): number for number, cluster in enumerate(clusters, start=1) for name in cluster
        }
        asked = suggestions_of(groupings, lambda kind, name: number_of[kind, name])
        write_suggestions(asked, suggestions, spare=[path])
    merged = [cluster for cluster in clusters if len(cluster) > 1]
    print_merges(merged)
    sys.stdout.flush()
    doubts = [match for found in groupings.values() for match in found.doubtful]
    further = spellings(groupings) - len(clusters)
    tell(counted(len(signatories), "entry", "entries"), len(clusters), further, len(doubts), talk)
    for match in doubts[:_MOST_PAIRS]:
        talk.detail(f"  {match.left} / {match.right}  {match.score:.2f}  {'; '.join(match.reasons)}")
    tell_rest(len(doubts), talk)
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


def tell_rest(pairs: int, talk: Talk) -> None:
    """Say how many pairs were not named, of a number that nobody reads."""
    if pairs > _MOST_PAIRS:
        talk.detail(f"  … and {pairs - _MOST_PAIRS:,} more, which `--suggestions FILE` writes down")


def print_merges(merged: Iterable[Cluster]) -> None:
    """Print which spellings were merged, under which name, and why: a table, or tab-separated text in a pipe."""
    from signers.grouping import reasons_by_name

    rows = [
        (cluster.name, alias, shortened(reasons_by_name(cluster).get(alias, ""), cluster.name, alias))
        for cluster in merged
        for alias in sorted(cluster.aliases)
    ]
    if not is_terminal() or len(rows) > _LONG_TABLE:  # which nobody looks at as a table, and takes long to set
        print_cells(rows)
    elif rows:
        print_table(("name", "also printed as", "why"), rows)


def shortened(reason: str, name: str, alias: str) -> str:
    """The reason without the two names, where these are the ones that stand before it.

    >>> shortened("“Densho, Inc.” and “Densho”: the same but for the legal form.", "Densho", "Densho, Inc.")
    'the same but for the legal form'
    """
    for left, right in ((name, alias), (alias, name)):
        about = f"“{left}” and “{right}”: "
        if reason.startswith(about):
            return reason[len(about) :].removesuffix(".")
    return reason


def dedupe_file(
    file: Path,
    columns: tuple[str | None, str | None],
    kind: Kind,
    talk: Talk,
    *,
    sheet: str | None = None,
    to: Path | None = None,
    suggestions: Path | None = None,
    decided: Decided | None = None,
) -> None:
    """Group the rows of a table and write it with three columns more; `columns` hold names and affiliations.

    Raises:
        InputError: the file cannot be read.
        UsageError: no column, or not the one that is asked for, holds the names.
        OutputError: a file cannot be written.
    """
    from signers.grouping import CLUSTER_COLUMNS, group_rows
    from signers.namesakes import label_names
    from signers.reading.tables import write_grouped

    spare = [_STDIN if str(file) == STDIO else file, *([decided.file] if decided else [])]
    with opened_table(file, columns[0], talk, sheet=sheet) as read:
        for path in filter(None, (to, suggestions)):
            try_output(path, spare)
        has_kinds = _KIND in read.table.columns
        bodies = affiliations_in(read, columns[1], may_be_persons=has_kinds or kind is Kind.PERSON)
        wanted = [*([_KIND] if has_kinds else []), *([bodies] if bodies else [])]
        table, (names, *said) = read.gathered(wanted, "reading the table")
        bars, clock = read.bars, read.clock
        nameless = sum(not name for name in names)
        with within_memory(table.name, "group it in parts, for instance one for each country"):
            kinds: Kind | Sequence[Kind] = kinds_in(said[0], kind) if has_kinds else kind
            read_as, answers = names, Answers()
            if decided is not None:
                answers = decided.answers
                names, kinds = decided.rows(names, kinds)
            labels = label_names(names, kinds, said[-1], answers, partial(bars.tell, "namesakes")) if bodies else None
            if decided is not None:
                decided.tell(labels or names, kinds, read_as, talk)
            grouped = group_rows(labels or names, kinds, bars.tell, decided.grouper if decided else None)
        clock.lap("compared")
        if suggestions is not None:
            write_suggestions(grouped.suggestions, suggestions, spare=spare)
        if str(to or STDIO) == STDIO and is_terminal():
            bars.stop()  # the table goes where they stand
        form = _ENDINGS.get(to.suffix.lower(), table.format) if to else table.format
        made = grouped.cells(labels, names) if labels else grouped.cells(names)
        cells = counting(made, len(names), lambda share: bars.tell("writing the table", share))
        with output(to, spare=spare) as written:
            write_grouped(table, CLUSTER_COLUMNS, cells, form, written)
        sys.stdout.flush()
        clock.lap("wrote")
    tell_findings(table, read.chosen, talk)
    if bodies:
        talk.detail(f"{table.name}: whom persons belong to stands in column `{bodies}`")
    if grouped.too_long:
        tell_too_long(table.name, names, talk)
    rows = counted(len(names), "row", "rows") + (f", {nameless:,} without a name" if nameless else "")
    tell(rows, grouped.clusters, grouped.merged, len(grouped.suggestions), talk)
    for row in grouped.suggestions[:_MOST_PAIRS]:
        talk.detail(f"  {row['left']} / {row['right']}  {row['score']:.2f}  {row['reason']}")
    tell_rest(len(grouped.suggestions), talk)
    talk.detail(clock.told())


def affiliations_in(read: Opened, wanted: str | None, *, may_be_persons: bool) -> str | None:
    """The column of affiliations: the wanted one, or the one whose name says so, where some names may be persons'.

    Raises:
        UsageError: the table has no such column, that one holds the names, or no name is a person's.
    """
    from signers.cli.tables import column_called

    columns = read.table.columns
    if wanted is not None and not may_be_persons:
        raise UsageError("`--affiliation` is about persons", "add `--kind person`")
    if wanted is not None:
        found = column_called(wanted, columns, read.table.name)
        if found == read.chosen:
            raise UsageError(f"{read.table.name}: column `{found}` holds the names", "name another for `--affiliation`")
        return found
    if not may_be_persons:
        return None
    from signers.rosters import affiliation_column

    others = [column for column in columns if column != read.chosen]
    place = affiliation_column(others)
    return others[place] if place is not None else None


@frozen
class Decided:
    """What people decided, from a file: its lines, and what groups names as they say."""

    file: Path
    lines: tuple[Written, ...]
    answers: Answers
    grouper: Grouper | None

    @classmethod
    def of(cls, file: Path | None, talk: Talk) -> Decided | None:
        """The decisions in a file, where one is named.

        Raises:
            InputError: it cannot be read, or a line of it is none that we know.
        """
        if file is None:
            return None
        from signers.cli.decisions import read
        from signers.decisions import in_force
        from signers.settling import grouper

        lines = read(file, talk)
        answers = in_force(line.decision for line in lines)
        return cls(file, lines, answers, grouper(answers))

    def rows(self, names: Sequence[str], kinds: Kind | Sequence[Kind]) -> tuple[list[str], list[Kind]]:
        """The names and kinds of a table's rows as people decided."""
        from signers.settling import decided_rows

        return decided_rows(names, kinds, self.answers)

    def tell(self, names: Iterable[str], kinds: Kind | Sequence[Kind], read: Iterable[str], talk: Talk) -> None:
        """Tell what is about names that are not there: neither as people decided nor as they were `read`."""
        from signers.cli.decisions import tell_missing
        from signers.cli.standing import tell_contradictions

        every = repeat(kinds) if isinstance(kinds, Kind) else kinds
        printed = {*zip(names, every, strict=False), *((name, Kind.ORGANIZATION) for name in read)}
        signatories = [Signatory(name, kind) for name, kind in sorted(printed)]
        tell_missing(self.lines, self.file, signatories, talk)
        tell_contradictions(self.answers, signatories, talk)
        if self.answers.withdrawn:
            talk.say("who withdrew stays in the table; `signers export - --decisions FILE` leaves them out")


class _TriedError(Exception):
    """What was tried went well, and is to leave nothing behind."""


def try_output(path: Path, spare: Iterable[Path]) -> None:
    """Say now what would be said after minutes: that a file cannot be written. A pipe is left alone, as it has one end.

    Raises:
        OutputError: the file cannot be written.
    """
    if str(path) == STDIO or not (path.is_file() or path.is_dir() or not path.exists()):
        return
    with contextlib.suppress(_TriedError), output(path, spare=spare):
        raise _TriedError


def kinds_in(said: Iterable[str], otherwise: Kind) -> list[Kind]:
    """The kinds that the rows say their names are of."""
    known: dict[str, Kind] = {str(kind): kind for kind in Kind}
    return [known.get(text) or known.get(text.casefold(), otherwise) for text in said]


def counting(
    cells: Iterable[tuple[int, str, str]], total: int, progress: Callable[[float], None]
) -> Iterator[tuple[int, str, str]]:
    """The same cells, and `progress` is told now and then how many were taken, from 0 to 1."""
    for number, cell in enumerate(cells):
        if not number % _TOLD_EVERY:
            progress(number / total)
        yield cell


def write_suggestions(rows: Iterable[Row], path: Path, spare: Iterable[Path]) -> None:
    """Write the doubtful pairs as CSV."""
    from signers.reading.tables import write_table

    with output(path, spare=spare) as stream:
        write_table(list(rows), SUGGESTION_COLUMNS, "csv", stream)
