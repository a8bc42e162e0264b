"""Which lines of a mail are the names that it asks to add: "please add:", the names, the farewell, the sender."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from signers.cues import Role, cue_of_line
from signers.folding import words_of
from signers.knowledge import table
from signers.model import Form, Instructions, Letter, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 12  # of a line that is a name
_MOST_OF_FAREWELL = 5  # words
_MOST_OF_SENDER = 8  # lines that the sender of a mail writes below its farewell: name, office, address
_apostrophe = re.compile("['’]").sub


def asked_for(letter: Letter) -> Instructions | str | None:
    """Where the names stand in a mail: behind "please add:", up to the farewell; or the names, if in the same line.

    None for what is no such mail: where more than the sender's own lines follow, it is a letter or a list.
    """
    if any(line.form is Form.ROW for line in letter.lines):
        return None
    every = [line for line in letter.lines if line.form is not Form.FURNITURE]
    for start, line in enumerate(every, start=1):
        before, colon, behind = line.text.partition(":")
        if not colon or not _asks(before):
            continue
        run = run_of_names(every[start:])
        rest = [each for each in every[start + len(run) :] if each.text]
        if rest and not (_is_farewell(rest[0]) and len(rest) <= _MOST_OF_SENDER):
            continue
        if behind.strip():
            return behind.strip() if not any(each.text for each in run) else None
        named = [each for each in run if each.text]
        if named:
            return Instructions(named[0].number, named[-1].last_number)
    return None


def run_of_names(lines: Sequence[Line]) -> list[Line]:
    """The lines, from the first on, that may be names: up to a farewell, a sentence, or a cue of a letter."""
    run: list[Line] = []
    for before, line in pairwise((Line(0, ""), *lines)):
        if line.text and (
            (not before.text and _is_farewell(line))
            or cue_of_line(line)
            or len(line.text.split()) > _MOST_WORDS
            or line.text.endswith(("?", ":", "!"))
        ):
            break
        run.append(line)
    return run


def is_request(letter: Letter) -> bool:
    """Whether a mail asks to add somebody, wherever it says whom."""
    return any(map(_is_farewell, letter.lines)) and any(_asks(line.text) for line in letter.lines)


def _asks(text: str) -> bool:
    """Whether a line asks to put somebody on the list.

    >>> _asks("Please add the following organizations"), _asks("Our demands")
    (True, False)
    """
    words = f" {' '.join(words_of(_apostrophe(' ', text)))} "  # "merci d'ajouter"
    return any(f" {phrase} " in words for phrase in phrases("request"))


def _is_farewell(line: Line) -> bool:
    """Whether a line closes a mail: by its words, or as a short line does that ends in a comma."""
    words = words_of(line.text)
    if " ".join(words) in phrases("farewell") or cue_of_line(line) is Role.CLOSING:
        return True
    return 0 < len(words) <= _MOST_OF_FAREWELL and line.text.endswith(",")


@cache
def phrases(role: str) -> frozenset[str]:
    """The phrases of data/sign-on-words.tsv that have this role, as their words."""
    return frozenset(" ".join(words_of(phrase)) for of, _, phrase in table("sign-on-words.tsv") if of == role)
