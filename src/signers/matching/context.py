"""What the list at hand says about each of its names; survey.py makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from signers.matching.readings import Reading, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Context:
    """What a list of names says about each of them: its acronyms, its words, which bodies have several places.

    `definitions` holds the acronyms that some name prints with their words and that nothing else in the list fits;
    `frequency` in how many names a word occurs; `fitting` how many names an acronym's letters fit; `places` in how
    many places a core is found; `heads` how many names go on after a core.
    """

    definitions: Mapping[str, str] = field(default_factory=dict)
    frequency: Mapping[str, int] = field(default_factory=dict)
    fitting: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    heads: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    size: int = 0

    def reading(self, name: str) -> Reading:
        """The reading of a name, of this list or another, with the acronyms of this list written out."""
        return self.readings.get(name) or read(name, self.definitions)
