"""From names to candidate pairs, and from two names to a match: the evidence, its weights, the verdict.

Each piece of evidence is a small function that looks at two readings and says nothing, or something in bits (the
logarithm of a likelihood ratio, after Fellegi and Sunter 1969). The sum with `PRIOR` is the probability that the two
are one signatory; a veto outbids it. To teach the matcher something, add a function to `ORGANIZATION_EVIDENCE`
(organizations.py) and its weight to `BITS` (weights.py); to let it see more pairs, add one to `BLOCKING` (blocking.py).
"""

from __future__ import annotations

from signers.matching import organizations, persons
from signers.matching.blocking import candidate_pairs
from signers.matching.context import Context
from signers.matching.organizations import difference_in_form
from signers.matching.survey import survey
from signers.matching.weights import BITS, judge, piece
from signers.model import Kind, Match

__all__ = ["BITS", "Context", "candidate_pairs", "compare", "same_but_for_form", "survey", "vetoed"]


def compare(left: str, right: str, kind: Kind | str = Kind.ORGANIZATION, context: Context | None = None) -> Match:
    """How likely it is that the two names are one signatory, and everything that speaks for and against it.

    Without a `context` the two names are all that is known.

    >>> compare("Food & Water Watch", "Food and Water Watch, Inc.").verdict.value
    'same'
    >>> compare("Sierra Club", "Sierra Club Foundation").reasons[0]
    'only one is a foundation'
    """
    if Kind(kind) is Kind.PERSON:
        return judge(left, right, persons.weigh(left, right))
    context = survey((left, right)) if context is None else context
    return judge(left, right, organizations.weigh(context.reading(left), context.reading(right), context))


def same_but_for_form(left: str, right: str, kind: Kind = Kind.ORGANIZATION) -> Match:
    """The match of two names that have one comparison key: what they differ in, without weighing anything else."""
    if kind is Kind.PERSON:
        return compare(left, right, kind)
    return judge(left, right, (piece("form", difference_in_form(left, right)),))


def vetoed(left: str, right: str, kind: Kind, context: Context) -> bool:
    """Whether some evidence forbids that the two are ever one."""
    return any(each.veto for each in compare(left, right, kind, context).evidence)
