"""What can go wrong that is not a bug, with the exit code and the way out of each.

SignersError
├── UsageError            2  the command line or signers.toml asks for what cannot be
│   └── OutputError       2  the place to write to cannot be written
├── InputError            3  an input cannot be read
│   ├── NoBlockError      3  a letter was read but holds no signatory block
│   └── FailedError       3  the program itself failed on one of several letters
└── StoreError            4  the store is locked, damaged or newer than the program
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes that docs/commands.md promises."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    INPUT = 3
    STORE = 4
    INTERRUPTED = 130


class SignersError(Exception):
    """An expected failure: a sentence that says what and where, and a hint that says what to do next."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(SignersError):
    """The command line or a settings file asks for something that cannot be."""


class OutputError(UsageError):
    """The file or stream to write to cannot be written."""


class InputError(SignersError):
    """An input cannot be read, or is not what its name says."""

    exit_code = ExitCode.INPUT


class NoBlockError(InputError):
    """The letter has no signatory block that we recognize."""


class FailedError(InputError):
    """The program failed on one of several letters: a bug, or more time or memory than a letter may take.

    `trace` is the traceback, where there is one.
    """

    def __init__(self, message: str, hint: str = "", trace: str = "") -> None:
        super().__init__(message, hint)
        self.trace = trace


class StoreError(SignersError):
    """The store is locked, damaged, newer than the program, or cannot be written."""

    exit_code = ExitCode.STORE
