"""`signers log`, `undo`, `redo`: what was decided, taken back, and put in force again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, store_path
from signers.cli.terminal import Talk, is_terminal, print_cells, print_table
from signers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from signers.model import Decision
    from signers.store import Event, Store

Step = Annotated[
    Optional[int],
    typer.Argument(metavar="[NUMBER]", help="Which one, as `signers log` numbers them.", show_default=False),
]


def log(*, db: Db = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Print what people decided, in the order decided.

    \b
    Examples:
      signers log             all of it
      signers log | tail -3   what was last

    What was given together has one number. `signers undo NUMBER` takes it back, `signers redo NUMBER` puts it in force
    again. In a pipe: the number, when (UTC), what, and whether it is undone, between tabs.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.decisionfile import line_of
    from signers.store import Store
    from signers.store.log import history

    talk = Talk(quiet, verbose)
    with Store.open_for_reading(store_path(db)) as store:
        events = store.events()
    taken_back = history(events).taken_back
    rows = [
        (str(event.step), _shown(event), line_of(event.decision), "undone" if event.step in taken_back else "")
        for event in events
        if event.decision is not None
    ]
    if not is_terminal():
        print_cells(rows)
    elif rows:
        print_table(("", "decided", "what", ""), rows, numbers=(0,), whole=(1, 3))
    sys.stdout.flush()
    undone = sum(1 for *_, state in rows if state)
    noun = "decision" if len(rows) == 1 else "decisions"
    talk.say(f"{len(rows):,} {noun}" + (f", {undone:,} of them undone" if undone else ""))


def _shown(event: Event) -> str:
    """When it was decided: for a person in the time of the place, for a program as it is kept."""
    if not is_terminal():
        return event.at
    from datetime import datetime

    return datetime.fromisoformat(event.at).astimezone().strftime("%Y-%m-%d %H:%M")


def undo(
    step: Step = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Take back all that is in force.")] = False,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Take back the last decision, or an earlier one.

    \b
    Examples:
      signers undo         the last one
      signers undo 12      the one that `signers log` numbers 12
      signers undo --all   as if nothing had been decided
    """  # noqa: D301 - the same
    from signers.cli.standing import now

    if all_ and step is not None:
        raise UsageError("a number and `--all` are two different wishes", "give one of them")
    talk = Talk(quiet, verbose)

    def turn(store: Store) -> Sequence[Decision]:
        return store.undo_all(now()) if all_ else store.undo(now(), step)

    decisions = _turned(db, talk, turn, "undo" if step is None else f"undo under number {step}")
    _say("taken back", decisions, talk)


def redo(step: Step = None, *, db: Db = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Put in force again what was undone last, or an earlier one.

    \b
    Examples:
      signers redo      what was undone last
      signers redo 12   the one that `signers log` numbers 12
    """  # noqa: D301 - the same
    from signers.cli.standing import now

    talk = Talk(quiet, verbose)
    asked = "redo" if step is None else f"redo under number {step}"
    _say("in force again", _turned(db, talk, lambda store: store.redo(now(), step), asked), talk)


def _turned(db: Path | None, talk: Talk, turn: Callable[[Store], Sequence[Decision]], asked: str) -> Sequence[Decision]:
    from signers.cli.standing import bring_up_to_date, tell_contradictions
    from signers.store import Store

    with Store.open(store_path(db), create=False) as store:
        known = store.answers()
        decisions = turn(store)
        if not decisions:
            raise UsageError(
                f"there is nothing to {asked}", "`signers log` shows what was decided, and what was undone"
            )
        standing = bring_up_to_date(store, talk)
        tell_contradictions(standing.answers, standing.signatories, talk, known=known)
    return decisions


_MOST_SAID = 10


def _say(what: str, decisions: Sequence[Decision], talk: Talk) -> None:
    from signers.decisionfile import line_of

    for decision in decisions[:_MOST_SAID]:
        talk.say(f"{what}: {line_of(decision)}")
    if len(decisions) > _MOST_SAID:
        talk.say(f"and {len(decisions) - _MOST_SAID:,} more")
