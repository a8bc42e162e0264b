"""A list's readings as columns of numbers, so that NumPy looks at all names at once where Python looks at one.

The words of all cores stand one behind the other in one array. A run of words has a code of 64 bits, a polynomial in
the codes of its words (the rolling hash of Karp and Rabin 1987, modulo 2^64): the codes of the parts of a core, and of
a core without one of its words, come from sums over the whole array. Two different runs have one code about once in
10^19 times.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from signers.matching.meaning import Words
    from signers.matching.readings import Reading

    Codes = NDArray[np.uint64]
    Rows = NDArray[np.signedinteger[Any]]

_BASE = 0x9E3779B97F4A7C15  # odd, so that it can be divided by
_UNBASE = pow(_BASE, -1, 1 << 64)
ALL_BITS = (1 << 64) - 1


def word_code(word: str) -> int:
    """The code of one word, of 64 bits."""
    return hash(word) & ALL_BITS


def run_code(words: Words, at: int = 0) -> int:
    """The code of a run of words; `at` says how many words are thought to stand before it."""
    code = 0
    for word in reversed(words):
        code = (code * _BASE + word_code(word)) & ALL_BITS
    return code * pow(_BASE, at, 1 << 64) & ALL_BITS


def codes_of(texts: Iterable[str]) -> Codes:
    """The code of each text, taken as one word."""
    return np.fromiter(map(hash, texts), np.int64).view(np.uint64)


def perhaps_shared(codes: Codes) -> NDArray[np.bool_]:
    """Which codes stand in the column more than once, with a few others: a quick look, before it is sorted."""
    count = 2 << len(codes).bit_length()
    slots = (codes & np.uint64(count - 1)).astype(np.int64)
    last = np.zeros(count, np.int32)  # who came last into each slot, which takes half the room of how many came
    last[slots] = np.arange(len(codes), dtype=np.int32)
    again = slots[last[slots] != np.arange(len(codes), dtype=np.int32)]
    del last
    shared = np.zeros(count, bool)
    shared[again] = True
    found: NDArray[np.bool_] = shared[slots]
    return found


class Runs:
    """Rows of words, or of whatever has a code, one behind the other.

    `codes` are those of the words, `starts` where each row begins and, last, where the last one ends.
    """

    def __init__(self, codes: Codes, starts: Rows) -> None:
        self.codes, self.starts = codes, starts
        self.lengths: Rows = np.diff(starts)
        self.row: Rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), self.lengths)
        self.index: Rows = np.arange(len(codes), dtype=np.int32) - starts.astype(np.int32)[self.row]
        longest = int(self.lengths.max(initial=0)) + 1
        self._powers = _powers(_BASE, longest)
        self._unpowers = _powers(_UNBASE, longest)

    @property
    def added(self) -> Codes:
        """What each word adds to the code of its row."""
        return self.codes * self._powers[self.index]

    @cached_property
    def _sums(self) -> Codes:
        """The sum of what all words add that stand before a position, over the rows."""
        sums = np.zeros(len(self.codes) + 1, np.uint64)
        np.cumsum(self.added, out=sums[1:])
        return sums

    @cached_property
    def whole(self) -> Codes:
        """The code of each row."""
        return self._sums[self.starts[1:]] - self._sums[self.starts[:-1]]

    @cached_property
    def total(self) -> Codes:
        """The sum of the codes of each row, in whatever order they stand."""
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(self.codes, dtype=np.uint64)))
        return sums[self.starts[1:]] - sums[self.starts[:-1]]

    @property
    def before(self) -> Codes:
        """For each word the code of what stands before it in its row."""
        return self._sums[:-1] - self._sums[self.starts[self.row]]

    @property
    def holes(self) -> Codes:
        """For each word the code of its row with a hole in its place: `run_code` of what is before, and after."""
        return self.whole[self.row] - self.added

    @property
    def without(self) -> Codes:
        """For each word the code of its row without it, the rest closed up."""
        before = self.before
        return before + (self.whole[self.row] - before - self.added) * np.uint64(_UNBASE)

    def part(self, rows: Rows, begin: Rows, size: Rows) -> Codes:
        """The code of some words of each of these rows: so many, from this one on."""
        start = self.starts[rows] + begin
        found: Codes = (self._sums[start + size] - self._sums[start]) * self._unpowers[begin]
        return found


class Columns:
    """The readings of a list, their words numbered; `words` are the cores, `located` the cores with their places."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        cores = [reading.core for reading in readings]
        numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
        flat = np.fromiter(map(numbers.__getitem__, chain.from_iterable(cores)), np.int32)
        self.vocabulary = list(numbers)
        self.codes = codes_of(self.vocabulary)
        self.numbers: Rows = flat  # the number in the vocabulary of each word of each core
        self.words = Runs(self.codes[flat], _starts(cores))
        self.placed = np.fromiter((bool(reading.places) for reading in readings), bool, len(readings))

    @cached_property
    def located(self) -> Runs:
        """The cores with their places as words behind them."""
        rows = [
            (*reading.core, *places_as_words(reading)) if reading.places else reading.core for reading in self.readings
        ]
        return Runs(codes_of(chain.from_iterable(rows)), _starts(rows))

    def release(self) -> None:
        """Give up what only blocking asks for; it would be made again."""
        self.__dict__.pop("located", None)


def places_as_words(reading: Reading) -> Words:
    """The places of a name as words."""
    return tuple(["@" + min(ids) for ids in reading.places])


def _starts(rows: Sequence[Words]) -> Rows:
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, rows), np.int64, len(rows)), out=starts[1:])
    return starts


def _powers(base: int, count: int) -> Codes:
    """The powers of an odd number from the noughth on, modulo 2^64."""
    powers = np.full(count + 1, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
