"""What a person decides on the command line: by name, told back, kept whatever comes, taken back without a trace."""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from commandline import call

from signers.store import Store

LETTER = """\
March 3, 2021

Dear Senator Wyden,

We, the undersigned organizations, ask you to act on facial surveillance. It has gone on for
far too long, and our members are worried about it.

Sincerely,

Access Now
Alliance for Youth Justice
American Civil Liberties Union
American Civil Liberties Union (ACLU)
Center for Democracy & Technology
Demand Progress
Fight for the Future
Restore the Fourth
"""
# The same names in another order, another width and another format.
OTHER_LETTER = """\
# Letter of March 3, 2021

Dear Senator Wyden,

We, the undersigned organizations, ask you to act.

## Signatories

- Restore the Fourth
- **FIGHT FOR THE FUTURE**
- Demand Progress
- Center for Democracy &
  Technology
- American Civil Liberties Union (ACLU)
- American Civil Liberties Union
- Alliance for Youth
  Justice
- Access Now
"""
DECISIONS = (
    ("same", "Access Now", "Restore the Fourth"),
    ("different", "American Civil Liberties Union", "American Civil Liberties Union (ACLU)"),
    ("rename", "Demand Progress", "Demand Progress Education Fund"),
    ("sort-as", "Fight for the Future", "Zebra"),
    ("kind", "Alliance for Youth Justice", "person"),
    ("withdraw", "Center for Democracy & Technology", "--on", "2026-11-25", "--reason", "asked by e-mail"),
)


def decide(*arguments):
    """A decision that is taken; what is said of it."""
    done = call(*arguments)
    assert (done.code, done.out) == (0, ""), done.err
    return done.err


def listed(*arguments):
    done = call("list", *arguments)
    assert done.code == 0, done.err
    return done.out.splitlines()


def lists():
    """All that the store gives out."""
    forms = ("csv", "json", "md", "txt")
    return [
        call("list").out,
        call("list", "--withdrawn").out,
        *(call("export", "--format", form).out for form in forms),
    ]


def contents(path):
    """What is in the store but the log, and the numbers of clusters."""
    with Store.open_for_reading(path) as store:
        return store.letters(), store.signatories(), store.clusters(), store.doubts(), store.grouped_with()


@pytest.fixture
def store(workspace):
    (workspace / "letter.txt").write_text(LETTER, encoding="utf-8")
    (workspace / "other.md").write_text(OTHER_LETTER, encoding="utf-8")
    assert call("parse", "letter.txt", "-q").code == 0
    assert call("dedupe", "-q").code == 0
    return workspace / "signers.db"


# What is said and done


def test_same_tells_what_the_signatory_is_now(store):
    assert decide("same", "access now", "Restore the Fourth") == (
        "Access Now and Restore the Fourth are one signatory, listed as Access Now (2 spellings)\n"
    )
    assert "Restore the Fourth" not in listed()
    with closing(sqlite3.connect(store)) as db:
        query = "SELECT reason FROM merges WHERE right = 'Restore the Fourth'"
        assert "a person said that they are one" in db.execute(query).fetchone()[0]


@pytest.mark.usefixtures("store")
def test_same_takes_several_names_and_is_undone_in_one():
    before = listed()
    told = decide("same", "Access Now", "Restore the Fourth", "Demand Progress")
    assert told.startswith("Access Now, Restore the Fourth and Demand Progress are one signatory")
    decide("undo")
    assert listed() == before


@pytest.mark.usefixtures("store")
def test_different_parts_what_was_merged():
    assert len(listed("american civil")) == 1
    told = decide("different", "American Civil Liberties Union", "American Civil Liberties Union (ACLU)")
    assert "are 2 signatories, and stay so" in told
    assert len(listed("american civil")) == 2
    call("dedupe")
    assert len(listed("american civil")) == 2


