"""Places: towns with their states, counties, waters; real ones, and made-up ones beside them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import chain

from namesmith.vocabulary import named, place_lists, places

STATES = named("state")
SHORT_STATES = named("short-state")  # as states are shortened by hand, beside their postal codes
STATE_NAMES = tuple(STATES)
COUNTRIES = places("country")
DIRECTIONS = ("North", "South", "East", "West", "Northeast", "Northwest", "Southeast", "Southwest", "Central")
REGIONS = ("Northern", "Southern", "Eastern", "Western", "Central", "Greater", "Upper", "Lower", "Coastal")


@dataclass(frozen=True, slots=True)
class Town:
    """A town and the state that it lies in."""

    name: str
    state: str

    @property
    def code(self) -> str:
        """The state's postal code."""
        return STATES[self.state]


def neighbourhood(word: str) -> set[str]:
    """The word, and what is left of it without one letter: two words that share one of these are a slip apart."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def towns() -> tuple[Town, ...]:
    """Some thousand towns, always the same: real ones first, then made-up ones, each a slip away from no other."""
    state_of = {code: state for state, code in STATES.items()}
    found = [
        Town(name, state_of[of.removeprefix("town:")])
        for of, names in place_lists().items()
        if of.startswith("town:")
        for name in names
    ]
    chance = random.Random("towns")
    chance.shuffle(found)
    made = [stem + ending for stem in places("stem") for ending in places("ending") if stem[-1].lower() != ending[0]]
    chance.shuffle(made)
    known = (*(town.name for town in found), *STATE_NAMES, *COUNTRIES)
    taken = set(chain.from_iterable(neighbourhood(name.casefold()) for name in known))
    apart: list[str] = []
    for name in made:
        near = neighbourhood(name.casefold())
        if not near & taken:
            taken |= near
            apart.append(name)
    stems = len(apart) // 8
    found += [Town(name, chance.choice(STATE_NAMES)) for name in apart[stems:]]
    found += [  # "Ashfield Falls" and "Ashfield Mills" beside one another, as in the atlas
        Town(f"{stem} {second}", chance.choice(STATE_NAMES))
        for stem in apart[: 2 * stems]
        for second in chance.sample(places("second"), 2)
    ]
    return tuple(found)


def _one_word(start: int, end: int) -> list[str]:
    """Names of towns that rivers and counties bear as well."""
    return [town.name for town in towns()[start:end] if " " not in town.name]


@cache
def counties() -> tuple[str, ...]:
    """Names of counties: of presidents and settlers, and of towns."""
    return tuple(dict.fromkeys((*places("county"), *_one_word(0, 1800))))


@cache
def waters() -> tuple[str, ...]:
    """Names of waters, woods and hills that somebody befriends or guards."""
    return tuple(dict.fromkeys((*places("water"), *_one_word(1800, 2800))))
