"""Words as columns of numbers: whatever the columns say of all rows at once, one row says by itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from signers.matching.blocking import buckets, pairs_in, together
from signers.matching.columns import Columns, Runs, codes_of, perhaps_shared, run_code
from signers.matching.readings import read
from signers.matching.survey import survey

ROWS = st.lists(st.lists(st.sampled_from(("peace", "action", "ohio", "fund")), max_size=6).map(tuple), max_size=8)


def runs(rows):
    starts = np.cumsum([0, *map(len, rows)])
    return Runs(codes_of([word for row in rows for word in row]), starts)


@given(ROWS)
def test_a_row_has_the_code_of_its_words(rows):
    assert runs(rows).whole.tolist() == [run_code(row) for row in rows]


@given(ROWS)
def test_a_row_without_a_word_has_the_code_of_the_others(rows):
    found = runs(rows)
    each = [(row, at) for row in rows for at in range(len(row))]
    assert found.before.tolist() == [run_code(row[:at]) for row, at in each]
    assert found.without.tolist() == [run_code(row[:at] + row[at + 1 :]) for row, at in each]
    assert found.holes.tolist() == [
        (run_code(row[:at]) + run_code(row[at + 1 :], at + 1)) % (1 << 64) for row, at in each
    ]


@given(ROWS, st.data())
def test_a_part_has_the_code_of_its_words_wherever_it_stands(rows, data):
    chosen = []
    for at, row in enumerate(rows):
        begin = data.draw(st.integers(0, len(row)))
        chosen.append((at, begin, data.draw(st.integers(0, len(row) - begin))))
    if chosen:
        found = runs(rows).part(*(np.array(column) for column in zip(*chosen, strict=True)))
        assert found.tolist() == [run_code(rows[at][begin : begin + size]) for at, begin, size in chosen]


@given(ROWS)
def test_a_total_does_not_know_the_order(rows):
    assert runs(rows).total.tolist() == runs([row[::-1] for row in rows]).total.tolist()


@given(st.lists(st.integers(0, 50), max_size=60))
def test_what_stands_there_twice_is_never_passed_over(numbers):
    codes = np.array(numbers, np.uint64)
    kept = codes[perhaps_shared(codes)].tolist()
    assert all(numbers.count(number) < 2 or number in kept for number in numbers)


def test_the_parts_of_a_list_have_the_buckets_of_the_whole():
    one, other = (np.array([0, 1]), np.array([7, 8], np.uint64)), (np.array([0]), np.array([8], np.uint64))
    left, right = pairs_in(together([one, other], [2, 1]), 3)
    assert (left.tolist(), right.tolist()) == ([1], [2])


def test_names_of_many_kinds_have_buckets():
    """No rule stumbles over a list of one name, over names without letters, or over very long ones."""
    for names in (["Ohio"], ["?"], ["…", "12", "ACLU"], ["Peace " * 400, "Action " * 400], ["東京", "Αθήνα"], []):
        context = survey(names)
        rows, codes = buckets(Columns([read(name) for name in sorted(names)]), context)
        assert len(rows) == len(codes)
        assert set(rows.tolist()) <= set(range(len(names)))
