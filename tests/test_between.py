"""A few names against very many others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signers.matching.between import matches_between
from signers.model import Verdict

OTHERS = ["Access Now", "Sierra Club", "Sierra Club Foundation", "Food & Water Watch", "Peace Action Ohio", "Mijente"]


@pytest.mark.parametrize("printed", ["Access Now", "Access Now, Inc.", "The Access Now", "ACCESS NOW LLC"])
def test_words_that_one_writes_together_are_found_with_an_article_or_a_legal_form(printed):
    (match,) = matches_between(["AccessNow"], [printed, "Sierra Club"]).matches
    assert (match.right, match.verdict) == (printed, Verdict.SAME)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("ME Fair Share", "Maine Fair Share"),
        ("Fair Share, Maine", "ME Fair Share"),
        ("ND Dept. of Justice", "N. Dakota Dept. of Justice"),
    ],
)
def test_a_place_is_found_by_its_name_and_its_code_among_many_sisters(name, printed):
    states = [
        "Ohio",
        "Iowa",
        "Texas",
        "Utah",
        "Idaho",
        "Kansas",
        "Nevada",
        "Oregon",
        "Alaska",
        "Hawaii",
        "Florida",
        "Georgia",
    ]
    bodies = ["{} Fair Share", "Fair Share of {}", "{} Dept. of Justice", "League of Women Voters of {}", "LWV {}"]
    sisters = [body.format(state) for state in states for body in bodies]
    found = matches_between([name], [*sisters, printed]).matches
    assert [match.right for match in found if match.verdict is Verdict.SAME] == [printed]


def test_what_a_veto_forbids_is_no_match():
    assert {match.right for match in matches_between(["The Sierra Club"], OTHERS).matches} == {"Sierra Club"}


def test_nobody_matches_a_name_that_no_other_is_like():
    assert matches_between(["Quail Tenants Union"], OTHERS).matches == ()


@settings(deadline=None, max_examples=20)
@given(st.permutations(OTHERS))
def test_the_order_of_the_others_changes_nothing(others):
    few = ["SierraClub", "Food and Water Watch, Inc.", "Peace Action of Ohio"]
    assert matches_between(few, others).matches == matches_between(few[::-1], OTHERS).matches
