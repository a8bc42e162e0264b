"""From a person's name as printed to its parts: given names, family name, what tells Jr. from Sr.; titles are left out.

A part of the way from text to key, like names.py, which does the same for organizations. Names in other scripts than
Latin are written in Latin letters first, so that all names can be compared; what is printed stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile

from signers.folding import folded
from signers.knowledge import table, term_list, terms
from signers.names import comparison_key, tidy
from signers.patterns import later

# A list repeats its words and its names; these caches hold what a long list has, in a few tens of megabytes.
_REMEMBERED = 1 << 17
_LONGEST_TEXT = 400  # letters; a longer text is no name, and stands for itself


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded: given names or initials, the family name, and what tells Jr. from Sr.

    `called` is what the name prints in quotes or brackets ("James “Jim” Clyburn"), `born` the name after "née".
    `is_inverted` says that a comma shows where the family name ends, `is_bound` that a hyphen makes the first two
    given names one ("Jean-Claude"). `native` is a name in Chinese or Korean writing, in which one sound is many names.
    `is_couple` says that two persons are named together ("Ann and Paul Roe"). `body` is the affiliation in a label
    (see `label`), as printed. `title` is what stands before a family name alone, which tells one bearer from another.
    """

    given: tuple[str, ...]
    family: str
    generation: str = ""
    called: tuple[str, ...] = ()
    born: str = ""
    is_inverted: bool = False
    is_bound: bool = False
    native: str = ""
    is_couple: bool = False
    body: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        """The comparison key of the person, with what the name says he is called, and the body of a label.

        Who is called otherwise may be the same, but the list has to know it: "Earl “Buddy” Carter" is Buddy Carter.
        """
        body = f"[{comparison_key(self.body)}]" if self.body else ""
        body = " ".join((*(f"“{name}”" for name in self.called if name not in self.given), body)).strip()
        if self.native:
            return " ".join(part for part in (self.native, self.generation, body) if part)
        couple = "and" if self.is_couple else ""
        title = f"({self.title})" if self.title else ""
        return " ".join(part for part in (*self.given, self.family, self.generation, couple, title, body) if part)


@lru_cache(_REMEMBERED)
def person_name(name: str) -> PersonName:
    """The parts of a person's name, without titles before it and degrees, honors and roles behind it.

    >>> person_name("Dr. Martin Luther King, Jr., Ph.D.")
    PersonName(given=('martin', 'luther'), family='king', generation='jr', ...)
    >>> person_name("Tatchell, Peter").key
    'peter tatchell'
    >>> person_name("Walter van Holst").family
    'van holst'
    """
    if name.endswith("]") and (body := body_of(name)):
        return replace(person_name(printed_name(name)), body=body)
    if len(name) > _LONGEST_TEXT:
        return PersonName((), " ".join(folded(name).split()) or name)
    text, called, born, generation = _without_asides(tidy(name))
    text = _without_role(text)
    front, *rest = ([_Token(token) for token in part.split()] for part in text.split(","))
    tokens_at_front = front
    is_mixed = not text.isupper()
    inverted = bool(rest) and _is_inverted(front, rest[0])
    if not inverted and (split := _family_first(front)):
        front, rest, inverted = front[:split], [front[split:], *rest], True
    for part in rest[1:] if inverted else rest:
        generation = generation or next(
            (_generations()[word] for token in part for word in token.words if word in _generations()), ""
        )
    if inverted:
        family, at_front = _cleaned(front, is_mixed=is_mixed)
        given, behind = _cleaned(rest[0], is_mixed=is_mixed, is_given=True)
        generation = generation or behind or at_front
        words = (*_words(given), *_words(family))
        family_from = len(_words(given))
        is_inverted = bool(family_from)
    else:
        tokens, behind = _cleaned(front, is_mixed=is_mixed)
        generation = generation or behind
        words, given, is_inverted = _words(tokens), tokens, False
        family_from = _family_from(words)
    if not words:
        whole = folded(name).strip()
        return PersonName((), " ".join(whole.split()) or name, generation)
    return PersonName(
        given=words[:family_from],
        family=" ".join(words[family_from:]),
        generation=generation,
        called=called,
        born=born,
        is_inverted=is_inverted,
        is_bound=bool(given) and len(given[0].words) > 1 and (len(given) > 1 or is_inverted),
        is_couple=any(token.printed.casefold() in _COUPLED for token in tokens_at_front),
        title=_title_before(front, words[0]) if len(words) == 1 and not called else "",
        native="".join(_WORD.findall(folded(text))) if _HAN_OR_HANGUL.search(text) else "",
    )


