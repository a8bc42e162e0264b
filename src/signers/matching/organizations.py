"""The evidence about two names of organizations: small functions that say nothing, or something in bits."""

from __future__ import annotations

from dataclasses import replace
from math import log2
from typing import TYPE_CHECKING

from signers.folding import has_any
from signers.knowledge import terms
from signers.matching.alignment import align
from signers.matching.dictionary import is_known, is_of_language, known_words, usual_words
from signers.matching.known import body_named, body_of, is_former
from signers.matching.other_names import PRINTS, SAYS_SO, WITHOUT_KIND
from signers.matching.readings import key_lost_county
from signers.matching.vetoes import (
    NUMBERED,
    acronym_and_words,
    is_cut,
    leading_initials,
    places_apart,
    says_less,
    told_places,
    vetoes,
    written_as_spoken,
)
from signers.matching.weights import SAME_AT, piece, weights
from signers.model import Evidence
from signers.names import acronyms, letters_of, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from signers.matching.alignment import Alignment, Change
    from signers.matching.context import Context
    from signers.matching.meaning import Words
    from signers.matching.readings import Reading

    EvidenceRule = Callable[[Reading, Reading, Context], Evidence | None]

MOST_SHARED = 24.0  # bits that shared words can say together: they do not come into a name independently
_LEAST_LETTERS = 5
_USUAL, _FEW_USUAL = 2, 4  # names at large that a word stands in; words of a name
_MARKS = (",", " -", " –", " —", ":", "|", "/")  # behind these stands what may as well stand before
_FEW_SHARED = 3  # words; where names share more, these tell enough
_LITTLE = 7.0  # bits of rarity, which one usual word has
_TELLING = 10.0  # bits of rarity
_OFTEN = 4  # names of the list with a word, beside which one that nothing else has is a slip
_LONGEST_ACRONYM = 7  # letters; a longer word with capitals is as likely none ("JPMorgan")
_LONGEST_AMONG_CAPITALS = 4  # letters of an acronym in a name all in capitals
_SHORT = 6  # letters of a word in which a slip easily makes another word


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
    if left.letters != right.letters or not left.letters:
        return None
    if len(left.letters) < _LEAST_LETTERS:
        return piece("few letters", "the same letters, of which there are few")
    return piece("letters", "the same letters, written apart, together or as a domain")


