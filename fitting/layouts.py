"""Sets lists of names as letters set them: wrapped in columns of many widths, sorted or not, printed once or twice."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from signers.model import Line
from signers.typesetting import first_piece, printed_width

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

Run = tuple[Line, ...]
Span = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """How a list is set: the width of its column in letters, and the marks and habits of its typesetter."""

    width: float
    proportional: bool = False
    hanging: int = 0
    marker: str = ""
    breaks_hyphens: bool = True
    stretch: tuple[tuple[str, float], ...] = ()  # how this typeface differs from the mean one, letter by letter

    def measure(self, text: str) -> float:
        """The width of a text as this layout prints it."""
        if not self.proportional:
            return len(text)
        own = dict(self.stretch)
        return sum(printed_width(letter) * own.get(letter, 1.0) for letter in text)


@dataclass(frozen=True)
class SetList:
    """Lines as printed, in runs, and for each run the lines (from 0) of each name."""

    runs: tuple[Run, ...]
    spans: tuple[tuple[Span, ...], ...]


def random_layout(rng: random.Random) -> Layout:
    """A layout as letters have them; three in ten columns are narrow."""
    width = rng.choice([rng.randint(20, 34), rng.randint(26, 48), rng.randint(40, 72)])
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -().,&'"
    return Layout(
        width=width,
        proportional=rng.random() < 0.4,
        hanging=rng.choice([0] * 7 + [2, 4]),
        marker=rng.choice([""] * 8 + ["• ", "- ", "{}. "]),
        breaks_hyphens=rng.random() < 0.7,
        stretch=tuple((letter, rng.gauss(1.0, 0.06)) for letter in letters),
    )


def wrap(name: str, layout: Layout, number: int) -> list[str]:
    """The lines on which a layout prints a name."""
    marker = layout.marker.format(number)
    words = re.split(r"(?<=[^\s-]-)(?=\w)|\s+(?=\S)", name) if layout.breaks_hyphens else name.split()
    if not layout.proportional:
        return textwrap.wrap(
            marker + name, int(layout.width), break_long_words=False, break_on_hyphens=layout.breaks_hyphens
        )
    lines = [marker + words[0]]
    rest = name[len(words[0]) :]
    while rest:
        space = " " if rest[0] == " " else ""
        rest = rest.lstrip()
        piece = first_piece(rest) if layout.breaks_hyphens else rest.split(" ", 1)[0]
        if layout.measure(lines[-1] + space + piece) <= layout.width:
            lines[-1] += space + piece
        else:
            lines.append(piece)
        rest = rest[len(piece) :]
    return lines


def set_list(names: Sequence[str], layout: Layout, columns: int = 1) -> SetList:
    """A list set in a layout, cut into so many columns of about equal length."""
    size = -(-len(names) // columns)
    runs, spans = [], []
    number = 0
    for start in range(0, len(names), size):
        run: list[Line] = []
        cut: list[Span] = []
        for at, name in enumerate(names[start : start + size], start=start + 1):
            first = len(run)
            for text in wrap(name, layout, at):
                number += 1
                run.append(Line(number, text, 1, layout.hanging if len(run) > first else 0))
            cut.append((first, len(run) - 1))
        runs.append(tuple(run))
        spans.append(tuple(cut))
    return SetList(tuple(runs), tuple(spans))


def random_list(rng: random.Random, names: Sequence[str]) -> list[str]:
    """A list of names as coalitions keep them: mostly sorted, at times led by a few or with some out of place."""
    # The lists hold fewer names of one word than letters do.
    often = [name for name in names if " " not in name]
    chosen = [*rng.sample(names, rng.randint(8, 90)), *rng.sample(often, rng.randint(0, 5))]
    rng.shuffle(chosen)
    if rng.random() < 0.75:
        chosen.sort(key=sort_habit(rng))
        for at in range(len(chosen) - 1):  # sorted by hand: a slip where the first words are the same
            if chosen[at].split()[0] == chosen[at + 1].split()[0] and rng.random() < 0.15:
                chosen[at], chosen[at + 1] = chosen[at + 1], chosen[at]
        for _ in range(rng.choice([0, 0, 1, 2, 4])):
            chosen.insert(rng.randrange(len(chosen)), chosen.pop(rng.randrange(len(chosen))))
        if rng.random() < 0.3:
            chosen = rng.sample(names, rng.randint(1, 6)) + chosen
    return list(dict.fromkeys(chosen))


def sort_habit(rng: random.Random) -> Callable[[str], str]:
    """With or without the article, as the one who made the list liked it."""
    if rng.random() < 0.5:
        return str.casefold
    return lambda name: re.sub(r"^(the|a|an) ", "", name.casefold())


def random_letter(rng: random.Random, names: Sequence[str]) -> list[SetList]:
    """The lists of one letter: one, or the same list printed twice in different layouts."""
    chosen = random_list(rng, names)
    first = set_list(chosen, random_layout(rng), rng.choice([1, 1, 2, 3]))
    if rng.random() < 0.65:
        return [first]
    again = [name for name in chosen if rng.random() < 0.95]
    return [first, set_list(again, random_layout(rng), rng.choice([1, 2, 4]))]
