"""`signers explain`, `add` and `match` on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import xlsxwriter
from commandline import PROGRAM, call, done

from signers.dates import signed_on
from signers.store import Store

LETTER = """\
Dear Senator Wyden,

We, the undersigned organizations, ask you to act on facial surveillance. It has gone on for
far too long, and our members are worried about it.

Sincerely,

Access Now
American Civil Liberties Union (ACLU)
Demand Progress
Fight for the Future
Physicians for Social Responsibility
Sierra Club
"""
MAIL = """\
From: ann@example.org
To: letters@example.org
Subject: sign-on
Content-Type: text/plain

Hello,

please add these to the letter:

Mijente
DEMAND PROGRESS

Thanks,
Ann
"""
FORM = """\
Timestamp,Organization,Your name,E-mail
11/24/2026 14:03:22,Mijente,Ann Lee,ann@example.org
11/26/2026 9:00:00,"Sierra Club, Inc.",Bo Ray,bo@example.org
"""
TOWNS = ("Akron", "Boise", "Dayton", "Fresno", "Laredo", "Mesa", "Omaha", "Tulsa")


@pytest.fixture
def store(workspace):
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    done("parse", "letter.txt", "-q")
    done("dedupe", "-q")
    return workspace


def listed():
    return done("list", "-q").out.splitlines()


def kept():
    with Store.open_for_reading(Path("signers.db")) as opened:
        return opened.signatories(["added"])


# add


@pytest.mark.usefixtures("store")
def test_add_tells_what_each_is_and_keeps_it_with_its_day():
    before = listed()
    result = done("add", "Mijente", "access now", "Sierra Club", "Sierra Club Foundation", "--on", "2026-11-25")
    assert [(name, is_, as_, day) for name, is_, as_, _, day in result.cells] == [
        ("Mijente", "new", "", "2026-11-25"),
        ("access now", "already there", "Access Now", "2026-11-25"),
        ("Sierra Club", "already there", "Sierra Club", "2026-11-25"),
        ("Sierra Club Foundation", "new", "", "2026-11-25"),
    ]
    assert "2 new, 2 already there; 3 added" in result.err
    assert [(entry.line, entry.name, signed_on(entry)) for entry in kept()] == [
        (1, "Mijente", "2026-11-25"),
        (2, "access now", "2026-11-25"),
        (3, "Sierra Club Foundation", "2026-11-25"),
    ]
    after = listed()
    assert [name for name in after if name in before] == before
    assert sorted(set(after) - set(before)) == ["Mijente", "Sierra Club Foundation"]


@pytest.mark.usefixtures("store")
def test_what_is_added_twice_is_there_already():
    done("add", "Mijente", "access now")
    again = done("add", "Mijente", "access now")
    assert {row[1] for row in again.cells} == {"already there"}
    assert "0 added" in again.err


@pytest.mark.usefixtures("store")
def test_the_next_dedupe_leaves_the_list_as_it_is():
    done("add", "Mijente", "American Civil Liberties Union", "Sierra Club, Inc.")
    before = listed()
    done("dedupe", "-q")
    assert listed() == before
    done("rename", "Mijente", "Mijente!", "-q")
    done("undo", "-q")
    assert listed() == before


@pytest.mark.usefixtures("store")
def test_a_dry_run_changes_nothing():
    before = Path("signers.db").read_bytes()
    result = done("add", "Mijente", "--dry-run")
    assert result.cells[0][:2] == ["Mijente", "new"]
    assert "1 to add" in result.err
    assert Path("signers.db").read_bytes() == before


@pytest.mark.usefixtures("store")
def test_a_dry_run_of_undo_tells_what_it_would_take_back_and_changes_nothing():
    done("add", "Mijente", "Consumer Action")
    before = Path("signers.db").read_bytes()
    assert done("add", "--undo", "--dry-run").err == "would be taken back: Mijente; Consumer Action\n"
    assert Path("signers.db").read_bytes() == before
    done("add", "--undo")
    assert "nothing was added" in done("add", "--undo", "--dry-run").err


@pytest.mark.usefixtures("store")
def test_undo_takes_back_one_addition_after_the_other():
    before = listed()
    done("add", "Mijente", "access now")
    between = listed()
    done("add", "Consumer Action")
    assert "taken back: Consumer Action" in done("add", "--undo").err
    assert listed() == between
    done("add", "--undo")
    assert listed() == before
    assert "nothing was added" in done("add", "--undo").err
    assert "Access Now" in done("explain", "access NOW").out


@pytest.mark.usefixtures("store")
def test_who_withdrew_is_told_and_stays_off_the_list():
    done("withdraw", "Demand Progress", "--on", "2026-11-20", "--reason", "asked", "-q")
    result = done("add", "DEMAND PROGRESS")
    assert result.cells[0][1:4] == ["withdrawn", "Demand Progress", "withdrew on 2026-11-20 (asked)"]
    assert not {"Demand Progress", "DEMAND PROGRESS"} & set(listed())


@pytest.mark.usefixtures("store")
def test_a_form_tells_the_days_and_a_column_who_signed():
    Path("form.csv").write_text(FORM, encoding="utf-8")
    result = done("add", "form.csv", "--column", "organization")
    assert [(row[0], row[1], row[4]) for row in result.cells] == [
        ("Mijente", "new", "2026-11-24"),
        ("Sierra Club, Inc.", "already there", "2026-11-26"),
    ]


@pytest.mark.usefixtures("store")
def test_the_export_shows_when_each_signed():
    Path("form.csv").write_text(FORM, encoding="utf-8")
    done("add", "form.csv", "--column", "organization")
    rows = list(csv.DictReader(io.StringIO(done("export", "--format", "csv").out)))
    assert {row["name"]: row["signed"] for row in rows if row["signed"]} == {
        "Mijente": "2026-11-24",  # and not the Sierra Club, which signed the letter before
    }


@pytest.mark.usefixtures("store")
def test_an_email_and_a_pasted_list_are_read():
    Path("mail.eml").write_text(MAIL, encoding="utf-8")
    assert [row[:2] for row in done("add", "mail.eml", "--dry-run").cells] == [
        ["Mijente", "new"],
        ["DEMAND PROGRESS", "already there"],
    ]
    pasted = done("add", "-", "--dry-run", stdin="Mijente\nConsumer Action\nSierra Club\n")
    assert [row[:2] for row in pasted.cells] == [
        ["Mijente", "new"],
        ["Consumer Action", "new"],
        ["Sierra Club", "already there"],
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Hi Bo,\n\nPlease add the following:\n\nMijente\n- Color of Change\n\nBest,\nAnn Lee\nDirector, Mijente\n",
            ["Mijente", "Color of Change"],
        ),
        ("Please add us: Mijente\n\nThanks!\nAnn\n", ["Mijente"]),
        (
            "Hello,\n\nthese want to sign:\n\nMijente\nBits of Freedom\n\nMany thanks\n\nAnn Lee\nann@example.org\n",
            ["Mijente", "Bits of Freedom"],
        ),
        (
            "Bonjour,\n\nmerci d'ajouter :\n\nMijente\nBits of Freedom\n\nBien à vous,\nAnn\n",
            ["Mijente", "Bits of Freedom"],
        ),
        ("Mijente\nBits of Freedom\n", ["Mijente", "Bits of Freedom"]),
        ("Mijente\n", ["Mijente"]),
    ],
)
@pytest.mark.usefixtures("store")
def test_of_a_mail_the_names_are_added_and_not_its_sender(text, names):
    assert [row[0] for row in done("add", "-", "--dry-run", stdin=text).cells] == names


@pytest.mark.usefixtures("store")
def test_a_mail_that_names_nobody_on_a_line_adds_nobody():
    result = call("add", "-", "--dry-run", stdin="Hi,\nplease add Mijente to the letter.\nThanks,\nAnn\n")
    assert (result.code, result.out) == (3, "")
    assert "it cannot be told who is to be added" in result.err


@pytest.mark.usefixtures("store")
def test_a_letter_that_says_add_is_read_as_a_letter():
    told = done("add", "-", "--dry-run", stdin=f"Hello,\n\nplease sign:\n\n{LETTER}").cells
    assert [row[0] for row in told][:2] == ["Access Now", "American Civil Liberties Union (ACLU)"]
    assert len(told) == 6


@pytest.mark.usefixtures("store")
def test_a_folder_and_an_empty_device_are_no_signatories():
    Path("letters").mkdir()
    assert call("add", "letters").code == 3
    assert "is a folder" in call("add", ".").err
    assert call("add", os.devnull).code == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are not everywhere")
@pytest.mark.usefixtures("store")
def test_a_pipe_with_a_name_is_read():
    os.mkfifo("names")
    with ThreadPoolExecutor() as pool:
        pool.submit(Path("names").write_text, "Mijente\n", encoding="utf-8")
        assert done("add", "names", "--dry-run").cells[0][:2] == ["Mijente", "new"]


@pytest.mark.usefixtures("store")
def test_who_says_no_in_a_form_is_not_added():
    Path("form.csv").write_text(
        "Timestamp,Organization,Do you want to sign?\n2026-11-24,Mijente,Yes\n2026-11-25,Bits of Freedom,No\n",
        encoding="utf-8",
    )
    told = done("add", "form.csv", "--dry-run")
    assert [row[0] for row in told.cells] == ["Mijente"]
    assert "form.csv: 1 row says no, or names nobody who signs, and is left out: 3" in told.err


@pytest.mark.usefixtures("store")
def test_of_programs_that_add_at_the_same_time_none_loses_what_another_adds():
    command = [*PROGRAM, "add", "-q"]
    adding = [subprocess.Popen([*command, f"Alliance of {town}"], stdout=subprocess.DEVNULL) for town in TOWNS]
    assert [each.wait() for each in adding] == [0] * len(TOWNS)
    assert {entry.name for entry in kept()} == {f"Alliance of {town}" for town in TOWNS}
    assert sorted(entry.line for entry in kept()) == list(range(1, len(TOWNS) + 1))


@pytest.mark.usefixtures("store")
def test_names_and_files_are_told_and_kept_in_the_order_in_which_they_are_given():
    Path("first.txt").write_text("Densho\nOxfam America\n", encoding="utf-8")
    done("add", "Mijente", "first.txt", "Consumer Action", "-", stdin="Greenpeace\n")
    names = ["Mijente", "Densho", "Oxfam America", "Consumer Action", "Greenpeace"]
    assert [(entry.line, entry.name) for entry in kept()] == list(enumerate(names, start=1))


@pytest.mark.usefixtures("store")
def test_that_a_list_of_organizations_gets_persons_is_told():
    Path("form.csv").write_text(FORM, encoding="utf-8")
    assert "the list holds organizations only" in done("add", "form.csv", "--dry-run").err
    assert "the list holds" not in done("add", "form.csv", "--dry-run", "--column", "Organization").err


@pytest.mark.parametrize(
    "table",
    [
        "2026-11-24,Mijente,ann@example.org\n2026-11-25,Densho,bo@example.org\n2026-11-25,Mozilla,cy@example.org\n",
        "Start date,Submit date,Organization\n2026-11-01,2026-11-24,Mijente\n2026-11-02,2026-11-25,Densho\n",
        "Date;Organisation\n24/11/2026;Mijente\n25/11/2026;Densho\n",
        "Date\tOrganización\n24 nov 2026\tMijente\n25 nov 2026\tDensho\n",
    ],
)
@pytest.mark.usefixtures("store")
def test_the_day_is_that_of_signing_whatever_the_table_is_like(table):
    Path("form.csv").write_text(table, encoding="utf-8")
    told = done("add", "form.csv", "--dry-run").cells
    assert [(row[0], row[4]) for row in told][:2] == [("Mijente", "2026-11-24"), ("Densho", "2026-11-25")]


@pytest.mark.usefixtures("store")
def test_days_that_cannot_be_told_are_told_of_and_kept_as_printed():
    Path("form.csv").write_text(
        FORM.replace("11/24/2026", "4/5/2026").replace("11/26/2026", "4/6/2026"), encoding="utf-8"
    )
    for options in ((), ("--column", "Organization")):
        result = done("add", "form.csv", "--dry-run", *options)
        assert [row[4] for row in result.cells] == ["4/5/2026 14:03:22", "4/6/2026 9:00:00"]
        assert "it cannot be told which days are meant" in result.err


@pytest.mark.usefixtures("store")
def test_one_sheet_of_a_workbook_is_read():
    with xlsxwriter.Workbook("book.xlsx") as book:
        book.add_worksheet("Notes").write_column(0, 0, ["Note", "call Bo"])
        sheet = book.add_worksheet("Responses")
        for at, row in enumerate([("Date", "Organization"), ("2026-11-04", "Mijente, Inc."), ("2026-11-05", "Densho")]):
            sheet.write_row(at, 0, row)
    whole = done("add", "book.xlsx", "--dry-run")
    assert [(row[0], row[4]) for row in whole.cells][-2:] == [("Mijente, Inc.", "2026-11-04"), ("Densho", "2026-11-05")]
    for options in ((), ("--column", "organization")):
        result = done("add", "book.xlsx", "--sheet", "responses", "--dry-run", *options)
        assert [(row[0], row[4]) for row in result.cells] == [
            ("Mijente, Inc.", "2026-11-04"),
            ("Densho", "2026-11-05"),
        ]
    grouped = done("dedupe", "book.xlsx", "--sheet", "Responses", "--column", "Organization").out
    assert [row["canonical_name"] for row in csv.DictReader(io.StringIO(grouped))] == ["Mijente, Inc.", "Densho"]
    wrong = call("add", "book.xlsx", "--sheet", "Response")
    assert (wrong.code, "there is no sheet `Response`; the nearest is `Responses`" in wrong.err) == (2, True)
    assert call("add", "letter.txt", "--sheet", "Responses").code == 2
    assert call("add", "Mijente", "--sheet", "Responses").code == 2


@pytest.mark.usefixtures("store")
def test_a_page_for_a_name_is_kept_and_told_of():
    result = done("add", "Very Long Name " * 6_667, "--dry-run")
    assert "1 name is longer than 1,000 characters and compared with no other" in result.err


@pytest.mark.usefixtures("store")
def test_a_column_without_names_is_told():
    Path("form.csv").write_text("organization,date\n,2026-11-24\n", encoding="utf-8")
    result = call("add", "form.csv", "--column", "organization")
    assert (result.code, "holds no names" in result.err) == (3, True)


@pytest.mark.usefixtures("store")
def test_a_comma_may_stand_behind_a_family_name_on_the_command_line():
    done("add", "Ada Lovelace, Royal Society", "Grace Hopper, Yale University", "-q")
    told = done("add", "Ada Lovelace", "Lovelace, Ada", "Hopper, Grace", "Mijente, Inc.").cells
    assert [row[:3] for row in told] == [
        ["Ada Lovelace", "already there", "Ada Lovelace"],
        ["Lovelace, Ada", "already there", "Ada Lovelace"],
        ["Hopper, Grace", "already there", "Grace Hopper"],
        ["Mijente, Inc.", "new", ""],
    ]


@pytest.mark.usefixtures("store")
def test_a_person_is_kept_with_title_and_affiliation():
    done("add", "Ada Lovelace", "--kind", "person", "--title", "Analyst", "--affiliation", "Royal Society")
    [entry] = kept()
    assert (entry.kind, entry.title, entry.affiliation) == ("person", "Analyst", "Royal Society")


@pytest.mark.usefixtures("store")
def test_add_as_json_holds_the_evidence():
    [record] = json.loads(done("add", "access now", "--dry-run", "--format", "json").out)
    assert (record["status"], record["listed"]) == ("already there", "Access Now")
    assert record["matches"][0]["score"] > 0.99


@pytest.mark.usefixtures("store")
def test_added_entries_are_seen_by_list_export_and_diff():
    Path("old.db").write_bytes(Path("signers.db").read_bytes())
    done("add", "Mijente", "access now")
    assert done("list", "--letter", "added", "-q").out.splitlines() == ["Access Now", "Mijente"]
    rows = list(csv.DictReader(io.StringIO(done("export", "--format", "csv").out)))
    assert {row["name"]: row["letters"] for row in rows}["Access Now"] == "letter.txt | added"
    assert "Mijente" in call("diff", "old.db", "signers.db").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add"], "nobody is named"),
        (["add", "Mijente", "--on", "25.11.2026"], "`25.11.2026` is no date"),
        (["add", "A B", "C D", "--title", "x"], "are about one name"),
        (["add", "Mijente", "--undo"], "`--undo` takes no names"),
        (["add", "Mijente", "--column", "x"], "needs a table"),
        (["add", "Mijente", "  "], "a name is empty"),
        (["add", "-", "Mijente", "-"], "`-` is named twice"),
        (["explain", " "], "a name is empty"),
        (["explain", "Mijente", " "], "a name is empty"),
        (["explain", "A", "B", "C"], "more than two names"),
        (["explain", "Nobody at All"], "no signatory is called `Nobody at All`"),
    ],
)
@pytest.mark.usefixtures("store")
def test_wrong_usage_is_told_with_code_2(arguments, says):
    result = call(*arguments)
    assert (result.code, says in result.err) == (2, True), result.err


@pytest.mark.usefixtures("store")
def test_a_file_that_is_not_there_is_no_signatory():
    result = call("add", "form.csv")
    assert (result.code, "there is no such file" in result.err) == (3, True)


@pytest.mark.usefixtures("workspace")
def test_add_and_explain_without_a_store_say_so():
    assert call("add", "Mijente").code == 2
    assert call("explain", "Mijente").code == 2


# explain


@pytest.mark.usefixtures("store")
def test_how_many_names_are_not_grouped_is_told_before_anything_is_explained():
    Path("next.txt").write_text(LETTER.replace("Access Now", "Mijente"), encoding="utf-8")
    done("parse", "next.txt", "-q")
    assert done("explain", "Mijente").err == "warning: 1 name is not grouped yet: run `signers dedupe`\n"


@pytest.mark.usefixtures("workspace")
def test_two_names_are_explained_without_a_store():
    text = done("explain", "Sierra Club", "Sierra Club Foundation").out
    assert text.startswith("Sierra Club\nSierra Club Foundation\n  not one organization, says the evidence")
    assert "veto     -40.0  only one is a foundation" in text


@pytest.mark.usefixtures("workspace")
def test_two_names_that_read_as_persons_are_explained_as_persons():
    assert "one person, says the evidence" in done("explain", "Ada Lovelace", "A. Lovelace").out
    assert "one organization" in done("explain", "Ada Lovelace", "A. Lovelace", "--kind", "organization").out


@pytest.mark.usefixtures("store")
def test_two_ways_to_write_one_printed_name_are_compared_as_they_are_typed():
    text = done("explain", "Access Now", "ACCESS  now").out
    assert text.startswith("Access Now\nACCESS now\n  one organization")
    assert "the same but for capitals or spaces" in text
    assert "they stand on the list as one: Access Now" in text


@pytest.mark.usefixtures("store")
def test_a_page_for_a_name_is_not_explained():
    told = call("explain", "Access Now", "Very Long Name " * 6_667)
    assert (told.code, told.error) == (2, "a name of 100,005 characters is given")


@pytest.mark.usefixtures("store")
def test_two_names_are_explained_with_where_they_are_printed_on_one_screen():
    done("add", "Sierra Club Foundation", "-q")
    text = done("explain", "sierra club", "Sierra Club Foundation").out
    assert "letter.txt:13" in text
    assert "> 13  Sierra Club" in text
    assert "signed on" in text
    assert len(text.splitlines()) <= 24


@pytest.mark.usefixtures("store")
def test_one_name_is_explained_with_its_spellings_and_places():
    done("add", "access now", "-q")
    text = done("explain", "ACCESS NOW").out
    assert "access now: the same but for capitals or spaces" in text
    assert "letter.txt:8" in text


@pytest.mark.usefixtures("store")
def test_what_a_person_decided_is_told():
    done("different", "Access Now", "Demand Progress", "-q")
    assert "a person said that they are not one" in done("explain", "Access Now", "Demand Progress").out
    record = json.loads(done("explain", "Access Now", "Demand Progress", "--format", "json").out)
    assert record["said"] == ["a person said that they are not one"]
    assert record["verdict"] == "different"


@pytest.mark.usefixtures("store")
def test_one_name_as_json():
    record = json.loads(done("explain", "Sierra Club", "--format", "json").out)
    assert record["printed"][0]["line"] == 13
    assert record["spellings"] == ["Sierra Club"]


# match


REGISTRY = (
    "id,name\nE1,The Sierra Club\nE2,Sierra Club Foundation\nE3,ACLU\nE4,DEMAND PROGRESS\nE5,Demand Progress Inc\n"
)


def matched(*arguments):
    return list(csv.DictReader(io.StringIO(done("match", *arguments, "--against", "registry.csv").out)))


@pytest.fixture
def registry(store):
    Path("registry.csv").write_text(REGISTRY, encoding="utf-8")
    return store


@pytest.mark.usefixtures("registry")
def test_the_list_in_the_store_is_matched():
    found = {row["name"]: (row["verdict"], row["id"], row["second_id"]) for row in matched()}
    assert found["Sierra Club"] == ("same", "E1", "")
    assert found["American Civil Liberties Union (ACLU)"] == ("same", "E3", "")
    assert found["Demand Progress"] == ("doubtful", "E4", "E5")
    assert found["Access Now"] == ("none", "", "")


@pytest.mark.usefixtures("registry")
def test_a_letter_and_a_table_are_matched():
    Path("ours.csv").write_text("organization\nsierra club\nNobody United\n", encoding="utf-8")
    assert [(row["name"], row["id"]) for row in matched("ours.csv")] == [("sierra club", "E1"), ("Nobody United", "")]
    assert {row["name"] for row in matched("letter.txt")} >= {"Sierra Club", "Access Now"}


@pytest.mark.usefixtures("registry")
def test_json_lists_the_entries():
    result = done("match", "letter.txt", "--against", "registry.csv", "--format", "json")
    record = next(one for one in json.loads(result.out) if one["name"] == "Demand Progress")
    assert [entry["id"] for entry in record["entries"]] == ["E4", "E5"]


@pytest.mark.usefixtures("registry")
def test_an_unknown_column_of_the_registry_is_told():
    for option in ("--column", "--id"):
        result = call("match", "letter.txt", "--against", "registry.csv", option, "nmae")
        assert result.code == 2
        assert "there is no column `nmae`" in result.err
    assert call("match", "nowhere.txt", "--against", "registry.csv").code == 3
    assert call("match", "letter.txt", "--against", "nowhere.csv").code == 3
    assert call("match", "-", "--against", "-").code == 2


@pytest.mark.usefixtures("registry")
def test_all_entries_of_one_name_are_told():
    Path("registry.csv").write_text(
        "id,name\n" + "".join(f"E{at},Access Now\n" for at in range(1, 13)), encoding="utf-8"
    )
    [row] = [row for row in matched("letter.txt") if row["name"] == "Access Now"]
    assert (row["verdict"], row["alike"]) == ("doubtful", " | ".join(f"E{at}" for at in range(1, 13)))
    result = done("match", "letter.txt", "--against", "registry.csv", "--format", "json")
    [record] = [one for one in json.loads(result.out) if one["name"] == "Access Now"]
    assert (record["alike"], len(record["entries"])) == (12, 12)


@pytest.mark.usefixtures("registry")
def test_a_column_of_the_list_can_be_named():
    Path("ours.csv").write_text("ref,who,name\n1,Sierra Club,Ann Lee\n", encoding="utf-8")
    assert [row["name"] for row in matched("ours.csv", "--list-column", "WHO")] == ["Sierra Club"]
    Path("ours.csv").write_text('who\n"Sierra Club (Oakland, CA)"\n', encoding="utf-8")
    assert [row["name"] for row in matched("ours.csv", "--list-column", "who")] == ["Sierra Club (Oakland, CA)"]
    assert call("match", "--against", "registry.csv", "--list-column", "who").code == 2


@pytest.mark.usefixtures("registry")
def test_names_can_be_their_own_identifiers():
    assert {row["name"]: row["id"] for row in matched("letter.txt", "--id", "NAME")}["Sierra Club"] == "The Sierra Club"


@pytest.mark.parametrize("name", ["out.xlsx", "out.db", "out.md"])
@pytest.mark.usefixtures("registry")
def test_what_is_not_written_is_told_before_anything_is_done(name):
    result = call("match", "letter.txt", "--against", "registry.csv", "-o", name)
    assert (result.code, Path(name).exists()) == (2, False)
    assert "tells no format" in result.err


@pytest.mark.usefixtures("registry")
def test_a_registry_without_names_is_told():
    Path("registry.csv").write_text("id,name\nE1,\n", encoding="utf-8")
    result = call("match", "letter.txt", "--against", "registry.csv")
    assert (result.code, "column `name` holds no names" in result.err) == (3, True)


@pytest.mark.usefixtures("registry")
def test_the_registry_is_not_overwritten():
    result = call("match", "letter.txt", "--against", "registry.csv", "-o", "registry.csv")
    assert result.code == 2
    assert Path("registry.csv").read_text(encoding="utf-8") == REGISTRY
