"""What people decided, for commands that need no store: from a file of decisions, or from a store beside the lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.terminal import STDIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from signers.cli.terminal import Talk
    from signers.model import Decision

_STORE_MAGIC = b"SQLite format 3\x00"

Decisions = Annotated[
    Optional[Path],
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="What people decided, as `signers decisions dump` writes it, or a store.",
        show_default=False,
    ),
]


def is_store(path: Path) -> bool:
    """Whether a file is a store, or any other SQLite file, which opening it as a store says."""
    from signers.reading import is_plain_file

    if str(path) == STDIO or not is_plain_file(path):
        return False
    try:
        with path.open("rb") as stream:
            return stream.read(len(_STORE_MAGIC)) == _STORE_MAGIC
    except OSError:
        return False  # said by whoever reads it whole


def decided_in(paths: Iterable[Path | None], talk: Talk) -> list[Decision]:
    """The decisions of the stores among these, and of the last, which may be a file of decisions too.

    Raises:
        InputError: the file cannot be read, or a line of it is none that we know.
        StoreError: a store cannot be used.
    """
    from signers.store import Store

    *others, last = paths
    found: list[Decision] = []
    for path in (*others, last):
        if path is not None and is_store(path):
            with Store.open_for_reading(path) as store:
                found += store.decisions()
    if last is not None and not is_store(last):
        from signers.cli.decisions import read

        found += [line.decision for line in read(last, talk)]
    return found
