"""From signatories and clusters to the clean list: one line a signatory, sorted, with where and how often it signed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import replace
from operator import itemgetter
from pathlib import PurePath
from typing import TYPE_CHECKING

from signers.collation import sort_key
from signers.dates import SIGNED, signed_on
from signers.errors import InputError
from signers.model import UNDECIDED, Answers, Cluster, Kind, Listed, Signatory, Withdrawal
from signers.names import tidy
from signers.namesakes import shown_name
from signers.person_names import body_of, label, may_have_namesakes, printed_name
from signers.reading.tables import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from signers.collation import SortKey
    from signers.decisions import ByForm, Forms

_KINDS = tuple(Kind)
_NOUNS = {Kind.ORGANIZATION: ("organization", "organizations"), Kind.PERSON: ("individual", "individuals")}


_Place = tuple[object, ...]


def build(
    signatories: Iterable[Signatory], clusters: Iterable[Cluster], answers: Answers = UNDECIDED
) -> tuple[Listed, ...]:
    """The clean list: organizations, then persons, each as `collation.sort_key` has it or as a person said.

    A signatory belongs to the cluster of its kind that holds its name; one that is in no cluster stands under its own
    name. Aliases are the spellings that these signatories really print, without the canonical name. No entry is lost:
    the entries of all lines, with those of who withdrew, add up to the number of signatories.
    """
    return with_withdrawn(signatories, clusters, answers)[0]


Withdrawn = tuple[tuple[Listed, Withdrawal], ...]


def with_withdrawn(
    signatories: Iterable[Signatory], clusters: Iterable[Cluster], answers: Answers, *, unprinted: bool = False
) -> tuple[tuple[Listed, ...], Withdrawn]:
    """The list, as `build` makes it, and the lines that it leaves out, each with what was said of its withdrawal.

    With `unprinted` those follow that no letter prints any more, without entries.
    """
    said = _Said(answers)
    lines: list[tuple[_Place, Listed]] = []
    left_out: list[tuple[_Place, Listed, Withdrawal]] = []
    waiting = {withdrawal.name: withdrawal for withdrawal in answers.withdrawn} if unprinted else {}
    for line, spellings in _lines(signatories, clusters):
        withdrawal = said.withdrawal(line.kind, spellings)
        place = _place(line, said.sort_key(line, spellings))
        if withdrawal is None:
            lines.append((place, line))
        else:
            left_out.append((place, line, withdrawal))
            waiting = {name: other for name, other in waiting.items() if not said.is_called(name, line.kind, spellings)}
    lines.sort(key=itemgetter(0))
    left_out.sort(key=itemgetter(0))
    gone = ((Listed(name, Kind.ORGANIZATION, entries=0), other) for name, other in waiting.items())
    return tuple(line for _, line in lines), (*((line, other) for _, line, other in left_out), *gone)


def labels_of(signatories: Iterable[Signatory], clusters: Iterable[Cluster]) -> dict[Listed, str]:
    """What the commands call the lines of namesakes, which are printed under one name."""
    clusters = tuple(clusters)
    if not any(name.endswith("]") for cluster in clusters if cluster.kind is Kind.PERSON for name in cluster):
        return {}
    return {
        line: label
        for line, spellings in _lines(signatories, clusters)
        for label in sorted(spellings, reverse=True)
        if line.kind is Kind.PERSON and body_of(label) and printed_name(label) == line.name
    }


class _Said:
    """What people said of single names that a list is to show."""

    def __init__(self, answers: Answers) -> None:
        self._withdrawn: dict[Kind, ByForm[Withdrawal]] = {}
        self._sort_keys: dict[Kind, ByForm[str]] = {}
        self._forms: dict[Kind, Forms] = {}
        if not (answers.withdrawn or answers.sort_keys):
            return
        from signers.decisions import ByForm, Forms  # noqa: PLC0415 - only where something was decided

        for kind in Kind:
            self._forms[kind] = forms = Forms(kind, answers.different)
            self._withdrawn[kind] = ByForm(forms, ((withdrawal.name, withdrawal) for withdrawal in answers.withdrawn))
            self._sort_keys[kind] = ByForm(forms, answers.sort_keys.items())

    def withdrawal(self, kind: Kind, spellings: Iterable[str]) -> Withdrawal | None:
        """What was said of the withdrawal of a signatory, if it withdrew."""
        return self._withdrawn[kind].of_any(spellings) if self._withdrawn else None

    def is_called(self, name: str, kind: Kind, spellings: Iterable[str]) -> bool:
        """Whether a name is one of these, in whatever form."""
        of = self._forms[kind].of
        return of(name) in map(of, spellings)

    def sort_key(self, line: Listed, spellings: Iterable[str]) -> SortKey:
        """What a line is sorted by."""
        labels = (name for name in spellings if name.endswith("]"))
        said = self._sort_keys[line.kind].of_any((line.name, *line.aliases, *labels)) if self._sort_keys else None
        return sort_key(said or line.name, line.kind)


def _lines(signatories: Iterable[Signatory], clusters: Iterable[Cluster]) -> Iterator[tuple[Listed, Iterable[str]]]:
    """The lines of the list in no order, each with all that its signatory is called, printed or not."""
    clusters = tuple(clusters)
    home = _homes(clusters)
    gathered: defaultdict[tuple[Kind, str | int], list[Signatory]] = defaultdict(list)
    for signatory in signatories:
        gathered[signatory.kind, home.get((signatory.kind, signatory.name), signatory.name)].append(signatory)
    for (kind, place), members in gathered.items():
        if isinstance(place, int):
            cluster = clusters[place]
            yield _listed(cluster.name, kind, members), cluster.spellings
        else:
            yield _listed(place, kind, members), (place,)


def _place(line: Listed, key: SortKey) -> _Place:
    # Two clusters may share a canonical name and stay two: what else they say puts them in order.
    return _KINDS.index(line.kind), key, line.name, line.aliases, line.letters, line.entries


def _homes(clusters: Sequence[Cluster]) -> dict[tuple[Kind, str], int]:
    """The place of each spelling's cluster among `clusters`; where two hold one spelling, the first has it.

    A canonical name that nobody prints, since it is a tidied one, leads to its cluster too.
    """
    homes: dict[tuple[Kind, str], int] = {}
    for place, cluster in enumerate(clusters):
        for spelling in cluster:
            homes.setdefault((cluster.kind, spelling), place)
    for place, cluster in enumerate(clusters):
        homes.setdefault((cluster.kind, cluster.name), place)
    return homes


def _listed(name: str, kind: Kind, members: Sequence[Signatory]) -> Listed:
    if labels := {member.name for member in members if shown_name(member) != member.name}:
        name = printed_name(name) if name in {*labels, *map(tidy, labels)} else name
    spellings = {shown_name(member) for member in members} - {name}
    return Listed(
        name=name,
        kind=kind,
        title=next((member.title for member in members if member.title), None),
        affiliation=next((member.affiliation for member in members if member.affiliation), None),
        location=next((member.location for member in members if member.location), None),
        aliases=tuple(sorted(spellings, key=lambda spelling: sort_key(spelling, kind))),
        letters=_unique(member.letter for member in members if member.letter),
        entries=len(members),
        # Of one that a letter prints too, which tells no day, nobody knows since when.
        signed=min(days) if all(days := [signed_on(member) for member in members]) else None,
    )


def select(
    rows: Iterable[Listed], kind: Kind | None = None, letter: str | None = None, search: str | None = None
) -> tuple[Listed, ...]:
    """The lines of one kind, of one letter (by its name, with or without folder and ending), or that hold a word.

    The search does not mind case and accents, and looks in the name and its aliases.
    """
    wanted = _folded(search or "")
    return tuple(
        row
        for row in rows
        if (kind is None or row.kind is kind)
        and (letter is None or any(_is_called(name, letter) for name in row.letters))
        and any(wanted in _folded(name) for name in (row.name, *row.aliases))
    )


def _is_called(letter: str, wanted: str) -> bool:
    path = PurePath(letter)
    return wanted in (letter, path.name, path.stem)


def _folded(text: str) -> str:
    """The text without case and accents.

    >>> _folded("RÉSEAU Straße")
    'reseau strasse'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def count_line(rows: Iterable[Listed]) -> str:
    """How many signed, in words.

    >>> count_line([Listed("Mijente", Kind.ORGANIZATION), Listed("Ada Lovelace", Kind.PERSON)])
    '1 organization and 1 individual'
    """
    kinds = [row.kind for row in rows]
    counts = [(kinds.count(kind), *_NOUNS[kind]) for kind in _KINDS if kind in kinds]
    return " and ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts) or "no signatories"


