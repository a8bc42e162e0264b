"""From a run of lines that is set as running text to its entries: "ACDI/VOCA; Bread for the World; CARE".

What parts the names is a mark that returns: a semicolon, a bar, a dot between, a slash between spaces, a comma, or no
mark at all but the place in brackets with which each name ends. A comma may stand inside a name as well; whether it
does is weighed by the words on its two sides and by the order of the list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from signers.evidence import glued, words_of
from signers.knowledge import terms
from signers.lexicon import lexicon
from signers.model import Entry, Form, Line
from signers.patterns import Later, later
from signers.persons import person_bits, title_bits
from signers.places import is_place
from signers.typesetting import length_bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_REMEMBERED = 1 << 14  # words with those beside them: a long list repeats its own
_FEWEST = 3  # names: fewer make no list of a kind
_FEWEST_BY_COMMA = 5
_MARKS_A_LINE = 0.25  # running text has more
_MOST_BARS = 3  # in a row of "Name | Title | Organization"
_MOST_PERSONS = 0.6
_FILLED = 0.6  # of the widest line: as far as lines of running text go at least
_NO_SEPARATOR_PRIOR = -6.0  # bits against a separator that was forgotten
_COMMA_PRIOR = -5.0  # bits against a comma inside a name
_SAID_AGAIN = 12.0  # bits for what cannot be the beginning of a name: a legal form, a title after the name
_OUT_OF_ORDER = 3.0
_ENUMERATES = 2.5
_IN_ORDER, _NOT_IN_ORDER = 3.0, -4.0  # bits for a separator that was forgotten, by the alphabet
_opening = "([{“«"
_bracket = later(r"[(\[{“«)\]}”»]")
_conjunction = later(r"^(?:and|et|y|e|und|en|i|&)\s+(?=\S)", re.IGNORECASE)
_BEGIN_CONJUNCTIONS = frozenset("aeiyuAEIYU&")
_bullet = later(r"\s*[•·∙●▪■◦]\s*")
_slash = later(r"\s+/{1,2}\s+")
_bar = later(r"\s*\|\s*")
_semicolon = later(r"\s*;\s*")
_comma = later(r",\s+")
_after_bracket = later(r"(?<=\))[.,]?\s+(?=[^\W\d_a-zß-ÿ(])")
_last_bracket = later(r"\(([^()]*)\)[.,;]?$").search
_enumerates = later(r"^\S+ (?:and|&|et|y|e|und|en) \S").match  # "…, County and Municipal Employees"
_separating_end = later(r"\s*[;,|•·]+\s*$|(?<=[^\W\d]{3})\.$|(?<=\))\.$")


class Text(NamedTuple):
    """A run as one text, with the place in it at which each line begins."""

    whole: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]

    def lines_of(self, first: int, last: int) -> tuple[Line, ...]:
        """The lines on which the characters from `first` up to `last` stand."""
        return self.lines[max(0, bisect_right(self.starts, first) - 1) : bisect_left(self.starts, last)]


class Piece(NamedTuple):
    """What stands between two separators, with its place in the text."""

    text: str
    first: int
    last: int


def text_of(run: Sequence[Line]) -> Text:
    """The lines of a run as one text."""
    pieces: list[str] = []
    starts = []
    length = 0
    for line in run:
        if pieces:
            before = glued(pieces[-1], line.text)
            length += len(before) - len(pieces[-1])
            pieces[-1] = before
        starts.append(length)
        pieces.append(line.text)
        length += len(line.text)
    return Text("".join(pieces), tuple(starts), tuple(run))


def entries_of_run_on(run: Sequence[Line]) -> tuple[Entry, ...]:
    """The entries of a run that is set as running text; none where it is not.

    >>> run = (Line(1, "The Access Fund; American Canoe Association; American Hiking"), Line(2, "Society; CARE."))
    >>> [entry.text for entry in entries_of_run_on(run)]
    ['The Access Fund', 'American Canoe Association', 'American Hiking Society', 'CARE']
    """
    if any(line.form in {Form.ROW, Form.HEADING} for line in run) or sum(line.form is Form.ITEM for line in run) > 1:
        return ()
    marks = sum(map("\n".join(line.text for line in run).count, ";|,/)•·∙●▪■◦"))
    if marks < 2 or marks < _MARKS_A_LINE * len(run):
        return ()
    text = text_of(run)
    for separator, runs_on, pieces_of in _WAYS:
        if separator.search(text.whole) and runs_on(text, separator):
            paragraphs = [*_paragraphs_of(run)]
            parts = map(text_of, paragraphs) if len(paragraphs) > 1 else [text]
            found = tuple(_entry(piece, part) for part in parts for piece in pieces_of(part, separator) if piece.text)
            if len(found) >= _FEWEST or separator is _semicolon:
                return found
    return ()


def _paragraphs_of(run: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The paragraphs of a run: each begins with an indent, after a line that ends in a full stop or a separator."""
    base = min(line.left for line in run)
    first = 0
    for at in range(1, len(run)):
        if run[at].left > base and run[at - 1].text.endswith((".", ";", ":")) and run[at - 1].left == base:
            yield run[first:at]
            first = at
    yield run[first:]


