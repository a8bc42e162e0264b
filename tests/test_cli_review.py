"""`signers review` as a person meets it: on the whole screen, and a question at a time."""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from signers.cli.review_session import Session
from signers.cli.terminal import Talk
from signers.model import Action, Kind, Signatory
from signers.store import ParsedLetter, Store

PROGRAM = [sys.executable, "-m", "signers"]
LETTER = """\
The undersigned organizations:

Consumer Action
Consumer Action (San Francisco)
Million Hoodies
Million Hoodies Movement for Justice
The Sierra Club
Sierra Club
Access Now
Electronic Frontier Foundation
Food & Water Watch
"""


def run(folder, *words, given=""):
    return subprocess.run(
        [*PROGRAM, *words], cwd=folder, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    assert run(tmp_path, "parse", "letter.txt", "-q").returncode == 0
    assert run(tmp_path, "dedupe", "-q").returncode == 0
    return tmp_path


def names(folder):
    return run(folder, "list", "-q").stdout.splitlines()


# --- A question at a time ---------------------------------------------------------------------------------------


def test_a_question_shows_the_names_the_evidence_and_where_they_stand(folder):
    asked = run(folder, "review", "--plain", given="q\n").stdout
    assert "Are these two one organization?  2 of 2 left" in asked
    assert "only the second has “Movement for Justice”" in asked
    assert "letter.txt:5" in asked
    assert "> 5  Million Hoodies" in asked


def test_answers_are_kept_and_the_next_start_goes_on(folder):
    before = names(folder)
    assert run(folder, "review", "--plain", given="s\n").returncode == 0  # and then the input ends
    assert len(names(folder)) == len(before) - 1
    rest = run(folder, "review", "--plain", given="d\n")
    assert "Consumer Action (San Francisco)" in rest.stdout
    assert "2  Million Hoodies Movement" not in rest.stdout
    assert "all is answered" in run(folder, "review", "--plain").stderr


def test_an_answer_can_be_taken_back_and_given_again(folder):
    before = names(folder)
    run(folder, "review", "--plain", given="s\nz\nq\n")
    assert names(folder) == before
    run(folder, "review", "--plain", given="s\nz\ny\nq\n")
    assert len(names(folder)) == len(before) - 1


def test_what_a_person_is_unsure_of_comes_last(folder):
    asked = run(folder, "review", "--plain", given="u\nq\n").stdout
    assert asked.index("Million Hoodies") < asked.index("Consumer Action")
    again = run(folder, "review", "--plain", given="q\n").stdout
    assert "Consumer Action" in again.split("differ in")[0]


def test_a_word_that_is_no_answer_changes_nothing(folder):
    before = names(folder)
    assert run(folder, "review", "--plain", given="perhaps\nq\n").returncode == 0
    assert names(folder) == before


def test_a_number_that_no_name_has_changes_nothing(folder):
    long = "9" * 5_000  # more digits than Python makes a number of
    given = "".join(f"{line}\n" for line in ("k", "k 0", "k 3", f"k {long}", "r 0 Nobody", f"r {long} Nobody", "q"))
    told = run(folder, "review", "--plain", given=given)
    assert told.stdout.count("give the number of a name, 1 to 2") == 6
    assert (told.returncode, "Nobody" in names(folder)) == (0, False)


def test_capitals_answer_too(folder):
    told = run(folder, "review", "--plain", given="D\nQ\nd\n")
    assert "1 of 2 left" in told.stderr


def test_only_entries_are_asked_about_where_a_person_wants_that(folder):
    assert "nothing is in doubt" in run(folder, "review", "--plain", "--only", "entries").stderr


def test_without_a_terminal_the_other_way_is_named(folder):
    refused = run(folder, "review")
    assert refused.returncode == 2
    assert "--plain" in refused.stderr


def test_without_a_store_the_next_step_is_named(tmp_path):
    refused = run(tmp_path, "review", "--plain")
    assert refused.returncode in {2, 4}
    assert "error:" in refused.stderr


# --- On the whole screen ----------------------------------------------------------------------------------------


def screen_text(app):
    return "\n".join(str(widget.render()) for widget in app.screen.query("Static"))


def drive(folder, *keys, patience=1.0):
    """What the screen, 80 columns by 24 lines, shows after each of the keys."""
    from signers.cli.review_screen import Review

    async def session():
        shown = []
        with Store.open(folder / "signers.db", create=False, patience=patience) as store:
            work = Session(store, Talk(quiet=True, verbose=False))
            app = Review(work)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                shown.append(screen_text(app))
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause()
                    if app.is_running:
                        shown.append(screen_text(app))
            work.finish()
        return shown

    return asyncio.run(session())


def test_the_screen_shows_a_question_and_its_keys(folder):
    (shown,) = drive(folder)
    assert "2 of 2 left" in shown
    assert "Million Hoodies" in shown
    assert "quit" in shown


def test_keys_answer_and_take_back(folder):
    before = names(folder)
    _, after, back = drive(folder, "s", "z")
    assert "1 of 2 left" in after
    assert "2 of 2 left" in back
    assert names(folder) == before


def test_a_whole_session_leaves_nothing_to_ask(folder):
    drive(folder, "s", "d", "q")
    assert "Million Hoodies" in names(folder) or "Million Hoodies Movement for Justice" in names(folder)
    assert {"Consumer Action", "Consumer Action (San Francisco)"} <= set(names(folder))
    assert "all is answered" in run(folder, "review", "--plain").stderr


def test_help_opens_and_closes(folder):
    _, helped, closed = drive(folder, "question_mark", "escape")
    assert helped != closed
    assert "Million Hoodies" in closed


def decided(folder):
    with Store.open_for_reading(folder / "signers.db") as store:
        return [(decision.action, *decision.names, *filter(None, [decision.value])) for decision in store.decisions()]


def test_a_name_is_typed_and_escape_goes_back(folder):
    *_, escaped = drive(folder, "r", "x", "escape")
    assert decided(folder) == []
    assert "new name" not in escaped
    *_, shown = drive(folder, "2", "r", *"ab", "enter")
    (decision,) = decided(folder)
    assert decision[0] is Action.RENAME
    assert decision[2] == decision[1] + "ab"  # what stands there already can be added to
    assert f"listed as {decision[2]}" in shown
    assert "2 of 2 left" in shown


def test_one_is_kept_out_and_the_others_are_one(folder):
    *_, marked, _ = drive(folder, "down", "k", "s")
    assert "out: Million Hoodies" in marked
    assert [action for action, *_ in decided(folder)] == [Action.DIFFERENT]
    *_, told = drive(folder, "k", "j", "k", "s")
    assert "all are kept out" in told
    assert len(decided(folder)) == 1


def test_what_one_is_unsure_about_rests_until_all_is_asked(folder):
    *_, second, rest, again = drive(folder, "u", "u", "enter")
    assert "Consumer Action" in second
    assert "2 left, about which you were unsure" in rest
    assert "Million Hoodies" in again
    assert "You were unsure" in again


def test_the_last_question_answered_can_be_taken_back(folder):
    *_, done, back = drive(folder, "s", "s", "z")
    assert "All is answered" in done
    assert "Consumer Action" in back


def test_undo_goes_back_behind_the_start(folder):
    drive(folder, "s", "q")
    *_, back, none, again = drive(folder, "z", "z", "y")
    assert "taken back: same" in back
    assert "nothing to undo" in none
    assert "in force again: same" in again


def test_an_answer_that_cannot_be_kept_is_told_and_asked_again(folder):
    with closing(sqlite3.connect(folder / "signers.db", isolation_level=None)) as other:
        from signers.cli.review_screen import Review

        async def session():
            with Store.open(folder / "signers.db", create=False, patience=0.01) as store:
                app = Review(Session(store, Talk(quiet=True)))
                async with app.run_test(size=(80, 24)) as pilot:
                    other.execute("BEGIN IMMEDIATE")
                    await pilot.press("s")
                    await pilot.pause()
                    failed = screen_text(app)
                    other.execute("ROLLBACK")
                    await pilot.press("s")
                    await pilot.pause()
                    return failed, screen_text(app)

        failed, kept = asyncio.run(session())
    assert "not kept: " in failed
    assert "2 of 2 left" in failed
    assert "1 of 2 left" in kept


def test_what_another_program_decided_meanwhile_is_not_overruled(folder):
    from signers.cli.review_screen import Review

    async def session():
        with Store.open(folder / "signers.db", create=False) as store:
            app = Review(Session(store, Talk(quiet=True)))
            async with app.run_test(size=(80, 24)) as pilot:
                run(folder, "different", "Million Hoodies", "Million Hoodies Movement for Justice")
                await pilot.press("s")
                await pilot.pause()
                refused = screen_text(app)
                run(folder, "rename", "Access Now", "Later")  # which makes no other question of it
                await pilot.press("d")
                await pilot.pause()
                return refused, screen_text(app)

    refused, done = asyncio.run(session())
    assert "not kept, since another program decided something meanwhile" in refused
    assert "Consumer Action" in refused
    assert "All is answered" in done
    assert [action for action, *_ in decided(folder)] == [Action.DIFFERENT, Action.RENAME, Action.DIFFERENT]


def test_all_of_the_keys_are_on_the_screen_and_no_line_is_longer_than_it(folder):
    (shown,) = drive(folder)
    for key in "sdukrozyq?":
        assert f"{key} " in shown
    _, helped, _ = drive(folder, "question_mark", "escape")
    assert max(len(line) for line in f"{shown}\n{helped}".splitlines()) <= 80


def test_the_letter_that_changed_or_went_is_told(folder):
    (folder / "letter.txt").write_text(LETTER.replace("Million", "Thousand"), encoding="utf-8")
    (shown,) = drive(folder)
    assert "the letter was changed since it was read" in shown
    (folder / "letter.txt").unlink()
    (shown,) = drive(folder)
    assert "the letter is not there any more" in shown
    *_, told = drive(folder, "o")
    assert "no letter that prints it is there" in told


def test_what_speaks_against_a_spelling_that_would_come_along_is_shown_before_the_answer(folder):
    assert run(folder, "add", "Hoodies Foundation").returncode == 0
    assert run(folder, "same", "Million Hoodies", "Hoodies Foundation").returncode == 0
    asked = run(folder, "review", "--plain", "--only", "pairs", given="q\n").stdout
    first = asked.split("s same, d different")[0]
    assert " =2  Hoodies Foundation" in first
    assert "but 2-3" in first
    assert "only one is a foundation" in first


def test_of_who_signed_late_it_is_told_when_and_from_which_file(folder):
    (folder / "form.csv").write_text("name,date\nConsumer Action Network,2026-11-24\n", encoding="utf-8")
    assert run(folder, "add", "form.csv").returncode == 0
    assert run(folder, "add", "Millions Hoodies", "--on", "2026-11-25").returncode == 0
    asked = run(folder, "review", "--plain", given="d\n" * 9).stdout
    assert "added, signed on 2026-11-24, from form.csv" in asked
    assert "added, signed on 2026-11-25\n" in asked
    assert "not there any more" not in asked


@pytest.mark.parametrize("width", [20, 33, 77])
def test_no_line_is_wider_than_the_screen_and_no_letter_is_lost_also_of_a_wide_script(width):
    from signers.cli.review_words import _cells, row, wrapped

    for text in (
        "Million Hoodies Movement for Justice",
        "国際環境団体グリーンピース東京事務所 Network 連絡協議会",
        "x" * 200,
        "e\u0301" * 50,
    ):
        lines = ["".join(piece for piece, _ in line) for line in wrapped([row(text, " 1  ")], width)]
        assert max(map(_cells, lines)) <= width
        assert "".join(lines).replace(" ", "") == "1" + text.replace(" ", "")


# Entries

ENTRIES = """\
We, the undersigned organizations, ask you to act. It has gone on for far too long.

Sincerely,

Access Now
Bill of Rights Defense Committee
Center for Democracy & Technology
Center for Media and Democracy (CMD)
Demand Progress
"""


@pytest.fixture
def doubtful(folder, monkeypatch):
    """A store in which an entry is in doubt, whatever the reading of letters is sure of."""
    (folder / "signers.db").unlink()
    (folder / "letter.txt").write_text(ENTRIES, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert run(folder, "parse", "letter.txt", "-q").returncode == 0
    with Store.open(folder / "signers.db") as store:
        signatories = [
            replace(entry, confidence=0.8, flags=("doubtful-join",)) if "Technology" in entry.name else entry
            for entry in (replace(entry, confidence=1.0, flags=()) for entry in store.signatories())
        ]
        (letter,) = store.letters()
        store.save_letters(
            [ParsedLetter(letter.name, letter.path, letter.sha256, letter.lines, tuple(signatories))],
        )
    return folder


CENTER = "Center for Democracy & Technology"


@pytest.mark.parametrize(
    ("keys", "decision"),
    [
        ("s", (Action.ENTRY_OK, CENTER)),
        ("d", (Action.NOT_AN_ENTRY, CENTER)),
        ("k", (Action.KIND, CENTER, "person")),
        ("n", (Action.JOIN, CENTER, "Center for Media and Democracy (CMD)")),
        ("p", (Action.JOIN, "Bill of Rights Defense Committee", CENTER)),
        (["r", "!", "enter"], (Action.MEND, CENTER, f"{CENTER}!")),
        (["x", "|", "A", "enter"], (Action.SPLIT, CENTER, CENTER, "A")),
    ],
)
def test_an_entry_is_decided_about_like_names(doubtful, keys, decision):
    first, *_ = drive(doubtful, *keys)
    assert "A name, or a part of one?" in first
    assert "after it: Center for Media and Democracy (CMD)" in first
    assert decided(doubtful) == [decision]


def test_an_entry_is_decided_about_in_plain_text(doubtful):
    for given, decision in {
        "x A | B": (Action.SPLIT, CENTER, "A", "B"),
        "r\nCenter": (Action.MEND, CENTER, "Center"),
        "r 3 Centers": (Action.MEND, CENTER, "3 Centers"),
        "r 007 Centers": (Action.MEND, CENTER, "007 Centers"),
        "r 0": (Action.MEND, CENTER, "0"),
        "n": (Action.JOIN, CENTER, "Center for Media and Democracy (CMD)"),
    }.items():
        assert run(doubtful, "review", "--plain", given=f"{given}\n").returncode == 0
        assert decided(doubtful) == [decision]
        assert run(doubtful, "undo").returncode == 0
    run(doubtful, "review", "--plain", given="x A\nq\n")
    assert decided(doubtful) == []


def test_of_several_entries_only_what_can_be_answered_is_offered(doubtful):
    with Store.open(doubtful / "signers.db") as store:
        weak = [replace(one, confidence=1.0, flags=("little-evidence",)) for one in store.signatories()]
        (letter,) = store.letters()
        store.save_letters([ParsedLetter(letter.name, letter.path, letter.sha256, letter.lines, tuple(weak))])
    told = run(doubtful, "review", "--plain", "--only", "entries", given="?\nr Densho\ns\n").stdout
    assert "Did they?" in told
    assert "s they signed, d nobody signed here, u unsure, z undo, y redo, q quit, ? help" in told
    assert "mend" not in told
    assert "it should read otherwise" not in told
    assert "> r Densho\n? shows what can be answered" in told
    assert {action for action, _ in decided(doubtful)} == {Action.ENTRY_OK}


def test_of_a_long_list_in_doubt_the_first_names_are_shown_and_only_these_are_looked_up(folder, monkeypatch):
    names = [f"Alliance of Town {number}" for number in range(300)]
    with Store.open(folder / "signers.db") as store:
        weak = [Signatory(name, Kind.ORGANIZATION, line=3, end_line=3, flags=("little-evidence",)) for name in names]
        (letter,) = store.letters()
        store.save_letters([ParsedLetter(letter.name, letter.path, letter.sha256, 9, tuple(weak))])
    looked_up = []
    places = Session.places
    monkeypatch.setattr(Session, "places", lambda *about: looked_up.append(about[1]) or places(*about))
    first, up = drive(folder, "up")
    assert "Little shows that these 300 signed. Did they?" in first
    assert "and 288 more" in first
    assert set(looked_up) == set(names[:12])
    assert "> 12  Alliance of Town 11" in up


def test_the_lists_of_two_letters_are_two_questions(folder):
    with Store.open(folder / "signers.db") as store:
        for name, signed in {"a.txt": ("Access Now", "Densho"), "letter.txt": ("Mijente", "Oxfam America")}.items():
            weak = [Signatory(one, Kind.ORGANIZATION, line=3, end_line=3, flags=("little-evidence",)) for one in signed]
            store.save_letters([ParsedLetter(name, str(folder / name), name, 9, tuple(weak))])
    told = run(folder, "review", "--plain", "--only", "entries", given="d\ns\n").stdout
    assert told.count("Little shows that these 2 signed. Did they?") == 2


def test_that_one_is_unsure_about_an_entry_is_kept_and_taken_back(doubtful):
    assert "left, 1 put off" in run(doubtful, "review", "--plain", given="u\n").stdout
    assert decided(doubtful) == [(Action.ENTRY_UNSURE, CENTER)]
    assert "You were unsure" in run(doubtful, "review", "--plain", given="q\n").stdout
    *_, back = drive(doubtful, "z")
    assert "taken back: entry-unsure" in back
    assert "You were unsure" not in back
    assert decided(doubtful) == []


def test_a_contradiction_that_is_put_off_rests_and_its_answers_stay(folder):
    for answer in (("same", "Access Now", "Sierra Club"), ("same", "Sierra Club", "Food & Water Watch")):
        assert run(folder, *answer).returncode == 0
    assert run(folder, "different", "Access Now", "Food & Water Watch").returncode == 0
    said = decided(folder)
    first, rest, back, *_ = drive(folder, "u", "z", "u", "s", "q")
    assert "Answers contradict each other" in first
    assert "Answers contradict each other" not in rest
    assert "Answers contradict each other" in back
    assert decided(folder)[:3] == said
    assert len(decided(folder)) == 4
    assert "Answers contradict each other" in run(folder, "review", "--plain", given="q\n").stdout


# Another program, and a program that is killed


def test_the_letter_opens_at_the_line_where_the_program_takes_one(tmp_path, monkeypatch):
    from signers.cli.review_screen import open_at

    told = tmp_path / "told"
    for name in ("less", "viewer"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "$@" > {told}\n')
        (tmp_path / name).chmod(0o755)
    letter = tmp_path / "letter.txt"
    monkeypatch.setenv("PAGER", str(tmp_path / "less"))
    assert open_at(letter, 12, None) == ""
    assert told.read_text() == f"+12 {letter}\n"
    monkeypatch.setenv("PAGER", str(tmp_path / "viewer"))
    monkeypatch.setattr("builtins.input", lambda _: "")
    open_at(letter, 12, None)
    assert told.read_text() == f"{letter}\n"
    monkeypatch.setenv("PAGER", str(tmp_path / "nothing"))
    assert "cannot be run" in open_at(letter, 12, ["Access Now"])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_review_that_is_killed_loses_no_answer_that_was_shown(folder):
    many = [name for word, city in CHAPTERS.items() for name in (f"{word} Action", f"{word} Action ({city})")]
    signatories = tuple(Signatory(name, Kind.ORGANIZATION, line=at) for at, name in enumerate(many, start=1))
    with Store.open(folder / "signers.db") as store:
        store.save_letters([ParsedLetter("gone.txt", "gone.txt", "0", len(many), signatories)])
    chance, confirmed = random.Random(3), []
    for _ in range(4):
        with subprocess.Popen(
            [*PROGRAM, "review", "--plain", "--only", "pairs"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as asking:
            asking.stdin.write("d\n" * 2)
            asking.stdin.close()
            while not (line := asking.stdout.readline()).startswith("Are these"):
                assert line
            time.sleep(chance.random() / 20)
            os.kill(asking.pid, signal.SIGKILL)
            confirmed += [line for line in asking.stdout.read().splitlines() if line.startswith("different ")]
    kept = run(folder, "decisions", "dump").stdout.splitlines()
    assert set(confirmed) <= set(kept)
    assert run(folder, "review", "--plain", given="q\n").returncode == 0
    with closing(sqlite3.connect(folder / "signers.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


CHAPTERS = {
    "Million": "Boston", "Thousand": "Chicago", "Purple": "Denver", "Amber": "Seattle", "Copper": "Houston",
    "Velvet": "Phoenix", "Saffron": "Dallas", "Granite": "Atlanta", "Walnut": "Detroit", "Juniper": "Baltimore",
}  # fmt: skip


# The documents


def test_the_picture_shows_the_keys_that_there_are():
    from signers.cli import review_screen

    picture = (Path(__file__).parents[1] / "docs" / "review.svg").read_text(encoding="utf-8")
    shown = picture.replace("&#160;", " ").replace("&#x27;", "'")
    for line in review_screen.KEYS_NAMES:
        assert line in shown, "run `python docs/make_pictures.py`"
