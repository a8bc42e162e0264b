"""Fits the weights of the wrap evidence and writes data/wrap-evidence.tsv.

usage: python fitting/fit_weights.py [--letters 160] [--rounds 40] [--seed 1] [--check]

Letters are made from the lists under fitting/names/ (fitting/layouts.py). The names are parted in two: one part
counts as the lexicon, letters are set from the other, so that words nobody knows are as frequent as in life. The
weights are those of the highest conditional likelihood (Sarawagi and Cohen 2004, section 2), by gradient ascent, held
near the old weights by a Gaussian prior. --check only prints how well the weights at hand do on letters of their own.
"""

from __future__ import annotations

import argparse
import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from count_words import corpus, lexicon_from
from layouts import Run, SetList, Span, random_letter

from signers.entries import (
    SURE,
    Beside,
    besides,
    cut_run,
    join,
    names_from_a_to_z,
    order_evidence,
    places_of,
    spans_of,
)
from signers.evidence import (
    ENTRY_EVIDENCE,
    GAP_EVIDENCE,
    SETTING_EVIDENCE,
    WEIGHTS,
    Candidate,
    Context,
    Gap,
    SetGap,
    alphabetical_order,
    context_of,
    shape_of_run,
    weights,
    without_markers,
    words_of,
)
from signers.knowledge import DATA
from signers.segmentation import Scores, backward_bits, forward_bits, rest_bits, sum_bits
from signers.typesetting import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signers.lexicon import Lexicon

PIECES = (*SETTING_EVIDENCE, *GAP_EVIDENCE, *ENTRY_EVIDENCE, alphabetical_order)
NAMES = tuple(piece.__name__ for piece in PIECES)
ORDER = NAMES.index(alphabetical_order.__name__)
NEGLIGIBLE = 1e-9
STIFFNESS = 2.0  # how firmly a weight is held near its old value; in letters
Vector = list[float]


@dataclass
class Example:
    """A run with the features of its gaps and entries, and its true cut."""

    truth: Sequence[Span]
    gaps: list[Vector]
    entries: dict[Span, Vector]
    order: dict[Span, float]
    size: int


def example_of(run: Run, truth: Sequence[Span], beside: Beside, context: Context, weight: dict[str, float]) -> Example:
    """The features of a run under the setting and order that the weights at hand take it to have."""
    cut = cut_run(run, beside, context, weight)
    texts = [line.text for line in run]
    shape = shape_of_run(run, spaced=beside.spaced)
    zeros = [0.0] * len(PIECES)
    gaps = []
    edge = min(line.left for line in run)
    offsets = [float(line.left - edge + len(line.marker)) for line in run]
    own = measure(texts, offsets, cut.setting.typesetter)
    for left, right, line, need in zip(run, run[1:], own.lines, own.needs, strict=False):
        row = zeros.copy()
        for piece in SETTING_EVIDENCE:
            row[NAMES.index(piece.__name__)] = piece(SetGap(line, need, cut.setting))
        for known in GAP_EVIDENCE:
            row[NAMES.index(known.__name__)] = known(Gap(left, right, shape, context))
        gaps.append(row)
    # The true cut must be possible, whatever the weights.
    possible = spans_of([weighted(row, weight) for row in gaps], lambda _first, _last: 0.0)
    spans = {(first, last) for first, ends in enumerate(possible) for last, _ in ends} | set(truth)
    entries = {}
    for first, last in spans:
        row = zeros.copy()
        candidate = Candidate(join(texts[first : last + 1]), tuple(map(words_of, texts[first : last + 1])), context)
        for judged in ENTRY_EVIDENCE:
            row[NAMES.index(judged.__name__)] = judged(candidate)
        entries[first, last] = row
    order: dict[Span, float] = {}
    if cut.order is not None:
        places = list(places_of(texts, context))[cut.order.articles]
        names = names_from_a_to_z(len(run), cut.setting, cut.order)
        order = {
            (left, right): order_evidence(places[left], places[right], names)
            for left in range(len(run))
            for right in range(left + 1, min(left + 12, len(run)))
        }
    return Example(truth, gaps, entries, order, len(run))


def weighted(row: Vector, weight: dict[str, float]) -> float:
    """The weighted sum of a vector of features."""
    return sum(value * weight[name] for name, value in zip(NAMES, row, strict=True) if value)


def gradient(example: Example, weight: dict[str, float]) -> tuple[float, Vector]:
    """Log2 of the likelihood of the true cut, and its gradient: features of the truth less those expected."""
    scores = scores_of(example, weight)
    forward, backward = forward_bits(scores), backward_bits(scores)
    total = sum_bits(forward[-1].values())
    change = [0.0] * len(PIECES)
    likelihood = 0.0
    for number, span in enumerate(example.truth):
        likelihood += dict(scores.spans[span[0]])[span[1]]
        add_span(change, example, span, 1.0)
        if number:
            previous = example.truth[number - 1][0]
            likelihood += scores.step(previous, span[0])
            change[ORDER] += example.order.get((previous, span[0]), 0.0)
    for last, starts in enumerate(forward):
        for first, bits in starts.items():
            share = 2 ** (bits + rest_bits(scores, backward, first, last) - total)
            if share < NEGLIGIBLE:
                continue
            add_span(change, example, (first, last), -share)
            if last + 1 < example.size:
                change[ORDER] -= share * example.order.get((first, last + 1), 0.0)
    return likelihood - total, change