def person_key(name: str) -> str:
    """The form of a person's name for comparing.

    >>> person_key("Prof. Máire Ní Bhriain, PhD")
    'maire ni bhriain'
    """
    return person_name(name).key or name


# --- Labels -----------------------------------------------------------------------------------------------------

_LABEL = later(r"(\S.*\S) \[([^\[\]]+)\]", re.DOTALL)
_BRACKETS = str.maketrans("[]", "()")


def label(name: str, body: str) -> str:
    """A printed name with the body that tells its bearer from others of that name, in an editor's square brackets.

    >>> label("John Smith", "Sierra Club")
    'John Smith [Sierra Club]'
    >>> printed_name(label("Ann Roe", "Oxfam [GB]")), body_of(label("Ann Roe", "Grace"))
    ('Ann Roe', 'Grace, body')
    """
    inside = " ".join(body.translate(_BRACKETS).split())
    found = f"{name} [{inside}]"
    return found if body_of(found) else f"{name} [{inside}, body]"  # "Robert Roe [Bob]" prints what he is called


def body_of(name: str) -> str:
    """The body in a label; empty for any other name.

    >>> body_of("John Smith [Sierra Club]"), body_of("Robert Smith [Bob]"), body_of("Ann Roe [she/her]")
    ('Sierra Club', '', '')
    """
    found = _LABEL.fullmatch(name) if name.endswith("]") else None
    if not found or not may_have_namesakes(found[1]):
        return ""
    inside = found[2].strip()
    words = folded(inside).split()
    if _BORN.match(inside) or not any(map(str.isalpha, inside)) or set(_WORD.findall(folded(inside))) <= _no_bodies():
        return ""
    return "" if len(words) == 1 and (words[0] in _calls() or words[0] in _generations()) else inside


def may_have_namesakes(name: str) -> bool:
    """Whether a name is more than one word, or in characters of which few are a whole name."""
    return " " in name.strip() or bool(_HAN_OR_HANGUL.search(name))


def printed_name(name: str) -> str:
    """The name in a label, as a letter prints it; any other name as it is."""
    return name[: name.rindex(" [")] if body_of(name) else name


# --- Tokens -----------------------------------------------------------------------------------------------------

