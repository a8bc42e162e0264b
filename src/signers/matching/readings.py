"""A name of an organization taken apart for comparing: its words, places, numbers, affiliates, other names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from signers.knowledge import table, term_list, terms
from signers.matching.dictionary import known_words
from signers.names import (
    acronyms,
    comparison_key,
    letters_of,
    looks_like_acronym,
    tidy,
    without_acronym,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Places = tuple[frozenset[str], ...]
PLACE = "@"  # stands in `Reading.words` where a place is printed


@dataclass(frozen=True, slots=True)
class Reading:
    """A name of an organization taken apart for comparing; `read` makes it.

    `words` are canonical: abbreviations, acronyms and numbers written out, small words left out, each place a `PLACE`.
    `core` is the words without places, `spelt_out` the acronyms that were written out, `alternates` the keys of other
    names printed inside this one, with whether it says that they are the same ("formerly"). `printed` are the acronyms
    that stand beside the words, as `letters_of` gives them; `loose` says that some word may stand
    for several, and `capitals` are the words of the core that are set as acronyms are.
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
    printed: tuple[str, ...] = ()
    loose: bool = False
    capitals: tuple[str, ...] = ()


_TOKEN = re.compile(r"[^\s,;:()\[\]/|·–—-]+|[,;:()\[\]/|·–—-]")
# Where words were written together: "MapleportRiver", "VFWPost"; not in "McDonald" and "YouTube.com".
_CAMEL = re.compile(
    r"(?<=[a-z][a-z][a-z])(?=[A-Z][a-z][a-z])|(?<=[A-Z][A-Z][A-Z])(?=[A-Z][a-z][a-z])"
    r"|(?<=[a-z][a-z][a-z])(?=[A-Z][A-Z][A-Z])"
    r"|(?<=\dth)(?=[a-z])|(?<=\dst)(?=[a-z])"
)
_MARKS = frozenset(",;:()[]/|·–—-")
# Letters of the compass; "E" is a word in several languages, and counts with its dot or at the beginning.
_COMPASS = {
    **{"N": "north", "N.": "north", "S": "south", "S.": "south"},
    **{"E.": "east", "W": "west", "W.": "west"},
}
_NUMBER = frozenset({"no", "nr", "num", "number", "nro", "numero"})
_COMPASS_FIRST = frozenset({"E", "E."})
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
    """A word as it stands in a name, with all that is known of it by itself.

    `set_off` says that a mark stands before it, `last` that nothing stands behind it. `canonical` are the words that it
    is compared by, none where it is a small word.
    """

    raw: str
    word: str
    set_off: bool
    last: bool
    canonical: tuple[str, ...]
    shape: str
    acronym: bool
    upper: bool
    chapter: bool
    place: bool


SHORTEST_SCANNED = 5  # characters
# Letters, folded, that a scanner takes for one another.
_LOOKALIKE = str.maketrans({"1": "l", "i": "l", "0": "o", "5": "s", "8": "b"})


def shape(word: str) -> str:
    """A word as a scanner sees it: letters that look alike are one."""
    return word.translate(_LOOKALIKE).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _scanned(word: str) -> str:
    """A word as a scanner may have seen it ("Califomia"); a short word is too easily another one."""
    return shape(word) if len(word) >= SHORTEST_SCANNED else word


def _forms_of_places() -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((place, tuple(forms)) for place, *forms in table("places.tsv"))


