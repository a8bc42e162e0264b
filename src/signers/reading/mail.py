"""E-mail: from bytes to lines: the part that is the letter, without what programs for mail print around it.

Answers quoted below or between, the signature of the sender's program and the fields of a letter passed on are
furniture (data/mail-phrases.tsv names their words). A letter that is attached is read where the mail itself holds no
list, each on a new page. A saved web page (.mht) is a mail with an HTML part.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from signers.errors import InputError
from signers.knowledge import table
from signers.model import Form, Line
from signers.reading import html, text
from signers.reading.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from email.message import Message

_LONGEST_SIGNATURE = 15  # lines below "-- ": more are the letter
_LONGEST_LOOSE_SIGNATURE = 8  # the same below "--" without the space, which people type too
_WRAPPED = 3  # lines over which "On … wrote:" goes
_FEWEST_FIELDS = 3  # fields one below the other that are a letter's head
_FEWEST_LISTED = 5  # short lines one below the other that are a list
_SHORT = 60  # letters: body text is wrapped at more
_STUB = 3  # times as much text in the HTML part shows the plain one to be a stub
_newline = re.compile(r"\r\n|\n|\r")
_is_quoted = re.compile(r"\s{0,3}>").match
_quote_marks = re.compile(r"\s{0,3}(?:>\s?)+")
_field = re.compile(r"\W{0,3}([^\W\d_][\w\- ]{0,20}?)\s?:\W*(?=\s|$)").match
_ends_open = re.compile(r"[.,:;?!]$").search


class _Body(NamedTuple):
    """The lines of the letter, and whether they are worth more than those of another part."""

    lines: tuple[Line, ...]
    weight: int


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a mail's letter, numbered in its decoded text.

    Raises:
        InputError: no part of it can be read.
    """
    from email import message_from_bytes  # noqa: PLC0415 - only mail needs it

    message = message_from_bytes(content)
    parts = [part for part in message.walk() if not part.is_multipart()]
    body = _body(message, parts)
    if _holds_list(body):
        return body
    lines = list(body)
    failed: InputError | None = None
    for part in parts:
        try:
            attached = _attached(part, name)
        except InputError as error:
            failed = error
            continue
        lines += _on_new_page(lines, attached)
    if not any(line.text for line in lines):
        raise failed or InputError(f"{name}: holds no text that can be read", "save what is attached, and name that")
    return tuple(lines)


def _body(message: Message, parts: Sequence[Message]) -> tuple[Line, ...]:
    """The lines of the part that is the letter: the plain text, unless it stands for the other."""
    is_passed_on = _is_passed_on(str(message.get("Subject", "")))
    inline = [part for part in parts if not _file_name(part) and part.get_content_disposition() != "attachment"]
    plain = _plain([part for part in inline if part.get_content_type() == "text/plain"], is_passed_on=is_passed_on)
    pages = [
        _web_page(part, is_passed_on=is_passed_on)
        for part in parts
        if part.get_content_type() in {"text/html", "application/xhtml+xml"} and (part in inline or not plain.lines)
    ]
    page = max(pages, key=lambda one: one.weight, default=_Body((), 0))
    if page.weight > _STUB * plain.weight:
        return page.lines
    return plain.lines


