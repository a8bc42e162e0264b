"""The rules: each a small function from a document to what it finds; its docstring is what docs/check.md says of it.

To add one, write a function, enter it with `@rule`, and add its row to docs/check.md.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from math import comb, factorial
from typing import TYPE_CHECKING, Any, NamedTuple

from signers.checking.alphabet import OURS, best_sorted, in_place, named_first
from signers.checking.document import UNSEEN, is_plain, is_row, span_of, typed_pieces
from signers.checking.findings import Edit, Finding, Order, Removal, Reorder, Wanted
from signers.decisions import Forms
from signers.details import kind_of_heading
from signers.lexicon import lexicon
from signers.model import Answers, Form, Kind, Verdict
from signers.names import folded, tidy
from signers.persons import body_words, person_bits
from signers.settling import SAID
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from signers.checking.alphabet import Options
    from signers.checking.document import Document, Item
    from signers.model import Grouping, Line, Match, Withdrawal

    Find = Callable[[Document, Wanted], Iterable[Finding]]


@frozen
class Rule:
    """A rule: the word it is called by, what it is about in a few words, and the function that looks.

    `is_mendable` says that `--fix` may mend what it finds, and `is_grave` that a list must not be published with it.
    """

    name: str
    title: str
    find: Find
    is_mendable: bool = False
    is_grave: bool = False

    @property
    def about(self) -> str:
        """What it finds, and what it leaves alone."""
        return " ".join((self.find.__doc__ or "").split())


RULES: dict[str, Rule] = {}
_LONGEST_QUOTED = 200  # characters


def rule(name: str, title: str, *, is_mendable: bool = False, is_grave: bool = False) -> Callable[[Find], Find]:
    """Enter a function among the rules."""

    def enter(find: Find) -> Find:
        RULES[name] = Rule(name, title, find, is_mendable, is_grave)
        return find

    return enter


def _at(item: Item, name: str, says: str, do: str, *mends: Edit | Removal | Reorder) -> Finding:
    last = item.last.last_number
    return Finding(name, item.first.number, says, do, max(last, item.first.number), item.first.page, mends)


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _LONGEST_QUOTED else f"“{text[: _LONGEST_QUOTED - 1]}…”"


# --- Who is listed twice ----------------------------------------------------------------------------------------

_COPIED = 0.5  # of the names of the shorter of two lists: so many in both, and one is a copy of the other


class _Earlier:
    """Finds the entry that a later one repeats: in the same list, or in another that is no copy of it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._names: defaultdict[int, set[str]] = defaultdict(set)
        for item in items:
            self._names[item.signatory.block].add(_plain(item.signatory.name))

    def are_together(self, one: Item, other: Item) -> bool:
        """Whether the two entries may repeat one another."""
        left, right = self._names[one.signatory.block], self._names[other.signatory.block]
        return left is right or len(left & right) < _COPIED * min(len(left), len(right))

    def of(self, item: Item, before: Iterable[Item]) -> Item | None:
        """The first of the entries before that this one repeats."""
        return next((one for one in before if self.are_together(one, item) and not _are_namesakes(one, item)), None)


def _plain(name: str) -> str:
    return tidy(name).casefold()


def _are_namesakes(one: Item, other: Item) -> bool:
    """Whether two entries of one name are told to be two persons by what else is printed with them."""
    if one.signatory.kind is not Kind.PERSON:
        return False
    left = one.signatory.affiliation or one.signatory.title or one.signatory.location
    right = other.signatory.affiliation or other.signatory.title or other.signatory.location
    return bool(left and right) and _plain(left or "") != _plain(right or "")


