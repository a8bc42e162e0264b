"""Values behave as frozen dataclasses with slots do, whatever it costs to make them."""

import copy
import dataclasses
import inspect
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers import model
from signers.model import Cluster, Form, Kind, Line, Signatory
from signers.values import frozen

ALL = [made for _, made in inspect.getmembers(model, inspect.isclass) if dataclasses.is_dataclass(made)]


@frozen
class Spot:
    """A field without a default, one with, and one that is made anew."""

    name: str
    codes: tuple[str, ...] = ()
    notes: dict[str, str] = dataclasses.field(default_factory=dict)

    def __hash__(self) -> int:
        return 7


def test_a_value_is_what_a_frozen_dataclass_would_be():
    plain = dataclasses.dataclass(frozen=True, slots=True)(
        type("Line", (), {"__annotations__": Line.__annotations__, "form": Form.LINE, "page": 1} | DEFAULTS)
    )
    one, other = Line(3, "Sierra Club", left=2), plain(3, "Sierra Club", left=2)
    assert repr(one) == repr(other)
    assert [(f.name, f.default) for f in dataclasses.fields(one)] == [
        (f.name, f.default) for f in dataclasses.fields(other)
    ]
    assert dataclasses.astuple(one) == dataclasses.astuple(other)
    assert Line.__match_args__ == plain.__match_args__
    assert not hasattr(one, "__dict__")


DEFAULTS = {field.name: field.default for field in dataclasses.fields(Line)[2:]}


@pytest.mark.parametrize("made", ALL, ids=lambda made: made.__name__)
def test_no_field_of_a_value_can_be_assigned_or_deleted(made):
    one = made(*[None for field in dataclasses.fields(made)])
    for name in [*(field.name for field in dataclasses.fields(made)), "another"]:
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(one, name, 1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(one, name)


@given(st.text(), st.text(), st.integers())
def test_values_are_one_where_their_fields_are(name, other, number):
    one, two = Signatory(name, Kind.PERSON, line=number), Signatory(other, Kind.PERSON, line=number)
    assert (one == two) == (name == other)
    assert len({one, two, dataclasses.replace(one)}) == 1 + (name != other)
    assert one != Line(number, name)


def test_a_value_survives_copying_and_the_way_to_another_process():
    one = Signatory("Ada Lowe", Kind.PERSON, flags=("joined",))
    assert pickle.loads(pickle.dumps(one)) == one == copy.copy(one) == copy.deepcopy(one)  # noqa: S301 - its own bytes
    assert dataclasses.replace(one, name="Gus Lowe") == Signatory("Gus Lowe", Kind.PERSON, flags=("joined",))


def test_what_is_made_anew_is_nobody_elses():
    assert Spot("here").notes == {}
    assert Spot("here").notes is not Spot("here").notes
    assert Spot("here", notes={"a": "b"}).notes == {"a": "b"}


def test_what_a_class_defines_itself_stays():
    assert hash(Spot("here")) == 7
    assert list(Cluster("Densho", ("Densho", "DENSHO"))) == ["Densho", "DENSHO"]


def test_a_wrong_call_is_told_with_the_name_of_the_class():
    with pytest.raises(TypeError, match=r"Spot\.__init__\(\) missing 1 required positional argument: 'name'"):
        Spot()
    with pytest.raises(TypeError, match="unexpected keyword argument 'place'"):
        Spot("here", place=1)


@frozen
class Corner(Spot):
    """A spot with one more field."""

    angle: float = 0.0


def test_a_value_may_have_more_fields_than_the_one_it_is_made_from():
    one = Corner("here", ("a",), angle=1.5)
    assert (one.name, one.codes, one.angle) == ("here", ("a",), 1.5)
    assert one != Spot("here", ("a",))
    assert repr(one) == "Corner(name='here', codes=('a',), notes={}, angle=1.5)"
    assert dataclasses.replace(one, name="there").angle == 1.5
