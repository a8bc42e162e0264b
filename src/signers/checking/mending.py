"""From findings to a file that is mended where that is safe: names move, lose what is no part of them, or go once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from signers.checking.findings import Edit, Removal, Reorder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from signers.checking.document import Source
    from signers.checking.findings import Finding


def mended(source: Source, findings: Iterable[Finding]) -> Source:
    """The lines with everything mended that the findings say how to mend; all else stays as it is, to the byte.

    Lines change places without their ends, so that a last line without one stays the last.
    """
    mends = {mend: None for finding in findings for mend in finding.mends}
    texts = list(source.texts)
    edits = sorted((mend for mend in mends if isinstance(mend, Edit)), key=lambda edit: (edit.line, edit.start))
    for edit in reversed(edits):
        typed = texts[edit.line - 1]
        texts[edit.line - 1] = typed[: edit.start] + edit.text + typed[edit.end :]
    gone = {mend.line for mend in mends if isinstance(mend, Removal)}
    order = list(range(1, len(texts) + 1))
    for mend in mends:
        if isinstance(mend, Reorder):
            for place, line in zip(sorted(mend.lines), mend.lines, strict=True):
                order[place - 1] = line
    kept = [(texts[line - 1], end) for line, end in zip(order, source.ends, strict=True) if line not in gone]
    return replace(source, texts=tuple(text for text, _ in kept), ends=tuple(end for _, end in kept), mended=())
