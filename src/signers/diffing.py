"""From two versions of a list to what differs: who was added, removed, renamed, merged, split, moved or changed.

Signatories are matched one to one: by the name itself, by a spelling that a list gives for them, by the key of the
name, and last by the clusters that the names of both versions make together, as people decided. What then is left over
on one side belongs to a signatory of the other side ("merged", "split"), or is told as removed or added. Two names that
a person called different are one signatory only where a version itself lists one as a spelling of the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from signers.collation import sort_key
from signers.decisions import Forms
from signers.grouping import group_names
from signers.matching import compare
from signers.model import UNDECIDED, Answers, Grouping, Kind, Listed, Signatory, Verdict
from signers.names import tidy
from signers.person_names import printed_name
from signers.settling import SAID, grouper
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

# The fields that an unchanged signatory may have changed; a version knows those that its format has room for.
TITLE, AFFILIATION, LOCATION, GROUP, LIST, KIND = "title", "affiliation", "location", "group", "list", "kind"
ALL_FIELDS = frozenset((TITLE, AFFILIATION, LOCATION, GROUP, LIST, KIND))
UNSURE_KIND = "unsure-kind"


class Change(StrEnum):
    """What happened to a signatory between two versions, in the order in which it is told."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"  # the same signatory in another spelling
    MERGED = "merged"  # two signatories became one
    SPLIT = "split"  # one became two
    MOVED = "moved"  # stands in another list, under another heading, or as another kind
    CHANGED = "changed"  # title, affiliation or location read differently


@frozen
class Member:
    """A signatory of one version.

    `spellings` are the other names that the version itself gives for it, `groups` the headings it stands under, `lists`
    the numbers of the signatory blocks, and `line` where it is printed first, 0 where there are no lines.
    """

    name: str
    kind: Kind
    spellings: tuple[str, ...] = ()
    title: str | None = None
    affiliation: str | None = None
    location: str | None = None
    groups: tuple[str, ...] = ()
    lists: tuple[int, ...] = ()
    line: int = 0
    is_sure_of_kind: bool = True


@frozen
class Version:
    """One version of a letter or list: its name for people, its members, and which fields it can tell of them.

    `is_grouped` says that its members are signatories and not printed names: one of a letter, which may print two
    spellings, is not. `withdrawn` are those that it leaves out since they withdrew, each with what was said of it.
    """

    name: str
    members: tuple[Member, ...]
    knows: frozenset[str] = ALL_FIELDS
    is_grouped: bool = False
    withdrawn: tuple[tuple[Member, str], ...] = ()


@frozen
class Difference:
    """One thing that differs; `old` and `new` are the names in the two versions, None on the side that has none.

    `field`, `before` and `after` say what of a signatory moved or changed. `perhaps` is the name on the other side of
    one that was removed or added and may be the same signatory; `why` says what makes two names one, or perhaps one.
    """

    change: Change
    kind: Kind
    old: str | None = None
    new: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    perhaps: str | None = None
    why: str = ""
    old_line: int = 0
    new_line: int = 0

    @property
    def name(self) -> str:
        """The name it is sorted and told under: the new one, where there is one."""
        return self.new or self.old or ""


@frozen
class Comparison:
    """All that differs, sorted, and how many signatories are the same in both versions."""

    old: Version
    new: Version
    differences: tuple[Difference, ...]
    unchanged: int

    def count(self, change: Change) -> int:
        """How many differences are of one sort."""
        return sum(difference.change is change for difference in self.differences)


class _Pair(NamedTuple):
    old: Member
    new: Member


# --- From entries and lines of a list to members ----------------------------------------------------------------


def members_of(signatories: Iterable[Signatory]) -> tuple[Member, ...]:
    """The members of a letter, in the order printed: entries of one name are one, wherever they are printed.

    Persons of one name stay two where one list prints both, each with an affiliation of his own.

    >>> [member.name for member in members_of([Signatory("Densho", Kind.ORGANIZATION)] * 2)]
    ['Densho']
    """
    gathered: dict[tuple[Hashable, ...], list[Signatory]] = {}
    signatories = tuple(replace(one, name=_printed(one)) for one in signatories)
    namesakes = _namesakes(signatories)
    for signatory in signatories:
        own = _folded(signatory.affiliation) if (signatory.kind, signatory.name) in namesakes else ""
        gathered.setdefault((signatory.kind, signatory.name, own), []).append(signatory)
    return tuple(_member(entries) for entries in gathered.values())


