"""The options that all commands share, and where their values come from: the command line, the environment, a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from signers.errors import UsageError

SETTINGS_FILE = "signers.toml"
DEFAULT_STORE = Path("signers.db")

Db = Annotated[
    Path | None,
    typer.Option("--db", envvar="SIGNERS_DB", metavar="FILE", help="The store.  [default: signers.db]", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr.")]


@dataclass(frozen=True, slots=True)
class Settings:
    """What signers.toml says; None and empty where it does not."""

    letters: tuple[Path, ...] = ()
    db: Path | None = None


def read_settings() -> Settings:
    """The settings of signers.toml in the working folder; the defaults where there is none.

    Raises:
        UsageError: the file is no TOML, or holds a setting that is none.
    """
    import tomllib

    path = Path(SETTINGS_FILE)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not valid TOML: {error}", "mend the line, or remove the file") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    letters = content.pop("letters", [])
    db = content.pop("db", None)
    if not isinstance(letters, list) or not all(isinstance(item, str) for item in letters):
        raise UsageError(f"{path}: `letters` must be a list of files and folders", 'for instance: letters = ["seeds"]')
    if db is not None and not isinstance(db, str):
        raise UsageError(f"{path}: `db` must be the path of the store", 'for instance: db = "signers.db"')
    if content:
        raise UsageError(f"{path}: there is no setting `{next(iter(content))}`", "settings: letters, db")
    return Settings(tuple(map(Path, letters)), Path(db) if db else None)


def store_path(db: Path | None) -> Path:
    """Where the store is: the option or SIGNERS_DB, else signers.toml, else signers.db in the working folder."""
    return db or read_settings().db or DEFAULT_STORE
