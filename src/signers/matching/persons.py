"""The evidence about two names of persons.

A person is judged as a careful reader of a list would: the family name must be the same but for its writing, the given
names must not contradict each other, and what one name leaves out (an initial for the given name, a short form, no
middle name) counts only where nobody else in the list fits. Jr. and Sr., different given or middle names, and different
family names are two persons for ever; Jr. with one only is asked about.
"""

from __future__ import annotations

from functools import cache
from math import log2
from typing import TYPE_CHECKING

from signers.knowledge import table
from signers.matching.affiliations import Bodies, compare_affiliations
from signers.matching.given_names import (
    Likeness,
    family_likeness,
    given_likeness,
    is_family_name,
    is_given_name,
    is_iberian,
    is_listed_given_name,
    is_short_by_a_whole_name,
    is_surname,
    may_be_short_and_initial,
)
from signers.matching.person_readings import (
    PersonContext,
    PersonReading,
    buckets,
    call_likeness,
    have_other_particles,
    have_other_titles,
    lacks_particles,
    middle_likeness,
    read_person,
    survey_persons,
)
from signers.matching.spelling import likeness, slips
from signers.model import Evidence, Match, Verdict
from signers.person_names import given_names, printed_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = [
    "PersonContext",
    "PersonReading",
    "buckets",
    "match",
    "read_person",
    "same_form",
    "survey_persons",
    "weigh",
    "weights",
]


def match(left: str, right: str, context: PersonContext | None = None) -> Match:
    """How likely it is that two names are one person's, and everything that speaks for and against it.

    Without a `context` nothing is known of others whom an initial or a short form may fit.

    >>> match("Bob Whitlock", "Robert A. Whitlock").verdict.value, match("J. Whitlock", "Jane Whitlock").verdict.value
    ('same', 'doubtful')
    """
    return _judged(left, right, weigh(left, right, context))


def _judged(left: str, right: str, evidence: tuple[Evidence, ...]) -> Match:
    odds = max(-60.0, min(60.0, weights()["prior"] + sum(each.bits for each in evidence)))
    if _are_torn(evidence):  # whatever the names say, a person is asked
        odds = min(odds, _MOST_TORN)
    if any(each.veto for each in evidence) or odds < weights()["doubtful at"]:
        verdict = Verdict.DIFFERENT
    else:
        verdict = Verdict.SAME if odds >= weights()["same at"] else Verdict.DOUBTFUL
    return Match(left, right, 1 / (1 + 2.0**-odds), verdict, evidence)


def weigh(
    left: str | PersonReading, right: str | PersonReading, context: PersonContext | None = None
) -> tuple[Evidence, ...]:
    """Everything that speaks for and against two names of persons being one."""
    one = read_person(left) if isinstance(left, str) else left
    other = read_person(right) if isinstance(right, str) else right
    if (other.words, other.name) < (one.words, one.name):
        one, other = other, one  # whichever comes first, the evidence is the same
    if one.generation != other.generation:
        return _generations_apart(one, other, context)
    if one.person.is_couple != other.person.is_couple:
        return _apart(one, other, "couple", "one names two persons", context)
    if one.person.native and other.person.native and one.person.native != other.person.native:
        return _in_characters(one, other, context)
    bodies = _bodies(one, other, context)
    if found := same_form(one, other) or _other_order(one, other):
        return (_piece("one name", found.why) if _are_torn(bodies) else found, *bodies)
    evidence = (*_by_parts(one, other, context), *bodies)
    if any(each.veto for each in evidence) and (one.is_bound or other.is_bound):
        joined = (*_by_parts(_joined(one), _joined(other), context), *bodies)
        return evidence if any(each.veto for each in joined) else joined
    return evidence


def _by_initials(one: PersonReading, other: PersonReading) -> Evidence | None:
    """The evidence where one signs with his initials alone. Those that lack a middle name may still be his."""
    for short, long in ((one, other), (other, one)):
        if short.is_acronym and long.initials:
            letters, initials = iter(short.last), long.initials
            if short.last == initials:
                return _piece("whole initials", f"{short.last.upper()} are the initials of the other")
            if short.last[-1] == initials[-1] and all(letter in letters for letter in initials):
                return _piece("whole initials", f"{short.last.upper()} may be initials of the other", 0)
    return None


