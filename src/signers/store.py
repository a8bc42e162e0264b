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

`kind` is "organization" or "person" everywhere. `PRAGMA application_id` says that a file is ours, `PRAGMA
user_version` how many of `STEPS` it has been through. Only commands import this module: sqlite3 takes its time.
"""

from __future__ import annotations

import json
import re
import sqlite3
import stat
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from signers.errors import StoreError, UsageError
from signers.model import Cluster, Evidence, Grouping, Kind, Match, Signatory, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import TracebackType

APPLICATION_ID = int.from_bytes(b"sgnr", "big")
PATIENCE = 3.0  # seconds to wait for another program before we say that it is in the way

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
)

Row = tuple[Any, ...]

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
}
GROUPING_TABLES = ("clusters", "spellings", "merges", "doubts")  # those that refer to others come after them

OTHER_STORE = "name another store with `--db`"
# What SQLite says, by its primary result code, in words: what is wrong, and what to do.
IN_WORDS: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("{path} is in use by another program", "wait until that is done, and try again"),
    sqlite3.SQLITE_LOCKED: ("{path} is in use by another program", "wait until that is done, and try again"),
    sqlite3.SQLITE_NOTADB: ("{path} is not a store of signers", OTHER_STORE),
    sqlite3.SQLITE_CORRUPT: (
        "{path} is damaged",
        f"put a copy of it back, or {OTHER_STORE} and parse the letters again",
    ),
    sqlite3.SQLITE_READONLY: (
        "{path} cannot be written: the file or its folder is read-only",
        f"make both writable, or {OTHER_STORE}",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{path} cannot be opened: the file or its folder is not open to you",
        f"look at who may read and write there, or {OTHER_STORE}",
    ),
    sqlite3.SQLITE_PERM: ("{path} may not be opened", f"look at who may read and write it, or {OTHER_STORE}"),
    sqlite3.SQLITE_FULL: ("no room is left on the disk for {path}", "nothing was changed: make room, and try again"),
    sqlite3.SQLITE_IOERR: ("the disk failed while {path} was in use", "look at the disk, and try again"),
}


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
        with _in_words(path):
            _look_at(path, create=create)
            with _closed_on_failure(_connect(path, "rwc" if create else "rw", patience)) as db:
                if not create and _version(db, path) == 0:
                    raise _no_store(path)
                _migrate(db, path)
                db.execute("PRAGMA foreign_keys = ON")
                return cls(db, path)

    @classmethod
    def open_for_reading(cls, path: Path, *, patience: float = PATIENCE) -> Self:
        """Open the store at `path` without ever writing to it, so that a read-only file will do.

        Raises:
            UsageError: There is no store at `path`.
            StoreError: The store cannot be used.
        """
        with _in_words(path):
            _look_at(path, create=False)
            _finish_interrupted_write(path, patience)
            with _closed_on_failure(_connect(path, "ro", patience)) as db:
                version = _version(db, path)
                if version == 0:
                    raise _no_store(path)
                return cls(db if version == len(STEPS) else _newer_copy(db, version), path)

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
        with _in_words(self.path), _transaction(self._db):
            return [self._save_letter(letter, lambda path: path not in here and gone(path)) for letter in letters]

    def _save_letter(self, letter: ParsedLetter, gone: Callable[[str], bool]) -> Saved:
        about: Row = (letter.name, letter.path, letter.sha256, letter.lines)
        entries = _entry_rows(letter.signatories)
        known = self._known_letter(letter, gone)
        if known is None:
            letter_id = self._db.execute(_insert("letters"), about).lastrowid
            self._write_entries(letter_id, entries)
            return Saved(letter.name, Change.ADDED, self._same_bytes(letter.sha256, letter_id))

        letter_id, *kept = known
        same_entries = self._entries_of(letter_id) == entries
        if tuple(kept) != about:
            self._db.execute(
                "UPDATE letters SET name = ?, path = ?, sha256 = ?, lines = ? WHERE id = ?", (*about, letter_id)
            )
        if not same_entries:
            self._db.execute("DELETE FROM entries WHERE letter_id = ?", (letter_id,))
            self._write_entries(letter_id, entries)
        change = _change(tuple(kept), about, same_entries=same_entries)
        return Saved(letter.name, change, self._same_bytes(letter.sha256, letter_id))

    def _known_letter(self, letter: ParsedLetter, gone: Callable[[str], bool]) -> Row | None:
        """The id and columns of the letter that `letter` is a version of, or is after a move."""
        row: Row | None = self._db.execute(_select("letters", "id", where="path = ?"), (letter.path,)).fetchone()
        if row:
            return row
        twins = self._db.execute(_select("letters", "id", where="sha256 = ? ORDER BY id"), (letter.sha256,)).fetchall()
        path = 1 + COLUMNS["letters"].index("path")
        return next((row for row in twins if gone(row[path])), None)

    def _same_bytes(self, sha256: str, letter_id: int | None) -> str | None:
        query = "SELECT path FROM letters WHERE sha256 = ? AND id < ? ORDER BY id LIMIT 1"
        found: Row | None = self._db.execute(query, (sha256, letter_id)).fetchone()
        return found[0] if found else None

    def _entries_of(self, letter_id: int) -> list[Row]:
        rows = self._db.execute(_select("entries", where="letter_id = ? ORDER BY position"), (letter_id,))
        return [tuple(row[1:]) for row in rows]

    def _write_entries(self, letter_id: int | None, entries: Sequence[Row]) -> None:
        self._db.executemany(_insert("entries"), ((letter_id, *entry) for entry in entries))

    def letters(self) -> tuple[LetterRecord, ...]:
        """The letters, in the order in which they were first kept."""
        query = """
            SELECT name, path, sha256, lines, (SELECT count(*) FROM entries WHERE letter_id = letters.id)
            FROM letters ORDER BY id"""
        return tuple(LetterRecord(*row) for row in self._read(query))

    def signatories(self, letters: Sequence[str] = ()) -> tuple[Signatory, ...]:
        """Every entry, letter by letter in the order first kept, as printed; of `letters`, by name or path, if any."""
        marks = ", ".join("?" * len(letters))
        chosen = f"WHERE letters.name IN ({marks}) OR letters.path IN ({marks})" if letters else ""
        columns = ", ".join(f"entries.{column}" for column in COLUMNS["entries"][2:])
        query = f"""
            SELECT letters.name, {columns} FROM entries JOIN letters ON letters.id = entries.letter_id
            {chosen} ORDER BY letters.id, entries.position"""
        with _damage_in_words(self.path):
            return tuple(_signatory(row) for row in self._read(query, (*letters, *letters)))

    # Clusters and doubts

    def save_groupings(self, groupings: Mapping[Kind, Grouping]) -> None:
        """Keep what deduplication found in the place of what it found before, for the kinds given.

        Nothing is written where nothing changed.
        """
        with _in_words(self.path), _transaction(self._db):
            for kind in sorted(groupings):
                self._save_grouping(kind, groupings[kind])

    def _save_grouping(self, kind: Kind, grouping: Grouping) -> None:
        """Ids within a kind follow one another, so that equal groupings make equal rows."""
        first = self._db.execute("SELECT coalesce(min(id), 1) FROM clusters WHERE kind = ?", (kind,)).fetchone()[0]
        rows = _grouping_rows(kind, grouping, first)
        if all(set(self._read(_select(table, where="kind = ?"), (kind,))) == set(rows[table]) for table in rows):
            return
        for table in reversed(GROUPING_TABLES):
            self._db.execute(f"DELETE FROM {table} WHERE kind = ?", (kind,))
        first = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM clusters").fetchone()[0]
        for table, new in _grouping_rows(kind, grouping, first).items():
            self._db.executemany(_insert(table), new)

    def clusters(self, kind: Kind | None = None) -> tuple[Cluster, ...]:
        """The clusters in the order saved, of one kind or of all; a cluster's reasons stand there once each."""
        query = """
            SELECT clusters.id, clusters.kind, canonical_name, spellings.name, reason
            FROM clusters JOIN spellings ON cluster_id = clusters.id
            LEFT JOIN merges ON merges.kind = clusters.kind AND left = canonical_name AND right = spellings.name
            WHERE ? IS NULL OR clusters.kind = ? ORDER BY clusters.kind, clusters.id, spellings.position"""
        with _damage_in_words(self.path):
            return tuple(
                _cluster(key, rows) for key, rows in groupby(self._read(query, (kind, kind)), key=lambda row: row[:3])
            )

    def doubts(self, kind: Kind | None = None) -> tuple[Match, ...]:
        """The doubtful pairs that wait for a person, of one kind or of all; the best question of each kind first."""
        query = "SELECT left, right, score, reason FROM doubts WHERE ? IS NULL OR kind = ? ORDER BY kind, position"
        return tuple(_doubt(*row) for row in self._read(query, (kind, kind)))

    def ungrouped(self) -> int:
        """How many names, each of its kind counted once, were parsed after the last deduplication."""
        query = """
            SELECT count(*) FROM (SELECT kind, name FROM entries EXCEPT SELECT kind, name FROM spellings)"""
        count: int = self._read(query)[0][0]
        return count

    def _read(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        with _in_words(self.path):
            return self._db.execute(query, values).fetchall()


# Opening


def _look_at(path: Path, *, create: bool) -> None:
    """Say what is wrong with `path` itself, which SQLite would not say."""
    try:
        mode = path.stat().st_mode  # asked once: another program may make the store between two questions
    except (FileNotFoundError, NotADirectoryError, ValueError):
        mode = 0
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise StoreError(f"{path} is a folder, not a store", f"name the file, such as `--db {path / 'signers.db'}`")
    if mode:
        raise StoreError(f"{path} is not a file that can hold a store", OTHER_STORE)
    if not create:
        raise _no_store(path)
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent} to keep {path.name} in", "make the folder first")


