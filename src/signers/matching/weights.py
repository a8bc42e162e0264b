"""What evidence weighs, in bits, and the verdict that its sum makes (after Fellegi and Sunter 1969)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from signers.knowledge import table
from signers.model import Evidence, Match, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

# The log-odds from which a pair is asked about and merged: a merge may be wrong once in a thousand, a question must be
# worth asking.
SAME_AT = 7.5
DOUBTFUL_AT = -2.0
VETO = -40.0


@cache
def weights() -> Mapping[str, float]:
    """What each piece of evidence weighs, in bits, from data/match-evidence.tsv; "prior" holds for every pair."""
    return {name: float(bits) for name, bits, *_ in table("match-evidence.tsv")}


def piece(name: str, why: str, *, amount: float = 1.0) -> Evidence:
    """A piece of evidence: its weight, as many times as there is of it."""
    return Evidence(name, weights()[name] * amount, why)


def against(name: str, why: str) -> Evidence:
    """A veto."""
    return Evidence(name, VETO, why, veto=True)


def judge(left: str, right: str, evidence: tuple[Evidence, ...]) -> Match:
    """The match that the evidence makes: the sum of its bits with the prior, as a probability and a verdict."""
    odds = max(-60.0, min(60.0, weights()["prior"] + sum([each.bits for each in evidence])))
    if odds < DOUBTFUL_AT or any(each.veto for each in evidence):
        verdict = Verdict.DIFFERENT
    else:
        verdict = Verdict.SAME if odds >= SAME_AT else Verdict.DOUBTFUL
    return Match(left, right, 1 / (1 + 2.0**-odds), verdict, evidence)
