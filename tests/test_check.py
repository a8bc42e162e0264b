"""`signers check` as its users meet it: in a terminal, before a commit, in CI."""

import json
import re
import shlex
import subprocess
import sys

import pytest
import xlsxwriter
import yaml
from commandline import PROGRAM, call, done

from signers.checking import RULES
from signers.cli.check import SETTINGS, write_mended
from signers.errors import OutputError

FAULTY = """\
# Adopters

These organizations use it.

- Access Now
- Consumer  Action
- Demand Progress
- Densho
- Electronic Frontier Foundation
- Densho
- Friends of the Earth (US
- Mijente
- Sierra Club
- Color of Change
"""
MENDED = """\
# Adopters

These organizations use it.

- Access Now
- Color of Change
- Consumer Action
- Demand Progress
- Densho
- Electronic Frontier Foundation
- Friends of the Earth (US
- Mijente
- Sierra Club
"""
CLEAN = MENDED.replace(" (US", "")


@pytest.fixture
def adopters(tmp_path, monkeypatch, plain):  # noqa: ARG001 - only its effect is wanted
    """A list with faults, in a working folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "adopters.md"
    path.write_bytes(FAULTY.encode())
    return path


def run(*arguments, stdin=""):
    return call("check", *arguments, stdin=stdin)


def test_each_finding_is_a_line_with_place_rule_and_what_to_do(adopters):
    told = run("adopters.md")
    assert told.out.splitlines() == [
        "adopters.md:6: [space] “Consumer Action” is typed with spaces too many: leave one",
        "adopters.md:10: [duplicate] “Densho” is printed on line 8 already: take one out",
        "adopters.md:11: [bracket] the bracket “(” of “Friends of the Earth (US” is never closed: close or delete it",
        "adopters.md:14: [order] “Color of Change” is out of order: move it after “Access Now”",
    ]
    assert told.err == "1 file: 4 findings\n"
    assert told.code == 1
    assert adopters.read_bytes() == FAULTY.encode()


def test_a_list_without_faults_ends_with_code_0_and_prints_nothing(adopters):
    adopters.write_bytes(CLEAN.encode())
    told = run("adopters.md")
    assert (told.out, told.err, told.code) == ("", "1 file: nothing to mend\n", 0)


def test_fix_mends_what_is_safe_and_ends_with_1_while_something_is_left(adopters):
    told = run("adopters.md", "--fix")
    assert adopters.read_bytes() == MENDED.encode()
    assert [line.split("]")[0] for line in told.out.splitlines()] == ["adopters.md:11: [bracket"]
    assert (told.err, told.code) == ("1 file: 3 mended, 1 left\n", 1)


def test_fix_ends_with_0_where_nothing_is_left_and_changes_nothing_the_second_time(adopters):
    adopters.write_bytes(FAULTY.replace(" (US", "").encode())
    assert run("adopters.md", "--fix").code == 0
    assert adopters.read_bytes() == CLEAN.encode()
    times = adopters.stat().st_mtime_ns
    told = run("adopters.md", "--fix")
    assert (told.err, told.code) == ("1 file: 0 mended, 0 left\n", 0)
    assert adopters.stat().st_mtime_ns == times


def test_diff_prints_a_patch_that_mends_and_writes_nothing(adopters):
    told = run("adopters.md", "--diff")
    assert adopters.read_bytes() == FAULTY.encode()
    assert told.code == 1
    subprocess.run(["patch", "--quiet", "adopters.md"], input=told.out, text=True, check=True, cwd=adopters.parent)
    assert adopters.read_bytes() == MENDED.encode()


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85", "\x1c", "\r"])
def test_a_patch_has_the_lines_that_patch_sees_whatever_else_may_end_one(adopters, mark):
    adopters.write_bytes(FAULTY.replace("Demand Progress", f"Demand{mark}Progress").encode())
    told = subprocess.run([*PROGRAM, "check", "adopters.md", "--diff"], capture_output=True, check=False)
    subprocess.run(
        ["patch", "--quiet", "--binary", "-o", "patched.md", "adopters.md"], input=told.stdout, check=True,
        cwd=adopters.parent,
    )  # fmt: skip
    run("adopters.md", "--fix")
    assert (adopters.parent / "patched.md").read_bytes() == adopters.read_bytes()


@pytest.mark.parametrize("end", ["", "\r\n", "\r"])
def test_a_patch_keeps_the_ends_of_lines(adopters, end):
    faulty, mended = (text.rstrip().replace("\n", end or "\n") + end for text in (FAULTY, MENDED))
    adopters.write_bytes(faulty.encode())
    told = subprocess.run([*PROGRAM, "check", "adopters.md", "--diff"], capture_output=True, check=False)
    subprocess.run(["patch", "--quiet", "--binary", "adopters.md"], input=told.stdout, check=True, cwd=adopters.parent)
    assert adopters.read_bytes() == mended.encode()


def test_stdin_is_looked_at_and_not_mended_in_place(adopters):
    told = run("-", stdin=adopters.read_text())
    assert told.out.startswith("stdin:6: [space]")
    twice = run("-", "--decisions", "-", stdin=FAULTY)
    assert (twice.code, twice.error) == (2, "`-` is named twice, and stdin can be read once")
    refused = run("-", "--fix", stdin=FAULTY)
    assert refused.err.startswith("error: stdin cannot be mended in place")
    assert refused.code == 2


def test_annotations_for_github_name_file_and_line(adopters):
    assert adopters.exists()
    first, *_ = run("adopters.md", "--output-format", "github").out.splitlines()
    assert first == (
        "::warning file=adopters.md,line=6,endLine=6,title=signers space::"
        "“Consumer Action” is typed with spaces too many: leave one"
    )


def test_annotations_escape_what_would_end_them(adopters):
    name = adopters.with_name("50%,a list.md")
    adopters.rename(name)
    first, *_ = run(name.name, "--output-format", "github").out.splitlines()
    assert "file=50%25%2Ca list.md,line=6" in first


def test_records_for_programs_tell_whether_fix_would_mend(adopters):
    assert adopters.exists()
    records = json.loads(run("adopters.md", "--output-format", "json").out)
    assert [(one["rule"], one["line"], one["can_be_mended"]) for one in records] == [
        ("space", 6, True),
        ("duplicate", 10, True),
        ("bracket", 11, False),
        ("order", 14, True),
    ]
    assert {"schema", "file", "page", "end_line", "says", "do"} <= records[0].keys()


def test_rules_are_chosen_and_left_out(adopters):
    lines = run(adopters, "--select", "space,order").out.splitlines()
    assert [line.split("[")[1].split("]")[0] for line in lines] == ["space", "order"]
    told = run(adopters, "--ignore", "space", "--ignore", "order,duplicate,bracket")
    assert (told.out, told.code) == ("", 0)


def test_a_rule_that_is_none_is_told_with_the_nearest(adopters):
    told = run(adopters, "--select", "duplicates")
    assert told.err.startswith("error: there is no rule `duplicates`; the nearest is `duplicate`")
    assert told.code == 2


def test_order_is_asked_for_or_not_looked_at(adopters):
    adopters.write_text("Densho\nAccess Now\nMijente\nConsumer Action\nZebra Fund\nDemand Progress\n")
    assert run(adopters).code == 0
    told = run(adopters, "--order", "always")
    assert "names stand out of alphabetical order: sort them" in told.out
    assert run(adopters, "--order", "always", "--fix").code == 0
    assert adopters.read_text().splitlines() == sorted(adopters.read_text().splitlines())


def test_settings_say_what_is_looked_for_and_options_overrule_them(adopters):
    settings = adopters.with_name("signers.toml")
    settings.write_text('letters = ["adopters.md"]\n[check]\nselect = ["space", "bracket"]\nignore = ["space"]\n')
    assert [line.split("]")[0] for line in run().out.splitlines()] == ["adopters.md:11: [bracket"]
    assert "[order]" in run("--select", "order").out
    settings.write_text('[check]\norder = "never"\n')
    assert "[order]" not in run("adopters.md").out
    assert "[order]" in run("adopters.md", "--order", "auto").out


def test_a_pair_that_was_settled_is_not_told_again(adopters):
    adopters.write_text(CLEAN.replace("- Consumer Action\n", "- Consumer Action\n- Consumer Action (San Francisco)\n"))
    assert "[perhaps-duplicate]" in run("adopters.md").out
    adopters.with_name("signers.toml").write_text(
        '[check]\ndifferent = [["Consumer Action (San Francisco)", "Consumer Action"]]\n'
    )
    assert run("adopters.md").code == 0


def test_what_people_decided_is_heard(adopters):
    adopters.write_text(CLEAN.replace("- Consumer Action\n", "- Consumer Action\n- Consumer Action (San Francisco)\n"))
    adopters.with_name("decisions.txt").write_text(
        '# signers decisions 1\ndifferent "Consumer Action" "Consumer Action (San Francisco)"\n'
        'withdraw "Mijente" --on 2026-03-01 --reason "by letter"\n'
    )
    told = run("adopters.md", "--decisions", "decisions.txt")
    assert told.out == "adopters.md:13: [withdrawn] “Mijente” withdrew on 2026-03-01 (by letter): take it out\n"
    adopters.with_name("signers.toml").write_text('[check]\ndecisions = "decisions.txt"\n')
    assert run("adopters.md").out == told.out
    assert "there is no such file" in run("adopters.md", "--decisions", "nothing.txt").err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[check]\nselct = []\n", "there is no setting `selct` in `check`; the nearest is `select`"),
        ('[check]\nignore = ["dashes"]\n', "there is no rule `dashes`"),
        ('[check]\nignore = "dash"\n', "`ignore` must be a list of rules"),
        ("[check]\norder = 1\n", "`order` must be a word"),
        ('[check]\norder = "some"\n', "there is no order `some`"),
        ('[check]\ndifferent = [["Densho"]]\n', "`different` must be a list of pairs of names"),
        ("[check]\ndecisions = 1\n", "`decisions` must be a file"),
        ("check = 1\n", "`check` must be a section"),
    ],
)
def test_settings_that_cannot_be_are_told(adopters, settings, said):
    adopters.with_name("signers.toml").write_text(settings)
    told = run("adopters.md")
    assert said in told.err
    assert told.code == 2


def test_other_commands_mind_no_settings_of_check(adopters):
    adopters.with_name("signers.toml").write_text('[check]\norder = "never"\n')
    parse = [sys.executable, "-m", "signers", "parse", "adopters.md", "--no-store"]
    assert subprocess.run(parse, capture_output=True, check=False).returncode == 0


def test_files_that_cannot_be_read_are_named_and_the_others_looked_at(adopters):
    adopters.with_name("note.txt").write_text("We met on Monday, and talked about the budget until it was late.\n")
    told = run("nothing.md", "note.txt", "adopters.md")
    assert told.out.count("adopters.md:") == 4
    assert "error: nothing.md: there is no such file" in told.err
    assert "error: note.txt: holds no list of signatories" in told.err
    assert told.code == 3


def test_without_a_file_something_must_be_named(adopters):
    assert adopters.exists()
    told = run()
    assert told.err.startswith("error: no file is named")
    assert told.code == 2


def test_a_file_in_another_encoding_is_told_and_left(adopters):
    adopters.write_bytes(FAULTY.replace("Mijente", "Café").encode("cp1252"))
    before = adopters.read_bytes()
    told = run("adopters.md", "--fix")
    assert "warning: adopters.md: is not in UTF-8, and was left as it is" in told.err
    assert adopters.read_bytes() == before


def test_why_nothing_was_mended_is_told_also_where_only_lines_would_go_or_move(adopters):
    adopters.write_bytes(CLEAN.replace("- Mijente\n", "- Caf\xe9\n- Mijente\n- Mijente\n").encode("cp1252"))
    told = run("adopters.md", "--fix")
    assert told.err == ("warning: adopters.md: is not in UTF-8, and was left as it is\n1 file: 0 mended, 2 left\n")
    with xlsxwriter.Workbook("list.xlsx") as workbook:
        workbook.add_worksheet().write_column(0, 0, ["Organization", "Access Now", "Densho", "Densho", "Mijente"])
    told = run("list.xlsx", "--diff")
    assert told.err == "warning: list.xlsx: is not text, and was left as it is\n1 file: 0 would be mended, 1 left\n"


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_mended(adopters, monkeypatch):
    def refusing(one):
        if one.path.name == "closed.md":
            raise OutputError(f"{one.path}: cannot be written: Permission denied", "name another file")
        write_mended(one)

    monkeypatch.setattr("signers.cli.check.write_mended", refusing)
    adopters.with_name("closed.md").write_text(FAULTY)
    told = run("closed.md", "adopters.md", "--fix")
    assert adopters.read_text() == MENDED
    assert told.error == "closed.md: cannot be written: Permission denied"
    assert told.err.endswith("1 file: 3 mended, 1 left\n")
    assert told.code == 2


def test_rules_are_listed(adopters):
    assert adopters.exists()
    assert [line.split("\t")[0] for line in run("--rules").out.splitlines()] == list(RULES)


def test_what_a_store_beside_the_list_holds_is_heard_under_all_spellings(adopters):
    """The store decided about spellings of a letter; the list prints the names that were given to them."""
    names = ["Access Now", "Consumer Action", "Consumer Action (San Francisco)", "Densho", "Sierra Club, Inc."]
    letter = "# Signatories\n\n" + "".join(f"- {name}\n" for name in [*names, "The Sierra Club"])
    adopters.with_name("letter.md").write_text(letter)
    for words in (
        ["parse", "letter.md"],
        ["dedupe"],
        ["different", "Consumer Action", "Consumer Action (San Francisco)"],
        ["rename", "Consumer Action (San Francisco)", "Consumer Action SF"],
        ["withdraw", "The Sierra Club", "--on", "2026-11-20", "--reason", "asked"],
    ):
        done(*words, "--db", "signers.db", "-q")
    published = ["Access Now", "Consumer Action", "Consumer Action SF", "Densho", "Sierra Club"]
    adopters.write_text("# Signatories\n\n" + "".join(f"- {name}\n" for name in published))
    rules = [line.split("]")[0] for line in run("adopters.md").out.splitlines()]
    assert rules == ["adopters.md:5: [perhaps-duplicate"]
    begins = "::error file=adopters.md,line=7,endLine=7,title=signers withdrawn::“Sierra Club” withdrew"
    for option in ("--db", "--decisions"):
        told = run("adopters.md", option, "signers.db", "--output-format", "github")
        assert told.out.startswith(begins)
        assert len(told.out.splitlines()) == 1
        assert (
            json.loads(run("adopters.md", option, "signers.db", "--output-format", "json").out)[0]["level"] == "error"
        )
    adopters.with_name("signers.toml").write_text('[check]\ndecisions = "signers.db"\n')
    assert len(run("adopters.md").out.splitlines()) == 1
    adopters.with_name("unsure.txt").write_text('unsure "Consumer Action" "Consumer Action (San Francisco)"\n')
    done("decisions", "load", "unsure.txt", "--db", "signers.db")
    assert len(run("adopters.md").out.splitlines()) == 1
    assert "no store at nowhere.db" in run("adopters.md", "--db", "nowhere.db").err


def test_where_no_file_could_be_read_nothing_is_said_to_be_mended(adopters):
    assert adopters.exists()
    told = run("nowhere.md")
    assert (told.code, "nothing to mend" in told.err) == (3, False)


# What stands in the repository for others


@pytest.fixture
def root(request):
    return request.config.rootpath


def test_the_hooks_run_what_they_name(adopters, root):
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["signers-check", "signers-check-fix"]
    for hook in hooks:
        assert {"name", "description", "entry", "language", "files"} <= hook.keys()
        assert re.search(hook["files"], "docs/ADOPTERS.md")
        assert not re.search(hook["files"], "src/designers.py")
        program, *words = shlex.split(hook["entry"])
        assert program == "signers"
        assert subprocess.run([*PROGRAM, *words, "adopters.md"], capture_output=True, check=False).returncode == 1
    assert adopters.read_bytes() == MENDED.encode()


def test_the_action_is_one_and_its_step_checks_the_files_it_is_given(adopters, root, tmp_path):
    action = yaml.safe_load((root / "action.yml").read_text())
    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) == {"files", "options", "python-version"}
    step = action["runs"]["steps"][-1]
    scripts = tmp_path / "signers" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "signers").write_text(f'#!/bin/sh\nexec {sys.executable} -m signers "$@"\n')
    (scripts / "signers").chmod(0o755)
    environment = {"RUNNER_TEMP": str(tmp_path), "FILES": "*.md\n", "OPTIONS": "--ignore bracket\n--ignore order"}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        env={**environment, "PATH": "/usr/bin:/bin"},
        cwd=adopters.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line.split("::")[1] for line in done.stdout.splitlines()] == [
        "warning file=adopters.md,line=6,endLine=6,title=signers space",
        "warning file=adopters.md,line=10,endLine=10,title=signers duplicate",
    ]
    assert done.returncode == 1


def test_the_page_on_check_lists_each_rule_as_the_program_does_and_each_setting(root):
    page = (root / "docs" / "check.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[`([\w-]+)`\]\(#\1\) \| (.*?) \| (yes|) *\|$", page, re.MULTILINE)
    assert rows == [(rule.name, rule.title, "yes" if rule.is_mendable else "") for rule in RULES.values()]
    told = re.findall(r"^### `([\w-]+)`\n\n(.*?)\n(?=\n#)", page, re.MULTILINE | re.DOTALL)
    assert [(name, " ".join(about.split())) for name, about in told] == [
        (rule.name, rule.about) for rule in RULES.values()
    ]
    settings = page.split("| Setting | Says |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", settings, re.MULTILINE) == list(SETTINGS)
