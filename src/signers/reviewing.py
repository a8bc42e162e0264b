"""The questions that a person is asked: which are left, and in which order.

    entries, clusters, doubts, answers  →  questions  →  decisions (answering.py)

A question is about names that may be one signatory, or about an entry that may be read wrongly. Entries come first,
since how they are read decides which names there are; then answers that contradict each other; then names, whose order
is that of the doubts, and last what a person was unsure about. What earlier answers settle is not asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from signers.decisions import Forms, contradictions, corrected
from signers.folding import folded, words_of
from signers.grouping import group_signatories
from signers.model import Answers, Cluster, Grouping, Kind, Match, Signatory
from signers.names import comparison_key
from signers.person_names import person_key
from signers.settling import Since, settled, standing_since
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

MOST_SIDES = 6  # signatories in one question: more are not looked over at a glance
_UNSURE_KIND = "unsure-kind"

Pair = tuple[str, str]


class About(StrEnum):
    """What a question is about."""

    NAMES = "names"  # are they one signatory?
    ANSWERS = "answers"  # they contradict each other: which names are one?
    ENTRY = "entry"  # is it read rightly?
    ENTRIES = "entries"  # did these sign at all?


@frozen
class Doubt:
    """Entries as printed about which there is one question, such as "one name or more?"."""

    entries: tuple[Signatory, ...]
    question: str


@frozen
class Member:
    """A spelling in a question; those of one `side` are one signatory already. `entries` counts where it is printed."""

    name: str
    side: int
    entries: int = 0


@frozen
class Question:
    """What a person is asked, with all that it takes to answer.

    `matches` holds the evidence about the names, `listed` the name under which each side stands on the list. Of
    entries, `text` says what is in doubt about them, and `before` and `after` are the names printed around one. `said`
    are the answers that contradict each other. `put_off` says that a person was unsure about it before.
    """

    about: About
    kind: Kind
    members: tuple[Member, ...]
    matches: tuple[Match, ...] = ()
    listed: tuple[str, ...] = ()
    entries: tuple[Signatory, ...] = ()
    text: str = ""
    before: str = ""
    after: str = ""
    said: tuple[str, ...] = ()
    put_off: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The spellings that it is about."""
        return tuple(member.name for member in self.members)

    @property
    def sides(self) -> tuple[tuple[Member, ...], ...]:
        """The spellings of each signatory in it."""
        sides: defaultdict[int, list[Member]] = defaultdict(list)
        for member in self.members:
            sides[member.side].append(member)
        return tuple(tuple(sides[side]) for side in sorted(sides))


@frozen
class Queue:
    """The questions that are left, in the order to ask them, and how much there was to ask.

    `left`, `answered` and `saved` count pairs of signatories, entries, and contradictions, so that they add up to
    `total`: what is left, what a person decided, and what needs no question any more because of other answers.
    `resting` are the questions that a person was unsure about this time.
    """

    questions: tuple[Question, ...]
    resting: tuple[Question, ...] = ()
    total: int = 0
    left: int = 0
    answered: int = 0

    @property
    def saved(self) -> int:
        """How many need not be asked because of what was answered."""
        return self.total - self.left - self.answered


@frozen
class Material:
    """What questions are made of: what the evidence says without people, and the entries in doubt.

    It holds for all answers about names. `homes` are the numbers of clusters by the comparison key of their spellings.
    """

    groupings: Mapping[Kind, Grouping]
    counts: Mapping[Kind, Mapping[str, int]]
    homes: Mapping[Kind, Mapping[str, tuple[int, ...]]]
    doubts: tuple[Doubt, ...] = ()
    neighbours: Mapping[tuple[str, int, int, str], Pair] = field(default_factory=dict)
    since: Since = field(default_factory=dict)


