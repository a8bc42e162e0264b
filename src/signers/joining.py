"""From new names to who each is: one with a signatory that stands, one with other new names, or a signatory by itself.

    names, the clusters of their kind, answers  →  matches  →  groups, and the questions about them

What people said comes first, then what is sure, the surest first. Nothing that stands is joined to anything else that
stands, and nothing that people or the evidence keep apart becomes one by way of a third name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from signers.decisions import ByForm, Forms
from signers.grouping import LONGEST_NAME
from signers.matching import vetoed
from signers.matching.between import matches_between
from signers.model import Answers, Evidence, Grouping, Kind, Match, Verdict, Withdrawal
from signers.settling import SAID
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from signers.matching import Surveyed


@frozen
class Before:
    """What stands of one kind: its clusters, the number of each spelling's cluster, and what people said.

    `withdrawn` and `given` are the withdrawals and the names that people gave, to be found by any spelling.
    """

    kind: Kind
    grouping: Grouping
    answers: Answers
    forms: Forms
    home: Mapping[str, int]
    withdrawn: ByForm[Withdrawal]
    given: ByForm[str]

    @classmethod
    def of(cls, kind: Kind, grouping: Grouping, answers: Answers) -> Before:
        """What stands, to be looked at by name."""
        forms = Forms(kind, answers.different)
        home = {spelling: at for at, cluster in enumerate(grouping.clusters) for spelling in cluster}
        withdrawn = ByForm(forms, ((each.name, each) for each in answers.withdrawn))
        return cls(kind, grouping, answers, forms, home, withdrawn, ByForm(forms, answers.names.items()))


@frozen
class Group:
    """A signatory with new names: the number of its cluster, if it stands already, and the matches that joined it."""

    cluster: int | None = None
    new: tuple[str, ...] = ()
    edges: tuple[Match, ...] = ()


@frozen
class Joined:
    """The group of each new name, and the questions: about two groups, or about one and a signatory that stands."""

    groups: Mapping[str, Group]
    doubts: tuple[Match, ...] = ()


def joined(names: Sequence[str], before: Before, tell: Callable[[float], None] | None = None) -> Joined:
    """Who each of the new names is; they are sorted, none twice, and none stands already."""
    others = [name for name in before.home if len(name) <= LONGEST_NAME]
    found = matches_between(comparable(names), others, before.kind, among=True, tell=tell)
    making = _Making(names, before, found.context)
    for left, right in _said(names, before):
        making.join(left, right, Match(left, right, 1.0, Verdict.SAME, (Evidence("said", 0.0, SAID),)))
    sure = [match for match in found.matches if match.verdict is Verdict.SAME]
    torn = _torn(sure, before.home)
    for match in sorted(sure, key=lambda match: (-match.score, not _is_form(match), match.left, match.right)):
        if match.right not in torn.get(match.left, ()) and match.left not in torn.get(match.right, ()):
            making.join(match.left, match.right, match)
    doubts = _questions(found.matches, making, before)
    return Joined({name: making.of(name).done() for name in names}, doubts)


def comparable(names: Iterable[str]) -> list[str]:
    """The names that are compared at all: a page for a name is one with none."""
    return [name for name in names if len(name) <= LONGEST_NAME]


# --- Groups in the making ---------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Group:
    """A group that still may grow."""

    cluster: int | None = None
    new: list[str] = field(default_factory=list)
    edges: list[Match] = field(default_factory=list)

    def done(self) -> Group:
        """The group as it is when all is joined."""
        return Group(self.cluster, tuple(self.new), tuple(self.edges))


class _Making:
    """The groups in the making: of each new name, and of each cluster that something new is compared with."""

    def __init__(self, names: Iterable[str], before: Before, context: Surveyed) -> None:
        self._before, self._context = before, context
        self._of_name = {name: _Group(None, [name]) for name in names}
        self._of_cluster: dict[int, _Group] = {}

    def of(self, name: str) -> _Group:
        """The group of a name that is new or stands."""
        if name in self._of_name:
            return self._of_name[name]
        at = self._before.home[name]
        return self._of_cluster.setdefault(at, _Group(at))

    def join(self, left: str, right: str, match: Match) -> None:
        """Make the groups of the two names one, unless both stand, or something keeps them apart.

        What a person said outweighs the evidence, and not what a person said of others.
        """
        one, other = self.of(left), self.of(right)
        if one is other or (one.cluster is not None and other.cluster is not None) or self.are_apart(one, other):
            return
        if not _is_said(match) and self.contradict(one, other):
            return
        if other.cluster is None:
            one, other = other, one
        other.new += one.new
        other.edges += [*one.edges, match]
        for name in one.new:
            self._of_name[name] = other

    def are_apart(self, one: _Group, other: _Group) -> bool:
        """Whether a person said that something on one side differs from something on the other."""
        different = self._before.answers.different
        if not different:
            return False
        of = self._before.forms.of
        left, right = set(map(of, self._names(one))), set(map(of, self._names(other)))
        return any((of(a) in left and of(b) in right) or (of(a) in right and of(b) in left) for a, b in different)

    def contradict(self, one: _Group, other: _Group) -> bool:
        """Whether the evidence forbids that something on one side is one with something on the other."""
        pairs = product(self._names(one), self._names(other))
        return any(vetoed(left, right, self._context) for left, right in pairs)

    def _names(self, group: _Group) -> tuple[str, ...]:
        return names_of(group, self._before)


def names_of(group: Group | _Group, before: Before) -> tuple[str, ...]:
    """All names of a group: those that stand, and those that are new."""
    stand = before.grouping.clusters[group.cluster].spellings if group.cluster is not None else ()
    return (*stand, *group.new)


# --- What joins them --------------------------------------------------------------------------------------------


def _said(new: Iterable[str], before: Before) -> Iterable[tuple[str, str]]:
    """The pairs of names that people said are one, and of which the first is new."""
    of = before.forms.of
    said: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for left, right in before.answers.same:
        said[of(left)].append(right)
        said[of(right)].append(left)
    if not said:
        return
    by_form: dict[tuple[str, ...], str] = {}
    wanted = {of(other) for others in said.values() for other in others}
    new = tuple(new)
    for name in (*before.home, *new):
        if (form := of(name)) in wanted:
            by_form.setdefault(form, name)
    for name in new:
        for other in said.get(of(name), ()):
            there = by_form.get(of(other))
            if there is not None and there != name:
                yield name, there


def _torn(sure: Iterable[Match], home: Mapping[str, int]) -> dict[str, frozenset[str]]:
    """For each new name that is surely one with several signatories that stand apart, what it is not joined to.

    Where it has the very form of one of them, that is the one.
    """
    reached: defaultdict[str, defaultdict[int, list[Match]]] = defaultdict(lambda: defaultdict(list))
    for match in sure:
        if match.right in home:
            reached[match.left][home[match.right]].append(match)
    torn: dict[str, frozenset[str]] = {}
    for name, by_cluster in reached.items():
        if len(by_cluster) > 1:
            of_form = {at for at, matches in by_cluster.items() if any(map(_is_form, matches))}
            kept = of_form if len(of_form) == 1 else set()
            torn[name] = frozenset(
                match.right for at, matches in by_cluster.items() if at not in kept for match in matches
            )
    return torn


def _is_form(match: Match) -> bool:
    """Whether the two differ in nothing but form."""
    return any(piece.name == "form" for piece in match.evidence)


def _is_said(match: Match) -> bool:
    return any(piece.name == "said" for piece in match.evidence)


# --- What is asked ----------------------------------------------------------------------------------------------


def _questions(matches: Iterable[Match], making: _Making, before: Before) -> tuple[Match, ...]:
    """One question for two signatories of which at least one has a new name, the likeliest first.

    What is asked already about two that stand is not asked again by way of a new name.
    """
    best: dict[frozenset[int], Match] = {}
    for match in matches:
        one, other = making.of(match.left), making.of(match.right)
        if one is other or making.are_apart(one, other) or making.contradict(one, other):
            continue
        pair = frozenset((id(one), id(other)))
        best[pair] = max(best.get(pair, match), match, key=lambda m: (m.score, m.left, m.right))
    asked = {frozenset((before.home.get(m.left), before.home.get(m.right))) for m in before.grouping.doubtful}

    def is_asked(match: Match) -> bool:
        stand = frozenset((making.of(match.left).cluster, making.of(match.right).cluster))
        return None not in stand and stand in asked

    return tuple(
        replace(match, verdict=Verdict.DOUBTFUL)
        for match in sorted(best.values(), key=lambda match: (-match.score, match.left, match.right))
        if not is_asked(match)
    )
