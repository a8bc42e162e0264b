"""From a letter to the document that the rules look at: its entries, each with where and how it is typed."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from signers.blocks import signatory_blocks
from signers.checking.lists import instructions_for
from signers.entries import entries_of
from signers.errors import NoBlockError
from signers.model import Block, Entry, Form, Letter, Line, Signatory
from signers.names import tidy
from signers.reading.encodings import decode
from signers.signatories import LITTLE_EVIDENCE, signatories_of
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

# Readers of formats that are text, whose lines are those of the file.
TYPED = frozenset(("text", "markdown", "html", "sheets", "records"))
SURE = 0.95  # an entry that is less likely than that was guessed
# Marks that no reader sees: soft hyphen, zero-width space, word joiner, byte order mark, marks of direction.
UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_line_end = re.compile(r"(\r\n|\n|\r)")
_is_unseen = re.compile(f"[{UNSEEN}]").match
_bullet = re.compile(r"\s*(?:[-*+•·▪‣–—]|[-*+] \[[ xX]\])\s+")
_begins_counted = re.compile(r"\s*\(?(?:\d+|[a-zA-Z])[.)]").match


@frozen
class Source:
    """The lines of a text file as typed: `texts` without their ends, `ends` with what ends each ("" after the last).

    `encoding` is the one in which writing them again gives the same bytes; None where reading had to guess it. `mended`
    are the lines as they should have been decoded, where a wrong decoding went before.
    """

    texts: tuple[str, ...]
    ends: tuple[str, ...]
    encoding: str | None
    mended: tuple[str, ...] = ()

    def encoded(self) -> bytes:
        """The bytes of the file."""
        text = "".join(text + end for text, end in zip(self.texts, self.ends, strict=True))
        return text.encode(self.encoding or "utf-8")


@frozen
class Item:
    """An entry of a list: the signatory, its lines, its heading, and the number of the run of lines it stands in."""

    signatory: Signatory
    lines: tuple[Line, ...]
    heading: str | None = None
    run: int = 0
    is_stacked: bool = False  # name, title and organization stand on lines of their own

    @property
    def is_sure(self) -> bool:
        """Whether nothing about it was guessed."""
        flags = self.signatory.flags
        return self.signatory.confidence >= SURE and not any(flag.startswith(("doubtful", "unsure")) for flag in flags)

    @property
    def first(self) -> Line:
        """The line on which it begins."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line on which it ends."""
        return self.lines[-1]


@frozen
class Document:
    """A letter as the rules see it; `source` is None where the file is no text."""

    name: str
    reader: str
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    source: Source | None = None
    crowded: frozenset[int] = frozenset()  # the numbers of the lines on which several entries begin

    def sections(self) -> Iterator[tuple[Item, ...]]:
        """The entries in the parts in which they are listed: by block, and by the headings inside it."""
        parts: defaultdict[tuple[int, str | None], list[Item]] = defaultdict(list)
        for item in self.items:
            parts[item.signatory.block, item.signatory.group].append(item)
        for part in parts.values():
            yield tuple(part)

    def others(self) -> Iterator[Line]:
        """The lines that print no entry."""
        taken = {(line.page, line.number) for item in self.items for line in item.lines}
        return (line for line in self.lines if line.text and (line.page, line.number) not in taken)

    def typed(self, number: int) -> str:
        """The line of that number as typed; nothing where the file is no text."""
        texts = self.source.texts if self.source else ()
        return texts[number - 1] if 0 < number <= len(texts) else ""


def document_of(letter: Letter, reader: str, content: bytes = b"") -> Document:
    """The document of a letter that `reader` read from `content`.

    Lists that little shows to be lists of signatories are left out where there are others.

    Raises:
        NoBlockError: the letter holds no list.
    """
    blocks = signatory_blocks(letter) or signatory_blocks(letter, instructions_for(letter))
    items = tuple(
        item
        for block, entries in zip(blocks, entries_of(blocks), strict=True)
        for item in _items_of(block, entries, letter)
    )
    sure = tuple(item for item in items if LITTLE_EVIDENCE not in item.signatory.flags)
    if not items:
        raise NoBlockError(
            f"{letter.name}: holds no list of signatories", "`signers parse --lines` says what each line was taken for"
        )
    counts = Counter(item.first.number for item in sure or items)
    crowded = frozenset(number for number, count in counts.items() if count > 1)
    source = source_of(content) if reader in TYPED else None
    return Document(letter.name, reader, sure or items, letter.lines, source, crowded)