def _text_of(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset()
    if charset:
        try:
            return payload.decode(charset)
        except (LookupError, ValueError):
            pass
    return decode(payload) or ""


def _plain(parts: Sequence[Message], *, is_passed_on: bool) -> _Body:
    """The lines of the parts in plain text, one below the other."""
    sources: list[tuple[str, int]] = []
    was_flowed = False
    for part in parts:
        source = [(line, 0) for line in _newline.split(_text_of(part))]
        if str(part.get_param("format", "")).lower() == "flowed":
            delete_space = str(part.get_param("delsp", "")).lower() == "yes"
            unwrapped = list(_unwrapped([line for line, _ in source], delete_space=delete_space))
            was_flowed |= len(unwrapped) < len(source)
            source = unwrapped
        sources += source
    texts = [line for line, _ in sources]
    cut = _cut(texts, is_passed_on=is_passed_on)
    if all(
        at in cut or not line.strip() for at, line in enumerate(texts)
    ):  # a letter that was passed on as a quotation
        texts = [_quote_marks.sub("", line) if _is_quoted(line) else line for line in texts]
        cut = _cut(texts, is_passed_on=True)
    elif is_passed_on:
        texts = [_quote_marks.sub("", line) if _is_quoted(line) else line for line in texts]
    if not any(line.strip() for line in texts):
        return _weighed(())
    numbers: list[int] = []
    ends: list[int] = []
    for _, more in sources:
        numbers.append((ends[-1] if ends else 0) + 1)
        ends.append(numbers[-1] + more)
    kept = "\n".join("" if at in cut else line for at, line in enumerate(texts))
    lines: list[Line] = []
    for line in text.lines_of(kept.encode("utf-8", "replace"), "mail") if kept.strip() else text.lines_of_text(kept):
        at = line.number - 1
        shown = replace(line, number=numbers[at], end=ends[at] if ends[at] > numbers[at] else 0)
        if at in cut and not line.text:
            shown = replace(shown, text=" ".join(texts[at].split()), form=Form.FURNITURE)
        elif was_flowed and line.form is Form.LINE:
            shown = replace(shown, form=Form.PARAGRAPH)
        lines.append(shown)
    return _weighed(lines)


def _unwrapped(lines: Sequence[str], *, delete_space: bool) -> Iterator[tuple[str, int]]:
    """The lines of a text that says it is flowed (RFC 3676), and over how many more each went."""
    pieces: list[str] = []
    depth = more = 0
    for line in lines:
        quoted = len(line) - len(line.lstrip(">"))
        bare = line[quoted:].removeprefix(" ")
        if pieces and (quoted != depth or bare.rstrip("\r") == "-- "):
            yield ">" * depth + " " * bool(depth) + "".join(pieces), more
            pieces, more = [], 0
        more += bool(pieces)
        depth = quoted
        if bare.endswith(" ") and bare != "-- ":
            pieces.append(bare[:-1] if delete_space else bare)
        else:
            yield ">" * depth + " " * bool(depth) + "".join((*pieces, bare)), more
            pieces, more = [], 0
    if pieces:
        yield ">" * depth + " " * bool(depth) + "".join(pieces), more


def _web_page(part: Message, *, is_passed_on: bool) -> _Body:
    lines = list(html.lines_of_html(_text_of(part)))
    if is_passed_on or not any(line.text and line.form is not Form.FURNITURE for line in lines):
        lines = [
            replace(line, form=Form.PARAGRAPH if line.form is Form.FURNITURE else line.form) if line.text else line
            for line in lines
        ]
    cut = _cut([line.text for line in lines], is_passed_on=is_passed_on)
    if all(at in cut or not line.text for at, line in enumerate(lines)):
        cut = _cut([line.text for line in lines], is_passed_on=True)
    return _weighed(
        [
            replace(line, form=Form.FURNITURE, cells=()) if at in cut and line.text else line
            for at, line in enumerate(lines)
        ]
    )


def _weighed(lines: Sequence[Line]) -> _Body:
    weight = sum(len(line.text) for line in lines if line.form is not Form.FURNITURE)
    return _Body(tuple(lines) if weight else (), weight)


# --- what programs for mail add ---------------------------------------------------------------------------------


def _cut(texts: Sequence[str], *, is_passed_on: bool) -> set[int]:
    """The places of the lines that are no part of the letter."""
    cut: set[int] = set()
    at = 0
    while at < len(texts):
        line = texts[at].strip()
        if not line:
            at += 1
            continue
        if line[:1] == ">":
            if not is_passed_on:
                cut.add(at)
            at += 1
            continue
        fields = _fields(texts, at)
        is_original = _is_phrase("original", line)
        if fields or is_original or _is_phrase("forwarded", line):
            end = fields or _fields(texts, at + 1) or at + 1
            before = any(one.strip() for place, one in enumerate(texts[:at]) if place not in cut)
            is_forward = is_passed_on or _is_phrase("forwarded", line) or not before
            end = end if is_forward else len(texts)
            cut.update(range(at, end))
            at = end
            continue
        end = _reply_ends(texts, at)
        if end:
            below = next((one for one in texts[end:] if one.strip()), "")
            end = end if _is_quoted(below) or is_passed_on else len(texts)
            cut.update(range(at, end))
            at = end
            continue
        end = _signature_ends(texts, at)
        if end:
            cut.update(range(at, end))
            at = end
            continue
        at += 1
    return cut


def _fields(texts: Sequence[str], at: int) -> int:
    """Where the fields of a letter's head end that begin at `at`, after blank lines; 0 when there are none."""
    while at < len(texts) and not texts[at].strip():
        at += 1
    first = _field(texts[at]) if at < len(texts) else None
    if not first or first[1].casefold() not in _phrases("sender"):
        return 0
    known = _phrases("sender") | _phrases("header")
    end = at
    found = 0
    while end < len(texts) and texts[end].strip():
        field = _field(texts[end])
        found += bool(field and field[1].casefold() in known)
        end += 1
        if end < len(texts) and found >= _FEWEST_FIELDS and not _is_field_of(texts[end], known):
            break
    return end if found >= _FEWEST_FIELDS else 0


def _is_field_of(line: str, known: frozenset[str]) -> bool:
    field = _field(line)
    return line[:1].isspace() or bool(field and field[1].casefold() in known)


def _reply_ends(texts: Sequence[str], at: int) -> int:
    """Where "On … wrote:" ends that begins at `at`; 0 when it does not."""
    if not _reply_begins()(texts[at].lstrip()):
        return 0
    for end in range(at + 1, min(at + _WRAPPED, len(texts)) + 1):
        whole = " ".join(" ".join(texts[at:end]).split())
        if whole.endswith(":") and _is_reply()(whole) and re.search(r"[\d@<]", whole):
            return end
        if end < len(texts) and not texts[end].strip():
            break
    return 0


def _signature_ends(texts: Sequence[str], at: int) -> int:
    """Where the signature of a program or sender ends that begins at `at`; 0 when it does not."""
    line = texts[at].strip()
    if _sent_from()(line):
        return at + 1
    if line != "--":
        return 0
    end = next((n for n in range(at + 1, len(texts)) if _is_quoted(texts[n]) or _reply_ends(texts, n)), len(texts))
    most = _LONGEST_SIGNATURE if texts[at].startswith("-- ") else _LONGEST_LOOSE_SIGNATURE
    return end if sum(bool(one.strip()) for one in texts[at + 1 : end]) <= most else 0


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for of, _, phrase in table("mail-phrases.tsv") if of == kind)


