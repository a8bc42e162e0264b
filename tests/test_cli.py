"""The command line as its users meet it: whole runs, with what they print, what they say and how they end."""

import json
import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from dataclasses import fields
from pathlib import Path

import pytest
from commandline import PROGRAM, Run, call, records, rows, run

from signers import __version__
from signers.cli.app import COMMANDS
from signers.export import FORMATS
from signers.model import Kind, Signatory
from signers.store import Store

ESCAPE = "\x1b"
escapes = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]").sub

LETTER = """\
March 3, 2021

Dear Senator Wyden,

We, the undersigned organizations, ask you to act on facial surveillance. It has gone on for
far too long, and our members are worried about it.

Sincerely,

Access Now
American Civil Liberties Union
Center for Democracy &
Technology
Demand Progress
Fight for the Future
"""
NAMES = [
    "Access Now",
    "American Civil Liberties Union",
    "Center for Democracy & Technology",
    "Demand Progress",
    "Fight for the Future",
]
LATER_LETTER = """\
May 5, 2022

We, the undersigned organizations, write again, since nobody has answered our letter.

Sincerely,

American Civil Liberties Union (ACLU)
Densho
Electronic Frontier Foundation
"""
NO_SIGNATURES = "Dear neighbours,\n\nplease do not park in front of the gate, since we need it every day.\n"
EVIL = LETTER.replace("Access Now", "[bold]Evil[/bold] Fund").replace("Demand Progress", "Demand \x07Progress")
DOUBTFUL = LETTER.replace("Demand Progress", "Coalition (Against Hunger\nDensho")
TABLE = """\
id,org,city
1,American Civil Liberties Union,New York
2,American Civil Liberties Union (ACLU),
3,Friends of the Earth,Washington
4,Friends of the Earth US,
"""


@pytest.fixture
def letter(workspace):
    path = workspace / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def grouped(letter, workspace):
    """A store with two letters of one organization that is printed in two ways, and their grouping."""
    (workspace / "later.txt").write_text(LATER_LETTER, encoding="utf-8")
    assert call("parse", letter, "later.txt", "-q").code == 0
    assert call("dedupe", "-q").code == 0
    return workspace / "signers.db"


# The way from the letter to the list


def test_in_a_fresh_folder_three_commands_make_the_list_and_again_change_nothing(workspace):
    parsed = run("parse")
    assert (parsed.code, parsed.out.count("\n")) == (0, 180)
    assert parsed.err == "seeds/amazon-rekognition-2019.txt: 180 organizations in 2 blocks, lines 5-253\n"

    deduped = run("dedupe")
    name, alias, why = deduped.out.rstrip("\n").split("\t")
    assert (deduped.code, name, alias) == (
        0,
        "American Civil Liberties Union (ACLU)",
        "American Civil Liberties Union",
    )
    assert "ACLU" in why
    assert deduped.err == "180 entries: 90 signatories; 1 further spelling merged, 0 pairs wait for a person\n"

    exported = run("export", "--format", "csv")
    assert (exported.code, exported.err) == (0, "90 organizations\n")
    assert exported.out.startswith("name,kind,title,affiliation,location,aliases,letters,entries\n")
    assert len(rows(exported.out)) == 90

    kept = (workspace / "signers.db").read_bytes()
    assert (run("parse"), run("dedupe"), run("export", "--format", "csv")) == (parsed, deduped, exported)
    assert (workspace / "signers.db").read_bytes() == kept
    assert sorted(path.name for path in workspace.iterdir()) == ["seeds", "signers.db", "signers.toml"]


