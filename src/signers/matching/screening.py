"""A first look at many pairs of organizations at once: those that a veto forbids or that share too little are dropped.

What the evidence needs is held in columns, a row a name, so that NumPy and rapidfuzz look at a million pairs in a
second; what passes is weighed pair by pair. Nothing that could be merged or asked about may be dropped here: a test
holds the screen to the evidence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from signers.matching.known import body_named
from signers.matching.vetoes import places_apart

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from signers.matching.blocking import Pairs
    from signers.matching.context import Context
    from signers.matching.readings import Places, Reading

    Mask = NDArray[np.bool_]

_WORDS = 10  # of a core that are looked at; few names have more
_MOST_APART = 3  # words that stand in one of two names only
_ALIKE = 70.0  # percent of the letters, where both names have words that the other has not
_ABSENT = -1


class Screen:
    """The columns of the readings of a list; `passes` says which pairs of them are worth weighing."""

    def __init__(self, readings: Sequence[Reading], context: Context) -> None:
        self._letters = [reading.letters for reading in readings]
        self._sorted = ["".join(sorted(reading.core)) for reading in readings]
        self._spelling = _numbered(self._letters)
        self._core = _numbered(reading.core for reading in readings)
        self._numbers = _numbered(reading.numbers for reading in readings)
        self._directions = _numbered(reading.directions for reading in readings)
        self._affiliates = _numbered(reading.affiliates for reading in readings)
        self._chapter = np.fromiter((reading.chapter for reading in readings), bool, len(readings))
        self._length = np.fromiter((len(reading.core) for reading in readings), np.int64, len(readings))
        self._loose = np.fromiter((reading.loose for reading in readings), bool, len(readings))
        self._numbered = np.fromiter((bool(reading.numbers) for reading in readings), bool, len(readings))
        self._free = np.fromiter(
            (bool(reading.bare or reading.alternates) for reading in readings),
            bool,
            len(readings),
        )
        self._sisters = np.fromiter(
            (bool(reading.places) and context.places[reading.core] > 1 for reading in readings), bool, len(readings)
        )
        ids: defaultdict[Places, int] = defaultdict(lambda: len(ids))
        self._places = np.fromiter((ids[reading.places] for reading in readings), np.int64, len(readings))
        self._each_place = list(ids)
        bodies = [body_named(reading.key) for reading in readings]
        self._body = np.where([body is None for body in bodies], _ABSENT, _numbered(bodies))
        self._words = _matrix([reading.core[:_WORDS] for reading in readings])

    def passes(self, pairs: Pairs) -> Mask:
        """Which of the pairs are worth weighing."""
        left, right = pairs
        same_letters = self._spelling[left] == self._spelling[right]
        known = (self._body[left] != _ABSENT) & (self._body[right] != _ABSENT)
        one_body = self._body[left] == self._body[right]
        free = same_letters | self._free[left] | self._free[right] | (known & one_body)
        passed = free | ~(self._vetoed(left, right) | (known & ~one_body))
        some = np.flatnonzero(passed & ~free)
        passed[some] = self._alike(left[some], right[some])
        return passed

    def _vetoed(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Mask:
        vetoed: Mask = self._numbers[left] != self._numbers[right]
        vetoed |= self._directions[left] != self._directions[right]
        loose = (
            self._loose[left]
            | self._loose[right]
            | ((self._numbers[left] == self._numbers[right]) & self._numbered[left])
        )
        vetoed |= (self._affiliates[left] != self._affiliates[right]) & ~loose
        apart = self._places_apart(left, right)
        chapters: Mask = self._chapter[left] != self._chapter[right]
        vetoed |= apart == _DIFFERENT
        vetoed |= (apart == _MORE) & (chapters | self._sisters[left] | self._sisters[right])
        nowhere = self._each_place.index(()) if () in self._each_place else _ABSENT
        nowhere_both = (self._places[left] == nowhere) & (self._places[right] == nowhere)
        vetoed |= chapters & nowhere_both & (self._length[left] != self._length[right])
        return vetoed

    def _places_apart(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int8]:
        count = len(self._each_place)
        met, where = np.unique(self._places[left] * count + self._places[right], return_inverse=True)
        told = [_APART[places_apart(self._each_place[met_ // count], self._each_place[met_ % count])] for met_ in met]
        return np.array(told, np.int8)[where]

    def _alike(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Mask:
        """Whether one name holds all words of the other, or the letters of both are much the same."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # compiled; only needed where there is something to compare

        if not len(left):
            return np.zeros(0, bool)
        over_left = _unmatched(self._words[left], self._words[right])
        over_right = _unmatched(self._words[right], self._words[left])
        contained: Mask = (np.minimum(over_left, over_right) == 0) & (np.maximum(over_left, over_right) <= _MOST_APART)
        unclear = np.flatnonzero(~contained)
        for letters in (self._letters, self._sorted):
            scores = process.cpdist(
                [letters[each] for each in left[unclear].tolist()],
                [letters[each] for each in right[unclear].tolist()],
                scorer=fuzz.ratio,
                score_cutoff=_ALIKE,
            )
            contained[unclear] |= scores >= _ALIKE
        return contained


_SAME, _MORE, _DIFFERENT = 0, 1, 2
_APART = {"same": _SAME, "more": _MORE, "different": _DIFFERENT}


def _numbered(values: Iterable[Hashable]) -> NDArray[np.int64]:
    """For each value the number of its first like: equal numbers, equal values."""
    numbers: defaultdict[Hashable, int] = defaultdict(lambda: len(numbers))
    return np.fromiter((numbers[value] for value in values), np.int64)


def _matrix(cores: Sequence[tuple[str, ...]]) -> NDArray[np.int32]:
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    words = np.full((len(cores), _WORDS), _ABSENT, np.int32)
    for row, core in enumerate(cores):
        words[row, : len(core)] = [numbers[word] for word in core]
    return words


def _unmatched(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int64]:
    """How many words of one row are not in the other, row by row."""
    over = one != _ABSENT
    for at in range(other.shape[1]):
        over &= one != other[:, at : at + 1]
    return over.sum(axis=1)
