"""From findings to a file that is mended where that is safe: names move, lose what is no part of them, or go once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from signers.checking.document import uncased
from signers.checking.findings import Edit, Removal, Reorder
from signers.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from signers.checking.document import Document, Source
    from signers.checking.findings import Finding


_MOST_ROUNDS = 5  # what is mended may show what else is to be


class Mended(NamedTuple):
    """A file after mending: its content, what is left to mend, and why no more was done, where that was so."""

    content: bytes
    left: tuple[Finding, ...]
    refused: str = ""


def mend(content: bytes, read: Callable[[bytes], Document], look: Callable[[Document], tuple[Finding, ...]]) -> Mended:
    """Mend everything that can be mended safely, until nothing is left that can.

    `read` makes a document of the content of the file, and `look` finds what is to mend. What would make the file read
    differently is not done: what looked like spaces too many may have parted two columns.
    """
    first = document = read(content)
    findings = look(document)
    if findings and (first.source is None or first.source.encoding is None):
        return Mended(content, findings, "is not in UTF-8" if first.source else "is not text")
    for _ in range(_MOST_ROUNDS):
        if document.source is None or not any(finding.mends for finding in findings):
            break
        tried = mended(document.source, findings).encoded()
        try:
            document = read(tried)
        except InputError:
            return Mended(content, findings, "could not be read when mended")
        if not _holds_the_same(first, document):
            return Mended(content, findings, "would be read differently when mended")
        content, findings = tried, look(document)
    return Mended(content, findings)


def mended(source: Source, findings: Iterable[Finding]) -> Source:
    """The lines with everything mended that the findings say how to mend; all else stays as it is, to the byte.

    Lines change places without their ends, so that a last line without one stays the last.
    """
    mends = {mend: None for finding in findings for mend in finding.mends}
    texts = list(source.texts)
    edits = sorted((mend for mend in mends if isinstance(mend, Edit)), key=lambda edit: (edit.line, edit.start))
    # Where two overlap, the second waits for the next round.
    clear = [edit for before, edit in zip((None, *edits), edits, strict=False) if not _overlap(before, edit)]
    for edit in reversed(clear):
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


def _overlap(before: Edit | None, edit: Edit) -> bool:
    return before is not None and before.line == edit.line and edit.start < before.end


def _holds_the_same(before: Document, after: Document) -> bool:
    """Whether nobody came by mending, and nobody went but from one of two lines that print one name."""
    there, here = (
        Counter((item.signatory.kind, uncased(item.signatory.name)) for item in document.items)
        for document in (before, after)
    )
    return there.keys() == here.keys() and here <= there
