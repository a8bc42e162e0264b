"""Pages that are pictures: a program that recognizes text, where one is installed, gives a PDF a layer of text.

ocrmypdf is preferred, since it leaves pages that have text as they are; without it pdftoppm draws every page and
tesseract reads it. Both are run only where somebody asks for it.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from signers.errors import InputError

_PATIENCE = 900.0  # seconds for a letter: a page takes a few
_DPI = "300"
_INSTALL = "install ocrmypdf, or tesseract and pdftoppm, and run again"


def with_text_layer(content: bytes, name: str, patience: float = _PATIENCE) -> bytes:
    """A PDF with a layer of text on the pages that had none; `patience` is how many seconds a program may take.

    Raises:
        InputError: no program that recognizes text is installed, or it failed.
    """
    with tempfile.TemporaryDirectory(prefix="signers-") as folder:
        source = Path(folder) / "letter.pdf"
        source.write_bytes(content)
        if ocrmypdf := shutil.which("ocrmypdf"):
            made = Path(folder) / "recognized.pdf"
            _run([ocrmypdf, "--skip-text", "--quiet", str(source), str(made)], name, patience)
        elif (tesseract := shutil.which("tesseract")) and (pdftoppm := shutil.which("pdftoppm")):
            made = _by_tesseract(tesseract, pdftoppm, source, name, patience)
        else:
            raise InputError(
                f"{name}: has pages without text, and no program that recognizes it is installed", _INSTALL
            )
        try:
            return made.read_bytes()
        except OSError as error:
            raise InputError(f"{name}: recognizing its text gave no PDF", _by_hand(name)) from error


def _by_tesseract(tesseract: str, pdftoppm: str, source: Path, name: str, patience: float) -> Path:
    """The PDF that tesseract makes of pictures of all pages."""
    folder = source.parent
    _run([pdftoppm, "-r", _DPI, "-png", str(source), str(folder / "page")], name, patience)
    # pdftoppm fills the numbers up with zeros, so that their order as text is that of the pages.
    pages = sorted(folder.glob("page*.png"))
    if not pages:
        raise InputError(f"{name}: none of its pages could be drawn", _by_hand(name))
    listed = folder / "pages.txt"
    listed.write_text("".join(f"{page}\n" for page in pages), encoding="utf-8")
    _run([tesseract, str(listed), str(folder / "recognized"), "pdf"], name, patience)
    return folder / "recognized.pdf"


def _run(command: list[str], name: str, patience: float) -> None:
    program = Path(command[0]).name
    try:
        # The program is one that this person installed, and the arguments are paths of our own.
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, check=False, timeout=patience, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        message = f"{name}: {program} did not end within {patience:,.0f} seconds"
        raise InputError(message, "cut out the pages with the list, and run again") from error
    except OSError as error:
        raise InputError(f"{name}: {program} could not be run: {error.strerror or error}", _INSTALL) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        because = f": {said[-1]}" if said else f" with code {done.returncode}"
        raise InputError(f"{name}: {program} failed{because}", _by_hand(name))


def _by_hand(name: str) -> str:
    return f"try it by hand: `ocrmypdf --force-ocr {Path(name).name} recognized.pdf`, then read recognized.pdf"
