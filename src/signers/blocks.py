"""From a letter to its signatory blocks: which passages list who signed, and which are body, addressees or furniture.

A passage is a run of lines between blank lines or pages. Its role is read from cue words (data/cues.tsv), from whether
it is made of names or of sentences, and, for passages of names, from the evidence in LIST_EVIDENCE: its weights are in
data/block-evidence.tsv. Passages of names that belong together are one block; text that only interrupts a list, as on
a page with a sidebar, does not end it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from signers.cues import (
    CUES_BEFORE_NAMES,
    LONGEST_CUE,
    Role,
    bare_text,
    cue_phrases,
    ends_sentence,
    has_strange_mark,
    heading_text,
    is_of_address,
    leads_on,
    markdown_heading,
    names_kind,
)
from signers.evidence import begins_with_marker, begins_with_person, words_of
from signers.knowledge import table, terms
from signers.lexicon import lexicon
from signers.model import Block, Form, Instructions, Letter, Line
from signers.passages import Passage, passages_by_themselves
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

WEIGHTS = "block-evidence.tsv"
_REMEMBERED = 1 << 14  # lines
_LONGEST_ADDRESS = 8  # lines on which an addressee is printed
_FEW = 5  # so many lines are in order by chance
_KNOWN_IN_NAMES = 3  # sightings
_TOLD = 99.0  # bits: a person said so
_WEAK = 4.0  # bits: a block with less behind it is reported as found with little evidence
# What may stand between the passages of one list.
_INSIDE_LISTS = frozenset({Role.NAMES, Role.FURNITURE, Role.GROUP})


@frozen
class Scene:
    """A passage of names with what stands around it: the material of the evidence."""

    lines: tuple[Line, ...]
    announced: bool = False  # a cue stands before it, with nothing but names between
    introduced: bool = False  # text that is no cue ends in a colon before it
    addressed: bool = False  # a salutation follows, with nothing but names between
    cuts_sentence: bool = False
    repeated: float = 0.0  # the share of its lines that are printed in another passage of names too
    stretch: int = 1  # the lines of all passages of names around it, with no other text between
    order: float = 0.0  # how far the beginnings of those passages are in alphabetical order, 0 to 1
    own_order: float | None = None  # how far its own lines are, where it is known already
    body_before: bool = False
    body_after: bool = False
    text_around: bool = True


def announced(scene: Scene) -> float:
    """It stands after a closing word or under a heading for signatories."""
    return 1.0 if scene.announced else 0.0


def introduced_otherwise(scene: Scene) -> float:
    """A sentence that says nothing of signing ends in a colon before it."""
    return 1.0 if scene.introduced else 0.0


def many_lines(scene: Scene) -> float:
    """It is long, or stands among many others: each doubling counts 1, up to 5."""
    return min(5.0, max(len(scene.lines), scene.stretch / 2).__ceil__().bit_length() - 1)


def in_order(scene: Scene) -> float:
    """Its lines, or the passages around it, are in alphabetical order: see `order_of`."""
    own = order_of(scene.lines) if scene.own_order is None else scene.own_order
    return max(own, scene.order)


def words_of_names(scene: Scene) -> float:
    """The share of its lines with a word of names, or a personal name first, from -1 for none to 1 for all.

    It counts only where nothing announces the list. A person's name at the beginning of a line counts as well.
    """
    if scene.announced:
        return 0.0
    known = sum(_has_word_of_names(line.text) or begins_with_person(line.text) for line in scene.lines)
    return 2 * known / len(scene.lines) - 1


def is_table(scene: Scene) -> float:
    """It is a table with a column of names."""
    return 1.0 if scene.lines[0].form is Form.ROW else 0.0


def printed_again(scene: Scene) -> float:
    """The share of its lines that another list of the letter prints too."""
    return scene.repeated


def cuts_sentence(scene: Scene) -> float:
    """It interrupts a sentence of the body, as a sidebar does."""
    return 1.0 if scene.cuts_sentence else 0.0


def ends_letter(scene: Scene) -> float:
    """The letter's text stands before it and none after (1), or no text and no cue stands before it (-1)."""
    if not scene.body_before:
        return 0.0 if scene.announced else -1.0
    return 0.0 if scene.body_after else 1.0


