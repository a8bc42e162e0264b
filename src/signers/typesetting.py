"""How lists are set: the width of a column, and whether a word would still have fitted on a line.

A name is carried over to the next line only because its next word did not fit. That is the one thing every layout
agrees on, whoever set it; so the width of the column tells which lines can have been carried over at all.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from math import erf, exp, log, log2, pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

from signers.knowledge import table
from signers.patterns import later

if TYPE_CHECKING:
    from collections.abc import Sequence

# The mean letter of the names under fitting/names/, in thousandths of an em. Widths are counted in mean letters, so
# that a run has about the same width in both kinds of type, and the two can be compared.
_MEAN_LETTER = 454
_SPACE = 264
# Typefaces differ: whether a word fits is told only to within this share of the column.
_TYPEFACE_TOLERANCE = 0.022
# The mean length of a word and its space: a full line is left empty up to this.
_WORD = 8.0
# Names are about log-normal in length. Mean and deviation of the logarithm, over the names of fitting/names/.
NAME_LENGTH = (3.37, 0.51)
_REMEMBERED = 1 << 16  # lines: each is measured for every setting
_has_no_break = frozenset("-‐–—/").isdisjoint
_breaks_after = later(r"[-‐–—/](?=\w)")


def first_piece(text: str) -> str:
    """The least that must go onto a line for `text` to be continued there: its first word, or that up to a hyphen.

    >>> first_piece("American-Islamic Relations"), first_piece("Guild")
    ('American-', 'Guild')
    """
    word = text.split(" ", 1)[0]
    if _has_no_break(word):
        return word
    broken = _breaks_after.search(word, 1) if len(word) > 1 else None
    return word[: broken.end()] if broken else word


@cache
def _letter_widths() -> dict[str, float]:
    return {letter: int(width) / _MEAN_LETTER for letters, width in table("letter-widths.tsv") for letter in letters}


class _Widths(dict[str, float]):
    """The width of each letter, as far as letters have been asked for: a dictionary is asked in no time."""

    def __missing__(self, letter: str) -> float:
        self[letter] = width = _letter_width(letter)
        return width


def _letter_width(letter: str) -> float:
    widths = _letter_widths()
    if letter in widths:
        return widths[letter]
    if letter == " ":
        return _SPACE / _MEAN_LETTER
    bare = unicodedata.normalize("NFKD", letter)[0]
    if bare in widths:
        return widths[bare]
    return 2.0 if unicodedata.east_asian_width(letter) in "WF" else 1.0


_widths = _Widths()


@lru_cache(_REMEMBERED)
def printed_width(text: str) -> float:
    """The width of `text` in a proportional typeface, in mean letters."""
    return sum(map(_widths.__getitem__, text))


class Typesetter(NamedTuple):
    """A kind of type, and whether words are broken at their hyphens at a line's end ("American-" / "Islamic")."""

    proportional: bool
    breaks_words: bool

    def width(self, text: str) -> float:
        """The width of `text`, in mean letters."""
        return printed_width(text) if self.proportional else float(len(text))

    def piece(self, text: str) -> str:
        """The least that must go onto a line for `text` to be continued there."""
        return first_piece(text) if self.breaks_words else text.split(" ", 1)[0]


class Measures(NamedTuple):
    """The widths of a run's lines in mean letters, and what each adds to the one before.

    `lines[i]` is the width of line i; `needs[i]` that of a space and the first piece of line i + 1.
    """

    lines: tuple[float, ...]
    needs: tuple[float, ...]


def measure(texts: Sequence[str], offsets: Sequence[float], typesetter: Typesetter) -> Measures:
    """The widths of the lines of a run, and of the first pieces of all but the first.

    `offsets` are the widths of what stands before each text: its indent and marker.
    """
    width = printed_width if typesetter.proportional else len
    space = typesetter.width(" ")
    return Measures(
        line_widths(texts, offsets, typesetter),
        tuple([space + width(piece) for piece in map(typesetter.piece, texts[1:])]),
    )


def line_widths(texts: Sequence[str], offsets: Sequence[float], typesetter: Typesetter) -> tuple[float, ...]:
    """The widths of the lines of a run, as `measure` gives them."""
    width = printed_width if typesetter.proportional else len
    return tuple([offset + width(text) for offset, text in zip(offsets, texts, strict=True)])


def typesetters_of(texts: Sequence[str]) -> tuple[Typesetter, ...]:
    """Who may have set these lines: in each kind of type, and where a line begins with a hyphened word, either way."""
    ways = (True, False) if any(first_piece(text) != text.split(" ", 1)[0] for text in texts[1:]) else (True,)
    return tuple(Typesetter(proportional, breaks) for proportional in (False, True) for breaks in ways)


