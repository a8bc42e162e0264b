"""How many different things were seen with each key, in two sorted arrays: a dictionary takes ten times the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from signers.matching.columns import perhaps_shared

if TYPE_CHECKING:
    from signers.matching.columns import Codes, Rows


class Tally:
    """With how many different members each key was seen; keys that were seen with one member only are not kept.

    Keys and members are known by their codes of 64 bits alone (see columns.py): of a million keys two are taken for one
    another once in some thirty million lists.

    >>> seen = Tally(np.array([7, 7, 7, 8], np.uint64), np.array([1, 2, 1, 3]))
    >>> seen[7], seen[8], seen[9]
    (2, 1, 1)
    """

    __slots__ = ("_counts", "_keys")

    def __init__(self, keys: Codes | None = None, members: Rows | None = None) -> None:
        """A tally of keys, each seen with the member that stands at the same place."""
        if keys is None or members is None:
            keys, members = np.empty(0, np.uint64), np.empty(0, np.int64)
        self._keys, self._counts = _distinct_members(keys, members)

    def __getitem__(self, key: int) -> int:
        wanted = np.uint64(key)
        at = int(self._keys.searchsorted(wanted))
        return int(self._counts[at]) if at < len(self._keys) and self._keys[at] == wanted else 1


def _distinct_members(keys: Codes, members: Rows) -> tuple[Codes, Rows]:
    """The keys with more than one different member, sorted, and how many they have."""
    again = perhaps_shared(keys)  # nobody asks for what was seen once
    keys, members = keys[again], members[again]
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    if not len(keys):
        return keys, members
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (members[1:] != members[:-1])
    found, counts = np.unique(keys[new], return_counts=True)
    several = counts > 1
    return found[several], counts[several]
