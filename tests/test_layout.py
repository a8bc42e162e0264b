"""In which order a page is read: each page is drawn as text, where a letter is as wide as the next."""

import re

import pytest

from signers.reading.layout import Piece, in_reading_order


def read(page, columns=None, gutter=2.0):
    """The lines of a drawn page in reading order, with the cells of a row parted by bars."""
    pieces = [
        Piece(found[0], found.start(), found.end(), row, row)
        for row, line in enumerate(page.strip("\n").split("\n"))
        for found in re.finditer(r"\S+(?: \S+)*", line)
    ]
    placed = in_reading_order(pieces, gutter, columns)
    return [(" | " if line.cells else " ").join(piece.text for piece in line.pieces) for line in placed]


def names(page, columns=None):
    return [line for line in read(page, columns) if line]


TWO = """
Alpine Water League       Mountain Paths Union
Bees of the North         Northern Rivers Fund
Coast Watchers            Open Shores
Dune Keepers              Peat Bog Society
"""
IN_ORDER = [
    "Alpine Water League",
    "Bees of the North",
    "Coast Watchers",
    "Dune Keepers",
    "Mountain Paths Union",
    "Northern Rivers Fund",
    "Open Shores",
    "Peat Bog Society",
]


def test_columns_are_read_down_one_after_another():
    assert names(TWO) == IN_ORDER


def test_a_blank_line_parts_columns():
    assert read(TWO)[4] == ""


def test_three_columns_are_read_from_left_to_right():
    page = """
Alpine League      Dune Keepers       Green Roofs
Bees Alliance      Elm Society        Heath Watch
Coast Watchers     Fen Trust          Island Fund
"""
    assert names(page) == [
        *("Alpine League", "Bees Alliance", "Coast Watchers"),
        *("Dune Keepers", "Elm Society", "Fen Trust"),
        *("Green Roofs", "Heath Watch", "Island Fund"),
    ]


def test_columns_in_alphabetical_order_from_left_to_right_are_read_across():
    page = """
Alpine Water League       Bees of the North
Coast Watchers            Dune Keepers
Elm Society               Fen Trust
Green Roofs               Heath Watch
Island Fund               Juniper Club
"""
    assert names(page)[:4] == ["Alpine Water League", "Bees of the North", "Coast Watchers", "Dune Keepers"]


def test_body_text_over_columns_and_notes_below_them_stay_whole():
    page = f"""
We, the undersigned, ask you to keep the water of our valleys
clean, and to hear those who live there.
{TWO}
These organizations are named in the order of the alphabet only.
"""
    assert names(page) == [
        "We, the undersigned, ask you to keep the water of our valleys",
        "clean, and to hear those who live there.",
        *IN_ORDER,
        "These organizations are named in the order of the alphabet only.",
    ]


def test_one_column_is_never_cut():
    page = """
Alpine Water League
Bees of the North
Coast Watchers
"""
    assert read(page) == ["Alpine Water League", "Bees of the North", "Coast Watchers"]


def test_two_gaps_under_one_another_are_no_columns():
    assert read("Dear Minister,      1 May\nOur letter of      2 May\nis answered.") == [
        "Dear Minister, 1 May",
        "Our letter of 2 May",
        "is answered.",
    ]


def test_a_person_who_says_one_column_is_believed():
    assert names(TWO, columns=1)[0] == "Alpine Water League Mountain Paths Union"


@pytest.mark.parametrize("columns", [None, 2])
def test_names_with_what_is_said_of_them_are_a_table_unless_a_person_says_columns(columns):
    page = """
Anna Becker               Professor of Law
Carlos Ruiz               Director
Emma Fischer              Vice President
Maria Lopez               Professor of History
Peter Schmidt             Executive Director
"""
    first = "Anna Becker | Professor of Law" if columns is None else "Anna Becker"
    assert names(page, columns)[0] == first


def test_a_wide_distance_is_a_blank_line_by_the_measure_of_its_own_column():
    page = """
Anna Becker               Emma Fischer
Professor of Law          Director
Alpine University         Coast Watchers

Carlos Ruiz               Maria Lopez
Lecturer                  President
Bees College              Dune Keepers
"""
    assert read(page, columns=2)[:7] == [
        *("Anna Becker", "Professor of Law", "Alpine University", ""),
        *("Carlos Ruiz", "Lecturer", "Bees College"),
    ]


def test_lines_know_the_left_edge_of_their_column():
    pieces = [
        Piece(f"{chr(97 + row + at)} name", at + 2 * (row == 1), at + 20, row, row)
        for row in range(4)
        for at in (0, 40)
    ]
    lefts = [line.pieces[0].left - line.edge for line in in_reading_order(pieces, 2.0, 2) if line.pieces]
    assert lefts == [0, 2, 0, 0, 0, 2, 0, 0]


def test_an_empty_page_has_no_lines():
    assert in_reading_order([], 2.0) == []
