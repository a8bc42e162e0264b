"""Fixtures for all tests."""

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))  # for what several files of tests use, such as commandline.py
# What a person's own environment may say, which no test should hear.
SETTINGS = ("SIGNERS_DB", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "LINES", "PYTHONUTF8")


@pytest.fixture
def plain(monkeypatch):
    """An environment that says nothing about colours, the terminal or the store."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace(tmp_path, monkeypatch, plain):  # noqa: ARG001 - only its effect is wanted
    """The working folder, fresh: with the seed letter and signers.toml, and without a store."""
    folder = tmp_path / "work"
    folder.mkdir()
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "signers.toml", folder)
    monkeypatch.chdir(folder)
    return folder
