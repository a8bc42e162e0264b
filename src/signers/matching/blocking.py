"""Which pairs are worth comparing: names share a bucket or are never looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from signers.matching.context import Context
from signers.matching.persons import nicknames
from signers.matching.readings import Reading, shape
from signers.matching.survey import survey
from signers.model import Kind
from signers.names import (
    initials,
    person_name,
)

BlockingRule = Callable[[Reading, Context], Iterator[str]]
BIGGEST_BUCKET = 40  # names; what more than these share tells nothing


def same_core(reading: Reading, _: Context) -> Iterator[str]:
    """All words but the places, in any order."""
    yield "core:" + " ".join(sorted(reading.core))


def joined(reading: Reading, _: Context) -> Iterator[str]:
    """The letters without spaces."""
    yield "letters:" + reading.letters


def ends(reading: Reading, _: Context) -> Iterator[str]:
    """The first and the last half of the letters: one slip spares one of them."""
    letters = shape("".join(reading.core))
    if len(letters) >= 8:
        half = len(letters) // 2
        yield from (
            f"{side}{size}:{part}"
            for size in (half, half + 1)
            for side, part in (("front", letters[: min(size, 16)]), ("back", letters[-min(size, 16) :]))
        )


def rare_words(reading: Reading, context: Context) -> Iterator[str]:
    """The two rarest words, and the rarest with each of its neighbours."""
    ranked = sorted(set(reading.core), key=lambda word: (context.frequency.get(word, 1), word))
    yield from ("word:" + word for word in ranked[:2])
    if len(ranked) > 2:
        yield "words:" + " ".join(sorted(ranked[:2]))


def head(reading: Reading, _: Context) -> Iterator[str]:
    """The first words: one name may go on where another ends."""
    yield "head:" + " ".join(reading.core[:2])
    if len(reading.core) > 3:
        yield "head:" + " ".join(reading.core[:3])


def acronym_letters(reading: Reading, _: Context) -> Iterator[str]:
    """An acronym, and the first letters of the words."""
    if reading.bare:
        yield "acronym:" + reading.bare
    yield from ("acronym:" + letters for letters in initials(reading.name) if len(letters) > 2)


def other_names(reading: Reading, _: Context) -> Iterator[str]:
    """The names that a name prints beside itself."""
    yield "name:" + reading.key
    yield from ("name:" + key for key, _ in reading.alternates)


BLOCKING: tuple[BlockingRule, ...] = (same_core, joined, ends, rare_words, head, acronym_letters, other_names)


def candidate_pairs(
    names: Iterable[str], kind: Kind = Kind.ORGANIZATION, context: Context | None = None
) -> list[tuple[str, str]]:
    """The pairs worth comparing, sorted, each pair in order: those that share a bucket that is not too big.

    Names of one comparison key should be folded before: they would only fill the buckets.
    """
    distinct = sorted(set(names))
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    if kind is Kind.PERSON:
        for name in distinct:
            for bucket in _person_buckets(name):
                buckets[bucket].append(name)
    else:
        context = survey(distinct) if context is None else context
        for name in distinct:
            reading = context.reading(name)
            for bucket in {bucket for rule in BLOCKING for bucket in rule(reading, context)}:
                buckets[bucket].append(name)
    return sorted(
        {pair for bucket in buckets.values() if len(bucket) <= BIGGEST_BUCKET for pair in combinations(bucket, 2)}
    )


def _person_buckets(name: str) -> set[str]:
    person = person_name(name)
    words = person.key.split()
    return {
        "sorted:" + " ".join(sorted(words)),
        "letters:" + "".join(words),
        *(f"initial:{person.family} {given[0]}" for given in person.given[:1]),
        *(f"nickname:{person.family} {min(group)}" for group in nicknames() if set(person.given[:1]) <= group),
    }