def as_spoken(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A number for a word that sounds like it."""
    if not written_as_spoken(left, right):
        return None
    return piece("words", "the same words, one of them written as a number that sounds like it")


def same_words(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """The same words, once abbreviations and the list's own acronyms are written out."""
    if left.core != right.core or not left.core or left.letters == right.letters:
        return None
    spelt = sorted({*left.spelt_out, *right.spelt_out} - ({*left.spelt_out} & {*right.spelt_out}))
    if spelt:
        who = "this list says" if all(letters_of(each) in context.told for each in spelt) else "it is known"
        return piece("words", f"{who} what {' and '.join(spelt)} stands for, and the words are the same")
    if left.places != right.places:
        return piece("words", "the same words but for the places")
    return piece("words", "the same words, spelt out or abbreviated")


def moved_place(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words and place, but the place stands elsewhere ("Seattle JACL", "JACL Seattle")."""
    if left.core != right.core or left.words == right.words or places_apart(left.places, right.places) != "same":
        return None
    return piece("moved place", "the place stands before the name in one and behind it in the other")


def extra_place(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """A place in one name only: where it sits, or a chapter; a person must say."""
    apart = places_apart(left.places, right.places)
    if apart not in {"more", "unsure"} or says_less(left, right):
        return None
    if in_brackets(left, right, context):
        return None
    if apart == "unsure":
        return piece("extra place", f"{told_places(left)} may be another place than {told_places(right)}")
    where = told_places(left if len(left.places) > len(right.places) else right)
    if left.core != right.core:
        return piece("place and more", f"{where} is printed with one only")
    return piece("extra place", f"{where} is printed with one only")


def only_places(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """The same words, which without their places say next to nothing ("Boston University", "… of Ohio, Boston")."""
    if left.core != right.core or (left.words == right.words and left.places == right.places):
        return None
    if sum(context.rarity(word) for word in left.core) >= _LITTLE:
        return None
    return piece("only places", f"without its places “{' '.join(left.core)}” says little")


def school_place(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """Schools whose places differ ("University of California, San Diego", "University of San Diego")."""
    if left.core != right.core or left.places == right.places or terms("universities.txt").isdisjoint(left.core):
        return None
    if only_places(left, right, context):
        return None
    return piece("school place", "of schools that bear the names of places, each place counts")


def lone_chapter(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A chapter whose place is not printed beside the whole ("Sierra Club Chapter")."""
    if left.chapter == right.chapter or left.core != right.core or left.places or right.places:
        return None
    return piece("lone chapter", "only one says that it is a chapter")


def fitting_initials(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """An acronym alone against words that it fits, or that print it, where something else may fit it as well."""
    fitting = acronym_and_words(left, right)
    if fitting is None:
        return None
    short, long = fitting
    if short.bare in long.printed:
        return piece("printed acronym", f"{long.name} prints {short.name}")
    if short.bare in long.initials and short.bare not in context.loose:
        return piece("initials", f"{short.name} fits the words of {long.name}")
    if short.bare not in leading_initials(long.name):
        return piece("loose initials", f"the letters of {short.name} can be taken from the words of {long.name}")
    return piece("leading initials", f"{short.name} fits the first words of {long.name}")


def short_acronym(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Two letters fit a lot by chance."""
    fitting = acronym_and_words(left, right)
    if fitting is None or len(fitting[0].bare) > 2:
        return None
    return piece("two letters", f"{fitting[0].name} is only two letters")


def other_acronym(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """An acronym against words that print another acronym beside them."""
    fitting = acronym_and_words(left, right)
    if fitting is None or not fitting[1].printed or fitting[0].bare in fitting[1].printed:
        return None
    return piece("other acronym", f"{fitting[1].name} prints another acronym than {fitting[0].name}")


def others_fit(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """An acronym that more names of the list fit."""
    fitting = acronym_and_words(left, right)
    others = context.fitting.get(fitting[0].bare, 0) if fitting else 0
    if fitting is None or others < 2:
        return None
    return piece("others fit", f"{others} names fit {fitting[0].name}", amount=log2(others))


def known_body(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Two names of one well-known body, or of two."""
    if left.core == right.core:
        return None
    one, other = _body(left), _body(right)
    if one is None or other is None:
        return None
    if one == other and (is_former(left.key) or is_former(right.key)):
        return piece("former name", f"{one} had another name before")
    if one == other:
        return piece("known body", f"both are names of {one}")
    return piece("other body", f"one is {one}, the other {other}")


def _body(reading: Reading) -> str | None:
    """The well-known body that bears this name, or its acronym where nothing else in the list fits that."""
    return body_named(reading.key) or (body_of(reading.bare) if reading.bare and reading.spelt_out else None)


def says_so(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name prints the other as its own ("now …", "formerly …")."""
    for one, other in ((left, right), (right, left)):
        if (other.key, SAYS_SO) in one.alternates:
            return piece("alternate", f"{one.name} says so")
    return None


def in_brackets(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name prints the other, or what stands before a bracket is the other."""
    for one, other in ((left, right), (right, left)):
        told = not other.places or bool(other.core)  # a place alone says where, not who
        if (other.key, PRINTS) in one.alternates and one.core != other.core and told:
            return piece("in brackets", f"{one.name} prints {other.name} with it")
    return None


def kind_of_body(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name is the other without a word for the kind of body ("Stichting Privacy First")."""
    for one, other in ((left, right), (right, left)):
        if (other.key, WITHOUT_KIND) in one.alternates and one.core != other.core and other.core:
            more = [word for word in one.key.split() if word not in other.key.split()]
            return piece("kind of body", f"{' '.join(more)} tells the kind of body at most")
    return None


def beside_a_mark(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """One name is what stands before or behind a mark in the other ("Densho: The Japanese American Legacy Project")."""
    for one, other in ((left, right), (right, left)):
        if other.key in one.beside and one.core != other.core and _tells(other, context):
            return piece("beside a mark", f"{one.name} prints {other.name} before or behind a mark")
    return None


def _tells(reading: Reading, context: Context) -> bool:
    """Whether the words of a name, all together, are rare enough to be a name."""
    return sum(context.rarity(word) for word in reading.core) >= _TELLING


def one_of_many(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """What stands before a bracket or a mark is the other name, and many names go on after it, perhaps its parts."""
    for one, other in ((left, right), (right, left)):
        printed = other.key in one.beside or (other.key, PRINTS) in one.alternates
        if printed and one.core != other.core and one.core[: len(other.core)] == other.core:
            several = context.goes_on(other.core)
            if several > 2:  # this one, and another that may be the same
                return piece("several go on", f"{several} names go on after {other.name}", amount=log2(several / 2))
    return None


def cut_short(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name stops in the middle of a word of the other, as where a column had room for so many letters."""
    if not is_cut(left, right):
        return None
    return piece("cut short", f"{min(left.name, right.name, key=len)} stops in the middle of a word")


WHOLE_NAMES: tuple[EvidenceRule, ...] = (same_letters, same_words, known_body, cut_short, lone_chapter)
OF_NUMBERS: tuple[EvidenceRule, ...] = (as_spoken,)
OF_MARKS: tuple[EvidenceRule, ...] = (beside_a_mark,)
# Of names with a place, with an acronym that stands alone, with other names in them: few have any of these.
OF_PLACES: tuple[EvidenceRule, ...] = (moved_place, extra_place, only_places, school_place)
OF_ACRONYMS: tuple[EvidenceRule, ...] = (fitting_initials, short_acronym, other_acronym, others_fit)
OF_ALTERNATES: tuple[EvidenceRule, ...] = (says_so, in_brackets, kind_of_body)
OF_LONGER: tuple[EvidenceRule, ...] = (one_of_many,)


def _rules_for(left: Reading, right: Reading) -> tuple[EvidenceRule, ...]:
    """The rules that may have something to say about these two."""
    rules = WHOLE_NAMES
    if left.places or right.places:
        rules += OF_PLACES
    if left.bare or right.bare:
        rules += OF_ACRONYMS
    if left.alternates or right.alternates:
        rules += OF_ALTERNATES
    if left.beside or right.beside:
        rules += OF_MARKS
    if left.alternates or right.alternates or left.beside or right.beside:
        rules += OF_LONGER
    if left.numbers != right.numbers:
        rules += OF_NUMBERS
    return rules


# What tells why the words are not the same: then they need not be looked at one by one.
_EXPLAINED = frozenset(
    {
        *("letters", "alternate", "known body", "former name", "cut short", "in brackets"),
        *("printed acronym", "initials", "leading initials", "loose initials", "few letters", "beside a mark"),
    }
)


def weigh(left: Reading, right: Reading, context: Context) -> tuple[Evidence, ...]:
    """Everything that speaks for and against two names of organizations being one."""
    if left.key == right.key:
        # Whatever else differs, the same key has only one meaning.
        return (piece("form", difference_in_form(left.name, right.name)),)
    found = [evidence for rule in _rules_for(left, right) if (evidence := rule(left, right, context))]
    if left.core != right.core and _EXPLAINED.isdisjoint([each.name for each in found]):
        left, right = _with_company(left, right), _with_company(right, left)
        found += words_apart(left, right, context)
    return (*found, *_asked(found), *vetoes(left, right, context))


def _asked(found: Sequence[Evidence]) -> Iterator[Evidence]:
    """What makes a question of two names that evidence would merge, though either of them may be right as it is."""
    total = weights()["prior"] + sum([each.bits for each in found])
    if total >= SAME_AT and not _EITHER_RIGHT.isdisjoint([each.name for each in found]):
        yield Evidence("either may be right", SAME_AT - _SHORT_OF - total, "so each may be right as it is")


_EITHER_RIGHT = frozenset(
    {"real words", "unknown words", "usual order", "school place", "lone chapter", "kind of body"}
)
_SHORT_OF = 1.0  # bits


def _with_company(one: Reading, other: Reading) -> Reading:
    """The reading with the word that "Co." at its end stands for, where the other name ends in that word."""
    last = other.core[-1:]
    if last and last[0] in _CO and last != one.core[-1:] and key_lost_county(one.name):
        return one._replace(core=(*one.core, "co"))
    return one


_CO = frozenset({"company", "county"})


# --- Word by word -----------------------------------------------------------------------------------------------


def words_apart(left: Reading, right: Reading, context: Context) -> Iterator[Evidence]:
    """What the words say one by one, where they are not the same."""
    cores = left.core, right.core
    if left.numbers and left.numbers == right.numbers:
        # The number tells it: "UAW 45" is UAW Local 45.
        cores = _without_kind(left.core), _without_kind(right.core)
    aligned = _without_acronyms(align(*cores), left, right)
    alike = [
        *aligned.shared,
        *aligned.joined,
        *(min(each.left, each.right) for each in aligned.changed if each.how == "plural"),
    ]
    if not alike and not aligned.changed:
        return
    told = sum(sorted([context.rarity(word) for word in alike], reverse=True)[:4])
    yield piece("shared words", _told_shared(alike), amount=min(told, MOST_SHARED) / 8)
    for change in aligned.changed:
        yield from _changed(change, cores, aligned, context)
    if aligned.joined:
        yield piece("joined words", f"{' and '.join(aligned.joined)} is written as one word or as several")
    few = len(alike) < _FEW_SHARED and not (aligned.left and aligned.right)
    if few and (coined := [word for word in aligned.shared if _is_coined(word, context)]):
        yield piece("coined word", f"no other name has “{coined[0]}”, which is no usual word")
    if not aligned.in_order:
        yield piece("order", "the words stand in another order")
        if _is_any_order(left) and _is_any_order(right) and all(each.how == "plural" for each in aligned.changed):
            yield piece("usual order", "all of these are usual words, of which another body may make its name")
    # A word alone that may be short for another, or for all others, is little to go by.
    is_brief = not alike and any(each.how in {"clipped", "initial letter", "acronym"} for each in aligned.changed)
    if not (aligned.left or aligned.right or is_brief) and left.places == right.places:
        yield piece("nothing more", "nothing else differs")
    yield from _more(aligned, cores, context)


def _without_acronyms(aligned: Alignment, left: Reading, right: Reading) -> Alignment:
    """The alignment where two acronyms that differ by a letter are no change: each is of its own ("UNCC", "UNCG")."""
    apart = [
        change for change in aligned.changed if change.how in _MAY_BE_ANOTHER and _are_acronyms(change, left, right)
    ]
    if not apart:
        return aligned
    return replace(
        aligned,
        changed=tuple([change for change in aligned.changed if change not in apart]),
        left=(*aligned.left, *(change.left for change in apart)),
        right=(*aligned.right, *(change.right for change in apart)),
    )


def _are_acronyms(change: Change, left: Reading, right: Reading) -> bool:
    """Whether both words are acronyms; a long word in capitals is as likely none."""
    return all(
        word in reading.capitals
        and len(word) <= (_LONGEST_AMONG_CAPITALS if reading.name.isupper() and not reading.bare else _LONGEST_ACRONYM)
        for word, reading in ((change.left, left), (change.right, right))
    )


def _is_any_order(reading: Reading) -> bool:
    """Whether a few usual words, and nothing else, make a name: "Center for Human Rights", "Human Rights Center"."""
    if reading.places or reading.numbers or reading.directions or reading.capitals or "county" in reading.core:
        return False
    usual = usual_words()
    return (
        len(reading.core) <= _FEW_USUAL
        and all(max(usual.get(word, 0), usual.get(word.removesuffix("s"), 0)) >= _USUAL for word in reading.core)
        and not has_any(_MARKS, reading.name)
    )


def _is_coined(word: str, context: Context) -> bool:
    """Whether a word is no usual one and stands in no other name than these two."""
    return word.isalpha() and context.frequency.get(word, 1) <= 2 and word not in known_words()


def _without_kind(core: Words) -> Words:
    return tuple([word for word in core if word not in NUMBERED])


def _told_shared(words: list[str]) -> str:
    return f"both have {', '.join(words)}" if words else "no word is quite the same in both"


def _changed(change: Change, cores: tuple[Words, Words], aligned: Alignment, context: Context) -> Iterator[Evidence]:
    one, other = change.left, change.right
    told = {
        "umlaut": f"“{one}” and “{other}” are two ways to write an umlaut",
        "plural": f"“{one}” and “{other}” are plural and singular",
        "scanned": f"“{one}” and “{other}” differ in letters that a scanner confuses",
        "acronym": f"“{min(one, other, key=len)}” is made of the first letters of “{max(one, other, key=len)}”",
        "joined words": f"“{one}” and “{other}” differ in a small word",
        "clipped": f"“{min(one, other, key=len)}” may be short for “{max(one, other, key=len)}”",
        "initial letter": f"“{min(one, other, key=len)}” may stand for “{max(one, other, key=len)}”",
        "misspelt": f"“{one}” may be “{other}” misspelt",
    }[change.how]
    yield piece(change.how, told)
    if change.how == "misspelt":
        yield from _misspelt(change, context)
    elif change.how == "plural" and not (is_of_language(one) or is_of_language(other)):
        yield piece("unknown words", f"neither “{one}” nor “{other}” is a usual word: each may be a name")
    if change.how not in _MAY_BE_ANOTHER or aligned.left or aligned.right or len(aligned.changed) > 1:
        return
    both = zip(cores, (one, other), strict=True)
    fillers = max((context.fillers(words, word) for words, word in both if word in words), default=1)
    if aligned.in_order and fillers > 2:  # these two
        yield piece("one of several", f"{fillers} names differ in just this word", amount=log2(fillers / 2))


# Ways in which a word may also be another word of its own.
_MAY_BE_ANOTHER = frozenset({"misspelt", "clipped", "initial letter", "scanned"})


def _misspelt(change: Change, context: Context) -> Iterator[Evidence]:
    """What makes a slip likely or not: how many letters differ, and whether the words are known or stand elsewhere."""
    one, other = change.left, change.right
    if change.edits > 1:
        yield piece("second slip", "more than one letter differs", amount=change.edits - 1)
    if min(len(one), len(other)) < _SHORT:
        yield piece("short word", f"“{one}” is a short word")
    # A word that other names use too is a word of its own, not a slip.
    rare, usual = sorted((context.frequency.get(one, 1), context.frequency.get(other, 1)))
    known = [word for word in (one, other) if is_known(word)]
    if len(known) == 2 or _are_genders(one, other):
        yield piece("real words", f"“{one}” and “{other}” are both known words")
    elif not (is_of_language(one) or is_of_language(other)) and (rare > 1 or usual < _OFTEN):
        yield piece("unknown words", f"neither “{one}” nor “{other}” is a usual word: each may be a name")
        if change.edits > 1:
            yield piece("two proper names", f"“{one}” and “{other}” may both be names")
    if rare > 1:
        yield piece("established", f"other names have “{one}” and “{other}” too", amount=log2(2 * rare))
    elif usual > 1 and len(known) != 1:
        yield piece("odd one out", f"only one of “{one}” and “{other}” stands in other names", amount=log2(usual))


def _are_genders(one: str, other: str) -> bool:
    """Whether two words differ in the ending that tells of whom they speak: "latino", "latina", "latinx"."""
    stems = [word.removesuffix("s") for word in (one, other)]
    return stems[0][:-1] == stems[1][:-1] and {stems[0][-1:], stems[1][-1:]} <= {"o", "a", "x", "e"}


def _more(aligned: Alignment, cores: tuple[Words, Words], context: Context) -> Iterator[Evidence]:
    """The words that stand in one name only, or in each name others."""
    if aligned.left and aligned.right:
        told = sum(context.rarity(word) for word in (*aligned.left, *aligned.right))
        yield piece(
            "other words", f"{' '.join(aligned.left)} stands against {' '.join(aligned.right)}", amount=told / 8
        )
    elif more := aligned.left or aligned.right:
        told = sum(context.rarity(word) for word in more)
        beyond = aligned.beyond if aligned.in_order else "inside"
        where = f"more at the {beyond}" if beyond != "inside" else "more inside"
        name = {"end": "longer", "start": "prefixed", "inside": "inserted"}[beyond]
        yield piece(name, f"{' '.join(more)} is {where} of one name", amount=told / 8)
        short = cores[0] if aligned.right else cores[1]
        several = context.goes_on(short)
        if beyond == "end" and several > 1:
            yield piece("several go on", f"{several} names go on after {' '.join(short)}", amount=log2(several))
