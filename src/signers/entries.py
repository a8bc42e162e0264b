"""From a signatory block to its entries: wrapped names are rejoined by one decision over each whole run of lines.

A run is cut into entries so that the evidence of evidence.py adds up to the most; segmentation.py searches. How the run
was set (not wrapped at all, or in which column and kind of type) and whether it is in alphabetical order is not known:
each way is tried, and the one that explains the lines best is taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import log2
from typing import NamedTuple

from signers.evidence import (
    GAP_EVIDENCE,
    SETTING_EVIDENCE,
    Candidate,
    Context,
    Gap,
    RunShape,
    SetGap,
    alphabetical_order,
    brackets,
    context_of,
    entry_evidence_of,
    gap_evidence_of,
    glued,
    name_length,
    shape_of_run,
    weights,
    without_markers_of,
    words_of,
)
from signers.knowledge import table
from signers.lexicon import lexicon
from signers.model import Block, Entry, Form, Line
from signers.runons import entries_of_run_on
from signers.segmentation import OrderBits, Scores, Span, Spans, best_cut, probabilities, total_bits
from signers.stacks import stacks_of
from signers.typesetting import (
    Measures,
    Setting,
    length_bits,
    line_widths,
    mean_length,
    measure,
    printed_width,
    settings_of,
    typesetters_of,
    unwrapped,
    unwrapped_bits,
)

MOST_LINES = 9  # no name is printed on more
IMPOSSIBLE = -12.0  # bits: a name is not carried over such a gap
SAMPLE = 400  # lines of a longer run from which it is told how it was set and sorted
_SINGLE = 0.4  # of the runs hold one line where blank lines tell names apart, and none more than so many
_MOST_SPACED = 4
_EVENLY, _ALL_EVENLY = 0.6, 0.9  # of the gaps
_LEAST_EVEN = 6
_LEAST_SPACED = 4  # runs: fewer do not show that blank lines tell names apart
# Bits against a name that goes on beyond what ends names otherwise: a blank line, a page, a paragraph's end.
_BLANK_BETWEEN = -9.0
_PAGE_BETWEEN = -5.0
_ENDED_ON_PURPOSE = -8.0
SURE = 0.95  # an entry less likely than this is flagged
# How many names a sorted list would hold from A to Z, as multiples of the names at hand: a column may hold a part.
SPREADS = (1, 2.5, 6)
_SORTED_PRIOR = -2.0  # bits, for each way of being sorted against not being sorted


class Order(NamedTuple):
    """A way of being sorted: which of `places_of` explains the run best, and which of SPREADS."""

    articles: int
    spread: float


class Cut(NamedTuple):
    """A run cut into entries: the first and last line of each (from 0), with its probability, and how it was read."""

    spans: tuple[Span, ...]
    confidence: tuple[float, ...]
    setting: Setting
    order: Order | None


class Place(NamedTuple):
    """Where a line stands in the alphabet of names, from 0 to 1, and the word it begins with."""

    at: float
    word: tuple[str, ...]


EntryScores = Callable[[int, int], float]


class Beside(NamedTuple):
    """What a block's other runs tell: their widest line in each kind of type, 0 for none; and if most are one line."""

    monospaced: float = 0.0
    proportional: float = 0.0
    spaced: bool = False


def entries_of(blocks: Sequence[Block]) -> tuple[tuple[Entry, ...], ...]:
    """The entries of each block of a letter, in the order printed. No line is lost: each is in an entry."""
    bare = [without_markers_of(block.runs) for block in blocks]

    @cache
    def context() -> Context:  # what the lines around tell, where there is a run to be cut
        return context_of((run for runs in bare for run in runs if run[0].form is not Form.ROW), lexicon())

    return tuple(
        tuple(_entries_of_block(runs, block.groups or (None,) * len(runs), context))
        for runs, block in zip(bare, blocks, strict=True)
    )


