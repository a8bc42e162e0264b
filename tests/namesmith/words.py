"""All words that names are made of, and whether a slip makes one of them of another."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from namesmith.places import COUNTRIES, STATE_NAMES, counties, neighbourhood, towns, waters
from namesmith.vocabulary import LANGUAGES, abroad, words

_LISTS = (
    "surname",
    "given",
    "saint",
    "cause",
    "calling",
    "people",
    "first",
    "second",
    "tail",
    "street",
    "civic",
    "trade",
)
_ABROAD = ("region", "city", "what", "surname", "given")


@cache
def _by_shape() -> dict[str, frozenset[str]]:
    """Words by what is left of them without a letter."""
    sources = (
        *(words(of) for of in _LISTS),
        *(abroad(of, language) for of in _ABROAD for language in LANGUAGES),
        STATE_NAMES,
        COUNTRIES,
        counties(),
        waters(),
        [town.name for town in towns()],
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in {word.casefold() for source in sources for phrase in source for word in phrase.split()}:
        for shape in neighbourhood(word):
            found[shape].add(word)
    return {shape: frozenset(whole) for shape, whole in found.items()}


def is_near_another(slipped: str, word: str) -> bool:
    """Whether a misspelt word is, or is a slip away from, another word than the one that was meant.

    >>> is_near_another("hilton", "milton"), is_near_another("Massachusets", "Massachusetts")
    (True, False)
    """
    meant = frozenset((word.casefold(),))
    return any(_by_shape().get(shape, meant) - meant for shape in neighbourhood(slipped.casefold()))
