"""Lists of persons as they sign letters, each in several printed forms, with the truth beside: the same for one seed.

What is one person follows the conventions of such lists: titles, degrees, accents, order, a middle name that is left
out, a short form, a slip are forms of one; another given or middle name, Jr. and Sr. are persons of their own. What a
form leaves out must be told by the list: an initial, a short form or no middle name is printed only where it fits
nobody else. Names are drawn as they are borne: few are frequent, many are rare, so that namesakes come by themselves.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from namesmith.slips import misspelt
from namesmith.values import Record, early, folded, pick

if TYPE_CHECKING:
    from collections.abc import Callable

# Given names with the short forms by which their bearers are called, those of one origin in a line.
_ENGLISH = (
    "James:Jim,Jimmy John:Jack Robert:Bob,Rob,Bobby Michael:Mike William:Bill,Will David:Dave Richard:Rick,Dick "
    "Joseph:Joe Thomas:Tom Charles:Chuck,Charlie Christopher:Chris Daniel:Dan,Danny Matthew:Matt Anthony:Tony "
    "Donald:Don Steven:Steve Kenneth:Ken Edward:Ed,Ted Ronald:Ron Timothy:Tim Jeffrey:Jeff Gregory:Greg Samuel:Sam "
    "Patrick:Pat Benjamin:Ben Nicholas:Nick Frederick:Fred Lawrence:Larry Peter:Pete Raymond:Ray Walter:Walt Mary "
    "Patricia:Pat,Trish Jennifer:Jen,Jenny Linda Elizabeth:Liz,Beth,Betsy Barbara:Barb Susan:Sue Jessica:Jess "
    "Margaret:Peggy,Maggie,Meg Katherine:Kathy,Kate Deborah:Deb,Debbie Rebecca:Becky Virginia:Ginny Christine:Chris "
    "Victoria:Vicky Pamela:Pam Theresa:Terry Sandra:Sandy Judith:Judy Andrea Martha Alice Ruth Helen Diane Joan Laura "
    "Mark Paul Brian Kevin George Eric Scott Frank Dennis Carl Keith Roger Albert Ralph Philip:Phil Leonard:Len "
    "Warren Clifford:Cliff Gordon Vernon Herbert:Herb Leslie Glenn Ethel Naomi Ingrid Bridget Simone Marcia Yvonne"
)
_SPANISH = (
    "José María Juan Luis Carlos Francisco:Paco Antonio Manuel Jesús Alejandro Pedro Miguel Rafael Ramón Javier "
    "Sergio Ana Carmen Guadalupe Rosa Isabel Teresa Lucía Pilar Dolores:Lola Elena Mercedes Patricia Beatriz Silvia "
    "Marta"
)
_GERMAN = (
    "Hans Peter Wolfgang Klaus Jürgen Jörg Günter Stefan Andreas Uwe Dieter Friedrich:Fritz Matthias Ursula Monika "
    "Sabine Petra Renate Karin Brigitte Ute Heike Gisela Johanna Käthe Bärbel Willem Pieter Maarten Marieke Anneke "
    "Joost"
)
_FRENCH = "Jean Pierre Michel Philippe Alain Jacques François Gérard René Étienne Marie Hélène Sylvie Chantal Zoé Anaïs"
_ASIAN = (
    "Wei Min Jun Hui Li Yan Xiaoming Jianguo Meiling Guowei Soo-Jin Min-Ho Ji-Woo Hyun-Jung Young-Hee Thi Anh Minh "
    "Quang Huong Hiroshi Kenji Yuki Akiko Takeshi Naoko"
)
_INDIAN = "Anil Sunil Ramesh Suresh Priya Sunita Rajesh Lakshmi Vijay Anita Deepak Kavita Arun Meena Sanjay Radhika"
_ARABIC = "Ahmed Mohammed Fatima Omar Hassan Layla Khalid Yusuf Aisha Ibrahim Nadia Samir Rania Tariq Zainab Mahmoud"

_FAMILIES = {
    "en": (
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson "
        "White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter "
        "Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed Cook "
        "Morgan Bell Murphy Bailey Cooper Richardson Cox Howard Ward Peterson Gray Watson Brooks Kelly Sanders Price "
        "Bennett O'Brien McCarthy MacDonald O'Connor Fitzgerald Hartwell Ravenscroft Winterbourne Thistlewood Ashdown "
        "Pemberton Greenhalgh Longbottom Underhill Whitcombe Yardley Blackwood Cartwright Dunmore Eastwick Fairbanks "
        "Goodspeed Holloway Ivory Jessop Kirkbride Lockwood Merriweather Netherton Oakeshott Pendleton Quigley "
        "Rutherford Standish Tolliver Upchurch Vickers Wakefield Yeardley Abernathy Birdsong Crowther Drinkwater "
        "Ellsworth Featherstone"
    ),
    "es": (
        "García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz "
        "Reyes Cruz Morales Ortiz Gutiérrez Chávez Ramos Ruiz Mendoza Álvarez Castillo Jiménez Vásquez Romero Herrera "
        "Medina Aguilar Núñez Peña Ibáñez Zúñiga Villanueva Quintanilla Echeverría Urrutia Bustamante Cifuentes "
        "Arizmendi"
    ),
    "de": (
        "Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder "
        "Neumann Schwarz Zimmermann Braun Krüger Hofmann Lange Werner Köhler Böhm Weiß Jäger Grünewald Lüttringhaus "
        "van_der_Berg de_Vries van_Dijk de_Jong van_den_Heuvel von_Arnim zu_Hohenfels Oosterhuis Dijkstra Zijlstra"
    ),
    "fr": (
        "Martin Bernard Dubois Durand Moreau Laurent Lefèvre Girard Rousseau Blanc Guérin Boyer Chevalier Gauthier "
        "de_La_Tour du_Plessis Beauchamp Castelnau Desrosiers Fontenelle Larivière Montpetit Villeneuve Bélanger"
    ),
    "as": (
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Kim Lee Park Choi Jung Kang Nguyen Tran Le Pham Tanaka Suzuki "
        "Takahashi Watanabe Yamamoto Nakamura Kobayashi Ishikawa"
    ),
    "in": (
        "Patel Sharma Singh Kumar Gupta Reddy Nair Iyer Mukherjee Chatterjee Banerjee Krishnamurthy Venkataraman Desai"
    ),
    "ar": (
        "Hassan Hussein al-Rashid Haddad Khoury el-Sayed Mansour Nasser Khalil Barakat al-Masri Shaheen Darwish Qureshi"
    ),
}
_GIVEN = {
    "en": _ENGLISH, "es": _SPANISH, "de": _GERMAN, "fr": _FRENCH, "as": _ASIAN, "in": _INDIAN, "ar": _ARABIC
}  # fmt: skip
_ORIGINS = ("en",) * 11 + ("es",) * 3 + ("de",) * 2 + ("fr", "as", "as", "in", "ar")
_TITLES = ("Dr. ", "Prof. ", "Rev. ", "Hon. ", "Dr ", "Professor ", "Sen. ", "Rabbi ")
_DEGREES = (", PhD", ", Ph.D.", ", MD", ", M.D.", ", Esq.", ", MPH", ", JD", " PhD", ", MSW")
_SIZES = (1,) * 9 + (2,) * 6 + (3,) * 4 + (4,) * 2 + (5,)
_SYLLABLES = "ber car dan el far gol har il jor kel lan mor nor ol pas quin ros sel tor ul ver wil yar zan bri cla dre"
_ENDINGS = "ton ley son man field wood er ini ski ov ic ander berg quist dottir sen aert inen escu idis"


@dataclass(frozen=True, slots=True)
class Person:
    """A person: `called` are short forms of the given name, `second` is a second family name."""

    origin: str
    given: str
    family: str
    middle: str = ""
    second: str = ""
    generation: str = ""
    called: tuple[str, ...] = ()
    goes_by_second: bool = False

    @property
    def full(self) -> str:
        """Given names and family names."""
        return " ".join(part for part in (self.given, self.middle, self.family, self.second) if part)


def make_persons(records: int, seed: int) -> list[Record]:
    """So many records of persons, in an order by chance."""
    chance = random.Random(seed)
    people: list[Person] = []
    sizes: list[int] = []
    of_name: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
    while sum(sizes) < records:
        person = _person(chance)
        relative = _relative(person, chance) if chance.random() < _RELATIVES else None
        for one in (person, relative):
            if one is not None and _is_told_apart(one, of_name):
                of_name[folded(one.given), folded(one.family)].append(one)
                people.append(one)
                sizes.append(pick(chance, _SIZES))
    bearers = _Bearers(people)
    found: list[Record] = []
    for number, (person, size) in enumerate(zip(people, sizes, strict=True)):
        forms: dict[str, None] = {}
        for _ in range(4 * size):
            if len(forms) == size:
                break
            form = _form(person, bearers, chance)
            if form and bearers.allow(form, number):
                forms[form] = None
        found.extend(Record(form, number) for form in forms)
    chance.shuffle(found)
    return found[:records]


_RELATIVES = 0.06  # of all persons: so many have a brother, a wife, a son of nearly the same name in the list


def _is_told_apart(person: Person, of_name: dict[tuple[str, str], list[Person]]) -> bool:
    """Whether names alone tell a person from all of one given and one family name: by middle names, all printed."""
    others = of_name[folded(person.given), folded(person.family)]
    letters = [other.middle[:1] for other in others]
    return not others or bool(person.middle and all(letters) and person.middle[0] not in letters and not person.second)


def _person(chance: random.Random) -> Person:
    origin = pick(chance, _ORIGINS)
    given, _, called = early(chance, _GIVEN[origin].split()).partition(":")
    family = _family(origin, chance)
    middle = second = ""
    if origin == "es" and chance.random() < 0.5:
        second = _family(origin, chance)
    if origin != "as" and chance.random() < 0.45:
        middle = early(chance, _GIVEN[origin].split()).partition(":")[0]
        middle = f"{middle[0]}." if chance.random() < 0.5 and origin != "es" else middle
    generation = pick(chance, ("Jr.", "III", "Sr.", "II")) if origin == "en" and chance.random() < 0.02 else ""
    middle = "" if middle == given else middle
    by_second = origin == "en" and len(middle) > 2 and chance.random() < 0.12
    calls = tuple(called.split(",")) if called else ()
    return Person(origin, given, family, middle, second, generation, calls, by_second)


def _family(origin: str, chance: random.Random) -> str:
    if chance.random() < 0.45:  # half of all people bear a rare name
        return pick(chance, _made_families())
    return early(chance, _FAMILIES[origin].split()).replace("_", " ")


@cache
def _made_families() -> tuple[str, ...]:
    """Rare family names, made up; most real ones are no nearer to one another than these."""
    chance = random.Random(7)
    made: list[str] = []
    for _ in range(6_000):
        syllables = [pick(chance, _SYLLABLES.split()) for _ in range(1 + (chance.random() < 0.7))]
        name = "".join((*syllables, pick(chance, _ENDINGS.split()))).capitalize()
        if not made or min(map(partial(OSA.distance, name), made)) >= _APART:
            made.append(name)
    return tuple(made)


_APART = 3  # letters in which two made names differ


def _relative(person: Person, chance: random.Random) -> Person | None:
    """Somebody whose name is nearly the same."""
    what = chance.random()
    given, _, called = early(chance, _GIVEN[person.origin].split()).partition(":")
    if what < 0.5 and given[0] == person.given[0] and given != person.given:
        return Person(person.origin, given, person.family, "", "", "", tuple(called.split(",")) if called else ())
    if what < 0.8 and person.origin == "en" and person.middle:
        letter = pick(chance, "ABCDEFGHJKLMNPRSTW")
        if not person.middle.startswith(letter):
            return Person(person.origin, person.given, person.family, f"{letter}.", called=person.called)
    return None


class _Bearers:
    """Who of a list fits a form that leaves something out."""

    def __init__(self, people: list[Person]) -> None:
        self._calls: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._keys: dict[str, int] = {}
        for number, person in enumerate(people):
            for family in {person.family, person.second} - {""}:
                for call in (person.given, person.given[0], *person.called, *(person.middle.split()[:1])):
                    self._calls[folded(family), folded(call).strip(".")].add(number)
                self._calls[folded(family), ""].add(number)
            self._keys.setdefault(_key(person.full + person.generation), number)

    def is_alone(self, person: Person, *calls: str) -> bool:
        """Whether nobody else of that family is called so."""
        return all(len(self._calls[folded(person.family), folded(call).strip(".")]) <= 1 for call in calls)

    def allow(self, form: str, number: int) -> bool:
        """Whether a form can stand for a person; then it stands for no other."""
        return self._keys.setdefault(_key(form), number) == number


def _key(form: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W_]+", folded(form))))


def _form(person: Person, bearers: _Bearers, chance: random.Random) -> str | None:
    given, middle, family = person.given, person.middle, person.family
    if person.second and chance.random() < 0.75:
        joint = pick(chance, (" ", " ", "-"))
        family = f"{family}{joint}{person.second}"
    what = chance.random()
    alone = bearers.is_alone(person, person.given, *person.called)
    if middle and alone and what < 0.35:
        middle = ""
    elif len(middle) > 2 and what < 0.55 and alone:
        middle = f"{middle[0]}."
    if person.goes_by_second and bearers.is_alone(person, person.middle, person.given):
        given, middle = pick(chance, ((person.middle, ""), (f"{given[0]}.", person.middle), (given, person.middle)))
    elif person.called and alone and chance.random() < 0.25:
        call = pick(chance, person.called)
        given = call if chance.random() < 0.7 else f"{given} “{call}”"
    elif bearers.is_alone(person, person.given[0]) and chance.random() < 0.12:
        given = f"{given[0]}."
    parts = [part for part in (given, middle) if part]
    if chance.random() < 0.1 and " " not in family and person.origin != "es":
        name = f"{family}, {' '.join(parts)}" + (f" {person.generation}" if person.generation else "")
    else:
        parts = [family, *parts] if person.origin == "as" and chance.random() < 0.25 else [*parts, family]
        name = " ".join(parts) + (f", {person.generation}" if person.generation else "")
        name = _dressed(name, chance)
    for share, change in _TYPING:
        if chance.random() < share:
            name = change(name, chance) or name
    return name


def _dressed(name: str, chance: random.Random) -> str:
    if chance.random() < 0.12:
        name = pick(chance, _TITLES) + name
    return name + pick(chance, _DEGREES) if chance.random() < 0.1 else name


def _plain(name: str, chance: random.Random) -> str:
    return folded(name) if chance.random() < 0.1 else "".join(_BARE.get(letter, letter) for letter in name)


_BARE = {
    "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ñ": "n", "ü": "u", "ö": "o", "ä": "a", "è": "e", "É": "E",
    "Á": "A", "ç": "c", "ë": "e", "ï": "i", "ß": "ss", "Ö": "O", "Ü": "U", "Ä": "A",
}  # fmt: skip
_UMLAUTS = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae"})
_TYPING: tuple[tuple[float, Callable[[str, random.Random], str | None]], ...] = (
    (0.04, lambda name, _: name.translate(_UMLAUTS)),
    (0.15, _plain),
    (0.05, lambda name, _: name.upper()),
    (0.03, lambda name, _: name.replace("-", " ")),
    (0.03, misspelt),
    (0.05, lambda name, _: name.replace(".", "")),
)
