"""From a name to its place in the list: the order people expect, the same on every system.

The order is that of the Unicode Collation Algorithm (UTS #10) with its default table, which knows all scripts and no
locale of the machine. Word by word: "New York" stands before "Newark".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from signers.knowledge import table, terms
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

Weights = tuple[int, ...]
SortKey = tuple[tuple[Weights, ...], tuple[Weights, ...], Weights, Weights, str]
_WordKey = tuple[Weights, Weights, Weights]

# Of a longer word only the first characters decide, then the name as a whole: pyuca's time grows with their square.
_LONGEST_WORD = 64
_NUMBER_WIDTH = 12  # digits; numbers up to this length stand in the order of their value

_leading_marks = re.compile(r"^[\W_]+")
_initialism = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_silent = re.compile(r"['’‘`´]|(?<=\d),(?=\d{3}(?!\d))")
_number = re.compile(r"\d+")
_ascii_words = re.compile(r"[0-9A-Za-z]+").findall
_bracketed = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_dotted_title = re.compile(r"[^\W\d_]{2,}\.")
_lettered_suffix = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}|[^\W\d_]{0,4}[A-Z]")

# The table's primary weights of 0-9 and a-z, as pyuca gives them, so that a list in plain ASCII, the usual case, does
# not wait for 35,000 lines to be read. The tests compare them with the table.
_ASCII_WEIGHTS = dict(
    zip(
        "0123456789abcdefghijklmnopqrstuvwxyz",
        (
            *(7229, 7230, 7231, 7232, 7233, 7234, 7235, 7236, 7237, 7238),
            *(7239, 7264, 7290, 7311, 7338, 7397, 7412, 7448, 7474, 7500, 7525, 7543, 7594),
            *(7609, 7645, 7692, 7713, 7731, 7793, 7829, 7861, 7907, 7925, 7935, 7947, 7969),
        ),
        strict=True,
    )
)
# The secondary weight of a letter without accent, and the tertiary ones of a letter's case.
_PLAIN, _LOWER, _UPPER = 32, 2, 8


def sort_key(name: str, kind: Kind = Kind.ORGANIZATION) -> SortKey:
    """A key for `sorted()` that puts names where people look for them.

    Leading articles (data/articles.tsv) and all punctuation are ignored, digits stand before letters, numbers in the
    order of their value ("Local 9" before "Local 10"). Accents decide only between names that are else alike, then
    case, and in the end the name itself, so that no two names are equal and the order is total. These are the levels
    of UTS #10 (https://www.unicode.org/reports/tr10/). A person is sorted by surname, then by given names.

    >>> sorted(["Zebra", "The Écoles", "Eco", "350.org", '"Ecole"'], key=sort_key)
    ['350.org', 'Eco', '"Ecole"', 'The Écoles', 'Zebra']
    >>> sorted(["Amy Zorn", "Zoe Adams, PhD"], key=lambda name: sort_key(name, Kind.PERSON))
    ['Zoe Adams, PhD', 'Amy Zorn']
    """
    composed = unicodedata.normalize("NFC", name)  # a letter and its accent may be one character or two
    surname, given = _surname_and_given(composed) if kind is Kind.PERSON else (_without_article(composed), "")
    first = [_word_key(word) for word in _words(surname)]
    second = [_word_key(word) for word in _words(given)]
    return (
        tuple(primary for primary, _, _ in first),
        tuple(primary for primary, _, _ in second),
        tuple(chain.from_iterable(accents for _, accents, _ in (*first, *second))),
        tuple(chain.from_iterable(case for _, _, case in (*first, *second))),
        name,
    )


def _without_article(name: str) -> str:
    bare = _leading_marks.sub("", name)
    found = _article()(bare)
    return bare[found.end() :] if found else bare


@cache
def _article() -> Callable[[str], re.Match[str] | None]:
    """Finds the article at a name's front; "A" in "A. Philip Randolph" or "A & B" is none."""
    articles = {row[1].replace("’", "'") for row in table("articles.tsv")}
    patterns = (
        re.escape(word[:-1]) + r"['’]" if word.endswith("'") else re.escape(word) + r"\s+" for word in sorted(articles)
    )
    return re.compile(rf"(?:{'|'.join(patterns)})(?=[\"'“‘(\[]?\w)", re.IGNORECASE).match


