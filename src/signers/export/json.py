"""JSON and JSON Lines: the list as objects, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from signers.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from signers.model import Listed

SCHEMA = 1  # goes up when a field changes its meaning or goes away, not when one is added


def write_json(rows: Sequence[Listed], stream: TextIO, title: str | None = None) -> None:
    """One object: how many signed, and the signatories in the order of the list."""
    kinds = [row.kind for row in rows]
    document = {
        "schema": SCHEMA,
        **({"title": title} if title else {}),
        "counts": {
            "organizations": kinds.count(Kind.ORGANIZATION),
            "persons": kinds.count(Kind.PERSON),
            "entries": sum(row.entries for row in rows),
        },
        "signatories": [asdict(row) for row in rows],
    }
    json.dump(document, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def write_jsonl(rows: Sequence[Listed], stream: TextIO, title: str | None = None) -> None:  # noqa: ARG001 - no place for one
    """One object a line, a signatory each."""
    stream.writelines(json.dumps({"schema": SCHEMA, **asdict(row)}, ensure_ascii=False) + "\n" for row in rows)
