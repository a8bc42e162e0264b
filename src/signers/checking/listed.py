"""Rules about who is listed: twice, in two spellings, after withdrawing, among persons and not organizations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from signers.checking.document import is_plain, is_row, uncased
from signers.checking.findings import Finding, Removal, Wanted
from signers.checking.rule import finding_in, quoted, rule
from signers.decisions import Forms
from signers.details import kind_of_heading
from signers.folding import folded
from signers.model import Answers, Kind, Verdict
from signers.persons import body_words, person_bits
from signers.settling import SAID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from signers.checking.document import Document, Item
    from signers.model import Grouping, Match, Withdrawal

# --- Who is listed twice, or any more ---------------------------------------------------------------------------

_COPIED = 0.5  # of the names of the shorter of two lists: so many in both, and one is a copy of the other


class _Earlier:
    """Finds the entry that a later one repeats: in the same list, or in another that is no copy of it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._names: defaultdict[int, set[str]] = defaultdict(set)
        for item in items:
            self._names[item.signatory.block].add(uncased(item.signatory.name))

    def are_together(self, one: Item, other: Item) -> bool:
        """Whether the two entries may repeat one another."""
        left, right = self._names[one.signatory.block], self._names[other.signatory.block]
        return left is right or len(left & right) < _COPIED * min(len(left), len(right))

    def of(self, item: Item, before: Iterable[Item]) -> Item | None:
        """The first of the entries before that this one repeats."""
        return next((one for one in before if self.are_together(one, item) and not _are_namesakes(one, item)), None)


def _are_namesakes(one: Item, other: Item) -> bool:
    """Whether two entries of one name are told to be two persons by what else is printed with them."""
    if one.signatory.kind is not Kind.PERSON:
        return False
    left = one.signatory.affiliation or one.signatory.title or one.signatory.location
    right = other.signatory.affiliation or other.signatory.title or other.signatory.location
    return bool(left and right) and uncased(left or "") != uncased(right or "")


@rule("duplicate", "a name is printed twice", is_mendable=True)
def duplicates(document: Document, _: Wanted) -> Iterator[Finding]:
    """A name that the list prints already, but for capitals and spaces.

    A list that is printed once more as a whole, as on an attachment, repeats nobody; nor do two persons of one name
    with different affiliations. Mended where both lines hold the name and nothing else, and of CSV where both rows are
    the same.
    """
    earlier = _Earlier(document.items)
    seen: defaultdict[tuple[Kind, str], list[Item]] = defaultdict(list)
    for item in document.items:
        before = seen[item.signatory.kind, uncased(item.signatory.name)]
        if first := earlier.of(item, before):
            same = document.typed(item.first.number).strip() == document.typed(first.first.number).strip() != ""
            is_alone = is_plain(document, (first, item)) or (is_row(document, first) and is_row(document, item))
            mends = (Removal(item.first.number),) if same and is_alone else ()
            says = f"{quoted(item.signatory.name)} is printed on line {first.first.number} already"
            yield finding_in(item, "duplicate", says, "take one out", *mends)
        before.append(item)


def _groupings(document: Document, wanted: Wanted) -> Iterator[tuple[Kind, Grouping]]:
    for kind in Kind:
        if names := [item.signatory.name for item in document.items if item.signatory.kind is kind]:
            yield kind, _grouping(tuple(names), kind, wanted.answers.same, wanted.answers.different)


Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def _grouping(names: tuple[str, ...], kind: Kind, same: Pairs, different: Pairs) -> Grouping:
    """The grouping of a list as people decided, which two rules ask for."""
    from signers.grouping import group_names  # noqa: PLC0415 - it takes a quarter of a second, and few rules need it
    from signers.settling import grouper  # noqa: PLC0415 - the same

    group = grouper(Answers(same=same, different=different)) or group_names
    return group(Counter(names), kind, None)


def _by_name(document: Document, kind: Kind) -> dict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in document.items:
        if item.signatory.kind is kind:
            found[item.signatory.name].append(item)
    return found


# Evidence that is weighty, and does not say what a person must look at.
_SAYS_LITTLE = frozenset(("shared words", "nothing more", "words"))
_MOST_REASONS = 2