def _entries_of_block(
    runs: Sequence[tuple[Line, ...]], groups: Sequence[str | None], context: Callable[[], Context]
) -> Iterable[Entry]:
    """The entries of one block: each run is a table, running text, stacks of lines, or lines that may be wrapped."""
    found: list[tuple[Entry, ...]] = [_ready_entries(run) for run in runs]
    alone = [at for at, run in enumerate(runs) if found[at] and len(run) == 1 and run[0].form is not Form.ROW]
    if len(runs) >= _LEAST_SPACED and len(alone) < len(runs) / 2:
        # A line among many that is no running text holds one name, however many commas stand in it.
        found = [() if at in alone and ";" not in runs[at][0].text else entries for at, entries in enumerate(found)]
    rest = [at for at, entries in enumerate(found) if not entries]
    stacks = stacks_of([runs[at] for at in rest])
    if stacks is not None:
        for at, spans in zip(rest, stacks, strict=True):
            found[at] = tuple(_stack(runs[at][first : last + 1]) for first, last in spans)
        return itertools.chain.from_iterable(found)
    for at, beside in zip(rest, besides([runs[at] for at in rest]), strict=True):
        found[at] = tuple(_entries_of_run(runs[at], beside, context()))
    return _carried_over(found, rest, groups, context)


def _ready_entries(run: tuple[Line, ...]) -> tuple[Entry, ...]:
    """The entries of a run that is a table or running text; none of another."""
    if run[0].form is Form.ROW:
        return tuple(Entry(line.text, (line,), parts=line.cells) for line in run)
    return entries_of_run_on(run)


def _stack(lines: tuple[Line, ...]) -> Entry:
    parts = tuple(line.text for line in lines)
    return Entry(" / ".join(parts), lines, 0.96, (), parts)


def _carried_over(
    found: Sequence[tuple[Entry, ...]],
    rest: Sequence[int],
    groups: Sequence[str | None],
    context: Callable[[], Context],
) -> Iterable[Entry]:
    """The entries of a block, with those put together again that a blank line, a page or a column's end has cut."""
    if len(rest) < 2:  # nothing that could have been cut
        return itertools.chain.from_iterable(found)
    weight = weights()
    spaced = len(rest) >= _LEAST_SPACED and sum(len(found[at]) == 1 for at in rest) > len(rest) / 2
    shape = shape_of_run(tuple(entry.lines[-1] for entries in found for entry in entries), spaced=False)
    done: list[Entry] = []
    for at, entries in enumerate(found):
        first, *others = entries
        if done and at in rest and at - 1 in rest and groups[at] == groups[at - 1]:
            left, right = done[-1], first
            bits = goes_on_bits(left, right, shape, context(), weight)
            apart = _BLANK_BETWEEN if spaced or left.lines[-1].page == right.lines[0].page else _PAGE_BETWEEN
            if bits + apart > 0 and len(left.lines) + len(right.lines) <= MOST_LINES:
                lines = left.lines + right.lines
                flags = tuple(dict.fromkeys((*left.flags, *right.flags, "joined", "doubtful-join")))
                done[-1] = Entry(
                    join((left.text, right.text)), lines, min(left.confidence, right.confidence, 0.8), flags
                )
                done += others
                continue
        done += entries
    return done


def goes_on_bits(left: Entry, right: Entry, shape: RunShape, context: Context, weight: Mapping[str, float]) -> float:
    """What speaks for one entry going on in the next, by their words, marks and brackets, in bits."""
    last, first = left.lines[-1], right.lines[0]
    gap = Gap(last, first, shape, context)
    bits = sum(weight[piece.__name__] * piece(gap) for piece in GAP_EVIDENCE)
    texts = (left.text, right.text, join((left.text, right.text)))
    apart, other, whole = (brackets(Candidate(text, (), context)) for text in texts)
    return bits + weight[brackets.__name__] * (whole - apart - other)


def besides(runs: Sequence[tuple[Line, ...]]) -> list[Beside]:
    """For each run, what the other runs of the block tell."""
    spaced = (
        len(runs) >= _LEAST_EVEN
        and sum(len(run) == 1 for run in runs) > _SINGLE * len(runs)
        and max(map(len, runs)) <= _MOST_SPACED
        and _evenly_spaced(runs)
    )
    if len(runs) == 1:
        return [Beside(spaced=spaced)]
    widest = [(max(len(line.text) for line in run), max(printed_width(line.text) for line in run)) for run in runs]
    found = []
    tops = [sorted((widths[kind] for widths in widest), reverse=True)[:2] for kind in (0, 1)]
    for widths in widest:
        others = [top[1:] if top[0] == width else top for top, width in zip(tops, widths, strict=True)]
        monospaced, proportional = (float(max(other, default=0.0)) for other in others)
        found.append(Beside(monospaced, proportional, spaced))
    return found


