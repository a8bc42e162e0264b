"""From a name as printed to its forms: tidied for print, folded for comparing, with its acronym told apart.

A name has two forms, and one is never used for the other: `tidy` keeps the words for people to read,
`comparison_key` loses everything that only dresses a name, and is never printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import table, terms
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# A list repeats its words and its names; these caches hold what a long list has, in a few tens of megabytes.
_REMEMBERED = 1 << 16

# --- Tidied for print -------------------------------------------------------------------------------------------

_SHY = "\u00ad"
# Marks that no reader sees: soft hyphen, zero-width space, word joiner, byte order mark, marks of direction.
_UNSEEN = re.compile(f"[{_SHY}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
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
        text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _UNSEEN.sub("", text)))
    text = " ".join(text.split())
    if not is_plain(text):
        if has_any(_SPACED_MARKS, text):
            text = _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", text))
        if has_any(_SPACED_DASHES, text):
            text = _DASH_RIGHT.sub(r" \1 ", _DASH_LEFT.sub(r" \1 ", text))
    return text.strip(_STRAY) or text


def is_plain(text: str) -> bool:
    """Whether a text is letters, digits and spaces: for most names this quick look spares slower ones."""
    return text.replace(" ", "").isalnum()


def has_any(parts: tuple[str, ...], text: str) -> bool:
    """Whether one of the parts stands in the text."""
    for part in parts:  # noqa: SIM110 - any() takes twice as long for so few
        if part in text:
            return True
    return False


# --- Folded for comparing ---------------------------------------------------------------------------------------

# Letters that Unicode does not take apart into a base letter and a mark.
_UNDIVIDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_LATIN_MARK = re.compile("[\u0300-\u036f]")
_QUOTE = re.compile(r"""['"`´’‘‚‛“”„‟«»‹›ʻʼʹ′″]""")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_AMPERSAND = re.compile(r"&|(?<!\S)\+(?!\S)")
_TRAILING_ARTICLE = re.compile(r"^(.+?),\s*([^\W\d_]+)$")
_CAPITALS_AT_END = re.compile(r",\s*[A-Z]{2}\W*$")  # a place rather than an article: "Common Cause, IL"
_WORD = re.compile(r"[^\W_]+")
_EDGES = " .,;:()[]!?*"
_LONGEST_DRESSED = 400  # characters; nobody's name is longer
_GLUED_FORM = re.compile(r"(?<=[a-z][a-z][a-z])(?:[A-Z]{2,4}|GmbH|SpA)$")
_ELIDED = ("L'", "L’", "l'", "l’")
_LONGEST_LEGAL_FORM = 6  # words, or letters where they stand apart: "o. n. l. u. s."
# Behind a legal form inside a name: "Catholic Charities, Inc., Archdiocese of Boston".
_AFTER_FORM = re.compile(r"\s*[,;:/|(\[]|\s+[-–—]\s")


@lru_cache(_REMEMBERED)
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
    text = _folded(name)
    inverted = _TRAILING_ARTICLE.match(text) if "," in text else None
    if inverted and inverted[2] in terms("small-words.txt") and not _CAPITALS_AT_END.search(name):
        text = inverted[1]
    words = _without_plain_form(_split(_without_legal_form(text)))
    return " ".join(_without_article(_without_form_before(words))) or text.strip() or name


def _as_it_is(words: list[str]) -> str:
    """The key of words that none of the rules below says anything about, as of most; "" where one may."""
    if words[0] in _first_words() or words[-1] in _last_words() or len(words[-1]) >= _LONG_FORM:
        return ""
    return " ".join(words) if terms("conjunctions.txt").isdisjoint(words) else ""


@cache
def _first_words() -> frozenset[str]:
    return frozenset({*terms("articles-compared.txt"), *_forms_before()})


@cache
def _last_words() -> frozenset[str]:
    return frozenset({*_legal_endings(), *_plain_legal_endings()})


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without anything left out: "U.S. & A" → us, and, a."""
    return _split(folded(name))


def words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of each of many texts, folded together, which takes a fourth of the time; none holds a line break."""
    conjunctions = terms("conjunctions.txt")
    plain = iter(_folded("\n".join([text for text in texts if text.isascii()])).split("\n"))
    others = iter(_folded("\n".join([text for text in texts if not text.isascii()])).split("\n"))
    each = [next(plain) if text.isascii() else next(others) for text in texts]
    return [
        (text,) if text.isascii() and text.isalnum() and text not in conjunctions else _split(text) for text in each
    ]


def vocabulary_of(texts: Iterable[str]) -> set[str]:
    """The words of all these texts, folded, which takes a fifth of the time of `words_of_each`."""
    every = list(texts)
    words = set(_split(_folded("\n".join([text for text in every if text.isascii()]))))
    return words.union(*words_of_each([text for text in every if not text.isascii()]))


def _folded(text: str) -> str:
    """The text in lower case without accents, quotes and the dots of initials; its other marks still stand."""
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _UNSEEN.sub("", text)).casefold())
        text = _LATIN_MARK.sub("", text).translate(_UNDIVIDED)
    if not (text.isascii() and is_plain(text)):
        text = _AMPERSAND.sub(" and ", _QUOTE.sub("", text))
    return text if "." not in text else _INITIALS.sub(_closed_up, text)


