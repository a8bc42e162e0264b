"""Two names laid side by side, word by word: what is the same, what is nearly so, and what only one of them has."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from signers.knowledge import terms
from signers.matching.dictionary import is_known, known_words, words_of_names
from signers.matching.known import is_acronym
from signers.matching.vocabulary import SHORTEST_SCANNED, abbreviations, blurred, shape, without_umlauts
from signers.values import frozen

Words = tuple[str, ...]

_SHORTEST_SLIP = 4  # letters; a word that is shorter is too easily another one
_TWO_SLIPS = 8  # letters of a word in which two may be wrong
_SHORTEST_CLIPPED = 3
_CLIPPED_TO = 0.8  # of a word's letters at most are left of it
_GLUED = ("of", "the", "for", "and", "de", "la", "du", "des", "del", "van", "von")  # a space was lost behind these
_LONGEST_GLUED = 3
_VOWELS = frozenset("aeiouy")
_REMEMBERED = 1 << 16  # pairs of words: a list has the same two in many pairs of names


@frozen
class Change:
    """Words of the two names that may be the same.

    `how` is plural, umlaut, scanned, clipped, acronym, joined words, misspelt or initial letter.

    Where several words stand on one side they are written together, and `edits` counts the letters that differ.
    """

    left: str
    right: str
    how: str
    edits: int = 0


@frozen
class Alignment:
    """The words of two names side by side.

    `shared` stand in both, `changed` are nearly the same, `joined` are those that one name writes as one word and the
    other as several, `left` and `right` are the words that only one name has. `in_order` says whether what is shared
    or changed stands in one order in both, and `beyond` where the words stand that the longer name has more: at its
    "end", its "start", "inside", or "" where neither name contains the other.
    """

    shared: Words
    changed: tuple[Change, ...]
    joined: Words
    left: Words
    right: Words
    in_order: bool
    beyond: str


def align(left: Words, right: Words) -> Alignment:
    """Lay the words of two names side by side; the most alike are put together first.

    >>> found = align(("legal", "justice", "society"), ("legal", "justise", "soc"))
    >>> found.shared, [(change.left, change.right, change.how) for change in found.changed]
    (('legal',), [('society', 'soc', 'clipped'), ('justice', 'justise', 'misspelt')])
    """
    over_left, over_right = list(left), list(right)
    shared: list[str] = []
    for word in left:
        if word in over_right:
            over_right.remove(word)
            over_left.remove(word)
            shared.append(word)
    joined: Words = ()
    changed: list[Change] = []
    if over_left and over_right:
        joined = (*_take_joined(over_left, over_right), *_take_joined(over_right, over_left))
        changed = [*_take_acronyms(over_left, over_right), *map(_turned, _take_acronyms(over_right, over_left))]
        likely = [
            change for one in dict.fromkeys(over_left) for other in over_right if (change := change_between(one, other))
        ]
        likely.sort(key=lambda change: (_HOW[change.how], change.edits, change.left, change.right))
        for change in likely:
            if change.left in over_left and change.right in over_right:
                over_left.remove(change.left)
                over_right.remove(change.right)
                changed.append(change)
    if over_left and over_right and (together := _together("".join(over_left), "".join(over_right))):
        changed.append(together)
        over_left, over_right = [], []
    partners = {change.left: change.right for change in changed}
    paired = {*shared, *partners.values()}
    order_left = [partners.get(word, word) for word in left if word in paired or word in partners]
    order_right = [word for word in right if word in paired]
    return Alignment(
        shared=tuple(shared),
        changed=tuple(changed),
        joined=joined,
        left=tuple(over_left),
        right=tuple(over_right),
        in_order=order_left == order_right,
        beyond=_beyond(left, over_left) if not over_right else _beyond(right, over_right) if not over_left else "",
    )


def _beyond(words: Words, over: list[str]) -> str:
    """Where the words that are left over stand in their name."""
    if not over:
        return ""
    if list(words[-len(over) :]) == over:
        return "end"
    return "start" if list(words[: len(over)]) == over else "inside"


def _take_joined(ours: list[str], theirs: list[str]) -> Words:
    """Take out the words of ours that theirs writes apart, with their parts."""
    joined: list[str] = []
    for whole in ours[:]:
        for start in range(len(theirs) - 1):
            if not whole.startswith(theirs[start]):
                continue
            end = start + 2
            while end <= len(theirs) and len(together := "".join(theirs[start:end])) <= len(whole):
                if together == whole:
                    ours.remove(whole)
                    del theirs[start:end]
                    joined.append(whole)
                    break
                end += 1
            if joined and joined[-1] == whole:
                break
    return tuple(joined)


def _take_acronyms(ours: list[str], theirs: list[str]) -> list[Change]:
    """Take out the words of ours whose letters begin a run of the words of theirs, with these words."""
    found: list[Change] = []
    for letters in [word for word in ours if 2 < len(word) <= len(theirs)]:
        for start in range(len(theirs) - len(letters) + 1):
            run = theirs[start : start + len(letters)]
            if all(word[0] == letter for word, letter in zip(run, letters, strict=True)):
                ours.remove(letters)
                del theirs[start : start + len(letters)]
                found.append(Change(letters, " ".join(run), "acronym"))
                break
    return found


def _turned(change: Change) -> Change:
    return Change(change.right, change.left, change.how, change.edits)


def _together(one: str, other: str) -> Change | None:
    """What is left of both names, written together: words may be joined or split and misspelt as well."""
    short = min(len(one), len(other))
    if short < _TWO_SLIPS or not (one.isalpha() and other.isalpha()):
        return None
    edits = OSA.distance(one, other, score_cutoff=2)
    return Change(one, other, "misspelt", edits + 1) if edits <= 2 and not _are_opposites(one, other) else None


_SUREST_FIRST = ("acronym", "plural", "umlaut", "joined words", "scanned", "clipped", "misspelt", "initial letter")
_HOW = {how: place for place, how in enumerate(_SUREST_FIRST)}


@lru_cache(_REMEMBERED)
def change_between(one: str, other: str) -> Change | None:
    """How one of two different words may be the other, or None.

    >>> change_between("committee", "cmte").how, change_between("center", "council")
    ('clipped', None)
    """
    how = _how(one, other)
    if how is not None:
        return Change(one, other, how)
    short, long = sorted((len(one), len(other)))
    most = 2 if short >= _TWO_SLIPS else 1
    if short < _SHORTEST_SLIP or long - short > most or not (one.isalpha() and other.isalpha()):
        return None
    edits = OSA.distance(one, other, score_cutoff=most)
    return Change(one, other, "misspelt", edits) if edits <= most and not _are_opposites(one, other) else None


def _are_opposites(one: str, other: str) -> bool:
    """Whether a word is the other with a prefix that turns it.

    >>> _are_opposites("documented", "undocumented"), _are_opposites("documented", "documentted")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long[: -len(short)] in terms("turning-prefixes.txt")


