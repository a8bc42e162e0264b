"""`signers diff` as its users meet it: two letters, a letter and a list, two stores, a pull request."""

import csv
import io
import json

import pytest
import xlsxwriter
from commandline import call, done

OLD = """\
# Signatories

## Organizations

- Access Now
- American Civil Liberties Union
- Center for Media Justice
- Consumer Action
- Demand Progress
- Friends of the Earth
- Sierra Club, Inc.

## Individuals

- Alma Fenwick, Professor of Law, Ridgeport University
- Jonas Oyelaran, Director, Tidewater Legal Aid
"""
NEW = """\
# Signatories

## Organizations

- Access Now
- American Civil Liberties Union (ACLU)
- Center for Media Justice
- Consumer Action (San Francisco)
- Densho
- Friends of the Earth
- The Sierra Club

## Individuals

- Alma Fenwick, Dean, Ridgeport University
- Jonas Oyelaran, Director, Tidewater Legal Aid
"""


@pytest.fixture
def folder(tmp_path, monkeypatch, plain):  # noqa: ARG001 - only its effect is wanted
    """A working folder with two versions of a list."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.md").write_text(NEW, encoding="utf-8")
    return tmp_path


def rows(told):
    return [tuple(cells[:4]) for cells in told.cells]


def test_in_a_pipe_each_difference_is_a_line_between_tabs(folder):
    assert folder.exists()
    told = call("diff", "old.md", "new.md")
    assert rows(told) == [
        ("added", "organization", "", "Consumer Action (San Francisco)"),
        ("added", "organization", "", "Densho"),
        ("removed", "organization", "Consumer Action", ""),
        ("removed", "organization", "Demand Progress", ""),
        ("renamed", "organization", "American Civil Liberties Union", "American Civil Liberties Union (ACLU)"),
        ("renamed", "organization", "Sierra Club, Inc.", "The Sierra Club"),
        ("changed", "person", "Alma Fenwick", "Alma Fenwick"),
    ]
    assert told.out.splitlines()[-1].endswith("\ttitle: Professor of Law → Dean")
    assert told.err == "2 added, 2 removed, 2 renamed, 1 changed; 4 unchanged\n"
    assert told.code == 1


def test_the_same_list_in_another_order_and_format_does_not_differ(folder):
    lines = [line for line in OLD.splitlines() if line.startswith("- ")]
    (folder / "list.txt").write_text(
        "Signatories\n\nOrganizations\n\n" + "\n".join(line[2:] for line in lines[6::-1]) + "\n\nIndividuals\n\n"
        + "\n".join(line[2:] for line in lines[:6:-1]) + "\n"
    )  # fmt: skip
    told = call("diff", "old.md", "list.txt")
    assert (told.out, told.err, told.code) == ("", "nothing differs; 9 unchanged\n", 0)


def test_a_pull_request_gets_the_counts_first_and_then_the_names(folder):
    told = call("diff", "old.md", "new.md", "--format", "md")
    lines = told.out.splitlines()
    assert lines[0] == "**2 added, 2 removed, 2 renamed, 1 changed**, 4 unchanged (`old.md` → `new.md`)"
    assert lines[2] == "### Added (2)"
    assert "- Densho" in lines
    assert any(line.startswith("- Sierra Club, Inc. → **The Sierra Club**: the same but for") for line in lines)
    assert "- Alma Fenwick: title: Professor of Law → Dean" in lines
    call("diff", "old.md", "new.md", "-o", folder / "comment.md")
    assert (folder / "comment.md").read_text(encoding="utf-8") == told.out


def test_names_are_shown_as_they_are_in_a_pull_request(folder):
    (folder / "new.md").write_text(OLD.replace("- Access Now\n", "- Access Now\n- Evil\\_Twin \\[Fund\\]\n"))
    told = call("diff", "old.md", "new.md", "--format", "md")
    assert "- Evil\\_Twin \\[Fund\\]" in told.out


def test_programs_get_counts_and_fields(folder):
    assert folder.exists()
    told = json.loads(call("diff", "old.md", "new.md", "--format", "json").out)
    assert told["counts"] == {
        "added": 2, "removed": 2, "renamed": 2, "merged": 0, "split": 0, "moved": 0, "changed": 1, "unchanged": 4,
    }  # fmt: skip
    changed = told["differences"][-1]
    assert (changed["field"], changed["before"], changed["after"]) == ("title", "Professor of Law", "Dean")
    perhaps = told["differences"][2]
    assert (perhaps["old"], perhaps["perhaps"]) == ("Consumer Action", "Consumer Action (San Francisco)")
    assert perhaps["old_line"] == 8


@pytest.mark.parametrize(
    ("fatal", "code"),
    [("any", 1), ("removed", 1), ("merged,split", 0), ("merged, renamed", 1), ("never", 0), ("moved", 0)],
)
def test_the_code_is_1_for_the_changes_that_are_named(folder, fatal, code):
    assert folder.exists()
    assert call("diff", "old.md", "new.md", "--fail-on", fatal).code == code


def test_a_change_that_is_none_is_told_with_the_nearest(folder):
    assert folder.exists()
    told = call("diff", "old.md", "new.md", "--fail-on", "remove")
    assert told.err.startswith("error: there is no change `remove`; the nearest is `removed`")
    assert told.code == 2


def test_what_comes_from_a_pipe_is_read_as_the_other_version_is(folder):
    assert folder.exists()
    assert rows(call("diff", "-", "new.md", stdin=OLD)) == rows(call("diff", "old.md", "new.md"))


def test_text_from_a_pipe_is_read_beside_a_workbook(folder):
    with xlsxwriter.Workbook(folder / "list.xlsx") as book:
        book.add_worksheet().write_column(0, 0, ["Organization", "Access Now", "Densho", "Sierra Club"])
    assert done("diff", "-", "list.xlsx", stdin="Access Now\nDensho\nSierra Club\n").err.endswith("3 unchanged\n")


def test_a_file_without_an_ending_is_read_as_what_it_is_whatever_the_other_version_ends_in(folder):
    (folder / "ADOPTERS").write_text(OLD, encoding="utf-8")
    (folder / "adopters.html").write_text(
        "<ul><li>Access Now</li><li>Densho</li><li>Mijente</li></ul>", encoding="utf-8"
    )
    assert ["removed", "organization", "Demand Progress", ""] in [
        cells[:4] for cells in call("diff", "ADOPTERS", "adopters.html").cells
    ]


def test_both_from_the_same_pipe_cannot_be(folder):
    assert folder.exists()
    told = call("diff", "-", "-", stdin=OLD)
    assert told.err.startswith("error: both versions are `-`")
    assert told.code == 2
    told = call("diff", "-", "new.md", "--decisions", "-", stdin=OLD)
    assert (told.code, told.error) == (2, "`-` is named twice, and stdin can be read once")


def test_versions_that_cannot_be_read_are_both_named(folder):
    assert folder.exists()
    told = call("diff", "odl.md", "nwe.md")
    assert told.err.index("odl.md: there is no such file") < told.err.index("nwe.md: there is no such file")
    assert told.code == 3


@pytest.fixture
def stores(folder):
    """A store of each version, and the clean list of the first in all formats of a table."""
    for name in ("old", "new"):
        call("parse", f"{name}.md", "--db", f"{name}.db", "--quiet")
        call("dedupe", "--db", f"{name}.db", "--quiet")
    for ending in ("csv", "tsv", "json", "jsonl", "txt", "md"):
        call("export", "--db", "old.db", "-o", f"list.{ending}")
    return folder


def test_stores_are_compared_as_letters_are(stores):
    assert stores.exists()
    assert rows(call("diff", "old.db", "new.db")) == rows(call("diff", "old.md", "new.md"))


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "jsonl", "txt"])
def test_a_list_does_not_differ_from_its_store_and_its_letter(stores, ending):
    assert stores.exists()
    for other in ("old.db", "old.md"):
        told = call("diff", f"list.{ending}", other)
        assert (told.out, told.code) == ("", 0)


def test_a_spelling_that_the_list_knows_is_no_news_of_the_letter(stores):
    letter = OLD.replace("Sierra Club, Inc.\n", "Sierra Club, Inc.\n- The Sierra Club\n")
    (stores / "twice.md").write_text(letter)
    call("parse", "twice.md", "--db", "twice.db", "--quiet")
    call("dedupe", "--db", "twice.db", "--quiet")
    assert call("diff", "twice.db", "twice.md").code == 0
    assert rows(call("diff", "twice.md", "old.md")) == [
        ("merged", "organization", "The Sierra Club", "Sierra Club, Inc.")
    ]


def test_entries_and_grouped_rows_in_a_pipe_are_compared_too(stores):
    entries = call("parse", "old.md", "--no-store", "--format", "jsonl", "--quiet").out
    (stores / "entries.jsonl").write_text(entries)
    grouped = call("dedupe", "-", "--quiet", stdin=entries).out
    (stores / "grouped.jsonl").write_text(grouped)
    for name in ("entries.jsonl", "grouped.jsonl"):
        assert call("diff", name, "old.db").code == 0


def test_a_table_that_somebody_keeps_is_read_as_a_letter_is(folder):
    def table(*names):
        stream = io.StringIO()
        csv.writer(stream).writerows([("Organization", "kind"), *((name, "member") for name in names)])
        return stream.getvalue()

    (folder / "old.csv").write_text(table("Densho", "Mijente", "Access Now"))
    (folder / "new.csv").write_text(table("Densho", "Access Now"))
    assert rows(call("diff", "old.csv", "new.csv")) == [("removed", "organization", "Mijente", "")]


@pytest.mark.parametrize("kind", ['["person"]', '{"is": "person"}', "null", "1", '"company"'])
def test_records_that_call_something_else_a_kind_are_read_as_a_list_of_names(folder, kind):
    listed = ", ".join(f'{{"name": "{name}", "kind": {kind}}}' for name in ("Access Now", "Densho", "Sierra Club"))
    (folder / "list.json").write_text(f"[{listed}]", encoding="utf-8")
    assert done("diff", "list.json", "list.json").err == "nothing differs; 3 unchanged\n"


def test_half_a_character_in_a_list_that_was_exported_can_be_told_in_a_file(folder):
    (folder / "list.json").write_text(r'[{"name": "\ud800 Org", "kind": "organization"}]', encoding="utf-8")
    assert call("diff", "list.json", "old.md", "-o", "changes.tsv").code == 1
    assert "removed\torganization\t\ufffd Org\t" in (folder / "changes.tsv").read_text(encoding="utf-8")


def test_lists_of_a_few_lines_are_compared(folder):
    (folder / "old.txt").write_text("Densho\nMijente\n")
    (folder / "new.txt").write_text("Mijente\nDensho\nAccess Now\n")
    assert rows(call("diff", "old.txt", "new.txt")) == [("added", "organization", "", "Access Now")]


def test_what_people_decided_in_a_store_counts(stores):
    call("parse", "old.md", "--db", "later.db", "--quiet")
    call("dedupe", "--db", "later.db", "--quiet")
    call("withdraw", "Access Now", "--on", "2026-03-01", "--reason", "by letter", "--db", "later.db")
    call("rename", "Demand Progress", "Demand Progress (DP)", "--db", "later.db")
    assert [line.split("\t")[:5] for line in call("diff", "old.db", stores / "later.db").out.splitlines()] == [
        ["removed", "organization", "Access Now", "", "withdrew 2026-03-01 (by letter)"],
        [
            "renamed",
            "organization",
            "Demand Progress",
            "Demand Progress (DP)",
            "the same but for the acronym DP beside it",
        ],
    ]


def test_what_a_store_calls_different_is_removed_and_not_merged(folder):
    (folder / "two.md").write_text("# Signatories\n\n- Access Now\n- Densho\n- Sierra Club\n- The Sierra Club, Inc.\n")
    (folder / "one.md").write_text("# Signatories\n\n- Access Now\n- Densho\n- Sierra Club\n")
    merged = [("merged", "organization", "The Sierra Club, Inc.", "Sierra Club")]
    removed = [("removed", "organization", "The Sierra Club, Inc.", "")]
    assert rows(call("diff", "two.md", "one.md")) == merged
    assert call("diff", "two.md", "one.md", "--fail-on", "removed").code == 0
    for name in ("two", "one"):
        call("parse", f"{name}.md", "--db", f"{name}.db", "--quiet")
        call("dedupe", "--db", f"{name}.db", "--quiet")
    call("different", "Sierra Club", "The Sierra Club, Inc.", "--db", "two.db", "--quiet")
    call("decisions", "dump", "decisions.txt", "--db", "two.db", "--quiet")
    for decided in ("two.db", "decisions.txt"):
        told = call("diff", "two.md", "one.md", "--decisions", decided, "--fail-on", "removed")
        assert (rows(told), told.code) == (removed, 1)
    for old, new in (("two.db", "one.md"), ("two.db", "one.db"), ("two.md", "one.db")):
        more = ("--decisions", "two.db") if old == "two.md" else ()
        assert rows(call("diff", old, new, *more)) == removed


def test_a_letter_reads_as_people_decided_that_it_should(folder):
    (folder / "draft.md").write_text("# Signatories\n\n- Acces Now\n- Densho\n- Mijente\n")
    (folder / "final.md").write_text("# Signatories\n\n- Access Now\n- Densho\n- Mijente\n")
    (folder / "decisions.txt").write_text('mend "Acces Now" "Access Now"\n')
    assert call("diff", "draft.md", "final.md").code == 1
    assert call("diff", "draft.md", "final.md", "--decisions", "decisions.txt").code == 0


@pytest.mark.parametrize("name", ["nowhere.txt", "old.md"])
def test_decisions_that_cannot_be_read_are_told(folder, name):
    assert folder.exists()
    assert call("diff", "old.md", "new.md", "--decisions", name).code == 3


def test_namesakes_in_a_store_are_those_of_its_letter(folder):
    names = ("John Smith, Director, Sierra Club", "John Smith, Clerk, Chase Bank", "Ada Lovelace, Mijente")
    people = "# Signatories\n\n" + "".join(f"- {name}\n" for name in names)
    (folder / "people.md").write_text(people)
    done("parse", "people.md", "--db", "people.db", "--quiet")
    done("dedupe", "--db", "people.db", "--quiet")
    assert call("diff", "people.md", "people.db").out == ""
    (folder / "fewer.md").write_text(people.replace("- John Smith, Clerk, Chase Bank\n", ""))
    assert rows(call("diff", "people.db", "fewer.md")) == [("removed", "person", "John Smith", "")]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--format", "table", "-o", "changes.txt"), "changes.txt: a table is for a terminal"),
        (("-o", "changes.csv"), "changes.csv: the ending `.csv` tells no format"),
        (("-o", "changes.table"), "changes.table: the ending `.table` tells no format"),
    ],
)
def test_what_is_not_written_into_a_file_is_told_before_anything_is_done(folder, options, says):
    told = call("diff", "old.md", "new.md", *options)
    assert told.error == says
    assert (told.code, told.out) == (2, "")
    assert not (folder / options[-1]).exists()


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (("-o", "changes.md"), "**"),
        (("-o", "changes.json"), "{"),
        (("-o", "changes"), "added\torganization\t"),
        (("-o", "changes.csv", "--format", "tsv"), "added\torganization\t"),
    ],
)
def test_a_file_holds_what_its_ending_or_the_option_says(folder, options, begins):
    call("diff", "old.md", "new.md", *options)
    assert (folder / options[1]).read_text(encoding="utf-8").startswith(begins)
