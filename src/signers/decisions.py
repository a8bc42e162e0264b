"""From what people decided, one thing after another, to what is in force, and from that to entries, clusters, list.

    decisions → answers in force → signatories as they should read → clusters

A decision is about names as printed. It holds for every printed name of the same form, so that it outlives the next
version of a letter, another order of its lines, and the letter itself. The last word about something is in force.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from signers.folding import words_of
from signers.model import Action, Answers, Decision, Kind, Signatory, Withdrawal
from signers.names import comparison_key
from signers.namesakes import labelled, shown_name
from signers.person_names import body_of, person_key, printed_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Value = TypeVar("Value")
Pair = tuple[str, str]
Form = tuple[str, ...]

PAIRS = frozenset({Action.SAME, Action.DIFFERENT, Action.UNSURE})
ENTRIES = frozenset({Action.ENTRY_OK, Action.ENTRY_UNSURE, Action.NOT_AN_ENTRY, Action.MEND, Action.JOIN, Action.SPLIT})
_STANDING = frozenset({Action.WITHDRAW, Action.RESTORE})


# --- What is in force -------------------------------------------------------------------------------------------


def last_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions without those that a later one about the same thing replaces, in the order decided.

    >>> said = [Decision(Action.SAME, ("CAIR", "CAIR Ohio")), Decision(Action.DIFFERENT, ("CAIR Ohio", "CAIR"))]
    >>> [decision.action.value for decision in last_words(said)]
    ['different']
    """
    last: dict[object, Decision] = {}
    for decision in decisions:
        subject = subject_of(decision)
        last.pop(subject, None)
        last[subject] = decision
    return tuple(last.values())


def subject_of(decision: Decision) -> object:
    """What a decision is about: of two decisions about one thing the later is in force."""
    action, names = decision.action, decision.names
    if action in PAIRS:
        return "pair", frozenset(_told_apart(*names[:2]))
    if action in _STANDING:
        return "standing", comparison_key(names[0])
    if action is Action.JOIN:
        return "join", tuple(map(_words, names))
    return ("entry" if action in ENTRIES else action), _words(names[0])


def in_known_words(decision: Decision, answers: Answers, kind: Kind) -> tuple[Decision, ...]:
    """A decision about two names of a kind, under the spellings that earlier ones about the same two have, if any.

    So it takes the place of each, also where only a name of this kind has the spellings in one form.

    >>> answers = Answers(same=(("Dr. Ada Lovelace", "A. Lovelace"),))
    >>> found = in_known_words(Decision(Action.DIFFERENT, ("A. Lovelace", "Ada Lovelace")), answers, Kind.PERSON)
    >>> [decision.names for decision in found]
    [('Dr. Ada Lovelace', 'A. Lovelace')]
    """
    forms = Forms(kind, answers.different)
    about = set(map(forms.of, decision.names))
    if decision.action not in PAIRS or len(about) == 1:  # two names of one form are told apart by their spelling
        return (decision,)
    known = (*answers.same, *answers.different, *answers.unsure)
    return tuple(replace(decision, names=pair) for pair in known if set(map(forms.of, pair)) == about) or (decision,)


def says_the_same(one: Decision, other: Decision) -> bool:
    """Whether two decisions about one thing come to the same."""
    if one.action is not other.action or one.names[2:] != other.names[2:]:
        return False
    if one.action is Action.SPLIT and one.names[1:] != other.names[1:]:
        return False
    return (one.value, one.on, one.reason) == (other.value, other.on, other.reason)


class Printed:
    """The names that letters print, to tell which decisions still are about one."""

    def __init__(self, signatories: Iterable[Signatory]) -> None:
        names = {(entry.name, entry.kind) for entry in signatories}
        self._words = {_words(name) for name, _ in names}
        self._keys = {(person_key if kind is Kind.PERSON else comparison_key)(name) for name, kind in names}

    def missing(self, decision: Decision) -> tuple[str, ...]:
        """The names of a decision that no letter prints; a withdrawn name may be waiting for the next letter."""
        if decision.action in _STANDING:
            return ()
        names = decision.names[:1] if decision.action is Action.SPLIT else decision.names
        return tuple(name for name in names if not self._prints(name, entry=decision.action in ENTRIES))

    def _prints(self, name: str, *, entry: bool) -> bool:
        if _words(name) in self._words:
            return True
        return not entry and bool({comparison_key(name), person_key(name)} & self._keys)


def _told_apart(left: str, right: str) -> Pair:
    """The two names in the loosest form in which they still are two."""
    for form in (comparison_key, _words):
        if form(left) != form(right):
            return form(left), form(right)
    return left, right


def _words(name: str) -> str:
    return " ".join(words_of(name)) or name


