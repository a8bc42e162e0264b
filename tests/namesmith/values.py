"""What the smith passes on: a body and a record of it; by which key two forms are one but for form; how to choose."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from namesmith.vocabulary import words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Body:
    """An organization: the names it goes by, the usual one first, and what may be printed with them.

    A body has `seats` (where it sits, as a note: "Seattle", "Seattle, WA") only where no sister is told by a place.
    """

    names: tuple[str, ...]
    acronym: str = ""
    seats: tuple[str, ...] = ()
    legal: str = ""  # a key of `LEGAL`
    language: str = "en"
    short: str = ""  # what is left without the last, general word
    former: str = ""
    site: str = ""  # an ending of its web address, where the address is its name
    motto: str = ""
    reserved: str = ""  # what is left without the place or the name that tells it from others: nobody's name


class Record(NamedTuple):
    """A printed form, the organization it stands for, and the ways that made the form of its name."""

    name: str
    cluster: int
    form: str = ""


LEGAL = {
    "us": (", Inc.", " Inc.", " Inc", ", Incorporated", ", INC", " Incorporated"),
    "llc": (", LLC", " LLC", ", L.L.C.", " L.L.C."),
    "llp": (" LLP", ", LLP", ", L.L.P."),
    "corp": (" Corporation", " Corp.", " Corp", ", Corp."),
    "co": (" Company", " Co.", " Co", " & Co."),
    "ltd": (" Ltd", " Ltd.", " Limited", ", Ltd."),
    "fr": (" asbl", " ASBL", ", asbl", " (association loi 1901)"),
    "de": (" e.V.", " e. V.", " eV", " (e.V.)", " E.V."),
    "gmbh": (" gGmbH", " gemeinnützige GmbH", " GmbH"),
    "es": (" A.C.", ", A.C.", " AC", ", Asociación Civil"),
    "pt": (" IPSS", ", IPSS", " - IPSS"),
    "it": (" ONLUS", " Onlus", " APS", " ODV", " - ONLUS"),
    "nl": (" vzw", " VZW", ", vzw"),
    "stichting": ("Stichting ",),
}
_LEGAL_FORMS = {re.sub(r"[^a-z]", "", form.casefold()) for name, ways in LEGAL.items() for form in ways}
_LEGAL_END = re.compile(rf"^(.{{4,}}?)(?:{'|'.join(_LEGAL_FORMS - {'stichting', 'co'})})$")
_SAME = {
    "assn": "association", "assoc": "association", "natl": "national", "intl": "international", "univ": "university",
    "st": "saint", "ctr": "center", "centre": "center", "centers": "center", "dept": "department", "fdn": "foundation",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "1st": "1", "2nd": "2", "3rd": "3",
    "4th": "4", "5th": "5", "theatre": "theater", "organisation": "organization", "labour": "labor", "no": "",
    "the": "",
    "number": "", "co": "county", "mt": "mount", "ft": "fort", "comm": "community", "cmty": "community", "us": "usa",
    "northern": "north", "southern": "south", "eastern": "east", "western": "west", "soc": "society",
    "inst": "institute", "fed": "federation", "educ": "education", "stichting": "",
}  # fmt: skip
_SMALL = frozenset(words("small"))
_UNCOUNTED = _SMALL | _LEGAL_FORMS | frozenset(words("section"))  # one chapter is not another under another word
_SLIPS = str.maketrans({"l": "i", "1": "i", "0": "o"})
_MARKS = re.compile(r"['’‘`´“”\".]")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Small letters without accents.

    >>> folded("Société Générale")
    'societe generale'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()


def key_of(name: str) -> str:
    """What two names share that are the same but for form. No key is borne by two organizations of a list.

    Case, accents, marks, spaces, articles, legal forms, the commonest abbreviations, "&", ordinals, plurals and what a
    scanner confuses all go; the order of words stays.

    >>> key_of("The Nat'l Assn. of Mayors & Cities, Inc.") == key_of("National  Association of Mayors and Nurses")
    False
    >>> key_of("The Nat'l Assn. of Mayors & Cities, Inc.") == key_of("NATIONAL ASSOCIATION OF MAYORS AND CITIES")
    True
    """
    return keys_of(name)[0]


def bag_of(name: str) -> str:
    """The words that count, in no order: "University of Dover" is too near to "Dover University" to be another.

    >>> bag_of("League of Women Voters of Ohio, Inc.") == bag_of("Ohio League of Women Voters")
    True
    """
    return keys_of(name)[1]


def keys_of(name: str) -> tuple[str, str]:
    """Its key and its bag of words."""
    text = folded(name).replace("&", " and ").replace("+", " and ")
    found = [_SAME.get(word, word) for word in _WORD.findall(_MARKS.sub("", text))]
    singular = [word[:-1] if word[-1] == "s" and len(word) > 3 else word for word in found if word]
    key = _LEGAL_END.sub(r"\1", "".join(singular)).replace("rn", "m").translate(_SLIPS)
    return key, " ".join(sorted(word for word in singular if word not in _UNCOUNTED))


def acronym_of(name: str) -> str:
    """The first letters of the words that count.

    >>> acronym_of("National Association of Rural Health Clinics")
    'NARHC'
    """
    parts = re.split(r"[\s'’–-]+", name)
    return "".join(word[0] for word in parts if word and word.casefold() not in _SMALL and word[0].isalpha()).upper()


def pick(chance: random.Random, choices: Sequence[T]) -> T:
    """One of them; faster than `choice`, which matters a million times."""
    return choices[int(chance.random() * len(choices))]


def early(chance: random.Random, choices: Sequence[T]) -> T:
    """One of them, the first ones much more often."""
    return choices[int(chance.random() ** 2.2 * len(choices))]


def several(chance: random.Random, most: int) -> int:
    """How many sisters a family has: few, and now and then many."""
    return min(most, int(1 / (1 - chance.random()) ** 0.9))


def acronym_for(chance: random.Random, name: str, share: float, most: int = 6) -> str:
    """The acronym that a body uses, if it uses one."""
    letters = acronym_of(name)
    return letters if 3 <= len(letters) <= most and chance.random() < share else ""
