"""Spreadsheets and form responses: every row keeps its line, and what is no row of the table is an ordinary line."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from signers.errors import InputError
from signers.model import Form
from signers.reading import read_letter


def lines(text, name="responses.csv"):
    return read_letter(text.encode() if isinstance(text, str) else text, name).lines


def rows(text, name="responses.csv"):
    return [line.cells for line in lines(text, name) if line.form is Form.ROW]


def workbook(**sheets):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for title, cells in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(cells):
                sheet.write_row(at, 0, row)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_of_any_delimiter(delimiter):
    text = "\n".join(delimiter.join(row) for row in (("Name", "Organization"), ("Jane Doe", "Arts Council")))
    assert rows(text) == [("Name", "Organization"), ("Jane Doe", "Arts Council")]


def test_numbers_are_those_of_the_lines_of_the_file():
    found = lines('Name,Organization\n"Jane Doe","Arts\nCouncil"\n\nJohn Roe,Sierra Club\n')
    assert [(line.number, line.end, line.text) for line in found] == [
        (1, 0, "Name | Organization"),
        (2, 3, "Jane Doe | Arts Council"),
        (4, 0, ""),
        (5, 0, "John Roe | Sierra Club"),
    ]
    assert lines("sep=;\nName;Country\nJane Doe;Kenya\n")[0].number == 2


def test_titles_above_a_table_and_notes_below_it_are_lines():
    text = "Sign-on letter on water,,\n,,\nName,City,State\nJane Doe,Reno,NV\nJohn Roe,Elko,NV\n,,\n"
    text += '"Those who signed after the first of May will be added to the list by hand later.",,\n'
    found = lines(text)
    assert [line.form for line in found] == [
        *(Form.LINE, Form.LINE, Form.ROW, Form.ROW, Form.ROW, Form.LINE, Form.LINE)
    ]


def test_a_list_of_one_column_has_rows_of_one_cell():
    assert rows("Organization\nSierra Club\nArts Council\n") == [("Organization",), ("Sierra Club",), ("Arts Council",)]
    assert rows("Sierra Club\nHarrington Investments, Inc.\nDance Society\nWater Fund\n")[1] == (
        "Harrington Investments, Inc.",
    )


def test_a_workbook_has_a_page_a_sheet_and_hides_what_is_hidden():
    found = lines(
        workbook(
            Organizations=[["Organization", "Members"], ["Sierra Club", 350]],
            People=[["Name", "Title"], ["Jane Doe", "Poet"]],
        ),
        "list.xlsx",
    )
    assert [(line.page, line.form, line.text) for line in found if line.text] == [
        (1, Form.HEADING, "Organizations"),
        (1, Form.ROW, "Organization | Members"),
        (1, Form.ROW, "Sierra Club | 350"),
        (2, Form.HEADING, "People"),
        (2, Form.ROW, "Name | Title"),
        (2, Form.ROW, "Jane Doe | Poet"),
    ]


def test_rows_of_a_workbook_are_numbered_as_it_numbers_them():
    content = workbook(Sheet1=[[], [], ["Name", "City"], ["Jane Doe", "Reno"]])
    assert [(line.number, line.cells[0]) for line in lines(content, "list.xlsx")] == [(3, "Name"), (4, "Jane Doe")]


def test_an_ods_is_read():
    document = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    for cells in (("Nom", "Pays"), ("Sierra Club", "Kenya")):
        row = TableRow()
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    assert rows(stream.getvalue(), "liste.ods") == [("Nom", "Pays"), ("Sierra Club", "Kenya")]


def test_a_workbook_that_was_cut_off_says_so():
    with pytest.raises(InputError, match=r"list.xlsx: .*(?:damaged|cut off)"):
        lines(workbook(Sheet1=[["Name"], ["Jane Doe"]])[:-300], "list.xlsx")


def test_a_quotation_mark_without_an_end_names_its_line():
    with pytest.raises(InputError, match="line 2"):
        lines('Name,City\n"Jane Doe,Reno\nJohn Roe,Elko\n')


@pytest.mark.parametrize("content", [",,,\n,,\n", workbook(Sheet1=[])])
def test_a_table_without_rows_says_so(content):
    with pytest.raises(InputError, match="holds no rows"):
        lines(content, "list.csv")
