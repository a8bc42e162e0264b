"""The evidence about two names of organizations: small functions that say nothing, or something in bits."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from signers.knowledge import terms
from signers.matching.readings import SHORTEST_SCANNED, shape
from signers.matching.weights import against, piece
from signers.names import acronyms, initials, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from signers.matching.context import Context
    from signers.matching.readings import Reading
    from signers.model import Evidence

    EvidenceRule = Callable[[Reading, Reading, Context], Evidence | None]


def same_form(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same comparison key."""
    if left.key != right.key:
        return None
    return piece("form", difference_in_form(left.name, right.name))


def difference_in_form(left: str, right: str) -> str:
    """In words, what two names of one comparison key differ in."""
    if left == right:
        return "the same name"
    if tidy(left).casefold() == tidy(right).casefold():
        return "the same but for capitals or spaces"
    if acronyms(left) != acronyms(right):
        printed = (*acronyms(left), *acronyms(right))[0]
        return f"the same but for the acronym {printed} beside it"
    return "the same but for punctuation, accents, “and”, article or legal form"


def same_letters(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same letters, with words joined or split, or as a domain ("MomsRising.org")."""
    if left.core == right.core or left.letters != right.letters or len(left.letters) < 5:
        return None
    return piece("letters", "the same letters, written apart, together or as a domain")


def same_words(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words, once abbreviations and the list's own acronyms are written out."""
    if left.core != right.core or not left.core or left.key == right.key:
        return None
    spelt = sorted({*left.spelt_out, *right.spelt_out} - ({*left.spelt_out} & {*right.spelt_out}))
    if spelt:
        return piece("words", f"this list says what {' and '.join(spelt)} stands for, and the words are the same")
    if left.places != right.places:
        return piece("words", "the same words but for the places")
    return piece("words", "the same words, spelt out or abbreviated")


def scanning_slip(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same but for letters that a scanner takes for one another: l and I and 1, rn and m."""
    if left.core == right.core or left.numbers != right.numbers or len(left.core) != len(right.core):
        return None
    if any(
        a != b and (len(a) < SHORTEST_SCANNED or shape(a) != shape(b))
        for a, b in zip(left.core, right.core, strict=True)
    ):
        return None
    return piece("slip", "the same but for letters that a scanner confuses")


def _one_word_apart(left: Reading, right: Reading) -> tuple[str, str] | None:
    """The two words in which the names differ, if they differ in one word only and have others."""
    if len(left.core) != len(right.core) or len(left.core) < 2:
        return None
    apart = [(a, b) for a, b in zip(left.core, right.core, strict=True) if a != b]
    return apart[0] if len(apart) == 1 else None


def plural(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One word is plural here and singular there."""
    apart = _one_word_apart(left, right)
    if apart is None or len(left.core) < 3:
        return None
    shorter, longer = sorted(apart, key=len)
    if longer != shorter + "s" or len(shorter) < 4:
        return None
    return piece("plural", f"the same but for “{shorter}” and “{longer}”")


def misspelt(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """One long word differs in a letter or two; the rarer the word, the likelier a slip."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # compiled; a command that compares nothing must not load it

    apart = _one_word_apart(left, right)
    if apart is None:
        return None
    first, second = apart
    length = min(len(first), len(second))
    if length < 5 or any(character.isdigit() for character in first + second):
        return None
    if first + "s" == second or second + "s" == first:
        return None if len(left.core) >= 3 else piece("misspelt", f"“{first}” and “{second}”", -2.0)
    edits = OSA.distance(first, second, score_cutoff=2)
    if edits > (2 if length >= 9 else 1):
        return None
    # A word that other names use too is a word of its own, not a slip.
    established = min(context.frequency.get(first, 1), context.frequency.get(second, 1))
    return piece(
        "misspelt", f"“{first}” may be “{second}” misspelt", -3.0 * log2(max(1, established)) - 2.0 * (edits - 1)
    )


def other_order(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words in another order."""
    if left.core == right.core or len(left.core) < 2 or sorted(left.core) != sorted(right.core):
        return None
    return piece("order", "the same words in another order")


def moved_place(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words and place, but the place stands elsewhere ("Seattle JACL", "JACL Seattle")."""
    if left.core != right.core or left.words == right.words or _places_apart(left, right) != "same":
        return None
    return piece("moved place", "the place stands before the name in one and behind it in the other")


def fitting_initials(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """An acronym alone against words that it fits, which nobody in this list has printed together."""
    for short, long in ((left, right), (right, left)):
        if short.bare and not short.spelt_out and len(short.bare) > 2 and short.bare in initials(long.name):
            others = max(1, context.fitting.get(short.bare, 1))
            return piece("initials", f"{short.name} fits the words of {long.name}", -2.0 * log2(others))
    return None


def shorter_form(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """One name goes on where the other ends ("Million Hoodies", "Million Hoodies Movement for Justice")."""
    if _places_apart(left, right) != "same":
        return None
    short, long = sorted((left.core, right.core), key=len)
    rare = len(short) == 1 and context.frequency.get(short[0], 1) <= 2 and len(short[0]) > 4
    if len(short) == len(long) or long[: len(short)] != short or not (len(short) > 1 or rare):
        return None
    several = context.heads.get(short, 1)
    more = len(long) - len(short)
    return piece(
        "shorter", f"{' '.join(long[len(short) :])} is more in one name", -6.0 * (several - 1) - 0.5 * (more - 1)
    )


def says_so(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name prints the other as its own ("now …", "formerly …")."""
    for one, other in ((left, right), (right, left)):
        if (other.key, True) in one.alternates:
            return piece("alternate", f"{one.name} says so")
    return None


def in_brackets(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name prints the other, or what stands before a bracket is the other."""
    for one, other in ((left, right), (right, left)):
        if (other.key, False) in one.alternates and one.core != other.core and not other.places:
            return piece("in brackets", f"{one.name} prints {other.name} with it")
    return None


def _abbreviates(left: Reading, right: Reading) -> bool:
    """Whether one is only letters and the other their words: then what the words say is not missing from the other."""
    return any(
        short.bare and not short.spelt_out and short.bare in initials(long.name)
        for short, long in ((left, right), (right, left))
    )


def _says_less(left: Reading, right: Reading) -> bool:
    """Whether no word can tell these two apart: the same letters, an acronym of the other, or said to be the same."""
    return (
        left.letters == right.letters
        or _abbreviates(left, right)
        or (right.key, True) in left.alternates
        or (left.key, True) in right.alternates
    )


def other_numbers(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Numbers or ordinals that differ."""
    if left.numbers == right.numbers or _says_less(left, right):
        return None
    return against("numbers", f"the numbers differ: {_told(left.numbers)} and {_told(right.numbers)}")


def other_directions(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Directions that differ, or stand in one name only."""
    if left.directions == right.directions or _says_less(left, right):
        return None
    return against("directions", f"the directions differ: {_told(left.directions)} and {_told(right.directions)}")


def other_affiliate(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A word that makes another body (fund, foundation, PAC, local) in one name only."""
    if left.affiliates == right.affiliates or _says_less(left, right):
        return None
    word = min(left.affiliates ^ right.affiliates)
    return against("affiliate", f"only one is a {word}")


def other_school(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Schools whose words stand in another order ("University of Washington", "Washington University")."""
    if left.words == right.words or sorted(left.words) != sorted(right.words):
        return None
    if not terms("schools.txt") & set(left.core):
        return None
    return against("school", "the order of the words tells schools apart")


def other_place(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Different places, or a chapter's place beside that of the whole."""
    apart = _places_apart(left, right)
    if apart == "different" and not _says_less(left, right):
        return against("place", f"the places differ: {_told_places(left)} and {_told_places(right)}")
    return None


def extra_place(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """A place in one name only: where it sits, or a chapter; a person must say."""
    if _places_apart(left, right) != "more" or _says_less(left, right) or in_brackets(left, right, context):
        return None
    where = _told_places(left if len(left.places) > len(right.places) else right)
    if left.chapter != right.chapter:
        return against("chapter", f"{where} names a chapter")
    if context.places.get(left.core, 0) > 1 or context.places.get(right.core, 0) > 1:
        return against("chapter", f"{where} names a chapter: this list has others of other places")
    return piece("extra place", f"{where} is printed with one only")


def other_chapter(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A chapter, whose place we do not know, beside a name without one."""
    if left.chapter == right.chapter or left.places or right.places or _says_less(left, right):
        return None
    return against("chapter", "only one is a chapter")


def _places_apart(left: Reading, right: Reading) -> str:
    """How the places stand to each other: "same" (none counts), "more" in one, or "different"."""
    if left.places == right.places:
        return "same"
    only_left = [p for p in left.places if not any(p & q for q in right.places)]
    only_right = [q for q in right.places if not any(p & q for p in left.places)]
    if only_left and only_right:
        return "different"
    return "more" if only_left or only_right else "same"


def _told(found: Iterable[str]) -> str:
    return ", ".join(sorted(found)) or "none"


def _told_places(reading: Reading) -> str:
    return _told("/".join(sorted(place.rsplit("/", 1)[-1].upper() for place in ids)) for ids in reading.places)


ORGANIZATION_EVIDENCE: tuple[EvidenceRule, ...] = (
    same_form,
    same_letters,
    same_words,
    scanning_slip,
    plural,
    misspelt,
    other_order,
    moved_place,
    fitting_initials,
    shorter_form,
    says_so,
    in_brackets,
    extra_place,
    other_numbers,
    other_directions,
    other_affiliate,
    other_school,
    other_place,
    other_chapter,
)


def weigh(left: Reading, right: Reading, context: Context) -> tuple[Evidence, ...]:
    """Everything that speaks for and against two names of organizations being one."""
    # Whatever else differs, the same key has only one meaning.
    rules = (same_form,) if left.key == right.key else ORGANIZATION_EVIDENCE
    return tuple(found for rule in rules if (found := rule(left, right, context)))
