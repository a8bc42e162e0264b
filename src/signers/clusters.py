"""From matches to clusters: which spellings are one signatory, under which name, and what a person must still say.

The method is agglomerative clustering under cannot-link constraints (Davidson and Ravi, "Agglomerative Hierarchical
Clustering with Constraints", PKDD 2005), by single linkage over the edges that are sure: the surest first, an edge
joins two clusters only if no pair across them is vetoed. Edges are ranked by score and name, so that the order of the
input changes nothing. Two clusters of several spellings are not joined along one edge when their best spellings
contradict each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from itertools import product

from signers.folding import words_of
from signers.matching import Surveyed, compare, key_of, look_over, matches, same_but_for_form, vetoed
from signers.matching.parallel import Parcel, spread
from signers.matching.readings import Reading, read
from signers.model import Cluster, Evidence, Grouping, Kind, Match, Verdict
from signers.names import acronym_of, tidy
from signers.person_names import person_key, person_name
from signers.values import frozen

Tell = Callable[[float], None] | None
_OF_PLACES = frozenset({"place", "chapter"})  # vetoes
_OF_KINDS = frozenset({"affiliate", "directions"})
_PRINTED = frozenset({"in brackets", "alternate", "beside a mark", "printed acronym", "kind of body"})  # evidence


@frozen
class _Names:
    """The list at hand: how often each spelling is printed, and the spellings of one form under the best of them.

    Only these best spellings are compared; `context` is what they are for one another.
    """

    counts: Mapping[str, int]
    folded: Mapping[str, tuple[str, ...]]
    kind: Kind
    context: Surveyed
    apart: Mapping[str, set[str]] = field(default_factory=dict)

    def contradict(self, match: Match, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether a veto or a person stands between any two names of two clusters, or their best names differ.

        `match` is between two of the names, which no veto forbids.
        """
        if self.decided_apart(left, right) or any(self._vetoes_elsewhere(match, left, right)):
            return True
        if len(left) == 1 or len(right) == 1:
            return False
        best = [_best_spelling({name: self.counts[name] for name in side}, self.kind) for side in (left, right)]
        return compare(best[0], best[1], context=self.context).verdict is Verdict.DIFFERENT

    def cannot_be_asked(self, match: Match, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether a person, or a veto that is not about places, stands between any two names of the two clusters.

        Where one name of a cluster prints a place, a person may know that all of them are of that place; and where
        the two that match print each other, their further names say no more of what kind of body they are.
        """
        open_ones = _OF_PLACES | _OF_KINDS if any(each.name in _PRINTED for each in match.evidence) else _OF_PLACES
        return self.decided_apart(left, right) or any(
            each.name not in open_ones for each in self._vetoes_elsewhere(match, left, right)
        )

    def decided_apart(self, left: Sequence[str], right: Sequence[str]) -> bool:
        """Whether a person said that two of the names are different."""
        return bool(self.apart) and any(other in self.apart.get(one, ()) for one, other in product(left, right))

    def _vetoes_elsewhere(self, match: Match, left: Sequence[str], right: Sequence[str]) -> Iterator[Evidence]:
        """What forbids any other pair of names of the two clusters to be one."""
        if len(left) == len(right) == 1:
            return
        free = (match.left, match.right)
        for one, other in product(left, right):
            if free not in ((one, other), (other, one)):
                yield from vetoed(one, other, self.context)


@frozen
class _Joined:
    """A cluster in the making: its best spellings, and the edges along which they were joined."""

    members: tuple[str, ...]
    edges: tuple[Match, ...] = ()


def group(
    names: Mapping[str, int] | Iterable[str],
    kind: Kind = Kind.ORGANIZATION,
    *,
    apart: Iterable[tuple[str, str]] = (),
    progress: Callable[[str, float], None] | None = None,
) -> Grouping:
    """Group the spellings of each signatory; `names` with how often each is printed, or in any order with repeats.

    Names of the pairs in `apart` are not joined, also not through a third name, where they differ in more than form.
    `progress` is told now and then what is being done, and which share of that is done, from 0 to 1.

    >>> grouping = group(["The Sierra Club", "Sierra Club", "Sierra Club Foundation"])
    >>> [cluster.spellings for cluster in grouping.clusters]
    [('Sierra Club', 'The Sierra Club'), ('Sierra Club Foundation',)]
    """
    tell = {stage: partial(progress, stage) if progress else None for stage in ("reading", "comparing")}
    counts = Counter(dict(names)) if isinstance(names, Mapping) else Counter(names)
    known = _names(counts, kind, apart, tell["reading"])
    found = matches(sorted(known.folded), known.context, tell["comparing"])
    joined = _agglomerate(known, found)
    return Grouping(clusters=tuple(_clusters(known, joined)), doubtful=_questions(known, found, joined))


def _names(counts: Mapping[str, int], kind: Kind, apart: Iterable[tuple[str, str]] = (), tell: Tell = None) -> _Names:
    distinct = sorted(counts)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    readings: dict[str, Reading] = {}
    names = iter(distinct)
    for keys, best in spread(partial(_keys_and_best, counts, kind), distinct, tell=tell, parcel=_KEYS_AND_BEST):
        for key, name in zip(keys, names, strict=False):
            alike[key].append(name)
        readings.update(best)
    bests = {
        # The best of all is the best of those that are the best of their share.
        key: spellings[0]
        if len(spellings) == 1
        else _best_of([name for name in spellings if name in readings] or spellings, counts, kind)
        for key, spellings in alike.items()
    }
    folded = {bests[key]: tuple(spellings) for key, spellings in alike.items()}
    kept_apart: defaultdict[str, set[str]] = defaultdict(set)
    for left, right in apart:
        one, other = (bests.get(key_of(name, kind)) for name in (left, right))
        if one and other and one != other:
            kept_apart[one].add(other)
            kept_apart[other].add(one)
    context = look_over(sorted(folded), kind, readings)
    return _Names(counts, folded, kind, context, kept_apart)


def _keys_and_best(counts: Mapping[str, int], kind: Kind, names: Sequence[str]) -> tuple[list[str], dict[str, Reading]]:
    """The comparison key of each name, and the readings of those that may be the best spelling of theirs."""
    keys = [key_of(name, kind) for name in names]
    if kind is Kind.PERSON:
        return keys, {}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, key in zip(names, keys, strict=True):
        alike[key].append(name)
    bests = {_best_of(spellings, counts, kind): key for key, spellings in alike.items()}
    return keys, {name: read(name, key=key) for name, key in bests.items()}


_KEYS_AND_BEST: Parcel[tuple[list[str], dict[str, Reading]]] = Parcel(
    lambda found: (found[0], [tuple(reading) for reading in found[1].values()]),
    lambda plain: (plain[0], {reading.name: reading for reading in map(Reading._make, plain[1])}),
)


def _best_of(names: Sequence[str], counts: Mapping[str, int], kind: Kind) -> str:
    return names[0] if len(names) == 1 else _best_spelling({name: counts[name] for name in names}, kind)


def _agglomerate(known: _Names, matches: Iterable[Match]) -> tuple[_Joined, ...]:
    """Join along the sure edges, the surest first, where no veto stands between any two members."""
    joined = {name: _Joined((name,)) for name in known.folded}
    sure = (match for match in matches if match.verdict is Verdict.SAME)
    for match in sorted(sure, key=lambda match: (-match.score, match.left, match.right)):
        left, right = joined[match.left], joined[match.right]
        if left is right or known.contradict(match, left.members, right.members):
            continue
        together = _Joined(left.members + right.members, (*left.edges, *right.edges, match))
        joined.update(dict.fromkeys(together.members, together))
    return tuple({id(together): together for together in joined.values()}.values())


def _clusters(known: _Names, joined: Sequence[_Joined]) -> list[Cluster]:
    """The clusters with their names and reasons, by their names."""
    parts = spread(lambda some: [_described(known, together) for together in some], joined, parcel=_AS_IT_IS)
    clusters = [Cluster(name, spellings, known.kind, reasons) for part in parts for name, spellings, reasons in part]
    return sorted(clusters, key=lambda cluster: (cluster.name.casefold(), cluster.name, cluster.spellings))


_AS_IT_IS: Parcel[list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = Parcel(lambda plain: plain, lambda plain: plain)


def _described(known: _Names, together: _Joined) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The canonical name of a cluster, its spellings, the most frequent first, and why they are one."""
    if len(together.members) == 1 and len(known.folded[together.members[0]]) == 1:
        return tidy(together.members[0]), together.members, ()
    spellings = [name for member in together.members for name in known.folded[member]]
    alike = [
        same_but_for_form(member, name, known.kind)
        for member in sorted(together.members)
        for name in known.folded[member]
        if name != member
    ]
    return (
        # The best of all spellings is the best of those that are the best of their form.
        canonical_name({name: known.counts[name] for name in together.members}, known.kind),
        tuple(sorted(spellings, key=lambda name: (-known.counts[name], name))),
        tuple([sentence(match) for match in (*alike, *together.edges)]),
    )


def sentence(match: Match) -> str:
    """Why two names are one, as the reasons of a cluster tell it."""
    return f"“{match.left}” and “{match.right}”: {'; '.join(match.reasons)}."


# --- Questions --------------------------------------------------------------------------------------------------


def _questions(known: _Names, matches: Iterable[Match], joined: Iterable[_Joined]) -> tuple[Match, ...]:
    """One question for two clusters, where nothing between them forbids the answer "same".

    First stands the question whose answer can be expected to settle most: its probability times the pairs of printed
    names that it joins.
    """
    root_of = {member: together for together in joined for member in together.members}
    best: dict[frozenset[int], Match] = {}
    for match in matches:
        sides = root_of[match.left], root_of[match.right]
        if sides[0] is sides[1]:
            continue
        between = frozenset(map(id, sides))
        best[between] = max(best.get(between, match), match, key=lambda m: (m.score, m.left, m.right))
    open_questions = [
        match
        for match in best.values()
        if not known.cannot_be_asked(match, root_of[match.left].members, root_of[match.right].members)
    ]

    def settles(match: Match) -> float:
        return match.score * _printed(known, root_of[match.left]) * _printed(known, root_of[match.right])

    return tuple(sorted(open_questions, key=lambda match: (-settles(match), match.left, match.right)))


def _printed(known: _Names, together: _Joined) -> int:
    return sum(known.counts[name] for member in together.members for name in known.folded[member])


# --- The canonical name -----------------------------------------------------------------------------------------


def canonical_name(spellings: Mapping[str, int], kind: Kind = Kind.ORGANIZATION) -> str:
    """The name to print for these spellings, with how often each is printed; tidied, and otherwise really printed.

    By rule, in this order: the most complete (a name with its acronym, then a name that is more than an acronym; a
    person's with the most given names), the most frequent, the best typed (a person's without titles and degrees),
    the first in the alphabet.

    >>> canonical_name({"ACLU": 9, "American Civil Liberties Union": 5, "American Civil Liberties Union (ACLU)": 1})
    'American Civil Liberties Union (ACLU)'
    """
    return tidy(_best_spelling(spellings, kind))


def _best_spelling(spellings: Mapping[str, int], kind: Kind) -> str:
    if len(spellings) == 1:
        return next(iter(spellings))
    complete, untidy = _MEASURES[kind]
    return min(spellings, key=lambda name: (-complete(name), -spellings[name], untidy(name), name))


def _completeness(name: str) -> int:
    if acronym_of(name):
        return 2
    return 1 if " " in name.strip() else 0


def _untidiness(name: str) -> int:
    """How badly a name is typed: all in one case, or with stray spaces and marks."""
    return 2 * (name.isupper() or name.islower()) + (tidy(name) != name)


def _given_letters(name: str) -> int:
    return sum(map(len, person_name(name).given))


def _dressing(name: str) -> int:
    """How badly a person's name is typed, titles and degrees counted with it."""
    return _untidiness(name) + 2 * (len(words_of(name)) - len(person_key(name).split()))


_MEASURES = {Kind.ORGANIZATION: (_completeness, _untidiness), Kind.PERSON: (_given_letters, _dressing)}