def test_rename_sort_as_and_kind_change_the_list_and_no_entry(store):
    with Store.open_for_reading(store) as opened:
        before = opened.signatories()
    assert (
        decide("rename", "restore the fourth", " Access  Later ")
        == "Restore the Fourth is listed as Access Later (1 spelling)\n"
    )
    assert decide("sort-as", "Access Later", "Zebra") == "Access Later stands where Zebra would stand\n"
    assert decide("kind", "Demand Progress", "Person") == "Demand Progress is a person (1 spelling)\n"
    assert listed()[-2:] == ["Access Later", "Demand Progress"]
    assert listed("--kind", "person") == ["Demand Progress"]
    with Store.open_for_reading(store) as opened:
        assert opened.signatories() == before


@pytest.mark.usefixtures("store")
def test_a_second_signatory_of_one_name_is_told():
    assert "warning: another signatory is called Access Now" in decide("rename", "Demand Progress", "Access Now")


@pytest.mark.usefixtures("store")
def test_who_withdraws_is_in_no_export_and_is_told_with_the_reason():
    told = decide("withdraw", "Access Now", "--on", "2026-11-25", "--reason", "asked by e-mail")
    assert told == "Access Now is withdrawn since 2026-11-25 (1 spelling, 1 entry) and stays off the list\n"
    assert "Access Now" not in listed()
    assert "Access Now," not in call("export").out
    assert "1 withdrawn and left out" in call("export").err
    assert call("list", "--withdrawn").out == "Access Now\t2026-11-25\tasked by e-mail\n"


@pytest.mark.parametrize("again", [("parse", "letter.txt"), ("parse", "other.md"), ("dedupe",)])
@pytest.mark.usefixtures("store")
def test_who_withdrew_is_not_brought_back_by_the_next_letter_or_deduplication(again):
    decide("same", "Access Now", "Restore the Fourth")
    decide("withdraw", "Restore the Fourth")
    assert call(*again).code == 0
    assert not {"Access Now", "Restore the Fourth"} & set(listed())
    decide("restore", "access now")
    assert "Access Now" in listed()


@pytest.mark.usefixtures("store")
def test_who_is_printed_nowhere_any_more_can_be_restored(workspace):
    decide("withdraw", "Demand Progress")
    (workspace / "letter.txt").write_text(LETTER.replace("Demand Progress\n", ""), encoding="utf-8")
    call("parse", "letter.txt")
    assert listed("--withdrawn") == ["Demand Progress\t\t"]
    decide("restore", "Demand Progress")
    assert listed("--withdrawn") == []


@pytest.mark.usefixtures("store")
def test_answers_that_contradict_each_other_are_told_and_different_stands():
    decide("same", "Access Now", "Restore the Fourth")
    decide("same", "Restore the Fourth", "Demand Progress")
    told = decide("different", "Access Now", "Demand Progress")
    assert "answers contradict each other" in told
    for name in ("Access Now", "Restore the Fourth", "Demand Progress"):
        assert name in told
    assert call("undo").code == 0
    assert "Access Now" in listed()
    assert "Demand Progress" not in listed()


TORN = (
    ("same", "Access Now", "Restore the Fourth"),
    ("same", "Restore the Fourth", "Demand Progress"),
    ("different", "Access Now", "Demand Progress"),
)
CONTRADICTION = (
    "warning: answers contradict each other: “Access Now” and “Restore the Fourth” are one, "
    "“Demand Progress” and “Restore the Fourth” are one, but “Access Now” and “Demand Progress” are not\n"
)


