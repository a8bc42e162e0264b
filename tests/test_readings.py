"""A name of an organization taken apart for comparing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.matching.meaning import PLACE
from signers.matching.other_names import PRINTS, SAYS_SO
from signers.matching.readings import read
from signers.matching.vocabulary import nearest, told_by
from signers.names import comparison_key


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("National Assn. of Social Workers", ("national", "association", "social", "workers")),
        ("MapleportRiver Alliance", ("mapleport", "river", "alliance")),
        ("VFWPost 12", ("vfw", "post", "12")),
        ("1199SEIU", ("1199", "seiu")),
        ("Rivertown Lodge No. 1776", ("rivertown", "lodge", "1776")),
        ("IBEW Local Union 101", ("ibew", "local", "101")),
        ("Bowie, Literacy Project of", ("literacy", "project", "bowie")),
        ("Forty-Four Roses", ("44", "roses")),
        ("S. Kenwood Club", ("south", "kenwood", "club")),
        ("Tenants Union (on behalf of its members)", ("tenants", "union")),
        ("Tenants Union*", ("tenants", "union")),
    ],
)
def test_words_are_compared_in_one_form(name, core):
    assert read(name).core == core


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Peace Action of Ohio", [{"us/oh"}]),
        ("Peace Action (OH)", [{"us/oh"}]),
        ("N. Carolina Justice Center", [{"us/nc"}]),
        ("Peace Action of Califomia", [{"us/ca"}]),
        ("Peace Action of Pennsylvnaia", [{"us/pa"}]),
        ("Ohio Peace Action", [{"us/oh"}]),
        ("In Our Own Voice", []),
    ],
)
def test_places_are_told_from_words(name, places):
    reading = read(name)
    assert [set(ids) for ids in reading.places] == places
    assert reading.words.count(PLACE) == len(places)


def test_of_places_of_one_name_the_one_that_lies_in_the_other_counts():
    assert all("us/me" in place for ids in read("Greens of Portland, Maine").places for place in ids)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("SEIU Local 32BJ", ("32",)),
        ("D4BL", ()),
        ("Post No. 007", ("7",)),
        ("C0mpany of Friends", ()),
        ("8lack Media", ()),
        ("National Association of Crimina1 Lawyers", ()),
        ("First Baptist Church", ("1",)),
        ("1st Baptist Church", ("1",)),
    ],
)
def test_numbers_are_told_from_letters_that_a_scanner_saw_as_digits(name, numbers):
    assert read(name).numbers == numbers


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("fund", ("affiliate", "fund")),
        ("fundd", ("affiliate", "fund")),
        ("northern", ("direction", "north")),
        ("nothern", ("direction", "north")),
        ("find", None),
        ("justice", None),
    ],
)
def test_a_slip_does_not_hide_what_a_word_tells(word, told):
    assert told_by(word) == told


def test_a_known_word_is_no_slip():
    assert nearest("ohia") is None  # too short
    assert nearest("virginai") == "virginia"
    assert nearest("horse") is None  # and not Corse


def test_what_a_name_says_of_itself():
    reading = read("Woodhull Sexual Freedom Alliance (now Woodhull Freedom Foundation)")
    assert ("woodhull freedom foundation", SAYS_SO) in reading.alternates
    assert read("Sierra Club (Maine)").alternates == ()
    assert ("sipp culture", PRINTS) in read("Center for Cultural Production (Sipp Culture)").alternates


def test_acronyms_are_written_out_where_the_list_says_what_they_stand_for():
    reading = read("ACLU of Ohio", {"aclu": "American Civil Liberties Union"})
    assert reading.core == ("american", "civil", "liberties", "union")
    assert reading.spelt_out == ("ACLU",)
    assert reading.chapter


@given(st.text(max_size=60))
def test_any_text_can_be_read(name):
    reading = read(name)
    assert reading.key == comparison_key(name)
    assert reading == read(name, key=comparison_key(name))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mad River Valley Television", "mrvt"),
        ("18 Million Rising", "18mr"),
        ("US Department of Arts and Culture", "usdac"),
        ("Restore the Fourth Minnesota", "rt4mn"),
        ("Electronic Frontiers Georgia", "efga"),
        ("Movement for Black Lives", "m4bl"),
        ("Réseau d’Action Climat", "rac"),
    ],
)
def test_the_first_letters_are_an_acronym_as_people_make_them(name, letters):
    assert letters in read(name).initials


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Densho: The Japanese American Legacy Project", ("densho", "japanese american legacy project")),
        ("ACT | The App Association", ("act", "app association")),
        ("Peace Action - Ohio", ()),
        ("Justice-Based Design", ()),
        ("One - Two - Three", ()),
    ],
)
def test_a_mark_may_part_a_name_in_two(name, parts):
    assert read(name).beside == parts
