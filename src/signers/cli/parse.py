"""`signers parse`: read letters, print their entries, keep them in the store."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.options import Db, Quiet, Verbose, choice, read_settings, store_path
from signers.cli.terminal import (
    STDIO,
    Talk,
    is_terminal,
    print_lines,
    print_table,
    stdout,
    tell_error,
    until_closed,
)
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
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[Format],
        choice(
            "--format",
            "-f",
            of=Format,
            what="format",
            metavar="FORMAT",
            help="How to print the entries: table, txt, jsonl, json or csv.  [default: table on a terminal, else txt]",
        ),
    ] = None,
    no_store: Annotated[bool, typer.Option("--no-store", help="Only print; keep nothing.")] = False,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read letters, find their signatory blocks, print the entries and keep them in the store.

    \b
    Examples:
      signers parse                           the letters that signers.toml names
      signers parse letter.txt                one letter
      signers parse letters/ --format jsonl   a folder; an object an entry
      pdftotext -layout l.pdf - | signers parse -

    Wrapped lines are rejoined. Reading the same letter again changes nothing; reading a changed letter replaces its
    entries. What the program cannot settle it names on stderr, with the line to look at.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    named = letters or list(read_settings().letters)
    if not named:
        raise UsageError("no letter is named", "name one: `signers parse letter.txt`; or set `letters` in signers.toml")
    path = None if no_store else store_path(db)
    found, failures = find(named, kept_elsewhere(path) if path else ())
    read, interrupted = read_all(found, failures, talk)
    if read and path:
        try:
            keep(read, path, talk)
        except SignersError as error:
            failures.append(error)  # the entries are printed all the same
    try:
        if read:
            with until_closed():
                chosen = format or (Format.TABLE if is_terminal() else Format.TXT)
                print_entries([(letter.name, letter.signatories) for letter in read], chosen)
    finally:
        for letter in read:
            tell(letter, talk)
        for failure in failures:
            tell_error(failure)
    if interrupted:
        typer.echo(f"interrupted: {len(read)} of {counted_letters(len(found))} read", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED)
    if failures:
        raise typer.Exit(max(failure.exit_code for failure in failures))
    if path:
        talk.hint("run `signers dedupe` to group spellings")


def read_all(
    found: Sequence[Found], failures: list[SignersError], talk: Talk
) -> tuple[list[ParsedLetter], KeyboardInterrupt | None]:
    """Read the letters, adding to `failures` what cannot be read; what was read before an interruption counts."""
    read: list[ParsedLetter] = []
    try:
        with talk.progress(len(found), "reading letters") as step:
            for letter in found:
                talk.waits_for(letter.path)
                try:
                    read.append(read_one(letter))
                except InputError as error:
                    failures.append(error)
                step(letter.name)
    except KeyboardInterrupt as interrupted:
        return read, interrupted
    return read, None


def counted_letters(number: int) -> str:
    """A number of letters.

    >>> counted_letters(1), counted_letters(1200)
    ('1 letter', '1,200 letters')
    """
    return f"{number:,} {'letter' if number == 1 else 'letters'}"


def kept_elsewhere(store: Path) -> tuple[str, ...]:
    """The keys of the letters that the store knows, from whose names those of new letters must be told apart."""
    if not store.exists():
        return ()
    from signers.store import Store, is_gone

    try:
        with Store.open_for_reading(store) as kept:
            return tuple(letter.path for letter in kept.letters() if not is_gone(letter.path))
    except SignersError:
        return ()  # said when the letters are to be kept


def find(named: Iterable[Path], kept: Iterable[str] = ()) -> tuple[list[Found], list[SignersError]]:
    """The letters that the arguments name, each once, and what is wrong with the arguments that name none."""
    from signers.reading import letters_in

    paths: dict[str, Path] = {}
    failures: list[SignersError] = []
    for argument in named:
        if str(argument) == STDIO:
            paths[STDIO] = argument
            continue
        try:
            paths.update((_key(path), path) for path in letters_in(argument))
        except InputError as error:
            failures.append(error)
    names = shown_names([*paths, *kept])
    return [Found(path, key, names[key]) for key, path in paths.items()], failures


def _key(path: Path) -> str:
    """What a letter is kept under: its absolute path without "..", as text that the store can hold."""
    return os.fsencode(os.path.abspath(path)).decode("utf-8", "replace")  # noqa: PTH100 - links stay as named


def shown_names(keys: Sequence[str]) -> dict[str, str]:
    """The name of each letter for people: its path from the working folder; elsewhere as much as tells it apart.

    >>> list(shown_names(["/far/a/letter.txt", "/far/b/letter.txt", "/far/b/note.txt", "-"]).values())
    ['a/letter.txt', 'b/letter.txt', 'note.txt', 'stdin']
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


