"""What each answer to a question decides, and what speaks against it.

    question, answer  →  decisions

Nothing is decided about sides or rows, but about names as they are printed.
"""

from __future__ import annotations

from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from signers.matching import compare
from signers.model import Action, Decision, Kind, Match
from signers.names import comparison_key
from signers.person_names import person_key
from signers.reviewing import About, Question, pairs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_MOST_COMPARED = 60  # pairs of spellings of two signatories


# --- About names ------------------------------------------------------------------------------------------------


def same(question: Question, out: Collection[str] = ()) -> tuple[Decision, ...]:
    """All names but those kept out are one signatory; each that is kept out is another one than these.

    Nothing is said of two that are kept out: they may be one, and are asked about next.

    >>> from signers.reviewing import Member
    >>> question = Question(About.NAMES, Kind.ORGANIZATION, (Member("A", 0), Member("B", 1), Member("C", 2)))
    >>> [(decision.action.value, decision.names) for decision in same(question, {"C"})]
    [('same', ('A', 'B')), ('different', ('C', 'A'))]
    """
    kept = [[member.name for member in side if member.name not in out] for side in question.sides]
    first = [side[0] for side in kept if side]
    if not first:
        raise ValueError("all names are kept out")
    if question.about is About.ANSWERS:  # each of the answers is given anew, so that none contradicts
        joined = list(combinations(first, 2))
    else:
        joined = [(first[0], other) for other in first[1:]]
    decisions = [Decision(Action.SAME, pair) for pair in joined]
    for member in question.members:
        if member.name in out:
            # The others are one with these. An answer about another side might take the place of one about a spelling
            # that differs from this one in form only.
            others = kept[member.side] or (first if question.about is About.ANSWERS else first[:1])
            decisions += [Decision(Action.DIFFERENT, (member.name, other)) for other in others]
    return tuple(decisions)


def different(question: Question) -> tuple[Decision, ...]:
    """Each side is a signatory of its own."""
    return tuple(Decision(Action.DIFFERENT, pair) for pair in pairs_of(question))


def unsure(question: Question) -> tuple[Decision, ...]:
    """Nobody knows yet. Of answers that contradict each other nothing is decided: they stay as they are."""
    if question.about is About.ANSWERS:
        return ()
    if question.about is About.NAMES:
        return tuple(Decision(Action.UNSURE, pair) for pair in pairs_of(question))
    return tuple(Decision(Action.ENTRY_UNSURE, (name,)) for name in question.names)


def renamed(name: str, new: str) -> tuple[Decision, ...]:
    """The signatory of that name is listed under another one."""
    return (Decision(Action.RENAME, (name,), new),)


# --- About entries ----------------------------------------------------------------------------------------------


def fine(question: Question) -> tuple[Decision, ...]:
    """The entries are read rightly."""
    return tuple(Decision(Action.ENTRY_OK, (name,)) for name in question.names)


def dropped(question: Question) -> tuple[Decision, ...]:
    """The entries are nobody's names."""
    return tuple(Decision(Action.NOT_AN_ENTRY, (name,)) for name in question.names)


def mended(question: Question, value: str) -> tuple[Decision, ...]:
    """The entry should read so."""
    return tuple(Decision(Action.MEND, (name,), value) for name in question.names)


def of_other_kind(question: Question) -> tuple[Decision, ...]:
    """The entry is a person's name, or an organization's, against what it was taken for."""
    other = Kind.ORGANIZATION if question.kind is Kind.PERSON else Kind.PERSON
    return tuple(Decision(Action.KIND, (name,), other.value) for name in question.names)


def joined(question: Question, *, to_next: bool, value: str = "") -> tuple[Decision, ...]:
    """The entry and the one printed after it, or before it, are one name."""
    name = question.names[0]
    names = (name, question.after) if to_next else (question.before, name)
    return (Decision(Action.JOIN, names, value),)


def parted(question: Question, parts: Sequence[str]) -> tuple[Decision, ...]:
    """The entry is several names."""
    return (Decision(Action.SPLIT, (question.names[0], *parts)),)


# --- What speaks against "same" ---------------------------------------------------------------------------------


def against_the_evidence(sides: Sequence[Sequence[str]], kind: Kind) -> tuple[Match, ...]:
    """What "same" would make one against the evidence: vetoes between spellings of different sides.

    The first of each side are those that a person looks at; of spellings of one form one is told.

    >>> [match.right for match in against_the_evidence((["ACLU"], ["Sierra Club", "Sierra Club, Local 3"]),
    ...     Kind.ORGANIZATION)]
    ['Sierra Club, Local 3']
    """
    key = person_key if kind is Kind.PERSON else comparison_key
    found: list[Match] = []
    for one, other in combinations(sides, 2):
        of_form: list[dict[str, str]] = [{}, {}]
        for names, side in zip(of_form, (one, other), strict=True):
            for name in side:
                names.setdefault(key(name), name)
        for left, right in islice(product(*(names.values() for names in of_form)), 1, _MOST_COMPARED):
            match = compare(left, right, kind)
            if any(piece.veto for piece in match.evidence):
                found.append(match)
    return tuple(found)
