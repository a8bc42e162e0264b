"""The reference data under data/: plain text that a person can read and mend, read once.

Each file says in `#` comments what it is; blank lines do not count. Lists hold one term a line, tables
tab-separated columns. A user's own files add to some of them, or take something away (`extend`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from signers.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PACKAGE = Path(__file__).parent
# In the wheel the files stand inside the package; in a checkout they stand at its top.
DATA = next(
    (folder for folder in (_PACKAGE / "data", _PACKAGE.parents[1] / "data") if folder.is_dir()), _PACKAGE / "data"
)

# What a user's own file may add to: the name it goes by, and our file.
EXTENDABLE = {
    "abbreviations": "abbreviations.tsv",
    "affiliate-words": "affiliate-words.txt",
    "chapter-words": "chapter-words.txt",
    "legal-forms": "legal-forms.txt",
    "organizations": "organizations.tsv",
    "places": "places.tsv",
}
BETWEEN = " | "  # parts several values in one cell

# The lines of the user's own files, by our file; and which of our files have been read, and can change no more. Both
# are the process's, like the caches below: what is known of the world is one for all letters and lists.
_own: dict[str, tuple[str, ...]] = {}
_read: set[str] = set()


@cache
def term_list(name: str) -> tuple[str, ...]:
    """The terms of data/`name`, one a line, in the order of the file."""
    return tuple(map(str.strip, _lines(name)))


@cache
def terms(name: str) -> frozenset[str]:
    """The terms of data/`name` as a set."""
    return frozenset(term_list(name))


@cache
def first_cells(name: str) -> tuple[str, ...]:
    """The first cell of each row of data/`name`, in a third of the time of the whole table."""
    return tuple([line.partition("\t")[0].strip() for line in _lines(name)])


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of data/`name`, split at tabs, each cell stripped."""
    return tuple([_cells(line) for line in _lines(name)])


def _cells(line: str) -> tuple[str, ...]:
    cells = line.split("\t")
    if " \t" in line or "\t " in line or line[0] == " " or line[-1] == " ":  # in few lines
        cells = [cell.strip() for cell in cells]
    return tuple(cells)


