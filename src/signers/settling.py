"""From clusters that the evidence made to clusters as people decided: joined, kept apart, named.

The answers of people come before the evidence. What they called the same is joined first, what they called different
is kept apart, also from what would join it through a third name; where answers contradict each other, two that are
called different stay apart. A signatory keeps the name it is known by when others sign late: its name is one of those
that stood first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import product, repeat
from typing import TYPE_CHECKING

from signers.clusters import canonical_name
from signers.dates import signed_on
from signers.decisions import ByForm, Form, Forms, contradictions, corrected, corrected_rows, fingerprint
from signers.grouping import group_names, group_signatories
from signers.model import UNDECIDED, Answers, Cluster, Grouping, Kind, Match, Signatory
from signers.namesakes import for_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from signers.grouping import Grouper, Progress

SAID = "a person said that they are one"

Since = Mapping[Kind, Mapping[str, int]]


def group_decided(
    signatories: Iterable[Signatory], answers: Answers = UNDECIDED, progress: Progress | None = None
) -> dict[Kind, Grouping]:
    """The grouping of the names of each kind, as `grouping.group_signatories` has it, and as people decided."""
    entries = corrected(signatories, answers)
    return group_signatories(entries, grouper(answers, standing_since(entries)), progress)


def grouper(answers: Answers, since: Since | None = None) -> Grouper | None:
    """What groups the names of one kind as people decided; None where they decided nothing that counts for it.

    `since` is what `standing_since` tells of the entries.
    """
    if not since and not fingerprint(answers):
        return None

    def grouped(counts: Mapping[str, int], kind: Kind, progress: Progress | None) -> Grouping:
        said = for_labels(answers, counts) if kind is Kind.PERSON else answers
        found = group_names(counts, kind, progress, _kept_apart(said, kind))
        return settled(found, counts, kind, said, since)

    return grouped


def standing_since(entries: Iterable[Signatory]) -> Since:
    """Since when each name stands on the list: 0 where a letter prints it, else the number of the addition it came by.

    Empty where nobody signed late.

    >>> late = Signatory("Densho", Kind.ORGANIZATION, block=2, flags=("signed:2026-11-25",))
    >>> standing_since([late, Signatory("Mijente", Kind.ORGANIZATION)])[Kind.ORGANIZATION]
    {'Densho': 2, 'Mijente': 0}
    """
    entries = tuple(entries)
    if not any(map(signed_on, entries)):
        return {}
    since: dict[Kind, dict[str, int]] = {kind: {} for kind in Kind}
    for entry in entries:
        known, number = since[entry.kind], entry.block if signed_on(entry) else 0
        known[entry.name] = min(number, known.get(entry.name, number))
    return since


def decided_rows(names: Sequence[str], kinds: Kind | Sequence[Kind], answers: Answers) -> tuple[list[str], list[Kind]]:
    """The names and kinds of a table's rows as people decided; a row that is nobody's name has an empty one.

    >>> decided_rows(["Acces Now", "Yours"], Kind.ORGANIZATION, Answers(mended={"Acces Now": "Access Now"},
    ...     dropped=frozenset({"Yours"})))[0]
    ['Access Now', '']
    """
    every = repeat(kinds, len(names)) if isinstance(kinds, Kind) else kinds
    rows = corrected_rows([Signatory(name, kind) for name, kind in zip(names, every, strict=True)], answers)
    return [row.name if row else "" for row in rows], [row.kind if row else Kind.ORGANIZATION for row in rows]


def _kept_apart(answers: Answers, kind: Kind) -> tuple[tuple[str, str], ...]:
    """The pairs that people called different, and those of all names that they called the same as one of these."""
    forms = Forms(kind, answers.different)
    together = _Together(())
    names = {name for pair in (*answers.same, *answers.different) for name in pair}
    for left, right in answers.same:
        together.join(forms.of(left), forms.of(right))
    joined: defaultdict[Form, list[str]] = defaultdict(list)
    for name in sorted(names):
        joined[together.root(forms.of(name))].append(name)
    apart = set(answers.different)
    for one, other in answers.different:
        roots = together.root(forms.of(one)), together.root(forms.of(other))
        if roots[0] != roots[1]:  # else the answers contradict each other
            apart.update(product(joined[roots[0]], joined[roots[1]]))
    return tuple(sorted(apart))


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one kind: how often each is printed, which stand for one another, and what people said of them."""

    counts: Mapping[str, int]
    kind: Kind
    answers: Answers
    forms: Forms
    since: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, counts: Mapping[str, int], kind: Kind, answers: Answers, since: Since | None) -> _Names:
        return cls(counts, kind, answers, Forms(kind, answers.different), (since or {}).get(kind, {}))

    def canonical(self, names: Iterable[str]) -> str:
        """The name of a signatory by the rule, out of those of its names that stood first."""
        names = tuple(names)
        if self.since:
            first = min(self.since.get(name, 0) for name in names)
            names = tuple(name for name in names if self.since.get(name, 0) == first)
        return canonical_name({name: self.counts[name] for name in names}, self.kind)


