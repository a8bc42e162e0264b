"""Rejoining wrapped names: laws that hold for any list, and each piece of evidence on a list that shows it."""

import inspect
import random
import re
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signers.entries import best_cut, entries_of, join, probabilities, total_bits
from signers.evidence import (
    ENTRY_EVIDENCE,
    GAP_EVIDENCE,
    SETTING_EVIDENCE,
    WEIGHTS,
    Candidate,
    Gap,
    alphabetical_order,
    context_of,
    entry_evidence_of,
    gap_evidence_of,
    shape_of_run,
    words_of,
)
from signers.knowledge import table
from signers.lexicon import lexicon
from signers.model import Block, Line

FITTING = Path(__file__).parents[1] / "fitting"
sys.path.insert(0, str(FITTING))

import layouts  # noqa: E402 - the typesetter of the fitting script

NAMES = sorted(
    {
        name.strip()
        for path in sorted((FITTING / "names").glob("*.txt"))
        for name in path.read_text(encoding="utf-8").splitlines()
        if name.strip() and not name.startswith("#")
    }
)
without_marker = partial(re.compile(r"^(?:[•*-]|\d+\.|\(\d+\)|\[\d+\])\s+").sub, "")
LAWS = settings(deadline=None, max_examples=25, derandomize=True)


def lines_of(text):
    """Lines with their indent; a blank line is left out."""
    return tuple(
        Line(number, line.strip(), 1, len(line) - len(line.lstrip()))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )


def block_of(*runs):
    return Block(1, tuple(runs))


def texts(*blocks):
    return [entry.text for entries in entries_of(blocks) for entry in entries]


@pytest.fixture
def block(request):
    """The test's docstring as a block of one run."""
    return block_of(lines_of(inspect.getdoc(request.function)))


@st.composite
def lists_of_names(draw):
    """A list of names as coalitions keep them, set as letters set them."""
    rng = random.Random(draw(st.integers(0, 10_000)))
    layout = layouts.random_layout(rng)
    names = rng.sample(NAMES, draw(st.integers(1, 40)))
    if draw(st.booleans()):
        names.sort(key=str.casefold)
    return layouts.set_list(names, layout, draw(st.integers(1, 3)))


# Laws


@LAWS
@given(lists_of_names())
def test_each_line_is_in_exactly_one_entry_in_the_order_printed(set_list):
    (entries,) = entries_of([block_of(*set_list.runs)])
    found = [line.number for entry in entries for line in entry.lines]
    assert found == [line.number for run in set_list.runs for line in run]


@LAWS
@given(lists_of_names())
def test_an_entry_is_its_lines_joined_and_no_word_is_lost_or_added(set_list):
    printed = {line.number: line.text for run in set_list.runs for line in run}
    (entries,) = entries_of([block_of(*set_list.runs)])
    for entry in entries:
        due = join(printed[line.number] for line in entry.lines)
        assert without_marker(entry.text) == without_marker(due)


@LAWS
@given(lists_of_names())
def test_confidences_are_probabilities_and_the_unsure_are_flagged(set_list):
    (entries,) = entries_of([block_of(*set_list.runs)])
    for entry in entries:
        assert 0 <= entry.confidence <= 1
        assert ("joined" in entry.flags) == (len(entry.lines) > 1)
        assert entry.confidence >= 0.89 or "doubtful-join" in entry.flags


@LAWS
@given(lists_of_names())
def test_the_same_lines_give_the_same_entries(set_list):
    assert entries_of([block_of(*set_list.runs)]) == entries_of([block_of(*set_list.runs)])


@LAWS
@given(st.integers(0, 10_000), st.integers(12, 50))
def test_in_a_wide_sorted_list_with_a_name_a_line_nothing_is_joined(seed, size):
    names = sorted(random.Random(seed).sample(NAMES, size), key=str.casefold)
    found = texts(block_of(tuple(Line(number, name) for number, name in enumerate(names, start=1))))
    assert found == names


@LAWS
@given(lists_of_names())
def test_set_a_name_a_line_the_entries_stay_as_they_are(set_list):
    """Joining is idempotent where it was sure: what was joined has no reason to be joined again."""
    (first,) = entries_of([block_of(*set_list.runs)])
    lines = tuple(Line(number, entry.text) for number, entry in enumerate(first, start=1))
    (again,) = entries_of([block_of(lines)])
    wrong = [entry.text for entry in again if len(entry.lines) > 1 and "doubtful-join" not in entry.flags]
    assert wrong == []


