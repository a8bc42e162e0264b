"""Grouping names wherever they come from: a list of strings, the signatories of letters, the rows of a table."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from itertools import repeat
from typing import TYPE_CHECKING, cast

from signers.clusters import group
from signers.model import Cluster, Grouping, Kind, Signatory
from signers.names import tidy
from signers.person_names import printed_name
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    Progress = Callable[[str, float], None]
    Grouper = Callable[[Mapping[str, int], Kind, Progress | None], Grouping]

Row = dict[str, object]
CLUSTER_COLUMNS = ("cluster_id", "canonical_name", "reason")

LONGEST_NAME = 1_000  # characters: what is longer is a page, or an attack; to compare it might take as long as it is

# A reason is a sentence: “one” and “another”: because.
_BETWEEN, _BEHIND = "” and “", "”: "
_MOST_QUOTED = 8  # such places that are looked at: a name may hold some itself
_LONGEST_REASON = 600  # characters; a longer one names a name that is a page, and would do so in each of its rows


def dedupe(names: Iterable[str], kind: Kind | str = Kind.ORGANIZATION) -> list[Cluster]:
    """Group the spellings of each signatory; a name may stand in `names` more than once, blank ones do not count.

    The order of the names does not matter. Only what is surely one is merged.

    >>> [cluster.name for cluster in dedupe(["Access Now", "American Civil Liberties Union",
    ...     "American Civil Liberties Union (ACLU)", "Access Now"])]
    ['Access Now', 'American Civil Liberties Union (ACLU)']
    """
    return list(group_names(Counter(names), Kind(kind)).clusters)


def group_signatories(
    signatories: Iterable[Signatory], grouper: Grouper | None = None, progress: Progress | None = None
) -> dict[Kind, Grouping]:
    """The grouping of the names of each kind; a kind that nobody is of has an empty one.

    `grouper` groups the names of one kind, where `group_names` is not to do it. `progress` is told what is being done
    and how much of it is done, from 0 to 1. Namesakes should stand under labels (see `namesakes`).
    """
    grouper = grouper or group_names
    counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for signatory in signatories:
        counts[signatory.kind][signatory.name] += 1
    return {kind: grouper(names, kind, progress) for kind, names in counts.items()}


def group_names(
    counts: Mapping[str, int], kind: Kind, progress: Progress | None = None, apart: Iterable[tuple[str, str]] = ()
) -> Grouping:
    """The grouping of all names that are none too long to be compared; the others stand for themselves.

    Names of the pairs in `apart` are not joined, as in `clusters.group`.
    """
    names = {name: count for name, count in counts.items() if len(name) <= LONGEST_NAME and name.strip()}
    found = group(names, kind, progress=progress, apart=apart)
    if long := sorted(name for name in counts if len(name) > LONGEST_NAME and name.strip()):
        return Grouping((*found.clusters, *(Cluster(name, (name,), kind) for name in long)), found.doubtful)
    return found


@frozen
class GroupedRows:
    """What the rows of a table belong to: a number for each row, and the doubtful pairs with the clusters' numbers.

    `named` holds the cluster of each number, None for that of a row without a name.
    """

    numbers: Sequence[int]
    named: Sequence[Cluster | None]
    suggestions: tuple[Row, ...]

    @property
    def clusters(self) -> int:
        """How many signatories there are."""
        return len(self.named) - self.named.count(None)

    @property
    def too_long(self) -> int:
        """How many different names were compared with nothing, since they have more than LONGEST_NAME characters."""
        return sum(cluster is not None and len(cluster.name) > LONGEST_NAME for cluster in self.named)

    @property
    def merged(self) -> int:
        """How many spellings there are beside one of each signatory."""
        return sum(len(cluster.spellings) - 1 for cluster in self.named if cluster is not None)

    def cells(self, names: Sequence[str], printed: Sequence[str] | None = None) -> Iterator[tuple[int, str, str]]:
        """The cells of CLUSTER_COLUMNS for each row, by the names that were grouped.

        Where namesakes were grouped under labels (see `namesakes`), `printed` are the names without.
        """
        canonical = [cluster.name if cluster is not None else "" for cluster in self.named]
        if printed is not None:
            labels = {tidy(name) for name, plain in zip(names, printed, strict=True) if name != plain}
            canonical = [printed_name(name) if tidy(name) in labels else name for name in canonical]
        common = [_common_reason(cluster) for cluster in self.named]
        reasons: dict[int, Mapping[str, str]] = {}
        for number, name in zip(self.numbers, names, strict=True):
            why = common[number - 1]
            if why is None:
                if number not in reasons:
                    reasons[number] = reasons_by_name(cast("Cluster", self.named[number - 1]))
                why = reasons[number][name]
            yield number, canonical[number - 1], why


def _common_reason(cluster: Cluster | None) -> str | None:
    """The reason that all spellings of a cluster share, which is none where nothing was merged; None if they differ."""
    if cluster is None or len(cluster.spellings) == 1:
        return ""
    return _shortened(cluster.reasons[0]) if len(cluster.reasons) == 1 else None


def group_rows(
    names: Sequence[str],
    kinds: Kind | Sequence[Kind] = Kind.ORGANIZATION,
    progress: Progress | None = None,
    grouper: Grouper | None = None,
) -> GroupedRows:
    """Group the rows of a table by their names, all of one kind or each of its own.

    Clusters are numbered from 1 in the order of their first rows; a row without a name is a cluster of its own.
    `progress` is told what is being done and how much of it is done, from 0 to 1. `grouper` groups the names of one
    kind, where `group_names` is not to do it.

    >>> names = ["Densho", "", "DENSHO", "Densho"]
    >>> [(number, name) for number, name, _ in group_rows(names).cells(names)]
    [(1, 'Densho'), (2, ''), (1, 'Densho'), (1, 'Densho')]
    """
    every = repeat(kinds, len(names)) if isinstance(kinds, Kind) else kinds
    counts = {kinds: Counter(names)} if isinstance(kinds, Kind) else _counts(names, kinds)
    groupings = {kind: (grouper or group_names)(known, kind, progress) for kind, known in counts.items()}
    clusters = [cluster for found in groupings.values() for cluster in found.clusters]
    home: dict[Kind, dict[str, int]] = {kind: {} for kind in groupings}
    for place, cluster in enumerate(clusters):
        home[cluster.kind].update(dict.fromkeys(cluster.spellings, place))
    numbers = array("Q")
    named: list[Cluster | None] = []
    number_at = [0] * len(clusters)
    for name, kind in zip(names, every, strict=True):
        place_of_name = home[kind].get(name)
        if place_of_name is None:
            named.append(None)
            numbers.append(len(named))
            continue
        if not number_at[place_of_name]:
            named.append(clusters[place_of_name])
            number_at[place_of_name] = len(named)
        numbers.append(number_at[place_of_name])
    return GroupedRows(numbers, named, suggestions_of(groupings, lambda kind, name: number_at[home[kind][name]]))


def _counts(names: Iterable[str], kinds: Iterable[Kind]) -> dict[Kind, Counter[str]]:
    counts: defaultdict[Kind, Counter[str]] = defaultdict(Counter)
    for name, kind in zip(names, kinds, strict=True):
        counts[kind][name] += 1
    return counts


def reasons_by_name(cluster: Cluster) -> dict[str, str]:
    """Why each spelling of a cluster is in it, for a cluster of several.

    For the canonical name that is the first reason which speaks of it; for another spelling, what leads from it to the
    canonical name on the shortest way. A cluster of thousands gives each spelling a reason of its own, not thousands.

    >>> cluster = Cluster("Densho (D)", ("Densho (D)", "Densho", "The Densho"), reasons=(
    ...     "“The Densho” and “Densho”: the same but for the article.", "“Densho” and “Densho (D)”: the acronym."))
    >>> reasons_by_name(cluster)["The Densho"]
    '“The Densho” and “Densho”: the same but for the article.'
    """
    if len(cluster.spellings) == 1:
        return {}
    names = set(cluster)
    spoken: dict[str, list[tuple[str, str]]] = {name: [] for name in cluster}
    for reason in cluster.reasons:
        pair = _pair_in(reason, names)
        for name in pair:
            spoken[name].extend((other, reason) for other in pair if other != name)
    told: dict[str, str] = {}
    # ... from the canonical name outwards, the nearest first
    start = cluster.name if cluster.name in spoken else max(spoken, key=lambda name: (len(spoken[name]), name))
    if spoken[start]:
        told[start] = _shortened(spoken[start][0][1])
    reached = deque([start])
    seen = {start}
    while reached:
        for other, reason in spoken[reached.popleft()]:
            if other not in seen:
                seen.add(other)
                reached.append(other)
                told[other] = _shortened(reason)
    if len(told) < len(cluster):
        common = _shortened(cluster.reasons[0]) if cluster.reasons else ""
        told = {name: told.get(name, common) for name in cluster}
    return told


def _pair_in(reason: str, names: Collection[str]) -> tuple[str, ...]:
    """The two names that a reason begins with: “one” and “another”: because.

    >>> _pair_in("“A “B”” and “C”: the same.", {"A “B”", "C"})
    ('A “B”', 'C')
    """
    middle = 0
    for _ in range(_MOST_QUOTED):
        middle = reason.find(_BETWEEN, middle + 1)
        if middle < 0:
            break
        left = reason[1:middle]
        if left not in names:
            continue
        end = middle
        for _ in range(_MOST_QUOTED):
            end = reason.find(_BEHIND, end + 1)
            if end < 0:
                break
            right = reason[middle + len(_BETWEEN) : end]
            if right in names:
                return left, right
    return ()


def _shortened(reason: str) -> str:
    """The reason, without the middle where it names what is no name any more."""
    if len(reason) <= _LONGEST_REASON:
        return reason
    return f"{reason[: _LONGEST_REASON // 2]} … {reason[-_LONGEST_REASON // 2 :]}"


def suggestions_of(groupings: Mapping[Kind, Grouping], number_of: Callable[[Kind, str], int]) -> tuple[Row, ...]:
    """The doubtful pairs as rows of the file of suggestions; `number_of` tells the cluster of a name of a kind."""
    return tuple(
        {
            "left_cluster": str(number_of(kind, match.left)),
            "right_cluster": str(number_of(kind, match.right)),
            "left": match.left,
            "right": match.right,
            "score": round(match.score, 4),
            "reason": _shortened("; ".join(match.reasons)),
        }
        for kind, found in sorted(groupings.items())
        for match in found.doubtful
    )
