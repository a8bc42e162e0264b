"""`signers parse`: read letters, print their entries, keep them in the store."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.doubts import is_doubtful, is_only_of_weak_list, place_of, question_of
from signers.cli.letters import Asked, Found, Reading, read_in_order
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
from signers.errors import ExitCode, FailedError, InputError, SignersError, UsageError
from signers.model import Instructions, Kind, Signatory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCHEMA = 1
_SHOWN_DOUBTS = 5
_FEW_LETTERS = 4  # of more letters, what is in doubt is counted and not named
_MOST_COLUMNS = 12


class Format(StrEnum):
    """How entries are printed."""

    TABLE = "table"
    TXT = "txt"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


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
    doubts: Annotated[
        bool, typer.Option("--doubts", help="Print only the entries to look at, with the lines around; keep nothing.")
    ] = False,
    lines: Annotated[
        bool, typer.Option("--lines", help="Print all lines, with what each was taken for and why; keep nothing.")
    ] = False,
    from_line: Annotated[
        Optional[int], typer.Option("--from-line", metavar="N", help="The list begins on this line of the letter.")
    ] = None,
    to_line: Annotated[
        Optional[int], typer.Option("--to-line", metavar="N", help="The list ends on this line.")
    ] = None,
    columns: Annotated[
        Optional[int], typer.Option("--columns", metavar="N", help="The list is set in so many columns.")
    ] = None,
    kind: Annotated[
        Optional[Kind],
        choice("--kind", of=Kind, what="kind", metavar="KIND", help="All entries are this: organization or person."),
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognize pages without text, by ocrmypdf or tesseract if installed.")
    ] = False,
    no_store: Annotated[bool, typer.Option("--no-store", help="Only print; keep nothing.")] = False,
    db: Db = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read letters, find their signatory blocks, print the entries and keep them in the store.

    \b
    Examples:
      signers parse                           the letters that signers.toml names
      signers parse letter.pdf                one letter
      signers parse letters/ --format jsonl   a folder; an object an entry
      signers parse letter.pdf --doubts       what a person should look at
      signers parse letter.pdf --lines        why a list was found, or was not
      curl -s https://example.org/letter | signers parse -

    Reads text, Markdown, HTML, DOCX, PDF, e-mail, CSV, TSV, XLSX, ODS, YAML and JSON. Reading the same letter again
    changes nothing; reading a changed letter replaces its entries. What the program cannot settle it names on stderr.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    talk = Talk(quiet, verbose)
    asked = Asked(_instructions(from_line, to_line, columns, kind), ocr, doubts, lines)
    if doubts and lines:
        raise UsageError("`--doubts` and `--lines` cannot be together", "ask for one, then for the other")
    named = letters or list(read_settings().letters)
    if not named:
        raise UsageError("no letter is named", "name one: `signers parse letter.txt`; or set `letters` in signers.toml")
    path = None if no_store or doubts or lines else store_path(db)
    found, failures = find(named, kept_elsewhere(path) if path else ())
    _refuse_for_several(asked.instructions, len(found) + len(failures))
    read, interrupted = read_all(found, asked, failures, talk)
    if read and path:
        try:
            keep(read, path, talk)
        except SignersError as error:
            failures.append(error)  # the entries are printed all the same
    try:
        if read:
            with until_closed():
                print_readings(read, asked, format)
    finally:
        report(read, failures, talk, named=not doubts and not lines and len(found) <= _FEW_LETTERS)
    if interrupted:
        typer.echo(f"interrupted: {len(read)} of {counted_letters(len(found))} read", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED)
    if not doubts and not lines:
        _hint_at_views(named, read, found, asked, talk)
    if failures:
        raise typer.Exit(max(failure.exit_code for failure in failures))
    if path:
        talk.hint("run `signers dedupe` to group spellings")


def report(read: Sequence[Reading], failures: list[SignersError], talk: Talk, *, named: bool) -> None:
    """Say what was found in each letter, and then what went wrong."""
    for reading in read:
        if reading.failure:
            failures.append(reading.failure)
        else:
            tell(reading, talk, named=named)
    for at, failure in enumerate(failures):
        tell_error(failure, with_hint=[failure.hint] != [following.hint for following in failures[at + 1 : at + 2]])
        if isinstance(failure, FailedError):
            for line in failure.trace.splitlines():
                talk.detail(f"  {line}")


def _hint_at_views(
    named: Sequence[Path], read: Sequence[Reading], found: Sequence[Found], asked: Asked, talk: Talk
) -> None:
    """Say which command shows the doubts about what was read, from files that can be read once more."""
    in_doubt = {reading.letter.path for reading in read if any(map(is_doubtful, reading.letter.signatories))}
    letters = [str(letter.path) for letter in found if letter.key in in_doubt]
    if not letters or STDIO in letters:
        return
    told = (
        ("--from-line", asked.instructions.from_line),
        ("--to-line", asked.instructions.to_line),
        ("--columns", asked.instructions.columns),
        ("--kind", asked.instructions.kind),
    )
    options = [word for option, value in told if value is not None for word in (option, str(value))]
    if asked.ocr:
        options.append("--ocr")
    words = ["signers", "parse", *(letters if len(letters) == 1 else map(str, named)), *options, "--doubts"]
    talk.hint(f"`{shlex.join(words)}` shows what to look at")


def _instructions(from_line: int | None, to_line: int | None, columns: int | None, kind: Kind | None) -> Instructions:
    """What the options say of the letter.

    Raises:
        UsageError: no letter can be so.
    """
    for option, number in (("--from-line", from_line), ("--to-line", to_line), ("--columns", columns)):
        if number is not None and number < 1:
            raise UsageError(f"`{option} {number}`: the least is 1")
    if columns is not None and columns > _MOST_COLUMNS:
        raise UsageError(f"`--columns {columns}`: the most is {_MOST_COLUMNS}")
    if from_line is not None and to_line is not None and from_line > to_line:
        raise UsageError(
            f"`--from-line {from_line}` is after `--to-line {to_line}`", "the list goes from the first to the second"
        )
    return Instructions(from_line, to_line, columns, kind)


def _refuse_for_several(instructions: Instructions, letters: int) -> None:
    given = [
        option
        for option, number in (
            ("--from-line", instructions.from_line),
            ("--to-line", instructions.to_line),
            ("--columns", instructions.columns),
        )
        if number is not None
    ]
    if given and letters > 1:
        raise UsageError(
            f"`{given[0]}` is about one letter, and {letters:,} are named", "name the one letter that it is about"
        )


def read_all(
    found: Sequence[Found], asked: Asked, failures: list[SignersError], talk: Talk
) -> tuple[list[Reading], KeyboardInterrupt | None]:
    """Read the letters, adding to `failures` what cannot be read; what was read before an interruption counts."""
    outcomes: dict[int, Reading | SignersError] = {}
    interruption = None
    try:
        with talk.progress(len(found), "reading letters") as step:

            def told(at: int, outcome: Reading | SignersError) -> None:
                outcomes[at] = outcome
                step(found[at].name)

            read_in_order(found, asked, talk.waits_for, told)
    except KeyboardInterrupt as interrupted:
        interruption = interrupted
    in_order = [outcomes[at] for at in sorted(outcomes)]
    failures += [outcome for outcome in in_order if isinstance(outcome, SignersError)]
    return [outcome for outcome in in_order if isinstance(outcome, Reading)], interruption


def print_readings(readings: Sequence[Reading], asked: Asked, format: Format | None) -> None:  # noqa: A002 - the option's name
    """Print what was asked for: the entries, only those in doubt, or the lines of the letters."""
    if asked.lines:
        print_roles(readings, format or (Format.TABLE if is_terminal() else Format.TXT))
        return
    entries = [
        (reading.letter.name, [s for s in reading.letter.signatories if not asked.doubts or is_doubtful(s)])
        for reading in readings
    ]
    if asked.doubts and format is None:
        from signers.cli.doubts import print_doubts

        print_doubts(readings)
        return
    print_entries(entries, format or (Format.TABLE if is_terminal() else Format.TXT))


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


def keep(read: Sequence[Reading], path: Path, talk: Talk) -> None:
    """Save what was read, and say what that changed.

    Raises:
        StoreError: the store cannot be used.
    """
    from signers.store import Store

    with Store.open(path) as store:
        saved = store.save_letters([reading.letter for reading in read])
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
        case _:
            columns = tuple(field.name for field in fields(Signatory))
            print_records([record_of(signatory) for signatory in signatories], columns, format)


def print_roles(readings: Sequence[Reading], format: Format) -> None:  # noqa: A002
    """Print the lines of each letter with what they were taken for."""
    from signers.cli.lines import LINE_COLUMNS, print_lines_as_table, print_lines_as_text, records_of_lines

    match format:
        case Format.TABLE:
            print_lines_as_table(readings)
        case Format.TXT:
            print_lines_as_text(readings)
        case _:
            print_records([{"schema": SCHEMA} | record for record in records_of_lines(readings)], LINE_COLUMNS, format)


def print_records(records: Sequence[dict[str, object]], columns: tuple[str, ...], format: Format) -> None:  # noqa: A002
    """Print records for other programs."""
    import json

    stream = stdout()
    match format:
        case Format.JSONL:
            for record in records:
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        case Format.JSON:
            stream.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        case _:
            from signers.reading.tables import write_table

            write_table(records, columns, "csv", stream)


def record_of(signatory: Signatory) -> dict[str, object]:
    """An entry as other programs read it: the schema's number, then the fields of a signatory; absent is None."""
    record: dict[str, object] = {"schema": SCHEMA}
    record |= {field.name: getattr(signatory, field.name) for field in fields(signatory)}
    return record | {"kind": str(signatory.kind), "flags": list(signatory.flags)}


