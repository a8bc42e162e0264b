"""Whether words are the name of a person, or say what a person is: evidence in bits, from the words and their shapes.

What speaks for a person are given names, family names, initials, particles, "Dr." and "Ph.D."; for an organization the
words of organizations' names (data/name-words.tsv), legal forms, acronyms, domains, words such as "for". What each
weighs is in data/kind-evidence.tsv, and what the last letters of an unknown word say in data/kind-endings.tsv; both are
made by fitting/fit_kinds.py.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from signers.folding import folded
from signers.knowledge import table, term_list, terms
from signers.lexicon import lexicon, shape_of
from signers.patterns import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The last letters of a word that are looked at where the word itself is unknown.
ENDING = 3
_REMEMBERED = 1 << 16
_MOST_BITS = 20.0
_BODY_OUTSIDE = -3.0
_OFFICE_BITS = -2.0
_LONGEST_OFFICE = 3  # words
_MOST_WORDS = 7  # a name of more words is as one of so many
_SEEN_OFTEN = 8  # sightings in organizations' names beyond which one more says nothing new
_AND_ONE = frozenset(("i", "y", "e"))  # "Pujol i Soley", "Ortega y Gasset"
_MARKS = '()[]{}"“”„«»*`,;:!?'
_DASHES = frozenset("-–—|/&+·•")

_is_initials = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.-?){1,3}[^\W\d_]?\.?").fullmatch
_PATRONYMS = ("Mc", "Mac", "Fitz", "De", "Di", "La", "Le", "Van", "O'", "O’", "D'", "D’")
_is_patronym = later(r"(?:Mc|Mac|Fitz|De|Di|La|Le|Van|[OD]['’])[A-ZÀ-Þ][\w’'-]+").fullmatch
# Families of names that are told by their form, folded: "Al-Masri", "Gunnarsdóttir", "Petrosyan".
_FAMILY_ENDINGS = (
    *("sdottir", "sson", "ovic", "ovich", "evic", "evich", "ovski", "ovska", "owski", "owska", "wicz", "czyk"),
    *("enko", "shvili", "dze", "oglu", "yan", "escu", "opoulos", "akis", "idis", "inen", "poulou", "ovna"),
    *("chuk", "iyev", "yev"),
)
_is_family_by_form = later(r"(?:al|el|ben|abu|ibn)-\w{3,}|\w{2,}(?:" + "|".join(_FAMILY_ENDINGS) + ")").fullmatch
_joints = later(r"[-‐‑’']")
_holds_capital = re.compile(r"[^\W\d_]").search


class Words(NamedTuple):
    """What is known of words: given names and family names, and how often each word stands in organizations' names."""

    given: frozenset[str]
    family: frozenset[str]
    of_bodies: Mapping[str, int]


@cache
def known_words() -> Words:
    """What the data says of words."""
    return Words(
        _folded_all([row.partition("\t")[0] for row in term_list("given-names.tsv")]),
        _folded_all(term_list("surnames.txt")),
        dict.fromkeys(body_words(), _SEEN_OFTEN + 1)
        | {_folded_word(word): sum(seen) for word, seen in lexicon().words.items() if word[0] != "<"},
    )


def _folded_all(names: Iterable[str]) -> frozenset[str]:
    """Many names folded: most are plain letters, for which lower case is enough, and the list is read at each start."""
    return frozenset([name.lower() if name.isascii() and name.isalpha() else folded(name) for name in names])


