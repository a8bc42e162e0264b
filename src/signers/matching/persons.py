"""The evidence about two names of persons."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from signers.knowledge import term_list
from signers.matching.weights import against, piece
from signers.model import Evidence
from signers.names import (
    person_name,
)

PersonRule = Callable[[str, str], Evidence | None]


def same_person_form(left: str, right: str) -> Evidence | None:
    """The same name, but for case, accents, titles, degrees, or the family name printed first with a comma."""
    one, other = person_name(left), person_name(right)
    if one.key.replace(" ", "") != other.key.replace(" ", ""):
        return None
    return piece("person form", "the same name but for capitals, accents, titles or degrees")


def other_person_order(left: str, right: str) -> Evidence | None:
    """The same words in another order."""
    one, other = person_name(left), person_name(right)
    if one.key == other.key or sorted(one.key.split()) != sorted(other.key.split()):
        return None
    return piece("person order", "the same words in another order")


def close_given_names(left: str, right: str) -> Evidence | None:
    """One family name, with given names of which one is an initial, a short form, or has a middle name more."""
    one, other = person_name(left), person_name(right)
    if one.family != other.family or one.given == other.given or not one.given or not other.given:
        return None
    first, second = one.given[0], other.given[0]
    if first == second:
        if len(one.given) > 1 and len(other.given) > 1:
            return None
        return piece("middle name", "a middle name is printed with one only")
    if first[0] == second[0] and 1 in (len(first), len(second)):
        return piece("initial", f"{min(first, second, key=len).upper()}. may stand for {max(first, second, key=len)}")
    if any({first, second} <= names for names in nicknames()):
        return piece("nickname", f"{first} and {second} are forms of one given name")
    return None


def other_generation(left: str, right: str) -> Evidence | None:
    """Jr., Sr. or III with one only."""
    one, other = person_name(left), person_name(right)
    if one.generation == other.generation:
        return None
    return against("generation", "Jr., Sr. or a number tells them apart")


def other_middle(left: str, right: str) -> Evidence | None:
    """Middle names or initials that cannot be one."""
    one, other = person_name(left).given[1:], person_name(right).given[1:]
    if not one or not other or all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False)):
        return None
    if sorted(person_name(left).key.split()) == sorted(person_name(right).key.split()):
        return None
    return against("middle name", f"the middle names differ: {' '.join(one)} and {' '.join(other)}")


@cache
def nicknames() -> tuple[frozenset[str], ...]:
    """The given names that are short for one another, group by group."""
    return tuple(frozenset(name.strip() for name in line.split(",")) for line in term_list("nicknames.txt"))


PERSON_EVIDENCE: tuple[PersonRule, ...] = (
    same_person_form,
    other_person_order,
    close_given_names,
    other_generation,
    other_middle,
)


def weigh(left: str, right: str) -> tuple[Evidence, ...]:
    """Everything that speaks for and against two names of persons being one."""
    return tuple(found for rule in PERSON_EVIDENCE if (found := rule(left, right)))