def _evenly_spaced(runs: Sequence[tuple[Line, ...]]) -> bool:
    """Whether mostly one blank line, or always two, stand between the runs: nothing else parts them, then."""
    steps = [after[0].number - run[-1].last_number for run, after in itertools.pairwise(runs)]
    return steps.count(2) >= _EVENLY * len(steps) or steps.count(3) >= _ALL_EVENLY * len(steps)


def _entries_of_run(run: tuple[Line, ...], beside: Beside, context: Context) -> Iterable[Entry]:
    if all(line.form is not Form.LINE for line in run):
        yield from _typed_entries(run, beside, context)
        return
    cut = cut_run(run, beside, context, weights())
    for (first, last), sure in zip(cut.spans, cut.confidence, strict=True):
        flags = (("joined",) if last > first else ()) + (("doubtful-join",) if sure < SURE else ())
        lines = run[first : last + 1]
        text = join([line.marker + line.text for line in lines]) if flags else run[first].marker + run[first].text
        yield Entry(text, lines, round(sure, 2), flags)


def _typed_entries(run: tuple[Line, ...], beside: Beside, context: Context) -> Iterable[Entry]:
    """The entries of lines that somebody ended on purpose: a name goes on only where nothing else makes sense."""
    shape = shape_of_run(run, spaced=beside.spaced)
    weight = weights()
    current: Entry | None = None
    for line in run:
        entry = Entry(line.marker + line.text, (line,))
        if current is None:
            current = entry
        elif line.form is Form.ITEM and not line.marker and current.lines[-1].form is Form.ITEM:
            current = _with_line(current, line, ("joined",))
        elif not line.marker and goes_on_bits(current, entry, shape, context, weight) + _ENDED_ON_PURPOSE > 0:
            current = _with_line(current, line, ("joined", "doubtful-join"))
        else:
            yield current
            current = entry
    if current is not None:
        yield current


def _with_line(entry: Entry, line: Line, flags: tuple[str, ...]) -> Entry:
    sure = 0.9 if "doubtful-join" in flags else 0.97
    return Entry(join((entry.text, line.text)), (*entry.lines, line), sure, tuple(dict.fromkeys(entry.flags + flags)))


def join(texts: Iterable[str]) -> str:
    """The lines of one name as one text.

    A hyphen that splits a word at the line's end goes when the word continues in lower case; one that joins two words,
    one that stands for the rest of a word ("Drogen- und Suchthilfe"), and a dash without spaces, stay as they are.

    >>> join(["American Friends Service", "Committee"]), join(["Network-", "Muslim Association"])
    ('American Friends Service Committee', 'Network-Muslim Association')
    >>> join(["Interfaith Center on Corporate Respon-", "sibility"]), join(["Guild -", "New York"])
    ('Interfaith Center on Corporate Responsibility', 'Guild - New York')
    >>> join(["Fachverband Drogen-", "und Suchthilfe"]), join(["Coalition for Low-", "income Housing"])
    ('Fachverband Drogen- und Suchthilfe', 'Coalition for Low-income Housing')
    """
    whole = ""
    for text in texts:
        whole = glued(whole, text) + text if whole else text
    return whole


class Material(NamedTuple):
    """A run made ready for the search: its texts and what stands before each, the scores of its gaps and entries."""

    texts: Sequence[str]
    offsets: Sequence[float]
    gaps: Sequence[float]
    entries: EntryScores


