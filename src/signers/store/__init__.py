"""What is kept between commands: one SQLite file of letters, their entries, and the clusters and doubts found in them.

The file is plain SQLite, made for reading with `sqlite3` or datasette as well:

    letters    a letter each: `name` as shown to people, `path` where it was read (absolute, or "-": the key), the
               `sha256` of its bytes, how many `lines`. `id` grows in the order in which letters were first kept.
    entries    a printed signatory each, `position` counting from 1 in its letter; the columns are the fields of
               `parse --format jsonl`, with `group_` for group and `flags` as a JSON list. An entry never changes:
               a trigger refuses UPDATE, and it is deleted only when its letter is replaced.
    clusters   a signatory each, under its `canonical_name`.
    spellings  which cluster a name of a kind belongs to, `position` counting from 1 in its cluster. Kept under names
               and not under entries, so that a grouping outlives the next version of a letter.
    merges     why: an edge from the canonical name (`left`) to each other spelling of its cluster (`right`), with the
               `reason`, one sentence a line, and the match `score` (0 to 1) where the merge came from one.
    doubts     the pairs of names that wait for a person, the best question of a kind at `position` 1.
    grouped    with which answers clusters and doubts were made: one row, a fingerprint, or none for no answers.
    decisions  the log of what people decided, which only grows: triggers refuse UPDATE and DELETE. An event each:
               "decided" with `action`, the `names` it is about (a JSON list), `value`, `on_date` and `reason`; "undone"
               and "redone" with the `step` they are about. What was given together has one `step`, the `id` of its
               first event; `at` is when (UTC).
    in_force   a view: the decisions that are not undone.

`kind` is "organization" or "person" everywhere. `PRAGMA application_id` says that a file is ours, `PRAGMA
user_version` how many of `schema.STEPS` it has been through. Only commands import this module: sqlite3 takes its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from signers.model import Answers
from signers.store import groupings, log, schema
from signers.store.file import (
    closed_on_failure,
    connect,
    damage_in_words,
    finish_interrupted_write,
    in_words,
    look_at,
    migrate,
    newer_copy,
    no_store,
    transaction,
    version_of,
)
from signers.store.letters import Change, LetterRecord, ParsedLetter, Saved, is_gone, records, signatories
from signers.store.letters import save as save_letter
from signers.store.log import Event, Happening, History, history, standing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from signers.model import Cluster, Decision, Grouping, Kind, Match, Signatory

__all__ = ["Change", "Event", "Happening", "History", "LetterRecord", "ParsedLetter", "Saved", "Store", "is_gone"]

PATIENCE = 3.0  # seconds to wait for another program before we say that it is in the way


class Store:
    """The open store. Close it, or use it in a `with` statement; each `save_…` is written whole or not at all.

    Whatever goes wrong with the file is a `StoreError`.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = True, patience: float = PATIENCE) -> Self:
        """Open the store at `path` for reading and writing, making it or bringing its schema up to date.

        A store of an older version is first copied to "signers.db.v3.bak" beside it. A file that is not ours, or
        newer than this program, is left as it is.

        Raises:
            UsageError: There is no store at `path`, and `create` is false.
            StoreError: The store cannot be used.
        """
        with in_words(path):
            look_at(path, create=create)
            with closed_on_failure(connect(path, "rwc" if create else "rw", patience)) as db:
                if not create and version_of(db, path) == 0:
                    raise no_store(path)
                migrate(db, path)
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA synchronous = EXTRA")  # what is confirmed is on the disk, also when the power fails
                return cls(db, path)

    @classmethod
    def open_for_reading(cls, path: Path, *, patience: float = PATIENCE) -> Self:
        """Open the store at `path` without ever writing to it, so that a read-only file will do.

        Raises:
            UsageError: There is no store at `path`.
            StoreError: The store cannot be used.
        """
        with in_words(path):
            look_at(path, create=False)
            finish_interrupted_write(path, patience)
            with closed_on_failure(connect(path, "ro", patience)) as db:
                version = version_of(db, path)
                if version == 0:
                    raise no_store(path)
                return cls(db if version == len(schema.STEPS) else newer_copy(db, version), path)

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Letters and entries

    def save_letters(self, letters: Sequence[ParsedLetter], *, gone: Callable[[str], bool] = is_gone) -> list[Saved]:
        """Keep the letters, all or none; what is known already is not written again.

        A letter under a known path takes the place of what stood there. One under a new path whose bytes are those
        of a letter that is `gone` from its own path is that letter, moved. All else in the store stays.
        """
        here = {letter.path for letter in letters}
        with in_words(self.path), transaction(self._db):
            return [save_letter(self._db, letter, lambda path: path not in here and gone(path)) for letter in letters]

    def change_letter(self, path: str, change: Callable[[tuple[Signatory, ...]], ParsedLetter]) -> None:
        """Keep what `change` makes of the entries of the letter at `path`, which nobody else changes in between."""
        with in_words(self.path), transaction(self._db):
            known = any(letter.path == path for letter in records(self._db))
            save_letter(self._db, change(signatories(self._db, [path]) if known else ()), lambda _: False)

    def letters(self) -> tuple[LetterRecord, ...]:
        """The letters, in the order in which they were first kept."""
        with in_words(self.path):
            return records(self._db)

    def signatories(self, letters: Sequence[str] = ()) -> tuple[Signatory, ...]:
        """Every entry, letter by letter in the order first kept, as printed; of `letters`, by name or path, if any."""
        with damage_in_words(self.path), in_words(self.path):
            return signatories(self._db, letters)

    # Clusters and doubts

    def save_groupings(self, found: Mapping[Kind, Grouping], answers: str = "") -> None:
        """Keep what deduplication found in the place of what it found before, for the kinds given.

        `answers` is the fingerprint of the answers that it was made with (`decisions.fingerprint`), empty for none.
        Nothing is written where nothing changed.
        """
        with in_words(self.path), transaction(self._db):
            for kind in sorted(found):
                groupings.save(self._db, kind, found[kind])
            groupings.set_made_with(self._db, answers)

    def extend_groupings(self, changes: Mapping[Kind, Grouping], answers: str = "") -> None:
        """Keep clusters that are new or have new spellings, and new doubts, beside what stands, which is not touched.

        `answers` is the fingerprint of the answers in force, as in `save_groupings`.
        """
        with in_words(self.path), transaction(self._db):
            for kind in sorted(changes):
                groupings.extend(self._db, kind, changes[kind])
            groupings.set_made_with(self._db, answers)

    def clusters(self, kind: Kind | None = None) -> tuple[Cluster, ...]:
        """The clusters in the order saved, of one kind or of all; a cluster's reasons stand there once each."""
        with damage_in_words(self.path), in_words(self.path):
            return groupings.clusters(self._db, kind)

    def doubts(self, kind: Kind | None = None) -> tuple[Match, ...]:
        """The doubtful pairs that wait for a person, of one kind or of all; the best question of each kind first."""
        with in_words(self.path):
            return groupings.doubts(self._db, kind)

    def ungrouped(self) -> int:
        """How many names, each of its kind counted once, no deduplication has seen yet."""
        answers = self.answers()
        if answers == Answers():
            query = "SELECT count(*) FROM (SELECT kind, name FROM entries EXCEPT SELECT kind, name FROM spellings)"
            with in_words(self.path):
                count: int = self._db.execute(query).fetchone()[0]
            if not count:
                return 0
        from signers.decisions import corrected  # noqa: PLC0415 - only where something was decided

        names = {(entry.kind.value, entry.name) for entry in corrected(self.signatories(), answers)}
        with in_words(self.path):
            return len(names - groupings.names(self._db))

    def grouped_with(self) -> str:
        """The fingerprint of the answers that clusters and doubts were made with; empty for none."""
        with in_words(self.path):
            return groupings.made_with(self._db)

    # Decisions

    def decide(self, decisions: Sequence[Decision], at: str) -> int:
        """Keep what a person decided at that moment; when this returns, it is on the disk. Returns the step's number.

        What is given together is undone together.
        """
        with in_words(self.path), transaction(self._db):
            return log.append(self._db, decisions, at)

    def undo(self, at: str, step: int | None = None) -> tuple[Decision, ...]:
        """Take back the last step that is in force, or the one named, and return its decisions; nothing if none is."""
        return self._turn(lambda known: known.in_force[-1:], "undone", at, step)

    def undo_all(self, at: str) -> tuple[Decision, ...]:
        """Take back all that is in force, the last first, and return it."""
        return self._turn(lambda known: known.in_force[::-1], "undone", at, None)

    def redo(self, at: str, step: int | None = None) -> tuple[Decision, ...]:
        """Put the step that was undone last in force again, or the one named; returns its decisions."""
        return self._turn(lambda known: known.undone[-1:], "redone", at, step)

    def _turn(
        self, chosen: Callable[[History], Sequence[int]], what: str, at: str, step: int | None
    ) -> tuple[Decision, ...]:
        with damage_in_words(self.path), in_words(self.path), transaction(self._db):
            events = log.events(self._db)
            known = history(events)
            steps = chosen(known) if step is None else [step]
            could = known.in_force if what == Happening.UNDONE else known.taken_back
            if not steps or not set(steps) <= set(could):
                return ()
            log.append_about(self._db, Happening(what), steps, at)
        of_step = {at: [e.decision for e in events if e.decision is not None and e.step == at] for at in steps}
        return tuple(decision for at in steps for decision in of_step[at])

    def events(self) -> tuple[Event, ...]:
        """The whole log of what was decided, undone and redone."""
        with damage_in_words(self.path), in_words(self.path):
            return log.events(self._db)

    def decisions(self) -> tuple[Decision, ...]:
        """What was decided and is not undone, in the order decided."""
        with in_words(self.path):
            if not self._db.execute("SELECT EXISTS (SELECT 1 FROM decisions)").fetchone()[0]:
                return ()
        return standing(self.events())

    def answers(self) -> Answers:
        """What people decided, as far as it is in force."""
        decided = self.decisions()
        if not decided:
            return Answers()
        from signers.decisions import in_force  # noqa: PLC0415 - only where something was decided

        return in_force(decided)
