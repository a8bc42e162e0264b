"""Looks over a list as those who keep it would: what is printed twice, out of place, broken or badly typed.

    letter → document (document.py) → findings (rules.py) → what `--fix` mends (mending.py)

The rules stand in listed.py, ordered.py and typed.py. To teach it something, write one, and enter it in rules.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.checking.document import Document, Item, document_of
from signers.checking.findings import Finding, Order, Wanted
from signers.checking.rule import Rule
from signers.checking.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RULES", "Document", "Finding", "Item", "Order", "Rule", "Wanted", "check", "document_of"]


def check(document: Document, rules: Iterable[str] = RULES, wanted: Wanted = Wanted()) -> tuple[Finding, ...]:  # noqa: B008 - it is frozen
    """What the rules find in a document, in the order of its lines."""
    asked = set(rules)
    found = (finding for rule in RULES.values() if rule.name in asked for finding in rule.find(document, wanted))
    places = {name: at for at, name in enumerate(RULES)}
    return tuple(sorted(found, key=lambda one: (one.page, one.line, places[one.rule], one.says)))
