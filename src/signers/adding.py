"""Late sign-ons against the list that stands: what each is to it, and the list with them.

    new sign-ons, the list that stands, answers  →  told for each: new, already there, doubtful, withdrawn  →  the list

Nothing that stands changes: clusters stay together and apart, and keep their names; a new spelling of one becomes an
alias, anything else a signatory of its own. Only the new are compared, with all and with each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from signers.clusters import canonical_name, sentence
from signers.dates import signed_on
from signers.decisions import UNDECIDED, ByForm, Forms, corrected
from signers.grouping import LONGEST_NAME
from signers.matching import vetoed
from signers.matching.between import matches_between
from signers.model import Answers, Cluster, Grouping, Kind, Match, Signatory, Verdict, Withdrawal
from signers.namesakes import labelled, shown_name
from signers.settling import SAID
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from signers.matching import Surveyed


class Status(StrEnum):
    """What a new sign-on is to the list that stands."""

    NEW = "new"
    ALREADY = "already there"
    DOUBTFUL = "doubtful"
    WITHDRAWN = "withdrawn"


@frozen
class Told:
    """What was found of a sign-on: the name that it is, or may be, listed as, and why.

    `matches` is the evidence, the best first; `withdrawal` what was said when it withdrew.
    """

    signatory: Signatory
    status: Status
    listed: str = ""
    why: str = ""
    matches: tuple[Match, ...] = ()
    withdrawal: Withdrawal | None = None


@frozen
class Addition:
    """What adding would do: what each sign-on is, the entries to keep, and the groupings with them.

    `changes` holds only the clusters that are new or have a new spelling, and the questions that are new. `is_renamed`
    says that names which stand are called otherwise in `groupings`, since namesakes of theirs came.
    """

    told: tuple[Told, ...]
    entries: tuple[Signatory, ...]
    groupings: Mapping[Kind, Grouping]
    changes: Mapping[Kind, Grouping] = field(default_factory=dict)
    is_renamed: bool = False


def add(
    new: Iterable[Signatory],
    standing: Sequence[Signatory],
    groupings: Mapping[Kind, Grouping],
    answers: Answers = UNDECIDED,
    tell: Callable[[float], None] | None = None,
) -> Addition:
    """The list that stands, and its clusters, with new sign-ons; `standing` are its entries as people decided.

    Whatever the order of the sign-ons, the list is the same; what is added a second time changes nothing.
    """
    given = [one for one in corrected(new, answers) if one.name.strip()]
    named = {one.name for one in given}
    kinds = _kinds_of(one for one in standing if one.name in named)
    given = [_of_known_kind(one, kinds) for one in given]
    is_renamed = False
    if any(one.kind is Kind.PERSON for one in given):  # only persons have namesakes
        called = standing
        standing, given = _told_apart(standing, given, answers)
        groupings, is_renamed = _relabelled(groupings, called, standing)
    told: dict[tuple[Kind, str], Told] = {}
    found: dict[Kind, Grouping] = {}
    changes: dict[Kind, Grouping] = {}
    for kind in Kind:
        of_kind = [one for one in given if one.kind is kind]
        before = groupings.get(kind, Grouping(()))
        if not of_kind:
            found[kind] = before
            continue
        known = _List(kind, before, answers)
        known.add(sorted({one.name for one in of_kind}), tell)
        found[kind], changes[kind] = known.grouping(), known.changes()
        for one in {one.name: one for one in of_kind}.values():
            told[kind, one.name] = known.told(one)
    named = {one.name for one in given}
    printed = {(one.kind, one.name) for one in standing if one.name in named}
    entries = _first_of_each(one for one in given if (one.kind, one.name) not in printed)
    as_printed = tuple(replace(one, name=shown_name(one)) for one in entries)
    return Addition(tuple(_each(given, told, entries)), as_printed, found, changes, is_renamed)


def _told_apart(
    standing: Sequence[Signatory], given: Sequence[Signatory], answers: Answers
) -> tuple[Sequence[Signatory], list[Signatory]]:
    """What stands and what is new, namesakes among both under labels."""
    plain = [*standing, *given]
    if any(shown_name(one) != one.name for one in plain):
        plain = [replace(one, name=shown_name(one)) for one in plain]
    every = labelled(plain, answers)
    return every[: len(standing)], list(every[len(standing) :])


def _relabelled(
    groupings: Mapping[Kind, Grouping], before: Sequence[Signatory], after: Sequence[Signatory]
) -> tuple[Mapping[Kind, Grouping], bool]:
    """The groupings with the labels that persons got of whom there are namesakes now, and whether any did."""
    called: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one, other in zip(before, after, strict=True):
        if one.kind is Kind.PERSON:
            called[one.name][other.name] = None
    renamed = {name: tuple(others) for name, others in called.items() if tuple(others) != (name,)}
    if not renamed or Kind.PERSON not in groupings:
        return groupings, False
    found = groupings[Kind.PERSON]
    clusters = tuple(
        replace(cluster, spellings=tuple(other for name in cluster for other in renamed.get(name, (name,))))
        for cluster in found.clusters
    )
    doubts = tuple(
        replace(
            match, left=renamed.get(match.left, (match.left,))[0], right=renamed.get(match.right, (match.right,))[0]
        )
        for match in found.doubtful
    )
    return {**groupings, Kind.PERSON: Grouping(clusters, doubts)}, True


def taken_back(groupings: Mapping[Kind, Grouping], left: Iterable[Signatory]) -> dict[Kind, Grouping]:
    """The groupings without the names that no entry prints any more; `left` are all entries that are left."""
    printed = {(one.kind, one.name) for one in left}
    found = {}
    for kind, before in groupings.items():
        clusters = []
        for cluster in before.clusters:
            names = tuple(name for name in cluster if (kind, name) in printed)
            if names == cluster.spellings:
                clusters.append(cluster)
            elif names:
                gone = [f"“{name}”" for name in cluster if name not in names]
                reasons = tuple(why for why in cluster.reasons if not any(name in why for name in gone))
                clusters.append(replace(cluster, spellings=names, reasons=reasons))
        doubts = tuple(m for m in before.doubtful if {(kind, m.left), (kind, m.right)} <= printed)
        found[kind] = Grouping(tuple(clusters), doubts)
    return found


# --- What each is -----------------------------------------------------------------------------------------------


def _kinds_of(standing: Iterable[Signatory]) -> dict[str, set[Kind]]:
    kinds: defaultdict[str, set[Kind]] = defaultdict(set)
    for one in standing:
        kinds[one.name].add(one.kind)
    return kinds


def _of_known_kind(one: Signatory, kinds: Mapping[str, set[Kind]]) -> Signatory:
    """A sign-on under the kind that the list has its very name under; where that is of both, under its own."""
    known = kinds.get(one.name, {one.kind})
    return one if one.kind in known else replace(one, kind=next(iter(known)))


def _first_of_each(entries: Iterable[Signatory]) -> tuple[Signatory, ...]:
    """One entry for each name, the first that was signed, in the order of their names' first appearance."""
    by_name: dict[tuple[Kind, str], Signatory] = {}
    for one in entries:
        known = by_name.get((one.kind, one.name), one)
        by_name[one.kind, one.name] = min(known, one, key=_when)
    return tuple(by_name.values())


