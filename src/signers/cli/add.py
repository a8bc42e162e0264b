"""`signers add`: late sign-ons against the list that stands."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, store_path
from signers.cli.tables import column_option, sheet_option, tell_too_long
from signers.cli.terminal import Talk, is_terminal, print_cells, print_table, stdout
from signers.errors import UsageError
from signers.model import Grouping, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from signers.adding import Addition, Told
    from signers.cli.standing import Standing
    from signers.model import Cluster, Signatory
    from signers.store import ParsedLetter, Store

ADDED = "added"  # what the entries that were added are shown as the letter of
KEY = "+"  # and the key that it is kept under, which is no path
_WIDEST = 200  # characters of a cell


class Format(StrEnum):
    """How it is told."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"


def add(
    names: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="[NAME|FILE]...",
            help="Names, or files with names: a list, a form's CSV or XLSX, an e-mail, a letter; - for stdin.",
            show_default=False,
        ),
    ] = None,
    *,
    on: Annotated[
        str,
        typer.Option(
            "--on",
            metavar="DATE",
            help="When they signed, such as 2026-11-25, where no column of the file says so.  [default: today]",
            show_default=False,
        ),
    ] = "",
    kind: Annotated[
        Optional[Kind],
        choice("--kind", of=Kind, what="kind", metavar="KIND", help="What all of them are: organization or person."),
    ] = None,
    column: Annotated[Optional[str], column_option("The column of a table that holds who signed.")] = None,
    sheet: Annotated[Optional[str], sheet_option("FILE")] = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The title of the one name given.", show_default=False)
    ] = "",
    affiliation: Annotated[
        str, typer.Option("--affiliation", metavar="TEXT", help="And whom it belongs to.", show_default=False)
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what each is, and change nothing.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what the last `add` added.")] = False,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[Format],
        choice(
            "--format",
            of=Format,
            what="format",
            metavar="FORMAT",
            help="table, tsv or json.  [default: table on a terminal, tsv in a pipe]",
        ),
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Add who signed late to the list that stands, and tell what each is to it.

    \b
    Examples:
      signers add "Access Now" "Demand Progress" --on 2026-11-25
      signers add form.csv --dry-run
      signers add mail.eml
      signers add --undo

    A sign-on is new; or already there, as which name and why; or doubtful, with which; or withdrawn. Nothing that
    stands is renamed, reordered or merged: a new spelling becomes an alias, what is doubtful stands for itself and is
    asked about by `signers review`. Added entries are kept as a letter called "added", each with its day.
    """  # fmt: skip  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.decisionfile import is_date

    talk = Talk(quiet, verbose)
    path = store_path(db)
    if undo:
        if names:
            raise UsageError("`--undo` takes no names", "it takes back all that the last `add` added")
        _take_back(path, talk, dry_run=dry_run)
        return
    if not names:
        raise UsageError("nobody is named", "give names, a file, or - for a pasted list")
    if on and not is_date(on):
        raise UsageError(f"`{on}` is no date", "a date is written as 2026-11-25")
    from signers.cli.sign_ons import sign_ons
    from signers.cli.standing import now

    found = sign_ons(names, talk, kind=kind, column=column, sheet=sheet, on=on or now()[:10])
    tell_too_long("", (one.name for one in found), talk)
    _add(path, _described(found, title, affiliation), format, talk, dry_run=dry_run)


def _described(found: Sequence[Signatory], title: str, affiliation: str) -> Sequence[Signatory]:
    """The one sign-on, with what the options say of it."""
    if not (title or affiliation):
        return found
    if len(found) != 1:
        raise UsageError(
            f"`--title` and `--affiliation` are about one name, and {len(found):,} are given", "add the name by itself"
        )
    one = found[0]
    return [replace(one, title=title or one.title, affiliation=affiliation or one.affiliation)]


def _add(path: Path, signed: Sequence[Signatory], format: Format | None, talk: Talk, *, dry_run: bool) -> None:  # noqa: A002
    from signers.cli.standing import bring_up_to_date, look
    from signers.store import Store

    with Store.open_for_reading(path) if dry_run else Store.open(path, create=False) as store:
        standing = look(store, talk) if dry_run else bring_up_to_date(store, talk)
        addition = _compared(signed, standing, store, talk)
        _tell_kinds(addition.told, standing, talk)
        _tell(addition.told, format or (Format.TABLE if is_terminal() else Format.TSV))
        sys.stdout.flush()
        if not dry_run:
            _keep(store, addition)
    _say(addition, talk, dry_run=dry_run)


def _compared(signed: Sequence[Signatory], standing: Standing, store: Store, talk: Talk) -> Addition:
    from signers.adding import add as added

    groupings = _groupings(standing, store)
    with talk.working(len(standing.signatories), f"comparing with {len(standing.signatories):,} entries"):
        return added(signed, standing.signatories, groupings, standing.answers)


def _groupings(standing: Standing, store: Store) -> dict[Kind, Grouping]:
    clusters: dict[Kind, list[Cluster]] = {kind: [] for kind in Kind}
    for cluster in standing.clusters:
        clusters[cluster.kind].append(cluster)
    return {kind: Grouping(tuple(clusters[kind]), store.doubts(kind)) for kind in Kind}


def _keep(store: Store, addition: Addition) -> None:
    from signers.decisions import fingerprint

    if not addition.entries:
        return

    def with_new(kept: tuple[Signatory, ...]) -> ParsedLetter:
        before = _of_added(kept)
        block = max((entry.block for entry in before), default=0) + 1
        new = (
            replace(entry, letter=ADDED, block=block, page=1, line=line, end_line=line, text=entry.text or entry.name)
            for line, entry in enumerate(addition.entries, start=len(before) + 1)
        )
        return _letter_of((*before, *new))

    store.change_letter(KEY, with_new)  # in one go: another program may add somebody at the same time
    save = store.save_groupings if addition.is_renamed else store.extend_groupings
    save(addition.groupings if addition.is_renamed else addition.changes, fingerprint(store.answers()))


def _added(store: Store) -> tuple[Signatory, ...]:
    """The entries that were added before."""
    if not any(letter.path == KEY for letter in store.letters()):
        return ()
    return _of_added(store.signatories([KEY]))


def _of_added(entries: Iterable[Signatory]) -> tuple[Signatory, ...]:
    return tuple(entry for entry in entries if entry.letter == ADDED)


def _letter_of(entries: Sequence[Signatory]) -> ParsedLetter:
    """The letter that added entries are kept as."""
    from hashlib import sha256

    from signers.store import ParsedLetter

    # What no file holds, so that none is taken for it.
    text = "\0added\n" + "".join(f"{entry.text}\n" for entry in entries)
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    return ParsedLetter(ADDED, KEY, digest, len(entries), tuple(entries))


def _take_back(path: Path, talk: Talk, *, dry_run: bool) -> None:
    """Take back the last addition, or only tell what it was; the list is as it was before."""
    from signers.adding import taken_back
    from signers.cli.standing import bring_up_to_date
    from signers.decisions import corrected
    from signers.store import Store

    with Store.open_for_reading(path) if dry_run else Store.open(path, create=False) as store:
        before = _added(store)
        if not before:
            talk.say("nothing was added that could be taken back")
            return
        last = max(entry.block for entry in before)
        gone = [entry for entry in before if entry.block == last]
        if dry_run:
            talk.say(f"would be taken back: {_names([entry.name for entry in gone])}")
            return
        standing = bring_up_to_date(store, talk)
        groupings = _groupings(standing, store)
        store.change_letter(KEY, lambda kept: _letter_of([entry for entry in _of_added(kept) if entry.block != last]))
        left = corrected(store.signatories(), standing.answers)
        store.save_groupings(taken_back(groupings, left), store.grouped_with())
        bring_up_to_date(store, talk)  # who has no namesake any more stands under his name again
    talk.say(f"taken back: {_names([entry.name for entry in gone])}")


def _names(names: Sequence[str]) -> str:
    most = 5
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return "; ".join(names[:most]) + more


# --- What is said -----------------------------------------------------------------------------------------------


def _tell(told: Sequence[Told], format: Format) -> None:  # noqa: A002
    from signers.dates import signed_on

    if format is Format.JSON:
        stdout().write(json.dumps([_record(one) for one in told], ensure_ascii=False, indent=2) + "\n")
        return
    rows = [(one.signatory.name, one.status.value, _listed(one), _why(one), signed_on(one.signatory)) for one in told]
    if format is Format.TSV:
        print_cells(rows)
    elif rows:
        shown = [tuple(map(_cut, row)) for row in rows]
        print_table(("name", "is", "listed as, or like", "why", "signed"), shown, whole=(4,))


def _listed(one: Told) -> str:
    return "" if one.status == "new" and one.listed == one.signatory.name else one.listed


def _why(one: Told) -> str:
    said = one.withdrawal
    told = [one.why]
    if said is not None:
        told = ["withdrew", f"on {said.on}" if said.on else "", f"({said.reason})" if said.reason else ""]
        if one.status == "doubtful":
            told[0] = f"{one.why}; that one withdrew"
    if one.status == "doubtful" and one.matches:
        told[0] = f"{one.matches[0].score:.0%}: {told[0]}"
    return _cut(" ".join(filter(None, told)))


def _cut(text: str) -> str:
    """A text as far as a table shows it."""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _record(one: Told) -> dict[str, object]:
    from signers.dates import signed_on

    return {
        "name": one.signatory.name,
        "kind": one.signatory.kind.value,
        "status": one.status.value,
        "listed": one.listed or None,
        "why": one.why or None,
        "signed": signed_on(one.signatory) or None,
        "matches": [
            {"left": m.left, "right": m.right, "score": round(m.score, 4), "reasons": list(m.reasons)}
            for m in one.matches
        ],
    }


def _tell_kinds(told: Sequence[Told], standing: Standing, talk: Talk) -> None:
    """Say so where a list of organizations gets the people who filled in their form."""
    are_persons = all(one.signatory.kind is Kind.PERSON and one.signatory.affiliation for one in told)
    if told and are_persons and {entry.kind for entry in standing.signatories} == {Kind.ORGANIZATION}:
        talk.warn(
            "the list holds organizations only, and these are persons; where their organizations signed, name the "
            "column that holds these: `--column NAME`"
        )


def _say(addition: Addition, talk: Talk, *, dry_run: bool) -> None:
    from signers.adding import Status

    counts = Counter(one.status for one in addition.told)
    kept = f"{len(addition.entries):,} to add" if dry_run else f"{len(addition.entries):,} added"
    talk.say(f"{', '.join(f'{counts[status]:,} {status.value}' for status in Status if counts[status])}; {kept}")
    if counts[Status.DOUBTFUL]:
        talk.hint("run `signers review` to decide what is doubtful, or `signers explain NAME`")
    if gone := _withdrawn(addition.told):
        talk.hint(f"run `signers restore NAME` to put one on the list again that withdrew: {_names(gone)}")
    if addition.entries and not dry_run:
        talk.hint("run `signers add --undo` to take them back")


def _withdrawn(told: Iterable[Told]) -> list[str]:
    return list(dict.fromkeys(one.listed or one.signatory.name for one in told if one.status == "withdrawn"))