def _folded_word(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else folded(word)


@cache
def _countries() -> frozenset[str]:
    """Names of countries of one word, folded: "Amnesty Polska". Nobody is called by them, but for a few ("Georgia")."""
    return frozenset(
        folded(form)
        for kind, *forms in table("place-names.tsv")
        if kind in ("country", "world")
        for form in forms
        if form.isalpha() and not form.isupper()
    )


@cache
def _honorifics() -> frozenset[str]:
    return terms("person-titles.txt") | terms("name-titles.txt")


@cache
def _post_nominals() -> frozenset[str]:
    behind = {folded(term) for term in terms("post-nominals.txt") | terms("degrees.txt")}
    return frozenset(behind | {row[0] for row in table("generations.tsv")})


@cache
def _small_words() -> frozenset[str]:
    return terms("small-words.txt") | terms("conjunctions.txt")


# --- Honorifics and letters behind a name -------------------------------------------------------------------------


@lru_cache(_REMEMBERED)
def is_honorific(word: str) -> bool:
    """Whether a word stands before a person's name.

    >>> is_honorific("Dr."), is_honorific("Profª"), is_honorific("Sierra")
    (True, True, False)
    """
    return folded(word).strip(".:ªº") in _honorifics()


@lru_cache(_REMEMBERED)
def is_post_nominal(text: str) -> bool:
    """Whether a text is nothing but letters that stand behind a person's name: degrees, honors, "Jr.".

    >>> is_post_nominal("Ph.D."), is_post_nominal("AO QC"), is_post_nominal("B. Tech (IT)"), is_post_nominal("Esq.")
    (True, True, True, True)
    >>> is_post_nominal("Ohio"), is_post_nominal("Professor"), is_post_nominal("")
    (False, False, False)
    """
    if text.isalpha() and folded(text) not in _post_nominals():
        return False  # one word, and none of these: said in no time, since every name ends in a word
    words = [word for word in re.split(r"[\s,/&]+", re.sub(r"\([^()]*\)", " ", text)) if word]
    keys = [folded(word).replace(".", "").strip("*()[] ") for word in words]
    if not keys or not _holds_capital(text):
        return False
    if all(key in _post_nominals() for key in keys):
        # "fellow" and "candidate" are also words of titles: letters behind a name hold a capital beyond the first.
        return any(sum(map(str.isupper, word)) > 1 or key in _FULL_WORDS for word, key in zip(words, keys, strict=True))
    joined = "".join(keys)
    return joined in _post_nominals() and len(joined) <= len("btech") and text[0].isupper()


_FULL_WORDS = frozenset(
    ("jr", "sr", "jnr", "snr", "junior", "senior", "esq", "esquire", "ret", "phd", "dphil", "habil")
)


def split_honorific(name: str) -> tuple[str, str]:
    """The words before a person's name, and the rest.

    >>> split_honorific("Rev. Dr. Ada Lowe"), split_honorific("Ada Lowe")
    (('Rev. Dr.', 'Ada Lowe'), ('', 'Ada Lowe'))
    """
    words = name.split()
    count = _start_of_name(words)
    return " ".join(words[:count]), " ".join(words[count:])


def _start_of_name(words: Sequence[str]) -> int:
    """The number of the first word of a person's name that is no honorific."""
    count = 0
    while count < len(words) - 1 and is_honorific(words[count]):
        count += 1
    return count


def split_post_nominals(name: str) -> tuple[str, str]:
    """A person's name, and the letters behind it.

    >>> split_post_nominals("Ada Lowe, Ph.D."), split_post_nominals("Ada Lowe AO QC"), split_post_nominals("Ada Lowe")
    (('Ada Lowe', 'Ph.D.'), ('Ada Lowe', 'AO QC'), ('Ada Lowe', ''))
    """
    words = name.split()
    count = _end_of_name(words)
    return " ".join(words[:count]).rstrip(" ,"), " ".join(words[count:])


def _end_of_name(words: Sequence[str]) -> int:
    """The number of the first word behind a person's name; that of all words where there is none."""
    count = len(words)
    while count > 1 and is_post_nominal(words[count - 1]):
        count -= 1
    return count


# --- Person or organization ---------------------------------------------------------------------------------------


def _word_features(token: str, known: Words, where: str, *, is_upper: bool) -> list[str]:
    """What one word says: its class, and for a word that nobody knows, its last letters."""
    bare = token.strip(_MARKS)
    if not bare or (not bare[0].isalnum() and all(letter in _DASHES for letter in bare)):
        return ["mark:dash" if bare else "mark:other"]
    key = folded(bare).strip(".")
    if where != "first" and key in _AND_ONE:
        return ["word:and-one"]
    if bare[0].islower() and not is_upper:
        return [f"word:{_lower_class(key, known, where)}"]
    sort = ""
    if (len(bare) < 2 or "." in bare) and _is_initials(bare):
        sort = "initial"
    elif where != "first" and key in terms("surname-particles.txt"):
        return ["word:Particle"]
    elif (bare.startswith(_PATRONYMS) and _is_patronym(bare)) or (
        ("-" in key or key.endswith(_FAMILY_ENDINGS)) and _is_family_by_form(key)
    ):
        sort = "family"
    sort = sort or _sort_of(key, known)
    return [f"{where}:{sort}"] if sort else _shape_features(bare, key, where, is_upper=is_upper)


def _lower_class(key: str, known: Words, where: str) -> str:
    if key in terms("surname-particles.txt"):
        return "particle"
    if key in _small_words():
        return "small"
    return "lower-given" if where == "first" and key in known.given else "lower"


def _sort_of(key: str, known: Words) -> str:
    """What is known of a word that begins with a capital: a name of persons, a word of bodies, or nothing."""
    if key in body_words():
        return "kind-of-body"
    pieces = [key] if key.isalpha() else [piece for piece in _joints.split(key) if piece] or [key]
    seen = max([known.of_bodies.get(piece, 0) for piece in (key, *pieces)])
    often = "-often" if seen > _SEEN_OFTEN else ""
    given = key in known.given or all(piece in known.given for piece in pieces)
    if given or key in known.family or any(len(piece) > ENDING and piece in known.family for piece in pieces):
        return ("given" if given else "family") + (f"-or-body{often}" if seen > 1 else "")
    if key in _countries():
        return "country"
    return f"body{often}" if seen > 1 else ""


def _shape_features(bare: str, key: str, where: str, *, is_upper: bool) -> list[str]:
    """What the shape of a word says that nobody knows."""
    shape = "<Title>" if is_upper else shape_of(bare)
    if key.replace(".", "") in _small_words():
        return ["word:Small"]
    if shape != "<Title>":
        return [f"{where}:{shape}"]
    if bare.endswith(("'s", "’s")):
        return [f"{where}:possessive"]
    if not bare.isascii() and any("\u0370" <= letter <= "\u1dff" or "\u2e80" <= letter <= "\ud7ff" for letter in bare):
        return []  # a script of its own: the lists know only names in Latin letters
    return [f"{where}:unknown", f"ending:{key[-ENDING:]}"]


def features_of(text: str, known: Words) -> list[str]:
    """What a text shows that tells a person's name from an organization's; the fitting script weighs these."""
    words = text.split()
    start = _start_of_name(words)
    words = words[start:] if start else words
    end = _end_of_name(words)
    features = ["honorific"] if start else []
    if end < len(words):
        features.append("post-nominal")
    name = " ".join(words[:end]).rstrip(" ,")
    tokens = name.split()
    if not tokens:
        return features
    is_upper = name.isupper() and len(tokens) > 1 and not any(letter.isdigit() for letter in name)
    features.append(f"words:{min(len(tokens), _MOST_WORDS)}")
    if is_upper:
        features.append("upper")
    if "(" in name or "[" in name:
        features.append("bracket")
    if "," in name:
        features.append("comma")
    if _ends_as_legal_form(tokens):
        features.append("legal-form")
    for token, where in zip(tokens, _wheres(len(tokens)), strict=True):
        features += _word_features(token, known, where, is_upper=is_upper)
    return features


@cache
def _wheres(count: int) -> tuple[str, ...]:
    """Where each of so many words of a name stands."""
    return ("first", *("later",) * (count - 2), *("last",) * (count > 1))


def _ends_as_legal_form(tokens: Sequence[str]) -> bool:
    return len(tokens) > 1 and _is_legal_form(tokens[-1])


@lru_cache(_REMEMBERED)
def _is_legal_form(token: str) -> bool:
    bare = folded(token).strip(_MARKS)
    return bare in terms("legal-forms.txt") or bare.rstrip(".") in terms("legal-forms.txt")


@cache
def _weights() -> dict[str, float]:
    weights = {name: float(bits) for name, bits, *_ in table("kind-evidence.tsv")}
    return weights | {f"ending:{ending}": float(bits) for ending, bits in table("kind-endings.tsv")}


def weigh(features: Iterable[str], weights: dict[str, float]) -> float:
    """The bits that features have in all; what was never weighed says nothing."""
    return sum([weights.get(feature, 0.0) for feature in features], 0.0)


# A long list repeats its words, and most of what is asked of a name is asked of its words one by one. So what is known
# of a word is found out once, and the features of a name are not listed but weighed at once: `_name_bits` gives what
# `weigh(features_of(…), …)` does.


class _Known(NamedTuple):
    """What is asked of a word wherever it stands in a name."""

    is_honorific: bool
    is_post_nominal: bool
    is_body_word: bool  # says what kind of body a name is of, and is no family name
    is_title: bool


@lru_cache(_REMEMBERED)
def _known(token: str) -> _Known:
    bare = folded(token).strip(_MARKS)
    return _Known(
        is_honorific(token),
        is_post_nominal(token),
        bare in body_words() and bare not in known_words().family,
        bool(_title_word(token)),
    )


@lru_cache(_REMEMBERED)
def _word_weights(token: str, where: str) -> tuple[float, ...]:
    """What the features of a word weigh."""
    weights = _weights()
    return tuple(weights.get(one, 0.0) for one in _word_features(token, known_words(), where, is_upper=False))


@lru_cache(_REMEMBERED)
def _word_weights_in_upper(token: str, where: str) -> tuple[float, ...]:
    """What the features of a word weigh in a name in capitals."""
    weights = _weights()
    return tuple(weights.get(one, 0.0) for one in _word_features(token, known_words(), where, is_upper=True))


@cache
def _weight(feature: str) -> float:
    return _weights().get(feature, 0.0)


@cache
def _weight_of_count(count: int) -> float:
    return _weight(f"words:{min(count, _MOST_WORDS)}")


def _name_bits(tokens: list[str], known: Sequence[_Known]) -> float:
    """What the features of a name weigh in all; `known` says what is known of each of its words."""
    start, end = 0, len(tokens)
    while start < len(tokens) - 1 and known[start].is_honorific:
        start += 1
    while end > start + 1 and known[end - 1].is_post_nominal:
        end -= 1
    if not start and end == len(tokens) and tokens[-1][-1] != ",":
        return _bare_bits(0.0, tokens)
    bits = (_weight("honorific") if start else 0.0) + (_weight("post-nominal") if end < len(tokens) else 0.0)
    tokens = " ".join(tokens[start:end]).rstrip(" ,").split()
    return _bare_bits(bits, tokens) if tokens else bits


def _bare_bits(bits: float, tokens: list[str]) -> float:
    """The bits with those of a name without titles before and letters behind it."""
    name = " ".join(tokens)
    count = len(tokens)
    is_upper = count > 1 and name.isupper() and not any(map(str.isdigit, name))
    bits += _weight_of_count(count)
    if is_upper:
        bits += _weight("upper")
    if "(" in name or "[" in name:
        bits += _weight("bracket")
    if "," in name:
        bits += _weight("comma")
    if count > 1 and _is_legal_form(tokens[-1]):
        bits += _weight("legal-form")
    look = _word_weights_in_upper if is_upper else _word_weights
    for weights in map(look, tokens, _wheres(count)):
        for weight in weights:
            bits += weight
    return bits


@lru_cache(_REMEMBERED)
def person_bits(text: str) -> float:
    """The evidence, in bits, that a bare name is a person's (above 0) rather than an organization's (below 0).

    >>> [person_bits(name) > 3 for name in ("Belén Prado", "Dr. Gus Lowe", "J.M. Moss", "RAJESH KUMAR")]
    [True, True, True, True]
    >>> [person_bits(name) < -3 for name in ("Sierra Club", "Center for Peat", "Fen Trust, Inc.", "Moorverein e.V.")]
    [True, True, True, True]
    """
    tokens = text.split()
    if not tokens:
        return 0.0
    known = [*map(_known, tokens)]
    bits = _name_bits(tokens, known)
    if len(tokens) == 1 and "." not in text.strip("."):
        # One word may be anybody's: a pseudonym, a handle, a clipped name of a body.
        bits = max(min(bits, 1.0), -2.0)
    if known[0].is_body_word:
        bits = min(bits, _BODY_OUTSIDE)  # "Fundación Jorge Prado"
    bits = max(bits, _bits_behind_title(tokens, known))
    if known[-1].is_body_word:
        bits = min(bits, _BODY_OUTSIDE)  # "Martin Luther King Center"
    return max(min(bits, _MOST_BITS), -_MOST_BITS)


def _bits_behind_title(tokens: list[str], known: Sequence[_Known]) -> float:
    """The evidence of the name behind an office: "County Commissioner Ada Lowe"."""
    for at in range(min(_LONGEST_OFFICE, len(tokens) - 2) - 1, -1, -1):
        if known[at].is_title and len(tokens) - at <= _MOST_WORDS:
            rest = tokens[at + 1 :]
            return _name_bits(rest, known[at + 1 :]) + _OFFICE_BITS if rest[0][0].isupper() else -_MOST_BITS
    return -_MOST_BITS


# --- What a person is or does -------------------------------------------------------------------------------------

# What ends the words among which the chief word of an English title stands last: "Research Fellow | at the Institute".
_AFTER_CHIEF = frozenset(("of", "for", "in", "at", "with", "to", "on", "and", "&", "from", "/", "-", "–", "—"))
_TITLE_FRONT, _TITLE_CHIEF, _TITLE_INSIDE, _TITLE_LOWER = 6.0, 6.0, 1.5, 3.0
_BODY_WORD, _LEGAL_FORM, _NOTHING_KNOWN = -1.6, -6.0, -0.5


@cache
def title_words() -> dict[str, frozenset[str]]:
    """The words that name what a person is or does, folded, with the languages that each is of."""
    found: dict[str, set[str]] = {}
    for language, word, *_ in table("title-words.tsv"):
        if word[0] != "-":
            found.setdefault(_folded_word(word), set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _title_keys() -> frozenset[str]:
    """The words of `title_words`, whatever language they are of."""
    return frozenset([_folded_word(row[1]) for row in table("title-words.tsv") if row[1][0] != "-"])


@cache
def _title_endings() -> tuple[str, ...]:
    return tuple(folded(row[1][1:]) for row in table("title-words.tsv") if row[1][0] == "-")


@cache
def _often_many() -> frozenset[str]:
    return frozenset([folded(row[1]) for row in table("title-words.tsv") if row[2:] == ("many",)])


@cache
def _before_titles() -> frozenset[str]:
    return frozenset(folded(word) for word in terms("words-before-titles.txt"))


_title_token = re.compile(r"[^\s,;:()\[\]\"“”«»|]+")


@lru_cache(_REMEMBERED)
def _title_word(token: str) -> str:
    """The title word in a token: "co-founder", "ex-presidenta", "Profesor/a" and "editor-in-chief" hold one."""
    key = folded(token).strip(".*'’")
    known = _title_keys()
    if key in known or key.endswith(_title_endings()):
        return key
    if key.isalpha():
        return ""
    for piece in re.split(r"[-‐‑–/.@·]", key):
        if piece in known:
            return piece
    return ""


class _Said(NamedTuple):
    """What is asked of a word wherever it stands among those that say what somebody is or does."""

    is_title: bool
    is_before_title: bool  # may stand before the title
    is_after_chief: bool  # the chief word of an English title stands before it
    is_of_many: bool  # names rather what many are
    is_body_word: bool
    is_often_of_bodies: bool
    is_small: bool  # begins in lower case
    is_small_title: bool  # begins in lower case as no word does that means nothing by itself


@lru_cache(_REMEMBERED)
def _said(token: str) -> _Said:
    key = folded(token)
    bare = key.strip(".")
    small = token[0].islower()
    return _Said(
        bool(_title_word(token)),
        bare in _before_titles(),
        key in _AFTER_CHIEF,
        key in _often_many(),
        bare in body_words(),
        known_words().of_bodies.get(bare, 0) > _SEEN_OFTEN,
        small,
        small and token[0].isascii() and key not in _small_words(),
    )


@lru_cache(_REMEMBERED)
def title_bits(text: str) -> float:
    """The evidence, in bits, that words say what a person is or does (above 0) rather than name a body (below 0).

    >>> [title_bits(words) > 3 for words in ("Executive Director", "Professor of Law", "Directrice générale",
    ...     "Presidente de la FAVB", "Doctoral Candidate", "software engineer", "Sprecherin", "Former UN Rapporteur")]
    [True, True, True, True, True, True, True, True]
    >>> [title_bits(words) < 0 for words in ("University of St. Gallen", "Lawyers for Peace", "Guardian Project")]
    [True, True, True]
    """
    words = [*map(_said, _title_token.findall(text))]
    if not words:
        return 0.0
    last = len(words) - 1
    at = 0
    while at < last and words[at].is_before_title and not words[at].is_title:
        at += 1
    chief = next((i for i, word in enumerate(words) if word.is_after_chief and i), len(words)) - 1
    if words[at].is_of_many and chief == last and words[last].is_body_word and last:
        return _body_bits(text, words)
    bits = 0.0
    if words[at].is_title:
        bits = _TITLE_FRONT
        chief = at
    elif words[chief].is_title:
        bits = _TITLE_CHIEF
    inside = sum([word.is_title for i, word in enumerate(words) if i not in (at, chief)])
    bits += _TITLE_INSIDE * min(inside, 2)
    if words[0].is_small_title:
        bits += _TITLE_LOWER
    return bits + _body_bits(text, words, chief) if bits else _body_bits(text, words) + _NOTHING_KNOWN


@lru_cache(_REMEMBERED)
def body_bits(text: str) -> float:
    """What speaks, below 0, for a text being a body's name: the words of such names, above all before its "of".

    >>> body_bits("Oxford University") < -1, body_bits("Dentistry")
    (True, 0.0)
    """
    return _body_bits(text, [*map(_said, _title_token.findall(text))])


def _body_bits(text: str, words: Sequence[_Said], chief: int = -1) -> float:
    """`body_bits` of the words of a text, or of those up to the chief word of a title."""
    bits = 0.0
    last = len(words) - 1
    for at, word in enumerate(words if chief < 0 else words[: chief + 1]):
        if (word.is_small and at < last) or (at == chief and word.is_title):
            continue
        if word.is_body_word:
            bits += 2 * _BODY_WORD
        elif chief < 0 and word.is_often_of_bodies:
            bits += _BODY_WORD / 2
    if _ends_as_legal_form(text.split()):
        bits += _LEGAL_FORM
    return max(bits, -3.0 * len(words))


@cache
def body_words() -> frozenset[str]:
    """Words that say what kind of body a name is of, folded ("university", "fundación", "verband")."""
    return frozenset(map(_folded_word, terms("body-words.txt") | terms("schools.txt")))