def test_python_m_signers_and_the_command_are_one_program(letter):
    script = Path(sys.executable).with_name("signers")
    if not script.exists():
        pytest.skip("the program is not installed beside this interpreter")
    done = subprocess.run([script, "parse", letter, "--no-store"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == tuple(vars(run("parse", letter, "--no-store")).values())


def test_a_letter_is_printed_kept_grouped_and_listed(letter):
    parsed = call("parse", letter)
    assert parsed == Run(
        0, "".join(f"{name}\n" for name in NAMES), "letter.txt: 5 organizations in 1 block, lines 10-15\n"
    )
    assert call("dedupe") == Run(
        0, "", "5 entries: 5 signatories; 0 further spellings merged, 0 pairs wait for a person\n"
    )
    assert call("list") == Run(0, "".join(f"{name}\n" for name in NAMES), "5 organizations\n")


def test_without_no_store_nothing_is_written(letter, workspace):
    assert call("parse", letter, "--no-store").code == 0
    assert sorted(path.name for path in workspace.iterdir()) == ["letter.txt", "seeds", "signers.toml"]


def test_entries_as_json_lines_have_the_promised_fields_in_order_and_null_for_what_is_absent(letter):
    printed = call("parse", letter, "--format", "jsonl").out
    first, _, third, *_ = records(printed)
    assert list(first) == ["schema", *(field.name for field in fields(Signatory))]
    assert first == {
        "schema": 1,
        "name": "Access Now",
        "kind": "organization",
        "title": None,
        "affiliation": None,
        "location": None,
        "group": None,
        "letter": "letter.txt",
        "block": 1,
        "page": 1,
        "line": 10,
        "end_line": 10,
        "text": "Access Now",
        "confidence": first["confidence"],
        "flags": [],
    }
    assert 0.9 < first["confidence"] <= 1
    assert (third["name"], third["line"], third["end_line"], third["flags"]) == (NAMES[2], 12, 13, ["joined"])
    assert ": null" in printed
    assert "\\u" not in printed


def test_entries_are_the_same_in_every_format(letter):
    as_lines = records(call("parse", letter, "--format", "jsonl").out)
    assert json.loads(call("parse", letter, "--format", "json").out) == as_lines
    as_csv = rows(call("parse", letter, "--format", "CSV").out)
    assert list(as_csv[0]) == [field.name for field in fields(Signatory)]
    assert [row["name"] for row in as_csv] == [record["name"] for record in as_lines] == NAMES
    assert (as_csv[2]["line"], as_csv[2]["flags"], as_csv[2]["title"]) == ("12", "joined", "")


def test_what_is_doubtful_is_named_with_its_lines(workspace):
    (workspace / "letter.txt").write_text(DOUBTFUL, encoding="utf-8")
    told = call("parse", "letter.txt")
    assert told.code == 0
    assert told.err.splitlines() == [
        "letter.txt: 6 organizations in 1 block, lines 10-16, 2 to look at",
        "  letter.txt:14  Coalition (Against Hunger  a name, or a part of one?",
        "  letter.txt:15  Densho  a name, or a part of one?",
    ]


# The list


def test_the_list_merges_spellings_and_counts_each_signatory_once(grouped):
    told = call("list")
    assert told.out.splitlines() == [
        "Access Now",
        "American Civil Liberties Union (ACLU)",
        "Center for Democracy & Technology",
        "Demand Progress",
        "Densho",
        "Electronic Frontier Foundation",
        "Fight for the Future",
    ]
    assert told.err == "7 organizations\n"
    assert grouped.exists()


@pytest.mark.usefixtures("grouped")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["civil"], ["American Civil Liberties Union (ACLU)"]),
        (["FÍGHT"], ["Fight for the Future"]),
        (
            ["--letter", "later.txt"],
            ["American Civil Liberties Union (ACLU)", "Densho", "Electronic Frontier Foundation"],
        ),
        (["--letter", "later", "densho"], ["Densho"]),
        (["--kind", "person"], []),
        (["--kind", "Organization", "now"], ["Access Now"]),
    ],
)
def test_the_list_can_be_narrowed(arguments, expected):
    told = call("list", *arguments)
    assert (told.code, told.out.splitlines()) == (0, expected)


@pytest.mark.usefixtures("grouped")
@pytest.mark.parametrize("order", ["entries", "letters"])
def test_the_list_can_begin_with_who_signed_most(order):
    first, second, *_ = call("list", "--sort", order).out.splitlines()
    assert (first, second) == ("American Civil Liberties Union (ACLU)", "Access Now")


@pytest.mark.usefixtures("grouped")
def test_the_list_can_be_parted():
    assert call("list", "densho", "--group-by", "kind").out == "# organizations\nDensho\n"
    assert call("list", "densho", "--group-by", "location").out == "# no location\nDensho\n"
    told = call("list", "civil", "--group-by", "letter")
    name = "American Civil Liberties Union (ACLU)"
    assert told.out.splitlines() == ["# later.txt", name, "# letter.txt", name]


@pytest.mark.usefixtures("grouped")
def test_a_letter_that_is_not_in_the_store_is_told_with_the_nearest():
    told = call("list", "--letter", "lettre")
    assert (told.code, told.out) == (2, "")
    assert told.error == "no letter is called `lettre`; the nearest is `letter.txt`"


@pytest.mark.usefixtures("grouped")
def test_every_export_holds_the_same_list():
    names = call("list").out.splitlines()
    texts = {name: call("export", "--format", name).out for name in FORMATS}
    assert [row["name"] for row in rows(texts["csv"])] == names
    assert [row["name"] for row in rows(texts["tsv"], "\t")] == names
    assert [record["name"] for record in json.loads(texts["json"])["signatories"]] == names
    assert [record["name"] for record in records(texts["jsonl"])] == names
    assert texts["txt"].splitlines() == names
    assert [line.removeprefix("- ").replace("\\", "") for line in texts["md"].splitlines()] == names
    assert rows(texts["csv"])[1] == {
        "name": names[1],
        "kind": "organization",
        "title": "",
        "affiliation": "",
        "location": "",
        "aliases": "American Civil Liberties Union",
        "letters": "letter.txt | later.txt",
        "entries": "2",
    }


@pytest.mark.usefixtures("grouped")
@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_of_the_file_tells_the_format(name, workspace):
    told = call("export", "-o", f"list.{name.upper()}")
    assert (told.code, told.out, told.err) == (0, "", f"7 organizations in list.{name.upper()}\n")
    written = (workspace / f"list.{name.upper()}").read_text(encoding="utf-8")
    assert written == call("export", "--format", name).out