@pytest.mark.usefixtures("store")
def test_a_contradiction_is_told_wherever_its_answers_count():
    for decision in TORN:
        decide(*decision)
    assert call("decisions", "dump", "d.txt").code == 0
    for command in (("dedupe",), ("list",), ("export",), ("undo", "1"), ("redo",)):
        told = call(*command)
        assert (told.code, CONTRADICTION in told.err) == (0, command != ("undo", "1"))
    names = "Access Now\nRestore the Fourth\nDemand Progress\n"
    grouped = call("dedupe", "-", "--decisions", "d.txt", stdin=names)
    assert CONTRADICTION in grouped.err
    assert CONTRADICTION in call("export", "-", "--decisions", "d.txt", stdin=grouped.out).err
    assert CONTRADICTION not in call("dedupe", "-", "--decisions", "d.txt", stdin="Access Now\nDensho\n").err
    assert CONTRADICTION in call("decisions", "load", "d.txt").err
    asked = call("review", "--plain", "--only", "pairs", stdin="q\n").out
    assert "Answers contradict each other. Which of these are one organization?  1 of 1 left" in asked


@pytest.mark.usefixtures("store")
def test_two_lines_of_a_file_that_say_otherwise_are_told(workspace):
    (workspace / "d.txt").write_text('same "Access Now" "Demand Progress"\ndifferent "Demand Progress" "Access Now"\n')
    told = call("decisions", "load", "d.txt").err
    assert 'warning: d.txt:2: different "Demand Progress" "Access Now" counts, line 1 says otherwise\n' in told


@pytest.mark.usefixtures("store")
def test_an_answer_that_takes_the_place_of_another_is_told_with_that():
    decide("same", "Access Now", "Demand Progress")
    told = decide("different", "demand progress", "access now")
    assert told.startswith('this takes the place of an earlier answer: same "Access Now" "Demand Progress"\n')


@pytest.mark.usefixtures("store")
def test_what_comes_along_with_a_name_though_the_evidence_is_against_it_is_told():
    decide("same", "Access Now", "Alliance for Youth Justice")
    decide("mend", "Restore the Fourth", "Access Now Foundation")
    told = decide("same", "Alliance for Youth Justice", "Access Now Foundation")
    assert "warning: Access Now and Access Now Foundation become one with it: only one is a foundation" in told
    assert 'signers different "Access Now" "Access Now Foundation"' in told
    told = decide("different", "Access Now", "Access Now Foundation")
    assert "answers contradict each other" in told


@pytest.mark.usefixtures("store")
def test_names_may_be_given_by_the_ids_that_list_shows():
    first, second = (line.split("\t")[0] for line in listed("--ids")[:2])
    assert "are one signatory" in decide("same", first, second)


@pytest.mark.usefixtures("store")
def test_who_signs_late_renames_nobody_and_is_taken_back_without_a_trace():
    before, given = listed(), lists()
    assert call("add", "ACLU Nationwide Campaign (ACLU)", "Access Now International (AN)", "ACLU").code == 0
    decide("same", "Access Now", "Access Now International (AN)")
    assert set(before) <= set(listed())
    assert "listed as Access Now (2 spellings)" in decide("same", "Access Now International (AN)", "access now")
    decide("rename", "Demand Progress", "Progress")
    assert call("undo").code == 0
    assert "Access Now International (AN)" not in listed()
    assert call("undo", "--all").code == 0
    assert call("add", "--undo").code == 0
    assert lists() == given


@pytest.mark.usefixtures("store")
def test_what_else_the_next_grouping_makes_one_is_told(workspace):
    (workspace / "rivers.txt").write_text(LETTER.replace("Access Now", "RKA\nRiver Keepers Alliance"), encoding="utf-8")
    assert call("parse", "rivers.txt").code == 0
    assert call("dedupe").code == 0
    assert {"RKA", "River Keepers Alliance"} <= set(listed())
    assert call("add", "River Keepers Alliance (RKA)").code == 0
    assert {"RKA", "River Keepers Alliance"} <= set(listed())
    told = decide("same", "Demand Progress", "Fight for the Future")
    assert "warning: RKA and River Keepers Alliance became one too, by the evidence" in told
    assert "RKA" not in listed()
    assert "became one too" not in decide("same", "Demand Progress", "Restore the Fourth")


# Entries


