"""`signers check`: look over lists that people keep, for CI and before a commit, and mend what is safe."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional, cast

import typer

from signers.cli.decided import Beside, Decisions, answers_for_lists, read_once
from signers.cli.options import SETTINGS_FILE, Quiet, Verbose, choice, nearest, one_of, read_settings
from signers.cli.terminal import STDIO, Talk, output, print_lines, print_table, stdout, tell_error
from signers.errors import ExitCode, InputError, OutputError, SignersError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from signers.checking import Document, Finding, Wanted

SCHEMA = 1
SETTINGS = ("select", "ignore", "order", "different", "decisions")
_NO_NEWLINE = "\\ No newline at end of file\n"


class OutputFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class InOrder(StrEnum):
    """Whether a list must be in alphabetical order; the words of `signers.checking.Order`."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Asked(NamedTuple):
    """Which rules look, and for what."""

    rules: tuple[str, ...]
    wanted: Wanted


class Checked(NamedTuple):
    """What came of a file: its content before and after, how much was found at first, and what is left."""

    path: Path
    name: str
    reader: str
    before: bytes
    after: bytes
    found: int
    left: tuple[Finding, ...]


def rules_named(incomplete: str) -> list[str]:
    """The names of the rules, for the shell to complete."""
    from signers.checking import RULES

    return [name for name in RULES if name.startswith(incomplete)]


