"""From files to letters: finds the files, tells what they are, and turns each into lines with their places.

One module a format. `letters_in` and `read_letter` are what others call.
"""

from __future__ import annotations

import hashlib
import re
import stat
import sys
from importlib import import_module
from inspect import signature
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from signers.errors import InputError
from signers.knowledge import table
from signers.model import Letter
from signers.patterns import later

if TYPE_CHECKING:
    from typing import BinaryIO

STDIN = "-"
# Which module reads a file that ends so; each has `lines_of(content, name)`, from bytes to lines.
READERS = {
    "text": (".txt", ".text", ".asc"),
    "markdown": (".md", ".markdown", ".mdown", ".qmd"),
    "html": (".htm", ".html", ".xhtml"),
    "docx": (".docx", ".docm", ".dotx"),
    "pdf": (".pdf",),
    "mail": (".eml", ".mht", ".mhtml"),
    "sheets": (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    "records": (".yaml", ".yml", ".json", ".jsonl", ".ndjson"),
}
_READER_OF = {suffix: reader for reader, suffixes in READERS.items() for suffix in suffixes}
LETTER_SUFFIXES = tuple(_READER_OF)
LARGEST_LETTER = 256 << 20  # bytes: a letter that is larger is none
_SAVE_AS = "save it as DOCX, PDF or text"
# Formats that are not read, by their endings and first bytes, for a message that names what was given.
_OTHER_SUFFIXES = {
    ".doc": "an old Word file",
    ".msg": "an Outlook message",
    ".odt": "an ODT file",
    ".rtf": "an RTF file",
    ".pages": "a Pages file",
    ".epub": "an e-book",
    ".webp": "an image",
    ".heic": "an image",
    ".bmp": "an image",
    ".svg": "an image",
}
_MAGIC = (
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\x1f\x8b", "a compressed file"),
)
_SNIFFED = 1 << 14  # bytes at the beginning that say what a nameless input is
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_WAYS_OUT = {
    "an image": "make a PDF of it with a text layer, for instance with `ocrmypdf --image-dpi 300`",
    "a compressed file": "unpack it first",
}
_web_page = later(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml.{0,200}?\?>\s*)?(?:<!doctype html|<html\b)",
    re.IGNORECASE | re.DOTALL,
).match
_begins_mail = later(
    rb"(?:(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Cc): .*\r?\n){3,}",
    re.IGNORECASE,
).match
# A list of records: JSON's brackets around a quoted key or a record, YAML's first items with a key each.
_begins_records = later(
    rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\{"]|(?:---[ \t]*\r?\n)?(?:- )?\w+: ?.*\r?\n(?:- |  )(?:- )?\w+:)'
).match
_is_markdown = later(rb"^#{1,4} [^\W\d]|\]\(https?://", re.MULTILINE).search
_word = later(r"\w+")


def letters_in(path: Path) -> tuple[Path, ...]:
    """The letters that `path` names: itself when it is a file, else every letter in the folder and below, sorted.

    Hidden files and folders do not count, nor do links to folders, which may point to themselves, nor devices and
    pipes. A folder below that cannot be looked into is among the letters, since reading it says so.

    Raises:
        InputError: there is no such file, or the folder holds no letter.
    """
    try:
        if path.is_dir():
            found = tuple(sorted(_walk(path)))
            if not found:
                raise InputError(f"{path}: the folder holds no letter", f"letters end in {', '.join(LETTER_SUFFIXES)}")
            return found
        if not path.exists():
            raise _no_such_file(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return (path,)


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for child in folder.iterdir():
        if child.name.startswith("."):
            continue
        if child.is_dir():
            if not child.is_symlink():
                found += _walk_below(child)
        elif child.suffix.lower() in LETTER_SUFFIXES and (child.is_file() or not child.exists()):
            found.append(child)
    return found


def _walk_below(folder: Path) -> list[Path]:
    try:
        return _walk(folder)
    except OSError:
        return [folder]


def is_plain_file(path: Path) -> bool:
    """Whether `path` is a file that can be read twice, by anybody: no pipe, no device, no standard input."""
    try:
        return str(path) != STDIN and stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        InputError: the file cannot be read, or is larger than a letter can be.
    """
    if str(path) == STDIN:
        return _read_stdin()
    try:
        if path.is_dir():
            list(path.iterdir())  # says so when it is closed to us
            raise InputError(f"{path}: is a folder", "name a file in it")
        if path.stat().st_size > LARGEST_LETTER:  # before a byte of it is read
            raise _too_large(str(path))
        with path.open("rb") as stream:
            return _read_all(stream, str(path))
    except FileNotFoundError as error:
        raise _no_such_file(path) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _read_all(stream: BinaryIO, name: str) -> bytes:
    """All that comes, up to the size of a letter: a pipe or a device may have no end."""
    content = stream.read(LARGEST_LETTER + 1)
    if len(content) > LARGEST_LETTER:
        raise _too_large(name)
    return content


def _too_large(name: str) -> InputError:
    return InputError(
        f"{name}: is larger than {LARGEST_LETTER >> 20} MB, which no letter is", "cut out the pages with the list"
    )


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("stdin: is closed", "give it a text: `signers parse - < letter.txt`")
    try:
        return _read_all(sys.stdin.buffer, "stdin")
    except OSError as error:
        raise InputError(f"stdin: cannot be read: {error.strerror or error}") from error


def _no_such_file(path: Path) -> InputError:
    """The error, with the name in the same folder that may have been meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    if path.is_symlink():
        return InputError(f"{path}: is a link that leads nowhere")
    try:
        near = get_close_matches(path.name, sorted(child.name for child in path.parent.iterdir()), n=1, cutoff=0.75)
    except OSError:
        return InputError(f"{path}: there is no such file", f"there is no folder `{path.parent}` either")
    hint = f"did you mean `{path.with_name(near[0])}`?" if near else ""
    return InputError(f"{path}: there is no such file", hint)


def read_letter(content: bytes, name: str, *, columns: int | None = None, ocr: bool = False) -> Letter:
    """A letter from its bytes; `name` is how messages and records call it, and its ending says the format.

    Where the ending says nothing, as for standard input, the first bytes do. `columns` says in how many columns its
    pages are set, and `ocr` that pages without text are to be recognized; both reach the formats to which they mean
    something.

    Raises:
        InputError: the bytes are empty, damaged, encrypted, nested too deeply, or in a format that is not read.
    """
    if not content.strip():
        raise InputError(f"{name}: is empty")
    if len(content) > LARGEST_LETTER:
        raise _too_large(name)
    reader = import_module(f"signers.reading.{reader_of(content, name)}")
    known = signature(reader.lines_of).parameters
    options = {word: value for word, value in (("columns", columns), ("ocr", ocr)) if word in known}
    try:
        lines = reader.lines_of(content, name, **options)
    except RecursionError as error:
        raise InputError(f"{name}: is nested too deeply to be read", "save it as text") from error
    except MemoryError as error:
        raise InputError(f"{name}: needs more memory than there is", "cut out the pages with the list") from error
    return Letter(name, hashlib.sha256(content).hexdigest(), lines)


def pages_without_text(letter: Letter, content: bytes) -> tuple[int, ...]:
    """The pages of a PDF from which no line came, such as scanned ones; `letter` is what was read from `content`."""
    if not content[:1024].lstrip().startswith(b"%PDF"):
        return ()
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - only a PDF needs it

    pages = {line.page for line in letter.lines if line.text}
    with PdfDocument(content) as document:
        return tuple(page for page in range(1, len(document) + 1) if page not in pages)


def reader_of(content: bytes, name: str) -> str:
    """The module that reads these bytes.

    Raises:
        InputError: none does.
    """
    suffix = Path(name).suffix.lower()
    what = next((form for magic, form in _MAGIC if content.startswith(magic)), _OTHER_SUFFIXES.get(suffix))
    if what:
        raise InputError(f"{name}: is {what}, which is not read", _WAYS_OUT.get(what, _SAVE_AS))
    if content[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if content.startswith(_ZIP):
        return _reader_of_zip(content, name)
    if content.startswith(_OLD_OFFICE):
        if suffix == ".xls":
            return "sheets"
        raise InputError(f"{name}: is an old or an encrypted Office file", "open it, and save it without a password")
    told = _READER_OF.get(suffix)
    if told in {None, "text", "sheets", "records"} and _begins_web_page(content):
        return "html"
    return told or _looks_like(content[:_SNIFFED])


def _begins_web_page(content: bytes) -> bool:
    start = content[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n\f\v")
    return start[:1] in (b"<", b"") and bool(_web_page(content))


def _looks_like(start: bytes) -> str:
    """The reader for what begins so, whose name does not tell."""
    if _begins_mail(start):
        return "mail"
    if _begins_records(start):
        return "records"
    if _begins_table(start):
        return "sheets"
    return "markdown" if _is_markdown(start) else "text"


def _begins_table(start: bytes) -> bool:
    r"""Whether the first line is the header of a table: most of its cells are what columns of such tables are called.

    >>> _begins_table(b"Name,Title,E-mail\nAda Lovelace,Analyst,\n"), _begins_table(b"Ada Lovelace, Analyst\n")
    (True, False)
    """
    first = start.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[0].decode("utf-8", "replace")
    headings = {
        phrase for field, _, phrase in table("column-headings.tsv") if not field.startswith(("says-", "filler"))
    }
    for delimiter in "\t;,":
        cells = [" ".join(_word.findall(cell.replace("-", "").casefold())) for cell in first.split(delimiter)]
        known = sum(cell in headings for cell in cells)
        if known > 1 and 2 * known >= len(cells):
            return True
    return False


def _reader_of_zip(content: bytes, name: str) -> str:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - only Office files need it

    try:
        inside = set(ZipFile(BytesIO(content)).namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"{name}: is damaged or was cut off", "ask for the file again, or export it anew") from error
    if any(part.startswith("word/") for part in inside):
        return "docx"
    if any(part.startswith("xl/") for part in inside) or Path(name).suffix.lower() == ".ods":
        return "sheets"
    raise InputError(f"{name}: is a zip file, but no DOCX, XLSX or ODS", "unpack it, and name the letters in it")
