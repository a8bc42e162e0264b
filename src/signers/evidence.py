"""Which lines belong to one entry: each piece of evidence, named and in bits.

The weights are in data/wrap-evidence.tsv.

Here is the rule that scores; the loop that searches is in entries.py. A gap is the place between two lines of a run.
Evidence about a gap speaks for carrying the name over it (positive) or for ending the name there (negative);
evidence about an entry speaks for its lines being one name; evidence of order speaks for an entry following another.
To add a piece, write a function, put it into its tuple and give it a line in the data file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, pairwise
from math import exp, log2
from typing import TYPE_CHECKING, NamedTuple

from signers.knowledge import table, terms
from signers.lexicon import Lexicon, lexicon, word_of
from signers.model import Form
from signers.patterns import later
from signers.persons import person_bits
from signers.typesetting import Setting, first_piece, length_bits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from signers.model import Line

# Where a line and the next word take no more than this share of the widest line, there was room in any typeface.
_SURELY_FITS = 0.85
# In a bulleted list, the least share of the lines that bear a marker; the others go on with a name.
_LEAST_MARKED = 0.3
_LEAST_COUNTED = 0.1  # of the lines of all runs, where numbers count through them
_MOST_STRONG = 0.95  # of the lines begin in bold where it tells entries apart
WEIGHTS = "wrap-evidence.tsv"
# A mark ends the names of a run where so large a share of its lines, and not just a few lines, ends in it.
_STOPPED = 0.6
_FEW_LINES = 4
# A run lists persons where so large a share of its lines begins with a personal name, of at most so many words.
_PEOPLE = 0.3
_LONGEST_NAME = 7
_SAMPLE = 240  # lines of a run that tell what it lists
_SURELY_PERSON = 3.0  # bits
_ends_head = re.compile(r"\s*(?:[,|(;–—]|\s[-/]\s)")
# "and" and "or" that are no conjunctions for comparing names.
_MORE_CONJUNCTIONS = frozenset({"oder", "or", "ou", "o", "bzw", "en", "of"})
# In a sorted list, the share of names that stand anywhere, and among names that begin with one word, of those that
# stand the wrong way round.
_STRAYS = 0.04
_SLIPS = 0.2

_marker = later(r"^(?:[•●▪■◦‣∙·*○□►▶➢➤✓✔❖§\uf0b7\uf0a7\uf0d8o–—-]|\(?\d{1,4}[.)]|\[\d{1,4}\])\s+(?=\S)").match
_counting_number = re.compile(r"(\d{1,4})(?:[.)]\s*|\s+)(?=\S)").match
_brackets = {"(": ")", "[": "]", "“": "”", "«": "»"}
_closing = {closing: opening for opening, closing in _brackets.items()}
_bracket_marks = re.compile(r'[()\[\]“”«»"]').findall
_parts_words = re.compile(r"[\s‐‑‒–—-]+")
_ends_in_comma = re.compile(r"[,;]$").search
_HYPHENS = frozenset("-‐‑—")
_REMEMBERED = 1 << 17  # lines: those of a long list are asked for by every step, one step after another
_hyphen_at_end = re.compile(r"(\S*[\w)])(?:[-‐‑]|--|—)$").search


class Context(NamedTuple):
    """What the lines around tell: words printed next to each other on one line, or apart where there was room.

    `together` holds words in a row on one line, `apart` the last two words of a line and the first of the next where
    that would have fitted; `whole` holds whole lines.
    """

    lexicon: Lexicon
    together: frozenset[tuple[str, ...]]
    apart: frozenset[tuple[str, ...]]
    whole: frozenset[str]


class RunShape(NamedTuple):
    """What holds for a whole run: the indent at which names begin, whether markers or commas tell them apart.

    `spaced` says that the other runs of the block are mostly of one line: blank lines tell the names apart. `stop` is
    the mark that ends most lines ("." or ";"), or nothing. `people` is the share of lines that begin with a personal
    name, `strong` of those that begin in bold, `described` of those on which a description follows a personal name.
    """

    base: int
    hanging: bool
    marked: bool
    comma_ended: bool
    spaced: bool = False
    stop: str = ""
    people: float = 0.0
    strong: float = 0.0
    described: float = 0.0


def context_of(runs: Iterable[tuple[Line, ...]], lexicon: Lexicon) -> Context:
    """The context that the runs of all blocks of a letter give one another."""
    together: set[tuple[str, ...]] = set()
    apart: set[tuple[str, ...]] = set()
    whole: set[str] = set()
    for run in runs:
        roomy = max(len(line.text) for line in run) * _SURELY_FITS
        lines = [words_of(line.text) for line in run]
        for words in lines:
            whole.add(" ".join(words))
            if len(words) > 2:
                together.update(zip(words, words[1:], words[2:], strict=False))
            elif len(words) == 2:
                together.add(words)
        for (line, words), (after, after_words) in pairwise(zip(run, lines, strict=True)):
            if words and after_words and len(line.text) + 1 + len(first_piece(after.text)) <= roomy:
                apart.add((*_last_two(words), after_words[0]))
    return Context(lexicon, frozenset(together), frozenset(apart), frozenset(whole))


def _last_two(words: tuple[str, ...]) -> tuple[str, str]:
    """The last two words of a line; of a line of one word, it and a mark for the line's beginning."""
    return (words[-2] if len(words) > 1 else "^", words[-1])


