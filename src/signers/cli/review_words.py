"""What a question says on a screen or on paper: rows of text, each of pieces that may stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from signers.answering import against_the_evidence
from signers.cli.terminal import printable
from signers.model import Kind
from signers.reviewing import About, bits_of, difference, marked
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from signers.model import Match, Signatory
    from signers.reviewing import Member, Question, Queue

_MOST_AGAINST = 4  # vetoes that are told beside the evidence
_MOST_LISTED = 12  # entries of a list in doubt, of which all need not be named
_NOUNS = {Kind.ORGANIZATION: "organization", Kind.PERSON: "person"}

Piece = tuple[str, str]  # a text and how it stands out: "", "strong", "differs" or "quiet"


@frozen
class Row:
    """A row; where it goes over several lines, these begin under its text, behind the lead."""

    lead: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it, without what stands out."""
        return self.lead + "".join(text for text, _ in self.pieces)


@frozen
class Place:
    """Where an entry is printed: its lines with those around, each with its number and whether it is the entry's."""

    entry: Signatory
    lines: tuple[tuple[int, str, bool], ...] = ()
    page: bool = False
    note: str = ""


def row(text: str, lead: str = "", style: str = "") -> Row:
    """A row of one piece."""
    return Row(lead, ((printable(text), style),))


def asked(question: Question) -> str:
    """The question as a sentence."""
    noun = _NOUNS[question.kind]
    sides = len(question.sides)
    match question.about:
        case About.NAMES:
            told = f"Are these two one {noun}?" if sides == 2 else f"Are these {sides} one {noun}?"
        case About.ANSWERS:
            told = f"Answers contradict each other. Which of these are one {noun}?"
        case About.ENTRIES:
            told = f"Little shows that these {len(question.members):,} signed. Did they?"
        case _:
            told = question.text[:1].upper() + question.text[1:]
    return f"{told} (You were unsure.)" if question.put_off else told


def progress(queue: Queue) -> str:
    """How far a person is: "12 of 40 left, 9 saved"."""
    told = f"{queue.left:,} of {queue.total:,} left"
    if queue.saved > 0:
        told += f", {queue.saved:,} saved"
    if queue.resting:
        told += f", {len(queue.resting):,} put off"
    return told


def named(question: Question) -> tuple[Member, ...]:
    """The names that a question shows: all but of entries of a list in doubt, which may be hundreds."""
    return question.members[:_MOST_LISTED] if question.about is About.ENTRIES else question.members


def name_rows(question: Question, out: Collection[str] = (), selected: int | None = None) -> list[Row]:
    """The names below each other, numbered, what differs standing out; `selected` is the one that keys are about."""
    rows: list[Row] = []
    listed_last = -1
    members = named(question)
    words = marked(question.names) if len(question.members) > 1 and question.about is not About.ENTRIES else ()
    digits = len(str(len(members)))
    for at, member in enumerate(members):
        sign = ">" if at == selected else " "
        again = "=" if member.side == listed_last else " "
        kept_out = "out: " if member.name in out else ""
        pieces: list[Piece] = [(kept_out, "strong")] if kept_out else []
        if words:
            for place, (word, differs) in enumerate(words[at]):
                pieces.append((" " * bool(place) + printable(word), "differs" if differs else ""))
        else:
            pieces.append((printable(member.name), "strong"))
        pieces.append((_how_often(member.entries), "quiet"))
        rows.append(Row(f"{sign}{again}{at + 1:>{digits}}  ", tuple(pieces)))
        listed_last = member.side
        is_last = at + 1 == len(members) or members[at + 1].side != member.side
        if is_last and member.side < len(question.listed):
            name = question.listed[member.side]
            if name not in [other.name for other in question.sides[member.side]]:
                rows.append(row(f"listed as {name}", " " * (digits + 4), "quiet"))
    if len(members) < len(question.members):
        rows.append(row(f"and {len(question.members) - len(members):,} more", " " * (digits + 4)))
    return rows


def _how_often(entries: int) -> str:
    """How often a name is printed, where it is not once.

    >>> _how_often(3), _how_often(1)
    ('  (3 times)', '')
    """
    return "" if entries == 1 else "  (printed nowhere)" if entries == 0 else f"  ({entries:,} times)"


def why_rows(question: Question) -> list[Row]:
    """What speaks for and against, in words and in figures, the weightiest first; of an entry, what it was read as."""
    if question.about is About.ANSWERS:
        return [row(said, "said: ") for said in question.said]
    if question.about is About.ENTRY:
        entry = question.entries[0]
        return [row(f"{_NOUNS[question.kind]}, {entry.confidence:.0%} sure", "read as: "), *_around(question)]
    if question.about is About.ENTRIES:
        return []
    number = {member.name: at + 1 for at, member in enumerate(question.members)}
    if len(question.matches) == 1:
        return [
            *_difference_rows(question),
            *_evidence_rows(question.matches[0]),
            *_others_against(question, number),
        ]
    rows: list[Row] = []
    for match in question.matches:
        lead = f"{number.get(match.left, 0)}-{number.get(match.right, 0)} {match.score:4.0%}  "
        rows.append(row("; ".join(match.reasons), lead))
    return rows


