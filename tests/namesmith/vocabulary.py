"""What names are made of, read from vocabulary/: lists by key, and tables."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("vocabulary")
LANGUAGES = ("fr", "de", "es", "pt", "it", "nl")


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a file, cell by cell, without comments.

    >>> table("unions")[0]
    ('Service Employees International Union', 'SEIU')
    """
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def _lists(name: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for *key, members in table(name):
        found[tuple(key)] += members.split("|")
    return {key: tuple(members) for key, members in found.items()}


def words(of: str) -> tuple[str, ...]:
    """A list of words for bodies of the United States and for English names.

    >>> words("ordinal")[:2]
    ('First', 'Second')
    """
    return _lists("words")[(of,)]


def places(of: str) -> tuple[str, ...]:
    """A list of places or of parts of their names."""
    return _lists("places")[(of,)]


def place_lists() -> dict[str, tuple[str, ...]]:
    """All lists of places."""
    return {key[0]: members for key, members in _lists("places").items()}


def abroad(of: str, language: str) -> tuple[str, ...]:
    """A list of words or places of a language."""
    return _lists("abroad")[of, language]


def named(of: str) -> dict[str, str]:
    """A list of places as pairs: a name and another name for it."""
    return dict(member.split("=") for member in places(of))