def ends_in_hyphen(text: str) -> bool:
    """Whether a line ends in a hyphen or dash that touches a word: it splits or joins a word, or two parts of a name.

    >>> ends_in_hyphen("Orange County Network-"), ends_in_hyphen("Movement for Peace -MP-")
    (True, False)
    """
    if text[-1:] not in _HYPHENS:
        return False
    found = _hyphen_at_end(text)
    return found is not None and found[1][0] not in "-‐‑–—"


def glued(left: str, right: str) -> str:
    """A line as it stands before the next one of the same name: with a space, with its hyphen, or without it.

    The hyphen goes where it splits a word; it stays between two words, and where it stands for the rest of a word.

    >>> glued("Friends", "of Earth"), glued("Respon-", "sibility"), glued("Low-", "income"), glued("Drogen-", "und")
    ('Friends ', 'Respon', 'Low-', 'Drogen- ')
    """
    if not ends_in_hyphen(left):
        return f"{left} "
    first = right.split(" ", 1)[0]
    if not right[:1].islower() or left.endswith(("--", "—")):
        return left
    if first in terms("conjunctions.txt") or first in _MORE_CONJUNCTIONS:
        return f"{left} "
    before, after, known = word_of(left.rsplit(None, 1)[-1][:-1]), word_of(first), lexicon().words
    return left if before in known and after in known and before + after not in known else left[:-1]


