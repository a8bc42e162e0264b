"""The values that flow from letter to list; nothing here reads, writes or decides.

    Letter → Line → Block → Entry → Signatory → Match → Cluster

Every value is frozen: the next stage makes a new one. Scores run from 0 to 1, evidence is in bits.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Kind(StrEnum):
    """What a signatory is."""

    ORGANIZATION = "organization"
    PERSON = "person"


class Verdict(StrEnum):
    """What the evidence says about two names; only `DOUBTFUL` is put to a person."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


class Form(StrEnum):
    """How the format that a line comes from sets it off; a format that only prints knows nothing but `LINE`."""

    LINE = "line"  # as typeset: a name may go on in the next line
    PARAGRAPH = "paragraph"  # up to the end of a paragraph or a forced break: a name seldom goes on beyond it
    ITEM = "item"  # an item of a list: its first line bears a marker, further lines of the item none
    HEADING = "heading"  # a heading by its markup
    ROW = "row"  # a row of a table: `cells` holds what its columns hold
    NOTE = "note"  # a footnote or endnote, by its place or markup
    FURNITURE = "furniture"  # navigation, page header and footer, forms: nobody's name


@frozen
class Line:
    """One line of a letter, as its reader found it.

    `number` counts from 1 in the letter's text and `end` is the number of its last line, where the source of one line
    goes over several, else 0; `page` counts from 1. `left` is the indent, in characters, from the left edge of the
    column in which the line is set. `text` holds no white space at either end, no tags and no marks of markup; an empty
    `text` is a blank line. `marker` is the bullet or number, with the space after it, that stood before the text and
    was taken off. `strong` is the beginning of the text that is set in bold: all of it, a part, or nothing. `cells` are
    the cells of a row, and `text` is then all of them that hold something, joined by " | ".
    """

    number: int
    text: str
    page: int = 1
    left: int = 0
    marker: str = ""
    form: Form = Form.LINE
    strong: str = ""
    cells: tuple[str, ...] = ()
    end: int = 0

    @property
    def last_number(self) -> int:
        """The number of the last line that this one goes over in the source."""
        return self.end or self.number


@frozen
class Letter:
    """A document as received: its name for people, the hash of its bytes, and its lines."""

    name: str
    sha256: str
    lines: tuple[Line, ...]


@frozen
class Instructions:
    """What a person says of a letter, against what the program would find: where the list stands, and of what it is.

    `from_line` and `to_line` are the numbers of its first and last line, `columns` says in how many columns the letter
    is set, `kind` what all its signatories are. None leaves it to the program.
    """

    from_line: int | None = None
    to_line: int | None = None
    columns: int | None = None
    kind: Kind | None = None


@frozen
class LineRole:
    """What a line of a letter was taken for ("body", "entry", "continuation", "furniture" …), and why."""

    line: Line
    role: str
    why: str = ""