@pytest.mark.usefixtures("grouped")
def test_an_ending_that_tells_no_format_needs_one(workspace):
    told = call("export", "-o", "list.xlsx")
    assert (told.code, told.error) == (2, "list.xlsx: the ending `.xlsx` tells no format")
    assert not (workspace / "list.xlsx").exists()
    assert call("export", "-o", "list.out", "--format", "txt").code == 0
    assert (workspace / "list.out").read_text(encoding="utf-8").startswith("Access Now\n")


@pytest.mark.usefixtures("grouped")
def test_an_export_can_be_narrowed():
    assert [row["name"] for row in rows(call("export", "--letter", "later").out)][1:] == [
        "Densho",
        "Electronic Frontier Foundation",
    ]
    assert call("export", "--kind", "person", "--format", "txt") == Run(0, "", "no signatories\n")


# Pipes


def test_without_a_store_a_pipe_gives_the_same_list(workspace):
    entries = run("parse", "--no-store", "--format", "jsonl").out
    piped = run("export", "-", "--format", "csv", stdin=run("dedupe", "-", stdin=entries).out)
    assert list(workspace.glob("*.db")) == []
    assert (run("parse").code, run("dedupe").code) == (0, 0)
    assert (piped.code, piped.out) == (0, run("export", "--format", "csv").out)


def test_a_letter_may_come_on_stdin():
    told = call("parse", "-", "--no-store", "--format", "jsonl", stdin=LETTER)
    assert [(record["name"], record["letter"]) for record in records(told.out)] == [(name, "stdin") for name in NAMES]


def test_the_reason_of_a_merge_stands_in_its_own_column_in_a_pipe(grouped):
    told = run("dedupe", "--db", grouped)
    assert told.out.count("\n") == 1
    assert [len(line.split("\t")) for line in told.out.splitlines()] == [3]


# Letters


def test_a_folder_gives_its_letters_in_order_and_a_letter_named_twice_is_read_once(workspace):
    (workspace / "more").mkdir()
    (workspace / "more" / "b.txt").write_text(LATER_LETTER, encoding="utf-8")
    (workspace / "more" / "a.md").write_text(LETTER, encoding="utf-8")
    (workspace / "more" / "README").write_text(LETTER, encoding="utf-8")  # without an ending it is no letter
    (workspace / "more" / "list.msg").write_bytes(b"x")
    told = call("parse", "more", "more/a.md", "./more/../more/b.txt", workspace / "more" / "a.md", "--format", "jsonl")
    assert told.code == 0
    assert [record["letter"] for record in records(told.out)] == ["more/a.md"] * 5 + ["more/b.txt"] * 3
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["more/a.md", "more/b.txt"]


def test_a_changed_letter_replaces_its_entries_and_keeps_the_other_letters(grouped, letter):
    letter.write_text(LETTER.replace("Demand Progress\n", ""), encoding="utf-8")
    told = call("parse", letter, "-v")
    assert "letter.txt: replaced in signers.db\n" in told.err
    assert "Demand Progress" not in call("list").out
    with Store.open_for_reading(grouped) as store:
        assert [(kept.name, kept.entries) for kept in store.letters()] == [("letter.txt", 4), ("later.txt", 3)]


def test_letters_of_one_name_in_two_folders_are_told_apart_also_when_read_one_by_one(workspace, tmp_path):
    for folder in ("east", "west"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "letter.txt").write_text(LETTER + f"{folder.title()} Side Legal Aid\n", encoding="utf-8")
    together = call("parse", "--no-store", tmp_path / "east", tmp_path / "west", "--format", "jsonl")
    assert {record["letter"] for record in records(together.out)} == {"east/letter.txt", "west/letter.txt"}

    assert call("parse", tmp_path / "east").err.startswith("letter.txt: ")
    assert call("parse", tmp_path / "west").err.startswith("west/letter.txt: ")
    kept = (workspace / "signers.db").read_bytes()
    assert call("parse", tmp_path / "west").code == 0
    assert (workspace / "signers.db").read_bytes() == kept
    (row,) = (row for row in rows(call("export").out) if row["name"] == "Access Now")
    assert (row["letters"], row["entries"]) == ("letter.txt | west/letter.txt", "2")


def test_the_same_bytes_under_another_name_are_pointed_out(letter, workspace):
    (workspace / "copy.txt").write_text(LETTER, encoding="utf-8")
    told = call("parse", letter, "copy.txt")
    assert told.code == 0
    assert "warning: copy.txt: is the same, byte for byte, as " in told.err


# Bad input


