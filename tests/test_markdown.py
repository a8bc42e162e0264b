"""Markdown letters: what is printed, without the marks, on the lines of the source."""

import inspect

import pytest

from signers.model import Form
from signers.reading.markdown import lines_of, lines_of_markdown


@pytest.fixture
def lines(request):
    """The docstring of a test as a Markdown letter; blank lines left out."""
    return [line for line in lines_of_markdown(inspect.getdoc(request.function)) if line.text]


def test_items_bear_their_markers_and_headings_are_headings(lines):
    """
    ## Signatories

    - Valley Watch
    - [Harbor Workers](https://harbor.example)
    """
    assert [(line.number, line.form, line.marker, line.text) for line in lines] == [
        (1, Form.HEADING, "", "Signatories"),
        (3, Form.ITEM, "• ", "Valley Watch"),
        (4, Form.ITEM, "• ", "Harbor Workers"),
    ]


def test_a_list_whose_every_number_is_one_keeps_its_numbers(lines):
    """
    1. Ada Bright
    1. Omar Castell
    """
    assert [(line.marker, line.text) for line in lines] == [("1. ", "Ada Bright"), ("1. ", "Omar Castell")]


def test_a_line_of_a_paragraph_stays_a_line_and_a_hard_break_ends_it(lines):
    """
    Valley Watch
    Harbor Workers\\
    Civic Data Network
    """
    assert [(line.form, line.text) for line in lines] == [
        (Form.LINE, "Valley Watch"),
        (Form.PARAGRAPH, "Harbor Workers"),
        (Form.LINE, "Civic Data Network"),
    ]


def test_the_bold_beginning_of_a_line_is_told(lines):
    """
    - **Ada Bright** Engineer
    - __Omar Castell__
    - Lena Ostrow, **Chair**
    """
    assert [line.strong for line in lines] == ["Ada Bright", "Omar Castell", ""]
    assert [line.text for line in lines] == ["Ada Bright Engineer", "Omar Castell", "Lena Ostrow, Chair"]


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Open letter\nauthor: Ada\n---",
        "+++\ntitle = 'Open letter'\n+++",
        "Title: Open letter\nDate: 2020-01-02",
    ],
)
def test_what_a_static_site_keeps_at_the_top_is_no_line(head):
    found = [line for line in lines_of_markdown(f"{head}\n\nSigned,\n") if line.text]
    assert [(line.number, line.text) for line in found] == [(len(head.splitlines()) + 2, "Signed,")]


def test_comments_images_and_definitions_of_links_are_no_lines(lines):
    """
    <!-- added by hand -->

    ![Our banner](banner.png)

    Valley Watch [home][1]

    [1]: https://valley.example
    """
    assert [line.text for line in lines] == ["Valley Watch home"]


def test_marks_of_footnotes_go_and_their_texts_are_notes(lines):
    """
    Valley Watch[^1]

    [^1]: See our report of 2019.
    """
    assert [(line.form, line.text) for line in lines] == [
        (Form.LINE, "Valley Watch"),
        (Form.NOTE, "See our report of 2019."),
    ]


def test_html_between_the_paragraphs_is_read_as_a_web_page_with_its_lines(lines):
    """
    Signed:

    <ul>
    <li>Valley Watch &amp; Friends</li>
    </ul>
    """
    assert [(line.number, line.form, line.text) for line in lines][-1] == (4, Form.ITEM, "Valley Watch & Friends")


def test_a_table_is_rows_of_cells(lines):
    """
    | Name | City |
    | --- | --- |
    | Ada Bright | Leeds |
    """
    assert [(line.number, line.form, line.cells) for line in lines] == [
        (1, Form.ROW, ("Name", "City")),
        (3, Form.ROW, ("Ada Bright", "Leeds")),
    ]


def test_escapes_and_entities_are_undone_and_code_keeps_its_marks(lines):
    """
    - Pop!\\_OS Users &ndash; Leeds
    - Ada Bright `ada42`
    """
    assert [line.text for line in lines] == ["Pop!_OS Users – Leeds", "Ada Bright `ada42`"]


def test_indented_text_is_text(lines):
    """
    Signed,

        Valley Watch
        Harbor Workers
    """
    assert [line.text for line in lines][-2:] == ["Valley Watch", "Harbor Workers"]


def test_a_long_list_takes_a_line_each():
    source = "\n".join(f"- Friends of River {number}" for number in range(3000))
    assert len(lines_of(source.encode(), "letter.md")) == 3000
