"""The options that all commands share, and where their values come from: the command line, the environment, a file."""

from __future__ import annotations

import os
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from signers.errors import UsageError
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SETTINGS_FILE = "signers.toml"
SETTINGS = ("letters", "db", "data", "check")
DEFAULT_STORE = Path("signers.db")

Choice = TypeVar("Choice", bound=StrEnum)

Db = Annotated[
    Path | None,
    typer.Option(
        "--db", envvar="SIGNERS_DB", metavar="FILE", help="The store.  [default: signers.db]", show_default=False
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr.")]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, for a message that says what may have been meant."""
    from difflib import get_close_matches

    return get_close_matches(word.casefold(), tuple(known), n=1, cutoff=0.0)[0]


def one_of(choices: type[Choice], what: str) -> Callable[[str], Choice]:
    """Reads an option that takes one of a few words; a mistake is told the nearest of them."""

    def read(word: str) -> Choice:
        try:
            return choices(word.casefold())
        except ValueError:
            raise UsageError(
                f"there is no {what} `{word}`; the nearest is `{nearest(word, choices)}`",
                f"one of: {', '.join(choices)}",
            ) from None

    return read


def completes(choices: type[StrEnum]) -> Callable[[str], list[str]]:
    """The words of an option that takes one of a few, for the shell to complete."""

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return complete


def choice(
    *flags: str,
    of: type[StrEnum],
    what: str,
    metavar: str,
    help: str,  # noqa: A002 - typer's own name
    show_default: bool = False,
) -> Any:  # noqa: ANN401 - typer's own type is not public
    """An option that takes one of a few words, which the shell completes; a mistake is told the nearest of them."""
    return typer.Option(
        *flags,
        metavar=metavar,
        help=help,
        parser=one_of(of, what),
        autocompletion=completes(of),
        show_default=show_default,
    )


@frozen
class Settings:
    """What signers.toml says; None and empty where it does not."""

    letters: tuple[Path, ...] = ()
    db: Path | None = None
    data: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    check: Mapping[str, object] = field(default_factory=dict)  # as it stands there; `signers check` knows its settings


def read_settings() -> Settings:
    """The settings of signers.toml in the working folder; the defaults where there is none.

    Raises:
        UsageError: the file is no TOML, or holds a setting that is none.
    """
    path = Path(SETTINGS_FILE)
    if not os.path.lexists(path):
        return Settings()
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()  # a link that leads nowhere
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not valid TOML: {error}", "mend the line, or remove the file") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    if unknown := [name for name in content if name not in SETTINGS]:
        raise UsageError(
            f"{path}: there is no setting `{unknown[0]}`; the nearest is `{nearest(unknown[0], SETTINGS)}`",
            f"settings: {', '.join(SETTINGS)}",
        )
    letters, db = content.get("letters", []), content.get("db")
    if not isinstance(letters, list) or not all(isinstance(item, str) and item for item in letters):
        raise UsageError(f"{path}: `letters` must be a list of files and folders", 'for instance: letters = ["seeds"]')
    if db is not None and not (isinstance(db, str) and db):
        raise UsageError(f"{path}: `db` must be the path of the store", 'for instance: db = "signers.db"')
    check = content.get("check", {})
    if not isinstance(check, dict):
        raise UsageError(f"{path}: `check` must be a section", 'for instance:\n[check]\nignore = ["dash"]')
    data = _data_files(path, content.get("data", {}))
    return Settings(tuple(map(Path, letters)), Path(db) if db else None, data, check)


def _data_files(path: Path, data: object) -> dict[str, tuple[Path, ...]]:
    """The user's own files of reference data, by the name of what they add to."""
    from signers.knowledge import EXTENDABLE

    example = 'for instance:\n[data]\nplaces = "our-places.tsv"'
    if not isinstance(data, dict):
        raise UsageError(f"{path}: `data` must be a section that names files", example)
    found: dict[str, tuple[Path, ...]] = {}
    for what, named in data.items():
        if what not in EXTENDABLE:
            raise UsageError(
                f"{path}: there is no `{what}` in [data]; the nearest is `{nearest(what, EXTENDABLE)}`",
                f"what may be extended: {', '.join(EXTENDABLE)}",
            )
        files = named if isinstance(named, list) else [named]
        if not files or not all(isinstance(file, str) and file for file in files):
            raise UsageError(f"{path}: `{what}` in [data] must name a file, or a list of files", example)
        found[what] = tuple(path.parent / file for file in files)
    return found


def know_own_data() -> None:
    """Add the user's own files of reference data, which signers.toml names, to what the program knows.

    The settings are read for it only where they speak of data: most do not, and a start should not wait for them.
    """
    try:
        speaks = b"data" in Path(SETTINGS_FILE).read_bytes()
    except OSError:
        return
    if speaks and (files := read_settings().data):
        from signers.knowledge import extend

        extend(files)


def store_path(db: Path | None) -> Path:
    """Where the store is: the option or SIGNERS_DB, else signers.toml, else signers.db in the working folder."""
    return db or read_settings().db or DEFAULT_STORE
