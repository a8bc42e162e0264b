"""From a letter to its passages: lines that stand together, each with the role that it has by itself.

Furniture such as page numbers, rules, running heads and markup stands apart; so do notes, copies and headings inside
lists. What may be a list of signatories is left as NAMES for blocks.py to weigh.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from signers.cues import (
    CUES_BEFORE_NAMES,
    LONGEST_CUE,
    Role,
    bare_text,
    cue_of,
    cue_of_line,
    cue_phrases,
    ends_sentence,
    is_bold,
    is_date,
    is_markup,
    is_page_number,
    is_prose,
    is_rule,
    is_speech,
    markdown_heading,
    names_kind,
)
from signers.evidence import begins_with_marker
from signers.knowledge import table
from signers.model import Form, Line
from signers.patterns import later
from signers.persons import person_bits
from signers.places import is_place
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from signers.model import Letter

_LONGEST_HEADING = 5  # words of a heading inside a list
_LONGEST_HEAD = 4  # lines of a running head
_names_page = later(r"\b(?:page|seite|página|pagina)\W{0,3}\d{1,4}\b", re.IGNORECASE).search
_is_field = re.compile(r"^[A-Za-z][\w -]{1,24}:(?:\s|$)").match  # "Subject: …", as mail and front matter begin
_note_mark = re.compile(r"^(\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\d{1,3})(?=\s*\S)").match
_NEAR = 12  # lines
_ARTICLES = frozenset({"the", "les", "los", "las", "die", "de", "i", "le", "gli", "os", "as"})
_LONG_NAME = 60  # letters: a paragraph with more may be a sentence
_NEXT = 2  # lines: one blank line between
_LONGEST_COPY = 15  # lines of those who get a copy
_LONGEST_LETTER = len("A - Z.")
_is_letter_alone = re.compile(r"[A-ZÀ-Þ](?:\s?[-–/]\s?[A-ZÀ-Þ])?[.:]?$").match
_FEW_CELLS = 2
_is_row = later(r"\|.*\|.*\|$").match
_is_letter = re.compile(r"[^\W_]").search
_LONGEST_DESCRIPTION = 3  # lines
_begins_with_short_cue = re.compile(r"^\W*+(?:[^\W\d_]++[ '’-]?+){1,6}+[,:]\s").match
_description = later(r"\s*(?:[,|(–—:]|\s-)\s*")
_anything = re.compile(r".*").match
_ENDS_NAMES = frozenset({Role.COPY, Role.CONTACT, Role.AFTER})
# What its format sets apart stands by itself.
_SET_APART = frozenset({Form.FURNITURE, Form.NOTE, Form.HEADING})
_reads_like_note = later(r"\b[vV]\.\s|\bSee\b|\bId\.|\bIbid|\b(?:19|20)\d\d\b|https?://|\bpp?\.\s?\d").search


@frozen
class Passage:
    """Lines that stand together, with the role decided for them, the bits for their being a list, and the reason."""

    lines: tuple[Line, ...]
    role: Role
    bits: float = 0.0
    why: str = ""


def passages_by_themselves(letter: Letter) -> list[Passage]:
    """The passages of a letter with the roles that they have by themselves; what may be a list of names is NAMES."""
    hidden = _hidden_lines(letter.lines) | _running_heads(letter.lines)
    lines = tuple(_with_whole_rows(_with_rows(_with_cues_apart(letter.lines))))
    passages = [_by_itself(run, hidden) for run in _runs_of(lines, hidden)]
    return _with_described(_with_notes(_with_copies(_with_groups(passages))))


def _with_cues_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a letter, with a cue and the names that follow it on the same line set apart: "Sincerely, A; B;"."""
    for at, line in enumerate(lines):
        may_be = (":" in line.text or "," in line.text) and (line.form is Form.LINE or line.form is Form.PARAGRAPH)
        cue = _begins_with_short_cue(line.text) if may_be else None
        if cue and _heads_running_text(line.text[: cue.end()], line.text[cue.end() :], lines[at + 1 : at + _NEAR]):
            yield replace(line, text=line.text[: cue.end()].rstrip(" :"), form=Form.HEADING)
            yield replace(line, text=line.text[cue.end() :].lstrip())
        elif cue and _announces(line.text[: cue.end()], line.text[cue.end() :], lines[at + 1 : at + _NEAR]):
            yield replace(line, text=line.text[: cue.end()].rstrip())
            yield replace(line, text=line.text[cue.end() :].lstrip())
        else:
            yield line


