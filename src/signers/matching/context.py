"""What the list at hand says about each of its names; survey.py makes it."""

from __future__ import annotations

from dataclasses import field
from math import log2
from typing import TYPE_CHECKING

from signers.matching.columns import ALL_BITS, run_code
from signers.matching.dictionary import USUAL_NAMES, usual_words
from signers.matching.readings import Reading, read
from signers.matching.tallies import Tally
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from signers.matching.columns import Columns
    from signers.matching.meaning import Words


@frozen
class Context:
    """What a list of names says about each of them: its acronyms, its words, which bodies have several places.

    `definitions` holds what acronyms stand for, where some name prints both or everybody knows it, and nothing else in
    the list fits; `told` are those that the list itself defines. `frequency` says in how many cores a word occurs,
    `fitting` how many names an acronym's letters fit. `places` tells in how many places a core is found, `heads` and
    `frames` what `goes_on` and `fillers` answer. `columns` are the `readings` of its names in their order. `size`
    counts the cores; `bare` are the acronyms that stand alone, `capitals` those inside names, that nothing defines.
    `loose` are those that are the first letters of nothing, but that one name only may have made.
    """

    definitions: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    frequency: Mapping[str, int] = field(default_factory=dict)
    fitting: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    heads: Tally = field(default_factory=Tally)
    frames: Tally = field(default_factory=Tally)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    columns: Columns | None = None
    size: int = 0
    bare: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    def reading(self, name: str) -> Reading:
        """The reading of a name, of this list or another, with the acronyms of this list written out."""
        return self.readings.get(name) or read(name, self.definitions)

    def goes_on(self, core: Words) -> int:
        """With how many different words names go on after these first words of theirs, 1 where none or one does."""
        return self.heads[run_code(core)]

    def fillers(self, core: Words, word: str) -> int:
        """How many different words that other names have as well stand in the place of this one of the core."""
        at = core.index(word)
        return self.frames[run_code(core[:at]) + run_code(core[at + 1 :], at + 1) & ALL_BITS]

    def rarity(self, word: str) -> float:
        """How much it says that two names share this word: the bits of its being there by chance.

        Counted in the list at hand and in names at large together, so that a short list does not make every word rare.
        """
        usual = usual_words()
        return log2((self.size + USUAL_NAMES) / (self.frequency.get(word, 1) + usual.get(word, 0)))


LONGEST_FRAMED = 9  # words of a core whose gaps are looked at; a longer one is seldom another's but for one word