def tell(reading: Reading, talk: Talk, *, named: bool) -> None:
    """Say what was found in a letter, how much a person should look at, and some of it by name where that is wanted."""
    letter = reading.letter
    doubts = [signatory for signatory in letter.signatories if is_doubtful(signatory)]
    blocks = len({signatory.block for signatory in letter.signatories})
    talk.say(
        f"{letter.name}: {count_entries(letter.signatories)} "
        f"in {blocks:,} {'block' if blocks == 1 else 'blocks'}, {extent(letter.signatories, reading.unit)}"
        + (f", {len(doubts):,} to look at" if doubts else "")
    )
    if reading.skipped:
        pages = "page" if len(reading.skipped) == 1 else "pages"
        listed = ", ".join(map(str, reading.skipped[:10])) + (" …" if len(reading.skipped) > 10 else "")
        talk.warn(
            f"{letter.name}: {pages} {listed}: no text, passed over; `--ocr` recognizes what is a picture of text"
        )
    for number, where in weak_blocks(letter.signatories, reading.unit):
        talk.warn(f"{letter.name}: block {number}, {where}, was found with little evidence: did these sign?")
    if not named:
        return
    entries = [doubt for doubt in doubts if not is_only_of_weak_list(doubt)]
    shown = entries if talk.verbose else entries[:_SHOWN_DOUBTS]
    for doubt in shown:
        page = f" (page {doubt.page})" if reading.unit == "page" else ""
        talk.say(f"  {letter.name}:{place_of(doubt)}{page}  {doubt.name}  {question_of(doubt)}")
    if len(entries) > len(shown):
        talk.say(f"  and {len(entries) - len(shown):,} more: `--doubts` shows them")


