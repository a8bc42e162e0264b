"""Whether two affiliations are one body: what tells two persons of one name apart, or holds two names together.

An affiliation is often a part of a body ("Department of Biology, University of Oregon"), or its acronym. Only what is
surely another body counts against one person; whoever signs twice with another title at one body is still one.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import terms
from signers.names import comparison_key, fits, folded, letters_of, looks_like_acronym, words_of

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
    for short, long in ((left, right), (right, left)):
        bare = short.strip()
        if looks_like_acronym(bare) and len(words_of(bare)) == 1 and len(words_of(long)) > 1:
            return Bodies.SAME if fits(letters_of(bare), long) else Bodies.UNCLEAR
    mine, theirs = _telling(left), _telling(right)
    if not mine or not theirs or mine & theirs or _is_part(left) or _is_part(right):
        return Bodies.UNCLEAR
    return Bodies.DIFFERENT


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


@lru_cache(_REMEMBERED)
def _telling(affiliation: str) -> frozenset[str]:
    """The words that tell a body from others of its kind."""
    return frozenset(words_of(affiliation)) - terms("small-words.txt") - _generic_words()


@lru_cache(_REMEMBERED)
def _is_part(affiliation: str) -> bool:
    """Whether an affiliation begins as parts of bodies do, which it may leave out: "School of Public Health"."""
    return words_of(affiliation)[0] in terms("body-parts.txt")


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(folded(word) for word in terms("body-words.txt") | terms("schools.txt") | terms("body-parts.txt"))
