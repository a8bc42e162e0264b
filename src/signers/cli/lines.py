"""`signers parse --lines`: the whole letter, with what each of its lines was taken for and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.cli.terminal import print_cells, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from signers.cli.letters import Reading
    from signers.model import LineRole

_OF_A_LIST = {"entry", "continuation"}
LINE_COLUMNS = ("letter", "page", "line", "end_line", "role", "text", "why")


def print_lines_as_table(readings: Sequence[Reading]) -> None:
    """Print each letter as a table on stdout; a reason stands where it begins to hold, and not again."""
    for reading in readings:
        print_table(
            ("line", "role", "text", "why"),
            _shown(reading.roles),
            title=reading.letter.name if len(readings) > 1 else "",
            numbers=(0,),
            whole=(0, 1),
            third=3,
        )


def _shown(roles: Sequence[LineRole]) -> Iterator[tuple[str, str, str, str]]:
    said: dict[str, str] = {}  # the reason for each role of what goes on: a list, with the lines that go on within it
    for role in roles:
        if not role.line.text:
            yield _number(role, "–"), "", "", ""
            continue
        if role.role not in _OF_A_LIST or not said.keys() <= _OF_A_LIST:
            said = {name: why for name, why in said.items() if name == role.role}
        yield (
            _number(role, "–"),
            role.role,
            role.line.marker + role.line.text,
            role.why if said.get(role.role) != role.why else "",
        )
        said[role.role] = role.why


def print_lines_as_text(readings: Sequence[Reading]) -> None:
    """Print each line's number, role, text and why between tabs; before them the letter, where there are several."""
    print_cells(
        (
            *([reading.letter.name] if len(readings) > 1 else []),
            _number(role, "-"),
            role.role,
            role.line.marker + role.line.text,
            role.why,
        )
        for reading in readings
        for role in reading.roles
    )


def records_of_lines(readings: Sequence[Reading]) -> list[dict[str, object]]:
    """The lines as other programs read them."""
    return [
        {
            "letter": reading.letter.name,
            "page": role.line.page,
            "line": role.line.number,
            "end_line": role.line.last_number,
            "role": role.role,
            "text": role.line.marker + role.line.text,
            "why": role.why,
        }
        for reading in readings
        for role in reading.roles
    ]


def _number(role: LineRole, dash: str) -> str:
    line = role.line
    return str(line.number) if line.last_number == line.number else f"{line.number}{dash}{line.last_number}"