@LAWS
@given(st.integers(0, 10_000), st.integers(26, 60))
def test_what_is_wrong_in_a_sorted_list_is_mostly_flagged(seed, width):
    names = sorted(random.Random(seed).sample(NAMES, 40), key=str.casefold)
    run = layouts.set_list(names, layouts.Layout(width)).runs[0]
    (entries,) = entries_of([block_of(run)])
    right = sum(entry.text in names for entry in entries)
    wrong_but_sure = [e.text for e in entries if e.text not in names and "doubtful-join" not in e.flags]
    assert right >= 34
    assert len(wrong_but_sure) <= 3


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=8))
def test_the_best_cut_has_no_more_bits_than_all_cuts_together(bits):
    from signers.entries import Scores, spans_of

    scores = Scores(spans_of(bits[1:], lambda first, last: bits[first] - last))
    cut = best_cut(scores)
    value = sum(dict(scores.spans[first])[last] for first, last in cut)
    assert value <= total_bits(scores) + 1e-6
    assert [line for first, last in cut for line in range(first, last + 1)] == list(range(len(bits)))
    assert all(0 <= share <= 1 for share in probabilities(scores, cut))


def test_no_lines_give_no_entries():
    assert entries_of([]) == ()


@pytest.mark.parametrize("text", ["Sierra Club", "-", "•", "1.", "()", "X" * 400])
def test_a_single_line_is_one_entry_whatever_it_holds(text):
    assert len(texts(block_of((Line(1, text),)))) == 1


# The evidence


def test_every_piece_of_evidence_has_its_weight_and_its_meaning():
    rows = {name: meaning for name, _, meaning in table(WEIGHTS)}
    pieces = {piece.__name__ for piece in (*GAP_EVIDENCE, *SETTING_EVIDENCE, *ENTRY_EVIDENCE, alphabetical_order)}
    assert set(rows) == pieces
    assert all(rows.values())


def test_an_open_bracket_is_closed_on_the_next_line(block):
    """
    Access Now
    Asian Americans Advancing Justice (Los
    Angeles)
    Brennan Center for Justice
    Council on American-Islamic Relations (San
    Francisco Bay Area)
    Earthjustice
    """
    assert texts(block) == [
        "Access Now",
        "Asian Americans Advancing Justice (Los Angeles)",
        "Brennan Center for Justice",
        "Council on American-Islamic Relations (San Francisco Bay Area)",
        "Earthjustice",
    ]


def test_a_hyphen_splits_a_word_that_goes_on_in_lower_case(block):
    """
    Earthjustice
    Interfaith Center on Corporate Respon-
    sibility
    Sierra Club
    Wild South
    """
    assert texts(block) == [
        "Earthjustice",
        "Interfaith Center on Corporate Responsibility",
        "Sierra Club",
        "Wild South",
    ]


def test_a_hyphen_joins_words_when_the_next_is_in_upper_case(block):
    """
    American Civil Liberties Union
    Orange County Communities Network-
    Muslim Association
    Sierra Club
    """
    assert "Orange County Communities Network-Muslim Association" in texts(block)


def test_a_word_that_ends_no_name_is_followed_by_the_rest(block):
    """
    Amazon Watch
    Center for Diversity
    Coalition for the
    Delaware River Watershed
    Ohio River Foundation
    People For the American
    Way of Life
    Waterkeeper Alliance
    """
    assert "Coalition for the Delaware River Watershed" in texts(block)
    assert "People For the American Way of Life" in texts(block)


def test_a_word_that_begins_no_name_goes_on(block):
    """
    Amnesty International Canada
    Association for the Prevention
    of Torture
    Common Cause
    Human Rights Watch
    Physicians for Human Rights
    Society for the Protection
    of the Forests
    """
    assert texts(block) == [
        "Amnesty International Canada",
        "Association for the Prevention of Torture",
        "Common Cause",
        "Human Rights Watch",
        "Physicians for Human Rights",
        "Society for the Protection of the Forests",
    ]


def test_the_alphabet_tells_the_rest_of_a_name_from_the_next_name(block):
    """
    Access Now
    American Friends Service
    Committee
    Amnesty International
    Brennan Center for
    Justice
    Common Cause
    Demand Progress
    Electronic Frontier
    Foundation
    Free Press
    """
    assert texts(block) == [
        "Access Now",
        "American Friends Service Committee",
        "Amnesty International",
        "Brennan Center for Justice",
        "Common Cause",
        "Demand Progress",
        "Electronic Frontier Foundation",
        "Free Press",
    ]


def test_two_short_names_are_two_where_the_next_word_had_just_room(block):
    """
    American Rivers
    Center for Diversity
    Demand Progress
    Electronic Frontier
    Foundation
    Free Press
    Prairie Rivers Network
    """
    assert texts(block)[:2] == ["American Rivers", "Center for Diversity"]


