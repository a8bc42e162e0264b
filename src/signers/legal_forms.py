"""The legal forms of names: which they are, and a name without them, wherever they stand in it.

A form at the end of a name is looked for in the folded text ("e.v.") and again among its words ("ev"); what stands
inside a name goes before it is folded, since its marks tell.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.folding import EDGES, REMEMBERED, fold, folded, is_plain, split
from signers.knowledge import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_DRESSED = 400  # characters; nobody's name is longer
_GLUED_FORM = re.compile(r"(?<=[a-z][a-z][a-z])(?:[A-Z]{2,4}|GmbH|SpA)$")
_ELIDED = ("L'", "L’", "l'", "l’")
_LONGEST_LEGAL_FORM = 6  # words, or letters where they stand apart: "o. n. l. u. s."
# Behind a legal form inside a name: "Catholic Charities, Inc., Archdiocese of Boston".
_AFTER_FORM = re.compile(r"\s*[,;:/|(\[]|\s+[-–—]\s")
LONG_FORM = 10  # letters of a legal form in which a slip leaves no doubt ("Aktiengeselschaft")


@cache
def _legal_forms() -> frozenset[str]:
    """The forms without a dot at their end, but "co.", whose only dot tells it from a place, with it."""
    bare = {term: folded(term).strip(EDGES) for term in terms("legal-forms.txt")}
    return frozenset(term if term == form + "." and "." not in form else form for term, form in bare.items())


@cache
def _plain_legal_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(split(folded(term)) for term in terms("legal-forms.txt") if "." not in term)


@cache
def forms_before() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The legal forms that stand before a name, the longest first, by their first word."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for term in terms("legal-forms-before.txt"):
        words = split(folded(term))
        forms.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(some, key=lambda words: (-len(words), words))) for first, some in forms.items()}


def without_form_before(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the legal form that stands before them: "ooo romashka" → romashka."""
    for form in forms_before().get(words[0], ()) if words else ():
        if len(words) > len(form) and words[: len(form)] == form:
            return words[len(form) :]
    return words


@cache
def legal_endings() -> frozenset[str]:
    """The last words of the legal forms: most names end in none of them, and need not be looked at further."""
    last = {form.split()[-1].strip(EDGES) for form in _legal_forms()}
    return frozenset({*last, *(word.rpartition(".")[2] for word in last if "." in word)})


def is_long_form(word: str) -> bool:
    """Whether a word is a long legal form with a slip: the two are the same but for a letter that one has more."""
    if len(word) < LONG_FORM:
        return False
    forms = _long_forms()
    return word in forms or any(word[:at] + word[at + 1 :] in forms for at in range(len(word)))


@cache
def _long_forms() -> frozenset[str]:
    forms = {words[0] for words in _plain_legal_forms() if len(words) == 1 and len(words[0]) >= LONG_FORM}
    return frozenset({*forms, *(form[:at] + form[at + 1 :] for form in forms for at in range(len(form)))})


@cache
def plain_legal_endings() -> frozenset[str]:
    """The last words of the forms that are written without dots."""
    return frozenset(words[-1] for words in _plain_legal_forms() if words)


@cache
def _written_apart() -> frozenset[str]:
    """The legal forms with dots, as "e.v", without their spaces: printed with other ones they are the same."""
    return frozenset(form.replace(" ", "") for form in _legal_forms() if "." in form)


def without_legal_form(text: str) -> str:
    """A folded text without the legal forms at its end, as far as their dots tell them."""
    while True:
        parts = text.split()
        if not parts or parts[-1].strip(EDGES) not in legal_endings():
            return text
        for count in range(min(_LONGEST_LEGAL_FORM, len(parts) - 1), 0, -1):
            if _is_legal_form(" ".join(parts[-count:])) and not _is_small(parts[-count - 1]):
                text = " ".join(parts[:-count])
                break
        else:
            return text


def _is_legal_form(tail: str) -> bool:
    form = tail.strip(EDGES)
    if form in _legal_forms() or (tail.endswith(".") and form + "." in _legal_forms()):
        return True
    # "e. V.", "S. p. A."; and "Pvt. Ltd.", which is written without dots.
    return " " in form and (form.replace(" ", "") in _written_apart() or tail.replace(".", "") in _legal_forms())


def _is_small(word: str) -> bool:
    """Whether a name cannot end in a word: what follows is a place then, and no legal form ("ACLU of S.C.")."""
    return word in terms("small-words.txt") and word not in terms("articles-compared.txt")


def without_plain_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the legal forms at their end that need no dots, also a long one with a slip."""
    if not words or words[-1] not in plain_legal_endings():
        return words[:-1] if len(words) > 1 and is_long_form(words[-1]) else words
    for count in range(min(_LONGEST_LEGAL_FORM, len(words) - 1), 0, -1):
        if words[-count:] in _plain_legal_forms() and not _is_small(words[-count - 1]):
            return without_plain_form(words[:-count])
    return words


@lru_cache(REMEMBERED)
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
    if not is_plain(name) and not legal_endings().isdisjoint([part.strip(EDGES).lower() for part in parts[1:-1]]):
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
    kept = without_legal_form(fold(head)).split()
    # A word is one word however it is folded, but for "&".
    return " ".join(parts[: len(kept)]).rstrip(EDGES) if 0 < len(kept) < len(parts) else head
