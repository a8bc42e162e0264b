"""From the clean list to a file: one function a format, each from lines of the list to text on a stream.

The stream is the caller's: UTF-8, opened with `newline=""`, so that the same list gives the same bytes on every system.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from signers.errors import UsageError
from signers.export.csv import write_csv, write_tsv
from signers.export.json import write_json, write_jsonl
from signers.export.md import write_md
from signers.export.txt import write_txt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TextIO

    from signers.model import Listed

    Writer = Callable[[Sequence[Listed], TextIO, str | None], None]

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "csv": write_csv,
        "tsv": write_tsv,
        "json": write_json,
        "jsonl": write_jsonl,
        "txt": write_txt,
        "md": write_md,
    }
)


def write(rows: Sequence[Listed], format: str, stream: TextIO, *, title: str | None = None) -> None:  # noqa: A002 - as in `--format`
    """Write the lines of the list, in the order given, in one of `FORMATS`.

    `title` stands above the list in the formats that have a place for one.

    Raises:
        UsageError: there is no such format.
    """
    writer = FORMATS.get(format.lower())
    if writer is None:
        raise UsageError(_no_such_format(format), f"formats: {', '.join(FORMATS)}")
    writer(rows, stream, title)


def _no_such_format(wanted: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = get_close_matches(wanted.lower(), FORMATS, n=1, cutoff=0.0)
    return f"there is no format `{wanted}`; the nearest is `{near[0]}`"
