"""Organizations that everybody knows, from data/organizations.tsv: which body a name or an acronym belongs to."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from signers.folding import is_plain
from signers.knowledge import table
from signers.legal_forms import undressed
from signers.names import key_without_acronym, letters_of, without_acronym

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEVERAL = "|"  # between the acronyms, or the names, of one body
_FORMER = "formerly "  # before a name that the body does not bear any more


@cache
def _bodies() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]], frozenset[str]]:
    """From each comparison key, and from the letters of each acronym, to the bodies that bear it; and former keys."""
    by_key: defaultdict[str, set[str]] = defaultdict(set)
    by_letters: defaultdict[str, set[str]] = defaultdict(set)
    former: set[str] = set()
    for name, acronyms, aliases in ((*row, "", "")[:3] for row in table("organizations.tsv")):
        for each in (name, *filter(None, (part.strip() for part in aliases.split(_SEVERAL)))):
            printed = each.removeprefix(_FORMER)
            key = key_without_acronym(printed if is_plain(printed) else undressed(without_acronym(printed)))
            by_key[key].add(name)
            if each.startswith(_FORMER):
                former.add(key)
        for each in filter(None, (part.strip() for part in acronyms.split(_SEVERAL))):
            by_letters[letters_of(each)].add(name)
    return (
        {key: frozenset(names) for key, names in by_key.items()},
        {letters: frozenset(names) for letters, names in by_letters.items()},
        frozenset(former),
    )


def is_former(key: str) -> bool:
    """Whether this is the comparison key of a name that a well-known body bears no more."""
    return key in _bodies()[2]


def is_acronym(letters: str) -> bool:
    """Whether some well-known body is called by this acronym."""
    return letters in _bodies()[1]


def body_named(key: str) -> str | None:
    """The one well-known body that bears this name, by its comparison key, or None.

    >>> body_named("american civil liberties union")
    'American Civil Liberties Union'
    """
    found = _bodies()[0].get(key, ())
    return next(iter(found)) if len(found) == 1 else None


def body_of(letters: str) -> str | None:
    """The one well-known body that is called by this acronym, in letters as `letters_of` gives them, or None.

    >>> body_of("aclu")
    'American Civil Liberties Union'
    """
    found = _bodies()[1].get(letters, ())
    return next(iter(found)) if len(found) == 1 else None
