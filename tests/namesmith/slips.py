"""What hands and machines do to a name: misspellings, letters that a scanner confuses, words joined and split."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from namesmith.values import pick
from namesmith.words import is_near_another

if TYPE_CHECKING:
    import random

_NEIGHBOURS = {
    "a": "sqwz", "b": "vghn", "c": "xdfv", "d": "sfecx", "e": "wrd", "f": "dgrv", "g": "fhtb", "h": "gjyn", "i": "uok",
    "j": "hkum", "k": "jlio", "l": "kop", "m": "njk", "n": "bmhj", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adwx",
    "t": "ryg", "u": "yij", "v": "cbfg", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
_SOUNDS = (
    ("ei", "ie"), ("ie", "ei"), ("a", "e"), ("e", "a"), ("i", "e"), ("e", "i"), ("o", "e"), ("c", "s"), ("s", "c"),
    ("ph", "f"),
    ("ance", "ence"), ("ence", "ance"), ("ible", "able"), ("ant", "ent"), ("tion", "sion"), ("ss", "s"), ("ll", "l"),
    ("mm", "m"),
    ("tt", "t"), ("nn", "n"), ("rr", "r"), ("cc", "c"), ("y", "i"), ("u", "o"), ("ck", "k"),
)  # fmt: skip
_CONFUSED = (
    ("l", "I"), ("l", "1"), ("I", "l"), ("i", "l"), ("rn", "m"), ("m", "rn"), ("O", "0"), ("o", "0"), ("cl", "d"),
    ("d", "cl"),
    ("w", "vv"), ("h", "b"), ("e", "c"), ("S", "5"), ("B", "8"), ("li", "h"), ("nn", "m"), ("ti", "fi"), ("f", "t"),
    ("ri", "n"),
    ("g", "q"), ("u", "ii"), ("é", "e'"), ("ü", "ii"),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{4,}")
_GAP = re.compile(r"(?<=[^\W\d_]{2}) (?=[^\W\d_]{3})")
_DIGIT = re.compile(r"\d")
_COMPOUND = re.compile(r"(?<=[a-z])(?=[A-Z])")


def misspelt(text: str, chance: random.Random) -> str | None:
    """One slip of the hand in one word: a letter too many, too few, another, or two in the wrong order."""
    words = [word for word in _WORD.finditer(text) if len(word[0]) > 5 or not word[0].isupper()]  # acronyms are spared
    if not words:
        return None
    word = pick(chance, words)
    slipped = _slip(word[0].lower(), chance).upper() if word[0].isupper() else _slip(word[0], chance)
    if slipped == word[0] or is_near_another(slipped, word[0]):
        return None
    return text[: word.start()] + slipped + text[word.end() :]


def _slip(word: str, chance: random.Random) -> str:
    at = 1 + int(chance.random() * (len(word) - 1))
    letter = word[at].lower()
    what = chance.random()
    if what < 0.25:
        return word[:at] + word[at + 1 :]
    if what < 0.45:
        return (
            word[:at] + (letter if chance.random() < 0.6 else pick(chance, _NEIGHBOURS.get(letter, letter))) + word[at:]
        )
    if what < 0.65 and at < len(word) - 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if what < 0.8:
        return word[:at] + pick(chance, _NEIGHBOURS.get(letter, letter)) + word[at + 1 :]
    heard, written = pick(chance, _SOUNDS)
    where = word.find(heard, 1)
    return word if where < 0 else word[:where] + written + word[where + len(heard) :]


def misread(text: str, chance: random.Random) -> str | None:
    """What a scanner makes of one or two letters."""
    for _ in range(4):
        seen, read = pick(chance, _CONFUSED)
        places = [found.start() for found in re.finditer(re.escape(seen), text)]
        if not places:
            continue
        at = pick(chance, places)
        slipped = text[:at] + read + text[at + len(seen) :]
        start = text.rfind(" ", 0, at) + 1
        end = text.find(" ", at)
        end = len(text) if end < 0 else end
        new_end = end + len(slipped) - len(text)
        if _DIGIT.search(text, start, end):  # "Local 32B" is not to become "Local 328"
            continue
        if not is_near_another(slipped[start:new_end], text[start:end]):
            return slipped
    return None


def joined(text: str, chance: random.Random) -> str | None:
    """Two words run together, a compound taken apart, or a space inside a word."""
    what = chance.random()
    if what < 0.35:
        parts = list(_COMPOUND.finditer(text))
        if parts:
            at = pick(chance, parts).start()
            return f"{text[:at]} {text[at:]}"
    gaps = list(_GAP.finditer(text))
    if what < 0.8 and gaps:
        at = pick(chance, gaps).start()
        small = chance.random() < 0.3 and not text.isupper()
        return text[:at] + (text[at + 1].lower() + text[at + 2 :] if small else text[at + 1 :])
    words = [word for word in _WORD.finditer(text) if len(word[0]) > 6]
    if not words:
        return None
    word = pick(chance, words)
    at = word.start() + 3 + int(chance.random() * (len(word[0]) - 5))
    return f"{text[:at]} {text[at:]}"