def _printed(one: Signatory | Listed) -> str:
    """A name as printed: where a person's carries a body, to be told from a namesake, the affiliation says it too."""
    return printed_name(one.name) if one.kind is Kind.PERSON and one.affiliation else one.name


def _namesakes(signatories: Iterable[Signatory]) -> set[tuple[Kind, str]]:
    """The names that several persons of one list bear."""
    bodies: defaultdict[tuple[Kind, str, int], set[str]] = defaultdict(set)
    for signatory in signatories:
        if signatory.kind is Kind.PERSON and signatory.affiliation:
            bodies[signatory.kind, signatory.name, signatory.block].add(_folded(signatory.affiliation))
    return {(kind, name) for (kind, name, _), told in bodies.items() if len(told) > 1}


def _member(entries: Sequence[Signatory]) -> Member:
    first = entries[0]
    return Member(
        name=first.name,
        kind=first.kind,
        title=next((entry.title for entry in entries if entry.title), None),
        affiliation=next((entry.affiliation for entry in entries if entry.affiliation), None),
        location=next((entry.location for entry in entries if entry.location), None),
        groups=tuple(dict.fromkeys(entry.group or "" for entry in entries)),
        lists=tuple(dict.fromkeys(entry.block for entry in entries)),
        line=first.line,
        is_sure_of_kind=not any(UNSURE_KIND in entry.flags for entry in entries),
    )


def members_of_list(rows: Iterable[Listed], signatories: Iterable[Signatory] = ()) -> tuple[Member, ...]:
    """The members of a clean list; `signatories` are the entries behind it, where they are known."""
    groups: defaultdict[tuple[Kind, str], dict[str, None]] = defaultdict(dict)
    for signatory in signatories:
        groups[signatory.kind, signatory.name][signatory.group or ""] = None
    return tuple(
        Member(
            _printed(row),
            row.kind,
            row.aliases,
            row.title,
            row.affiliation,
            row.location,
            tuple(dict.fromkeys(heading for name in (row.name, *row.aliases) for heading in groups[row.kind, name])),
        )
        for row in rows
    )


# --- Matching ---------------------------------------------------------------------------------------------------


def compare_versions(old: Version, new: Version, answers: Answers = UNDECIDED) -> Comparison:
    """What differs between two versions; neither the order of their members nor that of the lists counts.

    `answers` are what people decided about names, in whichever version they stand.

    >>> old = Version("old", members_of([Signatory("The Sierra Club", Kind.ORGANIZATION)]))
    >>> new = Version("new", members_of([Signatory(name, Kind.ORGANIZATION) for name in ("Densho", "Sierra Club")]))
    >>> [(str(one.change), one.name) for one in compare_versions(old, new).differences]
    [('added', 'Densho'), ('renamed', 'Sierra Club')]
    """
    members = sorted(old.members, key=_by_name), sorted(new.members, key=_by_name)
    pairs, removed, added = _matched(*members, _forms(answers))
    differences: list[Difference] = []
    if removed or added:
        known = _Known(old.members, new.members, answers)
        further, removed, added = _one_to_one(removed, added, known.cluster_of)
        pairs += further
        left_over = _left_over(pairs, removed, added, known, (old, new))
        differences += [one for one in left_over if not _is_only_printed(one, old, new)]
    headings, why = _Headings.of(old, new), _Why(answers)
    changed = [_of_pair(pair, old, new, headings, why) for pair in pairs]
    differences += [difference for each in changed for difference in each]
    return Comparison(old, new, tuple(sorted(differences, key=_place)), sum(not each for each in changed))


def _by_name(member: Member) -> tuple[str, ...]:
    return member.name, member.kind, member.affiliation or "", member.title or "", member.location or ""


def _is_only_printed(difference: Difference, old: Version, new: Version) -> bool:
    """Whether a clean list is compared with a letter, which prints a signatory once more, in another spelling."""
    if difference.change is Change.SPLIT:
        return old.is_grouped and not new.is_grouped
    return difference.change is Change.MERGED and new.is_grouped and not old.is_grouped


