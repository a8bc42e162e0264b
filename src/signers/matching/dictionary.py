"""Words that are known to be spelt rightly: two of them are hardly one word with a slip."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from signers.folding import vocabulary_of
from signers.knowledge import first_cells, table, terms
from signers.names import place_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_NAMES = 3982  # the names that data/name-words.tsv was counted in


@cache
def usual_words() -> Mapping[str, int]:
    """In how many names at large a word occurs, of USUAL_NAMES."""
    return {word: sum(map(int, counts)) for word, *counts in table("name-words.tsv")}


def is_known(word: str) -> bool:
    """Whether a word, or what it is the plural or the genitive of ("marys"), is known to be spelt rightly."""
    known = known_words()
    return word in known or (word.endswith("s") and word[:-1] in known)


def is_of_language(word: str) -> bool:
    """Whether a word is one of a language, and not only a name: with a slip in it there is no other way to write it."""
    words = _of_languages()
    return word in words or (word.endswith("s") and word[:-1] in words)


@cache
def _of_languages() -> frozenset[str]:
    return frozenset({*usual_words(), *terms("spelt-rightly.txt"), *terms("usual-words.txt")})


@cache
def known_words() -> frozenset[str]:
    """The words of names at large, of languages, of places, given names and family names, folded."""
    return words_of_names() | terms("usual-words.txt")


@cache
def words_of_names() -> frozenset[str]:
    """The known words that names are made of: of these none is short for a longer one, as "develop" may be."""
    places = {word for _, forms in place_forms("places.tsv") for _, words in forms for word in words}
    people = vocabulary_of((*first_cells("given-names.tsv"), *terms("surnames.txt")))
    return frozenset({*usual_words(), *terms("spelt-rightly.txt"), *places, *terms("town-names.txt"), *people})
