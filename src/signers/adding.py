"""Late sign-ons against the list that stands: what each is to it, and the list with them.

    new sign-ons, the list that stands, answers  →  told for each: new, already there, doubtful, withdrawn  →  the list

Nothing that stands changes: clusters stay together and apart, and keep their names; a new spelling of one becomes an
alias, anything else a signatory of its own. Only the new are compared, with all and with each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from signers.clusters import canonical_name, sentence
from signers.dates import signed_on
from signers.decisions import corrected
from signers.joining import Before, Group, Joined, comparable, joined, names_of
from signers.matching.between import matches_between
from signers.model import UNDECIDED, Answers, Cluster, Grouping, Kind, Match, Signatory, Withdrawal
from signers.namesakes import labelled, shown_name
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


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
    after: dict[Kind, Grouping] = {}
    changes: dict[Kind, Grouping] = {}
    for kind in Kind:
        of_kind = {one.name: one for one in given if one.kind is kind}
        before = after[kind] = groupings.get(kind, Grouping(()))
        if of_kind:
            found = _Found.of(of_kind, Before.of(kind, before, answers), tell)
            told |= {(kind, name): _told(one, found) for name, one in of_kind.items()}
            after[kind], changes[kind] = _with_new(found), _changes(found)
    named = {one.name for one in given}
    printed = {(one.kind, one.name) for one in standing if one.name in named}
    entries = _first_of_each(one for one in given if (one.kind, one.name) not in printed)
    as_printed = tuple(replace(one, name=shown_name(one)) for one in entries)
    return Addition(tuple(_each(given, told, entries)), as_printed, after, changes, is_renamed)


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


@frozen
class _Found:
    """What was found of the new names of one kind: who each is, and whom that withdrew each may be.

    `gone` are the matches with names that withdrew and that nobody prints any more, the best of each new name.
    """

    before: Before
    joined: Joined
    gone: Mapping[str, tuple[Match, Withdrawal]]

    @classmethod
    def of(cls, names: Iterable[str], before: Before, tell: Callable[[float], None] | None) -> _Found:
        """What is found of names, of which some may stand already."""
        new = sorted({name for name in names if name not in before.home})
        return cls(before, joined(new, before, tell), _like_gone(comparable(new), before))

    def named(self, group: Group) -> str:
        """What a signatory is listed as."""
        if group.cluster is not None:
            return self.before.grouping.clusters[group.cluster].name
        return self.before.given.of_any(group.new) or canonical_name(_each_once(group.new), self.before.kind)

    def group_of(self, name: str) -> Group:
        """The group of a name that is new or stands."""
        return self.joined.groups.get(name) or Group(self.before.home[name])

    @property
    def groups(self) -> Iterable[Group]:
        """The groups with new names, each once."""
        return {group.new: group for group in self.joined.groups.values()}.values()


def _like_gone(names: Sequence[str], before: Before) -> dict[str, tuple[Match, Withdrawal]]:
    """Which of the new names may be those of who withdrew and is printed nowhere any more."""
    gone = {each.name: each for each in before.answers.withdrawn if each.name not in before.home}
    found: dict[str, tuple[Match, Withdrawal]] = {}
    if gone and names:
        for match in matches_between(names, sorted(gone), before.kind).matches:
            if match.left not in found or match.score > found[match.left][0].score:
                found[match.left] = match, gone[match.right]
    return found


def _each_once(names: Iterable[str]) -> dict[str, int]:
    return dict.fromkeys(sorted(names), 1)


def _told(one: Signatory, found: _Found) -> Told:
    """What a sign-on is to the list that stands."""
    name, before = one.name, found.before
    if name in before.home:
        cluster = before.grouping.clusters[before.home[name]]
        gone = before.withdrawn.of_any(cluster.spellings)
        return Told(one, Status.WITHDRAWN if gone else Status.ALREADY, cluster.name, "the same name", (), gone)
    group = found.joined.groups[name]
    own = tuple(match for match in group.edges if name in (match.left, match.right))
    why = "; ".join((own or group.edges)[0].reasons) if group.edges else ""
    if gone := before.withdrawn.of_any(names_of(group, before)):
        return Told(one, Status.WITHDRAWN, found.named(group), why, (), gone)
    if group.cluster is not None:
        return Told(one, Status.ALREADY, found.named(group), why, own)
    if name != _best(group, before.kind):
        return Told(one, Status.ALREADY, found.named(group), f"among the new: {why}", group.edges)
    return _told_of_new(one, group, found)


def _told_of_new(one: Signatory, group: Group, found: _Found) -> Told:
    """What a new signatory may be."""
    own = frozenset(group.new)
    doubts = tuple(match for match in found.joined.doubts if (match.left in own) is not (match.right in own))
    if doubts:
        other = found.group_of(doubts[0].right if doubts[0].left in own else doubts[0].left)
        return Told(one, Status.DOUBTFUL, found.named(other), "; ".join(doubts[0].reasons), doubts)
    for match, said in [found.gone[each] for each in (one.name, *group.new) if each in found.gone][:1]:
        return Told(one, Status.DOUBTFUL, said.name, "; ".join(match.reasons), (match,), said)
    return Told(one, Status.NEW, found.named(group))


def _best(group: Group, kind: Kind) -> str:
    """The new spelling that stands for a new signatory."""
    name = canonical_name(_each_once(group.new), kind)
    return name if name in group.new else min(group.new)


# --- The list with them -----------------------------------------------------------------------------------------


def _changes(found: _Found) -> Grouping:
    """The clusters that are new or have a new spelling, and the questions that are new."""
    clusters = [*_grown(found).values(), *_new(found)]
    return Grouping(tuple(sorted(clusters, key=lambda one: (one.name.casefold(), one.name))), found.joined.doubts)


def _with_new(found: _Found) -> Grouping:
    """The clusters with the new names: those that stood under their names."""
    before, grown, new = found.before.grouping, _grown(found), _new(found)
    clusters = [grown.get(at, cluster) for at, cluster in enumerate(before.clusters)]
    if new:
        clusters = sorted((*clusters, *new), key=lambda one: (one.name.casefold(), one.name, one.spellings))
    return Grouping(tuple(clusters), (*before.doubtful, *found.joined.doubts))


def _grown(found: _Found) -> dict[int, Cluster]:
    """The clusters with a new spelling, by their numbers; the new spellings stand at the end."""
    grown = {}
    for group in found.groups:
        if group.cluster is not None:
            cluster = found.before.grouping.clusters[group.cluster]
            reasons = dict.fromkeys((*cluster.reasons, *map(sentence, group.edges)))
            spellings = (*cluster.spellings, *sorted(group.new))
            grown[group.cluster] = replace(cluster, spellings=spellings, reasons=tuple(reasons))
    return grown


def _new(found: _Found) -> list[Cluster]:
    return [
        Cluster(found.named(group), tuple(sorted(group.new)), found.before.kind, tuple(map(sentence, group.edges)))
        for group in found.groups
        if group.cluster is None
    ]
