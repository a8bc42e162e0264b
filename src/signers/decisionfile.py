"""Decisions as text that people read, that diffs and merges line by line, and that a new store can be given.

    # signers decisions 1
    same "Access Now" "AccessNow.org"
    withdraw "Densho" --on 2026-11-25 --reason "asked by e-mail"

A line is what one would type behind `signers`. docs/decisions.md describes the format.
"""

from __future__ import annotations

import calendar
import json
import re
from dataclasses import dataclass
from itertools import combinations, repeat
from typing import TYPE_CHECKING

from signers.decisions import PAIRS, last_words, says_the_same, subject_of
from signers.errors import InputError
from signers.model import Action, Decision, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

VERSION = 1
HEAD = f"""\
# signers decisions {VERSION}
# One decision a line, in the order decided, as one would say it behind `signers`.
"""

_version_of = re.compile(r"#\s*signers decisions (\d+)\s*").fullmatch
_token = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s"#][^\s"]*|#.*|"')
_day = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})").fullmatch
# The options of a line, and the fields of a decision that they fill.
_OPTIONS = {"--on": "on", "--reason": "reason", "--as": "value"}
_WITH_VALUE = frozenset({Action.RENAME, Action.SORT_AS, Action.KIND, Action.MEND})
_FORMS = {
    **dict.fromkeys(PAIRS, 'two names or more: same "Access Now" "AccessNow.org"'),
    Action.RENAME: 'a name and the new one: rename "ACLU" "American Civil Liberties Union"',
    Action.SORT_AS: 'a name and what to sort it by: sort-as "Jan de Vries" "Vries, Jan de"',
    Action.KIND: 'a name and `organization` or `person`: kind "Ada Lovelace" person',
    Action.MEND: 'an entry and what it should read: mend "Alliance for" "Alliance for Justice"',
    Action.JOIN: 'two entries or more: join "Alliance for" "Justice"',
    Action.SPLIT: 'an entry and the entries it is: split "Densho ACLU" "Densho" "ACLU"',
}
_ONE_NAME = 'one name: withdraw "Densho"'


@dataclass(frozen=True, slots=True)
class Written:
    """A decision with the number of the line that says it."""

    line: int
    decision: Decision


def dumps(decisions: Iterable[Decision]) -> str:
    """The decisions as text; those that a later one replaces are left out.

    >>> print(dumps([Decision(Action.KIND, ("Ada Lovelace",), "person")]).splitlines()[-1])
    kind "Ada Lovelace" "person"
    """
    return HEAD + "".join(line_of(decision) + "\n" for decision in last_words(decisions))


