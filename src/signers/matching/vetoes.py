"""What keeps two organizations apart whatever else speaks for them: numbers, places, chapters, other bodies.

A veto is shown as the reason, holds through third names, and only a person overrules it. The words that make another
body are in data/ (affiliate-words.txt, chapter-words.txt, directions.txt, places.tsv, universities.txt).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import terms
from signers.matching.acronyms import SHORTEST_RUN
from signers.matching.known import body_named, body_of
from signers.matching.meaning import within
from signers.matching.readings import key_lost_county
from signers.matching.vocabulary import abbreviations, told_by
from signers.matching.weights import against
from signers.names import are_within, comparison_key, fits, initials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from signers.matching.context import Context
    from signers.matching.meaning import Places, Words
    from signers.matching.readings import Reading
    from signers.model import Evidence

    Veto = Callable[[Reading, Reading, Context], Evidence | None]


_FEWEST_TO_LEAD = 4  # words of a name that may be short for an acronym of all but the last
_SHORTEST_LOOSE = 4  # letters of an acronym that takes some from within words
LOOSE = 3  # first letters of such an acronym that begin words
_LEAST_TOGETHER = 5  # letters of a word that is found in another by more than chance
_SHORTEST_CUT = 12  # letters
_LEAST_OF_WORD = 3  # letters that are left of the word that is cut
_COLUMN = 24  # letters; a name of so many may be cut anywhere


def acronym_and_words(left: Reading, right: Reading) -> tuple[Reading, Reading] | None:
    """The one that is only letters and the one whose words these fit: then no word is missing from the acronym."""
    for short, long in ((left, right), (right, left)):
        letters = short.bare
        if len(letters) > 1 and not short.spelt_out and letters not in long.core:
            fit = letters in long.printed or letters in long.initials or letters in leading_initials(long.name)
            if fit or fits_loosely(letters, long):
                return short, long
    return None


def fits_loosely(letters: str, long: Reading) -> bool:
    """Whether an acronym has the first letters of all words, and takes its others from within them ("MRVTV")."""
    return (
        len(letters) >= _SHORTEST_LOOSE
        and any(made[:LOOSE] == letters[:LOOSE] and are_within(made, letters) for made in long.initials)
        and fits(letters, long.name)
    )


@lru_cache(1 << 16)
def leading_initials(name: str) -> frozenset[str]:
    """The acronyms that the words of a name make without the last one ("UWD", United We Dream Network).

    >>> sorted(leading_initials("United We Dream Network"))
    ['uwd']
    """
    words = comparison_key(name).split()
    return initials(" ".join(words[:-1])) if len(words) >= _FEWEST_TO_LEAD else frozenset()


def is_cut(left: Reading, right: Reading) -> bool:
    """Whether one name stops in the middle of a word of the other."""
    short, long = sorted((left.key, right.key), key=len)
    return (
        _SHORTEST_CUT <= len(short) < len(long)
        and long.startswith(short)
        and long[len(short)].isalnum()
        and " " in short
        and (len(short.rpartition(" ")[2]) >= _LEAST_OF_WORD or len(short) >= _COLUMN)
        and short.rpartition(" ")[2] not in abbreviations()
    )


def says_less(left: Reading, right: Reading) -> bool:
    """Whether no word can tell these two apart: the same letters, one prints the other, is its acronym or is cut."""
    return (
        left.letters == right.letters
        or any(key == right.key for key, _ in left.alternates)
        or any(key == left.key for key, _ in right.alternates)
        or acronym_and_words(left, right) is not None
        or is_cut(left, right)
        or is_one_body(left, right)
    )


def is_one_body(left: Reading, right: Reading) -> bool:
    """Whether both are names of one well-known body."""
    one, other = (
        body_named(each.key) or (body_of(each.bare) if each.bare and each.spelt_out else None) for each in (left, right)
    )
    return one is not None and one == other


def run_of(letters: str, core: Words) -> Words:
    """The words of the core, one after the other, that these are the first letters of; none where there are none.

    >>> run_of("saba", ("south", "asian", "bar", "association", "california"))
    ('south', 'asian', 'bar', 'association')
    """
    at = "".join([word[0] for word in core]).find(letters) if len(letters) >= SHORTEST_RUN else -1
    return core[at : at + len(letters)] if at >= 0 else ()


def _written_short(brief: Reading, words: Reading) -> frozenset[str]:
    """What the words of one name tell that are an acronym in the other: these are not missing there."""
    told = [told_by(word) for letters in brief.capitals for word in run_of(letters, words.core)]
    return frozenset(what for each in told if each for what in each[1:])


def _run_together(left: Reading, right: Reading) -> set[str]:
    """What the words of one name tell that the other writes together with their neighbours, or apart."""
    return {
        told[1]
        for one, other in ((left, right), (right, left))
        for word in one.core
        if len(word) >= _LEAST_TOGETHER and word in other.letters and word not in other.core and (told := told_by(word))
    }


def is_explained(left: Reading, right: Reading) -> bool:
    """Whether one name prints the other, or has its words as an acronym: then their words need not be alike."""
    return (
        any(key == right.key for key, _ in left.alternates)
        or any(key == left.key for key, _ in right.alternates)
        or acronym_and_words(left, right) is not None
        or any(
            run_of(letters, words.core)
            for brief, words in ((left, right), (right, left))
            for letters in brief.capitals
            if letters not in words.capitals
        )
    )


def other_numbers(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Numbers or ordinals that differ."""
    if left.numbers == right.numbers or written_as_spoken(left, right):
        return None
    return against("numbers", f"the numbers differ: {_told(left.numbers)} and {_told(right.numbers)}")


