"""Acronyms as people make them of a name: of all first letters or some, with numbers and places as they are written."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from signers.names import initials, initials_of, key_without_acronym, letters_of, without_elision

if TYPE_CHECKING:
    from signers.matching.tokens import Token
    from signers.names import Acronym

    Words = tuple[str, ...]
    Span = tuple[int, int, frozenset[str]]  # the first token of a place, how many it has, the place's ids

SHORTEST_RUN, LONGEST_RUN = 3, 6  # letters of an acronym that other words stand around
_LONGEST_CODE = 3  # letters: of a place, as a state's
_DIGITS = re.compile(r"\d+")
_NOTHING: frozenset[str] = frozenset()


def acronyms_made(base: str, key: str, tokens: list[Token], spans: list[Span], *, tells: bool) -> Words:
    """The acronyms that the words of a name make, as `letters_of` would give them.

    `base` is the name, `key` its comparison key, `spans` are the places among its tokens; where one of these `tells`
    more than a word does, words that are letters or numbers themselves stand whole, and places by their codes.

    So "18 Million Rising" is 18MR, "US Department of Arts and Culture" USDAC, "Restore the Fourth Minnesota" RT4MN, and
    "Movement for Black Lives" M4BL.
    """
    words = key.split()
    made = initials_of(words)
    if (plain := without_elision(base)) is not base:  # "LDH"
        made |= initials_of(key_without_acronym(plain).split())
    if "for" in words:  # "M4BL"
        made |= {"".join(["4" if word == "for" else word[0] for word in words])}
    if tells and len(tokens) > 1:
        places_at = {at: (count, ids) for at, count, ids in spans}
        every, telling, at = "", "", 0
        while at < len(tokens):
            token = tokens[at]
            count, ids = places_at.get(at, (1, _NOTHING))
            if token.acronym:
                letters = token.word
            elif ids:
                letters = _letters_of_place(ids) or "".join([each.word[0] for each in tokens[at : at + count]])
            elif token.canonical and token.canonical[0][0].isdigit():
                letters = (_DIGITS.findall(token.canonical[0]) or token.canonical[:1])[0]  # "⓵" is no decimal digit
            else:
                letters = token.word[0]
            every += letters
            if token.canonical:
                telling += letters
            at += count
        made |= {every, telling}
    return tuple(made)


def _letters_of_place(ids: frozenset[str]) -> str:
    """The code of a place, as of a state, or "" where it has none."""
    codes = [code for place in ids if len(code := place.rpartition("/")[2]) <= _LONGEST_CODE]
    return min(codes) if codes else ""


def said_by(acronym: Acronym) -> Words:
    """The letters and the words they stand for: all, or the run that they begin ("Texas Power and Light (PL)")."""
    letters, words = letters_of(acronym.letters), acronym.long
    if letters in initials(words):
        return letters, words
    parts = words.split()
    runs = sorted(combinations(range(len(parts) + 1), 2), key=lambda run: (run[0] - run[1], run))
    for start, end in runs:
        if end - start >= len(letters) and letters in initials(run := " ".join(parts[start:end])):
            return letters, run
    return letters, words