def _entry(piece: Piece, text: Text) -> Entry:
    lines = text.lines_of(piece.first, piece.last)
    return Entry(piece.text, lines, 0.97, ("joined",) if len(lines) > 1 else (), (piece.text,))


def _places(text: Text, separator: Later[str]) -> list[tuple[int, int]]:
    """Where a separator stands outside of brackets."""
    brackets = [(bracket.start(), bracket[0] in _opening) for bracket in _bracket.finditer(text.whole)]
    places = [match.span() for match in separator.finditer(text.whole)]
    if not brackets:
        return places
    depth, at = 0, 0
    found = []
    for place in places:
        while at < len(brackets) and brackets[at][0] < place[0]:
            depth = depth + 1 if brackets[at][1] else max(0, depth - 1)
            at += 1
        if depth == 0:
            found.append(place)
    return found


def _inside_lines(text: Text, places: Sequence[tuple[int, int]]) -> int:
    """How many separators stand inside lines, not at their ends."""
    ends = {*text.starts, len(text.whole)}
    return sum(last not in ends for _, last in places)


def _by_mark(text: Text, separator: Later[str]) -> bool:
    """Whether a mark that names hardly hold parts several of them on a line."""
    places = _places(text, separator)
    inside = _inside_lines(text, places)
    enough = inside >= 2 or (inside >= 1 and len(places) >= _FEWEST)
    if separator is _bar and len(text.lines) > 1 and _columns_of_bars(text):
        return False
    return enough and inside >= 0.3 * len(places) and len(places) >= 0.45 * len(text.lines)


def _columns_of_bars(text: Text) -> bool:
    """Whether lines are rows of "Name | Title": each begins an entry, and most have as many bars."""
    counts = [line.text.count("|") for line in text.lines]
    if max(counts) > _MOST_BARS:
        return False
    if counts.count(max(set(counts), key=counts.count)) > 0.6 * len(counts):
        return True
    barred = [line.text.split("|") for line in text.lines if "|" in line.text]
    return sum(person_bits(cells[0]) > 0 >= person_bits(cells[1]) for cells in barred) >= _MOST_PERSONS * len(barred)


def _by_slash(text: Text, separator: Later[str]) -> bool:
    places = _places(text, separator)
    return len(places) >= _FEWEST and len(places) >= 0.6 * len(text.lines) and _by_mark(text, separator)


def _by_comma(text: Text, separator: Later[str]) -> bool:
    """Whether commas part names: a filled paragraph, or a long line, of pieces that are all names of one kind."""
    places = _places(text, separator)
    if len(places) < _FEWEST_BY_COMMA - 1 or len(places) < 1.2 * len(text.lines):
        return False
    if len(text.lines) > 1 and not _is_filled(text):
        return False
    pieces = [piece.text for piece in _plain_pieces(text, separator)]
    capital = sum(piece[:1].isupper() or piece[:1].isdigit() or piece[:1] in "“\"'(" for piece in pieces)
    described = sum(title_bits(piece) > 2 or is_place(piece) for piece in pieces)
    names = sum(_is_long_name(piece) for piece in pieces)
    return capital >= 0.85 * len(pieces) and described <= 0.2 * len(pieces) and names >= 0.6 * len(pieces)


def _is_long_name(piece: str) -> bool:
    words = piece.split()
    return 2 <= len(words) <= 12 or (len(words) == 1 and len(piece) > 2)


def _is_filled(text: Text) -> bool:
    """Whether all lines but the last are filled, as those of a paragraph are."""
    widths = [len(line.text) for line in text.lines]
    return min(widths[:-1], default=0) >= _FILLED * max(widths)


def _by_bracket(text: Text, separator: Later[str]) -> bool:
    """Whether nothing but a place in brackets ends each name, and several stand on a line."""
    places = _places(text, separator)
    inside = _inside_lines(text, places)
    if inside < 2 or inside < 0.25 * len(places):
        return False
    pieces = _plain_pieces(text, separator)
    ended = [bracket[1] for piece in pieces if (bracket := _last_bracket(piece.text))]
    placed = sum(is_place(bracket) for bracket in ended)
    return len(ended) >= 0.8 * len(pieces) and placed >= 0.6 * len(ended)


