"""`signers review` as a person meets it: on the whole screen, and a question at a time."""

import asyncio
import subprocess
import sys

import pytest

from signers.cli.review_session import Session
from signers.cli.terminal import Talk
from signers.store import Store

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


def drive(folder, *keys):
    """What the screen, 80 columns by 24 lines, shows after each of the keys."""
    from signers.cli.review_screen import Review

    async def session():
        shown = []
        with Store.open(folder / "signers.db", create=False) as store:
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
