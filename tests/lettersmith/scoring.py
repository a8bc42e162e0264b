"""How much of a list came back: entries are compared as multisets, after folding what no reader would call different.

The rules are those by which real letters are scored: a printed place may stand in the name or apart, on either side.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from signers.model import Signatory

    from .lists import Signer

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("“"): '"', ord("”"): '"'}
FIELDS = ("title", "affiliation", "location", "group")
SHARES = ("description", *FIELDS)


def fold(name: str | None) -> str:
    """The form under which two printings of one name are equal."""
    name = unicodedata.normalize("NFKC", name or "").translate(_DASHES).translate(_QUOTES)
    name = re.sub(r"[\u00ad\u200b\ufeff]", "", name)
    name = re.sub(r"\s*-\s*", "-", re.sub(r"\s+", " ", name))
    return name.strip(" \t.,;:*").casefold()


def with_place(one: Signer | Signatory) -> str:
    """The name and its printed place as one."""
    return re.sub(r"[\s,;()\[\]/-]+", " ", fold(f"{one.name} {one.location or ''}")).strip()


def description(one: Signer | Signatory) -> str:
    """What is printed of a person beside the name, wherever it was cut into title and affiliation."""
    return re.sub(r"[\s,;()\[\]/|-]+", " ", fold(f"{one.title or ''} {one.affiliation or ''}")).strip()


def _told(one: Signer | Signatory, name: str) -> str:
    return description(one) if name == "description" else fold(getattr(one, name))


@dataclass(frozen=True)
class Score:
    """What came back of a letter."""

    due: int
    found: int
    hit: int
    kinds: int
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()  # what was found, but said wrongly

    @property
    def f1(self) -> float:
        """The harmonic mean of the shares found and rightly found."""
        return 2 * self.hit / (self.due + self.found) if self.due + self.found else 1.0

    @property
    def kind(self) -> float:
        """The share of hits whose kind is right."""
        return self.kinds / self.hit if self.hit else 0.0


def score(gold: Sequence[Signer], found: Sequence[Signatory]) -> Score:
    """Compare what a letter prints with what was read."""
    pairs: list[tuple[Signer, Signatory]] = []
    missed, extra = list(gold), list(found)
    keys: tuple[Callable[[Signer | Signatory], str], ...] = (lambda one: fold(one.name), with_place)
    for key in keys:
        waiting: dict[str, list[Signatory]] = {}
        for one in extra:
            waiting.setdefault(key(one), []).append(one)
        left = []
        for due in missed:
            here = waiting.get(key(due))
            if here:
                pairs.append((due, here.pop(0)))
            else:
                left.append(due)
        missed, extra = left, [one for rest in waiting.values() for one in rest]
    fields = {
        name: (
            sum(bool(_told(due, name)) and _told(due, name) == _told(one, name) for due, one in pairs),
            sum(bool(_told(due, name)) for due in gold),
        )
        for name in SHARES
    }
    return Score(
        due=len(gold),
        found=len(found),
        hit=len(pairs),
        kinds=sum(due.kind == one.kind for due, one in pairs),
        fields={name: counts for name, counts in fields.items() if counts[1]},
        missed=tuple(one.name for one in missed),
        extra=tuple(one.name for one in extra),
        wrong=tuple(_wrongly(due, one) for due, one in pairs if _wrongly(due, one)),
    )


def _wrongly(due: Signer, found: Signatory) -> str:
    """What is said wrongly of a signatory that was found, in words; an empty text where nothing is."""
    wrong = [
        f"{field} {getattr(found, field)!r} for {getattr(due, field)!r}"
        for field in ("kind", *FIELDS)
        if getattr(due, field) and fold(getattr(due, field)) != fold(getattr(found, field))
    ]
    return f"{found.name}: {', '.join(wrong)}" if wrong else ""


def total(scores: Iterable[Score]) -> Score:
    """Several letters as one."""
    scores = list(scores)
    fields: dict[str, tuple[int, int]] = {}
    for one in scores:
        for name, (hit, due) in one.fields.items():
            before = fields.get(name, (0, 0))
            fields[name] = (before[0] + hit, before[1] + due)
    return Score(
        due=sum(one.due for one in scores),
        found=sum(one.found for one in scores),
        hit=sum(one.hit for one in scores),
        kinds=sum(one.kinds for one in scores),
        fields=fields,
        missed=tuple(name for one in scores for name in one.missed),
        extra=tuple(name for one in scores for name in one.extra),
        wrong=tuple(text for one in scores for text in one.wrong),
    )
