"""A text as it is compared: in lower case, without accents and quotes, and its words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A list repeats its words and its names; these caches hold what a long list has, in a few tens of megabytes.
REMEMBERED = 1 << 16
_SHY = "\u00ad"
# Marks that no reader sees: soft hyphen, zero-width space, word joiner, byte order mark, marks of direction.
UNSEEN = re.compile(f"[{_SHY}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Letters that Unicode does not take apart into a base letter and a mark.
_UNDIVIDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_LATIN_MARK = re.compile("[\u0300-\u036f]")
_QUOTE = re.compile(r"""['"`´’‘‚‛“”„‟«»‹›ʻʼʹ′″]""")
_ASCII_QUOTES = "'\"`"
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_PLUS = re.compile(r"(?<!\S)\+(?!\S)")  # between words
WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"[^a-z0-9\n]+")  # of folded ASCII
EDGES = " .,;:()[]!?*"


def is_plain(text: str) -> bool:
    """Whether a text is letters, digits and spaces: for most names this quick look spares slower ones."""
    return text.replace(" ", "").isalnum()


def has_any(parts: tuple[str, ...], text: str) -> bool:
    """Whether one of the parts stands in the text."""
    for part in parts:  # noqa: SIM110 - any() takes twice as long for so few
        if part in text:
            return True
    return False


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without anything left out: "U.S. & A" → us, and, a."""
    return split(folded(name))


def words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of each of many texts, folded together, which takes a fourth of the time; none holds a line break."""
    plain = fold("\n".join([text for text in texts if text.isascii()]))
    others = fold("\n".join([text for text in texts if not text.isascii()]))
    plain_words = map(_words_in, plain.split("\n"), _BETWEEN_WORDS.sub(" ", plain).split("\n"))
    other_words = map(split, others.split("\n"))
    return [next(plain_words) if text.isascii() else next(other_words) for text in texts]


def _words_in(line: str, words: str) -> tuple[str, ...]:
    """The words of a folded line, with spaces between `words`; dots may tell initials, which `split` knows."""
    if "." in line:
        return split(line)
    return _conjoined(words.split())


def vocabulary_of(texts: Iterable[str]) -> set[str]:
    """The words of all these texts, folded, which takes a fifth of the time of `words_of_each`."""
    every = list(texts)
    words = set(split(fold("\n".join([text for text in every if text.isascii()]))))
    return words.union(*words_of_each([text for text in every if not text.isascii()]))


def fold(text: str) -> str:
    """The text in lower case without accents, quotes and the dots of initials; its other marks still stand."""
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", UNSEEN.sub("", text)).casefold())
        text = _LATIN_MARK.sub("", text).translate(_UNDIVIDED)
    if not (text.isascii() and is_plain(text)):
        text = _without_quotes(text)
        if "&" in text:
            text = text.replace("&", " and ")
        if "+" in text:
            text = _PLUS.sub(" and ", text)
    return text if "." not in text else _INITIALS.sub(_closed_up, text)


folded = lru_cache(REMEMBERED)(fold)  # for texts that come again


def _without_quotes(text: str) -> str:
    if not text.isascii():
        return _QUOTE.sub("", text)
    for quote in _ASCII_QUOTES:
        if quote in text:
            text = text.replace(quote, "")
    return text


def _closed_up(initials: re.Match[str]) -> str:
    # The legal forms that count only with dots are looked up with them: they stay until the words are split.
    return initials[0] if initials[0].rstrip(".") in _dotted_legal_forms() else initials[0].replace(".", "") + " "


@cache
def _dotted_legal_forms() -> frozenset[str]:
    return frozenset(
        part.strip(EDGES) for term in terms("legal-forms.txt") for part in term.split() if "." in part.rstrip(".")
    )


def split(text: str) -> tuple[str, ...]:
    """The words of a folded text; conjunctions are "and" in all languages."""
    if "." in text:
        text = _INITIALS.sub(lambda initials: initials[0].replace(".", "") + " ", text)
    if text.isascii():
        found = text.split() if is_plain(text) else WORD.findall(text)
    else:
        # Vowel signs of many scripts are marks, and part of the word.
        found = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()
    return _conjoined(found)


def _conjoined(words: list[str]) -> tuple[str, ...]:
    conjunctions = terms("conjunctions.txt")
    if conjunctions.isdisjoint(words):
        return tuple(words)
    return tuple("and" if word in conjunctions else word for word in words)
