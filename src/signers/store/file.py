"""The file of the store: opened or refused, brought up to date, written whole or not at all; its errors in words."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from signers.errors import StoreError, UsageError
from signers.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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


# Opening


def look_at(path: Path, *, create: bool) -> None:
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
        raise no_store(path)
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent} to keep {path.name} in", "make the folder first")


def no_store(path: Path) -> UsageError:
    """What to say where no store is."""
    return UsageError(f"no store at {path}", "run `signers parse LETTER` first")


def connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    """Open `path` in one of SQLite's modes; transactions begin only where we say so."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=patience, isolation_level=None)


@contextmanager
def closed_on_failure(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Close the file when something goes wrong inside."""
    try:
        yield db
    except BaseException:
        db.close()
        raise


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
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


def version_of(db: sqlite3.Connection, path: Path) -> int:
    """How many steps the schema has been through; 0 for a file with nothing in it."""
    # One statement, so that a store made by another program in between is not seen half made.
    owner, version, things = db.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if (owner, version, things) == (0, 0, 0):
        return 0
    if owner != schema.APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program", OTHER_STORE)
    if version > len(schema.STEPS):
        raise StoreError(f"{path} was written by a newer version of signers", f"update signers, or {OTHER_STORE}")
    if path.stat().st_size % db.execute("PRAGMA page_size").fetchone()[0]:
        raise _damaged(path)  # cut off inside its last page, which SQLite would fill up with zeros
    return int(version)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date, whole or not at all."""
    if version_of(db, path) == len(schema.STEPS):
        return
    with transaction(db):
        version = version_of(db, path)  # again: another program may have been faster
        if 0 < version < len(schema.STEPS):
            _copy_aside(path, version)
        _take_steps(db, version)


def _take_steps(db: sqlite3.Connection, version: int) -> None:
    for number, step in enumerate(schema.STEPS[version:], start=version + 1):
        for statement in step:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")


def _copy_aside(path: Path, version: int) -> None:
    """Keep the store as it is in a file beside it; one that does not read well from end to end goes no further."""
    # A second connection, because SQLite copies nothing from one that writes; reading the file ourselves would
    # give up the lock we hold on it.
    aside = path.with_name(f"{path.name}.v{version}.bak")
    with closing(connect(path, "ro", 0)) as source:
        if source.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _damaged(path)
        with in_words(aside):
            aside.unlink(missing_ok=True)
            with closing(connect(aside, "rwc", 0)) as target:
                source.backup(target)


def finish_interrupted_write(path: Path, patience: float) -> None:
    """Let SQLite take back what a killed program left half written, which a reader alone may not."""
    with closing(connect(path, "ro", patience)) as db:
        try:
            version_of(db, path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            with closing(connect(path, "rw", patience)) as writer:
                version_of(writer, path)


def newer_copy(db: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """An older store as this version would have it, in memory; the file stays as it is."""
    with closing(db), closed_on_failure(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        db.backup(copy)
        _take_steps(copy, version)
        return copy


# Errors


@contextmanager
def in_words(path: Path) -> Iterator[None]:
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
def damage_in_words(path: Path) -> Iterator[None]:
    """Values that we never wrote are damage as well, though SQLite hands them over."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise _damaged(path) from error
