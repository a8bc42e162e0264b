"""What a start of the program loads: as little as it can do with, since people wait for it."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "rapidfuzz",
    "sqlite3",
    "rich",
    "textual",
    "pyuca",
    "python_calamine",
    "numpy",
    "pydantic",
    "hashlib",
    "tomllib",
    "asyncio",
    "multiprocessing",
    "docx",
    "lxml",
    "pypdfium2",
    "yaml",
    "ftfy",
    "charset_normalizer",
    "markdown_it",
}
EDGE = {"signers", "signers.cli", "signers.errors", "signers.model", "signers.patterns", "signers.values"}


def loaded(code, *arguments, cwd=None):
    """The modules that a process has loaded at the end of `code`, whatever it prints and however it ends."""
    program = (
        f"import atexit, json, sys\n"
        f"atexit.register(lambda: sys.stderr.write(json.dumps(sorted(sys.modules))))\n"
        f"sys.argv = ['signers', *{arguments!r}]\n"
        f"before = set(sys.modules)\n{code}"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=cwd, check=False)
    return set(json.loads(done.stderr.splitlines()[-1])), done.stdout


def ours(modules):
    return {module for module in modules if module.split(".")[0] == "signers"}


def heavy(modules):
    return {module.split(".")[0] for module in modules} & HEAVY


RUN = "from signers.cli import main; main()"


def test_importing_the_package_loads_no_other_module_of_ours():
    modules, _ = loaded("import signers")
    assert ours(modules) == {"signers"}


@pytest.mark.parametrize("name", ["parse", "dedupe", "compare", "Signatory", "Match"])
def test_a_public_name_is_there_when_it_is_asked_for(name):
    modules, _ = loaded(f"import signers; assert signers.{name}.__name__ == {name!r}")
    assert len(ours(modules)) > 1


def test_the_version_loads_no_command():
    modules, printed = loaded(RUN, "--version")
    assert printed.startswith("signers ")
    assert ours(modules) == {"signers", "signers.cli"}
    assert not {"typer", *HEAVY} & {module.split(".")[0] for module in modules}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["parse", "--help"],
        ["dedupe", "--help"],
        ["review", "--help"],
        ["list", "--help"],
        ["export", "--help"],
    ],
)
def test_help_loads_nothing_heavy(arguments):
    modules, printed = loaded(RUN, *arguments)
    assert printed.startswith("Usage: signers")
    assert heavy(modules) == set()
    assert {module for module in ours(modules) if not module.startswith("signers.cli")} <= EDGE


def test_importing_the_program_loads_no_command():
    modules, _ = loaded("import signers.cli.app")
    assert heavy(modules) == set()
    assert ours(modules) == {f"signers.cli.{own}" for own in ("app", "options", "terminal")} | EDGE - {"signers.model"}


def test_importing_the_commands_loads_nothing_heavy():
    modules, _ = loaded("from signers.cli.app import app")
    assert heavy(modules) == set()
    assert {module for module in ours(modules) if not module.startswith("signers.cli.")} == EDGE


@pytest.mark.parametrize("command", ["parse", "dedupe", "list", "export"])
def test_a_command_loads_no_other_but_what_it_shares_with_it(command):
    modules, printed = loaded(RUN, command, "--help")
    assert printed.startswith(f"Usage: signers {command}")
    shared = {"export": {"list_"}}.get(command, set())
    others = {"parse", "dedupe", "list_", "export"} - {command, f"{command}_"} - shared
    assert not {f"signers.cli.{other}" for other in others} & modules


def test_reading_a_letter_without_a_terminal_loads_neither_tables_nor_matching(workspace):
    modules, printed = loaded(RUN, "parse", cwd=workspace)
    assert printed.count("\n") == 180
    assert not HEAVY - {"hashlib", "sqlite3", "tomllib", "ftfy", "charset_normalizer"} & {
        module.split(".")[0] for module in modules
    }
    assert not {"signers.matching", "signers.grouping", "signers.clusters", "signers.listing"} & modules
    assert not {"signers.rosters", "signers.reading.layout", "signers.reading.tables"} & modules
