"""From the rows of a table to who signed: what each column holds, and whom a row stands for.

    rows of cells → Columns → Signer

Tables come from spreadsheets, form responses, lists in YAML and JSON, and from letters that set their signatories in a
table. Their headings are in any words and several languages (data/column-headings.tsv); some have none, and then the
cells tell. Not everyone named in a row has signed: a form asks who filled it in, a campaign's table names who is
addressed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from signers.folding import folded, words_of
from signers.knowledge import table, terms
from signers.model import Kind
from signers.persons import person_bits, title_bits
from signers.places import is_place
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Cells = tuple[str, ...]

IDENTIFICATION_ONLY = "identification-only"  # flags a person whose affiliation is said to be for identification only


class Field(StrEnum):
    """What a column holds. Of two fields that one heading may mean, the first in this order is the more particular."""

    CONSENT = "consent"
    ANONYMITY = "anonymity"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    DATE = "date"
    SIGNS_AS = "signs_as"
    KIND = "kind"
    OTHER = "other"
    GIVEN = "given"
    SURNAME = "surname"
    HONORIFIC = "honorific"
    SUFFIX = "suffix"
    DESCRIPTION = "description"
    TITLE = "title"
    CITY = "city"
    STATE = "state"
    COUNTRY = "country"
    LOCATION = "location"
    GROUP = "group"
    CONTACT = "contact"
    AFFILIATION = "affiliation"
    ORGANIZATION = "organization"
    NUMBER = "number"
    NAME = "name"


_RANKS = {field: rank for rank, field in enumerate(Field)}
_PERSONAL = frozenset({Field.GIVEN, Field.SURNAME, Field.HONORIFIC, Field.SUFFIX})
_PLACES = (Field.CITY, Field.LOCATION, Field.STATE, Field.COUNTRY)  # in the order in which they are printed
_WHO = frozenset({Field.NAME, Field.ORGANIZATION, Field.GIVEN, Field.SURNAME})


@frozen
class Columns:
    """What the columns of a table hold.

    `header` is the row of headings, empty where the table has none. A table may be set as several side by side, each
    with the same columns: `width` is then the columns of one. `is_organizations` says that the organization signs
    although its row names a person too; `is_persons` that a name alone is a person's. `usual` is how many cells a row
    usually fills.
    """

    fields: tuple[Field, ...]
    header: Cells = ()
    width: int = 0
    is_organizations: bool = False
    is_persons: bool = False
    is_for_identification: bool = False
    usual: int = 1

    @property
    def has_header(self) -> bool:
        """Whether the first row holds headings."""
        return bool(self.header)

    @property
    def is_grid(self) -> bool:
        """Whether every cell is a name: the table is there for the layout alone."""
        return len(self.fields) > 1 and set(self.fields) <= {Field.NAME}


@frozen
class Signer:
    """Whom a row stands for, and in which column; `kind` is None where neither columns nor cells tell."""

    name: str
    kind: Kind | None = None
    title: str | None = None
    affiliation: str | None = None
    location: str | None = None
    group: str | None = None
    flags: tuple[str, ...] = ()
    column: int = 0


# --- What the headings say --------------------------------------------------------------------------------------

_HEADINGS = "column-headings.tsv"
_bracketed = re.compile(r"[(\[][^()\[\]]*[)\]]")
_apart = re.compile(r"[_·'’\s]+")  # "l'organisation" are two words
_camel = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_is_numero = re.compile(r"\s*(?:#|№|n[.º°]+|nr\.?|no\.?)\s*", re.IGNORECASE).fullmatch
_asks = re.compile(r"[?:*]\s*$").search


@frozen
class _Heading:
    """What a heading may mean, best first, and how much of it says so, from 0 to 1."""

    fields: tuple[Field, ...]
    share: float


@cache
def _phrases() -> dict[tuple[str, ...], tuple[Field, ...]]:
    found: dict[tuple[str, ...], tuple[Field, ...]] = {}
    known = frozenset(Field)
    for name, _, phrase in table(_HEADINGS):
        if name in known:
            words = words_of(phrase)
            found[words] = (*found.get(words, ()), Field(name))
    return {words: tuple(sorted(set(fields), key=_RANKS.__getitem__)) for words, fields in found.items() if words}


@cache
def _longest_phrase() -> int:
    return max(map(len, _phrases()))


@lru_cache(1 << 12)
def _heading_of(text: str) -> _Heading:
    """What a heading may mean: its longest phrase decides, and of two as long the more particular field.

    >>> _heading_of("Name of organization").fields[0], _heading_of("mp_name").fields[0]
    (<Field.ORGANIZATION: 'organization'>, <Field.OTHER: 'other'>)
    """
    if _is_numero(text):
        return _Heading((Field.NUMBER,), 1.0)
    plain = _bracketed.sub(" ", text)
    found = _in_words(_words(plain))
    return found if found.fields or plain == text else _in_words(_words(text))


def _words(text: str) -> tuple[str, ...]:
    return words_of(_camel.sub(" ", _apart.sub(" ", text)))


def _in_words(words: tuple[str, ...]) -> _Heading:
    found: list[tuple[int, int, Field]] = []
    covered: set[int] = set()
    for start in range(len(words)):
        for count in range(min(_longest_phrase(), len(words) - start), 0, -1):
            for field in _phrases().get(words[start : start + count], ()):
                found.append((-count, _RANKS[field], field))
                covered.update(range(start, start + count))
    if not found:
        return _Heading((), 0.0)
    covered.update(at for at, word in enumerate(words) if word in _sayings("filler"))
    return _Heading(tuple(dict.fromkeys(field for _, _, field in sorted(found))), len(covered) / len(words))


def affiliation_column(headings: Sequence[str]) -> int | None:
    """The place of the heading that says best that below it stands whom a person belongs to.

    >>> affiliation_column(("Name", "Organization", "Affiliation")), affiliation_column(("Name", "E-mail"))
    (2, None)
    """
    found = [
        (rank, place)
        for place, heading in enumerate(map(_heading_of, headings))
        for rank, field in enumerate((Field.AFFILIATION, Field.ORGANIZATION))
        if heading.share == 1.0 and heading.fields[:1] == (field,)
    ]
    return min(found)[1] if found else None


def _is_header(row: Cells, others: Sequence[Cells]) -> bool:
    """Whether the first row of a table holds headings: most of its cells say what a column holds, and fully."""
    filled = [cell for cell in row if cell.strip()]
    if not filled or len({cell.strip().casefold() for cell in filled}) * 2 < len(filled):
        return False
    headings = [_heading_of(cell) for cell in filled]
    said = sum(
        heading.share if heading.share >= 0.5 or _asks(cell) else 0.0
        for cell, heading in zip(filled, headings, strict=True)
        if heading.fields
    )
    whole = sum(bool(heading.fields) and heading.share == 1.0 for heading in headings)
    if any(_is_address(cell) or _is_date(cell) or _is_count(cell) for cell in filled):
        return False
    if said * 2 >= len(filled) and whole + any(map(_asks, filled)) > 0:
        return True
    who = any(heading.share == 1.0 and set(heading.fields[:1]) & _WHO for heading in headings)
    return (who and len(filled) > 1 and said * 4 >= len(filled)) or _differs(row, others)


def _differs(row: Cells, others: Sequence[Cells]) -> bool:
    """Whether the first row is of another make than the rows below: words over numbers, dates or addresses."""
    for at, cell in enumerate(row):
        below = _column(others, at)
        if len(below) < 3 or not cell.strip():
            continue
        for fits in (_is_count, _is_address, _is_date):
            if _share(below, fits) >= 0.9 and not fits(cell) and re.search(r"[^\W\d_]", cell):
                return True
    return False


# --- What the cells say -----------------------------------------------------------------------------------------

_SAMPLE = 300  # rows tell what a column holds
_MOST = 0.6  # of a column's cells: so many say what it holds
_WIDEST_GRID = 8
_is_count = re.compile(r"\s*\(?#?\d{1,7}[.)]?\s*").fullmatch
_is_mail = re.compile(r"\s*(?:mailto:)?[^@\s]+@[^@\s]+\.\w+\s*").fullmatch
_is_link = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE).fullmatch
_is_phone = re.compile(r"\s*\+?(?:[\d][\s().-]*){7,16}\s*").fullmatch
_is_day = re.compile(
    r"\s*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}\.? \w{3,10}\.?,? \d{4}|\w{3,10}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\dT[\d:.Z+-]+)(?:[ T,]+\d{1,2}:\d\d.*)?\s*"
).fullmatch
_is_code = re.compile(r"(?=.*\d)[\w-]+").fullmatch
_SURELY_PERSON = 3.0  # bits
_LONGEST_SAYING = 60  # characters
_letter = re.compile(r"[^\W\d_]")
_space = re.compile(r"\s+")


def _is_address(cell: str) -> bool:
    return bool(_is_mail(cell) or _is_link(cell))


def _is_date(cell: str) -> bool:
    return bool(_is_day(cell))


@cache
def _sayings(what: str) -> frozenset[str]:
    return frozenset(
        " ".join(words_of(phrase)) for field, _, phrase in table(_HEADINGS) if field in {what, f"says-{what}"}
    )


def _says(what: str, cell: str) -> bool:
    return len(cell) <= _LONGEST_SAYING and _said(cell) in _sayings(what)


@lru_cache(1 << 12)
def _said(cell: str) -> str:
    return " ".join(words_of(cell))


@lru_cache(1 << 12)
def _kind_said(cell: str) -> Kind | None:
    """Whether a cell of a column such as "Sign as" says that an organization signs, or a person.

    >>> _kind_said("On behalf of my organization"), _kind_said("As an individual"), _kind_said("Maybe")
    (<Kind.ORGANIZATION: 'organization'>, <Kind.PERSON: 'person'>, None)
    """
    if _says("person", cell):
        return Kind.PERSON
    if _says("organization", cell):
        return Kind.ORGANIZATION
    words = words_of(cell)
    at = {
        kind: next((i for i, word in enumerate(words) if word in _sayings(what)), None)
        for kind, what in ((Kind.PERSON, "person"), (Kind.ORGANIZATION, "organization"))
    }
    found = [(place, kind) for kind, place in at.items() if place is not None]
    if len(found) == 1:
        return found[0][1]
    # "As an individual (organization for identification only)": what comes first is meant.
    return min(found)[1] if found else None


def _is_title(cell: str) -> bool:
    return len(cell.split()) <= 8 and title_bits(cell) > 0 and person_bits(cell) < 4


def _is_honorific(cell: str) -> bool:
    words = words_of(cell)
    titles = terms("honorifics.txt") | terms("person-titles.txt")
    return 0 < len(words) <= 3 and all(word in titles for word in words)


def _is_name(cell: str) -> bool:
    """Whether a cell can be a name: a few words, the first of which is set as names are, and no sentence."""
    text = cell.strip()
    words = text.split()
    if not words or len(text) > 200 or len(words) > 25 or not _letter.search(text):
        return False
    if _is_address(text) or _is_date(text) or _is_code(text) or (len(words) == 1 and len(text) < 3):
        return False
    small = sum(word in terms("sentence-words.txt") for word in map(str.casefold, words))
    first = next((c for c in text if c.isalpha()), "")
    return not first.islower() and small * 4 <= len(words) and not (text[-1] in ".?!" and len(words) > 12)


def _column(rows: Iterable[Cells], at: int) -> list[str]:
    return [row[at] for row in rows if at < len(row) and row[at].strip()]


def _share(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0


def _distinct(cells: Sequence[str]) -> float:
    return len({cell.strip().casefold() for cell in cells}) / len(cells) if cells else 0.0


def _field_by_cells(cells: Sequence[str]) -> Field:
    """What a column without a heading that tells holds; `NAME` may still be a person's or an organization's."""
    if not cells:
        return Field.OTHER
    tests: tuple[tuple[Field, Callable[[str], object]], ...] = (
        (Field.NUMBER, _is_count),
        (Field.EMAIL, _is_mail),
        (Field.URL, _is_link),
        (Field.DATE, _is_date),
        (Field.PHONE, _is_phone),
        (Field.HONORIFIC, _is_honorific),
        (Field.SIGNS_AS, lambda cell: _says("person", cell) or _says("organization", cell)),
        (Field.LOCATION, is_place),
    )
    for field, fits in tests:
        if _share(cells, fits) >= _MOST:
            return field
    if _share(cells, _is_title) >= _MOST and _mean_bits(cells) < 2:
        return Field.TITLE
    if _share(cells, _is_name) >= _MOST and (len(cells) < 5 or _distinct(cells) >= 0.5):
        return Field.NAME
    return Field.OTHER


def _mean_bits(cells: Sequence[str]) -> float:
    sample = cells[:60]
    return (
        sum(max(-8.0, min(8.0, person_bits(cell.split("\n", 1)[0]))) for cell in sample) / len(sample)
        if sample
        else 0.0
    )


# --- What the columns hold --------------------------------------------------------------------------------------


def columns_of(rows: Sequence[Cells]) -> Columns | None:
    """What the columns of a table hold, or None when it does not list who signed.

    The headings decide, checked against the cells; a table without any is told by its cells.

    >>> columns_of([("Name", "Organization"), ("Ada Lovelace", "Analytical Society")]).fields
    (<Field.NAME: 'name'>, <Field.ORGANIZATION: 'organization'>)
    """
    rows = [row for row in islice(rows, _SAMPLE) if any(cell.strip() for cell in row)]
    if not rows:
        return None
    width = max(map(len, rows))
    has_header = _is_header(rows[0], rows[1:])
    body = rows[1:] if has_header else rows
    header = rows[0] + ("",) * (width - len(rows[0])) if has_header else ()
    below = [_column(body, at) for at in range(width)]
    fields = [_field_by_heading(header[at], below[at]) if header else None for at in range(width)]
    told = set(fields) & (_WHO | {Field.CONTACT, Field.AFFILIATION})
    if not told:
        # Members of a parliament are addressed, unless nobody else is named: then it is they who sign.
        fields = [
            None if field is Field.OTHER and _mean_bits(cells) > _SURELY_PERSON and _distinct(cells) > 0.5 else field
            for field, cells in zip(fields, below, strict=True)
        ]
        fields = _by_cells(fields, below, has_header=has_header)
    settled = _settled([field or Field.OTHER for field in fields], below)
    if settled is None:
        return None
    counts = sorted(sum(bool(cell.strip()) for cell in row) for row in body) or [1]
    repeat = _repeat(settled, header)
    return Columns(
        settled,
        header,
        repeat,
        is_organizations=_organization_signs(settled, header, below),
        is_persons=_are_persons(settled, header, below),
        is_for_identification=any("identification" in words_of(cell) for cell in header),
        usual=counts[len(counts) // 2],
    )


def _field_by_heading(heading: str, cells: Sequence[str]) -> Field | None:
    """The first meaning of a heading that the cells under it do not belie."""
    if not heading.strip():
        return None
    found = _heading_of(heading)
    if Field.TITLE in found.fields and cells and _share(cells, _is_honorific) >= _MOST:
        return Field.HONORIFIC
    told = next((field for field in found.fields if _agrees(field, cells)), Field.OTHER if found.fields else None)
    # "Organization or individual": the cells hold names of both kinds.
    both = told is Field.ORGANIZATION and any(word in _sayings("person") for word in _words(heading))
    return Field.NAME if both else told


def _agrees(field: Field, cells: Sequence[str]) -> bool:
    if not cells:
        return True
    if field in {Field.SIGNS_AS, Field.KIND}:
        return _share(cells, _kind_said) >= 0.5
    if field in {Field.CONSENT, Field.ANONYMITY}:
        return _share(cells, lambda cell: _says("yes", cell) or _says("no", cell) or len(cell) > 40) >= 0.5
    if field is Field.EMAIL:
        return _share(cells, _is_mail) >= 0.3
    if field in _WHO:
        answers = _share(cells, lambda cell: _says("yes", cell) or _says("no", cell))
        return answers < 0.5 and _share(cells, _letter.search) >= 0.5 and _share(cells, _is_address) < 0.5
    return True


def _by_cells(fields: Sequence[Field | None], below: Sequence[list[str]], *, has_header: bool) -> list[Field | None]:
    """The fields of the columns whose heading says nothing, by their cells."""
    guessed = [field or _field_by_cells(cells) for field, cells in zip(fields, below, strict=True)]
    named = [at for at, field in enumerate(guessed) if field is Field.NAME and fields[at] is None]
    if len(named) < 2:
        return [*guessed]
    bits = {at: _mean_bits(below[at]) for at in named}
    persons = [at for at in named if bits[at] > 1]
    others = [at for at in named if bits[at] <= 1]
    tall = all(_share(below[at], lambda cell: "\n" in cell) >= _MOST for at in named)
    if persons and others and not tall and not (_alike(below, named) and max(bits.values()) - min(bits.values()) < 3):
        for at in named:
            guessed[at] = Field.OTHER
        guessed[persons[0]] = Field.NAME
        guessed[others[0]] = Field.ORGANIZATION
        return [*guessed]
    if len(named) <= _WIDEST_GRID and not has_header and _alike(below, named):
        return [*guessed]
    # Of several columns of words the one whose cells differ most holds the names.
    best = max(named, key=lambda at: (round(_distinct(below[at]), 1), -at))
    return [Field.OTHER if field is Field.NAME and at != best else field for at, field in enumerate(guessed)]


def _alike(below: Sequence[list[str]], named: Sequence[int]) -> bool:
    """Whether columns hold things of one sort: names of about the same length, none of them more often repeated."""
    lengths = [sum(len(cell.split()) for cell in below[at]) / len(below[at]) for at in named]
    return min(_distinct(below[at]) for at in named) >= 0.9 and max(lengths) <= 2.2 * min(lengths)


def _settled(fields: list[Field], below: Sequence[list[str]]) -> tuple[Field, ...] | None:
    """The fields seen together: a name beside given names is a surname; None when no column says who signed."""
    there = set(fields)
    if Field.NAME in there and Field.GIVEN in there and Field.SURNAME not in there:
        fields = [Field.SURNAME if field is Field.NAME else field for field in fields]
    elif Field.NAME in there and Field.SURNAME in there and Field.GIVEN not in there:
        fields = [Field.GIVEN if field is Field.NAME else field for field in fields]
    for instead, wanted in ((Field.AFFILIATION, Field.ORGANIZATION), (Field.CONTACT, Field.NAME)):
        if not set(fields) & _WHO:
            fields = [wanted if field is instead else field for field in fields]
    if not set(fields) & _WHO:
        return None
    filled = [cell for field, cells in zip(fields, below, strict=True) if field in _WHO for cell in cells]
    if not filled and any(below):
        return None
    return tuple(fields)


def _repeat(fields: Sequence[Field], header: Cells) -> int:
    """How many columns each of several equal tables side by side has, or 0 when there is but one."""
    if len(fields) > 1 and (set(fields) == {Field.ORGANIZATION} or set(fields) == {Field.NAME}):
        return 1  # lists side by side, each under a heading of its own
    for width in range(1, len(fields) // 2 + 1):
        if len(fields) % width or not set(fields[:width]) & _WHO:
            continue
        same = all(fields[at] == fields[at % width] for at in range(len(fields)))
        if same and all(header[at].casefold() == header[at % width].casefold() for at in range(len(header))):
            return width
    return 0


def _organization_signs(fields: Sequence[Field], header: Cells, below: Sequence[list[str]]) -> bool:
    """Whether the organization signs although its row names a person: the person only filled in the form.

    So it is where the headings call the person a contact, and where they ask how the organization's name should be
    printed.
    """
    if Field.ORGANIZATION not in fields:
        return False
    if not set(fields) & {Field.NAME, Field.GIVEN, Field.SURNAME}:
        return True
    organization = fields.index(Field.ORGANIZATION)
    personal = [at for at, field in enumerate(fields) if field in {Field.NAME, Field.GIVEN, Field.SURNAME}]
    if header:
        asks = [" ".join(words_of(heading)) for heading in header]
        if "should" in asks[organization] and not any("should" in asks[at] for at in personal):
            return True
        people = [f" {asks[at]} " for at in personal]
        if any(" contact " in heading or " representative " in heading for heading in people):
            return True
    rows = max((len(cells) for cells in below), default=0)
    named = max(len(below[at]) for at in personal)
    return organization < min(personal) and len(below[organization]) == rows and named * 2 < rows


def _are_persons(fields: Sequence[Field], header: Cells, below: Sequence[list[str]]) -> bool:
    """Whether a name alone is a person's: the columns ask for a person, or the names are persons' throughout."""
    there = set(fields)
    if there & (_PERSONAL | {Field.TITLE, Field.AFFILIATION, Field.DESCRIPTION}):
        return True
    if Field.NAME in there and there & {Field.ORGANIZATION}:
        return True
    names = [cell for field, cells in zip(fields, below, strict=True) if field is Field.NAME for cell in cells]
    return bool(header) and bool(names) and _mean_bits(names) > 3


# --- Whom a row stands for --------------------------------------------------------------------------------------


def signers_of(columns: Columns, cells: Sequence[str]) -> tuple[Signer, ...]:
    """Whom a row stands for: one signatory, or as many as tables stand side by side, or nobody.

    Nobody it is in an empty row, in the headings, in a test of the form, and where it is said that the name must not be
    published.

    >>> columns = columns_of([("Name", "Organization", "City"), ("Ada Lovelace", "Analytical Society", "London")])
    >>> signers_of(columns, ("Ada Lovelace", "Analytical Society", "London"))[0].affiliation
    'Analytical Society'
    >>> signers_of(columns, ("", "Analytical Society", "London"))[0].name
    'Analytical Society'
    """
    row = [_told(cell) for cell in cells]
    if columns.header and row and row[0].casefold() == _told(columns.header[0]).casefold():
        headings = [_told(cell).casefold() for cell in columns.header]
        if [cell.casefold() for cell in row] == headings[: len(row)]:
            return ()
    width = columns.width or len(columns.fields)
    below: dict[int, list[str]] = {}
    for at, cell in enumerate(cells):
        if "\n" in cell and columns.fields[at : at + 1] == (Field.NAME,):
            row[at], below[at // width] = _stacked(cell)
    found: list[Signer] = []
    for start in range(0, len(columns.fields), width):
        signer = _signer_of(columns, row[start : start + width], start, below.get(start // width, []))
        if signer is not None:
            found.append(signer)
    return tuple(found)


def _told(cell: str) -> str:
    """A cell in one line, without a mark that only parts it from the next."""
    return _space.sub(" ", cell).strip(" ,;")


def _stacked(cell: str) -> tuple[str, list[str]]:
    r"""A name in a cell of several lines, and what stands below it where the first line is a person's name.

    >>> _stacked("Ada Lovelace\nAnalyst"), _stacked("Society for\nAnalysis")
    (('Ada Lovelace', ['Analyst']), ('Society for Analysis', []))
    """
    lines = [told for line in cell.split("\n") if (told := _told(line))]
    if len(lines) > 1 and person_bits(lines[0]) > _SURELY_PERSON:
        return lines[0], lines[1:]
    return " ".join(lines), []


@lru_cache(1 << 8)
def _places_of_fields(fields: tuple[Field, ...]) -> dict[Field, tuple[int, ...]]:
    """The columns that hold each field, in one of the tables that stand side by side."""
    found: dict[Field, tuple[int, ...]] = {}
    for at, field in enumerate(fields):
        found[field] = (*found.get(field, ()), at)
    return found


def _signer_of(columns: Columns, row: Sequence[str], start: int, below: Sequence[str]) -> Signer | None:
    places = _places_of_fields(columns.fields[: columns.width or None])

    def values(field: Field) -> list[str]:
        said = (row[at] for at in places.get(field, ()) if at < len(row))
        return [*dict.fromkeys(text for text in said if text and not _is_nothing(text))]

    if any(_says("no", row[at]) for at in places.get(Field.CONSENT, ()) if at < len(row)):
        return None
    if any(_says("yes", text) for text in values(Field.ANONYMITY)):
        return None
    person = _full_name(values)
    organization = next(iter(values(Field.ORGANIZATION)), "")
    said = [_kind_said(text) for field in (Field.SIGNS_AS, Field.KIND) for text in values(field)]
    name, kind = _who_signs(columns, person, organization, next(filter(None, said), None))
    if not name or _says("test", name) or not _letter.search(name):
        return None
    column = start + _column_of(places, row, name)
    location = _location(values)
    group = next(iter(values(Field.GROUP)), None)
    if columns.width == 1 and len(set(columns.header)) > 1:
        group = columns.header[start].strip(" :") or None
    if kind is Kind.ORGANIZATION:
        return Signer(name, kind, None, None, location, group, (), column)
    title, affiliation = _what_and_where(values, organization if person else "", below)
    # In a table of persons a row without anything but a name may still be an organization's.
    if kind is Kind.PERSON and not any(said) and not title and not affiliation and person_bits(name) < -_SURELY_PERSON:
        kind = None
    if name.casefold() == affiliation.casefold():
        affiliation = ""
    flags = (IDENTIFICATION_ONLY,) if affiliation and columns.is_for_identification else ()
    return Signer(name, kind, title or None, affiliation or None, location, group, flags, column)


def _what_and_where(values: Callable[[Field], list[str]], organization: str, below: Sequence[str]) -> tuple[str, str]:
    """A person's title and affiliation, from columns of their own, one of both, or the lines below the name."""
    title = "; ".join(values(Field.TITLE))
    affiliation = "; ".join(dict.fromkeys(filter(None, (organization, *values(Field.AFFILIATION)))))
    first = second = ""
    if described := values(Field.DESCRIPTION):
        first, second = _described(described[0])
    elif len(below) > 1:
        first, second = below[0], ", ".join(below[1:])
    elif below and not (title and affiliation):
        first, second = _described(below[0])
        if not second and title_bits(first) < 0:
            first, second = "", first
    return title or first, affiliation or second


