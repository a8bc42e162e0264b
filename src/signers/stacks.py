"""Signers of several lines: name, title and organization of a person, each on a line of its own.

Such a list is told from a list of names by what its lines are: a title can begin no entry, and a person's name can go
on nothing. The best cut of each run is searched by dynamic programming over its lines, and the whole block is a list
of stacks where that explains its lines better than a name on each line does. Weights are in bits, set by hand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from signers.model import Form
from signers.persons import person_bits, title_bits
from signers.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from signers.model import Line

MOST_LINES = 8
_REMEMBERED = 1 << 12  # lines: the second lines of wrapped names return
_holds_mark = re.compile(r"[,|;(–—]|\s-\s|on behalf of").search
_head = re.compile(r"\s*(?:[,|;(–—]|\s-\s|\bon behalf of\b)").split
# What a line costs or brings, against each line being an entry of its own.
_ALONE = -1.5  # a name without anything under it, in a list of stacks
_ORGANIZATION_HEADS = -3.0  # an organization's name at the head of a stack
_ORGANIZATION_UNDER = 0.7  # an organization's name under a person's
_PLACE_UNDER = 1.5
_NAME_UNDER = -4.0  # a person's name that is no head, where the words leave no doubt
_DESCRIBED_ALREADY = -4.0  # for each line under a name that its own line describes: it is wrapped, then
_SURELY_PERSON = 4.0
_RUN_IS_STACK = 1.0  # a run of a few lines between blank lines is just one stack
_RUN_IS_MORE = -4.0
_CLAMP = 5.0
_SAMPLE = 240  # lines of a long run that tell how the rest is set
_DECISIVE = 3.0
_MOSTLY = 0.6  # of the lines of runs of several: so many stand under, or are, a person's name with lines under it


class LineBits(NamedTuple):
    """How much a line is a person's name, and how much a title or other description, in bits.

    `described` says that a description follows the name on the same line.
    """

    person: float
    title: float
    place: bool
    described: bool = False


def bits_of(line: Line) -> LineBits:
    """What a line is by its words."""
    return _bits_of_text(line.text.rstrip(" ,;."))


@lru_cache(_REMEMBERED)
def _bits_of_text(text: str) -> LineBits:
    head = (_head(text, maxsplit=1)[0] or text) if _holds_mark(text) else text
    person, title = person_bits(head), title_bits(text)
    if 0 < person <= title_bits(head):  # "Senior Researcher, Green Bank"
        person, title = -_CLAMP, title_bits(head)
    elif person > 0 and (head != text or person > title):
        title = -_CLAMP
    described = person > 0 and head != text and person_bits(text) <= 0
    return LineBits(max(-_CLAMP, min(_CLAMP, person)), max(-_CLAMP, min(_CLAMP, title)), is_place(text), described)


def stacks_of(runs: Sequence[Sequence[Line]]) -> tuple[tuple[tuple[int, int], ...], ...] | None:
    """For each run of a block the first and last line (from 0) of each signer; None where it is no list of stacks."""
    lines = [line for run in runs for line in run]
    marked = sum(bool(line.marker) for line in lines)
    if len(lines) < 2 or any(line.form is Form.ROW for line in lines):
        return None
    if marked:
        return _marked_stacks(runs) if all(run[0].marker for run in runs) and marked < len(lines) else None
    most = max(runs, key=len)
    if len(most) > _SAMPLE and len(most) >= (1 - _MOSTLY) * len(lines) and not _samples_are_stacks(most):
        return None
    total = 0.0
    cuts = []
    stacked = 0
    for run in runs:
        each = [bits_of(line) for line in run]
        bits, cut = _best_cut(each, between_blanks=len(runs) > 1)
        total += bits
        cuts.append(cut)
        stacked += sum(last - first + 1 for first, last in cut if last > first and each[first].person > 0)
    several = sum(len(run) for run in runs if len(run) > 1)
    return tuple(cuts) if total > _DECISIVE and stacked > _MOSTLY * several else None


def _samples_are_stacks(lines: Sequence[Line]) -> bool:
    """Whether the beginning and the middle of a long run are stacks: where one is not, the whole is none."""
    middle = (len(lines) - _SAMPLE) // 2
    return all(stacks_of((lines[begin : begin + _SAMPLE],)) is not None for begin in (0, middle))


def _marked_stacks(runs: Sequence[Sequence[Line]]) -> tuple[tuple[tuple[int, int], ...], ...] | None:
    """Where each signer begins with a marker, and the format told what belongs to it."""
    if not all(line.form is Form.ITEM for run in runs for line in run):
        return None
    cuts = []
    for run in runs:
        heads = [at for at, line in enumerate(run) if line.marker]
        cuts.append(tuple((at, after - 1) for at, after in zip(heads, [*heads[1:], len(run)], strict=True)))
    return tuple(cuts)


def _best_cut(lines: Sequence[LineBits], *, between_blanks: bool) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The cut of a run into stacks that explains its lines best, with its bits."""
    if between_blanks and len(lines) == 1:
        return 0.0, ((0, 0),)
    whole = 1 < len(lines) <= MOST_LINES and between_blanks
    best: list[tuple[float, int]] = [(0.0, 0), *[(-inf, 0)] * len(lines)]
    for first in range(len(lines)):
        before = best[first][0]
        for end, bits in enumerate(_stacks_from(lines, first), start=first + 1):
            best[end] = max(best[end], (before + bits, first))
    spans: list[tuple[int, int]] = []
    end = len(lines)
    while end:
        first = best[end][1]
        spans.append((first, end - 1))
        end = first
    if not whole:
        return best[-1][0], tuple(reversed(spans))
    *_, bits = _stacks_from(lines, 0)
    together = bits + _RUN_IS_STACK
    parted = best[-1][0] + (_RUN_IS_MORE if len(spans) > 1 else 0.0)
    return (together, ((0, len(lines) - 1),)) if together >= parted else (parted, tuple(reversed(spans)))


def _stacks_from(lines: Sequence[LineBits], first: int) -> Iterator[float]:
    """What speaks for one line being a signer, for it and the next being one, and so on, against a signer a line."""
    head = lines[first]
    if head.title > 0 and head.title > head.person:
        bits = alone = -head.title - 1
    elif head.person > 0:
        bits, alone = 0.0, _ALONE
    else:
        bits, alone = _ORGANIZATION_HEADS, _ALONE
    yield alone
    for line in lines[first + 1 : first + MOST_LINES]:
        if head.described:
            bits += _DESCRIBED_ALREADY
        if line.place:
            bits += _PLACE_UNDER
        elif line.title > 0 and line.title >= line.person:
            bits += line.title
        elif line.person > 0:
            bits += _NAME_UNDER * min(1.0, line.person / _SURELY_PERSON) - line.person / 2
        else:
            bits += _ORGANIZATION_UNDER if head.person > 0 else -2.0
        yield bits
