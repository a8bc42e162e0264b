"""A draft: the list, the letter around it, and chance; and how a signatory is put in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .bodies import COPIES_WORD, Body
from .lists import ORGANIZATION, Signer

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

IDENTITY = "*Affiliations are listed for identification purposes only."


@dataclass(frozen=True)
class Draft:
    """What a layout sets: the signers in the order to be printed, and a width where the layout leaves it open."""

    signers: tuple[Signer, ...]
    body: Body
    rng: random.Random
    width: int = 0

    @property
    def names(self) -> list[str]:
        """The names alone."""
        return [one.name for one in self.signers]

    @property
    def copies(self) -> list[str]:
        """The lines that say who gets a copy."""
        return [COPIES_WORD[self.body.language], *self.body.copies]

    def by_group(self) -> dict[str, list[Signer]]:
        """The signers under the heading of each: their group, or what they are."""
        groups: dict[str, list[Signer]] = {}
        for one in self.signers:
            kind = self.body.organizations if one.kind == ORGANIZATION else self.body.persons
            groups.setdefault(one.group or kind, []).append(one)
        return groups


@dataclass(frozen=True)
class Layout:
    """A way to print a letter; `takes` names the list that it prints, `without` marks that no name may hold.

    `fields` are what is printed beside names, `copies` how often the whole list is.
    """

    name: str
    suffix: str
    set: Callable[[Draft], str | bytes]
    takes: str = "organizations"
    without: str = ""
    fields: tuple[str, ...] = ()
    copies: int = 1
    capitals: bool = False
    language: str = ""
    encoding: str = "utf-8"
    needs: str = ""  # a program that must be installed
    most: int = 300


def placed(one: Signer) -> str:
    """Name (Place)."""
    return f"{one.name} ({one.location})" if one.location else one.name


def comma_placed(one: Signer) -> str:
    """Name, Place."""
    return f"{one.name}, {one.location}" if one.location else one.name


def commas(one: Signer) -> str:
    """Name, Title, Organization."""
    return ", ".join(part for part in (one.name, one.title, one.affiliation) if part)


def pipe_at(one: Signer) -> str:
    """Name | Title at Organization."""
    return f"{one.name} | {one.title} at {one.affiliation}" if one.title else one.name


def bracketed(one: Signer) -> str:
    """Name (Organization)."""
    return f"{one.name} ({one.affiliation})" if one.affiliation else one.name


def stack(one: Signer) -> list[str]:
    """A signatory on lines of its own."""
    return [part for part in (one.name, one.title, one.affiliation, one.location) if part]
