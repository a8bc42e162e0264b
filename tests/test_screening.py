"""Which pairs are looked at, and that a first look loses next to nothing."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from signers.matching import candidate_pairs, compare, screened, survey
from signers.matching.blocking import hashed, pairs_in
from signers.model import Verdict

HEADS = ("Green", "United", "National Tenants", "Bread and Roses", "Riverkeeper", "St. Mary")
BODIES = ("Alliance", "Assn", "Association", "Fund", "Foundation", "Center", "Centre", "Local 12", "Local 21", "(GTA)")
PLACES = ("", " of Ohio", " of Maine", ", OH", " (Portland)", " Chapter", " South")


def some_names(seed, count=60):
    chance = random.Random(seed)
    return sorted({f"{chance.choice(HEADS)} {chance.choice(BODIES)}{chance.choice(PLACES)}" for _ in range(count)})


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000))
def test_what_could_be_merged_passes_the_screen(seed):
    names = some_names(seed)
    context = survey(names)
    passed = set(screened(names, context))
    for left, right in candidate_pairs(names, context=context):
        match = compare(left, right, context=context)
        if match.verdict is Verdict.SAME:
            assert (left, right) in passed, match.reasons


def test_what_a_veto_forbids_does_not_pass():
    names = ["SEIU Local 12", "SEIU Local 21", "Peace Action Ohio", "Peace Action Maine", "Peace Action Fund"]
    assert list(screened(names, survey(names))) == []


def test_words_that_are_short_for_others_pass():
    names = ["Devils Lake Chamber of Cmmrc", "Devils Lake Chamber of Commerce"]
    assert len(list(screened(names, survey(names)))) == 1


def test_a_bucket_that_many_share_tells_nothing():
    left, right = pairs_in(hashed([{"all", n} for n in range(100)]), 100)
    assert len(left) == len(right) == 0


@given(st.lists(st.sets(st.integers(0, 20), max_size=4), max_size=12))
def test_pairs_share_a_bucket_and_stand_in_order(buckets):
    left, right = pairs_in(hashed(buckets), len(buckets))
    found = list(zip(left.tolist(), right.tolist(), strict=True))
    due = sorted((one, other) for other in range(len(buckets)) for one in range(other) if buckets[one] & buckets[other])
    assert found == due


def test_names_that_are_cut_are_looked_at_with_the_whole():
    names = ["Guanacaste Dry Forest Conserva", "Guanacaste Dry Forest Conservation Fund"]
    assert candidate_pairs(names)
    assert compare(*names).verdict is not Verdict.DIFFERENT
