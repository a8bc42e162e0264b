"""Writes docs/commands.md from the help of the commands, so that the two cannot differ.

usage: python docs/make_commands.py
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from signers.cli.app import app
from signers.errors import ExitCode

COMMANDS = Path(__file__).with_name("commands.md")
WIDTH = 100

MEANINGS = {
    ExitCode.DONE: "Done. Also when the reader of a pipe has seen enough (`signers list \\| head`).",
    ExitCode.FOUND: "`check` or `diff` found something. A bug ends the program so too, with a traceback.",
    ExitCode.USAGE: "Wrong usage: the command line or `signers.toml` asks for what cannot be, there is no store yet, "
    "or the output cannot be written.",
    ExitCode.INPUT: "An input could not be read, or holds no signatory block. "
    "Of several inputs the good ones are processed, the bad ones named.",
    ExitCode.STORE: "The store is locked, damaged, no store of `signers`, or newer than the program.",
    ExitCode.INTERRUPTED: "Interrupted with Ctrl-C. What had been read by then is kept.",
}

HEAD = """\
# The commands

This page is written by `make docs` from the help of the program; mend the help, not this page.

All commands follow the same habits:

- Data goes to stdout, talk (counts, warnings, hints, errors) to stderr. `--quiet` leaves only errors, `--verbose` says
  more.
- A terminal sees tables and hints, a pipe sees plain text, without colours or frames.
- `-` is standard input or standard output.
- The store is what `--db` names, else the environment's `SIGNERS_DB`, else `db` in `signers.toml`, else `signers.db` in
  the working folder.

## Exit codes

| Code | Means |
|---|---|
"""


def page() -> str:
    """The whole page."""
    codes = "".join(f"| {code.value} | {MEANINGS[code]} |\n" for code in ExitCode)
    program = typer.main.get_command(app)
    context = _context(program, "signers")
    sections = [_section(context)]
    for name, command in program.commands.items():  # type: ignore[attr-defined]  # it is a group, typed as a command
        sections.append(_section(_context(command, name, context)))
    return HEAD + codes + "\n" + "\n".join(sections)


def _context(command: Any, name: str, parent: typer.Context | None = None) -> typer.Context:  # noqa: ANN401 - typer's own types are not public
    context: typer.Context = command.make_context(
        name, [], parent, resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    return context


def _section(context: typer.Context) -> str:
    """What `--help` says of one command."""
    lines = (line.rstrip() for line in context.get_help().splitlines())
    return f"## `{context.command_path}`\n\n```text\n" + "\n".join(lines).strip() + "\n```\n"


if __name__ == "__main__":
    COMMANDS.write_text(page(), encoding="utf-8")