@lru_cache(_REMEMBERED)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case and outer marks, dashes left out; a hyphen parts words as a space does.

    An opening bracket stays, so that "Union (ACLU)" is not "Union / ACLU Foundations".

    >>> words_of("OCCORD (Orange County Network-Muslim –")
    ('occord', '(orange', 'county', 'network', 'muslim')
    """
    if text.isascii() and "-" not in text:  # nothing but spaces parts its words
        return tuple(map(_word_with_bracket, text.split()))
    return tuple([_word_with_bracket(token) for token in _parts_words.split(text) if token])


@lru_cache(_REMEMBERED)
def _word_with_bracket(token: str) -> str:
    return f"({word_of(token)}" if token[0] in "([" else word_of(token)


def begins_with_marker(text: str) -> re.Match[str] | None:
    """Whether a line begins with a bullet or a number, as an item of a list does."""
    return None if text[:1].isalpha() and text[0] != "o" else _marker(text)


def without_markers_of(runs: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """The runs of a block without bullets and numbers, which may count through runs that blank lines part.

    >>> from signers.model import Line
    >>> runs = [(Line(at, text),) for at, text in enumerate(("1 Arts Council", "2 Book Club", "3 Chess Society"))]
    >>> [run[0].text for run in without_markers_of(runs)]
    ['Arts Council', 'Book Club', 'Chess Society']
    """
    found = [without_markers(run) for run in runs]
    bare = [at for at, run in enumerate(found) if not any(line.marker for line in run) and run[0].form is not Form.ROW]
    if len(bare) > 1:
        lines = tuple(line for at in bare for line in found[at])
        begin = next((at for at, line in enumerate(lines) if _counting_number(line.text)), 0)
        whole = iter(lines[:begin] + without_markers(lines[begin:], least=_LEAST_COUNTED))
        for at in bare:
            found[at] = tuple(islice(whole, len(found[at])))
    return found


def without_markers(run: tuple[Line, ...], least: float = _LEAST_MARKED) -> tuple[Line, ...]:
    """A run of bulleted or numbered names with the markers taken off its texts; another run as it is.

    `least` is the share of the lines that must bear one.

    >>> from signers.model import Line
    >>> [line.text for line in without_markers((Line(1, "• Sierra Club"), Line(2, "• Mijente")))]
    ['Sierra Club', 'Mijente']
    >>> [line.text for line in without_markers((Line(1, "Local 9"), Line(2, "10. Festival")))]
    ['Local 9', '10. Festival']
    """
    if any(line.marker for line in run):
        return run
    markers = [begins_with_marker(line.text) for line in run]
    if sum(map(bool, markers)) < least * len(run) and _are_counted(run, least):
        markers = [_counting_number(line.text) for line in run]
    if not markers[0] or sum(map(bool, markers)) < least * len(run):
        return run
    return tuple(
        replace(line, text=line.text[marker.end() :], marker=marker[0])
        if marker and marker.end() < len(line.text)
        else line
        for line, marker in zip(run, markers, strict=True)
    )


def _are_counted(run: tuple[Line, ...], least: float) -> bool:
    """Whether lines begin with numbers that count them, with no space behind: "81.Common Frontiers"."""
    numbers = [int(number[1]) for line in run if (number := _counting_number(line.text))]
    steps = sum(after == number + 1 for number, after in pairwise(numbers))
    return len(numbers) >= least * len(run) and len(numbers) > 2 and steps >= 0.8 * (len(numbers) - 1)


def shape_of_run(run: tuple[Line, ...], *, spaced: bool = False) -> RunShape:
    """The shape of a run: see `RunShape`."""
    lefts = [line.left for line in run]
    base = min(lefts)
    deeper = sum(left > base for left in lefts)
    commas = sum(bool(_ends_in_comma(line.text)) for line in run)
    ends = Counter(line.text[-1:] for line in run)
    stop = next((mark for mark in ".;" if len(run) >= _FEW_LINES and ends[mark] >= _STOPPED * len(run)), "")
    people = [line for line in run[:_SAMPLE] if begins_with_person(line.text)]
    return RunShape(
        base=base,
        hanging=0 < deeper <= 0.7 * len(run) and lefts[0] == base,
        marked=bool(run[0].marker),
        comma_ended=commas >= 0.5 * len(run),
        spaced=spaced,
        stop=stop,
        people=len(people) / len(run[:_SAMPLE]),
        described=sum(bool(_ends_head.search(line.text)) for line in people) / len(run[:_SAMPLE]),
        strong=sum(bool(line.strong) for line in run) / len(run) if run[0].strong else 0.0,
    )


def begins_with_person(text: str) -> bool:
    """Whether a line is, or begins with, a personal name that a mark parts from what follows.

    >>> begins_with_person("Ada Lovelace, Analyst"), begins_with_person("Sierra Club")
    (True, False)
    """
    return _head_bits(text) > _SURELY_PERSON


@lru_cache(_REMEMBERED)
def _head_bits(text: str) -> float:
    """The bits for a personal name at the beginning of a line, up to a mark."""
    head = _ends_head.split(text, maxsplit=1)[0].strip("*_ ")
    return person_bits(head) if 1 < len(head.split()) <= _LONGEST_NAME else 0.0


class Gap:
    """Two neighbouring lines of a run, with what surrounds them.

    `last` is the last printed token before the gap, `first` and `second` are the first two after it, the second empty
    where there is none; `before` and `after` are the words of the two lines. All are told apart once, since much of the
    evidence asks for them.
    """

    __slots__ = ("after", "before", "context", "first", "last", "left", "right", "second", "shape")

    def __init__(self, left: Line, right: Line, shape: RunShape, context: Context) -> None:
        """The gap between two lines."""
        self.left = left
        self.right = right
        self.shape = shape
        self.context = context
        self.last = left.text.rsplit(None, 1)[-1]
        self.first, self.second = (*right.text.split(None, 2), "")[:2]
        self.before = words_of(left.text)
        self.after = words_of(right.text)


def last_word(gap: Gap) -> float:
    """The last word ends no name ("American", "for", a hyphen), or ends most ("Inc.", "Chapter")."""
    if gap.shape.comma_ended and _ends_in_comma(gap.left.text):
        return -4.0
    return -gap.context.lexicon.end_odds(gap.last)


def first_word(gap: Gap) -> float:
    """The next word begins no name ("of", "Chapter", a bracket), or begins many ("American")."""
    return -gap.context.lexicon.start_odds(gap.first)


def first_two_words(gap: Gap) -> float:
    """The next line's first two words begin no name ("Project at"), or often do ("Center for")."""
    return -gap.context.lexicon.opening_odds(gap.first, gap.second) if gap.second else 0.0