_DOTTED = later(r"^(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
_WORD = re.compile(r"[^\W_]+")
_HAN_OR_HANGUL = later("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_SYLLABLE = later("[A-Z][^A-Z]*|^[^A-Z]+")
_ARABIC = later("[\u0600-\u06ff]")
_GREEK = later("[\u0370-\u03ff]")
# Greek letters that are one sound together; the others are written one by one.
_GREEK_SOUNDS = tuple(
    (later(letters), latin)
    for letters, latin in (
        ("ου", "ou"),
        ("γ(?=[ιυε])ι?(?=[αεοω])|γ(?=[ιε])", "y"),
        ("γγ", "ng"),
        (r"\bμπ", "b"),
        (r"\bντ", "d"),
        ("αυ", "av"),
        ("ευ", "ev"),
        ("[οε]ι", "i"),
        ("χ", "h"),
    )
)


class _Token:
    """A printed token of a name with its folded words: a hyphen makes two, the dots of initials one a letter."""

    __slots__ = ("printed", "words")

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self.words = _words_of_token(printed)

    @property
    def whole(self) -> str:
        return "".join(self.words)

    @property
    def is_capital(self) -> bool:
        return self.printed.isupper() and sum(map(str.isalpha, self.printed)) > 1


@lru_cache(_REMEMBERED)
def _words_of_token(printed: str) -> tuple[str, ...]:
    bare = printed.strip(";:()[]")
    if _DOTTED.match(bare):
        letters = _latin(bare.replace(".", ""))
        return (letters,) if letters in _behind() else tuple(letters)
    text = folded(bare)
    if not text.isascii():
        text = " ".join(_latin(part) for part in _split_marks(bare))
    return tuple(word for word in _WORD.findall(text) if word != "and")


def _split_marks(text: str) -> list[str]:
    # Vowel signs of many scripts are marks, and part of the word; hyphens and the dots between names are not.
    return re.split(r"[-‐‑–—·・･.'’]+", text)


@lru_cache(_REMEMBERED)
def _latin(text: str) -> str:
    """A word in small Latin letters; each syllable of Chinese and Korean is a word of its own."""
    plain = folded(text)
    if plain.isascii():
        return plain
    from anyascii import anyascii  # noqa: PLC0415 - its tables are read only where another script is met

    if _HAN_OR_HANGUL.search(text):
        written = " ".join(_SYLLABLE.findall(anyascii(text)))
    elif _GREEK.search(text):
        for letters, latin in _GREEK_SOUNDS:
            plain = letters.sub(latin, plain)
        written = anyascii(plain)
    elif _ARABIC.search(text):
        written = anyascii(text).lower().replace("w", "u").replace("y", "i")
    else:
        written = anyascii(unicodedata.normalize("NFC", text))
    return " ".join("".join(c if c.isalnum() or c == " " else "" for c in written).lower().split())


# --- Nicknames and other asides ---------------------------------------------------------------------------------

_ASIDE = later(
    r"""(?<!\w)(?:["“”«„](?P<quoted>[^"“”»«„]{1,40})["“”»]|['‘’](?P<single>[^\s'‘’"]{2,20})['’](?!\w)"""
    r"""|[(\[](?P<bracket>[^()\[\]]{1,60})[)\]])"""
)
# What most names have nothing of, so that they need not be searched.
_MAY_HAVE_ASIDES = later(r"""["“”«»„'‘’(\[\])]|\b(?:née|nee|geb|z domu)\b""", re.IGNORECASE)
_BORN = later(r"^(?:née|nee|né|born|geb\.?|geborene|roz\.|z domu|nacida|nata|fka|formerly)\s+(\S.*)$", re.IGNORECASE)
_BORN_BARE = later(r"(?:,\s*|\s)(?:née|nee|geb\.|geborene|z domu)\s+(\S+)", re.IGNORECASE)


def _without_asides(text: str) -> tuple[str, tuple[str, ...], str, str]:
    """The name without what it prints in quotes and brackets; the nicknames, the name at birth, the generation."""
    called: list[str] = []
    born = generation = ""
    if not _MAY_HAVE_ASIDES.search(text):
        return text, (), "", ""
    if bare := _BORN_BARE.search(text):
        born, text = " ".join(_words([_Token(bare[1])])), text[: bare.start()] + text[bare.end() :]
    for aside in _ASIDE.finditer(text):
        inside = (aside["quoted"] or aside["single"] or aside["bracket"]).strip(" ,")
        outside = (text[: aside.start()] + " " + text[aside.end() :]).split()
        words = _words([_Token(token) for token in inside.split()])
        if len(words) > 1 and len(outside) == 1 and outside[0].isupper():
            return _without_asides(inside)  # "RMS (Richard Stallman)"
        if maiden := _BORN.match(inside):
            born = " ".join(_words([_Token(token) for token in maiden[1].split()]))
        elif words and words[0] in _generations():
            generation = _generations()[words[0]]
        elif 1 <= len(words) <= 2 and (aside["bracket"] is None or not inside.isupper() or text.isupper()):
            called.extend(words[:1])
    return " ".join(_ASIDE.sub(" ", text).split()).strip(" ,") or text, tuple(called), born, generation


_ROLE = later(r"\s[-–—|/]\s|\s*[;|]")
_COUPLED = frozenset({"and", "&", "und", "et", "+", "och", "og", "en"})


def _without_role(text: str) -> str:
    """The name without what a dash or a bar sets off behind it: "Ann Roe – Oxfam"."""
    front, *rest = _ROLE.split(text, maxsplit=1)
    return front if rest and len(front.split()) > 1 else text


# --- Order, titles, degrees -------------------------------------------------------------------------------------


def _is_inverted(front: list[_Token], behind: list[_Token]) -> bool:
    """Whether "Family, Given" is printed, and not a name with a degree, a role or a place behind a comma."""
    inner = [token for token in behind if not _is_dressing(token)]
    front = [token for token in front if token.words]
    if len(front) == 1 and not inner and len(behind) == 1:
        return behind[0].whole in given_names() and behind[0].whole in _titles()  # "Bacon, Don"
    if not front or not inner or len(inner) > 4:
        return False
    if len(front) == 1:
        return True
    capitals = all(token.is_capital for token in front)
    if capitals != all(token.is_capital for token in inner if len(token.whole) > 1):
        return capitals
    if front[0].whole in _particles() and all(token.whole in _particles() for token in front[:-1]):
        return True
    given = inner[0]
    looks_given = bool(given.words) and (given.words[0] in given_names() or len(given.words[0]) == 1)
    return looks_given and all(token.printed[:1].isupper() for token in inner) and not _begins_given(front[0])


def _family_first(tokens: list[_Token]) -> int:
    """How many words of a name without a comma are its family name, printed first; 0 where none is.

    Capitals show it ("LÓPEZ AGUILAR Juan"), or initials behind it ("Petrosyan A. B.").
    """
    kept = [token for token in tokens if token.whole not in _titles()]
    at_front = len(tokens) - len(kept)
    if len(kept) < 2 or kept != tokens[at_front:]:
        return 0
    capitals = next((at for at, token in enumerate(kept) if not token.is_capital), len(kept))
    rest = [token for token in kept[capitals:] if not _is_dressing(token)]
    if capitals > 0 and rest and all(len(token.whole) > 1 and not token.printed.isupper() for token in rest):
        return at_front + capitals if _is_family_in_capitals(kept[:capitals], rest) else 0
    if _are_given_and_initial(kept):
        return at_front + 1
    initials = next((at for at, token in enumerate(reversed(kept)) if not _is_initial(token)), len(kept))
    family = kept[: len(kept) - initials]
    if initials and len(family) == 1 and family[0].words and not _begins_given(family[0]):
        return at_front + 1
    return 0


def _are_given_and_initial(kept: list[_Token]) -> bool:
    """Whether a given name and an initial stand behind a word that is no given name: "Smith John A"."""
    match kept:
        case [family, given, initial]:
            return bool(family.words) and not _begins_given(family) and _begins_given(given) and _is_initial(initial)
    return False


def _is_family_in_capitals(capitals: list[_Token], rest: list[_Token]) -> bool:
    """Whether the capitals at the front are a family name, and no initials: "LE PEN Marine", but "WEB Du Bois"."""
    first = capitals[0]
    if _is_dressing(first) or _is_initial(first) or rest[0].whole in _particles():
        return False
    is_name = len(first.whole) > 2 or first.whole in _short_family_names()
    return is_name or (len(capitals) > 1 and first.whole in _particles())


def _is_initial(token: _Token) -> bool:
    return bool(token.words) and all(len(word) == 1 for word in token.words)


def _is_initials(token: _Token) -> bool:
    """Whether two capitals stand together, with dots or without: "BC Roe" is no "Bc. Roe"."""
    return len(token.whole) == 2 and token.printed.isupper()


def _begins_given(token: _Token) -> bool:
    return bool(token.words) and (token.words[0] in given_names() or token.whole in _titles())


def _is_dressing(token: _Token) -> bool:
    return token.whole in _behind() or token.whole in _generations() or token.whole in _titles()


def _cleaned(tokens: list[_Token], *, is_mixed: bool, is_given: bool = False) -> tuple[list[_Token], str]:
    """The tokens without titles before them and degrees behind them, and the generation that they print."""
    generation = ""
    kept = [token for token in tokens if token.words]
    # Behind no comma, two letters may be a family name ("Yo Yo Ma"): only as letters are they a degree ("Jo Ng QC").
    while len(kept) > 1:
        last = kept[-1]
        if last.whole in _generations_abroad() and len(kept) > 2:
            generation = _generations_abroad()[last.whole]
        elif last.whole in _generations() and (
            len(kept) > 2 or last.whole in {"jr", "sr", "jnr", "snr"} or (is_given and last.is_capital)
        ):
            generation = _generations()[last.whole]
        elif not (
            last.whole in _behind()
            and (
                (last.is_capital and is_mixed)
                or (len(kept) > 2 and len(last.whole) > 2)
                or ("." in last.printed and len(last.whole) > 1)
            )
        ):
            break
        kept.pop()
    at = 0
    while _begins_with_title(kept[at:], after_title=at > 0):
        at += 1
    kept = kept[at:]
    # "Ortega y Gasset": the small letter between two family names is no initial.
    small = [token for token in kept if not (is_mixed and token.printed in {"y", "e", "i"})]
    return small or kept, generation


def _begins_with_title(tokens: list[_Token], *, after_title: bool) -> bool:
    """Whether the first of several words is a title, or beside a title may be one: "Prof. em. Ann Roe"."""
    if len(tokens) < 2:
        return False
    first, second = tokens[0].whole, tokens[1].whole
    if first in _titles() and not (_is_initials(tokens[0]) and first in terms("titles-compared.txt")):
        return not _is_given_here(tokens)
    if tokens[0].printed.casefold() in {"h.e.", "h.h."}:  # "Excellency", "Holiness"
        return len(tokens) > 2
    return len(tokens) > 2 and first in terms("titles-beside-titles.txt") and (after_title or second in _titles())


def _title_before(tokens: list[_Token], word: str) -> str:
    """The titles before a name of one word."""
    return " ".join(token.whole for token in takewhile(lambda token: word not in token.words, tokens) if token.words)


def _is_given_here(tokens: list[_Token]) -> bool:
    """Whether a title is a given name or an initial here: "Don Beyer", "M. Beyer", but "Don Pedro Ruiz"."""
    if tokens[0].whole in terms("given-names-compared.txt"):
        return len(tokens) == 2  # "Nawab Khan" and "Sardar Khan" are two, "Nawab Ali Khan" may be Ali Khan
    if tokens[0].whole not in given_names():
        return len(tokens[0].whole) == 1
    return len(tokens) == 2 or tokens[1].whole not in given_names()


def _words(tokens: list[_Token]) -> tuple[str, ...]:
    return tuple(word for token in tokens for part in token.words for word in part.split())


def _family_from(words: tuple[str, ...]) -> int:
    """Where the family name begins: at its last word, or at the particles before it."""
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1] in _particles():
        start -= 1
    return start


@cache
def _behind() -> frozenset[str]:
    words = terms("post-nominals.txt") | terms("degrees.txt") | terms("post-nominals-compared.txt")
    return frozenset(folded(word).replace(".", "").replace("-", "") for word in words)


@cache
def _generations() -> dict[str, str]:
    return {row[0]: row[1] for row in table("generations.tsv")}


@cache
def _short_family_names() -> frozenset[str]:
    return frozenset(name for name in map(folded, term_list("surnames.txt")) if len(name) == 2)


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        folded(title) for title in terms("honorifics.txt") | terms("person-titles.txt") | terms("titles-compared.txt")
    )


@cache
def _no_bodies() -> frozenset[str]:
    return terms("no-bodies.txt")


@cache
def _calls() -> frozenset[str]:
    """The names by which people are called: given names and their short forms."""
    return given_names() | {
        form for row in table("nicknames.tsv") for forms in row[:2] for form in _WORD.findall(forms)
    }


@cache
def _generations_abroad() -> dict[str, str]:
    return {row[0]: row[1] for row in table("generations-compared.tsv")}


@cache
def _particles() -> frozenset[str]:
    return terms("surname-particles.txt")


@cache
def given_names() -> frozenset[str]:
    """The given names that are known, folded."""
    return frozenset(folded(row.split("\t", 1)[0]) for row in term_list("given-names.tsv"))