def _when(one: Signatory) -> tuple[str, ...]:
    return signed_on(one) or "9", one.title or "", one.affiliation or "", one.location or "", one.text


def _each(
    given: Iterable[Signatory], told: Mapping[tuple[Kind, str], Told], entries: Iterable[Signatory]
) -> Iterable[Told]:
    """What is told of each sign-on; one whose very name came before it is there already."""
    kept = {(one.kind, one.name) for one in entries}
    seen: set[tuple[Kind, str]] = set()
    for one in given:
        key = one.kind, one.name
        what = told[key]
        if key in seen and key in kept and what.status in {Status.NEW, Status.DOUBTFUL}:
            yield Told(one, Status.ALREADY, what.listed or one.name, "it stands twice among the new")
        else:
            yield replace(what, signatory=one)
        seen.add(key)


@dataclass(slots=True)
class _Group:
    """A signatory in the making: the number of its cluster, if it stands already, and the names that are new to it."""

    cluster: int | None = None
    new: list[str] = field(default_factory=list)
    edges: list[Match] = field(default_factory=list)


class _List:
    """The clusters of one kind that stand, and what becomes of new names among them."""

    def __init__(self, kind: Kind, before: Grouping, answers: Answers) -> None:
        self._kind, self._before, self._answers = kind, before, answers
        self._forms = Forms(kind, answers.different)
        self._home = {spelling: at for at, cluster in enumerate(before.clusters) for spelling in cluster}
        self._withdrawn = ByForm(self._forms, ((each.name, each) for each in answers.withdrawn))
        self._names_given = ByForm(self._forms, answers.names.items())
        self._groups: dict[str, _Group] = {}
        self._of_cluster: dict[int, _Group] = {}
        self._gone: dict[str, tuple[Match, Withdrawal]] = {}
        self._context: Surveyed | None = None
        self._doubts: tuple[Match, ...] = ()

    # What becomes of the new

    def add(self, names: Sequence[str], tell: Callable[[float], None] | None) -> None:
        """Find what each of the new names is; they are sorted and none twice."""
        new = [name for name in names if name not in self._home]
        self._groups = {name: _Group(None, [name]) for name in new}
        short = [name for name in new if len(name) <= LONGEST_NAME]
        others = [name for name in self._home if len(name) <= LONGEST_NAME]
        found = matches_between(short, others, self._kind, among=True, tell=tell)
        self._context = found.context
        self._join_as_said(new)
        sure = [match for match in found.matches if match.verdict is Verdict.SAME]
        torn = self._torn(sure)
        for match in sorted(sure, key=lambda match: (-match.score, not _is_form(match), match.left, match.right)):
            if match.right not in torn.get(match.left, ()) and match.left not in torn.get(match.right, ()):
                self._join(match.left, match.right, match)
        self._doubts = self._questions(found.matches)
        self._find_gone(short)

    def _find_gone(self, names: Sequence[str]) -> None:
        """Find which of the new names may be those of who withdrew and is printed nowhere any more."""
        gone = {each.name: each for each in self._answers.withdrawn if each.name not in self._home}
        if not gone or not names:
            return
        for match in matches_between(names, sorted(gone), self._kind).matches:
            if match.left not in self._gone or match.score > self._gone[match.left][0].score:
                self._gone[match.left] = match, gone[match.right]

    def _join_as_said(self, new: Iterable[str]) -> None:
        """Join what people said is one, and of which one name is new."""
        said: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for left, right in self._answers.same:
            said[self._forms.of(left)].append(right)
            said[self._forms.of(right)].append(left)
        if not said:
            return
        by_form: dict[tuple[str, ...], str] = {}
        wanted = {self._forms.of(other) for others in said.values() for other in others}
        for name in (*self._home, *self._groups):
            if (form := self._forms.of(name)) in wanted:
                by_form.setdefault(form, name)
        for name in new:
            for other in said.get(self._forms.of(name), ()):
                there = by_form.get(self._forms.of(other))
                if there is not None and there != name:
                    self._join(name, there, None)

    def _torn(self, sure: Iterable[Match]) -> dict[str, frozenset[str]]:
        """For each new name that is surely one with several signatories that stand apart, what it is not joined to.

        Where it has the very form of one of them, that is the one.
        """
        reached: defaultdict[str, defaultdict[int, list[Match]]] = defaultdict(lambda: defaultdict(list))
        for match in sure:
            if match.right in self._home:
                reached[match.left][self._home[match.right]].append(match)
        torn: dict[str, frozenset[str]] = {}
        for name, by_cluster in reached.items():
            if len(by_cluster) > 1:
                of_form = {at for at, matches in by_cluster.items() if any(map(_is_form, matches))}
                kept = of_form if len(of_form) == 1 else set()
                torn[name] = frozenset(
                    match.right for at, matches in by_cluster.items() if at not in kept for match in matches
                )
        return torn

    def _group_of(self, name: str) -> _Group:
        if name in self._groups:
            return self._groups[name]
        at = self._home[name]
        return self._of_cluster.setdefault(at, _Group(at))

    def _members(self, group: _Group) -> tuple[str, ...]:
        stand = self._before.clusters[group.cluster].spellings if group.cluster is not None else ()
        return (*stand, *group.new)

    def _join(self, left: str, right: str, match: Match | None) -> None:
        one, other = self._group_of(left), self._group_of(right)
        if one is other or (one.cluster is not None and other.cluster is not None) or self._are_apart(one, other):
            return
        if match is not None and self._contradict(one, other):
            return
        if other.cluster is None:
            one, other = other, one
        other.new += one.new
        other.edges += [*one.edges, *([match] if match else [_as_said(left, right)])]
        for name in one.new:
            self._groups[name] = other

    def _are_apart(self, one: _Group, other: _Group) -> bool:
        """Whether a person said that something on one side differs from something on the other."""
        if not self._answers.different:
            return False
        of = self._forms.of
        left, right = set(map(of, self._members(one))), set(map(of, self._members(other)))
        return any(
            (of(a) in left and of(b) in right) or (of(a) in right and of(b) in left) for a, b in self._answers.different
        )

    def _contradict(self, one: _Group, other: _Group) -> bool:
        context = self._context
        return context is not None and any(
            vetoed(left, right, context) for left, right in product(self._members(one), self._members(other))
        )

    def _questions(self, matches: Iterable[Match]) -> tuple[Match, ...]:
        """One question for two signatories of which at least one has a new name, the likeliest first."""
        best: dict[frozenset[int], Match] = {}
        for match in matches:
            one, other = self._group_of(match.left), self._group_of(match.right)
            if one is other or self._are_apart(one, other) or self._contradict(one, other):
                continue
            pair = frozenset((id(one), id(other)))
            best[pair] = max(best.get(pair, match), match, key=lambda m: (m.score, m.left, m.right))
        asked = {frozenset((self._home.get(m.left), self._home.get(m.right))) for m in self._before.doubtful}
        return tuple(
            replace(match, verdict=Verdict.DOUBTFUL)
            for match in sorted(best.values(), key=lambda match: (-match.score, match.left, match.right))
            if not self._between_clusters(match) or self._between_clusters(match) not in asked
        )

    def _between_clusters(self, match: Match) -> frozenset[int | None] | None:
        """The clusters that stand already and that a question is about, if it is about two of these."""
        sides = frozenset((self._group_of(match.left).cluster, self._group_of(match.right).cluster))
        return None if None in sides else sides

    # What is said of it

    def told(self, one: Signatory) -> Told:
        """What a sign-on is to the list that stands."""
        name = one.name
        if name in self._home:
            cluster = self._before.clusters[self._home[name]]
            gone = self._withdrawn.of_any(cluster.spellings)
            return Told(one, Status.WITHDRAWN if gone else Status.ALREADY, cluster.name, "the same name", (), gone)
        group = self._groups[name]
        if gone := self._withdrawn.of_any(self._members(group)):
            return Told(one, Status.WITHDRAWN, self._name(group), _why(name, group.edges), (), gone)
        if group.cluster is not None:
            joined = [match for match in group.edges if name in (match.left, match.right)]
            return Told(one, Status.ALREADY, self._name(group), _why(name, joined or group.edges), tuple(joined))
        if name != self._best(group):
            why = f"among the new: {_why(name, group.edges)}"
            return Told(one, Status.ALREADY, self._name(group), why, tuple(group.edges))
        return self._told_of_new(one, group)

    def _told_of_new(self, one: Signatory, group: _Group) -> Told:
        """What a new signatory may be."""
        own = frozenset(group.new)
        doubts = tuple(match for match in self._doubts if (match.left in own) is not (match.right in own))
        if doubts:
            other = doubts[0].right if doubts[0].left in own else doubts[0].left
            return Told(one, Status.DOUBTFUL, self._name(self._group_of(other)), "; ".join(doubts[0].reasons), doubts)
        for match, said in [self._gone[each] for each in (one.name, *group.new) if each in self._gone][:1]:
            return Told(one, Status.DOUBTFUL, said.name, "; ".join(match.reasons), (match,), said)
        return Told(one, Status.NEW, self._name(group))

    def _best(self, group: _Group) -> str:
        """The new spelling that stands for a new signatory."""
        name = canonical_name(dict.fromkeys(sorted(group.new), 1), self._kind)
        return name if name in group.new else min(group.new)

    def _name(self, group: _Group) -> str:
        """What a signatory is listed as."""
        if group.cluster is not None:
            return self._before.clusters[group.cluster].name
        given = self._names_given.of_any(group.new)
        return given or canonical_name(dict.fromkeys(sorted(group.new), 1), self._kind)

    # The list with them

    def changes(self) -> Grouping:
        """The clusters that are new or have a new spelling, and the questions that are new."""
        found = [*self._grown().values(), *self._new()]
        return Grouping(tuple(sorted(found, key=lambda one: (one.name.casefold(), one.name))), self._doubts)

    def grouping(self) -> Grouping:
        """The clusters with the new names: those that stood under their names."""
        grown = self._grown()
        clusters = [grown.get(at, cluster) for at, cluster in enumerate(self._before.clusters)]
        if new := self._new():
            clusters = sorted((*clusters, *new), key=lambda one: (one.name.casefold(), one.name, one.spellings))
        return Grouping(tuple(clusters), (*self._before.doubtful, *self._doubts))

    def _grown(self) -> dict[int, Cluster]:
        """The clusters with a new spelling, by their numbers; the new spellings stand at the end."""
        grown = {}
        for at, group in self._of_cluster.items():
            if group.new:
                cluster = self._before.clusters[at]
                reasons = dict.fromkeys((*cluster.reasons, *map(sentence, group.edges)))
                spellings = (*cluster.spellings, *sorted(group.new))
                grown[at] = replace(cluster, spellings=spellings, reasons=tuple(reasons))
        return grown

    def _new(self) -> list[Cluster]:
        groups = {id(group): group for group in self._groups.values() if group.cluster is None}
        return [
            Cluster(self._name(group), tuple(sorted(group.new)), self._kind, tuple(map(sentence, group.edges)))
            for group in groups.values()
        ]


def _is_form(match: Match) -> bool:
    """Whether the two differ in nothing but form."""
    return any(piece.name == "form" for piece in match.evidence)


def _as_said(left: str, right: str) -> Match:
    from signers.model import Evidence  # noqa: PLC0415 - only where a person said so

    return Match(left, right, 1.0, Verdict.SAME, (Evidence("said", 0.0, SAID),))


def _why(name: str, edges: Sequence[Match]) -> str:
    """Why a name is one with others: what its own edge says, else what joined the others."""
    own = [match for match in edges if name in (match.left, match.right)]
    return "; ".join((own or edges)[0].reasons) if edges else ""
