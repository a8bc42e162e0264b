"""A name of an organization taken apart for comparing: its words, places, numbers, affiliates, other names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import table, term_list, terms
from signers.names import (
    comparison_key,
    letters_of,
    looks_like_acronym,
    tidy,
    without_acronym,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "@"  # stands in `Reading.words` where a place is printed


@dataclass(frozen=True, slots=True)
class Reading:
    """A name of an organization taken apart for comparing; `read` makes it.

    `words` are canonical: abbreviations, acronyms and numbers written out, small words left out, each place a `PLACE`.
    `core` is the words without places, `spelt_out` the acronyms that were written out, `alternates` the keys of other
    names printed inside this one, with whether it says that they are the same ("formerly").
    """

    name: str
    key: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    numbers: tuple[str, ...]
    directions: frozenset[str]
    affiliates: frozenset[str]
    chapter: bool
    letters: str
    bare: str
    spelt_out: tuple[str, ...]
    alternates: tuple[tuple[str, bool], ...]


_TOKEN = re.compile(r"[^\s,;:()\[\]/|·–—-]+|[,;:()\[\]/|·–—-]")
_MARKS = frozenset(",;:()[]/|·–—-")
_OF = frozenset({"of", "de", "do", "da", "du", "di", "del"})
_INVERTED = re.compile(r"^([^,]+), ([^,]+ (?:of|for|on|in|de|für))(?: the)?$", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"[(,]\s*(?:formerly|now|previously|also|aka|a\.k\.a\.|d/?b/?a|doing business as|fka|f/k/a)"
    r"(?: known as| called)?:? +([^()]+?)\)?$",
    re.IGNORECASE,
)
_BRACKET_AT_END = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_LONGEST_PLACE = 5  # words
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with its folded form and whether a mark stands before it, or nothing behind it."""

    raw: str
    word: str
    set_off: bool = False
    last: bool = False


SHORTEST_SCANNED = 5  # characters
# Letters, folded, that a scanner takes for one another.
_LOOKALIKE = str.maketrans({"1": "l", "i": "l", "0": "o", "5": "s"})


@lru_cache(1 << 16)
def shape(word: str) -> str:
    """A word as a scanner sees it: letters that look alike are one."""
    return word.translate(_LOOKALIKE).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def shapes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as a scanner may have seen them ("Califomia"); a short word is too easily another one."""
    return tuple(shape(word) if len(word) >= SHORTEST_SCANNED else word for word in words)


@cache
def _place_table() -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """From the words of a place, as `_shapes`, to its ids, each with what its print must show: capitals or a dot."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for place, *forms in table("places.tsv"):
        for form in forms:
            if form.isupper():
                shows = "capitals"
            elif form.endswith(".") and " " not in form:
                shows = "dot"
            else:
                shows = ""
            found[shapes(words_of(form))].append((place, shows))
    return {words: tuple(ids) for words, ids in found.items()}


@cache
def _place_starts() -> frozenset[str]:
    return frozenset(words[0] for words in _place_table())


@cache
def _groups(file: str) -> Mapping[str, str]:
    """From each folded term of a list with synonyms ("pac, political action committee") to the first of its line."""
    return {
        " ".join(words_of(term)): line.split(",")[0].strip() for line in term_list(file) for term in line.split(",")
    }


@cache
def _abbreviations() -> Mapping[str, str]:
    return {"".join(words_of(short)): " ".join(words_of(long)) for short, long in table("abbreviations.tsv")}


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    set_off = False
    for raw in _TOKEN.findall(text):
        if raw in _MARKS:
            set_off = True
            continue
        for word in words_of(_without_domain(raw)):
            tokens.append(_Token(raw, word, set_off))
            set_off = False
    if tokens:
        final = tokens[-1]
        tokens[-1] = _Token(final.raw, final.word, final.set_off, last=True)
    return tokens


def _without_domain(raw: str) -> str:
    head, dot, ending = raw.rpartition(".")
    return head if dot and head and ending.lower() in terms("internet-domains.txt") else raw


def _place_at(tokens: list[_Token], at: int, *, capitals_tell: bool) -> tuple[int, frozenset[str]]:
    """How many tokens from `at` name a place, and its ids; 0 where none does."""
    if shapes((tokens[at].word,))[0] not in _place_starts():
        return 0, frozenset()
    for count in range(min(_LONGEST_PLACE, len(tokens) - at), 0, -1):
        run = tokens[at : at + count]
        ids = _place_table().get(shapes(tuple(token.word for token in run)), ())
        placed = all(token.raw.isupper() for token in run) and (capitals_tell or run[0].set_off)
        dotted = run[-1].raw.endswith(".") or (run[0].set_off and run[-1].last)
        shown = {"": True, "capitals": placed, "dot": dotted}
        found = frozenset(place for place, shows in ids if shown[shows])
        if found:
            return count, found
    return 0, frozenset()


