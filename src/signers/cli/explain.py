"""`signers explain`: why two names are, or are not, one signatory; what a signatory is made of, and where it stands."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, store_path
from signers.cli.tables import counted
from signers.cli.terminal import Talk, print_passage, stdout
from signers.errors import UsageError
from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from signers.cli.review_words import Place
    from signers.cli.standing import Standing
    from signers.explaining import NameExplained, PairExplained
    from signers.lookup import Found
    from signers.model import Evidence, Match, Signatory

    Shown = tuple[str, str, bool]  # a lead, a text, and whether it stands out

_MOST_PLACES = 4  # of a name that are shown with their lines
_MOST_NAMES = 8  # aliases, questions
_NOUNS = {Kind.ORGANIZATION: "organization", Kind.PERSON: "person"}


class Format(StrEnum):
    """How it is told."""

    TEXT = "text"
    JSON = "json"


def explain(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME [NAME]", help="One signatory or two, by any of their spellings or their ids."),
    ],
    *,
    kind: Annotated[
        Optional[Kind],
        choice(
            "--kind",
            of=Kind,
            what="kind",
            metavar="KIND",
            help="What two names are that no letter prints: organization or person.  [default: as they read]",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Format,
        choice("--format", of=Format, what="format", metavar="FORMAT", help="text or json.", show_default=True),
    ] = Format.TEXT,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say why two names are, or are not, one signatory; or all about one.

    \b
    Examples:
      signers explain "Sierra Club" "Sierra Club Foundation"
      signers explain "Access Now"

    For two names: what speaks for and against, in words and in bits, with the other names of the store for comparison;
    two names that stand in no store are compared by themselves. For one: its spellings and why each is one of them,
    where it is printed, and which questions about it wait.
    """  # fmt: skip  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    if len(names) > 2:
        raise UsageError("more than two names are given", "put each name with spaces into quotation marks")
    if not all(map(str.strip, names)):
        raise UsageError("a name is empty", "look at the quotation marks and variables of the command line")
    from signers.grouping import LONGEST_NAME

    if (longest := max(map(len, names))) > LONGEST_NAME:
        raise UsageError(
            f"a name of {longest:,} characters is given", f"names of more than {LONGEST_NAME:,} are compared with none"
        )
    path = store_path(db)
    if len(names) == 2 and not path.exists() and db is None:
        from signers.explaining import explain_pair, kind_of

        _tell_pair(explain_pair(names[0], names[1], kind or kind_of(names)), (), format, lambda _entry: None)
        return
    _from_store(path, names, kind, format, talk)


def _from_store(path: Path, names: Sequence[str], kind: Kind | None, format: Format, talk: Talk) -> None:  # noqa: A002
    from signers.cli.review_session import Letters
    from signers.cli.standing import look
    from signers.explaining import context_of, explain_name, explain_pair, kind_of
    from signers.store import Store

    with Store.open_for_reading(path) as store:
        standing = look(store, talk)
        place = Letters(store.letters()).place
        doubts = store.doubts()
    if standing.ungrouped:
        talk.warn(f"{counted(standing.ungrouped, 'name is', 'names are')} not grouped yet: run `signers dedupe`")
    known = _with_ungrouped(standing).names()
    if len(names) == 1:
        found = known.find(names[0])
        of_kind = [match for match in doubts if {match.left, match.right} & set(found.cluster)]
        told = explain_name(found.cluster, standing.signatories, of_kind, standing.answers)
        _tell_name(told, format, place)
        return
    left, right = (_spelling(known.find, name, talk) for name in names)
    kinds = [found.cluster.kind for found in (left, right) if not isinstance(found, str)]
    if len(set(kinds)) > 1:
        raise UsageError(
            f"`{names[0]}` is one {_NOUNS[kinds[0]]}, `{names[1]}` one {_NOUNS[kinds[1]]}: they are never one",
            "where one was read wrongly, run `signers kind NAME organization` or `person`",
        )
    what = kind or (kinds[0] if kinds else kind_of(names))
    one, other = (found if isinstance(found, str) else found.spelling for found in (left, right))
    if one == other:  # two ways to write one printed name: what is asked is about these
        one, other = (" ".join(name.split()) for name in names)
    context = context_of((entry.name for entry in standing.signatories if entry.kind is what), what, (one, other))
    pair = explain_pair(one, other, what, context, standing.answers)
    sides = tuple(
        explain_name(found.cluster, standing.signatories, (), standing.answers)
        for found in (left, right)
        if not isinstance(found, str)
    )
    _tell_pair(pair, sides, format, place)


