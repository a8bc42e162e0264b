"""`signers same`, `different`, `rename`, `sort-as`, `kind`, `withdraw`, `restore`: what a person decides, by name."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import combinations
from typing import TYPE_CHECKING, Annotated

import typer

from signers.cli.options import Db, Quiet, Verbose, nearest, store_path
from signers.cli.terminal import Talk
from signers.errors import UsageError
from signers.model import Action, Decision, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from signers.cli.standing import Standing
    from signers.lookup import Found
    from signers.model import Answers, Cluster
    from signers.store import Store

_NOUNS = {Kind.ORGANIZATION: "an organization", Kind.PERSON: "a person"}

Name = Annotated[str, typer.Argument(metavar="NAME", help="A signatory, by any of its spellings or its id.")]
Pair = Annotated[
    list[str], typer.Argument(metavar="NAME NAME...", help="Two or more, by any of their spellings or their ids.")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, for the log and the file.", show_default=False)
]


# Same, different


def same(names: Pair, *, reason: Reason = "", db: Db = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Say that names are one signatory.

    \b
    Examples:
      signers same "Access Now" AccessNow.org
      signers same ACLU "American Civil Liberties Union" "A.C.L.U."

    What two names are called holds for all their spellings, and for those of the next letter. `signers undo` takes it
    back.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    with _standing(db, talk) as (store, before):
        found = _found(before, names)
        first, *others = found
        decisions = [Decision(Action.SAME, (first.spelling, other.spelling), reason=reason) for other in others]
        after = _decide(store, _in_known_words(decisions, before, first), talk)
    home = after.home(first.spelling)
    apart = [other for other in others if home is None or other.spelling not in home]
    together = [first, *(other for other in others if other not in apart)]
    if home is not None and len(together) > 1:
        said = _enumerated([one.spelling for one in together])
        talk.say(f"{said} are one signatory, listed as {home.name} ({_counted(len(home), 'spelling')})")
    for other in apart:
        talk.warn(f"{first.spelling} and {other.spelling} stay apart, because other answers say so")
    _tell_contradictions(before.answers, after.answers, first.cluster.kind, talk)


def different(
    names: Pair, *, reason: Reason = "", db: Db = None, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Say that names are not one signatory, and never to be made one.

    \b
    Examples:
      signers different "Sierra Club" "Sierra Club Foundation"
      signers different "Local 32BJ" "Local 35BJ" "Local 1199"

    They stay apart also where both are like a third name. `signers undo` takes it back.
    """  # noqa: D301 - the same
    talk = Talk(quiet, verbose)
    with _standing(db, talk) as (store, before):
        found = _found(before, names)
        decisions = [
            Decision(Action.DIFFERENT, (one.spelling, other.spelling), reason=reason)
            for one, other in combinations(found, 2)
        ]
        after = _decide(store, _in_known_words(decisions, before, found[0]), talk)
    homes = {one.spelling: after.home(one.spelling) for one in found}
    said = _enumerated([one.spelling for one in found])
    talk.say(f"{said} are {len(found)} signatories, and stay so")
    for spelling, home in homes.items():
        if home is not None and home.name != spelling:
            talk.say(f"  {spelling} is listed as {home.name} ({_counted(len(home), 'spelling')})")
    _tell_contradictions(before.answers, after.answers, found[0].cluster.kind, talk)


def _found(before: Standing, names: Sequence[str]) -> list[Found]:
    """The signatories that two or more names stand for, all of one kind and no spelling twice."""
    if len(names) < 2:
        raise UsageError("two names are needed", "put each name with spaces into quotation marks")
    known = before.names()
    found = [known.find(name) for name in names]
    for one, other in combinations(found, 2):
        if one.spelling == other.spelling:
            raise UsageError(f"two of the names are one spelling: `{one.spelling}`", "give two that are printed")
        if one.cluster.kind is not other.cluster.kind:
            raise UsageError(
                f"`{one.spelling}` is {_NOUNS[one.cluster.kind]}, `{other.spelling}` {_NOUNS[other.cluster.kind]}",
                "where one was read wrongly, run `signers kind NAME organization` or `person` first",
            )
    return found


def _in_known_words(decisions: Sequence[Decision], before: Standing, one: Found) -> list[Decision]:
    from signers.decisions import in_known_words

    return [in_known_words(decision, before.answers, one.cluster.kind) for decision in decisions]


def _tell_contradictions(before: Answers, after: Answers, kind: Kind, talk: Talk) -> None:
    """Say which answers cannot all be right; one that was so before is not repeated."""
    from signers.decisions import contradictions

    known = set(contradictions(before, kind))
    for found in contradictions(after, kind):
        if found not in known:
            ways = ", ".join(f"{left} is {right}" for left, right in found.same)
            one, other = found.different
            talk.warn(f"answers contradict each other: {ways}, but {one} is not {other}; take one back")


# Names and kinds