def _with_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a letter, with those that print a row of a table between bars as rows."""
    for line in lines:
        if line.text[:1] == "|" and line.form is Form.LINE and _is_row(line.text):
            cells = tuple(cell.strip() for cell in line.text[1:-1].split("|"))
            if any(map(_is_letter, cells)):
                yield replace(line, form=Form.ROW, cells=cells, text=" | ".join(filter(None, cells)))
        else:
            yield line


def _with_whole_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a letter, with the rows of tables put together again that a page's end has cut."""
    waiting: list[Line] = []  # the last row, and what came after it
    for line in lines:
        if line.form is not Form.ROW:
            if waiting:
                waiting.append(line)
            else:
                yield line
        elif waiting and _is_rest(waiting[0], line):
            cells = tuple(" ".join(filter(None, pair)) for pair in zip(waiting[0].cells, line.cells, strict=True))
            waiting[0] = replace(waiting[0], cells=cells, text=" | ".join(filter(None, cells)))
        else:
            yield from waiting
            waiting = [line]
    yield from waiting


def _is_rest(row: Line, rest: Line) -> bool:
    """Whether the first row of a page holds no more than what a row of the page before had no room for."""
    filled = sum(map(bool, rest.cells))
    return (
        rest.page == row.page + 1 and len(rest.cells) == len(row.cells) > _FEW_CELLS and 2 * filled <= len(rest.cells)
    )


def _heads_running_text(head: str, rest: str, after: Sequence[Line]) -> bool:
    """Whether a line begins with the heading of a part of a list that is set as running text: "Brazil: A; B;"."""
    if not head.rstrip().endswith(":"):
        return False
    bare = bare_text(head)
    if not (is_place(head.strip(" :")) or bare in cue_phrases("group") or names_kind(head)):
        return False
    lines = itertools.takewhile(lambda line: bool(line.text), after)
    return sum(map(" ".join((rest, *(line.text for line in lines))).count, ";•|")) > 0


def _announces(cue: str, rest: str, after: Sequence[Line]) -> bool:
    """Whether the first words of a line are a cue, and the rest of it are names."""
    if not rest.strip() or rest.strip()[0].islower() or bare_text(cue) not in _cues_before_names():
        return False
    text = " ".join((rest, *(line.text for line in itertools.takewhile(lambda line: bool(line.text), after))))
    return sum(map(text.count, ";•|")) > 1 or (cue.rstrip().endswith(":") and not is_prose((Line(0, text),)))


@cache
def _cues_before_names() -> frozenset[str]:
    return frozenset(phrase for role in CUES_BEFORE_NAMES for phrase in cue_phrases(role))


def _with_described(passages: Sequence[Passage]) -> list[Passage]:
    """A line between names that reads like a sentence is a name too where a description follows it."""
    found = list(passages)
    for at in range(1, len(found) - 1):
        passage = found[at]
        around = (_beside(found, at, -1), _beside(found, at, 1))
        if passage.role is not Role.BODY or len(passage.lines) > _LONGEST_DESCRIPTION or not all(around):
            continue
        near = [one for one in around if one and one.role in {Role.NAMES, Role.GROUP}]
        if len(near) > 1 and (_is_described(passage.lines[0].text) or _may_be_name(passage)):
            found[at] = replace(passage, role=Role.NAMES, why="a long name, or one with a description, between names")
    return found


def _may_be_name(passage: Passage) -> bool:
    """Whether a line is a long name rather than a sentence: it begins large and does not end."""
    text = passage.lines[0].text
    return len(passage.lines) == 1 and len(text) <= 2 * _LONG_NAME and text[0].isupper() and not ends_sentence(text)


def _beside(passages: Sequence[Passage], at: int, step: int) -> Passage | None:
    """The next passage in one direction that is no furniture."""
    at += step
    while 0 <= at < len(passages):
        if passages[at].role is not Role.FURNITURE:
            return passages[at]
        at += step
    return None


def _is_described(text: str) -> bool:
    """Whether a line is a name in upper case, a mark, and words about it."""
    head = _description.split(text, maxsplit=1)
    words = head[0].split()
    return len(head) > 1 and 1 < len(words) <= _LONGEST_HEADING and person_bits(head[0]) > 0


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
    last_page = max((line.page for line in lines), default=1)
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
        if counts_pages or len(pages) > 2 or (len(pages) == last_page == 2 and same[0][0].page == 1):
            heads += same
    return frozenset(line.number for run in heads for line in run)


