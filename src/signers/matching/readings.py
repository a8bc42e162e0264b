"""A name of an organization taken apart for comparing: its words, places, numbers, affiliates, other names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from signers.folding import words_of
from signers.knowledge import term_list
from signers.legal_forms import undressed
from signers.matching.acronyms import acronyms_made, said_by
from signers.matching.dictionary import known_words
from signers.matching.known import body_named, is_acronym
from signers.matching.meaning import PLACE, Places, Words, numbers_of, told_apart, words_and_places
from signers.matching.other_names import (
    BRACKET_AT_END,
    Alternate,
    alternates_of,
    bare_acronym,
    before_places,
    names_beside,
)
from signers.matching.tokens import tokens_of, without_domain, written_together
from signers.matching.vocabulary import affiliate_phrases, ambiguous, told_by
from signers.names import acronym_of, acronyms, comparison_key, key_without_acronym, letters_of, tidy, without_acronym

if TYPE_CHECKING:
    from collections.abc import Mapping

    from signers.matching.tokens import Token


class Reading(NamedTuple):
    """A name of an organization taken apart for comparing; `read` makes it.

    `words` are canonical: abbreviations, acronyms and numbers written out, small words left out, each place a `PLACE`.
    `core` is the words without places, `letters` the key without spaces. `spelt_out` are the acronyms that were written
    out, `bare` the letters of a name that is nothing but an acronym. `alternates` are the keys of other names printed
    inside this one, and how they are (see other_names.py), `printed` the acronyms beside the words.
    `loose` says that some word may stand for several, `capitals` are the words that are set as acronyms are, and
    `initials` the acronyms that the words of the key make. `defines` is an acronym beside the words that it stands for.
    `beside` are the keys of what stands before and behind a mark that parts the name ("Densho: The Japanese …").
    Acronyms are in letters as `letters_of` gives them.
    """

    name: str
    key: str
    words: Words
    core: Words
    places: Places
    numbers: Words
    directions: frozenset[str]
    affiliates: frozenset[str]
    chapter: bool
    letters: str
    bare: str
    spelt_out: Words
    alternates: tuple[Alternate, ...]
    printed: Words = ()
    loose: bool = False
    capitals: Words = ()
    initials: Words = ()
    defines: Words = ()
    beside: Words = ()


_NOTHING: frozenset[str] = frozenset()
_INVERTED = re.compile(r"^([^,]+), ([^,]+ (?:of|for|on|in|de|für))(?: the)?$", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?P<before>[^\d,]{4,}?),? (?:local|lodge|post)\b.{0,10}\d"
    r"|(?:local|lodge|post)\b\D{0,10}\d+\w*,? (?:of (?:the )?)?(?P<behind>[^\d,]{4,})$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_IN_REGISTER = re.compile(r"\d{5}")  # "(SC002327)", "(Registered Charity No. 263710)"; a local's number is shorter
_LONGEST_REGISTER = 5  # words


def read(name: str, definitions: Mapping[str, str] | None = None, key: str | None = None) -> Reading:
    """Take the name apart; `definitions` says what acronyms stand for in the list at hand (see `Context`).

    `key` is its comparison key, where that is known already.
    """
    found_acronym = acronym_of(name)
    plain = undressed(without_acronym(found_acronym.base) if found_acronym else name)
    key = key_without_acronym(plain) if key is None else key
    base = _without_remark(plain if found_acronym else tidy(plain))
    inverted = _INVERTED.match(base) if "," in base else None
    if inverted:
        base = f"{inverted[2]} {inverted[1]}"
    bare = bare_acronym(base)
    spelt: Words = (base,)
    if definitions and bare in definitions:
        tokens = tokens_of(definitions[bare])
    else:
        whole = _with_whole_name(base)
        tokens, spelt = _written_out(_key_tokens(base, key) if whole is base else tokens_of(whole), definitions)
    capitals_tell = bool(bare) or not base.isupper() or _are_letters(tokens_of(base))
    words, spans, chapter = words_and_places(tokens, capitals_tell=capitals_tell)
    found = told_apart([ids for _, _, ids in spans]) if spans else ()
    core = tuple([word for word in words if word != PLACE]) if found else words
    told = [each for word in core if (each := told_by(word))]
    shouted = base.isupper() and not bare  # where all is in capitals, a word that nobody knows may be an acronym
    capitals = tuple(
        [token.word for token in tokens if token.acronym and not (shouted and token.word in known_words())]
    )
    numbers = numbers_of(core)
    is_domain = "." in base and " " not in base and without_domain(base) != base
    return Reading(
        name,
        key,
        words,
        core,
        found,
        numbers,
        frozenset([what for kind, what in told if kind == "direction"]) if told else _NOTHING,
        _affiliates(core, told),
        chapter,
        "".join(words_of(without_domain(base))) if is_domain else key.replace(" ", ""),
        bare,
        spelt,
        alternates_of(base, key, before_places(spans, len(tokens))),
        tuple(map(letters_of, acronyms(name))) if found_acronym else (),
        not ambiguous().isdisjoint(core) or key_lost_county(name),
        capitals,
        acronyms_made(base, key, tokens, spans, tells=bool(inverted or spans or capitals or numbers)),
        said_by(found_acronym) if found_acronym else (),
        names_beside(base),
    )


def _are_letters(tokens: list[Token]) -> bool:
    """Whether no token is a word, but acronyms, codes and numbers are: "RSPB NI"."""
    known = known_words()
    return all(
        token.place or not token.canonical or token.word not in known or is_acronym(token.word) for token in tokens
    )


def key_lost_county(name: str) -> bool:
    """Whether "Co." ends the name, which is a company, and no part of its key, or a county."""
    return name.rstrip(" .,;*")[-3:].lower() == " co"


# --- The words --------------------------------------------------------------------------------------------------


def _without_remark(base: str) -> str:
    """The name without a remark of the list behind it ("(on behalf of its members)", "*")."""
    while True:
        base = base.rstrip(" *†‡")
        bracket = BRACKET_AT_END.match(base) if base.endswith(")") else None
        if bracket is None or not _is_remark(words_of(bracket[2])):
            return base
        base = bracket[1]


def _is_remark(words: Words) -> bool:
    """Whether words in brackets say nothing of the body: a known remark, or the number of its entry in a register."""
    return any(words[: len(remark)] == remark for remark in _remarks()) or (
        len(words) <= _LONGEST_REGISTER and any(_IN_REGISTER.search(word) for word in words)
    )


@cache
def _remarks() -> tuple[Words, ...]:
    return tuple(words_of(line) for line in term_list("list-remarks.txt"))


def _key_tokens(base: str, key: str) -> list[Token]:
    """The tokens of the name without what its comparison key lost at either end: the article and the legal form."""
    tokens = tokens_of(base)
    kept = key.split()
    if len(kept) == len(tokens):
        return tokens
    words = [token.word for token in tokens]
    found = _found_in(words, kept)
    if found < 0 and written_together(base):
        kept = [word for token in kept for word in _parts(token, words)]
        found = _found_in(words, kept)
    return tokens if found < 0 else tokens[found : found + len(kept)]


def _found_in(words: list[str], some: list[str]) -> int:
    """Where some words stand among others, one behind the other; -1 where they do not."""
    for start in range(len(words) - len(some) + 1):
        if words[start : start + len(some)] == some:
            return start
    return -1


def _with_whole_name(base: str) -> str:
    """The name of a local with the whole name of its union, where everybody knows that: "Teamsters Local 12"."""
    found = _LOCAL.match(base) if _DIGITS.search(base) else None
    if found is None:
        return base
    union = found["before"] or found["behind"]
    body = body_named(comparison_key(union))
    return base.replace(union, body, 1) if body else base


def _parts(word: str, words: list[str]) -> list[str]:
    """The words that this one was taken apart into, where it was."""
    if word not in words:
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                if "".join(words[start:end]) == word:
                    return words[start:end]
    return [word]


def _written_out(tokens: list[Token], definitions: Mapping[str, str] | None) -> tuple[list[Token], Words]:
    """The tokens with each acronym that has a definition replaced by its words, and the acronyms replaced."""
    if not definitions or not any(token.acronym and token.word in definitions for token in tokens):
        return tokens, ()
    out: list[Token] = []
    spelt: list[str] = []
    for token in tokens:
        long = definitions.get(token.word) if token.acronym else None
        if long is None:
            out.append(token)
        else:
            spelt.append(token.raw)
            out.extend(tokens_of(long))
    return out, tuple(spelt)


def _affiliates(core: Words, told: list[tuple[str, str]]) -> frozenset[str]:
    found = {what for kind, what in told if kind == "affiliate"}
    if not _phrase_starts().isdisjoint(core):
        text = f" {' '.join(core)} "
        found.update([what for term, what in affiliate_phrases().items() if f" {term} " in text])
    return frozenset(found) if found else _NOTHING


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(term.split()[0] for term in affiliate_phrases())
