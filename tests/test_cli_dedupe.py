"""`signers dedupe FILE` as its users meet it: tables come back whole, and bad input is told for what it is."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import PROGRAM, Run, call, records, rows

from signers.reading import tables

TABLE = """\
id,org,city
1,American Civil Liberties Union,New York
2,American Civil Liberties Union (ACLU),
3,Friends of the Earth,Washington
4,Friends of the Earth US,
"""
ADDED = ["cluster_id", "canonical_name", "reason"]
SAID = "{}: {}; 0 further spellings merged, 0 pairs wait for a person\n"


@pytest.fixture
def table(workspace):
    path = workspace / "names.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


# What comes back


def test_a_table_comes_back_with_all_rows_and_columns_and_three_more(workspace):
    (workspace / "names.csv").write_text(TABLE, encoding="utf-8")
    told = call("dedupe", "names.csv", "--suggestions", "ask.csv")
    out = rows(told.out)
    assert list(out[0]) == ["id", "org", "city", "cluster_id", "canonical_name", "reason"]
    assert [{k: row[k] for k in ("id", "org", "city")} for row in out] == rows(TABLE)
    assert [row["cluster_id"] for row in out] == ["1", "1", "2", "3"]
    assert [row["canonical_name"] for row in out] == [
        *["American Civil Liberties Union (ACLU)"] * 2,
        *("Friends of the Earth", "Friends of the Earth US"),
    ]
    assert [bool(row["reason"]) for row in out] == [True, True, False, False]
    assert told.err == "4 rows: 3 signatories; 1 further spelling merged, 1 pair waits for a person\n"
    (asked,) = rows((workspace / "ask.csv").read_text(encoding="utf-8"))
    assert list(asked) == ["left_cluster", "right_cluster", "left", "right", "score", "reason"]
    assert (asked["left_cluster"], asked["right_cluster"]) == ("2", "3")
    assert (asked["left"], asked["right"]) == ("Friends of the Earth", "Friends of the Earth US")
    assert 0 < float(asked["score"]) < 1
    assert asked["reason"]


def test_a_list_of_names_a_line_comes_back_as_a_table():
    told = call("dedupe", "-", stdin="Densho\nMijente\nThe Densho\n")
    assert [(row["name"], row["cluster_id"]) for row in rows(told.out)] == [
        ("Densho", "1"),
        ("Mijente", "2"),
        ("The Densho", "1"),
    ]


def test_json_lines_stay_json_lines_with_their_types():
    told = call("dedupe", "-", stdin='{"name": "Densho", "year": 1996, "tags": ["a"], "note": null}\n')
    assert records(told.out) == [
        {
            "name": "Densho",
            "year": 1996,
            "tags": ["a"],
            "note": None,
            "cluster_id": 1,
            "canonical_name": "Densho",
            "reason": "",
        }
    ]


@pytest.mark.parametrize(("ending", "delimiter"), [("tsv", "\t"), ("csv", ",")])
def test_the_grouped_table_is_written_as_its_ending_says(ending, delimiter, workspace):
    (workspace / "names.csv").write_text(TABLE, encoding="utf-8")
    told = call("dedupe", "names.csv", "--column", "ORG", "--output", f"out.{ending}")
    assert (told.code, told.out) == (0, "")
    written = rows((workspace / f"out.{ending}").read_text(encoding="utf-8"), delimiter)
    assert [row["org"] for row in written] == [row["org"] for row in rows(TABLE)]


def test_a_tsv_stays_a_tsv(workspace):
    (workspace / "names.tsv").write_text("name\tcity\nDensho\tSeattle\n", encoding="utf-8")
    assert (
        call("dedupe", "names.tsv").out
        == "name\tcity\tcluster_id\tcanonical_name\treason\nDensho\tSeattle\t1\tDensho\t\n"
    )


def test_a_semicolon_stays_a_semicolon():
    told = call("dedupe", "-", stdin="name;city\nDensho;Seattle\n")
    assert told.out == "name;city;cluster_id;canonical_name;reason\nDensho;Seattle;1;Densho;\n"


def test_a_workbook_is_read_and_no_workbook_pretended(workspace):
    import xlsxwriter

    with xlsxwriter.Workbook("names.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, cells in enumerate(
            [["name", "members"], ["Densho, Inc.", 350], [], ['The "Good"\nFund', 1.5]], start=2
        ):
            sheet.write_row(row, 1, cells)
    told = call("dedupe", "names.xlsx")
    assert told.out == (
        "name,members,cluster_id,canonical_name,reason\n"
        '"Densho, Inc.",350,1,"Densho, Inc.",\n'
        '"The ""Good""\nFund",1.5,2,"The ""Good"" Fund",\n'
    )
    told = call("dedupe", "names.xlsx", "-o", "out.xlsx")
    assert (told.code, told.error) == (2, "out.xlsx: workbooks are read, but not written")
    assert not (workspace / "out.xlsx").exists()


@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_a_workbook_may_come_through_a_pipe(ending, workspace):
    path = workspace / f"names.{ending}"
    if ending == "ods":
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        document, sheet = OpenDocumentSpreadsheet(), Table(name="Signers")
        document.spreadsheet.addElement(sheet)
        for text in ("name", "Densho"):
            row, cell = TableRow(), TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
            sheet.addElement(row)
        document.save(str(path))
    else:
        import xlsxwriter

        with xlsxwriter.Workbook(str(path)) as workbook:
            workbook.add_worksheet().write_column(0, 0, ["name", "Densho"])
    for told in (call("dedupe", path), call("dedupe", "-", stdin=path.read_bytes())):
        assert told.out == "name,cluster_id,canonical_name,reason\nDensho,1,Densho,\n"


def test_a_column_that_is_not_there_is_told_with_the_nearest(workspace):
    (workspace / "names.csv").write_text(TABLE, encoding="utf-8")
    told = call("dedupe", "names.csv", "--column", "orgs")
    assert told == Run(
        2, "", "error: names.csv: there is no column `orgs`; the nearest is `org`\nhint: columns: id, org, city\n"
    )


def test_two_outputs_in_one_file_are_refused(workspace):
    (workspace / "names.csv").write_text(TABLE, encoding="utf-8")
    told = call("dedupe", "names.csv", "-o", "out.csv", "--suggestions", "./out.csv")
    assert (told.code, told.error) == (2, "out.csv: is named both by `--output` and by `--suggestions`")


def test_table_and_suggestions_cannot_both_go_to_stdout(table):
    for to in ([], ["-o", "-"], ["-o", "/dev/stdout"]):
        told = call("dedupe", table, "--suggestions", "-", *to)
        assert (told.code, told.out) == (2, "")
        assert told.error == "the table and the suggestions cannot both go to standard output"
    told = call("dedupe", table, "--suggestions", "-", "-o", "out.csv")
    assert [row["left"] for row in rows(told.out)] == ["Friends of the Earth"]


def test_a_list_may_come_and_go_through_devices(table):
    assert call("dedupe", table, "-o", "-").out == call("dedupe", table).out
    assert call("dedupe", table, "-o", "/dev/stdout").out == call("dedupe", table).out


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX shells")
def test_what_stands_before_the_output_in_a_log_stays_there(table):
    log = table.with_name("log.csv")
    log.write_text("before\n", encoding="utf-8")
    with log.open("a", encoding="utf-8") as stream:
        command = [*PROGRAM, "dedupe", table, "-q", "-o", "/dev/stdout"]
        assert subprocess.run(command, stdout=stream, check=False).returncode == 0
    assert log.read_text(encoding="utf-8") == "before\n" + call("dedupe", table).out


def test_every_cell_of_a_ragged_table_comes_back_and_where_it_is_ragged_is_told(workspace):
    (workspace / "names.csv").write_text("id,name\n1,Densho\n2,Mijente,AZ,x\n3\n\n4,RAICES,TX\n", encoding="utf-8")
    told = call("dedupe", "names.csv")
    assert [list(row.values()) for row in rows(told.out)] == [
        ["1", "Densho", "", "1", "Densho", ""],
        ["2", "Mijente", "AZ | x", "2", "Mijente", ""],
        ["3", "", "", "3", "", ""],
        ["4", "RAICES", "TX", "4", "RAICES", ""],
    ]
    assert told.err.splitlines() == [
        "warning: names.csv: 2 rows have more cells than the header, from line 3 on; what is beyond stands in `_extra`",
        "4 rows, 1 without a name: 3 signatories; 0 further spellings merged, 0 pairs wait for a person",
    ]


def test_a_grouped_table_may_be_grouped_again(table):
    once = call("dedupe", table).out
    assert call("dedupe", "-", stdin=once).out == once
    lines = "".join(json.dumps(row) + "\n" for row in rows(TABLE))
    once = call("dedupe", "-", "--column", "org", stdin=lines).out
    assert call("dedupe", "-", "--column", "org", stdin=once).out == once


def test_json_lines_come_back_as_they_are_written():
    lines = '{ "name" : "Densho", "x": 1.10, "y": 1e400 }\n{"name":"Mi\\u006aente"}\n\n{}\n'
    assert call("dedupe", "-", stdin=lines).out.splitlines() == [
        '{ "name" : "Densho", "x": 1.10, "y": 1e400, "cluster_id": 1, "canonical_name": "Densho", "reason": ""}',
        '{"name":"Mi\\u006aente", "cluster_id": 2, "canonical_name": "Mijente", "reason": ""}',
        '{"cluster_id": 3, "canonical_name": "", "reason": ""}',
    ]


@pytest.mark.parametrize("ending", ["jsonl", "tsv"])
def test_a_table_may_be_written_in_another_format(ending, workspace, table):
    assert call("dedupe", table, "-o", f"out.{ending}").code == 0
    text = (workspace / f"out.{ending}").read_text(encoding="utf-8")
    written = records(text) if ending == "jsonl" else rows(text, "\t")
    assert [{column: row[column] for column in ("id", "org", "city")} for row in written] == rows(TABLE)
    assert [list(row) for row in written] == [["id", "org", "city", *ADDED]] * 4


def test_json_lines_may_be_written_as_a_table(workspace):
    lines = '{"name": "Densho", "tags": ["a", "b"]}\n{"year": 1996, "name": null}\n'
    assert call("dedupe", "-", "-o", "out.csv", stdin=lines).code == 0
    assert (workspace / "out.csv").read_text(encoding="utf-8") == (
        "name,tags,year,cluster_id,canonical_name,reason\nDensho,a | b,,1,Densho,\n,,1996,2,,\n"
    )


def test_a_list_of_one_column_in_a_tsv_stays_a_tsv(workspace):
    (workspace / "names.tsv").write_text("name\nDensho, Inc.\n", encoding="utf-8")
    assert call("dedupe", "names.tsv").out.splitlines()[1] == "Densho, Inc.\t1\tDensho, Inc.\t"


def test_the_kind_may_stand_in_a_column():
    told = call("dedupe", "-", stdin="kind,name\nperson,Dr. Ada Lovelace\nPERSON,Ada Lovelace\n,Ada Lovelace\n")
    assert [row["cluster_id"] for row in rows(told.out)] == ["1", "1", "2"]


def test_many_spellings_of_one_name_say_a_reason_each(workspace):
    spellings = ["".join(c.upper() if n >> i & 1 else c for i, c in enumerate("densho fund")) for n in range(300)]
    (workspace / "names.txt").write_text("\n".join(spellings), encoding="utf-8")
    told = call("dedupe", "names.txt")
    assert {row["cluster_id"] for row in rows(told.out)} == {"1"}
    assert all(len(row["reason"]) < 200 for row in rows(told.out))


# What is no table, or not as it should be


@pytest.mark.parametrize(
    ("name", "content", "said", "way_out"),
    [
        ("names.csv", b"", "the file is empty", ""),
        ("names.csv", b"\n \n\r\n", "the file is empty", ""),
        ("names.csv", bytes(range(256)) * 9, "is a binary file, not a table", "CSV, TSV"),
        ("names.csv", b"\x1f\x8b\x08" + bytes(9), "is a compressed file", "unpack it first"),
        ("names.csv", b"SQLite format 3\x00" + bytes(90), "is an SQLite file, not a table", "dedupe --db names.csv"),
        ("names.pdf", b"%PDF-1.7\n", "is a PDF, not a table", "signers parse names.pdf --format jsonl |"),
        ("names.html", b"<!DOCTYPE html><ul><li>Densho</ul>", "is a web page, not a table", "parse names.html"),
        ("names.csv", b"PK\x03\x04 word/document.xml", "is a Word file, not a table", "signers parse names.csv"),
        ("names.rtf", b"{\\rtf1 Densho}", "is an RTF file, not a table", "parse names.rtf"),
        ("names.json", b'[\n {"name": "Densho"}\n]', "is a JSON array, not one object a line", "jq -c"),
        ("names.xlsx", b"PK\x03\x04 cut off", "the workbook is damaged or none: ", "save it again, or as CSV"),
        ("names.xlsx", b"name\nDensho\n", "the workbook is damaged or none: ", "save it again, or as CSV"),
    ],
)
def test_what_is_no_table_is_told_with_a_way_out(name, content, said, way_out, workspace):
    (workspace / name).write_bytes(content)
    told = call("dedupe", name, "-o", "out.csv")
    assert (told.code, told.out) == (3, "")
    assert told.error.startswith(f"{name}: {said}")
    assert way_out in (told.hint if way_out else "")
    assert not (workspace / "out.csv").exists()


@pytest.mark.usefixtures("table")
def test_a_file_that_is_not_there_and_a_folder_are_told():
    told = call("dedupe", "nmaes.csv")
    assert (told.code, told.error, told.hint) == (3, "nmaes.csv: there is no such file", "did you mean `names.csv`?")
    told = call("dedupe", "seeds")
    assert (told.code, told.error, told.hint) == (3, "seeds: is a folder", "name a file in it")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_may_not_be_read_is_told(table):
    table.chmod(0)
    assert call("dedupe", table).error.endswith("names.csv: cannot be read: Permission denied")


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ('2,"Mijente\n3,RAICES\n', "line 3: a cell that begins with a quotation mark does not end with one"),
        ('2,"Mijente\n3,"RAICES"\n', "line 3: a cell that begins with a quotation mark does not end with one"),
    ],
)
def test_a_quotation_mark_that_does_not_end_is_told_with_its_line(rest, said, workspace):
    (workspace / "names.csv").write_text("id,name\n1,Densho\n" + rest, encoding="utf-8")
    told = call("dedupe", "names.csv", "-o", "out.csv")
    assert (told.code, told.out, told.error) == (3, "", f"names.csv, {said}")
    assert not (workspace / "out.csv").exists()


def test_a_cell_that_ends_by_chance_is_told(workspace):
    text = 'id,name\n1,Densho\n2,"Mijente\n3,RAICES 5"\n4,"Access\nNow"\n'
    (workspace / "names.csv").write_text(text, encoding="utf-8")
    told = call("dedupe", "names.csv")
    assert (told.code, len(rows(told.out))) == (0, 3)
    assert "warning: names.csv, line 3: a cell holds what looks like rows; is a quotation mark missing" in told.err


def test_an_endless_cell_ends(monkeypatch, workspace):
    monkeypatch.setattr(tables, "_LONGEST_CELL_OF_TABLE", 1_000)
    (workspace / "names.csv").write_text('id,name\n1,"Densho\n' + "2,Mijente\n" * 500, encoding="utf-8")
    told = call("dedupe", "names.csv")
    assert (told.code, told.error) == (
        3,
        "names.csv, line 2: a cell that begins with a quotation mark does not end with one",
    )


def test_of_many_columns_the_first_are_named():
    header = ",".join(f"column {number}" for number in range(200))
    told = call("dedupe", "-", stdin=f"{header}\n{header}\n")
    assert (told.code, told.error) == (2, "stdin: no column says that it holds the names")
    assert told.hint.endswith("column 11 and 188 more")
    assert call("dedupe", "-", "-c", "column 1999", stdin=f"{header}\n{header}\n").error.endswith(
        "the nearest is `column 199`"
    )


def test_names_without_letters_and_nuls_and_halves_of_characters_lose_no_row(workspace):
    content = (
        b"id,name\n1,\n2, \n3,???\n4,Den\0sho\n5,Mi\xed\xa0\x80jente\n6,\xed\xa0\xbd\xed\xb8\x80\n7,\xe2\x80\x8b\n"
    )
    (workspace / "names.csv").write_bytes(content)
    told = call("dedupe", "names.csv")
    assert [row["id"] for row in rows(told.out)] == list("1234567")
    assert [row["name"] for row in rows(told.out)][3:6] == ["Densho", "Mi�jente", "😀"]


def test_an_endless_name_is_compared_with_nothing_and_kept(workspace):
    endless = ("Densho " * 10_000).strip()
    (workspace / "names.csv").write_text(f"id,name\n1,{endless}\n2,Densho\n3,{endless}\n", encoding="utf-8")
    told = call("dedupe", "names.csv")
    assert [row["cluster_id"] for row in rows(told.out.replace(endless, "x"))] == ["1", "2", "1"]
    assert "warning: names.csv: 1 name is longer than 1,000 characters and compared with no other\n" in told.err


def test_a_table_of_no_rows_comes_back_as_one():
    told = call("dedupe", "-", stdin="id,name\n")
    assert told == Run(0, "id,name,cluster_id,canonical_name,reason\n", SAID.format("0 rows", "0 signatories"))


def test_a_text_too_large_to_be_told_is_refused(monkeypatch, table):
    monkeypatch.setattr(tables, "_LARGEST_RECODED", 10)
    assert call("dedupe", table).code == 0
    table.write_bytes("name,place\nÉcologie,Québec\n".encode("cp1252"))
    told = call("dedupe", table)
    assert (told.code, "its text is not clean UTF-8" in told.error, "iconv" in told.hint) == (3, True, True)


def test_a_pipe_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "_LARGEST_PIPE", 10)
    monkeypatch.setattr(tables, "_PIECE", 8)
    told = call("dedupe", "-", stdin="Densho\n" * 10)
    assert (told.code, told.error.startswith("stdin: is larger than")) == (3, True)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_without_end_is_no_table():
    told = call("dedupe", "/dev/zero")
    assert (told.code, told.error) == (3, "/dev/zero: is a binary file, not a table")


def test_a_pipe_that_cannot_be_kept_is_told(monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables.tempfile, "SpooledTemporaryFile", full)
    told = call("dedupe", "-", stdin=TABLE)
    assert (told.code, told.error) == (3, "stdin: cannot be read: No space left on device")


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX pipes")
def test_a_named_pipe_is_read_once(workspace):
    import threading

    os.mkfifo("names.fifo")
    thread = threading.Thread(target=(workspace / "names.fifo").write_text, args=(TABLE,))
    thread.start()
    told = call("dedupe", "names.fifo", "--column", "org")
    thread.join()
    assert (told.code, len(rows(told.out))) == (0, 4)


def test_a_long_pipe_goes_through_a_file(monkeypatch, workspace):
    monkeypatch.setattr(tables, "_HELD", 10)
    assert call("dedupe", "-", stdin=TABLE).out == call("dedupe", "-", stdin=TABLE).out
    assert len(rows(call("dedupe", "-", stdin=TABLE).out)) == 4
    assert sorted(path.name for path in workspace.iterdir()) == ["seeds", "signers.toml"]


def test_a_file_that_changes_meanwhile_is_told(monkeypatch, table, workspace):
    import signers.grouping

    def and_somebody_writes(*arguments):
        with table.open("a", encoding="utf-8") as stream:
            stream.write("5,Densho,Seattle\n")
        return group_rows(*arguments)

    group_rows = signers.grouping.group_rows
    monkeypatch.setattr(signers.grouping, "group_rows", and_somebody_writes)
    told = call("dedupe", table, "-o", "out.csv")
    assert (told.code, told.out) == (3, "")
    assert told.error.endswith("names.csv: was changed while it was read")
    assert not (workspace / "out.csv").exists()


def test_too_little_memory_is_told(monkeypatch, table, workspace):
    def too_much(*_arguments):
        raise MemoryError

    monkeypatch.setattr("signers.grouping.group_rows", too_much)
    told = call("dedupe", table, "-o", "out.csv")
    assert (told.code, "takes more memory than there is" in told.error) == (3, True)
    assert not (workspace / "out.csv").exists()


# Where it is written


def test_a_link_is_followed_and_stays_a_link(table, workspace):
    (workspace / "real.csv").write_text("old\n", encoding="utf-8")
    (workspace / "real.csv").chmod(0o640)
    (workspace / "link.csv").symlink_to("real.csv")
    assert call("dedupe", table, "-o", "link.csv").code == 0
    assert (workspace / "link.csv").is_symlink()
    assert len(rows((workspace / "real.csv").read_text(encoding="utf-8"))) == 4
    assert stat.S_IMODE((workspace / "real.csv").stat().st_mode) == 0o640


@pytest.mark.parametrize("option", ["-o", "--suggestions"])
def test_what_is_read_is_not_overwritten_under_another_name(option, table, workspace):
    (workspace / "link.csv").symlink_to("names.csv")
    (workspace / "hard.csv").hardlink_to(table)
    for other in ("link.csv", "hard.csv", "seeds/../names.csv"):
        told = call("dedupe", table, option, other)
        assert (told.code, told.error) == (2, f"{other}: would overwrite what is read from")
    assert table.read_text(encoding="utf-8") == TABLE


def test_what_is_read_from_stdin_is_not_overwritten(table):
    with table.open("rb") as stream:
        command = [*PROGRAM, "dedupe", "-", "-o", "names.csv"]
        done = subprocess.run(command, stdin=stream, capture_output=True, text=True, check=False)
    assert (done.returncode, "names.csv: would overwrite what is read from" in done.stderr) == (2, True)
    assert table.read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize("option", ["-o", "--suggestions"])
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("seeds", "seeds: is a folder"),
        ("nowhere/out.csv", "nowhere/out.csv: cannot be written: No such file or directory"),
        ("names.csv", "names.csv: would overwrite what is read from"),
    ],
)
def test_what_cannot_be_written_is_told_before_the_names_are_compared(option, target, said, monkeypatch, table):
    monkeypatch.setattr("signers.grouping.group_rows", None)
    told = call("dedupe", table, option, target)
    assert (told.code, told.out, told.error) == (2, "", said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(table):
    told = call("dedupe", table, "-o", "/dev/full")
    assert (told.code, told.error) == (2, "/dev/full: cannot be written: No space left on device")


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX pipes")
def test_a_reader_that_has_gone_is_no_error(workspace):
    (workspace / "names.csv").write_text("id,name\n" + "1,Densho\n" * 5_000, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*PROGRAM, "dedupe", "names.csv"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_failure_while_writing_leaves_the_old_file(monkeypatch, table, workspace):
    (workspace / "out.csv").write_text("old\n", encoding="utf-8")

    def breaks(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "write_cells", breaks)
    told = call("dedupe", table, "-o", "out.csv")
    assert (told.code, told.error) == (2, "out.csv: cannot be written: No space left on device")
    assert (workspace / "out.csv").read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in workspace.iterdir()) == ["names.csv", "out.csv", "seeds", "signers.toml"]


# What is said meanwhile


def test_verbose_says_where_the_names_stand_and_what_it_cost(table):
    told = call("dedupe", table, "-v").err
    assert "names.csv: the names stand in column `org`\n" in told
    assert "  Friends of the Earth / Friends of the Earth US  0." in told
    assert told.splitlines()[-1].startswith("read in 0.")


def test_of_very_many_pairs_the_first_are_named(monkeypatch, table):
    monkeypatch.setattr("signers.cli.dedupe._MOST_PAIRS", 0)
    told = call("dedupe", table, "-v").err
    assert "  … and 1 more, which `--suggestions FILE` writes down\n" in told
    assert "Friends of the Earth / " not in told


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX terminals")
def test_a_terminal_sees_a_bar_for_each_stage(table):
    import pty

    program = "from signers.cli import main, tables; tables._MOMENT = -1; main()"
    for quiet in ([], ["-q"]):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-c", program, "dedupe", table, "-o", "out.csv", *quiet]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        done = subprocess.run(command, stderr=theirs, check=False, env=environment)
        os.write(theirs, b"the end")
        seen = b""
        while b"the end" not in seen:
            seen += os.read(ours, 1 << 16)
        os.close(ours)
        os.close(theirs)
        assert done.returncode == 0
        assert [stage in seen for stage in (b"reading the table", b"writing the table")] == [not quiet] * 2