def gather(
    signatories: Sequence[Signatory],
    answers: Answers,
    doubts: Iterable[Doubt] = (),
    *,
    pairs: bool = True,
    further: Mapping[Kind, Iterable[Match]] | None = None,
) -> Material:
    """What may be asked about these entries, read as people decided; `doubts` are about the entries as printed.

    Without `pairs` nothing is asked about names. `further` are doubtful pairs to be asked about as well, which come up
    where answers part what the evidence joins.
    """
    groupings: dict[Kind, Grouping] = {}
    counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    homes: dict[Kind, defaultdict[str, dict[int, None]]] = {kind: defaultdict(dict) for kind in Kind}
    entries = corrected(signatories, answers) if pairs else ()
    if pairs:
        for entry in entries:
            counts[entry.kind][entry.name] += 1
        for kind, found in group_signatories(entries).items():
            groupings[kind] = _with_further(found, (further or {}).get(kind, ()))
            for number, cluster in enumerate(found.clusters):
                for name in cluster:
                    homes[kind][_key(kind)(name)][number] = None
    return Material(
        groupings,
        counts,
        {kind: {key: tuple(numbers) for key, numbers in known.items()} for kind, known in homes.items()},
        tuple(_together(doubts)),
        _neighbours(signatories),
        standing_since(entries),
    )


def _with_further(found: Grouping, further: Iterable[Match]) -> Grouping:
    known = {frozenset((match.left, match.right)) for match in found.doubtful}
    names = {name for cluster in found.clusters for name in cluster}
    new = [
        match
        for match in further
        if frozenset((match.left, match.right)) not in known and {match.left, match.right} <= names
    ]
    return replace(found, doubtful=(*found.doubtful, *new))


def _key(kind: Kind) -> Callable[[str], str]:
    return person_key if kind is Kind.PERSON else comparison_key


def _words(name: str) -> str:
    return " ".join(words_of(name)) or name


def _together(doubts: Iterable[Doubt]) -> Iterable[Doubt]:
    """The doubts, those about the same words printed in several places as one: one answer is about all of them."""
    together: dict[object, Doubt] = {}
    for number, doubt in enumerate(doubts):
        alone = len(doubt.entries) == 1
        about = (_words(doubt.entries[0].name), doubt.entries[0].kind, doubt.question) if alone else number
        known = together.get(about)
        together[about] = replace(known, entries=known.entries + doubt.entries) if known else doubt
    return together.values()


def _place(entry: Signatory) -> tuple[str, int, int, str]:
    return entry.letter, entry.page, entry.line, entry.name


def _neighbours(signatories: Sequence[Signatory]) -> Mapping[tuple[str, int, int, str], Pair]:
    """The names printed before and after each entry, in one block."""
    around: dict[tuple[str, int, int, str], Pair] = {}
    for at, entry in enumerate(signatories):
        before, after = ("", "")
        for step in (-1, 1):
            other = signatories[at + step] if 0 <= at + step < len(signatories) else None
            if other is not None and (other.letter, other.block) == (entry.letter, entry.block):
                before, after = (other.name, after) if step < 0 else (before, other.name)
        around[_place(entry)] = before, after
    return around


# --- The queue --------------------------------------------------------------------------------------------------


def queue(material: Material, answers: Answers, resting: Collection[object] = ()) -> Queue:
    """The questions that are left after these answers.

    `resting` is what a person put off and does not want to be asked now: pairs of names, words of entries (`rest_of`).
    """
    entries, asked_entries = _entry_questions(material, answers)
    names: list[Question] = []
    total = len(asked_entries)
    left, answered = len(entries), len(asked_entries) - len(entries)
    for kind, grouping in material.groupings.items():
        forms = Forms(kind, answers.different)
        torn = list(_contradicting(material, answers, kind))
        names += torn
        involved = _involved(material, answers, kind)
        now = settled(replace(grouping, clusters=involved), material.counts[kind], kind, answers, material.since)
        names += _name_questions(now, material.counts[kind], kind, answers, forms)
        decided = {frozenset(map(forms.of, pair)) for pair in (*answers.same, *answers.different)}
        open_ = {frozenset((match.left, match.right)) for match in now.doubtful}
        total += len(grouping.doubtful) + len(torn)
        left += len(now.doubtful) + len(torn)
        answered += sum(
            frozenset((forms.of(match.left), forms.of(match.right))) in decided
            for match in grouping.doubtful
            if frozenset((match.left, match.right)) not in open_
        )
    every = sorted((*entries, *names), key=_turn)
    rests = [_rests(question, resting) for question in every]
    return Queue(
        tuple(question for question, rest in zip(every, rests, strict=True) if not rest),
        tuple(question for question, rest in zip(every, rests, strict=True) if rest),
        total,
        left,
        answered,
    )


_TURNS = (About.ENTRY, About.ENTRIES, About.ANSWERS, About.NAMES)


def _turn(question: Question) -> tuple[bool, int]:
    """When a question's turn comes: what is read wrongly first, then contradictions, then names, then put-off ones."""
    return question.put_off, _TURNS.index(question.about)