@pytest.mark.usefixtures("store")
def test_entries_are_mended_joined_split_and_left_out_by_command_and_taken_back():
    before = lists()
    assert decide("mend", "access now", "Access  Later") == "Access Now reads Access Later (1 entry)\n"
    told = decide("join", "Fight for the Future", "Restore the Fourth", "--as", "Fight and Restore")
    assert told == "Fight for the Future and Restore the Fourth are one name: Fight and Restore (2 entries)\n"
    told = decide("join", "Fight for the Future", "Restore the Fourth", "--as", "  ")  # as if it were not given
    assert "are one name: Fight for the Future Restore the Fourth (" in told
    told = decide("join", "Fight for the Future", "Restore the Fourth", "--as", "Fight  and Restore")
    assert "are one name: Fight and Restore (" in told
    told = decide("split", "Center for Democracy & Technology", "Center for Democracy", "Technology Center")
    assert told.startswith("Center for Democracy & Technology is Center for Democracy and Technology Center (")
    assert decide("not-an-entry", "demand progress") == "Demand Progress is nobody's name (1 entry)\n"
    names = set(listed())
    assert {"Access Later", "Fight and Restore", "Center for Democracy", "Technology Center"} <= names
    assert not {"Access Now", "Demand Progress", "Restore the Fourth"} & names
    assert call("undo", "--all").code == 0
    assert lists() == before


@pytest.mark.usefixtures("store")
def test_an_entry_that_was_mended_is_found_as_it_reads_now():
    decide("mend", "Access Now", "Office of Access")
    decide("mend", "Office of Access", "Office")
    assert decide("not-an-entry", "Office") == "Office is nobody's name (1 entry)\n"
    assert not {"Access Now", "Office of Access", "Office"} & set(listed())


