"""From files to letters: which files count, what they are taken for, and what is refused."""

import io
import os
import sys
import zipfile

import pytest

from signers.errors import InputError
from signers.reading import (
    LARGEST_LETTER,
    LETTER_SUFFIXES,
    is_plain_file,
    letters_in,
    read_bytes,
    read_letter,
    reader_of,
)


def zipped(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (b"Dear all,\n\nSincerely,\nSierra Club\n", "text"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<!DOCTYPE html><p>Sierra Club</p>", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        (zipped("word/document.xml"), "docx"),
        (zipped("xl/workbook.xml"), "sheets"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: Sign on\n\nDear all,\n", "mail"),
        (b"Name,Title,Organization\nAda Lovelace,Analyst,Engines\n", "sheets"),
        (b"name\temail\nDensho\t\n", "sheets"),
        (b'{"signatures": []}', "records"),
        (b'[\n  {"name": "Densho"}]', "records"),
        (b"- name: Ada Lovelace\n  title: Analyst\n", "records"),
        (b"# An open letter\n\nDear all,\n", "markdown"),
        (b"Ada Lovelace, Analyst, Engines\nGrace Hopper, Admiral, Navy\n", "text"),
        (b"Dear Sir: we write\nto you: again\n", "text"),
    ],
)
def test_what_comes_without_a_name_is_known_by_its_beginning(content, reader):
    assert reader_of(content, "stdin") == reader


def test_bytes_that_say_what_they_are_are_believed_before_the_ending():
    assert reader_of(b"%PDF-1.7\n", "letter.txt") == "pdf"
    assert reader_of(b"<html><body>Not found</body></html>", "names.json") == "html"
    with pytest.raises(InputError, match=r"scan\.pdf: is an image"):
        reader_of(b"\x89PNG\r\n", "scan.pdf")


def test_a_folder_gives_its_letters_of_all_formats_but_no_pipes_hidden_files_or_loops(tmp_path):
    for number, suffix in enumerate(LETTER_SUFFIXES):
        (tmp_path / f"{number:02}{suffix.upper()}").write_text("x", encoding="utf-8")
    for name in ("README", "photo.jpg", ".hidden.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.txt")
    assert [path.name[:2] for path in letters_in(tmp_path)] == [f"{n:02}" for n in range(len(LETTER_SUFFIXES))]


def test_a_file_too_large_is_refused_by_its_size_and_a_stream_where_it_grows_too_large(tmp_path, monkeypatch):
    with (tmp_path / "film.txt").open("wb") as stream:
        stream.truncate(2 << 30)
    with pytest.raises(InputError, match=rf"is larger than {LARGEST_LETTER >> 20} MB"):
        read_bytes(tmp_path / "film.txt")
    monkeypatch.setattr("signers.reading.LARGEST_LETTER", 1000)
    if os.path.exists("/dev/zero"):  # noqa: PTH110 - a device
        with pytest.raises(InputError, match="is larger than"):
            read_bytes(__import__("pathlib").Path("/dev/zero"))


def test_a_device_or_standard_input_is_no_plain_file(tmp_path):
    from pathlib import Path

    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert is_plain_file(tmp_path / "a.txt")
    assert not is_plain_file(Path("-"))
    assert not is_plain_file(Path(os.devnull))


@pytest.mark.parametrize(("raised", "said"), [(RecursionError, "nested too deeply"), (MemoryError, "more memory")])
def test_a_letter_that_is_too_much_for_its_reader_is_told(raised, said, monkeypatch):
    def fail(_content, _name):
        raise raised

    monkeypatch.setattr("signers.reading.text.lines_of", fail)
    with pytest.raises(InputError, match=said):
        read_letter(b"Dear all", "letter.txt")
