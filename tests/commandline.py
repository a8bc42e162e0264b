"""Whole runs of the program, for the tests of its commands: what they print, what they say, and how they end."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass

from typer.testing import CliRunner

from signers.cli.app import app

PROGRAM = [sys.executable, "-m", "signers"]


@dataclass(frozen=True)
class Run:
    """What a whole run printed, said and ended with."""

    code: int
    out: str
    err: str

    @property
    def error(self):
        """The first message of an error, without the word itself."""
        return self._said("error: ")

    @property
    def hint(self):
        """The first hint."""
        return self._said("hint: ")

    @property
    def cells(self):
        """What was printed, between tabs."""
        return [line.split("\t") for line in self.out.splitlines()]

    def _said(self, word):
        return next(line.removeprefix(word) for line in self.err.splitlines() if line.startswith(word))


def run(*arguments, stdin="", **options):
    """The program as a process of its own."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)], input=stdin.encode(), capture_output=True, check=False, **options
    )
    told = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in told.err
    assert "Exception ignored" not in told.err
    return told


def call(*arguments, stdin=""):
    """The program within this process, which takes less time; a bug keeps its traceback."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)
    return Run(done.exit_code, done.stdout, done.stderr)


def done(*arguments, stdin=""):
    """The same, of what is to go well."""
    told = call(*arguments, stdin=stdin)
    assert told.code == 0, told.err
    return told


def rows(text, delimiter=","):
    """The rows of a table, by their columns."""
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def records(text):
    """The objects of JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]