def _place(difference: Difference) -> tuple[object, ...]:
    order = list(Change).index(difference.change), list(Kind).index(difference.kind)
    names = difference.old or "", difference.field or "", difference.before or "", difference.after or ""
    return (*order, sort_key(difference.name, difference.kind), *names, difference.old_line, difference.new_line)


Matched = tuple[list[_Pair], list[Member], list[Member]]


def _forms(answers: Answers) -> dict[Kind, Forms]:
    """Which spellings of each kind stand for one another."""
    return {kind: Forms(kind, answers.different) for kind in Kind}


def _matched(old: Sequence[Member], new: Sequence[Member], forms: Mapping[Kind, Forms]) -> Matched:
    """The pairs that need no weighing, the surest first, and what is left over."""
    pairs: list[_Pair] = []
    removed, added = list(old), list(new)
    keys: tuple[Callable[[Member], Hashable], ...] = (
        lambda member: (member.kind, member.name),
        lambda member: member.name,
        _by_alias(old, new),
        lambda member: (member.kind, forms[member.kind].of(member.name)),
    )
    for key in keys:
        found, removed, added = _one_to_one(removed, added, key)
        pairs += found
    return pairs, removed, added


def _by_alias(old: Sequence[Member], new: Sequence[Member]) -> Callable[[Member], Hashable]:
    """The key under which a member meets one that one of the versions gives the same spelling."""
    root: dict[tuple[Kind, str], tuple[Kind, str]] = {}

    def find(spelling: tuple[Kind, str]) -> tuple[Kind, str]:
        while (above := root.setdefault(spelling, spelling)) != spelling:
            spelling = above
        return spelling

    for member in (*old, *new):
        for alias in member.spellings:
            ends = sorted((find((member.kind, member.name)), find((member.kind, alias))))
            root[ends[1]] = ends[0]
    return lambda member: find((member.kind, member.name))


def _one_to_one(removed: Sequence[Member], added: Sequence[Member], key: Callable[[Member], Hashable]) -> Matched:
    """Pair members of one key, the most alike first; a person's namesake of another affiliation comes last."""
    there: defaultdict[Hashable, list[Member]] = defaultdict(list)
    for member in added:
        there[key(member)].append(member)
    here: defaultdict[Hashable, list[Member]] = defaultdict(list)
    for member in removed:
        if key(member) in there:
            here[key(member)].append(member)
    pairs: list[_Pair] = []
    for same, members in here.items():
        left, right = list(members), list(there[same])
        while ranked := [
            (_likeness(one, other), -at, -to)
            for at, one in enumerate(left)
            for to, other in enumerate(right)
            if one.name == other.name or not _are_namesakes(one, other)
        ]:
            _, at, to = max(ranked)
            pairs.append(_Pair(left.pop(-at), right.pop(-to)))
    done = {id(member) for pair in pairs for member in pair}
    return (
        pairs,
        [member for member in removed if id(member) not in done],
        [member for member in added if id(member) not in done],
    )


def _likeness(one: Member, other: Member) -> tuple[float, ...]:
    return (
        float(one.name == other.name),
        float(not _are_namesakes(one, other)),
        float(_folded(one.affiliation) == _folded(other.affiliation)),
        float(_folded(one.title) == _folded(other.title)),
        compare(one.name, other.name, one.kind).score if one.name != other.name else 1.0,
    )


def _are_namesakes(one: Member, other: Member) -> bool:
    """Whether the affiliations show two persons of one name."""
    left, right = _folded(one.affiliation), _folded(other.affiliation)
    return one.kind is Kind.PERSON and bool(left and right) and left != right


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


