"""From entries to signatories: the name as it reads, its kind, and the heading it stands under."""

import inspect

import pytest

from signers.model import Kind
from signers.reading import read_letter
from signers.signatories import name_of, parse_letter


@pytest.fixture
def signatories(request):
    """What the letter in the test's docstring says."""
    return parse_letter(read_letter(inspect.cleandoc(request.function.__doc__).encode(), "letter.txt"))


def test_a_heading_inside_a_list_is_the_group_of_what_stands_under_it(signatories):
    """
    Dear Governor,

    Please sign the bill on clean water.

    Signed by:

    California
    Sierra Club California
    Clean Water Action

    Oregon
    Oregon Wild
    Friends of Trees
    """
    assert [(s.name, s.group) for s in signatories] == [
        ("Sierra Club California", "California"),
        ("Clean Water Action", "California"),
        ("Oregon Wild", "Oregon"),
        ("Friends of Trees", "Oregon"),
    ]


def test_under_individuals_stand_persons_in_the_same_block(signatories):
    """
    To whom it may concern,

    We object to the plan.

    Sincerely,

    Organizations

    Access Now
    Mijente

    Individuals

    Ada Lovelace
    Grace Hopper
    """
    assert [(s.block, s.kind) for s in signatories] == [
        (1, Kind.ORGANIZATION),
        (1, Kind.ORGANIZATION),
        (1, Kind.PERSON),
        (1, Kind.PERSON),
    ]


def test_after_a_closing_word_there_is_no_group(signatories):
    """
    Dear Senator,

    We object to the plan.

    Sincerely,

    Access Now
    Mijente
    """
    assert {s.group for s in signatories} == {None}


def test_a_bullet_is_in_the_text_and_not_in_the_name(signatories):
    """
    Dear Senator,

    We object to the plan.

    Sincerely,

    * **Access Now**
    * [Mijente](https://mijente.net)
    * Demand Progress*
    """
    assert [(s.name, s.text) for s in signatories] == [
        ("Access Now", "* **Access Now**"),
        ("Mijente", "* [Mijente](https://mijente.net)"),
        ("Demand Progress", "* Demand Progress*"),
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Sierra Club;", "Sierra Club"),
        ("Sierra Club¹", "Sierra Club"),
        ("Sierra Club [3]", "Sierra Club"),
        ("Sierra Club †", "Sierra Club"),
        ("__Sierra Club__,", "Sierra Club"),
        ("Sierra  Club", "Sierra Club"),
        ("Starting Over, Inc.", "Starting Over, Inc."),
        ("CODEPINK: Women for Peace", "CODEPINK: Women for Peace"),
        ("snake_case_collective", "snake_case_collective"),
        ("Jobs With Justice (JWJ)", "Jobs With Justice (JWJ)"),
        ("UNITE HERE!", "UNITE HERE!"),
        ("*", "*"),
        ("[bold]Evil[/bold] Fund", "[bold]Evil[/bold] Fund"),
    ],
)
def test_only_what_is_no_part_of_the_name_goes(printed, name):
    assert name_of([printed]) == name


@pytest.mark.parametrize(
    "printed", ["**Sierra** Club*;", "[A](b) & [C](d)", "Low- and Moderate-Income Coalition", "x*,*"]
)
def test_what_has_been_cleaned_is_clean(printed):
    assert name_of([name_of([printed])]) == name_of([printed])