folded = lru_cache(_REMEMBERED)(_folded)


def _closed_up(initials: re.Match[str]) -> str:
    # The legal forms that count only with dots are looked up with them: they stay until the words are split.
    return initials[0] if initials[0].rstrip(".") in _dotted_legal_forms() else initials[0].replace(".", "") + " "


def _split(text: str) -> tuple[str, ...]:
    if "." in text:
        text = _INITIALS.sub(lambda initials: initials[0].replace(".", "") + " ", text)
    if text.isascii():
        found = text.split() if is_plain(text) else _WORD.findall(text)
    else:
        # Vowel signs of many scripts are marks, and part of the word.
        found = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()
    conjunctions = terms("conjunctions.txt")
    if conjunctions.isdisjoint(found):
        return tuple(found)
    return tuple("and" if word in conjunctions else word for word in found)


@cache
def _legal_forms() -> frozenset[str]:
    """The forms without a dot at their end, but "co.", whose only dot tells it from a place, with it."""
    bare = {term: folded(term).strip(_EDGES) for term in terms("legal-forms.txt")}
    return frozenset(term if term == form + "." and "." not in form else form for term, form in bare.items())


@cache
def _dotted_legal_forms() -> frozenset[str]:
    return frozenset(
        part.strip(_EDGES) for term in terms("legal-forms.txt") for part in term.split() if "." in part.rstrip(".")
    )


@cache
def _plain_legal_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(_split(folded(term)) for term in terms("legal-forms.txt") if "." not in term)


@cache
def _forms_before() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The legal forms that stand before a name, the longest first, by their first word."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for term in terms("legal-forms-before.txt"):
        words = _split(folded(term))
        forms.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(some, key=lambda words: (-len(words), words))) for first, some in forms.items()}


def _without_form_before(words: tuple[str, ...]) -> tuple[str, ...]:
    for form in _forms_before().get(words[0], ()) if words else ():
        if len(words) > len(form) and words[: len(form)] == form:
            return words[len(form) :]
    return words


@cache
def _legal_endings() -> frozenset[str]:
    """The last words of the legal forms: most names end in none of them, and need not be looked at further."""
    last = {form.split()[-1].strip(_EDGES) for form in _legal_forms()}
    return frozenset({*last, *(word.rpartition(".")[2] for word in last if "." in word)})


_LONG_FORM = 10  # letters of a legal form in which a slip leaves no doubt ("Aktiengeselschaft")


def _is_long_form(word: str) -> bool:
    """Whether a word is a long legal form with a slip: the two are the same but for a letter that one has more."""
    if len(word) < _LONG_FORM:
        return False
    forms = _long_forms()
    return word in forms or any(word[:at] + word[at + 1 :] in forms for at in range(len(word)))


@cache
def _long_forms() -> frozenset[str]:
    forms = {words[0] for words in _plain_legal_forms() if len(words) == 1 and len(words[0]) >= _LONG_FORM}
    return frozenset({*forms, *(form[:at] + form[at + 1 :] for form in forms for at in range(len(form)))})


@cache
def _plain_legal_endings() -> frozenset[str]:
    return frozenset(words[-1] for words in _plain_legal_forms() if words)


@cache
def _written_apart() -> frozenset[str]:
    """The legal forms with dots, as "e.v", without their spaces: printed with other ones they are the same."""
    return frozenset(form.replace(" ", "") for form in _legal_forms() if "." in form)


def _without_legal_form(text: str) -> str:
    while True:
        parts = text.split()
        if not parts or parts[-1].strip(_EDGES) not in _legal_endings():
            return text
        for count in range(min(_LONGEST_LEGAL_FORM, len(parts) - 1), 0, -1):
            if _is_legal_form(" ".join(parts[-count:])) and not _is_small(parts[-count - 1]):
                text = " ".join(parts[:-count])
                break
        else:
            return text


