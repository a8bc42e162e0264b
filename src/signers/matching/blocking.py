"""Which pairs are worth comparing: names share a bucket or are never looked at together.

The cost grows with the names and not with their pairs: each name has some twenty buckets, and a bucket that many names
share tells nothing and is passed over. A bucket is known by its code (see columns.py): each rule makes the buckets of
all names at once.
"""

from __future__ import annotations

from array import array
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from signers.matching.acronyms import LONGEST_RUN, SHORTEST_RUN
from signers.matching.columns import Runs, codes_of, perhaps_shared, run_code, word_code
from signers.matching.context import LONGEST_FRAMED
from signers.matching.known import body_named
from signers.matching.vetoes import LOOSE
from signers.matching.vocabulary import shape, without_umlauts

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from signers.matching.columns import Codes, Columns, Rows
    from signers.matching.context import Context

    Buckets = tuple[Rows, Codes]  # names by their places in the list, and a bucket of each; a name may have several
    BlockingRule = Callable[[Columns, Context], Iterator[Buckets]]
    Pairs = tuple[Rows, Rows]

BIGGEST_BUCKET = 24  # names; what more than these share tells nothing
_SHORTEST_HALF = 4  # letters
_LONGEST_HALF = 16
_BEGINNING = 16  # letters
_AT_ONCE = 50_000  # names whose letters are looked at together, so that they take little room
_RAREST = 3  # words of a name


def same_core(columns: Columns, _: Context) -> Iterator[Buckets]:
    """All words but the places, in any order; and with the places, since chapters share all their other words."""
    yield _every(columns), _in_any_order(columns.words)
    placed = np.flatnonzero(columns.placed)
    yield placed, _in_any_order(columns.located)[placed]


def joined(columns: Columns, _: Context) -> Iterator[Buckets]:
    """The letters without spaces."""
    yield _every(columns), codes_of(reading.letters for reading in columns.readings)


def frames(columns: Columns, _: Context) -> Iterator[Buckets]:
    """All words but one: two names may differ in a word, or one has a word more."""
    words = columns.located
    yield _every(columns), words.whole
    framed = ((words.lengths > 1) & (words.lengths <= LONGEST_FRAMED))[words.row]
    yield words.row[framed], words.without[framed]


def ends(columns: Columns, _: Context) -> Iterator[Buckets]:
    """All letters of the words, with the places; and the first and the last half of them: a slip spares one half."""
    places = columns.located.total - columns.words.total
    for start in range(0, len(columns.readings), _AT_ONCE):
        letters = _letters(["".join(reading.core) for reading in columns.readings[start : start + _AT_ONCE]])
        every = np.arange(len(letters.lengths))
        yield start + every, _kind("letters", letters.whole, places[start : start + _AT_ONCE])
        half = letters.lengths // 2
        rows = np.flatnonzero(half >= _SHORTEST_HALF)
        for size in (half[rows], half[rows] + 1):
            some = np.minimum(size, _LONGEST_HALF)
            yield start + rows, _kind("front", letters.part(rows, np.zeros_like(rows), some), size)
            yield start + rows, _kind("back", letters.part(rows, letters.lengths[rows] - some, some), size)


def rare_words(columns: Columns, context: Context) -> Iterator[Buckets]:
    """The three rarest words, and each two of them."""
    rows, words = _rarest(columns, context)
    first, second, third = words
    for each in words:
        has = each > 0
        yield rows[has], _kind("word", each[has])
    for one, other in combinations((first, second, third), 2):
        has = other > 0
        yield rows[has], _kind("words", one[has], other[has])
    # Each of them with each place.
    by_row = np.zeros((_RAREST, len(columns.readings)), np.uint64)
    by_row[:, rows] = words
    located = columns.located
    places = np.flatnonzero(located.index >= columns.words.lengths[located.row])
    for each in by_row[:, located.row[places]]:
        has = each > 0
        yield located.row[places[has]], _kind("words", each[has], located.codes[places[has]])


def _rarest(columns: Columns, context: Context) -> tuple[Rows, Codes]:
    """The names that have words which the list knows, and a row each for their rarest, second and third; 0 for none."""
    frequency = [context.frequency.get(word, 0) for word in columns.vocabulary]
    ranked = sorted(range(len(frequency)), key=lambda word: (frequency[word], columns.vocabulary[word]))
    rank = np.empty(len(ranked), np.int64)
    rank[ranked] = np.arange(len(ranked))
    known = np.array(frequency, bool)[columns.numbers]
    met = np.unique(columns.words.row[known].astype(np.int64) << 32 | rank[columns.numbers[known]])
    row, code = met >> 32, columns.codes[np.array(ranked, np.int64)[met & 0xFFFFFFFF]] | np.uint64(1)
    begins = np.flatnonzero(_new(row))
    size = np.diff(np.r_[begins, len(row)])
    words = np.zeros((_RAREST, len(begins)), np.uint64)
    for at in range(_RAREST):
        has = size > at
        words[at, has] = code[begins[has] + at]
    return row[begins], words