@rule("respelled", "a signatory stands there twice, in two spellings")
def respelled(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """Two names that are surely one signatory, such as “Sierra Club” and “The Sierra Club, Inc.”.

    What is sure is told as by `signers dedupe`, and what people decided is heard.
    """
    from signers.matching import compare  # noqa: PLC0415 - the same

    earlier = _Earlier(document.items)
    for kind, grouping in _groupings(document, wanted):
        there, said = _by_name(document, kind), _in_pairs(wanted.answers.same, wanted, kind)
        for cluster in grouping.clusters:
            items = sorted((item for name in cluster for item in there[name]), key=_place)
            for at, item in enumerate(items):
                name = item.signatory.name
                first = earlier.of(item, items[:at])
                if first is None or any(uncased(one.signatory.name) == uncased(name) for one in items[:at]):
                    continue
                match = compare(first.signatory.name, name, kind)
                why = SAID if said(first.signatory.name, name) else ""
                if match.verdict is Verdict.SAME:
                    why = _why(match)
                says = f"{quoted(name)} is {quoted(first.signatory.name)} of line {first.first.number}"
                yield finding_in(item, "respelled", f"{says}: {why}" if why else says, "keep one of the two")


def _in_pairs(said: Pairs, wanted: Wanted, kind: Kind) -> Callable[[str, str], bool]:
    """Tells whether a person said something of two names, in whatever form."""
    forms = Forms(kind, wanted.answers.different)
    pairs = {frozenset(map(forms.of, pair)) for pair in said}
    return lambda one, other: frozenset(map(forms.of, (one, other))) in pairs


def _why(match: Match) -> str:
    """The weightiest reasons that say what differs between two names, or else what they share."""
    telling = [piece for piece in match.evidence if piece.name not in _SAYS_LITTLE]
    ranked = sorted(telling or match.evidence, key=lambda piece: -abs(piece.bits))
    return "; ".join(piece.why for piece in ranked[:_MOST_REASONS])


def _place(item: Item) -> tuple[int, int, int]:
    return item.signatory.block, item.first.page, item.first.number


@rule("perhaps-duplicate", "two names may be one signatory")
def perhaps_duplicates(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """Two names that may be one signatory, which only a person can tell.

    A pair that somebody looked at is not told again: it stands in a store or a file of decisions, which `--decisions`
    names, or under `different` in signers.toml.
    """
    earlier = _Earlier(document.items)
    for kind, grouping in _groupings(document, wanted):
        there, seen = _by_name(document, kind), _in_pairs(wanted.answers.unsure, wanted, kind)
        for match in grouping.doubtful:
            first, second = sorted((there[match.left][0], there[match.right][0]), key=_place)
            pair = first.signatory.name, second.signatory.name
            if seen(*pair) or not earlier.are_together(first, second) or _are_namesakes(first, second):
                continue
            says = f"{quoted(pair[1])} may be {quoted(pair[0])} of line {first.first.number}: {_why(match)}"
            yield finding_in(second, "perhaps-duplicate", says, "look whether they are two")


@rule("withdrawn", "a signatory withdrew, and is listed", is_grave=True)
def withdrawn(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """A signatory that withdrew, under whatever spelling it is listed, as a store or a file of decisions says.

    `--decisions`, or `decisions` in signers.toml, names it. GitHub shows it as an error, and the others as warnings.
    """
    answers = wanted.answers
    gone = {one.name: one for one in answers.withdrawn}
    for kind in Kind if gone else ():
        there = _by_name(document, kind)
        if not there:
            continue
        grouping = _grouping((*there, *sorted(gone)), kind, answers.same, answers.different)
        for cluster in grouping.clusters:
            for said in [said for name, said in gone.items() if name in cluster][:1]:
                for item in [item for name in cluster for item in there.get(name, ())]:
                    name = item.signatory.name
                    says = f"{quoted(name)} {_withdrew(gone.get(name, said), item)}"
                    yield finding_in(item, "withdrawn", says, "take it out")


def _withdrew(said: Withdrawal, item: Item) -> str:
    """When and why a listed signatory withdrew, and under which name, where it is another."""
    name = f"as {quoted(said.name)}" if uncased(said.name) != uncased(item.signatory.name) else ""
    day, why = f"on {said.on}" if said.on else "", f"({said.reason})" if said.reason else ""
    return " ".join(filter(None, ("withdrew", name, day, why)))


# --- Organization or person -------------------------------------------------------------------------------------

_BODY_BITS, _PERSON_BITS = -5.0, 6.5
_MOST_STRAYED = 0.2  # of the entries under a heading: more, and the heading is not theirs
_words = re.compile(r"[^\W\d_]+").findall


@rule("kind", "an organization under the people, or a person under the organizations")
def kinds(document: Document, _: Wanted) -> Iterator[Finding]:
    """A name under a heading such as “Individuals” that is plainly an organization's, or the other way round."""
    for section in document.sections():
        said = kind_of_heading(section[0].heading)
        strayed = [item for item in section if said and _is_plainly_other(item.signatory.name, said)]
        if len(strayed) > max(1, _MOST_STRAYED * len(section)):
            continue
        what, where = _STRAYED[said or Kind.PERSON]
        for item in strayed:
            heading = quoted(item.heading or "")
            says = f"{quoted(item.signatory.name)} reads as {what}, and stands under {where} ({heading})"
            yield finding_in(item, "kind", says, "move it, or name the heading otherwise")


_STRAYED = {
    Kind.PERSON: ("an organization", "the people"),
    Kind.ORGANIZATION: ("a person", "the organizations"),
}


def _is_plainly_other(name: str, kind: Kind) -> bool:
    """Whether a name is plainly not of this kind: a pseudonym under the people is no organization.

    >>> _is_plainly_other("Institute of Peat", Kind.PERSON), _is_plainly_other("der.hans", Kind.PERSON)
    (True, False)
    """
    bits = person_bits(name)
    if kind is Kind.ORGANIZATION:
        return bits > _PERSON_BITS
    return bits < _BODY_BITS and not body_words().isdisjoint(_words(folded(name)))
