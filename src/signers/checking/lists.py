"""From a letter to the list that it holds, also where the list is all that it holds and is too short to be recognized.

`signers parse` is right to refuse three lines of text: nothing shows them to be names. Who asks to check or compare a
file has said that it is a list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from signers.cues import cue_of_line
from signers.errors import NoBlockError
from signers.model import Form, Instructions
from signers.persons import person_bits
from signers.signatories import parse_letter

if TYPE_CHECKING:
    from signers.model import Kind, Letter, Signatory

_MOST_LINES = 12  # of a list that nothing shows to be one; of a longer one the lines themselves tell
_MOST_WORDS = 12
_LEAST_BITS = 2.0  # by which, in the mean, its lines tell that they are names of one kind or the other
AS_FOUND = Instructions()


def instructions_for(letter: Letter) -> Instructions:
    """Where the list of a letter stands, if it is nothing but a short list; else it is left to be found."""
    lines = [line for line in letter.lines if line.text and line.form not in {Form.HEADING, Form.FURNITURE, Form.NOTE}]
    items = [line for line in lines if line.form is Form.ITEM]
    if len(items) > 1:  # what stands around a list that its format sets off is no part of it
        lines = items
    if not 0 < len(lines) <= _MOST_LINES or any(len(line.text.split()) > _MOST_WORDS for line in lines):
        return AS_FOUND
    if any(cue_of_line(line) or line.text.endswith(("?", ":", "!")) for line in lines):
        return AS_FOUND
    if sum(abs(person_bits(line.text)) for line in lines) < _LEAST_BITS * len(lines):
        return AS_FOUND
    return Instructions(from_line=lines[0].number, to_line=lines[-1].last_number)


def signatories_in(letter: Letter, kind: Kind | None = None) -> tuple[Signatory, ...]:
    """The signatories of a letter or of a short list, all of one `kind` where a person says so.

    Raises:
        NoBlockError: it holds none.
    """
    try:
        return parse_letter(letter, Instructions(kind=kind))
    except NoBlockError:
        instructions = instructions_for(letter)
        if instructions == AS_FOUND:
            raise
        return parse_letter(letter, replace(instructions, kind=kind))
