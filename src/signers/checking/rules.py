"""The rules, in the order in which they are told; the docstring of each is what docs/check.md says of it.

To add one, write a function from a document to what it finds, make it a rule with `@rule`, enter it here, and add its
row to docs/check.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.checking import listed, ordered, typed

if TYPE_CHECKING:
    from signers.checking.rule import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        listed.duplicates,
        listed.respelled,
        listed.perhaps_duplicates,
        listed.withdrawn,
        ordered.order,
        typed.wrapped,
        typed.brackets,
        typed.quotes,
        typed.footnotes,
        typed.dashes,
        typed.spaces,
        typed.invisible,
        typed.commas,
        typed.mojibake,
        listed.kinds,
    )
}
