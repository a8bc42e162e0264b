"""From a letter to its signatory blocks: which passages list who signed, and which are body, addressees or furniture.

A passage is a run of lines between blank lines or pages. Its role is read from cue words (data/cues.tsv), from whether
it is made of names or of sentences, and, for passages of names, from the evidence in LIST_EVIDENCE: its weights are in
data/block-evidence.tsv. Passages of names that belong together are one block; text that only interrupts a list, as on
a page with a sidebar, does not end it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from signers.evidence import begins_with_marker, words_of
from signers.knowledge import table, terms
from signers.lexicon import lexicon
from signers.model import Block, Letter, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CUES = "cues.tsv"
WEIGHTS = "block-evidence.tsv"
_LONGEST_ADDRESS = 8  # lines on which an addressee is printed
_LONGEST_HEADING = 5  # words of a heading inside a list
_LONGEST_CUE = 12  # words of a line that announces a list and ends in a colon
_LONGEST_HEAD = 4  # lines of a running head
_FEW = 5  # so many lines are in order by chance
_KNOWN_IN_NAMES = 3  # sightings
_WEAK = 4.0  # bits: a block with less behind it is reported as found with little evidence

_enumerator = re.compile(r"^[\s#>*_=~•-]+|^(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]\s+", re.IGNORECASE).sub
_count = re.compile(
    r"\s*[-–—:]?\s*\(?(?:\d{1,4}|\([^()]*\))\)?$"
).sub  # "Signatories (43)", "Signatories as printed: 43"
_outer_marks = re.compile(r"^[\s*_]+|[\s*_:.,;!=~#]+$").sub
_letters = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ends_sentence = re.compile(r"[.!?:][\"'”’)\]]*$").search
_sentence_inside = re.compile(r"[a-zß-ÿ)][.!?]\s+[A-ZÀ-Þ]").search
_is_date = re.compile(
    r"^(?:[^\W\d]+,?\s+){0,3}(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d]{3,}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\.?$"
).match
_is_page_number = re.compile(
    r"^[\W_]*(?:(?:page|seite|página|pagina|pág|pg|p)\b[\W_]*)?\d{1,4}(?:\s*(?:of|/|von|de|sur|di|van)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
).match
_names_page = re.compile(r"\b(?:page|seite|página|pagina)\W{0,3}\d{1,4}\b", re.IGNORECASE).search
_is_rule = re.compile(r"^[\W_]+$").match  # "______", "* * *", "###"
_is_markup = re.compile(r"^(?:<!--.*-->|(?:</?\w[^>]*>\s*)+|\[[^\]]+\]:\s+\S+.*|```.*)$").match
_is_field = re.compile(r"^[A-Za-z][\w -]{1,24}:(?:\s|$)").match  # "Subject: …", as mail and front matter begin
_has_contact = re.compile(
    r"[\w.+-]+@\w[\w-]*\.\w|\(?\d{3}\)?[\s./-]\d{3}[\s.-]\d{4}|\+\d[\d\s()-]{7,}|https?://", re.IGNORECASE
).search
_is_address_line = re.compile(
    r"\b\d{5}(?:-\d{4})?$|\bP\.?\s?O\.? Box\b"
    r"|^\d+\s+\w.*\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Way)\b"
    r"|^(?:Re|RE|Subject|Via|VIA|By e-?mail|Attn|To|TO)\b.{0,3}[:.\s]",
).search
# What lines of a table of contents, of a program or of a table hold and names do not.
_has_strange_mark = re.compile(
    r"\.{4,}|(?:\. ){4,}|\s{3,}\d{1,4}$|[{}=;\\<>$^`]|\w\(\)|^\s*(?:\|.*\||//|#include)"
).search
_note_mark = re.compile(r"^(\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\d{1,3})(?=\s*\S)").match
_reads_like_note = re.compile(r"\b[vV]\.\s|\bSee\b|\bId\.|\bIbid|\b(?:19|20)\d\d\b|https?://|\bpp?\.\s?\d").search
_markdown_heading = re.compile(r"^(#{1,6})\s+\S").match
_is_bold = re.compile(r"^(?:\*\*[^*]+\*\*|__[^_]+__):?$").match
# A line that ends so goes on in what follows: "The undersigned call on the government to:".
_leads_on = re.compile(r"\b(?:to|that|for|à|de|a|que|dass|zu|di|che|om|te|for our)$").search


class Role(StrEnum):
    """What a passage is to the letter."""

    BODY = "body"
    CLOSING = "closing"
    HEADING = "heading"
    GROUP = "group"  # a heading inside a list ("California"): no cue by itself
    SALUTATION = "salutation"
    ADDRESSEE = "addressee"
    COPY = "copy"
    CONTACT = "contact"
    AFTER = "after"
    PART = "part"  # "Appendix A": what was announced before does not reach beyond it
    FURNITURE = "furniture"
    NAMES = "names"


_CUES_BEFORE_NAMES = (Role.CLOSING, Role.HEADING)
_CUES_ELSEWHERE = (Role.SALUTATION, Role.COPY, Role.CONTACT, Role.AFTER, Role.PART)
# What may stand between the passages of one list.
_INSIDE_LISTS = frozenset({Role.NAMES, Role.FURNITURE, Role.GROUP})


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
    announced: bool = False  # a cue stands before it, with nothing but names between
    introduced: bool = False  # text that is no cue ends in a colon before it
    addressed: bool = False  # a salutation follows, with nothing but names between
    cuts_sentence: bool = False
    repeated: float = 0.0  # the share of its lines that are printed in another passage of names too
    stretch: int = 1  # the lines of all passages of names around it, with no other text between
    order: float = 0.0  # how far the beginnings of those passages are in alphabetical order, 0 to 1
    body_before: bool = False
    body_after: bool = False


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
    return max(order_of(scene.lines), scene.order)


def words_of_names(scene: Scene) -> float:
    """The share of its lines with a word that names of organizations hold, from -1 for none to 1 for all.

    It counts only where nothing announces the list.
    """
    if scene.announced:
        return 0.0
    known = sum(_has_word_of_names(line.text) for line in scene.lines)
    return 2 * known / len(scene.lines) - 1


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
    """It is a few lines before a salutation, as addressees are."""
    return 1.0 if scene.addressed and len(scene.lines) <= _LONGEST_ADDRESS else 0.0


def address_lines(scene: Scene) -> float:
    """The share of its lines that are of an address, a phone number, an e-mail or a subject."""
    return sum(bool(_is_address_line(line.text) or _has_contact(line.text)) for line in scene.lines) / len(scene.lines)


def strange_marks(scene: Scene) -> float:
    """The share of its lines with marks that tables of contents and programs hold and names do not."""
    return sum(bool(_has_strange_mark(line.text)) for line in scene.lines) / len(scene.lines)


def hardly_a_list(scene: Scene) -> float:
    """It is one line or two, with hardly another passage of names near."""
    return 1.0 if max(len(scene.lines), scene.stretch / 2) <= 2 else 0.0


LIST_EVIDENCE: tuple[Callable[[Scene], float], ...] = (
    announced,
    introduced_otherwise,
    many_lines,
    in_order,
    words_of_names,
    printed_again,
    cuts_sentence,
    ends_letter,
    before_salutation,
    address_lines,
    strange_marks,
    hardly_a_list,
)


def order_of(lines: Sequence[Line]) -> float:
    """How far lines are in alphabetical order: the share of steps in order above a half, times two; 0 for a few."""
    starts = [_key(line.text) for line in lines]
    if len(starts) < _FEW:
        return 0.0
    steps = sum(left <= right for left, right in pairwise(starts))
    return max(0.0, 2 * steps / (len(starts) - 1) - 1)


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


@cache
def _cues(role: str) -> tuple[str, ...]:
    return tuple(sorted((phrase.casefold() for name, _, phrase in table(CUES) if name == role), key=len, reverse=True))


@cache
def _signing_words() -> tuple[str, ...]:
    """The cue words, between spaces, that speak of signing wherever they stand in a heading."""
    return tuple(f" {phrase} " for role in _CUES_BEFORE_NAMES for phrase in _cues(role) if phrase not in _cues("kind"))


@cache
def _place_names() -> frozenset[str]:
    return frozenset(form.casefold() for row in table("places.tsv") for form in row[1:] if len(form) > 2)


def signatory_blocks(letter: Letter) -> tuple[Block, ...]:
    """The signatory blocks of a letter, numbered from 1 in the order printed; none when it has none."""
    return blocks_of(passages_of(letter))


def passages_of(letter: Letter) -> tuple[Passage, ...]:
    """The passages of a letter, each with its role."""
    hidden = _hidden_lines(letter.lines) | _running_heads(letter.lines)
    passages = [_by_itself(run, hidden) for run in _runs(letter.lines, hidden)]
    return tuple(_with_lists(_with_notes(_with_copies(_with_groups(passages)))))


def _hidden_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that a reader of the letter does not see: front matter, the head of a mail, comments."""
    hidden: set[int] = set()
    first = next((at for at, line in enumerate(lines) if line.text), 0)
    head = lines[first:]
    if head and head[0].text == "---":
        end = next((at for at, line in enumerate(head[1:60], start=1) if line.text in {"---", "..."}), 0)
        if any(_is_field(line.text) for line in head[1:end]):
            hidden.update(line.number for line in head[: end + 1])
    fields = next((at for at, line in enumerate(head) if not _is_field(line.text)), len(head))
    if fields > 1 and (fields == len(head) or not head[fields].text):
        hidden.update(line.number for line in head[:fields])
    inside = False
    for line in lines:
        if inside or line.text.startswith("<!--"):
            hidden.add(line.number)
            inside = "-->" not in line.text
    return frozenset(hidden)


