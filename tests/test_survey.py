"""What the names of a list say about one another."""

import numpy as np
import pytest

from signers.matching import survey
from signers.matching.tallies import Tally


def test_an_acronym_is_defined_by_the_name_that_prints_both():
    context = survey(["Food Justice Network (FJN)", "FJN Ohio", "Sierra Club"])
    assert context.definitions["fjn"] == "Food Justice Network"
    assert "fjn" in context.told


def test_an_acronym_that_fits_two_bodies_is_defined_by_neither():
    context = survey(["Food Justice Network (FJN)", "Farmworker Justice Now", "FJN"])
    assert "fjn" not in context.definitions
    assert context.fitting["fjn"] == 2


def test_a_slip_in_one_printing_leaves_an_acronym_defined():
    context = survey(["Food Justice Network (FJN)", "Food Justcie Network", "FJN"])
    assert context.definitions["fjn"] == "Food Justice Network"


def test_an_acronym_stands_for_the_words_that_it_fits():
    context = survey(["Texas Interfaith Power & Light (IPL)", "IPL"])
    assert context.definitions["ipl"] == "Interfaith Power & Light"


def test_everybody_knows_some_acronyms():
    context = survey(["ACLU", "Sierra Club"])
    assert context.definitions["aclu"] == "American Civil Liberties Union"
    assert "aclu" not in context.told


@pytest.mark.parametrize(
    ("names", "chapters"),
    [
        (["Peace Action Ohio", "Peace Action Maine", "Peace Action"], True),
        (["Peace Action, Dayton, Ohio", "Peace Action, Ohio", "Peace Action"], False),  # one lies in the other
        (["Peace Action Ohio", "Peace Action"], False),
    ],
)
def test_a_body_that_is_in_several_places_has_chapters(names, chapters):
    assert (("peace", "action") in survey(names).places) is chapters


def test_a_word_that_only_one_name_has_is_rarer():
    context = survey(["Riverside Tenants Union", "Hillside Tenants Union", "Quail Union"])
    assert context.rarity("quail") > context.rarity("tenants") > context.rarity("union")


def test_a_gap_is_counted_by_the_words_that_stand_elsewhere_too():
    names = [f"{town} Tenants Union" for town in ("Dalton", "Milton", "Hilton")]
    context = survey([*names, "Milton Peace Center", "Hilton Peace Center"])
    assert context.fillers(("dalton", "tenants", "union"), "dalton") == 2
    assert context.fillers(("dalton", "tenants", "union"), "union") == 1


def test_a_beginning_is_counted_by_the_words_with_which_names_go_on():
    context = survey(["Peace Action Fund", "Peace Action Institute", "Peace Action", "Peace Center"])
    assert context.goes_on(("peace", "action")) == 2
    assert context.goes_on(("peace",)) == 2
    assert context.goes_on(("peace", "center")) == 1


def test_a_tally_counts_different_members():
    assert Tally()[1] == 1
    assert Tally(np.array([1, 1, 1, 2], np.uint64), np.array([1, 1, 2, 1]))[1] == 2