def _is_phrase(kind: str, line: str) -> bool:
    """Whether a line is such a phrase between dashes or before a colon, and no more."""
    bare = line.strip("-_—– >*:").casefold().replace("’", "'")
    return bare in _phrases(kind) and bare != line.casefold().strip()


def _pattern(phrase: str) -> str:
    return r".{0,200}?".join(map(re.escape, phrase.split("…")))


@cache
def _is_reply() -> Callable[[str], re.Match[str] | None]:
    return re.compile("|".join(map(_pattern, sorted(_phrases("reply")))), re.IGNORECASE).fullmatch


@cache
def _reply_begins() -> Callable[[str], re.Match[str] | None]:
    begins = sorted({phrase.split("…")[0] for phrase in _phrases("reply")})
    return re.compile("|".join(map(re.escape, begins)), re.IGNORECASE).match


@cache
def _sent_from() -> Callable[[str], re.Match[str] | None]:
    phrases = "|".join(map(_pattern, sorted(_phrases("sent-from"))))
    return re.compile(rf"(?:{phrases})\b.{{0,60}}", re.IGNORECASE).fullmatch


def _is_passed_on(subject: str) -> bool:
    return subject.strip().partition(":")[0].casefold() in _phrases("subject")


# --- what is attached -------------------------------------------------------------------------------------------


def _file_name(part: Message) -> str:
    from email.errors import MessageError  # noqa: PLC0415 - only mail needs it
    from email.header import decode_header, make_header  # noqa: PLC0415 - the same

    told = part.get_filename() or ""
    try:
        return str(make_header(decode_header(told)))
    except (MessageError, LookupError, ValueError):
        return told


def _attached(part: Message, name: str) -> tuple[Line, ...]:
    """The lines of an attached letter, none where the part is no letter."""
    from signers.reading import LETTER_SUFFIXES, read_letter  # noqa: PLC0415 - which reads mail through this module

    file_name = _file_name(part)
    payload = part.get_payload(decode=True)
    if not file_name.lower().endswith(LETTER_SUFFIXES) or not isinstance(payload, bytes) or not payload.strip():
        return ()
    return read_letter(payload, f"{name}: {file_name}").lines


def _on_new_page(lines: Sequence[Line], attached: Sequence[Line]) -> Iterator[Line]:
    """The lines of what is attached, after those before it."""
    above = max((line.last_number for line in lines), default=0)
    pages = max((line.page for line in lines), default=0)
    for line in attached:
        yield replace(line, number=line.number + above, page=line.page + pages, end=line.end + above if line.end else 0)


def _holds_list(lines: Sequence[Line]) -> bool:
    """Whether several short lines stand one below the other, as names do."""
    run = 0
    for line in lines:
        is_short = 0 < len(line.text) <= _SHORT and line.form is not Form.FURNITURE and not _ends_open(line.text)
        is_listed = is_short or line.form in {Form.ITEM, Form.ROW}
        run = run + 1 if is_listed else run if not line.text and run else 0
        if run >= _FEWEST_LISTED:
            return True
    return False
