"""What each entry of a list says: its kind, and the name told apart from title, affiliation and place.

A list has habits, and they decide what a single entry leaves open: whether places are printed behind names, whether
what stands in brackets is a title or a body, whether a name without a comma goes on as a description. So the entries of
one list are looked at together.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from signers.folding import folded
from signers.knowledge import term_list, terms
from signers.model import Kind
from signers.names import acronym_of
from signers.patterns import later
from signers.persons import body_bits, body_words, is_post_nominal, known_words, person_bits, title_bits, title_words
from signers.places import is_place, lies_in_place, may_be_place, place_kind
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

IDENTIFICATION_ONLY = "identification-only"  # the affiliation is named only to say who signs
UNSURE_KIND = "unsure-kind"
_SURE = 0.9


@frozen
class Printed:
    """An entry as printed: its lines without markers and markup, rejoined where a line was only wrapped.

    `strong` is the beginning that is set in bold, `cells` are those of a table's row; `kind` is given where the letter
    or the user says what the entry is.
    """

    lines: tuple[str, ...]
    strong: str = ""
    cells: tuple[str, ...] = ()
    kind: Kind | None = None


@frozen
class Details:
    """What an entry says; `confidence` is the probability that its kind is right."""

    name: str
    kind: Kind
    title: str | None = None
    affiliation: str | None = None
    location: str | None = None
    flags: tuple[str, ...] = ()
    confidence: float = 1.0


def details_of(entries: Sequence[Printed], heading: str | None = None) -> list[Details]:
    """What the entries of one list say, under the heading that stands over them.

    >>> rows = details_of([Printed(("Ada Lowe, Director, Institute of Soil Research",)), Printed(("Ed Moss, farmer",))])
    >>> [(row.name, str(row.kind), row.title, row.affiliation) for row in rows]
    [('Ada Lowe', 'person', 'Director', 'Institute of Soil Research'), ('Ed Moss', 'person', 'farmer', None)]
    >>> [(row.name, row.location) for row in details_of([Printed(("Wetlands Trust (Kenya)",))] * 3)][:1]
    [('Wetlands Trust', 'Kenya')]
    """
    cut = _persons_in_front([_cut(entry) for entry in entries])
    if _names_without_comma(cut):
        cut = [_cut_before_title(piece) for piece in cut]
    shares = _chances_of_person(cut, kind_of_heading(heading))
    persons = [share > 1 / 2 for share in shares]
    habits = _habits_of(cut, persons)
    return [_told_apart(piece, share, habits) for piece, share in zip(cut, shares, strict=True)]


# --- An entry cut into its parts ----------------------------------------------------------------------------------


class Part(NamedTuple):
    """A part of an entry's text, between separators; `mark` is what stands before it: , - | ; ( or a line's end."""

    mark: str
    text: str
    start: int
    end: int


class _Cut(NamedTuple):
    """An entry's text with its parts; the first part is a person's name if the entry is a person's."""

    text: str
    parts: tuple[Part, ...]
    printed: Printed
    flags: tuple[str, ...] = ()
    bits: float = 0.0


_LINE_END = "\n"
_REMEMBERED = 1 << 15  # words: a long list repeats its own
_separator = re.compile(
    r"\n|,\s+|,(?=[^\W\d_])|;\s+|\s*\|\s*|\s+[-–—·•]+\s+|(?<=[^\W\d_])[–—](?=[^\W\d_])|(?<=[^\W\d_])[-–—]\s+(?=[A-ZÀ-Þ])|:\s+"
)
_holds_separator = re.compile(r"[\n,;|–—·•:-]").search
_holds_mark = re.compile(r"[\n,;|–—·•:(\[{/*]|-$").search  # a hyphen parts an entry only at the end of a word
_opens, _closes = "([{", ")]}"
_holds_bracket = re.compile(r"[(\[{]").search
_MOST_BRACKETS = 4  # that are looked at behind one another
_LONGEST_ACRONYM = 20  # letters
_SHORT = 3  # letters of an abbreviation, with its dot
_capacity_stars = later(r"(?<=[^\s*])\s*\*+$")
_BEHALF = "for"  # the mark of a part before which "for" or the like stands
_on_behalf = re.compile(
    r"(?:(?:on|in) behalf of|for|pour|au nom de|en nombre de|en representación de|em nome de|em representação de|"
    r"im namen|für|namens|per conto di|a nome di|en nom de)(?: the(?=\s)| von| der| des)?\s+(?=[^\W\d_a-zß-ÿ]|\d)",
).match
# What else is printed under or behind a name: addresses of mail and web, telephone numbers, pronouns.
_is_contact = later(
    r"(?:\w[\w .-]*:\s*)?(?:\S+@\S+\.\w+|(?:https?://|www\.)\S+|[+(]?\d[\d ()./-]{6,}\d)", re.IGNORECASE
).fullmatch
_pronouns = later(r"\s*[(\[](?:he|she|they|ze|any|él|ella|elle|er|sie)/\w+(?:/\w+)*[)\]]", re.IGNORECASE)
_BEHALF_WORDS = frozenset(("on", "in", "for", "pour", "au", "en", "em", "im", "für", "namens", "per", "a"))
_at = later(r"^(?P<title>.+?),?\s+(?:at|@|bei|chez|bij)\s+(?P<body>(?:the\s+)?\S.+)$", re.DOTALL)
_ends = " \t\n,;|–—-"