def cut_run(run: tuple[Line, ...], beside: Beside, context: Context, weight: Mapping[str, float]) -> Cut:
    """The best cut of a run into entries; `beside` is what the other runs of its block tell."""
    texts = [line.text for line in run]
    if len(run) == 1:
        return Cut(((0, 0),), (1.0,), Setting(len(texts[0]), typesetters_of(texts)[0]), None)
    edge = min(line.left for line in run)
    offsets = [float(line.left - edge + len(line.marker)) for line in run]
    material = Material(texts, offsets, gap_scores(run, beside, context, weight), entry_scores(texts, context, weight))
    # How a long run was set shows in a part of it.
    part = slice((len(run) - SAMPLE) // 2, (len(run) + SAMPLE) // 2) if len(run) > SAMPLE else slice(0, len(run))
    sample = material if len(run) <= SAMPLE else _part_of(material, part, context, weight)
    setting = best_setting(sample, material, beside, weight)
    spans = _spans_in(sample, setting, weight)
    places = list(places_of(texts, context))
    order = best_order(spans, [each[part] for each in places], len(run), setting, weight)
    if sample is not material:
        spans = _spans_in(material, setting, weight)
    scores = Scores(
        spans, order_by(places[order.articles], names_from_a_to_z(len(run), setting, order), weight) if order else None
    )
    cut = best_cut(scores)
    return Cut(cut, probabilities(scores, cut), setting, order)


def _part_of(material: Material, part: slice, context: Context, weight: Mapping[str, float]) -> Material:
    texts = material.texts[part]
    gaps = material.gaps[part.start : part.stop - 1]
    return Material(texts, material.offsets[part], gaps, entry_scores(texts, context, weight))


def best_setting(part: Material, whole: Material, beside: Beside, weight: Mapping[str, float]) -> Setting:
    """The setting that explains a part of a run best, in a column that is wide enough for the whole."""
    trials = []
    for typesetter in typesetters_of(part.texts):
        own = measure(part.texts, part.offsets, typesetter)
        widest = max(own.lines if part is whole else line_widths(whole.texts, whole.offsets, typesetter))
        other = beside.proportional if typesetter.proportional else beside.monospaced
        for setting, prior in settings_of(typesetter, widest, other):
            gaps, base = set_scores(part.gaps, own, setting, weight)
            trials.append((prior + base + total_bits(Scores(spans_of(gaps, part.entries))), setting))
    trials.append(unwrapped_trial(part, whole, weight))
    return max(trials, key=lambda trial: trial[0])[1]


def unwrapped_trial(part: Material, whole: Material, weight: Mapping[str, float]) -> tuple[float, Setting]:
    """How well a part of a run is explained as a list with a name on each line, and the setting that this is.

    The names of one list are alike in length: short ones are no sign of wrapping where all are short.
    """
    typesetter = typesetters_of(part.texts)[0]
    mean = mean_length(part.texts)
    heavy = weight[name_length.__name__]
    entries = sum(
        part.entries(at, at) + (heavy * (length_bits(len(text), mean) - length_bits(len(text))) if " " in text else 0.0)
        for at, text in enumerate(part.texts)
    )
    widest = max(line_widths(whole.texts, whole.offsets, typesetter))
    lines = line_widths(part.texts, part.offsets, typesetter)
    return entries + unwrapped_bits(lines, mean), unwrapped(widest, typesetter)


def best_order(
    spans: Spans, places: Sequence[Sequence[Place]], lines: int, setting: Setting, weight: Mapping[str, float]
) -> Order | None:
    """The way of being sorted that explains a run of so many lines best, or None if it is not sorted."""
    best, top = None, total_bits(Scores(spans))
    for articles, each in enumerate(places):
        for spread in SPREADS:
            order = Order(articles, spread)
            names = names_from_a_to_z(lines, setting, order)
            total = total_bits(Scores(spans, order_by(each, names, weight))) + _SORTED_PRIOR
            if total > top:
                best, top = order, total
    return best


def names_from_a_to_z(lines: int, setting: Setting, order: Order) -> float:
    """How many names the whole alphabet would hold, if a run of so many lines is the part of it that `order` says."""
    return max(4.0, lines * (1 - setting.carried_share())) * order.spread


def spans_of(gaps: Sequence[float], entry_scores: EntryScores) -> Spans:
    """The entries that a run can hold, with their bits: no gap inside that is impossible, and not too many lines."""
    size = len(gaps) + 1
    spans = []
    for first in range(size):
        ends = [(first, entry_scores(first, first))]
        carried = 0.0
        for last in range(first, min(first + MOST_LINES, size) - 1):
            if gaps[last] <= IMPOSSIBLE:
                break
            carried += gaps[last]
            ends.append((last + 1, entry_scores(first, last + 1) + carried))
        spans.append(ends)
    return spans


def gap_scores(run: tuple[Line, ...], beside: Beside, context: Context, weight: Mapping[str, float]) -> list[float]:
    """What speaks for carrying a name over each gap of a run, whatever the setting, in bits."""
    shape = shape_of_run(run, spaced=beside.spaced)
    pieces = [(piece, weight[piece.__name__]) for piece in gap_evidence_of(shape, context)]
    gaps = (Gap(left, right, shape, context) for left, right in itertools.pairwise(run))
    return [sum([heavy * piece(gap) for piece, heavy in pieces]) for gap in gaps]


def set_scores(
    bits: Sequence[float], own: Measures, setting: Setting, weight: Mapping[str, float]
) -> tuple[list[float], float]:
    """The scores of the gaps in one setting, and the bits by which the setting explains the widths of the lines."""
    gaps = set_gaps(bits, own, setting, weight)
    ends = sum([log2(setting.end_density(line) + 1e-9) for line in own.lines])
    return gaps, ends + len(gaps) * log2(1 - setting.carried_share())


def set_gaps(bits: Sequence[float], own: Measures, setting: Setting, weight: Mapping[str, float]) -> list[float]:
    """The scores of the gaps in one setting: `bits` are those in any, `own` the widths of the run's lines."""
    pieces = [(piece, weight[piece.__name__]) for piece in SETTING_EVIDENCE]
    gaps = []
    for alone, line, need in zip(bits, own.lines, own.needs, strict=False):
        gap = SetGap(line, need, setting)
        gaps.append(alone + sum([heavy * piece(gap) for piece, heavy in pieces]))
    return gaps


def _spans_in(material: Material, setting: Setting, weight: Mapping[str, float]) -> Spans:
    """The entries that a run can hold in one setting, with their bits."""
    own = measure(material.texts, material.offsets, setting.typesetter)
    return spans_of(set_gaps(material.gaps, own, setting, weight), material.entries)


def entry_scores(texts: Sequence[str], context: Context, weight: Mapping[str, float]) -> EntryScores:
    """The bits for reading lines `first` to `last` as one name, gaps aside.

    Those of a part of a run, which is read in every setting, are computed once for each.
    """
    pieces = {
        (several_words, several_lines): [
            (piece, weight[piece.__name__])
            for piece in entry_evidence_of(several_words=several_words, several_lines=several_lines)
        ]
        for several_words in (False, True)
        for several_lines in (False, True)
    }

    def score(first: int, last: int) -> float:
        lines = texts[first : last + 1]
        text = join(lines) if last > first else texts[first]
        candidate = Candidate(text, tuple(map(words_of, lines)), context)
        return sum([heavy * piece(candidate) for piece, heavy in pieces[" " in text, last > first]])

    return cache(score) if len(texts) <= SAMPLE else score


def places_of(texts: Sequence[str], context: Context) -> Iterable[list[Place]]:
    """The place of each line in the alphabet of names, with the article counted and, where that differs, without."""
    articles = {article.casefold() for _, article in table("articles.tsv")}
    words = [
        tuple(word.lstrip("(") for word in words_of(text)[:3]) if "(" in text or "[" in text else words_of(text)[:3]
        for text in texts
    ]
    yield [Place(context.lexicon.place(first[:2]), first[:1]) for first in words]
    if any(first and first[0] in articles for first in words):
        bare = [first[1:] if first and first[0] in articles else first for first in words]
        yield [Place(context.lexicon.place(first[:2]), first[:1]) for first in bare]


def order_by(places: Sequence[Place], names: float, weight: Mapping[str, float]) -> OrderBits:
    """The bits for an entry that begins on line `right` following one that begins on line `left`, in a sorted list."""
    heavy = weight[alphabetical_order.__name__]

    @cache
    def order(left: int, right: int) -> float:
        return heavy * order_evidence(places[left], places[right], names)

    return order


def order_evidence(left: Place, right: Place, names: float) -> float:
    """What the alphabet says of two lines as the beginnings of neighbouring entries, in bits."""
    return alphabetical_order(right.at - left.at, names, one_beginning=left.word == right.word)