def clipped(columns: Columns, _: Context) -> Iterator[Buckets]:
    """The first letters of the words, where most are abbreviated or cut short."""
    several = np.flatnonzero(columns.words.lengths > 1)
    clips = codes_of(word[:3] for word in columns.vocabulary)[columns.numbers]
    yield several, _kind("clipped", Runs(clips, columns.words.starts).whole[several])


def head(columns: Columns, _: Context) -> Iterator[Buckets]:
    """The first words: one name may go on where another ends."""
    words = columns.words
    every = _every(columns)
    yield every, _kind("head", words.part(every, np.zeros_like(every), np.minimum(words.lengths, 2)))
    long = np.flatnonzero(words.lengths > 3)
    yield long, _kind("head", words.part(long, np.zeros_like(long), np.full_like(long, 3)))


def acronym_letters(columns: Columns, context: Context) -> Iterator[Buckets]:
    """An acronym, and the first letters of the words where the list has an acronym of these."""
    bare, rows = context.bare, array("q")
    found: list[str] = []
    for row, reading in enumerate(columns.readings):
        fitting = [fit for made in reading.initials for fit in (made, made[:-1]) if fit in bare] if bare else []
        if fitting or reading.bare or reading.printed:
            letters = {*fitting, *reading.printed, reading.bare} - {""}
            rows.extend([row] * len(letters))
            found += letters
    yield _rows(rows), _kind("acronym", codes_of(found))
    begun = {letters[:LOOSE] for letters in bare if len(letters) > LOOSE}
    starts = [
        (row, made[:LOOSE])
        for row, reading in enumerate(columns.readings if begun else ())
        for made in ((*reading.initials, reading.bare) if len(reading.bare) > LOOSE else reading.initials)
        if made[:LOOSE] in begun
    ]
    yield np.array([row for row, _start in starts], np.int64), _kind("loose", codes_of(start for _, start in starts))


def acronym_inside(columns: Columns, context: Context) -> Iterator[Buckets]:
    """An acronym among other words, and the words that begin with its letters one after the other."""
    if not context.capitals:
        return
    rows, found = array("q"), []
    for row, reading in enumerate(columns.readings):
        if reading.capitals:
            letters = [run_code(tuple(letters)) for letters in reading.capitals if letters in context.capitals]
            rows.extend([row] * len(letters))
            found += letters
    yield _rows(rows), _kind("run", np.array(found, np.uint64))
    wanted = np.array(sorted({run_code(tuple(letters)) for letters in context.capitals}), np.uint64)
    initials = codes_of(word[0] for word in columns.vocabulary)[columns.numbers]
    firsts = Runs(initials, columns.words.starts)
    for size in range(SHORTEST_RUN, LONGEST_RUN + 1):
        at = np.flatnonzero(firsts.index + size <= firsts.lengths[firsts.row])
        runs = firsts.part(firsts.row[at], firsts.index[at], np.full_like(at, size))
        fits = np.isin(runs, wanted)
        yield firsts.row[at[fits]], _kind("run", runs[fits])


def other_names(columns: Columns, _: Context) -> Iterator[Buckets]:
    """The names that a name prints beside itself, and the well-known body that it names."""
    yield _every(columns), _kind("name", codes_of(reading.key for reading in columns.readings))
    rows, keys = array("q"), []
    for row, reading in enumerate(columns.readings):
        for key, _how in reading.alternates:
            if key != reading.key:
                rows.append(row)
                keys.append(key)
        rows.extend([row] * len(reading.beside))
        keys += reading.beside
    yield _rows(rows), _kind("name", codes_of(keys))
    bodies = [(row, body) for row, reading in enumerate(columns.readings) if (body := body_named(reading.key))]
    yield np.array([row for row, _body in bodies], np.int64), _kind("body", codes_of(body for _row, body in bodies))


def beginning(columns: Columns, _: Context) -> Iterator[Buckets]:
    """The first letters: a name may be cut short."""
    keys = [(row, reading.key) for row, reading in enumerate(columns.readings) if len(reading.key) >= _BEGINNING]
    rows = np.array([row for row, _key in keys], np.int64)
    yield rows, _kind("begins", codes_of(key[:_BEGINNING] for _row, key in keys))


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


