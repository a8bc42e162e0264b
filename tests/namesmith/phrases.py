"""Phrases with words left open: "{given} {surname} Foundation" takes a word of each list, another each time."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from namesmith.places import COUNTRIES, DIRECTIONS, REGIONS, STATE_NAMES, counties, towns, waters
from namesmith.values import early, pick
from namesmith.vocabulary import words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_OPEN = re.compile(r"\{([a-z-]+)\}")
_EARLY = frozenset(("town", "county"))  # the first of these are the well-known ones: they stand in more names


@cache
def _lists() -> dict[str, Sequence[str]]:
    return {
        "town": tuple(town.name for town in towns()),
        "county": counties(),
        "water": waters(),
        "state": STATE_NAMES,
        "country": COUNTRIES,
        "direction": DIRECTIONS,
        "region": REGIONS,
        "letter": "ABCDEFGHJKLMNPRSTW",
    }


def word(chance: random.Random, of: str) -> str:
    """A word of a list: a surname, a town, a cause …"""
    return (early if of in _EARLY else pick)(chance, _lists().get(of) or words(of))


def phrase(chance: random.Random, *templates: str, **given: str) -> str:
    """One of the templates with a word for each open place; what is given stands where its name is.

    >>> import random
    >>> phrase(random.Random(1), "{head} of Dover", head="League")
    'League of Dover'
    """
    template = templates[0] if len(templates) == 1 else pick(chance, templates)
    return _OPEN.sub(lambda left: given[left[1]] if left[1] in given else word(chance, left[1]), template)
