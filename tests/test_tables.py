"""Tables as people have them: any delimiter, quotes, encodings, ragged rows, workbooks; and no row is lost."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.errors import InputError, UsageError
from signers.reading.tables import Table, gather, name_column, open_table, read_table, write_grouped


def read(text, name="list.csv", **rest):
    return read_table(text.encode() if isinstance(text, str) else text, name, **rest)


def names(text, name="list.csv", wanted=None):
    table = open_table(io.BytesIO(text.encode() if isinstance(text, str) else text), name, wanted=wanted)
    _, (found,) = gather(table, [table.columns.index(name_column(table, wanted))])
    return found


def workbook(*rows, hidden=(), far=""):
    """An XLSX as small as one can be: a sheet of rows, after a hidden one if there are rows for it."""

    def sheet(rows, far=""):
        def cell(value):
            if isinstance(value, int):
                return f"<c><v>{value}</v></c>"
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

        lines = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
        return (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{lines}{far}</sheetData></worksheet>"
        )

    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{office}"><sheets><sheet name="Notes" sheetId="1" state="hidden" r:id="r1"/>'
        '<sheet name="Signers" sheetId="2" r:id="r2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet(hidden),
        "xl/worksheets/sheet2.xml": sheet(rows, far),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_with_any_delimiter_and_line_end(delimiter, end):
    rows = (["id", "name"], ["1", "Sierra Club"], ["2", f'"Earth{delimiter} Now"'])
    table = read(end.join(delimiter.join(row) for row in rows))
    assert table.columns == ("id", "name")
    assert table.rows == ({"id": "1", "name": "Sierra Club"}, {"id": "2", "name": f"Earth{delimiter} Now"})
    assert table.delimiter == delimiter


def test_first_line_of_excel_names_the_delimiter():
    assert names("sep=;\nname;place\nACLU, Inc.;NY\n") == ["ACLU, Inc."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_that_spreadsheets_write(encoding):
    assert names("name,place\nÉcologie – Québec,CA\n".encode(encoding)) == ["Écologie – Québec"]


def test_extra_cells_are_kept_together_and_short_rows_filled():
    table = read("name,place\nHarrington Investments, Inc.,Napa,CA\nMijente\nACLU,NY\n")
    assert table.columns == ("name", "place", "_extra")
    assert table.rows == (
        {"name": "Harrington Investments", "place": " Inc.", "_extra": "Napa | CA"},
        {"name": "Mijente", "place": ""},
        {"name": "ACLU", "place": "NY"},
    )


def test_columns_without_a_name_or_with_the_same_get_their_own():
    assert read("name,,name\na,b,c\n").columns == ("name", "column_2", "name_2")


def test_blank_lines_are_no_rows_but_a_row_of_blank_cells_is():
    assert len(read("\nname,place\n\n,\nMijente,AZ\n\n").rows) == 2


@pytest.mark.parametrize("head", ["", "Organization\n", "\ufeffNAME\n"])
def test_one_column_is_a_name_a_line_with_or_without_header(head):
    text = f'{head}Harrington Investments, Inc.\n"Defend, Inc."\nMijente\nStarting Over, Inc.\nRAICES\n'
    assert names(text) == ["Harrington Investments, Inc.", "Defend, Inc.", "Mijente", "Starting Over, Inc.", "RAICES"]


def test_asked_for_column_is_known_as_a_header():
    assert names("Who\nMijente\n", wanted="who") == ["Mijente"]
    assert names("Who\nMijente\n") == ["Who", "Mijente"]


def test_tsv_takes_a_quote_for_what_it_is_when_quotes_do_not_match():
    assert names('id\tname\n1\t"Good" Fund\n2\t"Open\n3\tMijente\n', "list.tsv") == ['"Good" Fund', '"Open', "Mijente"]


def test_text_after_a_quoted_part_does_no_harm():
    assert names('name,place\n"Good" Fund,NY\nMijente,AZ\n') == ["Good Fund", "Mijente"]


def test_quote_that_swallows_rows_is_an_error_with_its_line():
    with pytest.raises(InputError, match=r"list.csv, line 3: .*quotation mark"):
        read('name,place\nMijente,AZ\n"Open,NY\nACLU,NY\n"Good" Fund,NY\n')


def test_cell_may_run_over_a_line_end():
    assert names('name,place\n"American Civil\nLiberties Union",NY\nMijente,AZ\n')[1:] == ["Mijente"]


def test_endless_name_and_stray_nuls_are_read():
    assert names(f"id,name\n1,{'x' * 200_000}\n2,Mi\0jente\n") == ["x" * 200_000, "Mijente"]
    assert csv.field_size_limit() < 200_000


# "Â" and its like before certain signs are the marks of text that was decoded wrongly, and mended.
CELLS = st.text(st.characters(exclude_characters="\0ÂÃÄÅâÎÏÐÑ", exclude_categories=["Cs", "Cc"]))


@given(st.lists(st.lists(CELLS, min_size=1)))
def test_no_row_of_a_csv_is_lost(rows):
    rows = [row for row in rows if any(row)]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["name", "place"], *rows])
    table = read(stream.getvalue())
    assert [row["name"] for row in table.rows] == [row[0] for row in rows]
    assert [row.get("_extra", "") for row in table.rows] == [
        " | ".join(row[2:]) if any(row[2:]) else "" for row in rows
    ]


def test_jsonl_keeps_values_and_columns_in_order_of_appearance():
    table = read('{"name": "Mijente", "line": 3}\n\n{"flags": ["joined"], "name": null}\n', "list.jsonl")
    assert table.columns == ("name", "line", "flags")
    assert table.rows == ({"name": "Mijente", "line": 3}, {"flags": ["joined"], "name": None})
    assert gather(table, [0])[1] == (["Mijente", ""],)


def test_half_of_a_surrogate_pair_becomes_the_replacement_character():
    table = read(r'{"name": "Mi\ud800jente \ud83d\ude00"}', "-")
    assert table.rows == ({"name": "Mi\ufffdjente 😀"},)


@pytest.mark.parametrize(
    ("line", "why"), [("{name}", "is no JSON"), ("[1]", "is no JSON object"), ("[" * 100_000, "is no JSON")]
)
def test_bad_json_is_an_error_with_its_line(line, why):
    with pytest.raises(InputError, match=f"list.jsonl, line 3: {why}"):
        read(f'{{"name": "Mijente"}}\n\n{line}\n', "list.jsonl")


@pytest.mark.parametrize(
    ("text", "format_seen"),
    [
        ('{"name": "Mijente"}\n', "jsonl"),
        ("id,name\n1,Mijente\n", "csv"),
        ("id;firm;city\n1;Mijente;Phoenix\n2;ACLU;New York\n", "csv"),
        ("id\tname\n1\tMijente\n", "tsv"),
        ("Harrington Investments, Inc.\nMijente\n", "lines"),
        ("Ada Lovelace, Analyst\nGrace Hopper, Admiral\nMary Seacole, Nurse\n", "lines"),
        ("The Group, Inc.\nMijente\n", "lines"),
        ("Mijente\n", "lines"),
    ],
)
@pytest.mark.parametrize("name", ["-", "list.txt"])
def test_format_is_seen_where_the_name_does_not_tell(text, format_seen, name):
    assert read(text, name).format == format_seen


def test_plain_lines_are_names_and_blank_ones_are_not():
    assert names("  Mijente \r\n\r\n[bold] Fund\n", "-") == ["Mijente", "[bold] Fund"]


def test_workbook_is_read_from_the_first_sheet_that_is_shown():
    content = workbook(["Organization", "Members"], ["Mijente", 350], ["", ""], ["ACLU"], hidden=[["secret"]])
    for name in ("list.xlsx", "-"):
        table = read(content, name)
        assert (table.format, table.columns) == ("xlsx", ("Organization", "Members"))
        assert table.rows == ({"Organization": "Mijente", "Members": "350"}, {"Organization": "ACLU", "Members": ""})


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "list.csv", "is empty"),
        (b" \n\n", "-", "is empty"),
        (b"", "list.xlsx", "is empty"),
        (bytes(range(256)) * 20, "list.csv", "binary"),
        ("name\nMijente\n".encode("utf-32-le"), "list.csv", "binary"),
        (b"name\nMijente\n", "list.xlsx", "damaged"),
        (workbook(["name"])[:-200], "list.xlsx", "damaged"),
        (b"PK\x03\x04 and no more", "-", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "list.xls", "damaged"),
        (workbook(), "list.xlsx", "holds no rows"),
        (workbook(["name"], far='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "list.xlsx", "too large"),
    ],
)
def test_what_is_no_table_is_an_error_that_says_so(content, name, why):
    with pytest.raises(InputError, match=why) as caught:
        read(content, name)
    assert str(caught.value).startswith(f"{name}: ")


def test_encrypted_workbook_is_an_error_that_says_so(monkeypatch):
    import python_calamine

    class Locked:
        @staticmethod
        def from_filelike(_stream):
            raise python_calamine.PasswordError("Workbook is password protected")

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Locked)
    with pytest.raises(InputError, match="encrypted"):
        read(workbook(["name"]), "list.xlsx")


@pytest.mark.parametrize("after", range(6))
def test_file_that_cannot_be_read_to_its_end_is_an_input_that_cannot_be_read(after):
    class Broken(io.BytesIO):
        passes = -after

        def seek(self, *place):
            self.passes += place == (0,)
            return super().seek(*place)

        def read(self, *_size):
            if self.passes > 0:
                raise OSError(5, "Input/output error")
            return super().read(*_size)

        read1 = read

    stream = Broken(b"id,name\n1,Mijente\n")
    with pytest.raises(InputError, match=r"list.csv: cannot be read: Input/output error"):
        gather(open_table(stream, "list.csv"), [1])


def test_workbook_with_a_password_is_no_damaged_one():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    for name in ("list.xlsx", "-"):
        with pytest.raises(InputError, match="the workbook is encrypted") as caught:
            read(content, name)
        assert caught.value.hint == "save it without a password"


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("id", "Name", "Organization"), "Name"),
        (("Email", "ORGANISATION"), "ORGANISATION"),
        (("First Name", "Last Name", "Organization"), "Organization"),
        (("First name", "Last name", "Name of organization"), "Name of organization"),
        (("id", "org_name", "city"), "org_name"),
        (("Timestamp", "Which organization do you sign for?", "E-mail"), "Which organization do you sign for?"),
        (("signatory", "constituency_name"), "signatory"),
        (("title", "Company/Organization"), "Company/Organization"),
        (("whatever",), "whatever"),
    ],
)
def test_name_column_is_found_by_itself(columns, found):
    assert name_column(Table("list.csv", "csv", columns)) == found


def test_wanted_column_is_found_whatever_its_case():
    assert name_column(Table("list.csv", "csv", ("name", "Firm ")), "firm") == "Firm "


def test_missing_column_is_an_error_with_the_nearest_and_all():
    with pytest.raises(UsageError, match="no column `Naem`; the nearest is `name`") as caught:
        name_column(Table("list.csv", "csv", ("id", "name", "city")), "Naem")
    assert caught.value.hint == "columns: id, name, city"


def test_columns_that_say_nothing_are_an_error_with_all():
    with pytest.raises(UsageError, match="no column says") as caught:
        name_column(Table("list.csv", "csv", ("id", "city")))
    assert "--column" in caught.value.hint
    assert "id, city" in caught.value.hint


def rewritten(text, name):
    table = read(text, name)
    stream = io.StringIO(newline="")
    write_grouped(table, ["cluster_id"], [(7,)] * len(table.rows), table.format, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "list.csv",
            "name;place\r\nACLU;NY;x\r\nMijente\r\n",
            "name;place;_extra;cluster_id\nACLU;NY;x;7\nMijente;;;7\n",
        ),
        ("list.csv", 'id,name\n1,"a\r\nb"\n', 'id,name,cluster_id\n1,"a\r\nb",7\n'),
        ("list.tsv", "id\tname\n1\tACLU, Inc.\n", "id\tname\tcluster_id\n1\tACLU, Inc.\t7\n"),
        ("list.jsonl", '{"name": "É", "x": [1]}\n{"x": null}\n', None),
        ("-", "ACLU, Inc.\nMijente\n", 'name,cluster_id\n"ACLU, Inc.",7\nMijente,7\n'),
    ],
)
def test_table_comes_back_in_its_format_with_more_columns(name, before, after):
    if after is None:
        lines = [{**json.loads(line), "cluster_id": 7} for line in before.splitlines()]
        after = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    assert rewritten(before, name) == after


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), max_size=5), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_is_written_reads_as_what_was_read_and_the_new_cells(rows, end, quoted):
    stream = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(stream, lineterminator=end, quoting=quoting).writerows([["id", "name"], *rows])
    table = read(stream.getvalue())
    new = [(number, f'"{number}",\n' if number % 2 else "") for number, _ in enumerate(rows)]
    written = io.StringIO(newline="")
    write_grouped(table, ["cluster_id", "why"], new, "csv", written)
    again = list(csv.reader(io.StringIO(written.getvalue(), newline="")))
    assert again[0] == [*table.columns, "cluster_id", "why"]
    old = [["" if cell is None else cell for cell in row] for row in table.cells()]
    assert again[1:] == [[*row, str(number), why] for row, (number, why) in zip(old, new, strict=True)]


def test_a_plain_row_is_written_as_it_is_written_there():
    text = 'id,name\r\n"1", "Densho"\r\n\r\n2,5" pipe\r\n'
    assert rewritten(text, "list.csv") == 'id,name,cluster_id\n"1", "Densho",7\n2,5" pipe,7\n'


def test_more_names_than_can_be_compared_are_refused(monkeypatch):
    monkeypatch.setattr("signers.reading.tables._MOST_NAMES", 3)
    assert len(names("name\n" + "Densho\nMijente\n" * 10)) == 20
    with pytest.raises(InputError, match="holds more than 3 different names"):
        names("name\nA\nB\nC\nD\n")
