"""Rules about how names are typed: over two lines, with brackets left open, stray marks, odd spaces, lost letters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from signers.checking.document import UNSEEN, span_of, typed_pieces
from signers.checking.findings import Edit, Finding, Wanted
from signers.checking.rule import finding_in, quoted, rule
from signers.lexicon import lexicon
from signers.model import Form, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from signers.checking.document import Document, Item
    from signers.model import Line


# --- Broken names -----------------------------------------------------------------------------------------------

_OFTEN_WRAPPED = 0.15  # of the entries: so many, and the list is set in a narrow column
_ENDS_NO_NAME = _BEGINS_NO_NAME = -8.0  # bits: "of" and "and" do neither
_ROOM = 0.85  # of the longest line: a line that the next word leaves shorter than that was not broken for its length


@rule("wrapped", "a name goes on in the next line")
def wrapped(document: Document, _: Wanted) -> Iterator[Finding]:
    """A name that is broken over two lines, though there was room, or that ends or begins as no name does (“Color of”).

    A list in a narrow column, in which names wrap where the column ends, is left alone; so are PDF, which knows no
    other lines, and lists whose format says where a name ends, as HTML and the bullets of Markdown do.
    """
    for section in document.sections():
        yield from _cut_off(section)
        if document.reader not in {"pdf", "sheets", "records", "mail"}:
            yield from _broken(section)


def _broken(section: Sequence[Item]) -> Iterator[Finding]:
    """Names that were carried over a line's end, where few are."""
    broken = [item for item in section if _is_broken(item)]
    if len(broken) > max(1, _OFTEN_WRAPPED * len(section)):
        return
    widest = max((_width(line) for item in section for line in item.lines), default=0)
    for item in broken:
        if any(_has_room(one, other, widest) for one, other in pairwise(item.lines)):
            says = f"{quoted(item.signatory.name)} is broken over {len(item.lines)} lines"
            yield finding_in(item, "wrapped", says, "put it on one")


def _cut_off(section: Sequence[Item]) -> Iterator[Finding]:
    """Names that end in a word which ends none, or begin with one that begins none."""
    for item in section:
        words = item.signatory.name.split()
        if item.signatory.kind is Kind.PERSON or not words:
            continue
        if lexicon().end_odds(words[-1]) < _ENDS_NO_NAME:
            yield finding_in(item, "wrapped", f"{quoted(item.signatory.name)} is cut off", "join it with what follows")
        elif words[0][0].islower() and lexicon().start_odds(words[0]) < _BEGINS_NO_NAME:
            yield finding_in(
                item, "wrapped", f"{quoted(item.signatory.name)} has no beginning", "join it with what is before"
            )


def _is_broken(item: Item) -> bool:
    """Whether a name is carried over a line's end that its format does not explain."""
    if len(item.lines) < 2 or item.is_stacked or "joined" not in item.signatory.flags:
        return False
    return any(line.form is Form.LINE or line.marker for line in item.lines[1:])


def _width(line: Line) -> int:
    return len(line.marker + line.text)


def _has_room(line: Line, following: Line, widest: int) -> bool:
    word = following.text.split()[0] if following.text else ""
    return _width(line) + 1 + len(word) <= _ROOM * widest


_PAIRS = {")": "(", "]": "[", "}": "{"}
_no_brackets = re.compile(r"^\s*\(?\w{1,3}\)|[:;]-?[()]")  # "a)", and faces


@rule("bracket", "a bracket is not closed, or not opened")
def brackets(document: Document, _: Wanted) -> Iterator[Finding]:
    """An entry in which a bracket has no counterpart."""
    for item in document.items:
        for text in _texts(item):
            if mark := _unmatched(_no_brackets.sub("", text)):
                what = "closed" if mark in _PAIRS.values() else "opened"
                says = f"the bracket “{mark}” of {quoted(text)} is never {what}"
                yield finding_in(
                    item, "bracket", says, "close or delete it" if what == "closed" else "open or delete it"
                )


