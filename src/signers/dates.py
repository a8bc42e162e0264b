"""From the cells of a column of dates to days, and the flags by which a late entry keeps its day and its file."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import TYPE_CHECKING

from signers.knowledge import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signers.model import Signatory

SIGNED = "signed:"  # begins the flag that says when an entry was signed: "signed:2026-11-25"
FROM = "from:"  # begins the flag that says which file it was read from: "from:form.csv"
_MONTHS = 12
# What follows a day in a cell is the time, and whatever zone it is in: "2026/11/24 2:03:22 PM GMT+1".
_year_first = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)").match
_year_last = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d.])").match
_tokens = re.compile(r"\d+|[^\W\d_]+").findall
_BETWEEN = frozenset(("st", "nd", "rd", "th", "er", "de", "del", "di", "of", "d"))  # between a day, its month and year


def signed_on(signatory: Signatory) -> str:
    """When an entry was signed, as far as it says; else empty.

    >>> from signers.model import Kind, Signatory
    >>> signed_on(Signatory("Densho", Kind.ORGANIZATION, flags=("signed:2026-11-25",)))
    '2026-11-25'
    """
    return next((flag.removeprefix(SIGNED) for flag in signatory.flags if flag.startswith(SIGNED)), "")


def came_from(signatory: Signatory) -> str:
    """The name of the file from which a late entry was read; empty where it was given by hand."""
    return next((flag.removeprefix(FROM) for flag in signatory.flags if flag.startswith(FROM)), "")


def days(cells: Sequence[str]) -> list[str]:
    """The days that the cells of a column of dates name, as 2026-11-25; what may be two days stays as it is printed.

    Whether day or month comes first in 4/11/2026, the other cells of the column tell.

    >>> days(["11/25/2026 14:03:22", "11/4/2026 9:00:00"]), days(["4/11/2026"]), days(["Nov. 4th, 2026"])
    (['2026-11-25', '2026-11-04'], ['4/11/2026'], ['2026-11-04'])
    """
    day_first = _day_comes_first(cells)
    return [_day_of(" ".join(cell.split()), day_first) for cell in cells]


def _day_comes_first(cells: Sequence[str]) -> bool | None:
    """Whether a column writes the day before the month; None where nothing tells, or cells contradict others."""
    found = [parts.groups() for cell in cells if (parts := _year_last(cell.strip()))]
    yes = any(int(first) > _MONTHS or mark == "." for first, mark, _, _ in found)
    no = any(int(second) > _MONTHS for _, _, second, _ in found)
    return yes if yes is not no else None


def _day_of(cell: str, day_first: bool | None) -> str:
    if parts := _year_first(cell):
        return _written(int(parts[1]), int(parts[3]), int(parts[4])) or cell
    if parts := _year_last(cell):
        year, one, two = _whole(parts[4]), int(parts[1]), int(parts[3])
        both = {day for day in (_written(year, two, one), _written(year, one, two)) if day}
        if day_first is not None:
            both &= {_written(year, two, one) if day_first else _written(year, one, two)}
        return both.pop() if len(both) == 1 else cell
    return _in_words(cell) or cell


def _in_words(cell: str) -> str:
    """The day of a cell that writes the month as a word; empty where it does not.

    >>> _in_words("Tue, 24 Nov 2026 10:00:00 +0000"), _in_words("25 de noviembre de 2026"), _in_words("May 2026")
    ('2026-11-24', '2026-11-25', '')
    """
    words = [word for word in _tokens(cell.casefold()) if word not in _BETWEEN]
    at = next((at for at, word in enumerate(words) if word in _months()), None)
    if at is None:
        return ""
    month, following = _months()[words[at]], words[at + 1 : at + 3]
    if at and words[at - 1].isdigit() and following[:1] and following[0].isdigit():  # 24 November 2026
        return _written(_whole(following[0]), month, int(words[at - 1]))
    if len(following) == 2 and all(map(str.isdigit, following)):  # November 24, 2026
        return _written(_whole(following[1]), month, int(following[0]))
    return ""


@cache
def _months() -> dict[str, int]:
    return {word.strip(): int(number) for number, _, words in table("months.tsv") for word in words.split(",")}


def _whole(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _written(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if _is_real(year, month, day) else ""


def _is_real(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]
