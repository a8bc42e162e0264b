"""What a rule finds, and what would mend it."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from signers.model import Answers
from signers.values import frozen


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


@frozen
class Wanted:
    """What is looked for: which order, and what people decided: who are one, who are two, and who withdrew."""

    order: Order = Order.AUTO
    answers: Answers = field(default_factory=Answers)