def _texts(item: Item) -> tuple[str, ...]:
    """What an entry prints, whole; of a row of a table the fields."""
    told = item.signatory
    if item.first.form is not Form.ROW:
        return (told.text.removeprefix(item.first.marker),)
    return tuple(filter(None, (told.name, told.title, told.affiliation, told.location)))


def _unmatched(text: str) -> str:
    """The first bracket without its counterpart.

    >>> _unmatched("Coalition (Against Hunger"), _unmatched("CAIR)"), _unmatched("Densho (A [B])")
    ('(', ')', '')
    """
    opened: list[str] = []
    for mark in text:
        if mark in _PAIRS.values():
            opened.append(mark)
        elif mark in _PAIRS:
            if not opened or opened[-1] != _PAIRS[mark]:
                return mark
            opened.pop()
    return opened[0] if opened else ""


_inches = re.compile(r"(?<=\d)[\"”]")


@rule("quote", "a quotation mark has no counterpart")
def quotes(document: Document, _: Wanted) -> Iterator[Finding]:
    """An entry in which a quotation mark has no counterpart. Apostrophes and single marks do not count."""
    for item in document.items:
        for text in _texts(item):
            bare = _inches.sub("", text) if text.count('"') % 2 else text
            straight, curly = bare.count('"'), sum(map(bare.count, "“”„‟"))
            if (straight + curly) % 2 or bare.count("«") != bare.count("»"):
                yield finding_in(
                    item, "quote", f"a quotation mark of {quoted(text)} has no counterpart", "add or delete one"
                )


# --- Stray marks ------------------------------------------------------------------------------------------------

_MARK = r"[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]"
_marks_of_note = re.compile(rf"(?<=[\w.)\]”\"’'])\s?({_MARK})(?=\s*(?:$|[,;|(]))").findall
_marks_anywhere = re.compile(_MARK).findall


@rule("footnote", "a mark leads to no footnote")
def footnotes(document: Document, _: Wanted) -> Iterator[Finding]:
    """A mark of a footnote behind a name where the letter prints no such footnote.

    Lists copied from a letter or from an encyclopedia bring such marks with them.
    """
    explained = {mark for line in document.others() for mark in _marks_anywhere(line.marker + line.text)}
    noted = any(line.form is Form.NOTE for line in document.lines)
    for item in document.items:
        texts = _texts(item) if item.first.form is Form.ROW else tuple(line.text for line in item.lines)
        marks = dict.fromkeys(mark for text in texts for mark in _marks_of_note(text))
        for mark in marks:
            if mark not in explained and not (noted and not mark.startswith("*")):
                says = f"the mark “{mark}” of {quoted(item.signatory.name)} leads to no footnote"
                yield finding_in(item, "footnote", says, "delete it, or add the note")


class _Dash(NamedTuple):
    mark: str
    spaces: str  # "both", "left", "right", or "" for none

    def __str__(self) -> str:
        return {"both": f"“ {self.mark} ”", "": f"“{self.mark}” without spaces"}.get(self.spaces, f"“{self.mark}”")


# A hyphen without spaces is part of a word, and one before "and" waits for its word: "Low- and Moderate-Income".
_dashes = re.compile(r"(?<=[^\W\d_])( ?)(-{1,2}|–|—|−)( ?)(?=[^\W\d_])").finditer
_suspended = re.compile(r" ?(?:and|or|to|und|oder|bis|et|ou|y|e|o|en|of|og|och)\b").match
_FEWEST_DASHES = 3


@rule("dash", "a dash is set otherwise than the others")
def dashes(document: Document, _: Wanted) -> Iterator[Finding]:
    """A dash with a space on one side only, or of another sort than most dashes of its list: “ - ”, “ – ” and “ — ”.

    Hyphens inside words do not count.
    """
    for section in document.sections():
        found = [(item, dash) for item in section for text in _texts(item) for dash in _dashes_in(text)]
        usual = Counter(dash for _, dash in found if dash.spaces == "both")
        most = usual.most_common(1)[0][0] if sum(usual.values()) >= _FEWEST_DASHES else None
        yield from dict.fromkeys(finding for item, dash in found for finding in _unlike(item, dash, most))