def _plain_pieces(text: Text, separator: Later[str]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for first, last in (*_places(text, separator), (len(text.whole), len(text.whole))):
        begin = at
        words = text.whole[at:first]
        at = last
        begin += len(words) - len(words.lstrip())
        words = words.strip()
        if conjunction := words[:1] in _BEGIN_CONJUNCTIONS and _conjunction.match(words):
            rest = words[conjunction.end() :]
            if rest[:1].isupper() and pieces:
                begin += conjunction.end()
                words = rest
        words = _separating_end.sub("", words) if first == len(text.whole) else words
        if words:
            pieces.append(Piece(words, begin, begin + len(words)))
    return pieces


def _marked_pieces(text: Text, separator: Later[str]) -> list[Piece]:
    """The names between marks; where a mark was forgotten between two of them, both."""
    pieces = _plain_pieces(text, separator)
    keys = [_key(piece.text) for piece in pieces]
    ordered = _is_ordered(keys)
    found = []
    for at, piece in enumerate(pieces):
        after = keys[at + 1] if ordered and at + 1 < len(keys) else ""
        found += list(_parted(piece, after if ordered else None))
    return found


def _parted(piece: Piece, after: str | None) -> Iterator[Piece]:
    """A piece in two where it is more likely two names; `after` begins the next one if the list is in order."""
    words = piece.text.split()
    best, top, start = 0, 0.0, 0
    for at in range(1, len(words) - 1):
        start = piece.text.index(words[at], start + len(words[at - 1]))
        if at > 1 and words[at][0].isupper():
            bits = _forgotten_bits(piece.text, start, *words[at - 1 : at + 2])
            if after is not None and bits + _IN_ORDER > top:
                here = _key(piece.text[start:])
                in_order = _key(piece.text) <= here and (not after or here <= after)
                bits += _IN_ORDER if in_order else _NOT_IN_ORDER
            if bits > top:
                best, top = start, bits
    if not best:
        yield piece
        return
    left = piece.text[:best].rstrip()
    yield Piece(left, piece.first, piece.first + len(left))
    yield Piece(piece.text[best:], piece.first + best, piece.last)


def _forgotten_bits(text: str, at: int, last: str, first: str, second: str) -> float:
    """The bits for a forgotten separator between the words `last` and `first`."""
    lengths = length_bits(at - 1) + length_bits(len(text) - at) - length_bits(len(text))
    return _forgotten_between(last, first, second) + lengths


@lru_cache(_REMEMBERED)
def _forgotten_between(last: str, first: str, second: str) -> float:
    """What the words say of it, whatever the names' lengths."""
    known = lexicon()
    return (
        _NO_SEPARATOR_PRIOR
        + known.end_odds(last)
        + known.start_odds(first)
        + known.opening_odds(first, second)
        - known.pair_bits(last, first)
    )


def _key(text: str) -> str:
    words = words_of(text)
    return " ".join(words[1:] if len(words) > 1 and words[0] in terms("articles-compared.txt") else words)


def _is_ordered(keys: Sequence[str]) -> bool:
    steps = [left <= right for left, right in pairwise(keys)]
    return len(steps) >= _FEWEST_BY_COMMA and sum(steps) >= 0.85 * len(steps)


def _comma_pieces(text: Text, separator: Later[str]) -> list[Piece]:
    """The names between commas, those with commas inside put together again."""
    pieces = _plain_pieces(text, separator)
    ordered = _is_ordered([_key(piece.text) for piece in pieces])
    people = sum(person_bits(piece.text) > 0 for piece in pieces) > len(pieces) / 2
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1].text if at + 1 < len(pieces) else None
        if found and _comma_bits(found[-1].text, piece.text, after, ordered=ordered, people=people) > 0:
            left = found.pop()
            found.append(Piece(text.whole[left.first : piece.last], left.first, piece.last))
        else:
            found.append(piece)
    return found


def _comma_bits(left: str, right: str, after: str | None, *, ordered: bool, people: bool) -> float:
    """The bits for a comma inside a name, between `left` and `right`."""
    bare = right.casefold().rstrip(".")
    if bare in terms("legal-forms.txt") or right.casefold() in terms("legal-forms.txt"):
        return _SAID_AGAIN
    if bare.replace(".", "") in {post.replace(".", "") for post in terms("post-nominals.txt")} or bare in {"jr", "sr"}:
        return _SAID_AGAIN
    if is_place(right):
        return _SAID_AGAIN / 3
    bits = _COMMA_PRIOR + (6.0 if right[:1].islower() else 0.0)
    if not people:
        known = lexicon()
        bits -= (known.end_odds(left.rsplit(None, 1)[-1]) + known.start_odds(right.split(None, 1)[0])) / 2
        bits += _ENUMERATES if _enumerates(right) else 0.0
    if ordered:
        wrong = _key(right) < _key(left) or (
            after is not None and _key(after) < _key(right) and _key(left) <= _key(after)
        )
        bits += _OUT_OF_ORDER if wrong else -_OUT_OF_ORDER / 2
    return bits


_WAYS: tuple[
    tuple[
        Later[str],
        Callable[[Text, Later[str]], bool],
        Callable[[Text, Later[str]], list[Piece]],
    ],
    ...,
] = (
    (_semicolon, _by_mark, _marked_pieces),
    (_bullet, _by_mark, _marked_pieces),
    (_bar, _by_mark, _plain_pieces),
    (_slash, _by_slash, _plain_pieces),
    (_after_bracket, _by_bracket, _plain_pieces),
    (_comma, _by_comma, _comma_pieces),
)
