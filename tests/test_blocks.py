"""Which passages of a letter list who signed, and why. Whole letters are in letters/; here is one rule at a time."""

import inspect
import textwrap

import pytest

from signers.blocks import (
    LIST_EVIDENCE,
    Scene,
    address_lines,
    announced,
    before_salutation,
    blocks_of,
    cuts_sentence,
    ends_letter,
    hardly_a_list,
    in_order,
    introduced_otherwise,
    many_lines,
    passages_of,
    printed_again,
    signatory_blocks,
    strange_marks,
    words_of_names,
)
from signers.cues import Role, cue_of, is_prose
from signers.knowledge import table
from signers.model import Letter
from signers.reading.text import lines_of_text as lines_of


def letter_of(text):
    return Letter("letter.txt", "", lines_of(textwrap.dedent(text).strip("\n")))


@pytest.fixture
def letter(request):
    """The test's docstring, as a letter."""
    return letter_of(inspect.getdoc(request.function))


def lines(text):
    return tuple(line for line in lines_of(textwrap.dedent(text).strip()) if line.text)


def roles(letter):
    return [(str(passage.role), passage.lines[0].text) for passage in passages_of(letter)]


def printed(letter):
    """The lines of each block, run by run."""
    return [[[line.text for line in run] for run in block.runs] for block in signatory_blocks(letter)]


# Cues


@pytest.mark.parametrize(
    "text",
    ["Sincerely,", "SINCERELY", "**Signed,**", "  Respectfully submitted,", "Atentamente,", "Mit freundlichen Grüßen"],
)
def test_a_closing_word_closes_in_any_dress(text):
    assert cue_of(text) is Role.CLOSING


@pytest.mark.parametrize(
    "text",
    [
        "Signatories:",
        "The Signatories",
        "## Signed organizations and signatories (43)",
        "SIGNATORIES (43)",
        "Signatories: 43",
        "I. Organizations",
        "**ORGANIZATIONS**",
        "Organizations supporting this statement include:",
        "### Erstunterzeichner",
        "Les signataires :",
    ],
)
def test_a_heading_heads_with_its_number_markup_or_count(text):
    assert cue_of(text) is Role.HEADING


@pytest.mark.parametrize(
    "text",
    [
        "Sierra Club",
        "Signed Copies Bookshop",
        "Contact Center for Refugees",
        "Notes from Nowhere Collective",
        "Organizations in Solidarity Network",
        "The undersigned organizations call on the government to:",
        "We, who are the undersigned, ask you:",
        "Copyright Alliance",
        "Dear America Fund",
        "Appendix Cancer Foundation of America",
    ],
)
def test_a_name_or_a_sentence_is_no_cue_though_it_begins_like_one(text):
    assert cue_of(text) is None


def test_every_cue_is_found_in_its_own_table_row():
    roles = {role for role, *_ in table("cues.tsv")}
    others = {"kind", "residue", "identification", "formula"}
    assert roles == {*map(str, Role)} - {"body", "addressee", "furniture", "names"} | others
    missed = [
        (role, phrase)
        for role, _, phrase in table("cues.tsv")
        if role in {"closing", "heading"} and str(cue_of(f"{phrase.capitalize()}:")) not in {"closing", "heading"}
    ]
    assert missed == []


def test_the_cues_are_lower_case_without_end_marks_and_given_once():
    phrases = [(role, phrase) for role, _, phrase in table("cues.tsv")]
    assert [phrase for _, phrase in phrases if phrase != phrase.lower().strip(" ,:;")] == []
    assert all(len(row) == 3 for row in table("cues.tsv"))


# Prose


@pytest.mark.parametrize(
    "text",
    [
        "We write to urge the committee to restore funding.",
        "urge the committee to oppose the bill for the following reasons.",
        "Nous vous écrivons pour vous demander de suspendre le projet.",
        "wir wenden uns an Sie, weil die geplante Verordnung private Nachrichten betrifft.",
    ],
)
def test_sentences_are_prose(text):
    assert is_prose(lines(text))


@pytest.mark.parametrize(
    "text",
    [
        "Sierra Club",
        "Center for the Study of Law and Society at the University of the West",
        "Asociación para la defensa de los derechos de la infancia",
        "amfAR\nproPublica\nweMove",
    ],
)
def test_names_are_no_prose(text):
    assert not is_prose(lines(text))


# Furniture


def test_a_rule_under_the_last_name_is_no_part_of_the_list(letter):
    """
    Dear Senators,

    We ask you to vote for the bill.

    Sincerely,
    Sierra Club
    Wild South
    ______

    Prepared statement of the mayor.
    """
    assert printed(letter) == [[["Sierra Club", "Wild South"]]]


def test_a_page_number_inside_a_run_does_not_end_it(letter):
    """
    Sincerely,

    National Association of Criminal
    - 2 -
    Defense Lawyers
    Page 3 of 4
    Sierra Club
    """
    assert printed(letter) == [[["National Association of Criminal", "Defense Lawyers", "Sierra Club"]]]