def from_records(
    records: Iterable[Mapping[str, object]], column: str = "name", answers: Answers = UNDECIDED
) -> tuple[tuple[Signatory, ...], tuple[Cluster, ...]]:
    """Signatories and clusters from what `signers dedupe` writes, or from any table whose `column` holds the names.

    `cluster_id` tells which records are one signatory; one without it stands for itself, and one without a name for
    nobody. Where one name is in two clusters, `build` puts all its entries under the first. Names and kinds are those
    that `answers` give; who is together is what the records say.

    Raises:
        InputError: a field holds what it cannot, such as a kind that is none.
    """
    named = [
        (_signatory(record, name, number), record)
        for number, record in enumerate(records, start=1)
        if (name := _text(record, column)) is not None
    ]
    rows: Sequence[Signatory | None] = [signatory for signatory, _ in named]
    if answers != UNDECIDED:
        from signers.decisions import corrected_rows  # noqa: PLC0415 - only where something was decided

        rows = corrected_rows([signatory for signatory, _ in named], answers)
    rows = _told_apart(rows, [_text(record, "cluster_id") for _, record in named])
    groups: defaultdict[tuple[Kind, str], list[Mapping[str, object]]] = defaultdict(list)
    for signatory, (_, record) in zip(rows, named, strict=True):
        cluster = _text(record, "cluster_id")
        if signatory is not None and cluster is not None:
            groups[signatory.kind, cluster].append({**record, "name": signatory.name})
    clusters = tuple(_cluster(kind, members) for (kind, _), members in groups.items())
    return tuple(signatory for signatory in rows if signatory is not None), clusters


