"""Makes letters: `LAYOUTS` are all layouts by name, `make` sets a list in one of them."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import documents, layouts, lists, markup, records
from .bodies import BODIES
from .drafts import Draft, Layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from .lists import Signer

LAYOUTS: dict[str, Layout] = {
    one.name: one for module in (layouts, markup, documents, records) for one in module.LAYOUTS
}
_SIZES = (12, 24, 40, 75, 120)


@dataclass(frozen=True)
class Made:
    """A letter that was made: a file's name and content, and what it prints."""

    name: str
    content: bytes
    gold: tuple[Signer, ...]


def is_possible(layout: Layout) -> bool:
    """Whether what the layout needs is installed."""
    return not layout.needs or shutil.which(layout.needs) is not None


def make(layout: Layout, seed: int = 1, size: int = 0, width: int = 0) -> Made:
    """A letter in this layout, always the same for the same arguments; a size or width of 0 is left to the seed."""
    rng = random.Random(f"{layout.name}/{seed}")
    size = min(size or rng.choice(_SIZES), layout.most)
    language = layout.language or rng.choice(("en", "en", "en", *BODIES))
    return set_list(layout, list_for(layout, rng, size, language), seed, width, language)


def set_list(layout: Layout, signers: list[Signer], seed: int = 1, width: int = 0, language: str = "en") -> Made:
    """A letter in this layout with this list."""
    draft = Draft(
        tuple(signers), BODIES[layout.language or language], random.Random(f"{layout.name}/{seed}/set"), width
    )
    if layout.capitals:
        draft = replace(draft, signers=tuple(replace(one, name=one.name.upper()) for one in draft.signers))
    content = layout.set(draft)
    encoded = content if isinstance(content, bytes) else content.encode(layout.encoding)
    gold = lists.only(draft.signers, *layout.fields) * layout.copies
    return Made(f"{layout.name}-{seed}{layout.suffix}", encoded, tuple(gold))


def list_for(layout: Layout, rng: random.Random, size: int, language: str = "en") -> list[Signer]:
    """A list that this layout can print without a doubt for a human reader."""
    fits = fitting(layout)
    match layout.takes:
        case "organizations":
            return lists.organizations(rng, size, fits)
        case "placed":
            return lists.placed_organizations(rng, size, fits)
        case "grouped":
            return lists.grouped_organizations(rng, size, fits)
        case "mixed":
            return lists.mixed(rng, size, language, fits)
        case "persons":
            return lists.persons(rng, size, language)
        case "bare":
            return lists.persons(rng, size, language, described=False)
    raise ValueError(layout.takes)


def fitting(layout: Layout) -> Callable[[str], bool]:
    """Whether a name can stand in this layout: it holds no mark that parts names there, and its letters exist."""

    def fits(name: str) -> bool:
        if any(mark in name for mark in layout.without):
            return False
        try:
            name.encode(layout.encoding)
        except UnicodeEncodeError:
            return False
        return True

    return fits
