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
from namesmith.values import Body, Record, acronym_of, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = (*UNITED_STATES, *ABROAD)
_EDGES = tuple(accumulate(weight for weight, _ in _KINDS))
# How many records an organization has: out of a hundred, one record in 38, two in 24 …
_SIZES = ((38, 1), (24, 2), (15, 3), (9, 4), (6, 5), (4, 6), (2, 8), (1, 10), (0.7, 14), (0.3, 20))
_SIZE_EDGES = tuple(accumulate(weight for weight, _ in _SIZES))
MOST_FORMS = 6


def make(records: int, seed: int) -> list[Record]:
    """So many records, shuffled.

    >>> make(5, seed=1) == make(5, seed=1)
    True
    """
    chance = random.Random(f"{seed} {records}")
    owner: dict[str, int] = {}
    drawn = list(_draw(records, chance, owner))
    printed = [record for record in _print(drawn, chance, owner)]
    chance.shuffle(printed)
    return printed


def _draw(records: int, chance: random.Random, owner: dict[str, int]) -> Iterator[tuple[Body, int]]:
    """Bodies and how many records each has; a body whose name is another's but for form is left out."""
    left, number = records, 0
    while left > 0:
        _, family = _KINDS[bisect(_EDGES, chance.random() * _EDGES[-1])]
        for body in family(chance):
            keys = {key_of(name) for name in (*body.names, body.short, body.former) if name}
            if any(key in owner for key in keys) or not keys:
                continue
            for key in keys:
                owner[key] = number
            size = min(left, _SIZES[bisect(_SIZE_EDGES, chance.random() * _SIZE_EDGES[-1])][1])
            yield body, size
            left -= size
            number += 1
            if left <= 0:
                return


def _print(drawn: list[tuple[Body, int]], chance: random.Random, owner: dict[str, int]) -> Iterator[Record]:
    borne = Counter(body.acronym.casefold() for body, _ in drawn if body.acronym)
    could = Counter(
        letters.casefold() for letters in (acronym_of(body.names[0]) for body, _ in drawn) if len(letters) > 1
    )
    for number, (body, size) in enumerate(drawn):
        short = body.acronym.casefold()
        told = borne[short] == 1 and owner.get(key_of(body.acronym), number) == number
        alone = told and could[short] <= (acronym_of(body.names[0]).casefold() == short)
        yield from (Record(name, number) for name in _forms(body, number, size, chance, owner, (told, alone)))


def _forms(
    body: Body, number: int, size: int, chance: random.Random, owner: dict[str, int], acronym: tuple[bool, bool]
) -> Iterable[str]:
    """The printed forms of a body, so many; the first ones again where it has more records than forms."""
    told, alone = acronym
    forms: list[str] = []
    defined = renamed = False
    for _ in range(6 * size):
        if len(forms) == min(size, MOST_FORMS):
            break
        without = frozenset(("bare",)) if not (alone or (told and defined)) else frozenset()
        text, used = form_of(body, chance, without)
        key = key_of(text)
        if text in forms or owner.get(key, number) != number:
            continue
        owner[key] = number
        forms.append(text)
        defined |= "defined" in used
        if "renamed" in used and not renamed:
            renamed = True
            if len(forms) < min(size, MOST_FORMS):
                forms.append(body.former)
    return [forms[0]] * (size - len(forms)) + forms if forms else [body.names[0]] * size


def write(records: list[Record], stream: TextIO) -> None:
    """As CSV with the columns id, name, cluster."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("id", "name", "cluster"))
    writer.writerows((at, record.name, f"C{record.cluster:06}") for at, record in enumerate(records, start=1))