def _runs_of(lines: Sequence[Line], hidden: frozenset[int]) -> list[tuple[Line, ...]]:
    """The lines between blank lines and pages; a cue on a line of its own stands by itself.

    What is no part of the letter stands by itself too. A page number inside a run does not end it, nor does a blank
    line or what is no part of the letter inside a list or table that its format makes one.
    """
    runs: list[list[Line]] = [[]]
    says_so = says_identification(lines)  # asked of all lines at once, since hardly a letter does
    residue = _residue()
    for line in lines:
        text = line.text
        before = runs[-1][-1] if runs[-1] else None
        if not text or (before and (before.page != line.page or _other_form(before, line))):
            runs.append([])
        if not text:
            continue
        if line.form in _SET_APART or bare_text(text) in residue:
            runs += [[line], []]
        elif line.form is Form.ROW or line.form is Form.ITEM:
            runs[-1].append(line)
        elif is_page_number(text) or (not before and is_date(text)):
            runs.insert(-1 if runs[-1] else len(runs), [line])
            runs += [] if runs[-1] != [line] else [[]]
        elif line.number in hidden or is_rule(text) or is_markup(text) or _stands_alone(line, says_so=says_so):
            runs += [[line], []]
        elif before and (_begins_part(text) or is_speech(text) or _begins_strong(before, line)):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [tuple(run) for run in runs if run]


@cache
def _residue() -> frozenset[str]:
    return frozenset(cue_phrases("residue"))


def _other_form(before: Line, line: Line) -> bool:
    """Whether two lines are of different makes, such as the last line of a paragraph and the first item of a list."""
    if before.form is line.form:
        return before.form is Form.PARAGRAPH and _is_long_prose(before) != _is_long_prose(line)
    return {before.form, line.form} & {Form.ROW, Form.ITEM} != set()


def _is_long_prose(line: Line) -> bool:
    text = line.text
    return len(text) > _LONG_NAME and is_prose((line,)) and (len(text) > 3 * _LONG_NAME or bool(ends_sentence(text)))


def _begins_strong(before: Line, line: Line) -> bool:
    """Whether a line is all in bold, and the one before is not: it may be a heading."""
    return line.strong == line.text and before.strong != before.text and person_bits(line.text) <= 0


def _stands_alone(line: Line, *, says_so: bool) -> bool:
    """Whether a line is a cue or a heading, whatever stands around it.

    `says_so` is whether any line of the letter says what affiliations are printed for.
    """
    text = line.text
    cue = cue_of_line(line)
    if cue is Role.SALUTATION:
        return text[0].isupper() and len(text.split()) <= LONGEST_CUE
    if (
        line.form is Form.HEADING
        or (len(text) <= _LONGEST_LETTER and _is_letter_alone(text))
        or (says_so and len(text) < 2 * _LONG_NAME and says_identification([line]))
    ):
        return True
    return cue in CUES_BEFORE_NAMES or bool(markdown_heading(text))


@cache
def _part_phrases() -> frozenset[str]:
    """The phrases that end a list on a line of their own: one word may be the rest of a name ("Prensa")."""
    others = (phrase for role in (Role.CONTACT, Role.AFTER) for phrase in cue_phrases(role) if " " in phrase)
    return frozenset((*cue_phrases(Role.COPY), *others))


def _begins_part(text: str) -> bool:
    """Whether a line ends the names above it, though no blank line stands between: "cc: …"."""
    if cue_of(text) not in _ENDS_NAMES:
        return False
    return ":" in text or bare_text(text) in _part_phrases()


def _by_itself(lines: tuple[Line, ...], hidden: frozenset[int]) -> Passage:
    """The role of a passage as far as its own words tell: names that may be a list are NAMES, with no bits yet."""
    if why := _why_furniture(lines, hidden):
        return Passage(lines, Role.FURNITURE, why=why)
    if lines[0].form is Form.ROW:
        from signers.rosters import columns_of  # noqa: PLC0415 - only tables need it

        return Passage(lines, Role.NAMES if columns_of([line.cells for line in lines]) else Role.BODY, why="a table")
    first = lines[0].text
    cue = cue_of_line(lines[0])
    if cue and (len(lines) == 1 or cue in {Role.COPY, Role.CONTACT, Role.AFTER}):
        return Passage(lines, cue, why=f"begins with “{first[:30]}”")
    if is_prose(lines):
        return Passage(lines, Role.SALUTATION if cue is Role.SALUTATION else Role.BODY, why="made of sentences")
    return Passage(lines, Role.NAMES)


