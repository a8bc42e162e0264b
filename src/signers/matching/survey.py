"""Looks over a list of names for what they say about one another: its acronyms, how rare its words are, its places."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from signers.matching.acronyms import LONGEST_RUN, SHORTEST_RUN
from signers.matching.columns import Columns
from signers.matching.context import LONGEST_FRAMED, Context
from signers.matching.dictionary import is_known
from signers.matching.known import body_named, body_of
from signers.matching.meaning import within
from signers.matching.organizations import weigh
from signers.matching.parallel import Parcel, spread
from signers.matching.readings import Reading, read
from signers.matching.tallies import Tally
from signers.matching.weights import judge
from signers.names import acronyms, are_within, comparison_key, fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from signers.matching.columns import Rows
    from signers.matching.meaning import Places, Words

_MOST_FITTED = 300_000  # acronyms times names
_LONGEST_HEAD = 8  # words; a longer beginning that two names share tells nothing more


def survey(names: Iterable[str], tell: Callable[[float], None] | None = None) -> Context:
    """The context that these names are for one another; the order in which they come does not matter.

    `tell` hears how far it is, from 0 to 1.
    """
    distinct = sorted(set(names))
    parts = spread(lambda some: [read(name) for name in some], distinct, tell=tell, parcel=_READINGS)
    return survey_readings(reading for part in parts for reading in part)


_READINGS: Parcel[list[Reading]] = Parcel(
    lambda readings: list(map(tuple, readings)), lambda plain: list(map(Reading._make, plain))
)


def survey_readings(read_already: Iterable[Reading]) -> Context:
    """The context that names which were read one by one, each different, are for one another."""
    readings = {reading.name: reading for reading in read_already}
    seen = {letters for reading in readings.values() for letters in (*reading.capitals, reading.bare) if letters}
    fitting = _fitting(readings.values(), seen)
    are_one = partial(_one_body, cache(lambda name: readings.get(name) or read(name)))
    definitions = _definitions((each.defines for each in readings.values() if each.defines), fitting, are_one)
    told = frozenset(definitions)
    definitions |= _well_known(seen - told, fitting, are_one)
    for name, reading in readings.items():
        if reading.bare in definitions or not definitions.keys().isdisjoint(reading.core):
            readings[name] = read(name, definitions, reading.key)
    loose = _loosely_fitting(readings, seen - definitions.keys() - fitting.keys())
    for letters, name in loose.items():
        readings[name] = readings[name]._replace(initials=(*readings[name].initials, letters))
    columns = Columns(tuple(readings.values()))
    size, within, frequency = _distinct_cores(columns)
    return Context(
        definitions=definitions,
        told=told,
        frequency={word: count for word, count in zip(columns.vocabulary, frequency.tolist(), strict=True) if count},
        fitting={letters: len(fit) for letters, fit in fitting.items()},
        places=_places(readings.values()),
        heads=_heads(columns, within),
        frames=_frames(columns, within, frequency),
        readings=readings,
        columns=columns,
        size=size,
        bare=frozenset(reading.bare for reading in readings.values() if reading.bare),
        capitals=frozenset(
            letters
            for reading in readings.values()
            for letters in reading.capitals
            if SHORTEST_RUN <= len(letters) <= LONGEST_RUN and letters in reading.core
        ),
        loose=frozenset(loose),
    )


def _distinct_cores(columns: Columns) -> tuple[int, NDArray[np.bool_], Rows]:
    """How many different cores there are, which words are those of the first of each, and in how many each word is."""
    _, firsts = np.unique(columns.words.whole, return_index=True)
    is_first = np.zeros(len(columns.readings), bool)
    is_first[firsts] = True
    within = is_first[columns.words.row]
    met = np.unique(columns.words.row[within].astype(np.int64) << 32 | columns.numbers[within])
    return len(firsts), within, np.bincount(met & 0xFFFFFFFF, minlength=len(columns.vocabulary))


def _heads(columns: Columns, within: NDArray[np.bool_]) -> Tally:
    """With which words names go on after the first words of a core."""
    words = columns.words
    here = within & (words.index > 0) & (words.index <= _LONGEST_HEAD)
    return Tally(words.before[here], columns.numbers[here])


def _frames(columns: Columns, within: NDArray[np.bool_], frequency: Rows) -> Tally:
    """Which words stand in the place of each word of a core; one with a slip stands nowhere else."""
    words = columns.words
    framed = (words.lengths > 1) & (words.lengths <= LONGEST_FRAMED)
    here = within & framed[words.row] & (frequency[columns.numbers] > 1)
    return Tally(words.holes[here], columns.numbers[here])


def _places(readings: Iterable[Reading]) -> Mapping[Words, int]:
    """In how many places each core is found that is found in several; what a place lies in counts with it."""
    met: defaultdict[Words, set[Places]] = defaultdict(set)
    for reading in readings:
        if reading.places:
            met[reading.core].add(reading.places)
    several = {
        core: {place for places in each for place in places if not any(within(other, place) for other in places)}
        for core, each in met.items()
        if len(each) > 1 or len(next(iter(each))) > 1
    }
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
            for fit in reading.initials:
                if fit in letters:
                    fitting[fit].setdefault(reading.key, reading.name)
    return fitting


def _loosely_fitting(readings: Mapping[str, Reading], letters: set[str]) -> dict[str, str]:
    """For acronyms that stand alone, and are the first letters of nothing, the one name that they may be taken from.

    They have the first letters of all its words, and others of these between: DRB may be the Deutscher Richterbund.
    In a list of very many names each acronym would fit several.
    """
    alone = sorted({reading.bare for reading in readings.values() if reading.bare in letters and not reading.spelt_out})
    alone = [each for each in alone if len(each) >= SHORTEST_RUN and not is_known(each)]
    if len(alone) * len(readings) > _MOST_FITTED:
        return {}
    longs: defaultdict[str, dict[str, Reading]] = defaultdict(dict)  # by the first letter, then by the key
    for reading in readings.values():
        if not reading.bare and len(reading.core) > 1:
            longs[reading.key[0]][reading.key] = reading
    found: dict[str, str] = {}
    for each in alone:
        fit = [
            long.name
            for long in longs[each[0]].values()
            if any(are_within(made, each) for made in long.initials) and fits(each, long.name)
        ]
        if len(fit) == 1 and each not in readings[fit[0]].letters:  # "OpenMedia" is no acronym of "OpenMedia (Canada)"
            found[each] = fit[0]
    return found


def _definitions(
    defines: Iterable[Words], fitting: Mapping[str, Mapping[str, str]], are_one: Callable[[str, str], bool]
) -> dict[str, str]:
    """The acronyms that names print with their words, where nothing else in the list fits the letters as well."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for letters, words in defines:
        printed[letters][words] += 1
    plain: dict[str, str] = {}
    for letters, longs in printed.items():
        ranked = sorted(longs, key=lambda long: (-longs[long], -len(long), long))
        others = sorted(name for name in fitting.get(letters, {}).values() if not acronyms(name))
        if all(are_one(ranked[0], other) for other in (*ranked[1:], *others)):
            plain[letters] = ranked[0]
    return plain


def _well_known(
    letters: Iterable[str], fitting: Mapping[str, Mapping[str, str]], are_one: Callable[[str, str], bool]
) -> dict[str, str]:
    """What everybody knows that these acronyms stand for, where nothing else in the list fits them as well."""
    plain: dict[str, str] = {}
    for each in letters:
        body = body_of(each)
        others = fitting.get(each, {})
        if body and all(body_named(key) == body or are_one(body, others[key]) for key in sorted(others)):
            plain[each] = body
    return plain


def _one_body(reading: Callable[[str], Reading], left: str, right: str) -> bool:
    """Whether two names, which are looked up or read, are surely or most likely one body, or one of them has a slip."""
    if comparison_key(left) == comparison_key(right):
        return True
    return judge(left, right, weigh(reading(left), reading(right), _NO_CONTEXT)).score > _ALMOST_SURE


_ALMOST_SURE = 0.9
_NO_CONTEXT = Context()