@cache
def _place_table() -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """From the words of a place, as `_scanned`, to its ids, each with what its print must show: capitals or a dot."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for place, forms in _forms_of_places():
        for form in forms:
            if form.isupper():
                shows = "capitals"
            elif form.endswith(".") and " " not in form:
                shows = "dot"
            else:
                shows = ""
            found[tuple(map(_scanned, words_of(form)))].append((place, shows))
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
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """From each short form to what it may stand for, the most usual first."""
    return {
        "".join(words_of(short)): tuple(" ".join(words_of(each)) for each in long.split("|"))
        for short, long in table("abbreviations.tsv")
    }


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(short for short, long in abbreviations().items() if len(long) > 1)


@lru_cache(1 << 16)
def _piece(piece: str, set_off: bool, last: bool) -> tuple[tuple[_Token, ...], bool]:
    """The tokens of a name between two spaces, and whether a mark stands at the end; names share most pieces."""
    small, chapters, starts = terms("small-words.txt"), terms("chapter-words.txt"), _place_starts()
    found: list[_Token] = []
    for raw in _TOKEN.findall(_CAMEL.sub(" ", piece)):
        if raw in _MARKS:
            set_off = True
            continue
        upper, acronym = raw.isupper(), looks_like_acronym(raw)
        for word in words_of(_without_domain(raw)):
            meanings = abbreviations().get(word, ())
            long = meanings[0] if len(meanings) == 1 else word  # what may stand for several words is left as it is
            near = nearest(word)
            compass = _COMPASS.get(raw)
            canonical = (compass,) if compass else () if word in small else tuple(long.split())
            scanned = _scanned(word)
            if near and len(word) >= _SHORTEST_PLACE and near in _place_words():
                scanned = _scanned(near)
            found.append(
                _Token(
                    raw=raw,
                    word=word,
                    set_off=set_off,
                    last=False,
                    canonical=canonical,
                    shape=scanned,
                    acronym=acronym,
                    upper=upper,
                    chapter=word in chapters or near in chapters,
                    place=scanned in starts,
                )
            )
            set_off = False
    if last and found:
        found[-1] = replace(found[-1], last=True)
    return tuple(found), set_off


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    set_off = False
    pieces = text.split()
    last = len(pieces)
    for at, piece in enumerate(pieces, start=1):
        found, set_off = _piece(piece, set_off, at == last)  # by position: a call by name takes three times as long
        tokens += found
    if tokens and not tokens[-1].last:
        tokens[-1] = replace(tokens[-1], last=True)
    return tokens


def _without_domain(raw: str) -> str:
    head, dot, ending = raw.rpartition(".")
    return head if dot and head and ending.lower() in terms("internet-domains.txt") else raw


def _place_at(tokens: list[_Token], at: int, *, capitals_tell: bool) -> tuple[int, frozenset[str]]:
    """How many tokens from `at` name a place, and its ids; 0 where none does."""
    known = _place_table()
    for count in range(min(_LONGEST_PLACE, len(tokens) - at), 0, -1):
        run = tokens[at : at + count]
        ids = known.get(tuple([token.shape for token in run]))
        if not ids:
            continue
        placed = all(token.upper for token in run) and (capitals_tell or run[0].set_off)
        dotted = run[-1].raw.endswith(".") or (run[0].set_off and run[-1].last)
        shown = {"": True, "capitals": placed, "dot": dotted}
        found = frozenset(place for place, shows in ids if shown[shows])
        if found:
            return count, found
    return 0, frozenset()


def _written_out(tokens: list[_Token], definitions: Mapping[str, str]) -> tuple[list[_Token], tuple[str, ...]]:
    """The tokens with each acronym that has a definition replaced by its words, and the acronyms replaced."""
    if not definitions or not any(token.acronym and token.word in definitions for token in tokens):
        return tokens, ()
    out: list[_Token] = []
    spelt: list[str] = []
    for token in tokens:
        long = definitions.get(token.word) if token.acronym else None
        if long is None:
            out.append(token)
        else:
            spelt.append(token.raw)
            out.extend(_tokens(long))
    return out, tuple(spelt)


def read(name: str, definitions: Mapping[str, str] | None = None, key: str | None = None) -> Reading:
    """Take the name apart; `definitions` says what acronyms stand for in the list at hand (see `Context`).

    `key` is its comparison key, where that is known already.
    """
    definitions = definitions or {}
    base = _without_remark(without_acronym(tidy(name)))
    if "," in base and (inverted := _INVERTED.match(base)):
        base = f"{inverted[2]} {inverted[1]}"
    bare = _bare_acronym(base)
    key = comparison_key(name) if key is None else key
    spelt: tuple[str, ...] = (base,)
    if bare in definitions:
        tokens = _tokens(definitions[bare])
    else:
        tokens, spelt = _written_out(_key_tokens(base, key), definitions)
    words, places, chapter = _words_and_places(tokens, capitals_tell=bool(bare) or not base.isupper())
    core = tuple([word for word in words if word != PLACE]) if places else words
    plain = key.replace(" ", "") if not _ends_in_domain(base) else "".join(words_of(_without_domain(base)))
    several = _ambiguous()
    marked = [mark for word in core if (mark := mark_of(word))]
    return Reading(
        name=name,
        key=key,
        words=words,
        core=core,
        places=places,
        numbers=_numbers(core),
        directions=frozenset([what for kind, what in marked if kind == "direction"]) if marked else _NOTHING,
        affiliates=_affiliates(core, marked),
        chapter=chapter,
        letters=plain,
        bare=bare,
        spelt_out=spelt,
        alternates=_alternates(base),
        printed=tuple(map(letters_of, acronyms(name))) if base != name else (),
        loose=not several.isdisjoint(core),
        capitals=tuple([token.word for token in tokens if token.acronym]) if not base.isupper() or bare else (),
    )


def _without_remark(base: str) -> str:
    """The name without a remark of the list behind it ("(on behalf of its members)", "*")."""
    while True:
        base = base.rstrip(" *†‡")
        bracket = _BRACKET_AT_END.match(base) if base.endswith(")") else None
        if bracket is None or not words_of(bracket[2])[:2] or not _is_remark(words_of(bracket[2])):
            return base
        base = bracket[1]


def _is_remark(words: tuple[str, ...]) -> bool:
    return any(words[: len(remark)] == remark for remark in _remarks())


@cache
def _remarks() -> tuple[tuple[str, ...], ...]:
    return tuple(words_of(line) for line in term_list("list-remarks.txt"))


_NOTHING: frozenset[str] = frozenset()
_DIGITS = re.compile(r"\d+")
# A word in which a scanner took a letter for a digit ("C0mpany", "Crimina1") holds no number.
_SCANNED_LETTER = re.compile(
    r"[^\W\d_]+[0158][^\W\d_]+|(?=.{4})(?:[^\W\d_]+[0158]|[0158][^\W\d_]+)(?<!\dth)(?<!\dst)(?<!\dnd)(?<!\drd)"
)


@lru_cache(1 << 16)
def _numbers_in(word: str) -> tuple[str, ...]:
    if _SCANNED_LETTER.fullmatch(word):
        return ()
    return tuple(run.lstrip("0") or "0" for run in _DIGITS.findall(word))


def _numbers(core: tuple[str, ...]) -> tuple[str, ...]:
    found = [run for word in core if not word.isalpha() for run in _numbers_in(word)]
    return tuple(sorted(found)) if found else ()


def _key_tokens(base: str, key: str) -> list[_Token]:
    """The tokens of the name without what its comparison key lost at either end: the article and the legal form."""
    tokens = _tokens(base)
    kept = key.split()
    if len(kept) == len(tokens):
        return tokens
    words = [token.word for token in tokens]
    if _CAMEL.search(base):
        kept = [word for token in kept for word in _parts(token, words)]
    for start in range(len(words) - len(kept) + 1):
        if words[start : start + len(kept)] == kept:
            return tokens[start : start + len(kept)]
    return tokens


def _parts(word: str, words: list[str]) -> list[str]:
    """The words that this one was taken apart into, where it was."""
    if word in words:
        return [word]
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            if "".join(words[start:end]) == word:
                return words[start:end]
    return [word]


def _words_and_places(
    tokens: list[_Token], *, capitals_tell: bool
) -> tuple[tuple[str, ...], tuple[frozenset[str], ...], bool]:
    words: list[str] = []
    places: list[frozenset[str]] = []
    chapter, at = False, 0
    while at < len(tokens):
        token = tokens[at]
        if token.place:
            count, ids = _place_at(tokens, at, capitals_tell=capitals_tell)
            if count:
                chapter = chapter or (at > 0 and tokens[at - 1].word in _OF)
                words.append(PLACE)
                places.append(ids)
                at += count
                continue
        if token.chapter and at > 0:
            chapter = True
        elif token.word in _NUMBER and at + 1 < len(tokens) and tokens[at + 1].word.isdigit():
            pass  # "Lodge No. 12" is Lodge 12
        elif at == 0 and token.raw in _COMPASS_FIRST:
            words.append("east")
        else:
            words += token.canonical
        at += 1
    return (
        tuple(words) or tuple([token.word for token in tokens]),
        _most_specific(places) if places else (),
        chapter,
    )


def _most_specific(places: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Each place once, and only the narrowest of places that lie in one another ("Burlington, VT")."""
    kept = [p for p in places if not any(p is not q and p != q and within(q, p) for q in places)]
    return tuple(sorted(set(kept), key=sorted))


