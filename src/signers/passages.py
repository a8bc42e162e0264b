"""From a letter to its passages: lines that stand together, each with the role that it has by itself.

Furniture such as page numbers, rules, running heads and markup stands apart; so do notes, copies and headings inside
lists. What may be a list of signatories is left as NAMES for blocks.py to weigh.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from signers.cues import (
    CUES_BEFORE_NAMES,
    LONGEST_CUE,
    Role,
    bare_text,
    cue_of,
    cue_phrases,
    is_bold,
    is_date,
    is_markup,
    is_page_number,
    is_prose,
    is_rule,
    markdown_heading,
)
from signers.evidence import begins_with_marker
from signers.knowledge import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from signers.model import Letter, Line

_LONGEST_HEADING = 5  # words of a heading inside a list
_LONGEST_HEAD = 4  # lines of a running head
_names_page = re.compile(r"\b(?:page|seite|página|pagina)\W{0,3}\d{1,4}\b", re.IGNORECASE).search
_is_field = re.compile(r"^[A-Za-z][\w -]{1,24}:(?:\s|$)").match  # "Subject: …", as mail and front matter begin
_note_mark = re.compile(r"^(\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\d{1,3})(?=\s*\S)").match
_reads_like_note = re.compile(r"\b[vV]\.\s|\bSee\b|\bId\.|\bIbid|\b(?:19|20)\d\d\b|https?://|\bpp?\.\s?\d").search


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand together, with the role decided for them, the bits for their being a list, and the reason."""

    lines: tuple[Line, ...]
    role: Role
    bits: float = 0.0
    why: str = ""


def passages_by_themselves(letter: Letter) -> list[Passage]:
    """The passages of a letter with the roles that they have by themselves; what may be a list of names is NAMES."""
    hidden = _hidden_lines(letter.lines) | _running_heads(letter.lines)
    passages = [_by_itself(run, hidden) for run in _runs_of(letter.lines, hidden)]
    return _with_notes(_with_copies(_with_groups(passages)))


@cache
def _place_names() -> frozenset[str]:
    return frozenset(form.casefold() for row in table("places.tsv") for form in row[1:] if len(form) > 2)


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
            if edge == "top" and run[0].page > 1 and (is_date(last) or _names_page(last)):
                heads.append(run)
            edges[edge, re.sub(r"\d+", "#", " ".join(line.text for line in run))].append(run)
    for same in edges.values():
        pages = {run[0].page for run in same}
        offsets = {tuple(int(n) - run[0].page for n in re.findall(r"\d{1,4}", run[-1].text)) for run in same}
        counts_pages = len(pages) > 1 and any(len(set(column)) == 1 for column in zip(*offsets, strict=False))
        if counts_pages or len(pages) > 2:
            heads += same
    return frozenset(line.number for run in heads for line in run)


def _runs_of(lines: Iterable[Line], hidden: frozenset[int]) -> list[tuple[Line, ...]]:
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
        if is_page_number(line.text) or (is_date(line.text) and not before):
            runs.insert(-1 if runs[-1] else len(runs), [line])
            runs += [] if runs[-1] != [line] else [[]]
        elif line.number in hidden or is_rule(line.text) or is_markup(line.text) or _stands_alone(line.text):
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
        return text[0].isupper() and len(text.split()) <= LONGEST_CUE
    return cue in CUES_BEFORE_NAMES or bool(markdown_heading(text))


def _begins_part(text: str) -> bool:
    """Whether a line ends the names above it, though no blank line stands between: "cc: …"."""
    if cue_of(text) not in {Role.COPY, Role.CONTACT, Role.AFTER}:
        return False
    return ":" in text or bare_text(text) in {
        *cue_phrases(Role.COPY),
        *cue_phrases(Role.CONTACT),
        *cue_phrases(Role.AFTER),
    }


def _by_itself(lines: tuple[Line, ...], hidden: frozenset[int]) -> Passage:
    """The role of a passage as far as its own words tell: names that may be a list are NAMES, with no bits yet."""
    first = lines[0].text
    if lines[0].number in hidden:
        return Passage(lines, Role.FURNITURE, why="a running head, or nothing that is printed")
    if all(is_rule(line.text) or is_page_number(line.text) or is_markup(line.text) for line in lines):
        return Passage(lines, Role.FURNITURE, why="a page number, a rule or markup")
    if len(lines) == 1 and is_date(first):
        return Passage(lines, Role.FURNITURE, why="a date")
    cue = cue_of(first)
    if cue and (len(lines) == 1 or cue in {Role.COPY, Role.CONTACT, Role.AFTER}):
        return Passage(lines, cue, why=f"begins with “{first[:30]}”")
    if is_prose(lines):
        return Passage(lines, Role.SALUTATION if cue is Role.SALUTATION else Role.BODY, why="made of sentences")
    return Passage(lines, Role.NAMES)


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
    for marked in (markdown_heading, is_bold):
        mark = marked(text)
        if mark and not any(_marked_alike(mark, marked(other)) for other in (before, after)):
            return True
    bare = bare_text(text)
    if begins_with_marker(text) or not bare:
        return False
    if bare in _place_names() or bare in cue_phrases("group"):
        return True
    words = bare.split()
    return len(words) <= _LONGEST_HEADING and words[-1] in cue_phrases("kind") and not {"of", "for", "de"} & set(words)


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