def _told_apart(rows: Sequence[Signatory | None], homes: Sequence[str | None]) -> Sequence[Signatory | None]:
    """The rows, persons of one name that stand in several clusters under labels, by which they stay there."""
    of_name: defaultdict[str, set[str | None]] = defaultdict(set)
    for row, home in zip(rows, homes, strict=True):
        if row is not None and row.kind is Kind.PERSON:
            of_name[row.name].add(home)
    several = {name for name, found in of_name.items() if len(found) > 1 and may_have_namesakes(name)}
    return [
        replace(row, name=label(row.name, row.affiliation))
        if row is not None and row.name in several and row.kind is Kind.PERSON and row.affiliation
        else row
        for row in rows
    ]


def _signatory(record: Mapping[str, object], name: str, number: int) -> Signatory:
    try:
        return Signatory(
            name=name,
            kind=Kind((_text(record, "kind") or Kind.ORGANIZATION).casefold()),
            title=_text(record, "title"),
            affiliation=_text(record, "affiliation"),
            location=_text(record, "location"),
            group=_text(record, "group"),
            letter=_text(record, "letter") or "",
            block=int(_text(record, "block") or 1),
            page=int(_text(record, "page") or 1),
            line=int(_text(record, "line") or 0),
            end_line=int(_text(record, "end_line") or 0),
            text=_text(record, "text") or "",
            confidence=float(_text(record, "confidence") or 1),
            flags=_flags(record),
        )
    except ValueError as error:
        raise InputError(
            f"record {number} (`{name}`) cannot be used: {error}",
            f"`kind` is {' or '.join(Kind)}; places are whole numbers",
        ) from error


def _flags(record: Mapping[str, object]) -> tuple[str, ...]:
    """The flags of a record, with the day that it was signed on where a column of its own says so."""
    flags, signed = _texts(record.get("flags")), _text(record, "signed")
    return (*flags, f"{SIGNED}{signed}") if signed and not any(flag.startswith(SIGNED) for flag in flags) else flags


def _cluster(kind: Kind, members: Sequence[Mapping[str, object]]) -> Cluster:
    names = _unique(str(member["name"]) for member in members)
    canonical = next((name for member in members if (name := _text(member, "canonical_name"))), names[0])
    reasons = _unique(reason for member in members if (reason := _text(member, "reason")))
    return Cluster(canonical, names, kind, reasons)


def _text(record: Mapping[str, object], field: str) -> str | None:
    """A field as text; None where it is absent or blank."""
    value = record.get(field)
    return (str(value).strip() or None) if value is not None else None


def _texts(value: object) -> tuple[str, ...]:
    """Several values: a list, or a cell that joins them."""
    if isinstance(value, list | tuple):
        return tuple(str(item) for item in value)
    return tuple(part for part in str(value or "").split(LIST_SEPARATOR) if part)


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts in the order of their first appearance."""
    return tuple(dict.fromkeys(texts))