def hostile(folder):
    """What is no letter, by the name it is given, with what is said of it."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \r\n\n")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "cut.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 60)
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 60)
    (folder / "loop.txt").symlink_to("loop.txt")
    with (folder / "film.txt").open("wb") as stream:
        stream.truncate(2 << 30)
    (folder / "gate.txt").write_text(NO_SIGNATURES, encoding="utf-8")
    (folder / "bare").mkdir()
    (folder / "bare" / ".hidden.txt").write_text(LETTER, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said", "way_out"),
    [
        ("leter.txt", "leter.txt: there is no such file", "did you mean `letter.txt`?"),
        ("nowhere/letter.txt", "nowhere/letter.txt: there is no such file", "there is no folder `nowhere` either"),
        ("bare", "bare: the folder holds no letter", "letters end in .txt"),
        ("empty.txt", "empty.txt: is empty", ""),
        ("blank.txt", "blank.txt: is empty", ""),
        ("noise.txt", "noise.txt: is a binary file, not text", "save it as"),
        ("cut.docx", "cut.docx: is damaged or was cut off", "export it anew"),
        ("scan.png", "scan.png: is an image, which is not read", "ocrmypdf"),
        ("loop.txt", "loop.txt: is a link that leads nowhere", ""),
        ("film.txt", "film.txt: is larger than 256 MB, which no letter is", "cut out the pages"),
        ("gate.txt", "gate.txt: no signatory block was found", "Sincerely"),
    ],
)
def test_what_is_no_letter_is_told_and_the_good_letters_beside_it_are_kept(name, said, way_out, letter, workspace):
    hostile(workspace)
    alone = call("parse", name)
    assert (alone.code, alone.out, alone.error) == (3, "", said)
    assert alone.err.count("\n") == 1 + bool(way_out)
    assert way_out in alone.err
    assert not (workspace / "signers.db").exists()

    beside = call("parse", name, letter)
    assert (beside.code, beside.out.splitlines(), beside.error) == (3, NAMES, said)
    assert call("list").out.splitlines() == NAMES


def test_an_empty_stdin_is_told():
    assert call("parse", "-", "--no-store") == Run(3, "", "error: stdin: is empty\n")


def test_a_file_that_may_not_be_read_is_told(letter, monkeypatch):
    def refuse(_stream, _name):
        raise PermissionError(13, "Permission denied", "letter.txt")

    monkeypatch.setattr("signers.reading._read_all", refuse)
    assert call("parse", letter.name, "--no-store") == Run(
        3, "", "error: letter.txt: cannot be read: Permission denied\n"
    )


def test_no_letter_named_anywhere(workspace):
    (workspace / "signers.toml").unlink()
    told = call("parse")
    assert (told.code, told.out, told.error) == (2, "", "no letter is named")
    assert "hint: name one: `signers parse letter.txt`" in told.err


@pytest.mark.parametrize(
    "arguments", [["dedupe"], ["list"], ["export"], ["export", "-o", "list.md"], ["list", "--db", "other.db"]]
)
def test_before_parse_there_is_no_list_and_no_store_is_made(arguments, workspace):
    told = call(*arguments)
    name = "other.db" if "other.db" in arguments else "signers.db"
    assert told == Run(2, "", f"error: no store at {name}\nhint: run `signers parse LETTER` first\n")
    assert not (workspace / name).exists()


def test_before_dedupe_the_list_says_that_names_are_not_grouped(letter):
    call("parse", letter)
    told = call("list")
    assert (told.code, told.out.splitlines()) == (0, NAMES)
    assert told.err == "warning: 5 names are not grouped yet: run `signers dedupe`\n5 organizations\n"


def test_an_empty_argument_is_refused_since_it_would_mean_the_working_folder():
    told = call("parse", "")
    assert (told.code, told.error) == (2, "an argument is empty")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("letters = [", "signers.toml: is not valid TOML: "),
        ('leters = ["seeds"]', "signers.toml: there is no setting `leters`; the nearest is `letters`"),
        ("letters = 3", "signers.toml: `letters` must be a list of files and folders"),
        ("letters = [3]", "signers.toml: `letters` must be a list of files and folders"),
        ("db = true", "signers.toml: `db` must be the path of the store"),
        ("\xff", "signers.toml: is not valid TOML: "),
    ],
)
def test_bad_settings_are_told(toml, said, workspace):
    (workspace / "signers.toml").write_bytes(toml.encode("latin-1"))
    told = call("parse")
    assert (told.code, told.out) == (2, "")
    assert told.error.startswith(said)
    assert "\nhint: " in told.err


@pytest.mark.parametrize(
    ("arguments", "said", "way_out"),
    [
        (["export", "--format", "cvs"], "there is no format `cvs`; the nearest is `csv`", "formats: csv, tsv, json"),
        (["parse", "--format", "jsnl"], "there is no format `jsnl`; the nearest is `jsonl`", "one of: table, txt"),
        (["list", "--sort", "nam"], "there is no order `nam`; the nearest is `name`", "one of: name, entries"),
        (["list", "--kind", "persons"], "there is no kind `persons`; the nearest is `person`", "organization, person"),
        (["export", "--formt", "csv"], "no such option: --formt; perhaps --format", "see `signers export --help`"),
        (["prase"], "no such command `prase`. Did you mean `parse`?", "see `signers --help`"),
        (["list", "a", "b"], "got unexpected extra argument(s) (b)", "see `signers list --help`"),
        (
            ["export", "names.csv"],
            "names.csv: `export` takes the store's list, or `-` for stdin",
            "signers dedupe names.csv |",
        ),
        (["dedupe", "--output", "out.csv"], "`--output` needs a FILE to group", "signers export"),
        (["dedupe", "--kind", "person"], "`--kind` needs a FILE to group", "signers export"),
    ],
)
def test_wrong_usage_is_told_with_what_was_perhaps_meant(arguments, said, way_out, workspace):
    told = call(*arguments)
    assert (told.code, told.out, told.error) == (2, "", said)
    assert way_out in told.err.splitlines()[1]
    assert len(told.err.splitlines()) == 2
    assert not (workspace / "signers.db").exists()


def test_what_is_read_is_not_overwritten(grouped, workspace):
    (workspace / "names.csv").write_text(TABLE, encoding="utf-8")
    kept = grouped.read_bytes()
    for arguments in (
        ["dedupe", "names.csv", "-o", "names.csv"],
        ["dedupe", "names.csv", "--suggestions", workspace / "names.csv"],
        ["dedupe", "--suggestions", "signers.db"],
        ["export", "--format", "csv", "-o", "signers.db"],
    ):
        told = call(*arguments)
        assert (told.code, told.out) == (2, "")
        assert told.error.endswith(": would overwrite what is read from")
    assert (workspace / "names.csv").read_text(encoding="utf-8") == TABLE
    assert grouped.read_bytes() == kept


@pytest.mark.usefixtures("grouped")
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("folder", "folder: is a folder"),
        ("nowhere/list.csv", "nowhere/list.csv: cannot be written: No such file or directory"),
    ],
)
def test_an_output_that_cannot_be_written_is_told(target, said, workspace):
    (workspace / "folder").mkdir()
    told = call("export", "--format", "csv", "-o", target)
    assert (told.code, told.out, told.error) == (2, "", said)


@pytest.mark.usefixtures("grouped")
def test_an_output_that_fails_halfway_leaves_what_stood_there(workspace, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    (workspace / "list.csv").write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", fail)
    told = call("export", "-o", "list.csv")
    assert (told.code, told.error) == (2, "list.csv: cannot be written: No space left on device")
    assert (workspace / "list.csv").read_text(encoding="utf-8") == "old\n"
    assert [path.name for path in workspace.glob(".list*")] == []


@pytest.mark.usefixtures("grouped")
def test_a_link_is_written_through(workspace):
    (workspace / "real.csv").write_text("old\n", encoding="utf-8")
    (workspace / "list.csv").symlink_to("real.csv")
    assert call("export", "-o", "list.csv").code == 0
    assert (workspace / "list.csv").is_symlink()
    assert len(rows((workspace / "real.csv").read_text(encoding="utf-8"))) == 7


# The store


def test_the_store_is_named_by_the_option_then_the_environment_then_the_settings(letter, workspace, monkeypatch):
    (workspace / "signers.toml").write_text('db = "set.db"\n', encoding="utf-8")
    call("parse", letter)
    monkeypatch.setenv("SIGNERS_DB", "env.db")
    call("parse", letter)
    call("parse", letter, "--db", "option.db")
    assert sorted(path.name for path in workspace.glob("*.db")) == ["env.db", "option.db", "set.db"]
    (workspace / "env.db").unlink()
    assert call("list").error == "no store at env.db"


def no_database(path):
    path.write_text("Dear diary, this is no database at all.\n" * 30, encoding="utf-8")


def foreign_database(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE birds (name TEXT)")
    db.close()


def newer_store(path):
    Store.open(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (no_database, "signers.db is not a store of signers"),
        (foreign_database, "signers.db is a database of another program"),
        (newer_store, "signers.db was written by a newer version of signers"),
        (Path.mkdir, "signers.db is a folder, not a store"),
    ],
)
def test_a_store_that_cannot_be_used_is_left_alone_and_the_entries_are_printed_all_the_same(
    make, said, letter, workspace
):
    make(workspace / "signers.db")
    before = (workspace / "signers.db").read_bytes() if (workspace / "signers.db").is_file() else None
    told = call("parse", letter)
    assert (told.code, told.out.splitlines(), told.error) == (4, NAMES, said)
    for command in ("dedupe", "list", "export"):
        told = call(command)
        assert (told.code, told.out, told.error) == (4, "", said)
        assert "\nhint: " in told.err
    assert before is None or (workspace / "signers.db").read_bytes() == before


def test_a_store_in_a_folder_that_is_not_there_is_told_and_the_entries_are_printed(letter, workspace):
    told = call("parse", letter, "--db", "nowhere/signers.db")
    assert (told.code, told.out.splitlines()) == (4, NAMES)
    assert told.error == "there is no folder nowhere to keep signers.db in"
    assert not (workspace / "nowhere").exists()


def test_a_locked_store_is_told_and_the_entries_are_printed(grouped, letter, monkeypatch):
    for way in (Store.open, Store.open_for_reading):
        monkeypatch.setitem(way.__func__.__kwdefaults__, "patience", 0)
    letter.write_text(LETTER + "Mijente\n", encoding="utf-8")
    other = sqlite3.connect(grouped, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        told = call("parse", letter)
        assert (told.code, told.out.splitlines()[-1]) == (4, "Mijente")
        assert told.error == "signers.db is in use by another program"
        assert call("dedupe").code == call("list").code == call("export").code == 4
    finally:
        other.close()
    assert (call("parse", letter).code, "Mijente" in call("list").out) == (0, True)


def test_both_a_bad_letter_and_a_bad_store_are_told(letter, workspace):
    no_database(workspace / "signers.db")
    told = call("parse", letter, "nowhere.txt")
    assert (told.code, told.out.splitlines()) == (4, NAMES)
    assert [line for line in told.err.splitlines() if line.startswith("error: ")] == [
        "error: nowhere.txt: there is no such file",
        "error: signers.db is not a store of signers",
    ]


def bound_by_permissions():
    """Gives up root's right to write everywhere, for the program that is started next."""
    import ctypes

    drop_from_bounding_set, dac_override = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override)


