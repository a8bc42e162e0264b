"""What evidence weighs, in bits, and the verdict that its sum makes (after Fellegi and Sunter 1969)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.model import Evidence, Match, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

# Log-odds of a candidate pair before anything is known, and the log-odds from which it is asked about and merged:
# a merge may be wrong once in a thousand, a question must be worth asking.
PRIOR = -6.0
SAME_AT = 10.0
DOUBTFUL_AT = -1.0
VETO = -40.0

# What each piece of evidence weighs, in bits.
BITS: Mapping[str, float] = {
    "form": 24.0,
    "letters": 20.0,
    "words": 20.0,
    "alternate": 18.0,
    "slip": 18.0,
    "plural": 16.5,
    "misspelt": 9.0,
    "order": 9.0,
    "moved place": -10.0,
    "extra place": -9.0,
    "initials": 8.0,
    "shorter": 7.0,
    "in brackets": 7.0,
    "person form": 24.0,
    "person order": 10.0,
    "middle name": 10.0,
    "initial": 8.0,
    "nickname": 9.0,
}


def piece(name: str, why: str, bits: float = 0.0) -> Evidence:
    """A piece of evidence with its weight in BITS, and some bits more or less."""
    return Evidence(name, BITS[name] + bits, why)


def against(name: str, why: str) -> Evidence:
    """A veto."""
    return Evidence(name, VETO, why, veto=True)


def judge(left: str, right: str, evidence: tuple[Evidence, ...]) -> Match:
    """The match that the evidence makes: the sum of its bits with the prior, as a probability and a verdict."""
    odds = max(-60.0, min(60.0, PRIOR + sum(each.bits for each in evidence)))
    if any(each.veto for each in evidence) or odds < DOUBTFUL_AT:
        verdict = Verdict.DIFFERENT
    else:
        verdict = Verdict.SAME if odds >= SAME_AT else Verdict.DOUBTFUL
    return Match(left, right, 1 / (1 + 2.0**-odds), verdict, evidence)
