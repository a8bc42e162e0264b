"""Grouping names wherever they come from: a list of strings, the signatories of letters, the rows of a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from signers.clusters import group
from signers.model import Cluster, Grouping, Kind, Signatory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, object]
CLUSTER_COLUMNS = ("cluster_id", "canonical_name", "reason")


def dedupe(names: Iterable[str], kind: Kind | str = Kind.ORGANIZATION) -> list[Cluster]:
    """Group the spellings of each signatory; a name may stand in `names` more than once, blank ones do not count.

    The order of the names does not matter. Only what is surely one is merged.

    >>> [cluster.name for cluster in dedupe(["Access Now", "American Civil Liberties Union",
    ...     "American Civil Liberties Union (ACLU)", "Access Now"])]
    ['Access Now', 'American Civil Liberties Union (ACLU)']
    """
    return list(group([name for name in names if name.strip()], Kind(kind)).clusters)


def group_signatories(signatories: Iterable[Signatory]) -> dict[Kind, Grouping]:
    """The grouping of the names of each kind; a kind that nobody is of has an empty one."""
    counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for signatory in signatories:
        counts[signatory.kind][signatory.name] += 1
    return {kind: group(names, kind) for kind, names in counts.items()}


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """The rows of a table with the three columns of CLUSTER_COLUMNS, and the doubtful pairs with the clusters' ids."""

    rows: tuple[Row, ...]
    suggestions: tuple[Row, ...]
    clusters: int
    merged: int


def group_rows(rows: Sequence[Mapping[str, object]], names: Sequence[str], kinds: Sequence[Kind]) -> GroupedRows:
    """Group the rows of a table by their names, row by row of one kind each.

    Clusters are numbered from 1 in the order of their first rows; a row without a name is a cluster of its own, with an
    empty canonical name.
    """
    counts: defaultdict[Kind, Counter[str]] = defaultdict(Counter)
    for name, kind in zip(names, kinds, strict=True):
        if name.strip():
            counts[kind][name] += 1
    groupings = {kind: group(every, kind) for kind, every in counts.items()}
    home = {
        (kind, name): cluster for kind, found in groupings.items() for cluster in found.clusters for name in cluster
    }
    reasons = {id(cluster): reasons_by_name(cluster) for cluster in home.values()}
    fresh = count(1)
    numbers: dict[int, int] = {}
    grouped: list[Row] = []
    for row, name, kind in zip(rows, names, kinds, strict=True):
        values: tuple[object, ...]
        if cluster := home.get((kind, name)):
            if id(cluster) not in numbers:
                numbers[id(cluster)] = next(fresh)
            values = (numbers[id(cluster)], cluster.name, reasons[id(cluster)].get(name, ""))
        else:
            values = (next(fresh), "", "")
        grouped.append({**row, **dict(zip(CLUSTER_COLUMNS, values, strict=True))})
    suggestions = suggestions_of(groupings, {key: numbers[id(cluster)] for key, cluster in home.items()})
    merged = sum(len(cluster) - 1 for found in groupings.values() for cluster in found.clusters)
    return GroupedRows(tuple(grouped), suggestions, len(numbers), merged)


def reasons_by_name(cluster: Cluster) -> dict[str, str]:
    """For each spelling of a cluster of several, the reasons that speak of it."""
    if len(cluster) == 1:
        return {}
    told = {name: "; ".join(reason for reason in cluster.reasons if f"“{name}”" in reason) for name in cluster}
    return {name: reason or "; ".join(cluster.reasons) for name, reason in told.items()}


def suggestions_of(groupings: Mapping[Kind, Grouping], number_of: Mapping[tuple[Kind, str], int]) -> tuple[Row, ...]:
    """The doubtful pairs as rows of the file of suggestions; `number_of` tells the cluster of each name of a kind."""
    return tuple(
        {
            "left_cluster": str(number_of[kind, match.left]),
            "right_cluster": str(number_of[kind, match.right]),
            "left": match.left,
            "right": match.right,
            "score": round(match.score, 4),
            "reason": "; ".join(match.reasons),
        }
        for kind, found in sorted(groupings.items())
        for match in found.doubtful
    )
