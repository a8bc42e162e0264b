"""What a rule finds, and what would mend it."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


class Order(StrEnum):
    """Whether a list must be in alphabetical order."""

    AUTO = "auto"  # where it nearly is
    ALWAYS = "always"
    NEVER = "never"


@frozen
class Edit:
    """A piece of a line, from `start` to `end`, gives way to `text`."""

    line: int
    start: int
    end: int
    text: str = ""


@frozen
class Removal:
    """A line goes."""

    line: int


@frozen
class Reorder:
    """Lines change places: what stands on `lines[0]` comes first among the places that they hold together."""

    lines: tuple[int, ...]


Mend = Edit | Removal | Reorder


@frozen
class Finding:
    """Something to mend: where it is, which rule found it, what is wrong, and what to do about it.

    `says` and `do` make one sentence: "“Densho” is printed on line 4 already", "take one out". `mends` would do it.
    """

    rule: str
    line: int
    says: str
    do: str
    end_line: int = 0
    page: int = 1
    mends: tuple[Mend, ...] = ()


Pair = frozenset[str]


@frozen
class Wanted:
    """What is looked for: which order, and what people decided.

    `different` are pairs of names that are two signatories, and `withdrawn` the names that want to stand on no list any
    more, each with what was said of it.
    """

    order: Order = Order.AUTO
    different: frozenset[Pair] = frozenset()
    withdrawn: Mapping[str, str] = field(default_factory=dict)
