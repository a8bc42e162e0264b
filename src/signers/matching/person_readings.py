"""A person's name taken apart for matching, the buckets in which it meets others, and what the list says about it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from signers.knowledge import terms
from signers.matching.affiliations import Bodies, compare_bodies
from signers.matching.given_names import (
    FITTING,
    Likeness,
    families_of,
    forms_of,
    given_likeness,
    is_eastern_family,
    is_given_name,
    is_iberian,
    is_listed_given_name,
    may_be_short_and_initial,
    stands_first_in_the_east,
)
from signers.matching.spelling import consonants, skeleton, slips, sound
from signers.person_names import PersonName, person_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_REMEMBERED = 1 << 17
_MOST_BEARERS = 200  # of one family name and initial; among more, somebody fits
_MOST_FITTING = 24  # names; what more than these fit is nobody's short form
_MOST_WORDS = 24  # a longer text is no name, and is compared as a whole
_MOST_BODIES = 30  # of namesakes that are compared
_MOST_MIDDLES = 4  # names between the first and the last that are looked at
_MOST_EASTERN = 3  # words of a Korean or Chinese name
_SHORTEST_BEGINNING = 4  # letters of a given name with which another begins
_LETTERS_OF_ACRONYMS = range(3, 6)
_SHORTEST_HALF = 4  # letters
# Small words that stand in family names but are more than a dress: "San Martín" is no Martín.
_KEPT_PARTICLES = frozenset({"mac", "saint", "san", "st", "ap"})
# Other ways to write the particles of Arabic names.
_ARABIC_ARTICLES = frozenset({"al", "el", "ul", "ud", "ur"})
# Words of given names that are one with the next: "Abdel Fattah".
_BOUND_TO_THE_NEXT = frozenset({"abd", "abdal", "abdel", "abdol", "abdoul", "abdul", "abou", "abu"})
_LONGEST_BEFORE = 5  # letters of a word with which a family name may be run together
_SONS = frozenset({"bin", "ibn", "ben", "bint", "binti"})
_FIRST_PARTICLES = frozenset({"bin", "ibn"})
_ONE_PARTICLE = {**dict.fromkeys(_ARABIC_ARTICLES, "al"), "ibn": "bin", "ben": "bin", "binti": "bint"}


@dataclass(frozen=True, slots=True)
class PersonReading:
    """A person's name for matching: `words` from given to family name without particles, and `letters`, all in one.

    `first` is the first given name or initial, "" where there is none; `last` the last family name; `middles` what
    stands between, given names and family names alike, since only a comma tells them apart. `calls` are the names by
    which the person is called: the first given name, and what is printed in quotes or brackets. `particles` are the
    small words before the last one, which `words` leave out. `is_turned` says that the family name is printed first,
    as in Korea and China.
    """

    name: str
    person: PersonName
    words: tuple[str, ...]
    letters: str
    first: str
    middles: tuple[str, ...]
    last: str
    calls: tuple[str, ...]
    generation: str
    particles: tuple[str, ...] = ()
    is_turned: bool = False

    def reworded(self, words: tuple[str, ...], *, is_bound: bool | None = None) -> PersonReading:
        """The same name with these words: in another order, joined, or cut."""
        person = self.person if is_bound is None else replace(self.person, is_bound=is_bound)
        return _reading(self.name, person, words, self.letters, self.particles)

    @property
    def form(self) -> tuple[str, ...]:
        """What two names have in common that differ in nothing."""
        return (*self.words, self.generation, *self.particles)

    @property
    def is_bound(self) -> bool:
        """Whether two words are one given name, with a hyphen or as two syllables: "Jean-Claude", "Min Jung Kim"."""
        if self.person.is_bound or not self.middles:
            return self.person.is_bound
        if self.first in _BOUND_TO_THE_NEXT:
            return True
        return len(self.middles) == 1 and stands_first_in_the_east((self.last, self.first, *self.middles))

    @property
    def initials(self) -> str:
        """The first letters of all words, for somebody who signs with them: "Robert F. Kennedy" as "RFK"."""
        return "".join(word[0] for word in self.words) if len(self.words) > 1 else ""

    @property
    def is_acronym(self) -> bool:
        """Whether all that is printed of a name are its initials."""
        printed = self.name.split()[0] if len(self.words) == 1 and self.name.strip() else ""
        return printed.isupper() and printed.isalpha() and len(printed) in _LETTERS_OF_ACRONYMS

    def with_joined_family(self) -> Iterator[PersonReading]:
        """The same name with the family name and what stands before it as one word: "Le Cun" as "Lecun"."""
        if self.particles and self.first:
            before = "".join(reversed(self.particles))
            for article in ("al", "el") if before in _ARABIC_ARTICLES else (before,):
                yield replace(self.reworded((*self.words[:-1], article + self.last)), particles=())
        if self.middles and 1 < len(self.middles[-1]) <= _LONGEST_BEFORE:
            if self.particles:
                last = "".join((self.middles[-1], *reversed(self.particles), self.last))
                yield replace(self.reworded((*self.words[:-2], last)), particles=())
            yield self.reworded((*self.words[:-2], self.middles[-1] + self.last))

    @property
    def is_double(self) -> bool:
        """Whether the second given name belongs to the first, bound or by custom: "Jean Claude"."""
        if self.is_bound:
            return True
        return bool(self.middles) and self.first in terms("double-given-names.txt") and is_given_name(self.middles[0])

    def without_generation(self) -> PersonReading:
        """The same name without Jr., Sr. or a number."""
        return replace(self, generation="", person=replace(self.person, generation=""))


@lru_cache(_REMEMBERED)
def read_person(name: str) -> PersonReading:
    """Take a person's name apart.

    >>> read_person("Dr. Walter van Holst").words
    ('walter', 'holst')
    """
    person = person_name(name)
    words = (*person.given, *person.family.split())
    if len(words) > _MOST_WORDS:
        return _reading(name, person, ("".join(words),), "".join(words))
    end = len(words) - 1  # what stands last is the name itself: "Minh Le"
    core = tuple(word for at, word in enumerate(words) if at == end or not _is_particle(word, is_first=not at))
    if len(core) < min(2, len(words)):
        core = words
    particles = () if core == words else tuple(takewhile(_is_any_particle, words[-2::-1]))
    if _stands_family_first(name, person, core):
        core = (*core[1:], core[0])
        return replace(_reading(name, person, core, "".join(core)), is_turned=True)
    return _reading(name, person, core or (person.family,), "".join(words), particles)


_BOUND_AT_END = re.compile(r"\w[-‐‑]\w+$")


def _stands_family_first(name: str, person: PersonName, words: tuple[str, ...]) -> bool:
    """Whether a Korean or Chinese name puts the family name first: "Kim Min-jung"; "Min Jung Kim" does not."""
    if person.is_inverted or person.native or len(words) > _MOST_EASTERN or not stands_first_in_the_east(words):
        return False
    return len(words) == 2 or not is_eastern_family(words[-1]) or bool(_BOUND_AT_END.search(name))


def _reading(
    name: str, person: PersonName, words: tuple[str, ...], letters: str, particles: tuple[str, ...] = ()
) -> PersonReading:
    first = words[0] if len(words) > 1 else ""
    return PersonReading(
        name=name,
        person=person,
        words=words,
        letters=letters,
        first=first,
        middles=words[1:-1],
        last=words[-1],
        calls=(first, *person.called) if first else person.called,
        generation=person.generation,
        particles=particles,
    )


def _is_particle(word: str, *, is_first: bool) -> bool:
    # First stands a given name: "Al Gore", "Van Morrison", "Ben Lujan".
    return word in _FIRST_PARTICLES if is_first else word in _particles()


def _is_any_particle(word: str) -> bool:
    return word in _particles()


@cache
def _particles() -> frozenset[str]:
    return (terms("surname-particles.txt") | _ARABIC_ARTICLES | _SONS) - _KEPT_PARTICLES


# --- Candidates -------------------------------------------------------------------------------------------------


def buckets(reading: PersonReading, context: PersonContext | None = None) -> Iterator[str]:
    """The buckets that a name is put into: two names are looked at together when they share one.

    With a `context`, a given name is put beside initials only where the list has such an initial.
    """
    first, last = reading.first, reading.last
    yield "letters:" + reading.letters
    if not first:
        yield from ("sound:" + sound(last), "lone:" + last, "acronym:" + last)
        return
    yield from _of_one_word(reading, context)
    yield "words:" + " ".join(sorted(reading.words))
    if len(reading.words) > 2:
        yield "letters:" + "".join((*reading.words[1:], first))
    yield "sounds:" + " ".join(sorted(map(sound, reading.words)))
    yield "consonants:" + " ".join(sorted(map(consonants, (first, last))))
    yield f"skeleton:{skeleton(last)} {skeleton(first)}"
    for call in reading.calls:
        if context is None or len(call) == 1 or context.has_initial(last, call[0]):
            yield f"initial:{last} {call[0]}"
        yield f"given:{last} {call}"
        if len(call) >= _SHORTEST_BEGINNING:
            yield f"begins:{last} {call[:_SHORTEST_BEGINNING]}"
        for middle in reading.middles[:2]:
            yield f"middle:{last} {call} {middle[0]}"
        for family in families_of(call):
            yield f"forms:{sound(last)} {family}"
    yield from _otherwise_named(reading, context)
    yield from _halves(first, last)


def _of_one_word(reading: PersonReading, context: PersonContext | None) -> Iterator[str]:
    """By the family name or by all initials, where the list has them alone."""
    if context is None or reading.last in context.lone:
        yield "lone:" + reading.last
    if context is None or reading.initials in context.acronyms:
        yield "acronym:" + reading.initials


def _otherwise_named(reading: PersonReading, context: PersonContext | None) -> Iterator[str]:
    """By the second given name, without the second family name or with both as one, by the name at birth."""
    for middle in reading.middles[:_MOST_MIDDLES]:
        if len(middle) > 1:
            yield f"given:{reading.last} {middle}"
            yield f"given:{middle} {reading.first}"
            for family in families_of(middle):
                yield f"forms:{sound(reading.last)} {family}"
    for joined in reading.with_joined_family():
        yield f"given:{joined.last} {joined.first}"
        yield "consonants:" + " ".join(sorted(map(consonants, (joined.first, joined.last))))
        if context is None or context.has_initial(joined.last, joined.first[0]):
            yield f"initial:{joined.last} {joined.first[0]}"
    if reading.person.born:
        yield f"given:{reading.person.born.split()[-1]} {reading.first}"
    if reading.is_bound and reading.middles:
        first = reading.words[0] + reading.words[1]
        yield f"given:{reading.last} {first}"
        yield "consonants:" + " ".join(sorted(map(consonants, (first, reading.last))))


def _halves(first: str, last: str) -> Iterator[str]:
    """The name with a half of one of its words left out: a slip spares the other half; swapped letters are sorted."""
    yield f"swapped:{first} {''.join(sorted(last))}"
    if len(last) >= _SHORTEST_HALF:
        half = len(last) // 2
        for letters in (half, half + 1):  # one letter less, and the halves are still the same
            yield f"front:{first} {last[:letters]}"
            yield f"back:{first} {last[-letters:]}"
    if len(first) >= _SHORTEST_HALF:
        half = len(first) // 2
        yield f"head:{last} {first[:half]}"
        yield f"tail:{last} {first[-half:]}"
        yield f"swapped:{last} {''.join(sorted(first))}"


# --- The list at hand -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PersonContext:
    """What a list of names says about each person of it: who bears which family name, and how common each name is.

    `bearers` holds, for the sound of a family name and the first letter of a given name, the readings of the given
    names that stand with it. `families` counts in how many given names a family name is borne, `givens` with how many
    family names a given name stands, `letters` the same of given names by their first letter, `size` the different
    pairs. `called` holds for a family name the two names by which one name of the list calls its bearer ("Garland
    “Andy” Barr", "H. Morgan Griffith"). `further` counts how many words go on behind a given name and a family name.
    `acronyms` holds the initials with which somebody signs for his whole name, `lone` the family names without others.
    `affiliations` says for which bodies a name signs, `labelled` holds the labels of the list by their family names.
    """

    bearers: Mapping[tuple[str, str], Mapping[str, tuple[PersonReading, ...]]] = field(default_factory=dict)
    families: Mapping[str, int] = field(default_factory=dict)
    givens: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)
    size: int = 0
    affiliations: Mapping[str, Collection[str]] = field(default_factory=dict)
    called: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    further: Mapping[tuple[str, str], int] = field(default_factory=dict)
    labelled: Mapping[str, tuple[PersonReading, ...]] = field(default_factory=dict)
    acronyms: frozenset[str] = frozenset()
    lone: frozenset[str] = frozenset()
    _crowded: dict[tuple[str, ...], bool] = field(default_factory=dict, compare=False, repr=False)

    def is_crowded(self, reading: PersonReading) -> bool:
        """Whether two names of the list fit this one that cannot be the same person.

        An initial, a short form or a missing middle name says too little then.
        """
        key = (*reading.form, *reading.person.called)
        found = self._crowded.get(key)
        if found is None:
            found = self._crowded[key] = self._find_crowd(reading)
        return found

    def _find_crowd(self, reading: PersonReading) -> bool:
        fitting: list[PersonReading] = []
        for seen, other in enumerate(self._bearers_like(reading)):
            if seen >= _MOST_BEARERS:
                return True
            if _have_other_middles(reading, other) or other.form == reading.form or not fits(reading, other):
                continue
            if len(fitting) >= _MOST_FITTING or not all(fits(other, known) for known in fitting):
                return True
            fitting.append(other)
        return False

    def rival(self, one: PersonReading, other: PersonReading) -> str:
        """A third name of the list that one of two fits as well as it does the other, which cannot be that person.

        >>> names = ["J.-P. Roux", "Jean-Pierre Roux", "Jean-Paul Roux", "Jeanne Roux"]
        >>> survey_persons(names).rival(*map(read_person, names[:2]))
        'Jean-Paul Roux'
        """
        for short, long in ((one, other), (other, one)):
            for seen, third in enumerate(self._bearers_like(short)):
                if seen >= _MOST_BEARERS:
                    break
                fitting = middle_likeness(short.middles, third.middles)
                if fitting is not None and fits(short, third) and not fits(long, third):
                    return third.name
        return ""

    def _bearers_like(self, reading: PersonReading) -> Iterator[PersonReading]:
        for call in reading.calls:
            letters = {call[0], *(form[0] for form in forms_of(call))}
            for letter in letters:
                bearers = self.bearers.get((_kin(reading.last), letter), {})
                if len(call) == 1:
                    for found in bearers.values():
                        yield from found
                    continue
                for form in (call, letter, *forms_of(call)):
                    if form[0] == letter:
                        yield from bearers.get(form, ())

    def bodies_like(self, label: PersonReading, plain: PersonReading) -> tuple[str, ...]:
        """The bodies of namesakes any of whom a name without a body may be, that in the label among them.

        None where all that it fits may be one person.
        """
        fitting = [other for other in self.labelled.get(label.last, ()) if fits(plain, other)]
        bodies = tuple(sorted({label.person.body, *(other.person.body for other in fitting)}))
        is_torn = any(compare_bodies(label.person.body, body) is Bodies.DIFFERENT for body in bodies[:_MOST_BODIES])
        return bodies if is_torn else ()

    def has_bearers(self, family: str) -> bool:
        """Whether a family name alone may be anybody's: the list has it with more given names than one person has."""
        return self.families.get(family, 0) > _NO_SLIP

    def has_initial(self, family: str, letter: str) -> bool:
        """Whether the list has a name of this family with this initial for its given name."""
        return letter in self.bearers.get((_kin(family), letter), ())

    def calls_both(self, one: PersonReading, other: PersonReading) -> bool:
        """Whether the list prints both given names, or their short forms, as one person's."""
        if one.last != other.last:
            return False
        return any(
            given_likeness(one.first, left) in _CALLED and given_likeness(other.first, right) in _CALLED
            for first, call in self.called.get(one.last, ())
            for left, right in ((first, call), (call, first))
        )

    def has_givens(self, one: PersonReading, other: PersonReading) -> bool:
        """Whether the list prints both given names with several family names, so that neither is a slip."""
        return min(self.givens.get(one.first, 0), self.givens.get(other.first, 0)) >= _NO_SLIP

    def has_families(self, one: PersonReading, other: PersonReading) -> bool:
        """Whether the list prints both family names with several given names; a short form makes one bearer two."""
        return min(self.families.get(one.last, 0), self.families.get(other.last, 0)) > _NO_SLIP

    def goes_on_otherwise(self, reading: PersonReading) -> bool:
        """Whether names of the list that begin as this one go on with different further family names."""
        return self.further.get((reading.first, reading.last), 0) > 1

    def namesakes(self, reading: PersonReading) -> float:
        """How many others whom this name fits a list of this length has by chance, whether or not it prints them.

        As many as share the family name, times the part of all people who have a given name that fits. What the list
        says of both is mixed with what is usual, so that a short list does not make every name rare.

        >>> context = survey_persons(["Ann Lee", "Ann Roe", "Bob Lee", "Bob Roe", "Ann Quill"])
        >>> context.namesakes(read_person("Ann Lee")) > context.namesakes(read_person("Ann Quill"))
        True
        """
        others = max(self.families.get(reading.last, 1) - 1, 0) + _UNSEEN
        first = reading.first
        if len(first) == 1:
            count, usual = self.letters.get(first, 0), _USUAL_LETTER
        else:
            count, usual = self.givens.get(first, 0), _USUAL_GIVEN
            count += sum(self.givens.get(form, 0) for form in forms_of(first))
        return others * (count + usual * _USUAL_SIZE) / (self.size + _USUAL_SIZE)


# What is usual, mixed in as if so many persons more were in the list; and the bearers of a family name not seen.
_NO_SLIP = 2  # names with which another stands: a slip comes once
_USUAL_SIZE = 100
_USUAL_LETTER = 0.06
_USUAL_GIVEN = 0.005
_UNSEEN = 0.2


@lru_cache(_REMEMBERED)
def _kin(family: str) -> str:
    """What the spellings of one family name have in common: "McDonald" and "MacDonald" may be one."""
    return sound("mc" + family[3:] if family.startswith("mac") else family)


def survey_persons(names: Iterable[str], affiliations: Mapping[str, Collection[str]] | None = None) -> PersonContext:
    """The context that these names are for one another; the order in which they come does not matter."""
    bearers: defaultdict[tuple[str, str], defaultdict[str, dict[tuple[str, ...], PersonReading]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    pairs: set[tuple[str, str]] = set()
    called: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    further: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    labels: defaultdict[str, list[PersonReading]] = defaultdict(list)
    readings = [read_person(name) for name in sorted(set(names))]
    for reading in readings:
        if reading.person.body:
            labels[reading.last].append(reading)
        for bearer in (reading, *_without_second_family_name(reading)):
            for call in bearer.calls:
                bearers[_kin(bearer.last), call[0]][call].setdefault(bearer.form, bearer)
        for at, middle in enumerate(reading.middles[:_MOST_MIDDLES], 1):
            if len(middle) > 1:
                further[reading.first, middle].add(reading.words[at + 1])
        if len(reading.first) > 1:
            pairs.add((reading.first, reading.last))
        behind_initial = [middle for middle in reading.middles[:1] if len(reading.first) == 1 < len(middle)]
        if calls := (*reading.person.called, *behind_initial):
            called[reading.last].update((reading.first, call) for call in calls)
    return PersonContext(
        bearers={
            place: {call: tuple(found.values()) for call, found in sorted(calls.items())}
            for place, calls in bearers.items()
        },
        families=Counter(family for _, family in pairs),
        givens=Counter(given for given, _ in pairs),
        letters=Counter(given[0] for given, _ in pairs),
        size=len(pairs),
        called={family: frozenset(pairs) for family, pairs in called.items()},
        further={beginning: len(words) for beginning, words in further.items() if len(words) > 1},
        affiliations=affiliations or {},
        acronyms=frozenset(reading.last for reading in readings if reading.is_acronym),
        lone=frozenset(reading.last for reading in readings if not reading.first),
        labelled={family: tuple(found) for family, found in labels.items()},
    )


def _without_second_family_name(reading: PersonReading) -> Iterator[PersonReading]:
    """The name as its bearer signs where people leave the second family name out."""
    if len(reading.words) > 2 and is_iberian(reading.first) and not is_given_name(reading.words[-2]):
        yield reading.reworded(reading.words[:-1])


# --- Who fits whom ----------------------------------------------------------------------------------------------


def have_other_particles(left: PersonReading, right: PersonReading) -> bool:
    """Whether other small words stand before the family name: "van der Berg", "van den Berg". They may be left out.

    >>> have_other_particles(read_person("Jan van der Berg"), read_person("Jan van den Berg"))
    True
    >>> have_other_particles(read_person("Raji el-Sabbagh"), read_person("Raji al-Sabbagh"))
    False
    """
    if not (left.particles and right.particles):
        return False
    one, other = ([_ONE_PARTICLE.get(word, word) for word in each.particles] for each in (left, right))
    return one != other


def have_other_titles(left: PersonReading, right: PersonReading) -> bool:
    """Whether other titles stand before a family name alone: "Rabbi Levy" and "Judge Levy" are hardly one.

    >>> have_other_titles(read_person("Rabbi Levy"), read_person("Judge Levy"))
    True
    """
    titles = left.person.title, right.person.title
    return all(titles) and titles[0] != titles[1]


def lacks_particles(left: PersonReading, right: PersonReading) -> bool:
    """Whether small words stand before the family name of one only, and not just an article of Arabic.

    >>> lacks_particles(read_person("Kees van Dongen"), read_person("Kees Dongen"))
    True
    """
    found = left.particles or right.particles
    return bool(left.particles) is not bool(right.particles) and not _ARABIC_ARTICLES.issuperset(found)


def fits(left: PersonReading, right: PersonReading) -> bool:
    """Whether two names of one family name can be the same person's without any slip."""
    return (
        left.generation == right.generation
        and not have_other_particles(left, right)
        and (call_likeness(left, right) in FITTING or may_be_short_and_initial(left.first, right.first))
        and middle_likeness(left.middles, right.middles) in _FITTING_MIDDLES
    )


def _have_other_middles(left: PersonReading, right: PersonReading) -> bool:
    """Whether two names have one middle name each, with other first letters: the quick answer for most."""
    return len(left.middles) == len(right.middles) == 1 and left.middles[0][0] != right.middles[0][0]


def call_likeness(left: PersonReading, right: PersonReading) -> Likeness:
    """The best likeness of the names by which two persons are called."""
    best = Likeness.DIFFERENT
    for one in left.calls:
        for other in right.calls:
            found = given_likeness(one, other)
            if _RANK[found] < _RANK[best]:
                best = found
    return best


_RANK = {likeness: rank for rank, likeness in enumerate(Likeness)}


def middle_likeness(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness | None:
    """How the names between first and last are alike, at their weakest place; None where one has none."""
    if not left or not right:
        return None
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    worst, at = Likeness.SAME, 0
    for word in short:
        while at < len(long) and _fits_middle(word, long[at]) is Likeness.DIFFERENT:
            at += 1
        if at == len(long):
            # "Van Epps" and "Vanepps": the same letters, parted otherwise.
            return Likeness.SPELLING if "".join(left) == "".join(right) else Likeness.DIFFERENT
        found = _fits_middle(word, long[at])
        worst = max(worst, found, key=_RANK.__getitem__)
        at += 1
    return Likeness.TRUNCATED if worst is Likeness.SAME and len(short) < len(long) else worst


_CALLED = frozenset({Likeness.SAME, Likeness.SPELLING, Likeness.SHORT})
_FITTING_MIDDLES = frozenset(
    {None, Likeness.SAME, Likeness.SPELLING, Likeness.INITIAL, Likeness.SHORT, Likeness.TRUNCATED}
)


@lru_cache(1 << 16)
def _fits_middle(left: str, right: str) -> Likeness:
    found = given_likeness(left, right)
    if found is Likeness.CLOSE and slips(left, right) == 1:  # it may be the first of two family names
        return Likeness.DIFFERENT if is_listed_given_name(left) and is_listed_given_name(right) else Likeness.SLIP
    return Likeness.DIFFERENT if found in {Likeness.CLOSE, Likeness.LANGUAGE} else found
