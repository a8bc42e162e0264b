"""Grouping rows: numbers in the order of the rows, a reason for each spelling, and time that grows with the rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signers import grouping
from signers.grouping import LONGEST_NAME, GroupedRows, dedupe, group_rows, group_signatories, reasons_by_name
from signers.model import Cluster, Grouping, Kind, Signatory

NAMES = ["Densho", "DENSHO", "Mijente", "Access Now", "ACCESS NOW", "", "  "]


def because(left, right, why="the same but for case"):
    return f"“{left}” and “{right}”: {why}."


def cells(names, *rest):
    return list(group_rows(names, *rest).cells(names))


@settings(deadline=None)  # the first example loads the matcher
@given(st.lists(st.sampled_from(NAMES)))
def test_every_row_has_a_number_and_numbers_begin_in_the_order_of_the_rows(names):
    numbers = [number for number, _, _ in cells(names)]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))
    assert len(numbers) == len(names)


@settings(deadline=None)  # the first example loads the matcher
@given(st.lists(st.sampled_from(NAMES)))
def test_rows_without_a_name_stand_alone_under_no_name(names):
    told = cells(names)
    nameless = [number for (number, canonical, _), name in zip(told, names, strict=True) if not name.strip()]
    assert all(canonical == "" for (number, canonical, _) in told if number in nameless)
    assert len(nameless) == len(set(nameless))
    assert group_rows(names).clusters == len({number for number, _, _ in told} - set(nameless))


def test_kinds_are_grouped_apart():
    names = ["Ada Lovelace", "Ada Lovelace", "Dr. Ada Lovelace"]
    kinds = [Kind.ORGANIZATION, Kind.PERSON, Kind.PERSON]
    assert [number for number, _, _ in cells(names, kinds)] == [1, 2, 2]
    assert [cluster.kind for cluster in group_rows(names, kinds).named] == [Kind.ORGANIZATION, Kind.PERSON]


def test_questions_name_the_clusters_by_the_numbers_of_the_rows():
    grouped = group_rows(["", "Friends of the Earth US", "Friends of the Earth"])
    (asked,) = grouped.suggestions
    named = {"Friends of the Earth US": "2", "Friends of the Earth": "3"}
    assert asked["left_cluster"] == named[asked["left"]]
    assert asked["right_cluster"] == named[asked["right"]]


def test_a_name_that_is_a_page_is_compared_with_nothing():
    endless = "Densho " * LONGEST_NAME
    assert [cluster.spellings for cluster in dedupe([endless, "Densho"])] == [("Densho",), (endless,)]
    assert group_rows([endless, "Densho", endless]).too_long == 1
    assert list(group_rows([endless, "Densho", endless]).numbers) == [1, 2, 1]


def test_progress_is_told_as_the_matcher_tells_it(monkeypatch):
    def telling(names, kind, *, progress, **_rest):
        progress("comparing", 1.0)
        return Grouping(tuple(Cluster(name, (name,), kind) for name in names))

    monkeypatch.setattr(grouping, "group", telling)
    told = []
    group_rows(["Densho"], Kind.ORGANIZATION, lambda stage, share: told.append((stage, share)))
    assert told == [("comparing", 1.0)]
    group_signatories([Signatory("Densho", Kind.PERSON)], None, lambda stage, share: told.append((stage, share)))
    assert told[1:] == [("comparing", 1.0)] * 2


# Reasons


def test_a_spelling_says_what_leads_to_the_canonical_name():
    cluster = Cluster(
        "A (B)",
        ("A (B)", "A", "a", "The A"),
        reasons=(because("a", "A"), because("The A", "A", "the article"), because("A", "A (B)", "the acronym")),
    )
    assert reasons_by_name(cluster) == {
        "A (B)": because("A", "A (B)", "the acronym"),
        "A": because("A", "A (B)", "the acronym"),
        "a": because("a", "A"),
        "The A": because("The A", "A", "the article"),
    }


def test_a_canonical_name_that_nobody_prints_needs_no_reason():
    cluster = Cluster("Densho Fund", ("Densho  Fund", "DENSHO FUND"), reasons=(because("DENSHO FUND", "Densho  Fund"),))
    assert reasons_by_name(cluster) == dict.fromkeys(cluster, because("DENSHO FUND", "Densho  Fund"))


def test_reasons_that_name_nobody_are_shared():
    cluster = Cluster("A", ("A", "a", "b"), reasons=("A person said so.", "And again."))
    assert reasons_by_name(cluster) == dict.fromkeys("Aab", "A person said so.")
    assert reasons_by_name(Cluster("A", ("A", "a"))) == {"A": "", "a": ""}
    assert reasons_by_name(Cluster("A", ("A",))) == {}


QUOTES = st.text(st.sampled_from("“”: ab"), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(QUOTES, min_size=2, max_size=6, unique=True))
def test_quotation_marks_in_names_do_no_harm(names):
    edges = tuple(because(names[0], name, "the same") for name in names[1:])
    told = reasons_by_name(Cluster(names[0], tuple(names), reasons=edges))
    assert set(told) == set(names)
    assert set(told.values()) <= set(edges)


@pytest.mark.parametrize("shape", ["star", "chain"])
def test_a_cluster_of_thousands_gives_each_spelling_one_reason(shape):
    names = [f"name {number}" for number in range(5_000)]
    hubs = [names[0]] * 4_999 if shape == "star" else names[:-1]
    cluster = Cluster(names[0], tuple(names), reasons=tuple(map(because, hubs, names[1:])))
    told = reasons_by_name(cluster)
    assert [told[name] for name in names[1:]] == list(cluster.reasons)
    assert told[names[0]] == cluster.reasons[0]


def test_a_reason_that_quotes_a_page_is_cut():
    endless = "x" * 10_000
    cluster = Cluster("A", ("A", endless, "b"), reasons=(because("A", endless, "so it is"), because("A", "b")))
    assert len(reasons_by_name(cluster)[endless]) < 1_000
    assert reasons_by_name(cluster)[endless].endswith("x”: so it is.")


def test_equal_rows_take_no_more_room_than_one():
    grouped = GroupedRows([1] * 100_000, [Cluster("A", ("A", "a"), reasons=(because("A", "a"),))], ())
    assert len({id(why) for _, _, why in grouped.cells(["A"] * 100_000)}) == 1
