"""`signers same`, `rename`, `withdraw`, `mend` and their like: what a person decides, by name.

All have one form: the list as it stands is opened, what is meant is found by name, decided, and what became of it said.
"""

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
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from signers.cli.standing import Standing
    from signers.lookup import Found
    from signers.model import Cluster, Signatory
    from signers.store import Store

_NOUNS = {Kind.ORGANIZATION: "an organization", Kind.PERSON: "a person"}
_MOST_TOLD = 5  # names that come along against the evidence

Name = Annotated[str, typer.Argument(metavar="NAME", help="A signatory, by any of its spellings or its id.")]
Names = Annotated[
    list[str], typer.Argument(metavar="NAME NAME...", help="Two or more, by any of their spellings or their ids.")
]
Entry = Annotated[str, typer.Argument(metavar="ENTRY", help="An entry as `signers parse` prints it.")]
Entries = Annotated[
    list[str], typer.Argument(metavar="ENTRY ENTRY...", help="Entries as `signers parse` prints them, in their order.")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, for the log and the file.", show_default=False)
]


class Work:
    """A command at work on an open store: the list as it stood `before`, and as it stands `after` what was decided."""

    def __init__(self, store: Store, talk: Talk) -> None:
        from signers.cli.standing import bring_up_to_date

        self._store = store
        self.say, self.warn = talk.say, talk.warn
        self._talk = talk
        self.before = self.after = bring_up_to_date(store, talk)

    def find(self, name: str) -> Found:
        """The signatory that a name stands for."""
        return self.before.names().find(name)

    def find_several(self, names: Sequence[str]) -> list[Found]:
        """The signatories that two or more names stand for, all of one kind and no spelling twice."""
        if len(names) < 2:
            raise UsageError("two names are needed", "put each name with spaces into quotation marks")
        known = self.before.names()
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

    def find_entry(self, name: str) -> str:
        """An entry by its name, as it is printed or as people decided that it should read."""
        from signers.lookup import entries_of

        return entries_of((*self._store.signatories(), *self.before.signatories)).find(name).spelling

    def decide(self, decisions: Iterable[Decision], kind: Kind | None = None) -> Standing:
        """Keep what was decided, which is safe from then on; the list after it. `kind` is what pairs of names are of.

        An answer that takes the place of an earlier one, or contradicts others, is told with these.
        """
        from signers.cli.standing import decide, tell_contradictions
        from signers.decisions import in_known_words, overruled

        answers = self.before.answers
        decided = [
            known
            for decision in decisions
            for known in (in_known_words(decision, answers, kind) if kind else (decision,))
        ]
        against = overruled(self._store.decisions(), decided)
        self.after = decide(self._store, decided, self._talk)
        self._tell_overruled(was for was, _ in against)
        self._tell_what_else_became_one({name for decision in decided for name in decision.names})
        tell_contradictions(self.after.answers, self.after.signatories, self._talk, known=answers)
        return self.after

    def _tell_overruled(self, answers: Iterable[Decision]) -> None:
        from signers.decisionfile import line_of

        for was in answers:
            self.say(f"this takes the place of an earlier answer: {line_of(was)}")

    def _tell_what_else_became_one(self, about: set[str]) -> None:
        """Say whom the evidence makes one beside what was decided, as when one who signed late is like two that stood.

        Names are grouped anew after a decision, with all that was added or parsed since they were grouped last.
        """
        home = {(cluster.kind, name): cluster for cluster in self.before.clusters for name in cluster}
        for cluster in self.after.clusters:
            if len(cluster) > 1:
                found = (home.get((cluster.kind, name)) for name in cluster)
                parts = {part.spellings: part for part in found if part is not None}
                if len(parts) > 1 and any(about.isdisjoint(part) for part in parts.values()):
                    names = _enumerated([part.name for part in parts.values()])
                    self.warn(f"{names} became one too, by the evidence: see `signers explain`")

    def read_otherwise(self) -> str:
        """How many entries read otherwise after what was decided, in words; where none does, that is told."""
        from collections import Counter

        counts = [Counter(map(_reading, standing.signatories)) for standing in (self.before, self.after)]
        changed = max((counts[0] - counts[1]).total(), (counts[1] - counts[0]).total())
        if not changed:
            self.warn("no entry reads otherwise: it was decided so before, or the letters print it in another way")
        return _counted(changed, "entry")


@contextmanager
def work(db: Path | None, *, quiet: bool, verbose: bool) -> Iterator[Work]:
    """The open store at work, and its list brought up to date."""
    from signers.store import Store

    with Store.open(store_path(db), create=False) as store:
        yield Work(store, Talk(quiet, verbose))


# Same, different