def _how(one: str, other: str) -> str | None:
    """In which way other than by a slip one word may be the other."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    scanned = len(short) >= SHORTEST_SCANNED and (shape(one) == shape(other) or _is_blurred(one, other))
    if not (one.isalpha() and other.isalpha()):
        return "scanned" if scanned else None
    if long.startswith(_GLUED) and long.endswith(short) and len(long) - len(short) <= _LONGEST_GLUED:
        return "joined words"
    if _singular(one) == _singular(other):
        return "plural"
    if scanned or _are_umlauts(one, other):
        return "scanned" if scanned else "umlaut"
    if short[0] == long[0]:
        return "initial letter" if len(short) == 1 else "clipped" if _clips(short, long) else None
    return None


def _is_blurred(one: str, other: str) -> bool:
    """Whether one is a word that is known, and the other what a bad scanner may have made of it."""
    return blurred(one) == blurred(other) and is_known(one) != is_known(other)


def _are_umlauts(one: str, other: str) -> bool:
    """Whether two words differ in how an umlaut is written, and are not two words of their own ("poets", "pots")."""
    return without_umlauts(one) == without_umlauts(other) and not {one, other} <= known_words()


def _clips(short: str, long: str) -> bool:
    """Whether the short word abbreviates the long one: its beginning, or its letters without most vowels."""
    if short in abbreviations() and any(_singular(long) == _singular(each) for each in abbreviations()[short]):
        return True
    if len(short) < _SHORTEST_CLIPPED or len(short) > _CLIPPED_TO * len(long) or short in words_of_names():
        return False
    if is_acronym(short) and is_acronym(long):  # of two bodies: AFM, AFSCME
        return False
    if long.startswith(short):
        return long[len(short) :] not in words_of_names()  # "Honeythorpecounty" is no longer form of "Honeythorpe"
    if sum(letter in _VOWELS for letter in short[1:]) > 1:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _singular(word: str) -> str:
    """A word without the mark of its plural, in English; enough to see that two words are one.

    >>> [_singular(word) for word in ("workers", "churches", "communities", "class")]
    ['worker', 'church', 'community', 'class']
    """
    if len(word) < _SHORTEST_SLIP or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
