"""The other names that a name prints: in brackets, before a mark, as an acronym, without a word for its kind."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from signers.folding import has_any, is_plain, words_of
from signers.knowledge import term_list, terms
from signers.matching.meaning import PLACE, numbers_of, words_and_places
from signers.matching.tokens import tokens_of, without_domain
from signers.matching.vocabulary import told_by
from signers.names import comparison_key, letters_of, looks_like_acronym

if TYPE_CHECKING:
    from collections.abc import Iterator

    from signers.matching.acronyms import Span
    from signers.matching.meaning import Words

# How a name may hold another: it says that they are one ("formerly"), it prints it in brackets or before a mark, or
# it is the other one but for a word that tells the kind of body.
SAYS_SO, PRINTS, WITHOUT_KIND = "says so", "prints", "without kind"
Alternate = tuple[str, str]  # a key, and how the name holds it
_LONGEST_EXPLAINED = 2  # words of a name that wants explaining
_FEWEST_EXPLAIN, _FEWEST_TELLING = 3, 2  # words that explain a name, and of these such as tell more than a part
_LONGEST_KIND = 2  # words: "Roman Catholic", "International Union"
_LONGEST_PART = 3  # words: "(Kreisverband Mainz-Bingen)", "(Education Fund)"
_LONGEST_ACRONYM = 24  # characters, a domain with it
_SAYS_SO = re.compile(
    r"[(,]\s*(?:formerly|now|previously|also|aka|a\.k\.a\.|d/?b/?a|doing business as|fka|f/k/a)"
    r"(?: known as| called)?:? +([^()]+?)\)?$",
    re.IGNORECASE,
)
BRACKET_AT_END = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_PARTING = ("- ", "– ", "— ", ": ", "|", "/")  # one of these is in all that `_PARTED` finds
_PARTED = re.compile(r"\s+[-–—]\s+|\s*\|\s*|:\s+|\s+/\s+|(?<=\w\w\w\w)/(?=\w+ \w)")


def bare_acronym(base: str) -> str:
    """The letters of a name that is nothing but an acronym or a domain, else ""."""
    if " " in base or len(base) > _LONGEST_ACRONYM:
        return ""
    inside = without_domain(base)
    return letters_of(inside) if inside != base or looks_like_acronym(base) else ""


def before_places(spans: list[Span], count: int) -> int:
    """How many of so many words stand before the places at the end of a name."""
    for at, size, _ in reversed(spans):
        if at + size != count:
            break
        count = at
    return count


def alternates_of(base: str, key: str, count: int) -> tuple[Alternate, ...]:
    """The keys of the names that this one prints, and how.

    So many of the words of its key stand before the places at its end.
    """
    without = tuple([(rest, WITHOUT_KIND) for rest in _without_kind(key, count)])
    if "(" not in base and "," not in base:
        return (*without, *((name, PRINTS) for name in _introduced(base)))
    if said := _SAYS_SO.search(base):
        return (comparison_key(base[: said.start()]), SAYS_SO), (comparison_key(said[1]), SAYS_SO)
    if base.endswith(")") and (bracket := BRACKET_AT_END.match(base)) and not _is_part(bracket[2]):
        return (comparison_key(bracket[1]), PRINTS), (comparison_key(bracket[2]), PRINTS)
    return without


def _parted(base: str) -> list[str]:
    """What stands before and behind the one mark that parts a name; nothing where none or several do."""
    if is_plain(base) or not has_any(_PARTING, base):
        return []
    parts = _PARTED.split(base)
    return parts if len(parts) == 2 and all(parts) else []


def _introduced(base: str) -> Iterator[str]:
    """The key of what stands before a mark, where what follows explains it: "Criola - Organização de Mulheres Negras".

    A chapter, a fund or a place behind the mark tells which part of a body it is, and explains nothing.
    """
    parts = _parted(base)
    if not parts or len(parts[0].split()) > _LONGEST_EXPLAINED:
        return
    tokens = tokens_of(parts[1])
    words, _, chapter = words_and_places(tokens, capitals_tell=True)
    telling = [word for word in words if word != PLACE and not told_by(word) and not word.isdigit()]
    if not chapter and len(tokens) >= _FEWEST_EXPLAIN and len(telling) >= _FEWEST_TELLING:
        yield comparison_key(parts[0])


def _without_kind(key: str, before_places: int) -> Iterator[str]:
    """The key without the words for a kind of body before or behind the name, which are left out at will."""
    words = key.split()
    first, last = _ends_of_kinds("kinds-before.txt", 0), _ends_of_kinds("kinds-behind.txt", -1)
    ends = (words[-1], words[min(before_places, len(words)) - 1]) if words else ()
    if not words or (words[0] not in first and last.isdisjoint(ends)):
        return
    small = terms("small-words.txt")
    for count in range(1, min(_LONGEST_KIND, len(words) - 1) + 1):
        if tuple(words[:count]) in _kinds("kinds-before.txt") and words[count] not in small:
            yield " ".join(words[count:])
        for end in {len(words), before_places}:
            start = end - count
            if start > 0 and tuple(words[start:end]) in _kinds("kinds-behind.txt") and words[start - 1] not in small:
                yield " ".join(words[:start] + words[end:])


@cache
def _kinds(file: str) -> frozenset[Words]:
    return frozenset(map(words_of, term_list(file)))


@cache
def _ends_of_kinds(file: str, at: int) -> frozenset[str]:
    """The first, or the last, words of these: most names have none of them at that end."""
    return frozenset(words[at] for words in _kinds(file))


def _is_place(text: str) -> bool:
    words, spans, _ = words_and_places(tokens_of(text), capitals_tell=True)
    return bool(spans) and set(words) == {PLACE}


def _is_part(text: str) -> bool:
    """Whether what stands in brackets tells which part of a body a name is of: a place, a chapter, a number, a fund."""
    tokens = tokens_of(f"({text})")
    words, spans, chapter = words_and_places(tokens, capitals_tell=True)
    core = tuple([word for word in words if word != PLACE])
    if spans and not core:
        return True
    if len(tokens) > _LONGEST_PART:
        return False
    return chapter or any(token.chapter for token in tokens) or bool(numbers_of(core)) or any(map(told_by, core))


def names_beside(base: str) -> Words:
    """The keys of what stands before and behind the one mark that parts a name, where it is no place."""
    parts = _parted(base)
    return () if any(map(_is_place, parts)) else tuple(map(comparison_key, parts))
