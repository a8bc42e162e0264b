"""`signers parse`: read letters, print their entries, keep them in the store."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, read_settings, store_path
from signers.cli.terminal import Talk, is_terminal, print_lines, print_table
from signers.errors import ExitCode, InputError, SignersError, UsageError
from signers.model import Kind, Signatory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from signers.store import ParsedLetter

SCHEMA = 1
_SHOWN_DOUBTS = 5


class Format(StrEnum):
    """How entries are printed."""

    TABLE = "table"
    TXT = "txt"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Found:
    """A letter to read: its path, the key it is kept under, and the name it is shown by."""

    path: Path
    key: str
    name: str


def parse(
    letters: Annotated[
        Optional[list[Path]],
        typer.Argument(metavar="[LETTER]...", help="Letters: files, folders, or - for stdin.", show_default=False),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[Format],
        typer.Option("--format", "-f", help="How to print the entries.  [default: table on a terminal, txt in a pipe]", show_default=False),
    ] = None,
    no_store: Annotated[bool, typer.Option("--no-store", help="Only print; keep nothing.")] = False,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read letters, find their signatory blocks, print the entries and keep them in the store.

    \b
    Examples:
      signers parse                               the letters that signers.toml names
      signers parse letter.txt                    one letter
      signers parse letters/ --format jsonl       all letters in a folder, an object an entry
      pdftotext -layout l.pdf - | signers parse - stdin

    Wrapped lines are rejoined. Reading the same letter again changes nothing; reading a changed letter replaces its
    entries. What the program cannot settle it names on stderr, with the line to look at.
    """
    from signers.store import ParsedLetter

    talk = Talk(quiet, verbose)
    named = letters or list(read_settings().letters)
    if not named:
        raise UsageError("no letter is named", "name one: `signers parse letter.txt`; or set `letters` in signers.toml")
    found, failures = find(named)
    read: list[ParsedLetter] = []
    interrupted: KeyboardInterrupt | None = None
    try:
        with talk.progress(len(found), "reading letters") as step:
            for letter in found:
                try:
                    read.append(read_one(letter))
                except InputError as error:
                    failures.append(error)
                step(letter.name)
    except KeyboardInterrupt as stop:
        interrupted = stop  # what was read is kept
    trouble: SignersError | None = None
    if read and not no_store:
        try:
            keep(read, store_path(db), talk)
        except SignersError as error:
            trouble = error  # the entries are printed all the same
    signatories = [signatory for letter in read for signatory in letter.signatories]
    if read:
        print_entries(signatories, format or (Format.TABLE if is_terminal() else Format.TXT))
        sys.stdout.flush()
    for letter in read:
        tell(letter, talk)
    if read and not interrupted and not trouble and not no_store:
        talk.hint("run `signers dedupe` to group spellings")
    from signers.cli.app import tell_error

    for failure in failures:
        tell_error(failure)
    if interrupted:
        raise interrupted
    if trouble:
        raise trouble
    if failures:
        raise typer.Exit(ExitCode.INPUT)


def find(named: Iterable[Path]) -> tuple[list[Found], list[SignersError]]:
    """The letters that the arguments name, each once, and what is wrong with the arguments that name none."""
    from signers.reading import STDIN, letters_in

    paths: dict[str, Path] = {}
    failures: list[SignersError] = []
    for argument in named:
        if str(argument) == STDIN:
            paths[STDIN] = argument
            continue
        try:
            paths.update((_key(path), path) for path in letters_in(argument))
        except InputError as error:
            failures.append(error)
    names = shown_names(list(paths))
    return [Found(path, key, names[key]) for key, path in paths.items()], failures


def _key(path: Path) -> str:
    """What a letter is kept under: its absolute path, as text that the store can hold."""
    return os.fsencode(Path(path).absolute()).decode("utf-8", "replace")


def shown_names(keys: Sequence[str]) -> dict[str, str]:
    """The name of each letter for people: its path from the working folder; elsewhere as much as tells it apart.

    >>> shown_names(["/far/a/letter.txt", "/far/b/letter.txt", "/far/b/note.txt", "-"])
    {'/far/a/letter.txt': 'a/letter.txt', '/far/b/letter.txt': 'b/letter.txt', '/far/b/note.txt': 'note.txt', '-': 'stdin'}
    """
    here = Path.cwd()
    names = {}
    for key in keys:
        path = Path(key)
        if key == "-":
            names[key] = "stdin"
        elif path.is_relative_to(here):
            names[key] = path.relative_to(here).as_posix()
        else:
            names[key] = path.name
    for depth in range(2, 64):
        shared = {name for name, count in Counter(names.values()).items() if count > 1}
        if not shared:
            break
        names |= {key: "/".join(Path(key).parts[-depth:]) for key, name in names.items() if name in shared}
    return names


