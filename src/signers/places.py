"""Names of places, as they stand behind names in lists: "Ohio", "NY", "Córdoba, Argentina", "São Paulo/SP".

The names are in data/place-names.tsv and data/places.tsv. Whether a list prints places behind its names at all is
decided for the list as a whole, in src/signers/details.py.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.folding import folded
from signers.knowledge import table
from signers.patterns import later
from signers.persons import known_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_REMEMBERED = 1 << 14
_SEEN_OFTEN = 2  # sightings in organizations' names that make a word theirs
_LONGEST = 60  # letters of a place with what it lies in
_MOST_WORDS = 5
_CAPITALS = 5  # letters of a form that counts in capitals only

_parted = re.compile(r"\s*[,/]\s*|\s+[-–—]\s+|(?<=[^\W\d_]{3})[-–—](?=[A-Z]{2}$)|\s+(?:and|y|e|et|und|&)\s+")
_bracketed = re.compile(r"^(.*\S)\s*\(([^()]+)\)$", re.DOTALL)
_begins_capital = later(r"(?:[^\W\d_]['’])?[A-ZÀ-ÞĀ-Ž]").match
# What may stand before a place's name, folded: "Greater Boston", "provincia de Formosa".
_BEFORE = re.compile(
    r"^(?:the|la|el|los|las|le|les|greater|metro|downtown|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central|"
    r"norte de|sur de|sud de|nord|sur|norte|"
    r"(?:ciudad|cidade|ville|city|citta|ciutat|provincia|province|estado|state|stadt|region|departamento|municipio|"
    r"comuna|valle|isla|county|pueblo|barrio|localidad|distrito)(?: de la| del| de| do| da| of| di)?)\s+"
)
_LIES_IN = later(
    r"^(?:ciudad|cidade|ville|provincia|province|estado|region|departamento|municipio|comuna|commune|valle|vale|isla|ilha|"
    r"cuenca|barrio|bairro|pueblo|localidad|distrito|puerto|porto|villa|vila|colonia|partido de|rio|lago|cerro|sierra|"
    r"gran|san|santa|santo|sao|st|saint|fort|port|mount|new|north|south|east|west|lake|el|la|los|las|le)\b"
)


@cache
def _places() -> dict[str, str]:
    """What kind of place each form is; a form in capitals stands as printed, any other folded."""
    forms: list[str] = []
    kinds: list[str] = []
    for kind, *names in table("place-names.tsv"):
        forms += names
        kinds += [kind] * len(names)
    for place, *names in (*table("places.tsv"), *table("places-ambiguous.tsv")):
        kind = "country" if "/" not in place else "region" if place.count("/") == 1 else "city"
        forms += names
        kinds += [kind] * len(names)
    return dict(zip(reversed(_keys(forms)), reversed(kinds), strict=True))  # of equal keys the first counts


def _keys(forms: Sequence[str]) -> list[str]:
    """The key of each form; they are thousands, read at each start, so what must be folded is folded all at once."""
    keys = [_plain_key(form) for form in forms]
    rest = [form for form, key in zip(forms, keys, strict=True) if key is None]
    folded_rest = iter(folded("\n".join(rest)).replace("-", " ").split("\n"))
    return [" ".join(next(folded_rest).split()).strip(" .") if key is None else key for key in keys]


def _key(form: str) -> str:
    key = _plain_key(form)
    return " ".join(folded(form).replace("-", " ").split()).strip(" .") if key is None else key


def _plain_key(form: str) -> str | None:
    """The key of a form that need not be folded, as most need not be: plain letters, or a few capitals."""
    if form.isascii() and form.replace(" ", "").isalpha() and not (len(form) <= _CAPITALS and form.isupper()):
        return form.lower() if "  " not in form else " ".join(form.lower().split())
    bare = form.replace(".", "")
    return bare if len(bare) <= _CAPITALS and bare.isupper() else None


def lies_in_place(text: str) -> bool:
    """Whether a text begins as names of places do that lie in others.

    >>> lies_in_place("ciudad de Rosario"), lies_in_place("Valle del Tránsito"), lies_in_place("Rosario Vega")
    (True, True, False)
    """
    return bool(_LIES_IN.match(folded(text)))


@cache
def _words_of_places() -> frozenset[str]:
    return frozenset(word for form in _places() for word in form.lower().split())


@lru_cache(_REMEMBERED)
def place_kind(text: str) -> str | None:
    """What kind of place a text names ("country", "region", "code", "city", "world"), or None.

    >>> [place_kind(text) for text in ("Ohio", "NY", "Belgique", "São Paulo/SP", "Latin America", "Ny", "Sierra Club")]
    ['region', 'code', 'country', 'region', 'world', None, None]
    """
    text = text.strip(" .,;")
    if not text or len(text) > _LONGEST or not text[0].isalpha():
        return None
    known = _places()
    kind = known.get(_key(text))
    if kind is not None:
        return kind if _begins_capital(text.removeprefix("the ")) else None
    short = _BEFORE.sub("", folded(text))
    if len(short) < len(text) - 1 and _key(short) in known and len(short) > 2:  # no code, a name
        return known[_key(short)]
    parts = _parted.split(text)
    if len(parts) > 1 and all(parts):
        if "/" in text and len(parts[-1]) == 2:  # "Salvador/Ba"
            parts[-1] = parts[-1].upper()
        kinds = [place_kind(part) for part in parts]
        return kinds[0] if all(kinds) else None
    inside = _bracketed.match(text)
    if inside:
        kinds = [place_kind(inside[1]), place_kind(inside[2])]
        return kinds[0] if all(kinds) else None
    return None


def is_place(text: str) -> bool:
    """Whether a text names a place, or several.

    >>> [is_place(text) for text in ("Córdoba, Argentina", "Washington, DC", "UK/Pakistan", "MG", "Middle East")]
    [True, True, True, True, True]
    >>> is_place("Port Phillip Council"), is_place("mg"), is_place("")
    (False, False, False)
    """
    return place_kind(text) is not None


def may_be_place(text: str) -> bool:
    """Whether a text that nobody knows may name a place: a few words with capitals and nothing that no place has.

    >>> may_be_place("Chollay"), may_be_place("Villa Carlos Paz"), may_be_place("software engineer"), may_be_place("A4")
    (True, True, False, False)
    """
    words = text.split()
    if not words or len(words) > _MOST_WORDS or any(not (c.isalpha() or c in " .'’-/") for c in text):
        return False
    if len(words) == 1 and text.isupper() and len(text) > 2:  # an acronym
        return False
    if any(letter.isupper() for word in words for letter in re.split(r"[-'’/]", word)[0][1:]) and not text.isupper():
        return False  # "UNJu"
    of_bodies = known_words().of_bodies
    for word in words:
        key = folded(word)
        if word[0].isupper() and of_bodies.get(key, 0) > _SEEN_OFTEN and key not in _words_of_places():
            return False
    return bool(_begins_capital(words[0]) and _begins_capital(words[-1])) or lies_in_place(text)


def place_tail(text: str) -> tuple[str, str] | None:
    """A name and the longest known place behind it, after commas or in a bracket; None where there is none.

    >>> place_tail("Taller Azul, Córdoba, Argentina"), place_tail("Ökobüro (Austria)"), place_tail("Friends of Ohio")
    (('Taller Azul', 'Córdoba, Argentina'), ('Ökobüro', 'Austria'), None)
    """
    inside = _bracketed.match(text.strip(" .,;"))
    if inside and is_place(inside[2]):
        return inside[1], inside[2]
    parts = text.split(",")
    at = len(parts)
    while at > 1 and is_place(parts[at - 1]):
        at -= 1
    if at == len(parts):
        return None
    return ",".join(parts[:at]).strip(), ",".join(parts[at:]).strip(" .;")
