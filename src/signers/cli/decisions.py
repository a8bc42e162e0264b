"""`signers decisions`: what people decided as a text file, and from it into a store."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, one_of, store_path
from signers.cli.terminal import STDIO, Talk, output
from signers.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from signers.decisionfile import Merge, Written
    from signers.model import Answers, Decision, Signatory


_MOST_TOLD = 10  # answers that others take the place of


class Way(StrEnum):
    """What is done with the decisions."""

    DUMP = "dump"
    LOAD = "load"


def decisions(
    way: Annotated[
        Way,
        typer.Argument(
            metavar="dump|load", help="Write the file, or read it into the store.", parser=one_of(Way, "way")
        ),
    ],
    file: Annotated[
        Optional[Path],
        typer.Argument(metavar="[FILE]", help="The file; - or nothing is stdout or stdin.", show_default=False),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="With load: only say what would be decided.")
    ] = False,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write what people decided as text, or read such a text into the store.

    \b
    Examples:
      signers decisions dump decisions.txt
      signers decisions load decisions.txt             into this store, or a new one
      signers decisions load decisions.txt --dry-run   only say what would change

    A line is a decision, under the names that it is about, so that the file can be kept in git and holds for the next
    version of a letter. Loading it twice changes nothing. What it says of names that no letter prints is kept, and told
    with the number of the line.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    if way is Way.DUMP:
        if dry_run:
            raise UsageError("`--dry-run` is for `load`", "`dump` changes nothing in the store")
        dump(store_path(db), file, talk)
    else:
        load(store_path(db), file or Path(STDIO), talk, dry_run=dry_run)


def dump(path: Path, to: Path | None, talk: Talk) -> None:
    """Write the decisions that are in force."""
    from signers.decisionfile import dumps
    from signers.decisions import last_words
    from signers.store import Store

    with Store.open_for_reading(path) as store:
        decided = last_words(store.decisions())
    with output(to, spare=[path]) as stream:
        stream.write(dumps(decided))
    sys.stdout.flush()
    talk.say(_counted(len(decided)) + (f" in {to}" if to and str(to) != STDIO else ""))


def read(file: Path, talk: Talk) -> tuple[Written, ...]:
    """The decisions in a file.

    Raises:
        InputError: it cannot be read, or a line of it is none that we know.
    """
    from signers.decisionfile import loads
    from signers.reading import read_bytes

    talk.waits_for(file)
    name = name_of(file)
    content = read_bytes(file)
    try:
        return loads(content.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: is not UTF-8 text", "save the file as UTF-8; nothing was changed") from error


def answers_in(file: Path, talk: Talk) -> Answers:
    """What the decisions in a file come to, for a command that has no store."""
    from signers.decisions import in_force

    return in_force(line.decision for line in read(file, talk))


def load(path: Path, file: Path, talk: Talk, *, dry_run: bool) -> None:
    """Bring a file's decisions into the store, where they are not in it yet; all of them are one step to undo."""
    from signers.cli.standing import bring_up_to_date, now, tell_contradictions
    from signers.decisionfile import line_of, merge
    from signers.decisions import in_force
    from signers.namesakes import labelled
    from signers.store import Store

    written = read(file, talk)
    if dry_run:
        decided, signatories = _kept(path)
        brought = merge(decided, written)
        answers = in_force([*decided, *(line.decision for line in brought.new)])
        tell_contradictions(answers, signatories, talk)
        for line in brought.new:
            talk.say(f"would decide: {line_of(line.decision)}")
    else:
        with Store.open(path) as store:
            brought = merge(store.decisions(), written)
            if brought.new:
                store.decide([line.decision for line in brought.new], now())
            standing = bring_up_to_date(store, talk)
            entries = store.signatories()
            signatories = (*standing.signatories, *entries, *labelled(entries, standing.answers))
            tell_contradictions(standing.answers, standing.signatories, talk)
    _tell_overruled(brought, file, talk)
    if signatories:
        tell_missing(brought.lines, file, signatories, talk)
    else:
        talk.say("no letter is in the store yet: what is decided waits for them")
    new, replaced = len(brought.new), len(brought.replaced)
    earlier = f"{replaced:,} in the place of {'an earlier answer' if replaced == 1 else 'earlier answers'}"
    told = f"{new:,} new ({earlier})" if replaced else f"{new:,} new"
    talk.say(f"{_counted(new + brought.known)} in {name_of(file)}: {told}, {brought.known:,} known")


def _tell_overruled(brought: Merge, file: Path, talk: Talk) -> None:
    """Say which answers do not count any more because of others: two lines of the file, or one and the store."""
    from signers.decisionfile import line_of

    name = name_of(file)
    for earlier, line in brought.contested[:_MOST_TOLD]:
        talk.warn(f"{name}:{line.line}: {line_of(line.decision)} counts, line {earlier.line} says otherwise")
    for was, line in brought.replaced[:_MOST_TOLD]:
        talk.say(f"{name}:{line.line}: {line_of(line.decision)} takes the place of {line_of(was)}")
    if more := sum(max(0, len(found) - _MOST_TOLD) for found in (brought.contested, brought.replaced)):
        talk.say(f"and {more:,} more, which `signers log` shows")


def name_of(file: Path) -> str:
    """What a file is called in messages."""
    return "stdin" if str(file) == STDIO else str(file)


def _kept(path: Path) -> tuple[Sequence[Decision], Sequence[Signatory]]:
    """What the store holds, if there is one."""
    from signers.decisions import corrected, in_force
    from signers.namesakes import labelled
    from signers.store import Store

    if not path.exists():
        return (), ()
    with Store.open_for_reading(path) as store:
        decided, entries = store.decisions(), store.signatories()
    answers = in_force(decided)
    return decided, (*entries, *labelled(entries, answers), *corrected(entries, answers))


def tell_missing(lines: Iterable[Written], file: Path, signatories: Iterable[Signatory], talk: Talk) -> None:
    """Say which decisions are about names that are printed nowhere."""
    from signers.decisions import Printed

    printed = Printed(signatories)
    for line in lines:
        for name in printed.missing(line.decision):
            talk.warn(f"{name_of(file)}:{line.line}: no letter prints `{name}`")


def _counted(number: int) -> str:
    return f"{number:,} {'decision' if number == 1 else 'decisions'}"