def _is_legal_form(tail: str) -> bool:
    form = tail.strip(_EDGES)
    if form in _legal_forms() or (tail.endswith(".") and form + "." in _legal_forms()):
        return True
    # "e. V.", "S. p. A."; and "Pvt. Ltd.", which is written without dots.
    return " " in form and (form.replace(" ", "") in _written_apart() or tail.replace(".", "") in _legal_forms())


def _is_small(word: str) -> bool:
    """Whether a name cannot end in a word: what follows is a place then, and no legal form ("ACLU of S.C.")."""
    return word in terms("small-words.txt") and word not in terms("articles-compared.txt")


def _without_plain_form(words: tuple[str, ...]) -> tuple[str, ...]:
    if not words or words[-1] not in _plain_legal_endings():
        return words[:-1] if len(words) > 1 and _is_long_form(words[-1]) else words
    for count in range(min(_LONGEST_LEGAL_FORM, len(words) - 1), 0, -1):
        if words[-count:] in _plain_legal_forms() and not _is_small(words[-count - 1]):
            return _without_plain_form(words[:-count])
    return words


@lru_cache(_REMEMBERED)
def undressed(name: str) -> str:
    """The name without what dresses it elsewhere than at its end: a legal form inside it, an article before it.

    A form counts before a mark, and anywhere where it is no other word.

    >>> undressed("Catholic Charities, Inc., Archdiocese of Boston")
    'Catholic Charities, Archdiocese of Boston'
    >>> undressed("Attac e.V. Wien")
    'Attac Wien'
    >>> undressed("ACLU of S.C. (Charleston)")
    'ACLU of S.C. (Charleston)'
    >>> undressed("L'UNEF"), undressed("SiemensAG")
    ('UNEF', 'Siemens')
    """
    if len(name) > _LONGEST_DRESSED:
        return name
    if name.startswith(_ELIDED) and name[len("L'") :]:
        name = name[len("L'") :]
    if name[-1:].isupper() and (glued := _GLUED_FORM.search(name)) and (glued[0].lower(),) in _plain_legal_forms():
        name = name[: glued.start()]
    parts = name.split()
    # Few names have what may be a legal form within, and need to be looked at further.
    if not is_plain(name) and not _legal_endings().isdisjoint([part.strip(_EDGES).lower() for part in parts[1:-1]]):
        name = _without_forms_before_marks(name)
        parts = name.split()
    return name if _begins_inner_form().isdisjoint(parts[1:-1]) else _without_inner_forms(parts)


def _without_forms_before_marks(name: str) -> str:
    start = 0
    while mark := _AFTER_FORM.search(name, start):
        start, head = mark.end(), name[: mark.start()]
        kept = _without_form_at_end(head) if head else head
        if kept != head:
            name, start = kept + name[mark.start() :], len(kept)
    return name


def _without_inner_forms(parts: list[str]) -> str:
    kept_parts, at = parts[:1], 1
    while at < len(parts):
        count = next((n for n in (2, 1) if at + n < len(parts) and "".join(parts[at : at + n]) in _inner_forms()), 0)
        if not count:
            kept_parts.append(parts[at])
        at += max(count, 1)
    return " ".join(kept_parts)


@cache
def _inner_forms() -> frozenset[str]:
    """The prints, without spaces, of the legal forms that are no other word."""
    forms = terms("legal-forms-inside.txt")
    return frozenset({*forms, *map(str.lower, forms), *map(str.upper, forms)})


@cache
def _begins_inner_form() -> frozenset[str]:
    """The pieces between spaces that such a form begins with: "e.V.", and "e." of "e. V."."""
    return frozenset({*_inner_forms(), *(form[:2] for form in _inner_forms() if form[1] == ".")})


def _without_form_at_end(head: str) -> str:
    """The beginning of a name without the legal form at its end, as it is printed."""
    if head.endswith("Co."):  # a county, where a place may follow
        return head
    parts = head.split()
    kept = _without_legal_form(_folded(head)).split()
    # A word is one word however it is folded, but for "&".
    return " ".join(parts[: len(kept)]).rstrip(_EDGES) if 0 < len(kept) < len(parts) else head


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


@lru_cache(_REMEMBERED)
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
    return "".join(_WORD.findall(folded(acronym)))


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


@lru_cache(_REMEMBERED)
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


@lru_cache(_REMEMBERED)
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