def scores_of(example: Example, weight: dict[str, float]) -> Scores:
    """The weighted scores of an example."""
    gaps = [weighted(row, weight) for row in example.gaps]
    heavy = weight[NAMES[ORDER]]
    spans: list[list[tuple[int, float]]] = [[] for _ in range(example.size)]
    for (first, last), row in sorted(example.entries.items()):
        spans[first].append((last, weighted(row, weight) + sum(gaps[first:last])))
    return Scores(spans, lambda left, right: heavy * example.order.get((left, right), 0.0))


def add_span(change: Vector, example: Example, span: Span, share: float) -> None:
    """Add the features of an entry and of the gaps inside it, so many times."""
    first, last = span
    for row in (example.entries[span], *example.gaps[first:last]):
        for place, value in enumerate(row):
            if value:
                change[place] += share * value


def examples_of(letters: list[list[SetList]], lexicon: Lexicon, weight: dict[str, float]) -> list[Example]:
    """The examples of all runs of all letters."""
    found = []
    for letter in letters:
        context = context_of((run for printed in letter for run, _, _ in ready(printed)), lexicon)
        for printed in letter:
            for run, truth, beside in ready(printed):
                found.append(example_of(run, truth, beside, context, weight))
    return found


def ready(printed: SetList) -> list[tuple[Run, tuple[Span, ...], Beside]]:
    """The runs of a list without their markers, with the true cut of each and how wide the others are."""
    runs = [without_markers(run) for run in printed.runs]
    return list(zip(runs, printed.spans, besides(runs), strict=True))


def check(letters: list[list[SetList]], lexicon: Lexicon, weight: dict[str, float]) -> str:
    """How many names come back whole, and how many of the wrong ones are flagged."""
    due = hit = wrong = flagged = doubts = 0
    for letter in letters:
        context = context_of((run for printed in letter for run, _, _ in ready(printed)), lexicon)
        for printed in letter:
            for run, truth, beside in ready(printed):
                cut = cut_run(run, beside, context, weight)
                right = set(truth)
                due += len(right)
                for span, sure in zip(cut.spans, cut.confidence, strict=True):
                    hit += span in right
                    wrong += span not in right
                    flagged += span not in right and sure < SURE
                    doubts += sure < SURE
    return (
        f"{hit}/{due} names whole ({hit / due:.4f}), "
        f"{wrong} wrong entries of which {flagged} flagged, {doubts} flagged in all"
    )


def fit(letters: list[list[SetList]], lexicon: Lexicon, weight: dict[str, float], rounds: int) -> dict[str, float]:
    """The weights after so many rounds of gradient ascent (Adam's step sizes)."""
    start = dict(weight)
    mean = dict.fromkeys(NAMES, 0.0)
    square = dict.fromkeys(NAMES, 0.0)
    examples: list[Example] = []
    for number in range(rounds):
        if number % 10 == 0:
            examples = examples_of(letters, lexicon, weight)
        total = 0.0
        change = [0.0] * len(PIECES)
        for example in examples:
            likelihood, part = gradient(example, weight)
            total += likelihood
            change = [a + b for a, b in zip(change, part, strict=True)]
        for place, name in enumerate(NAMES):
            slope = change[place] * math.log(2) - STIFFNESS * (weight[name] - start[name]) / max(start[name], 0.3) ** 2
            mean[name] = 0.8 * mean[name] + 0.2 * slope
            square[name] = 0.95 * square[name] + 0.05 * slope * slope
            step = 0.12 * max(abs(start[name]), 0.3) * mean[name] / (math.sqrt(square[name]) + 1e-6) / (1 + number / 15)
            weight[name] = max(0.0, weight[name] + step)
        print(f"round {number + 1}: {total / len(examples):.3f} bits a run", flush=True)
    return weight


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=160)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    names = corpus()
    rng.shuffle(names)
    known, fresh = names[: len(names) * 2 // 3], names[len(names) * 2 // 3 :]
    lexicon = lexicon_from(known)
    letters = [random_letter(rng, fresh) for _ in range(args.letters)]
    tests = [random_letter(rng, fresh) for _ in range(args.letters // 2)]
    weight = dict(weights())
    print("before:", check(tests, lexicon, weight), flush=True)
    if args.check:
        return
    weight = fit(letters, lexicon, weight, args.rounds)
    print("after: ", check(tests, lexicon, weight))
    old = (DATA / WEIGHTS).read_text(encoding="utf-8").splitlines(keepends=True)
    head = "".join(line for line in old if line.startswith("#"))  # says what the file is and how it came about
    says = {piece.__name__: (piece.__doc__ or "").strip().splitlines()[0] for piece in PIECES}
    body = "".join(f"{name}\t{weight[name]:.2f}\t{says[name]}\n" for name in NAMES)
    (DATA / WEIGHTS).write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    main()