def _with_ungrouped(standing: Standing) -> Standing:
    """The list, in which each name that no deduplication saw stands for itself."""
    from dataclasses import replace

    from signers.model import Cluster

    grouped = {(cluster.kind, name) for cluster in standing.clusters for name in cluster}
    new = dict.fromkeys((entry.kind, entry.name) for entry in standing.signatories)
    alone = (Cluster(name, (name,), kind) for kind, name in new if (kind, name) not in grouped)
    return replace(standing, clusters=(*standing.clusters, *alone))


def _spelling(find: Callable[[str], Found], name: str, talk: Talk) -> Found | str:
    """The signatory that is meant, or the name itself where none is called so."""
    try:
        return find(name)
    except UsageError as error:
        if not str(error).startswith("no signatory"):
            raise
        talk.warn(f"`{name}` stands in no letter of the store, and is taken as it is given")
        return name


# --- Two names --------------------------------------------------------------------------------------------------


def _tell_pair(
    pair: PairExplained,
    sides: Sequence[NameExplained],
    format: Format,  # noqa: A002
    place: Callable[[Signatory], Place | None],
) -> None:
    if format is Format.JSON:
        match = pair.match
        record = {
            "schema": 1,
            "left": match.left,
            "right": match.right,
            "kind": pair.kind.value,
            "verdict": match.verdict.value,
            "score": round(match.score, 4),
            "bits": round(_odds(match)[0], 2),
            "prior": round(_odds(match)[1], 2),
            "evidence": [
                {"name": piece.name, "bits": round(piece.bits, 2), "veto": piece.veto, "why": piece.why}
                for piece in _ranked(match)
            ],
            "said": list(pair.said),
            "one_cluster": len({side.cluster.spellings for side in sides}) == 1 and len(sides) == 2,
            "printed": {side.cluster.name: [_record(entry) for entry in side.entries] for side in sides},
        }
        _print_json(record)
        return
    print_passage(_pair_rows(pair, sides, place))
    sys.stdout.flush()


def _pair_rows(
    pair: PairExplained, sides: Sequence[NameExplained], place: Callable[[Signatory], Place | None]
) -> Iterator[Shown]:
    match = pair.match
    yield "", match.left, True
    yield "", match.right, True
    verdict = {"same": "one", "doubtful": "perhaps one", "different": "not one"}[match.verdict.value]
    yield "  ", f"{verdict} {_NOUNS[pair.kind]}, says the evidence: {_chance(match.score)}", False
    for said in pair.said:
        yield "  ", said, True
    if len(sides) == 2:
        one, other = (side.cluster for side in sides)
        if one == other:
            yield "  ", f"they stand on the list as one: {one.name}", False
        elif match.verdict.value == "same" and not pair.said:
            yield "  ", "they stand on the list as two: another name or answer keeps them apart", False
    yield "", "", False
    for piece in _ranked(match):
        word = "veto" if piece.veto else "for" if piece.bits >= 0 else "against"
        yield f"  {word:7} {piece.bits:+6.1f}  ", piece.why, piece.veto
    odds, prior = _odds(match)
    yield f"  {'sum':7} {odds:+6.1f}  ", f"bits, with the {prior:+.1f} that any two names begin with", False
    for side in sides if len({side.cluster.spellings for side in sides}) == len(sides) else sides[:1]:
        yield "", "", False
        yield "", f"{side.cluster.name} ({_times(len(side.entries))})", True
        yield from _places(side.entries, place, 1)


# --- One name ---------------------------------------------------------------------------------------------------