def _no_store(path: Path) -> UsageError:
    return UsageError(f"no store at {path}", "run `signers parse LETTER` first")


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    """Open `path` in one of SQLite's modes; transactions begin only where we say so."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=patience, isolation_level=None)


@contextmanager
def _closed_on_failure(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield db
    except BaseException:
        db.close()
        raise


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is done inside, or nothing of it, also when interrupted."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            with suppress(sqlite3.Error):  # closing ends it too, and the first error is the one to tell
                db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection, path: Path) -> int:
    """How many steps the schema has been through; 0 for a file with nothing in it."""
    # One statement, so that a store made by another program in between is not seen half made.
    owner, version, things = db.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if (owner, version, things) == (0, 0, 0):
        return 0
    if owner != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program", OTHER_STORE)
    if version > len(STEPS):
        raise StoreError(f"{path} was written by a newer version of signers", f"update signers, or {OTHER_STORE}")
    if path.stat().st_size % db.execute("PRAGMA page_size").fetchone()[0]:
        raise _damaged(path)  # cut off inside its last page, which SQLite would fill up with zeros
    return int(version)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date, whole or not at all."""
    if _version(db, path) == len(STEPS):
        return
    with _transaction(db):
        version = _version(db, path)  # again: another program may have been faster
        if 0 < version < len(STEPS):
            _copy_aside(path, version)
        _take_steps(db, version)