def in_force(decisions: Iterable[Decision]) -> Answers:
    """The answers that these decisions, undone ones left out, come to.

    >>> in_force([Decision(Action.RENAME, ("ACLU",), "American Civil Liberties Union")]).names
    {'ACLU': 'American Civil Liberties Union'}
    """
    by_action: defaultdict[Action, list[Decision]] = defaultdict(list)
    for decision in last_words(decisions):
        by_action[decision.action].append(decision)

    def pairs(action: Action) -> tuple[Pair, ...]:
        return tuple(sorted({_pair(decision) for decision in by_action[action]}))

    def values(action: Action) -> dict[str, str]:
        return {decision.names[0]: decision.value for decision in by_action[action]}

    return Answers(
        same=pairs(Action.SAME),
        different=pairs(Action.DIFFERENT),
        unsure=pairs(Action.UNSURE),
        names=values(Action.RENAME),
        sort_keys=values(Action.SORT_AS),
        kinds={name: Kind(value) for name, value in values(Action.KIND).items()},
        withdrawn=tuple(
            Withdrawal(decision.names[0], decision.on, decision.reason)
            for decision in sorted(by_action[Action.WITHDRAW], key=lambda decision: decision.names)
        ),
        fine=frozenset(values(Action.ENTRY_OK)),
        unsure_entries=frozenset(values(Action.ENTRY_UNSURE)),
        dropped=frozenset(values(Action.NOT_AN_ENTRY)),
        mended=values(Action.MEND),
        joined={decision.names: decision.value or " ".join(decision.names) for decision in by_action[Action.JOIN]},
        split={decision.names[0]: decision.names[1:] for decision in by_action[Action.SPLIT]},
    )


def _pair(decision: Decision) -> Pair:
    left, right = sorted(decision.names[:2])
    return left, right


def fingerprint(answers: Answers) -> str:
    """Tells whether two groupings were made with the same answers; empty where none has a part in grouping.

    Before the dot stands what decides who is together, behind it what clusters are called.
    """
    parts = (
        answers.same,
        answers.different,
        sorted(answers.kinds.items()),
        sorted(answers.dropped),
        sorted(answers.mended.items()),
        sorted(answers.joined.items()),
        sorted(answers.split.items()),
    )
    names = list(answers.names.items())  # in their order: the last one counts
    if not (names or any(parts)):
        return ""
    from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL, which most commands do without

    together, called = (
        sha256(repr(part).encode("utf-8", "replace")).hexdigest()[:16] if any(part) else "" for part in (parts, names)
    )
    return f"{together}.{called}"