class _Known:
    """What the names of both versions together say: which are one signatory, and which may be."""

    def __init__(self, old: Sequence[Member], new: Sequence[Member], answers: Answers) -> None:
        self.why = _Why(answers)
        group = grouper(answers) or group_names
        self.groupings: dict[Kind, Grouping] = {}
        self._alias = _by_alias(old, new)
        self._cluster: dict[tuple[Kind, str], int] = {}
        for kind in Kind:
            members = [member for member in (*old, *new) if member.kind is kind]
            names = {name for member in members for name in (member.name, *member.spellings)}
            self.groupings[kind] = group(dict.fromkeys(sorted(names), 1), kind, None)
            for number, cluster in enumerate(self.groupings[kind].clusters):
                self._cluster.update(((kind, name), number) for name in cluster)

    def cluster_of(self, member: Member) -> Hashable:
        """What two members share who are one signatory."""
        return member.kind, self._cluster[member.kind, member.name]

    def homes_of(self, member: Member) -> tuple[Hashable, ...]:
        """The same, and what members share to whom a version gives one spelling."""
        return self.cluster_of(member), self._alias(member)

    def doubts(self) -> Iterator[tuple[Kind, int, int, float, str]]:
        """The pairs of clusters that may be one, with score and reason, the likeliest first."""
        for (kind, _), number in sorted(self._cluster.items()):
            if kind is Kind.PERSON:
                yield kind, number, number, 1.0, "the same name, with another affiliation"
        for kind, grouping in self.groupings.items():
            for match in sorted(grouping.doubtful, key=lambda match: (-match.score, match.left, match.right)):
                left, right = self._cluster[kind, match.left], self._cluster[kind, match.right]
                yield kind, left, right, match.score, "; ".join(match.reasons)


# --- What differs -----------------------------------------------------------------------------------------------


def _left_over(
    pairs: Iterable[_Pair],
    removed: Sequence[Member],
    added: Sequence[Member],
    known: _Known,
    versions: tuple[Version, Version],
) -> Iterator[Difference]:
    """What became of members that have no counterpart: part of another, or nothing.

    A version that is grouped has told apart whom it lists: two of its members are one only where the other version
    gives the name of one as a spelling.
    """
    pair_of: dict[Hashable, _Pair] = {}
    for pair in sorted(pairs, key=lambda pair: _by_name(pair.new)):
        for home in (*known.homes_of(pair.old), *known.homes_of(pair.new)):
            pair_of.setdefault(home, pair)

    def partner(member: Member, *, is_told_apart: bool) -> _Pair | None:
        homes = known.homes_of(member)[is_told_apart:]
        found = next((pair_of[home] for home in homes if home in pair_of), None)
        return found if found and not any(_are_namesakes(member, other) for other in found) else None

    gone: list[Member] = []
    fresh: list[Member] = []
    for member in removed:
        if into := partner(member, is_told_apart=versions[0].is_grouped):
            yield Difference(
                Change.MERGED,
                member.kind,
                member.name,
                into.new.name,
                why=known.why(member, into.new),
                old_line=member.line,
                new_line=into.new.line,
            )
        else:
            gone.append(member)
    for member in added:
        if out_of := partner(member, is_told_apart=versions[1].is_grouped):
            yield Difference(
                Change.SPLIT,
                member.kind,
                out_of.old.name,
                member.name,
                why=known.why(out_of.old, member),
                old_line=out_of.old.line,
                new_line=member.line,
            )
        else:
            fresh.append(member)
    yield from _gone_and_fresh(gone, fresh, known, versions)


def _gone_and_fresh(
    gone: Sequence[Member], fresh: Sequence[Member], known: _Known, versions: tuple[Version, Version]
) -> Iterator[Difference]:
    """Members that are removed and added, each with what it may be on the other side, or what was said of it."""
    before, withdrawn = map(_withdrawn, versions)
    left = _by_cluster(gone, known)
    right = _by_cluster(fresh, known)
    perhaps: dict[int, tuple[str, str]] = {}
    for kind, one, other, _, why in known.doubts():
        for here, there in ((one, other), (other, one)):
            for lost, found in zip(left.get((kind, here), ()), right.get((kind, there), ()), strict=False):
                if id(lost) not in perhaps and id(found) not in perhaps:
                    perhaps[id(lost)], perhaps[id(found)] = (found.name, why), (lost.name, why)
    for member in gone:
        other_name, why = perhaps.get(id(member), (None, withdrawn.get((member.kind, member.name), "")))
        yield Difference(
            Change.REMOVED, member.kind, old=member.name, perhaps=other_name, why=why, old_line=member.line
        )
    for member in fresh:
        other_name, why = perhaps.get(id(member), (None, before.get((member.kind, member.name), "")))
        yield Difference(Change.ADDED, member.kind, new=member.name, perhaps=other_name, why=why, new_line=member.line)


def _withdrawn(version: Version) -> dict[tuple[Kind, str], str]:
    """What a version says of those it leaves out since they withdrew, by each of their names."""
    return {(one.kind, name): said for one, said in version.withdrawn for name in (*one.spellings, one.name)}