@pytest.fixture
def somebody(tmp_path):
    """Options for a process that is bound by the permissions of files."""
    options = {"preexec_fn": bound_by_permissions} if sys.platform == "linux" and os.geteuid() == 0 else {}
    closed = tmp_path / "closed"
    closed.mkdir(0o555)
    if subprocess.run(["touch", closed / "file"], capture_output=True, check=False, **options).returncode == 0:
        pytest.skip("nothing is read-only to us here")
    return options


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions there")
def test_in_a_read_only_folder_the_entries_are_printed_and_the_list_can_be_read(somebody, letter, workspace):
    workspace.chmod(0o555)
    told = run("parse", letter.name, **somebody)
    assert (told.code, told.out.splitlines()) == (4, NAMES)
    assert told.error.startswith("signers.db cannot be opened")
    assert "\nhint: " in told.err

    workspace.chmod(0o755)
    assert run("parse", letter.name).code == 0
    (workspace / "signers.db").chmod(0o444)
    workspace.chmod(0o555)
    assert run("list", **somebody).out.splitlines() == NAMES
    told = run("dedupe", **somebody)
    assert (told.code, told.error) == (4, "signers.db cannot be written: the file or its folder is read-only")
    told = run("export", "-o", "list.csv", **somebody)
    assert (told.code, told.error) == (2, "list.csv: cannot be written: Permission denied")
    workspace.chmod(0o755)