def rename(
    name: Annotated[str, typer.Argument(metavar="OLD", help="A signatory, by any of its spellings or its id.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to list it under.")],
    *,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """List a signatory under another name.

    \b
    Examples:
      signers rename AccessNow.org "Access Now"
      signers rename "ACLU" "American Civil Liberties Union (ACLU)"

    Only the list changes: entries stay as printed.
    """  # noqa: D301 - the same
    talk = Talk(quiet, verbose)
    new = _named(new)
    with _standing(db, talk) as (store, before):
        found = before.names().find(name)
        was = found.cluster.name
        after = _decide(store, [Decision(Action.RENAME, (found.spelling,), new)], talk)
    home = after.home(found.spelling)
    spellings = _counted(len(home), "spelling") if home else ""
    talk.say(f"{was} is listed as {new} ({spellings})" if was != new else f"{new} is listed so ({spellings})")
    if home is not None and _namesakes(after, home):
        talk.warn(f"another signatory is called {new}: if they are one, run `signers same` on a spelling of each")


def _namesakes(after: Standing, home: Cluster) -> list[Cluster]:
    return [
        cluster
        for cluster in after.clusters
        if cluster != home and cluster.kind is home.kind and (cluster.name == home.name or home.name in cluster)
    ]


def sort_as(
    name: Name,
    key: Annotated[str, typer.Argument(metavar="KEY", help="What to sort it by, as if it were the name.")],
    *,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Sort a signatory as if it had another name.

    \b
    Examples:
      signers sort-as "Jan de Vries" "Vries, Jan de"
      signers sort-as "350.org" "Three Fifty"
    """  # noqa: D301 - the same
    talk = Talk(quiet, verbose)
    key = _named(key)
    with _standing(db, talk) as (store, before):
        found = before.names().find(name)
        _decide(store, [Decision(Action.SORT_AS, (found.spelling,), key)], talk)
    talk.say(f"{found.cluster.name} stands where {key} would stand")


def kind(
    name: Name,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="organization or person.")],
    *,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say that a signatory is an organization, or a person.

    \b
    Examples:
      signers kind "Ada Lovelace" person
      signers kind "Frederick Douglass Family Initiatives" organization
    """  # noqa: D301 - the same
    talk = Talk(quiet, verbose)
    if kind.casefold() not in set(Kind):
        raise UsageError(f"there is no kind `{kind}`; the nearest is `{nearest(kind, Kind)}`", "organization or person")
    wanted = Kind(kind.casefold())
    with _standing(db, talk) as (store, before):
        found = before.names().find(name)
        decisions = [Decision(Action.KIND, (spelling,), wanted.value) for spelling in found.cluster]
        after = _decide(store, decisions, talk)
    home = after.home(found.spelling)
    talk.say(f"{home.name if home else found.spelling} is {_NOUNS[wanted]} ({_counted(len(decisions), 'spelling')})")


# Withdrawn


def withdraw(
    name: Name,
    *,
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="Since when, such as 2026-11-25.", show_default=False)
    ] = "",
    reason: Reason = "",
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Take a signatory off the list, for good.

    \b
    Examples:
      signers withdraw "Densho" --on 2026-11-25 --reason "asked by e-mail"
      signers list --withdrawn

    It is left out of `list` and `export`, and the next letter that prints it does not bring it back. What letters print
    is kept; `signers restore` puts it on the list again.
    """  # noqa: D301 - the same
    from signers.decisionfile import is_date

    talk = Talk(quiet, verbose)
    if on and not is_date(on):
        raise UsageError(f"`{on}` is no date", "a date is written as 2026-11-25")
    with _standing(db, talk) as (store, before):
        cluster = before.names().find(name).cluster
        decisions = [Decision(Action.WITHDRAW, (spelling,), on=on, reason=reason) for spelling in cluster]
        after = _decide(store, _one_a_form(decisions), talk)
    entries = sum(entry.kind is cluster.kind and entry.name in cluster for entry in after.signatories)
    since = f" since {on}" if on else ""
    talk.say(
        f"{cluster.name} is withdrawn{since} ({_counted(len(cluster), 'spelling')}, {_counted(entries, 'entry')}) "
        f"and stays off the list"
    )


def restore(name: Name, *, db: Db = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Put a signatory that was withdrawn on the list again.

    \b
    Examples:
      signers restore "Densho"
    """  # noqa: D301 - the same
    from signers.decisions import ByForm, Forms

    talk = Talk(quiet, verbose)
    with _standing(db, talk) as (store, before):
        withdrawn = [withdrawal.name for withdrawal in before.answers.withdrawn]
        try:
            cluster = before.names().find(name).cluster
        except UsageError:
            # No letter may print it any more.
            meant, called = [one for one in withdrawn if one == name], name
            if not meant:
                raise
        else:
            forms, called = Forms(cluster.kind, before.answers.different), cluster.name
            meant = [one for one in withdrawn if ByForm(forms, [(one, one)]).of_any(cluster.spellings)]
            if not meant:
                raise UsageError(f"{called} is not withdrawn", "`signers list --withdrawn` shows who is")
        _decide(store, [Decision(Action.RESTORE, (one,)) for one in meant], talk)
    talk.say(f"{called} is on the list again")


def _one_a_form(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions without those that one before them makes needless."""
    from signers.decisions import subject_of

    return list({subject_of(decision): decision for decision in reversed(decisions)}.values())[::-1]


# The way of all of them


@contextmanager
def _standing(db: Path | None, talk: Talk) -> Iterator[tuple[Store, Standing]]:
    """The open store, and its list as it stands before anything is decided."""
    from signers.cli.standing import bring_up_to_date
    from signers.store import Store

    with Store.open(store_path(db), create=False) as store:
        yield store, bring_up_to_date(store, talk)


def _decide(store: Store, decisions: Sequence[Decision], talk: Talk) -> Standing:
    from signers.cli.standing import decide

    return decide(store, decisions, talk)


def _named(name: str) -> str:
    """A name that a person gives, without what no reader sees.

    >>> _named(" Access  Now ")
    'Access Now'
    """
    name = " ".join(name.split())
    if not name:
        raise UsageError("the new name is empty", "put it into quotation marks")
    return name


def _enumerated(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> _enumerated(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _counted(1, "spelling"), _counted(2, "entry")
    ('1 spelling', '2 entries')
    """
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"
