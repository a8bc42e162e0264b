"""Letters and their entries, in the store: a letter is replaced by its next version, an entry never changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from signers.model import Kind, Signatory
from signers.store.schema import COLUMNS, insert, select

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

Row = tuple[Any, ...]


class Change(StrEnum):
    """What saving a letter did to the store."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    MOVED = "moved"  # known already, under another path or name; its entries stay
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class ParsedLetter:
    """A letter and the signatories it prints, in the order printed.

    `name` is what people are shown and `path` the key: an absolute path, or "-" for standard input. `lines` counts
    the letter's lines. The `letter` of a signatory is not kept: it reads back as `name`.
    """

    name: str
    path: str
    sha256: str
    lines: int
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a letter; `same_as` is the path of one kept earlier whose bytes are the same."""

    name: str
    change: Change
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter as the store knows it; `entries` counts the printed signatories."""

    name: str
    path: str
    sha256: str
    lines: int
    entries: int


def is_gone(path: str) -> bool:
    """Whether no file stands at `path` any more; what came from standard input is always gone."""
    try:
        return path == "-" or not Path(path).exists()
    except OSError:  # where we may not look, it may still be
        return False


def save(db: sqlite3.Connection, letter: ParsedLetter, gone: Callable[[str], bool]) -> Saved:
    """Keep a letter, in the place of the version before it where there is one."""
    about: Row = (letter.name, letter.path, letter.sha256, letter.lines)
    entries = _entry_rows(letter.signatories)
    known = _known_letter(db, letter, gone)
    if known is None:
        letter_id = db.execute(insert("letters"), about).lastrowid
        _write_entries(db, letter_id, entries)
        return Saved(letter.name, Change.ADDED, _same_bytes(db, letter.sha256, letter_id))

    letter_id, *kept = known
    same_entries = _entries_of(db, letter_id) == entries
    if tuple(kept) != about:
        db.execute("UPDATE letters SET name = ?, path = ?, sha256 = ?, lines = ? WHERE id = ?", (*about, letter_id))
    if not same_entries:
        db.execute("DELETE FROM entries WHERE letter_id = ?", (letter_id,))
        _write_entries(db, letter_id, entries)
    change = _change(tuple(kept), about, same_entries=same_entries)
    return Saved(letter.name, change, _same_bytes(db, letter.sha256, letter_id))


def _known_letter(db: sqlite3.Connection, letter: ParsedLetter, gone: Callable[[str], bool]) -> Row | None:
    """The id and columns of the letter that `letter` is a version of, or is after a move."""
    row: Row | None = db.execute(select("letters", "id", where="path = ?"), (letter.path,)).fetchone()
    if row:
        return row
    twins = db.execute(select("letters", "id", where="sha256 = ? ORDER BY id"), (letter.sha256,)).fetchall()
    path = 1 + COLUMNS["letters"].index("path")
    return next((row for row in twins if gone(row[path])), None)


def _same_bytes(db: sqlite3.Connection, sha256: str, letter_id: int | None) -> str | None:
    query = "SELECT path FROM letters WHERE sha256 = ? AND id < ? ORDER BY id LIMIT 1"
    found: Row | None = db.execute(query, (sha256, letter_id)).fetchone()
    return found[0] if found else None


def _entries_of(db: sqlite3.Connection, letter_id: int) -> list[Row]:
    rows = db.execute(select("entries", where="letter_id = ? ORDER BY position"), (letter_id,))
    return [tuple(row[1:]) for row in rows]


def _write_entries(db: sqlite3.Connection, letter_id: int | None, entries: Sequence[Row]) -> None:
    db.executemany(insert("entries"), ((letter_id, *entry) for entry in entries))


def records(db: sqlite3.Connection) -> tuple[LetterRecord, ...]:
    """The letters, in the order in which they were first kept."""
    query = """
        SELECT name, path, sha256, lines, (SELECT count(*) FROM entries WHERE letter_id = letters.id)
        FROM letters ORDER BY id"""
    return tuple(LetterRecord(*row) for row in db.execute(query))


def signatories(db: sqlite3.Connection, letters: Sequence[str]) -> tuple[Signatory, ...]:
    """The entries of all letters, or of some by name or path, as printed."""
    marks = ", ".join("?" * len(letters))
    chosen = f"WHERE letters.name IN ({marks}) OR letters.path IN ({marks})" if letters else ""
    columns = ", ".join(f"entries.{column}" for column in COLUMNS["entries"][2:])
    query = f"""
        SELECT letters.name, {columns} FROM entries JOIN letters ON letters.id = entries.letter_id
        {chosen} ORDER BY letters.id, entries.position"""
    return tuple(_signatory(row) for row in db.execute(query, (*letters, *letters)))


def _change(kept: Row, about: Row, *, same_entries: bool) -> Change:
    if same_entries and kept == about:
        return Change.UNCHANGED
    sha256 = COLUMNS["letters"].index("sha256")
    return Change.MOVED if same_entries and kept[sha256] == about[sha256] else Change.REPLACED


def _entry_rows(signatories: Sequence[Signatory]) -> list[Row]:
    """The columns of entries from `position` on."""
    return [
        (
            *(position, entry.name, entry.kind.value, entry.title, entry.affiliation, entry.location, entry.group),
            *(entry.block, entry.page, entry.line, entry.end_line, entry.text, entry.confidence),
            json.dumps(entry.flags, ensure_ascii=False),
        )
        for position, entry in enumerate(signatories, start=1)
    ]


def _signatory(row: Row) -> Signatory:
    letter, name, kind, title, affiliation, location, group, *place, flags = row
    block, page, line, end_line, text, confidence = place
    return Signatory(
        name=name,
        kind=Kind(kind),
        title=title,
        affiliation=affiliation,
        location=location,
        group=group,
        letter=letter,
        block=block,
        page=page,
        line=line,
        end_line=end_line,
        text=text,
        confidence=confidence,
        flags=tuple(json.loads(flags)),
    )
