"""Names of persons, taken apart for comparing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.person_names import person_key, person_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dr. Martin Luther King, Jr., Ph.D.", "martin luther king jr"),
        ("Tatchell, Peter", "peter tatchell"),
        ("Prof. Emerita Ana María López", "ana maria lopez"),
        ("Oliver Stone, Film Director", "oliver stone"),
        ("Yo Yo Ma", "yo yo ma"),
        ("Jane Doe MD, MPH", "jane doe"),
    ],
)
def test_a_person_is_compared_without_titles_and_degrees(name, key):
    assert person_key(name) == key


@given(st.text(max_size=60))
def test_any_text_can_be_read_as_a_person(name):
    assert person_name(name).family or not name


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bacon, Don", "Don Bacon"), ("Clement, Emil II", "Emil Clement, II"), ("Smith, Dean", "Dean Smith")],
)
def test_a_given_name_that_is_a_title_and_a_number_stand_behind_the_comma_too(one, other):
    assert person_key(one) == person_key(other)


def test_a_comma_behind_nothing_turns_no_name():
    assert person_name("/,0").family
