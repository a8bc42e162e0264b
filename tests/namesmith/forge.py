"""A list of so many records, the same for the same seed: bodies are drawn, then printed, then shuffled."""

from __future__ import annotations

import csv
import random
from bisect import bisect
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, TextIO

from namesmith.abroad import ABROAD
from namesmith.bodies import UNITED_STATES
from namesmith.forms import form_of
from namesmith.values import Record, acronym_of, key_of, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namesmith.values import Body

_KINDS = (*UNITED_STATES, *ABROAD)
_EDGES = tuple(accumulate(weight for weight, _ in _KINDS))
# How many records an organization has: out of a hundred, one record in 38, two in 24 …
_SIZES = ((38, 1), (24, 2), (15, 3), (9, 4), (6, 5), (4, 6), (2, 8), (1, 10), (0.7, 14), (0.3, 20))
_SIZE_EDGES = tuple(accumulate(weight for weight, _ in _SIZES))
MOST_FORMS = 6
NOBODY = -1
_NOTHING: frozenset[str] = frozenset()
_BARE = frozenset(("bare",))


class Names:
    """Who bears which key, and which words: what is borne is nobody else's."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._bags: dict[str, int] = {}

    def enter(self, body: Body, number: int) -> bool:
        """Give a body its names, or tell that another bears one of them."""
        names = [name for name in (*body.names, body.short, body.former) if name]
        keys, bags = map(set, zip(*map(keys_of, names), strict=True))
        reserved = key_of(body.reserved) if body.reserved else ""
        if self._keys.get(reserved, NOBODY) != NOBODY:
            return False
        if any(key in self._keys for key in keys) or any(bag in self._bags for bag in bags):
            return False
        self._keys.update(dict.fromkeys(keys, number))
        self._bags.update(dict.fromkeys(bags, number))
        if reserved:
            self._keys[reserved] = NOBODY
        return True

    def allow(self, name: str, number: int) -> bool:
        """Whether a form can stand for a body; then it stands for no other."""
        key, bag = keys_of(name)
        if self._keys.get(key, number) != number or self._bags.get(bag, number) != number:
            return False
        self._keys[key] = number
        return True

    def bears(self, name: str, number: int) -> bool:
        """Whether nobody else bears a name."""
        return self._keys.get(key_of(name), number) == number


def make(records: int, seed: int) -> list[Record]:
    """So many records, shuffled.

    >>> make(5, seed=1) == make(5, seed=1)
    True
    """
    chance = random.Random(f"{seed} {records}")
    names = Names()
    drawn = list(_draw(records, chance, names))
    printed = list(_print(drawn, chance, names))
    chance.shuffle(printed)
    return printed


def _draw(records: int, chance: random.Random, names: Names) -> Iterator[tuple[Body, int]]:
    """Bodies and how many records each has; a body whose name is another's but for form is left out."""
    left, number = records, 0
    while left > 0:
        _, family = _KINDS[bisect(_EDGES, chance.random() * _EDGES[-1])]
        for body in family(chance):
            if left <= 0 or not names.enter(body, number):
                continue
            size = min(left, _SIZES[bisect(_SIZE_EDGES, chance.random() * _SIZE_EDGES[-1])][1])
            yield body, size
            left -= size
            number += 1


def _print(drawn: list[tuple[Body, int]], chance: random.Random, names: Names) -> Iterator[Record]:
    """The records of each body. A bare acronym is for bodies that alone bear it, or alone could."""
    borne = Counter(body.acronym.casefold() for body, _ in drawn if body.acronym)
    could = Counter(letters for body, _ in drawn for letters in _initials(body))
    for number, (body, size) in enumerate(drawn):
        short = body.acronym.casefold()
        told = borne[short] == 1 and names.bears(short, number)
        alone = told and could[short] == (short in _initials(body))
        yield from _forms(body, number, size, chance, names, told=told, alone=alone)


def _initials(body: Body) -> set[str]:
    return {acronym_of(name).casefold() for name in body.names}


def _forms(  # noqa: PLR0913 - a body, how it may be printed, and who may print what
    body: Body, number: int, size: int, chance: random.Random, names: Names, *, told: bool, alone: bool
) -> Iterator[Record]:
    """The printed forms of a body, so many; the first one again where it has more records than forms."""
    forms: dict[str, str] = {}
    wanted = min(size, MOST_FORMS)
    defined = False
    for _ in range(6 * size):
        if len(forms) >= wanted:
            break
        without = _NOTHING if alone or (told and defined) else _BARE
        text, used = form_of(body, chance, without)
        if text in forms or not names.allow(text, number):
            continue
        forms[text] = "+".join(sorted(used)) or "plain"
        defined |= "defined" in used
        if "renamed" in used and len(forms) < wanted:
            forms[body.former] = "former"
    if not forms:
        forms[body.names[0]] = "plain"
    usual = next(iter(forms))
    yield from (Record(text, number, form) for text, form in forms.items())
    yield from (Record(usual, number, forms[usual]) for _ in range(size - len(forms)))


def write(records: list[Record], stream: TextIO, *, forms: bool = False) -> None:
    """As CSV with the columns id, name, cluster, and form where it is wanted."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("id", "name", "cluster", "form")[: 3 + forms])
    writer.writerows(
        (at, record.name, f"C{record.cluster:06}", record.form)[: 3 + forms]
        for at, record in enumerate(records, start=1)
    )
