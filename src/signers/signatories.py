"""From entries to signatories: what each says and where it is printed. `parse_letter` runs all stages of reading."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from signers.blocks import passages_of, signatory_blocks
from signers.cues import Role, names_kind
from signers.details import Details, Printed, details_of
from signers.entries import entries_of, join
from signers.errors import NoBlockError
from signers.evidence import without_markers
from signers.model import Block, Entry, Form, Instructions, Kind, Letter, Line, LineRole, Signatory
from signers.passages import says_identification
from signers.patterns import later
from signers.reading import read_bytes, read_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from signers.rosters import Columns, Signer

AS_FOUND = Instructions()
LITTLE_EVIDENCE = "little-evidence"  # flags the entries of a block that little shows to be one
IDENTIFICATION = "identification-only"  # flags a person whose affiliation is printed for identification only
_MOST_STOPPED = 0.6  # of the entries of a list: so many end in a full stop where it is no part of the names
_FEW = 4
_link = later(r"\[([^\[\]]+)\]\([^()\s]*\)")
_emphasis = later(r"(?<!\w)(\*\*\*|\*\*|\*|__|_|`)(\S(?:.*?\S)?)\1(?!\w)")
# A mark of a footnote stands at the end of a name: stars, daggers, raised digits, a number in square brackets.
_footnote = later(r"(?<=\S)\s*(?:[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]|\\)$")
_separator = later(r"\s*[,;|]+$")
_ENDS_IN_MARK = frozenset("*†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹]\\,;|")
_holds_mark = re.compile(r"[\[*_`]").search


class Pending(NamedTuple):
    """An entry's place in its block, what it prints, and what the columns of a table told of it already.

    `order` is where it stands among the signatories of the block.
    """

    entry: int
    printed: Printed
    order: tuple[int, int, int]
    told: Signer | None = None


def parse(path: str | Path, instructions: Instructions = AS_FOUND) -> list[Signatory]:
    """The signatories that the letter at `path` prints, in the order printed, one for each printed entry.

    Raises:
        InputError: the letter cannot be read.
        NoBlockError: it holds no signatory block.
    """
    path = Path(path)
    return list(parse_letter(read_letter(read_bytes(path), path.name), instructions))


def parse_letter(letter: Letter, instructions: Instructions = AS_FOUND) -> tuple[Signatory, ...]:
    """The signatories of a letter, in the order printed; `instructions` overrule what would be found.

    Raises:
        NoBlockError: the letter holds no signatory block.
    """
    blocks = signatory_blocks(letter, instructions)
    identified = says_identification(letter.lines)
    signatories = tuple(
        _identified(signatory) if identified else signatory
        for block, entries in zip(blocks, entries_of(blocks), strict=True)
        for signatory in signatories_of(block, entries, letter, instructions.kind)
    )
    if not signatories:
        raise NoBlockError(
            f"{letter.name}: no signatory block was found",
            "a list of signatories stands after a closing word (“Sincerely,”), under a heading (“Signatories”), "
            "or is a run of names, one a line",
        )
    return signatories


def _identified(signatory: Signatory) -> Signatory:
    """A person whose affiliation, as the letter says, has not signed."""
    if signatory.kind is not Kind.PERSON or not signatory.affiliation or IDENTIFICATION in signatory.flags:
        return signatory
    return replace(signatory, flags=(*signatory.flags, IDENTIFICATION))


def signatories_of(
    block: Block, entries: Sequence[Entry], letter: Letter, kind: Kind | None = None
) -> Iterator[Signatory]:
    """What the entries of a block say, with where they stand in the letter; all are of `kind` where it is given."""
    groups = {
        (line.number, line.page): group
        for run, group in zip(block.runs, block.groups, strict=True)
        if group
        for line in run
    }
    lists: dict[str | None, list[tuple[Pending, str | None]]] = {}
    for pending in _pending(block, entries, kind):
        first = entries[pending.entry].lines[0]
        group = (pending.told.group if pending.told else None) or groups.get((first.number, first.page))
        lists.setdefault(group if group and names_kind(group) else block.heading, []).append((pending, group))
    found = [
        (pending, group, _with_told(details, pending.told))
        for heading, members in lists.items()
        for (pending, group), details in zip(
            members, details_of([one.printed for one, _ in members], heading), strict=True
        )
    ]
    for pending, group, details in sorted(found, key=lambda one: one[0].order):
        if details.name:
            yield _signatory(details, entries[pending.entry], block, group, letter)


def _pending(block: Block, entries: Sequence[Entry], kind: Kind | None) -> Iterator[Pending]:
    """What each entry prints: mostly of one signatory, of none in a table's header, of several in a row of names."""
    stop = _closing_stop(entries)
    rows = [at for at, entry in enumerate(entries) if entry.lines[0].form is Form.ROW]
    for at, entry in enumerate(entries):
        if entry.lines[0].form is not Form.ROW:
            yield Pending(at, _printed(entry, stop=stop, kind=kind), (at, 0, 0))
    if rows:
        yield from _of_tables(block, entries, rows, kind)


