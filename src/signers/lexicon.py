"""How words stand in names: which begin one, which end one, which stand only inside.

The counts are in data/name-words.tsv and data/name-pairs.tsv, made by fitting/count_words.py from lists of names. A
word that was never seen is judged by its shape, from the counts of all words of that shape that were seen once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import accumulate
from math import log2
from typing import NamedTuple

from signers.knowledge import table
from signers.values import frozen

WORDS = "name-words.tsv"
PAIRS = "name-pairs.tsv"
# How many sightings a word needs to outweigh what is known of its shape, and a pair of words what is known of each.
_SHAPE_SIGHTINGS = 1.5
_PAIR_SIGHTINGS = 5.0
# Of the pairs of neighbouring words in names, the share that are the first two.
_OPENING_SHARE = 0.27
_SHYEST = 0.0002
_REMEMBERED = 1 << 15  # words: a long list repeats its own

_outer_marks = re.compile(r"^[^\w&+@#]+|[^\w&+@#]+$")
_is_dash = frozenset("-‐‑‒–—―|/~:&+").issuperset
_is_domain = re.compile(r"^[\w-]+(\.[\w-]+)*\.[a-z]{2,}[,;]?$", re.IGNORECASE).match
_holds_no_joint = frozenset("-'’/.").isdisjoint  # Tri-State, O'Neill: upper case inside that is no hump


class Sightings(NamedTuple):
    """How often a word was seen as a name's first, second, further inside, as its last, and alone as the name."""

    first: int
    second: int
    inside: int
    last: int
    alone: int

    @property
    def total(self) -> int:
        """All sightings."""
        return self.first + self.second + self.inside + self.last + self.alone


_NOTHING = Sightings(0, 0, 0, 0, 0)


@lru_cache(_REMEMBERED)
def word_of(token: str) -> str:
    """The word in a printed token, without case and outer marks.

    >>> word_of("(Orange"), word_of("Inc."), word_of("–")
    ('orange', 'inc', '–')
    """
    return token.casefold() if token.isalnum() else _outer_marks.sub("", token).casefold() or token


@lru_cache(_REMEMBERED)
def shape_of(token: str) -> str:
    """The class of a token that tells something of words never seen.

    >>> [shape_of(token) for token in ("Mijente", "RAICES", "SumOfUs", "for", "350.org", "–", "(NYC)")]
    ['<Title>', '<CAPS>', '<Camel>', '<lower>', '<domain>', '<dash>', '<bracket>']
    """
    if token.isalpha():
        bare = token  # so are most, and no mark needs to be looked for
    elif _is_dash(token):
        return "<dash>"
    elif token[0] == "(" or token[-1] == ")":
        return "<bracket>"
    elif "." in token and _is_domain(token):
        return "<domain>"
    elif token[0] in "[{<*@#":
        return "<Title>"  # such marks tell nothing of the place in a name
    else:
        bare = _outer_marks.sub("", token)
    return _shape_of_word(bare) if bare else "<mark>"


def _shape_of_word(bare: str) -> str:
    """The class of a word without marks around it."""
    if bare[0].isdigit():
        return "<digit>"
    if bare.isupper() and len(bare) > 1:
        return "<CAPS>"
    if any(map(str.isupper, bare[1:])) and _holds_no_joint(bare):
        return "<Camel>"
    return "<lower>" if bare[0].islower() else "<Title>"


def ending_of(token: str) -> str:
    """What a token is as a line's last: the mark that leaves a name open, or else its word.

    >>> ending_of("Relations,"), ending_of("Network-"), ending_of("York)"), ending_of("Guild")
    ('<,>', '<->', '<)>', 'guild')
    """
    last = token[-1]
    if last.isalnum():
        return word_of(token)
    if _is_dash(token):
        return "<dash>"
    if last in ",:/(":
        return f"<{last}>"
    if last in "-‐‑‒–—":
        return "<->"
    if last == ")":
        return "<)>"
    return word_of(token)


@lru_cache(_REMEMBERED)
def starting_of(token: str) -> str:
    """What a token is as a line's first: an opening bracket, a dash, or else its word.

    >>> starting_of("(The"), starting_of("The"), starting_of("–")
    ('<(>', 'the', '<dash>')
    """
    if token[0].isalnum():
        return word_of(token)
    if _is_dash(token):
        return "<dash>"
    return "<(>" if token[0] == "(" else word_of(token)


