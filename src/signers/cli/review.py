"""`signers review`: a person is asked about what is in doubt, and each answer is kept as it is given."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, store_path
from signers.cli.terminal import Talk, is_terminal
from signers.errors import UsageError

if TYPE_CHECKING:
    from signers.cli.review_session import Session


class Only(StrEnum):
    """What a person wants to be asked about, if not about everything."""

    PAIRS = "pairs"
    ENTRIES = "entries"


def review(
    *,
    plain: Annotated[
        bool, typer.Option("--plain", help="A question at a time in plain text, for a pipe or a screen reader.")
    ] = False,
    only: Annotated[
        Optional[Only],
        choice("--only", of=Only, what="part", metavar="PART", help="Ask only about pairs of names, or about entries."),
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Decide what is in doubt, one question after another.

    \b
    Examples:
      signers review                  on the whole screen; ? shows the keys
      signers review --only pairs     are these two names one signatory?
      signers review --only entries   was this line read rightly?
      signers review --plain          one question after another, in plain text

    Each answer is kept before the next question is shown, and settles whatever follows from it. The next start goes on
    where the last one stopped. `signers log` shows what was decided, `signers undo` takes it back.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    path = store_path(db)
    if not plain and not _has_terminal():
        from signers.store import Store

        Store.open_for_reading(path).close()  # what is wrong with the store is told first
        raise UsageError(
            "review fills a terminal, and here is none", "`signers review --plain` asks one question after another"
        )
    from signers.cli.review_session import Session
    from signers.store import Store

    with Store.open(path, create=False) as store:
        session = Session(store, talk, pairs=only is not Only.ENTRIES, entries=only is not Only.PAIRS)
        if session.question is None:
            talk.say("nothing is in doubt" if not session.queue.total else _all_answered(session))
            return
        try:
            _ask(session, plain=plain)
        finally:
            session.finish()
        talk.say(_all_answered(session) if not session.queue.left else _left(session))


def _has_terminal() -> bool:
    """Whether a person can be shown a whole screen, for which stderr is used too, and can press keys."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and is_terminal(stream) for stream in streams)


def _ask(session: Session, *, plain: bool) -> None:
    if plain:
        from signers.cli.review_plain import ask

        ask(session, sys.stdin, sys.stdout)
    else:
        from signers.cli.review_screen import Review

        Review(session).run(mouse=False)


def _all_answered(session: Session) -> str:
    queue = session.queue
    saved = f", {queue.saved:,} of them by other answers" if queue.saved > 0 else ""
    return f"all is answered: {queue.total:,} {'question' if queue.total == 1 else 'questions'}{saved}"


def _left(session: Session) -> str:
    from signers.cli.review_words import progress

    return f"{progress(session.queue)}; the next `signers review` goes on here"
