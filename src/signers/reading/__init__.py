"""From files to letters: finds the files, tells what they are, and turns each into lines with their places.

One module a format. `letters_in` and `read_letter` are what others call.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from signers.errors import InputError
from signers.model import Letter
from signers.reading.text import decode, lines_of

STDIN = "-"
LETTER_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_AS_TEXT = "this version reads plain text and Markdown: save it as text"
_WAYS_OUT = {
    "a PDF": f"{_AS_TEXT}, for instance with `pdftotext -layout`",
    "a table": "a table of names is for `signers dedupe`",
    "a workbook": "a table of names is for `signers dedupe`",
}
# Formats whose text is not the letter's text: read as lines they would give names that nobody signed.
_OTHER_FORMATS = {
    "a web page": (".htm", ".html", ".xhtml", ".mhtml"),
    "a table": (".csv", ".tsv"),
    "a workbook": (".xls", ".xlsx", ".ods"),
    "a Word file": (".doc", ".docx"),
    "an ODT file": (".odt",),
    "an RTF file": (".rtf",),
    "a PDF": (".pdf",),
    "an e-mail": (".eml", ".msg"),
    "JSON": (".json", ".jsonl"),
    "YAML": (".yaml", ".yml"),
}
_OTHER_SUFFIXES = {suffix: what for what, suffixes in _OTHER_FORMATS.items() for suffix in suffixes}
# The first bytes of formats that are no text, for a message that names what was given.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a DOCX, XLSX or other zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\x1f\x8b", "a compressed file"),
)


_begins_web_page = re.compile(rb"\s*(?:<!doctype html|<html\b)", re.IGNORECASE).match


def letters_in(path: Path) -> tuple[Path, ...]:
    """The letters that `path` names: itself when it is a file, else every letter in the folder and below, sorted.

    Hidden files and folders do not count, nor do links to folders, which may point to themselves.

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
                found += _walk(child)
        elif child.suffix.lower() in LETTER_SUFFIXES:
            found.append(child)
    return found


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        InputError: the file cannot be read.
    """
    if str(path) == STDIN:
        return _read_stdin()
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _no_such_file(path) from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder", "name a file in it") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("stdin: is closed", "give it a text: `signers parse - < letter.txt`")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(f"stdin: cannot be read: {error.strerror or error}") from error


def _no_such_file(path: Path) -> InputError:
    """The error, with the name in the same folder that may have been meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    try:
        near = get_close_matches(path.name, sorted(child.name for child in path.parent.iterdir()), n=1, cutoff=0.75)
    except OSError:
        return InputError(f"{path}: there is no such file", f"there is no folder `{path.parent}` either")
    hint = f"did you mean `{path.with_name(near[0])}`?" if near else ""
    return InputError(f"{path}: there is no such file", hint)


def read_letter(content: bytes, name: str) -> Letter:
    """A letter from its bytes; `name` is how messages and records call it.

    Raises:
        InputError: the bytes are empty or no text.
    """
    if not content.strip():
        raise InputError(f"{name}: is empty")
    for magic, form in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"{name}: is {form}, not text", _WAYS_OUT.get(form, _AS_TEXT))
    what = _OTHER_SUFFIXES.get(Path(name).suffix.lower(), "a web page" if _begins_web_page(content) else "")
    if what:
        raise InputError(f"{name}: is {what}, not plain text", _WAYS_OUT.get(what, _AS_TEXT))
    text = decode(content)
    if text is None:
        raise InputError(f"{name}: is a binary file, not text", _AS_TEXT)
    return Letter(name, hashlib.sha256(content).hexdigest(), lines_of(text))