def _others_against(question: Question, number: Mapping[str, int]) -> Iterator[Row]:
    """What speaks against other spellings that "same" would make one too."""
    sides = [[member.name for member in side] for side in question.sides]
    for match in against_the_evidence(sides, question.kind)[:_MOST_AGAINST]:
        pair = "-".join(str(at) for at in sorted((number[match.left], number[match.right])))
        yield row(match.reasons[0], f"but {pair:10} ")


def _around(question: Question) -> Iterator[Row]:
    for name, lead in ((question.before, "before it: "), (question.after, "after it: ")):
        if name:
            yield row(name, lead)


def _difference_rows(question: Question) -> Iterator[Row]:
    match = question.matches[0]
    left, right = sorted((match.left, match.right), key=question.names.index)
    told = difference(left, right)
    if told:
        yield row("; ".join(told), "differ in: ")


def _evidence_rows(match: Match) -> Iterator[Row]:
    odds, prior = bits_of(match)
    for piece in sorted(match.evidence, key=lambda piece: (piece.bits < 0, -abs(piece.bits))):
        side = "for    " if piece.bits >= 0 else "against"
        yield row(piece.why, f"{side} {_figure(piece.bits)}  ")
    yield row(
        f"bits, with {_figure(prior).strip()} for any two names: {match.score:.0%} sure that they are one",
        f"{'sum':7} {_figure(odds)}  ",
        "quiet",
    )


def _figure(bits: float) -> str:
    """A weight in bits, with its sign.

    >>> _figure(3.14159), _figure(-12.0)
    (' +3.1', '-12.0')
    """
    return f"{bits:+5.1f}"


def place_rows(places: Sequence[Place], more: int = 0, number: int | None = None) -> list[Row]:
    """Where a name is printed: letter, page and line, the group heading, the lines around, and what else it says."""
    rows: list[Row] = []
    for place in places:
        entry = place.entry
        lines = f"{entry.line}-{entry.end_line}" if entry.end_line > entry.line else f"{entry.line}"
        told = f"{entry.letter}:{lines}" + (f" (page {entry.page})" if place.page else "")
        if entry.group:
            told += f", under “{entry.group}”"
        rows.append(Row(f"{number}  " if number else "", ((printable(told), "strong"),)))
        details = (("title", entry.title), ("affiliation", entry.affiliation), ("place", entry.location))
        said = "; ".join(f"{what}: {part}" for what, part in details if part)
        if said:
            rows.append(row(said, "     "))
        if place.note:
            rows.append(row(place.note, "     ", "quiet"))
        digits = len(str(max((at for at, _, _ in place.lines), default=0)))
        for at, text, is_own in place.lines:
            lead = f"   {'>' if is_own else ' '} {at:>{digits}}  "
            rows.append(row(text, lead, "" if is_own else "quiet"))
    if more:
        rows.append(row(f"and in {more:,} more {'place' if more == 1 else 'places'}", "     ", "quiet"))
    return rows


def wrapped(rows: Sequence[Row], width: int) -> list[list[Piece]]:
    """The rows in lines of a width, broken between words; a line goes on under the row's text."""
    lines: list[list[Piece]] = []
    for each in rows:
        indent = min(len(each.lead), width // 2)
        line: list[Piece] = [(each.lead, "")]
        used = len(each.lead)
        for text, style in each.pieces:
            for word in _words_with_spaces(text):
                if _cells(word.rstrip()) > width - used and used > indent:
                    lines.append(line)
                    line, used = [(" " * indent, "")], indent
                    word = word.lstrip()  # noqa: PLW2901 - the space before it is where the line is broken
                while _cells(word) > width - used:  # longer than a whole line
                    most = min(len(word), width - used)
                    fits = next(at for at in range(most, 0, -1) if at == 1 or _cells(word[:at]) <= width - used)
                    line.append((word[:fits], style))
                    word = word[fits:]  # noqa: PLW2901 - the rest of it
                    lines.append(line)
                    line, used = [(" " * indent, "")], indent
                if word:
                    line.append((word, style))
                    used += _cells(word)
        lines.append(line)
    return lines


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for a letter of a wide script, none for a mark above another.

    >>> _cells("Densho"), _cells("電書"), _cells("e\u0301")
    (6, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(1 + (east_asian_width(one) in "WF") - (category(one) in {"Mn", "Me", "Cf"}) for one in text)


def _words_with_spaces(text: str) -> Iterator[str]:
    """The words of a text, each with the spaces before it.

    >>> list(_words_with_spaces("  Access Now"))
    ['  Access', ' Now']
    """
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and text[end] == " ":
            end += 1
        while end < len(text) and text[end] != " ":
            end += 1
        yield text[start:end]
        start = end