def _lines(name: str) -> list[str]:
    """The lines of data/`name` that say something, with what the user's own files add and take away."""
    _read.add(name)
    text = (DATA / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#" and not line.isspace()]
    for own in _own.get(name, ()):
        lines = _taken_from(lines, own[1:].strip(), name) if own.startswith("-") else _added_to(lines, own, name)
    return lines


# --- The user's own files -----------------------------------------------------------------------------------------


def extend(files: Mapping[str, Iterable[str | Path]]) -> None:
    """Add a user's own files to the reference data, for this process; `files` maps names of `EXTENDABLE` to paths.

    The files look like ours. Their rows stand behind ours and count before them: a place, an organization or a word
    that is there gets more forms, an abbreviation another meaning. A row that begins with "-" takes ours away, with
    its first column, or, where more columns follow, only what stands in these.

    Call it before anything is read or compared: what has been worked out with the data is not worked out again. Other
    processes take the additions over with `take_over(additions())`.

    Raises:
        UsageError: a name is none of `EXTENDABLE`, a file cannot be read, a row is none, there is nothing that a row
            with "-" could take away, or the data have been used already.
    """
    added: dict[str, tuple[str, ...]] = {}
    for what, paths in files.items():
        if what not in EXTENDABLE:
            raise UsageError(
                f"there are no data called `{what}`; the nearest are `{_nearest(what, EXTENDABLE)}`",
                f"data: {', '.join(EXTENDABLE)}",
            )
        name = EXTENDABLE[what]
        ours = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        added[name] = tuple(line for path in paths for line in _own_lines(Path(path), name, ours))
    take_over({name: tuple(dict.fromkeys((*_own.get(name, ()), *lines))) for name, lines in added.items()})


def additions() -> dict[str, tuple[str, ...]]:
    """The lines that `extend` added, to hand to another process."""
    return dict(_own)


def take_over(lines: Mapping[str, tuple[str, ...]]) -> None:
    """Make the `additions` of another process known in this one.

    Raises:
        UsageError: the data that they add to have been used already.
    """
    for name, own in lines.items():
        if own != _own.get(name, ()) and name in _read:
            raise UsageError(
                f"{name} is in use already, and nothing can be added to it",
                "extend the data before anything is read or compared",
            )
    _own.update(lines)


def _own_lines(path: Path, name: str, ours: list[str]) -> Iterator[str]:
    """The lines of a user's own file that say something, each looked at."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file", "paths are relative to signers.toml") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 text", "save it as plain text in UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    known = _Known(ours, name)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        # In our lists all is lower case, and what is looked up too.
        own = line.strip().casefold() if name.endswith(".txt") else line.strip()
        if wrong := known.unfit(own[1:].strip()) if own.startswith("-") else _wrong_row(own, name):
            message, hint = wrong
            raise UsageError(f"{path}:{number}: {message}", hint)
        yield own


def _wrong_row(row: str, name: str) -> tuple[str, str] | None:
    """What is wrong with a row that a user adds, and how it should look; None where nothing is."""
    cells = [cell.strip() for cell in row.split("\t")]
    if name.endswith(".txt"):
        return ("a list holds one term a line, without tabs", "") if len(cells) > 1 else None
    if name == "abbreviations.tsv" and (len(cells) != 2 or not all(cells)):
        return "an abbreviation and what it stands for must be parted by one tab", "for instance: assn⇥association"
    if name == "places.tsv":
        if len(cells) < 2 or not all(cells):
            return (
                "a place needs an id and at least one form, parted by tabs",
                "for instance: us/wa/yakima⇥Yakima⇥Yakima Valley",
            )
        if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", cells[0]):
            return (
                f"`{cells[0]}` is no id of a place: lower-case letters, digits and hyphens, parted by /",
                "for instance: us/wa/yakima, which lies in us/wa",
            )
    if name == "organizations.tsv" and (len(cells) > 3 or not cells[0] or not any(cells[1:])):
        return (
            "an organization needs its name, its acronyms and its other names, parted by tabs",
            "for instance: Sierra Club⇥SC⇥The Sierra Club | Club Sierra",
        )
    return None


class _Known:
    """What stands in a file of ours, for rows that take something away."""

    def __init__(self, lines: list[str], name: str) -> None:
        self._values: dict[str, set[str]] = {}
        self._name = name
        for line in lines:
            first, values = _first_and_values(line, name)
            self._values.setdefault(first, set()).update(values)

    def unfit(self, row: str) -> tuple[str, str] | None:
        """Why there is nothing that this row could take away; None where there is."""
        first, values = _first_and_values(row, self._name)
        known = self._values
        if self._name == "affiliate-words.txt":
            first, values, known = row, set(), {value: set() for values in self._values.values() for value in values}
        if first not in known:
            near = f"; the nearest is `{_nearest(first, known)}`" if known else ""
            return f"there is no `{first}` in {self._name} to take away{near}", ""
        if missing := sorted(values - known[first]):
            return f"`{first}` in {self._name} has no `{missing[0]}` to take away", ""
        return None


def _first_and_values(line: str, name: str) -> tuple[str, set[str]]:
    """By what a line is looked up, and the values on it."""
    if name == "affiliate-words.txt":
        words = [word.strip() for word in line.split(",")]
        return words[0], set(words)
    first, *cells = (cell.strip() for cell in line.split("\t"))
    return first, {value for cell in cells for value in cell.split(BETWEEN) if value}


def _taken_from(lines: list[str], row: str, name: str) -> list[str]:
    """The lines without what a row takes away."""
    if name == "affiliate-words.txt":
        kept = [[word.strip() for word in line.split(",") if word.strip() != row] for line in lines]
        return [", ".join(words) for words in kept if words]
    first, values = _first_and_values(row, name)
    without: list[str] = []
    for line in lines:
        head, *cells = (cell.strip() for cell in line.split("\t"))
        if head != first:
            without.append(line)
        elif values:
            left = [BETWEEN.join(each for each in cell.split(BETWEEN) if each not in values) for cell in cells]
            # The columns of organizations.tsv have their meaning; elsewhere an empty one would be a form.
            left = left if name == "organizations.tsv" else [cell for cell in left if cell]
            if any(left):
                without.append("\t".join((head, *left)))
    return without


def _added_to(lines: list[str], row: str, name: str) -> list[str]:
    """The lines with a row more."""
    first = _first(row)
    if name == "abbreviations.tsv":
        return [*(line for line in lines if _first(line) != first), row]
    if name == "organizations.tsv":
        for at, line in enumerate(lines):
            if _first(line) == first:
                return [*lines[:at], _both(line, row), *lines[at + 1 :]]
    return [*lines, row]


def _first(line: str) -> str:
    return line.split("\t", maxsplit=1)[0].strip()


def _both(line: str, row: str) -> str:
    """Two rows of one organization as one: its acronyms, its other names."""
    name, *ours = (cell.strip() for cell in line.split("\t"))
    _, *theirs = (cell.strip() for cell in row.split("\t"))
    joined = []
    for at in range(2):
        values = BETWEEN.join((*ours[at : at + 1], *theirs[at : at + 1])).split(BETWEEN)
        joined.append(BETWEEN.join(dict.fromkeys(filter(None, values))))
    return "\t".join((name, *joined)).rstrip("\t")


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - for a message about a mistake

    return get_close_matches(word, tuple(known), n=1, cutoff=0.0)[0]
