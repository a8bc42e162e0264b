"""How many different things were seen with each key, in two sorted arrays: a dictionary takes ten times the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from numpy.typing import NDArray


class Tally:
    """With how many different members each key was seen; keys that were seen with one member only are not kept.

    Keys and members are known by their 64-bit hashes alone: of a million keys two are taken for one another once in
    some thirty million lists.

    >>> seen = Tally([("sierra", "club"), ("sierra", "fund"), ("sierra", "club"), ("open", "society")])
    >>> seen["sierra"], seen["open"], seen["closed"]
    (2, 1, 1)
    """

    __slots__ = ("_counts", "_keys")

    def __init__(self, seen: Iterable[tuple[Hashable, Hashable]] = ()) -> None:
        hashes = np.fromiter((hash(each) for pair in seen for each in pair), np.int64).reshape(-1, 2)
        self._keys, self._counts = _distinct_members(hashes[:, 0], hashes[:, 1])

    def __getitem__(self, key: Hashable) -> int:
        wanted = hash(key)
        at = int(self._keys.searchsorted(wanted))
        return int(self._counts[at]) if at < len(self._keys) and self._keys[at] == wanted else 1


def _distinct_members(
    keys: NDArray[np.int64], members: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The keys with more than one different member, sorted, and how many they have."""
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    if not len(keys):
        return keys, members
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (members[1:] != members[:-1])
    found, counts = np.unique(keys[new], return_counts=True)
    several = counts > 1
    return found[several], counts[several]
