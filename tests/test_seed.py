"""The letter this project began with: every signatory comes back, however the letter is set."""

import random
import re
import textwrap
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from signers.blocks import signatory_blocks
from signers.grouping import group_signatories
from signers.model import Kind
from signers.reading import read_letter
from signers.signatories import parse_letter

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "amazon-rekognition-2019.txt"
REVIEWED = [
    (int(block), name)
    for block, name in (
        line.split("\t")
        for line in (HERE / "seed" / "entries.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
]
DISTINCT = [
    line
    for line in (HERE / "seed" / "signatories.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def text():
    return SEED.read_bytes().decode("utf-8")


def read(text):
    return parse_letter(read_letter(text.encode(), "seed.txt"))


def fold(name):
    """What no reader calls a difference: white space around a hyphen, case, the shape of dashes."""
    name = re.sub(r"\s*[-‐‑‒–—]\s*", "-", unicodedata.normalize("NFKC", name))
    return " ".join(name.split()).casefold()


def names(signatories):
    return Counter(fold(signatory.name) for signatory in signatories)


REVIEWED_NAMES = Counter(fold(name) for _, name in REVIEWED)


def test_every_signatory_is_read_in_its_block_and_order_and_no_other(text):
    assert [(signatory.block, signatory.name) for signatory in read(text)] == REVIEWED


def test_all_are_organizations(text):
    assert {signatory.kind for signatory in read(text)} == {Kind.ORGANIZATION}


def test_an_entry_says_on_which_lines_it_is_printed(text):
    entry = next(s for s in read(text) if s.block == 2 and s.name.startswith("ALIGN"))
    lines = text.splitlines()[entry.line - 1 : entry.end_line]
    assert " ".join(line.strip() for line in lines) == entry.text == "ALIGN (The Alliance for a Greater New York)"
    assert (entry.line, entry.end_line, entry.flags) == (135, 136, ("joined",))


def test_the_two_lists_have_ninety_signatories_and_nothing_is_asked(text):
    found = group_signatories(read(text))[Kind.ORGANIZATION]
    assert found.doubtful == ()
    assert sorted(fold(cluster.name) for cluster in found.clusters) == sorted(map(fold, DISTINCT))


def test_only_the_acronym_makes_a_further_spelling(text):
    found = group_signatories(read(text))[Kind.ORGANIZATION]
    several = [cluster for cluster in found.clusters if len(cluster) > 1]
    assert [(cluster.name, cluster.aliases) for cluster in several] == [
        ("American Civil Liberties Union (ACLU)", ("American Civil Liberties Union",))
    ]


def test_a_one_sided_dash_is_tidied_in_the_list_only(text):
    signatories = read(text)
    clusters = {cluster.name for cluster in group_signatories(signatories)[Kind.ORGANIZATION].clusters}
    assert "Asian Americans Advancing Justice- Asian Law Caucus" in {s.name for s in signatories}
    assert "Asian Americans Advancing Justice - Asian Law Caucus" in clusters


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_change_nothing(text, ending):
    assert read(text.replace("\n", ending)) == read(text)


def test_without_the_spaces_at_the_line_ends_nothing_changes(text):
    assert read(re.sub(r" +$", "", text, flags=re.MULTILINE)) == read(text)


def test_as_windows_1252_and_with_a_byte_order_mark_nothing_changes(text):
    expected = read(text)
    assert parse_letter(read_letter(text.encode("utf-8-sig"), "seed.txt")) == expected
    assert parse_letter(read_letter(text.encode("utf-16"), "seed.txt")) == expected
    assert parse_letter(read_letter(text.encode("cp1252"), "seed.txt")) == expected


def list_passages(text):
    """The first and last line, from 0, of each passage that is a part of a list."""
    blocks = signatory_blocks(read_letter(text.encode(), "seed.txt"))
    return [(run[0].number - 1, run[-1].number - 1) for block in blocks for run in block.runs]


def replaced(text, passages, new_lines):
    """The letter with each of the passages put into other lines."""
    lines = text.split("\n")
    for (first, last), new in sorted(zip(passages, new_lines, strict=True), reverse=True):
        lines[first : last + 1] = new
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_the_lists_may_stand_in_another_order(text, seed):
    lines = text.split("\n")
    passages = list_passages(text)
    moved = [lines[first : last + 1] for first, last in passages]
    random.Random(seed).shuffle(moved)
    assert names(read(replaced(text, passages, moved))) == REVIEWED_NAMES


def reset(text, width, *, break_on_hyphens, line_end="  ", width_of_second=None):
    """The letter with every name set anew, in columns of another width."""
    printed = read(text)
    passages = list_passages(text)
    anew = []
    for first, last in passages:
        lines = []
        for entry, (block, name) in zip(printed, REVIEWED, strict=True):
            if first < entry.line <= last + 1:
                column = width_of_second if width_of_second and block > 1 else width
                lines += textwrap.wrap(name, column, break_long_words=False, break_on_hyphens=break_on_hyphens)
        anew.append([line + line_end for line in lines])
    return replaced(text, passages, anew)


def wrong_but_sure(signatories):
    """The entries that are none of the letter's and are not flagged."""
    return [
        signatory.name
        for signatory in signatories
        if fold(signatory.name) not in REVIEWED_NAMES and "doubtful-join" not in signatory.flags
    ]


@pytest.mark.parametrize("break_on_hyphens", [True, False])
@pytest.mark.parametrize("width", range(30, 61))
def test_set_in_another_width_every_name_comes_back(text, width, break_on_hyphens):
    assert names(read(reset(text, width, break_on_hyphens=break_on_hyphens))) == REVIEWED_NAMES


@pytest.mark.parametrize("break_on_hyphens", [True, False])
@pytest.mark.parametrize("width", range(20, 30))
def test_set_very_narrow_few_joins_are_wrong_and_those_are_flagged(text, width, break_on_hyphens):
    found = read(reset(text, width, break_on_hyphens=break_on_hyphens))
    assert (names(found) & REVIEWED_NAMES).total() >= 170
    assert wrong_but_sure(found) == []


@pytest.mark.parametrize(("first", "second"), [(24, 40), (33, 60), (60, 26), (100, 28)])
def test_two_lists_of_different_widths_tell_of_each_other(text, first, second):
    found = read(reset(text, first, break_on_hyphens=True, width_of_second=second))
    assert (names(found) & REVIEWED_NAMES).total() >= 178


def test_set_without_the_spaces_at_the_line_ends_every_name_comes_back_too(text):
    for width in (30, 41, 52):
        assert names(read(reset(text, width, break_on_hyphens=True, line_end=""))) == REVIEWED_NAMES


@pytest.mark.parametrize("break_on_hyphens", [True, False])
@pytest.mark.parametrize("width", [30, 36, 41, 48, 55, 60])
def test_however_it_is_set_the_list_has_the_same_ninety_names(text, width, break_on_hyphens):
    found = group_signatories(read(reset(text, width, break_on_hyphens=break_on_hyphens)))[Kind.ORGANIZATION]
    assert sorted(fold(cluster.name) for cluster in found.clusters) == sorted(map(fold, DISTINCT))
    assert found.doubtful == ()