def before_salutation(scene: Scene) -> float:
    """It is a few lines before a salutation, as addressees are: 1, or 3 where one is of an address."""
    if not scene.addressed or len(scene.lines) > _LONGEST_ADDRESS:
        return 0.0
    return 3.0 if address_lines(scene) else 1.0


def nothing_else(scene: Scene) -> float:
    """The letter is a list or a table by its format, and holds nothing else."""
    listed = all(line.form in {Form.ROW, Form.ITEM} for line in scene.lines)
    return 1.0 if listed and not scene.text_around else 0.0


def address_lines(scene: Scene) -> float:
    """The share of its lines that are of an address, a phone number, an e-mail or a subject; not in a table."""
    if is_table(scene):
        return 0.0
    return sum(is_of_address(line.text) for line in scene.lines) / len(scene.lines)


def strange_marks(scene: Scene) -> float:
    """The share of its lines with marks that tables of contents and programs hold and names do not; not in a table."""
    if is_table(scene):
        return 0.0
    return sum(bool(has_strange_mark(line.text)) for line in scene.lines) / len(scene.lines)


def hardly_a_list(scene: Scene) -> float:
    """It is one line or two, with hardly another passage of names near."""
    return 1.0 if max(len(scene.lines), scene.stretch / 2) <= 2 else 0.0


LIST_EVIDENCE: tuple[Callable[[Scene], float], ...] = (
    announced,
    introduced_otherwise,
    many_lines,
    in_order,
    words_of_names,
    is_table,
    printed_again,
    cuts_sentence,
    ends_letter,
    nothing_else,
    before_salutation,
    address_lines,
    strange_marks,
    hardly_a_list,
)


def order_of(lines: Sequence[Line]) -> float:
    """How far lines are in alphabetical order: the share of steps in order above a half, times two; 0 for a few."""
    return _order_of_keys([_key(line.text) for line in lines])


def _order_of_keys(starts: Sequence[str]) -> float:
    if len(starts) < _FEW:
        return 0.0
    steps = sum(left <= right for left, right in pairwise(starts))
    return max(0.0, 2 * steps / (len(starts) - 1) - 1)


@lru_cache(_REMEMBERED)
def _key(text: str) -> str:
    """The words of a line without bullet or number, for comparing lines."""
    marker = begins_with_marker(text)
    return " ".join(words_of(text[marker.end() :] if marker else text))


def _has_word_of_names(text: str) -> bool:
    known = lexicon().words
    common = terms("small-words.txt")
    words = (word for word in words_of(text) if len(word) > 2 and word not in common)
    return any(word in known and known[word].total >= _KNOWN_IN_NAMES for word in words)


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight, _ in table(WEIGHTS)}


def signatory_blocks(letter: Letter, instructions: Instructions = Instructions()) -> tuple[Block, ...]:  # noqa: B008
    """The signatory blocks of a letter, numbered from 1 in the order printed; none when it has none.

    Where `instructions` say on which lines the list stands, what is no furniture there is the list.
    """
    if instructions.from_line is None and instructions.to_line is None:
        return blocks_of(passages_of(letter))
    first, last = instructions.from_line or 1, instructions.to_line or float("inf")
    named = replace(letter, lines=tuple(line for line in letter.lines if first <= line.number <= last))
    return blocks_of(tuple(_as_told(passages_by_themselves(named))))