def _unlike(item: Item, dash: _Dash, most: _Dash | None) -> Iterator[Finding]:
    name = quoted(item.signatory.name)
    if dash.spaces in {"left", "right"}:
        yield finding_in(item, "dash", f"the dash of {name} has a space on one side", "set it on both or on none")
    elif most and dash.spaces == "both" and dash != most:
        yield finding_in(item, "dash", f"{name} has {dash} where the list has {most}", "set them alike")


def _dashes_in(text: str) -> Iterator[_Dash]:
    """The dashes that part a name.

    >>> [*_dashes_in("Justice- Asian"), *_dashes_in("Low- and Moderate-Income"), *_dashes_in("PSR – LA")]
    [_Dash(mark='-', spaces='right'), _Dash(mark='–', spaces='both')]
    """
    for dash in _dashes(text):
        left, mark, right = dash.groups()
        sides = "both" if left and right else "left" if left else "right" if right else ""
        if sides and not (sides == "right" and _suspended(text, dash.end() - len(right))):
            yield _Dash(mark, sides)


# --- Spaces, commas, letters ------------------------------------------------------------------------------------

# What separates words, and is no plain space: it looks like one and is not found when one looks for it.
_ODD_SPACES = "\u00a0\u2000-\u200a\u202f\u205f"
_many_spaces = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|(?<=\S)\t(?=\S)|(?<=[(\[]) +(?=\S)|(?<=\S) +(?=[)\]])")
_invisible = re.compile(f"[{UNSEEN}]+|[{_ODD_SPACES}]")
# Where other scripts and French punctuation need them.
_needs_marks = re.compile("[^\\W\\d_a-zA-Z\u00aa-\u058f\u1e00-\u1fff]")
_french = re.compile(rf"«[{_ODD_SPACES}]|[{_ODD_SPACES}](?=[»:;!?%])")
_MARKUP = frozenset(("html",))


@rule("space", "spaces are doubled or misplaced", is_mendable=True)
def spaces(document: Document, _: Wanted) -> Iterator[Finding]:
    """Two spaces or a tab between the words of a name, or a space inside brackets. Not in HTML, where they are one."""
    if document.reader in _MARKUP:
        return
    for item in document.items:
        edits = [
            Edit(number, found.start(), found.end(), "" if _is_inside_bracket(document.typed(number), found) else " ")
            for number, start, end in typed_pieces(document, item, _many_spaces.search)
            for found in _many_spaces.finditer(document.typed(number), start, end)
        ]
        for number, of_line in _by_line(edits):
            says = f"{quoted(item.signatory.name)} is typed with spaces too many"
            yield Finding("space", number, says, "leave one", number, item.first.page, of_line)


def _by_line(edits: Iterable[Edit]) -> Iterator[tuple[int, tuple[Edit, ...]]]:
    """The edits of each line, each once: two fields of a row may be found in one place."""
    lines: defaultdict[int, dict[Edit, None]] = defaultdict(dict)
    for edit in edits:
        lines[edit.line][edit] = None
    return ((number, tuple(of_line)) for number, of_line in lines.items())


def _is_inside_bracket(typed: str, found: re.Match[str]) -> bool:
    return typed[found.start() - 1] in "([" or typed[found.end()] in ")]"


@rule("invisible", "a character that nobody sees", is_mendable=True)
def invisible(document: Document, _: Wanted) -> Iterator[Finding]:
    """A soft hyphen, a zero-width space or a mark of direction in a name, or a no-break space for a plain one.

    They come with text copied from web pages, and keep a name from being found. Left alone are names in scripts that
    need them, and the spaces that French sets before punctuation.
    """
    for item in document.items:
        if _needs_marks.search(item.signatory.text):
            continue
        edits: list[Edit] = []
        for number, start, end in typed_pieces(document, item, _invisible.search):
            typed = document.typed(number)
            kept = {at for found in _french.finditer(typed) for at in range(found.start(), found.end())}
            edits += (
                Edit(number, found.start(), found.end(), " " if found[0].isspace() else "")
                for found in _invisible.finditer(typed, start, end)
                if found.start() not in kept and not (found[0].isspace() and document.reader in _MARKUP)
            )
        for number, of_line in _by_line(edits):
            typed = document.typed(number)
            marks = ", ".join(dict.fromkeys(f"U+{ord(typed[edit.start]):04X}" for edit in of_line))
            says = f"{quoted(item.signatory.name)} holds what nobody sees ({marks})"
            yield Finding("invisible", number, says, "delete it", number, item.first.page, of_line)