def check(
    files: Annotated[
        Optional[list[Path]],
        typer.Argument(
            metavar="[FILE]...", help="Lists and letters: files, folders, or - for stdin.", show_default=False
        ),
    ] = None,
    *,
    fix: Annotated[bool, typer.Option("--fix", help="Mend in place what can be mended safely.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")] = False,
    output_format: Annotated[
        Optional[OutputFormat],
        choice(
            "--output-format",
            of=OutputFormat,
            what="format",
            metavar="FORMAT",
            help="text, json, or github for annotations.  [default: text]",
        ),
    ] = None,
    select: Annotated[
        Optional[list[str]],
        typer.Option(
            "--select",
            metavar="RULES",
            help="Only these rules, separated by commas.",
            autocompletion=rules_named,
            show_default=False,
        ),
    ] = None,
    ignore: Annotated[
        Optional[list[str]],
        typer.Option(
            "--ignore",
            metavar="RULES",
            help="All but these rules.",
            autocompletion=rules_named,
            show_default=False,
        ),
    ] = None,
    order: Annotated[
        Optional[InOrder],
        choice(
            "--order",
            of=InOrder,
            what="order",
            metavar="WHEN",
            help="Whether lists must be in alphabetical order: always, never, or auto: those that nearly are.  "
            "[default: auto]",
        ),
    ] = None,
    decisions: Decisions = None,
    db: Beside = None,
    rules: Annotated[bool, typer.Option("--rules", help="Print the rules, and check nothing.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Look over lists that people keep: what is printed twice, out of order, broken or badly typed.

    \b
    Examples:
      signers check adopters.md              each finding with its line and rule
      signers check adopters.md --diff       what can be mended
      signers check adopters.md --fix        mend it
      signers check lists/ --output-format github
      signers check letter.docx --ignore order,dash

    Reads whatever `signers parse` reads; mends text, Markdown, HTML, CSV and YAML in UTF-8. The code is 1 where
    something is left to mend, 3 where a file could not be read.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.cli.parse import find

    talk = Talk(quiet, verbose)
    if rules:
        print_rules()
        return
    read_once((*set(files or ()), decisions))  # a file that is named twice is looked at once
    settings = read_settings()
    asked = asked_for(settings.check, talk, select=select, ignore=ignore, order=order, decisions=(decisions, db))
    named = files or list(settings.letters)
    if not named:
        raise UsageError("no file is named", "name one: `signers check list.md`; or set `letters` in signers.toml")
    if fix and any(str(path) == STDIO for path in named):
        raise UsageError("stdin cannot be mended in place", "name a file, or see what is to mend with `--diff`")
    found, failures = find(named)
    checked: list[Checked] = []
    for letter in found:
        try:
            checked.append(check_file(letter.path, asked, talk, mends=fix or diff))
        except InputError as error:
            failures.append(error)
    if fix and not diff:
        checked = [one for one in checked if _is_written(one, failures)]
    if diff:
        stdout().writelines(line for one in checked for line in difference(one))
    else:
        show(checked, output_format or OutputFormat.TEXT)
    sys.stdout.flush()
    for failure in failures:
        tell_error(failure)
    tell(checked, talk, fix=fix, diff=diff)
    raise typer.Exit(code_of(checked, failures, diff=diff))


def code_of(checked: Iterable[Checked], failures: Iterable[SignersError], *, diff: bool) -> int:
    """The exit code: what could not be read comes before what is left to mend."""
    is_left = any(one.found if diff else one.left for one in checked)
    return max([failure.exit_code for failure in failures] + [ExitCode.FOUND if is_left else ExitCode.DONE])


# --- What is asked for ------------------------------------------------------------------------------------------


def asked_for(
    settings: Mapping[str, object],
    talk: Talk,
    *,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    order: InOrder | None = None,
    decisions: tuple[Path | None, Path | None] = (None, None),
) -> Asked:
    """The rules that look, and for what: as the options say, else as the section `check` of signers.toml does.

    Raises:
        UsageError: there is no such rule, or no such setting.
        InputError: the file of decisions cannot be read.
        StoreError: the store in its place cannot be used.
    """
    from signers.checking import RULES, Order, Wanted
    from signers.model import Action, Decision

    if unknown := [name for name in settings if name not in SETTINGS]:
        raise UsageError(
            f"{SETTINGS_FILE}: there is no setting `{unknown[0]}` in `check`; the nearest is "
            f"`{nearest(unknown[0], SETTINGS)}`",
            f"settings: {', '.join(SETTINGS)}",
        )
    chosen = _rules(select) if select else _rules(_words(settings, "select")) or tuple(RULES)
    left_out = _rules(ignore) if ignore else _rules(_words(settings, "ignore"))
    told = settings.get("order", InOrder.AUTO)
    if not isinstance(told, str):
        raise UsageError(f"{SETTINGS_FILE}: `order` must be a word", f"one of: {', '.join(InOrder)}")
    when = order or one_of(InOrder, "order")(told)
    pairs = settings.get("different", [])
    if not isinstance(pairs, list) or not all(_is_pair(pair) for pair in pairs):
        raise UsageError(
            f"{SETTINGS_FILE}: `different` must be a list of pairs of names",
            'for instance: different = [["Green Space", "Green Space Friends"]]',
        )
    file = settings.get("decisions")
    if not isinstance(file, str | None):
        raise UsageError(f"{SETTINGS_FILE}: `decisions` must be a file", 'for instance: decisions = "decisions.txt"')
    path, db = decisions
    path = path or (Path(file) if file else None)
    further = [Decision(Action.DIFFERENT, tuple(pair)) for pair in pairs]
    wanted = Wanted(Order(when), answers_for_lists(path, db, further, talk))
    return Asked(tuple(name for name in RULES if name in chosen and name not in left_out), wanted)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) for name in pair)


def _words(settings: Mapping[str, object], name: str) -> list[str]:
    words = settings.get(name, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UsageError(f"{SETTINGS_FILE}: `{name}` must be a list of rules", f'for instance: {name} = ["dash"]')
    return cast("list[str]", words)


def _rules(words: Iterable[str]) -> tuple[str, ...]:
    from signers.checking import RULES

    names = [name.strip().casefold() for word in words for name in word.split(",") if name.strip()]
    for name in names:
        if name not in RULES:
            raise UsageError(
                f"there is no rule `{name}`; the nearest is `{nearest(name, RULES)}`", f"rules: {', '.join(RULES)}"
            )
    return tuple(names)


def print_rules() -> None:
    """Print the rules, each with what it is about."""
    from signers.checking import RULES
    from signers.cli.terminal import is_terminal, print_cells

    rows = [(rule.name, rule.title, "--fix" if rule.is_mendable else "") for rule in RULES.values()]
    if is_terminal():
        print_table(("rule", "finds that", "mended by"), rows, whole=(0,))
    else:
        print_cells(rows)


# --- Checking and mending ---------------------------------------------------------------------------------------


def check_file(path: Path, asked: Asked, talk: Talk, *, mends: bool) -> Checked:
    """Check one file; with `mends` mend its content, which is not yet written.

    Raises:
        InputError: it cannot be read, or holds no list.
    """
    from signers.checking import check as found_in
    from signers.checking.mending import mend
    from signers.reading import read_bytes

    name = "stdin" if str(path) == STDIO else str(path)
    talk.waits_for(path)
    content = read_bytes(path)
    document = _document(content, name)
    findings = found_in(document, *asked)
    talk.detail(f"{name}: {len(document.items):,} entries, {len(findings):,} findings")
    if not mends:
        return Checked(path, name, document.reader, content, content, len(findings), findings)
    mended = mend(content, lambda content: _document(content, name), lambda document: found_in(document, *asked))
    if mended.refused:
        talk.warn(
            f"{name}: {mended.refused}, and was left as it is" + (" in part" if mended.content != content else "")
        )
    return Checked(path, name, document.reader, content, mended.content, len(findings), mended.left)


def _document(content: bytes, name: str) -> Document:
    from signers.checking import document_of
    from signers.reading import read_letter, reader_of

    return document_of(read_letter(content, name), reader_of(content, name), content)


def write_mended(one: Checked) -> None:
    """Write a file that was mended: whole, or not at all."""
    if one.after != one.before:
        with output(one.path) as stream:
            stream.write(one.after.decode("utf-8"))


def _is_written(one: Checked, failures: list[SignersError]) -> bool:
    """Write a file that was mended, so that one that cannot be written keeps no other from it."""
    try:
        write_mended(one)
    except OutputError as error:
        failures.append(error)
        return False
    return True


def difference(one: Checked) -> Iterator[str]:
    """What mending changes, as a patch: in the lines that `patch` sees, which only a line feed ends."""
    from difflib import unified_diff
    from io import StringIO

    if one.after == one.before:
        return
    before, after = (StringIO(content.decode("utf-8")).readlines() for content in (one.before, one.after))
    for line in unified_diff(before, after, one.name, one.name):
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"


# --- Printing ---------------------------------------------------------------------------------------------------


def show(checked: Sequence[Checked], format: OutputFormat) -> None:  # noqa: A002 - the option's name
    """Print what is left to mend."""
    match format:
        case OutputFormat.TEXT:
            print_lines(_line(one, finding) for one in checked for finding in one.left)
        case OutputFormat.GITHUB:
            print_lines(annotation(one, finding) for one in checked for finding in one.left)
        case OutputFormat.JSON:
            import json

            records = [record_of(one, finding) for one in checked for finding in one.left]
            stdout().write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")


def _line(one: Checked, finding: Finding) -> str:
    page = f" (page {finding.page})" if one.reader == "pdf" else ""
    return f"{one.name}:{finding.line}{page}: [{finding.rule}] {finding.says}: {finding.do}"


def annotation(one: Checked, finding: Finding) -> str:
    """A finding as GitHub shows it beside the line; of files that are no text, beside the file."""
    from signers.checking import RULES
    from signers.checking.document import TYPED

    place = {"file": one.name}
    if one.reader in TYPED:
        place |= {"line": str(finding.line), "endLine": str(max(finding.end_line, finding.line))}
    place["title"] = f"signers {finding.rule}"
    told = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in place.items())
    level = "error" if RULES[finding.rule].is_grave else "warning"
    return f"::{level} {told}::{_escaped(f'{finding.says}: {finding.do}')}"


def _escaped(text: str, further: str = "") -> str:
    """A text in a command to GitHub's runner, in which these characters part what it says.

    >>> _escaped("100% a,b", ":,")
    '100%25 a%2Cb'
    """
    for mark in ("%", "\r", "\n", *further):
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


def record_of(one: Checked, finding: Finding) -> dict[str, object]:
    """A finding as other programs read it."""
    from signers.checking import RULES

    return {
        "schema": SCHEMA,
        "file": one.name,
        "page": finding.page,
        "line": finding.line,
        "end_line": max(finding.end_line, finding.line),
        "rule": finding.rule,
        "level": "error" if RULES[finding.rule].is_grave else "warning",
        "says": finding.says,
        "do": finding.do,
        "can_be_mended": bool(finding.mends),
    }


def tell(checked: Sequence[Checked], talk: Talk, *, fix: bool, diff: bool) -> None:
    """Say how much was found and mended, and what to do next."""
    if not checked:
        return
    files = f"{len(checked):,} {'file' if len(checked) == 1 else 'files'}"
    left = sum(len(one.left) for one in checked)
    mended = sum(one.found - len(one.left) for one in checked)
    if diff:
        talk.say(f"{files}: {mended:,} would be mended, {left:,} left")
    elif fix:
        talk.say(f"{files}: {mended:,} mended, {left:,} left")
    elif not left:
        talk.say(f"{files}: nothing to mend")
    else:
        talk.say(f"{files}: {left:,} {'finding' if left == 1 else 'findings'}")
        if can := sum(bool(finding.mends) for one in checked for finding in one.left):
            talk.hint(f"`--fix` mends {can:,} of them, and `--diff` shows how")
