"""Which pairs are worth comparing: names share a bucket or are never looked at together.

The cost grows with the names and not with their pairs: each name has some fifteen buckets, and a bucket that many names
share tells nothing and is passed over.
"""

from __future__ import annotations

from array import array
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from signers.matching.context import LONGEST_FRAMED, gaps
from signers.matching.known import body_named
from signers.matching.vocabulary import shape
from signers.names import initials_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from signers.matching.context import Context
    from signers.matching.readings import Reading

    Buckets = Sequence[Hashable]
    BlockingRule = Callable[[Reading, Context], Buckets]
    Hashed = tuple[NDArray[np.int64], NDArray[np.int64]]
    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

BIGGEST_BUCKET = 24  # names; what more than these share tells nothing
_SHORTEST_HALF = 4  # letters
_LONGEST_HALF = 16
_BEGINNING = 16  # letters


def same_core(reading: Reading, _: Context) -> Buckets:
    """All words but the places, in any order; and with the places, since chapters share all their other words."""
    core = sorted(reading.core)
    return (("core", *core), ("core", *core, *located(reading))) if reading.places else (("core", *core),)


def located(reading: Reading) -> tuple[str, ...]:
    """The places of a name as words."""
    return tuple(["@" + min(ids) for ids in reading.places])


def joined(reading: Reading, _: Context) -> Buckets:
    """The letters without spaces."""
    return (reading.letters,)


def frames(reading: Reading, _: Context) -> Buckets:
    """All words but one: two names may differ in a word, or one has a word more."""
    core = reading.core + located(reading) if reading.places else reading.core
    if 1 < len(core) <= LONGEST_FRAMED:
        return [core, *[before + after for before, after in gaps(core)]]
    return (core,)


def ends(reading: Reading, _: Context) -> Buckets:
    """The first and the last half of the letters: one slip spares one of them."""
    letters = shape("".join(reading.core))
    half = len(letters) // 2
    if half < _SHORTEST_HALF:
        return ()
    some, more = min(half, _LONGEST_HALF), min(half + 1, _LONGEST_HALF)
    return (
        ("front", half, letters[:some]),
        ("back", half, letters[-some:]),
        ("front", half + 1, letters[:more]),
        ("back", half + 1, letters[-more:]),
    )


def rare_words(reading: Reading, context: Context) -> Buckets:
    """The three rarest words, and each two of them."""
    ranked = sorted([(context.frequency[word], word) for word in set(reading.core) if word in context.frequency])[:3]
    words = [word for _, word in ranked]
    found: list[Hashable] = [("word", word) for word in words]
    found += [("words", one, other) for one, other in combinations(words, 2)]
    if reading.places:
        found += [("words", word, place) for word in words for place in located(reading)]
    return found


def clipped(reading: Reading, _: Context) -> Buckets:
    """The first letters of the words, where most are abbreviated or cut short."""
    return (("clipped", *[word[:3] for word in reading.core]),) if len(reading.core) > 1 else ()


def head(reading: Reading, _: Context) -> Buckets:
    """The first words: one name may go on where another ends."""
    core = reading.core
    return (("head", core[:2]), ("head", core[:3])) if len(core) > 3 else (("head", core[:2]),)


def acronym_letters(reading: Reading, context: Context) -> Buckets:
    """An acronym, and the first letters of the words where the list has an acronym of these."""
    found = [("acronym", letters) for letters in reading.printed]
    if reading.bare:
        found.append(("acronym", reading.bare))
    if context.bare:
        words = reading.key.split()
        fit = (initials_of(words) | initials_of(words[:-1])) & context.bare
        found += [("acronym", letters) for letters in fit if letters not in reading.printed]
    return found


def acronym_inside(reading: Reading, context: Context) -> Buckets:
    """An acronym among other words, and the words that begin with its letters one after the other."""
    if not context.capitals:
        return ()
    found = [("run", letters) for letters in reading.capitals if letters in context.capitals]
    firsts = "".join([word[0] for word in reading.core])
    for size in range(3, min(len(firsts), 6) + 1):
        runs = {firsts[at : at + size] for at in range(len(firsts) - size + 1)}
        found += [("run", letters) for letters in runs & context.capitals]
    return found


def other_names(reading: Reading, _: Context) -> Buckets:
    """The names that a name prints beside itself, and the well-known body that it names."""
    found = [("name", reading.key)]
    if reading.alternates:
        found += [("name", key) for key, _ in reading.alternates if key != reading.key]
    if body := body_named(reading.key):
        found.append(("body", body))
    return found


def beginning(reading: Reading, _: Context) -> Buckets:
    """The first letters: a name may be cut short."""
    return (("begins", reading.key[:_BEGINNING]),) if len(reading.key) >= _BEGINNING else ()


BLOCKING: tuple[BlockingRule, ...] = (
    same_core,
    joined,
    frames,
    ends,
    rare_words,
    clipped,
    head,
    acronym_letters,
    acronym_inside,
    other_names,
    beginning,
)


def buckets(reading: Reading, context: Context) -> list[Hashable]:
    """The buckets of a name of an organization."""
    found: list[Hashable] = []
    for rule in BLOCKING:
        found += rule(reading, context)
    return found


def hashed(buckets_of: Iterable[Iterable[Hashable]]) -> Hashed:
    """The hashes of the buckets of each name, one after the other, and how many each name has."""
    hashes, counts = array("q"), array("q")
    for some in buckets_of:
        before = len(hashes)
        hashes.extend(map(hash, some))
        counts.append(len(hashes) - before)
    return np.frombuffer(hashes, np.int64), np.frombuffer(counts, np.int64)


def pairs_in(parts: Sequence[Hashed], biggest: int = BIGGEST_BUCKET) -> Pairs:
    """The pairs of positions that share a bucket which is not too big: two arrays, left < right, sorted.

    >>> left, right = pairs_in([hashed([{"a"}, {"b"}]), hashed([{"a", "b"}])])
    >>> list(zip(left.tolist(), right.tolist()))
    [(0, 2), (1, 2)]
    """
    bucket = np.concatenate([hashes for hashes, _ in parts])
    counts = np.concatenate([some for _, some in parts])
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
    left, right = (found // len(counts), found % len(counts)) if len(found) else (found, found)
    apart = left != right  # a name may have one bucket twice
    return left[apart], right[apart]


def chunked(pairs: Pairs, size: int) -> Iterator[Pairs]:
    """The pairs, some at a time."""
    left, right = pairs
    for start in range(0, len(left), size):
        yield left[start : start + size], right[start : start + size]


def named(pairs: Pairs, names: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs as names."""
    left, right = pairs
    return [(names[one], names[other]) for one, other in zip(left.tolist(), right.tolist(), strict=True)]
