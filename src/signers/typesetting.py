"""How lists are set: the width of a column, and whether a word would still have fitted on a line.

A name is carried over to the next line only because its next word did not fit. That is the one thing every layout
agrees on, whoever set it; so the width of the column tells which lines can have been carried over at all.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from math import erf, exp, log, log2, pi, sqrt

from signers.knowledge import table
from signers.model import Line

# A letter of running text is half an em wide; widths are counted in such letters, so that both ways of setting compare.
_EM = 500
_MEAN_WIDTH = 500
# Typefaces differ: whether a word fits is told only to within this share of the column.
_TYPEFACE_TOLERANCE = 0.022
# The mean length of a word and its space: how much of a full line is usually left empty is uniform up to this.
_WORD = 8.0
# Names are about log-normal in length. Mean and deviation of the logarithm, over the names of fitting/names/.
NAME_LENGTH = (3.37, 0.51)
_breaks_after = re.compile(r"[-‐–—/](?=\w)")


def first_piece(text: str) -> str:
    """The least that must go onto a line for `text` to be continued there: its first word, or that up to a hyphen.

    >>> first_piece("American-Islamic Relations"), first_piece("Guild")
    ('American-', 'Guild')
    """
    word = text.split(" ", 1)[0]
    broken = _breaks_after.search(word, 1) if len(word) > 1 else None
    return word[: broken.end()] if broken else word


@cache
def _letter_widths() -> dict[str, float]:
    return {letter: int(width) / _EM for letters, width in table("letter-widths.tsv") for letter in letters}


@lru_cache(maxsize=512)
def _letter_width(letter: str) -> float:
    widths = _letter_widths()
    if letter in widths:
        return widths[letter]
    if letter == " ":
        return 0.53
    bare = unicodedata.normalize("NFKD", letter)[0]
    if bare in widths:
        return widths[bare]
    return 2.0 if unicodedata.east_asian_width(letter) in "WF" else _MEAN_WIDTH / _EM


@lru_cache(maxsize=4096)
def printed_width(text: str) -> float:
    """The width of `text` in a proportional typeface, in mean letters."""
    return sum(map(_letter_width, text))


@dataclass(frozen=True, slots=True)
class Setting:
    """One way a run of lines can have been set: in letters of one width or not, in a column `width` letters wide."""

    width: float
    proportional: bool

    def measure(self, text: str) -> float:
        """The width of `text` in this setting."""
        return printed_width(text) if self.proportional else float(len(text))

    def misfit(self, left: str, right: str) -> float:
        """How far `right` would have stood out of the column on the line of `left`; negative where it fits."""
        return self.measure(left) + self.measure(" ") + self.measure(first_piece(right)) - self.width

    def fit_bits(self, left: str, right: str) -> float:
        """Log2 of the chance that the next word did not fit on the line of `left`; 0 where it surely did not."""
        misfit = self.misfit(left, right)
        if not self.proportional:
            return 0.0 if misfit > 0 else _NEVER
        tolerance = self.width * _TYPEFACE_TOLERANCE
        return max(_NEVER, -log2(1 + exp(min(60.0, -misfit / tolerance))))

    def end_density(self, width: float) -> float:
        """How likely the last line of a name is this wide, for each letter of width: whole names, and rests of names."""
        whole = _length_share(self.width)
        if width > self.width:
            return whole * _length_density(width) + 1e-6
        return _length_density(width) + (1 - whole) / max(self.width, 1.0)

    def full_bits(self, left: str) -> float:
        """How much likelier a line of this width is for a line carried over than for one that ends a name, in bits."""
        return -log2(_WORD * self.end_density(self.measure(left)))

    def carried_share(self) -> float:
        """The share of line ends at which a name is carried over, from how long names are."""
        mean, deviation = NAME_LENGTH
        usable = max(self.width - _WORD / 2, 4.0)
        steps = [mean + deviation * step / 4 for step in range(-8, 9)]
        weights = [exp(-((step / 4) ** 2) / 2) for step in range(-8, 9)]
        # A name of n letters has n / usable line ends inside it, but none when it fits whole.
        inside = [0.0 if exp(at) <= self.width else exp(at) / usable - 0.5 for at in steps]
        carried = sum(max(0.0, n) * w for n, w in zip(inside, weights, strict=True)) / sum(weights)
        return min(max(carried / (1 + carried), 0.01), 0.8)


_NEVER = -16.0


def _length_density(length: float) -> float:
    mean, deviation = NAME_LENGTH
    if length < 1:
        return 0.0
    return exp(-((log(length) - mean) ** 2) / (2 * deviation**2)) / (length * deviation * sqrt(2 * pi))


def _length_share(length: float) -> float:
    """The share of names no longer than `length`."""
    mean, deviation = NAME_LENGTH
    return (1 + erf((log(max(length, 1)) - mean) / (deviation * sqrt(2)))) / 2


def length_bits(length: int) -> float:
    """How much unlikelier a name of this length is than the likeliest, in bits; at most 0."""
    mean, deviation = NAME_LENGTH
    return max(-12.0, log2(_length_density(length) / _length_density(exp(mean - deviation**2)) + 1e-9))


def settings_of(run: tuple[Line, ...], others: tuple[tuple[Line, ...], ...] = ()) -> tuple[Setting, ...]:
    """The ways a run can have been set: each kind of type, in a column as wide as its widest line or as its block's.

    `others` are the other runs of the block; a short run may be a part of a column whose width only they show.
    """
    found = []
    for proportional in (False, True):
        own = max(Setting(0, proportional).measure(line.text) for line in run)
        widths = {own}
        widths |= {max(Setting(0, proportional).measure(line.text) for line in other) for other in others}
        found += [Setting(width, proportional) for width in sorted(width for width in widths if own <= width)[:3]]
    return tuple(found)