def _why_furniture(lines: tuple[Line, ...], hidden: frozenset[int]) -> str:
    """Why a passage is no part of the letter's text; nothing where it is one."""
    first = lines[0].text
    alone = len(lines) == 1
    reasons = (
        (lines[0].number in hidden, "a running head, or nothing that is printed"),
        (lines[0].form is Form.FURNITURE, "its format sets it apart: navigation, page head, form"),
        (alone and bool(_is_letter_alone(first)), "a letter of the alphabet over names that begin with it"),
        (alone and bare_text(first) in _residue(), "what a form leaves behind"),
        (len(lines) <= _LONGEST_DESCRIPTION and says_identification(lines), "a note on affiliations"),
        (lines[0].form is Form.NOTE, "a footnote"),
        (all(_is_no_text(line) for line in lines), "a page number, a rule or markup"),
        (alone and bool(is_date(first)), "a date"),
    )
    return next((why for holds, why in reasons if holds), "")


def _is_no_text(line: Line) -> bool:
    """Whether a line that is no row is a rule, a page number or markup."""
    return line.form is not Form.ROW and bool(is_rule(line.text) or is_page_number(line.text) or is_markup(line.text))


def says_identification(lines: Iterable[Line]) -> bool:
    """Whether lines say that affiliations are printed for identification only."""
    text = " ".join(line.text for line in lines).casefold()
    return any(phrase in text for phrase in cue_phrases("identification"))


def _with_groups(passages: Sequence[Passage]) -> list[Passage]:
    """Set apart the headings inside lists: the first line of a passage of names with more names to come."""
    found: list[Passage] = []
    for at, passage in enumerate(passages):
        first, rest = passage.lines[:1], passage.lines[1:]
        before = next((one.lines[-1] for one in reversed(found) if one.role is not Role.FURNITURE), None)
        after = rest[0] if rest else _next_line(passages, at)
        if passage.role is Role.NAMES and after and _heads_group(first[0], before, after):
            found.append(Passage(first, Role.GROUP, why="a heading inside a list"))
            found += [_by_itself(rest, frozenset())] if rest else []
        else:
            found.append(passage)
    return found


def _next_line(passages: Sequence[Passage], at: int) -> Line | None:
    return next((one.lines[0] for one in passages[at + 1 :] if one.role is not Role.FURNITURE), None)


def _heads_group(line: Line, before: Line | None, after: Line) -> bool:
    """Whether a line between two others is a heading: by its markup, or as a place's name or a kind of signatory.

    Where the lines around are marked up as it is, the markup tells nothing: then all names of the list are. Nor does
    it where it is a person's name: then the name is what stands out of the lines about that person.
    """
    text = line.text
    if line.form is Form.HEADING:
        return True
    if line.form in {Form.ITEM, Form.ROW}:
        return False
    for marked in (_is_marked_heading, _is_bold, _is_strong):
        mark = marked(line)
        if mark and not any(_marked_alike(mark, marked(other)) for other in (before, after) if other):
            return person_bits(text.strip("*_ ")) <= 0
    bare = bare_text(text)
    if begins_with_marker(text) or not bare:
        return False
    if bare in _place_names() or bare in cue_phrases("group"):
        return True
    words = [word for word in bare.split() if word not in _ARTICLES]
    of_kind = {words[0], words[-1]} & set(cue_phrases("kind")) if words else set()
    return len(words) <= _LONGEST_HEADING and bool(of_kind) and not {"of", "for", "de"} & set(words)


def _is_marked_heading(line: Line) -> re.Match[str] | None:
    return markdown_heading(line.text)


def _is_bold(line: Line) -> re.Match[str] | None:
    return is_bold(line.text)


def _is_strong(line: Line) -> re.Match[str] | None:
    return _anything(line.text) if line.strong == line.text and line.text else None


def _marked_alike(mark: re.Match[str], other: re.Match[str] | None) -> bool:
    return other is not None and mark.groups() == other.groups()


def _with_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Names right after a copy, contact or closing note belong to it, as far as the page goes."""
    found: list[Passage] = []
    before: Passage | None = None
    for passage in passages:
        one = passage
        if before and passage.role in {Role.NAMES, Role.GROUP} and _stands_near(before.lines[-1], passage):
            one = replace(passage, role=before.role, why="goes on from the lines before")
        found.append(one)
        if one.role is not Role.FURNITURE:
            before = one if one.role in {Role.COPY, Role.CONTACT, Role.AFTER} else None
    return found


def _stands_near(before: Line, passage: Passage) -> bool:
    """Whether a passage is a few lines that stand right under a line, on the same page."""
    first = passage.lines[0]
    return (
        first.page == before.page and first.number - before.last_number <= _NEXT and len(passage.lines) <= _LONGEST_COPY
    )


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
