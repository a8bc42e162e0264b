"""New names and the signatories that stand: who is one with whom, and what is asked."""

from __future__ import annotations

from itertools import permutations

import pytest

from signers.decisions import in_force
from signers.joining import Before, joined, names_of
from signers.model import Action, Answers, Cluster, Decision, Grouping, Kind

STANDING = (("Access Now", "AccessNow"), ("Sierra Club",), ("Sierra Club Foundation",), ("American Heart Association",))


def before(*clusters, said=()):
    found = tuple(Cluster(names[0], names) for names in clusters or STANDING)
    return Before.of(Kind.ORGANIZATION, Grouping(found), in_force(said) if said else Answers())


def groups(names, stand):
    """The names of each new or grown signatory."""
    found = joined(sorted(names), stand)
    return {names_of(group, stand) for group in found.groups.values()}


def test_a_new_spelling_joins_the_signatory_that_stands_and_not_its_foundation():
    assert groups(["ACCESS NOW!", "Sierra Club, Inc."], before()) == {
        ("Access Now", "AccessNow", "ACCESS NOW!"),
        ("Sierra Club", "Sierra Club, Inc."),
    }


def test_new_spellings_of_nobody_who_stands_are_one_group_with_the_match_that_joined_them():
    stand = before()
    (group,) = {*joined(["Mijente", "Mijente, Inc."], stand).groups.values()}
    assert (group.cluster, sorted(group.new)) == (None, ["Mijente", "Mijente, Inc."])
    (edge,) = group.edges
    assert {edge.left, edge.right} == {"Mijente", "Mijente, Inc."}


def test_signatories_that_stand_apart_are_not_joined_by_a_name_that_is_said_to_be_one_with_both():
    said = [Decision(Action.SAME, ("Mijente", name)) for name in ("Access Now", "Sierra Club")]
    assert groups(["Mijente"], before(said=said)) == {("Access Now", "AccessNow", "Mijente")}


@pytest.mark.parametrize("stands", ["Sierra Club", "The Sierra Club"])
def test_what_a_person_said_is_different_stays_so_whatever_the_evidence(stands):
    said = [Decision(Action.DIFFERENT, (stands, "Sierra Club, Inc."))]
    assert groups(["Sierra Club, Inc."], before((stands,), said=said)) == {("Sierra Club, Inc.",)}


def test_what_a_person_said_is_one_is_joined_against_the_evidence():
    said = [Decision(Action.SAME, ("Sierra Club", "Sierra Club Action Fund"))]
    assert groups(["Sierra Club Action Fund"], before(said=said)) == {("Sierra Club", "Sierra Club Action Fund")}


def test_of_two_that_stand_apart_in_two_forms_a_new_name_is_joined_to_none_and_asked_about():
    said = [Decision(Action.DIFFERENT, ("Sierra Club", "The Sierra Club"))]
    stand = before(("Sierra Club",), ("The Sierra Club",), said=said)
    found = joined(["Sierra Club, Inc."], stand)
    assert found.groups["Sierra Club, Inc."].cluster is None
    assert {match.right for match in found.doubts} == {"Sierra Club", "The Sierra Club"}


def test_the_order_of_the_clusters_changes_nothing():
    new = ["ACCESS NOW!", "Mijente", "Sierra Club, Inc.", "The American Heart Association"]
    assert len({frozenset(groups(new, before(*order))) for order in permutations(STANDING)}) == 1
