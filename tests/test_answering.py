"""What each answer to a question decides; that answers settle what is asked, test_reviewing.py shows."""

from __future__ import annotations

import pytest

from signers.answering import (
    against_the_evidence,
    different,
    dropped,
    fine,
    joined,
    mended,
    of_other_kind,
    parted,
    renamed,
    same,
    unsure,
)
from signers.model import Action, Decision, Kind, Match, Verdict
from signers.reviewing import About, Member, Question


def names(*sides, about=About.NAMES, matches=()):
    """A question about the sides, each of several spellings."""
    members = (Member(name, side) for side, spellings in enumerate(sides) for name in spellings)
    return Question(about, Kind.ORGANIZATION, tuple(members), matches)


def entry(name, before="", after=""):
    return Question(About.ENTRY, Kind.ORGANIZATION, (Member(name, 0, 1),), before=before, after=after)


def said(decisions):
    return [(decision.action.value, *decision.names) for decision in decisions]


THREE = names(["Densho"], ["Mijente", "Mijente, Inc."], ["Presente"])


def test_same_joins_each_side_to_the_first():
    assert said(same(THREE)) == [("same", "Densho", "Mijente"), ("same", "Densho", "Presente")]


def test_what_is_kept_out_of_its_own_side_differs_from_what_is_left_of_that():
    assert said(same(THREE, {"Mijente, Inc."}))[-1] == ("different", "Mijente, Inc.", "Mijente")


def test_of_a_side_that_is_kept_out_whole_each_spelling_differs_from_the_others():
    assert said(same(THREE, {"Mijente", "Mijente, Inc."})) == [
        ("same", "Densho", "Presente"),
        ("different", "Mijente", "Densho"),
        ("different", "Mijente, Inc.", "Densho"),
    ]


def test_not_all_can_be_kept_out():
    with pytest.raises(ValueError, match="all names are kept out"):
        same(THREE, THREE.names)


def test_answers_that_contradict_each_other_are_all_given_anew():
    torn = names(["Densho"], ["Mijente"], ["Presente"], about=About.ANSWERS)
    assert said(same(torn)) == [
        ("same", "Densho", "Mijente"),
        ("same", "Densho", "Presente"),
        ("same", "Mijente", "Presente"),
    ]
    assert unsure(torn) == ()


def test_different_and_unsure_are_about_each_two_sides_under_the_names_that_the_evidence_is_about():
    match = Match("Densho", "Mijente, Inc.", 0.5, Verdict.DOUBTFUL)
    pairs = [("Densho", "Mijente, Inc."), ("Densho", "Presente"), ("Mijente", "Presente")]
    asked = names(["Densho"], ["Mijente", "Mijente, Inc."], ["Presente"], matches=(match,))
    assert said(different(asked)) == [("different", *pair) for pair in pairs]
    assert said(unsure(asked)) == [("unsure", *pair) for pair in pairs]


def test_a_name_is_listed_otherwise():
    assert renamed("Densho", "D") == (Decision(Action.RENAME, ("Densho",), "D"),)


def test_what_is_said_of_an_entry_says_how_it_is_read():
    asked = entry("Densho", before="Access Now", after="Mijente")
    assert fine(asked) == (Decision(Action.ENTRY_OK, ("Densho",)),)
    assert unsure(asked) == (Decision(Action.ENTRY_UNSURE, ("Densho",)),)
    assert dropped(asked) == (Decision(Action.NOT_AN_ENTRY, ("Densho",)),)
    assert mended(asked, "D") == (Decision(Action.MEND, ("Densho",), "D"),)
    assert of_other_kind(asked) == (Decision(Action.KIND, ("Densho",), "person"),)
    assert joined(asked, to_next=True) == (Decision(Action.JOIN, ("Densho", "Mijente")),)
    assert joined(asked, to_next=False) == (Decision(Action.JOIN, ("Access Now", "Densho")),)
    assert parted(asked, ["D", "E"]) == (Decision(Action.SPLIT, ("Densho", "D", "E")),)


def test_what_same_makes_one_against_the_evidence_is_told_but_not_what_a_person_looked_at():
    sides = (["Densho", "Sierra Club", "The Sierra Club"], ["Sierra Club Foundation"])
    (match,) = against_the_evidence(sides, Kind.ORGANIZATION)
    assert (match.left, match.right) == ("Sierra Club", "Sierra Club Foundation")
    assert match.reasons[0] == "only one is a foundation"
    assert against_the_evidence((sides[0][1:], sides[1]), Kind.ORGANIZATION) == ()