@rule("duplicate", "a name is printed twice", is_mendable=True)
def duplicates(document: Document, _: Wanted) -> Iterator[Finding]:
    """A name that the list prints already, but for capitals and spaces.

    A list that is printed once more as a whole, as on an attachment, repeats nobody; nor do two persons of one name
    with different affiliations. Mended where both lines hold the name and nothing else, and of CSV where both rows are
    the same.
    """
    earlier = _Earlier(document.items)
    seen: defaultdict[tuple[Kind, str], list[Item]] = defaultdict(list)
    for item in document.items:
        before = seen[item.signatory.kind, _plain(item.signatory.name)]
        if first := earlier.of(item, before):
            same = document.typed(item.first.number).strip() == document.typed(first.first.number).strip() != ""
            is_alone = is_plain(document, (first, item)) or (is_row(document, first) and is_row(document, item))
            mends = (Removal(item.first.number),) if same and is_alone else ()
            says = f"{_quoted(item.signatory.name)} is printed on line {first.first.number} already"
            yield _at(item, "duplicate", says, "take one out", *mends)
        before.append(item)


def _groupings(document: Document, wanted: Wanted) -> Iterator[tuple[Kind, Grouping]]:
    for kind in Kind:
        if names := [item.signatory.name for item in document.items if item.signatory.kind is kind]:
            yield kind, _grouping(tuple(names), kind, wanted.answers.same, wanted.answers.different)


Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def _grouping(names: tuple[str, ...], kind: Kind, same: Pairs, different: Pairs) -> Grouping:
    """The grouping of a list as people decided, which two rules ask for."""
    from signers.grouping import group_names  # noqa: PLC0415 - it takes a quarter of a second, and few rules need it
    from signers.settling import grouper  # noqa: PLC0415 - the same

    group = grouper(Answers(same=same, different=different)) or group_names
    return group(Counter(names), kind, None)


