"""What is known of given names: their spellings, their short forms, the same name in other languages."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.folding import folded
from signers.knowledge import table, term_list, terms
from signers.matching.spelling import consonants, ends_otherwise, is_slip, likeness, skeleton, slips, sound
from signers.person_names import given_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_REMEMBERED = 1 << 16
_UMLAUT = re.compile("([aou])e(?=[a-z])")  # "Mueller" is "Müller" without its dots
_SERVANT_OF = re.compile("abd(?:[aeiou]{1,2}[lrnsd]?)?(?=[a-z]{3})")
_DOUBLED = re.compile(r"(.)\1+")
_TRIPLED = re.compile(r"(.)\1\1")  # no name has it, and a hand slips
_LAST_SOUND = re.compile("(?:ey|ie)$")
_SHORTEST_SLIP = 5  # letters; a shorter name with a slip is as likely another name
_SHORTEST_PART = 4  # letters of a name with which a longer one begins
_SHORTEST_SOUND = 4  # sounds; what is shorter sounds like many names
_SHORTEST_SKELETON = 3  # consonants
_HALF = 0.5
_MOSTLY = 0.6
_NEARLY = 0.72  # of the letters: two of seven differ


class Likeness(StrEnum):
    """How two words may be one name."""

    SAME = "same"
    SPELLING = "spelling"  # written otherwise
    DOUBLED = "doubled"  # a letter of a family name is doubled in one, or its last sound is written otherwise
    INITIAL = "initial"  # one is the first letter of the other
    SHORT = "short"  # one is short for the other, or both are short alike
    TRUNCATED = "truncated"  # one is the beginning of the other, and no name that anybody knows
    SLIP = "slip"  # a slip of the pen: one of the two is no name that anybody knows
    LANGUAGE = "language"  # the same name in two languages
    SCRIPT = "script"  # as two languages may write one name of another script
    CLOSE = "close"  # nearly the same, but either may be right
    DIFFERENT = "different"


# With these nothing speaks against one person; the others are doubt, or two persons.
FITTING = frozenset({Likeness.SAME, Likeness.SPELLING, Likeness.INITIAL, Likeness.SHORT})


@lru_cache(_REMEMBERED)
def given_likeness(left: str, right: str) -> Likeness:
    """How two given names, or initials, may be one.

    >>> given_likeness("liz", "elizabeth").value, given_likeness("liz", "betty").value
    ('short', 'different')
    >>> given_likeness("silvio", "silvia").value, given_likeness("trevor", "trever").value
    ('different', 'slip')
    """
    if left == right:
        return Likeness.SAME
    if not left or not right:
        return Likeness.DIFFERENT
    if 1 in (len(left), len(right)):
        return Likeness.INITIAL if left[0] == right[0] else Likeness.DIFFERENT
    if related := _related(left, right):
        return related
    return _as_written(left, right)


def _as_written(left: str, right: str) -> Likeness:
    """How two given names may be one that no table knows as forms of each other."""
    if _is_one_but_for_spelling(left, right):
        return Likeness.SPELLING
    known = [is_given_name(name) for name in (left, right)]
    short, long = sorted((left, right), key=lambda name: (len(name), name))
    alike = sound(left) == sound(right)
    found = Likeness.DIFFERENT
    if len(short) > 2 and len(long) - len(short) > 1 and long.startswith(short) and not is_given_name(short):
        found = Likeness.TRUNCATED
    elif _have_like_syllables(left, right):
        found = Likeness.SPELLING if alike else Likeness.CLOSE
    elif ends_otherwise(left, right):
        found = Likeness.CLOSE if alike else Likeness.DIFFERENT
    elif alike and len(sound(left)) >= _SHORTEST_SOUND:
        found = Likeness.CLOSE if all(known) else Likeness.SPELLING
    elif slips(left, right) == 1 and len(short) >= _SHORTEST_SLIP:
        # Of two names that nobody knows, either may be right: Keiji and Kenji.
        found = Likeness.SLIP if any(known) and not all(known) and is_slip(left, right) else Likeness.CLOSE
    elif not all(known) and (
        (consonants(left) == consonants(right) and len(consonants(left)) > 1)
        or (len(short) >= _SHORTEST_PART and long.startswith(short))
        or _is_slip_of_form(short, long)
        or _is_slip_of_form(long, short)
    ):
        found = Likeness.CLOSE
    return found


def _is_one_but_for_spelling(left: str, right: str) -> bool:
    """Whether two words differ only in umlauts written out, or in how "servant of" is written: "Abdelkarim"."""
    if _UMLAUT.sub(r"\1", left).replace("aa", "a") == _UMLAUT.sub(r"\1", right).replace("aa", "a"):
        return True
    one, other = _SERVANT_OF.match(left), _SERVANT_OF.match(right)
    if not (one and other):
        return False
    return _are_one(left[one.end() :], right[other.end() :])


def _are_one(left: str, right: str) -> bool:
    return left == right or _related(left, right) is Likeness.SPELLING


def _is_slip_of_form(known: str, unknown: str) -> bool:
    """Whether a name that nobody knows is a form of another with a slip: "Jospeh" beside "Joe"."""
    if len(unknown) < _SHORTEST_SLIP or is_given_name(unknown):
        return False
    return any(slips(form, unknown) == 1 for form in forms_of(known) if len(form) >= _SHORTEST_SLIP)


@lru_cache(_REMEMBERED)
def family_likeness(left: str, right: str) -> Likeness:
    """How two words of family names may be one.

    >>> family_likeness("merkel", "merkal").value, family_likeness("clark", "clarke").value
    ('slip', 'close')
    """
    if left == right:
        return Likeness.SAME
    if not left or not right:
        return Likeness.DIFFERENT
    if _is_one_but_for_spelling(left, right):
        return Likeness.SPELLING
    both = left in _family_names() and right in _family_names()
    short = min(len(left), len(right))
    found = Likeness.DIFFERENT
    if sound(left) == sound(right) and len(sound(left)) >= _SHORTEST_SOUND - 1:
        is_doubled = _undoubled(left) == _undoubled(right) and not _TRIPLED.search(f"{left} {right}")
        spelt = Likeness.DOUBLED if is_doubled else Likeness.SPELLING
        found = Likeness.CLOSE if both or len(sound(left)) < _SHORTEST_SOUND else spelt
    elif slips(left, right) == 1 and short >= _SHORTEST_SLIP:
        patronym = {left[-3:], right[-3:]} in ({"sen", "son"}, {"ian", "yan"})
        # Where the family name stands first, given names stand last: "Li Jinping".
        both = both or (is_given_name(left) and is_given_name(right))
        doubtful = both or patronym or ends_otherwise(left, right) or not is_slip(left, right)
        found = Likeness.CLOSE if doubtful else Likeness.SLIP
    elif not both and (
        (consonants(left) == consonants(right) and _may_be_one(left, right))
        or (short >= _SHORTEST_SLIP and likeness(left, right) >= _NEARLY)
    ):
        found = Likeness.CLOSE
    if found in {Likeness.CLOSE, Likeness.DIFFERENT} and not both and _are_from_another_script(left, right):
        found = Likeness.SCRIPT
    return found


def _undoubled(word: str) -> str:
    """A family name but for what differs between families: Hellman and Hellmann, Hennessy and Hennessey."""
    return _DOUBLED.sub(r"\1", _LAST_SOUND.sub("y", word))


def _are_from_another_script(left: str, right: str) -> bool:
    """Whether two languages may have written one name in Latin letters: "Yeltsin" and "Jelzin"."""
    if skeleton(left) != skeleton(right) or len(skeleton(left)) < _SHORTEST_SKELETON:
        return False
    return likeness(_vowels(left), _vowels(right)) > _HALF


def _vowels(word: str) -> str:
    """The vowels of a word, one for each that is spoken: "ou" is one, and so is "ia" at the front."""
    return "".join(letter for letter in re.sub("^[ij](?=[aeou])", "", word.replace("ou", "u")) if letter in "aeiou")


def _may_be_one(left: str, right: str) -> bool:
    """Whether two words of the same consonants share most letters, or one is written without vowels."""
    if len(consonants(left)) < 2:
        return False
    return likeness(left, right) >= _MOSTLY or not (set(left) & set("aeiou") and set(right) & set("aeiou"))


def is_given_name(word: str) -> bool:
    """Whether a word is known as a given name, or made of syllables as those of the Far East are.

    >>> is_given_name("rakesh"), is_given_name("minjung"), is_given_name("jospeh")
    (True, True, False)
    """
    return is_listed_given_name(word) or bool(_syllables_of(word))


def is_listed_given_name(word: str) -> bool:
    """Whether a word is known as a given name as a whole."""
    return word in given_names() or word in terms("given-names-compared.txt")


def is_family_name(word: str) -> bool:
    """Whether a word is known as a family name."""
    return word in _family_names()


def is_surname(word: str) -> bool:
    """Whether a word is known as a family name and not as a given name."""
    return word in _family_names() and word not in given_names()


def is_iberian(given: str) -> bool:
    """Whether people of this given name mostly bear two family names."""
    return given in terms("iberian-given-names.txt")


def is_short_by_a_whole_name(left: str, right: str) -> bool:
    """Whether the one of two that is short for the other is a name by itself, which many are given as their whole name.

    >>> is_short_by_a_whole_name("judith", "jude"), is_short_by_a_whole_name("judith", "judy")
    (True, False)
    """
    places, whole = _short_forms().places, terms("whole-given-names.txt")
    return any(
        row == other_row and group > 0 == other
        for short, full in ((left, right), (right, left))
        if short in whole
        for row, group in places.get(short, ())
        for other_row, other in places.get(full, ())
    )


@lru_cache(_REMEMBERED)
def forms_of(given: str) -> frozenset[str]:
    """The names that `given` may be a spelling or a short form of, or be short for; not itself."""
    rows = _short_forms()
    found = {
        form
        for row, group in rows.places.get(given, ())
        for form, other in rows.members[row]
        if 0 in (group, other) or group == other
    }
    found.update(form for row in _spellings().places.get(given, ()) for form in _spellings().members[row])
    return frozenset(found - {given})


@lru_cache(_REMEMBERED)
def may_be_short_and_initial(left: str, right: str) -> bool:
    """Whether one is the initial of a name for which the other is short: R. for Robert, whom others call Bob.

    >>> may_be_short_and_initial("r", "bob"), may_be_short_and_initial("t", "bob")
    (True, False)
    """
    initial, short = sorted((left, right), key=len)
    return len(initial) == 1 < len(short) and any(form[0] == initial for form in forms_of(short))


def families_of(given: str) -> list[str]:
    """A word for each family of forms that a given name belongs to, by which candidates are found."""
    return [
        *(f"s{row}" for row in sorted({row for row, _ in _short_forms().places.get(given, ())})),
        *(f"f{row}" for row in sorted(_spellings().places.get(given, ()))),
    ]


# --- The Far East -----------------------------------------------------------------------------------------------


@lru_cache(_REMEMBERED)
def _syllables_of(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to part a word into two syllables of one language, or in the one that it is."""
    ways: list[tuple[str, ...]] = []
    for syllables in _syllables().values():
        if word in syllables:
            ways.append((word,))
        parts = ((word[:at], word[at:]) for at in range(1, len(word)))
        ways += [pair for pair in parts if all(part in syllables for part in pair)]
    return tuple(ways)