def _written_out(tokens: list[_Token], definitions: Mapping[str, str]) -> tuple[list[_Token], tuple[str, ...]]:
    """The tokens with each acronym that has a definition replaced by its words, and the acronyms replaced."""
    out: list[_Token] = []
    spelt: list[str] = []
    for token in tokens:
        long = definitions.get(token.word) if looks_like_acronym(token.raw) else None
        if long is None:
            out.append(token)
        else:
            spelt.append(token.raw)
            out.extend(_tokens(long))
    return out, tuple(spelt)


def read(name: str, definitions: Mapping[str, str] | None = None) -> Reading:
    """Take the name apart; `definitions` says what acronyms stand for in the list at hand (see `Context`)."""
    definitions = definitions or {}
    base = without_acronym(tidy(name))
    if inverted := _INVERTED.match(base):
        base = f"{inverted[2]} {inverted[1]}"
    bare = _bare_acronym(base)
    key = comparison_key(name)
    spelt: tuple[str, ...] = (base,)
    if bare in definitions:
        tokens = _tokens(definitions[bare])
    else:
        tokens, spelt = _written_out(_key_tokens(base, key), definitions)
    words, places, chapter = _words_and_places(tokens, capitals_tell=not base.isupper() or bool(bare))
    core = tuple(word for word in words if word != PLACE)
    plain = key.replace(" ", "") if not _ends_in_domain(base) else "".join(words_of(_without_domain(base)))
    return Reading(
        name=name,
        key=key,
        words=words,
        core=core,
        places=places,
        numbers=tuple(sorted(run for word in core for run in re.findall(r"\d+", word))),
        directions=frozenset(_groups("directions.txt")[word] for word in core if word in _groups("directions.txt")),
        affiliates=_affiliates(core),
        chapter=chapter,
        letters=plain,
        bare=bare,
        spelt_out=spelt,
        alternates=_alternates(base),
    )


def _key_tokens(base: str, key: str) -> list[_Token]:
    """The tokens of the name without what its comparison key lost at either end: the article and the legal form."""
    tokens = _tokens(base)
    kept = key.split()
    words = [token.word for token in tokens]
    for start in range(len(words) - len(kept) + 1):
        if words[start : start + len(kept)] == kept:
            return tokens[start : start + len(kept)]
    return tokens


def _words_and_places(
    tokens: list[_Token], *, capitals_tell: bool
) -> tuple[tuple[str, ...], tuple[frozenset[str], ...], bool]:
    words: list[str] = []
    places: list[frozenset[str]] = []
    small, chapter_words = terms("small-words.txt"), terms("chapter-words.txt")
    chapter, at = False, 0
    while at < len(tokens):
        count, ids = _place_at(tokens, at, capitals_tell=capitals_tell)
        if count:
            chapter = chapter or (at > 0 and tokens[at - 1].word in _OF)
            words.append(PLACE)
            places.append(ids)
            at += count
            continue
        word = tokens[at].word
        if word in chapter_words and at > 0:
            chapter = True
        elif word not in small:
            words.extend(_abbreviations().get(word, word).split())
        at += 1
    return tuple(words) or tuple(token.word for token in tokens), _most_specific(places), chapter


def _most_specific(places: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Each place once, and only the narrowest of places that lie in one another ("Burlington, VT")."""
    kept = [p for p in places if not any(p is not q and p != q and within(q, p) for q in places)]
    return tuple(sorted(set(kept), key=sorted))


def within(inner: frozenset[str], outer: frozenset[str]) -> bool:
    """Whether one place lies in the other."""
    return any(one.startswith(other + "/") for one in inner for other in outer)


def _affiliates(core: tuple[str, ...]) -> frozenset[str]:
    known = _groups("affiliate-words.txt")
    text = " ".join(core)
    return frozenset(
        known.get(word) or known[word[:-1]]
        for word in (*core, *(term for term in known if " " in term and term in text))
        if word in known or (word.endswith("s") and word[:-1] in known)
    )


def _bare_acronym(base: str) -> str:
    """The letters of a name that is nothing but an acronym or a domain, else ""."""
    if " " in base or len(base) > 24:
        return ""
    if _ends_in_domain(base):
        return letters_of(_without_domain(base))
    return letters_of(base) if looks_like_acronym(base) else ""


def _ends_in_domain(base: str) -> bool:
    return " " not in base and _without_domain(base) != base


def _alternates(base: str) -> tuple[tuple[str, bool], ...]:
    if said := _SAYS_SO.search(base):
        return (comparison_key(base[: said.start()]), True), (comparison_key(said[1]), True)
    if bracket := _BRACKET_AT_END.match(base):
        return (comparison_key(bracket[1]), False), (comparison_key(bracket[2]), False)
    return ()
