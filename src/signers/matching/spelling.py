"""How two words of persons' names are alike: spelled otherwise for one sound, or with a slip of the pen."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_REMEMBERED = 1 << 16
_LONGEST_WORD = 64  # letters that are compared; no name is longer


def _rules(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in rules)


def _respelt(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


# Ways to write one sound in Latin letters, read in this order; what they become is only compared, never printed.
_SOUNDS = _rules(
    (r"shch|sch|sh|sz|sj", "S"),
    (r"tsch|tch|tsh|ch|cz", "C"),
    (r"zh|dzh|dj|dsch", "j"),
    (r"kh|gh", "h"),
    (r"ph", "f"),
    (r"th|tt", "t"),
    (r"dh", "d"),
    (r"bh", "b"),
    (r"ck|qu|q", "k"),
    (r"x", "ks"),
    (r"ts|tz|zz", "z"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"w", "v"),
    (r"off$", "ov"),
    (r"eff$", "ev"),
    (r"ou|oo|ue", "u"),
    (r"oe", "o"),
    (r"ae", "a"),
    (r"ee|ie|ij|iy|yy|yi|ii|ey|ei|ej|ay|ai|aj|y", "i"),
    (r"(?<=[aeiou])j|j(?=$)", "i"),
    (r"i+", "i"),
    (r"(?<=[aeiou])h(?![aeiou])", ""),
    (r"(.)\1+", r"\1"),
)
_VOWELS = re.compile("[aeiou]")


@lru_cache(_REMEMBERED)
def sound(word: str) -> str:
    """What a word sounds like, whichever way its sounds are written in Latin letters.

    >>> sound("zelenskyy") == sound("selenski"), sound("zelenskyy") == sound("zelensky")
    (False, True)
    """
    return _respelt(word, _SOUNDS)


@lru_cache(_REMEMBERED)
def consonants(word: str) -> str:
    """The consonants of what a word sounds like: what scripts without vowels leave, and other ways to write vowels."""
    spoken = sound(word)
    return spoken[:1].replace("i", "") + _VOWELS.sub("", spoken[1:])


# Ways of several languages to write the sounds of another script; what they have in common is only a reason to ask.
_LOOSE_SOUNDS = _rules(
    (r"x", "ks"),
    (r"[ao][uw](?=[dgkt])", "a"),
    (r"t?sch|tch|tsh|sh|sz|cz|[ckz]h|t[sz]|[cz]", "s"),
    (r"w|(?<=[oe])ff?$", "v"),
    (r"ph", "f"),
    (r"[qg]", "k"),
    (r"[aeiouyhj]", ""),
    (r"(.)\1+", r"\1"),
)


@lru_cache(_REMEMBERED)
def skeleton(word: str) -> str:
    """The consonants of a word whichever language wrote it in Latin letters.

    >>> {skeleton("gorbachev"), skeleton("gorbatschow")}, {skeleton("yeltsin"), skeleton("jelzin")}
    ({'krbsv'}, {'lsn'})
    """
    return _respelt(word, _LOOSE_SOUNDS)


@lru_cache(_REMEMBERED)
def slips(left: str, right: str) -> int:
    """How many letters must be changed, left out, put in or swapped; 3 stands for all that is more than two."""
    return OSA.distance(left, right, score_cutoff=2)


@lru_cache(_REMEMBERED)
def is_slip(left: str, right: str) -> bool:
    """Whether two words that differ by one letter differ as a hand slips, and not as other names do.

    A hand swaps two letters, doubles one, leaves one out or puts one in, or takes another vowel, all of it inside the
    word. Another consonant, another beginning or another end makes another name more often.

    >>> is_slip("jospeh", "joseph"), is_slip("kaczur", "kazcur"), is_slip("rousseff", "roussef")
    (True, True, True)
    >>> is_slip("rakesh", "rajesh"), is_slip("rashid", "rashidi"), is_slip("dupont", "dupond")
    (False, False, False)
    """
    if slips(left, right) != 1 or left[0] != right[0]:
        return False
    short, long = sorted((left, right), key=len)
    if len(short) < len(long):
        return long[-1] == short[-1]
    at = [place for place, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    return len(at) > 1 or {left[at[0]], right[at[0]]} <= set("aeiouy")


def likeness(left: str, right: str) -> float:
    """From 1, the same letters, to 0, nothing in common."""
    return OSA.normalized_similarity(left[:_LONGEST_WORD], right[:_LONGEST_WORD])


def ends_otherwise(left: str, right: str) -> bool:
    """Whether two words differ only in a vowel at the end, as the names of men and women do (Silvio, Silvia).

    >>> ends_otherwise("silvio", "silvia"), ends_otherwise("ivanov", "ivanova"), ends_otherwise("merz", "mertz")
    (True, True, False)
    """
    short, long = sorted((left, right), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and short[-1] in "aeiouy" and long[-1] in "aeiouy"
    return any(long == short + ending for ending in ("a", "e", "o", "le", "ne", "ette", "ina", "ine", "na", "s"))
