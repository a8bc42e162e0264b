"""Looks over a list of names for what they say about one another: its acronyms, how rare its words are, its places."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from signers.matching.context import Context
from signers.matching.organizations import weigh
from signers.matching.readings import read
from signers.matching.weights import judge
from signers.model import Verdict
from signers.names import acronym_of, acronyms, comparison_key, initials, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_HEAD = 8  # words; a longer beginning that two names share tells nothing more


def survey(names: Iterable[str]) -> Context:
    """The context that these names are for one another; the order in which they come does not matter."""
    distinct = sorted(set(names))
    definitions = _definitions(distinct)
    readings = {name: read(name, definitions) for name in distinct}
    frequency = Counter(word for reading in readings.values() for word in set(reading.words))
    fitting: Counter[str] = Counter()
    for key in {reading.key: name for name, reading in readings.items()}.values():
        fitting.update(initials(key))
    places: defaultdict[tuple[str, ...], set[frozenset[str]]] = defaultdict(set)
    heads: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for reading in readings.values():
        places[reading.core].update(reading.places)
        for end in range(1, min(len(reading.core), _LONGEST_HEAD + 1)):
            heads[reading.core[:end]].add(reading.core[end])
    return Context(
        definitions=definitions,
        frequency=frequency,
        fitting=fitting,
        places={core: len(found) for core, found in places.items() if len(found) > 1},
        heads={head: len(next_words) for head, next_words in heads.items() if len(next_words) > 1},
        readings=readings,
        size=len(distinct),
    )


def _definitions(names: list[str]) -> dict[str, str]:
    """The acronyms that the names print with their words, where nothing else in the list fits the letters as well."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if found := acronym_of(name):
            printed[letters_of(found.letters)][found.long] += 1
    wanted = set(printed)
    fitting: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if not acronyms(name):
            for letters in initials(name) & wanted:
                fitting[letters].add(name)
    plain: dict[str, str] = {}
    for letters, longs in printed.items():
        ranked = sorted(longs, key=lambda long: (-longs[long], -len(long), long))
        if all(_one_body(ranked[0], other) for other in (*ranked[1:], *sorted(fitting[letters]))):
            plain[letters] = ranked[0]
    return plain


def _one_body(left: str, right: str) -> bool:
    if comparison_key(left) == comparison_key(right):
        return True
    return judge(left, right, weigh(read(left), read(right), _NO_CONTEXT)).verdict is Verdict.SAME


_NO_CONTEXT = Context()
