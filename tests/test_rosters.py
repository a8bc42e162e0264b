"""What the columns of a table mean, in the words of many forms, and whom a row stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.model import Kind
from signers.rosters import Field, columns_of, heading_of, reads_down, signers_of

ORGANIZATION, PERSON = Kind.ORGANIZATION, Kind.PERSON


def signed(*rows):
    columns = columns_of(rows)
    return [] if columns is None else [signer for row in rows for signer in signers_of(columns, row)]


def said(*rows):
    return [(signer.name, signer.kind, signer.title, signer.affiliation, signer.location) for signer in signed(*rows)]


def fields(*headings):
    columns = columns_of([headings])
    return None if columns is None else [str(field) for field in columns.fields]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Name of organization", "City", "State"), ["organization", "city", "state"]),
        (("First Name", "Last Name", "Job Title", "Employer"), ["given", "surname", "title", "affiliation"]),
        (("Prénom", "Nom", "Fonction", "Ville"), ["given", "surname", "title", "city"]),
        (("Vorname", "Name", "Beruf", "Ort"), ["given", "surname", "title", "location"]),
        (("Nombre", "Apellidos", "Cargo", "País"), ["given", "surname", "title", "country"]),
        (("Nome", "Cognome", "Professione", "Città"), ["given", "surname", "title", "city"]),
        (("Nome da entidade", "Município", "UF"), ["organization", "city", "state"]),
        (("Naam", "Organisatie", "Woonplaats"), ["name", "organization", "location"]),
        (("Nom de l'entitat", "Municipi"), ["organization", "city"]),
        (("Organisation (if signing on behalf of)", "Name"), ["organization", "name"]),
        (("#", "Signatory", "E-mail", "Website"), ["number", "name", "email", "url"]),
        (("Organization name", "Contact person", "Phone"), ["organization", "contact", "phone"]),
        (("signatory", "constituency_name", "mp_name"), ["name", "location", "other"]),
        (("firstName", "lastName", "createdAt"), ["given", "surname", "date"]),
        (("Full name *", "What is your title?", "Which city do you live in?"), ["name", "title", "city"]),
    ],
)
def test_headings_say_what_columns_hold(headings, expected):
    assert fields(*headings) == expected


def test_a_form_asks_as_what_one_signs():
    rows = [
        ("Timestamp", "Sign as", "Name", "Organization", "Title", "City", "State"),
        ("1/2/2024 10:00:00", "Organization", "Jane Doe", "Water Fund", "Director", "Reno", "NV"),
        ("1/2/2024 10:01:00", "Individual", "John Roe", "Arts Council", "Nurse", "Elko", "NV"),
        ("1/2/2024 10:02:00", "Individual", "Ann Poe", "N/A", "", "", ""),
    ]
    assert said(*rows) == [
        ("Water Fund", ORGANIZATION, None, None, "Reno, NV"),
        ("John Roe", PERSON, "Nurse", "Arts Council", "Elko, NV"),
        ("Ann Poe", PERSON, None, None, None),
    ]


def test_a_person_has_an_affiliation_and_an_organization_signs_alone():
    assert said(("Name", "Organization"), ("Jane Doe", "Arts Council"), ("", "Sierra Club"), ("John Roe", "")) == [
        ("Jane Doe", PERSON, None, "Arts Council", None),
        ("Sierra Club", ORGANIZATION, None, None, None),
        ("John Roe", PERSON, None, None, None),
    ]


@pytest.mark.parametrize("who", ["Contact person", "Submitted by", "Name of representative", "Authorized signatory"])
def test_who_fills_in_the_form_of_an_organization_does_not_sign(who):
    assert said(("Organization", who), ("Arts Council", "Jane Doe"), ("Sierra Club", "John Roe")) == [
        ("Arts Council", ORGANIZATION, None, None, None),
        ("Sierra Club", ORGANIZATION, None, None, None),
    ]


def test_who_is_addressed_does_not_sign():
    rows = [("Signatory", "Your MP", "Party"), ("Arts Council", "Jane Doe", "Green"), ("Sierra Club", "Jim Fox", "Red")]
    assert [signer.name for signer in signed(*rows)] == ["Arts Council", "Sierra Club"]


def test_nobody_signs_in_an_empty_row_a_test_or_without_consent():
    rows = [
        ("Name", "Affiliation", "May we publish your name?"),
        ("Test", "Test", "Yes"),
        ("", "", "Yes"),
        ("Jane Doe", "MIT", "No"),
        ("John Roe", "none", "Yes"),
        ("Name", "Affiliation", "May we publish your name?"),
    ]
    assert said(*rows) == [("John Roe", PERSON, None, None, None)]


def test_names_in_parts_are_put_together():
    rows = [("Title", "First name", "Last name", "Suffix"), ("Dr.", "Jane", "Doe", "PhD"), ("Ms.", "Ann", "Poe", "")]
    assert [signer.name for signer in signed(*rows)] == ["Dr. Jane Doe, PhD", "Ms. Ann Poe"]


def test_affiliation_for_identification_is_flagged():
    rows = [("Name", "Affiliation (for identification purposes only)"), ("Jane Doe", "MIT"), ("John Roe", "")]
    assert [signer.flags for signer in signed(*rows)] == [("identification-only",), ()]


def test_a_table_without_headings_is_told_by_its_cells():
    rows = [("1", "Water Fund", "Kenya"), ("2", "Arts Council", "France"), ("3", "Dance Society", "Spain")]
    assert [(signer.name, signer.location) for signer in signed(*rows)] == [
        *(("Water Fund", "Kenya"), ("Arts Council", "France"), ("Dance Society", "Spain"))
    ]
    rows = [
        ("Jane Doe", "University of Reno"),
        ("James Miller", "Columbia University"),
        ("Anne Smith", "Law Institute"),
    ]
    assert [(signer.name, signer.affiliation) for signer in signed(*rows)] == rows


def test_headings_of_an_unknown_language_are_no_name():
    rows = [("Navn", "Land"), ("Water Fund", "Norway"), ("Arts Council", "Denmark"), ("Sierra Club", "Sweden")]
    assert [signer.name for signer in signed(*rows)] == ["Water Fund", "Arts Council", "Sierra Club"]


def test_a_grid_of_names_has_a_signer_a_cell():
    rows = [("Arts Council", "Sierra Club"), ("Dance Society", "Theatre Union"), ("Reno Library", "")]
    assert columns_of(rows).is_grid
    assert [(signer.name, signer.column) for signer in signed(*rows)] == [
        *(("Arts Council", 0), ("Sierra Club", 1), ("Dance Society", 0), ("Theatre Union", 1), ("Reno Library", 0))
    ]


def test_what_stands_below_a_name_in_its_cell_is_about_the_person():
    rows = [("Jane Doe\nDirector\nArts Council", "James Miller\nNurse"), ("Anna Garcia\nPoet", "Society\nfor Water")]
    assert [(signer.name, signer.title, signer.affiliation) for signer in signed(*rows)] == [
        ("Jane Doe", "Director", "Arts Council"),
        ("James Miller", "Nurse", None),
        ("Anna Garcia", "Poet", None),
        ("Society for Water", None, None),
    ]


def test_an_organization_among_persons_is_not_made_a_person():
    rows = [("Name", "Title"), ("Jane Doe", "Nurse"), ("Center for Water Justice", ""), ("Anna Garcia", "")]
    assert [signer.kind for signer in signed(*rows)] == [PERSON, None, PERSON]


def test_equal_tables_side_by_side_have_a_signer_each():
    rows = [("No.", "Name", "Land", "No.", "Name", "Land"), ("1", "Arts Council", "Kenya", "2", "Sierra Club", "Chile")]
    assert [(signer.name, signer.location) for signer in signed(*rows)] == [
        *(("Arts Council", "Kenya"), ("Sierra Club", "Chile"))
    ]


def test_lists_side_by_side_are_groups_under_their_headings():
    rows = [("National Organizations", "State Organizations"), ("Arts Council", "Water Fund"), ("Sierra Club", "")]
    assert [(signer.name, signer.group) for signer in signed(*rows)] == [
        ("Arts Council", "National Organizations"),
        ("Water Fund", "State Organizations"),
        ("Sierra Club", "National Organizations"),
    ]


def test_a_column_of_both_kinds_tells_none():
    rows = [("Organization/Individual", "City"), ("Arts Council", "Reno"), ("Jane Doe", "Elko")]
    assert [(signer.name, signer.kind) for signer in signed(*rows)] == [("Arts Council", None), ("Jane Doe", None)]


def test_members_of_a_parliament_sign_where_nobody_else_is_named():
    rows = [
        ("Member of Parliament", "Party"),
        ("Jane Doe", "Greens"),
        ("James Miller", "Left"),
        ("Anna Garcia", "Left"),
    ]
    assert [signer.name for signer in signed(*rows)] == ["Jane Doe", "James Miller", "Anna Garcia"]


def test_a_row_of_one_cell_heads_a_part_of_the_table():
    rows = [("No.", "Name", "City"), ("Nevada", "", ""), ("1", "Arts Council", "Reno"), ("2", "Water Fund", "Elko")]
    columns = columns_of(rows)
    assert [heading_of(columns, row) for row in rows[1:]] == ["Nevada", None, None]
    assert heading_of(columns, ("", "Nevada", "")) == "Nevada"
    assert heading_of(columns, ("", "Arts Council", "")) is None


@pytest.mark.parametrize(
    "rows",
    [
        [("Item", "Price", "Quantity"), ("Apples", "3.50", "2"), ("Pears", "2.10", "4"), ("Plums", "1.10", "1")],
        [("Year", "Budget"), ("2019", "$300"), ("2020", "$350")],
        [tuple(f"c{at}" for at in range(200)), *(tuple(str(at * row) for at in range(200)) for row in range(1, 6))],
        [("", ""), ("", "")],
        [],
    ],
)
def test_a_table_that_lists_nobody_has_no_columns(rows):
    assert columns_of(rows) is None


def test_a_grid_is_read_as_the_alphabet_goes():
    assert reads_down([("Arts", "Dance"), ("Books", "Elms"), ("Clay", "Fish")])
    assert not reads_down([("Arts", "Books"), ("Clay", "Dance"), ("Elms", "Fish")])
    assert reads_down([])


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5).map(tuple), max_size=8))
def test_no_table_makes_it_fail(rows):
    columns = columns_of(rows)
    if columns is not None:
        assert set(columns.fields) & {Field.NAME, Field.ORGANIZATION, Field.GIVEN, Field.SURNAME}
        for row in rows:
            heading_of(columns, row)
            for signer in signers_of(columns, row):
                assert signer.name