# Streams that end early


def stored_names(path):
    with Store.open_for_reading(path) as store:
        return [signatory.name for signatory in store.signatories()]


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX pipes")
@pytest.mark.parametrize("arguments", [["parse"], ["parse", "--format", "json"], ["list"], ["export"], ["dedupe"]])
def test_a_reader_that_has_gone_is_no_error(arguments, workspace):
    call("parse")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*PROGRAM, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == 0
    assert not re.search("Traceback|Exception|rror", done.stderr)
    assert len(stored_names(workspace / "signers.db")) == 180


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX pipes")
def test_a_reader_that_has_gone_hides_no_bad_letter(letter, workspace):
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, "parse", letter, "nowhere.txt"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.returncode == 3
    assert "error: nowhere.txt: there is no such file\n" in done.stderr
    assert stored_names(workspace / "signers.db") == NAMES


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["parse"], ["parse", "--format", "json"], ["list"], ["export"], ["dedupe", "-"]])
def test_a_full_disk_behind_stdout_is_told(arguments, workspace):
    call("parse")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, input=b"Densho\nMijente\n", check=False
        )
    assert done.returncode == 2
    assert b"error: standard output cannot be written: No space left on device\n" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert len(stored_names(workspace / "signers.db")) == 180


@pytest.mark.usefixtures("grouped")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_written_to_and_not_replaced():
    told = call("export", "--format", "csv", "-o", "/dev/full")
    assert (told.code, told.error) == (2, "/dev/full: cannot be written: No space left on device")
    assert call("export", "--format", "csv", "-o", "/dev/null").code == 0
    assert Path("/dev/full").is_char_device()
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX streams")
def test_streams_that_are_closed_from_the_start_do_no_harm(letter, workspace):
    done = subprocess.run(
        ["sh", "-c", '"$@" >&- <&-', "sh", *PROGRAM, "parse", letter.name], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert stored_names(workspace / "signers.db") == NAMES
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *PROGRAM, "parse", "-"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: stdin: is closed\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX signals")
def test_ctrl_c_while_stdin_is_read_keeps_what_was_read_before(letter, workspace):
    with subprocess.Popen(
        [*PROGRAM, "parse", letter, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(b"Sierra Club\n" * 50_000)  # more than a pipe holds: once written, the program reads
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert out.decode().splitlines() == NAMES
    assert err.decode().splitlines()[-1] == "interrupted: 1 of 2 letters read"
    assert b"Traceback" not in err
    assert stored_names(workspace / "signers.db") == NAMES


@pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX signals")
def test_ctrl_c_in_the_middle_of_many_letters_keeps_what_was_read(workspace):
    letters = workspace / "letters"
    letters.mkdir()
    for number in range(10):
        (letters / f"{number}.txt").write_text(LETTER, encoding="utf-8")
    (letters / "5.txt").unlink()
    os.mkfifo(letters / "5.txt")
    with (
        subprocess.Popen(
            [*PROGRAM, "parse", *(f"letters/{number}.txt" for number in range(10))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
        (letters / "5.txt").open("wb"),  # waits until the program has it open, too
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert out.decode().splitlines() == NAMES * 5
    assert err.decode().splitlines()[-1] == "interrupted: 5 of 10 letters read"
    assert stored_names(workspace / "signers.db") == NAMES * 5


# On a terminal

posix_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def on_terminal(*arguments, **environment):
    """What a person sees who runs the program on a terminal of 80 columns, both streams together."""
    import pty

    master, slave = pty.openpty()
    settings = {"TERM": "xterm", "COLUMNS": "80", **environment}
    with subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdin=slave, stdout=slave, stderr=slave, env={**os.environ, **settings}
    ) as process:
        os.close(slave)
        seen = b""
        while select.select([master], [], [], 60)[0]:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not chunk:
                break
            seen += chunk
    os.close(master)
    return process.returncode, seen.decode().replace("\r\n", "\n")


def width(line):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@posix_terminal
def test_a_terminal_sees_tables_counts_and_the_next_command_within_80_columns(workspace):
    code, seen = on_terminal("parse")
    text = re.sub(r" +$", "", escapes("", seen), flags=re.MULTILINE)
    assert code == 0
    assert re.search(
        r"line +name +kind +sure\n ─+\n +5 +American Civil Liberties Union \(ACLU\) +organization +100%\n", text
    )
    assert re.search(
        r" 15–16 +American Muslim Empowerment Network-Muslim +organization +\d+%\n +Association of Puget", text
    )
    assert text.endswith(
        "seeds/amazon-rekognition-2019.txt: 180 organizations in 2 blocks, lines 5-253\n"
        "hint: run `signers dedupe` to group spellings\n"
    )
    steps = [seen]
    for arguments, end in (
        (["dedupe"], "hint: run `signers list` to look at the list\n"),
        (["list"], "hint: run `signers export --format csv -o list.csv` to keep the list\n"),
        (["list", "no such name"], "no signatories\nhint: run `signers list` to see all of it\n"),
        (["parse", "nowhere.txt"], "error: nowhere.txt: there is no such file\n"),
    ):
        steps.append(on_terminal(*arguments)[1])
        assert escapes("", steps[-1]).endswith(end)
    assert f"{ESCAPE}[" in "".join(steps)
    assert [line for line in escapes("", "".join(steps)).splitlines() if width(line) > 80] == []
    assert workspace.is_dir()


@posix_terminal
def test_help_and_usage_errors_fit_80_columns_too(workspace):
    assert workspace.is_dir()
    for command in ("--help", *(f"{name} --help" for name in ("parse", "dedupe", "list", "export"))):
        _, seen = on_terminal(*command.split())
        assert [line for line in escapes("", seen).splitlines() if width(line) > 80] == []


@posix_terminal
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colours_gets_no_escape_codes(environment, letter):
    for arguments in (["parse", letter], ["dedupe"], ["list"], ["parse", "nowhere.txt"], ["list", "--letter", "x"]):
        assert ESCAPE not in on_terminal(*arguments, **environment)[1]


@posix_terminal
def test_a_dumb_terminal_gets_plain_text(letter):
    code, seen = on_terminal("parse", letter, TERM="dumb")
    assert code == 0
    assert seen.splitlines()[: len(NAMES)] == NAMES


@posix_terminal
def test_many_letters_show_progress_and_leave_no_trace_of_it(workspace):
    (workspace / "letters").mkdir()
    for number in range(9):
        (workspace / "letters" / f"{number}.txt").write_text(f"No. {number}\n\n{LETTER}", encoding="utf-8")
    code, seen = on_terminal("parse", "letters", NO_COLOR="1")
    assert code == 0
    assert "reading letters" in seen
    assert "9/9" in seen
    assert seen.count("letters/3.txt") == 2  # over its table, and in what is said of it
    assert "reading letters" not in on_terminal("parse", "letters", "-q")[1]


@posix_terminal
def test_a_person_who_is_to_type_the_letter_is_told_so(workspace):
    import pty

    assert workspace.is_dir()
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "parse", "-", "--no-store"],
        **dict.fromkeys(("stdin", "stdout", "stderr"), slave),
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(slave)
        seen = b""
        while b"Ctrl-D" not in seen:
            seen += os.read(master, 65536)
        os.write(master, b"\x04")
    os.close(master)
    assert process.returncode == 3


# Names that are not what they seem


@posix_terminal
def test_markup_and_control_characters_in_names_are_shown_as_what_they_are(workspace):
    (workspace / "evil.txt").write_text(EVIL, encoding="utf-8")
    for arguments in (["parse", "evil.txt"], ["dedupe"], ["list"]):
        piped = run(*arguments)
        code, seen = on_terminal(*arguments)
        assert (piped.code, code) == (0, 0)
        for text in (piped.out + piped.err, escapes("", seen)):
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
            assert arguments == ["dedupe"] or "[bold]Evil[/bold] Fund" in text
            assert arguments != ["parse", "evil.txt"] or r"Demand \x07Progress" in text
    for arguments in (["export", "--format", "csv"], ["export", "--format", "md"], ["parse", "evil.txt", "-f", "csv"]):
        assert "\x07" not in on_terminal(*arguments)[1]


def test_a_name_that_begins_with_a_square_bracket_is_a_name_of_its_own(workspace):
    letter = LETTER.replace("&\nTechnology", "& Technology").replace("Fight", "[bold]Evil[/bold] Fund\nFight")
    (workspace / "evil.txt").write_text(letter, encoding="utf-8")
    assert call("parse", "evil.txt").out.splitlines()[-2:] == ["[bold]Evil[/bold] Fund", "Fight for the Future"]


def test_json_and_csv_keep_the_data_as_it_is(workspace):
    (workspace / "evil.txt").write_text(EVIL, encoding="utf-8")
    parsed = records(call("parse", "evil.txt", "--format", "jsonl").out)
    assert [record["name"] for record in parsed][::3] == ["[bold]Evil[/bold] Fund", "Demand \x07Progress"]
    assert "Demand \x07Progress" in [row["name"] for row in rows(call("export", "--format", "csv").out)]


def test_messages_show_control_characters_in_what_they_quote(workspace):
    told = call("parse", f"no{ESCAPE}[2Jwhere.txt")
    assert (told.code, told.error) == (3, r"no\x1b[2Jwhere.txt: there is no such file")
    assert workspace.is_dir()


# Help, version, talk, completion


@pytest.mark.parametrize("option", ["--version"])
def test_the_version(option):
    assert run(option) == Run(0, f"signers {__version__}\n", "")
    assert call(option).out == f"signers {__version__}\n"


@pytest.mark.parametrize("command", [[], ["parse"], ["dedupe"], ["list"], ["export"]])
def test_help_begins_with_what_the_command_does_and_examples(command):
    told = run(*command, "--help")
    assert (told.code, told.err) == (0, "")
    usage, sentence, examples = told.out.split("\n\n")[:3]
    assert usage.startswith("Usage: ")
    assert sentence.rstrip().endswith(".")
    assert examples.startswith(f"  Examples:\n    signers {' '.join(command)}".rstrip())
    assert run(*command, "-h") == told
    assert max(map(len, told.out.splitlines())) <= 80


def test_without_arguments_the_program_shows_its_help():
    assert call() == call("--help")
    assert "..." not in call().out.split("Commands:")[1]  # no description is cut off


def test_quiet_says_nothing_but_errors(letter, workspace):
    assert call("parse", letter, "-q") == Run(0, "".join(f"{name}\n" for name in NAMES), "")
    assert call("list", "-q").err == ""
    assert call("dedupe", "-q") == Run(0, "", "")
    assert call("export", "-q", "-o", "list.csv") == Run(0, "", "")
    assert call("parse", "nowhere.txt", "-q").error == "nowhere.txt: there is no such file"
    assert (workspace / "list.csv").exists()


def test_verbose_says_more(letter, workspace):
    assert "letter.txt: added in signers.db\n" in call("parse", letter, "-v").err
    assert "letter.txt: unchanged in signers.db\n" in call("parse", letter, "-v").err
    (workspace / "names.csv").write_text(TABLE, encoding="utf-8")
    told = call("dedupe", "names.csv", "-v").err
    assert "names.csv: the names stand in column `org`\n" in told
    assert "  Friends of the Earth / Friends of the Earth US  0." in told


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("signers ", list(COMMANDS)),
        ("signers export --format ", list(FORMATS)),
        ("signers parse --format js", ["jsonl", "json"]),
        ("signers list --kind ", [str(kind) for kind in Kind]),
        ("signers list --letter l", ["letter.txt", "later.txt"]),
        ("signers list --sort name --group-by ", ["kind", "letter", "location"]),
    ],
)
@pytest.mark.usefixtures("grouped")
def test_the_shell_completes(words, offered):
    environment = {
        **os.environ,
        "_SIGNERS_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run([*PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == offered


def test_completing_letters_without_a_store_offers_none(workspace):
    environment = {**os.environ, "_SIGNERS_COMPLETE": "complete_bash"}
    environment |= {"COMP_WORDS": "signers list --letter ", "COMP_CWORD": "3"}
    done = subprocess.run([*PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
    assert list(workspace.glob("*.db")) == []


def test_a_list_that_little_shows_to_be_one_is_warned_about(workspace):
    names = "Sierra Club\nWild South\nRiver Network\nOhio River Foundation"
    (workspace / "weak.txt").write_text(f"We ask you to stop this.\n\n{names}\n", encoding="utf-8")
    done = call("parse", "weak.txt", "--format", "jsonl")
    assert "warning: weak.txt: block 1, lines 3-6, was found with little evidence: did these sign?" in done.err
    assert all(record["flags"] == ["little-evidence"] for record in records(done.out))
