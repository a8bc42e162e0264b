"""What one line of a letter is by its own words: a closing word, a heading, a greeting, a copy note, a sentence.

The cue words are in data/cues.tsv, by role and language.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from signers.knowledge import table, terms
from signers.model import Form
from signers.patterns import later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signers.model import Line

CUES = "cues.tsv"
_REMEMBERED = 1 << 13  # lines: what is asked of one is asked soon again
_LONG = 150  # letters: longer than names are
_SHORT_WORD = 5  # letters: "cc" begins no name, "copia" may
_MANY = 6  # lines: of so many lines of a sentence some begin in lower case
LONGEST_CUE = 12  # words of a line that announces a list and ends in a colon
_count = re.compile(
    r"\s*[-–—:]?\s*\(?(?:\d{1,4}|\([^()]*\))\)?$"
).sub  # "Signatories (43)", "Signatories as printed: 43"
_enumerator = later(r"[\s#>*_=~•-]+|(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]\s+", re.IGNORECASE).match
_spaces = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_holds_digit = re.compile(r"\d").search
_greeting_inside = later(r"^[^.]{4,140}:\s+[A-ZÀ-Þ]").match  # "Dear Senators: The undersigned"
_letters = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
ends_sentence = re.compile(r"[.!?:][\"'”’)\]]*$").search
_sentence_inside = later(r"[a-zß-ÿ)][.!?]\s+[A-ZÀ-Þ]").search
_date = later(
    r"^(?:[^\W\d]+,?\s+){0,3}(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d]{3,}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\.?$"
).match
_page_number = re.compile(
    r"^[\W_]*(?:(?:page|seite|página|pagina|pág|pg|p)\b[\W_]*)?\d{1,4}(?:\s*(?:of|/|von|de|sur|di|van)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
).match
_rule = re.compile(r"^[\W_]+$").match  # "______", "* * *", "###"
_markup = later(
    r"^(?:<!--.*-->|(?:</?\w[^>]*>\s*)+|\[[^\]]+\]:\s+\S+.*|```.*"
    r"|(?:\[[A-Za-z][^\[\]]{2,60}\]\s*)+[\w.-]{0,12})$"  # "[GRAPHIC] [TIFF OMITTED] T0114.021", as records print
).match
# Who speaks in the record of a hearing: "The Chairman. Without objection".
_SPEAKERS = ("The ", "Mr", "Ms", "Senator ", "Representative ", "Chair")
_speech = later(
    r"^(?:The (?:Chair|Chairman|Chairwoman|Clerk|Speaker|Presiding Officer)"
    r"|(?:Mr|Mrs|Ms|Senator|Representative|Chairman|Chairwoman)\.? [A-ZÀ-Þ][\w'’-]+)\. +[A-ZÀ-Þ]"
).match
_contact = re.compile(
    r"[\w.+-]+@\w[\w-]*\.\w|\(?\d{3}\)?[\s./-]\d{3}[\s.-]\d{4}|\+\d[\d\s()-]{7,}|https?://", re.IGNORECASE
).search
_address = re.compile(
    r"\b\d{5}(?:-\d{4})?$|\bP\.?\s?O\.? Box\b"
    r"|^\d+\s+\w.*\b(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Way)\b"
    r"|^\d+(?:\s?(?:bis|ter))?,?\s+(?i:rue|avenue|boulevard|place|quai|cours|allée|chemin)\b"
    r"|^(?i:calle|avenida|av\.|rua|praça|plaza|paseo|via|viale|piazza|corso|carrer)\s.*\d"
    r"|(?i:straße|strasse|str\.|weg|platz|allee|gasse|straat|laan|plein|gracht|hafen)\s+\d+\s?[a-z]?$"
    r"|^(?:[A-Z]{1,2}-\d{4,5}|\d{5}(?:-\d{3})?|\d{4}\s?[A-Z]{2})\s+[^\W\d]+(?:\s[^\W\d]+)?$"
    r"|^(?:Re|RE|Subject|Via|VIA|By e-?mail|Attn|To|TO)\b.{0,3}[:.\s]",
).search
# What lines of a table of contents, of a program or of a table hold and names do not.
_strange_mark = re.compile(r"\.{4,}|(?:\. ){4,}|\s{3,}\d{1,4}$|[{}=\\<>$^`]|\w\(\)|^\s*(?:\|.*\||//|#include)").search
_holds_rare_mark = re.compile(r"[.{}=\\<>$^`(|/#]").search
_may_be_address = re.compile(r"\d|@|://|Box|^(?:Re|RE|Subject|Via|VIA|By|Attn|To|TO)\b").search
_begins_like_head = re.compile(r"(?:Re|RE|Subject|Via|VIA|By|Attn|To|TO)\b").match
_markdown_heading = later(r"^(#{1,6})\s+\S").match
is_bold = re.compile(r"^(?:\*\*[^*]+\*\*|__[^_]+__):?$").match
# A line that ends so goes on in what follows: "The undersigned call on the government to:".
leads_on = later(r"\b(?:to|that|for|à|de|a|que|dass|zu|di|che|om|te|for our)$").search


_FRONT_MARKS = _spaces + "*_"
_END_MARKS = _FRONT_MARKS + ":.,;!=~#"
_title_of_part = later(r"\s+(?:[a-z]|[ivx]{1,4}|\d{1,2})\s*[:.–—-]\s*(\S.*)$").match
_begins_with_letters = re.compile(r"[^\W\d_]+").match


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


CUES_BEFORE_NAMES = (Role.CLOSING, Role.HEADING)
_CUES_ELSEWHERE = (Role.SALUTATION, Role.COPY, Role.CONTACT, Role.AFTER, Role.PART)


@cache
def cue_phrases(role: str) -> tuple[str, ...]:
    """The phrases of a role, the longest first."""
    return tuple(sorted((phrase.casefold() for name, _, phrase in table(CUES) if name == role), key=len, reverse=True))


@cache
def _phrases_by_first_word(role: str) -> dict[str, tuple[str, ...]]:
    """The phrases of a role under the letters that they begin with, the longest first."""
    found: dict[str, list[str]] = {}
    for phrase in cue_phrases(role):
        found.setdefault(_first_letters(phrase), []).append(phrase)
    return {start: tuple(phrases) for start, phrases in found.items()}


def _first_letters(text: str) -> str:
    letters = _begins_with_letters(text)
    return letters[0] if letters else ""


def _part_title(bare: str) -> str | None:
    """What stands behind "Attachment A:" in the heading of a part, if anything does."""
    for phrase in _phrases_by_first_word(Role.PART).get(_first_letters(bare), ()):
        if bare.startswith(phrase) and (title := _title_of_part(bare[len(phrase) :])):
            return title[1]
    return None


def _formulas() -> dict[str, tuple[str, ...]]:
    return _phrases_by_first_word("formula")


@cache
def _beginnings() -> frozenset[str]:
    """How the first word of any cue begins: a line that begins otherwise can be none."""
    phrases = (phrase for name, _, phrase in table(CUES) if name != "kind")
    return frozenset((*(_first_letters(phrase.casefold()) for phrase in phrases), "the", "", "a", "i"))


@cache
def _signing_words() -> tuple[str, ...]:
    """The cue words, between spaces, that speak of signing wherever they stand in a heading."""
    return tuple(
        f" {phrase} " for role in CUES_BEFORE_NAMES for phrase in cue_phrases(role) if phrase not in cue_phrases("kind")
    )


@lru_cache(_REMEMBERED)
def bare_text(text: str) -> str:
    """A line without what sets it off: enumerators, markup, marks at its end, a count in brackets."""
    bare = _without_outer_marks(without_enumerator(_without_outer_marks(text)))
    if bare[-1:] == ")" or bare[-1:].isdigit():
        return _without_outer_marks(_count("", bare)).casefold() or bare.casefold()
    return bare.casefold()


def without_enumerator(text: str) -> str:
    """A heading without what counts it or marks it up: "## Signatories", "II. Signatories"."""
    if text[:1].isalpha() and "." not in text[:5] and ")" not in text[:5]:
        return text  # begins with a word, as most lines do
    enumerator = _enumerator(text)
    return text[enumerator.end() :] if enumerator else text


def heading_text(text: str) -> str:
    """A heading as it reads, without enumerators, markup and marks at its end.

    >>> heading_text("## Signatories:"), heading_text("**II. Individuals**")
    ('Signatories', 'II. Individuals')
    """
    return _without_outer_marks(without_enumerator(text))


def _without_outer_marks(text: str) -> str:
    """A text without the marks that set it off."""
    return text.lstrip(_FRONT_MARKS).rstrip(_END_MARKS)


# The patterns of the following are slow where they find nothing, and most lines hold nothing that they could find.


def is_date(text: str) -> re.Match[str] | None:
    """Whether a line is a date and nothing else.

    >>> bool(is_date("Paris, 3 May 2024")), bool(is_date("Local 9"))
    (True, False)
    """
    return _date(text) if text[-3:].rstrip(".\n")[-1:].isdigit() else None


def is_page_number(text: str) -> re.Match[str] | None:
    """Whether a line is the number of a page and nothing else: "- 3 -", "Page 3 of 9"."""
    return None if text[-1:].isalpha() else _page_number(text)


def is_rule(text: str) -> re.Match[str] | None:
    """Whether a line is drawn rather than written: "______", "* * *", "###"."""
    return None if text[-1:].isalpha() else _rule(text)


def is_markup(text: str) -> re.Match[str] | None:
    """Whether a line is nothing but marks of markup: a comment, tags, the target of a link, a fence of code."""
    return _markup(text) if text[:1] in {"<", "[", "`"} else None


def is_speech(text: str) -> re.Match[str] | None:
    """Whether a line says who speaks in the record of a hearing: "The Chairman. Without objection"."""
    return _speech(text) if ". " in text and text.startswith(_SPEAKERS) else None


def markdown_heading(text: str) -> re.Match[str] | None:
    """Whether a line is a heading in Markdown; the first group of the match is its mark."""
    return _markdown_heading(text) if text[:1] == "#" else None


def has_contact(text: str) -> re.Match[str] | None:
    """Whether a line holds an address of mail or web, or a telephone number."""
    return _contact(text) if "@" in text or "://" in text or _holds_digit(text) else None


def is_address_line(text: str) -> re.Match[str] | None:
    """Whether a line is of an address, or of the head of a letter.

    >>> bool(is_address_line("P.O. Box Nine")), bool(is_address_line("Re: Peat")), bool(is_address_line("Sierra Club"))
    (True, True, False)
    """
    return _address(text) if "Box" in text or _holds_digit(text) or _begins_like_head(text) else None


def is_of_address(text: str) -> bool:
    """Whether a line is of an address, or holds one of mail or web, or a telephone number.

    >>> is_of_address("Oakland, CA 94612"), is_of_address("ada@example.org"), is_of_address("Oakland Tenants Union")
    (True, True, False)
    """
    return bool(_may_be_address(text) and (is_address_line(text) or has_contact(text)))


def has_strange_mark(text: str) -> re.Match[str] | None:
    """Whether a line holds what lines of a table of contents, of a program or of a table hold and names do not."""
    return _strange_mark(text) if _holds_rare_mark(text) or text[-1:].isdigit() or text[-1:] == "\n" else None


def names_kind(heading: str) -> bool:
    """Whether a heading says what kind of signatories stand under it ("Individuals"), and not only that they signed."""
    return any(f" {phrase} " in f" {bare_text(heading)} " for phrase in cue_phrases("kind"))


def cue_of_line(line: Line) -> Role | None:
    """The role that a line has by its words alone, and by its being a heading."""
    if line.form is Form.ITEM or line.form is Form.ROW:
        return None
    return cue_of(line.text, is_heading=True) if line.form is Form.HEADING else cue_of(line.text)


@lru_cache(_REMEMBERED)
def cue_of(text: str, *, is_heading: bool = False) -> Role | None:
    """The role that a line has by its words alone; `is_heading` says that its format makes it a heading.

    >>> [str(cue_of(line)) for line in ("Sincerely,", "## Signatories (43)", "Dear Ms. Chen,", "cc: Jo Ray")]
    ['closing', 'heading', 'salutation', 'copy']
    >>> cue_of("Sierra Club"), cue_of("The undersigned organizations call on the government to:")
    (None, None)
    """
    bare = bare_text(text)
    begin = _first_letters(bare)
    if not bare or not (
        is_heading or begin in _beginnings() or text.rstrip(" *_")[-1:] in {":", ",", "#"} or text[0] == "#"
    ):
        return None
    for role in CUES_BEFORE_NAMES:
        if bare in cue_phrases(role) or bare.removeprefix("the ") in cue_phrases(role):
            return role
    if any(bare.startswith((f"{phrase} ", f"{phrase},")) for phrase in _formulas().get(_first_letters(bare), ())):
        return Role.CLOSING
    if part := _part_title(bare):
        return cue_of(part, is_heading=True) or Role.PART
    if (is_heading or markdown_heading(text)) and any(phrase in f" {bare} " for phrase in _signing_words()):
        return Role.HEADING
    return _open_cue(text, bare) or next((role for role in _CUES_ELSEWHERE if _begins_with_cue(text, bare, role)), None)


def _open_cue(text: str, bare: str) -> Role | None:
    """The role of a longer line that announces a list.

    "Respectfully submitted on behalf of all," closes; "Organizations supporting this statement include:" heads.
    """
    end = text.rstrip(" *_")[-1:]
    words = bare.split()
    if end not in (":", ",") or len(words) > (LONGEST_CUE if end == ":" else 4) or leads_on(bare):
        return None
    if _says_sentence([*words[:2], words[-1]]):
        return None
    if begin := next((role for role in CUES_BEFORE_NAMES if _begins_with(bare, cue_phrases(role))), None):
        return begin
    return Role.HEADING if any(f" {phrase}" in bare for phrase in cue_phrases(Role.HEADING)) else None


def _begins_with(bare: str, phrases: Sequence[str]) -> bool:
    return any(bare.startswith(f"{phrase} ") for phrase in phrases)


def _begins_with_cue(text: str, bare: str, role: Role) -> bool:
    """Whether a line is, or begins with, a phrase of a role; one word alone could begin a name ("Contact Center")."""
    for phrase in _phrases_by_first_word(role).get(_first_letters(bare), ()):
        if not bare.startswith(phrase):
            continue
        rest = bare[len(phrase) :]
        if role is Role.SALUTATION:
            greets = text.rstrip(" *_").endswith((",", ":", ";", "!", ".")) or _greeting_inside(text)
            if rest[:1] in ("", " ") and greets:
                return True
        elif rest[:1] in ("", ":", ".", ","):
            return True
        elif rest[0] == " " and (
            " " in phrase or role is Role.PART or (role is Role.COPY and len(phrase) < _SHORT_WORD) or has_contact(text)
        ):
            return role is not Role.PART or len(rest.split()) == 1
    return False


def _says_sentence(words: Sequence[str]) -> bool:
    return any(word.strip(",;") in terms("sentence-words.txt") for word in words)


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines are sentences rather than names: most of their longer words begin in lower case.

    Lines that each begin anew, as items and rows do, are judged one by one.
    """
    if all(line.text.isupper() for line in lines):
        return _is_prose_in_capitals(" ".join(line.text for line in lines))
    if len(lines) > 1 and _each_begins_anew(lines):
        return sum(_is_prose(line.text) for line in lines) > len(lines) / 2
    return _is_prose(" ".join(line.text for line in lines))


def _is_prose_in_capitals(text: str) -> bool:
    """Whether a text in capitals is made of sentences: nothing but its words tell."""
    words = {word.casefold() for word in _letters.findall(text)}
    return len(text) > _LONG and len(words & terms("sentence-words.txt")) > 1


def _each_begins_anew(lines: Sequence[Line]) -> bool:
    if all(line.form in {Form.ITEM, Form.ROW, Form.PARAGRAPH} for line in lines):
        return True
    small = sum(line.text[:1].islower() for line in lines)
    return len(lines) >= _MANY and small <= 0.1 * len(lines)


def _is_prose(text: str) -> bool:
    if is_speech(text):
        return True
    if text.istitle():
        return False
    every = _letters.findall(text)
    if not any(len(word) > 3 and word[0].islower() for word in every):
        return False
    words = [word for word in every if len(word) > 3 and word.casefold() not in terms("small-words.txt")]
    if not words:
        return False
    small = sum(word[0].islower() for word in words) / len(words)
    said = _says_sentence([word.casefold() for word in every])
    if small > 0.6:
        return said or len(words) > 5 or bool(ends_sentence(text))
    return small > 0.3 and said and bool(_sentence_inside(text) or ends_sentence(text) or len(text) > 150)
