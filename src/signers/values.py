"""Values: the frozen dataclasses that flow from letter to list, made so that neither their class nor they cost much.

`dataclasses` writes and compiles six methods for each class. There are some thirty of them at each start of the
program, for which people wait, and a long letter makes values by the hundred thousand. So of a value's methods only
`__init__` is written for the class, and the others are shared: a class is made in a fourth of the time, and a value in
half. To everything else a value is a dataclass: `fields`, `replace`, `match` and pickling know it.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """Makes a class with annotated fields a frozen dataclass with slots; what the class itself defines stays.

    >>> @frozen
    ... class Place:
    ...     name: str
    ...     code: str = ""
    >>> Place("Ohio"), Place("Ohio") == Place("Ohio", ""), hash(Place("Ohio")) == hash(Place("Ohio"))
    (Place(name='Ohio', code=''), True, True)
    """
    own = frozenset(vars(cls))
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__init__ = _init_of(made)
    made._values = attrgetter(*made.__match_args__)  # noqa: SLF001 - what its own methods compare
    for name, method in _METHODS.items():
        if name not in own:
            setattr(made, name, method)
    made_one: type[T] = made
    return made_one


def _init_of(cls: type[Any]) -> Callable[..., None]:
    """The `__init__` of a class: it sets the slots directly, since assigning to an attribute is forbidden."""
    known: dict[str, Any] = {"_MISSING": MISSING}
    parameters, lines = ["self"], []
    for field in fields(cls):
        name = field.name
        known[f"_set_{name}"] = getattr(cls, name).__set__
        given = name
        if field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        elif field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            parameters.append(f"{name}=_MISSING")
            given = f"_make_{name}() if {name} is _MISSING else {name}"
        else:
            parameters.append(name)
        lines.append(f"    _set_{name}(self, {given})")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines), known)  # noqa: S102 - as dataclasses do
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"  # so that a wrong call is told with the class's name
    return made


class _Shared:
    """The methods that all values share."""

    __match_args__: tuple[str, ...]
    _values: Callable[[object], object]

    def __repr__(self) -> str:
        listed = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({listed})"

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self._values(self) == self._values(other))

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __setattr__(self, name: str, new: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> list[Any]:
        return [getattr(self, name) for name in self.__match_args__]

    def __setstate__(self, state: list[Any]) -> None:
        for name, one in zip(self.__match_args__, state, strict=True):
            object.__setattr__(self, name, one)


_METHODS = {name: method for name, method in vars(_Shared).items() if callable(method)}