def stands_first_in_the_east(words: Sequence[str]) -> bool:
    """Whether the first word is a family name of Korea or China before a given name of two syllables.

    >>> stands_first_in_the_east(("kim", "minjung")), stands_first_in_the_east(("li", "wenliang"))
    (True, True)
    >>> stands_first_in_the_east(("minjung", "kim")), stands_first_in_the_east(("kim", "manning"))
    (False, False)
    """
    if len(words) < 2 or words[0] not in terms("eastern-surnames.txt"):
        return False
    families = terms("eastern-surnames.txt")
    is_one = len(words) == 2 and any(words[1] in _syllables()[language] for language in ("ko", "zh"))
    if is_one and words[1] not in families and words[0] not in _short_forms().places:
        return True
    # Who is called Kim or Lee in the West bears no Chinese given name for a family name by chance: "Kim Manning".
    languages = ("ko",) if words[0] in _short_forms().places else ("ko", "zh")
    given = "".join(words[1:])
    return any(
        given[:at] in _syllables()[language] and given[at:] in _syllables()[language]
        for language in languages
        for at in range(1, len(given))
    )


def is_eastern_family(word: str) -> bool:
    """Whether a word is known as a family name of Korea or China."""
    return word in terms("eastern-surnames.txt")


def _have_like_syllables(left: str, right: str) -> bool:
    """Whether two Korean names have the same syllables, perhaps spelt otherwise: Minjung and Minjeong."""
    korean = _syllables()["ko"]
    return any(
        len(one) == len(other)
        and all(korean.get(a, _NONE) & korean.get(b, _NONE) for a, b in zip(one, other, strict=True))
        for one in _syllables_of(left)
        for other in _syllables_of(right)
    )