def test_a_name_printed_whole_elsewhere_is_known_when_it_is_wrapped():
    whole = block_of(lines_of("Zeta Kappa Lantern Collective\nMijente\nOmidyar Fellows Forum"))
    wrapped = block_of(lines_of("Mijente\nOmidyar Fellows\nForum\nZeta Kappa Lantern\nCollective"))
    assert texts(wrapped, whole)[:3] == ["Mijente", "Omidyar Fellows Forum", "Zeta Kappa Lantern Collective"]


def test_a_hanging_indent_goes_on(block):
    """
    Mothers Against Police
       Brutality
    Ohio Valley
       Environmental Coalition
    Sierra Club
    Wild South
    """
    assert texts(block) == [
        "Mothers Against Police Brutality",
        "Ohio Valley Environmental Coalition",
        "Sierra Club",
        "Wild South",
    ]


@pytest.mark.parametrize("marker", ["• ", "- ", "* ", "{}. ", "({}) ", "[{}] "])
def test_in_a_list_with_markers_a_line_without_one_goes_on(marker):
    rows = ["Mothers Against Police", "Brutality", "Ohio Valley", "Environmental Coalition", "Sierra Club"]
    begins = [0, 2, 4]
    run = tuple(
        Line(at + 1, marker.format(begins.index(at) + 1) + row if at in begins else row, 1, 0 if at in begins else 3)
        for at, row in enumerate(rows)
    )
    assert [without_marker(text) for text in texts(block_of(run))] == [
        "Mothers Against Police Brutality",
        "Ohio Valley Environmental Coalition",
        "Sierra Club",
    ]


def test_a_line_where_the_next_word_had_room_ends_its_name(block):
    """
    National Association of Criminal Defense Lawyers
    Sierra Club
    Chapter One Books
    Restore The Fourth
    Way of Peace Friends Meeting
    """
    assert texts(block) == [line.text for line in block.lines]


@pytest.mark.parametrize("dash", ["--", "—"])
def test_a_dash_without_spaces_at_a_lines_end_is_open(dash):
    rows = ["Center for Environment, Commerce & Energy" + dash, "African American Environmentalist Association"]
    run = "\n".join(["Citizens Coal Council", "Clean Air Council", *rows, "Gulf Restoration Network", "Wild South"])
    assert "".join(rows) in texts(block_of(lines_of(run)))


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (["American Friends Service", "Committee"], "American Friends Service Committee"),
        (["Respon-", "sibility"], "Responsibility"),
        (["Network-", "Muslim Association"], "Network-Muslim Association"),
        (["Guild -", "New York"], "Guild - New York"),
        (["Sierra Club"], "Sierra Club"),
    ],
)
def test_lines_are_joined_as_they_would_be_read(rows, whole):
    assert join(rows) == whole


@pytest.mark.parametrize("name", ["350.org", "9to5", "1199SEIU", "18MillionRising.org", "1,000 Days"])
def test_a_number_that_begins_a_name_is_no_marker(name):
    others = [
        "National Association of Criminal Defense Lawyers",
        "Physicians for Social Responsibility, Oregon Chapter",
    ]
    assert texts(block_of(lines_of("\n".join([name, *others]))))[0] == name


@st.composite
def runs_with_shapes(draw):
    texts = draw(
        st.lists(st.sampled_from(["Ada Lowe, Analyst", "Sierra Club;", "of Ohio.", "(The", "Fen"]), min_size=2)
    )
    marked = draw(st.booleans())
    return tuple(
        Line(
            at,
            text,
            left=draw(st.sampled_from([0, 2])),
            marker="• " if marked else "",
            strong=draw(st.sampled_from([text, ""])),
        )
        for at, text in enumerate(texts)
    )


@given(runs_with_shapes(), st.booleans())
def test_evidence_that_is_not_asked_of_a_run_says_nothing_of_its_gaps(run, spaced):
    context = context_of([run], lexicon())
    shape = shape_of_run(run, spaced=spaced)
    silent = set(GAP_EVIDENCE) - set(gap_evidence_of(shape, context))
    assert not any(piece(Gap(left, right, shape, context)) for piece in silent for left, right in pairwise(run))


@given(st.lists(st.sampled_from(["Ada", "Sierra Club", "of Ohio", "Fen"]), min_size=1, max_size=3))
def test_evidence_that_is_not_asked_of_an_entry_says_nothing_of_it(texts):
    context = context_of([(Line(1, "Sierra Club of Ohio"), Line(2, "Ada Fen"))], lexicon())
    candidate = Candidate(" ".join(texts), tuple(map(words_of, texts)), context)
    asked = entry_evidence_of(several_words=" " in candidate.text, several_lines=len(texts) > 1)
    assert not any(piece(candidate) for piece in set(ENTRY_EVIDENCE) - set(asked))
