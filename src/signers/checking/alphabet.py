"""From names in the order printed to those that stand out of order, under the order that the list itself keeps.

Lists are sorted in several ways. The one under which most of the names of a list stand in order is taken to be its own,
and what must move are the fewest names whose going would leave the others in order: all but a longest non-decreasing
subsequence (found as in patience sorting).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from signers.collation import sort_key
from signers.model import Kind
from signers.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MOST_NAMED_FIRST = 0.25  # of the names: so many may stand before all others
_ENGLISH_ARTICLES = frozenset(("the", "a", "an"))


class Way(NamedTuple):
    """A way of sorting: the key of a name of a kind, and the keys that it has if it is read otherwise."""

    key: Callable[[str, Kind], Any]
    others: Callable[[str, Kind], Iterator[Any]]


def as_listed(name: str, kind: Kind) -> Any:  # noqa: ANN401 - keys of one way can be compared, whatever they are
    """The place that `signers list` gives: articles do not count, persons stand under their surnames."""
    return sort_key(name, kind)[:2]


def _read_otherwise(name: str, kind: Kind) -> Iterator[Any]:
    """The places of a name under other readings.

    Nobody can tell from a person's name where the surname begins: "Willem de Lint" may stand under D, and "Maria Franco
    Busse" under F. Lists in English seldom know that "La" and "Le" are articles.
    """
    words = name.split()
    if kind is Kind.PERSON:
        yield from ((_weights(words[first:]), _weights(words[:first])) for first in range(len(words)))
    elif words and words[0].casefold() not in _ENGLISH_ARTICLES:
        yield _weights(words), ()


def _weights(words: Sequence[str]) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(sort_key(word)[0] for word in words))


def by_first_name(name: str, _: Kind) -> Any:  # noqa: ANN401 - the same
    """The place of a person in a list by first names, articles of organizations not counted."""
    return sort_key(name)[0]


def as_typed(name: str, _: Kind) -> Any:  # noqa: ANN401 - the same
    """The place of a name where articles count, and spaces and marks do not: as some word processors sort."""
    return "".join(filter(str.isalnum, folded(name)))


def with_spaces(name: str, _: Kind) -> Any:  # noqa: ANN401 - the same
    """The same, word by word and mark by mark: as spreadsheets sort."""
    return folded(name)


def by_code(name: str, _: Kind) -> Any:  # noqa: ANN401 - the same
    """The order of `sort` in the C locale: capitals before small letters, accents at the end."""
    return name


def _nothing_else(_: str, __: Kind) -> Iterator[Any]:
    return iter(())


OURS = Way(as_listed, _read_otherwise)
WAYS = (OURS, *(Way(key, _nothing_else) for key in (by_first_name, as_typed, with_spaces, by_code)))


def misplaced(keys: Sequence[Any]) -> tuple[int, ...]:
    """The places of the fewest keys without which the others do not fall.

    >>> misplaced("abzcd"), misplaced("aabb"), misplaced("xabc")
    ((2,), (), (0,))
    """
    tails: list[Any] = []  # the smallest key that ends a subsequence of each length
    at_tail: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(at_tail[length - 1] if length else -1)
        if length == len(tails):
            tails.append(key)
            at_tail.append(at)
        else:
            tails[length], at_tail[length] = key, at
    kept = set()
    at = at_tail[-1] if at_tail else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return tuple(at for at in range(len(keys)) if at not in kept)


def named_first(keys: Sequence[Any], least: int = 1) -> int:
    """How many stand before the others, out of order, since a list names them first: those who wrote the letter.

    Behind them the alphabet begins, and with them fewer names would stand in order. There are `least` or more.

    >>> named_first("mqabcdefgh"), named_first("mabcdefgh", 2), named_first("abcdzefgh")
    (2, 0, 0)
    """
    best, first = len(misplaced(keys)), 0
    for at in range(least, int(_MOST_NAMED_FIRST * len(keys)) + 1):
        if best and keys[at] < keys[at - 1] and keys[at] == min(keys[at:]):
            wrong = len(misplaced(keys[at:]))
            if wrong < best:
                best, first = wrong, at
    return first


def own_way(names: Sequence[str], kinds: Sequence[Kind]) -> Way:
    """The way in which a list is sorted best; ours where others are no better.

    >>> own_way(["Access Now", "The Arc", "Densho"], [Kind.ORGANIZATION] * 3) is OURS
    True
    """
    return min(WAYS, key=lambda way: len(misplaced(keys_of(way, names, kinds))))


def keys_of(way: Way, names: Sequence[str], kinds: Sequence[Kind]) -> list[Any]:
    """The keys of all names of a list."""
    return [way.key(name, kind) for name, kind in zip(names, kinds, strict=True)]


def fits_otherwise(way: Way, at: int, names: Sequence[str], kinds: Sequence[Kind], wrong: Sequence[int]) -> bool:
    """Whether a name that is out of order stands in place if it is read otherwise."""
    apart = set(wrong)
    left = next((other for other in range(at - 1, -1, -1) if other not in apart), None)
    right = next((other for other in range(at + 1, len(names)) if other not in apart), None)
    low = None if left is None else way.key(names[left], kinds[left])
    high = None if right is None else way.key(names[right], kinds[right])
    return any(
        (low is None or low <= key) and (high is None or key <= high) for key in way.others(names[at], kinds[at])
    )