def written_as_spoken(left: Reading, right: Reading) -> bool:
    """Whether one name has a number for a word that sounds like it ("Data 4 Black Lives")."""
    return any(
        digit in one.numbers and one.key.replace(f" {digit} ", f" {word} ") == other.key
        for one, other in ((left, right), (right, left))
        for digit, word in SPOKEN.items()
    )


SPOKEN: Mapping[str, str] = {"4": "for", "2": "to"}


def other_directions(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Directions that differ, or stand in one name only."""
    missing = left.directions ^ right.directions
    if not missing or missing <= _written_short(left, right) | _written_short(right, left):
        return None
    return against("directions", f"the directions differ: {_told(left.directions)} and {_told(right.directions)}")


def other_affiliate(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A word that makes another body (fund, foundation, PAC, local) in one name only."""
    if left.affiliates == right.affiliates:
        return None
    missing = {
        *(word for word in left.affiliates - right.affiliates if not _may_have(right, word)),
        *(word for word in right.affiliates - left.affiliates if not _may_have(left, word)),
    }
    missing -= _written_short(left, right) | _written_short(right, left) | _run_together(left, right)
    if left.numbers and left.numbers == right.numbers:
        missing -= NUMBERED
    if not missing:
        return None
    word = min(missing)
    return against("affiliate", f"only one is {'an' if word[0] in 'aeiou' else 'a'} {word}")


# What a number tells without the word ("UAW 45", "UAW Local 45").
NUMBERED = frozenset({"local", "lodge", "post"})


def _may_have(reading: Reading, affiliate: str) -> bool:
    """Whether an abbreviation in the name may stand for this word as well as for another."""
    if affiliate == "county" and key_lost_county(reading.name):
        return True
    return reading.loose and any(
        told_by(meaning) == ("affiliate", affiliate)
        for word in reading.core
        for meaning in abbreviations().get(word, ())
    )


def other_school(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Schools whose words stand in another order ("University of Washington", "Washington University")."""
    if left.words == right.words or len(left.words) > _SCHOOL or sorted(left.words) != sorted(right.words):
        return None
    if terms("universities.txt").isdisjoint(left.core):
        return None
    return against("school", "the order of the words tells schools apart")


_SCHOOL = 3  # words at most of a name whose order tells: "Ohio State University"


def other_place(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """Different places, or a chapter beside the whole."""
    apart = places_apart(left.places, right.places)
    if apart == "different":
        return against("place", f"the places differ: {told_places(left)} and {told_places(right)}")
    if apart == "more" and not _is_together(left, right):
        where = told_places(left if len(left.places) > len(right.places) else right)
        if left.chapter != right.chapter:
            return against("chapter", f"{where} names a chapter")
        if left.core in context.places or right.core in context.places:
            return against("chapter", f"{where} names a chapter: this list has others of other places")
    return None


def _is_together(left: Reading, right: Reading) -> bool:
    """Whether the place that only one name prints stands in the letters of the other, its words joined or split."""
    short, long = (left, right) if len(left.places) < len(right.places) else (right, left)
    return all(
        any(
            len(letters) >= _LEAST_TOGETHER and letters in short.letters
            for place in ids
            for letters in [place.rpartition("/")[2].replace("-", "")]
        )
        for ids in long.places
        if ids not in short.places
    )


def other_chapter(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A chapter, whose place we do not know, beside a name without one."""
    if left.chapter == right.chapter or left.places or right.places or len(left.core) == len(right.core):
        return None
    return against("chapter", "only one is a chapter")


VETOES: tuple[Veto, ...] = (other_numbers, other_directions, other_affiliate, other_school, other_place, other_chapter)


def vetoes(left: Reading, right: Reading, context: Context) -> tuple[Evidence, ...]:
    """Everything that forbids the two names to be one."""
    found = [veto for rule in VETOES if (veto := rule(left, right, context))]
    return tuple(found) if found and not says_less(left, right) else ()


def places_apart(left: Places, right: Places) -> str:
    """How the places of two names stand to each other: "same" (none counts), "more" in one, or "different".

    It is "unsure" where one name is that of several places ("LA") and the other of one of them.
    """
    if left == right:
        return "same"
    shared = [p for p in left if any(p & q for q in right)]
    # What a place lies in adds nothing to it: "Burlington, Vermont" is Burlington.
    only_left = [p for p in left if p not in shared and not any(within(q, p) for q in shared)]
    only_right = [q for q in right if not any(p & q for p in left) and not any(within(p, q) for p in shared)]
    if only_left and only_right:
        return "different"
    if only_left or only_right:
        return "more"
    return "same" if all(p in right for p in left if p in shared) else "unsure"


def _told(found: Iterable[str]) -> str:
    return ", ".join(sorted(found)) or "none"


def told_places(reading: Reading) -> str:
    """The places of a name in words."""
    return _told("/".join(sorted(place.rsplit("/", 1)[-1].upper() for place in ids)) for ids in reading.places)