def _tell_name(told: NameExplained, format: Format, place: Callable[[Signatory], Place | None]) -> None:  # noqa: A002
    from signers.lookup import short_id

    cluster = told.cluster
    if format is Format.JSON:
        record = {
            "schema": 1,
            "name": cluster.name,
            "id": short_id(cluster.spellings[0], cluster.kind),
            "kind": cluster.kind.value,
            "spellings": list(cluster.spellings),
            "reasons": dict(told.reasons),
            "said": list(told.said),
            "printed": [_record(entry) for entry in told.entries],
            "questions": [
                {"left": m.left, "right": m.right, "score": round(m.score, 4), "reasons": list(m.reasons)}
                for m in told.questions
            ],
        }
        _print_json(record)
        return
    print_passage(_name_rows(told, place, short_id(cluster.spellings[0], cluster.kind)))
    sys.stdout.flush()


def _name_rows(told: NameExplained, place: Callable[[Signatory], Place | None], short: str) -> Iterator[Shown]:
    from signers.cli.dedupe import shortened

    cluster = told.cluster
    yield "", cluster.name, True
    yield "  ", f"{_NOUNS[cluster.kind]}, id {short}, {_times(len(told.entries))}", False
    for said in told.said:
        yield "  ", f"a person said: {said}", False
    if told.reasons:
        yield "", "", False
        yield "", "also printed as", True
        for name, why in told.reasons[:_MOST_NAMES]:
            yield "  ", f"{name}: {shortened(why, cluster.name, name)}" if why else name, False
        yield from _more(len(told.reasons) - _MOST_NAMES, "spelling")
    if told.questions:
        yield "", "", False
        yield "", "questions that wait (`signers review`)", True
        for match in told.questions[:_MOST_NAMES]:
            other = match.right if match.left in cluster else match.left
            yield "  ", f"{other}? {_chance(match.score)}: {'; '.join(match.reasons)}", False
        yield from _more(len(told.questions) - _MOST_NAMES, "question")
    yield "", "", False
    yield "", "printed", True
    yield from _places(told.entries, place, _MOST_PLACES)


def _more(number: int, noun: str) -> Iterator[Shown]:
    if number > 0:
        yield "  ", f"and {number:,} more {noun}{'' if number == 1 else 's'}", False


def _places(entries: Sequence[Signatory], place: Callable[[Signatory], Place | None], most: int) -> Iterator[Shown]:
    from signers.cli.review_words import place_rows

    shown = [found for entry in entries[:most] if (found := place(entry)) is not None]
    for row in place_rows(shown, max(len(entries) - most, 0)):
        yield f"  {row.lead}", "".join(text for text, _ in row.pieces), row.lead.strip().startswith(">")


# --- In words ---------------------------------------------------------------------------------------------------


def _ranked(match: Match) -> list[Evidence]:
    """The evidence, vetoes first, then what speaks for, then what speaks against, the weightiest first."""
    return sorted(match.evidence, key=lambda piece: (not piece.veto, piece.bits < 0, -abs(piece.bits)))


def _odds(match: Match) -> tuple[float, float]:
    from signers.reviewing import bits_of

    return bits_of(match)


def _chance(score: float) -> str:
    """A probability in words that promise no more than it knows.

    >>> _chance(0.9999), _chance(0.42), _chance(1e-9)
    ('more than 99 %', '42 %', 'less than 1 %')
    """
    if score > 0.99:
        return "more than 99 %"
    return "less than 1 %" if score < 0.01 else f"{score:.0%}".replace("%", " %")


def _times(entries: int) -> str:
    return "printed nowhere" if not entries else "printed once" if entries == 1 else f"printed {entries:,} times"


def _record(entry: Signatory) -> dict[str, object]:
    return {
        "name": entry.name, "letter": entry.letter, "page": entry.page, "line": entry.line,
        "end_line": entry.end_line, "group": entry.group, "text": entry.text,
    }  # fmt: skip


def _print_json(record: object) -> None:
    stdout().write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    sys.stdout.flush()
