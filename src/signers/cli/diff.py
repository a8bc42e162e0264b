"""`signers diff`: what differs between two versions of a letter, a list or a store."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from signers.cli.decided import Beside, Decisions, decided_in, is_store, read_once
from signers.cli.options import Quiet, Verbose, choice, nearest
from signers.cli.tables import shown_name
from signers.cli.terminal import STDIO, Talk, format_written, output, print_table, tell_error
from signers.errors import ExitCode, InputError, SignersError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

    from signers.diffing import Comparison, Difference, Version
    from signers.model import Answers

SCHEMA = 1
_ANY, _NEVER = "any", "never"
# What tells a table that the program wrote from one that somebody keeps: the second may call anything a kind.
_OWN_COLUMNS = {"name", "kind"}
_ENDINGS = "name a file that ends in .tsv, .json or .md, or say what it is to hold with `--format`"


class Format(StrEnum):
    """How differences are printed."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"
    MD = "md"


_BY_ENDING = {
    **dict.fromkeys(("", ".txt", ".tsv"), Format.TSV),
    **dict.fromkeys((".md", ".markdown"), Format.MD),
    ".json": Format.JSON,
}


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A letter, a list or a store, or - for stdin.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later version of it; it may be in another format.")],
    *,
    format: Annotated[  # noqa: A002 - the option's name
        Optional[Format],
        choice(
            "--format",
            "-f",
            of=Format,
            what="format",
            metavar="FORMAT",
            help="table, tsv, json or md.  [default: by the ending of --output, else table on a terminal and tsv]",
        ),
    ] = None,
    to: Annotated[
        Optional[Path],
        typer.Option("--output", "-o", metavar="FILE", help="Where to write.  [default: stdout]", show_default=False),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="CHANGES",
            help="End with code 1 only for these, separated by commas: added, removed, renamed, merged, split, moved, "
            "changed; or any, or never.",
            show_default=True,
        ),
    ] = _ANY,
    decisions: Decisions = None,
    db: Beside = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Tell what differs between two versions: who was added, removed, renamed, merged or moved.

    \b
    Examples:
      signers diff draft.docx final.pdf          two versions of a letter
      signers diff last-year.csv signers.db      a list and a store
      signers diff old.md new.md --format md     for a pull request
      git show HEAD:list.md | signers diff - list.md --fail-on removed

    Signatories are compared, not lines: the order of a list, its columns and its format do not count. What people
    decided is heard: what a store holds, and what `--decisions` names. The code is 1 where anything differs.
    """  # noqa: D301 - typer reads the backspace: what follows is not to be wrapped
    from signers.decisions import in_force
    from signers.diffing import compare_versions

    talk = Talk(quiet, verbose)
    fatal = changes_named(fail_on)
    wanted = format_written(format, to, Format.TABLE, _BY_ENDING, _ENDINGS)
    if str(old) == str(new) == STDIO:
        raise UsageError("both versions are `-`, and stdin can be read once", "name a file for one of them")
    read_once((old, new, decisions))
    answers = in_force(decided_in(decisions, db, talk, versions=(old, new)))
    failures: list[SignersError] = []
    versions: list[Version] = []
    for path, other in ((old, new), (new, old)):
        try:
            versions.append(read_version(path, other, answers, talk))
        except InputError as error:
            failures.append(error)
    if failures:
        for failure in failures[:-1]:
            tell_error(failure)
        raise failures[-1]
    names = sum(len(version.members) for version in versions)
    with talk.working(names, f"comparing {names:,} names"):
        comparison = compare_versions(versions[0], versions[1], answers)
    with output(to, spare=[old, new]) as stream:
        show(comparison, wanted, stream)
    sys.stdout.flush()
    talk.say(said(comparison))
    found = {difference.change for difference in comparison.differences}
    if found if fatal is None else found & fatal:
        raise typer.Exit(ExitCode.FOUND)


def changes_named(text: str) -> set[str] | None:
    """The changes that `--fail-on` names; None for any.

    Raises:
        UsageError: there is none of that name.
    """
    from signers.diffing import Change

    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    if words == [_NEVER]:
        return set()
    if not words or words == [_ANY]:
        return None
    for word in words:
        if word not in set(Change):
            raise UsageError(
                f"there is no change `{word}`; the nearest is `{nearest(word, [*Change, _ANY, _NEVER])}`",
                f"one or more of: {', '.join(Change)}; or `{_ANY}`, or `{_NEVER}`",
            )
    return set(words)


# --- Reading ----------------------------------------------------------------------------------------------------


def read_version(path: Path, other: Path, answers: Answers, talk: Talk) -> Version:
    """One version: a store, a table that the program wrote, or a letter or list as `signers parse` reads it.

    Entries of a letter or list read as people decided they should.

    Raises:
        InputError: it cannot be read, or holds nobody.
        StoreError: it is a store that cannot be used.
    """
    from signers.checking.lists import signatories_in
    from signers.decisions import corrected
    from signers.diffing import Version, members_of
    from signers.reading import read_bytes, read_letter

    talk.waits_for(path)
    if is_store(path):
        return _version_of_store(path, talk)
    content = read_bytes(path)
    shown = shown_name(path)
    name = shown + _ending_for(path, other)
    if (records := _records_in(content, name)) is not None:
        talk.detail(f"{shown}: read as a list that `signers` wrote")
        return _version_of_records(records, shown, answers)
    signatories = corrected(signatories_in(read_letter(content, name)), answers)
    talk.detail(f"{shown}: {len(signatories):,} entries")
    return Version(shown, members_of(signatories))


def _ending_for(path: Path, other: Path) -> str:
    """The ending under which a version is read: text from a pipe has none, and is in the format of the other version.

    What is no text tells its format by its first bytes, and a file without an ending is not in another's format.
    """
    from signers.reading import READERS, is_plain_file

    ending = other.suffix.lower()
    is_of_text = ending in {*READERS["text"], *READERS["markdown"], *READERS["html"], *READERS["records"],
                            ".csv", ".tsv", ".tab"}  # fmt: skip
    return ending if is_of_text and not path.suffix and not is_plain_file(path) else ""


def _version_of_store(path: Path, talk: Talk) -> Version:
    from signers.cli.standing import look
    from signers.diffing import ALL_FIELDS, LIST, Version, members_of_list
    from signers.listing import with_withdrawn
    from signers.store import Store

    with Store.open_for_reading(path) as store:
        standing = look(store, talk)
    if waiting := standing.ungrouped:
        talk.warn(f"{path}: {waiting:,} {'name is' if waiting == 1 else 'names are'} not grouped yet")
    rows, left_out = with_withdrawn(standing.signatories, standing.clusters, standing.answers)
    gone = members_of_list(row for row, _ in left_out)
    said = (" ".join(filter(None, ("withdrew", one.on, one.reason and f"({one.reason})"))) for _, one in left_out)
    return Version(
        str(path),
        members_of_list(rows, standing.signatories),
        ALL_FIELDS - {LIST},
        is_grouped=True,
        withdrawn=tuple(zip(gone, said, strict=True)),
    )


def _records_in(content: bytes, name: str) -> Sequence[Mapping[str, object]] | None:
    """The records of a table that the program wrote; None for anything else."""
    import json
    from json import JSONDecodeError

    from signers.reading.tables import read_table

    suffix = Path(name).suffix.lower()
    if suffix == ".json":
        try:
            whole = json.loads(content)
        except (JSONDecodeError, UnicodeDecodeError, RecursionError):
            return None
        listed = whole.get("signatories") if isinstance(whole, dict) else whole
        rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
        # One a line they are read as all records are.
        content, suffix = "\n".join(map(json.dumps, rows)).encode(), ".jsonl"
    if suffix not in {".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".xlsx", ".ods"}:
        return None
    try:
        records = list(read_table(content, f"records{suffix}").rows)
    except InputError:
        return None
    return records if records and all(map(_is_own, records)) else None


def _is_own(row: Mapping[str, object]) -> bool:
    from signers.model import Kind

    return row.keys() >= _OWN_COLUMNS and str(row["kind"]) in set(Kind)


def _version_of_records(records: Sequence[Mapping[str, object]], name: str, answers: Answers) -> Version:
    from signers.diffing import GROUP, KIND, LIST, Version, members_of, members_of_list
    from signers.listing import build, from_records

    columns = {column for record in records for column in record}
    knows = frozenset({KIND, *({"title", "affiliation", "location", GROUP} & columns)})
    signatories, clusters = from_records(records, answers=answers)
    if clusters:
        return Version(name, members_of_list(build(signatories, clusters), signatories), knows, is_grouped=True)
    members = members_of(signatories)
    if "block" in columns:
        knows |= {LIST}
    aliases = _aliases_in(records)
    told = (replace(member, spellings=aliases.get((member.kind, member.name), ())) for member in members)
    return Version(name, tuple(told), knows, is_grouped="aliases" in columns)


def _aliases_in(records: Iterable[Mapping[str, object]]) -> dict[tuple[str, str], tuple[str, ...]]:
    from signers.reading.tables import LIST_SEPARATOR

    told: dict[tuple[str, str], tuple[str, ...]] = {}
    for record in records:
        value = record.get("aliases") or ()
        names = tuple(map(str, value)) if isinstance(value, list) else tuple(str(value).split(LIST_SEPARATOR))
        told[str(record["kind"]), str(record["name"]).strip()] = tuple(filter(None, names)) if value else ()
    return told


# --- Printing ---------------------------------------------------------------------------------------------------


def show(comparison: Comparison, format: Format, stream: TextIO) -> None:  # noqa: A002 - the option's name
    """Write what differs."""
    if format is Format.JSON:
        import json

        json.dump(record_of(comparison), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
    elif format is Format.MD:
        stream.write(markdown(comparison))
    elif format is Format.TSV:
        from signers.reading.tables import write_cells

        write_cells(map(cells_of, comparison.differences), stream, "\t")
    elif comparison.differences:
        rows = [(one.change, one.old or "", one.new or "", what(one)) for one in comparison.differences]
        print_table(("change", "before", "after", "what"), rows, whole=(0,))


def cells_of(one: Difference) -> tuple[str, ...]:
    """A difference as the cells of a row: the change, the kind, both names, and what is to say about them.

    >>> from signers.diffing import Change, Difference
    >>> from signers.model import Kind
    >>> cells_of(Difference(Change.ADDED, Kind.ORGANIZATION, new="Densho"))
    ('added', 'organization', '', 'Densho', '')
    """
    return str(one.change), str(one.kind), one.old or "", one.new or "", what(one)


def what(one: Difference) -> str:
    """What there is to say about a difference besides the names."""
    if one.perhaps is not None:
        if one.old is None:
            return f"perhaps renamed from “{one.perhaps}”"
        return f"perhaps renamed to “{one.perhaps}”: {one.why}"
    if one.field is not None:
        return f"{one.field}: {one.before or 'none'} → {one.after or 'none'}"
    return one.why


def said(comparison: Comparison) -> str:
    """The counts, in a sentence's part: "1 added, 2 renamed; 88 unchanged"."""
    told = _counts(comparison)
    return f"{told or 'nothing differs'}; {comparison.unchanged:,} unchanged"


