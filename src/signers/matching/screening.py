"""A first look at many pairs of organizations at once: those that a veto forbids or that share too little are dropped.

What the evidence needs is held in columns, a row a name, so that NumPy and rapidfuzz look at a million pairs in a
second; what passes is weighed pair by pair. Nothing that could be merged or asked about may be dropped here: a test
holds the screen to the evidence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from signers.matching.acronyms import SHORTEST_RUN
from signers.matching.alignment import change_between
from signers.matching.blocking import chunked
from signers.matching.known import body_named
from signers.matching.vetoes import SPOKEN, is_explained, places_apart, written_as_spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from numpy.typing import NDArray

    from signers.matching.blocking import Pairs
    from signers.matching.columns import Columns
    from signers.matching.context import Context
    from signers.matching.meaning import Places, Words
    from signers.matching.readings import Reading

    Mask = NDArray[np.bool_]

_WORDS = 10  # of a core that are looked at; few names have more
_MOST_APART = 3  # words that stand in one of two names only
_ALIKE = 74.0  # percent of the letters, where both names have words that the other has not
_SAME_WORD = 55.0  # percent of the letters of two words that may be one with a slip
_AT_ONCE = 1 << 18  # pairs; more together take more room than they save time
_MOST_PRINTED = 3  # other names in a name
_LAST_BIT = 62  # of a number, for the letters that are none of the usual ones
_ABSENT = -1


class Screen:
    """The columns of the readings of a list; `passes` says which pairs of them are worth weighing."""

    def __init__(self, columns: Columns, context: Context) -> None:
        readings = columns.readings
        self._letters = [reading.letters for reading in readings]
        self._sorted = ["".join(sorted(reading.core)) for reading in readings]
        self._spelling = _numbered(self._letters)
        self._numbers = _numbered(reading.numbers for reading in readings)
        self._directions = _numbered(reading.directions for reading in readings)
        self._affiliates = _numbered(reading.affiliates for reading in readings)
        self._chapter = np.fromiter((reading.chapter for reading in readings), bool, len(readings))
        self._length = columns.words.lengths
        self._loose = np.fromiter((reading.loose for reading in readings), bool, len(readings))
        self._numbered = np.fromiter((bool(reading.numbers) for reading in readings), bool, len(readings))
        self._odd = np.fromiter(
            (bool(reading.bare or len(reading.capitals) > 1) for reading in readings),
            bool,
            len(readings),
        )
        self._spoken = np.fromiter(
            (any(digit in SPOKEN for digit in reading.numbers) for reading in readings), bool, len(readings)
        )
        keys: defaultdict[str, int] = defaultdict(lambda: len(keys))
        self._key = np.fromiter((keys[reading.key] for reading in readings), np.int64, len(readings))
        self._printed = np.full((len(readings), _MOST_PRINTED), _ABSENT, np.int64)
        for row, reading in enumerate(readings):
            if reading.alternates:
                printed = [keys.get(key, _ABSENT) for key, _ in reading.alternates[:_MOST_PRINTED]]
                self._printed[row, : len(printed)] = printed
        self._parted = np.fromiter((bool(reading.beside) for reading in readings), bool, len(readings))
        self._acronyms = np.fromiter((_bits_of(reading.capitals) for reading in readings), np.int64, len(readings))
        first = np.array([1 << _bit_of(word[0]) for word in columns.vocabulary], np.int64)[columns.numbers]
        self._initials = np.zeros(len(readings), np.int64)
        np.bitwise_or.at(self._initials, columns.words.row, first)
        self._readings = readings
        self._sisters = np.fromiter(
            (bool(reading.places) and reading.core in context.places for reading in readings), bool, len(readings)
        )
        ids: defaultdict[Places, int] = defaultdict(lambda: len(ids))
        self._places = np.fromiter((ids[reading.places] for reading in readings), np.int64, len(readings))
        self._each_place = list(ids)
        self._nowhere = ids.get((), _ABSENT)
        bodies = [body_named(reading.key) for reading in readings]
        self._body = np.where([body is None for body in bodies], _ABSENT, _numbered(bodies))
        self._words, self._vocabulary = _matrix(columns), columns.vocabulary
        self._first = np.array([ord(word[0]) for word in self._vocabulary], np.int32)

    def passing(self, pairs: Pairs) -> Pairs:
        """Those of the pairs that are worth weighing, looked at some at a time."""
        passed = [self.passes(some) for some in chunked(pairs, _AT_ONCE)]
        every = np.concatenate(passed) if passed else np.zeros(0, bool)
        return pairs[0][every], pairs[1][every]

    def passes(self, pairs: Pairs) -> Mask:
        """Which of the pairs are worth weighing."""
        left, right = pairs
        known: Mask = (self._body[left] != _ABSENT) & (self._body[right] != _ABSENT)
        passed: Mask = (known & (self._body[left] == self._body[right])) | (
            self._spelling[left] == self._spelling[right]
        )
        for one, other in ((left, right), (right, left)):
            passed |= (self._printed[one] == self._key[other][:, None]).any(axis=1)
        self._look_again(passed, left, right, self._spoken[left] != self._spoken[right], written_as_spoken)
        some = np.flatnonzero(~passed & ~known)
        some = some[~self._vetoed(left[some], right[some])]
        passed[some] = self._alike(left[some], right[some])
        parted = np.zeros(len(left), bool)
        parted[some] = self._parted[left[some]] | self._parted[right[some]]
        self._look_again(passed, left, right, parted, _is_beside)
        self._look_again(passed, left, right, self._may_be_explained(left, right), is_explained)
        return passed

    def _look_again(
        self,
        passed: Mask,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        where: Mask,
        passes: Callable[[Reading, Reading], bool],
    ) -> None:
        """Let those pairs pass as well of which the readings, looked at one by one, say so."""
        for at in np.flatnonzero(where & ~passed).tolist():
            passed[at] = passes(self._readings[left[at]], self._readings[right[at]])

    def _may_be_explained(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Mask:
        """Which pairs `is_explained` may be true of: of an acronym all letters must begin words of the other name."""
        found: Mask = self._odd[left] | self._odd[right]
        for one, other in ((left, right), (right, left)):
            found |= (self._acronyms[one] != 0) & (self._acronyms[one] & ~self._initials[other] == 0)
        return found

    def _vetoed(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Mask:
        vetoed: Mask = self._numbers[left] != self._numbers[right]
        vetoed |= self._directions[left] != self._directions[right]
        loose = (
            self._loose[left]
            | self._loose[right]
            | ((self._numbers[left] == self._numbers[right]) & self._numbered[left])
        )
        vetoed |= (self._affiliates[left] != self._affiliates[right]) & ~loose
        chapters: Mask = self._chapter[left] != self._chapter[right]
        nowhere = (self._places[left] == self._nowhere) & (self._places[right] == self._nowhere)
        vetoed |= chapters & nowhere & (self._length[left] != self._length[right])
        some = np.flatnonzero(~vetoed & (self._places[left] != self._places[right]))
        apart = self._places_apart(left[some], right[some])
        sisters = self._sisters[left[some]] | self._sisters[right[some]]
        vetoed[some] = (apart == _DIFFERENT) | ((apart == _MORE) & (chapters[some] | sisters))
        return vetoed

    def _places_apart(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int8]:
        count = len(self._each_place)
        met, where = np.unique(self._places[left] * count + self._places[right], return_inverse=True)
        told = [_APART[places_apart(self._each_place[met_ // count], self._each_place[met_ % count])] for met_ in met]
        return np.array(told, np.int8)[where]

    def _alike(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Mask:
        """Whether one name holds all words of the other, or the letters of both are much the same."""
        if not len(left):
            return np.zeros(0, bool)
        over_left = _unmatched(self._words[left], self._words[right])
        over_right = _unmatched(self._words[right], self._words[left])
        left_count, right_count = over_left.sum(axis=1), over_right.sum(axis=1)
        most = np.maximum(left_count, right_count)
        alike: Mask = (np.minimum(left_count, right_count) == 0) & (most <= _MOST_APART)
        one_each = (left_count == 1) & (right_count == 1)
        alike |= self._change(left, right, over_left, over_right, one_each)
        for letters in (self._letters, self._sorted):
            unclear = np.flatnonzero(~alike & ~one_each)
            scores = process.cpdist(
                [letters[each] for each in left[unclear].tolist()],
                [letters[each] for each in right[unclear].tolist()],
                scorer=fuzz.ratio,
                score_cutoff=_ALIKE,
            )
            alike[unclear] = scores >= _ALIKE
        return alike

    def _change(
        self,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        over_left: Mask,
        over_right: Mask,
        one_each: Mask,
    ) -> Mask:
        """Where each name has one word that the other has not, whether these may be one word."""
        at = np.flatnonzero(one_each)
        one = self._words[left[at], over_left[at].argmax(axis=1)].astype(np.int64)
        other = self._words[right[at], over_right[at].argmax(axis=1)]
        met, where = np.unique(one * len(self._vocabulary) + other, return_inverse=True)
        vocabulary = self._vocabulary
        ones, others = met // len(vocabulary), met % len(vocabulary)
        scores = process.cpdist(
            [vocabulary[each] for each in ones.tolist()],
            [vocabulary[each] for each in others.tolist()],
            scorer=fuzz.ratio,
            score_cutoff=_SAME_WORD,
        )
        # What is no slip is an abbreviation, and begins with the same letter.
        changes: Mask = (scores >= _SAME_WORD) | (self._first[ones] == self._first[others])
        for code in np.flatnonzero(changes).tolist():
            changes[code] = change_between(vocabulary[ones[code]], vocabulary[others[code]]) is not None
        found = np.zeros(len(left), bool)
        found[at] = changes[where]
        return found


_SAME, _MORE, _DIFFERENT = 0, 1, 2
_APART = {"same": _SAME, "unsure": _SAME, "more": _MORE, "different": _DIFFERENT}


def _is_beside(left: Reading, right: Reading) -> bool:
    """Whether one name is what stands before or behind a mark in the other."""
    return left.key in right.beside or right.key in left.beside


def _bit_of(letter: str) -> int:
    """One of 64 bits for a letter; all letters but the usual ones have the last."""
    return min(max(ord(letter) - ord("a"), 0), _LAST_BIT)


def _bits_of(acronyms: Words) -> int:
    """The bits of the letters of the one acronym that is long enough to be looked for, or 0."""
    long = [letters for letters in acronyms if len(letters) >= SHORTEST_RUN]
    return sum({1 << _bit_of(letter) for letter in long[0]}) if len(long) == 1 else 0


def _numbered(values: Iterable[Hashable]) -> NDArray[np.int64]:
    """For each value the number of its first like: equal numbers, equal values."""
    numbers: defaultdict[Hashable, int] = defaultdict(lambda: len(numbers))
    return np.fromiter((numbers[value] for value in values), np.int64)


def _matrix(columns: Columns) -> NDArray[np.int32]:
    """The first words of each core by their numbers in the vocabulary, a row a core."""
    words = np.full((len(columns.readings), _WORDS), _ABSENT, np.int32)
    first = columns.words.index < _WORDS
    words[columns.words.row[first], columns.words.index[first]] = columns.numbers[first]
    return words


def _unmatched(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which words of each row are not in the same row of the other."""
    over: NDArray[np.bool_] = one != _ABSENT
    for at in range(other.shape[1]):
        over &= one != other[:, at : at + 1]
    return over
