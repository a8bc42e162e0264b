"""Pages that are pictures: programs that recognize text are run where they are installed, and say so where not."""

import shutil

import pytest

from signers.errors import InputError
from signers.reading.ocr import with_text_layer

SHELL = shutil.which("sh")
pytestmark = pytest.mark.skipif(not SHELL, reason="the stand-ins for the programs are shell scripts")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Puts shell scripts on an otherwise empty PATH, by the name of the program for which they stand."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def install(**scripts):
        for name, script in scripts.items():
            program = tmp_path / name
            program.write_text(f"#!{SHELL}\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
            program.chmod(0o755)

    return install


def test_ocrmypdf_reads_the_pages_that_have_no_text(installed):
    installed(ocrmypdf='[ "$1" = --skip-text ] && cat "$3" > "$4" && printf " with text" >> "$4"')
    assert with_text_layer(b"%PDF scan", "scan.pdf") == b"%PDF scan with text"


def test_tesseract_reads_pictures_of_the_pages_in_their_order_where_there_is_no_ocrmypdf(installed):
    installed(
        pdftoppm='for n in 02 01; do printf "page $n " > "$5-$n.png"; done',
        tesseract='while read -r page; do cat "$page" >> "$2.pdf"; done < "$1"',
    )
    assert with_text_layer(b"%PDF scan", "scan.pdf") == b"page 01 page 02 "


@pytest.mark.parametrize("some", [{}, {"tesseract": "exit 0"}, {"pdftoppm": "exit 0"}])
def test_without_a_program_the_error_names_those_that_would_do(installed, some):
    installed(**some)
    with pytest.raises(InputError, match=r"^scan\.pdf: has pages without text") as error:
        with_text_layer(b"%PDF scan", "scan.pdf")
    assert "ocrmypdf" in error.value.hint


def test_a_program_that_fails_is_quoted(installed):
    installed(ocrmypdf="echo started >&2; echo 'page 1 is broken' >&2; exit 2")
    with pytest.raises(InputError, match=r"^scan\.pdf: ocrmypdf failed: page 1 is broken$"):
        with_text_layer(b"%PDF scan", "scan.pdf")


def test_a_program_that_fails_in_silence_is_told_by_its_code(installed):
    installed(ocrmypdf="exit 7")
    with pytest.raises(InputError, match="failed with code 7"):
        with_text_layer(b"%PDF scan", "scan.pdf")


def test_a_program_that_makes_nothing_is_an_error(installed):
    installed(ocrmypdf="exit 0")
    with pytest.raises(InputError, match="gave no PDF"):
        with_text_layer(b"%PDF scan", "scan.pdf")


def test_pages_that_cannot_be_drawn_are_an_error(installed):
    installed(pdftoppm="exit 0", tesseract="exit 0")
    with pytest.raises(InputError, match="none of its pages could be drawn"):
        with_text_layer(b"%PDF scan", "scan.pdf")


def test_a_program_that_does_not_end_is_stopped(installed):
    installed(ocrmypdf="exec sleep 60")
    with pytest.raises(InputError, match="ocrmypdf did not end within"):
        with_text_layer(b"%PDF scan", "scan.pdf", patience=0.2)
