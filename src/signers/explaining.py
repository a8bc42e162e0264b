"""Why names are, or are not, one signatory: the evidence and what people said, about two names or around one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.decisions import Forms
from signers.grouping import reasons_by_name
from signers.matching import compare, look_over
from signers.matching.between import matches_between
from signers.model import UNDECIDED, Answers, Cluster, Kind, Match, Signatory
from signers.persons import person_bits
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from signers.matching import Surveyed

WHOLE = 20_000  # names; of a longer list only those are surveyed that are like the ones asked about


@frozen
class PairExplained:
    """What speaks for and against two names being one, and what a person said of them."""

    match: Match
    kind: Kind
    said: tuple[str, ...] = ()


@frozen
class NameExplained:
    """A signatory: its cluster, why each further spelling is in it, the entries that print it, what is in doubt."""

    cluster: Cluster
    reasons: tuple[tuple[str, str], ...]
    entries: tuple[Signatory, ...]
    questions: tuple[Match, ...] = ()
    said: tuple[str, ...] = ()


def kind_of(names: Iterable[str]) -> Kind:
    """What names are of which no letter tells it: persons only where each of them reads as one.

    >>> kind_of(["Ada Lovelace", "A. Lovelace"]).value, kind_of(["Ada Lovelace", "Lovelace Foundation"]).value
    ('person', 'organization')
    """
    return Kind.PERSON if all(person_bits(name) > 0 for name in names) else Kind.ORGANIZATION


def context_of(names: Iterable[str], kind: Kind, asked: Sequence[str]) -> Surveyed:
    """What the names of a list say about one another, as deduplication sees it; `asked` are those to be compared."""
    every = sorted({*names, *asked})
    if len(every) <= WHOLE:
        return look_over(every, kind)
    return matches_between(asked, every, kind).context


def explain_pair(
    left: str, right: str, kind: Kind, context: Surveyed | None = None, answers: Answers = UNDECIDED
) -> PairExplained:
    """The evidence about two names of a kind, in the `context` of their list where there is one.

    >>> explain_pair("Sierra Club", "Sierra Club Foundation", Kind.ORGANIZATION).match.verdict.value
    'different'
    """
    return PairExplained(compare(left, right, kind, context), kind, said_of_pair(left, right, kind, answers))


def said_of_pair(left: str, right: str, kind: Kind, answers: Answers) -> tuple[str, ...]:
    """What people said of two names, each in whatever form it was then."""
    forms = Forms(kind, answers.different)
    about = frozenset(map(forms.of, (left, right)))
    told = (
        (answers.same, "a person said that they are one"),
        (answers.different, "a person said that they are not one"),
        (answers.unsure, "a person was unsure"),
    )
    return tuple(
        f"{words}: “{one}” and “{other}”" if {one, other} != {left, right} else words
        for pairs, words in told
        for one, other in pairs
        if frozenset(map(forms.of, (one, other))) == about
    )


def explain_name(
    cluster: Cluster, signatories: Iterable[Signatory], doubts: Iterable[Match], answers: Answers = UNDECIDED
) -> NameExplained:
    """All about one signatory: `signatories` are the entries as people decided, `doubts` the open questions."""
    names = frozenset(cluster.spellings)
    reasons = reasons_by_name(cluster)
    aliases = [name for name in cluster.spellings if name != cluster.name]
    return NameExplained(
        cluster,
        tuple((name, reasons.get(name, "")) for name in aliases),
        tuple(entry for entry in signatories if entry.kind is cluster.kind and entry.name in names),
        tuple(match for match in doubts if (match.left in names) is not (match.right in names)),
        tuple(_said_of_name(cluster.kind, names, answers)),
    )


def _said_of_name(kind: Kind, names: Collection[str], answers: Answers) -> Iterable[str]:
    """What people said of a signatory: its name, that it withdrew, what it is and is not one with."""
    forms = Forms(kind, answers.different)
    own = set(map(forms.of, names))

    def is_own(name: str) -> bool:
        return forms.of(name) in own

    yield from (f"it is to be listed as “{given}”" for name, given in answers.names.items() if is_own(name))
    yield from (f"it is to be sorted as “{given}”" for name, given in answers.sort_keys.items() if is_own(name))
    for withdrawal in [each for each in answers.withdrawn if is_own(each.name)][:1]:
        since = f" since {withdrawal.on}" if withdrawal.on else ""
        why = f": {withdrawal.reason}" if withdrawal.reason else ""
        yield f"it is withdrawn{since}{why}"
    for pairs, words in ((answers.same, "is one with"), (answers.different, "is not")):
        for left, right in pairs:
            if is_own(left) or is_own(right):
                yield f"“{left}” {words} “{right}”"
