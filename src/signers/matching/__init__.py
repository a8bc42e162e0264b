"""From names to candidate pairs, and from two names to a match: the evidence, its weights, the verdict.

Each piece of evidence is a small function that looks at two readings and says nothing, or something in bits (the
logarithm of a likelihood ratio, after Fellegi and Sunter 1969). The sum with the prior is the probability that the two
are one signatory; a veto outbids it. A list of names goes through four steps:

    survey      what the list says about its words, acronyms, places (survey.py → Context)
    blocking    which pairs share something rare (blocking.py)
    screening   which of these no veto forbids (screening.py, many at once)
    weighing    the evidence about each pair that is left (organizations.py, vetoes.py, persons.py)

Persons have a survey, blocking and evidence of their own (person_readings.py, persons.py).

To teach the matcher something, add a function to organizations.py and its weight to data/match-evidence.tsv; to let it
see more pairs, add one to `BLOCKING`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from signers.matching import organizations
from signers.matching.blocking import buckets, hashed, named, pairs_in, together
from signers.matching.columns import Columns
from signers.matching.context import Context
from signers.matching.organizations import difference_in_form
from signers.matching.parallel import Parcel, Portions, spread
from signers.matching.screening import Screen
from signers.matching.survey import survey, survey_readings
from signers.matching.vetoes import vetoes
from signers.matching.weights import judge, piece, weights
from signers.model import Evidence, Kind, Match, Verdict
from signers.names import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from signers.matching.blocking import Buckets, Pairs
    from signers.matching.person_readings import PersonContext
    from signers.matching.readings import Reading

__all__ = [
    "Context",
    "candidate_pairs",
    "compare",
    "key_of",
    "look_over",
    "matches",
    "same_but_for_form",
    "screened",
    "survey",
    "vetoed",
    "weights",
]

PAIRS = Portions(least=20_000, at_once=1 << 20)  # candidate pairs, of which the screen drops most
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
Surveyed: TypeAlias = "Context | PersonContext"


def compare(left: str, right: str, kind: Kind | str = Kind.ORGANIZATION, context: Surveyed | None = None) -> Match:
    """How likely it is that the two names are one signatory, and everything that speaks for and against it.

    Without a `context` the two names are all that is known.

    >>> compare("Food & Water Watch", "Food and Water Watch, Inc.").verdict.value
    'same'
    >>> compare("Sierra Club", "Sierra Club Foundation").reasons[0]
    'only one is a foundation'
    """
    if not isinstance(context, Context) and (context is not None or Kind(kind) is Kind.PERSON):
        from signers.matching import persons  # noqa: PLC0415 - a list of organizations needs none of it

        return persons.match(left, right, context)
    context = survey((left, right)) if context is None else context
    return judge(left, right, organizations.weigh(context.reading(left), context.reading(right), context))


def same_but_for_form(left: str, right: str, kind: Kind = Kind.ORGANIZATION) -> Match:
    """The match of two names that have one comparison key: what they differ in, without weighing anything else."""
    if kind is Kind.PERSON:
        return compare(left, right, kind)
    return judge(left, right, (piece("form", difference_in_form(left, right)),))


def look_over(names: Iterable[str], kind: Kind, readings: Mapping[str, Reading] | None = None) -> Surveyed:
    """What names of one kind say about one another; with their readings, where they have been read already."""
    if kind is Kind.PERSON:
        from signers.matching import persons  # noqa: PLC0415 - a list of organizations needs none of it

        return persons.survey_persons(names)
    return survey_readings(readings[name] for name in names) if readings else survey(names)


def key_of(name: str, kind: Kind) -> str:
    """The comparison key of a name: those that have one key differ in nothing but form."""
    if kind is Kind.PERSON:
        from signers.person_names import person_key  # noqa: PLC0415 - the same

        return person_key(name)
    return comparison_key(name)


def vetoed(left: str, right: str, context: Surveyed) -> tuple[Evidence, ...]:
    """The evidence that forbids that the two are ever one; none where none does."""
    if not isinstance(context, Context):
        from signers.matching import persons  # noqa: PLC0415 - the same

        return tuple(each for each in persons.weigh(left, right, context) if each.veto)
    one, other = context.reading(left), context.reading(right)
    return vetoes(one, other, context) if one.key != other.key else ()


def matches(names: Sequence[str], context: Surveyed, tell: Callable[[float], None] | None = None) -> list[Match]:
    """The pairs of these names that are one or might be, in the order of the names.

    Names of one comparison key should be folded before: they would only fill the buckets. `tell` hears how far it is,
    from 0 to 1.
    """
    candidates = _candidates(names, context)
    worth = Screen(_columns(names, context), context).passing if isinstance(context, Context) else _all_of

    def weighed(some: Sequence[int]) -> list[Match]:
        left, right = (side[some[0] : some[-1] + 1] for side in candidates) if some else candidates
        pairs = named(worth((left, right)), names)
        found = (compare(left, right, context=context) for left, right in pairs)
        return [match for match in found if match.verdict is not Verdict.DIFFERENT]

    parts = spread(weighed, range(len(candidates[0])), tell, PAIRS, MATCHES)
    return [match for part in parts for match in part]


def _all_of(pairs: Pairs) -> Pairs:
    return pairs


def _columns(names: Sequence[str], context: Context) -> Columns:
    """The columns of these names: those of the context, where it is about just these."""
    if context.columns is not None and list(context.readings) == list(names):
        return context.columns
    return Columns(tuple(context.reading(name) for name in names))


_Found = tuple[str, str, float, str, list[tuple[str, float, str, bool]]]


def _packed(match: Match) -> _Found:
    evidence = [(each.name, each.bits, each.why, each.veto) for each in match.evidence]
    return match.left, match.right, match.score, match.verdict.value, evidence


def _unpacked(found: _Found) -> Match:
    left, right, score, verdict, evidence = found
    return Match(left, right, score, _VERDICTS[verdict], tuple([Evidence(*each) for each in evidence]))


MATCHES: Parcel[list[Match]] = Parcel(
    lambda matches: list(map(_packed, matches)), lambda found: list(map(_unpacked, found))
)


def screened(names: Sequence[str], context: Context) -> list[tuple[str, str]]:
    """The candidate pairs of organizations that no veto forbids and that share enough to be weighed."""
    screen = Screen(_columns(names, context), context)
    return named(screen.passing(_candidates(names, context)), names)


def candidate_pairs(
    names: Iterable[str], kind: Kind = Kind.ORGANIZATION, context: Surveyed | None = None
) -> list[tuple[str, str]]:
    """The pairs worth a look, sorted, each pair in order: those that share a bucket that is not too big."""
    distinct = sorted(set(names))
    context = look_over(distinct, kind) if context is None else context
    return named(_candidates(distinct, context), distinct)


def _candidates(names: Sequence[str], context: Surveyed) -> Pairs:
    if isinstance(context, Context):
        found = buckets(_columns(names, context), context)
    else:
        parts = spread(lambda some: (_buckets_of_persons(some, context), len(some)), names)
        found = together(*zip(*parts, strict=True))
    return pairs_in(found, len(names))


def _buckets_of_persons(names: Sequence[str], context: PersonContext) -> Buckets:
    from signers.matching import persons  # noqa: PLC0415 - the same

    return hashed(set(persons.buckets(persons.read_person(name), context)) for name in names)