def _who_signs(columns: Columns, person: str, organization: str, said: Kind | None) -> tuple[str, Kind | None]:
    """The name that signs and its kind, from the names in a row and what the row says of them."""
    if said is Kind.ORGANIZATION:
        return organization or person, said
    if said is Kind.PERSON or not (person and organization):
        told = Kind.PERSON if columns.is_persons else None
        return person or organization, said or (told if person else Kind.ORGANIZATION)
    if columns.is_organizations or organization.casefold() == person.casefold():
        return organization, Kind.ORGANIZATION
    return person, Kind.PERSON if columns.is_persons else None


def _is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: "N/A", "none", a dash."""
    return not any(c.isalnum() for c in text) or _says("nothing", text)


def _full_name(values: Callable[[Field], list[str]]) -> str:
    """The person's name as printed: one column of it, or put together from its parts."""
    parts = [*values(Field.GIVEN), *values(Field.SURNAME)]
    name = next(iter(values(Field.NAME)), "") or " ".join(parts)
    if not name:
        return ""
    front = next(iter(values(Field.HONORIFIC)), "")
    if front and not folded(name).startswith(folded(front)):
        name = f"{front} {name}"
    behind = ", ".join(values(Field.SUFFIX))
    return f"{name}, {behind}" if behind and not name.endswith(behind) else name