class Setting(NamedTuple):
    """One way a run of lines can have been set: by a typesetter, in a column `width` letters wide.

    `page` is the width from which it is told how often names are carried over, where it is not that of the column.
    """

    width: float
    typesetter: Typesetter
    page: float = 0.0

    def fit_bits(self, line: float, need: float) -> float:
        """Log2 of the chance that the next piece did not fit on a line of this width; 0 where it surely did not."""
        misfit = line + need - self.width
        if not self.typesetter.proportional:
            return 0.0 if misfit > 0 else _NEVER
        tolerance = self.width * _TYPEFACE_TOLERANCE
        return max(_NEVER, -log2(1 + exp(min(60.0, -misfit / tolerance))))

    def end_density(self, width: float) -> float:
        """How likely the last line of a name is this wide, for each letter: whole names, and rests of names."""
        whole = _length_share(self.width)
        if width > self.width:
            return whole * _length_density(width) + 1e-6
        return _length_density(width) + (1 - whole) / max(self.width, 1.0)

    def carried_share(self) -> float:
        """The share of line ends at which a name is carried over, from how long names are."""
        return _carried_share(self.page or self.width)

    def carried_odds(self) -> float:
        """Log2 of the odds that a line end is inside a name."""
        return _carried_odds(self.page or self.width)


@lru_cache(maxsize=1024)
def _carried_share(width: float) -> float:
    mean, deviation = NAME_LENGTH
    usable = max(width - _WORD / 2, 4.0)
    steps = [step / 4 for step in range(-8, 9)]
    weights = [exp(-(step**2) / 2) for step in steps]
    lengths = [exp(mean + deviation * step) for step in steps]
    # A name of n letters has about n / usable line ends inside it, but none when it fits whole.
    inside = [0.0 if length <= width else length / usable - 0.5 for length in lengths]
    carried = sum(max(0.0, n) * weight for n, weight in zip(inside, weights, strict=True)) / sum(weights)
    return min(max(carried / (1 + carried), 0.01), 0.8)


@lru_cache(maxsize=1024)
def _carried_odds(width: float) -> float:
    share = _carried_share(width)
    return log2(share / (1 - share))


_NEVER = -16.0


@lru_cache(maxsize=4096)
def _length_density(length: float, mean: float = NAME_LENGTH[0]) -> float:
    deviation = NAME_LENGTH[1]
    if length < 1:
        return 0.0
    return exp(-((log(length) - mean) ** 2) / (2 * deviation**2)) / (length * deviation * sqrt(2 * pi))


@lru_cache(maxsize=1024)
def _length_share(length: float) -> float:
    """The share of names no longer than `length`."""
    mean, deviation = NAME_LENGTH
    return (1 + erf((log(max(length, 1)) - mean) / (deviation * sqrt(2)))) / 2


@lru_cache(_REMEMBERED)
def length_bits(length: int, mean: float = NAME_LENGTH[0]) -> float:
    """How much unlikelier a name of this length is than the likeliest, in bits, at most 0.

    `mean` is that of the logarithms of the lengths of names.
    """
    likeliest = exp(mean - NAME_LENGTH[1] ** 2)
    return max(-12.0, log2(_length_density(length, mean) / _length_density(likeliest, mean) + 1e-9))


def mean_length(texts: Sequence[str]) -> float:
    """The mean of the logarithms of the lengths of names, drawn to that of all names where there are few."""
    return (sum(log(len(text)) for text in texts) + 2 * NAME_LENGTH[0]) / (len(texts) + 2)


def unwrapped_bits(lines: Sequence[float], mean: float) -> float:
    """The bits by which a list that is not wrapped, of names about this long, explains the widths of its lines."""
    widths = sum(log2(_length_density(line, mean) + 1e-9) for line in lines)
    off = (mean - NAME_LENGTH[0]) / _LISTS_DIFFER
    prior = min(_UNWRAPPED_PRIOR, _UNWRAPPED_PRIOR_OF_A_LINE * len(lines))  # a few lines may be one name
    return prior - off * off / 2 / log(2) + widths + (len(lines) - 1) * log2(1 - _carried_share(_PAGE))


def unwrapped(widest: float, typesetter: Typesetter) -> Setting:
    """The setting of a list that is not wrapped."""
    return Setting(max(widest, _NARROWEST_PAGE), typesetter, max(_PAGE, 1.5 * widest))


# How much wider than its widest line a column may be, and how many bits speak against each, as against a column that
# another run of the block shows to be so wide: most columns have a line that fills them.
_WIDER = ((1.0, -1.0), (1.12, -2.0))
# Most lists are not wrapped at all: their column is the page. Their names may all be short, or all long: the bits that
# speak for such a list beforehand, and how far the mean of its names' (logarithmic) lengths may be from that of all.
_PAGE = 120.0
_NARROWEST_PAGE = 56.0  # a list whose lines are all shorter fills no page
_UNWRAPPED_PRIOR = 10.0
_UNWRAPPED_PRIOR_OF_A_LINE = 1.25
_LISTS_DIFFER = 0.4
# Columns narrower than this are rare: each letter less speaks against one, in bits.
_NARROW = 24.0
_NARROWNESS = 3.0


def settings_of(typesetter: Typesetter, widest: float, beside: float) -> tuple[tuple[Setting, float], ...]:
    """The columns in which a run can have been set, each with the bits that speak for it beforehand.

    The column is as wide as the run's `widest` line or somewhat wider, or as wide as the column of another run of the
    block, `beside` (0 for none): a short run may be a part of a column whose width only the others show.
    """
    found = {widest * factor: bits for factor, bits in _WIDER}
    if beside >= widest:
        found[beside] = 0.0
    return tuple(
        (Setting(width, typesetter), bits - _NARROWNESS * max(0.0, _NARROW - width))
        for width, bits in sorted(found.items())
    )