def rest_of(question: Question) -> tuple[object, ...]:
    """What lets a question rest, where a person puts it off."""
    if is_about_names(question):
        return tuple(_pair(*names) for names in pairs_of(question))
    return tuple(dict.fromkeys(_words(name) for name in question.names))


def _rests(question: Question, resting: Collection[object]) -> bool:
    """Whether a question was put off now; one of which that was taken back does not rest any more."""
    is_put_off = question.put_off or question.about is About.ANSWERS  # of which nobody keeps that one was unsure
    return is_put_off and bool(resting) and set(rest_of(question)) <= set(resting)


def is_about_names(question: Question) -> bool:
    """Whether names are to be told apart or joined, and no entry is in doubt."""
    return question.about in {About.NAMES, About.ANSWERS}


def pairs_of(question: Question) -> Iterable[Pair]:
    """Two names for each two sides: those that the evidence is about, where there is some."""
    side_of = {member.name: member.side for member in question.members}
    about = {
        frozenset((side_of.get(match.left, -1), side_of.get(match.right, -1))): (match.left, match.right)
        for match in question.matches
    }
    for one, other in combinations(question.sides, 2):
        yield about.get(frozenset((one[0].side, other[0].side)), (one[0].name, other[0].name))


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left <= right else (right, left)


def _involved(material: Material, answers: Answers, kind: Kind) -> tuple[Cluster, ...]:
    """The clusters that doubts or answers are about: all others stay as they are, and need not be looked at."""
    grouping, homes, key = material.groupings[kind], material.homes[kind], _key(kind)
    names = [name for match in grouping.doubtful for name in (match.left, match.right)]
    names += [name for pairs in (answers.same, answers.different, answers.unsure) for pair in pairs for name in pair]
    numbers = {number for each in set(map(key, names)) for number in homes.get(each, ())}
    return tuple(grouping.clusters[number] for number in sorted(numbers))


def _name_questions(
    now: Grouping, counts: Mapping[str, int], kind: Kind, answers: Answers, forms: Forms
) -> Iterable[Question]:
    """One question for each pair of clusters in doubt; where all of several are in doubt about each other, one."""
    home = {name: number for number, cluster in enumerate(now.clusters) for name in cluster}
    of_form = {forms.of(name): number for name, number in home.items()}
    unsure_of = {frozenset(of_form.get(forms.of(name), -1) for name in pair) for pair in answers.unsure}
    between: dict[frozenset[int], Match] = {}
    near: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for match in now.doubtful:
        one, other = home[match.left], home[match.right]
        between[frozenset((one, other))] = match
        if frozenset((one, other)) not in unsure_of:
            near[one][other] = None
            near[other][one] = None
    asked: set[frozenset[int]] = set()
    for pair, match in between.items():
        if pair in asked:
            continue
        sides = [home[match.left], home[match.right]]
        if pair not in unsure_of:
            for other in near[sides[0]]:
                ways = [frozenset((side, other)) for side in sides]
                if len(sides) < MOST_SIDES and all(
                    way in between and way not in asked and way not in unsure_of for way in ways
                ):
                    sides.append(other)
        ways = [frozenset(way) for way in combinations(sides, 2)]
        asked.update(ways)
        clusters = [now.clusters[side] for side in sides]
        yield Question(
            About.NAMES,
            kind,
            tuple(
                Member(name, number, counts[name])
                for number, cluster in enumerate(clusters)
                for name in _in_order(cluster, [between[way] for way in ways])
            ),
            tuple(between[way] for way in ways),
            tuple(cluster.name for cluster in clusters),
            put_off=pair in unsure_of,
        )


def _in_order(cluster: Cluster, matches: Sequence[Match]) -> Sequence[str]:
    """The spellings of a cluster, the one first that the evidence is about."""
    spoken = {name for match in matches for name in (match.left, match.right)}
    return sorted(cluster.spellings, key=lambda name: name not in spoken)


def _contradicting(material: Material, answers: Answers, kind: Kind) -> Iterable[Question]:
    for found in contradictions(answers, kind, material.counts[kind]):
        forms = Forms(kind, answers.different)
        members: dict[object, str] = {}
        for name in (found.different[0], *(name for pair in found.same for name in pair), found.different[1]):
            members.setdefault(forms.of(name), name)
        counts = material.counts[kind]
        yield Question(
            About.ANSWERS,
            kind,
            tuple(Member(name, side, counts.get(name, 0)) for side, name in enumerate(members.values())),
            listed=tuple(members.values()),
            said=found.said,
        )