@pytest.mark.parametrize("number", ["2", "- 2 -", "Page 2", "[2]", "2/4", "Seite 2 von 4", "p. 2", "Página 2"])
def test_a_page_number_in_any_dress_is_furniture(number):
    text = f"Sincerely,\n\nSierra Club\n{number}\nWild South"
    assert printed(letter_of(text)) == [[["Sierra Club", "Wild South"]]]


@pytest.mark.parametrize("name", ["350.org", "1199SEIU", "18MillionRising.org", "9to5", "Local 2"])
def test_a_name_with_numbers_is_no_page_number(name):
    assert printed(letter_of(f"Sincerely,\n\nSierra Club\n{name}\nWild South")) == [
        [["Sierra Club", name, "Wild South"]]
    ]


def test_a_running_head_that_counts_the_pages_is_furniture():
    pages = [f"Letter on the river, page {number}\n\nSierra Club {number}\nWild South" for number in (2, 3)]
    text = "Sincerely,\n\f" + "\n\f".join(pages)
    assert printed(letter_of(text)) == [[["Sierra Club 2", "Wild South"], ["Sierra Club 3", "Wild South"]]]


def test_a_name_with_a_number_at_the_top_of_two_pages_is_none():
    text = "Sincerely,\n\fSEIU Local 32\n\nSierra Club\n\fSEIU Local 1021\n\nWild South"
    assert printed(letter_of(text)) == [[["SEIU Local 32"], ["Sierra Club"], ["SEIU Local 1021"], ["Wild South"]]]


def test_front_matter_is_not_printed(letter):
    """
    ---
    title: Sierra Club
    tags:
      - Wild South
    ---
    Signatories

    Earthjustice
    """
    assert printed(letter) == [[["Earthjustice"]]]


def test_a_comment_of_several_lines_is_not_printed(letter):
    """
    Signatories

    Earthjustice
    <!-- add yours in
    alphabetical order -->
    Sierra Club
    """
    assert printed(letter) == [[["Earthjustice"], ["Sierra Club"]]]


# Who has not signed


def test_addressees_before_the_salutation_have_not_signed(letter):
    """
    Mr. Jeffrey Bezos
    Amazon.com, Inc.
    Seattle, WA 98109

    American Bankers Association
    Washington, DC 20036

    Dear Mr. Bezos,

    We ask that you stop.

    Sincerely,

    Sierra Club
    """
    assert printed(letter) == [[["Sierra Club"]]]
    assert [role for role, _ in roles(letter)] == [
        "addressee",
        "addressee",
        "salutation",
        "body",
        "closing",
        "names",
    ]


def test_a_salutation_right_under_the_address_still_greets(letter):
    """
    American Bankers Association
    1120 Connecticut Avenue NW
    Washington, DC 20036
    Dear members of the Association,

    We ask that you stop.

    Sincerely,

    Sierra Club
    """
    assert printed(letter) == [[["Sierra Club"]]]


def test_who_gets_a_copy_has_not_signed_wherever_the_line_stands(letter):
    """
    Sincerely,

    Sierra Club
    cc: Office of the Director of National Intelligence

    House Committee on the Judiciary
    """
    assert printed(letter) == [[["Sierra Club"]]]


def test_a_press_contact_has_not_signed(letter):
    """
    Sincerely,

    Sierra Club
    Wild South

    Media contacts:
    Joan Rivera, Sierra Club, (415) 555-0199
    """
    assert printed(letter) == [[["Sierra Club", "Wild South"]]]


def test_a_new_page_ends_the_copies(letter):
    """
    Sincerely,

    Sierra Club

    cc: House Committee on the Judiciary

    Signatories

    Wild South
    """
    assert printed(letter) == [[["Sierra Club"]], [["Wild South"]]]


# Headings inside a list


@pytest.mark.parametrize(
    "heading",
    ["California", "NEW YORK", "National", "Faith groups", "### Labor", "**Anything at all**", "Deutschland:", "Otras"],
)
def test_a_heading_inside_a_list_is_no_entry(heading):
    text = f"Sincerely,\n\nSierra Club\n\n{heading}\n\nEarthjustice\nWild South"
    assert printed(letter_of(text)) == [[["Sierra Club"], ["Earthjustice", "Wild South"]]]
    assert printed(letter_of(text.replace(f"{heading}\n\n", f"{heading}\n"))) == printed(letter_of(text))


@pytest.mark.parametrize(
    "name", ["California Rural Legal Assistance", "Council of Community Organizations", "National Council", "ACLU"]
)
def test_a_name_with_a_place_or_a_kind_in_it_is_no_heading(name):
    text = f"Sincerely,\n\nSierra Club\n\n{name}\n\nEarthjustice"
    assert printed(letter_of(text)) == [[["Sierra Club"], [name], ["Earthjustice"]]]


