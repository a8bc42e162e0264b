"""CSV and TSV: a row a signatory, for spreadsheets and for other programs.

The columns are promised to those programs: new ones go to the end. When each signed is told where it is known of any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.reading.tables import LIST_SEPARATOR, write_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from signers.model import Listed

COLUMNS = ("name", "kind", "title", "affiliation", "location", "aliases", "letters", "entries")
SIGNED = "signed"


def write_csv(rows: Sequence[Listed], stream: TextIO, title: str | None = None) -> None:  # noqa: ARG001 - no place for one
    """A header and a row a signatory; several values in one cell are joined by " | ".

    A name is written as it is, also one that begins with "=", which a spreadsheet may take for a formula.
    """
    write_cells(_table(rows), stream)


def write_tsv(rows: Sequence[Listed], stream: TextIO, title: str | None = None) -> None:  # noqa: ARG001 - no place for one
    """The same columns between tabs; the format cannot quote, so a tab or line end inside a cell becomes a space."""
    stream.writelines("\t".join(map(one_line, cells)) + "\n" for cells in _table(rows))


def one_line(text: str) -> str:
    r"""The text with tabs and line ends as spaces.

    >>> one_line("Sierra\r\nClub")
    'Sierra Club'
    """
    return " ".join(text.replace("\t", "\n").splitlines())


def _table(rows: Sequence[Listed]) -> Iterator[tuple[str, ...]]:
    """The header and the rows, with a column of days where there are any."""
    if not any(row.signed for row in rows):
        yield from (COLUMNS, *map(_cells, rows))
        return
    yield *COLUMNS, SIGNED
    yield from ((*_cells(row), row.signed or "") for row in rows)


def _cells(row: Listed) -> tuple[str, ...]:
    return (
        row.name,
        row.kind.value,
        row.title or "",
        row.affiliation or "",
        row.location or "",
        LIST_SEPARATOR.join(row.aliases),
        LIST_SEPARATOR.join(row.letters),
        str(row.entries),
    )