@pytest.mark.usefixtures("store")
def test_entries_that_do_not_stand_together_are_told_not_to_be_joined():
    assert decide("join", "Access Now", "Restore the Fourth").startswith("warning: no entry reads otherwise")


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "Access Now", "Acces Now Org"), "no signatory is called `Acces Now Org`; the nearest: `Access Now`"),
        (("same", "Access Now"), "two names are needed"),
        (("same", "Access Now", "access now"), "two of the names are one spelling: `Access Now`"),
        (("rename", "Access Now", " "), "the new name is empty"),
        (("mend", "Nowhere", "Now"), "no entry is called `Nowhere`"),
        (("mend", "Access Now", " "), "what it should read is empty"),
        (("not-an-entry", "Nowhere"), "no entry is called `Nowhere`"),
        (("join", "Access Now"), "two entries are needed"),
        (("split", "Access Now", "Access"), "two names are needed"),
        (("kind", "Access Now", "persn"), "there is no kind `persn`; the nearest is `person`"),
        (("withdraw", "Access Now", "--on", "25.11.2026"), "`25.11.2026` is no date"),
        (("restore", "Access Now"), "Access Now is not withdrawn"),
        (("restore", "Nobody"), "no signatory is called `Nobody`"),
        (("undo",), "there is nothing to undo"),
        (("undo", "7"), "there is nothing to undo under number 7"),
        (("redo",), "there is nothing to redo"),
        (("undo", "7", "--all"), "a number and `--all` are two different wishes"),
        (("decisions", "dmp"), "there is no way `dmp`; the nearest is `dump`"),
        (("decisions", "dump", "--dry-run"), "`--dry-run` is for `load`"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_decided(store, arguments, message):
    before = store.read_bytes()
    done = call(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {message}")
    assert "hint: " in done.err
    assert store.read_bytes() == before


@pytest.mark.usefixtures("store")
def test_an_organization_and_a_person_are_not_one():
    decide("kind", "Access Now", "person")
    done = call("same", "Access Now", "Demand Progress")
    assert done.code == 2
    assert "`Access Now` is a person, `Demand Progress` an organization" in done.err


@pytest.mark.parametrize("command", [("same", "A", "B"), ("undo",), ("log",), ("decisions", "dump"), ("restore", "A")])
def test_without_a_store_there_is_nothing_to_decide_about(workspace, command):
    done = call(*command)
    assert done.code == 2
    assert "no store at signers.db" in done.err
    assert not (workspace / "signers.db").exists()


def test_a_store_that_another_program_writes_is_told(store, monkeypatch):
    monkeypatch.setattr(Store.open.__func__, "__kwdefaults__", {"create": True, "patience": 0.01})
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = call("rename", "Access Now", "Later")
    assert done.code == 4
    assert "in use by another program" in done.err


# Undo, redo, log


def test_undoing_everything_leaves_the_store_as_if_nothing_had_been_decided(store):
    before, given = contents(store), lists()
    for decision in DECISIONS:
        decide(*decision)
        assert lists() != given
    after = lists()
    for _ in DECISIONS:
        assert call("undo").code == 0
    assert (contents(store), lists()) == (before, given)
    for _ in DECISIONS:
        assert call("redo").code == 0
    assert lists() == after
    assert call("undo", "--all").code == 0
    assert (contents(store), lists()) == (before, given)
    assert call("decisions", "dump").out.count("\n") == 2


@pytest.mark.usefixtures("store")
def test_the_log_shows_what_was_decided_when_and_what_was_undone():
    decide("same", "Access Now", "Restore the Fourth")
    decide("rename", "Demand Progress", "Progress")
    call("undo", "1")
    done = call("log")
    assert done.err == "2 decisions, 1 of them undone\n"
    first, second = (line.split("\t") for line in done.out.splitlines())
    assert (first[0], first[2], first[3]) == ("1", 'same "Access Now" "Restore the Fourth"', "undone")
    assert (second[0], second[2], second[3]) == ("2", 'rename "Demand Progress" "Progress"', "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", first[1])


# Decisions as a file


@pytest.fixture
def decided(store):
    for decision in DECISIONS:
        decide(*decision)
    assert call("decisions", "dump", "decisions.txt").code == 0
    return store


def test_a_new_store_with_the_same_letter_and_decisions_gives_the_same_list_byte_for_byte(decided, workspace):
    given, text = lists(), (workspace / "decisions.txt").read_bytes()
    for order in (("parse", "load"), ("load", "parse")):
        decided.unlink()
        for step in order:
            command = ("parse", "letter.txt") if step == "parse" else ("decisions", "load", "decisions.txt")
            assert call(*command).code == 0
        assert call("dedupe").code == 0
        assert lists() == given
        assert call("decisions", "dump", "again.txt").code == 0
        assert (workspace / "again.txt").read_bytes() == text


def test_decisions_hold_for_the_letter_in_another_order_width_and_format(decided):
    names = sorted(name.casefold() for name in listed())
    decided.unlink()
    assert call("parse", "other.md").code == 0
    loaded = call("decisions", "load", "decisions.txt")
    assert loaded.code == 0
    assert "no letter prints" not in loaded.err
    assert sorted(name.casefold() for name in listed()) == names
    assert listed("--withdrawn") == ["Center for Democracy & Technology\t2026-11-25\tasked by e-mail"]
    assert listed("--kind", "organization")[-1] == "FIGHT FOR THE FUTURE"  # sorted as Zebra


def test_loading_twice_changes_nothing(decided):
    before = decided.read_bytes()
    assert call("decisions", "load", "decisions.txt").err.startswith("6 decisions in decisions.txt: 0 new, 6 known")
    assert decided.read_bytes() == before


@pytest.mark.usefixtures("store")
def test_loading_is_undone_in_one_and_what_it_replaces_is_told(workspace):
    decide("same", "Access Now", "Demand Progress")
    before = lists()
    (workspace / "d.txt").write_text('different "Access Now" "Demand Progress"\nrename "Access Now" "Later"\n')
    assert call("decisions", "load", "d.txt", "--dry-run").err.startswith("would decide: different")
    assert lists() == before
    assert call("decisions", "load", "d.txt").err == (
        'd.txt:1: different "Access Now" "Demand Progress" takes the place of same "Access Now" "Demand Progress"\n'
        "2 decisions in d.txt: 2 new (1 in the place of an earlier answer), 0 known\n"
    )
    assert lists() != before
    assert call("undo").code == 0
    assert lists() == before


@pytest.mark.usefixtures("store")
def test_what_no_letter_prints_is_told_with_its_line_and_kept(workspace):
    (workspace / "d.txt").write_text('# known\nsame "Access Now" Densho\n\nwithdraw Mijente\n')
    done = call("decisions", "load", "d.txt")
    assert done.code == 0
    assert done.err.splitlines()[0] == "warning: d.txt:2: no letter prints `Densho`"
    assert call("decisions", "dump").out.endswith('same "Access Now" "Densho"\nwithdraw "Mijente"\n')


def test_a_broken_line_is_told_and_nothing_of_the_file_is_decided(store, workspace):
    before = store.read_bytes()
    (workspace / "d.txt").write_text('rename "Access Now" "Later"\nsam A B\n')
    done = call("decisions", "load", "d.txt")
    assert (done.code, done.err.splitlines()[0]) == (
        3,
        "error: d.txt:2: there is no decision `sam`; the nearest is `same`",
    )
    assert store.read_bytes() == before
    (workspace / "d.txt").write_bytes(b"same A B\nsame \xe9 B\n")
    assert call("decisions", "load", "d.txt").err.startswith("error: d.txt:2: is not UTF-8 text")
    assert call("decisions", "load", "nowhere.txt").code == 3


@pytest.mark.usefixtures("store")
def test_decisions_go_through_a_pipe():
    decide("rename", "Demand Progress", "Progress")
    text = call("decisions", "dump").out
    call("undo", "--all")
    assert call("decisions", "load", stdin=text).err.startswith("1 decision in stdin: 1 new")
    assert "Progress" in listed()


def test_an_export_without_a_store_reads_as_people_decided(workspace):
    (workspace / "d.txt").write_text('withdraw Mijente\nkind "Ada Lovelace" person\nsort-as Oxfam Aaa\n')
    grouped = "name,cluster_id\nMijente,1\nAda Lovelace,2\nDensho,3\nOxfam,4\n"
    done = call("export", "-", "--decisions", "d.txt", "--format", "txt", stdin=grouped)
    assert (done.code, done.out) == (0, "Oxfam\nDensho\nAda Lovelace\n")
    assert done.err == "1 withdrawn and left out\n2 organizations and 1 individual\n"
    assert call("export", "--decisions", "d.txt").code == 2
    (workspace / "d.txt").write_text("withdrw Mijente\n")
    assert call("export", "-", "--decisions", "d.txt", stdin=grouped).code == 3


def test_an_export_of_what_was_grouped_without_the_decisions_says_so(workspace):
    (workspace / "d.txt").write_text('different Densho "Densho, Inc."\nsame Mijente Oxfam\n')
    names = "Densho\nDensho, Inc.\nMijente\nOxfam\n"
    grouped = call("dedupe", "-", stdin=names).out
    told = call("export", "-", "--decisions", "d.txt", stdin=grouped).err
    assert "warning: stdin: Densho and Densho, Inc. are grouped otherwise than d.txt says (and 1 more)" in told
    grouped = call("dedupe", "-", "--decisions", "d.txt", stdin=names).out
    assert "otherwise" not in call("export", "-", "--decisions", "d.txt", stdin=grouped).err


def test_a_table_is_grouped_as_people_decided_and_keeps_its_rows(workspace):
    (workspace / "d.txt").write_text(
        'same "access now" MIJENTE\n'
        'different "American Civil Liberties Union" "American Civil Liberties Union (ACLU)"\n'
        'rename Densho "Densho Project"\n'
        'not-an-entry "Yours truly"\n'
        "withdraw Oxfam\n"
        "same Densho Nobody\n"
    )
    names = ("Access Now", "Mijente", "Densho", "Yours truly", "Oxfam")
    names += ("American Civil Liberties Union", "American Civil Liberties Union (ACLU)")
    table = "name\n" + "".join(f"{name}\n" for name in names)
    done = call("dedupe", "-", "--decisions", "d.txt", stdin=table)
    assert done.code == 0
    rows = [line.split(",")[:3] for line in done.out.splitlines()[1:]]
    assert [number for _, number, _ in rows] == ["1", "1", "2", "3", "4", "5", "6"]
    assert [name for *_, name in rows][2:5] == ["Densho Project", "", "Oxfam"]
    assert "warning: d.txt:6: no letter prints `Nobody`" in done.err
    exported = call("export", "-", "--decisions", "d.txt", "--format", "txt", stdin=done.out)
    assert exported.out.splitlines() == [
        "Access Now",
        "American Civil Liberties Union",
        "American Civil Liberties Union (ACLU)",
        "Densho Project",
    ]


@pytest.mark.usefixtures("store")
def test_the_same_decisions_give_the_same_list_with_and_without_a_store(workspace):
    for decision in DECISIONS:
        decide(*decision)
    call("decisions", "dump", "d.txt")
    entries = call("parse", "letter.txt", "--no-store", "--format", "jsonl").out
    grouped = call("dedupe", "-", "--decisions", "d.txt", stdin=entries).out
    piped = call("export", "-", "--decisions", "d.txt", "--format", "csv", stdin=grouped)
    assert piped.out == call("export", "--format", "csv").out
    assert (workspace / "d.txt").exists()


@pytest.mark.usefixtures("store")
def test_decisions_of_a_file_are_for_a_file_and_are_not_written_over(workspace):
    (workspace / "d.txt").write_text("same A B\n")
    (workspace / "n.csv").write_text("name\nA\n")
    assert "`--decisions` needs a FILE" in call("dedupe", "--decisions", "d.txt").err
    assert call("dedupe", "n.csv", "--decisions", "d.txt", "-o", "d.txt").code == 2
    assert (workspace / "d.txt").read_text() == "same A B\n"
    (workspace / "d.txt").write_text("sme A B\n")
    assert call("dedupe", "n.csv", "--decisions", "d.txt").code == 3


# The list after an interruption


def test_an_answer_that_the_grouping_does_not_know_yet_is_in_the_list(store):
    from signers.model import Action, Decision

    with Store.open(store) as opened:  # as if the program had been killed before it grouped again
        opened.decide([Decision(Action.SAME, ("Access Now", "Restore the Fourth"))], "2026-11-25T10:00:00Z")
    assert "Restore the Fourth" not in listed()
    assert call("dedupe").code == 0
    assert "Restore the Fourth" not in listed()


ANSWERER = """
import sys
from itertools import count
from pathlib import Path
from signers.model import Action, Decision
from signers.store import Store

with Store.open(Path(sys.argv[1]), create=False) as store:
    print("ready", flush=True)
    for number in count():
        store.decide([Decision(Action.SAME, ("Access Now", f"{sys.argv[2]}-{number}"))], "2026-11-25T10:00:00Z")
        print(f"{sys.argv[2]}-{number}", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_program_killed_at_any_moment_loses_no_confirmed_answer(store):
    chance, confirmed = random.Random(5), []
    for run in range(20):
        command = [sys.executable, "-c", ANSWERER, store, str(run)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as answerer:
            assert answerer.stdout.readline() == "ready\n"
            time.sleep(chance.random() / 20)
            os.kill(answerer.pid, signal.SIGKILL)
            confirmed += answerer.stdout.read().split()
    with Store.open(store) as opened:
        kept = [decision.names[1] for decision in opened.decisions()]
    assert set(confirmed) <= set(kept)
    assert len(kept) <= len(confirmed) + 20  # an answer may be kept and not be confirmed any more
    with closing(sqlite3.connect(store)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert call("list").code == 0
