"""From entries to signatories: what kind each is and where it is printed. `parse_letter` runs all stages of reading."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from signers.blocks import signatory_blocks
from signers.entries import entries_of, join
from signers.errors import NoBlockError
from signers.evidence import words_of
from signers.knowledge import terms
from signers.lexicon import lexicon
from signers.model import Block, Entry, Kind, Letter, Signatory
from signers.reading import read_bytes, read_letter

if TYPE_CHECKING:
    from collections.abc import Iterable

LITTLE_EVIDENCE = "little-evidence"  # flags the entries of a block that little shows to be one
_KNOWN_ENDING = 2  # sightings
_link = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_emphasis = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|__|_|`)(\S(?:.*?\S)?)\1(?!\w)")
# A mark of a footnote stands at the end of a name: stars, daggers, raised digits, a number in square brackets.
_footnote = re.compile(r"(?<=\S)\s*(?:[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]|\\)$")
_separator = re.compile(r"\s*[,;|]+$")


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
    groups = {
        line.number: group
        for block in blocks
        for run, group in zip(block.runs, block.groups, strict=True)
        for line in run
    }
    return tuple(
        signatory_of(entry, block, groups[entry.lines[0].number], letter)
        for block, entries in zip(blocks, entries_of(blocks), strict=True)
        for entry in entries
    )


def signatory_of(entry: Entry, block: Block, group: str | None, letter: Letter) -> Signatory:
    """What an entry says, with where it stands in the letter; `group` is the heading that it stands under."""
    first, last = entry.lines[0], entry.lines[-1]
    name = name_of(line.text for line in entry.lines)
    return Signatory(
        name=name,
        kind=kind_of(name, group or block.heading),
        group=group,
        letter=letter.name,
        block=block.number,
        page=first.page,
        line=first.number,
        end_line=last.number,
        text=entry.text,
        confidence=entry.confidence,
        flags=entry.flags + ((LITTLE_EVIDENCE,) if block.is_weak else ()),
    )


def name_of(texts: Iterable[str]) -> str:
    """The lines of an entry, without bullet or number, as the name reads.

    Wrapped lines are rejoined; Markdown's marks, marks of footnotes and what only separates entries go; the words stay
    as printed.

    >>> name_of(["**American Friends", "Service Committee***,"]), name_of(["[Mijente](https://mijente.net)\u00b9;"])
    ('American Friends Service Committee', 'Mijente')
    >>> name_of(["Starting Over, Inc."]), name_of(["Research!America [2]"]), name_of(["Yahoo!"])
    ('Starting Over, Inc.', 'Research!America', 'Yahoo!')
    """
    name = _link.sub(r"\1", " ".join(join(texts).split()))
    before = None
    while name != before:
        before = name
        name = _separator.sub("", _footnote.sub("", _emphasis.sub(r"\2", name)))
    return name or before or ""


def kind_of(name: str, heading: str | None) -> Kind:
    """Organization or person, from the heading over the list and the words of the name.

    >>> [str(kind_of(name, None)) for name in ("Rev. Ada Lovelace", "Dr. King Memorial Center")]
    ['person', 'organization']
    >>> str(kind_of("Ada Lovelace", "Individuals:"))
    'person'
    """
    if heading and any(word in terms("people-headings.txt") for word in words_of(heading)):
        return Kind.PERSON
    words = words_of(name)
    titled = len(words) > 1 and (words[0] in terms("person-titles.txt") or words[-1] in terms("post-nominals.txt"))
    return Kind.PERSON if titled and not _ends_organizations(words[-1]) else Kind.ORGANIZATION


def _ends_organizations(word: str) -> bool:
    """Whether a word is known as the last of organizations' names ("Center")."""
    seen = lexicon().words.get(word)
    return seen is not None and seen.last >= _KNOWN_ENDING