def print_entries(letters: Sequence[tuple[str, Sequence[Signatory]]], format: Format) -> None:  # noqa: A002
    """Print the entries of each letter, under its name, on stdout, in the order printed."""
    signatories = [signatory for _, entries in letters for signatory in entries]
    match format:
        case Format.TABLE:
            for name, entries in letters:
                print_table(
                    ("line", "name", "kind", "sure"),
                    ((place_of(s, "–"), s.name, s.kind, f"{s.confidence:.0%}") for s in entries),
                    title=name if len(letters) > 1 else "",
                    numbers=(0, 3),
                )
        case Format.TXT:
            print_lines(signatory.name for signatory in signatories)
        case Format.JSONL:
            import json

            stream = stdout()
            for signatory in signatories:
                stream.write(json.dumps(record_of(signatory), ensure_ascii=False) + "\n")
        case Format.JSON:
            import json

            records = [record_of(signatory) for signatory in signatories]
            stdout().write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        case Format.CSV:
            from signers.reading.tables import write_table

            columns = tuple(field.name for field in fields(Signatory))
            write_table([record_of(signatory) for signatory in signatories], columns, "csv", stdout())


def place_of(signatory: Signatory, dash: str = "-") -> str:
    """The line or lines on which an entry is printed.

    >>> place_of(Signatory("Densho", Kind.ORGANIZATION, line=7, end_line=8))
    '7-8'
    """
    if signatory.end_line == signatory.line:
        return str(signatory.line)
    return f"{signatory.line}{dash}{signatory.end_line}"


def record_of(signatory: Signatory) -> dict[str, object]:
    """An entry as other programs read it: the schema's number, then the fields of a signatory; absent is None."""
    record: dict[str, object] = {"schema": SCHEMA}
    record |= {field.name: getattr(signatory, field.name) for field in fields(signatory)}
    return record | {"kind": str(signatory.kind), "flags": list(signatory.flags)}


def tell(letter: ParsedLetter, talk: Talk) -> None:
    """Say what was found in a letter, and name the lines that a person should look at."""
    doubts = [signatory for signatory in letter.signatories if "doubtful-join" in signatory.flags]
    blocks = len({signatory.block for signatory in letter.signatories})
    lines = f"{letter.signatories[0].line}-{max(signatory.end_line for signatory in letter.signatories)}"
    talk.say(
        f"{letter.name}: {count_entries(letter.signatories)} "
        f"in {blocks:,} {'block' if blocks == 1 else 'blocks'}, lines {lines}"
        + (f", {len(doubts):,} to look at" if doubts else "")
    )
    for number, lines in weak_blocks(letter.signatories):
        talk.warn(f"{letter.name}: block {number}, lines {lines}, was found with little evidence: did these sign?")
    shown = doubts if talk.verbose else doubts[:_SHOWN_DOUBTS]
    for doubt in shown:
        what = "one name or more?" if doubt.end_line != doubt.line else "a name, or a part of one?"
        talk.say(f"  {letter.name}:{place_of(doubt)}  {doubt.name}  {what}")
    if len(doubts) > len(shown):
        talk.say(f"  and {len(doubts) - len(shown):,} more: `--verbose` shows them")


def weak_blocks(signatories: Sequence[Signatory]) -> list[tuple[int, str]]:
    """The blocks that little shows to be lists of signatories, each with the lines from its first to its last."""
    weak: dict[int, list[Signatory]] = {}
    for signatory in signatories:
        if "little-evidence" in signatory.flags:
            weak.setdefault(signatory.block, []).append(signatory)
    return [(number, f"{entries[0].line}-{entries[-1].end_line}") for number, entries in weak.items()]


def count_entries(signatories: Sequence[Signatory]) -> str:
    """How many entries there are, and of which kind.

    >>> count_entries([Signatory("Mijente", Kind.ORGANIZATION), Signatory("Ada Lovelace", Kind.PERSON)])
    '2 entries (1 organization, 1 individual)'
    >>> count_entries([Signatory("Mijente", Kind.ORGANIZATION)])
    '1 entry (organization)'
    """
    counts = Counter(signatory.kind for signatory in signatories)
    nouns = {
        kind: noun if counts[kind] == 1 else f"{noun}s"
        for kind, noun in ((Kind.ORGANIZATION, "organization"), (Kind.PERSON, "individual"))
        if counts[kind]
    }
    total = counts.total()
    kinds = ", ".join(nouns.values() if len(nouns) == 1 else (f"{counts[kind]:,} {nouns[kind]}" for kind in nouns))
    return f"{total:,} {'entry' if total == 1 else 'entries'} ({kinds})"
