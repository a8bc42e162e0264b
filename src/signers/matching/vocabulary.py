"""What is known of single words in names of organizations: abbreviations, places, and words that tell bodies apart.

All of it is read from data/, once; a word with one slip in it still tells what it tells ("Locla 12", "Fundation").
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from signers.folding import words_of, words_of_each
from signers.knowledge import table, term_list, terms
from signers.matching.dictionary import is_known, known_words, usual_words
from signers.names import place_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHORTEST_SCANNED = 5  # characters of a word that a scanner may have seen wrongly; a shorter one is too easily another
_SHORTEST_MEANT = 5  # letters of a word that is translated or respelt, also with a slip
_SHORTEST_NEAR, _LONGEST_NEAR = 4, 24  # letters of a word with a slip
_REMEMBERED = 1 << 18  # words
# Letters, folded, that a scanner takes for one another.
_LOOKALIKE = str.maketrans({"1": "l", "i": "l", "0": "o", "5": "s", "8": "b"})


def shape(word: str) -> str:
    """A word as a scanner sees it: letters that look alike are one."""
    return word.translate(_LOOKALIKE).replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("u", "ll")


def blurred(word: str) -> str:
    """A word as a bad scanner sees it, which takes two thin letters for one ("riglits", "inshtute")."""
    return shape(word).replace("ll", "h").replace("tl", "h")


def scanned(word: str) -> str:
    """A word as a scanner may have seen it ("Califomia")."""
    return shape(word) if len(word) >= SHORTEST_SCANNED else word


def without_umlauts(text: str) -> str:
    """Folded words with ae, oe and ue as the letters that they may be written for (ä, ö, ü, å, ø).

    >>> without_umlauts("fluechtlingsrat") == without_umlauts("fluchtlingsrat")
    True
    """
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")


# --- Abbreviations ----------------------------------------------------------------------------------------------


@cache
def abbreviations() -> Mapping[str, tuple[str, ...]]:
    """From each short form to what it may stand for, the most usual first."""
    rows = table("abbreviations.tsv")
    short = words_of_each([row[0] for row in rows])
    long = iter(words_of_each([each for row in rows for each in row[1].split("|")]))
    return {
        "".join(words): tuple([" ".join(next(long)) for _ in row[1].split("|")])
        for words, row in zip(short, rows, strict=True)
    }


@cache
def ambiguous() -> frozenset[str]:
    """The short forms that may stand for several words."""
    return frozenset(short for short, long in abbreviations().items() if len(long) > 1)


@cache
def _compass_words() -> Mapping[str, str]:
    return {word: what for word, what in _groups("directions.txt").items() if " " not in word}


@cache
def _directions() -> frozenset[str]:
    return frozenset(_compass_words().values())


def canonical(word: str) -> str:
    """The words that a word is compared by: written out where it is short for one thing, "northern" as north."""
    meanings = abbreviations().get(word, ())
    if len(meanings) == 1:  # what may stand for several words is left as it is
        return meanings[0]
    return _compass_words().get(word, word)


@lru_cache(_REMEMBERED)
def meant(word: str) -> str:
    """The words that a word of a name is compared by, as `canonical`; with one slip it means what it means without.

    >>> meant("instituto"), meant("lnstituto"), meant("institutions")
    ('institute', 'institute', 'institutions')
    """
    if word in abbreviations() or not _SHORTEST_MEANT <= len(word) <= _LONGEST_NEAR or is_known(word):
        return canonical(word)
    index = _shortened_abbreviations()
    likely = {short for some in (word, *shorter(word)) for short in index.get(some, ())}
    near = [short for short in likely if OSA.distance(word, short, score_cutoff=1) == 1]
    # Of several the one that stands in names: "cetre" is no metre.
    found = {canonical(short) for short in near if len(near) == 1 or short in usual_words()}
    return found.pop() if len(found) == 1 else canonical(word)


@cache
def _shortened_abbreviations() -> Mapping[str, tuple[str, ...]]:
    """From each long word that is written otherwise for comparing, and from it without a letter, to the word."""
    index: dict[str, tuple[str, ...]] = {}
    for word, meanings in abbreviations().items():
        if len(word) >= _SHORTEST_MEANT and len(meanings) == 1:
            for some in {word, *shorter(word)}:
                index[some] = (*index.get(some, ()), word)
    return index


# --- Places -----------------------------------------------------------------------------------------------------


def _forms_of_places() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The id of each place with each of its forms and the words of that."""
    forms_of, ways = dict(place_forms("places.tsv")), _compass_words()
    for file in ("places.tsv", "places-ambiguous.tsv"):
        for place, forms in place_forms(file):
            for form, words in forms:
                yield place, form, words
                # What is called a part of a place is so whichever way the place is written: "Northern Calif.".
                around = forms_of.get(place.rpartition("/")[0], ()) if words[0] in ways else ()
                if around and any(name == words[1:] for _, name in around):
                    for other, name in around:
                        if not other.isupper():
                            yield place, f"{words[0]} {other}", (words[0], *name)


