"""A name of an organization cut into words, each with what is known of it by itself.

Names share most of the pieces between two spaces: each piece is looked at once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from signers.folding import words_of
from signers.knowledge import terms
from signers.matching.vocabulary import is_chapter_word, meant, nearest, place_starts, place_words, scanned
from signers.names import looks_like_acronym

if TYPE_CHECKING:
    from collections.abc import Mapping

_REMEMBERED = 1 << 18  # pieces
_SHORTEST_PLACE = 6  # letters of a place's word with a slip
_TOKEN = re.compile(r"[^\s,;:()\[\]/|·–—-]+|[,;:()\[\]/|·–—-]")
_WWW = "www."
_MARKS = ",;:()[]/|·–—-"
# Where words were written together: "MapleportRiver", "VFWPost", "5thassembly", "1199SEIU"; not in "YouTube.com".
_CAMEL = re.compile(
    r"(?<=[a-z][a-z][a-z])(?=[A-Z][a-z][a-z])|(?<=[A-Z][A-Z][A-Z])(?=[A-Z][a-z][a-z])"
    r"|(?<=[a-z][a-z][a-z])(?=[A-Z][A-Z][A-Z])"
    r"|(?<=\dth)(?=[a-z])|(?<=\dst)(?=[a-z])|(?<=\d\d)(?=[A-Z][A-Z][A-Z])"
)
BEFORE_NUMBER = frozenset({"no", "nr", "num", "number", "nro", "numero"})  # there they say nothing: "Lodge No. 12"
OF_TOWNS = frozenset({"La", "Las", "Le", "Les", "Los", "El"})
FIRST_OF_ALL = {"E": "east", "NE": "northeast"}  # elsewhere "E" is a word of several languages, and NE Nebraska
# Short for the compass where they are printed so; others need no dot ("N Carolina", "SW Ohio").
_COMPASS: Mapping[str, str] = {
    print_: word
    for word, prints in {
        "north": "N N. No.",
        "south": "S S. So.",
        "east": "E.",
        "west": "W W.",
        "northeast": "N.E.",
        "northwest": "N.W. NW",
        "southeast": "S.E. SE",
        "southwest": "S.W. SW",
    }.items()
    for print_ in prints.split()
}


class Token(NamedTuple):
    """A word as it stands in a name.

    `raw` is its print and `word` its folded form; `set_off` says that a mark stands before it. `canonical` are the
    words that it is compared by, none where it is a small word, and `shape` is what a scanner sees. `acronym` and
    `upper` are about its print, `chapter` and `place` about its meaning: it names a part of a body, or a place may
    begin with it. `odd` says that the words around it may change what it means; a token that is not odd is its
    canonical words and nothing else.
    """

    raw: str
    word: str
    set_off: bool
    canonical: tuple[str, ...]
    shape: str
    acronym: bool
    upper: bool
    chapter: bool
    place: bool
    odd: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a name, in order."""
    tokens: list[Token] = []
    set_off = False
    for piece in text.split():
        found, set_off = _tokens_in(piece, set_off)  # by position: a call by name takes three times as long
        tokens += found
    return tokens


def may_be_no_small_word(raw: str, canonical: tuple[str, ...]) -> bool:
    """Whether a small word has capitals, as codes, letters and towns have: "IPPF EN", "Hepatitis A", "La Vista"."""
    return not canonical and (raw in OF_TOWNS or raw == "A" or (raw.isupper() and len(raw) > 1))


def written_together(text: str) -> bool:
    """Whether words of the text were written together, so that it has more tokens than words."""
    return bool(_CAMEL.search(text))


def without_domain(raw: str) -> str:
    """A word without the ending of a domain: "MomsRising.org" → "MomsRising", "www.350.org" → "350"."""
    head, dot, ending = raw.rpartition(".")
    if not (dot and head and ending.lower() in terms("internet-domains.txt")):
        return raw
    return head[len(_WWW) :] if head.lower().startswith(_WWW) else head


@lru_cache(_REMEMBERED)
def _tokens_in(piece: str, set_off: bool) -> tuple[tuple[Token, ...], bool]:
    """The tokens of a name between two spaces, and whether a mark stands at their end."""
    if piece[-1] in _MARKS or piece[0] in _MARKS:  # what stands between them has most often been seen without them
        inside, ends = piece.strip(_MARKS), piece[-1] in _MARKS
        tokens, stands = _tokens_in(inside, set_off or piece[0] in _MARKS) if inside else ((), True)
        return tokens, stands or ends
    if piece.isascii() and piece.isalpha() and len(piece) > 1:
        plain = piece.islower() or piece.istitle()
        if plain or piece.isupper():
            word = piece.lower()  # as `words_of`, which takes all other pieces
            word = "and" if word in terms("conjunctions.txt") else word
            return (_token(piece, word, set_off, plain=plain),), False
    found: list[Token] = []
    for raw in _TOKEN.findall(_CAMEL.sub(" ", piece)):
        if raw in _MARKS:
            set_off = True
            continue
        for word in words_of(without_domain(raw)):
            found.append(_token(raw, word, set_off, plain=False))
            set_off = False
    return tuple(found), set_off


def _token(raw: str, word: str, set_off: bool, *, plain: bool) -> Token:
    """The token of a word; `plain` says that none but its first letter is a capital."""
    compared = _COMPASS.get(raw) or meant(word)
    near = nearest(word)
    is_place = near is not None and compared == word and len(word) >= _SHORTEST_PLACE and near in place_words()
    shape = scanned(near if near and is_place else compared)
    canonicals = () if compared == word and word in terms("small-words.txt") else tuple(compared.split())
    chapter, place = is_chapter_word(word, near), shape in place_starts()
    odd = (
        chapter
        or place
        or word == "union"
        or raw in FIRST_OF_ALL
        or word in BEFORE_NUMBER
        or may_be_no_small_word(raw, canonicals)
    )
    return Token(
        raw,
        word,
        set_off,
        canonicals,
        shape,
        not plain and looks_like_acronym(raw),
        not plain and raw.isupper(),
        chapter,
        place,
        odd or any(each.isdigit() for each in canonicals),
    )
