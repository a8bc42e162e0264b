"""Regular expressions that are compiled when they are first used.

Python keeps no compiled patterns between two starts, and to compile all that the program knows takes longer than to
read a short letter with the few that it needs. So what a plain list of names hardly ever asks for is written
`later(…)` in place of `re.compile(…)`. A pattern that every letter needs, or that is asked for each line of a long
one, is compiled at once: to be put off costs a tenth of a microsecond at each use.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, AnyStr, Generic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Later(Generic[AnyStr]):
    """A pattern that has perhaps not been compiled yet; its methods are those of `re.Pattern`."""

    def __init__(self, pattern: AnyStr, flags: int = 0) -> None:
        """A pattern as `re.compile` takes it."""
        self.pattern: AnyStr = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[AnyStr]:
        """The compiled pattern."""
        return re.compile(self.pattern, self._flags)

    def search(self, text: AnyStr, begin: int = 0) -> re.Match[AnyStr] | None:
        """Where the pattern is found first."""
        return self.compiled.search(text, begin)

    def match(self, text: AnyStr, begin: int = 0) -> re.Match[AnyStr] | None:
        """The pattern at the beginning."""
        return self.compiled.match(text, begin)

    def fullmatch(self, text: AnyStr) -> re.Match[AnyStr] | None:
        """The pattern as the whole text."""
        return self.compiled.fullmatch(text)

    def findall(self, text: AnyStr) -> list[AnyStr]:
        """The text of all places where the pattern is found; it has at most one group."""
        found: list[AnyStr] = self.compiled.findall(text)
        return found

    def finditer(self, text: AnyStr) -> Iterator[re.Match[AnyStr]]:
        """All places where the pattern is found."""
        return self.compiled.finditer(text)

    def split(self, text: AnyStr, maxsplit: int = 0) -> list[AnyStr]:
        """The text between the places where the pattern is found."""
        found: list[AnyStr] = self.compiled.split(text, maxsplit)
        return found

    def sub(self, new: AnyStr | Callable[[re.Match[AnyStr]], AnyStr], text: AnyStr) -> AnyStr:
        """The text with something new in place of the pattern."""
        return self.compiled.sub(new, text)


def later(pattern: AnyStr, flags: int = 0) -> Later[AnyStr]:
    """A pattern that is compiled when it is first used.

    >>> is_number = later(r"[0-9]+").fullmatch
    >>> bool(is_number("42")), bool(is_number("forty-two"))
    (True, False)
    """
    return Later(pattern, flags)