def within(inner: frozenset[str], outer: frozenset[str]) -> bool:
    """Whether one place lies in the other."""
    return any(one.startswith(other + "/") for one in inner for other in outer)


@cache
def _marked_words() -> Mapping[str, tuple[str, str]]:
    """The single words that make another body of a name, each with "direction" or "affiliate" and what it stands for."""
    affiliates = {word: ("affiliate", what) for word, what in _groups("affiliate-words.txt").items() if " " not in word}
    plurals = {word + "s": said for word, said in affiliates.items()}
    return plurals | affiliates | {word: ("direction", what) for word, what in _groups("directions.txt").items()}


@lru_cache(1 << 16)
def mark_of(word: str) -> tuple[str, str] | None:
    """What a word says of the body that bears it: ("direction" or "affiliate", what it stands for), or None.

    A slip does not hide it ("Locla 12", "Fuond"), unless the word is known to be another one.
    """
    return _marked_words().get(word) or _marked_words().get(nearest(word) or "")


_SHORTEST_NEAR = 4  # letters of a word with a slip
_SHORTEST_PLACE = 6  # letters of a place's word with a slip


@lru_cache(1 << 18)
def nearest(word: str) -> str | None:
    """The telling word that this one is with one slip, where it is no known word itself; None where none or several fit.

    Telling are the words of affiliates, chapters, directions and places.
    """
    if len(word) < _SHORTEST_NEAR or not word.isalpha() or word in known_words():
        return None
    index = _shortened()
    likely = {term for some in (word, *_shorter(word)) if some in index for term in index[some]}
    found = [term for term in likely if OSA.distance(word, term, score_cutoff=1) == 1] if likely else ()
    return found[0] if len(found) == 1 else None