def _as_told(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages of which a person said that they are the list."""
    for passage in passages:
        if passage.role in {*_INSIDE_LISTS, *CUES_BEFORE_NAMES}:
            yield replace(passage, bits=_TOLD, why="named as the list") if passage.role is Role.NAMES else passage
        else:
            yield Passage(passage.lines, Role.NAMES, _TOLD, "named as the list")


def passages_of(letter: Letter) -> tuple[Passage, ...]:
    """The passages of a letter, each with its role."""
    return tuple(_with_lists(passages_by_themselves(letter)))


def _with_lists(passages: Sequence[Passage]) -> Iterable[Passage]:
    """Weigh the passages of names: lists of signatories stay NAMES with their bits, the others become what they are."""
    weight = _weights()
    scenes = scenes_of(passages)
    for at, passage in enumerate(passages):
        if passage.role is not Role.NAMES:
            yield passage
            continue
        scene = scenes[at]
        shares = {piece: weight[piece.__name__] * piece(scene) for piece in LIST_EVIDENCE}
        bits = weight["prior"] + sum(shares.values())
        if bits > 0:
            strongest = sorted((piece for piece in shares if shares[piece] > 0), key=lambda piece: -shares[piece])[:2]
            yield replace(passage, bits=bits, why="; ".join(_says(piece) for piece in strongest))
        elif before_salutation(scene):
            yield replace(passage, role=Role.ADDRESSEE, bits=bits, why="stands before the salutation")
        else:
            yield replace(passage, role=Role.BODY, bits=bits, why="too little shows it to be a list")


def _says(piece: Callable[[Scene], float]) -> str:
    """What a piece of evidence says in words, without what its figures mean."""
    said = (piece.__doc__ or "").splitlines()[0].rstrip(".:").split(":")[0]
    return said.split(" (1)")[0].split(", from ")[0].lower()


def scenes_of(passages: Sequence[Passage]) -> dict[int, Scene]:
    """The scene of each passage of names, by its place among the passages."""
    names = [at for at, passage in enumerate(passages) if passage.role is Role.NAMES]
    ordered = {at: [_key(line.text) for line in passages[at].lines] for at in names}
    keys = {at: set(each) for at, each in ordered.items()}
    counts = Counter(key for printed in keys.values() for key in printed)
    cues, colons = _announcements(passages)
    addressed = _before_salutations(passages)
    stretches = _stretches(passages)
    bodies = [at for at, passage in enumerate(passages) if passage.role is Role.BODY]
    cut = _sentences_cut(passages)
    inside = _INSIDE_LISTS | {Role.HEADING}
    return {
        at: Scene(
            lines=passages[at].lines,
            announced=at in cues,
            introduced=at in colons,
            addressed=at in addressed,
            cuts_sentence=at in cut,
            repeated=sum(counts[key] > 1 for key in keys[at]) / len(keys[at]),
            stretch=stretches[at][0],
            order=stretches[at][1],
            own_order=_order_of_keys(ordered[at]),
            body_before=bool(bodies) and bodies[0] < at,
            body_after=bool(bodies) and bodies[-1] > at,
            text_around=any(passage.role not in inside for passage in passages),
        )
        for at in names
    }


def _announcements(passages: Sequence[Passage]) -> tuple[set[int], set[int]]:
    """The passages that a cue announces, and those that other text with a colon at its end does.

    A Markdown heading of the same level as the one that announced, or a higher one, ends what was announced.
    """
    cues: set[int] = set()
    colons: set[int] = set()
    reached: set[int] | None = None
    depth = 0
    for at, passage in enumerate(passages):
        level = _level(passage)
        if passage.role in CUES_BEFORE_NAMES:
            reached, depth = cues, level
        elif passage.role is Role.GROUP:
            reached = None if level and level <= depth else reached
        elif passage.role is Role.BODY:
            reached = {"cue": cues, "colon": colons}.get(_how_it_leads_on(passage))
        elif passage.role not in _INSIDE_LISTS:
            reached = None
        if reached is not None:
            reached.add(at)
    return cues, colons


def _how_it_leads_on(passage: Passage) -> str:
    """How body text before names announces them: by a cue at its end, by a colon, or not clearly or not at all."""
    if not passage.lines[-1].text.endswith(":"):
        return ""
    words = bare_text(" ".join(line.text for line in passage.lines)).split()[-LONGEST_CUE:]
    end = " ".join(["", *words])
    if leads_on(end):
        return "colon"
    if any(end.endswith(f" {phrase}") for phrase in cue_phrases(Role.HEADING)):
        return "cue"
    said = any(f" {phrase} " in end for role in CUES_BEFORE_NAMES for phrase in cue_phrases(role))
    return "" if said else "colon"


def _level(passage: Passage) -> int:
    mark = markdown_heading(passage.lines[0].text)
    return len(mark[1]) if mark else 0


def _before_salutations(passages: Sequence[Passage]) -> set[int]:
    found: set[int] = set()
    greets = False
    for at in range(len(passages) - 1, -1, -1):
        role = passages[at].role
        greets = role is Role.SALUTATION or (greets and role in _INSIDE_LISTS)
        if greets:
            found.add(at)
    return found


def _sentences_cut(passages: Sequence[Passage]) -> set[int]:
    """The passages between two pieces of body text of which the first ends in mid-sentence."""
    found: set[int] = set()
    between: list[int] = []
    before: Passage | None = None
    for at, passage in enumerate(passages):
        if passage.role in _INSIDE_LISTS:
            between.append(at)
            continue
        if before and before.role is passage.role is Role.BODY and not ends_sentence(before.lines[-1].text):
            found.update(between)
        before, between = passage, []
    return found


def _stretches(passages: Sequence[Passage]) -> dict[int, tuple[int, float]]:
    """For each passage of names, the lines of all around it with no other text between, and their order."""
    found: dict[int, tuple[int, float]] = {}
    inside = _INSIDE_LISTS | {Role.HEADING}
    for together, group in groupby(enumerate(passages), key=lambda pair: pair[1].role in inside):
        if together:
            names = [(at, passage) for at, passage in group if passage.role is Role.NAMES]
            lines = sum(len(passage.lines) for _, passage in names)
            order = order_of([passage.lines[0] for _, passage in names])
            found.update((at, (lines, order)) for at, _ in names)
    return found


def blocks_of(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The blocks that the passages with the role NAMES make up."""
    blocks: list[list[Passage]] = []
    headings: list[str | None] = []
    groups: list[list[str | None]] = []
    heading: str | None = None
    group: str | None = None
    opened = True  # a cue opens a new block; so does a list that begins again
    text_between = False
    for passage in passages:
        if passage.role in CUES_BEFORE_NAMES:
            heading = heading_text(passage.lines[0].text)
            group = heading if passage.role is Role.HEADING and names_kind(heading) else None
            opened = opened or passage.role is Role.CLOSING or text_between or not blocks
        elif passage.role is Role.GROUP:
            group = heading_text(passage.lines[0].text)
        elif passage.role is Role.NAMES:
            if opened or not blocks or (text_between and _begins_again(blocks[-1], passage)):
                blocks.append([])
                headings.append(heading)
                groups.append([])
            blocks[-1].append(passage)
            groups[-1].append(group)
            opened = text_between = False
            heading = None
        elif passage.role not in _INSIDE_LISTS:
            text_between = True
            group = None
    return tuple(
        block_of(number, block, title, tuple(under))
        for number, (block, title, under) in enumerate(zip(blocks, headings, groups, strict=True), start=1)
    )


def block_of(number: int, block: Sequence[Passage], heading: str | None, groups: tuple[str | None, ...]) -> Block:
    """A block of passages of names; the one that is most surely a list speaks for all."""
    surest = max(block, key=lambda passage: passage.bits)
    runs = tuple(passage.lines for passage in block)
    return Block(number, runs, heading, surest.why, groups, is_weak=surest.bits < _WEAK)


def _begins_again(block: Sequence[Passage], passage: Passage) -> bool:
    """Whether a passage prints names that the block holds already."""
    printed = {_key(line.text) for part in block for line in part.lines}
    lines = [_key(line.text) for line in passage.lines]
    return sum(line in printed for line in lines) > len(lines) / 3