def weak_blocks(signatories: Sequence[Signatory], unit: str = "line") -> list[tuple[int, str]]:
    """The blocks that little shows to be lists of signatories, each with where it stands."""
    weak: dict[int, list[Signatory]] = {}
    for signatory in signatories:
        if "little-evidence" in signatory.flags:
            weak.setdefault(signatory.block, []).append(signatory)
    return [(number, extent(entries, unit)) for number, entries in weak.items()]


def extent(signatories: Sequence[Signatory], unit: str = "line") -> str:
    """From where to where entries stand in their letter.

    >>> extent([Signatory("Densho", Kind.ORGANIZATION, line=7, end_line=8)])
    'lines 7-8'
    >>> extent([Signatory("Densho", Kind.ORGANIZATION, page=3, line=7, end_line=8)], "page")
    'page 3'
    """
    if unit == "page":
        first, last = min(s.page for s in signatories), max(s.page for s in signatories)
    else:
        first, last = min(s.line for s in signatories), max(max(s.line, s.end_line) for s in signatories)
    return f"{unit} {first}" if first == last else f"{unit}s {first}-{last}"


def count_entries(signatories: Sequence[Signatory]) -> str:
    """How many there are of each kind.

    >>> count_entries([Signatory("Mijente", Kind.ORGANIZATION), Signatory("Ada Lovelace", Kind.PERSON)])
    '1 organization and 1 individual'
    """
    counts = Counter(signatory.kind for signatory in signatories)
    return " and ".join(
        f"{counts[kind]:,} {noun if counts[kind] == 1 else f'{noun}s'}"
        for kind, noun in ((Kind.ORGANIZATION, "organization"), (Kind.PERSON, "individual"))
        if counts[kind]
    )