def _cut(printed: Printed) -> _Cut:
    words = printed.lines[0].split() if len(printed.lines) == 1 and len(printed.cells) < 2 else []
    if words and not printed.strong and all(map(_is_plain, words)):
        # So are most entries of a long list: what parts an entry, and is looked for below, stands in none of its words.
        text = " ".join(words)
        parts = _with_behalf((Part("", text, 0, len(text)),))
        return _Cut(text, parts, printed, (), _kind_bits(parts))
    lines = printed.cells if len(printed.cells) > 1 else printed.lines
    first, *others = [" ".join(line.split()) for line in lines if line.strip()] or [""]
    text = _LINE_END.join((first, *(line for line in others if not _is_contact(line)))) if others else first
    text = _pronouns.sub("", text).removeprefix("/s/").lstrip() if "/" in text else text
    text, flags = _without_capacity(text)
    parts = _parts_of(text)
    if printed.strong:
        strong = " ".join(printed.strong.split()).strip(" ,;:|-–—")
        if _begins_with(text, strong):
            parts = _with_strong(text, strong, parts)
    parts = _with_post_nominals(parts, text)
    parts = _with_behalf(parts)
    return _Cut(text, parts, printed, flags, _kind_bits(parts))


@lru_cache(_REMEMBERED)
def _is_plain(word: str) -> bool:
    """Whether a word holds no mark that parts an entry, and none of the words that say in what capacity one signs."""
    return not (_holds_mark(word) or _capacity_words().search(_same_length(word)))


def _begins_with(text: str, strong: str) -> bool:
    """Whether a text begins with what is set in bold, and goes on behind it."""
    return (
        bool(strong)
        and text.startswith(strong)
        and len(strong) < len(text.rstrip(" .,;"))
        and text[len(strong)] in " ,;:|-–—.\n("
    )