_OFTEN_ENDED = 0.3  # of the entries of a list: so many end in the mark, and it parts them
_holds_comma = re.compile("[,;]").search
_stray_inside = re.compile(r"\s+(?=[,;](?:\s|$))|(?<=,)\s*,(?=\s)")
_stray_end = re.compile(r"\s*[,;]+\s*$")


@rule("comma", "a comma too many", is_mendable=True)
def commas(document: Document, _: Wanted) -> Iterator[Finding]:
    """A comma or semicolon at the end of an entry in a list that does without, one doubled, or one after a space."""
    for section in document.sections():
        ended = [item for item in section if _stray_end.search(item.last.text) and item.last.form is not Form.ROW]
        is_usual = len(ended) > max(1, _OFTEN_ENDED * len(section)) or _share_lines(section)
        for item in section:
            pieces = [*typed_pieces(document, item, _holds_comma)]
            edits = [edit for piece in pieces for edit in _commas_inside(document, piece)]
            if item in ended and not is_usual:
                edits += _comma_at_end(document, item, pieces)
            if edits or (item in ended and not is_usual):
                says = f"{quoted(item.signatory.name)} is typed with a comma or semicolon too many"
                # At the end of a person's line it may be that the title follows on the next.
                mends = (
                    edits if item.is_sure and (item.signatory.kind is Kind.ORGANIZATION or item not in ended) else ()
                )
                yield finding_in(item, "comma", says, "delete it", *mends)


def _share_lines(section: Sequence[Item]) -> bool:
    """Whether several entries stand on a line: then commas part them."""
    return len({(item.first.page, item.first.number) for item in section}) < len(section)


def _commas_inside(document: Document, piece: tuple[int, int, int]) -> Iterator[Edit]:
    number, start, end = piece
    for found in _stray_inside.finditer(document.typed(number), start, end):
        if found.end() < end:
            yield Edit(number, found.start(), found.end())


def _comma_at_end(document: Document, item: Item, pieces: Sequence[tuple[int, int, int]]) -> list[Edit]:
    if not pieces or pieces[-1][0] != item.last.last_number:
        return []
    number, start, end = pieces[-1]
    found = _stray_end.search(document.typed(number), start, end)
    return [Edit(number, found.start(), found.end())] if found else []


_lost_letter = re.compile("\ufffd|(?<=[^\\W\\d_])\\?(?=[a-zà-ÿ])").search
_is_address = re.compile(r"https?:|www\.|=").search


@rule("mojibake", "letters were read in a wrong encoding")
def mojibake(document: Document, _: Wanted) -> Iterator[Finding]:
    """A name whose letters went through a wrong encoding (“cafÃ©”), or were lost on the way (“caf?s”)."""
    mended = document.source.mended if document.source else ()
    for item in document.items:
        for number in dict.fromkeys(line.number for line in item.lines):
            typed = document.typed(number)
            is_other = number in document.crowded and span_of(item.signatory.name, typed)
            if 0 < number <= len(mended) and typed != mended[number - 1] and not is_other:
                says = f"{quoted(item.signatory.name)} is typed in a wrong encoding"
                yield Finding("mojibake", number, says, "type it as it reads here", number, item.first.page)
                break
        else:
            if any(_lost_letter(text) and not _is_address(text) for text in _texts(item)):
                yield finding_in(item, "mojibake", f"{quoted(item.signatory.name)} has lost letters", "look them up")