_NONE: frozenset[int] = frozenset()


@cache
def _syllables() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """For each language the syllables of given names, and in which rows each stands."""
    found: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, (language, spellings) in enumerate(table("given-name-syllables.tsv")):
        for spelling in spellings.split():
            found[language][spelling].add(number)
    return {
        language: {spelling: frozenset(rows) for spelling, rows in syllables.items()}
        for language, syllables in found.items()
    }


# --- The tables -------------------------------------------------------------------------------------------------


class _Groups:
    """Rows of forms, and in which rows a form stands."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self.members = [frozenset(row) for row in rows]
        places: defaultdict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(self.members):
            for form in row:
                places[form].add(number)
        self.places: Mapping[str, frozenset[int]] = {form: frozenset(numbers) for form, numbers in places.items()}


class _ShortForms:
    """Rows of full names (group 0) and their groups of short forms, and where in them a form stands."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self.members: list[frozenset[tuple[str, int]]] = []
        places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, (full, short) in enumerate(rows):
            groups = (full, *short.split(","))
            members = frozenset((form, group) for group, forms in enumerate(groups) for form in forms.split())
            self.members.append(members)
            for form, group in members:
                places[form].add((number, group))
        self.places: Mapping[str, frozenset[tuple[int, int]]] = {
            form: frozenset(where) for form, where in places.items()
        }


def _related(left: str, right: str) -> Likeness | None:
    if _spellings().places.get(left, frozenset()) & _spellings().places.get(right, frozenset()):
        return Likeness.SPELLING
    places = _short_forms().places
    for row, group in places.get(left, ()):
        for other_row, other in places.get(right, ()):
            if row == other_row and (0 in (group, other) or group == other):
                return Likeness.CLOSE if group == other == 0 else Likeness.SHORT
    if _equivalents().places.get(left, frozenset()) & _equivalents().places.get(right, frozenset()):
        return Likeness.LANGUAGE
    return None


@cache
def _short_forms() -> _ShortForms:
    return _ShortForms(row[:2] for row in table("nicknames.tsv"))


@cache
def _spellings() -> _Groups:
    return _Groups(line.split(", ") for line in term_list("given-name-forms.txt"))


@cache
def _equivalents() -> _Groups:
    return _Groups(line.split(", ") for line in term_list("given-name-equivalents.txt"))


@cache
def _family_names() -> frozenset[str]:
    return frozenset(folded(name) for name in term_list("surnames.txt")) | terms("surnames-compared.txt")
