"""A list against an authority list: the same, a doubt, or none; and how few names are found among very many."""

from __future__ import annotations

import random

import pytest

from signers.authority import Fit, link
from signers.matching import between
from signers.matching.between import matches_between
from signers.model import Kind, Verdict

REGISTER = (
    "Sierra Club",
    "Sierra Club Foundation",
    "American Civil Liberties Union",
    "Physicians for Social Responsibility",
    "Physicians for Social Responsibility Inc",
    "Mijente Support Committee",
    "Access Now",
    "",
)


def linked(name, register=REGISTER, kind=Kind.ORGANIZATION, **options):
    [found] = link([(name, kind)], register, **options)
    return found


def rows(found):
    return [entry.row for entry in found.entries]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("The Sierra Club, Inc.", 0),
        ("ACLU", 2),
        ("access now", 6),
        ("Mijente Suport Committee", 5),
        ("AccessNow.org", 6),
    ],
)
def test_a_name_in_another_form_or_with_a_slip_has_its_entry(name, row):
    found = linked(name)
    assert (found.fit, rows(found)[0]) == (Fit.SAME, row)
    assert found.why


def test_the_very_name_is_the_entry_though_another_differs_only_in_form():
    found = linked("Physicians for Social Responsibility")
    assert (found.fit, rows(found)) == (Fit.SAME, [3, 4])


def test_two_entries_that_fit_alike_are_a_doubt_and_both_are_told():
    found = linked("PHYSICIANS FOR SOCIAL RESPONSIBILITY")
    assert (found.fit, rows(found)) == (Fit.DOUBTFUL, [3, 4])
    assert found.why.startswith("2 entries fit alike; ")


def test_two_entries_of_one_name_are_a_doubt_and_two_names_of_one_entry_are_not():
    register = ["Access Now", "Access Now"]
    assert linked("Access Now", register, ids=["1", "2"]).fit is Fit.DOUBTFUL
    assert linked("Access Now", register, ids=["1", "1"]).fit is Fit.SAME
    assert linked("Access Now", register).fit is Fit.SAME


@pytest.mark.parametrize("name", ["Mijente Ohio", "Sierra Madre Club of Pasadena", "Rainforest Action Network"])
def test_what_no_entry_is_like_enough_has_none(name):
    assert linked(name).fit is not Fit.SAME


def test_without_any_entry_that_is_like_it_there_is_none():
    found = linked("Rainforest Action Network")
    assert (found.fit, found.entries) == (Fit.NONE, ())


def test_persons_are_matched_as_persons_with_short_forms_and_initials():
    register = ["Whitlock, Robert A.", "Roberta Whitlock", "Grace Hopper"]
    assert rows(linked("Bob Whitlock", register, Kind.PERSON))[0] == 0


def test_an_empty_register_has_nothing():
    assert linked("Access Now", []).fit is Fit.NONE
    assert linked("Access Now", [""]).fit is Fit.NONE
    assert link([], REGISTER) == ()


def test_how_rare_a_word_is_the_register_says():
    crowd = [f"Zorblatt {word}" for word in ("Fund", "Center", "League", "Works", "House", "School") for _ in range(1)]
    many = [f"Zorblatt {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]} Group" for n in range(100)]
    alone = matches_between(["Zorblatt Alliance"], ["Zorblatt Alliances Group"]).matches
    among = matches_between(["Zorblatt Alliance"], ["Zorblatt Alliances Group", *crowd, *many]).matches
    score = {match.right: match.score for match in among}.get("Zorblatt Alliances Group", 0.0)
    assert score <= max((match.score for match in alone), default=1.0)


# Few among many


def made(count):
    chance = random.Random(3)
    words = [
        "River",
        "Stone",
        "Harbor",
        "Justice",
        "Health",
        "Action",
        "Center",
        "League",
        "Valley",
        "Youth",
        "Housing",
    ]
    towns = [
        f"{a}{b}" for a in ("Nor", "Wes", "Tam", "Bel", "Cro", "Dun") for b in ("wick", "ford", "mere", "ton", "ley")
    ]
    return [f"{chance.choice(towns)} {' '.join(chance.sample(words, 3))}" for _ in range(count)]


def test_a_few_names_are_found_among_many_as_they_are_among_few(monkeypatch):
    monkeypatch.setattr(between, "_ALL", 50)
    others = [*made(3_000), "Sierra Club", "Mijente Support Committee", "National Lawyers Guild"]
    few = ["The Sierra Club", "Mijente Suport Committee", "NLG", "Natl. Lawyers Guild", "Sierra Club of Ohio"]
    found = matches_between(few, others).matches
    same = {(match.left, match.right) for match in found if match.verdict is Verdict.SAME}
    assert {
        ("The Sierra Club", "Sierra Club"),
        ("Mijente Suport Committee", "Mijente Support Committee"),
        ("Natl. Lawyers Guild", "National Lawyers Guild"),
    } <= same
    assert not any(left == "Sierra Club of Ohio" for left, _ in same)
    assert any(match.left == "NLG" for match in found)


def test_the_order_of_the_names_changes_nothing():
    few, others = ["The Sierra Club", "Access now"], list(REGISTER[:-1])
    assert matches_between(few, others).matches == matches_between(few[::-1], others[::-1]).matches


def test_among_the_few_each_pair_is_looked_at_once():
    found = matches_between(["The Sierra Club", "Sierra Club"], [], among=True).matches
    assert [(match.left, match.right) for match in found] == [("Sierra Club", "The Sierra Club")]


def test_any_spelling_of_a_name_may_be_the_entry_and_each_entry_is_told_once():
    wanted = ("Water Protectors", Kind.ORGANIZATION)
    [alone] = link([wanted], REGISTER)
    assert alone.fit is Fit.NONE
    [found] = link([wanted], REGISTER, spellings={wanted: ("Sierra Club", "The Sierra Club, Inc.")})
    assert (found.fit, rows(found), found.name) == (Fit.SAME, [0], "Water Protectors")
    [other] = link([wanted], REGISTER, spellings={wanted: ("The Sierra Club, Inc.", "SIERRA CLUB, INC.")})
    assert (other.fit, rows(other)) == (Fit.SAME, [0])
    assert other.entries[0].reasons[0].startswith("also printed as ")
