"""What people decided, for commands that need no store: from a file of decisions, or from a store beside the lists."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.terminal import STDIO
from signers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from signers.cli.terminal import Talk
    from signers.model import Answers, Decision

_STORE_MAGIC = b"SQLite format 3\x00"

Beside = Annotated[
    Optional[Path],
    typer.Option("--db", metavar="FILE", help="A store whose decisions are heard too.", show_default=False),
]
Decisions = Annotated[
    Optional[Path],
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="What people decided: a file that `signers decisions dump` wrote, or a store.",
        show_default=False,
    ),
]


def read_once(paths: Iterable[Path | None]) -> None:
    """See to it that standard input is named once at most.

    Raises:
        UsageError: it is to be read twice.
    """
    if sum(str(path) == STDIO for path in paths) > 1:
        raise UsageError("`-` is named twice, and stdin can be read once", "name a file for one of them")


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


def decided_in(decisions: Path | None, db: Path | None, talk: Talk, *, versions: Iterable[Path] = ()) -> list[Decision]:
    """The decisions of a store, and of a file of decisions or another store; `versions` are lists that may be stores.

    Raises:
        InputError: the file cannot be read, or a line of it is none that we know.
        StoreError: a store cannot be used.
    """
    from signers.cli.decisions import read
    from signers.store import Store

    found: list[Decision] = []
    for path in _stores((*versions, decisions), db):
        with Store.open_for_reading(path) as store:
            found += store.decisions()
    if decisions is not None and not is_store(decisions):
        found += [line.decision for line in read(decisions, talk)]
    return found


def answers_for_lists(decisions: Path | None, db: Path | None, further: Iterable[Decision], talk: Talk) -> Answers:
    """What people decided, for lists that may print any spelling of a signatory, or the name that was given to it.

    What was decided about one spelling holds for all of its cluster, as far as a store knows them.

    Raises:
        InputError: the file cannot be read, or a line of it is none that we know.
        StoreError: a store cannot be used.
    """
    from dataclasses import replace

    from signers.decisions import in_force

    answers = in_force([*decided_in(decisions, db, talk), *further])
    called = _called(_stores((decisions,), db), answers)
    different, unsure = (_under_all_names(pairs, called) for pairs in (answers.different, answers.unsure))
    withdrawn = {said.name: said for said in answers.withdrawn}
    for said in answers.withdrawn:
        for name in sorted(called(said.name)):
            withdrawn.setdefault(name, replace(said, name=name))
    return replace(answers, different=different, unsure=unsure, withdrawn=tuple(withdrawn.values()))


def _under_all_names(
    pairs: Iterable[tuple[str, str]], called: Callable[[str], frozenset[str]]
) -> tuple[tuple[str, str], ...]:
    """The pairs, and those of all that their names are called."""
    found = set(pairs)
    for one, other in pairs:
        left, right = called(one), called(other)
        if not left & right:  # else an older grouping has them as one
            found.update((min(pair), max(pair)) for pair in product(left, right))
    return tuple(sorted(found))


def _stores(paths: Iterable[Path | None], db: Path | None) -> list[Path]:
    """The stores among some files, and one that is to be a store."""
    return [*(path for path in paths if path is not None and is_store(path)), *([db] if db else [])]


def _called(stores: Iterable[Path], answers: Answers) -> Callable[[str], frozenset[str]]:
    """All that a signatory is called: the spellings of its cluster in a store, and the name that was given to it."""
    from signers.names import comparison_key
    from signers.store import Store

    groups: dict[str, frozenset[str]] = {}
    for path in stores:
        with Store.open_for_reading(path) as store:
            for cluster in store.clusters():
                groups.update(dict.fromkeys(cluster, frozenset((*cluster, cluster.name))))
    for name, given in answers.names.items():
        groups[name] = groups.get(name, frozenset((name,))) | {given}
    apart = {comparison_key(name) for pair in answers.different for name in pair}
    by_key = {comparison_key(name): names for name, names in groups.items() if comparison_key(name) not in apart}

    def called(name: str) -> frozenset[str]:
        return frozenset((name,)) | groups.get(name, by_key.get(comparison_key(name), frozenset()))

    return called
