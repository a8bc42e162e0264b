"""The tables of the store, as the steps that make them, and the columns that are written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION_ID = int.from_bytes(b"sgnr", "big")

# Steps are only ever added at the end: stores in the field have been through the earlier ones. Each statement stands
# alone, because `executescript` would commit in the middle of a migration.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        """
        CREATE TABLE letters (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            path TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL,
            lines INTEGER NOT NULL
        )""",
        """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            letter_id INTEGER NOT NULL REFERENCES letters (id),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
            title TEXT,
            affiliation TEXT,
            location TEXT,
            group_ TEXT,
            block INTEGER NOT NULL,
            page INTEGER NOT NULL,
            line INTEGER NOT NULL,
            end_line INTEGER NOT NULL,
            text TEXT NOT NULL,
            confidence REAL NOT NULL,
            flags TEXT NOT NULL,
            UNIQUE (letter_id, position)
        )""",
        "CREATE INDEX entries_by_name ON entries (kind, name)",
        """
        CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'an entry is kept as printed and never changes'); END""",
        """
        CREATE TABLE clusters (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
            canonical_name TEXT NOT NULL
        )""",
        """
        CREATE TABLE spellings (
            kind TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
            name TEXT NOT NULL,
            cluster_id INTEGER NOT NULL REFERENCES clusters (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            PRIMARY KEY (kind, name)
        )""",
        "CREATE INDEX spellings_by_cluster ON spellings (cluster_id, position)",
        """
        CREATE TABLE merges (
            kind TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
            left TEXT NOT NULL,
            right TEXT NOT NULL,
            score REAL,
            reason TEXT NOT NULL,
            PRIMARY KEY (kind, left, right)
        )""",
        """
        CREATE TABLE doubts (
            kind TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
            left TEXT NOT NULL,
            right TEXT NOT NULL,
            score REAL NOT NULL,
            reason TEXT NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (kind, position)
        )""",
    ),
    (
        "CREATE TABLE grouped (answers TEXT NOT NULL)",
        """
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY,
            step INTEGER NOT NULL REFERENCES decisions (id),
            event TEXT NOT NULL CHECK (event IN ('decided', 'undone', 'redone')),
            action TEXT,
            names TEXT,
            value TEXT,
            on_date TEXT,
            reason TEXT,
            at TEXT NOT NULL,
            CHECK ((event = 'decided') = (action IS NOT NULL AND names IS NOT NULL))
        )""",
        "CREATE INDEX decisions_by_step ON decisions (step)",
        """
        CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision is undone, and never changed'); END""",
        """
        CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision is undone, and never deleted'); END""",
        """
        CREATE VIEW in_force AS
        SELECT id, step, action, names, value, on_date, reason, at FROM decisions
        WHERE event = 'decided' AND 'undone' <> (
            SELECT event FROM decisions AS later WHERE later.step = decisions.step ORDER BY id DESC LIMIT 1
        )
        ORDER BY id""",
    ),
)

# The columns that are written and read back, in this order.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "letters": ("name", "path", "sha256", "lines"),
    "entries": (
        *("letter_id", "position", "name", "kind", "title", "affiliation", "location", "group_"),
        *("block", "page", "line", "end_line", "text", "confidence", "flags"),
    ),
    "clusters": ("id", "kind", "canonical_name"),
    "spellings": ("kind", "name", "cluster_id", "position"),
    "merges": ("kind", "left", "right", "score", "reason"),
    "doubts": ("kind", "left", "right", "score", "reason", "position"),
    "grouped": ("answers",),
    "decisions": ("id", "step", "event", "action", "names", "value", "on_date", "reason", "at"),
}
GROUPING_TABLES = ("clusters", "spellings", "merges", "doubts")  # those that refer to others come after them


def insert(table: str) -> str:
    """The statement that writes a row of `table`."""
    columns = COLUMNS[table]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def select(table: str, *before: str, where: str) -> str:
    """The query for rows of `table`, the columns `before` first."""
    return f"SELECT {', '.join((*before, *COLUMNS[table]))} FROM {table} WHERE {where}"
