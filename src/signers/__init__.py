"""signers reads sign-on letters and keeps one clean list of who signed.

    parse(path) -> list[Signatory]          the signatories that a letter prints
    dedupe(names) -> list[Cluster]          the spellings of each signatory, grouped
    compare(a, b, kind="organization") -> Match   whether two names are one, and why

Importing the package loads nothing; each function loads what it needs when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from signers.grouping import dedupe
    from signers.matching import compare
    from signers.model import Cluster, Entry, Evidence, Kind, Match, Signatory, Verdict
    from signers.signatories import parse

__version__ = "0.1.0"
__all__ = [
    "Cluster",
    "Entry",
    "Evidence",
    "Kind",
    "Match",
    "Signatory",
    "Verdict",
    "__version__",
    "compare",
    "dedupe",
    "parse",
]

_HOMES = {"parse": "signatories", "dedupe": "grouping", "compare": "matching"}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module `signers` has no attribute `{name}`")
    from importlib import import_module  # noqa: PLC0415 - `signers --version` needs none of them

    value: object = getattr(import_module(f"signers.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value