def _without_capacity(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the words that say that somebody signs only for himself, and the flag that says so."""
    key = _same_length(text)
    found = _capacity_pattern().search(key) if _capacity_words().search(key) else None
    if not found:
        if "*" in text and _capacity_stars.search(text):
            return _capacity_stars.sub("", text), (IDENTIFICATION_ONLY,)
        return text, ()
    before, after = text[: found.start()].rstrip(" ,;(*–—-"), text[found.end() :].lstrip(" ,;*)")
    if after.startswith("("):
        return f"{before} {after}", (IDENTIFICATION_ONLY,)
    return ", ".join(part for part in (before, after) if part) or text, (IDENTIFICATION_ONLY,)


def _same_length(text: str) -> str:
    """The text in lower case without accents, letter for letter."""
    return text.lower() if text.isascii() else text.translate(_bare_letters)


class _BareLetters(dict[int, str]):
    """Each letter in lower case without accents, as far as letters have been asked for."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = bare = (folded(letter) or letter)[:1]
        return bare


_bare_letters = _BareLetters()


@cache
def _capacity_pattern() -> re.Pattern[str]:
    phrases = sorted((folded(phrase) for phrase in term_list("capacity-phrases.txt")), key=len, reverse=True)
    return re.compile(r"[(*,;\s–—-]*\b(?:" + "|".join(map(re.escape, phrases)) + r")\b\*?\)?")


@cache
def _capacity_words() -> re.Pattern[str]:
    """The longest word of each phrase: a text without any of them need not be searched for the phrases."""
    longest = {max(folded(phrase).split(), key=len) for phrase in term_list("capacity-phrases.txt")}
    return re.compile("|".join(map(re.escape, sorted(longest))))


def _parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a text, at its separators outside brackets; a bracket that is followed by none is a part too."""
    parts: list[Part] = []
    if not _holds_separator(text):
        if _holds_bracket(text) or text != text.strip():
            _add(parts, text, "", 0, len(text))
        return tuple(parts) or (Part("", text, 0, len(text)),)
    depth_at = _depths(text)
    mark, start = "", 0
    quotes = [found.span() for found in _quoted.finditer(text)] if "“" in text or "«" in text or '"' in text else []
    for found in _separator.finditer(text):
        if depth_at and depth_at[found.start()]:
            continue
        while quotes and quotes[0][1] <= found.start():
            quotes.pop(0)
        if quotes and quotes[0][0] < found.start():
            continue
        if text[found.start() - 1 : found.start()].isdigit() and text[found.end() : found.end() + 1].isdigit():
            continue  # "1969 - 92"
        _add(parts, text, mark, start, found.start())
        bare = found[0].strip()
        mark = _LINE_END if _LINE_END in found[0] else "-" if bare[:1] in "-–—·•" else bare or ","
        start = found.end()
    _add(parts, text, mark, start, len(text))
    return tuple(parts) or (Part("", text, 0, len(text)),)


def _depths(text: str) -> list[int]:
    """How many brackets each letter stands in; nothing where there are none."""
    if not _holds_bracket(text):
        return []
    depths, depth = [], 0
    for letter in text:
        depth = max(depth - (letter in _closes), 0)
        depths.append(depth)
        depth += letter in _opens
    return depths


_quoted = later(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"")


def _add(parts: list[Part], text: str, mark: str, start: int, end: int) -> None:
    piece = text[start:end]
    if not piece.strip():
        return
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if not _holds_bracket(piece):
        parts.append(Part(mark, piece, start, start + len(piece)))
        return
    brackets: list[Part] = []
    while _holds_bracket(piece) and (opened := _opening(piece)) > 0 and (before := piece[:opened].rstrip()):
        inside = piece[opened + 1 : -1].strip() if piece[-1] in _closes else piece[opened:].strip(_opens + " ")
        if not inside or len(brackets) == _MOST_BRACKETS:
            break
        brackets.append(Part("(", _evened(inside), start + opened, start + len(piece)))
        piece = before
    parts.append(Part(mark, piece, start, start + len(piece)))
    parts.extend(reversed(brackets))


def _opening(piece: str) -> int:
    """Where the bracket opens with which a piece ends, or that it never closes; -1 where it ends with none."""
    if piece[-1] not in _closes:
        opened = min((at for letter in _opens if (at := piece.rfind(letter)) >= 0), default=-1)
        return opened if opened >= 0 and not any(letter in piece[opened:] for letter in _closes) else -1
    depth = 0
    for at in range(len(piece) - 1, -1, -1):
        depth += (piece[at] in _closes) - (piece[at] in _opens)
        if not depth:
            return at
    return min((at for letter in _opens if (at := piece.find(letter)) >= 0), default=-1)


def _evened(inside: str) -> str:
    """What stands in a bracket, without a bracket at its edge that has no partner."""
    if inside[:1] in _opens and inside.count(inside[0]) > inside.count(_closes[_opens.index(inside[0])]):
        return inside[1:].strip()
    return inside


def _with_strong(text: str, strong: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with the bold beginning as the name."""
    if len(_parts_of(strong)) > 1 and not is_post_nominal(_parts_of(strong)[1].text):
        return parts
    end = len(strong)
    start = end + len(text[end:]) - len(text[end:].lstrip(" ,;:|-–—.\n"))
    mark = text[end:start].strip(" .")[:1] or " "
    rest = [Part(part.mark, part.text, part.start + start, part.end + start) for part in _parts_of(text[start:])]
    if rest[0].text[:1] in tuple(_opens):
        return parts  # what stands in a bracket is told from the name without the bold type
    return (Part("", strong, 0, end), rest[0]._replace(mark="-" if mark in "-–—" else mark), *rest[1:])


def _with_post_nominals(parts: tuple[Part, ...], text: str) -> tuple[Part, ...]:
    """The parts with degrees and the like as part of the name: "Ada Lowe, Ph.D." and "Lowe, Ada"."""
    if len(parts) == 1:
        return parts
    first, at = parts[0], 1
    if _is_surname_first(parts):
        first, at = first._replace(text=text[first.start : parts[1].end], end=parts[1].end), 2
    while at < len(parts) and parts[at].mark in ",(" and is_post_nominal(parts[at].text):
        first = first._replace(text=text[first.start : parts[at].end], end=parts[at].end)
        at += 1
    return _with_legal_forms((first, *parts[at:]), text)


def _with_legal_forms(parts: tuple[Part, ...], text: str) -> tuple[Part, ...]:
    """The parts with a legal form or another name as part of what they stand behind: "Moss & Sons, Inc."."""
    whole = [parts[0]]
    for part in parts[1:]:
        if part.mark == "," and (folded(part.text).strip(" .") in terms("legal-forms.txt") or _is_alias(part.text)):
            whole[-1] = whole[-1]._replace(text=text[whole[-1].start : part.end], end=part.end)
        else:
            whole.append(part)
    return tuple(whole)


_is_alias = re.compile(r"(?:a\.?k\.?a\.?|alias)\s", re.IGNORECASE).match


def _is_surname_first(parts: tuple[Part, ...]) -> bool:
    if len(parts) < 2 or parts[1].mark != ",":
        return False
    family, given = parts[0].text, parts[1].text
    words = given.split()
    if len(family.split()) > (3 if family.isupper() else 1) or not 1 <= len(words) <= 3 or given.isupper():
        return False
    if folded(given).strip(" .") in terms("legal-forms.txt"):
        return False
    if (not family.isupper() and person_bits(f"Ada {family}") < 4) or is_place(given):
        return False
    return person_bits(f"{given} {family.title()}") > 3 and not title_bits(given) > 0


def _with_behalf(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with the body for which somebody signs told from the words "on behalf of"."""
    if len(parts) == 1 and _BEHALF_WORDS.isdisjoint(parts[0].text.split()):
        return parts
    told: list[Part] = []
    for part in parts:
        at = -1
        if told and (found := _on_behalf(part.text)):
            at = 0
        elif not told and " " in part.text:
            at, found = _behalf_in(part.text)
        if at < 0 or found is None:
            told.append(part)
            continue
        if at:
            name = part.text[:at].rstrip(_ends)
            told.append(part._replace(text=name, end=part.start + len(name)))
        told.append(Part(_BEHALF, part.text[found.end() :], part.start + found.end(), part.end))
    return tuple(told)


def _behalf_in(text: str) -> tuple[int, re.Match[str] | None]:
    """Where in a text "for" or the like stands behind a person's name."""
    if _BEHALF_WORDS.isdisjoint(text.split()):
        return -1, None
    for at in (gap.end() for gap in re.finditer(r"\s+", text[:_LONGEST_SIGNER])):
        found = _on_behalf(text, at)
        if found:
            name = text[:at].strip()
            return (at, found) if " " in name and person_bits(name) > _LIKELY and title_bits(name) <= 0 else (-1, None)
    return -1, None


_LONGEST_SIGNER, _LIKELY, _SURELY_PERSON = 80, 3.0, 6.0


# --- Bodies in front of who signs for them ------------------------------------------------------------------------


def _persons_in_front(cut: list[_Cut]) -> list[_Cut]:
    """The entries with the person in front, where most of the list print "Open Seas, Ada Lowe, Director"."""
    turned = [_turned(piece) for piece in cut]
    so = sum(piece is not None for piece in turned)
    return [new or old for new, old in zip(turned, cut, strict=True)] if 2 * so > len(cut) else cut


def _turned(piece: _Cut) -> _Cut | None:
    """An entry with the body behind the person and the title, or None where it does not begin with a body."""
    if len(piece.parts) < 2 or piece.bits > 0 or piece.printed.kind is Kind.ORGANIZATION:
        return None
    by_lines = _LINE_END in piece.text
    if not by_lines and len(piece.parts) < 3:
        return None
    body, signer, *others = piece.parts
    by_title = bool(others) and title_bits(others[0].text) > _SURELY_TITLE
    if signer.mark not in (_LINE_END if by_lines else ",-|:") or person_bits(signer.text) < (
        1 if by_title else _SURELY_PERSON
    ):
        return None
    if title_bits(signer.text) > 0 or is_place(signer.text) or not (by_title or by_lines):
        return None
    at = len(others)
    while at and is_place(others[at - 1].text):
        at -= 1
    described, place = (_lines_of(piece.text, some) for some in (others[:at], others[at:]))
    lines = (signer.text, *described, body.text, *place)
    turned = _cut(Printed(lines, kind=piece.printed.kind))
    return _Cut(turned.text, turned.parts, piece.printed, piece.flags, turned.bits)


def _lines_of(text: str, parts: Sequence[Part]) -> list[str]:
    return text[parts[0].start : parts[-1].end].split(_LINE_END) if parts else []


# --- Names that go on without a comma -----------------------------------------------------------------------------


def _names_without_comma(cut: Sequence[_Cut]) -> bool:
    """Whether the list prints "Ada Lowe Farmer and writer": a name, and with no mark between them a description."""
    so = sum(
        (len(piece.parts) > 1 and piece.parts[1].mark == " ")
        or (not piece.printed.strong and _title_at(piece.parts[0].text) > 0)
        for piece in cut
    )
    return 0 < len(cut) < 2 * so  # more than half


_LONGEST_NAME, _HARDLY_A_BODY = 8, -3.0


def _title_at(text: str) -> int:
    """Where in a text a description begins that follows a person's name without a mark, or 0."""
    words = text.split()
    for at in range(2, min(len(words), _LONGEST_NAME)):
        if title_bits(words[at]) > 0 and person_bits(" ".join(words[:at])) > _HARDLY_A_BODY:
            return at
    return 0


def _cut_before_title(piece: _Cut) -> _Cut:
    first = piece.parts[0]
    if len(piece.parts) > 1 and piece.parts[1].mark == " ":
        return _with_rest_of_name(piece)
    at = _title_at(first.text)
    if not at:
        return piece
    name = " ".join(first.text.split()[:at])
    rest = first.text[len(name) :].strip()
    named = Part("", name, first.start, first.start + len(name))
    parts = (named, Part(" ", rest, first.end - len(rest), first.end), *piece.parts[1:])
    return _Cut(piece.text, parts, piece.printed, piece.flags, _kind_bits(parts))


def _with_rest_of_name(piece: _Cut) -> _Cut:
    """The entry with family names that were not set in bold as part of the name."""
    first, second, *others = piece.parts
    words = second.text.split()
    known = known_words()
    count = 0
    while count < min(2, len(words) - 1) and folded(words[count]) in known.family and not title_bits(words[count]) > 0:
        count += 1
    if not count or not title_bits(" ".join(words[count:])) > 0:
        return piece
    taken = " ".join(words[:count])
    parts = (
        first._replace(text=f"{first.text} {taken}", end=second.start + len(taken)),
        second._replace(text=second.text[len(taken) :].strip(), start=second.start + len(taken) + 1),
        *others,
    )
    return _Cut(piece.text, parts, piece.printed, piece.flags, piece.bits)


# --- Organization or person ---------------------------------------------------------------------------------------

_HEADING_BITS, _BEHALF_BITS, _TITLE_BITS, _BODY_BEHIND, _ACRONYM_BITS, _NEIGHBOUR = 7.0, 3.0, 4.0, 1.0, 8.0, 0.08
_MOST_BITS = 12.0
_ROUNDS = 3


def kind_of_heading(heading: str | None) -> Kind | None:
    """What a heading says its list is of: "Individuals" and "Organisations" say it, "Signatories" does not.

    >>> [str(kind_of_heading(text)) for text in ("Individuals:", "Organisations", "Signatories")]
    ['person', 'organization', 'None']
    """
    words = set(re.findall(r"[^\W\d_]+", folded(heading or "")))
    people = not words.isdisjoint({folded(word) for word in terms("people-headings.txt")})
    bodies = not words.isdisjoint({folded(word) for word in terms("bodies-headings.txt")})
    if people == bodies:
        return None
    return Kind.PERSON if people else Kind.ORGANIZATION


def _kind_bits(parts: tuple[Part, ...]) -> float:
    """What the words of an entry say of its kind, in bits."""
    bits = person_bits(_given_name_first(parts[0].text))
    if len(parts) == 2 and parts[1].mark == "," and _ends_in_legal_form(parts[1].text):
        return -_MOST_BITS  # "Ada Lowe, Photographer, LLC"
    if len(parts) > 1 and bits > -_MOST_BITS:
        first = parts[1].text
        if bits > 0 and any(part.mark == _BEHALF for part in parts):
            bits += _BEHALF_BITS
        if parts[1].mark in ",-" and _is_acronym_of(parts[0].text, first):
            return max(bits - _ACRONYM_BITS, -_MOST_BITS)
        if parts[1].mark == "(":
            first = _parts_of(first)[0].text
            if bits < _LIKELY and person_bits(first) > _SURELY_PERSON:
                return max(bits - _ACRONYM_BITS, -_MOST_BITS)  # "Fen Trust (Ada Lowe, Director)"
        title = title_bits(first)
        if title > 2 and not is_place(first):
            bits += _TITLE_BITS
        elif parts[1].mark in ",|\n" and body_bits(first) < -1 and bits > 1 and not is_place(first):
            bits += _BODY_BEHIND
    return max(min(bits, _MOST_BITS), -_MOST_BITS)


def _ends_in_legal_form(text: str) -> bool:
    """Whether a description is a company's: what is said of a person ends in no legal form of its own."""
    before, _, last = text.rpartition(",")
    form = folded(last).strip(" .")
    return bool(before) and form in terms("legal-forms.txt") and title_bits(before) > 0


def _given_name_first(name: str) -> str:
    """A name printed "ROE, Jane" as one says it; any other as it is."""
    family, comma, given = name.partition(", ")
    return (
        f"{given} {family.title()}"
        if comma and not is_post_nominal(given) and _is_surname_first(_parts_of(name))
        else name
    )


def _is_acronym_of(acronym: str, name: str) -> bool:
    if len(acronym) > _LONGEST_ACRONYM or len(name) > _LONGEST_ACRONYM * 8:
        return False
    found = acronym_of(f"{acronym}, {name}")
    return found is not None and found.long == name


def _chances_of_person(cut: Sequence[_Cut], said: Kind | None) -> list[float]:
    """For each entry the probability that it is a person's, from its words, its neighbours and the heading.

    The entries are a chain of two states that seldom change; how seldom, and which is commoner, is estimated from the
    list itself (the forward-backward algorithm, a few rounds).
    """
    lean = 0.0 if said is None else _HEADING_BITS if said is Kind.PERSON else -_HEADING_BITS
    odds = [
        2.0 ** (piece.bits if piece.printed.kind is None else 60.0 if piece.printed.kind is Kind.PERSON else -60.0)
        for piece in cut
    ]
    to_person, to_body = _NEIGHBOUR, _NEIGHBOUR
    start = 2.0**lean / (1 + 2.0**lean)
    if said is not None:
        to_person, to_body = (0.5, 2.0**-_HEADING_BITS) if said is Kind.PERSON else (2.0**-_HEADING_BITS, 0.5)
    shares: list[float] = []
    for _ in range(_ROUNDS):
        shares, changes = _along_chain(odds, start, to_person, to_body)
        if said is not None or not shares:
            break
        persons = sum(shares)
        bodies = len(shares) - persons
        to_person = (changes[0] + 1) / (bodies + 1 / _NEIGHBOUR)
        to_body = (changes[1] + 1) / (persons + 1 / _NEIGHBOUR)
        start = (persons + 1) / (len(shares) + 2)
    return shares


def _along_chain(
    odds: Sequence[float], start: float, to_person: float, to_body: float
) -> tuple[list[float], tuple[float, float]]:
    """The probability of a person at each place, and how many changes to person and to body are to be expected."""
    ahead: list[float] = []
    share = start
    for at, odd in enumerate(odds):
        before = share if not at else share * (1 - to_body) + (1 - share) * to_person
        ahead.append(before)
        share = before * odd / (before * odd + 1 - before)
    shares = [0.0] * len(odds)
    back = 1.0  # how much likelier the rest of the list is after a person than after a body
    changes = [0.0, 0.0]
    for at in range(len(odds) - 1, -1, -1):
        behind = odds[at] * back
        shares[at] = ahead[at] * behind / (ahead[at] * behind + 1 - ahead[at])
        back = ((1 - to_body) * behind + to_body) / (to_person * behind + 1 - to_person)
        if at:
            changes[0] += shares[at] * (1 - shares[at - 1]) if at else 0
    for left, right in pairwise(shares):
        changes[1] += left * (1 - right)
    return shares, (changes[0], changes[1])


# --- The habits of a list -----------------------------------------------------------------------------------------

_LEAST = 3  # entries that make a habit, and
_LEAST_SHARE = 0.04  # the share of the list that does
_PERSON_SHARE = 0.05  # of persons with a place in brackets
_CHAPTER_SHARE = 0.25  # of states and cities behind organizations: fewer of them are chapters
_DEEP_SHARE = 0.2  # of places that name what they lie in
_TITLED_SHARE = 0.5  # of brackets that begin with a title
_ALL_BUT_ALL = 0.75
_EVERY = 0.9
_FOLLOWED_SHARE = 0.5  # of the titles: so many are followed by a body where titles do not hold it themselves
_SURELY_TITLE = 4.0  # bits: a small letter alone makes no title


@frozen
class _Habits:
    """How a list prints places and descriptions.

    `placing` holds for each kind, persons and not, the marks behind which a known place is one; `always` those behind
    which a place stands so often that it need not be known; `deep` says that places go on ("City, State, Country");
    `titles_in_brackets` that brackets hold titles rather than bodies; `titles_hold_bodies` that titles are of a
    language in which they hold the body's name ("Presidenta de la Federación"), and that it seldom follows them.
    """

    placing: dict[bool, frozenset[str]]
    always: dict[bool, frozenset[str]]
    deep: bool
    titles_in_brackets: bool
    titles_hold_bodies: bool


def _habits_of(cut: Sequence[_Cut], persons: Sequence[bool]) -> _Habits:
    counts = {True: 0, False: 0}
    with_place: Counter[tuple[bool, str]] = Counter()
    sure_place: Counter[tuple[bool, str]] = Counter()
    deep, tails, bracketed, titled = 0, 0, 0, 0
    languages: Counter[bool] = Counter()
    described, followed = 0, 0
    for piece, is_person in zip(cut, persons, strict=True):
        counts[is_person] += 1
        last = piece.parts[-1]
        if len(piece.parts) > 1:
            kind = place_kind(last.text)
            mark = "," if last.mark in ",;" else last.mark
            if kind:
                with_place[is_person, mark] += 1
                sure_place[is_person, mark] += kind in ("country", "world")
                tails += 1
                deep += is_place(piece.parts[-2].text) and len(piece.parts) > 2
        if is_person and len(piece.parts) > 1:
            second = piece.parts[1]
            if second.mark == "(":
                bracketed += 1
                titled += title_bits(_parts_of(second.text)[0].text) > _SURELY_TITLE
            if title_bits(second.text) > 0:
                described += 1
                followed += len(piece.parts) > 2 and _is_body(piece.parts[2].text)
            languages.update(_titles_are_romance(part.text) for part in piece.parts[1:] if title_bits(part.text) > 0)
    placing, always = {}, {}
    for is_person in (True, False):
        total = counts[is_person]
        marks = {mark for who, mark in with_place if who == is_person}
        placing[is_person] = frozenset(
            mark
            for mark in marks
            if _prints_places(
                mark, with_place[is_person, mark], sure_place[is_person, mark], total, is_person=is_person
            )
        )
        always[is_person] = frozenset(
            mark
            for mark in marks
            if with_place[is_person, mark] >= max((_EVERY if mark in "-:|" else _ALL_BUT_ALL) * total, _LEAST)
        )
    return _Habits(
        placing,
        always,
        deep > _DEEP_SHARE * tails,
        titled > _TITLED_SHARE * bracketed,
        languages[True] > languages[False] and followed <= _FOLLOWED_SHARE * described,
    )


def _is_body(text: str) -> bool:
    return title_bits(text) <= 0 and not text[:1].islower() and (body_bits(text) < -1 or _names_body(text))


def _prints_places(mark: str, count: int, sure: int, total: int, *, is_person: bool) -> bool:
    if mark in "-:|":
        return count >= max(_EVERY * total, 2)
    if is_person and mark == "(":
        return count > _PERSON_SHARE * total
    if is_person or mark == _LINE_END:
        return count > 0
    if mark == "(":
        return count >= max(_LEAST, _LEAST_SHARE * total)
    return sure >= max(_LEAST, _LEAST_SHARE * total) or count >= max(_LEAST, _CHAPTER_SHARE * total)


_romance = frozenset(("es", "pt", "fr", "it", "ca"))


def _titles_are_romance(text: str) -> bool:
    for word in re.findall(r"[^\W\d_]+", folded(text)):
        languages = title_words().get(word)
        if languages:
            return "en" not in languages and not languages.isdisjoint(_romance)
    return False


# --- Fields -------------------------------------------------------------------------------------------------------


def _told_apart(piece: _Cut, share: float, habits: _Habits) -> Details:
    is_person = share > 1 / 2
    confidence = share if is_person else 1 - share
    flags = piece.flags if is_person else tuple(flag for flag in piece.flags if flag != IDENTIFICATION_ONLY)
    if confidence < _SURE:
        flags = (*flags, UNSURE_KIND)
    if len(piece.parts) == 1 and not is_person:
        name = " ".join(piece.text.replace(_LINE_END, " ").split()).strip(" ,;|–—-")
        return Details(name or piece.text, Kind.ORGANIZATION, None, None, None, flags, confidence)
    parts = list(piece.parts)
    first_place = _first_of_place(parts, habits, is_person=is_person)
    location = _between(piece.text, parts[first_place:], opened=True) if first_place < len(parts) else None
    described = parts[:first_place]
    if not is_person:
        whole = piece.text if first_place == len(parts) else piece.text[: parts[first_place - 1].end]
        name = " ".join(whole.replace(_LINE_END, " ").split()).strip(" ,;|–—-")
        return Details(name or piece.text, Kind.ORGANIZATION, None, None, location, flags, confidence)
    name = _bare(described[0].text)
    title, affiliation = _description(piece.text, described[1:], habits)
    return Details(name or piece.text, Kind.PERSON, title, affiliation, location, flags, confidence)


def _bare(text: str) -> str:
    return text.strip(" ,;:|–—-\n").replace(_LINE_END, " ")


def _between(text: str, parts: Sequence[Part], *, opened: bool) -> str:
    """What is printed from the first of some parts to the last, without the bracket around it."""
    if len(parts) == 1 and opened:
        return parts[0].text.strip(" .,;")
    found = text[parts[0].start : parts[-1].end].replace(_LINE_END, ", ")
    return found.strip(" .,;") if opened else found


def _first_of_place(parts: Sequence[Part], habits: _Habits, *, is_person: bool) -> int:
    """The number of the first part that is the place in which the entry ends; that of all parts where there is none."""
    count = len(parts)
    if count < 2:
        return count
    last = parts[-1]
    mark = "," if last.mark in ",;" else last.mark
    kind = place_kind(last.text)
    if kind is None or mark not in habits.placing[is_person]:
        known = mark in habits.always[is_person] and may_be_place(last.text)
        if not known or title_bits(last.text) > 0 or body_bits(last.text) < -1:
            return count
        return count - 1
    at = count - 1
    while at > 1 and parts[at].mark in ",;\n" and parts[at - 1].mark in ",;\n-":
        if not _goes_on(parts, at - 1, kind, habits, is_person=is_person):
            break
        at -= 1
    return at


def _goes_on(parts: Sequence[Part], at: int, kind: str, habits: _Habits, *, is_person: bool) -> bool:
    """Whether the part before a place is a place too: "San Rafael" before "Mendoza"."""
    text = parts[at].text
    if is_place(text):
        return True
    if not may_be_place(text):
        return False
    if lies_in_place(text):
        return habits.deep or kind in ("code", "region")
    if title_bits(text) > 0 or body_bits(text) < -1:
        return False
    if is_person and at == 1 and len(text.split()) > 1:
        return False  # what stands right behind a person's name is more often what that person is
    return habits.deep or (kind in ("code", "region") and len(text.split()) <= 3)


def _description(text: str, parts: list[Part], habits: _Habits) -> tuple[str | None, str | None]:
    """Title and affiliation from the parts of a description."""
    if not parts:
        return None, None
    if parts[0].mark == "(":
        inside = parts[0].text
        title, affiliation = _description(text, parts[1:], habits)
        if len(parts) > 1 and parts[1].mark != "(" and title_bits(inside) > 0 > body_bits(parts[1].text):
            return _joined(inside, title), affiliation
        if habits.titles_in_brackets and not parts[1:]:
            return _split_description(inside, list(_parts_of(inside)), habits)
        return title, _joined(inside, affiliation)
    return _split_description(text, _brackets_back(text, parts), habits)


def _joined(*pieces: str | None) -> str | None:
    return "; ".join(piece for piece in pieces if piece) or None


def _brackets_back(text: str, parts: list[Part]) -> list[Part]:
    """The parts of a description, each with the bracket behind it: "Centre for Law (CALS)".

    A dash or colon parts a description only where a dash also stands between it and the name.
    """
    whole: list[Part] = []
    inside = "(" if parts[0].mark == "-" else "(-:"
    for part in parts:
        if part.mark and part.mark in inside and whole:
            whole[-1] = whole[-1]._replace(text=text[whole[-1].start : part.end], end=part.end)
        else:
            whole.append(part)
    return whole


def _split_description(text: str, parts: list[Part], habits: _Habits) -> tuple[str | None, str | None]:
    titles = [title_bits(part.text) for part in parts]
    at = _start_of_body(parts, titles, habits)
    title, body = _piece(text, parts[:at]), _piece(text, parts[at:])
    if len(parts) == 1 and parts[0].mark in ("|", "-", _LINE_END) and title and (found := _at.match(title)):
        title, body = found["title"], found["body"]
    return title or None, body or None


def _piece(text: str, parts: Sequence[Part]) -> str:
    return _without_stop(_between(text, parts, opened=False).strip(" ,;|–—")) if parts else ""


def _without_stop(text: str) -> str:
    """The text without the full stop that closes it; that of an abbreviation stays."""
    last = text.split()[-1:]
    if not last or not text.endswith("."):
        return text
    is_short = len(last[0]) <= _SHORT or "." in last[0][:-1] or folded(last[0]).strip(".") in terms("legal-forms.txt")
    return text if is_short else text[:-1]


def _start_of_body(parts: Sequence[Part], titles: Sequence[float], habits: _Habits) -> int:
    """The number of the part with which the name of a body begins."""
    count = len(parts)
    first = parts[0].text
    if behalf := [at for at, part in enumerate(parts) if part.mark == _BEHALF]:
        return behalf[0]
    by_mark = any(part.mark in ("|", _LINE_END) for part in parts[1:])
    if habits.titles_hold_bodies and not by_mark:
        is_body = titles[0] <= 0 and body_bits(first) < -1 and not first[:1].islower()
        return 0 if is_body and not any(bits > 0 for bits in titles) else count
    if titles[0] <= 0:
        return count if first[:1].islower() and body_bits(first) > -1 else 0
    at = 1
    while at < count and (titles[at] > 0 or parts[at].text[:1].islower()):
        at += 1
    # "Lecturer, Criminology, Deakin University": what a title is of may stand before the body.
    if at + 1 < count and parts[at].mark != _LINE_END and not _names_body(parts[at].text):
        following = parts[at + 1].text
        if _names_body(following) and not following[:1].islower() and not parts[at].text.isupper():
            return at + 1
    return at


def _names_body(text: str) -> bool:
    return any(folded(word) in body_words() for word in re.findall(r"[^\W\d_]+", text))