def _items_of(block: Block, entries: Sequence[Entry], letter: Letter) -> Iterator[Item]:
    entry_of = {(entry.lines[0].page, entry.lines[0].number, entry.text): entry for entry in entries}
    run_of = {(line.page, line.number): at for at, run in enumerate(block.runs) for line in run}
    for signatory in signatories_of(block, entries, letter):
        entry = entry_of[signatory.page, signatory.line, signatory.text]
        run = run_of.get((signatory.page, signatory.line), 0)
        heading = signatory.group or block.heading
        yield Item(signatory, entry.lines, heading, run, is_stacked=len(entry.parts) > 1)


def source_of(content: bytes) -> Source | None:
    """The lines of a text file as typed; None where the bytes are no text."""
    encoding: str | None = "utf-8-sig" if content.startswith(BOM_UTF8) else "utf-8"
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        encoding, told = None, decode(content)
        if told is None:
            return None
        text = told
    if "\x00" in text:
        return None
    texts, ends = _split(text)
    # Only a line that was decoded wrongly differs, and none is won or lost by mending it.
    mended = _split(told)[0] if (told := decode(content)) is not None and told != text else ()
    return Source(texts, ends, encoding, mended if len(mended) == len(texts) else ())


def _split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pieces = _line_end.split(text)
    return tuple(pieces[::2]), (*pieces[1::2], "")


def uncased(name: str) -> str:
    """A name without what capitals and spaces tell: names that are alike but for these are printed twice.

    >>> uncased("Access  NOW") == uncased("Access Now")
    True
    """
    return tidy(name).casefold()


# --- Where a text stands in what was typed ----------------------------------------------------------------------


def skeleton(text: str) -> tuple[str, list[int]]:
    r"""The text without unseen marks and with single spaces, and the place of each of its characters in the text.

    >>> skeleton("A \u200b B\tC")
    ('A B C', [0, 1, 4, 5, 6])
    """
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if _is_unseen(character):
            continue
        if character.isspace():
            if kept and kept[-1] == " ":
                continue
            character = " "  # noqa: PLW2901 - whatever space it is
        kept.append(character)
        places.append(at)
    return "".join(kept), places


def span_of(text: str, typed: str) -> tuple[int, int] | None:
    """From where to where `text` stands in a line as typed, spaces and unseen marks not counted; None where nowhere."""
    if text and (start := typed.find(text)) >= 0:
        return start, start + len(text)
    bare, places = skeleton(typed)
    sought = skeleton(text)[0].strip()
    at = bare.find(sought) if sought else -1
    return (places[at], places[at + len(sought) - 1] + 1) if at >= 0 else None


def typed_pieces(document: Document, item: Item, is_wanted: Callable[[str], object]) -> Iterator[tuple[int, int, int]]:
    """Where an entry is typed: the number of each of its lines that are wanted, and from where to where it stands."""
    if document.source is None:
        return
    told = item.signatory
    for line in item.lines:
        wanted: Iterable[str | None] = (line.text,)
        if line.form is Form.ROW:
            wanted = (told.name, told.title, told.affiliation, told.location)
        for text in wanted:
            for number in range(line.number, line.last_number + 1):
                if text and is_wanted(document.typed(number)) and (span := span_of(text, document.typed(number))):
                    yield (number, *span)
                    break


def is_plain(document: Document, items: Sequence[Item]) -> bool:
    """Whether each line is one name and nothing else, so that lines can change places, and none was guessed.

    All are typed alike, with the same bullet or none; numbers count them and would have to change too. Of a list that
    little shows to be one nothing else may stand in the file but headings.
    """
    if document.source is None or document.source.encoding is None or document.reader not in TYPED:
        return False
    if any(item.first.number in document.crowded for item in items):
        return False
    others = any(line.form is not Form.HEADING for line in document.others())
    if others and any(LITTLE_EVIDENCE in item.signatory.flags for item in items):
        return False
    fronts = {_front(document, item) for item in items}
    return len(fronts) == 1 and None not in fronts


def is_row(document: Document, item: Item) -> bool:
    """Whether an entry is a row of a table typed on one line that holds nobody else."""
    is_text = document.source is not None and document.source.encoding is not None and document.reader == "sheets"
    line = item.first
    is_one = len(item.lines) == 1 and line.form is Form.ROW and line.last_number == line.number
    return is_text and is_one and line.number not in document.crowded


def _front(document: Document, item: Item) -> str | None:
    """What is typed before a name that has a line to itself; None where it has not."""
    line = item.first
    whole = len(item.lines) == 1 and line.last_number == line.number and line.form not in {Form.ROW, Form.HEADING}
    if not whole or not item.is_sure:
        return None
    typed = document.typed(line.number)
    if bullet := _bullet.match(typed):
        return bullet[0]
    span = span_of(line.text, typed)
    if span is None or typed[span[1] :].strip() or typed[: span[0]].strip() or _begins_counted(typed):
        return None
    # A mark that parts the names would stand in the wrong place afterwards.
    return None if line.text.endswith((",", ";")) else typed[: span[0]]