def test_names_that_are_all_bold_are_names(letter):
    """
    Signatories

    **Earthjustice**
    **Sierra Club**

    **Wild South**
    """
    assert printed(letter) == [[["**Earthjustice**", "**Sierra Club**"], ["**Wild South**"]]]


def test_a_markdown_heading_of_the_same_level_ends_what_was_announced(letter):
    """
    ## Signatories

    - Sierra Club

    ## Resources

    - Guide
    - Poster
    """
    assert printed(letter) == [[["- Sierra Club"]]]


# Blocks


def test_a_list_printed_again_is_a_block_of_its_own(letter):
    """
    Sincerely,

    Earthjustice
    Sierra Club
    Wild South

    This is printed again below, so that it can be read by those who could not.

    Signatories

    Earthjustice
    Sierra Club
    Wild South
    """
    names = ["Earthjustice", "Sierra Club", "Wild South"]
    assert printed(letter) == [[names], [names]]
    assert [(block.number, block.heading) for block in signatory_blocks(letter)] == [
        (1, "Sincerely"),
        (2, "Signatories"),
    ]


def test_a_list_under_two_headings_is_one_block(letter):
    """
    Sincerely,

    National Organizations

    Sierra Club

    State and Local Organizations

    Wild South
    """
    assert printed(letter) == [[["Sierra Club"], ["Wild South"]]]


def test_a_letter_without_names_has_no_block(letter):
    """
    Dear Ann,

    It was so good to see you.
    """
    assert signatory_blocks(letter) == ()
    assert blocks_of(()) == ()


def test_every_printed_line_is_in_one_passage(letter):
    """
    Sierra Club

    ---
    Dear Ann,
    We ask
    2
    that you go.
    Sincerely,
    Wild South
    cc: Earthjustice
    California
    """
    found = [line.number for passage in passages_of(letter) for line in passage.lines]
    assert sorted(found) == [line.number for line in letter.lines if line.text]


def test_a_list_found_by_little_is_weak_and_an_announced_one_is_not():
    weak = letter_of("We ask you to stop this.\n\nSierra Club\nWild South\nRiver Network\nOhio River Foundation")
    sure = letter_of("Sincerely,\n\nEarthjustice\nSierra Club\nWild South")
    assert [block.is_weak for block in signatory_blocks(weak)] == [True]
    assert [block.is_weak for block in signatory_blocks(sure)] == [False]


# The evidence


def test_every_piece_of_evidence_has_its_weight_and_its_meaning():
    rows = {name: meaning for name, _, meaning in table("block-evidence.tsv")}
    assert set(rows) == {"prior", *(piece.__name__ for piece in LIST_EVIDENCE)}
    assert all(rows.values())
    assert all(piece.__doc__ for piece in LIST_EVIDENCE)


NAMES = lines("Access Now\nBrennan Center for Justice\nCommon Cause\nEarthjustice\nSierra Club\nWild South")


@pytest.mark.parametrize(
    ("piece", "speaks", "silent"),
    [
        (announced, Scene(NAMES, announced=True), Scene(NAMES)),
        (introduced_otherwise, Scene(NAMES, introduced=True), Scene(NAMES)),
        (many_lines, Scene(NAMES), Scene(NAMES[:1])),
        (many_lines, Scene(NAMES[:1], stretch=40), Scene(NAMES[:1], stretch=2)),
        (in_order, Scene(NAMES), Scene(NAMES[::-1])),
        (in_order, Scene(NAMES[:1], order=0.8), Scene(NAMES[:3])),
        (printed_again, Scene(NAMES, repeated=0.5), Scene(NAMES)),
        (cuts_sentence, Scene(NAMES, cuts_sentence=True), Scene(NAMES)),
        (ends_letter, Scene(NAMES, body_before=True), Scene(NAMES, body_before=True, body_after=True)),
        (before_salutation, Scene(NAMES, addressed=True), Scene(NAMES * 2, addressed=True)),
        (address_lines, Scene(lines("Sierra Club\nOakland, CA 94612")), Scene(NAMES)),
        (strange_marks, Scene(lines("Introduction ....... 3")), Scene(NAMES)),
        (hardly_a_list, Scene(NAMES[:2], stretch=3), Scene(NAMES[:2], stretch=9)),
        (words_of_names, Scene(lines("Sierra Club\nBrennan Center for Justice")), Scene(NAMES, announced=True)),
    ],
)
def test_a_piece_of_evidence_speaks_where_it_should_and_is_silent_elsewhere(piece, speaks, silent):
    assert 0 < piece(speaks) <= 5
    assert piece(silent) == 0


def test_words_of_names_speak_against_a_list_of_other_things():
    assert words_of_names(Scene(lines("Milk\nEggs\nDish Soap\nYoghurt"))) == -1


def test_text_after_a_list_says_nothing_and_no_text_before_it_speaks_against():
    assert ends_letter(Scene(NAMES, body_after=True)) == ends_letter(Scene(NAMES)) == -1
