"""Which lines of a mail are the names that it asks to add."""

import pytest

from signers.model import Instructions, Letter, Line
from signers.sign_on_mails import asked_for, is_request


def mail(text):
    lines = tuple(Line(number, line) for number, line in enumerate(text.splitlines(), start=1))
    return Letter("mail", "made", lines)


ASKED = """Dear all,

please add the following organizations:

Densho
Aldermoor Rivers Trust

Best wishes,
Maria
"""


def test_the_names_stand_between_the_request_and_the_farewell():
    assert asked_for(mail(ASKED)) == Instructions(5, 6)
    assert is_request(mail(ASKED))


def test_names_behind_the_request_in_its_own_line_are_taken_as_they_are():
    assert asked_for(mail("Please add: Densho; Aldermoor Rivers Trust\n\nThanks,\nMaria")) == (
        "Densho; Aldermoor Rivers Trust"
    )


@pytest.mark.parametrize("text", ["Densho\nAldermoor Rivers Trust\n", "Our demands:\n\nWater for all\nLand for all\n"])
def test_a_list_or_a_letter_asks_for_nobody(text):
    assert asked_for(mail(text)) is None
    assert not is_request(mail(text))