def settled(
    grouping: Grouping, counts: Mapping[str, int], kind: Kind, answers: Answers, since: Since | None = None
) -> Grouping:
    """A grouping of names of one kind as people decided it; `counts` tells how often each name is printed.

    `since` is what `standing_since` tells of the entries.
    """
    known = _Names.of(counts, kind, answers, since)
    of = known.forms.of
    together = _Together((of(left), of(right)) for left, right in known.answers.different)
    for left, right in known.answers.same:
        together.join(of(left), of(right))
    for cluster in grouping.clusters:
        groups: list[Form] = []
        for form in dict.fromkeys(map(of, cluster.spellings)):
            if not any(together.join(joined, form) for joined in groups):
                groups.append(form)
    members: defaultdict[Form, list[str]] = defaultdict(list)
    for cluster in grouping.clusters:
        for name in cluster.spellings:
            members[together.root(of(name))].append(name)
    as_it_was = {frozenset(cluster.spellings): cluster for cluster in grouping.clusters}
    clusters = [as_it_was.get(frozenset(names)) or _cluster(names, known, grouping) for names in members.values()]
    if known.since:
        clusters = [replace(cluster, name=known.canonical(cluster)) for cluster in clusters]
    doubts: dict[frozenset[Form], Match] = {}  # two clusters that were joined to one ask one question
    for match in grouping.doubtful:
        if not together.are_settled(of(match.left), of(match.right)):
            doubts.setdefault(frozenset((together.root(of(match.left)), together.root(of(match.right)))), match)
    return replace(grouping, clusters=_named(clusters, known), doubtful=tuple(doubts.values()))


def unheeded(clusters: Iterable[Cluster], answers: Answers) -> tuple[tuple[str, str], ...]:
    """The pairs of names that stand otherwise in these clusters than people said, where what they said can be done.

    >>> unheeded([Cluster("A", ("A", "B"))], Answers(different=(("A", "B"),), same=(("A", "C"),)))
    (('A', 'B'),)
    """
    clusters = tuple(clusters)
    found: dict[tuple[str, str], None] = {}
    for kind in Kind:
        forms = Forms(kind, answers.different)
        homes: defaultdict[Form, set[int]] = defaultdict(set)
        for number, cluster in enumerate(clusters):
            if cluster.kind is kind:
                for name in cluster:
                    homes[forms.of(name)].add(number)
        for pair in answers.different:
            one, other = (homes[forms.of(name)] for name in pair)
            if one & other:
                found[pair] = None
        for pair in answers.same if not contradictions(answers, kind) else ():  # else not all of them can be heeded
            one, other = (homes[forms.of(name)] for name in pair)
            if one and other and len(one | other) > 1:
                found[pair] = None
    return tuple(found)


def named(
    signatories: Iterable[Signatory], clusters: Iterable[Cluster], answers: Answers
) -> dict[Kind, tuple[Cluster, ...]]:
    """Clusters that are as `group_decided` has them but for their names, under the names that the answers give."""
    entries = corrected(signatories, answers)
    counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for entry in entries:
        counts[entry.kind][entry.name] += 1
    since = standing_since(entries)
    known = {kind: _Names.of(counts[kind], kind, answers, since) for kind in Kind}
    of_kind: dict[Kind, list[Cluster]] = {kind: [] for kind in Kind}
    for cluster in clusters:
        of_kind[cluster.kind].append(replace(cluster, name=known[cluster.kind].canonical(cluster)))
    return {kind: _named(of_kind[kind], known[kind]) for kind in Kind}


def _named(clusters: Iterable[Cluster], known: _Names) -> tuple[Cluster, ...]:
    given = ByForm(known.forms, known.answers.names.items())
    renamed = (replace(cluster, name=given.of_any(cluster) or cluster.name) for cluster in clusters)
    return tuple(sorted(renamed, key=lambda cluster: (cluster.name.casefold(), cluster.name, cluster.spellings)))


def _cluster(names: Sequence[str], known: _Names, grouping: Grouping) -> Cluster:
    """A cluster that the answers made, with the reasons that the evidence gives for its parts."""
    printed = {known.forms.of(name): name for name in sorted(names, reverse=True)}

    def shown(name: str) -> str:
        return name if name in names else printed.get(known.forms.of(name), name)

    reasons = [
        reason
        for cluster in grouping.clusters
        if not set(names).isdisjoint(cluster.spellings)
        for reason in cluster.reasons
        if all(name in names for name in cluster.spellings if f"“{name}”" in reason)
    ]
    said = [
        f"“{shown(left)}” and “{shown(right)}”: {SAID}."
        for left, right in known.answers.same
        if known.forms.of(left) in printed or known.forms.of(right) in printed
    ]
    return Cluster(
        name=known.canonical(names),
        spellings=tuple(sorted(names, key=lambda name: (-known.counts[name], name))),
        kind=known.kind,
        reasons=tuple(dict.fromkeys([*reasons, *said])),
    )


class _Together:
    """Forms joined step by step, never two that are said to be different."""

    def __init__(self, different: Iterable[tuple[Form, Form]]) -> None:
        self._parent: dict[Form, Form] = {}
        self._apart: defaultdict[Form, set[Form]] = defaultdict(set)
        for left, right in different:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def root(self, form: Form) -> Form:
        """The form that stands for all that this one is joined to."""
        while (above := self._parent.get(form, form)) != form:
            self._parent[form] = form = self._parent.get(above, above)
        return form

    def join(self, left: Form, right: Form) -> bool:
        """Join the two, unless a person said that something on one side differs from something on the other."""
        left, right = sorted((self.root(left), self.root(right)))
        if left == right:
            return True
        if self._are_apart(left, right):
            return False
        self._parent[right] = left
        self._apart[left] |= self._apart.pop(right, set())
        return True

    def are_settled(self, left: Form, right: Form) -> bool:
        """Whether the two are joined, or said to be different."""
        left, right = self.root(left), self.root(right)
        return left == right or self._are_apart(left, right)

    def _are_apart(self, left: Form, right: Form) -> bool:
        return any(self.root(form) == right for form in self._apart.get(left, ())) or any(
            self.root(form) == left for form in self._apart.get(right, ())
        )