def _column_of(places: dict[Field, tuple[int, ...]], row: Sequence[str], name: str) -> int:
    who = (at for field in _WHO for at in places.get(field, ()))
    return min((at for at in who if at < len(row) and row[at] and row[at] in name), default=0)


def _location(values: Callable[[Field], list[str]]) -> str | None:
    """The places of a row, the smaller before the larger, none of them twice."""
    parts: list[str] = []
    for field in _PLACES:
        for text in values(field):
            if not any(text.casefold() in part.casefold() for part in parts):
                parts.append(text)
    return ", ".join(parts) or None


_described_at = re.compile(r"\s*(?:,|;|\||\s[-–—]\s|\sat\s|\s@\s|\sbei\s)\s*")


def _described(text: str) -> tuple[str, str]:
    """A description that holds title and affiliation, split where the second begins.

    >>> _described("Professor of Law, University of Turin"), _described("Nurse")
    (('Professor of Law', 'University of Turin'), ('Nurse', ''))
    """
    parts = _described_at.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (text, "")


def heading_of(columns: Columns, cells: Sequence[str]) -> str | None:
    """The text of a row that heads a part of the table ("California"), or None when it stands for a signatory.

    >>> columns = columns_of([("No.", "Name", "City"), ("1", "Arts Council", "Reno"), ("2", "Water Board", "Elko")])
    >>> heading_of(columns, ("Nevada", "", "")), heading_of(columns, ("", "Arts Council", ""))
    ('Nevada', None)
    """
    filled = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
    if len({text for _, text in filled}) != 1 or (len(columns.fields) < 2 or columns.usual < 2):
        return None
    at, text = filled[0]
    spans = len(filled) > 1  # a merged cell is repeated in each column that it covers
    who = at < len(columns.fields) and columns.fields[at] in _WHO
    if not _letter.search(text) or (who and not spans and not (text.endswith(":") or is_place(text))):
        return None
    return text.rstrip(": ")


# --- In which order a grid is read ------------------------------------------------------------------------------


def reads_down(rows: Sequence[Cells]) -> bool:
    """Whether a grid of names is read column by column: where the alphabet does not tell, it is.

    >>> reads_down([("Arts", "Dance"), ("Books", "Elms")]), reads_down([("Arts", "Books"), ("Dance", "Elms")])
    (True, False)
    """
    width = max(map(len, rows), default=0)
    down = [row[at] for at in range(width) for row in rows if at < len(row) and row[at].strip()]
    across = [cell for row in rows for cell in row if cell.strip()]
    orders: tuple[Callable[[str], str], ...] = (_first_word, _last_word)
    return max(_order(down, key) for key in orders) >= max(_order(across, key) for key in orders)


def _first_word(name: str) -> str:
    words = words_of(name)
    return " ".join(words[words[:1] == ("the",) :])


def _last_word(name: str) -> str:
    return " ".join(words_of(name.split(",", maxsplit=1)[0])[-1:])


def _order(names: Sequence[str], key: Callable[[str], str]) -> float:
    """The share of neighbours that stand in the order of the alphabet."""
    keys = [*map(key, names)]
    return sum(left <= right for left, right in pairwise(keys)) / max(1, len(keys) - 1)