def buckets(columns: Columns, context: Context) -> Buckets:
    """The buckets of all names of organizations of a list, without most of those that only one name has.

    Two rules never make the same bucket, so that one after the other can be looked through, which takes less room.
    """
    found = [_several(rule(columns, context)) for rule in BLOCKING]
    columns.release()
    return np.concatenate([rows for rows, _ in found]), np.concatenate([codes for _, codes in found])


def _several(some: Iterable[Buckets]) -> Buckets:
    parts = [(rows.astype(np.int32), codes) for rows, codes in some]
    rows = np.concatenate([rows for rows, _ in parts]) if parts else np.empty(0, np.int32)
    codes = np.concatenate([codes for _, codes in parts]) if parts else np.empty(0, np.uint64)
    shared = perhaps_shared(codes)
    return rows[shared], codes[shared]


def hashed(buckets_of: Iterable[Iterable[Hashable]]) -> Buckets:
    """The buckets of names that were looked at one by one."""
    rows, hashes = array("q"), array("q")
    for row, some in enumerate(buckets_of):
        before = len(hashes)
        hashes.extend(map(hash, some))
        rows.extend([row] * (len(hashes) - before))
    return _rows(rows), np.frombuffer(hashes, np.int64).view(np.uint64)


def together(parts: Iterable[Buckets], sizes: Iterable[int]) -> Buckets:
    """The buckets of the parts of a list, each of so many names, as those of the whole."""
    before, rows, codes = 0, [], []
    for (some, theirs), size in zip(parts, sizes, strict=True):
        rows.append(some + before)
        codes.append(theirs)
        before += size
    return np.concatenate(rows), np.concatenate(codes)


# --- Codes of buckets -------------------------------------------------------------------------------------------

_MIX = np.uint64(0xD6E8FEB86659FD93)


def _every(columns: Columns) -> Rows:
    return np.arange(len(columns.readings))


def _rows(found: array[int]) -> Rows:
    return np.frombuffer(found, np.int64) if found else np.empty(0, np.int64)


def _kind(kind: str, *codes: NDArray[np.generic]) -> Codes:
    """Codes of one kind of bucket from one or more codes each, in their order."""
    mixed = np.full(len(codes[0]), word_code(kind), np.uint64)
    for each in codes:
        mixed = (mixed ^ (mixed >> np.uint64(29)) ^ each.astype(np.uint64)) * _MIX
    return mixed


def _in_any_order(words: Runs) -> Codes:
    """The code of each row, its words in whatever order."""
    mixed = (words.codes ^ (words.codes >> np.uint64(31))) * _MIX
    return Runs(mixed, words.starts).total


def _letters(texts: Sequence[str]) -> Runs:
    """The letters of each text, those alike that a scanner takes for one another, umlauts without an e."""
    codes = np.frombuffer(
        (shape(without_umlauts("\n".join(texts))) + "\n").encode("utf-32-le", "surrogatepass"), np.uint32
    )
    ends_ = np.flatnonzero(codes == ord("\n"))
    kept = codes != ord("\n")
    starts = np.r_[0, ends_ - np.arange(len(ends_))]
    letters = codes[kept].astype(np.uint64) * _MIX
    return Runs(letters ^ (letters >> np.uint64(32)), starts)


def _new(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Where a sorted column has another value than before."""
    new = np.ones(len(values), bool)
    new[1:] = values[1:] != values[:-1]
    return new


# --- Pairs ------------------------------------------------------------------------------------------------------


def pairs_in(found: Buckets, count: int, biggest: int = BIGGEST_BUCKET) -> Pairs:
    """The pairs of `count` names that share a bucket which is not too big: two columns, left < right, sorted.

    >>> left, right = pairs_in(hashed([{"a"}, {"b"}, {"a", "b"}]), 3)
    >>> list(zip(left.tolist(), right.tolist()))
    [(0, 2), (1, 2)]
    """
    bits = np.uint64(count.bit_length())
    rows, codes = found
    # As many bits of the code as there is room for: one number sorts in a fourth of the time of two.
    mixed = codes * _MIX
    packed = np.sort((mixed >> bits << bits) | rows.astype(np.uint64))
    bucket, name = packed >> bits, (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    starts = np.flatnonzero(_new(bucket))
    sizes = np.diff(np.r_[starts, len(bucket)])
    pairs: list[NDArray[np.int64]] = []
    for size in range(2, biggest + 1):
        rows = name[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        pairs.append((rows[:, left] * count + rows[:, right]).ravel())
    every = np.sort(np.concatenate(pairs)) if pairs else np.empty(0, np.int64)
    every = every[_new(every)]
    left, right = (every // count, every % count) if len(every) else (every, every)
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