def differ_in_names_only(one: str, other: str) -> bool:
    """Whether two fingerprints are of answers that put the same names together."""
    return one.partition(".")[0] == other.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot all be right: two names said to be different, and the answers that make them one."""

    different: Pair
    same: tuple[Pair, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """The answers in words.

        >>> Contradiction(("A", "C"), (("A", "B"), ("B", "C"))).said
        ('“A” and “B” are one', '“B” and “C” are one', '“A” and “C” are not')
        """
        one, other = self.different
        return (*(f"“{left}” and “{right}” are one" for left, right in self.same), f"“{one}” and “{other}” are not")


def contradictions(
    answers: Answers, kind: Kind = Kind.ORGANIZATION, names: Iterable[str] | None = None
) -> tuple[Contradiction, ...]:
    """Where answers contradict each other: for each "different" the shortest way of "same" that joins its names.

    `kind` is what the names are of, by which their forms go. Where all `names` of this kind are given, only those
    contradictions count that are about two of them.

    >>> found = contradictions(Answers(same=(("A", "B"), ("B", "C")), different=(("A", "C"),)))
    >>> found[0].same
    (('A', 'B'), ('B', 'C'))
    """
    if not (answers.same and answers.different):
        return ()
    forms = Forms(kind, answers.different)
    ways: defaultdict[Form, list[tuple[Form, Pair]]] = defaultdict(list)
    for pair in answers.same:
        left, right = map(forms.of, pair)
        ways[left].append((right, pair))
        ways[right].append((left, pair))
    found = ((pair, _way(ways, *map(forms.of, pair))) for pair in answers.different)
    every = tuple(Contradiction(pair, way) for pair, way in found if way)
    if names is None or not every:
        return every
    there = set(map(forms.of, names))
    return tuple(one for one in every if len({forms.of(name) for pair in one.same for name in pair} & there) > 1)


def overruled(decisions: Iterable[Decision], new: Iterable[Decision]) -> tuple[tuple[Decision, Decision], ...]:
    """The earlier answers about two names against which something new speaks, each with what is said now.

    >>> [(was, now)] = overruled([Decision(Action.SAME, ("A", "B"))], [Decision(Action.DIFFERENT, ("B", "A"))])
    >>> was.action.value, now.action.value
    ('same', 'different')
    """
    current = {subject_of(decision): decision for decision in last_words(decisions)}
    against = {frozenset((Action.SAME, Action.DIFFERENT))}
    return tuple(
        (was, now)
        for now in new
        if now.action in PAIRS
        and (was := current.get(subject_of(now))) is not None
        and frozenset((was.action, now.action)) in against
    )


def _way(ways: Mapping[Form, Sequence[tuple[Form, Pair]]], start: Form, goal: Form) -> tuple[Pair, ...]:
    """The fewest pairs that lead from one form to the other; none where nothing does."""
    came_by: dict[Form, tuple[Pair, ...]] = {start: ()}
    front = [start]
    while front and goal not in came_by:
        following = []
        for form in front:
            for other, pair in ways.get(form, ()):
                if other not in came_by:
                    came_by[other] = (*came_by[form], pair)
                    following.append(other)
        front = following
    return came_by.get(goal, ())


# --- Names in answers, and names in letters ---------------------------------------------------------------------


class Forms:
    """Which spellings stand for one another: those of one comparison key, unless a person said that two differ."""

    def __init__(self, kind: Kind, different: Iterable[Pair] = ()) -> None:
        self._key: Callable[[str], str] = person_key if kind is Kind.PERSON else comparison_key
        self._parted: dict[str, Callable[[str], str]] = {}
        for left, right in different:
            if self._key(left) == self._key(right):
                by_words = _words(left) != _words(right) and self._parted.get(self._key(left)) is not str
                self._parted[self._key(left)] = _words if by_words else str

    def of(self, name: str) -> Form:
        """The form of a name: two names with one form are one signatory to every answer."""
        key = self._key(name)
        finer = self._parted.get(key)
        return (key, finer(name)) if finer else (key,)


class ByForm(Generic[Value]):
    """Answers about single names, to be found by any spelling of the form; the later answer counts.

    What was said of a name holds for its namesakes too (see `namesakes`), where nothing was said of their labels.
    """

    def __init__(self, forms: Forms, values: Iterable[tuple[str, Value]]) -> None:
        self._forms = forms
        self._values = {forms.of(name): (place, value) for place, (name, value) in enumerate(values)}

    def of_any(self, names: Iterable[str]) -> Value | None:
        """The latest value for any of the names."""
        if not self._values:
            return None
        found = [self._values[form] for form in map(self._forms.of, names) if form in self._values]
        if not found:
            plain = {self._forms.of(printed_name(name)) for name in names if name.endswith("]")}
            found = [self._values[form] for form in plain if form in self._values]
        return max(found, key=lambda value: value[0])[1] if found else None


# --- Signatories as they should read ----------------------------------------------------------------------------


def corrected(signatories: Iterable[Signatory], answers: Answers) -> tuple[Signatory, ...]:
    """The entries as people decided they should be read: some left out, mended, joined, split, of another kind.

    An entry is found by the words of its name. Each stays where it is printed; `text`, the entry as printed, stays.
    Namesakes stand under labels (see `namesakes`).
    """
    entries = tuple(signatories)
    if answers.joined:
        entries = tuple(_joined(entries, {tuple(map(_words, names)): v for names, v in answers.joined.items()}))
    entries = _under_labels(entries, answers)
    if answers.split:
        entries = tuple(_split(entries, {_words(name): parts for name, parts in answers.split.items()}))
    if answers.dropped:
        dropped = set(map(_words, answers.dropped))
        entries = tuple(entry for entry in entries if _words(entry.name) not in dropped)
    if answers.mended:
        mended = {_words(name): value for name, value in answers.mended.items()}
        entries = tuple(_changed(entry, name=_mended(entry.name, mended)) for entry in entries)
    if answers.kinds:
        kind_of = _kinds(answers.kinds)
        entries = tuple(_changed(entry, kind=kind_of(entry)) for entry in entries)
    entries = _of_one_kind(entries, answers) if answers.same else entries
    return tuple(labelled(entries, answers))


def _under_labels(entries: tuple[Signatory, ...], answers: Answers) -> tuple[Signatory, ...]:
    """The entries, those of namesakes about one of whom something was said of his entry under his label."""
    said = {name for name in (*answers.split, *answers.dropped, *answers.mended, *answers.kinds) if body_of(name)}
    if not said:
        return entries
    meant = set(map(_words, said))
    labels = labelled(entries, answers)
    return tuple(label if _words(label.name) in meant else entry for entry, label in zip(entries, labels, strict=True))


def corrected_rows(entries: Sequence[Signatory], answers: Answers) -> tuple[Signatory | None, ...]:
    """The rows of a table as they should read, one for each; None for one that is nobody's name.

    Rows of a table are neither joined nor split.
    """
    dropped = set(map(_words, answers.dropped))
    rows = corrected(entries, replace(answers, dropped=frozenset(), joined={}, split={}))
    return tuple(None if _words(entry.name) in dropped else row for entry, row in zip(entries, rows, strict=True))


def _changed(entry: Signatory, *, name: str | None = None, kind: Kind | None = None) -> Signatory:
    name, kind = name or entry.name, kind or entry.kind
    if kind is not entry.kind and name == entry.name:
        name = shown_name(entry)  # no organization stands under a person's label
    return entry if (name, kind) == (entry.name, entry.kind) else replace(entry, name=name, kind=kind)


def _joined(entries: Sequence[Signatory], joins: Mapping[tuple[str, ...], str]) -> Iterable[Signatory]:
    lengths = sorted({len(names) for names in joins}, reverse=True)
    at = 0
    while at < len(entries):
        for length in lengths:
            run = entries[at : at + length]
            name = joins.get(tuple(_words(entry.name) for entry in run))
            if name and len({(entry.letter, entry.block) for entry in run}) == 1:
                yield replace(
                    run[0],
                    name=name,
                    end_line=run[-1].end_line,
                    text=" ".join(entry.text for entry in run if entry.text),
                )
                at += length
                break
        else:
            yield entries[at]
            at += 1


def _split(entries: Iterable[Signatory], splits: Mapping[str, tuple[str, ...]]) -> Iterable[Signatory]:
    for entry in entries:
        parts = splits.get(_words(entry.name))
        yield from (replace(entry, name=part) for part in parts) if parts else (entry,)


def _mended(name: str, mended: Mapping[str, str]) -> str:
    """What a name should read, also where what it was mended to was mended again."""
    seen = set()
    while (words := _words(name)) in mended and words not in seen:
        seen.add(words)
        name = mended[words]
    return name


def mended_to(name: str, answers: Answers) -> tuple[str, ...]:
    """The names, as they were when they were mended, of entries that people mended to read so.

    >>> mended_to("access now", Answers(mended={"Acces Now": "Access", "Access": "Access Now", "Densho": "D"}))
    ('Acces Now', 'Access')
    """
    mended = {_words(before): value for before, value in answers.mended.items()}
    return tuple(before for before in answers.mended if _words(_mended(before, mended)) == _words(name))


def _kinds(kinds: Mapping[str, Kind]) -> Callable[[Signatory], Kind]:
    """Tells the kind of an entry: what was said of these words, else of the form of such a name."""
    by_words = {_words(name): kind for name, kind in kinds.items()}
    by_key = {
        kind: {(person_key if kind is Kind.PERSON else comparison_key)(name) for name in kinds if kinds[name] is kind}
        for kind in Kind
    }

    def kind_of(entry: Signatory) -> Kind:
        said = by_words.get(_words(entry.name))
        if said is not None:
            return said
        if entry.kind is Kind.ORGANIZATION:
            return Kind.PERSON if person_key(entry.name) in by_key[Kind.PERSON] else entry.kind
        return Kind.ORGANIZATION if comparison_key(entry.name) in by_key[Kind.ORGANIZATION] else entry.kind

    return kind_of


def _of_one_kind(entries: tuple[Signatory, ...], answers: Answers) -> tuple[Signatory, ...]:
    """The entries, those of one signatory of one kind: the kind that was said of one of them, else that of the most.

    In another format a letter may be read with another kind for a name; what is one signatory stays one all the same.
    """
    joined = _joined_keys(answers.same)
    known = {comparison_key(name): kind for name, kind in sorted(answers.kinds.items())}
    said = {joined[key]: kind for key, kind in sorted(known.items()) if key in joined}
    counts: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    homes = [joined.get(comparison_key(entry.name)) for entry in entries]
    for home, entry in zip(homes, entries, strict=True):
        if home is not None:
            counts[home][entry.kind] += 1
    kinds = {
        home: said.get(home) or max(Kind, key=lambda kind: (found[kind], kind is Kind.ORGANIZATION))
        for home, found in counts.items()
    }
    return tuple(
        entry if home is None else _changed(entry, kind=kinds[home]) for home, entry in zip(homes, entries, strict=True)
    )


def _joined_keys(same: Iterable[Pair]) -> dict[str, str]:
    """For each comparison key in pairs of one signatory the one that stands for all that are joined to it."""
    groups: dict[str, set[str]] = {}
    for pair in same:
        group = set[str]().union(*(groups.get(key, {key}) for key in map(comparison_key, pair)))
        groups.update(dict.fromkeys(group, group))
    return {key: min(group) for key, group in groups.items()}
