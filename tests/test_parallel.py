"""Work spread over processes comes back as if one had done it."""

import os

import pytest

from signers.matching import parallel
from signers.matching.parallel import Parcel, Portions, spread


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(parallel, "processes", lambda: 2)


def flat(parts):
    return [each for part in parts for each in part]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
def test_everything_comes_back_in_order(count):
    due = [2 * n for n in range(count)]
    assert flat(spread(lambda some: [2 * each for each in some], range(count), portions=Portions(2))) == due
    assert flat(spread(lambda some: [2 * each for each in some], range(count), portions=Portions(2, 3))) == due


@pytest.mark.usefixtures("two")
def test_what_a_copy_found_comes_back_out_of_its_parcel():
    parcel = Parcel[list[complex]](
        lambda found: [(each.real, each.imag) for each in found], lambda plain: [complex(*each) for each in plain]
    )
    parts = spread(lambda some: [complex(each, 1) for each in some], range(7), portions=Portions(2), parcel=parcel)
    assert flat(parts) == [complex(each, 1) for each in range(7)]


@pytest.mark.usefixtures("two")
def test_short_work_stays_in_one_process():
    assert list(spread(len, range(10), portions=Portions(11))) == [10]


@pytest.mark.usefixtures("two")
def test_a_report_comes_now_and_then_and_ends_at_one():
    told: list[float] = []
    list(spread(len, range(30_000), told.append, Portions(2, 13_000)))
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.usefixtures("two")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")
def test_a_process_that_dies_is_an_error_and_not_a_gap():
    parent = os.getpid()

    def die_elsewhere(some):
        if os.getpid() != parent:
            os._exit(9)
        return list(some)

    with pytest.raises(RuntimeError, match="before its work was done"):
        list(spread(die_elsewhere, range(10), portions=Portions(2)))