def _take_steps(db: sqlite3.Connection, version: int) -> None:
    for number, step in enumerate(STEPS[version:], start=version + 1):
        for statement in step:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")


def _copy_aside(path: Path, version: int) -> None:
    """Keep the store as it is in a file beside it; one that does not read well from end to end goes no further."""
    # A second connection, because SQLite copies nothing from one that writes; reading the file ourselves would
    # give up the lock we hold on it.
    aside = path.with_name(f"{path.name}.v{version}.bak")
    with closing(_connect(path, "ro", 0)) as source:
        if source.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged(path)
        with _in_words(aside):
            aside.unlink(missing_ok=True)
            with closing(_connect(aside, "rwc", 0)) as target:
                source.backup(target)


def _finish_interrupted_write(path: Path, patience: float) -> None:
    """Let SQLite take back what a killed program left half written, which a reader alone may not."""
    with closing(_connect(path, "ro", patience)) as db:
        try:
            _version(db, path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            with closing(_connect(path, "rw", patience)) as writer:
                _version(writer, path)


def _newer_copy(db: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """An older store as this version would have it, in memory; the file stays as it is."""
    with closing(db), _closed_on_failure(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        db.backup(copy)
        _take_steps(copy, version)
        return copy


# Errors


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what can go wrong with a file into a `StoreError`; a mistake of ours keeps its traceback."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise _told(error, path) from error
    except UnicodeDecodeError as error:  # Python could not even read what SQLite complains about
        raise _damaged(path) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{path} cannot keep a text that holds half a character: {ascii(error.object)[:80]}",
            "save the letter as UTF-8, and parse it again",
        ) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}", OTHER_STORE) from error


def _told(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    # Python gives no code where it fails to decode a text that SQLite handed over: that is damage.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    primary = code & 0xFF  # the bits above say more than a person needs
    sentence, hint = IN_WORDS.get(primary, ("{path} cannot be used: {error}", OTHER_STORE))
    return StoreError(sentence.format(path=path, error=error), hint)


def _damaged(path: Path) -> StoreError:
    sentence, hint = IN_WORDS[sqlite3.SQLITE_CORRUPT]
    return StoreError(sentence.format(path=path), hint)


@contextmanager
def _damage_in_words(path: Path) -> Iterator[None]:
    """Values that we never wrote are damage as well, though SQLite hands them over."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise _damaged(path) from error


# Rows

_quoted = re.compile("“(.*?)”").findall  # the names that a reason is about


def _insert(table: str) -> str:
    columns = COLUMNS[table]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _select(table: str, *before: str, where: str) -> str:
    return f"SELECT {', '.join((*before, *COLUMNS[table]))} FROM {table} WHERE {where}"


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


def _grouping_rows(kind: Kind, grouping: Grouping, first: int) -> dict[str, list[Row]]:
    """The rows of each table of `GROUPING_TABLES`, the clusters numbered from `first`."""
    numbered = list(enumerate(grouping.clusters, start=first))
    return {
        "clusters": [(number, kind.value, cluster.name) for number, cluster in numbered],
        "spellings": [
            (kind.value, spelling, number, position)
            for number, cluster in numbered
            for position, spelling in enumerate(cluster.spellings, start=1)
        ],
        "merges": [
            (kind.value, cluster.name, alias, None, reason)
            for cluster in grouping.clusters
            for alias, reason in _why(cluster).items()
        ],
        "doubts": [
            (kind.value, match.left, match.right, match.score, "; ".join(match.reasons), position)
            for position, match in enumerate(grouping.doubtful, start=1)
        ],
    }


def _why(cluster: Cluster) -> dict[str, str]:
    """For each alias the reasons that quote it, one a line; a reason that quotes none speaks for all of them."""
    why: dict[str, list[str]] = {alias: [] for alias in cluster.aliases}
    for reason in cluster.reasons:
        quoted = [name for name in _quoted(reason) if name in why]
        for alias in quoted or why:
            why[alias].append(reason)
    return {alias: "\n".join(dict.fromkeys(reasons)) for alias, reasons in why.items()}


def _cluster(key: Row, rows: Iterator[Row]) -> Cluster:
    _, kind, name = key
    members = list(rows)
    reasons = dict.fromkeys(reason for *_, edge in members for reason in (edge or "").split("\n") if reason)
    return Cluster(name, tuple(spelling for *_, spelling, _ in members), Kind(kind), tuple(reasons))


def _doubt(left: str, right: str, score: float, reason: str) -> Match:
    """The reasons come back as one piece of evidence; its weight is in the score."""
    evidence = (Evidence("kept", 0.0, reason),) if reason else ()
    return Match(left, right, score, Verdict.DOUBTFUL, evidence)