def _of_tables(block: Block, entries: Sequence[Entry], rows: Sequence[int], kind: Kind | None) -> Iterator[Pending]:
    """What the entries print that are rows of tables, by their numbers; a table may go on over several pages."""
    from signers.rosters import columns_of  # noqa: PLC0415 - only tables need it

    run_of = {(line.number, line.page): at for at, run in enumerate(block.runs) for line in run}
    places = {at: run_of[entries[at].lines[0].number, entries[at].lines[0].page] for at in rows}
    columns: Columns | None = None
    for _, members in groupby(rows, key=places.__getitem__):
        part = tuple(members)
        cells = [entries[at].lines[0].cells for at in part]
        own = columns_of(cells)
        goes_on = columns is not None and _has_no_header(own) and len(cells[0]) == len(columns.fields)
        columns = columns if goes_on else own
        if columns is not None:
            yield from _of_table(columns, dict(zip(part, cells, strict=True)), kind, has_header=not goes_on)


def _has_no_header(columns: Columns | None) -> bool:
    """Whether a table goes on with that of the page before: its first row heads nothing."""
    return columns is None or 2 * sum(map(bool, columns.header)) <= len(columns.header)


def _of_table(
    columns: Columns, rows: Mapping[int, tuple[str, ...]], kind: Kind | None, *, has_header: bool
) -> Iterator[Pending]:
    """What the rows of one table print, each by its place among the entries."""
    from signers.rosters import heading_of, reads_down, signers_of  # noqa: PLC0415 - the same

    down = columns.is_grid and reads_down(tuple(rows.values()))
    first = min(rows)
    heading: str | None = None
    found: list[tuple[int, Signer]] = []
    for at, cells in rows.items():
        if has_header and columns.has_header and at == first:
            continue
        over = heading_of(columns, cells)
        heading = over or heading
        signers = () if over else signers_of(columns, cells)
        found += [(at, signer if signer.group else replace(signer, group=heading)) for signer in signers]
    # Numbers that count the rows may stand in one cell with the names.
    lines = tuple(Line(at, signer.name) for at, signer in found)
    begin = next((at for at, line in enumerate(lines) if line.text[:1].isdigit()), 0)
    names = lines[:begin] + without_markers(lines[begin:]) if lines else ()
    for (at, signer), name in zip(found, names, strict=True):
        printed = Printed((name_of((name.text,)),), kind=kind or signer.kind)
        yield Pending(at, printed, (first, signer.column, at) if down else (at, signer.column, 0), signer)


def _with_told(details: Details, told: Signer | None) -> Details:
    """What was read from a name, completed by what the other columns of its row say."""
    if told is None:
        return details
    return replace(
        details,
        title=told.title or details.title,
        affiliation=told.affiliation or details.affiliation,
        location=told.location or details.location,
        flags=tuple(dict.fromkeys((*told.flags, *details.flags))),
    )


