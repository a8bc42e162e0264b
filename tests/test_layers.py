"""Who may import whom: a module imports only what stands before it in the way of the data."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "signers"
ORDER = [
    "errors",
    "values",
    "patterns",
    "model",
    "knowledge",
    "dates",
    "folding",
    "legal_forms",
    "names",
    "person_names",
    "collation",
    "lexicon",
    "typesetting",
    "persons",
    "places",
    "evidence",
    "reading",
    "cues",
    "rosters",
    "passages",
    "blocks",
    "segmentation",
    "runons",
    "stacks",
    "entries",
    "details",
    "signatories",
    "sign_on_mails",
    "matching",
    "namesakes",
    "clusters",
    "grouping",
    "decisions",
    "settling",
    "decisionfile",
    "lookup",
    "reviewing",
    "answering",
    "explaining",
    "joining",
    "adding",
    "authority",
    "listing",
    "checking",
    "diffing",
    "export",
    "store",
    "cli",
]
# What may not read, write, print, ask the clock or the store: from letter to clusters a stage is one call.
PURE = ORDER[: ORDER.index("reading")] + ORDER[ORDER.index("cues") : ORDER.index("export")]
DOES_SOMETHING = {"sqlite3", "os", "sys", "time", "datetime", "random", "subprocess", "typer", "rich", "tempfile"}


def files(module):
    return sorted((SOURCE / module).rglob("*.py")) if (SOURCE / module).is_dir() else [SOURCE / f"{module}.py"]


def imported(module):
    """The full names of all that a module imports, wherever in it the import stands."""
    for file in files(module):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{file.name} imports relatively"
                yield node.module
                yield from (f"{node.module}.{name.name}" for name in node.names if node.module == "signers")


def test_every_module_has_its_place():
    there = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert there - {"__init__", "__main__", "data"} == set(ORDER)


@pytest.mark.parametrize("module", ORDER)
def test_a_module_imports_only_what_comes_before_it(module):
    own = {name.split(".")[1] for name in imported(module) if name.startswith("signers.")}
    assert own - {module, "__version__"} <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("module", PURE)
def test_a_stage_of_reading_or_grouping_touches_nothing_outside(module):
    allowed = {"pathlib"} if module in {"knowledge", "signatories", "listing"} else set()
    used = {name.split(".")[0] for name in imported(module)}
    assert not used & (DOES_SOMETHING | {"pathlib"}) - allowed


def test_only_the_command_line_knows_typer_and_rich():
    for module in ORDER[:-1]:
        assert not {name.split(".")[0] for name in imported(module)} & {"typer", "rich"}, module