def _running_heads(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that stand at the edge of page after page and are no part of the letter.

    A head or foot is short and stands apart; it counts the pages, or it is the same on three pages or more.
    """
    edges: dict[tuple[str, str], list[tuple[Line, ...]]] = defaultdict(list)
    heads: list[tuple[Line, ...]] = []
    for _, page in groupby((line for line in lines), key=lambda line: line.page):
        runs = [tuple(run) for printed, run in groupby(page, key=lambda line: bool(line.text)) if printed]
        for edge, run in (("top", runs[0]), ("foot", runs[-1])) if runs else ():
            if len(run) > _LONGEST_HEAD:
                continue
            last = run[-1].text
            if edge == "top" and run[0].page > 1 and (_is_date(last) or _names_page(last)):
                heads.append(run)
            edges[edge, re.sub(r"\d+", "#", " ".join(line.text for line in run))].append(run)
    for same in edges.values():
        pages = {run[0].page for run in same}
        offsets = {tuple(int(n) - run[0].page for n in re.findall(r"\d{1,4}", run[-1].text)) for run in same}
        counts_pages = len(pages) > 1 and any(len(set(column)) == 1 for column in zip(*offsets, strict=False))
        if counts_pages or len(pages) > 2:
            heads += same
    return frozenset(line.number for run in heads for line in run)


def _runs(lines: Iterable[Line], hidden: frozenset[int]) -> list[tuple[Line, ...]]:
    """The lines between blank lines and pages; a cue on a line of its own stands by itself.

    What is no part of the letter stands by itself too. A page number inside a run does not end it.
    """
    runs: list[list[Line]] = [[]]
    for line in lines:
        before = runs[-1][-1] if runs[-1] else None
        if not line.text or (before and before.page != line.page):
            runs.append([])
        if not line.text:
            continue
        if _is_page_number(line.text) or (_is_date(line.text) and not before):
            runs.insert(-1 if runs[-1] else len(runs), [line])
            runs += [] if runs[-1] != [line] else [[]]
        elif line.number in hidden or _is_rule(line.text) or _is_markup(line.text) or _stands_alone(line.text):
            runs += [[line], []]
        elif before and _begins_part(line.text):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [tuple(run) for run in runs if run]


def _stands_alone(text: str) -> bool:
    """Whether a line is a cue or a heading, whatever stands around it."""
    cue = cue_of(text)
    if cue is Role.SALUTATION:
        return text[0].isupper() and len(text.split()) <= _LONGEST_CUE
    return cue in _CUES_BEFORE_NAMES or bool(_markdown_heading(text))


def _begins_part(text: str) -> bool:
    """Whether a line ends the names above it, though no blank line stands between: "cc: …"."""
    if cue_of(text) not in {Role.COPY, Role.CONTACT, Role.AFTER}:
        return False
    return ":" in text or _bare(text) in {*_cues(Role.COPY), *_cues(Role.CONTACT), *_cues(Role.AFTER)}


def _bare(text: str) -> str:
    """A line without what sets it off: enumerators, markup, marks at its end, a count in brackets."""
    bare = _outer_marks("", _enumerator("", _outer_marks("", text)))
    return _outer_marks("", _count("", bare)).casefold() or bare.casefold()


def cue_of(text: str) -> Role | None:
    """The role that a line has by its words alone.

    >>> [str(cue_of(line)) for line in ("Sincerely,", "## Signatories (43)", "Dear Ms. Chen,", "cc: Jo Ray")]
    ['closing', 'heading', 'salutation', 'copy']
    >>> cue_of("Sierra Club"), cue_of("The undersigned organizations call on the government to:")
    (None, None)
    """
    bare = _bare(text)
    if not bare:
        return None
    for role in _CUES_BEFORE_NAMES:
        if bare in _cues(role) or bare.removeprefix("the ") in _cues(role):
            return role
    if _markdown_heading(text) and any(phrase in f" {bare} " for phrase in _signing_words()):
        return Role.HEADING
    return _open_cue(text, bare) or next((role for role in _CUES_ELSEWHERE if _begins_with_cue(text, bare, role)), None)


def _open_cue(text: str, bare: str) -> Role | None:
    """The role of a longer line that announces a list.

    "Respectfully submitted on behalf of all," closes; "Organizations supporting this statement include:" heads.
    """
    end = text.rstrip(" *_")[-1:]
    words = bare.split()
    if end not in (":", ",") or len(words) > (_LONGEST_CUE if end == ":" else 4) or _leads_on(bare):
        return None
    if _says_sentence([*words[:2], words[-1]]):
        return None
    if begin := next((role for role in _CUES_BEFORE_NAMES if _begins_with(bare, _cues(role))), None):
        return begin
    return Role.HEADING if any(f" {phrase}" in bare for phrase in _cues(Role.HEADING)) else None


def _begins_with(bare: str, phrases: Sequence[str]) -> bool:
    return any(bare.startswith(f"{phrase} ") for phrase in phrases)


def _begins_with_cue(text: str, bare: str, role: Role) -> bool:
    """Whether a line is, or begins with, a phrase of a role; one word alone could begin a name ("Contact Center")."""
    for phrase in _cues(role):
        if not bare.startswith(phrase):
            continue
        rest = bare[len(phrase) :]
        if role is Role.SALUTATION:
            if rest[:1] in ("", " ") and text.rstrip(" *_").endswith((",", ":", ";", "!", ".")):
                return True
        elif rest[:1] in ("", ":", ".", ","):
            return True
        elif rest[0] == " " and (" " in phrase or role in {Role.COPY, Role.PART} or _has_contact(text)):
            return role is not Role.PART or len(rest.split()) == 1
    return False


def _says_sentence(words: Sequence[str]) -> bool:
    return any(word.strip(",;") in terms("sentence-words.txt") for word in words)


def _by_itself(lines: tuple[Line, ...], hidden: frozenset[int]) -> Passage:
    """The role of a passage as far as its own words tell: names that may be a list are NAMES, with no bits yet."""
    first = lines[0].text
    if lines[0].number in hidden:
        return Passage(lines, Role.FURNITURE, why="a running head, or nothing that is printed")
    if all(_is_rule(line.text) or _is_page_number(line.text) or _is_markup(line.text) for line in lines):
        return Passage(lines, Role.FURNITURE, why="a page number, a rule or markup")
    if len(lines) == 1 and _is_date(first):
        return Passage(lines, Role.FURNITURE, why="a date")
    cue = cue_of(first)
    if cue and (len(lines) == 1 or cue in {Role.COPY, Role.CONTACT, Role.AFTER}):
        return Passage(lines, cue, why=f"begins with “{first[:30]}”")
    if is_prose(lines):
        return Passage(lines, Role.SALUTATION if cue is Role.SALUTATION else Role.BODY, why="made of sentences")
    return Passage(lines, Role.NAMES)


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are sentences rather than names: most of their longer words begin in lower case."""
    text = " ".join(line.text for line in lines)
    every = _letters.findall(text)
    words = [word for word in every if len(word) > 3 and word.casefold() not in terms("small-words.txt")]
    if not words:
        return False
    small = sum(word[0].islower() for word in words) / len(words)
    said = _says_sentence([word.casefold() for word in every])
    if small > 0.6:
        return said or len(words) > 5 or bool(_ends_sentence(text))
    return small > 0.3 and said and bool(_sentence_inside(text) or _ends_sentence(text) or len(text) > 150)


def _with_groups(passages: Sequence[Passage]) -> list[Passage]:
    """Set apart the headings inside lists: the first line of a passage of names with more names to come."""
    found: list[Passage] = []
    for at, passage in enumerate(passages):
        first, rest = passage.lines[:1], passage.lines[1:]
        before = next((one.lines[-1].text for one in reversed(found) if one.role is not Role.FURNITURE), "")
        after = rest[0].text if rest else _next_text(passages, at)
        if passage.role is Role.NAMES and after and _heads_group(first[0].text, before, after):
            found.append(Passage(first, Role.GROUP, why="a heading inside a list"))
            found += [_by_itself(rest, frozenset())] if rest else []
        else:
            found.append(passage)
    return found


def _next_text(passages: Sequence[Passage], at: int) -> str:
    return next((one.lines[0].text for one in passages[at + 1 :] if one.role is not Role.FURNITURE), "")


def _heads_group(text: str, before: str, after: str) -> bool:
    """Whether a line between two others is a heading: by its markup, or as a place's name or a kind of signatory.

    Where the lines around are marked up as it is, the markup tells nothing: then all names of the list are.
    """
    for marked in (_markdown_heading, _is_bold):
        mark = marked(text)
        if mark and not any(_marked_alike(mark, marked(other)) for other in (before, after)):
            return True
    bare = _bare(text)
    if begins_with_marker(text) or not bare:
        return False
    if bare in _place_names() or bare in _cues("group"):
        return True
    words = bare.split()
    return len(words) <= _LONGEST_HEADING and words[-1] in _cues("kind") and not {"of", "for", "de"} & set(words)


def _marked_alike(mark: re.Match[str], other: re.Match[str] | None) -> bool:
    return other is not None and mark.groups() == other.groups()


def _with_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Names right after a copy, contact or closing note belong to it, as far as the page goes."""
    found: list[Passage] = []
    before: Passage | None = None
    for passage in passages:
        one = passage
        if before and passage.role in {Role.NAMES, Role.GROUP} and passage.lines[0].page == before.lines[-1].page:
            one = replace(passage, role=before.role, why="goes on from the lines before")
        found.append(one)
        if one.role is not Role.FURNITURE:
            before = one if one.role in {Role.COPY, Role.CONTACT, Role.AFTER} else None
    return found


def _with_notes(passages: Sequence[Passage]) -> list[Passage]:
    """Footnotes are furniture: they begin with a mark that the text before them bears, and do not read like names."""
    found: list[Passage] = []
    text = ""
    for passage in passages:
        if passage.role in {Role.NAMES, Role.BODY} and _is_note(passage, text):
            found.append(replace(passage, role=Role.FURNITURE, why="a footnote"))
        else:
            found.append(passage)
            text += "".join(f" {line.text}" for line in passage.lines) if passage.role is Role.BODY else ""
    return found


def _is_note(passage: Passage, text: str) -> bool:
    mark = _note_mark(passage.lines[0].text)
    if not mark or not _reads_like_note(" ".join(line.text for line in passage.lines)):
        return False
    return bool(re.search(rf"[^\W\d_][.,;:)”\"’']*{re.escape(mark[1])}(?!\d)", text))


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
    return (piece.__doc__ or "").splitlines()[0].rstrip(".:").split(":")[0].lower()


def scenes_of(passages: Sequence[Passage]) -> dict[int, Scene]:
    """The scene of each passage of names, by its place among the passages."""
    names = [at for at, passage in enumerate(passages) if passage.role is Role.NAMES]
    keys = {at: {_key(line.text) for line in passages[at].lines} for at in names}
    counts = Counter(key for printed in keys.values() for key in printed)
    cues, colons = _announcements(passages)
    addressed = _before_salutations(passages)
    stretches = _stretches(passages)
    bodies = [at for at, passage in enumerate(passages) if passage.role is Role.BODY]
    cut = _sentences_cut(passages)
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
            body_before=bool(bodies) and bodies[0] < at,
            body_after=bool(bodies) and bodies[-1] > at,
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
        if passage.role in _CUES_BEFORE_NAMES:
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
    words = _bare(" ".join(line.text for line in passage.lines)).split()[-_LONGEST_CUE:]
    end = " ".join(["", *words])
    if _leads_on(end):
        return "colon"
    if any(end.endswith(f" {phrase}") for phrase in _cues(Role.HEADING)):
        return "cue"
    said = any(f" {phrase} " in end for role in _CUES_BEFORE_NAMES for phrase in _cues(role))
    return "" if said else "colon"


def _level(passage: Passage) -> int:
    mark = _markdown_heading(passage.lines[0].text)
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
        if before and before.role is passage.role is Role.BODY and not _ends_sentence(before.lines[-1].text):
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
    heading: str | None = None
    opened = True  # a cue opens a new block; so does a list that begins again
    text_between = False
    for passage in passages:
        if passage.role in _CUES_BEFORE_NAMES:
            heading = _outer_marks("", _enumerator("", passage.lines[0].text))
            opened = opened or passage.role is Role.CLOSING or text_between or not blocks
        elif passage.role is Role.NAMES:
            if opened or not blocks or (text_between and _begins_again(blocks[-1], passage)):
                blocks.append([])
                headings.append(heading)
            blocks[-1].append(passage)
            opened = text_between = False
            heading = None
        elif passage.role not in _INSIDE_LISTS:
            text_between = True
    return tuple(
        Block(number, tuple(passage.lines for passage in block), title, block[0].why)
        for number, (block, title) in enumerate(zip(blocks, headings, strict=True), start=1)
    )


def _begins_again(block: Sequence[Passage], passage: Passage) -> bool:
    """Whether a passage prints names that the block holds already."""
    printed = {_key(line.text) for part in block for line in part.lines}
    lines = [_key(line.text) for line in passage.lines]
    return sum(line in printed for line in lines) > len(lines) / 3


def is_weak(passages: Sequence[Passage]) -> bool:
    """Whether the best list of a letter was found with little evidence."""
    bits = [passage.bits for passage in passages if passage.role is Role.NAMES]
    return bool(bits) and max(bits) < _WEAK
