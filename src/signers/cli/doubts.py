"""`signers parse --doubts`: the entries that a person should look at, each with the reason and the lines around it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from signers.cli.terminal import print_passage
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from signers.cli.letters import Reading
    from signers.model import Line, Signatory

SURE = 0.95  # an entry that is less likely than that is put before a person
LITTLE_EVIDENCE = "little-evidence"
_AROUND = 2  # lines shown before and after
_MOST_TOGETHER = 6  # entries over one excerpt: more, and their lines are too far away
_MOST_LINES = 14  # of an excerpt, beyond which its middle is left out
_QUESTIONS = {
    "doubtful-join": "one name or more?",
    "unsure-kind": "an organization or a person?",
    LITTLE_EVIDENCE: "did these sign?",
}


class Doubt(NamedTuple):
    """Entries about which there is one question."""

    entries: tuple[Signatory, ...]
    question: str


def is_doubtful(signatory: Signatory) -> bool:
    """Whether a person should look at an entry.

    >>> from signers.model import Signatory
    >>> is_doubtful(Signatory("Densho", Kind.ORGANIZATION, confidence=0.9))
    True
    """
    return signatory.confidence < SURE or any(map(_is_doubt, signatory.flags))


def _is_doubt(flag: str) -> bool:
    return flag == LITTLE_EVIDENCE or flag.startswith(("doubtful", "unsure"))


def is_only_of_weak_list(signatory: Signatory) -> bool:
    """Whether the one doubt about an entry is that about its whole list."""
    return signatory.confidence >= SURE and [*filter(_is_doubt, signatory.flags)] == [LITTLE_EVIDENCE]


def question_of(signatory: Signatory) -> str:
    """What is in doubt about an entry, as a question.

    >>> from signers.model import Signatory
    >>> question_of(Signatory("Densho", Kind.ORGANIZATION, line=3, end_line=3, flags=("doubtful-join", "unsure-kind")))
    'a name, or a part of one? an organization or a person?'
    """
    questions = []
    for flag in filter(_is_doubt, signatory.flags):
        word = flag.partition("-")[2]
        questions.append(_QUESTIONS.get(flag, f"is its {word} right?"))
    if not questions:
        questions = [_QUESTIONS["doubtful-join"]]
    if signatory.line == signatory.end_line:
        questions = ["a name, or a part of one?" if q == _QUESTIONS["doubtful-join"] else q for q in questions]
    return " ".join(dict.fromkeys(questions))


def place_of(signatory: Signatory, dash: str = "-") -> str:
    """The line or lines on which an entry is printed.

    >>> from signers.model import Signatory
    >>> place_of(Signatory("Densho", Kind.ORGANIZATION, line=7, end_line=8))
    '7-8'
    """
    if signatory.end_line == signatory.line:
        return str(signatory.line)
    return f"{signatory.line}{dash}{signatory.end_line}"


def print_doubts(readings: Iterable[Reading]) -> None:
    """Print the doubts of each letter on stdout; a `>` stands before the lines that are in doubt."""
    begun = False
    for reading in readings:
        source = Source(reading.lines)
        for together in _together(list(doubts_of(reading.letter.signatories)), source):
            if begun:
                print_passage([("", "", False)])
            begun = True
            for doubt in together:
                print_passage(_said(doubt, reading.letter.name, paged=reading.unit == "page"))
            print_passage(_excerpt([entry for doubt in together for entry in doubt.entries], source))


class Source:
    """The lines of a letter, to be found by their page and number."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._places = [(line.page, line.number) for line in lines]

    def extent(self, entry: Signatory) -> range:
        """Where the lines of an entry are."""
        first = last = bisect_left(self._places, (entry.page, entry.line))
        while last < len(self.lines) and entry.line <= self.lines[last].number <= entry.end_line:
            last += 1
        return range(first, max(last, first + 1))


def doubts_of(signatories: Sequence[Signatory]) -> Iterator[Doubt]:
    """One doubt for each doubtful entry; one for all of a weak list about which nothing else is in doubt."""
    weak: list[Signatory] = []
    for signatory in signatories:
        if weak and (not is_only_of_weak_list(signatory) or signatory.block != weak[0].block):
            yield Doubt(tuple(weak), _QUESTIONS[LITTLE_EVIDENCE])
            weak = []
        if is_only_of_weak_list(signatory):
            weak.append(signatory)
        elif is_doubtful(signatory):
            yield Doubt((signatory,), question_of(signatory))
    if weak:
        yield Doubt(tuple(weak), _QUESTIONS[LITTLE_EVIDENCE])


def _together(doubts: Sequence[Doubt], source: Source) -> Iterator[list[Doubt]]:
    """Doubts that stand so close to each other that one excerpt shows them."""
    current: list[Doubt] = []
    end = 0
    for doubt in doubts:
        first = source.extent(doubt.entries[0]).start
        if current and (not 0 <= first - end <= _AROUND or len(current) == _MOST_TOGETHER):
            yield current
            current = []
        current.append(doubt)
        end = source.extent(doubt.entries[-1]).stop
    if current:
        yield current


def _said(doubt: Doubt, letter: str, *, paged: bool) -> list[tuple[str, str, bool]]:
    """The entry's place and name, then what it was read as and what is in doubt."""
    first, last = doubt.entries[0], doubt.entries[-1]
    page = f" (page {first.page})" if paged else ""
    if len(doubt.entries) > 1:
        said = f"{len(doubt.entries):,} names, of which little shows that they are signatories"
        place = f"{first.line}-{last.end_line}"
        return [("", f"{letter}:{place}{page}  {said}", True), ("    ", doubt.question, False)]
    read = "individual" if first.kind is Kind.PERSON else "organization"
    parts = (("title", first.title), ("affiliation", first.affiliation), ("place", first.location))
    read += "".join(f"; {what}: {part}" for what, part in parts if part)
    return [
        ("", f"{letter}:{place_of(first)}{page}  {first.name}", True),
        ("    ", f"{read} ({first.confidence:.0%}): {doubt.question}", False),
    ]


def _excerpt(entries: Sequence[Signatory], source: Source) -> Iterator[tuple[str, str, bool]]:
    """The lines of the entries, marked, and some around them."""
    marked = {at for entry in entries for at in source.extent(entry)}
    shown = range(max(0, min(marked) - _AROUND), min(len(source.lines), max(marked) + _AROUND + 1))
    while shown and not source.lines[shown[-1]].text:
        shown = shown[:-1]
    if not shown:
        return
    digits = len(str(source.lines[shown[-1]].number))
    half = _MOST_LINES // 2
    left_out = shown[half:-half] if len(shown) > _MOST_LINES else range(0)
    for at in shown:
        line = source.lines[at]
        if at not in left_out:
            sign = ">" if at in marked else " "
            yield f"  {sign} {line.number:>{digits}}  ", line.marker + line.text, at in marked
        elif at == left_out[0]:
            yield f"    {'':{digits}}  ", "…", False
