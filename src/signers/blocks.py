"""From a letter to its signatory blocks: which passages list who signed, and which are body, addressees or furniture.

A passage is a run of lines between blank lines or pages. Its role is read from cue words (data/cues.tsv), from whether
it is made of names or of sentences, and, for passages of names, from the evidence in LIST_EVIDENCE: its weights are in
data/block-evidence.tsv. Passages of names that belong together are one block; text that only interrupts a list, as on
a page with a sidebar, does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from signers.evidence import words_of
from signers.knowledge import table, terms
from signers.model import Block, Letter, Line

CUES = "cues.tsv"
WEIGHTS = "block-evidence.tsv"
# An addressee is printed on few lines, and few addressees stand before one salutation.
_LONGEST_ADDRESS = 8
_MOST_ADDRESSEES = 6
_WEAK = 4.0  # bits: a block with less behind it is reported as found with little evidence

_marks = re.compile(r"^[\s#>*_=~]+|[\s*_:.,;!=~]+$")
_letters = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ends_sentence = re.compile(r"[.!?:][\"'”’)\]]*$").search
_sentence_inside = re.compile(r"[a-zß-ÿ)][.!?]\s+[A-ZÀ-Þ]").search
_is_date = re.compile(
    r"^(?:\w+,?\s+){0,3}(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?[^\W\d]{3,}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\.?$"
).match
_is_furniture = re.compile(r"^[\W_]*(?:page|seite|página|pagina)?[\W_]*\d{0,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?[\W_]*$", re.I).match
_has_contact = re.compile(r"[\w.+-]+@\w[\w-]*\.\w|\(?\d{3}\)?[\s./-]\d{3}[\s.-]\d{4}|\+\d[\d\s()-]{7,}|https?://", re.I).search
_is_address_line = re.compile(
    r"\b\d{5}(?:-\d{4})?$|\bP\.?\s?O\.? Box\b|^\d+\s+\w.*\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Way)\b"
    r"|^(?:Re|RE|Subject|Via|VIA|By e-?mail|Attn)\b.{0,3}[:.\s]",
).search
_is_markup = re.compile(r"^(?:---+|===+|<!--.*-->|<[^>]+>)$").match


class Role(StrEnum):
    """What a passage is to the letter."""

    BODY = "body"
    CLOSING = "closing"
    HEADING = "heading"
    SALUTATION = "salutation"
    ADDRESSEE = "addressee"
    COPY = "copy"
    CONTACT = "contact"
    AFTER = "after"
    FURNITURE = "furniture"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand together, with the role decided for them, the bits for their being a list, and the reason."""

    lines: tuple[Line, ...]
    role: Role
    bits: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage of names with what stands around it: the material of the evidence."""

    lines: tuple[Line, ...]
    announced: Role | None  # the cue before it, with nothing but names between
    to_salutation: int | None  # how many passages of names stand between it and a salutation; None: none follows
    cuts_sentence: bool
    repeated: float  # the share of its lines that are printed in another passage of names too
    stretch: int  # the lines of all passages of names around it, with no other text between


def announced(scene: Scene) -> float:
    """It stands after a closing word or under a heading for signatories."""
    return 1.0 if scene.announced else 0.0


def many_lines(scene: Scene) -> float:
    """It is long, or stands among many others: each doubling counts 1, up to 5."""
    return min(5.0, max(len(scene.lines), scene.stretch / 2).__ceil__().bit_length() - 1)


def in_order(scene: Scene) -> float:
    """Its lines are in alphabetical order: the share of neighbours in order above a half, times two; 0 for a few."""
    starts = [" ".join(words_of(line.text)) for line in scene.lines]
    if len(starts) < 5:  # noqa: PLR2004 - fewer lines are in order by chance
        return 0.0
    steps = sum(left <= right for left, right in zip(starts, starts[1:], strict=False))
    return max(0.0, 2 * steps / (len(starts) - 1) - 1)


def printed_again(scene: Scene) -> float:
    """The share of its lines that another list of the letter prints too."""
    return scene.repeated


def cuts_sentence(scene: Scene) -> float:
    """It interrupts a sentence of the body, as a sidebar does."""
    return 1.0 if scene.cuts_sentence else 0.0


def before_salutation(scene: Scene) -> float:
    """It is a few lines just before a salutation, as addressees are."""
    near = scene.to_salutation is not None and scene.to_salutation < _MOST_ADDRESSEES
    return 1.0 if near and len(scene.lines) <= _LONGEST_ADDRESS else 0.0


def address_lines(scene: Scene) -> float:
    """The share of its lines that are of an address, a phone number, an e-mail or a subject."""
    return sum(bool(_is_address_line(line.text) or _has_contact(line.text)) for line in scene.lines) / len(scene.lines)


def hardly_a_list(scene: Scene) -> float:
    """It is one line or two, with no other passage of names near."""
    return 1.0 if max(len(scene.lines), scene.stretch) <= 2 else 0.0  # noqa: PLR2004


LIST_EVIDENCE: tuple[Callable[[Scene], float], ...] = (
    announced,
    many_lines,
    in_order,
    printed_again,
    cuts_sentence,
    before_salutation,
    address_lines,
    hardly_a_list,
)


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight, _ in table(WEIGHTS)}


@cache
def _cues(role: Role) -> tuple[str, ...]:
    return tuple(sorted((phrase for name, _, phrase in table(CUES) if name == role), key=len, reverse=True))


def signatory_blocks(letter: Letter) -> tuple[Block, ...]:
    """The signatory blocks of a letter, numbered from 1 in the order printed; none when it has none."""
    return blocks_of(passages_of(letter))


def passages_of(letter: Letter) -> tuple[Passage, ...]:
    """The passages of a letter, each with its role."""
    passages = [_by_itself(lines) for lines in _runs(letter.lines)]
    passages = _with_copies(passages)
    return tuple(_with_lists(passages))


def _runs(lines: Iterable[Line]) -> list[tuple[Line, ...]]:
    """The lines between blank lines and pages; a cue on a line of its own stands by itself."""
    runs: list[list[Line]] = []
    for line in lines:
        alone = bool(line.text) and _is_cue_line(line.text)
        before = runs[-1][-1] if runs and runs[-1] else None
        if not line.text or alone or (before and before.page != line.page):
            runs.append([])
        if line.text:
            runs[-1:] = [[*(runs[-1] if runs else []), line]]
        if alone:
            runs.append([])
    return [tuple(run) for run in runs if run]


def _is_cue_line(text: str) -> bool:
    return _own_cue(text) in {Role.CLOSING, Role.HEADING}


def _bare(text: str) -> str:
    return _marks.sub("", text).casefold()


def _own_cue(text: str) -> Role | None:
    """The role that a line has by its words alone."""
    bare = _bare(text)
    if not bare:
        return None
    for role in (Role.CLOSING, Role.HEADING):
        if bare in _cues(role):
            return role
    words = bare.split()
    # "Respectfully submitted on behalf of all," closes; "Organizations supporting this statement include:" heads.
    ends_open = text.rstrip(" *_").endswith((":", ","))
    if ends_open and len(words) <= 12 and not _says_sentence(words[:4]):  # noqa: PLR2004
        for role in (Role.CLOSING, Role.HEADING):
            if text.rstrip(" *_").endswith(":") or len(words) <= 4:  # noqa: PLR2004
                if any(bare.startswith(phrase + " ") for phrase in _cues(role)):
                    return role
                if role is Role.HEADING and any(f" {phrase}" in bare for phrase in _cues(role)):
                    return role
    if len(words) <= 6 and any(bare == f"the {phrase}" for phrase in _cues(Role.HEADING)):  # noqa: PLR2004
        return Role.HEADING
    for role in (Role.SALUTATION, Role.COPY, Role.CONTACT, Role.AFTER):
        for phrase in _cues(role):
            if bare == phrase or bare.startswith((phrase + " ", phrase + ":", phrase + ".")):
                if role is Role.SALUTATION and not text.rstrip(" *_").endswith((",", ":", ";", "!", ".")):
                    continue
                return role
    return None


def _says_sentence(words: Sequence[str]) -> bool:
    return any(word in terms("sentence-words.txt") for word in words)


def _by_itself(lines: tuple[Line, ...]) -> Passage:
    """The role of a passage as far as its own words tell: names that may be a list are NAMES, with no bits yet."""
    text = " ".join(line.text for line in lines)
    if all(_is_furniture(line.text) or _is_markup(line.text) for line in lines):
        return Passage(lines, Role.FURNITURE, why="a page number, a rule or markup")
    cue = _own_cue(lines[0].text)
    if cue and (len(lines) == 1 or cue not in {Role.CLOSING, Role.HEADING}) and not (cue is Role.SALUTATION and len(lines) > 1 and not is_prose(lines)):
        return Passage(lines, cue, why=f"begins with “{lines[0].text[:30]}”")
    if len(lines) == 1 and _is_date(text):
        return Passage(lines, Role.FURNITURE, why="a date")
    if is_prose(lines):
        return Passage(lines, Role.BODY, why="made of sentences")
    return Passage(lines, Role.NAMES)


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are sentences rather than names: most of their longer words begin in lower case."""
    text = " ".join(line.text for line in lines)
    words = [word for word in _letters.findall(text) if len(word) > 3 and word.casefold() not in terms("small-words.txt")]  # noqa: PLR2004
    if not words:
        return False
    small = sum(word[0].islower() for word in words) / len(words)
    said = _says_sentence([word.casefold() for word in _letters.findall(text)])
    if small > 0.6:  # noqa: PLR2004
        return said or len(words) > 5 or bool(_ends_sentence(text))  # noqa: PLR2004
    return small > 0.3 and said and bool(_sentence_inside(text) or _ends_sentence(text) or len(text) > 150)  # noqa: PLR2004


