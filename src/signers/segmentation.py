"""The search for the best segmentation of a run of lines, whatever the evidence: bits go in, spans come out.

The model is a semi-Markov conditional random field (Sarawagi and Cohen, "Semi-Markov Conditional Random Fields for
Information Extraction", NIPS 2004). Dynamic programming goes over the first and the last line of the last entry: once
for the best cut, and forward and backward for the probability of each entry over all cuts. Cost grows with the number
of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import exp2, log2
from typing import NamedTuple

Span = tuple[int, int]
Spans = Sequence[Sequence[tuple[int, float]]]
OrderBits = Callable[[int, int], float]


def _no_order(left: int, right: int) -> float:  # noqa: ARG001 - it stands for any OrderBits
    return 0.0


class Scores(NamedTuple):
    """The evidence about a run, weighted and added up.

    `spans[first]` holds the lines at which an entry that begins on line `first` may end, each with the bits for that
    entry; `order` gives the bits for entries that begin on two given lines being neighbours, or is None.
    """

    spans: Spans
    order: OrderBits | None = None

    @property
    def step(self) -> OrderBits:
        """The bits for entries that begin on two given lines being neighbours: none where no order is known."""
        return self.order or _no_order


def best_cut(scores: Scores) -> tuple[Span, ...]:
    """The cut with the most bits; of equal ones, that with more entries."""
    size = len(scores.spans)
    # by_end[last][first]: the most bits of lines 0 to last when the last entry is first to last, and the entry before.
    by_end: list[dict[int, tuple[float, int]]] = [{} for _ in range(size)]
    step = scores.step
    for first, ends in enumerate(scores.spans):
        total, before = 0.0, -1
        if first:
            ways = [(bits + step(start, first), start) for start, (bits, _) in by_end[first - 1].items()]
            total, before = ways[0] if len(ways) == 1 else max(ways)
        for last, bits in ends:
            by_end[last][first] = (total + bits, before)
    cut = []
    last = size - 1
    first = max(by_end[last], key=lambda start: (by_end[last][start][0], start))
    while first >= 0:
        cut.append((first, last))
        last, first = first - 1, by_end[last][first][1]
    return tuple(reversed(cut))


def total_bits(scores: Scores) -> float:
    """Log2 of the sum over all cuts: how well the run is explained, however it is cut."""
    if scores.order:
        return sum_bits(forward_bits(scores)[-1].values())
    # Without an order it does not matter where the last entry began.
    size = len(scores.spans)
    reaching: list[list[float]] = [[] for _ in range(size + 1)]
    reaching[0].append(0.0)
    total = 0.0
    for first in range(size):
        ways = reaching[first]
        total = ways[0] if len(ways) == 1 else sum_bits(ways)
        for last, bits in scores.spans[first]:
            reaching[last + 1].append(total + bits)
    return sum_bits(reaching[size])


def probabilities(scores: Scores, cut: Sequence[Span]) -> tuple[float, ...]:
    """The probability of each entry of a cut, over all cuts of the run."""
    forward, backward = forward_bits(scores), backward_bits(scores)
    total = sum_bits(forward[-1].values())
    rests = [rest_bits(scores, backward, first, last) for first, last in cut]
    return tuple(
        [min(1.0, exp2(forward[last][first] + rest - total)) for (first, last), rest in zip(cut, rests, strict=True)]
    )


def backward_bits(scores: Scores) -> list[float]:
    """For each first line, and for the end, the bits of all cuts from there on, when an entry begins there."""
    after = [0.0] * (len(scores.spans) + 1)
    step, end = scores.step, len(scores.spans) - 1
    for first in range(end, -1, -1):
        ways = [
            bits if last == end else bits + (step(first, last + 1) + after[last + 1])
            for last, bits in scores.spans[first]
        ]
        after[first] = ways[0] if len(ways) == 1 else sum_bits(ways)
    return after


def rest_bits(scores: Scores, backward: Sequence[float], first: int, last: int) -> float:
    """The bits of all cuts of the lines after an entry; 0 after the last."""
    if last + 1 == len(scores.spans):
        return 0.0
    return scores.step(first, last + 1) + backward[last + 1]


def forward_bits(scores: Scores) -> list[dict[int, float]]:
    """For each last line and each first line of the last entry, the bits of all cuts up to there."""
    by_end: list[dict[int, float]] = [{} for _ in scores.spans]
    step = scores.step
    for first, ends in enumerate(scores.spans):
        before = 0.0
        if first:
            ways = [bits + step(start, first) for start, bits in by_end[first - 1].items()]
            before = ways[0] if len(ways) == 1 else sum_bits(ways)
        for last, bits in ends:
            by_end[last][first] = before + bits
    return by_end


def sum_bits(bits: Collection[float]) -> float:
    """Log2 of the sum of two to the power of each; there is at least one."""
    if len(bits) == 1:
        return next(iter(bits))
    top = max(bits)
    return top + log2(sum([exp2(each - top) for each in bits]))