def _closing_stop(entries: Sequence[Entry]) -> bool:
    """Whether a full stop closes each entry and is no part of the names."""
    return len(entries) >= _FEW and sum(entry.text.endswith(".") for entry in entries) >= _MOST_STOPPED * len(entries)


def _printed(entry: Entry, *, stop: bool, kind: Kind | None) -> Printed:
    parts = entry.parts if len(entry.parts) > 1 else None
    texts = [name_of((part,)) for part in parts] if parts else [name_of(_texts_of(entry))]
    if stop and texts[-1].endswith("."):
        texts[-1] = texts[-1][:-1].rstrip()
    return Printed(tuple([text for text in texts if text]), entry.lines[0].strong, kind=kind)


def _texts_of(entry: Entry) -> tuple[str, ...]:
    return entry.parts or tuple([line.text for line in entry.lines])


def _signatory(details: Details, entry: Entry, block: Block, group: str | None, letter: Letter) -> Signatory:
    first, last = entry.lines[0], entry.lines[-1]
    flags = entry.flags + details.flags + ((LITTLE_EVIDENCE,) if block.is_weak else ())
    return Signatory(
        name=details.name,
        kind=details.kind,
        title=details.title,
        affiliation=details.affiliation,
        location=details.location,
        group=group,
        letter=letter.name,
        block=block.number,
        page=first.page,
        line=first.number,
        end_line=max(last.last_number, first.number),
        text=entry.text,
        confidence=round(min(entry.confidence, details.confidence), 2),
        flags=tuple(dict.fromkeys(flags)) if flags else (),
    )


def roles_of(letter: Letter, instructions: Instructions = AS_FOUND) -> tuple[LineRole, ...]:
    """What each line of a letter was taken for, in the order of the letter, and why."""
    blocks = signatory_blocks(letter, instructions)
    roles: dict[tuple[int, int], tuple[str, str]] = {}
    for passage in passages_of(letter):
        name = "heading" if passage.role is Role.PART else str(passage.role)
        role = "note" if "note" in passage.why else "body" if passage.role is Role.NAMES else name
        roles.update((_place(line), (role, passage.why)) for line in passage.lines)
    for block, entries in zip(blocks, entries_of(blocks), strict=True):
        for entry in entries:
            for at, line in enumerate(entry.lines):
                why = block.why if not at else "goes on from the line before"
                if not at or roles.get(_place(line), ("",))[0] != "entry":
                    roles[_place(line)] = ("continuation" if at else "entry", why)
    return tuple(
        LineRole(line, *(roles.get(_place(line), ("furniture", "no part of the text")) if line.text else ("blank", "")))
        for line in letter.lines
    )


def _place(line: Line) -> tuple[int, int]:
    return (line.number, line.page)


def name_of(texts: Iterable[str]) -> str:
    """The lines of an entry, without bullet or number, as the name reads.

    Wrapped lines are rejoined; Markdown's marks, marks of footnotes and what only separates entries go; the words stay
    as printed.

    >>> name_of(["**American Friends", "Service Committee***,"]), name_of(["[Mijente](https://mijente.net)\u00b9;"])
    ('American Friends Service Committee', 'Mijente')
    >>> name_of(["Starting Over, Inc."]), name_of(["Research!America [2]"]), name_of(["Yahoo!"])
    ('Starting Over, Inc.', 'Research!America', 'Yahoo!')
    """
    name = " ".join(join(texts).split())
    if name[-1:] not in _ENDS_IN_MARK and not _holds_mark(name):
        return name
    name = _link.sub(r"\1", name)
    before = None
    while name != before:
        before = name
        name = _separator.sub("", _footnote.sub("", _emphasis.sub(r"\2", name)))
    return name or before or ""
