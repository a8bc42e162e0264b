"""What the words of a name mean between their neighbours: its places, its chapter, its numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import terms
from signers.matching.tokens import BEFORE_NUMBER, FIRST_OF_ALL, OF_TOWNS, may_be_no_small_word
from signers.matching.vocabulary import place_starts, places, scanned

if TYPE_CHECKING:
    from signers.matching.acronyms import Span
    from signers.matching.tokens import Token

Words = tuple[str, ...]
Places = tuple[frozenset[str], ...]
PLACE = "@"  # stands among the words where a place is printed

_NOTHING: frozenset[str] = frozenset()
_OF = frozenset({"of", "de", "do", "da", "du", "di", "del"})
_FEWEST = 4  # words of a name that begins with its chapter: "Section de Bretagne de …"
# Letters with a digit among them are an acronym, and hold no number ("R3D", "D4BL").
_DIGIT_INSIDE = re.compile(r"(?=.{3,6}$)[^\W\d_]+\d[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
# A word in which a scanner took a letter for a digit ("C0mpany", "Crimina1") holds no number.
_SCANNED_LETTER = re.compile(
    r"[^\W\d_]+[0158][^\W\d_]+|(?=.{3})(?:[^\W\d_]{3,}[0158]|[0158][^\W\d_]+)(?<!\dth)(?<!\dst)(?<!\dnd)(?<!\drd)"
)


def words_and_places(tokens: list[Token], *, capitals_tell: bool) -> tuple[Words, list[Span], bool]:
    """The words with a `PLACE` for each place, where the places stand, and whether the name is a chapter's."""
    words: list[str] = []
    spans: list[Span] = []
    chapter, may_count, at = False, False, 0
    while at < len(tokens):
        token = tokens[at]
        if not token.odd:
            words += token.canonical
            at += 1
            continue
        if token.place and not (at == 0 and token.raw in FIRST_OF_ALL):
            count, ids = _place_at(tokens, at, capitals_tell=capitals_tell)
            if count:
                chapter = chapter or (at > 0 and tokens[at - 1].word in _OF)
                words.append(PLACE)
                spans.append((at, count, ids))
                at += count
                continue
        may_count = True  # words that are numbers are odd ones
        if token.chapter and (at > 0 or (len(tokens) > _FEWEST and tokens[1].word in _OF)):
            chapter = True
        else:
            words += _meant(tokens, at, capitals_tell=capitals_tell)
        at += 1
    if may_count and any(word.isdigit() for word in words):
        words = _counted(words)
    every = tuple(words) or tuple([token.word for token in tokens])
    return every, spans, chapter


def _meant(tokens: list[Token], at: int, *, capitals_tell: bool) -> Words:
    """The words that an odd token stands for between its neighbours."""
    token, last = tokens[at], at + 1 == len(tokens)
    if may_be_no_small_word(token.raw, token.canonical):
        return (token.word,) if at > 0 and _is_word(tokens, at, capitals_tell=capitals_tell) else ()
    if token.word == "union" and at > 0 and tokens[at - 1].canonical == ("local",):
        return ()  # "Local Union 12" is Local 12
    if token.raw in FIRST_OF_ALL and (at == 0 or (not last and tokens[at + 1].place)):
        return (FIRST_OF_ALL[token.raw],)
    if token.word in BEFORE_NUMBER and not last and tokens[at + 1].word[0].isdigit():
        return ()
    return token.canonical


def _is_word(tokens: list[Token], at: int, *, capitals_tell: bool) -> bool:
    """Whether a small word with capitals is a word of its own behind the one before it."""
    token, before, last = tokens[at], tokens[at - 1], at + 1 == len(tokens)
    if token.raw in OF_TOWNS:  # where no other small word has a capital
        others = [each for each in tokens[1:] if each is not token and not each.canonical]
        return not last and not any(each.raw[0].isupper() for each in others)
    if not capitals_tell:
        return False
    # A letter behind a word, a code behind an acronym at the end; a name may be nearly all in capitals.
    return last or not before.upper if len(token.raw) == 1 else last and before.acronym


def _counted(words: list[str]) -> list[str]:
    """The words with tens and units as one number: 40 4, which was "forty-four", is 44."""
    counted: list[str] = []
    for word in words:
        before = counted[-1] if counted else ""
        if len(word) == 1 and word in "123456789" and len(before) == 2 and before.endswith("0") and before.isdigit():
            counted[-1] = str(int(before) + int(word))
        else:
            counted.append(word)
    return counted


def _place_at(tokens: list[Token], at: int, *, capitals_tell: bool) -> tuple[int, frozenset[str]]:
    """How many tokens from `at` name a place, and its ids; 0 where none does."""
    known, first = places(), tokens[at]
    if first.raw.islower() and first.word in terms("small-words.txt") and not _all_lower(tokens):
        return 0, _NOTHING  # "por la Paz" is no La Paz
    for count in place_starts()[first.shape]:
        run = tokens[at : at + count]
        if len(run) < count:
            continue
        shapes = [token.shape for token in run]
        ids = known.get(tuple(shapes))
        if not ids and run[-1].word == "co":  # of a county that we know
            ids = known.get((*shapes[:-1], scanned("county")))
        if not ids:
            continue
        if not any(shows for _, shows in ids):
            return count, frozenset([place for place, _ in ids])
        last = at + count == len(tokens)
        behind_of = at > 0 and tokens[at - 1].word in _OF
        tells = capitals_tell or run[0].set_off or "." in run[0].raw[:-1] or (last and behind_of)
        placed = tells and all(token.upper for token in run)
        dotted = run[-1].raw.endswith(".") or (run[0].set_off and last)
        ends = last or tokens[at + count].set_off
        apart = ends and (run[0].set_off or behind_of)
        shown = {"": True, "capitals": placed, "dot": dotted, "mark": ends and run[0].set_off, "apart": apart}
        found = frozenset([place for place, shows in ids if shown[shows]])
        if found:
            return count, found
    return 0, _NOTHING


def _all_lower(tokens: list[Token]) -> bool:
    return all(token.raw.islower() for token in tokens)


def told_apart(found: list[frozenset[str]]) -> Places:
    """Each place once, sorted; of places of one name those that lie in another one that is printed ("Portland, ME")."""
    if len(found) > 1:
        found = [frozenset(p for p in ids if any(within(frozenset((p,)), q) for q in found)) or ids for ids in found]
    return tuple(sorted(set(found), key=sorted))


def within(inner: frozenset[str], outer: frozenset[str]) -> bool:
    """Whether one place lies in the other."""
    return any(one.startswith(other + "/") for one in inner for other in outer)


def numbers_of(core: Words) -> Words:
    """The numbers among these words, sorted."""
    found = [run for word in core if not word.isalpha() for run in _numbers_in(word)]
    return tuple(sorted(found)) if found else ()


@lru_cache(1 << 16)
def _numbers_in(word: str) -> Words:
    if _SCANNED_LETTER.fullmatch(word) or _DIGIT_INSIDE.fullmatch(word):
        return ()
    return tuple(run.lstrip("0") or "0" for run in _DIGITS.findall(word))
