"""Names set as running text: what parts them, and what only looks as if it did."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers import runons
from signers.model import Form, Line
from signers.patterns import later
from signers.reading.text import lines_of_text
from signers.runons import entries_of_run_on


@pytest.fixture
def names(request):
    """What the docstring of a test, read as a run of lines, holds."""
    run = tuple(line for line in lines_of_text(inspect.getdoc(request.function)) if line.text)
    return [entry.text for entry in entries_of_run_on(run)]


def test_semicolons_part_names_and_lines_do_not(names):
    """
    Harbor Workers Alliance; Lantern Street Housing Project; Friends of
    the Lower Basin; Midlands Tenants Union; OpenLedger.
    """
    assert names == [
        "Harbor Workers Alliance",
        "Lantern Street Housing Project",
        "Friends of the Lower Basin",
        "Midlands Tenants Union",
        "OpenLedger",
    ]


def test_a_comma_inside_a_name_parted_by_semicolons_stays(names):
    """
    Carters, Porters and Dockers Union; Restore the Commons, Inc.; Valley Watch
    """
    assert names == ["Carters, Porters and Dockers Union", "Restore the Commons, Inc.", "Valley Watch"]


def test_the_conjunction_before_the_last_name_is_no_part_of_it(names):
    """
    Harbor Workers Alliance; Midlands Tenants Union; and Valley Watch.
    """
    assert names == ["Harbor Workers Alliance", "Midlands Tenants Union", "Valley Watch"]


def test_a_semicolon_in_brackets_parts_nothing(names):
    """
    Harbor Workers Alliance (Leeds; Hull); Midlands Tenants Union; Valley Watch
    """
    assert names[0] == "Harbor Workers Alliance (Leeds; Hull)"


def test_each_paragraph_ends_its_last_name(names):
    """
    Appalachian Rivers Trust; Bay Area Cyclists;
    Carters Union.
        Downtown Tenants Council; Eastern Forest Partnership;
    Farm and Food Network.
    """
    assert names == [
        "Appalachian Rivers Trust",
        "Bay Area Cyclists",
        "Carters Union",
        "Downtown Tenants Council",
        "Eastern Forest Partnership",
        "Farm and Food Network",
    ]


def test_a_separator_forgotten_in_a_sorted_list_is_supplied(names):
    """
    Alpine Club; Bay Rivers Foundation; National Audubon Society National Wildlife Federation;
    Ocean Conservancy; Parks Trust; River Guild
    """
    assert names[2:4] == ["National Audubon Society", "National Wildlife Federation"]


@pytest.mark.parametrize("mark", [" | ", " • ", " · ", " / "])
def test_other_marks_part_names_as_well(mark):
    names = ["Harbor Workers Alliance", "Midlands Tenants Union", "Valley Watch", "OpenLedger Foundation"]
    assert [entry.text for entry in entries_of_run_on((Line(1, mark.join(names)),))] == names


def test_commas_part_names_in_a_paragraph(names):
    """
    Harbor Workers Alliance, Lantern Street Housing Project, Friends of the Lower
    Basin, Midlands Tenants Union, Restore the Commons, Inc., Valley Watch, Civic
    Data Network and Northern Rivers Trust
    """
    assert names[:3] == ["Harbor Workers Alliance", "Lantern Street Housing Project", "Friends of the Lower Basin"]
    assert "Restore the Commons, Inc." in names


def test_places_in_brackets_end_names_where_nothing_else_does(names):
    """
    Harbor Workers Alliance (Belgium) Lantern Street Project (France) Midlands
    Tenants Union (Ireland) Valley Watch (Germany) Civic Data Network (Spain)
    """
    assert names[1:3] == ["Lantern Street Project (France)", "Midlands Tenants Union (Ireland)"]


def test_a_person_with_title_and_organization_a_line_is_no_running_text(names):
    """
    Ada Bright, Director, Valley Watch
    Omar Castell, President, Midlands Tenants Union
    Lena Ostrow, Chair, Civic Data Network
    Ruth Abara, Organizer, Harbor Workers Alliance
    """
    assert names == []


def test_a_list_with_a_name_a_line_that_ends_in_a_semicolon_is_no_running_text(names):
    """
    Harbor Workers Alliance;
    Midlands Tenants Union;
    Valley Watch.
    """
    assert names == []


def test_rows_and_items_are_no_running_text():
    rows = tuple(Line(at, "Valley Watch | Leeds | UK", form=Form.ROW) for at in (1, 2))
    items = tuple(Line(at, "Valley Watch; Leeds; UK", form=Form.ITEM, marker="• ") for at in (1, 2))
    assert entries_of_run_on(rows) == entries_of_run_on(items) == ()


def test_an_entry_knows_the_lines_it_stands_on():
    run = (Line(7, "Harbor Workers Alliance; Friends of the"), Line(8, "Lower Basin; Valley Watch; OpenLedger"))
    assert [[line.number for line in entry.lines] for entry in entries_of_run_on(run)] == [[7], [7, 8], [8], [8]]


@given(st.text(alphabet="ab;([{“«)]}”» ", max_size=30))
def test_a_separator_parts_only_outside_of_brackets_and_a_bracket_that_was_never_opened_closes_nothing(text):
    depth, due = 0, []
    for at, letter in enumerate(text):
        if letter == ";" and not depth:
            due.append(at)
        depth = depth + 1 if letter in "([{“«" else max(0, depth - (letter in ")]}”»"))
    found = runons._places(runons.text_of((Line(1, text),)), later(";"))  # noqa: SLF001 - what all ways of parting ask
    assert [first for first, _ in found] == due