@cache
def _place_words() -> frozenset[str]:
    return frozenset(word for _, forms in _forms_of_places() for form in forms for word in words_of(form))


@cache
def _shortened() -> Mapping[str, tuple[str, ...]]:
    """From each word of five letters or more, and from it with one letter left out, to the word (as SymSpell does)."""
    index: defaultdict[str, list[str]] = defaultdict(list)
    for word in {*_marked_words(), *terms("chapter-words.txt"), *_place_words()}:
        if len(word) > _SHORTEST_NEAR and word.isalpha():
            for some in (word, *_shorter(word)):
                index[some].append(word)
    return {some: tuple(found) for some, found in index.items()}


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


@cache
def _affiliate_phrases() -> Mapping[str, str]:
    return {term: what for term, what in _groups("affiliate-words.txt").items() if " " in term}


def _affiliates(core: tuple[str, ...], marked: list[tuple[str, str]]) -> frozenset[str]:
    found = {what for kind, what in marked if kind == "affiliate"}
    text = f" {' '.join(core)} "
    found.update(what for term, what in _affiliate_phrases().items() if f" {term} " in text)
    return frozenset(found) if found else _NOTHING


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
    if "(" not in base and "," not in base:
        return ()
    if said := _SAYS_SO.search(base):
        return (comparison_key(base[: said.start()]), True), (comparison_key(said[1]), True)
    if bracket := _BRACKET_AT_END.match(base):
        return (comparison_key(bracket[1]), False), (comparison_key(bracket[2]), False)
    return ()
