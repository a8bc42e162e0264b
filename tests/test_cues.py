"""What a line is by its words; and the cheap questions before the dear ones change no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers import cues

PIECES = [
    *("Sincerely,", "The Chairman", "Mr. Moss", "Box", "Re", "To", "page", "Seite", "Signatories", "ada@fen.org"),
    *(". ", " ", ": ", ", ", "-", "_", "#", "## ", "* ", "[", "]", "<", ">", "<b>", "```", "://", "(", ")", "\n", "¶"),
    *("3", "12", "2024", "May", "Oakland", "94612", "555-123-4567", "é", "½", "²", "ª", "Lowe"),
]
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


@given(LINES)
@pytest.mark.parametrize(
    ("asked", "pattern"),
    [
        ("is_page_number", "_page_number"),
        ("is_rule", "_rule"),
        ("is_markup", "_markup"),
        ("is_speech", "_speech"),
        ("markdown_heading", "_markdown_heading"),
        ("is_date", "_date"),
        ("has_contact", "_contact"),
        ("is_address_line", "_address"),
        ("has_strange_mark", "_strange_mark"),
    ],
)
def test_what_is_asked_first_rules_out_no_line_that_the_pattern_would_find(asked, pattern, text):
    assert bool(getattr(cues, asked)(text)) == bool(getattr(cues, pattern)(text))


@given(LINES)
def test_a_line_of_an_address_is_one_or_holds_a_way_to_reach_somebody(text):
    assert cues.is_of_address(text) == bool(cues.is_address_line(text) or cues.has_contact(text))


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("## Signatories (43):", "Signatories (43)"),
        ("II. Individuals", "Individuals"),
        ("**Organizations**", "Organizations"),
        ("California", "California"),
        ("3) Groups", "Groups"),
    ],
)
def test_a_heading_reads_without_what_sets_it_off(printed, heading):
    assert cues.heading_text(printed) == heading