@frozen
class Lexicon:
    """Counts of words and of pairs of neighbouring words in names, with the odds they give."""

    __eq__ = object.__eq__  # two are one only if they are the same: counts have no quick hash
    __hash__ = object.__hash__

    words: dict[str, Sightings]
    pairs: dict[tuple[str, str], tuple[int, int]]  # how often seen, and how often as the first two words of a name
    names: int
    starts: tuple[str, ...]
    start_sums: tuple[float, ...]

    def seen(self, key: str, token: str) -> tuple[Sightings, Sightings]:
        """The sightings of a word and of its shape."""
        return self.words.get(key, _NOTHING), self.words.get(shape_of(token), _NOTHING)

    def end_odds(self, token: str) -> float:
        """Log2 of the odds that a name ends with this token, where it stands in a name; 0 is even."""
        return _end_odds(self, token)

    def start_odds(self, token: str) -> float:
        """Log2 of the odds that a name begins with this token, where it stands in a name; 0 is even."""
        return _start_odds(self, token)

    def pair_bits(self, left: str, right: str) -> float:
        """How much likelier `right` is for standing after `left` inside a name, in bits; 0 where neither is known."""
        first, second = word_of(left), starting_of(right)
        after = self.words.get(second)
        if after is None or (first, second) not in self.pairs:
            return _strangers_bits(self, first)
        before = self.words.get(first, _NOTHING)
        followed = before.first + before.second + before.inside
        together = self.pairs[first, second][0]
        if not followed or not together:
            return _strangers_bits(self, first)
        share = (after.second + after.inside + after.last + 1) / (self.names * 3)
        return log2((together / share + _PAIR_SIGHTINGS) / (followed + _PAIR_SIGHTINGS))

    def opening_odds(self, first: str, second: str) -> float:
        """Log2 of the odds that two neighbouring words of a name are its first two, against those of any two words."""
        pair = self.pairs.get((word_of(first), starting_of(second)))
        return _opening_odds(self, second, *pair) if pair else _opening_odds(self, second, 0, 0)

    def alone_odds(self, token: str) -> float:
        """Log2 of the odds that a line of this one token is a whole name, not the last word of one; 0 is even."""
        return _alone_odds(self, token)

    def place(self, words: tuple[str, ...]) -> float:
        """Where in the alphabet of names a name stands, from 0 to 1: the share of names that begin before it.

        `words` are a name's first words as `word_of` gives them; the second one tells names with one first word apart.
        """
        if not words:
            return 0.0
        before, width = _stretch(self, words[0])
        within = _stretch(self, words[1])[0] if len(words) > 1 else 0.0
        return before + width * within


@lru_cache(_REMEMBERED)
def _end_odds(lexicon: Lexicon, token: str) -> float:
    word, shape = lexicon.seen(ending_of(token), token)
    prior = (shape.last + shape.alone + 1) / (shape.total + 3)
    return _log_odds((word.last + word.alone + _SHAPE_SIGHTINGS * prior) / (word.total + _SHAPE_SIGHTINGS))


@lru_cache(_REMEMBERED)
def _start_odds(lexicon: Lexicon, token: str) -> float:
    word, shape = lexicon.seen(starting_of(token), token)
    prior = (shape.first + shape.alone + 1) / (shape.total + 3)
    return _log_odds((word.first + word.alone + _SHAPE_SIGHTINGS * prior) / (word.total + _SHAPE_SIGHTINGS))


@lru_cache(_REMEMBERED)
def _alone_odds(lexicon: Lexicon, token: str) -> float:
    word, shape = lexicon.seen(word_of(token), token)
    prior = (shape.alone + 1) / (shape.alone + shape.last + 2)
    rest = word.last + (word.second + word.inside) / 2
    return _log_odds((word.alone + _SHAPE_SIGHTINGS * prior) / (word.alone + rest + _SHAPE_SIGHTINGS))


@lru_cache(_REMEMBERED)
def _opening_odds(lexicon: Lexicon, second: str, seen: int, opening: int) -> float:
    """`Lexicon.opening_odds` of a pair that was seen so often, and so often as the first two words of a name."""
    prior = _second_share(lexicon, second)
    return _log_odds((opening + _PAIR_SIGHTINGS * prior) / (seen + _PAIR_SIGHTINGS)) - _log_odds(_OPENING_SHARE)


@lru_cache(_REMEMBERED)
def _strangers_bits(lexicon: Lexicon, word: str) -> float:
    """`Lexicon.pair_bits` of a word and one that it was never seen before."""
    before = lexicon.words.get(word, _NOTHING)
    followed = before.first + before.second + before.inside
    return log2((_PAIR_SIGHTINGS + 1) / (followed + _PAIR_SIGHTINGS + 1)) / 2 if followed else 0.0


@lru_cache(_REMEMBERED)
def _second_share(lexicon: Lexicon, token: str) -> float:
    """How often a token inside a name is the name's second."""
    word, shape = lexicon.seen(starting_of(token), token)
    later = shape.inside + shape.last
    prior = (shape.second + 1) / (shape.second + later + 1 / _OPENING_SHARE)
    return (word.second + _PAIR_SIGHTINGS * prior) / (word.second + word.inside + word.last + _PAIR_SIGHTINGS)


@lru_cache(_REMEMBERED)
def _stretch(lexicon: Lexicon, word: str) -> tuple[float, float]:
    """The shares of names that begin before a word, and with it."""
    at = bisect_left(lexicon.starts, word)
    before = lexicon.start_sums[at]
    known = at < len(lexicon.starts) and lexicon.starts[at] == word
    return before, lexicon.start_sums[at + 1] - before if known else 0.0


def _log_odds(share: float) -> float:
    share = min(max(share, _SHYEST), 1 - _SHYEST)
    return log2(share / (1 - share))


def lexicon_of(words: dict[str, Sightings], pairs: dict[tuple[str, str], tuple[int, int]]) -> Lexicon:
    """A lexicon from its counts."""
    beginnings = {word: seen.first + seen.alone for word, seen in words.items() if not word.startswith("<")}
    starts = tuple(sorted(word for word, count in beginnings.items() if count))
    total = sum(beginnings.values()) or 1
    sums = tuple(accumulate((beginnings[word] / total for word in starts), initial=0.0))
    return Lexicon(words, pairs, total, starts, sums)


@cache
def lexicon() -> Lexicon:
    """The lexicon of data/, read once."""
    words = {word: Sightings(int(a), int(b), int(c), int(d), int(e)) for word, a, b, c, d, e in table(WORDS)}
    pairs = {(left, right): (int(seen), int(opening)) for left, right, seen, opening in table(PAIRS)}
    return lexicon_of(words, pairs)