def word_pair(gap: Gap) -> float:
    """The two words are often neighbours inside names ("Civil / Liberties"), or never."""
    return gap.context.lexicon.pair_bits(gap.last, gap.first)


def lower_case(gap: Gap) -> float:
    """The next line begins in lower case, in a block whose names begin in upper case."""
    return 1.0 if gap.first[0].islower() and gap.left.text[0].isupper() else 0.0


def hyphen(gap: Gap) -> float:
    """The line ends in a hyphen that splits or joins a word."""
    return 1.0 if ends_in_hyphen(gap.left.text) else 0.0


def indent(gap: Gap) -> float:
    """In a block with hanging indents the next line is set deeper (1) or at the edge (-1)."""
    if not gap.shape.hanging:
        return 0.0
    return 1.0 if gap.right.left > gap.shape.base else -1.0


def marker(gap: Gap) -> float:
    """In a block of bullets or numbers the next line bears none (1) or one (-1)."""
    if not gap.shape.marked:
        return 0.0
    return -1.0 if gap.right.marker else 1.0


def set_apart(gap: Gap) -> float:
    """Blank lines tell the names of the block apart, and here is none."""
    return 1.0 if gap.shape.spaced else 0.0


def full_stop(gap: Gap) -> float:
    """In a block whose names end in one mark, a full stop or a semicolon, the line lacks it (1) or bears it (-1)."""
    if not gap.shape.stop:
        return 0.0
    return -1.0 if gap.left.text.endswith(gap.shape.stop) else 1.0


def person_first(gap: Gap) -> float:
    """In a list of persons the next line begins with a personal name (-1), or not (1/4; 1 where all are described)."""
    if gap.shape.people < _PEOPLE:
        return 0.0
    bits = _head_bits(gap.right.text)
    if bits > _SURELY_PERSON:
        return -1.0
    if gap.shape.described < _PEOPLE:
        return 0.25
    return 1.0 if bits <= 0 else 0.0


def strong_first(gap: Gap) -> float:
    """Where names are set in bold at the beginning of their entries, the next line begins so (-1) or not (1)."""
    if not _LEAST_MARKED <= gap.shape.strong <= _MOST_STRONG:
        return 0.0
    return -1.0 if gap.right.strong else 1.0


def printed_apart(gap: Gap) -> float:
    """The same words end a line and begin the next elsewhere in the letter, where there was room on the line (-1)."""
    if not gap.before or not gap.after:
        return 0.0
    return -1.0 if (*_last_two(gap.before), gap.after[0]) in gap.context.apart else 0.0


def printed_together(gap: Gap) -> float:
    """The words on both sides of the gap stand next to each other on one line elsewhere in the letter."""
    before, after = gap.before[-2:], gap.after[:2]
    if not before or not after:
        return 0.0
    known = gap.context.together
    if len(before) == len(after) == 1:
        return 1.0 if before + after in known else 0.0
    if len(before) > 1 and (*before, after[0]) in known:
        return 1.0
    return 1.0 if len(after) > 1 and (before[-1], *after) in known else 0.0


class Candidate(NamedTuple):
    """Lines of a run read as one name: the name as it would read, the words of each line, and what surrounds it."""

    text: str
    lines: tuple[tuple[str, ...], ...]
    context: Context


def brackets(candidate: Candidate) -> float:
    """Each bracket or quotation mark of the name that has no partner counts -1."""
    marks = _bracket_marks(candidate.text)
    if not marks:
        return 0.0
    open_ones: list[str] = []
    wrong = marks.count('"') % 2
    for letter in marks:
        if letter in _brackets:
            open_ones.append(letter)
        elif letter in _closing:
            if open_ones and open_ones[-1] == _closing[letter]:
                open_ones.pop()
            else:
                wrong += 1
    return -float(wrong + len(open_ones))


def name_length(candidate: Candidate) -> float:
    """How much unlikelier a name of several words of this length is than the likeliest, in bits."""
    return length_bits(len(candidate.text)) if " " in candidate.text else 0.0


