"""From names in the order printed to those that stand out of order, under the order that the list itself keeps.

Lists are sorted in several ways. The one under which most of the names of a list stand in order is taken to be its own,
and what must move are the fewest names whose going would leave the others in order: all but a longest non-decreasing
subsequence (found as in patience sorting).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from signers.collation import sort_key
from signers.folding import folded
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MOST_NAMED_FIRST = 0.25  # of the names: so many may stand before all others
_KINDS = tuple(Kind)
_ARTICLE = "the"  # "A New PATH" may stand under A


Options = tuple[Any, ...]  # the keys that a name may stand under, the likeliest first


class Way(NamedTuple):
    """A way of sorting: the key of a name of a kind, and the keys that it has if it is read otherwise."""

    key: Callable[[str, Kind], Any]
    others: Callable[[str, Kind], Iterator[Any]]

    def options(self, names: Sequence[str], kinds: Sequence[Kind], *, is_strict: bool = False) -> list[Options]:
        """The keys that each name of a list may stand under; of one that is read strictly there is one."""
        return [
            (self.key(name, kind), *(() if is_strict else self.others(name, kind)))
            for name, kind in zip(names, kinds, strict=True)
        ]


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
        yield from ((_weights(words[first:]), _weights(words[:first])) for first in range(1, len(words)))
    elif words and words[0].casefold() != _ARTICLE:
        yield _weights(words), ()


def _weights(words: Sequence[str]) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(map(_weight, words)))


@lru_cache(maxsize=1 << 14)  # names share their words
def _weight(word: str) -> tuple[Any, ...]:
    return sort_key(word)[0]


def by_kind(name: str, kind: Kind) -> Any:  # noqa: ANN401 - the same
    """The place in a list of all organizations, and then all persons: as `signers export` writes tables."""
    return _KINDS.index(kind), as_listed(name, kind)


def _of_kind_otherwise(name: str, kind: Kind) -> Iterator[Any]:
    return ((_KINDS.index(kind), key) for key in _read_otherwise(name, kind))


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
WAYS = (
    OURS,
    Way(by_kind, _of_kind_otherwise),
    *(Way(key, _nothing_else) for key in (by_first_name, as_typed, with_spaces, by_code)),
)


def in_place(options: Sequence[Options]) -> dict[int, Any]:
    """The places of the most names that stand in order, each with the key under which it does.

    >>> in_place(["a", "b", "z", "c", "d"])
    {0: 'a', 1: 'b', 3: 'c', 4: 'd'}
    >>> in_place(["a", "ld", "f", "h"])
    {0: 'a', 1: 'd', 2: 'f', 3: 'h'}
    """
    tails: list[Any] = []  # the smallest key that ends a subsequence of each length
    at_tail: list[int] = []
    reached: list[tuple[int, Any, int]] = []  # a name, its key, and what stands before it
    for at, keys in enumerate(options):
        # From the largest key to the smallest, so that no name follows itself.
        for key in sorted(set(keys), reverse=True):
            length = bisect_right(tails, key)
            reached.append((at, key, at_tail[length - 1] if length else -1))
            if length == len(tails):
                tails.append(key)
                at_tail.append(len(reached) - 1)
            else:
                tails[length], at_tail[length] = key, len(reached) - 1
    found: list[tuple[int, Any]] = []
    last = at_tail[-1] if at_tail else -1
    while last >= 0:
        at, key, last = reached[last]
        found.append((at, key))
    return dict(reversed(found))


def named_first(options: Sequence[Options], least: int = 1) -> int:
    """How many stand before the others, out of order, since a list names them first: those who wrote the letter.

    Behind them the alphabet begins, and with them fewer names would stand in order. There are `least` or more.

    >>> named_first("mqabcdefgh"), named_first("mabcdefgh", 2), named_first("abcdzefgh")
    (2, 0, 0)
    """
    best, first = len(options) - len(in_place(options)), 0
    keys = [each[0] for each in options]
    least_behind = [*accumulate(reversed(keys), min)][::-1]
    for at in range(least, int(_MOST_NAMED_FIRST * len(keys)) + 1):
        if best and keys[at] < min(keys[0], keys[at - 1]) and keys[at] == least_behind[at]:
            wrong = len(keys) - at - len(in_place(options[at:]))
            if wrong < best:
                best, first = wrong, at
    return first


def best_sorted(names: Sequence[str], kinds: Sequence[Kind]) -> list[Options]:
    """The keys of a list in the way in which it is sorted best; in ours where others are no better.

    >>> best_sorted(["Access Now", "The Arc", "Densho"], [Kind.ORGANIZATION] * 3)[1] == (
    ...     as_listed("The Arc", Kind.ORGANIZATION),)
    True
    """
    found: list[tuple[int, list[Options]]] = []
    for way in WAYS:
        for is_strict in (True, False):
            options = way.options(names, kinds, is_strict=is_strict)
            in_order = len(in_place(options))
            if in_order == len(names):
                return options
            if way.others is _nothing_else:
                break
        found.append((in_order, options))
    return max(found, key=itemgetter(0))[1]
