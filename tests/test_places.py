"""Names of places, and names with a place behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.places import is_place, lies_in_place, may_be_place, place_kind, place_tail


@pytest.mark.parametrize(
    "text",
    [
        "Ohio",
        "NY",
        "Belgium",
        "België",
        "Córdoba, Argentina",
        "Washington, DC",
        "Middle East",
        "USA",
        "U.S.",
        "États-Unis",
        "Brasil",
        "Latin America",
        "São Paulo/SP",
        "Salvador /Ba",
        "MG",
        "Chicago, Illinois",
        "UK/Pakistan",
        "Greater Boston",
        "ciudad de Rosario",
        "the Netherlands",
        "Québec (Canada)",
    ],
)
def test_places_are_known_in_several_languages(text):
    assert is_place(text)


@pytest.mark.parametrize("text", ["mg", "usa", "Fen Trust", "Port Hill Council", "", ",", "Friends of Ohio", "(", "2"])
def test_other_texts_are_no_places(text):
    assert not is_place(text)


def test_the_kind_of_a_place_is_told():
    assert [place_kind(text) for text in ("Kenya", "Kansas", "KS", "Nairobi", "Africa")] == [
        "country",
        "region",
        "code",
        "city",
        "world",
    ]


def test_an_unknown_place_has_the_shape_of_one():
    assert may_be_place("Villa del Totoral")
    assert may_be_place("barrio Los Robles")
    assert not may_be_place("FTV")
    assert not may_be_place("software engineer")
    assert not may_be_place("Hopewell University for Peat and Fen Studies")
    assert lies_in_place("Valle del Sol")


def test_the_longest_place_behind_a_name_is_told_from_it():
    assert place_tail("Taller Azul, Rosario, Argentina") == ("Taller Azul", "Rosario, Argentina")
    assert place_tail("Ökobüro (Austria)") == ("Ökobüro", "Austria")
    assert place_tail("Restore The Marsh, Inc.") is None
    assert place_tail("Kenya") is None


@given(st.text(max_size=80))
def test_any_text_can_be_asked_about(text):
    assert isinstance(is_place(text), bool)
    assert isinstance(may_be_place(text), bool)
    place_tail(text)
