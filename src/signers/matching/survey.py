"""Looks over a list of names for what they say about one another: its acronyms, how rare its words are, its places."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING

from signers.matching.context import LONGEST_FRAMED, Context, gaps
from signers.matching.known import body_named, body_of
from signers.matching.organizations import weigh
from signers.matching.parallel import spread
from signers.matching.readings import read, within
from signers.matching.tallies import Tally
from signers.matching.weights import judge
from signers.names import acronym_of, acronyms, comparison_key, initials, initials_of, letters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from signers.matching.readings import Reading, Words

_SHORTEST_RUN, _LONGEST_RUN = 3, 6  # letters of an acronym within a name
_LONGEST_HEAD = 8  # words; a longer beginning that two names share tells nothing more


def survey(
    names: Iterable[str], keys: Mapping[str, str] | None = None, tell: Callable[[float], None] | None = None
) -> Context:
    """The context that these names are for one another; the order in which they come does not matter.

    `keys` are their comparison keys, where these are known already; `tell` hears how far it is, from 0 to 1.
    """
    keys = keys or {}
    distinct = sorted(set(names))
    parts = spread(lambda some: [read(name, key=keys.get(name)) for name in some], distinct, tell=tell)
    readings = {reading.name: reading for part in parts for reading in part}
    seen = {letters for reading in readings.values() for letters in (*reading.capitals, reading.bare) if letters}
    fitting = _fitting(readings.values(), seen)
    definitions = _definitions((each.name for each in readings.values() if each.printed), fitting)
    told = frozenset(definitions)
    definitions |= _well_known(seen - told, fitting)
    for name, reading in readings.items():
        if reading.bare in definitions or not definitions.keys().isdisjoint(reading.core):
            readings[name] = read(name, definitions, reading.key)
    cores = {reading.core for reading in readings.values()}
    frequency = Counter(chain.from_iterable(map(set, cores)))
    return Context(
        definitions=definitions,
        told=told,
        frequency=frequency,
        fitting={letters: len(fit) for letters, fit in fitting.items()},
        places=_places(readings.values()),
        heads=Tally((core[:end], core[end]) for core in cores for end in range(1, min(len(core), _LONGEST_HEAD + 1))),
        frames=Tally(
            (gap, word)
            for core in cores
            if 1 < len(core) <= LONGEST_FRAMED
            for gap, word in zip(gaps(core), core, strict=True)
            if frequency[word] > 1  # a word with a slip stands nowhere else
        ),
        readings=readings,
        size=len(cores),
        bare=frozenset(reading.bare for reading in readings.values() if reading.bare),
        capitals=frozenset(
            letters
            for reading in readings.values()
            for letters in reading.capitals
            if _SHORTEST_RUN <= len(letters) <= _LONGEST_RUN and letters in reading.core
        ),
    )


def _places(readings: Iterable[Reading]) -> Mapping[Words, int]:
    """In how many places each core is found that is found in several; what a place lies in counts with it."""
    found: defaultdict[Words, set[frozenset[str]]] = defaultdict(set)
    for reading in readings:
        if reading.places:
            found[reading.core].update(
                place for place in reading.places if not any(within(other, place) for other in reading.places)
            )
    several = {core: places for core, places in found.items() if len(places) > 1}
    counts = {
        core: sum(not any(within(other, place) for other in places) for place in places)
        for core, places in several.items()
    }
    return {core: count for core, count in counts.items() if count > 1}


def _fitting(readings: Iterable[Reading], letters: set[str]) -> Mapping[str, dict[str, str]]:
    """For each of the acronyms the names whose words it fits, by their keys."""
    fitting: defaultdict[str, dict[str, str]] = defaultdict(dict)
    if letters:
        for reading in readings:
            for fit in initials_of(reading.key.split()) & letters:
                fitting[fit].setdefault(reading.key, reading.name)
    return fitting


def _definitions(names: Iterable[str], fitting: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The acronyms that the names print with their words, where nothing else in the list fits the letters as well."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if found := acronym_of(name):
            letters = letters_of(found.letters)
            printed[letters][_said_by(letters, found.long)] += 1
    plain: dict[str, str] = {}
    for letters, longs in printed.items():
        ranked = sorted(longs, key=lambda long: (-longs[long], -len(long), long))
        others = sorted(name for name in fitting.get(letters, {}).values() if not acronyms(name))
        if all(_one_body(ranked[0], other) for other in (*ranked[1:], *others)):
            plain[letters] = ranked[0]
    return plain


def _said_by(letters: str, words: str) -> str:
    """The words that the letters stand for: all of them, or the run that they begin ("Texas Power and Light (PL)")."""
    if letters in initials(words):
        return words
    parts = words.split()
    runs = sorted(combinations(range(len(parts) + 1), 2), key=lambda run: (run[0] - run[1], run))
    for start, end in runs:
        if end - start >= len(letters) and letters in initials(run := " ".join(parts[start:end])):
            return run
    return words


def _well_known(letters: Iterable[str], fitting: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What everybody knows that these acronyms stand for, where nothing else in the list fits them as well."""
    plain: dict[str, str] = {}
    for each in letters:
        body = body_of(each)
        others = fitting.get(each, {})
        if body and all(body_named(key) == body or _one_body(body, others[key]) for key in sorted(others)):
            plain[each] = body
    return plain


def _one_body(left: str, right: str) -> bool:
    """Whether two names are surely or most likely one body, or one of them has a slip."""
    if comparison_key(left) == comparison_key(right):
        return True
    return judge(left, right, weigh(read(left), read(right), _NO_CONTEXT)).score > _ALMOST_SURE


_ALMOST_SURE = 0.9
_NO_CONTEXT = Context()
