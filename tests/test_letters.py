"""Every pair under letters/: what a letter prints is what is read, in the order printed, and nothing else.

`<stem>.letter.txt` is a letter, `<stem>.entries.txt` its signatories, one a line; no line: nobody signed. To see in a
diff what a change does to all of them: `SIGNERS_UPDATE_GOLDEN=1 python -m pytest tests/test_letters.py`.
"""

import os
from pathlib import Path

import pytest

from signers.errors import NoBlockError
from signers.reading import read_bytes, read_letter
from signers.signatories import parse_letter

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.letter.txt"))
UPDATE = bool(os.environ.get("SIGNERS_UPDATE_GOLDEN"))

SHORT_RUN = "in a short or unsorted run two short names can pass for one; the join is flagged as doubtful"
KNOWN_MISSES = {
    "wrapped-at-34-columns-unsorted": SHORT_RUN,
}


def stem(path):
    return path.name.removesuffix(".letter.txt")


def entries_file(path):
    return path.with_name(f"{stem(path)}.entries.txt")


def read(path):
    """The signatories of a letter; none where no block is found."""
    try:
        return parse_letter(read_letter(read_bytes(path), path.name))
    except NoBlockError:
        return ()


def marked(path):
    why = KNOWN_MISSES.get(stem(path))
    return pytest.param(path, id=stem(path), marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])


@pytest.mark.parametrize("path", [marked(path) for path in LETTERS])
def test_a_letter_gives_the_names_it_prints_in_their_order(path):
    names = [signatory.name for signatory in read(path)]
    if UPDATE:
        entries_file(path).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    assert names == entries_file(path).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", [pytest.param(path, id=stem(path)) for path in LETTERS])
def test_a_join_that_is_wrong_is_flagged_as_doubtful(path):
    due = entries_file(path).read_text(encoding="utf-8").splitlines()
    joined = [one for one in read(path) if "joined" in one.flags and one.name not in due]
    assert [one.text for one in joined if "doubtful-join" not in one.flags] == []


@pytest.mark.parametrize("path", [pytest.param(path, id=stem(path)) for path in LETTERS])
def test_no_line_is_in_two_entries_and_their_order_is_the_letters(path):
    lines = [number for one in read(path) for number in range(one.line, one.end_line + 1)]
    assert sorted(set(lines)) == lines


def test_a_letter_that_nobody_signed_is_refused_in_words():
    path = next(path for path in LETTERS if stem(path) == "nobody-signed-op-ed")
    with pytest.raises(NoBlockError, match=r"op-ed\.letter\.txt: no signatory block was found"):
        parse_letter(read_letter(read_bytes(path), path.name))


def test_the_order_of_the_letters_does_not_matter():
    forth = [read(path) for path in LETTERS]
    back = [read(path) for path in reversed(LETTERS)]
    assert forth == back[::-1]


def test_every_letter_has_its_entries_and_every_entries_file_its_letter():
    folder = Path(__file__).parent / "letters"
    assert {path.name for path in map(entries_file, LETTERS)} == {path.name for path in folder.glob("*.entries.txt")}
    assert len(LETTERS) >= 40
    assert set(KNOWN_MISSES) <= set(map(stem, LETTERS))
