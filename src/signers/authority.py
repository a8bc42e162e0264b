"""Names of a list against an authority list: a register of organizations, another year's list, an extract of Wikidata.

    names, the register's names  →  matches between them  →  for each name its best entry, a doubt, or none

What the register says decides how rare a word is. Two entries that fit alike are a doubt, and are both told.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from signers.grouping import LONGEST_NAME
from signers.matching.between import matches_between
from signers.model import Kind, Match, Verdict
from signers.names import comparison_key
from signers.person_names import person_key
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_NEAR = 3.0  # times as unlikely that two names are not one: less, and the second is as good


class Fit(StrEnum):
    """What an authority list has for a name."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    NONE = "none"


@frozen
class Entry:
    """An entry of an authority list that may be the one sought; `score` is the probability that it is."""

    row: int
    name: str
    score: float
    reasons: tuple[str, ...] = ()


@frozen
class Linked:
    """What the authority list has for a name: the best entry, where there is one, and those next to it.

    `alike` is how many of them, from the first on, fit equally well: more than one are a doubt.
    """

    name: str
    kind: Kind
    fit: Fit
    entries: tuple[Entry, ...] = ()
    why: str = ""
    alike: int = 0


def link(
    wanted: Sequence[tuple[str, Kind]],
    register: Sequence[str],
    ids: Sequence[str] = (),
    tell: Callable[[float], None] | None = None,
    *,
    spellings: Mapping[tuple[str, Kind], Sequence[str]] = MappingProxyType({}),
) -> tuple[Linked, ...]:
    """For each name of a kind what the register has for it; `register` holds its names, row by row, empty for none.

    `ids` are the identifiers of its rows; rows with one identifier are one entry, under several names. Without any,
    rows of one name are one. `spellings` are further names of those that are wanted, any of which may be the entry's.

    >>> [linked] = link([("Sierra Club, Inc.", Kind.ORGANIZATION)], ["Mijente", "The Sierra Club"])
    >>> linked.fit.value, linked.entries[0].row
    ('same', 1)
    """
    found: dict[tuple[Kind, str], list[Match]] = defaultdict(list)
    known = {name for name in register if name and len(name) <= LONGEST_NAME}
    every = {one: tuple(dict.fromkeys((one[0], *spellings.get(one, ())))) for one in wanted}
    for kind in Kind:
        names = {name for one in every if one[1] is kind for name in every[one] if len(name) <= LONGEST_NAME}
        if names:
            for match in matches_between(sorted(names), sorted(known), kind, tell=tell).matches:
                found[kind, match.left].append(match)
    called = {name for names in every.values() for name in names}
    rows = _rows_of(register, called | {match.right for some in found.values() for match in some})

    def linked(one: tuple[str, Kind]) -> Linked:
        matches = [match for name in every[one] for match in found.get((one[1], name), ())]
        return _linked(one, matches, every[one], rows, ids or register)

    return tuple(map(linked, wanted))


def _rows_of(register: Sequence[str], names: set[str]) -> Mapping[str, list[int]]:
    """The rows on which these names stand."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(register):
        if name in names:
            rows[name].append(row)
    return rows


def _linked(
    wanted: tuple[str, Kind],
    matches: Sequence[Match],
    called: Sequence[str],
    rows: Mapping[str, Sequence[int]],
    ids: Sequence[str],
) -> Linked:
    name, kind = wanted
    key = person_key if kind is Kind.PERSON else comparison_key
    exact = [Entry(row, each, 1.0, ("the same name",)) for each in called if each for row in rows.get(each, ())]
    # Which entries fit best: the very name, then those that differ in form only, then by what the evidence says.
    ranked: list[tuple[int, Verdict, Entry]] = [(2, Verdict.SAME, entry) for entry in exact]
    for match in matches:
        rank = int(match.verdict is Verdict.SAME and key(match.right) == key(match.left))
        reasons = match.reasons if match.left == name else (f"also printed as {match.left}", *match.reasons)
        ranked += [(rank, match.verdict, Entry(row, match.right, match.score, reasons)) for row in rows[match.right]]
    ranked.sort(key=lambda one: (-one[0], one[1] is not Verdict.SAME, -one[2].score, one[2].name, one[2].row))
    best_of: dict[str, tuple[int, Verdict, Entry]] = {}
    for one in ranked:
        best_of.setdefault(ids[one[2].row], one)
    ranked = list(best_of.values())
    entries = tuple(entry for _, _, entry in ranked)
    if not ranked:
        return Linked(name, kind, Fit.NONE)
    (rank, verdict, best), *others = ranked
    if verdict is not Verdict.SAME:
        return Linked(name, kind, Fit.DOUBTFUL, entries, "; ".join(best.reasons), 1)
    # Those that fit as well come first: what makes an entry fit is what they are ranked by.
    alike = 1 + sum(_fits_as_well(best, rank, other) for other in others)
    if alike > 1:
        return Linked(name, kind, Fit.DOUBTFUL, entries, f"{alike} entries fit alike; {'; '.join(best.reasons)}", alike)
    return Linked(name, kind, Fit.SAME, entries, "; ".join(best.reasons), 1)


def _fits_as_well(best: Entry, rank: int, other: tuple[int, Verdict, Entry]) -> bool:
    """Whether another entry is as likely the one sought: not where the best has the very name, or its form."""
    its_rank, verdict, entry = other
    if rank != its_rank:
        return False
    return verdict is Verdict.SAME and (rank > 0 or 1 - entry.score < _NEAR * max(1 - best.score, 1e-4))
