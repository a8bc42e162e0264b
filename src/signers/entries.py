"""From a signatory block to its entries: wrapped names are rejoined by one decision over each whole run of lines.

A run is cut into entries so that the evidence of evidence.py adds up to the most. The search is that of a semi-Markov
conditional random field (Sarawagi and Cohen, "Semi-Markov Conditional Random Fields for Information Extraction", NIPS
2004): dynamic programming over the last entry's first and last line, once for the best cut and once, forward and
backward, for the probability of each entry, which is its confidence. How the run was set (column width, kind of type)
and whether it is in alphabetical order is not known; each way is tried, and the one that explains the lines best is
taken. Cost grows with the number of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, log2

from signers.evidence import (
    ENTRY_EVIDENCE,
    GAP_EVIDENCE,
    SETTING_EVIDENCE,
    Candidate,
    Context,
    Gap,
    SetGap,
    alphabetical_order,
    begins_with_marker,
    context_of,
    ends_in_hyphen,
    shape_of_run,
    weights,
    words_of,
)
from signers.knowledge import terms
from signers.lexicon import lexicon
from signers.model import Block, Entry, Line
from signers.typesetting import Measures, Setting, measure, settings_of, ways_of_type

MOST_LINES = 9  # no name is printed on more
IMPOSSIBLE = -12.0  # bits: a name is not carried over such a gap
SURE = 0.9  # an entry less likely than this is flagged
# How many names a sorted list would hold from A to Z, as multiples of the names at hand: a column may hold a part.
_SPREADS = (1, 2, 4, 8)
_SORTED_PRIOR = -2.0  # bits, for each way of being sorted against not being sorted

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """A way of being sorted: which of `places_of` and which of `spreads_of` explain the run best."""

    articles: int
    spread: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A run cut into entries: the first and last line of each (from 0), with its probability, and how it was read."""

    spans: tuple[Span, ...]
    confidence: tuple[float, ...]
    setting: Setting
    order: Order | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in the alphabet of names, from 0 to 1, and the word it begins with."""

    at: float
    word: tuple[str, ...]


@dataclass(slots=True)
class Scores:
    """The evidence about a run, weighted and added up: for each gap, and for each possible entry."""

    size: int
    gaps: Sequence[float]
    entries: Callable[[int, int], float]
    order: Callable[[int, int], float]
    spans_from: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """List, for each line, the lines at which an entry that begins there may end."""
        for first in range(self.size):
            last = first
            reachable = [first]
            while last + 1 < self.size and len(reachable) < MOST_LINES and self.gaps[last] > IMPOSSIBLE:
                last += 1
                reachable.append(last)
            self.spans_from.append(reachable)

    def span(self, first: int, last: int) -> float:
        """The bits for one entry from line `first` to line `last`."""
        return self.entries(first, last) + sum(self.gaps[first:last])


def entries_of(blocks: Sequence[Block]) -> tuple[tuple[Entry, ...], ...]:
    """The entries of each block of a letter, in the order printed. No line is lost: each is in exactly one entry."""
    context = context_of((run for block in blocks for run in block.runs), lexicon())
    return tuple(
        tuple(entry for run in block.runs for entry in _entries_of_run(run, _others(run, block), context))
        for block in blocks
    )


def _others(run: tuple[Line, ...], block: Block) -> tuple[tuple[Line, ...], ...]:
    return tuple(other for other in block.runs if other is not run)


def _entries_of_run(
    run: tuple[Line, ...], others: tuple[tuple[Line, ...], ...], context: Context
) -> Iterable[Entry]:
    cut = cut_run(run, others, context, weights())
    for (first, last), sure in zip(cut.spans, cut.confidence, strict=True):
        flags = (("joined",) if last > first else ()) + (("doubtful-join",) if sure < SURE else ())
        lines = run[first : last + 1]
        yield Entry(join(line.text for line in lines), lines, round(sure, 2), flags)


def join(texts: Iterable[str]) -> str:
    """The lines of one name as one text.

    A hyphen that splits a word at the line's end goes when the word continues in lower case; one that joins two words
    stays, without a space.

    >>> join(["American Friends Service", "Committee"]), join(["Network-", "Muslim Association"])
    ('American Friends Service Committee', 'Network-Muslim Association')
    >>> join(["Interfaith Center on Corporate Respon-", "sibility"]), join(["Guild -", "New York"])
    ('Interfaith Center on Corporate Responsibility', 'Guild - New York')
    """
    whole = ""
    for text in texts:
        if not whole:
            whole = text
        elif ends_in_hyphen(whole):
            whole = whole[:-1] + text if text[:1].islower() else whole + text
        else:
            whole = f"{whole} {text}"
    return whole


def without_marker(text: str) -> str:
    """A line's text without its bullet or number.

    >>> without_marker("• Sierra Club"), without_marker("12. Access Now"), without_marker("350.org")
    ('Sierra Club', 'Access Now', '350.org')
    """
    marker = begins_with_marker(text)
    return text[marker.end() :] if marker and marker.end() < len(text) else text


def cut_run(
    run: tuple[Line, ...],
    others: tuple[tuple[Line, ...], ...],
    context: Context,
    weight: Mapping[str, float],
) -> Cut:
    """The best cut of a run into entries; `others` are the other runs of its block."""
    texts = [without_marker(line.text) for line in run]
    fixed = gap_scores(run, context, weight)
    entry_score = entry_scores(texts, context, weight)
    best: tuple[float, Scores, Setting] | None = None
    besides = [[without_marker(line.text) for line in other] for other in others]
    for own in ways_of_type(texts):
        beside = [measure(other, proportional=own.proportional) for other in besides]
        for setting, prior in settings_of(own, beside):
            gaps, base = set_scores(own, fixed, setting, weight)
            scores = Scores(len(run), gaps, entry_score, _no_order)
            total = prior + base + total_bits(scores)
            if best is None or total > best[0]:
                best = total, scores, setting
    assert best is not None  # noqa: S101 - a run has a line, a line has a setting
    _, scores, setting = best
    order = None
    top = total_bits(scores)
    gaps = scores.gaps
    for articles, places in enumerate(places_of(texts, context)):
        for spread, names in enumerate(spreads_of(run, setting)):
            trial = Scores(len(run), gaps, entry_score, order_by(places, names, weight))
            total = total_bits(trial) + _SORTED_PRIOR
            if total > top:
                top, scores, order = total, trial, Order(articles, spread)
    spans = best_cut(scores)
    return Cut(spans, probabilities(scores, spans), setting, order)


def gap_scores(run: tuple[Line, ...], context: Context, weight: Mapping[str, float]) -> list[float]:
    """What speaks for carrying a name over each gap of a run, whatever the setting, in bits."""
    shape = shape_of_run(run)
    gaps = (Gap(left, right, shape, context) for left, right in zip(run, run[1:], strict=False))
    return [sum(weight[piece.__name__] * piece(gap) for piece in GAP_EVIDENCE) for gap in gaps]


def set_scores(
    own: Measures, fixed: Sequence[float], setting: Setting, weight: Mapping[str, float]
) -> tuple[list[float], float]:
    """The scores of the gaps in one setting, and the bits by which the setting explains the widths of the lines."""
    pieces = [(piece, weight[piece.__name__]) for piece in SETTING_EVIDENCE if weight[piece.__name__]]
    gaps = []
    for bits, line, need in zip(fixed, own.lines, own.needs, strict=False):
        gap = SetGap(line, need, setting)
        gaps.append(bits + sum(heavy * piece(gap) for piece, heavy in pieces))
    ends = sum(log2(setting.end_density(line) + 1e-9) for line in own.lines)
    return gaps, ends + len(fixed) * log2(1 - setting.carried_share())


def entry_scores(texts: Sequence[str], context: Context, weight: Mapping[str, float]) -> Callable[[int, int], float]:
    """The bits for reading lines `first` to `last` as one name, gaps aside, computed once for each."""
    known: dict[Span, float] = {}

    def score(first: int, last: int) -> float:
        span = (first, last)
        if span not in known:
            candidate = Candidate(join(texts[first : last + 1]), last - first + 1, context)
            known[span] = sum(weight[piece.__name__] * piece(candidate) for piece in ENTRY_EVIDENCE)
        return known[span]

    return score


def places_of(texts: Sequence[str], context: Context) -> Iterable[list[Place]]:
    """The place of each line in the alphabet of names, with the article counted and, where that differs, without."""
    articles = terms("articles.txt")
    words = [tuple(word.lstrip("(") for word in words_of(text)[:3]) for text in texts]
    yield [Place(context.lexicon.place(first[:2]), first[:1]) for first in words]
    if any(first and first[0] in articles for first in words):
        bare = [first[1:] if first and first[0] in articles else first for first in words]
        yield [Place(context.lexicon.place(first[:2]), first[:1]) for first in bare]


def spreads_of(run: tuple[Line, ...], setting: Setting) -> tuple[float, ...]:
    """How many names the whole alphabet would hold, if the run were all of a sorted list, or a half of it, or less."""
    names = max(4.0, len(run) * (1 - setting.carried_share()))
    return tuple(names * spread for spread in _SPREADS)


def order_by(places: Sequence[Place], names: float, weight: Mapping[str, float]) -> Callable[[int, int], float]:
    """The bits for an entry that begins on line `right` following one that begins on line `left`, in a sorted list."""
    heavy = weight[alphabetical_order.__name__]

    def order(left: int, right: int) -> float:
        return heavy * order_evidence(places[left], places[right], names)

    return order


def order_evidence(left: Place, right: Place, names: float) -> float:
    """What the alphabet says of two lines as the beginnings of neighbouring entries, in bits."""
    return alphabetical_order(right.at - left.at, names, one_beginning=left.word == right.word)


def _no_order(left: int, right: int) -> float:  # noqa: ARG001 - the shape of an order
    return 0.0


def best_cut(scores: Scores) -> tuple[Span, ...]:
    """The cut with the most bits; of equal ones, that with more entries."""
    # by_end[last][first]: the most bits of lines 0 to last when the last entry is first to last, and the entry before.
    by_end: list[dict[int, tuple[float, int]]] = [{} for _ in range(scores.size)]
    for first in range(scores.size):
        before = (0.0, -1)
        if first:
            before = max(
                ((bits + scores.order(start, first), start) for start, (bits, _) in by_end[first - 1].items()),
                default=(-inf, -1),
            )
        for last in scores.spans_from[first]:
            by_end[last][first] = (before[0] + scores.span(first, last), before[1])
    spans = []
    last = scores.size - 1
    first = max(by_end[last], key=lambda start: (by_end[last][start][0], start))
    while first >= 0:
        spans.append((first, last))
        last, first = first - 1, by_end[last][first][1]
    return tuple(reversed(spans))


def total_bits(scores: Scores) -> float:
    """Log2 of the sum over all cuts: how well the run is explained, however it is cut."""
    return _sum_bits(_forward(scores)[-1].values())


def probabilities(scores: Scores, spans: Sequence[Span]) -> tuple[float, ...]:
    """The probability of each entry, over all cuts of the run."""
    forward = _forward(scores)
    total = _sum_bits(forward[-1].values())
    # after[first]: the bits of all cuts of the lines from `first` on, when an entry begins there.
    after = [0.0] * (scores.size + 1)
    for first in range(scores.size - 1, -1, -1):
        after[first] = _sum_bits(
            scores.span(first, last)
            + (scores.order(first, last + 1) + after[last + 1] if last + 1 < scores.size else 0.0)
            for last in scores.spans_from[first]
        )
    found = []
    for first, last in spans:
        rest = scores.order(first, last + 1) + after[last + 1] if last + 1 < scores.size else 0.0
        found.append(min(1.0, 2 ** (forward[last][first] + rest - total)))
    return tuple(found)


def _forward(scores: Scores) -> list[dict[int, float]]:
    """For each last line and each first line of the last entry, the bits of all cuts up to there."""
    by_end: list[dict[int, float]] = [{} for _ in range(scores.size)]
    for first in range(scores.size):
        before = 0.0
        if first:
            before = _sum_bits(bits + scores.order(start, first) for start, bits in by_end[first - 1].items())
        for last in scores.spans_from[first]:
            by_end[last][first] = before + scores.span(first, last)
    return by_end


def _sum_bits(bits: Iterable[float]) -> float:
    """Log2 of the sum of two to the power of each."""
    every = list(bits)
    top = max(every, default=-inf)
    return top if top == -inf else top + log2(sum(2 ** (each - top) for each in every))
