"""Days out of the columns of forms and spreadsheets, in whatever way they write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.dates import days


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["2026-11-25T14:03:22Z", "2026-1-5"], ["2026-11-25", "2026-01-05"]),
        (["11/25/2026 14:03:22", "11/4/2026"], ["2026-11-25", "2026-11-04"]),
        (["25/11/2026", "4/11/2026"], ["2026-11-25", "2026-11-04"]),
        (["4.11.2026 9:00"], ["2026-11-04"]),
        (["25.11.26", "4. 11. 2026"], ["2026-11-25", "2026-11-04"]),
        (["2026/11/24 2:03:22 PM GMT+1"], ["2026-11-24"]),
        (["24 Nov 2026", "November 24, 2026", "24. November 2026"], ["2026-11-24"] * 3),
        (["Tue, 24 Nov 2026 10:00:00 +0000", "Nov. 4th, 2026"], ["2026-11-24", "2026-11-04"]),
        (["1er mai 2026", "25 de noviembre de 2026"], ["2026-05-01", "2026-11-25"]),
    ],
)
def test_a_day_is_read_however_it_is_written(cells, told):
    assert days(cells) == told


@pytest.mark.parametrize("cell", ["4/11/2026", "last week", "2026-02-30", "30/30/2026", "Nov 24", "1.2.3.4", ""])
def test_what_is_no_day_or_may_be_two_stays_as_it_is_printed(cell):
    assert days([cell]) == [cell]


def test_a_day_that_is_the_same_both_ways_is_no_question():
    assert days(["5/5/2026"]) == ["2026-05-05"]


def test_cells_that_contradict_each_other_are_read_each_by_itself():
    assert days(["11/25/2026", "25/11/2026", "4/5/2026"]) == ["2026-11-25", "2026-11-25", "4/5/2026"]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_column_is_read_cell_by_cell(cells):
    assert len(days(cells)) == len(cells)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"]))
def test_a_day_written_in_full_comes_back(day, form):
    written = day.strftime(form).replace(str(day.year), f"{day.year:04}") if day.year >= 1000 else day.isoformat()
    assert days([written]) == [day.isoformat()]
