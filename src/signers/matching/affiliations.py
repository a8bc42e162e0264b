"""Whether two affiliations are one body: what tells two persons of one name apart, or holds two names together.

An affiliation is often a part of a body ("Department of Biology, University of Oregon"), or its acronym. Only what is
surely another body counts against one person; whoever signs twice with another title at one body is still one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.folding import folded, words_of
from signers.knowledge import table, terms
from signers.model import Verdict
from signers.names import comparison_key, fits, letters_of, looks_like_acronym
from signers.places import is_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_REMEMBERED = 1 << 14
_MOST_AFFILIATIONS = 30  # of one name; what is printed with more is no person's name


class Bodies(StrEnum):
    """How two affiliations stand to each other."""

    SAME = "same"
    UNCLEAR = "unclear"  # one may be a part of the other, or its acronym
    DIFFERENT = "different"


@lru_cache(_REMEMBERED)
def compare_bodies(left: str, right: str) -> Bodies:
    """How two affiliations as printed stand to each other.

    >>> compare_bodies("The Sierra Club, Inc.", "Sierra Club").value
    'same'
    >>> compare_bodies("Department of Biology, University of Oregon", "University of Oregon").value
    'unclear'
    >>> compare_bodies("University of Oregon", "University of Iowa").value
    'different'
    """
    one, other = comparison_key(left), comparison_key(right)
    if one.replace(" ", "") == other.replace(" ", ""):
        return Bodies.SAME
    if not is_body(left) or not is_body(right):
        return Bodies.UNCLEAR
    if _compare_parts(*sorted((left, right))) is Bodies.SAME:
        return Bodies.SAME
    found = {_compare_parts(*sorted((mine, theirs))) for mine in _parts(left) for theirs in _parts(right)}
    return _words_apart(left, right) if found == {Bodies.DIFFERENT} else Bodies.UNCLEAR


@lru_cache(_REMEMBERED)
def is_body(affiliation: str) -> bool:
    """Whether an affiliation names a body, and not only a place, what somebody is, or nothing.

    >>> is_body("Sierra Club"), is_body("Professor Emeritus"), is_body("Portland, Oregon"), is_body("N/A")
    (True, False, False, False)
    """
    if is_place(affiliation) or not any(map(str.isalpha, affiliation)):
        return False
    words = [word for word in words_of(affiliation) if word not in terms("small-words.txt")]
    words = [word for word in words if len(word) > 1 or not word.isascii()]  # "N/A"
    if len(words) == 1 and words[0] in _kinds_of_bodies():
        return False
    return not all(word in _no_bodies() for word in words) and not all(map(is_place, _parts(affiliation)))


def _parts(affiliation: str) -> tuple[str, ...]:
    """What commas and the like set apart in an affiliation, as far as it names bodies."""
    parts = [part.strip() for part in _PARTED.split(affiliation)]
    bodies = [part for part in parts if part and not is_place(part) and not set(words_of(part)) <= _no_bodies()]
    return tuple(bodies[:_MOST_PARTS]) or (affiliation,)


_PARTED = re.compile(r"\s*[,;|]\s*|\s+[-–—/]\s+")
_MOST_PARTS = 4


def _compare_parts(left: str, right: str) -> Bodies:
    """How two affiliations without commas stand to each other: by the evidence about names of organizations."""
    from signers.matching import compare  # noqa: PLC0415 - which itself needs this module, for persons

    for short, long in ((left, right), (right, left)):
        if looks_like_acronym(short) and len(words_of(short)) == 1 and len(words_of(long)) > 1:
            return Bodies.SAME if fits(letters_of(short), long) else _by_evidence(compare(left, right).verdict)
    return _by_evidence(compare(left, right).verdict)


def _by_evidence(verdict: Verdict) -> Bodies:
    return {Verdict.SAME: Bodies.SAME, Verdict.DOUBTFUL: Bodies.UNCLEAR}.get(verdict, Bodies.DIFFERENT)


def _words_apart(left: str, right: str) -> Bodies:
    """Whether two affiliations that no evidence joins are surely two bodies, and not a part and its whole."""
    mine, theirs = (frozenset(words_of(each)) - terms("small-words.txt") for each in (left, right))
    if mine <= theirs or theirs <= mine:
        return Bodies.UNCLEAR
    for part, whole in ((left, theirs), (right, mine)):
        first = words_of(part)[0]
        if first in terms("body-parts.txt") and (first not in terms("body-words.txt") or _is_school(whole)):
            return Bodies.UNCLEAR
    if any(not is_place(word.title()) for word in (mine & theirs) - _generic_words()):
        sisters = all(any(map(_tells_chapters, words)) for words in (mine - theirs, theirs - mine))
        return Bodies.DIFFERENT if sisters else Bodies.UNCLEAR
    # "Michigan Law School" is of the University of Michigan, Boston College of no Boston University.
    of_school = "school" in mine ^ theirs and _is_school(mine) and _is_school(theirs)
    is_one_place = any(is_place(word.title()) for word in mine & theirs)
    return Bodies.UNCLEAR if of_school and is_one_place else Bodies.DIFFERENT


def _tells_chapters(word: str) -> bool:
    return word.isdigit() or is_place(word.title())


def _is_school(words: Collection[str]) -> bool:
    return not terms("schools.txt").isdisjoint(words)


def compare_affiliations(left: Collection[str], right: Collection[str]) -> Bodies | None:
    """How the affiliations of two names stand to each other; None where one prints none.

    One body of both is enough to be the same, one that may be of both is enough not to be different.
    """
    found = {
        compare_bodies(one, other)
        for one in sorted(left)[:_MOST_AFFILIATIONS]
        for other in sorted(right)[:_MOST_AFFILIATIONS]
    }
    return next((bodies for bodies in Bodies if bodies in found), None)


def bodies_apart(affiliations: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The affiliations of one printed name, those together that may be one body; several groups are several persons.

    >>> bodies_apart(["Oxfam", "Sierra Club", "The Sierra Club"])
    (('Oxfam',), ('Sierra Club', 'The Sierra Club'))
    """
    groups: list[list[str]] = []
    for affiliation in sorted(set(affiliations))[:_MOST_AFFILIATIONS]:
        near = [group for group in groups if any(compare_bodies(affiliation, other) != "different" for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append(sorted([affiliation, *(other for group in near for other in group)]))
    return tuple(sorted(map(tuple, groups)))


@cache
def _no_bodies() -> frozenset[str]:
    """Words that say what a person is, and words for no body at all."""
    titles = {folded(word) for _, word, *_ in table("title-words.tsv")}
    return frozenset(titles | terms("small-words.txt") | terms("no-bodies.txt"))


@cache
def _kinds_of_bodies() -> frozenset[str]:
    return frozenset(map(folded, terms("body-words.txt") | terms("schools.txt") | terms("body-parts.txt")))


@cache
def _generic_words() -> frozenset[str]:
    """Words that bodies share which have nothing to do with each other."""
    often = (word for word, *counts in table("name-words.tsv") if sum(map(int, counts)) >= _OFTEN)
    return frozenset((*_kinds_of_bodies(), *often))


_OFTEN = 10  # times that a word stands in some four thousand names
