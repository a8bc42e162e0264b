"""The documents say what the program does: their examples are run, their links lead somewhere, no command is left out.

A block ```console is a session on a terminal 120 columns wide: a line "$ …" is run, what follows is what it prints. A
line "..." stands for any lines, "..." inside a line for the rest of it; blank lines, colours and the width of columns
do not count. The blocks of one document share a folder, which holds a copy of seeds/ and signers.toml, two small files
that documents show, and what a document shows as a file: a block ```text letter.txt. Blocks ```sh are not run.
"""

import contextlib
import doctest
import os
import re
import runpy
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import typer

from signers.cli.app import app
from signers.errors import ExitCode
from signers.export.csv import COLUMNS
from signers.model import Signatory
from signers.store import Store

ROOT = Path(__file__).parents[1]
COMMANDS = typer.main.get_command(app).commands
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT, ROOT / "docs", ROOT / "data", ROOT / "fitting", ROOT / "benchmarks")
    for path in folder.glob("*.md")
)

blocks_in = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL).findall
files_in = re.compile(r"^```\w+ (\S+\.\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL).findall
links_in = re.compile(r"\]\(([^)\s]+)\)").findall
terminal_codes = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")


def read(document):
    return (ROOT / document).read_text(encoding="utf-8")


def documents_with(language):
    return [name for name in DOCUMENTS if any(kind == language for kind, _ in blocks_in(read(name)))]


def blocks(document, language):
    return [text for kind, text in blocks_in(read(document)) if kind == language]


def prose(document):
    """A document without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", read(document), flags=re.MULTILINE | re.DOTALL)


# The commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_with_what_it_does_and_examples(name):
    first, second = COMMANDS[name].help.split("\n\n")[:2]
    assert first.endswith(".")
    assert "Examples:\n" in second
    assert f"signers {name}" in second


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_has_help(name):
    assert [p.name for p in COMMANDS[name].params if not getattr(p, "help", None)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_command_reference_and_every_command_in_the_readme(name):
    section = read("docs/commands.md").split(f"## `signers {name}`\n")[1].split("\n## ")[0]
    options = [option for param in COMMANDS[name].params if param.param_type_name == "option" for option in param.opts]
    assert [option for option in options if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section)] == []
    assert f"`signers {name}`" in read("README.md")


def test_the_readme_tables_no_command_that_does_not_exist():
    assert set(re.findall(r"^\| \[`signers ([\w-]+)`\]", read("README.md"), re.MULTILINE)) == set(COMMANDS)


def test_the_command_reference_is_what_its_script_makes_of_the_help_now():
    made = runpy.run_path(str(ROOT / "docs" / "make_commands.py"))["page"]()
    assert read("docs/commands.md") == made, "run `make docs`"


@pytest.mark.parametrize("document", ["README.md", "docs/commands.md"])
def test_the_exit_codes_in_the_documents_are_those_of_the_program(document):
    told = [int(code) for code in re.findall(r"^\| (\d+) \| \S", read(document), re.MULTILINE)]
    assert told == [code.value for code in ExitCode]


# The README and the links


def test_the_first_two_blocks_of_the_readme_are_the_commands_that_set_up_and_show_and_test():
    assert blocks_in(read("README.md"))[:2] == [("sh", "make list\n"), ("sh", "make test\n")]


def test_the_make_commands_that_the_documents_name_are_in_the_makefile():
    targets = set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"`make (\w+)`|^make (\w+)$", read(document), re.MULTILINE)
    }
    assert {first or second for first, second in named} <= targets


def anchors(document):
    """The anchors of the headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", prose(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_inside_the_project_lead_to_files_and_headings_that_exist(document):
    dead = []
    for link in links_in(read(document)):
        path, _, anchor = link.partition("#")
        if ":" in path:
            continue
        target = (ROOT / document).parent / path if path else ROOT / document
        if not target.exists() or (
            anchor and anchor not in anchors(target.resolve().relative_to(ROOT.resolve()).as_posix())
        ):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_of_the_project_that_a_document_names_exist(document):
    named = re.findall(r"`((?:src|tests|data|docs|fitting|seeds|benchmarks)/[\w./-]*\w(?:/|\.\w+))`", read(document))
    assert [name for name in named if not (ROOT / name).exists()] == []


# Examples


@pytest.fixture
def folder(tmp_path):
    """A folder as a checkout's: the seed letter, the settings, and the sign-ons and persons that the README shows."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "signers.toml", tmp_path)
    (tmp_path / "sign-ons.csv").write_text(
        'org,contact\nSierra Club,ann@example.org\n"Sierra Club, Inc.",bo@example.org\nSierra Club,cy@example.org\n'
        "Sierra Club Foundation,di@example.org\nConsumer Action,ed@example.org\n"
        "Consumer Action (San Francisco),flo@example.org\n",
        encoding="utf-8",
    )
    (tmp_path / "people.txt").write_text(
        "Statement on the Ridgeport library\n\nSigned,\n\nAlma Fenwick, Professor of Law, Ridgeport University*\n"
        "Jonas Oyelaran, Director, Tidewater Legal Aid, Bath, Maine\nRuth Ambler | Pastor at First Parish\n"
        "Ingrid Halvorsen (Center for Plain Speech)\n\n"
        "* Affiliations are listed for identification purposes only.\n",
        encoding="utf-8",
    )
    return tmp_path


def on_terminal(command, folder):
    """What a person sees who types `command` on a terminal, as `plain` text."""
    pty = pytest.importorskip("pty", reason="needs a terminal as Unix has it")
    parent, child = pty.openpty()
    scripts = Path(sys.executable).parent
    kept = {name: value for name, value in os.environ.items() if name in {"HOME", "PYTHONPATH", "TMPDIR"}}
    environment = {
        **kept,
        "PATH": os.pathsep.join([str(scripts), os.environ.get("PATH", "")]),
        "COLUMNS": "120", "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    process = subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=child, stderr=child
    )
    os.close(child)
    printed = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
        while piece := os.read(parent, 1 << 16):
            printed += piece
    os.close(parent)
    process.wait()
    return plain(terminal_codes.sub("", printed.decode()))


def plain(text):
    """The text without blank lines and without what only sets it in columns."""
    lines = (" ".join(re.sub("─+", "─", line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def pattern_of(expected):
    """The regular expression of what an example says is printed."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in plain(expected).splitlines()
    ]
    return re.compile("".join(lines))


