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
_ELSEWHERE = "this version reads plain text and Markdown; save it as text, for instance with `pdftotext -layout`"
# Formats whose text is not the letter's text: read as lines they would give names that nobody signed.
_OTHER_SUFFIXES = {
    ".htm": "a web page", ".html": "a web page", ".xhtml": "a web page", ".mhtml": "a web page",
    ".csv": "a table", ".tsv": "a table", ".xls": "a workbook", ".xlsx": "a workbook", ".ods": "a workbook",
    ".doc": "a Word file", ".docx": "a Word file", ".odt": "an ODT file", ".rtf": "an RTF file", ".pdf": "a PDF",
    ".eml": "an e-mail", ".msg": "an e-mail", ".json": "JSON", ".jsonl": "JSON", ".yaml": "YAML", ".yml": "YAML",
}
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
            raise InputError(f"{path}: there is no such file", "see `signers parse --help` for what may be named")
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
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise InputError(f"{path}: is a folder", "name a file in it") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def read_letter(content: bytes, name: str) -> Letter:
    """A letter from its bytes; `name` is how messages and records call it.

    Raises:
        InputError: the bytes are empty or no text.
    """
    if not content.strip():
        raise InputError(f"{name}: the file is empty")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"{name}: is {what}, not text", _ELSEWHERE)
    if what := _OTHER_SUFFIXES.get(Path(name).suffix.lower()) or (_begins_web_page(content) and "a web page"):
        raise InputError(f"{name}: is {what}, not plain text", _ELSEWHERE)
    text = decode(content)
    if text is None:
        raise InputError(f"{name}: is a binary file, not text", _ELSEWHERE)
    return Letter(name, hashlib.sha256(content).hexdigest(), lines_of(text))