def same(names: Names, *, reason: Reason = "", db: Db = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Say that names are one signatory.

    \b
    Examples:
      signers same "Access Now" AccessNow.org
      signers same ACLU "American Civil Liberties Union" "A.C.L.U."

    What two names are called holds for all their spellings, and for those of the next letter. Spellings that come along
    though the evidence is against it are told. `signers undo` takes it back.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    with work(db, quiet=quiet, verbose=verbose) as at:
        first, *others = found = at.find_several(names)
        pairs = [(first.spelling, other.spelling) for other in others]
        after = at.decide([Decision(Action.SAME, pair, reason=reason) for pair in pairs], first.cluster.kind)
        home = after.home(first.spelling)
        together = [one for one in found if home is not None and one.spelling in home]
        if home is not None and len(together) > 1:
            said = _enumerated([one.spelling for one in together])
            at.say(f"{said} are one signatory, listed as {home.name} ({_counted(len(home), 'spelling')})")
        for other in found:
            if other not in together:
                at.warn(f"{first.spelling} and {other.spelling} stay apart, because other answers say so")
        _tell_who_comes_along(at, together)


def _tell_who_comes_along(at: Work, found: Sequence[Found]) -> None:
    """Say which spellings are made one that the evidence would keep apart, beside those that were named."""
    from signers.answering import against_the_evidence

    sides = list({id(one.cluster): [one.spelling, *one.cluster] for one in found}.values())
    along = against_the_evidence(sides, found[0].cluster.kind) if found else ()
    for match in along[:_MOST_TOLD]:
        at.warn(
            f"{match.left} and {match.right} become one with it: {match.reasons[0]}; if they are not, "
            f'run `signers different "{match.left}" "{match.right}"`'
        )
    if len(along) > _MOST_TOLD:
        at.warn(f"and so do {len(along) - _MOST_TOLD:,} more: `signers explain NAME` shows all of it")


def different(
    names: Names, *, reason: Reason = "", db: Db = None, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Say that names are not one signatory, and never to be made one.

    \b
    Examples:
      signers different "Sierra Club" "Sierra Club Foundation"
      signers different "Local 32BJ" "Local 35BJ" "Local 1199"

    They stay apart also where both are like a third name. `signers undo` takes it back.
    """  # noqa: D301 - the same
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find_several(names)
        spellings = [one.spelling for one in found]
        pairs = combinations(spellings, 2)
        after = at.decide([Decision(Action.DIFFERENT, pair, reason=reason) for pair in pairs], found[0].cluster.kind)
        at.say(f"{_enumerated(spellings)} are {len(found)} signatories, and stay so")
        for spelling in spellings:
            home = after.home(spelling)
            if home is not None and home.name != spelling:
                at.say(f"  {spelling} is listed as {home.name} ({_counted(len(home), 'spelling')})")


# Names and kinds


def rename(
    name: Annotated[str, typer.Argument(metavar="OLD", help="A signatory, by any of its spellings or its id.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to list it under.")],
    *,
    reason: Reason = "",
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
    new = _given("the new name", new)
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find(name)
        was = found.cluster.name
        after = at.decide([Decision(Action.RENAME, (found.spelling,), new, reason=reason)])
        home = after.home(found.spelling)
        spellings = _counted(len(home), "spelling") if home else ""
        at.say(f"{was} is listed as {new} ({spellings})" if was != new else f"{new} is listed so ({spellings})")
        if home is not None and _namesakes(after, home):
            at.warn(f"another signatory is called {new}: if they are one, run `signers same` on a spelling of each")


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
    reason: Reason = "",
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
    key = _given("what to sort it by", key)
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find(name)
        at.decide([Decision(Action.SORT_AS, (found.spelling,), key, reason=reason)])
        at.say(f"{found.cluster.name} stands where {key} would stand")


def kind(
    name: Name,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="organization or person.")],
    *,
    reason: Reason = "",
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
    if kind.casefold() not in set(Kind):
        raise UsageError(f"there is no kind `{kind}`; the nearest is `{nearest(kind, Kind)}`", "organization or person")
    wanted = Kind(kind.casefold())
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find(name)
        spellings = found.cluster.spellings
        after = at.decide(Decision(Action.KIND, (spelling,), wanted.value, reason=reason) for spelling in spellings)
        home = after.home(found.spelling)
        at.say(f"{home.name if home else found.spelling} is {_NOUNS[wanted]} ({_counted(len(spellings), 'spelling')})")


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

    if on and not is_date(on):
        raise UsageError(f"`{on}` is no date", "a date is written as 2026-11-25")
    with work(db, quiet=quiet, verbose=verbose) as at:
        cluster = at.find(name).cluster
        decisions = [Decision(Action.WITHDRAW, (spelling,), on=on, reason=reason) for spelling in cluster]
        after = at.decide(_one_a_form(decisions))
        entries = sum(entry.kind is cluster.kind and entry.name in cluster for entry in after.signatories)
        since = f" since {on}" if on else ""
        at.say(
            f"{cluster.name} is withdrawn{since} ({_counted(len(cluster), 'spelling')}, {_counted(entries, 'entry')}) "
            f"and stays off the list"
        )


def restore(name: Name, *, reason: Reason = "", db: Db = None, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Put a signatory that was withdrawn on the list again.

    \b
    Examples:
      signers restore "Densho"
    """  # noqa: D301 - the same
    from signers.decisions import ByForm, Forms

    with work(db, quiet=quiet, verbose=verbose) as at:
        withdrawn = [withdrawal.name for withdrawal in at.before.answers.withdrawn]
        try:
            cluster = at.find(name).cluster
        except UsageError:
            # No letter may print it any more.
            meant, called = [one for one in withdrawn if one == name], name
            if not meant:
                raise
        else:
            forms, called = Forms(cluster.kind, at.before.answers.different), cluster.name
            meant = [one for one in withdrawn if ByForm(forms, [(one, one)]).of_any(cluster.spellings)]
            if not meant:
                raise UsageError(f"{called} is not withdrawn", "`signers list --withdrawn` shows who is")
        at.decide(Decision(Action.RESTORE, (one,), reason=reason) for one in meant)
        at.say(f"{called} is on the list again")


def _one_a_form(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions without those that one before them makes needless."""
    from signers.decisions import subject_of

    return list({subject_of(decision): decision for decision in reversed(decisions)}.values())[::-1]


# Entries that were read wrongly


def mend(
    entry: Entry,
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it should read.")],
    *,
    reason: Reason = "",
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say what an entry should read that was read wrongly.

    \b
    Examples:
      signers mend "Acces Now" "Access Now"

    It is then compared with others under that name. How a signatory is listed, `signers rename` says.
    """  # noqa: D301 - the same
    new = _given("what it should read", new)
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find_entry(entry)
        at.decide([Decision(Action.MEND, (found,), new, reason=reason)])
        at.say(f"{found} reads {new} ({at.read_otherwise()})")


def not_an_entry(
    entry: Entry, *, reason: Reason = "", db: Db = None, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Say that what was read as an entry is nobody's name: a heading, a part of the letter.

    \b
    Examples:
      signers not-an-entry "Office of the Director"
    """  # noqa: D301 - the same
    from signers.decisions import mended_to

    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find_entry(entry)
        # What was mended to read so is not to be mended any more, and nobody's name either.
        names = [found, *mended_to(found, at.before.answers)]
        at.decide(Decision(Action.NOT_AN_ENTRY, (name,), reason=reason) for name in names)
        at.say(f"{found} is nobody's name ({at.read_otherwise()})")


def join(
    entries: Entries,
    *,
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="What it reads.  [default: one behind the other]")
    ] = "",
    reason: Reason = "",
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say that entries printed one after the other are one name.

    \b
    Examples:
      signers join "Alliance for" "Justice"
      signers join "Alliance for" "Justice" --as "Alliance for Justice (AFJ)"
    """  # noqa: D301 - the same
    if len(entries) < 2:
        raise UsageError("two entries are needed", "put each name with spaces into quotation marks")
    name = " ".join(name.split())
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = tuple(map(at.find_entry, entries))
        at.decide([Decision(Action.JOIN, found, name, reason=reason)])
        at.say(f"{_enumerated(found)} are one name: {name or ' '.join(found)} ({at.read_otherwise()})")


def split(
    entry: Entry,
    parts: Annotated[list[str], typer.Argument(metavar="NAME NAME...", help="The names that it is.")],
    *,
    reason: Reason = "",
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say that an entry is several names.

    \b
    Examples:
      signers split "Densho Oxfam America" "Densho" "Oxfam America"
    """  # noqa: D301 - the same
    if len(parts) < 2:
        raise UsageError("two names are needed", "give the entry, and then each of the names that it is")
    names = [_given("a name", part) for part in parts]
    with work(db, quiet=quiet, verbose=verbose) as at:
        found = at.find_entry(entry)
        at.decide([Decision(Action.SPLIT, (found, *names), reason=reason)])
        at.say(f"{found} is {_enumerated(names)} ({at.read_otherwise()})")


def _reading(entry: Signatory) -> tuple[str, Kind, str, int]:
    return entry.name, entry.kind, entry.letter, entry.line


# Words


def _given(what: str, text: str) -> str:
    """A name that a person gives, without what no reader sees.

    >>> _given("the new name", " Access  Now ")
    'Access Now'
    """
    text = " ".join(text.split())
    if not text:
        raise UsageError(f"{what} is empty", "put it into quotation marks")
    return text


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
