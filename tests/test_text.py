"""From bytes to lines: what a person sees on the page, where an editor shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.reading.text import decode
from signers.reading.text import lines_of_text as lines_of


def seen(text):
    return [(line.number, line.page, line.left, line.text) for line in lines_of(text)]


def printed(text):
    return [line.text for line in lines_of(text) if line.text]


def test_lines_are_numbered_as_an_editor_numbers_them():
    assert seen("Signed,\n\nSierra Club") == [(1, 1, 0, "Signed,"), (2, 1, 0, ""), (3, 1, 0, "Sierra Club")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_one_line(end):
    assert seen(end.join(["Signed,", "", "Sierra Club", ""])) == seen("Signed,\n\nSierra Club\n")


def test_a_form_feed_begins_a_page_whether_it_leads_a_line_or_stands_alone():
    assert [line[1:] for line in seen("Sierra Club\n\fWild South")] == [(1, 0, "Sierra Club"), (2, 0, "Wild South")]
    assert [(page, text) for _, page, _, text in seen("Sierra Club\n\f\nWild South")] == [
        (1, "Sierra Club"),
        (2, ""),
        (2, "Wild South"),
    ]


def test_what_stands_before_a_form_feed_on_its_line_is_of_the_page_before():
    assert [(page, text) for _, page, _, text in seen("Sierra Club\f\nWild South")] == [
        (1, "Sierra Club"),
        (2, "Wild South"),
    ]
    assert seen("Sierra Club\fWild South") == [(1, 1, 0, "Sierra Club"), (1, 2, 0, "Wild South")]


def test_a_line_break_of_a_word_processor_parts_lines_that_an_editor_counts_as_one():
    assert seen("Sierra Club\vWild South\u2028Earthjustice\nX-Lab") == [
        (1, 1, 0, "Sierra Club"),
        (1, 1, 0, "Wild South"),
        (1, 1, 0, "Earthjustice"),
        (2, 1, 0, "X-Lab"),
    ]


def test_a_tab_indents_to_the_next_stop():
    assert seen("\tSierra Club")[0][2:] == (8, "Sierra Club")
    assert seen("   \tSierra Club")[0][2:] == (8, "Sierra Club")


def test_a_soft_hyphen_is_seen_at_the_lines_end_only():
    assert printed("Corpo\u00adrate Respon\u00ad\nsibility") == ["Corporate Respon-", "sibility"]
    assert printed("Corporate Respon\u00ad  \nsibility") == ["Corporate Respon-", "sibility"]


def test_marks_that_take_no_room_are_no_part_of_a_name():
    assert printed("\u200bSierra\u200b Club\u2060\n\u200e\nWild South\ufeff") == ["Sierra Club", "Wild South"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le-with-mark", "utf-16-be-with-mark", "cp1252"]
)
def test_the_usual_encodings_give_the_same_text(encoding):
    text = "Atentamente,\n\nEcologistas en Acción – “Red”"
    name, _, mark = encoding.partition("-with-")
    assert decode((("\ufeff" if mark else "") + text).encode(name)) == text


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 20, b"\xff\xfe\x00", bytes(range(32)) * 8])
def test_bytes_that_are_no_text_are_none(content):
    assert decode(content) is None


@given(st.text())
def test_no_letter_of_the_text_is_lost_but_white_space_and_what_is_unseen(text):
    unseen = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
    kept = "".join(line.text for line in lines_of(text))
    visible = [letter for letter in text if not letter.isspace() and letter not in unseen]
    assert [letter for letter in kept if not letter.isspace()].count("-") >= visible.count("-")
    assert [x for x in kept if not x.isspace() and x != "-"] == [x for x in visible if x != "-"]


@given(st.text(alphabet="ab \t\n\r\f\v\u00ad"))
def test_lines_have_no_white_space_at_their_ends_and_never_count_backwards(text):
    lines = lines_of(text)
    assert all(line.text == line.text.strip() for line in lines)
    assert [line.number for line in lines] == sorted(line.number for line in lines)
    assert [line.page for line in lines] == sorted(line.page for line in lines)
    assert lines[-1].number == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
