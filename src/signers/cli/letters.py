"""From the letters that a command line names to what they print: one after another, or several at once."""

from __future__ import annotations

import traceback
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from signers.errors import FailedError, InputError, NoBlockError, SignersError, UsageError
from signers.model import Instructions, Letter, Line, LineRole
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from signers.store import ParsedLetter

_PATIENCE = 15 * 60  # seconds for a letter, when there are others; the largest takes one or two minutes
_PATIENCE_OCR = 2 * 60 * 60  # with its pages to be recognized
_SOON_READ = 1 << 20  # bytes of text, which are read before further processes have started
_UNITS = {"pdf": "page", "sheets": "row"}  # what a person finds an entry by; of other formats the lines
_REPORT = "please report this, with the letter if others may see it; `--verbose` says where it failed"
AS_FOUND = Instructions()


@frozen
class Found:
    """A letter to read: its path, the key it is kept under, and the name it is shown by."""

    path: Path
    key: str
    name: str


@frozen
class Asked:
    """How letters are to be read, and what of them is to be shown besides their entries."""

    instructions: Instructions = AS_FOUND
    ocr: bool = False
    doubts: bool = False
    lines: bool = False


@frozen
class Reading:
    """What came of a letter; `lines` and `roles` only where they were asked for.

    `unit` is what its entries are counted by, for a person who looks for them. `failure` says why a letter whose lines
    are to be shown has no entries.
    """

    letter: ParsedLetter
    unit: str = "line"
    lines: tuple[Line, ...] = ()
    roles: tuple[LineRole, ...] = ()
    skipped: tuple[int, ...] = ()  # pages without text
    failure: InputError | None = None


Outcome = Reading | SignersError


def read_one(found: Found, asked: Asked, content: bytes | None = None) -> Reading:
    """Read a letter, from its `content` where that was read already.

    Raises:
        InputError: it cannot be read, or holds no signatory block.
        UsageError: it has no such lines as the instructions name.
    """
    from signers.reading import pages_without_text, read_bytes, read_letter, reader_of
    from signers.signatories import parse_letter, roles_of
    from signers.store import ParsedLetter

    if content is None:
        content = read_bytes(found.path)
    letter = read_letter(content, found.name, columns=asked.instructions.columns, ocr=asked.ocr)
    _check_lines(letter, asked.instructions)
    failure = None
    try:
        signatories = parse_letter(letter, asked.instructions)
    except NoBlockError as error:
        if not asked.lines:
            raise
        signatories, failure = (), error
    return Reading(
        ParsedLetter(letter.name, found.key, letter.sha256, len(letter.lines), signatories),
        _UNITS.get(reader_of(content, found.name), "line"),
        letter.lines if asked.doubts else (),
        roles_of(letter, asked.instructions) if asked.lines else (),
        pages_without_text(letter, content),
        failure,
    )


def _check_lines(letter: Letter, instructions: Instructions) -> None:
    last = max((line.last_number for line in letter.lines if line.text), default=0)
    for option, number in (("--from-line", instructions.from_line), ("--to-line", instructions.to_line)):
        if number is not None and number > last:
            raise UsageError(
                f"{letter.name}: has {last:,} lines, and `{option} {number}` is beyond the last",
                f"see them with `signers parse {PurePath(letter.name).name} --lines`",
            )


def attempt(found: Found, asked: Asked, content: bytes | InputError | None = None) -> Outcome:
    """Read a letter; what goes wrong, also by the program's own fault, is returned, since other letters wait."""
    if isinstance(content, InputError):
        return content
    try:
        return read_one(found, asked, content)
    except SignersError as error:
        return error
    except MemoryError:
        return FailedError(f"{found.name}: needs more memory than a letter may take", "cut out the pages with the list")
    except Exception as error:  # noqa: BLE001 - a bug that one letter meets must not lose the others
        return _failed(found, f"{type(error).__name__}: {error}".splitlines()[0][:200], traceback.format_exc())


def _failed(found: Found, why: str, trace: str = "") -> FailedError:
    return FailedError(f"{found.name}: the program failed on it: {why}", _REPORT, trace)


def read_in_order(
    letters: Sequence[Found], asked: Asked, waits_for: Callable[[Path], None], tell: Callable[[int, Outcome], None]
) -> None:
    """Read the letters and tell what came of each, with its number: as they are done, where several are read at once.

    A bug that the only letter meets is raised.
    """
    if len(letters) == 1:
        waits_for(letters[0].path)
        try:
            tell(0, read_one(letters[0], asked))
        except SignersError as error:
            tell(0, error)
    elif _is_much(letters, asked):
        _read_at_once(letters, asked, waits_for, tell)
    else:
        for at, found in enumerate(letters):
            waits_for(found.path)
            tell(at, attempt(found, asked))


def _is_much(letters: Sequence[Found], asked: Asked) -> bool:
    """Whether further processes are worth their start: not for a few short texts."""
    from signers.reading import READERS, is_plain_file

    quick = {*READERS["text"], *READERS["markdown"], ""}
    if asked.ocr or any(letter.path.suffix.lower() not in quick for letter in letters):
        return True
    return sum(letter.path.stat().st_size for letter in letters if is_plain_file(letter.path)) > _SOON_READ


def _read_at_once(
    letters: Sequence[Found], asked: Asked, waits_for: Callable[[Path], None], tell: Callable[[int, Outcome], None]
) -> None:
    from signers.cli.workers import Lost, in_processes

    def arguments(found: Found) -> tuple[Any, ...]:
        return found, asked, _content_of_stream(found, waits_for)

    def told(at: int, answer: object) -> None:
        if isinstance(answer, Lost):
            tell(at, _failed(letters[at], str(answer)))
        elif isinstance(answer, (Reading, SignersError)):
            tell(at, answer)
        else:
            tell(at, _failed(letters[at], f"it answered {answer!r}"[:200]))

    inputs = [lambda found=found: arguments(found) for found in letters]
    in_processes(attempt, inputs, _PATIENCE_OCR if asked.ocr else _PATIENCE, told)


def _content_of_stream(found: Found, waits_for: Callable[[Path], None]) -> bytes | InputError | None:
    """What standard input or a pipe holds, which only this process can read; None for a file."""
    from signers.reading import is_plain_file, read_bytes

    if is_plain_file(found.path):
        return None
    waits_for(found.path)
    try:
        return read_bytes(found.path)
    except InputError as error:
        return error
