"""A session of `signers review`: what is asked now, and what becomes of an answer; both kinds of screen use it.

An answer is in the store before anything else happens. The list is grouped again at the end, as after every other
decision; in between only what the questions are about is looked at.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from signers import answering, reviewing
from signers.cli.doubts import Source, doubts_of
from signers.cli.review_words import Place
from signers.cli.standing import bring_up_to_date, now
from signers.dates import came_from, signed_on
from signers.decisionfile import line_of
from signers.decisions import in_known_words
from signers.errors import SignersError
from signers.model import Kind
from signers.reviewing import About, Doubt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from signers.cli.terminal import Talk
    from signers.model import Answers, Decision, Letter, Match, Signatory
    from signers.reviewing import Question
    from signers.store import LetterRecord, Store

AROUND = 2  # lines shown before and after an entry
_MOST_PLACES = 3  # of a name that is printed often


class Session:
    """A person at work on the open questions of a store.

    `say` hears what is to be said while the list is grouped. `queue` is what is left, `question` what is asked now:
    nothing when all is answered, or rests because the person was unsure.
    """

    def __init__(self, store: Store, talk: Talk, *, pairs: bool = True, entries: bool = True) -> None:
        self._store = store
        self._talk = talk
        self._wants = (pairs, entries)
        self._letters = Letters(store.letters())
        self._resting: set[object] = set()
        self._put_off: tuple[object, ...] = ()  # what was put off last, where no store holds it
        self._focus: frozenset[str] = frozenset()
        bring_up_to_date(store, talk)
        self._gather()

    # What is asked

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        if self._focus:
            best = max(self.queue.questions, key=lambda q: len(self._focus & set(q.names)), default=None)
            if best is not None and self._focus & set(best.names):
                return best
        return self.queue.questions[0] if self.queue.questions else None

    def places(self, name: str, question: Question) -> tuple[list[Place], int]:
        """Where a name is printed, with the lines around, and in how many places more."""
        if question.entries:
            entries = [entry for entry in question.entries if entry.name == name]
        else:
            entries = self._entries.get((question.kind, name), [])
        return [self._letters.place(entry) for entry in entries[:_MOST_PLACES]], max(0, len(entries) - _MOST_PLACES)

    def letter_at(self, name: str, question: Question) -> tuple[Path, int, Sequence[str] | None] | None:
        """The first file there that prints a name, the line in it, and its text where the file is not made of lines."""
        places, _ = self.places(name, question)
        return next(filter(None, (self._letters.file_of(place.entry) for place in places)), None)

    # What is answered

    def answer(self, decisions: Sequence[Decision], question: Question) -> list[str]:
        """Keep what was decided, which is safe when this returns; what was decided, in words.

        Where another program decided something meanwhile that makes it another question, nothing is kept.

        Raises:
            StoreError: it cannot be kept; nothing was changed.
        """
        if self._store.answers() != self.answers:
            self._changed()
            if self.question != question:
                return ["not kept, since another program decided something meanwhile: `signers log` shows it"]
        known = [each for decision in decisions for each in in_known_words(decision, self.answers, question.kind)]
        self._store.decide(known, now())
        self._put_off = ()
        self._changed()
        return [line_of(decision) for decision in known]

    def put_off(self, question: Question) -> list[str]:
        """The person is unsure: the question comes again behind all others, and is the last one at the next start."""
        rest = reviewing.rest_of(question)
        self._resting.update(rest)
        if decisions := answering.unsure(question):
            return self.answer(decisions, question)
        self._put_off = rest
        self._changed()
        return ["put off: the answers stay as they are"]

    def undo(self) -> list[str]:
        """Take back the last answer, also of an earlier session; what was taken back, in words."""
        if self._put_off:
            self._resting.difference_update(self._put_off)
            self._put_off = ()
            self._changed()
            return ["taken back: put off"]
        decisions = self._store.undo(now())
        self._turned(decisions)
        return [f"taken back: {line_of(decision)}" for decision in decisions]

    def redo(self) -> list[str]:
        """Put in force again what was taken back; what that is, in words."""
        decisions = self._store.redo(now())
        self._turned(decisions)
        return [f"in force again: {line_of(decision)}" for decision in decisions]

    def _turned(self, decisions: Sequence[Decision]) -> None:
        self._put_off = ()
        self._changed()
        self._focus = frozenset(name for decision in decisions for name in decision.names)

    def wake(self) -> None:
        """Ask again what the person was unsure about."""
        self._resting.clear()
        self._put_off = ()
        self._look()

    def finish(self) -> None:
        """Leave the list in the store as the answers have it."""
        bring_up_to_date(self._store, self._talk)

    # What follows from it

    def _changed(self) -> None:
        self._focus = frozenset()
        self._grouped = False
        self._look()

    def _look(self) -> None:
        """Find what is asked next. Names are grouped again only where entries are read otherwise, or none is left."""
        self.answers = self._store.answers()
        self.queue = reviewing.queue(self._material, self.answers, self._resting)
        first = self.question
        is_about_names = first is None or reviewing.is_about_names(first)
        if (is_about_names and self._read_as != _reading(self.answers)) or (first is None and not self._grouped):
            self._gather()

    def _gather(self) -> None:
        self._grouped = True
        pairs, entries = self._wants
        self.answers = self._store.answers()
        standing = bring_up_to_date(self._store, self._talk)
        self._entries: dict[tuple[Kind, str], list[Signatory]] = {}
        for entry in standing.signatories:
            self._entries.setdefault((entry.kind, entry.name), []).append(entry)
        printed = self._store.signatories()
        self._material = reviewing.gather(
            printed,
            self.answers,
            _doubts(printed) if entries else (),
            pairs=pairs,
            further={kind: _weighed(self._store.doubts(kind), kind) for kind in Kind},
        )
        self._read_as = _reading(self.answers)
        self.queue = reviewing.queue(self._material, self.answers, self._resting)


def _doubts(printed: Iterable[Signatory]) -> Iterator[Doubt]:
    """What is in doubt about the entries of each letter: lists of two letters are two questions."""
    for _, entries in groupby(printed, key=attrgetter("letter")):
        for doubt in doubts_of(tuple(entries)):
            yield Doubt(doubt.entries, doubt.question)


def decided_by(key: str, question: Question, out: Collection[str] = ()) -> Sequence[Decision] | str:
    """What a key decides about a question, where the names `out` are kept out; if nothing, why in words."""
    decided: Sequence[Decision] | str = "? shows what can be answered"
    match key:
        case "s" | "d" if not reviewing.is_about_names(question):
            decided = answering.fine(question) if key == "s" else answering.dropped(question)
        case "s" if len(out) == len(question.members):
            decided = "all are kept out: k takes one in again, d makes each another signatory"
        case "s" | "d":
            decided = answering.same(question, out) if key == "s" else answering.different(question)
        case "k" if question.about is About.ENTRY:
            decided = answering.of_other_kind(question)
        case "n" | "p" if question.about is About.ENTRY:
            there = question.after if key == "n" else question.before
            decided = answering.joined(question, to_next=key == "n") if there else "no entry is printed there"
    return decided


def decided_parts(question: Question, text: str) -> Sequence[Decision] | str:
    """The names with bars between them that an entry is said to be; in words why it is not decided."""
    parts = [" ".join(part.split()) for part in text.split("|") if part.strip()]
    return answering.parted(question, parts) if len(parts) > 1 else "give two names or more, with | between them"


def _weighed(matches: Iterable[Match], kind: Kind) -> Iterator[Match]:
    """The matches with their evidence, which the store keeps in words only."""
    from signers.matching import compare

    for match in matches:
        yield replace(match, evidence=compare(match.left, match.right, kind).evidence or match.evidence)


def _reading(answers: Answers) -> object:
    """What of the answers says how entries are read, and so which names there are."""
    return answers.dropped, answers.mended, answers.joined, answers.split, answers.kinds


class Letters:
    """The letters of the store, read again when their lines are wanted, where they are still there."""

    def __init__(self, records: Iterable[LetterRecord]) -> None:
        self._records = {record.name: record for record in records}
        self._read: dict[str, tuple[Letter, Source, str] | None] = {}

    def place(self, entry: Signatory) -> Place:
        """Where an entry is printed; without the letter its own text; of one that was added, when and from where."""
        if note := _added(entry):
            return Place(entry, ((entry.line, entry.text or entry.name, True),), note=note)
        read = self._letter(entry.letter)
        if read is not None:
            letter, source, reader = read
            extent = source.extent(entry)
            own = " ".join(source.lines[at].text for at in extent if at < len(source.lines))
            if _tells(own, entry):
                first, last = max(0, extent.start - AROUND), min(len(source.lines), extent.stop + AROUND)
                lines = [
                    (line.number, line.marker + line.text, at in extent)
                    for at, line in enumerate(source.lines[first:last], start=first)
                ]
                while lines and not lines[-1][1]:
                    lines.pop()
                while lines and not lines[0][1]:
                    lines.pop(0)
                changed = letter.sha256 != self._records[entry.letter].sha256
                note = "the letter was changed since it was read" if changed else ""
                return Place(entry, tuple(lines), reader == "pdf", note)
        lines = [(entry.line, entry.text or entry.name, True)]
        there = entry.letter in self._records and Path(self._records[entry.letter].path).exists()
        note = "the letter was changed since it was read" if there else "the letter is not there any more"
        return Place(entry, tuple(lines), note=note)

    def file_of(self, entry: Signatory) -> tuple[Path, int, Sequence[str] | None] | None:
        """The letter's file and the line of an entry; its text where the file itself is not made of such lines."""
        read = self._letter(entry.letter)
        if read is None:
            return None
        letter, _, reader = read
        path = Path(self._records[entry.letter].path)
        if reader in {"text", "markdown", "html", "records"}:
            return path, entry.line, None
        texts = [line.text for line in letter.lines]
        at = next((n for n, line in enumerate(letter.lines) if (line.page, line.number) >= (entry.page, entry.line)), 0)
        return path, at + 1, texts

    def _letter(self, name: str) -> tuple[Letter, Source, str] | None:
        if name not in self._read:
            self._read[name] = None
            record = self._records.get(name)
            if record is not None and record.path != "-":
                from signers.reading import read_bytes, read_letter, reader_of

                with suppress(SignersError):
                    content = read_bytes(Path(record.path))
                    letter = read_letter(content, record.path)
                    self._read[name] = letter, Source(letter.lines), reader_of(content, record.path)
        return self._read[name]


def _added(entry: Signatory) -> str:
    """When an entry was added that stands in no letter, and from which file; empty for one that a letter prints."""
    day, file = signed_on(entry), came_from(entry)
    return (f"added, signed on {day}" + (f", from {file}" if file else "")) if day else ""


def _tells(text: str, entry: Signatory) -> bool:
    """Whether lines of a letter still are those of an entry."""
    words = set(text.casefold().split())
    return any(word in words for word in (entry.text or entry.name).casefold().split())
