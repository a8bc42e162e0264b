"""What people decided, in the store: a log that only grows, one committed transaction for each answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from signers.model import Action, Decision
from signers.store.schema import COLUMNS, insert

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

Row = tuple[Any, ...]


class Happening(StrEnum):
    """What an event of the log is."""

    DECIDED = "decided"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log, which only grows.

    What was given together (`same A B C`, a file that was loaded) is one step, undone and redone as a whole; `step` is
    the number of its first event. An undoing and a redoing bear no decision, and the step that they are about.
    """

    number: int
    what: Happening
    step: int
    decision: Decision | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The steps in force, in the order decided; those that `redo` puts back, the next one last; all that are undone."""

    in_force: tuple[int, ...]
    undone: tuple[int, ...]
    taken_back: frozenset[int] = frozenset()


def history(events: Iterable[Event]) -> History:
    """Which steps are in force. A step that is redone stands where it stood; a new decision ends the redoing."""
    steps: set[int] = set()
    taken_back: set[int] = set()
    undone: list[int] = []
    for event in events:
        match event.what:
            case Happening.DECIDED:
                steps.add(event.step)
                undone.clear()
            case Happening.UNDONE:
                taken_back.add(event.step)
                undone.append(event.step)
            case Happening.REDONE:
                taken_back.discard(event.step)
                undone = [step for step in undone if step != event.step]
    return History(tuple(sorted(steps - taken_back)), tuple(undone), frozenset(taken_back))


def standing(events: Sequence[Event]) -> tuple[Decision, ...]:
    """The decisions that are not undone, in the order decided."""
    steps = frozenset(history(events).in_force)
    return tuple(event.decision for event in events if event.decision is not None and event.step in steps)


# Rows


def append(db: sqlite3.Connection, decisions: Sequence[Decision], at: str) -> int:
    """Write the decisions as one step, and return its number."""
    step = _next(db)
    for number, decision in enumerate(decisions, start=step):
        names = json.dumps(decision.names, ensure_ascii=False)
        about = (decision.action.value, names, decision.value, decision.on, decision.reason)
        db.execute(insert("decisions"), (number, step, Happening.DECIDED.value, *about, at))
    return step


def append_about(db: sqlite3.Connection, what: Happening, steps: Sequence[int], at: str) -> None:
    """Write that steps were undone or redone."""
    for number, step in enumerate(steps, start=_next(db)):
        db.execute(insert("decisions"), (number, step, what.value, None, None, None, None, None, at))


def events(db: sqlite3.Connection) -> tuple[Event, ...]:
    """The whole log, in the order in which it was written."""
    query = f"SELECT {', '.join(COLUMNS['decisions'])} FROM decisions ORDER BY id"
    return tuple(_event(*row) for row in db.execute(query))


def _next(db: sqlite3.Connection) -> int:
    number: int = db.execute("SELECT coalesce(max(id), 0) + 1 FROM decisions").fetchone()[0]
    return number


def _event(number: int, step: int, what: str, *about: str) -> Event:
    *said, at = about
    if what != Happening.DECIDED:
        return Event(number, Happening(what), step, None, at)
    action, names, value, on, reason = said
    return Event(
        number, Happening.DECIDED, step, Decision(Action(action), tuple(json.loads(names)), value, on, reason), at
    )
