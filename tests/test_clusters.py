"""Which spellings are one signatory, and what a person is asked."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signers.clusters import canonical_name, group
from signers.matching import compare, survey
from signers.model import Kind, Verdict

FAMILIES = [
    "American Civil Liberties Union",
    "American Civil Liberties Union (ACLU)",
    "ACLU",
    "ACLU of Massachusetts",
    "ACLU of Washington",
    "ACLU Foundations of California",
    "New York Civil Liberties Union",
    "National Lawyers Guild - New York City Chapter",
    "National Lawyers Guild - Massachusetts Chapter",
    "Harvard Law School National Lawyers Guild",
    "National Immigration Project of the NLG",
    "CAIR San Francisco Bay Area",
    "Council on American Islamic Relations, Massachusetts",
    "Council on American-Islamic Relations, California",
    "Asian Americans Advancing Justice - AAJC",
    "Asian Americans Advancing Justice- Asian Law Caucus",
    "American Muslims of Puget Sound",
    "American Muslim Empowerment Network-Muslim Association of Puget Sound",
]


def test_families_stay_apart_and_nobody_is_asked():
    grouping = group(FAMILIES)
    together = [cluster.spellings for cluster in grouping.clusters if len(cluster.spellings) > 1]
    assert together == [("ACLU", "American Civil Liberties Union", "American Civil Liberties Union (ACLU)")]
    assert grouping.doubtful == ()


def test_a_merge_says_why():
    (cluster,) = group(["Sierra Club", "Sierra Club", "The Sierra Club", "SierraClub"]).clusters
    assert cluster.name == "Sierra Club"
    assert cluster.spellings == ("Sierra Club", "SierraClub", "The Sierra Club")
    assert cluster.aliases == ("SierraClub", "The Sierra Club")
    assert cluster.reasons == (
        "“Sierra Club” and “The Sierra Club”: the same but for punctuation, accents, “and”, article or legal form.",
        "“Sierra Club” and “SierraClub”: the same letters, written apart, together or as a domain.",
    )


def test_a_veto_holds_through_a_third_name():
    # The long name says that it is one with each of the others; the fund and the alliance contradict each other.
    names = ["Alpha Fund (now Beta Alliance)", "Alpha Fund", "Beta Alliance"]
    assert compare(names[0], names[1]).verdict is Verdict.SAME
    assert compare(names[0], names[2]).verdict is Verdict.SAME
    assert not any({"Alpha Fund", "Beta Alliance"} <= set(cluster.spellings) for cluster in group(names).clusters)


def test_doubtful_names_are_asked_about_once_for_two_clusters():
    grouping = group(
        ["Friends of the Earth", "The Friends of the Earth", "Friends of the Earth U.S.", "Friends of the Earth US"]
    )
    assert len(grouping.clusters) == 2
    (question,) = grouping.doubtful
    assert question.verdict is Verdict.DOUBTFUL
    assert "US is printed with one only" in question.reasons


def test_the_question_that_settles_most_comes_first():
    few, many = ("Consumer Action", "Consumer Action (San Francisco)"), ("Civic Hall", "Civic Hall (Boston)")
    grouping = group(dict.fromkeys(few, 1) | dict.fromkeys(many, 9))
    assert [{match.left, match.right} for match in grouping.doubtful] == [set(many), set(few)]


SOME = [*FAMILIES, "Million Hoodies", "Million Hoodies Movement for Justice", "NARAL", "Food & Water Watch"]


@settings(deadline=None, max_examples=25)
@given(st.permutations(SOME))
def test_the_order_of_the_names_changes_nothing(names):
    assert group(names) == group(SOME)


WORDS = st.sampled_from(["Maine", "Texas", "Justice", "Center", "Fund", "of", "the", "JC", "(JC)", "Local", "3", "4"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=12)


@settings(deadline=None)
@given(NAMES, st.sampled_from(Kind))
def test_no_name_is_lost_and_none_is_in_two_clusters(names, kind):
    clusters = group(names, kind).clusters
    assert sorted(name for cluster in clusters for name in cluster.spellings) == sorted(set(names))


@settings(deadline=None)
@given(NAMES)
def test_no_cluster_holds_a_contradiction(names):
    best = group(names)
    context = survey(names)
    for cluster in best.clusters:
        for left, right in combinations(cluster.spellings, 2):
            if compare(left, right).verdict is not Verdict.SAME:
                assert not any(piece.veto for piece in compare(left, right, context=context).evidence)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (
            {"ACLU": 9, "American Civil Liberties Union": 5, "American Civil Liberties Union (ACLU)": 1},
            "American Civil Liberties Union (ACLU)",
        ),
        ({"Sierra Club": 2, "The Sierra Club": 1}, "Sierra Club"),
        ({"SIERRA CLUB": 1, "Sierra Club": 1}, "Sierra Club"),
        ({"Sierra  Club": 1}, "Sierra Club"),
        ({"Justice- Asian Law Caucus": 3}, "Justice - Asian Law Caucus"),
        ({"Color Of Change": 1, "Color of Change": 1}, "Color Of Change"),
    ],
)
def test_canonical_name(printed, name):
    assert canonical_name(printed) == name


def test_nothing_in_nothing_out():
    assert group([]).clusters == ()


def test_hostile_names_are_grouped_like_any_others():
    names = [
        "",
        " ",
        "\x00",
        "\ud800",
        "!!!",
        "(",
        "a" * 100_000,
        "," * 50_000,
        "( " * 30_000,
        "É- " * 30_000,
        "U." * 30_000,
    ]
    assert sum(len(cluster.spellings) for cluster in group(names).clusters) == len(names)


def test_persons_are_grouped_by_name():
    grouping = group(["Dr. Jane Smith", "Jane Smith", "J. Smith", "John Smith"], Kind.PERSON)
    assert [cluster.name for cluster in grouping.clusters] == ["J. Smith", "Jane Smith", "John Smith"]
    assert grouping.clusters[1].spellings == ("Dr. Jane Smith", "Jane Smith")
    assert {cluster.kind for cluster in grouping.clusters} == {Kind.PERSON}
    assert len(grouping.doubtful) == 2


def test_names_that_a_third_keeps_apart_by_a_place_are_asked_about():
    """One spelling prints the city, the others do not: whether all are one, a person may know."""
    names = ["Grupo Voces Unidas (GVU), Austin", "GVU", "Grupo Voces Unidas (GVU)"]
    grouping = group(names)
    asked = {frozenset((match.left, match.right)) for match in grouping.doubtful}
    assert any("Austin" in name for pair in asked for name in pair)


def test_names_that_a_third_keeps_apart_by_a_number_are_not_asked_about():
    grouping = group(["Teamsters Local 12", "Teamsters Local 21", "Teamsters", "Teamsters Union"])
    assert not any({"12", "21"} & set(f"{match.left} {match.right}".split()) for match in grouping.doubtful)


def test_an_acronym_that_two_names_fit_is_merged_with_neither_however_they_are_turned():
    names = ["CRA", "Camp Raised Anchor (CRA)", "Alamosa, Community Radio of", "Alamosa Community Radio"]
    homes = [cluster.spellings for cluster in group(names).clusters]
    assert ("CRA",) in homes


def test_what_a_name_says_it_was_formerly_is_asked_where_a_veto_stands_between_the_two():
    old, new = "Oregon Natural Resources Council", "Oregon Wild"
    found = group([old, new, f"{new} (formerly {old})"])
    assert len(found.clusters) == 2
    assert len(found.doubtful) == 1


def test_what_a_name_prints_of_another_is_asked_though_a_further_name_is_of_another_kind():
    """“Panoptykon Foundation” is what the foundation calls itself in English."""
    found = group(["Fundacja Panoptykon", "Panoptykon Foundation", "Panoptykon"])
    assert {frozenset((match.left, match.right)) for match in found.doubtful} == {
        frozenset(("Fundacja Panoptykon", "Panoptykon"))
    }


def test_an_acronym_that_may_be_taken_from_one_name_only_is_asked_about():
    """The B of ZWB stands within “Wasserbund”, so that it is the first letter of nothing."""
    names = ["ZWB", "Zeller Wasserbund", "Ärztekammer Hamburg", "Digitale Gesellschaft"]
    assert [(match.left, match.right) for match in group(names).doubtful] == [("ZWB", "Zeller Wasserbund")]
    several = [*names, "Zuger Waldbund"]
    assert not any("ZWB" in (match.left, match.right) for match in group(several).doubtful)


def test_a_word_of_a_name_is_no_acronym_of_it():
    assert len(group(["OpenMedia", "OpenMedia (Canada)"]).clusters) == 2