def first_wrong_line(expected, printed):
    """The first line of an example that the program does not print there, for a message that can be read."""
    lines = plain(expected).splitlines()
    for count in range(1, len(lines) + 1):
        if not pattern_of("\n".join(lines[:count])).match(printed):
            return lines[count - 1]
    return "(it prints more)"


def sessions(document):
    """The commands of a document's examples, each with what it is said to print."""
    for block in blocks(document, "console"):
        assert block.startswith("$ ")
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = step.partition("\n")
            yield command, expected


@pytest.mark.parametrize("document", documents_with("console"))
def test_the_examples_print_what_the_document_says(document, folder):
    for name, text in files_in(read(document)):
        (folder / name).write_text(text, encoding="utf-8")
    for command, expected in sessions(document):
        printed = "".join(line + "\n" for line in on_terminal(command, folder).splitlines())
        assert pattern_of(expected).fullmatch(printed), (
            f"$ {command}\n--- does not print, there: {first_wrong_line(expected, printed)}\n--- but: {printed}"
        )


def test_an_example_may_leave_out_lines_and_ends_of_lines_but_nothing_else():
    assert pattern_of("one\n...\nfour\n").fullmatch("one\ntwo\nthree\nfour\n")
    assert pattern_of("one ...\n").fullmatch("one two\n")
    assert not pattern_of("one\nfour\n").fullmatch("one\ntwo\nfour\n")


@pytest.mark.parametrize("document", documents_with("pycon"))
def test_the_examples_for_python_are_true(document, folder, monkeypatch):
    monkeypatch.chdir(folder)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks(document, "pycon")), {}, document, document, 0)
    told = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples, out=told.append)
    assert "".join(told) == ""


# The store


@pytest.fixture
def seed_store(folder):
    for command in ("parse", "dedupe"):
        subprocess.run([sys.executable, "-m", "signers", command, "-q"], cwd=folder, check=True, capture_output=True)
    with contextlib.closing(sqlite3.connect(folder / "signers.db")) as db:
        yield db


def test_every_table_and_column_of_the_store_is_described(tmp_path):
    Store.open(tmp_path / "signers.db").close()
    with contextlib.closing(sqlite3.connect(tmp_path / "signers.db")) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in tables}
    described = {
        table: re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        for table, section in re.findall(
            r"^### `(\w+)`\n(.*?)(?=^#|\Z)", read("docs/store.md"), re.MULTILINE | re.DOTALL
        )
    }
    assert described == columns


def test_the_example_queries_give_what_the_document_shows(seed_store):
    shown = re.findall(r"^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", read("docs/store.md"), re.MULTILINE | re.DOTALL)
    assert len(shown) == len(blocks("docs/store.md", "sql"))
    for query, rows in shown:
        found = "".join(
            "|".join("" if cell is None else str(cell) for cell in row) + "\n" for row in seed_store.execute(query)
        )
        printed = "".join(line + "\n" for line in plain(found).splitlines())
        assert pattern_of(rows).fullmatch(printed), f"{query}{printed}"


# Records and data


def test_the_guide_lists_the_fields_of_an_entry_and_the_columns_of_the_list_in_order():
    tables = re.findall(r"((?:^\| `\w+` \|.*\n)+)", read("docs/guide.md"), re.MULTILINE)
    told = [re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) for table in tables]
    assert ["schema", *(field.name for field in fields(Signatory))] in told
    assert list(COLUMNS) in told


DATA_FILES = sorted(path.name for path in (ROOT / "data").iterdir() if path.suffix in {".txt", ".tsv"})


def test_every_data_file_has_a_line_in_the_data_readme_and_no_line_is_left_over():
    assert sorted(re.findall(r"^\| `([\w.-]+)` \|", read("data/README.md"), re.MULTILINE)) == DATA_FILES


@pytest.mark.parametrize("name", DATA_FILES)
def test_every_data_file_begins_with_what_it_is(name):
    assert re.match(r"# \S.{20,}", read(f"data/{name}"))


# What documents must not say


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_holds_the_path_of_a_machine(document):
    assert re.findall(r"(?<![\w.~])/(?:home|Users|work|tmp|root|opt)/\S*", read(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_line_of_prose_is_so_long_that_it_cannot_be_read_in_a_terminal(document):
    long = [line for line in prose(document).splitlines() if len(line) > 120 and not line.startswith("|")]
    assert long == []
