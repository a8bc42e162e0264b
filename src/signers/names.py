"""From a name as printed to its forms: tidied for print, the key for comparing, its acronym told apart.

A name has two forms, and one is never used for the other: `tidy` keeps the words for people to read,
`comparison_key` loses everything that only dresses a name, and is never printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from signers.folding import (
    REMEMBERED,
    UNSEEN,
    WORD,
    fold,
    folded,
    has_any,
    is_plain,
    split,
    words_of,
    words_of_each,
)
from signers.knowledge import table, terms
from signers.legal_forms import (
    LONG_FORM,
    forms_before,
    legal_endings,
    plain_legal_endings,
    undressed,
    without_form_before,
    without_legal_form,
    without_plain_form,
)
from signers.values import frozen

# --- Tidied for print -------------------------------------------------------------------------------------------

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE_BEFORE = re.compile(r" +([,;)\]])")
_SPACE_AFTER = re.compile(r"([(\[]) +")
# "Justice- Asian" and "Justice -Asian" want a dash; "Low- and Moderate-Income" has a hyphen that waits for its word.
_SUSPENDED = r"(?!(?:and|or|to|und|oder|bis|et|ou|y|e|o|en|of|og|och)\b)"
_DASH_LEFT = re.compile(rf"(?<=[^\W_])([-–—]) {_SUSPENDED}(?=[^\W_])", re.IGNORECASE)
_DASH_RIGHT = re.compile(r"(?<=[^\W_]) ([-–—])(?=[^\W\d_])")
_SPACED_DASHES = ("- ", " -", "– ", " –", "— ", " —")
_SPACED_MARKS = (" ,", " ;", " )", " ]", "( ", "[ ")
_STRAY = " ,;"


def tidy(name: str) -> str:
    """The name as it should be printed: its words untouched, its spaces, dashes and stray marks mended.

    >>> tidy("Asian Americans Advancing  Justice- Asian Law Caucus ,")
    'Asian Americans Advancing Justice - Asian Law Caucus'
    >>> tidy("Low- and Moderate-Income Consumers")
    'Low- and Moderate-Income Consumers'
    """
    # Most names need none of this, and looking for what a pattern wants is ten times as fast as the pattern.
    text = name
    if not (text.isascii() and text.isprintable()):
        text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", UNSEEN.sub("", text)))
    text = " ".join(text.split())
    if not is_plain(text):
        if has_any(_SPACED_MARKS, text):
            text = _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", text))
        if has_any(_SPACED_DASHES, text):
            text = _DASH_RIGHT.sub(r" \1 ", _DASH_LEFT.sub(r" \1 ", text))
    return text.strip(_STRAY) or text


# --- Folded for comparing ---------------------------------------------------------------------------------------

_TRAILING_ARTICLE = re.compile(r"^(.+?),\s*([^\W\d_]+)$")
_CAPITALS_AT_END = re.compile(r",\s*[A-Z]{2}\W*$")  # a place rather than an article: "Common Cause, IL"


@lru_cache(REMEMBERED)
def comparison_key(name: str) -> str:
    """The form of a name for comparing: two names with one key differ in nothing but form.

    Lost are case, accents, punctuation, quotes, the article, a legal form at the end, an acronym of the name's own
    words. It is never empty unless the name is, and the key of a key is itself.

    >>> comparison_key("The Sierra Club, Inc.")
    'sierra club'
    >>> comparison_key("Réseau Action Climat (RAC)")
    'reseau action climat'
    >>> comparison_key("Food & Water Watch") == comparison_key("FOOD AND WATER WATCH")
    True
    >>> comparison_key("Wilderness Society, The")
    'wilderness society'
    >>> comparison_key("Umweltverband e. V. (Hessen)")
    'umweltverband hessen'
    """
    return key_without_acronym(undressed(without_acronym(name)))


def key_without_acronym(name: str) -> str:
    """The comparison key of a name that `without_acronym` and `undressed` have seen; nothing remembers it."""
    key = _reduced(name)
    # A few letters of rare scripts fold in two steps; one more round settles them.
    return key if key.isascii() else _reduced(key)


def _reduced(name: str) -> str:
    if name.isascii() and is_plain(name) and (plain := _as_it_is(name.lower().split())):
        return plain
    text = fold(name)
    inverted = _TRAILING_ARTICLE.match(text) if "," in text else None
    if inverted and inverted[2] in terms("small-words.txt") and not _CAPITALS_AT_END.search(name):
        text = inverted[1]
    words = without_plain_form(split(without_legal_form(text)))
    return " ".join(_without_article(without_form_before(words))) or text.strip() or name


def _as_it_is(words: list[str]) -> str:
    """The key of words that none of the rules below says anything about, as of most; "" where one may."""
    if words[0] in _first_words() or words[-1] in _last_words() or len(words[-1]) >= LONG_FORM:
        return ""
    return " ".join(words) if terms("conjunctions.txt").isdisjoint(words) else ""


@cache
def _first_words() -> frozenset[str]:
    return frozenset({*terms("articles-compared.txt"), *forms_before()})


@cache
def _last_words() -> frozenset[str]:
    return frozenset({*legal_endings(), *plain_legal_endings()})


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    articles = terms("articles-compared.txt")
    while len(words) > 1 and words[0] in articles and not _begins_with_place(words):
        words = words[1:]
    return words


def _begins_with_place(words: tuple[str, ...]) -> bool:
    """Whether the article is part of a place, as in "Los Angeles"."""
    return words[:2] in _place_forms() or words[:3] in _place_forms()


@cache
def _place_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(words for _, forms in place_forms("places.tsv") for _, words in forms)


@cache
def place_forms(file: str) -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """The ids of the places in a table of data/, each with its forms and their words."""
    rows = table(file)
    words = iter(words_of_each([form for row in rows for form in row[1:]]))
    return tuple((row[0], tuple([(form, next(words)) for form in row[1:]])) for row in rows)


# --- Acronyms ---------------------------------------------------------------------------------------------------


@frozen
class Acronym:
    """An acronym printed with what it stands for: `letters` as printed, the words it is short for, the name without it.

    `long` and `base` differ where the name goes on: "Council on … Relations (CAIR), Massachusetts".
    """

    letters: str
    long: str
    base: str


_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,90})[)\]]")
_FRONT = re.compile(r"^([^\s,:/|–—-]+(?:-[^\s,:/|–—-]+)?)(?:\s+[-–—:/|]\s+|[–—:/|]\s*|,\s+|-)(\S.*\s.*)$")
_BACK = re.compile(r"^(.*\s.*\S)(?:\s+[-–—:/|]\s+|[–—:/|]|,\s+)([^\s,:/|–—]+)$")
_BESIDE = frozenset("([-–—:/|,")  # what sets an acronym off from the words
_AFTER_MARK = re.compile(r"[\s,:/|–—]")
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ]\S*[A-ZÀ-Þ]")
_LONGEST_ACRONYM = 15  # characters, as in `_SHAPE`
_ELISION = re.compile(r"(?<!\w)[dl]['’](?=\w)", re.IGNORECASE)
_SHORTEST_UNMARKED = 3  # letters
_LONG_ACRONYM = 4  # letters that no words begin with by chance
_SHAPE = re.compile(r"^(?=(?:[^A-ZÀ-Þ]*[A-ZÀ-Þ]){2})[A-ZÀ-Þ0-9][\w&.-]{1,13}!?$")


def looks_like_acronym(text: str) -> bool:
    """Whether one word is set as an acronym or a clipped name is: at least two capitals ("ACLU", "IuRe", "CAIR-WA")."""
    return bool(_SHAPE.match(text))


@lru_cache(REMEMBERED)
def acronym_of(name: str) -> Acronym | None:
    """The acronym that the name prints beside its own words, or None.

    It may stand in brackets behind its words or before them, or be set off by a dash, and its letters must fit the
    words, so that a place or a remark in brackets is not taken for one.

    >>> acronym_of("American Civil Liberties Union (ACLU)")
    Acronym(letters='ACLU', long='American Civil Liberties Union', base='American Civil Liberties Union')
    >>> acronym_of("ALIGN (The Alliance for a Greater New York)").letters
    'ALIGN'
    >>> acronym_of("The Legal Aid Society (NYC)") is None
    True
    >>> acronym_of("Human Rights Watch HRW").letters
    'HRW'
    """
    if is_plain(name) or _BESIDE.isdisjoint(name) or (name[0].isupper() and not _TWO_CAPITALS.search(name)):
        return _unmarked_acronym(name)
    text = tidy(name)
    for bracket in _BRACKET.finditer(text):
        before, inside, after = text[: bracket.start()], bracket[1].strip(), text[bracket.end() :]
        if _stands_for(inside, before) or _is_lower_case(inside, before):
            return Acronym(inside, before, before + after)
        if _stands_for(before, inside):
            return Acronym(before, inside, inside + after)
    if (front := _FRONT.match(text)) and _stands_for(front[1], front[2]):
        return Acronym(front[1], front[2], front[2])
    # `_BACK` tries every place where a name can be parted: most names are spared it by a look at their last word.
    last = _AFTER_MARK.split(text[-_LONGEST_ACRONYM - 1 :])[-1]
    if looks_like_acronym(last) and (back := _BACK.match(text)) and _stands_for(back[2], back[1]):
        return Acronym(back[2], back[1], back[1])
    return _unmarked_acronym(name)


def _unmarked_acronym(name: str) -> Acronym | None:
    """The acronym that stands behind or before its words with no mark between: "Human Rights Watch HRW".

    It has the first letters of all the words, which are not in capitals themselves, and others of theirs between.
    """
    if not (name[-2:].isupper() or name[:2].isupper()) or name.isupper():
        return None
    words = name.split()
    for letters, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        if len(rest) > 1 and len(letters) >= _SHORTEST_UNMARKED and letters.isalpha() and letters.isupper():
            long = " ".join(rest)
            if any(are_within(made, letters.lower()) for made in initials(long)) and fits(letters, long):
                return Acronym(letters, long, long)
    return None


def acronyms(name: str) -> tuple[str, ...]:
    """All acronyms that the name prints beside its own words.

    >>> acronyms("Muslim Association of Puget Sound (MAPS)")
    ('MAPS',)
    """
    found = acronym_of(name)
    return (found.letters, *acronyms(found.base)) if found else ()


def without_acronym(name: str) -> str:
    """The name without the acronyms of its own words."""
    found = acronym_of(name)
    return without_acronym(found.base) if found else name


def without_elision(name: str) -> str:
    """The name without the articles that end in an apostrophe, which give no letter to an acronym.

    >>> without_elision("Ligue des droits de l'Homme")
    'Ligue des droits de Homme'
    """
    return _ELISION.sub("", name) if "'" in name or "’" in name else name


def letters_of(acronym: str) -> str:
    """An acronym for comparing: "A.C.L.U." and "ACLU" → aclu."""
    return "".join(WORD.findall(folded(acronym)))


def are_within(some: str, letters: str) -> bool:
    """Whether some letters all stand among others, in their order."""
    rest = iter(letters)
    return all(letter in rest for letter in some)


def _is_lower_case(inside: str, before: str) -> bool:
    """Whether letters in brackets are short for the words, where nothing is in capitals."""
    if not (inside.isalpha() and inside.islower() and before.islower()):
        return False
    return inside in initials_of(before.split()) or _stands_for(inside.upper(), before)


def _stands_for(acronym: str, words: str) -> bool:
    if not looks_like_acronym(acronym):
        return False
    if words_of(acronym) in _place_forms():  # "(ASIA)" may be a place; behind just these four words it is none
        return len(acronym) >= _LONG_ACRONYM and letters_of(acronym) in initials(words)
    return fits(acronym, words)


@lru_cache(REMEMBERED)
def fits(acronym: str, name: str) -> bool:
    """Whether the letters of `acronym` can be taken, in order, from the words of `name`.

    Each letter is the first of a word or follows a letter taken from the same word. At least half of the letters
    must be first letters, and at least half of the words that mean something must give one. A word of the name
    that is itself set in capitals ("MinKwon Center …") is its own short form.
    """
    letters, words = letters_of(acronym), words_of(without_elision(name))
    if "4" in letters and "for" in words:  # as in D4BL, Data for Black Lives
        letters = letters.replace("4", "f")
    if len(words) < 2 or len(letters) > 3 * len(words) + 6:
        return letters in words[:1] and len(words) > 1
    if letters == words[0]:
        return True
    small = terms("small-words.txt")
    meaning = sum(word not in small for word in words)
    firsts = _firsts(letters, words, gaps=False)
    if 2 * firsts < len(letters):
        firsts = _firsts(letters, words, gaps=True)
        return firsts >= 2 and 2 * firsts > len(letters) and 2 * firsts >= meaning
    return firsts >= 2 and 2 * firsts >= meaning


def _firsts(letters: str, words: tuple[str, ...], *, gaps: bool) -> int:
    """How many letters can be first letters when all are taken from the words in order; -1 when they cannot be.

    With `gaps` the letters of one word need not stand together ("ALliance … → AL-I"), but then no word that means
    something may be passed over before the last letter.
    """
    small = terms("small-words.txt")
    # best[i] is the most first letters with which letters[:i] can be taken from the words so far.
    best = [0] + [-1] * len(letters)
    for word in words:
        now = best[:] if not gaps or word in small else [-1] * len(letters) + best[-1:]
        for start, firsts in enumerate(best[:-1]):
            if firsts < 0 or letters[start] != word[0]:
                continue
            place, end = 1, start + 1
            now[end] = max(now[end], firsts + 1)
            while end < len(letters):
                found = word.find(letters[end], place)
                if found < 0 or (found > place and not gaps):
                    break
                place, end = found + 1, end + 1
                now[end] = max(now[end], firsts + 1)
        best = now
    return best[-1]


@lru_cache(REMEMBERED)
def initials(name: str) -> frozenset[str]:
    """The acronyms that the first letters of the name's words make, with and without its small words.

    >>> sorted(initials("Project on Government Oversight"))
    ['pgo', 'pogo']
    """
    return initials_of(comparison_key(name).split())


def initials_of(words: list[str]) -> frozenset[str]:
    """The acronyms that the first letters of these words make, with and without the small words."""
    if len(words) < 2:
        return frozenset()
    every = "".join([word[0] for word in words])
    small = terms("small-words.txt")
    if small.isdisjoint(words):
        return frozenset((every,))
    meaning = "".join([word[0] for word in words if word not in small])
    return frozenset((every, meaning)) if len(meaning) > 1 else frozenset((every,))
