"""What a rule is, and how it tells what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.checking.findings import Finding
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from signers.checking.document import Document, Item
    from signers.checking.findings import Mend, Wanted

    Find = Callable[[Document, Wanted], Iterable[Finding]]

_LONGEST_QUOTED = 200  # characters


@frozen
class Rule:
    """A rule: the word it is called by, what it is about in a few words, and the function that looks.

    `is_mendable` says that `--fix` may mend what it finds, and `is_grave` that a list must not be published with it.
    """

    name: str
    title: str
    find: Find
    is_mendable: bool = False
    is_grave: bool = False

    @property
    def about(self) -> str:
        """What it finds, and what it leaves alone."""
        return " ".join((self.find.__doc__ or "").split())


def rule(name: str, title: str, *, is_mendable: bool = False, is_grave: bool = False) -> Callable[[Find], Rule]:
    """Makes a rule of a function that looks."""
    return lambda find: Rule(name, title, find, is_mendable, is_grave)


def finding_in(item: Item, name: str, says: str, do: str, *mends: Mend) -> Finding:
    """What the rule of that name finds in an entry."""
    last = item.last.last_number
    return Finding(name, item.first.number, says, do, max(last, item.first.number), item.first.page, mends)


def quoted(text: str) -> str:
    """A text in quotation marks, as far as a message shows it."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _LONGEST_QUOTED else f"“{text[: _LONGEST_QUOTED - 1]}…”"