def _generations_apart(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """The evidence about Sr. and Jr., who are two, or about Jr. and one of whom nothing is said."""
    if one.generation and other.generation:
        return _apart(one, other, "generation", "Jr., Sr. or a number tells them apart", context)
    found = weigh(one.without_generation(), other.without_generation(), context)
    if any(each.veto for each in found):
        return found
    return (*found, _piece("generation missing", "Jr., Sr. or a number with one only"))


_MOST_TORN = 3.0  # bits
_TORN = frozenset(
    {
        "other affiliation",
        "which namesake",
        "generation missing",
        "two names",
        "rival",
        "other particles",
        "own second",
        "given language",
    }
)


def _are_torn(evidence: Iterable[Evidence]) -> bool:
    """Whether something speaks against one person that no likeness of names outweighs, though it forbids nothing."""
    return any(each.name in _TORN for each in evidence)


def _joined(reading: PersonReading) -> PersonReading:
    """The name with the two given names that a hyphen binds as one: "Hie-Young Oh" as "Hieyoung Oh"."""
    if not reading.is_bound or len(reading.words) < 3:
        return reading
    return reading.reworded((reading.words[0] + reading.words[1], *reading.words[2:]), is_bound=False)


def _by_parts(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """The evidence of family names, given names, and the list."""
    if initials := _by_initials(one, other):
        return (initials,)
    family = _family(one, other)
    is_slip = family is not None and family.name in _SLIPS
    if is_slip and context is not None and context.has_families(one, other):
        family = _piece("family close", f"{_differ(one, other)}, and the list has several of either")
    if (family is None or family.name in _WEAK_EVIDENCE) and (found := _run_together(one, other, context)):
        return found
    if family is None:
        found = _turned(one, other, context) or _longer(one, other, context) or _moved(one, other)
        names = f"{_shown(one.last)} and {_shown(other.last)}"
        return found or _apart(one, other, "other family", f"other family names: {names}", context)
    return _weighed(one, other, (family,), context)


def _weighed(
    one: PersonReading, other: PersonReading, family: tuple[Evidence, ...], context: PersonContext | None
) -> tuple[Evidence, ...]:
    """The evidence about two names whose family names may be one."""
    given = _given_in_list(one, other, context)
    if given is None:
        names = f"{_shown(one.first)} and {_shown(other.first)}"
        return _apart(one, other, "other given", f"other given names: {names}", context)
    middle = _middle(one, other) if given.name not in _BY_SECOND_NAME else None
    if middle is not None and middle.veto:
        return _apart(one, other, middle.name, middle.why, context)
    found = [*family, given] if middle is None else [*family, given, middle]
    return (*found, *_doubts(one, other, tuple(found)), *_by_the_list(one, other, given, middle, context))


def _given_in_list(one: PersonReading, other: PersonReading, context: PersonContext | None) -> Evidence | None:
    """The evidence of the given names, in the light of what the list says of them."""
    given = _given(one, other)
    if given is not None and given.name == "given slip" and context is not None and context.has_givens(one, other):
        names = f"{_shown(one.first)} and {_shown(other.first)}"
        return _piece("given close", f"{names} are nearly the same, and the list has several of either")
    if given is None and context is not None and context.calls_both(one, other):
        return _piece("called", "the list prints both given names as one person's")
    return given


def _doubts(one: PersonReading, other: PersonReading, found: tuple[Evidence, ...]) -> Iterator[Evidence]:
    """What speaks against two names being one though each part of them may be."""
    names = {each.name for each in found}
    if have_other_particles(one, other):
        particles = " and ".join(" ".join(reversed(each.particles)) for each in (one, other))
        yield _piece("other particles", f"other small words before the family name: {particles}")
    if lacks_particles(one, other):
        yield _piece("particles missing", "small words before the family name with one only")
    if "given short" in names and is_short_by_a_whole_name(one.first, other.first):
        yield _piece("whole names", "the short form is a name by itself")
    if "given close" in names and is_given_name(one.first) and is_given_name(other.first):
        yield _piece("two names", "either is a given name by itself")
    has_all = "given initial" in names and _glued(one, other) is not None
    by_second = bool(names & _BY_SECOND_NAME)
    is_part = one.is_double != other.is_double and not (by_second and not (one.is_bound or other.is_bound))
    if is_part and not (one.middles and other.middles) and not has_all:
        yield _piece("bound given", "a double given name of which the other has a part")
    if found[0].name == "family close" and "given" not in names:
        yield _piece("both close", "neither the given nor the family name is quite the same")
    if names & _MIDDLES and _lacks_family_name(one, other):
        yield _piece("first family", "one lacks the first of two family names")
    if "given initial" in names and _is_called_second(one, other):
        yield _piece("own second", "who prints an initial before a given name is called by that")


def _lacks_family_name(one: PersonReading, other: PersonReading) -> bool:
    """Whether the middle name that one lacks is the first of two family names, where that is not left out."""
    short, fuller = sorted((one, other), key=lambda reading: len(reading.words))
    between = fuller.middles[-1]
    if len(short.middles) == len(fuller.middles) or between[0] in {middle[0] for middle in short.middles[-1:]}:
        return False
    is_family = is_surname(between) or (len(between) > 1 and not is_given_name(between))
    return is_iberian(fuller.first) and is_family


def _is_called_second(one: PersonReading, other: PersonReading) -> bool:
    """Whether one prints "S. Katherine Lam", and the other no name that can be Katherine."""
    short, long = sorted((one, other), key=lambda reading: len(reading.first))
    return len(short.first) == 1 and any(len(middle) > 1 for middle in short.middles[:1]) and not long.middles


_MIDDLES = frozenset({"middle missing", "middle part", "middle initial"})
_BY_SECOND_NAME = frozenset({"second given", "second initial", "second by initial"})


# --- One form ---------------------------------------------------------------------------------------------------


def same_form(left: str | PersonReading, right: str | PersonReading) -> Evidence | None:
    """The same name, but for case, accents, titles, degrees, hyphens, or the family name printed first with a comma."""
    one = read_person(left) if isinstance(left, str) else left
    other = read_person(right) if isinstance(right, str) else right
    if one.generation != other.generation or one.person.is_couple != other.person.is_couple:
        return None
    if one.words != other.words and (one.letters != other.letters or _hides_initial(one, other)):
        return None
    if have_other_titles(one, other):
        return None
    if have_other_particles(one, other) or (one.letters != other.letters and lacks_particles(one, other)):
        return None
    if one.is_turned != other.is_turned:
        return _piece("order", "the same words with the family name first")
    is_one = printed_name(one.name) == printed_name(other.name)
    return _piece("form", "the same name" if is_one else "the same name but for capitals, accents, titles or degrees")


def _hides_initial(one: PersonReading, other: PersonReading) -> bool:
    """Whether the same letters are an initial in one name and the end of a word in the other: Robert A. and Roberta.

    Initials may be set without dots ("JP"), and a letter may be parted from what is behind it ("O'Grady").
    """
    for words, others in ((one.words, other.words), (other.words, one.words)):
        for before, word, behind in zip(("", *words), words, (*words[1:], ""), strict=False):
            if len(word) > 1 or word in others:
                continue
            is_glued = any(each.startswith(word + behind) for each in others if behind)
            if not is_glued and not (len(before) == 1 and any(before + word in each for each in others)):
                return True
    return False


def _in_characters(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """Two names in Chinese or Korean writing: another character is another name, though it may sound the same."""
    left, right = one.person.native, other.person.native
    if len(left) == len(right) and slips(left, right) == 1:
        return (_piece("character", "one character differs"),)
    return _apart(one, other, "other family", "other characters", context)


def _other_order(one: PersonReading, other: PersonReading) -> Evidence | None:
    """The same words in another order: the family name first, or moved words."""
    if len(one.letters) != len(other.letters) or len(one.words) < 2 or len(other.words) < 2:
        return None
    if have_other_particles(one, other):
        return None
    if sorted(one.words) != sorted(other.words) and (not _is_rotated(one, other) or _hides_initial(one, other)):
        return None
    if one.last == other.last and not _is_rotated(one, other):
        return _piece("middle order", "the given names stand in another order")
    both_given = is_listed_given_name(one.first) and is_listed_given_name(other.first)
    sure = (one.person.is_inverted, other.person.is_inverted) == (True, True)
    if sure or both_given or not _is_rotated(one, other):
        return _piece("swapped", "the same words in another order, of which either may be the family name")
    return _piece("order", "the same words with the family name first")


def _is_rotated(one: PersonReading, other: PersonReading) -> bool:
    """Whether the words at the front of one stand at the end of the other; only the letters count, not the spaces."""
    return any(
        "".join(words[at:] + words[:at]) == letters
        for words, letters in ((one.words, "".join(other.words)), (other.words, "".join(one.words)))
        for at in (1, len(words) - 1)
    )


# --- Family names -----------------------------------------------------------------------------------------------


def _family(one: PersonReading, other: PersonReading) -> Evidence | None:
    found = family_likeness(one.last, other.last)
    if found is Likeness.SAME:
        return _piece("family", "the same family name")
    if found is Likeness.DIFFERENT or (found in _WEAKLY_ALIKE and not (one.first and other.first)):
        return None
    return _piece(f"family {found.value}", _differ(one, other))


def _differ(one: PersonReading, other: PersonReading) -> str:
    return f"the family name is written {_shown(one.last)} and {_shown(other.last)}"


_WEAKLY_ALIKE = frozenset({Likeness.CLOSE, Likeness.SCRIPT})
_SURELY_ONE_FAMILY = frozenset({Likeness.SAME, Likeness.SPELLING, Likeness.DOUBLED, Likeness.SLIP})


def _run_together(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """The evidence where one writes as one word what stands before the family name in the other: "Lecun", "Le Cun"."""
    if not (one.middles or other.middles or one.particles or other.particles):
        return ()
    for plain, parted in ((one, other), (other, one)):
        for joined in parted.with_joined_family():
            family = _family(plain, joined)
            if family is None or family.name not in _RUN_TOGETHER_AS or not plain.first:
                continue
            found = _weighed(plain, joined, (family,), context)
            if not any(each.veto for each in found):
                return found
    return ()


_SLIPS = frozenset({"family slip", "family doubled"})
_RUN_TOGETHER_AS = frozenset({"family", "family spelling", "family doubled", "family slip"})
_WEAK_EVIDENCE = frozenset({"family close", "family script"})


def _turned(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """The evidence where one of the two puts the family name first, and the names differ besides."""
    for plain, turned in ((one, other), (other, one)):
        if turned.person.is_inverted or not turned.first or not plain.first:
            continue
        if family_likeness(plain.last, turned.first) not in _SURELY_ONE_FAMILY:
            continue
        moved = turned.reworded((*turned.words[1:], turned.words[0]))
        family = _family(plain, moved)
        if family is None:
            continue
        if is_listed_given_name(plain.first) and is_listed_given_name(turned.first):
            order = _piece("either first", "one has the words in another order, and either may be the family name")
        else:
            order = _piece("family first", "one puts the family name first")
        found = _weighed(plain, moved, (family, order), context)
        if not any(each.veto for each in found):
            return found
    return ()


def _longer(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """The evidence where one goes on with a further family name, or prints the other's as the name at birth."""
    for short, long in ((one, other), (other, one)):
        if short.first and short.last in long.middles and (found := _going_on(short, long, context)):
            return found
        born = long.person.born.split()[-1:]
        if born == [short.last] and (given := _given(short, long)):
            return (_piece("born", f"{_shown(short.last)} is printed as the name at birth"), given)
    return ()


def _going_on(short: PersonReading, long: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    at = long.middles.index(short.last) + 2
    cut, further = long.reworded(long.words[:at]), long.words[at:]
    given, middle = _given(short, cut), _middle(short, cut)
    others = sum(len(name) > 1 for name in short.middles) - len(cut.middles)
    if given is None or given.name in _BY_SECOND_NAME or others > 0:
        return ()
    if middle is not None and middle.veto:
        return _apart(short, long, middle.name, middle.why, context)
    names = " ".join(map(_shown, further))
    if len(further) == 1 and is_iberian(max(short.first, long.first, key=len)):
        found = [_piece("second family", f"a second family name with one only: {names}")]
    else:
        found = [_piece("further name", f"a further name with one only: {names}")]
    found += [_piece("family", f"the family name {_shown(short.last)} in both"), given]
    if middle is not None:
        found.append(middle)
    if context is not None and middle is not None and (rival := context.rival(short, long)):
        return (*found, _piece("rival", f"“{rival}” fits as well"))
    if context is not None and context.goes_on_otherwise(short):
        return (*found, _piece("crowd", "others in the list fit as well"))
    return (*found, *_by_the_list(short, short, given, middle, context))


_NEARLY = 0.75  # of the letters of a word


def _is_near(left: str, right: str) -> bool:
    return likeness(left, right) >= _NEARLY


def _moved(one: PersonReading, other: PersonReading) -> tuple[Evidence, ...]:
    """The evidence where the words of one are all found in the other, in another order and perhaps with a slip."""
    short = min(one.words, other.words, key=len)
    if min(map(len, short)) < 3 or len(short) < 2 or _weakest(one.words, other.words) < _NEARLY:
        return ()
    if len(one.words) == len(other.words) and all(map(_is_near, one.words, other.words)):
        return ()  # in the same order, they are other names
    return (_piece("moved", "the words of one are those of the other in another order"),)


# --- Given names ------------------------------------------------------------------------------------------------


_GIVEN_WEAK = frozenset({Likeness.DIFFERENT, Likeness.CLOSE})
_GIVEN = {
    Likeness.SAME: ("given", "the same given name"),
    Likeness.INITIAL: ("given initial", "{} may stand for {}"),
    Likeness.SPELLING: ("given spelling", "{} and {} are spellings of one given name"),
    Likeness.SHORT: ("given short", "{} and {} are forms of one given name"),
    Likeness.TRUNCATED: ("given truncated", "{} and {}: one is the beginning of the other"),
    Likeness.SLIP: ("given slip", "{} and {} differ by a slip of the pen"),
    Likeness.LANGUAGE: ("given language", "{} and {} are one given name in two languages"),
    Likeness.CLOSE: ("given close", "{} and {} are nearly the same"),
}


def _given(one: PersonReading, other: PersonReading) -> Evidence | None:
    if not one.first or not other.first:
        return _piece("no given", "a given name with one only")
    found, printed = call_likeness(one, other), given_likeness(one.first, other.first)
    if printed is Likeness.LANGUAGE:
        found = printed  # a Philippe and a Philip may both be called Phil
    if found not in {Likeness.DIFFERENT, printed}:
        return _piece("called", "the name in quotes or brackets is the other's")
    second = _second(one, other) or _glued(one, other) if found in _GIVEN_WEAK else None
    short, long = sorted((one.first, other.first), key=len)
    if second is None and found is Likeness.DIFFERENT and may_be_short_and_initial(short, long):
        return _piece("short initial", f"{_shown(short)} may stand for a name for which {_shown(long)} is short")
    if second is not None or found is Likeness.DIFFERENT:
        return second
    name, why = _GIVEN[found]
    return _piece(name, why.format(_shown(short), _shown(long)))


def _second(one: PersonReading, other: PersonReading) -> Evidence | None:
    """One is called by the other's second given name."""
    for short, long in ((one, other), (other, one)):
        if len(short.first) > 1 == len(long.first) and any(short.first[0] == middle for middle in long.middles[:1]):
            return _piece("second by initial", f"{long.middles[0].upper()}. may stand for {_shown(short.first)}")
        at = next((at for at, word in enumerate(long.middles) if len(word) > 1), 0)
        if at and len(long.first) > 1:
            continue
        for middle in long.middles[at : at + 1]:
            if len(middle) > 1 and given_likeness(short.first, middle) in _SECOND:
                rest = middle_likeness(short.middles, long.middles[at + 1 :])
                if rest is Likeness.DIFFERENT:
                    continue
                if len(long.first) == 1:
                    return _piece("second initial", f"{_shown(middle)} behind the initial {long.first.upper()}.")
                return _piece(
                    "second given", f"{_shown(middle)} is the second given name of one, the first of the other"
                )
    return None


_SECOND = frozenset({Likeness.SAME, Likeness.SPELLING, Likeness.SHORT})


def _glued(one: PersonReading, other: PersonReading) -> Evidence | None:
    """Initials set without dots or spaces: "JC Juncker"."""
    for short, long in ((one, other), (other, one)):
        first_letters = "".join(word[0] for word in long.words[:-1])
        if 1 < len(short.first) < 4 and not short.middles and short.first == first_letters:
            return _piece("given initial", f"{short.first.upper()} may stand for the given names of the other")
    return None


def _middle(one: PersonReading, other: PersonReading) -> Evidence | None:
    """Middle names that agree, fit, are missing, or cannot be one."""
    if not one.middles and not other.middles:
        return None
    found = middle_likeness(one.middles, other.middles)
    if found is None:
        # One middle name is often left out, three hardly ever.
        more = len(one.middles) + len(other.middles) - 1
        return _piece("middle missing", "a middle name is printed with one only", more)
    names = f"{_shown(' '.join(one.middles))} and {_shown(' '.join(other.middles))}"
    if found is Likeness.DIFFERENT:
        return Evidence("other middle", weights()["other middle"], f"the middle names differ: {names}", veto=True)
    name, why = _MIDDLE.get(found, ("middle", "the same middle names"))
    return _piece(name, why.format(names))


_MIDDLE = {
    Likeness.INITIAL: ("middle initial", "the middle initial fits: {}"),
    Likeness.SLIP: ("middle slip", "a slip of the pen in the middle name: {}"),
    Likeness.TRUNCATED: ("middle part", "more middle names with one: {}"),
}


# --- The list at hand -------------------------------------------------------------------------------------------


def _by_the_list(
    one: PersonReading, other: PersonReading, given: Evidence, middle: Evidence | None, context: PersonContext | None
) -> tuple[Evidence, ...]:
    """Whether others in the list fit as well, and how many a list of this length has by chance."""
    if context is None or not context.size:
        unknown = given.name == "given initial"
        return (_piece("no list", "nothing is known of others whom the initial may fit"),) if unknown else ()
    found = []
    chance = max(context.namesakes(one), context.namesakes(other)) * _MIDDLE_CHANCE.get(
        middle.name if middle else "", 1
    )
    bits = log2(chance) + _FEW_NAMESAKES
    is_anybody = given.name == "no given" and context.has_bearers(one.last)
    if is_anybody or context.is_crowded(one) or context.is_crowded(other):
        rival = context.rival(one, other) if given.name == "given initial" and middle is not None else ""
        crowd = _piece("rival", f"“{rival}” fits as well") if rival else None
        found.append(crowd or _piece("crowd", "others in the list fit as well"))
    elif bits < 0:
        found.append(_piece("alone", "nobody else in the list fits", min(-bits / _SURELY_ALONE, 1.0)))
    if bits > 0:
        found.append(_piece("namesakes", "so common a name that a list as long as this has namesakes", bits))
    return tuple(found)


_FEW_NAMESAKES = 5.5  # the bits of a chance that speaks neither for nor against
_SURELY_ALONE = 4.0  # fewer bits than that, and one is surely alone
_MIDDLE_CHANCE = {"middle": 0.02, "middle initial": 0.1, "middle part": 0.05}


# --- Affiliations -----------------------------------------------------------------------------------------------


def _bodies(one: PersonReading, other: PersonReading, context: PersonContext | None) -> tuple[Evidence, ...]:
    """The same affiliation, one that is surely another, or none where the list has namesakes at several."""
    left, right = _bodies_of(one, context), _bodies_of(other, context)
    if bool(left) is not bool(right):
        label, plain = (one, other) if left else (other, one)
        bodies = () if context is None else context.bodies_like(label, plain)
        return (_piece("which namesake", f"it may be the one at {_enumerated(bodies)}"),) if bodies else ()
    found = compare_affiliations(left, right)
    if found is Bodies.SAME:
        return (_piece("affiliation", f"at one body: {min(left)}"),)
    if found is Bodies.DIFFERENT:
        at_two = _piece("other affiliation", f"at two bodies: {'; '.join(sorted((min(left), min(right))))}")
        return (at_two, *_rarity(one, other))
    return ()


def _rarity(one: PersonReading, other: PersonReading) -> tuple[Evidence, ...]:
    """How likely two persons bear such a name: people change their bodies, and a rare name seldom has two bearers."""
    short = min((one, other), key=lambda reading: len(reading.words))
    known = [is_family_name(short.last), short.first in given_names() or len(short.first) == 1]
    full_middle = any(len(middle) > 1 for middle in short.middles)
    if all(known) and not full_middle:
        return (_piece("common name", "a common given name and a common family name"),)
    if full_middle or not any(known):
        return (_piece("rare name", "so rare a name that few bear it"),)
    return ()


def _enumerated(bodies: Collection[str]) -> str:
    shown = sorted(bodies)[:_MOST_SHOWN]
    return " or ".join(shown) + (f" or {len(bodies) - len(shown)} more" if len(bodies) > len(shown) else "")


_MOST_SHOWN = 4


def _bodies_of(reading: PersonReading, context: PersonContext | None) -> Collection[str]:
    """The bodies that a name signs for: that in a label, or those that the list tells of."""
    if reading.person.body:
        return (reading.person.body,)
    return () if context is None else context.affiliations.get(reading.name, ())


# --- Different persons ------------------------------------------------------------------------------------------


def _apart(
    one: PersonReading, other: PersonReading, name: str, why: str, context: PersonContext | None
) -> tuple[Evidence, ...]:
    """A veto. Two names alone are ranked besides, by how alike the words are in which they differ."""
    veto = Evidence(name, weights()[name], why, veto=True)
    if context is not None:
        return (veto,)
    share = _weakest(one.words, other.words)
    if len(one.words) != len(other.words):  # "AlisherUsmanof": two words may be run together
        share = max(share, likeness(one.letters, other.letters) - _RUN_TOGETHER)
    return (veto, Evidence("words", weights()["words"] * (share - 0.5), f"the words that differ share {share:.0%}"))


def _weakest(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike that word of the shorter name is that is least like any word of the longer, each taken once."""
    short, long = sorted((one[:_MOST_WORDS], other[:_MOST_WORDS]), key=lambda words: (len(words), words))
    left, worst = sorted(long), 1.0
    for word in sorted(short):
        best = max(left, key=lambda each: likeness(word, each))
        worst = min(worst, likeness(word, best))
        left.remove(best)
    return worst


_RUN_TOGETHER = 0.1
_MOST_WORDS = 8  # words of a name that are compared each with each


# --- Weights ----------------------------------------------------------------------------------------------------


@cache
def weights() -> Mapping[str, float]:
    """What each piece of evidence weighs, in bits; "prior" holds for every pair."""
    return {name: float(bits) for name, bits, *_ in table("person-evidence.tsv")}


def _piece(name: str, why: str, amount: float = 1.0) -> Evidence:
    return Evidence(name, weights()[name] * amount, why)


def _shown(word: str) -> str:
    return word.title() if len(word) > 1 else word.upper() + "."
