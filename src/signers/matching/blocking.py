"""Which pairs are worth comparing: names share a bucket or are never looked at together.

The cost grows with the names and not with their pairs: each name has some fifteen buckets, and a bucket that many names
share tells nothing and is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from signers.matching.context import gaps
from signers.matching.known import body_named
from signers.matching.readings import shape
from signers.names import initials_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from signers.matching.context import Context
    from signers.matching.readings import Reading

    BlockingRule = Callable[[Reading, Context], Iterator[Hashable]]
    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

BIGGEST_BUCKET = 24  # names; what more than these share tells nothing
_SHORTEST_HALVED = 8  # letters
_LONGEST_HALF = 16
_LONGEST_FRAMED = 9  # words
_BEGINNING = 16  # letters


def same_core(reading: Reading, _: Context) -> Iterator[Hashable]:
    """All words but the places, in any order."""
    yield "core", *sorted(reading.core)


def joined(reading: Reading, _: Context) -> Iterator[Hashable]:
    """The letters without spaces."""
    yield reading.letters


def frames(reading: Reading, _: Context) -> Iterator[Hashable]:
    """All words but one: two names may differ in a word, or one has a word more."""
    core = reading.core
    yield core, ()
    if 1 < len(core) <= _LONGEST_FRAMED:
        for before, after in gaps(core):
            yield before + after, ()


def ends(reading: Reading, _: Context) -> Iterator[Hashable]:
    """The first and the last half of the letters: one slip spares one of them."""
    letters = shape("".join(reading.core))
    if len(letters) >= _SHORTEST_HALVED:
        half = len(letters) // 2
        for size in (half, half + 1):
            some = min(size, _LONGEST_HALF)
            yield "front", size, letters[:some]
            yield "back", size, letters[-some:]


def rare_words(reading: Reading, context: Context) -> Iterator[Hashable]:
    """The three rarest words, and each two of them."""
    frequency = context.frequency
    ranked = sorted(set(reading.core), key=lambda word: (frequency.get(word, 1), word))[:3]
    for at, word in enumerate(ranked):
        yield "word", word
        for other in ranked[:at]:
            yield other, word


def clipped(reading: Reading, _: Context) -> Iterator[Hashable]:
    """The first letters of the words, where most are abbreviated or cut short."""
    if len(reading.core) > 1:
        yield "clipped", *(word[:3] for word in reading.core)


def head(reading: Reading, _: Context) -> Iterator[Hashable]:
    """The first words: one name may go on where another ends."""
    yield "head", reading.core[:2]
    if len(reading.core) > 3:  # noqa: PLR2004  # words; then the first three are not the whole name
        yield "head", reading.core[:3]


def acronym_letters(reading: Reading, context: Context) -> Iterator[Hashable]:
    """An acronym, and the first letters of the words where the list has an acronym of these."""
    if reading.bare:
        yield "acronym", reading.bare
    for letters in reading.printed:
        yield "acronym", letters
    if context.bare:
        words = reading.key.split()
        for letters in (initials_of(words) | initials_of(words[:-1])) & context.bare:
            yield "acronym", letters


def other_names(reading: Reading, _: Context) -> Iterator[Hashable]:
    """The names that a name prints beside itself."""
    yield "name", reading.key
    yield from (("name", key) for key, _ in reading.alternates)
    if body := body_named(reading.key):
        yield "body", body


def beginning(reading: Reading, _: Context) -> Iterator[Hashable]:
    """The first letters: a name may be cut short."""
    if len(reading.key) >= _BEGINNING:
        yield "begins", reading.key[:_BEGINNING]


BLOCKING: tuple[BlockingRule, ...] = (
    same_core,
    joined,
    frames,
    ends,
    rare_words,
    clipped,
    head,
    acronym_letters,
    other_names,
    beginning,
)


def buckets(reading: Reading, context: Context) -> set[Hashable]:
    """The buckets of a name of an organization."""
    return {bucket for rule in BLOCKING for bucket in rule(reading, context)}


def pairs_in(buckets_of: Iterable[Iterable[Hashable]], biggest: int = BIGGEST_BUCKET) -> Pairs:
    """The pairs of positions that share a bucket which is not too big: two arrays, left < right, sorted.

    >>> left, right = pairs_in([{"a"}, {"b"}, {"a", "b"}])
    >>> list(zip(left.tolist(), right.tolist()))
    [(0, 2), (1, 2)]
    """
    counts: list[int] = []

    def hashes() -> Iterator[int]:
        for some in buckets_of:
            before = 0
            for before, bucket in enumerate(some, start=1):
                yield hash(bucket)
            counts.append(before)

    bucket = np.fromiter(hashes(), np.int64)
    name = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    order = np.argsort(bucket, kind="stable")
    bucket, name = bucket[order], name[order]
    starts = np.flatnonzero(np.r_[True, bucket[1:] != bucket[:-1]]) if len(bucket) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(bucket)])
    codes: list[NDArray[np.int64]] = []
    for size in range(2, biggest + 1):
        rows = name[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        codes.append((rows[:, left] * len(counts) + rows[:, right]).ravel())
    found = np.unique(np.concatenate(codes)) if codes else np.empty(0, np.int64)
    return (found // len(counts), found % len(counts)) if len(found) else (found, found)


def chunked(pairs: Pairs, size: int) -> Iterator[Pairs]:
    """The pairs, some at a time."""
    left, right = pairs
    for start in range(0, len(left), size):
        yield left[start : start + size], right[start : start + size]


def named(pairs: Pairs, names: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs as names."""
    left, right = pairs
    return [(names[one], names[other]) for one, other in zip(left.tolist(), right.tolist(), strict=True)]