def _by_cluster(members: Iterable[Member], known: _Known) -> Mapping[Hashable, Sequence[Member]]:
    gathered: defaultdict[Hashable, list[Member]] = defaultdict(list)
    for member in members:
        gathered[known.cluster_of(member)].append(member)
    return gathered


def _of_pair(pair: _Pair, old: Version, new: Version, headings: _Headings, why: _Why) -> tuple[Difference, ...]:
    """What differs between the two sides of one signatory."""
    before, after = pair
    told = Difference(Change.CHANGED, after.kind, before.name, after.name, old_line=before.line, new_line=after.line)
    found: list[Difference] = []
    if before.name != after.name and not _is_as_listed(pair, old, new):
        found.append(replace(told, change=Change.RENAMED, why=why(before, after)))
    both = old.knows & new.knows
    if KIND in both and before.kind is not after.kind and before.is_sure_of_kind and after.is_sure_of_kind:
        found.append(replace(told, change=Change.MOVED, field=KIND, before=str(before.kind), after=str(after.kind)))
    found += _moved(told, pair, both, headings)
    fields = (TITLE, AFFILIATION, LOCATION) if after.kind is Kind.PERSON else (LOCATION,)
    for field in fields:
        values = getattr(before, field) or "", getattr(after, field) or ""
        if field in both and before.kind is after.kind and " ".join(values[0].split()) != " ".join(values[1].split()):
            found.append(replace(told, field=field, before=values[0], after=values[1]))
    return tuple(found)


def _is_as_listed(pair: _Pair, old: Version, new: Version) -> bool:
    """Whether a clean list is compared with a letter, which prints one of the spellings that the list has."""
    if old.is_grouped == new.is_grouped:
        return False
    listed, printed = pair if old.is_grouped else (pair.new, pair.old)
    return printed.name in listed.spellings or tidy(printed.name) == listed.name


class _Headings(NamedTuple):
    """The headings of both versions, and whether the numbers of their lists can be compared."""

    old: frozenset[str]
    new: frozenset[str]
    as_many_lists: bool

    @classmethod
    def of(cls, old: Version, new: Version) -> _Headings:
        """What both versions print over and between their names."""
        lists = [len({number for member in version.members for number in member.lists}) for version in (old, new)]
        return cls(_headings(old), _headings(new), lists[0] == lists[1])


def _headings(version: Version) -> frozenset[str]:
    return frozenset(heading for member in version.members for heading in member.groups if heading)


def _moved(told: Difference, pair: _Pair, both: frozenset[str], headings: _Headings) -> Iterator[Difference]:
    """Another heading, or, where no headings part the lists, another of the lists."""
    if GROUP in both and headings.old and headings.new:
        left, right = set(pair.old.groups) - set(pair.new.groups), set(pair.new.groups) - set(pair.old.groups)
        # A heading that reads differently, and has all its names still, has moved nobody.
        if left and right and (left & headings.new or right & headings.old or "" in left | right):
            before, after = (" | ".join(sorted(groups)) for groups in (left, right))
            yield replace(told, change=Change.MOVED, field=GROUP, before=before, after=after)
    elif LIST in both and not headings.old and not headings.new and headings.as_many_lists:
        before, after = (", ".join(map(str, sorted(member.lists))) for member in pair)
        if before and after and before != after:
            yield replace(told, change=Change.MOVED, field=LIST, before=before, after=after)


class _Why:
    """Why two names are one signatory, in words."""

    def __init__(self, answers: Answers) -> None:
        self._forms = _forms(answers)
        self._said = {
            kind: {frozenset(map(forms.of, pair)) for pair in answers.same} for kind, forms in self._forms.items()
        }

    def __call__(self, one: Member, other: Member) -> str:
        if one.name == other.name:
            return "printed with less" if one.kind is Kind.PERSON else "printed once more"
        if frozenset(map(self._forms[other.kind].of, (one.name, other.name))) in self._said[other.kind]:
            return SAID
        match = compare(one.name, other.name, other.kind)
        if match.verdict is Verdict.SAME:
            return "; ".join(match.reasons)
        if {one.name, *one.spellings} & {other.name, *other.spellings}:
            return "one is given as a spelling of the other"
        return "by way of a third spelling"