def _with_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Names right after a copy, contact or closing note belong to it."""
    found: list[Passage] = []
    for passage in passages:
        before = found[-1].role if found else None
        follows = before in {Role.COPY, Role.CONTACT, Role.AFTER} and passage.role is Role.NAMES
        found.append(replace(passage, role=before or passage.role, why="goes on from the lines before") if follows else passage)
    return found


def _with_lists(passages: Sequence[Passage]) -> Iterable[Passage]:
    """Weigh the passages of names: lists of signatories stay NAMES with their bits, the others become what they are."""
    weight = _weights()
    scenes = _scenes(passages)
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
        elif scene.to_salutation is not None and before_salutation(scene):
            yield replace(passage, role=Role.ADDRESSEE, bits=bits, why="stands before the salutation")
        else:
            yield replace(passage, role=Role.BODY, bits=bits, why="too little shows it to be a list")


def _says(piece: Callable[[Scene], float]) -> str:
    return (piece.__doc__ or "").splitlines()[0].rstrip(".:").split(":")[0].lower()


def _scenes(passages: Sequence[Passage]) -> dict[int, Scene]:
    names = [at for at, passage in enumerate(passages) if passage.role is Role.NAMES]
    printed = {at: {" ".join(words_of(line.text)) for line in passages[at].lines} for at in names}
    counts: dict[str, int] = {}
    for lines in printed.values():
        for line in lines:
            counts[line] = counts.get(line, 0) + 1
    scenes = {}
    for at in names:
        again = sum(counts[line] > 1 for line in printed[at]) / len(printed[at])
        scenes[at] = Scene(
            lines=passages[at].lines,
            announced=_announcement(passages, at),
            to_salutation=_to_salutation(passages, at),
            cuts_sentence=_interrupts(passages, at),
            repeated=again,
            stretch=_stretch(passages, at),
        )
    return scenes


def _announcement(passages: Sequence[Passage], at: int) -> Role | None:
    for passage in reversed(passages[:at]):
        if passage.role in {Role.CLOSING, Role.HEADING}:
            return passage.role
        if passage.role not in {Role.NAMES, Role.FURNITURE}:
            return None
    return None


def _to_salutation(passages: Sequence[Passage], at: int) -> int | None:
    between = 0
    for passage in passages[at + 1 :]:
        if passage.role is Role.SALUTATION:
            return between
        if passage.role is Role.NAMES:
            between += 1
        elif passage.role is not Role.FURNITURE:
            return None
    return None


def _interrupts(passages: Sequence[Passage], at: int) -> bool:
    """Whether the body before ends in mid-sentence and goes on after."""
    before = next((p for p in reversed(passages[:at]) if p.role is not Role.NAMES and p.role is not Role.FURNITURE), None)
    after = next((p for p in passages[at + 1 :] if p.role is not Role.NAMES and p.role is not Role.FURNITURE), None)
    if not before or not after or before.role is not Role.BODY or after.role is not Role.BODY:
        return False
    return not _ends_sentence(before.lines[-1].text)


def _stretch(passages: Sequence[Passage], at: int) -> int:
    lines = len(passages[at].lines)
    for step in (-1, 1):
        there = at + step
        while 0 <= there < len(passages) and passages[there].role in {Role.NAMES, Role.FURNITURE, Role.HEADING}:
            if passages[there].role is Role.NAMES:
                lines += len(passages[there].lines)
            there += step
    return lines


def blocks_of(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The blocks that the passages with the role NAMES make up."""
    blocks: list[list[Passage]] = []
    headings: list[str | None] = []
    heading: str | None = None
    opened = True  # a cue opens a new block; so does a list that begins again
    text_between = False
    for passage in passages:
        if passage.role in {Role.CLOSING, Role.HEADING}:
            heading = _marks.sub("", passage.lines[0].text)
            opened = opened or passage.role is Role.CLOSING or text_between or not blocks
        elif passage.role is Role.NAMES:
            if opened or not blocks or (text_between and _begins_again(blocks[-1], passage)):
                blocks.append([])
                headings.append(heading)
            blocks[-1].append(passage)
            opened = text_between = False
            heading = None
        elif passage.role is not Role.FURNITURE:
            text_between = True
    return tuple(
        Block(number, tuple(passage.lines for passage in block), title, block[0].why)
        for number, (block, title) in enumerate(zip(blocks, headings, strict=True), start=1)
    )


def _begins_again(block: Sequence[Passage], passage: Passage) -> bool:
    """Whether a passage prints names that the block holds already."""
    printed = {" ".join(words_of(line.text)) for part in block for line in part.lines}
    lines = [" ".join(words_of(line.text)) for line in passage.lines]
    return sum(line in printed for line in lines) > len(lines) / 3


def is_weak(passages: Sequence[Passage]) -> bool:
    """Whether the best list of a letter was found with little evidence."""
    bits = [passage.bits for passage in passages if passage.role is Role.NAMES]
    return bool(bits) and max(bits) < _WEAK
