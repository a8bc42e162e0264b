"""The rule about the order of a list."""

from __future__ import annotations

from collections import defaultdict
from math import comb, factorial
from typing import TYPE_CHECKING, Any, NamedTuple

from signers.checking.alphabet import OURS, best_sorted, in_place, named_first
from signers.checking.document import is_plain, uncased
from signers.checking.findings import Finding, Order, Reorder, Wanted
from signers.checking.rule import finding_in, quoted, rule
from signers.names import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from signers.checking.alphabet import Options
    from signers.checking.document import Document, Item

_BY_CHANCE = 0.01  # how likely it may be that so many of so few names stand in order by chance
_MOST_MISPLACED = 0.25
_LONG_RUN = 5  # names: runs as long as this may each be sorted by itself


@rule("order", "a name is out of order", is_mendable=True)
def order(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """A name that stands out of the alphabetical order that its list keeps.

    A list keeps the order under which nearly all its names stand in place: that of `signers list` (articles do not
    count, persons by surname), or one that counts articles, as spreadsheets do, or that of persons' first names. A list
    that is in none is left alone, and so are a few names that stand together before all others. `--order always` asks
    for the order of `signers list`, `--order never` for none. Mended where each line of the list is one name.
    """
    if wanted.order is Order.NEVER:
        return
    for every in document.sections():
        section = _each_once(every)
        whole = _Sorted.of(document, section, wanted)
        parts = _runs(section)
        if whole.is_sorted or wanted.order is Order.ALWAYS or any(len(part) < _LONG_RUN for part in parts):
            yield from _out_of_order(document, whole, wanted)
            continue
        for part in parts:
            yield from _out_of_order(document, _Sorted.of(document, part, wanted), wanted)


def _each_once(section: Sequence[Item]) -> list[Item]:
    """The entries without those that repeat a name: these are told as that, wherever they stand."""
    first: dict[str, Item] = {}
    for item in section:
        first.setdefault(uncased(item.signatory.name), item)
    return list(first.values())


def _runs(section: Sequence[Item]) -> list[list[Item]]:
    runs: defaultdict[int, list[Item]] = defaultdict(list)
    for item in section:
        runs[item.run].append(item)
    return list(runs.values())


class _Sorted(NamedTuple):
    """A list with the keys that its names may stand under, and those that stand in place with the key they do so by.

    Those who are named first, before all others, are left out.
    """

    items: Sequence[Item]
    options: Sequence[Options]
    right: dict[int, Any]

    @classmethod
    def of(cls, document: Document, items: Sequence[Item], wanted: Wanted) -> _Sorted:
        """How the entries are sorted."""
        names, kinds = [tidy(item.signatory.name) for item in items], [item.signatory.kind for item in items]
        if wanted.order is Order.ALWAYS:
            options = OURS.options(names, kinds, is_strict=True)
            return cls(items, options, in_place(options))
        options = best_sorted(names, kinds)
        # In a file that holds the list alone, one name before all others is a mistake.
        first = named_first(options, least=1 if any(True for _ in document.others()) else 2)
        return cls(items[first:], options[first:], in_place(options[first:]))

    @property
    def wrong(self) -> list[int]:
        """The places of the names out of order."""
        return [at for at in range(len(self.items)) if at not in self.right]

    @property
    def is_sorted(self) -> bool:
        """Whether it is meant to be in order."""
        return is_nearly_sorted(len(self.items), len(self.wrong))

    @property
    def sorted(self) -> list[int]:
        """The places in order: those in place stay so, and the others come between them."""
        keys = [self.right.get(at, options[0]) for at, options in enumerate(self.options)]
        return sorted(range(len(keys)), key=lambda at: (keys[at], at not in self.right, at))


def _out_of_order(document: Document, found: _Sorted, wanted: Wanted) -> Iterator[Finding]:
    items, wrong = found.items, found.wrong
    if not wrong or not (found.is_sorted or wanted.order is Order.ALWAYS):
        return
    in_order = found.sorted
    mends = (Reorder(tuple(items[at].first.number for at in in_order)),) if is_plain(document, items) else ()
    if not found.is_sorted:
        says = f"{len(wrong)} of {len(items)} names stand out of alphabetical order"
        yield finding_in(items[wrong[0]], "order", says, "sort them", *mends)
        return
    for at in wrong:
        before = [other for other in in_order[: in_order.index(at)] if other in found.right]
        beside = items[before[-1] if before else next(iter(found.right))].signatory.name
        where = f"{'after' if before else 'before'} {quoted(beside)}"
        yield finding_in(
            items[at], "order", f"{quoted(items[at].signatory.name)} is out of order", f"move it {where}", *mends
        )


def is_nearly_sorted(total: int, wrong: int) -> bool:
    """Whether a list is meant to be in order, with some of its names out of place.

    A list in no order has on average C(n, k) / k! increasing subsequences of k of its n names, and is at most that
    likely to have one.

    >>> [is_nearly_sorted(total, wrong) for total, wrong in ((6, 1), (7, 1), (12, 3), (12, 4))]
    [False, True, True, False]
    """
    right = total - wrong
    return wrong <= _MOST_MISPLACED * total and comb(total, right) / factorial(right) <= _BY_CHANCE