def _entry_questions(material: Material, answers: Answers) -> tuple[list[Question], list[Doubt]]:
    """The questions about entries that are left, and all there were."""
    decided = {
        _words(name)
        for names in (answers.fine, answers.dropped, answers.mended, answers.split, *answers.joined)
        for name in names
    }
    of_kind = {_words(name): kind for name, kind in answers.kinds.items()}
    unsure_of = set(map(_words, answers.unsure_entries))
    questions: list[Question] = []
    for doubt in material.doubts:
        entries = tuple(entry for entry in doubt.entries if _words(entry.name) not in decided)
        first = entries[0] if entries else None
        if first is None or (len(doubt.entries) == 1 and _is_of_known_kind(first, of_kind)):
            continue
        several = len({_words(entry.name) for entry in entries}) > 1
        before, after = ("", "") if several else material.neighbours.get(_place(first), ("", ""))
        names = dict.fromkeys(entry.name for entry in entries)
        questions.append(
            Question(
                About.ENTRIES if several else About.ENTRY,
                of_kind.get(_words(first.name), first.kind),
                tuple(
                    Member(name, side, sum(entry.name == name for entry in entries)) for side, name in enumerate(names)
                ),
                entries=entries,
                text=doubt.question,
                before=before,
                after=after,
                put_off=unsure_of.issuperset(map(_words, names)),
            )
        )
    return questions, list(material.doubts)


def _is_of_known_kind(entry: Signatory, of_kind: Mapping[str, Kind]) -> bool:
    """Whether the one doubt about an entry was its kind, and that was said."""
    doubts = [flag for flag in entry.flags if flag.startswith(("doubtful", "unsure"))]
    return doubts == [_UNSURE_KIND] and _words(entry.name) in of_kind


# --- What differs -----------------------------------------------------------------------------------------------


def marked(names: Sequence[str]) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """The words of each name, and whether they are what it differs in from the others.

    >>> for words in marked(["Center for Justice", "Centre for Justice"]):
    ...     print(words)
    (('Center', True), ('for', False), ('Justice', False))
    (('Centre', True), ('for', False), ('Justice', False))
    """
    written = [tuple(name.split()) for name in names]
    for form in (_form, str):
        keys = [tuple(map(form, words)) for words in written]
        if len(set(keys)) > 1:
            break
    if len(keys) == 2:
        equal: list[set[int]] = [set(), set()]
        for block in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks():
            equal[0].update(range(block.a, block.a + block.size))
            equal[1].update(range(block.b, block.b + block.size))
        differs = [[at not in same for at in range(len(key))] for key, same in zip(keys, equal, strict=True)]
    else:
        common = set(keys[0]).intersection(*keys[1:]) if keys else set()
        differs = [[word not in common for word in key] for key in keys]
    return tuple(tuple(zip(words, flags, strict=True)) for words, flags in zip(written, differs, strict=True))


def _form(word: str) -> str:
    return " ".join(words_of(word)) or folded(word)


def difference(left: str, right: str) -> tuple[str, ...]:
    """What two names differ in, in words.

    >>> difference("Center for Justice", "The Centre for Justice Fund")
    ('“Center” / “The Centre”', 'only the second has “Fund”')
    """
    one, other = left.split(), right.split()
    keys = [list(map(_form, one)), list(map(_form, other))]
    if keys[0] == keys[1]:
        keys = [one, other]
    told = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        ours, theirs = " ".join(one[i1:i2]), " ".join(other[j1:j2])
        if what == "replace":
            told.append(f"“{ours}” / “{theirs}”")
        elif what == "delete":
            told.append(f"only the first has “{ours}”")
        elif what == "insert":
            told.append(f"only the second has “{theirs}”")
    return tuple(told)


def bits_of(match: Match) -> tuple[float, float]:
    """The sum of what the evidence of a match weighs, and what two names of a list weigh before any, in bits."""
    from math import log2  # noqa: PLC0415 - only a screen asks

    score = min(max(match.score, 2.0**-60), 1 - 2.0**-53)
    odds = log2(score / (1 - score))
    return odds, odds - sum(piece.bits for piece in match.evidence)