def _counts(comparison: Comparison) -> str:
    from signers.diffing import Change

    counts = ((comparison.count(change), change) for change in Change)
    return ", ".join(f"{count:,} {change}" for count, change in counts if count)


def record_of(comparison: Comparison) -> dict[str, object]:
    """All of a comparison, as other programs read it; absent is None."""
    from signers.diffing import Change

    return {
        "schema": SCHEMA,
        "old": comparison.old.name,
        "new": comparison.new.name,
        "counts": {str(change): comparison.count(change) for change in Change} | {"unchanged": comparison.unchanged},
        "differences": [
            {
                "change": str(one.change),
                "kind": str(one.kind),
                "old": one.old,
                "new": one.new,
                "field": one.field,
                "before": one.before,
                "after": one.after,
                "perhaps": one.perhaps,
                "why": one.why or None,
                "old_line": one.old_line or None,
                "new_line": one.new_line or None,
            }
            for one in comparison.differences
        ],
    }


def markdown(comparison: Comparison) -> str:
    """A comparison for a pull request: the counts, then a list for each sort of change."""
    from signers.diffing import Change

    names = (f"`{version.name.replace('`', '')}`" for version in (comparison.old, comparison.new))
    counts = f"**{_counts(comparison)}**" if comparison.differences else "Nothing differs"
    parts = [f"{counts}, {comparison.unchanged:,} unchanged ({' → '.join(names)})\n"]
    for change in Change:
        rows = [one for one in comparison.differences if one.change is change]
        if rows:
            bullets = "".join(f"- {_bullet(one)}\n" for one in rows)
            parts.append(f"### {str(change).capitalize()} ({len(rows):,})\n\n{bullets}")
    return "\n".join(parts)


def _bullet(one: Difference) -> str:
    """One line of the list: the names, the new one in bold where it differs, and what there is to say."""
    from signers.export.md import escape

    name = escape(" ".join(one.name.split()))
    if one.old is not None and one.new is not None and one.old != one.new and one.field is None:
        name = f"{escape(' '.join(one.old.split()))} → **{name}**"
    told = what(one)
    return f"{name}: {escape(told)}" if told else name