def _by_name(document: Document, kind: Kind) -> dict[str, list[Item]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in document.items:
        if item.signatory.kind is kind:
            found[item.signatory.name].append(item)
    return found


# Evidence that is weighty, and does not say what a person must look at.
_SAYS_LITTLE = frozenset(("shared words", "nothing more", "words"))
_MOST_REASONS = 2


@rule("respelled", "a signatory stands there twice, in two spellings")
def respelled(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """Two names that are surely one signatory, such as “Sierra Club” and “The Sierra Club, Inc.”.

    What is sure is told as by `signers dedupe`, and what people decided is heard.
    """
    from signers.matching import compare  # noqa: PLC0415 - the same

    earlier = _Earlier(document.items)
    for kind, grouping in _groupings(document, wanted):
        there, said = _by_name(document, kind), _in_pairs(wanted.answers.same, wanted, kind)
        for cluster in grouping.clusters:
            items = sorted((item for name in cluster for item in there[name]), key=_place)
            for at, item in enumerate(items):
                name = item.signatory.name
                first = earlier.of(item, items[:at])
                if first is None or any(_plain(one.signatory.name) == _plain(name) for one in items[:at]):
                    continue
                match = compare(first.signatory.name, name, kind)
                why = SAID if said(first.signatory.name, name) else ""
                if match.verdict is Verdict.SAME:
                    why = _why(match)
                says = f"{_quoted(name)} is {_quoted(first.signatory.name)} of line {first.first.number}"
                yield _at(item, "respelled", f"{says}: {why}" if why else says, "keep one of the two")


def _in_pairs(said: Pairs, wanted: Wanted, kind: Kind) -> Callable[[str, str], bool]:
    """Tells whether a person said something of two names, in whatever form."""
    forms = Forms(kind, wanted.answers.different)
    pairs = {frozenset(map(forms.of, pair)) for pair in said}
    return lambda one, other: frozenset(map(forms.of, (one, other))) in pairs


def _why(match: Match) -> str:
    """The weightiest reasons that say what differs between two names, or else what they share."""
    telling = [piece for piece in match.evidence if piece.name not in _SAYS_LITTLE]
    ranked = sorted(telling or match.evidence, key=lambda piece: -abs(piece.bits))
    return "; ".join(piece.why for piece in ranked[:_MOST_REASONS])


def _place(item: Item) -> tuple[int, int, int]:
    return item.signatory.block, item.first.page, item.first.number


@rule("perhaps-duplicate", "two names may be one signatory")
def perhaps_duplicates(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """Two names that may be one signatory, which only a person can tell.

    A pair that somebody looked at is not told again: it stands in a store or a file of decisions, which `--decisions`
    names, or under `different` in signers.toml.
    """
    earlier = _Earlier(document.items)
    for kind, grouping in _groupings(document, wanted):
        there, seen = _by_name(document, kind), _in_pairs(wanted.answers.unsure, wanted, kind)
        for match in grouping.doubtful:
            first, second = sorted((there[match.left][0], there[match.right][0]), key=_place)
            pair = first.signatory.name, second.signatory.name
            if seen(*pair) or not earlier.are_together(first, second) or _are_namesakes(first, second):
                continue
            says = f"{_quoted(pair[1])} may be {_quoted(pair[0])} of line {first.first.number}: {_why(match)}"
            yield _at(second, "perhaps-duplicate", says, "look whether they are two")


@rule("withdrawn", "a signatory withdrew, and is listed", is_grave=True)
def withdrawn(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """A signatory that withdrew, under whatever spelling it is listed, as a store or a file of decisions says.

    `--decisions`, or `decisions` in signers.toml, names it. GitHub shows it as an error, and the others as warnings.
    """
    answers = wanted.answers
    gone = {one.name: one for one in answers.withdrawn}
    for kind in Kind if gone else ():
        there = _by_name(document, kind)
        if not there:
            continue
        grouping = _grouping((*there, *sorted(gone)), kind, answers.same, answers.different)
        for cluster in grouping.clusters:
            for said in [said for name, said in gone.items() if name in cluster][:1]:
                for item in [item for name in cluster for item in there.get(name, ())]:
                    name = item.signatory.name
                    says = f"{_quoted(name)} {_withdrew(gone.get(name, said), item)}"
                    yield _at(item, "withdrawn", says, "take it out")


def _withdrew(said: Withdrawal, item: Item) -> str:
    """When and why a listed signatory withdrew, and under which name, where it is another."""
    name = f"as {_quoted(said.name)}" if _plain(said.name) != _plain(item.signatory.name) else ""
    day, why = f"on {said.on}" if said.on else "", f"({said.reason})" if said.reason else ""
    return " ".join(filter(None, ("withdrew", name, day, why)))


# --- Order ------------------------------------------------------------------------------------------------------

_BY_CHANCE = 0.01  # how likely it may be that so many of so few names stand in order by chance
_MOST_MISPLACED = 0.25
_LONG_RUN = 5  # names: runs as long as this may each be sorted by itself


@rule("order", "a name is out of order", is_mendable=True)
def order(document: Document, wanted: Wanted) -> Iterator[Finding]:
    """A name that stands out of the alphabetical order that its list keeps.

    A list keeps the order under which nearly all its names stand in place: that of `signers list` (articles do not
    count, persons by surname), or one that counts articles, as spreadsheets do, or that of persons' first names. A list
    that is in none is left alone, and so are a few names that stand together before all others. `--order always` asks
    for the order of `signers list`, `--order never` for none. Mended where each line of the list is one name.
    """
    if wanted.order is Order.NEVER:
        return
    for every in document.sections():
        section = _each_once(every)
        whole = _Sorted.of(document, section, wanted)
        parts = _runs(section)
        if whole.is_sorted or wanted.order is Order.ALWAYS or any(len(part) < _LONG_RUN for part in parts):
            yield from _out_of_order(document, whole, wanted)
            continue
        for part in parts:
            yield from _out_of_order(document, _Sorted.of(document, part, wanted), wanted)


def _each_once(section: Sequence[Item]) -> list[Item]:
    """The entries without those that repeat a name: these are told as that, wherever they stand."""
    first: dict[str, Item] = {}
    for item in section:
        first.setdefault(_plain(item.signatory.name), item)
    return list(first.values())


def _runs(section: Sequence[Item]) -> list[list[Item]]:
    runs: defaultdict[int, list[Item]] = defaultdict(list)
    for item in section:
        runs[item.run].append(item)
    return list(runs.values())


class _Sorted(NamedTuple):
    """A list with the keys that its names may stand under, and those that stand in place with the key they do so by.

    Those who are named first, before all others, are left out.
    """

    items: Sequence[Item]
    options: Sequence[Options]
    right: dict[int, Any]

    @classmethod
    def of(cls, document: Document, items: Sequence[Item], wanted: Wanted) -> _Sorted:
        """How the entries are sorted."""
        names, kinds = [tidy(item.signatory.name) for item in items], [item.signatory.kind for item in items]
        if wanted.order is Order.ALWAYS:
            options = OURS.options(names, kinds, is_strict=True)
            return cls(items, options, in_place(options))
        options = best_sorted(names, kinds)
        # In a file that holds the list alone, one name before all others is a mistake.
        first = named_first(options, least=1 if any(True for _ in document.others()) else 2)
        return cls(items[first:], options[first:], in_place(options[first:]))

    @property
    def wrong(self) -> list[int]:
        """The places of the names out of order."""
        return [at for at in range(len(self.items)) if at not in self.right]

    @property
    def is_sorted(self) -> bool:
        """Whether it is meant to be in order."""
        return is_nearly_sorted(len(self.items), len(self.wrong))

    @property
    def sorted(self) -> list[int]:
        """The places in order: those in place stay so, and the others come between them."""
        keys = [self.right.get(at, options[0]) for at, options in enumerate(self.options)]
        return sorted(range(len(keys)), key=lambda at: (keys[at], at not in self.right, at))


def _out_of_order(document: Document, found: _Sorted, wanted: Wanted) -> Iterator[Finding]:
    items, wrong = found.items, found.wrong
    if not wrong or not (found.is_sorted or wanted.order is Order.ALWAYS):
        return
    in_order = found.sorted
    mends = (Reorder(tuple(items[at].first.number for at in in_order)),) if is_plain(document, items) else ()
    if not found.is_sorted:
        says = f"{len(wrong)} of {len(items)} names stand out of alphabetical order"
        yield _at(items[wrong[0]], "order", says, "sort them", *mends)
        return
    for at in wrong:
        before = [other for other in in_order[: in_order.index(at)] if other in found.right]
        beside = items[before[-1] if before else next(iter(found.right))].signatory.name
        where = f"{'after' if before else 'before'} {_quoted(beside)}"
        yield _at(
            items[at], "order", f"{_quoted(items[at].signatory.name)} is out of order", f"move it {where}", *mends
        )


def is_nearly_sorted(total: int, wrong: int) -> bool:
    """Whether a list is meant to be in order, with some of its names out of place.

    A list in no order has on average C(n, k) / k! increasing subsequences of k of its n names, and is at most that
    likely to have one.

    >>> [is_nearly_sorted(total, wrong) for total, wrong in ((6, 1), (7, 1), (12, 3), (12, 4))]
    [False, True, True, False]
    """
    right = total - wrong
    return wrong <= _MOST_MISPLACED * total and comb(total, right) / factorial(right) <= _BY_CHANCE


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
            says = f"{_quoted(item.signatory.name)} is broken over {len(item.lines)} lines"
            yield _at(item, "wrapped", says, "put it on one")


def _cut_off(section: Sequence[Item]) -> Iterator[Finding]:
    """Names that end in a word which ends none, or begin with one that begins none."""
    for item in section:
        words = item.signatory.name.split()
        if item.signatory.kind is Kind.PERSON or not words:
            continue
        if lexicon().end_odds(words[-1]) < _ENDS_NO_NAME:
            yield _at(item, "wrapped", f"{_quoted(item.signatory.name)} is cut off", "join it with what follows")
        elif words[0][0].islower() and lexicon().start_odds(words[0]) < _BEGINS_NO_NAME:
            yield _at(
                item, "wrapped", f"{_quoted(item.signatory.name)} has no beginning", "join it with what is before"
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
                says = f"the bracket “{mark}” of {_quoted(text)} is never {what}"
                yield _at(item, "bracket", says, "close or delete it" if what == "closed" else "open or delete it")


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
                yield _at(item, "quote", f"a quotation mark of {_quoted(text)} has no counterpart", "add or delete one")


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
                says = f"the mark “{mark}” of {_quoted(item.signatory.name)} leads to no footnote"
                yield _at(item, "footnote", says, "delete it, or add the note")


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
    name = _quoted(item.signatory.name)
    if dash.spaces in {"left", "right"}:
        yield _at(item, "dash", f"the dash of {name} has a space on one side", "set it on both or on none")
    elif most and dash.spaces == "both" and dash != most:
        yield _at(item, "dash", f"{name} has {dash} where the list has {most}", "set them alike")


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


# --- How names are typed ----------------------------------------------------------------------------------------

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
            says = f"{_quoted(item.signatory.name)} is typed with spaces too many"
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
            says = f"{_quoted(item.signatory.name)} holds what nobody sees ({marks})"
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
                says = f"{_quoted(item.signatory.name)} is typed with a comma or semicolon too many"
                # At the end of a person's line it may be that the title follows on the next.
                mends = (
                    edits if item.is_sure and (item.signatory.kind is Kind.ORGANIZATION or item not in ended) else ()
                )
                yield _at(item, "comma", says, "delete it", *mends)


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
                says = f"{_quoted(item.signatory.name)} is typed in a wrong encoding"
                yield Finding("mojibake", number, says, "type it as it reads here", number, item.first.page)
                break
        else:
            if any(_lost_letter(text) and not _is_address(text) for text in _texts(item)):
                yield _at(item, "mojibake", f"{_quoted(item.signatory.name)} has lost letters", "look them up")


# --- Organization or person -------------------------------------------------------------------------------------

_BODY_BITS, _PERSON_BITS = -5.0, 6.5
_MOST_STRAYED = 0.2  # of the entries under a heading: more, and the heading is not theirs
_words = re.compile(r"[^\W\d_]+").findall


@rule("kind", "an organization under the people, or a person under the organizations")
def kinds(document: Document, _: Wanted) -> Iterator[Finding]:
    """A name under a heading such as “Individuals” that is plainly an organization's, or the other way round."""
    for section in document.sections():
        said = kind_of_heading(section[0].heading)
        strayed = [item for item in section if said and _is_plainly_other(item.signatory.name, said)]
        if len(strayed) > max(1, _MOST_STRAYED * len(section)):
            continue
        what, where = _STRAYED[said or Kind.PERSON]
        for item in strayed:
            heading = _quoted(item.heading or "")
            says = f"{_quoted(item.signatory.name)} reads as {what}, and stands under {where} ({heading})"
            yield _at(item, "kind", says, "move it, or name the heading otherwise")


_STRAYED = {
    Kind.PERSON: ("an organization", "the people"),
    Kind.ORGANIZATION: ("a person", "the organizations"),
}


def _is_plainly_other(name: str, kind: Kind) -> bool:
    """Whether a name is plainly not of this kind: a pseudonym under the people is no organization.

    >>> _is_plainly_other("Institute of Peat", Kind.PERSON), _is_plainly_other("der.hans", Kind.PERSON)
    (True, False)
    """
    bits = person_bits(name)
    if kind is Kind.ORGANIZATION:
        return bits > _PERSON_BITS
    return bits < _BODY_BITS and not body_words().isdisjoint(_words(folded(name)))