@cache
def _ambiguous_places() -> Mapping[str, frozenset[str]]:
    """The names of places that are also other words, by id."""
    return {place: frozenset(forms) for place, *forms in table("places-ambiguous.tsv")}


@cache
def places() -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """From the words of a place, as `scanned`, to its ids, each with what its print must show.

    That is "capitals", a "dot", a "mark" before it, or that it stands "apart": behind a mark or "of".
    """
    found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    ambiguous = _ambiguous_places()
    as_scanned: dict[str, str] = {}
    for place, form, words in _forms_of_places():
        if place in ambiguous and form in ambiguous[place]:
            shows = "mark" if words[0] in _SAINT else "apart"
        elif form.isupper():
            shows = "capitals"
        elif form.endswith(".") and " " not in form:
            shows = "dot"
        else:
            shows = ""
        if len(words) == 1 and canonical(words[0]) in _directions():
            continue  # "Nordeste" says in Portuguese what "northeast" says
        for word in words:
            if word not in as_scanned:
                as_scanned[word] = scanned(canonical(word))
        found[tuple([as_scanned[word] for word in words])].append((place, shows))
    return {words: tuple(ids) for words, ids in found.items()}


_SAINT = frozenset({"st", "saint", "ste", "sainte"})  # behind "of" it is the saint: "Sisters of St. Joseph"


@cache
def place_starts() -> Mapping[str, tuple[int, ...]]:
    """The first words of places, as `scanned`, each with how many words such places have, the most first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for words in places():
        found[words[0]].add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in found.items()}


@cache
def place_words() -> frozenset[str]:
    """All words of places."""
    return frozenset(word for _, _, words in _forms_of_places() for word in words)


# --- Words that tell bodies apart -------------------------------------------------------------------------------


@cache
def _groups(file: str) -> Mapping[str, str]:
    """From each folded term of a list with synonyms ("pac, political action committee") to the first of its line."""
    return {
        " ".join(words_of(term)): line.split(",")[0].strip() for line in term_list(file) for term in line.split(",")
    }


@cache
def _telling_words() -> Mapping[str, tuple[str, str]]:
    affiliates = {word: ("affiliate", what) for word, what in _groups("affiliate-words.txt").items() if " " not in word}
    plurals = {word + "s": said for word, said in affiliates.items()}
    return plurals | affiliates | {word: ("direction", what) for word, what in _groups("directions.txt").items()}


@cache
def affiliate_phrases() -> Mapping[str, str]:
    """The terms of several words that make another body of a name, with what each stands for."""
    return {term: what for term, what in _groups("affiliate-words.txt").items() if " " in term}


@lru_cache(_REMEMBERED)
def told_by(word: str) -> tuple[str, str] | None:
    """What a word says of the body that bears it: "direction" or "affiliate" and what it stands for, or None.

    >>> told_by("funds"), told_by("foundatoin"), told_by("justice")
    (('affiliate', 'fund'), ('affiliate', 'foundation'), None)
    """
    said = _telling_words().get(word) or _telling_words().get(nearest(word) or "")
    if said is None and len(word) >= SHORTEST_SCANNED and word not in known_words():
        return _telling_shapes().get(shape(word))
    return said


@cache
def _telling_shapes() -> Mapping[str, tuple[str, str]]:
    return {shape(word): said for word, said in _telling_words().items() if len(word) >= SHORTEST_SCANNED}


def is_chapter_word(word: str, near: str | None) -> bool:
    """Whether a word names a part of a body that has several; `near` is the `nearest` one."""
    chapters = terms("chapter-words.txt")
    return word in chapters or near in chapters


@lru_cache(_REMEMBERED)
def nearest(word: str) -> str | None:
    """The telling word that this one is with one slip; None where none or several fit, or it is a known word itself.

    Telling are the words of affiliates, chapters, directions and places.
    """
    if not _SHORTEST_NEAR <= len(word) <= _LONGEST_NEAR or not word.isalpha():
        return None
    if word in known_words() or word in abbreviations():
        return None
    index = _shortened()
    likely = {term for some in (word, *shorter(word)) if some in index for term in index[some]}
    found = [term for term in likely if OSA.distance(word, term, score_cutoff=1) == 1] if likely else ()
    if len(found) > 1 and len({_telling_words().get(term) for term in found}) == 1 and found[0] in _telling_words():
        return min(found, key=lambda term: (len(term), term))  # "locall" is local or locals, which tell the same
    return found[0] if len(found) == 1 else None


@cache
def _shortened() -> Mapping[str, tuple[str, ...]]:
    """From each telling word, and from it with one letter left out, to the word.

    Two words that are one slip apart share one of these (as in SymSpell, W. Garbe 2012).
    """
    index: dict[str, tuple[str, ...]] = {}
    for word in {*_telling_words(), *terms("chapter-words.txt"), *place_words()}:
        if len(word) > _SHORTEST_NEAR and word.isalpha():
            one = (word,)
            for some in (word, *shorter(word)):
                index[some] = index[some] + one if some in index else one
    return index


def shorter(word: str) -> list[str]:
    """The word with each of its letters left out: two words that are one slip apart share one of these."""
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