def _surname_and_given(name: str) -> tuple[str, str]:
    """The words that a person is sorted by, then the others.

    >>> _surname_and_given("Dr. Juana De La Cruz Jr.")
    ('De La Cruz', 'Juana')
    >>> _surname_and_given("Smith, Jane")
    ('Smith', 'Jane')
    """
    before, comma, after = _bracketed.sub(" ", name).partition(",")
    words = before.split()
    if comma and len(words) - len(_particles_at_front(words)) == 1 and not _are_suffixes(after):
        return before.strip(), after.strip()
    while len(words) > 1 and _dotted_title.fullmatch(words[0]):
        del words[0]
    # Two words must remain, as "Jean DUPONT" has no suffix; where all is in capitals, capitals say nothing.
    while len(words) > 2 and _is_suffix(words[-1], shape_counts=not before.isupper()):
        del words[-1]
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1][0].isupper() and _bare(words[start - 1]) in terms("surname-particles.txt"):
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _particles_at_front(words: list[str]) -> list[str]:
    return [word for word in words[:-1] if _bare(word) in terms("surname-particles.txt")]


def _are_suffixes(text: str) -> bool:
    return all(_is_suffix(word, shape_counts=True) for word in text.replace(",", " ").split())


def _is_suffix(word: str, *, shape_counts: bool) -> bool:
    """Whether a word after a surname is no part of it: "Jr.", "III", "PhD", "M.D.", "QC"."""
    return _bare(word) in _suffixes() or (shape_counts and len(word) > 1 and bool(_lettered_suffix.fullmatch(word)))


@cache
def _suffixes() -> frozenset[str]:
    return terms("post-nominals.txt") | {printed for printed, _ in table("generations.tsv")}


def _bare(word: str) -> str:
    return word.replace(".", "").casefold()


def _words(text: str) -> list[str]:
    """The words that count: letters, marks and digits; "U.S." is "US", "Women's" is "Womens"."""
    text = _initialism.sub(lambda found: found[0].replace(".", "") + " ", text)
    text = _silent.sub("", text)
    if text.isascii():
        return _ascii_words(text)
    return "".join(map(_letter_or_gap, text)).split()


def _letter_or_gap(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens, joiners and marks of direction stand within words
        return ""
    return character if category[0] in "LMN" else " "


@lru_cache(maxsize=1 << 16)  # names share their words: most of a long list is not collated twice
def _word_key(word: str) -> _WordKey:
    """The weights of a word on the three levels of UTS #10: letters, accents, case."""
    word = _number.sub(lambda digits: digits[0].lstrip("0").zfill(_NUMBER_WIDTH), word[:_LONGEST_WORD])
    if word.isascii():
        return (
            tuple(_ASCII_WEIGHTS[letter] for letter in word.lower()),
            (_PLAIN,) * len(word),
            tuple(_UPPER if letter.isupper() else _LOWER for letter in word),
        )
    levels: tuple[list[int], list[int], list[int]] = ([], [], [])
    level = 0
    for weight in _collator()(word):
        if weight == 0:  # pyuca's mark between two levels
            level += 1
        elif level < len(levels):
            levels[level].append(weight)
    return tuple(levels[0]), tuple(levels[1]), tuple(levels[2])


@cache
def _collator() -> Callable[[str], tuple[int, ...]]:
    # A version named: pyuca's plain `Collator` depends on the Python that runs it.
    from pyuca.collator import Collator_9_0_0  # noqa: PLC0415 - reading its table takes a quarter of a second

    key: Callable[[str], tuple[int, ...]] = Collator_9_0_0().sort_key
    return key
