"""Why names are one, or are not: the evidence, what people said, and what a signatory is made of."""

from __future__ import annotations

from signers.decisions import in_force
from signers.explaining import context_of, explain_name, explain_pair
from signers.model import Action, Cluster, Decision, Kind, Signatory
from signers.settling import group_decided

NAMES = ("Access Now", "access now", "Sierra Club", "Sierra Club Foundation", "Physicians for Social Responsibility",
         "Physicians for Social Responsibility Network")  # fmt: skip
ENTRIES = tuple(Signatory(name, Kind.ORGANIZATION, letter="letter", line=at) for at, name in enumerate(NAMES, start=1))


def decided(*decisions):
    return in_force(decisions)


def home(name, grouping):
    return next(cluster for cluster in grouping.clusters if name in cluster)


def test_of_two_names_all_evidence_is_told_with_the_verdict():
    match = explain_pair("Sierra Club", "Sierra Club Foundation", Kind.ORGANIZATION).match
    assert match.verdict.value == "different"
    assert any(piece.veto and piece.why == "only one is a foundation" for piece in match.evidence)


def test_the_evidence_is_what_the_list_gives_as_in_grouping():
    names = ["United We Dream (UWD)", "UWD", "Sierra Club"]
    context = context_of(names, Kind.ORGANIZATION, ("UWD", "United We Dream (UWD)"))
    told = explain_pair("UWD", "United We Dream (UWD)", Kind.ORGANIZATION, context).match.reasons
    assert "this list says what UWD stands for, and the words are the same" in told


def test_what_a_person_said_of_the_two_is_told_in_whatever_form():
    answers = decided(Decision(Action.DIFFERENT, ("The Sierra Club", "Sierra Club Foundation")))
    said = explain_pair("Sierra Club", "Sierra Club Foundation", Kind.ORGANIZATION, answers=answers).said
    assert said == ("a person said that they are not one: “Sierra Club Foundation” and “The Sierra Club”",)


def test_of_one_name_the_spellings_are_told_with_reasons_places_and_questions():
    grouping = group_decided(ENTRIES)[Kind.ORGANIZATION]
    told = explain_name(home("access now", grouping), ENTRIES, grouping.doubtful)
    [(alias, why)] = told.reasons
    assert alias == "access now"
    assert why.endswith(": the same but for capitals or spaces.")
    assert [entry.line for entry in told.entries] == [1, 2]
    asked = explain_name(home("Physicians for Social Responsibility", grouping), ENTRIES, grouping.doubtful)
    assert [{match.left, match.right} for match in asked.questions] == [set(NAMES[4:])]


def test_what_people_said_of_a_name_is_told():
    answers = decided(
        Decision(Action.RENAME, ("access now",), "AccessNow.org"),
        Decision(Action.SORT_AS, ("Access Now",), "Now"),
        Decision(Action.WITHDRAW, ("Access Now",), on="2026-11-25", reason="asked"),
        Decision(Action.DIFFERENT, ("Access Now", "Access Then")),
    )
    told = explain_name(Cluster("AccessNow.org", ("Access Now", "access now")), ENTRIES, (), answers).said
    assert told == (
        "it is to be listed as “AccessNow.org”",
        "it is to be sorted as “Now”",
        "it is withdrawn since 2026-11-25: asked",
        "“Access Now” is not “Access Then”",
    )