def read_one(letter: Found) -> ParsedLetter:
    """Read a letter.

    Raises:
        InputError: it cannot be read, or holds no signatory block.
    """
    from signers.reading import read_bytes, read_letter
    from signers.signatories import parse_letter
    from signers.store import ParsedLetter

    content = read_letter(read_bytes(letter.path), letter.name)
    return ParsedLetter(letter.name, letter.key, content.sha256, len(content.lines), parse_letter(content))


def keep(read: Sequence[ParsedLetter], path: Path, talk: Talk) -> None:
    """Save what was read, and say what that changed.

    Raises:
        StoreError: the store cannot be used.
    """
    from signers.store import Store

    with Store.open(path) as store:
        saved = store.save_letters(read)
    for letter in saved:
        talk.detail(f"{letter.name}: {letter.change} in {path}")
        if letter.same_as:
            talk.warn(f"{letter.name}: is the same, byte for byte, as {letter.same_as}")


def print_entries(signatories: Sequence[Signatory], format: Format) -> None:  # noqa: A002
    """Print entries on stdout, in the order printed."""
    match format:
        case Format.TABLE:
            print_table(
                ("line", "name", "kind", "sure"),
                (
                    (f"{s.line}–{s.end_line}" if s.end_line != s.line else str(s.line), s.name, s.kind, f"{s.confidence:.0%}")
                    for s in signatories
                ),
                numbers=(0, 3),
            )
        case Format.TXT:
            print_lines(signatory.name for signatory in signatories)
        case Format.JSONL:
            import json

            for signatory in signatories:
                sys.stdout.write(json.dumps(record_of(signatory), ensure_ascii=False) + "\n")
        case Format.JSON:
            import json

            json.dump([record_of(signatory) for signatory in signatories], sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
        case Format.CSV:
            from signers.reading.tables import write_table

            columns = tuple(field.name for field in fields(Signatory))
            write_table([record_of(signatory) for signatory in signatories], columns, "csv", sys.stdout)


def record_of(signatory: Signatory) -> dict[str, object]:
    """An entry as other programs read it: the schema's number, then the fields of a signatory; absent is None."""
    record: dict[str, object] = {"schema": SCHEMA}
    record |= {field.name: getattr(signatory, field.name) for field in fields(signatory)}
    return record | {"kind": str(signatory.kind), "flags": list(signatory.flags)}


def tell(letter: ParsedLetter, talk: Talk) -> None:
    """Say what was found in a letter, and name the lines that a person should look at."""
    doubts = [signatory for signatory in letter.signatories if "doubtful-join" in signatory.flags]
    blocks = len({signatory.block for signatory in letter.signatories})
    talk.say(
        f"{letter.name}: {count_entries(letter.signatories)} in {blocks} {'block' if blocks == 1 else 'blocks'}, "
        f"lines {letter.signatories[0].line}-{letter.signatories[-1].end_line}"
        + (f", {len(doubts)} to look at" if doubts else "")
    )
    shown = doubts if talk.verbose else doubts[:_SHOWN_DOUBTS]
    for doubt in shown:
        place = f"{doubt.line}-{doubt.end_line}" if doubt.end_line != doubt.line else f"{doubt.line}"
        what = "one name or more?" if doubt.end_line != doubt.line else "a name, or a part of one?"
        talk.say(f"  {letter.name}:{place}  {doubt.name}  {what}")
    if len(doubts) > len(shown):
        talk.say(f"  and {len(doubts) - len(shown)} more: `--verbose` shows them")


def count_entries(signatories: Sequence[Signatory]) -> str:
    """How many entries of each kind, in words.

    >>> count_entries([Signatory("Mijente", Kind.ORGANIZATION)])
    '1 organization'
    """
    counts = Counter(signatory.kind for signatory in signatories)
    return " and ".join(f"{counts[kind]:,} {kind}{'' if counts[kind] == 1 else 's'}" for kind in Kind if counts[kind])