def line_of(decision: Decision) -> str:
    """A decision as a line of text.

    >>> line_of(Decision(Action.WITHDRAW, ("Densho",), on="2026-11-25", reason="by e-mail"))
    'withdraw "Densho" --on 2026-11-25 --reason "by e-mail"'
    """
    parts = [decision.action.value, *map(_quoted, decision.names)]
    if decision.action in _WITH_VALUE:
        parts.append(_quoted(decision.value))
    elif decision.value:
        parts += ["--as", _quoted(decision.value)]
    if decision.on:
        parts += ["--on", decision.on]
    if decision.reason:
        parts += ["--reason", _quoted(decision.reason)]
    return " ".join(parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def loads(text: str, name: str) -> tuple[Written, ...]:
    """The decisions that a text holds, with their lines; `name` is the file's, for messages.

    >>> [written.decision.names for written in loads('same ACLU "American Civil Liberties Union"  # sure', "d.txt")]
    [('ACLU', 'American Civil Liberties Union')]

    Raises:
        InputError: a line is none that we know.
    """
    return tuple(_read(text.removeprefix("\ufeff"), name))


def _read(text: str, name: str) -> Iterator[Written]:
    for number, line in enumerate(text.split("\n"), start=1):
        if (version := _version_of(line.strip())) and int(version[1]) > VERSION:
            raise InputError(f"{name}:{number}: was written by a newer version of signers", "update signers")
        try:
            tokens = [token for token in _token.findall(line) if not token.startswith("#")]
            for decision in _decisions(tokens):
                yield Written(number, decision)
        except _BadLineError as error:
            raise InputError(f"{name}:{number}: {error}", error.hint) from None


class _BadLineError(Exception):
    def __init__(self, message: str, hint: str = "mend the line; nothing was changed") -> None:
        super().__init__(message)
        self.hint = hint


def _unquoted(token: str) -> str:
    if not token.startswith('"'):
        return token
    try:
        text = str(json.loads(token, strict=False))
    except ValueError:
        raise _BadLineError("a quotation mark is not closed, or a backslash stands before what needs none") from None
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _BadLineError(f"{token} holds half a character, which no file can")
    return text


def _decisions(tokens: Sequence[str]) -> Iterator[Decision]:
    if not tokens:
        return
    action = _action(_unquoted(tokens[0]))
    names, options = _parted(tokens[1:])
    value = options.pop("value", "")
    if action in _WITH_VALUE and len(names) > 1 and not value:
        value = names.pop()
    _check(action, names, value, options)
    if action in PAIRS:
        # Further names are one with the first, and so with each other; names that differ, differ all.
        pairs = zip(repeat(names[0]), names[1:]) if action is Action.SAME else combinations(names, 2)
        for pair in pairs:
            yield Decision(action, pair, **options)
    else:
        yield Decision(action, tuple(names), value, **options)


def _action(word: str) -> Action:
    try:
        return Action(word)
    except ValueError:
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

        nearest = get_close_matches(word, list(Action), n=1, cutoff=0.0)[0]
        raise _BadLineError(f"there is no decision `{word}`; the nearest is `{nearest}`") from None


def _parted(tokens: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The names of a line, and what its options say; what stands in quotation marks is no option."""
    names: list[str] = []
    options: dict[str, str] = {}
    rest = iter(tokens)
    for token in rest:
        if token not in _OPTIONS:
            if token.startswith("--"):
                raise _BadLineError(f"there is no option `{token}`; there are {', '.join(_OPTIONS)}")
            names.append(_unquoted(token))
            continue
        value = next(rest, None)
        if value is None:
            raise _BadLineError(f"nothing stands behind `{token}`")
        options[_OPTIONS[token]] = _unquoted(value)
    return names, options


def _check(action: Action, names: Sequence[str], value: str, options: dict[str, str]) -> None:
    several = action in PAIRS or action in {Action.JOIN, Action.SPLIT}
    enough = len(names) >= 2 if several else len(names) == 1
    if not enough or (action in _WITH_VALUE and not value):
        raise _BadLineError(f"`{action.value}` takes {_FORMS.get(action, _ONE_NAME.replace('withdraw', action.value))}")
    if value and action not in _WITH_VALUE | {Action.JOIN}:
        raise _BadLineError(f"`{action.value}` takes no `--as`")
    if not all(name.strip() for name in names) or (value and not value.strip()):
        raise _BadLineError("a name is empty")
    if action in PAIRS and len(set(names)) < len(names):
        raise _BadLineError(f"`{action.value}` names one spelling twice")
    if action is Action.KIND and value not in set(Kind):
        raise _BadLineError(f"there is no kind `{value}`: it is `organization` or `person`")
    if not is_date(options.get("on", "2000-01-01")):
        raise _BadLineError(f"`{options['on']}` is no date such as 2026-11-25")


def is_date(text: str) -> bool:
    """Whether a text is a day, as 2026-11-25.

    >>> is_date("2026-11-25"), is_date("2026-02-30"), is_date("25.11.2026")
    (True, False, False)
    """
    parts = _day(text)
    if not parts:
        return False
    year, month, day = map(int, parts.groups())
    return year > 0 and 1 <= day <= calendar.monthrange(year, month)[1]


# --- Into a store -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Merge:
    """What a file brings to what is decided already: its last words, and which of them are new.

    `replaced` are the lines that take the place of another answer, each with that; `contested` are those of which an
    earlier line of the file says something else, each with that line.
    """

    lines: tuple[Written, ...]
    new: tuple[Written, ...]
    replaced: tuple[tuple[Decision, Written], ...]
    contested: tuple[tuple[Written, Written], ...] = ()

    @property
    def known(self) -> int:
        """How many of its decisions are in force already."""
        return len(self.lines) - len(self.new)


def merge(decided: Iterable[Decision], written: Iterable[Written]) -> Merge:
    """What of a file is still to be decided. Once it is, merging the file again brings nothing."""
    current = {subject_of(decision): decision for decision in last_words(decided)}
    last: dict[object, Written] = {}
    contested: dict[object, tuple[Written, Written]] = {}
    for line in written:
        subject = subject_of(line.decision)
        earlier = last.pop(subject, None)
        last[subject] = line
        if earlier is not None and not says_the_same(earlier.decision, line.decision):
            contested[subject] = earlier, line
    new = {
        subject: line
        for subject, line in last.items()
        if subject not in current or not says_the_same(current[subject], line.decision)
    }
    replaced = tuple((current[subject], line) for subject, line in new.items() if subject in current)
    return Merge(tuple(last.values()), tuple(new.values()), replaced, tuple(contested.values()))
