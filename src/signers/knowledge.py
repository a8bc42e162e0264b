"""The reference data under data/: plain text that a person can read and mend, read once.

Each file says in `#` comments what it is; blank lines do not count. Lists hold one term a line, tables
tab-separated columns.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
# In the wheel the files stand inside the package; in a checkout they stand at its top.
DATA = next(
    (folder for folder in (_PACKAGE / "data", _PACKAGE.parents[1] / "data") if folder.is_dir()), _PACKAGE / "data"
)


@cache
def term_list(name: str) -> tuple[str, ...]:
    """The terms of data/`name`, one a line, in the order of the file."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def terms(name: str) -> frozenset[str]:
    """The terms of data/`name` as a set."""
    return frozenset(term_list(name))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of data/`name`, split at tabs, each cell stripped."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(
        tuple(cell.strip() for cell in line.split("\t")) for line in lines if line.strip() and not line.startswith("#")
    )