def one_word(candidate: Candidate) -> float:
    """The whole name is one word."""
    return 0.0 if " " in candidate.text else 1.0


def lone_word(candidate: Candidate) -> float:
    """The one word is known as a name, or unknown ("Mijente"), rather than as the last word of names ("Committee")."""
    return 0.0 if " " in candidate.text else candidate.context.lexicon.alone_odds(candidate.text)


def printed_whole(candidate: Candidate) -> float:
    """The name rejoined from several lines stands on one line elsewhere in the letter."""
    if len(candidate.lines) == 1:
        return 0.0
    return 1.0 if " ".join(filter(None, map(" ".join, candidate.lines))) in candidate.context.whole else 0.0


class SetGap(NamedTuple):
    """A gap between two lines in one of the ways the run can have been set.

    `line` is the width of the line before the gap, `need` that of a space and the next line's first piece.
    """

    line: float
    need: float
    setting: Setting


def carried_share(gap: SetGap) -> float:
    """Log2 of the odds that a line end is inside a name, from how long names are and how wide the column is."""
    return gap.setting.carried_odds()


def next_word_fits(gap: SetGap) -> float:
    """Log2 of the chance that the next word did not fit on the line: a name is carried over for no other reason."""
    return gap.setting.fit_bits(gap.line, gap.need)


GAP_EVIDENCE: tuple[Callable[[Gap], float], ...] = (
    last_word,
    first_word,
    first_two_words,
    word_pair,
    lower_case,
    hyphen,
    indent,
    marker,
    set_apart,
    full_stop,
    person_first,
    strong_first,
    printed_together,
    printed_apart,
)
# Evidence that says nothing about any gap of a run whose shape is so: it need not be asked gap by gap.
_SAYS_NOTHING: Mapping[Callable[[Gap], float], Callable[[RunShape, Context], bool]] = {
    indent: lambda shape, _: not shape.hanging,
    marker: lambda shape, _: not shape.marked,
    set_apart: lambda shape, _: not shape.spaced,
    full_stop: lambda shape, _: not shape.stop,
    person_first: lambda shape, _: shape.people < _PEOPLE,
    strong_first: lambda shape, _: not _LEAST_MARKED <= shape.strong <= _MOST_STRONG,
    printed_apart: lambda _, context: not context.apart,
}
SETTING_EVIDENCE: tuple[Callable[[SetGap], float], ...] = (carried_share, next_word_fits)
ENTRY_EVIDENCE: tuple[Callable[[Candidate], float], ...] = (brackets, name_length, one_word, lone_word, printed_whole)


def gap_evidence_of(shape: RunShape, context: Context) -> tuple[Callable[[Gap], float], ...]:
    """The evidence about gaps that says something in a run of this shape, in the order of GAP_EVIDENCE."""
    silent = {piece for piece, says_nothing in _SAYS_NOTHING.items() if says_nothing(shape, context)}
    return tuple(piece for piece in GAP_EVIDENCE if piece not in silent)


def entry_evidence_of(*, several_words: bool, several_lines: bool) -> tuple[Callable[[Candidate], float], ...]:
    """The evidence about entries that says something of such ones, in the order of ENTRY_EVIDENCE."""
    silent = {one_word, lone_word} if several_words else {name_length}
    if not several_lines:
        silent.add(printed_whole)
    return tuple(piece for piece in ENTRY_EVIDENCE if piece not in silent)


def alphabetical_order(step: float, entries: float, *, one_beginning: bool) -> float:
    """How much likelier a step through the alphabet is in a sorted list than in one that is not, in bits.

    `step` is the difference of two neighbouring names' places (see `Lexicon.place`), from -1 to 1, and `entries` how
    many names a sorted list has from A to Z. Its steps are small and forward, exponentially distributed, but for some
    names that stand where they stand; and lists sorted by hand slip where names begin with one and the same word.
    """
    slips = _SLIPS if one_beginning else 0.0
    near = entries * exp(-entries * abs(step))
    return log2((1 - slips - _STRAYS if step >= 0 else slips) * near + _STRAYS)


@cache
def weights() -> dict[str, float]:
    """The weight of each piece of evidence by the name of its function, from data/wrap-evidence.tsv."""
    return {name: float(weight) for name, weight, _ in table(WEIGHTS)}
