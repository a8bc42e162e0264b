"""Signers of several lines each, told from lists with a name a line."""

import inspect
from itertools import groupby

import pytest

from signers.reading.text import lines_of_text
from signers.stacks import stacks_of


@pytest.fixture
def runs(request):
    """The docstring of a test as runs of lines, parted by its blank lines."""
    lines = lines_of_text(inspect.getdoc(request.function))
    return [tuple(run) for printed, run in groupby(lines, key=lambda line: bool(line.text)) if printed]


def test_blank_lines_part_signers_of_three_lines(runs):
    """
    Dr. Maria Castell
    Executive Director
    Harbor Workers Alliance

    James Whitfield
    President
    Midlands Tenants Union
    """
    assert stacks_of(runs) == (((0, 2),), ((0, 2),))


def test_names_part_signers_where_no_blank_line_does(runs):
    """
    Maria Castell
    Executive Director
    Harbor Workers Alliance
    James Whitfield
    President
    Midlands Tenants Union
    Sarah Bright
    Legal Officer
    Valley Watch
    """
    assert stacks_of(runs) == (((0, 2), (3, 5), (6, 8)),)


def test_a_list_of_organizations_is_no_list_of_stacks(runs):
    """
    Harbor Workers Alliance
    Midlands Tenants Union
    Valley Watch
    Friends of the Lower Basin

    Civic Data Network
    Northern Rivers Trust
    """
    assert stacks_of(runs) is None


def test_a_list_of_persons_with_a_name_a_line_is_no_list_of_stacks(runs):
    """
    Maria Castell
    James Whitfield
    Sarah Bright
    David Olsen
    """
    assert stacks_of(runs) is None