@frozen
class Block:
    """A signatory block: the lines that list who signed, in the runs in which they are printed.

    A run is set in one column: a blank line, a page's end or a piece of body text ends it. `number` counts from 1
    through the letter. `groups` holds for each run the heading inside the list that it stands under ("California",
    "Individuals"), or None. `why` says in words what showed the block to be one; `is_weak` that it was little.
    """

    number: int
    runs: tuple[tuple[Line, ...], ...]
    heading: str | None = None
    why: str = ""
    groups: tuple[str | None, ...] = ()
    is_weak: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the block, in the order printed."""
        return tuple(line for run in self.runs for line in run)


@frozen
class Entry:
    """One signatory as printed, with its wrapped lines rejoined.

    `confidence` is the probability, from 0 to 1, that these lines and no others are one entry. `flags` are words
    for what a reader should know, such as "joined" or "doubtful-join". `parts` are the lines that are no wrapped name:
    a person's name, title and organization on lines of their own; without them the text is one part.
    """

    text: str
    lines: tuple[Line, ...]
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@frozen
class Signatory:
    """What an entry says: an organization, or a person with title and affiliation, and where it is printed.

    The fields, in this order, are the record that `signers parse --format jsonl` prints. `line` and `end_line`
    count from 1; `block` numbers the separate lists of the letter.
    """

    name: str
    kind: Kind
    title: str | None = None
    affiliation: str | None = None
    location: str | None = None
    group: str | None = None
    letter: str = ""
    block: int = 1
    page: int = 1
    line: int = 0
    end_line: int = 0
    text: str = ""
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


@frozen
class Evidence:
    """One named reason for or against two names being one signatory.

    `bits` is its weight, positive for the same and negative for different; a veto is evidence that no weight outbids.
    `why` is a sentence's part that a person can read.
    """

    name: str
    bits: float
    why: str
    veto: bool = False


@frozen
class Match:
    """Two names with the evidence about them; `score` is the probability, 0 to 1, that they are one signatory."""

    left: str
    right: str
    score: float
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """What made us think so, in words, the weightiest first."""
        ranked = sorted(self.evidence, key=lambda piece: (not piece.veto, -abs(piece.bits), piece.name))
        return tuple(piece.why for piece in ranked)


@frozen
class Cluster:
    """The spellings of one signatory: `name` is the canonical one, `aliases` the others, `reasons` why they are one.

    Iterates over all spellings, the canonical name first when it is itself a printed one.
    """

    name: str
    spellings: tuple[str, ...]
    kind: Kind = Kind.ORGANIZATION
    reasons: tuple[str, ...] = field(default=())

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every spelling but the canonical one."""
        return tuple(spelling for spelling in self.spellings if spelling != self.name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.spellings)

    def __len__(self) -> int:
        return len(self.spellings)

    def __contains__(self, spelling: object) -> bool:
        return spelling in self.spellings


@frozen
class Grouping:
    """What deduplication found: the clusters, and the doubtful pairs that wait for a person, best question first."""

    clusters: tuple[Cluster, ...]
    doubtful: tuple[Match, ...] = ()


@frozen
class Listed:
    """A line of the clean list: a signatory under its canonical name, with where and how often it is printed.

    `title`, `affiliation` and `location` are the first that some entry prints; `letters` are in the order read;
    `entries` counts the printed entries. `signed` is the day of the first, where all say on which they were signed.
    """

    name: str
    kind: Kind
    title: str | None = None
    affiliation: str | None = None
    location: str | None = None
    aliases: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    entries: int = 1
    signed: str | None = None


class Action(StrEnum):
    """What a person can decide; the words of the commands and of the decisions file.

    The first three are about two names, the last six about entries as `parse` read them, the others about one name.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RENAME = "rename"  # to `value`, the canonical name
    SORT_AS = "sort-as"  # `value`, as if it were the name
    KIND = "kind"  # is `value`
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    ENTRY_OK = "entry-ok"  # read rightly, and not to be asked again
    ENTRY_UNSURE = "entry-unsure"  # a person looked and could not say: to be asked last
    NOT_AN_ENTRY = "not-an-entry"
    MEND = "mend"  # should read `value`
    JOIN = "join"  # entries printed one after another are one, which reads `value`
    SPLIT = "split"  # the first name is several entries: the others


@frozen
class Decision:
    """One thing that a person decided, about names and not about rows, so that it outlives the letters' versions.

    `names` are spellings as printed. `on` is a date as people write it down, "2026-11-25", and no moment.
    """

    action: Action
    names: tuple[str, ...]
    value: str = ""
    on: str = ""
    reason: str = ""


@frozen
class Withdrawal:
    """A name that wants to stand on no list any more: since when, and why."""

    name: str
    on: str = ""
    reason: str = ""


@frozen
class Answers:
    """All decisions that are in force, by what they are about; without any, people have decided nothing yet.

    Names are spellings as they were printed when they were decided about. They stand for the printed names of the same
    comparison key, also when no letter prints that spelling any more. Two names that `different` parts and that have
    one key stand for themselves only. A pair stands in one of `same`, `different` and `unsure`, the first name of the
    alphabet first, and the pairs in their order, so that the order of the decisions changes nothing. In `names` a later
    one outweighs an earlier one of the same signatory.
    """

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    sort_keys: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    withdrawn: tuple[Withdrawal, ...] = ()
    fine: frozenset[str] = frozenset()
    unsure_entries: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    mended: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


UNDECIDED = Answers()  # what is so as long as nobody has said anything
