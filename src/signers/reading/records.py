"""YAML and JSON as open-letter sites keep their lists: from strings and mappings, however nested, to items and rows.

A list of strings, a list of mappings, mappings of such lists by group, a mapping from names to what is said of them,
one mapping for one signer, JSON Lines. What else such a file holds (titles, layouts, menus, texts) is left out; a file
that holds no list of signatories is an error.
"""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from signers.errors import InputError
from signers.folding import words_of
from signers.knowledge import table, terms
from signers.model import Form, Line
from signers.reading.text import text_of
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import yaml

_JSON = frozenset((".json", ".jsonl", ".ndjson"))
_DEEPEST = 60  # lists in lists
_DEEPEST_YAML = 900  # beyond, composing would run out of stack
_MOST = 0.6  # of a list's members: so many say what it is
_FEW = 3
_LONGEST_NAME = 25  # words
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "merge", "value", "set", "omap")
)
_HINT = 'a list of names, or of mappings such as `name: Mijente`, is read: [{"name": "Mijente"}]'
_headings = ("name", "title", "group", "category", "heading", "label", "state", "country", "section")

_line_end = re.compile(r"\r\n|\n|\r")
_tag = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>|</?[a-zA-Z][^<>]*>")
_deep_block = re.compile(rf"^[ \-?:]{{{_DEEPEST_YAML},}}", re.MULTILINE)
_bracket = re.compile(r"[\[\]{}]")
_no_name = re.compile(
    r"\s*(?:https?://|www\.|[./~]\S*$|\S+@\S+$|\S+\.(?:md|html?|css|js|py|png|jpe?g|svg|ya?ml|json)$)"
)
_camel = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")


@frozen
class _Node:
    """A value with the lines it stands on: a text, a list of values, or a mapping; a value that is absent is None."""

    value: str | list[_Node] | dict[str, _Node] | None
    line: int
    end: int

    @property
    def text(self) -> str:
        """The value where it is a text, else nothing."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list[_Node]:
        """The members where the value is a list, else none."""
        return self.value if isinstance(self.value, list) else []

    @property
    def pairs(self) -> dict[str, _Node]:
        """The pairs where the value is a mapping, else none."""
        return self.value if isinstance(self.value, dict) else {}


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The signatories of a YAML or JSON file as items and rows.

    Raises:
        InputError: the file is broken, or holds no list of signatories.
    """
    text = text_of(content, name).removeprefix("\ufeff")
    is_json = PurePath(name).suffix.lower() in _JSON
    root = _root_of_json(text, name) if is_json else _root_of_yaml(text, name)
    found = [*_lists_in(root, "", is_told=_tells_signers(PurePath(name).stem) or _is_bare_list(root), depth=0)]
    told = [listed for listed in found if listed.is_told]
    lines = [line for listed in told or found for line in _lines_of_list(listed)]
    if not lines:
        raise InputError(f"{name}: holds no list of signatories", _HINT)
    return tuple(lines)


# --- From text to values ----------------------------------------------------------------------------------------


def _root_of_yaml(text: str, name: str) -> _Node:
    import yaml  # noqa: PLC0415 - only lists in YAML need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if _nesting(text) > _DEEPEST_YAML:
        raise InputError(f"{name}: is nested too deep to be a list of signatories", _HINT)
    try:
        roots = [root for root in yaml.compose_all(text, Loader=loader) if root is not None]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or "it holds a character that none may"
        raise InputError(
            f"{name}{where}: is no YAML: {what}", "a text with a colon or a mark must be quoted"
        ) from error
    except RecursionError as error:
        raise InputError(f"{name}: is nested too deep to be a list of signatories", _HINT) from error
    # What stands once may be called up many times by its alias, and so a few lines stand for more than memory holds.
    budget = [len(text) + 10_000]
    nodes = [_node_of_yaml(root, name, budget, 0) for root in roots]
    return nodes[0] if len(nodes) == 1 else _Node(nodes, 1, 1)


def _nesting(text: str) -> int:
    """How deep the brackets of a text, or the marks before a line, may be nested."""
    if _deep_block.search(text):
        return _DEEPEST_YAML + 1
    if text.count("[") + text.count("{") <= _DEEPEST_YAML:
        return 0
    deepest = depth = 0
    for bracket in _bracket.findall(text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _node_of_yaml(node: yaml.Node, name: str, budget: list[int], depth: int) -> _Node:
    first, last = node.start_mark.line + 1, node.end_mark.line + 1
    # The end of a block is where the next thing begins, at the start of a later line.
    last -= last > first and node.end_mark.column == 0
    budget[0] -= 1
    if budget[0] < 0 or depth > _DEEPEST:
        raise InputError(f"{name}, line {first}: is nested too deep, or repeats itself without end", _HINT)
    if node.tag not in _KNOWN_TAGS:
        raise InputError(f"{name}, line {first}: has a tag that is not read: {node.tag}", "take the tag out")
    if isinstance(node.value, str):
        is_null = node.tag.endswith(":null") and node.value in _NULLS
        return _Node(None if is_null else _plain(node.value), first, last)
    if node.id == "sequence":  # type: ignore[attr-defined] # the types do not know of it
        return _Node([_node_of_yaml(item, name, budget, depth + 1) for item in node.value], first, last)
    pairs: dict[str, _Node] = {}
    for key, value in node.value:
        below = _node_of_yaml(value, name, budget, depth + 1)
        if key.tag.endswith(":merge"):
            for merged in [below, *below.items]:
                pairs = {**merged.pairs, **pairs}
        else:
            label = _node_of_yaml(key, name, budget, depth + 1)
            pairs[label.text or "null"] = _Node(below.value, label.line, below.end)
    return _Node(pairs, first, last)


def _root_of_json(text: str, name: str) -> _Node:
    """The values of a JSON text; where there are several, one a line, they are a list."""
    starts = [0, *(end.end() for end in _line_end.finditer(text))]
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            line = bisect_right(starts, error.pos)
            raise InputError(f"{name}, line {line}: is no JSON: {error.msg}", _HINT) from error
        return _root_of_json_lines(text, name)
    except (RecursionError, ValueError) as error:
        raise InputError(f"{name}: is no JSON that is read: {error}", _HINT) from error
    return _Marks(text, starts).node_at(_skip(text, 0).end(), 0)[0]


def _root_of_json_lines(text: str, name: str) -> _Node:
    nodes: list[_Node] = []
    for number, line in enumerate(_line_end.split(text), start=1):
        if line.strip():
            try:
                nodes.append(_node_of_value(json.loads(line), number, number, 0))
            except (RecursionError, ValueError) as error:
                what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
                raise InputError(f"{name}, line {number}: is no JSON: {what}", _HINT) from error
    return _Node(nodes, 1, 1)


_skip: Callable[[str, int], re.Match[str]] = re.compile(r"[ \t\n\r]*").match  # type: ignore[assignment]  # always matches


class _Marks:
    """Goes through a JSON text that is known to be whole, and notes on which lines the members of its lists stand.

    Members are decoded by the json module, in C; only the lists and mappings around them are gone through here.
    """

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._text = text
        self._starts = starts
        self._decode = json.JSONDecoder().raw_decode

    def node_at(self, at: int, depth: int) -> tuple[_Node, int]:
        """The value that begins at a place, and where it ends."""
        opening = self._text[at]
        if depth < _DEEPEST and opening in "[{":
            return self._list_at(at, depth) if opening == "[" else self._mapping_at(at, depth)
        value, end = self._decode(self._text, at)
        return _node_of_value(value, self._line(at), self._line(end - 1), depth), end

    def _list_at(self, start: int, depth: int) -> tuple[_Node, int]:
        items: list[_Node] = []
        at = _skip(self._text, start + 1).end()
        while self._text[at] != "]":
            value, end = self._decode(self._text, at)
            items.append(_node_of_value(value, self._line(at), self._line(end - 1), depth + 1))
            at = self._after(end)
        return _Node(items, self._line(start), self._line(at)), at + 1

    def _mapping_at(self, start: int, depth: int) -> tuple[_Node, int]:
        pairs: dict[str, _Node] = {}
        at = _skip(self._text, start + 1).end()
        while self._text[at] != "}":
            line = self._line(at)
            key, end = self._decode(self._text, at)
            colon = _skip(self._text, end).end()
            node, end = self.node_at(_skip(self._text, colon + 1).end(), depth + 1)
            pairs[str(key)] = _Node(node.value, line, node.end)
            at = self._after(end)
        return _Node(pairs, self._line(start), self._line(at)), at + 1

    def _after(self, end: int) -> int:
        """Where the next member begins, or the bracket that closes its list."""
        at = _skip(self._text, end).end()
        return _skip(self._text, at + 1).end() if self._text[at] == "," else at

    def _line(self, at: int) -> int:
        return bisect_right(self._starts, at)


def _node_of_value(value: object, line: int, end: int, depth: int) -> _Node:
    if value is None or depth > _DEEPEST:
        return _Node(None, line, end)
    if isinstance(value, dict):
        return _Node({key: _node_of_value(item, line, end, depth + 1) for key, item in value.items()}, line, end)
    if isinstance(value, list):
        return _Node([_node_of_value(item, line, end, depth + 1) for item in value], line, end)
    return _Node(_plain(value) if isinstance(value, str) else json.dumps(value), line, end)


def _plain(text: str) -> str:
    """A text without tags and with the characters that its entities stand for; half characters are none."""
    if "<" in text:
        text = _tag.sub(lambda tag: "" if tag[0].startswith("</") or tag[0][1:3] != "br" else "\n", text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.strip()


# --- Which lists are lists of signatories -----------------------------------------------------------------------


@frozen
class _List:
    """A list found: its members, the heading it stands under, and whether it is called a list of signatories."""

    members: tuple[_Node, ...]
    heading: str
    line: int
    is_told: bool


@cache
def _called(field: str) -> frozenset[tuple[str, ...]]:
    """The words by which data/column-headings.tsv knows a field."""
    return frozenset(words_of(phrase) for name, _, phrase in table("column-headings.tsv") if name == field)


@lru_cache(1 << 12)
def _key_words(key: str) -> tuple[str, ...]:
    return words_of(_camel.sub(" ", key.replace("_", " ").replace(".", " ")))


@lru_cache(1 << 12)
def _is_called(key: str, *fields: str) -> bool:
    words = _key_words(key)
    return any(words in _called(field) for field in fields)


def _tells_signers(key: str) -> bool:
    """Whether a key calls what it holds the signatories, or names a kind of them: "signatories", "organizations"."""
    words = _key_words(key)
    known = terms("people-headings.txt")
    return any((word,) in _called("says-signers") or word in known for word in words) or _is_called(
        key, "name", "organization"
    )


def _lists_in(node: _Node, heading: str, *, is_told: bool, depth: int, line: int = 0) -> Iterator[_List]:
    """The lists of signatories in a value, in order; `heading` is the key that it stands under."""
    if depth > _DEEPEST:
        return
    line = line or node.line
    if node.items:
        yield from _lists_in_list(node, heading, is_told=is_told, depth=depth, line=line)
    elif node.pairs:
        yield from _lists_in_mapping(node, heading, is_told=is_told, depth=depth, line=line)
    elif is_told and "\n" in node.text:
        # A name a line, in one text.
        rows = [row.strip(" \t-*•") for row in node.text.splitlines()]
        members = tuple(_Node(row, node.line + at, node.line + at) for at, row in enumerate(rows, start=1) if row)
        if _hold_names(members, told=True):
            yield _List(members, heading, line, is_told)


def _lists_in_list(node: _Node, heading: str, *, is_told: bool, depth: int, line: int) -> Iterator[_List]:
    members = [item for item in node.items if item.value not in (None, "")]
    mappings = [item for item in members if item.pairs]
    grouped = [item for item in mappings if _group_in(item)]
    if len(grouped) * 2 > len(members):
        for item in members:
            inner = _group_in(item)
            if inner is not None:
                title = next((item.pairs[key].text for key in _headings if key in item.pairs), "")
                told = is_told or not any(member.pairs for member in inner.items)
                yield from _lists_in(inner, title, is_told=told, depth=depth + 1, line=item.line)
        return
    if len(mappings) * 2 <= len(members) and not all(item.items for item in members):
        kept = tuple(_named_with_colon(item) for item in members)
        if _hold_names(kept, told=is_told):
            yield _List(kept, heading, line, is_told)
        return
    if (
        mappings
        and all(len(item.pairs) == 1 for item in mappings)
        and len({key for item in mappings for key in item.pairs}) > 1
    ):
        mappings = [_record(key, below) for item in mappings for key, below in item.pairs.items()]
        members = mappings
    records = tuple(item if item.pairs or item.items else _record(item.text, item) for item in members)
    records = tuple(_unwrapped(item) for item in records)
    if _are_records(records, told=is_told):
        yield _List(records, heading, line, is_told)


def _lists_in_mapping(node: _Node, heading: str, *, is_told: bool, depth: int, line: int) -> Iterator[_List]:
    left_out = ("says-others",) if is_told else ("says-others", "says-settings")
    pairs = {key: below for key, below in node.pairs.items() if not _is_called(key, *left_out)}
    if not any(below.pairs or below.items for below in pairs.values()) or _is_record(node):
        if texts := [*_texts_in(pairs)]:
            yield from texts
        elif _are_records((node,), told=is_told) and not _is_settings(node):
            yield _List((_titled(node),), heading, line, is_told)
        elif _say_who_and_what(pairs, told=is_told):
            yield _List(tuple(_record(key, below) for key, below in pairs.items()), heading, line, is_told)
        return
    mappings = {key: below for key, below in pairs.items() if below.pairs and not _holds_lists(below)}
    if len(mappings) * _MOST >= (len(pairs) - len(mappings)) and _are_by_name(mappings, told=is_told):
        yield _List(tuple(_record(key, below) for key, below in mappings.items()), heading, line, is_told)
        return
    lists = [below for below in pairs.values() if below.items and not any(item.pairs for item in below.items)]
    pooled = [item for below in lists for item in below.items]
    # A group of one is told by the others: a mapping of nothing but lists of names.
    all_names = len(lists) == len(pairs) > 1 and _hold_names(pooled, told=False)
    for key, below in pairs.items():
        told = is_told or all_names or _tells_signers(key)
        generic = _is_called(key, "says-signers", "says-list")
        title = heading if generic else " ".join(key.replace("_", " ").split())
        yield from _lists_in(below, title, is_told=told, depth=depth + 1, line=below.line)


def _say_who_and_what(pairs: dict[str, _Node], *, told: bool) -> bool:
    """Whether the pairs of a mapping are names, each with a word or two about it."""
    return (told or len(pairs) >= _FEW) and _are_names([*pairs], told=told) and not any(map(_names_somebody, pairs))


def _texts_in(pairs: dict[str, _Node]) -> Iterator[_List]:
    """The texts of several lines that are called signatories."""
    for key, below in pairs.items():
        if "\n" in below.text and _tells_signers(key):
            yield from _lists_in(below, "", is_told=True, depth=0)


def _is_bare_list(root: _Node) -> bool:
    """Whether a file is nothing but a list of names, set as names are."""
    texts = [item.text for item in root.items]
    return len(texts) >= _FEW and all(_looks_like_name(text) and not text[0].islower() for text in texts)


def _group_in(item: _Node) -> _Node | None:
    """The list of signatories inside a member of a list, which then is a group."""
    for key, below in item.pairs.items():
        if not below.items or _is_called(key, "says-others"):
            continue
        if any(member.pairs for member in below.items):
            return below
        if _is_called(key, "says-signers", "says-list") or _tells_signers(key):
            return below
    return None


def _holds_lists(node: _Node) -> bool:
    return any(any(item.pairs for item in below.items) or _holds_lists(below) for below in node.pairs.values())


def _named_with_colon(item: _Node) -> _Node:
    """A name with a colon, which YAML takes for a mapping of one pair."""
    if len(item.pairs) == 1:
        key, below = next(iter(item.pairs.items()))
        if below.text:
            return _Node(f"{key}: {below.text}", item.line, item.end)
    return item


def _unwrapped(item: _Node) -> _Node:
    """A record without the wrapping that services put around it, such as "fields" or "node"."""
    for key, below in item.pairs.items():
        if below.pairs and _is_called(key, "says-list") and not any(map(_names_somebody, item.pairs)):
            return _unwrapped(_Node(below.value, item.line, item.end))
    return item


def _record(name: str, below: _Node) -> _Node:
    """A mapping for a name and what is said of it; a name that only numbers the records gives way to the one inside."""
    inner = below.pairs
    if inner and any(_names_somebody(key) and value.text for key, value in inner.items()):
        return _Node(inner, below.line, below.end)
    said = inner or ({"affiliation": below} if below.text and below.text != name else {})
    return _Node({"name": _Node(name, below.line, below.line), **said}, below.line, below.end)


@lru_cache(1 << 12)
def _names_somebody(key: str) -> bool:
    """Whether a key holds the name of who signs."""
    return _is_called(key, "name", "organization", "given", "surname", "says-signers")


def _is_record(node: _Node) -> bool:
    return (
        not any(any(item.pairs for item in below.items) for below in node.pairs.values())
        and any(
            _is_called(key, "name", "organization", "given", "says-signers") and "\n" not in below.text and below.text
            for key, below in node.pairs.items()
        )
        and not any(_tells_signers(key) and (below.items or below.pairs) for key, below in node.pairs.items())
    )


def _is_settings(node: _Node) -> bool:
    """Whether a single mapping is a file of settings, which names the thing that is set."""
    return sum(_is_called(key, "says-settings") for key in node.pairs) >= 2


def _titled(node: _Node) -> _Node:
    """A record of one file: where a site keeps the name as the title of a page, it is the name."""
    if any(_names_somebody(key) and below.text for key, below in node.pairs.items()):
        return node
    renamed = {"name" if key.casefold() == "title" else key: below for key, below in node.pairs.items()}
    return _Node(renamed, node.line, node.end)


def _are_records(records: Sequence[_Node], *, told: bool) -> bool:
    """Whether mappings, or lists of cells, say who signed: most name somebody."""
    if not records:
        return False
    if sum(bool(record.items) for record in records) * 2 > len(records):
        return told or len(records) >= _FEW
    named = [
        next((text for key, text in _flat(record).items() if text and _names_somebody(key)), "") for record in records
    ]
    if len(records) == 1 and not named[0] and "title" in records[0].pairs:
        about = ("affiliation", "title", "country", "location", "city", "organization")
        keys = [key for key in records[0].pairs if key.casefold() != "title"]
        return any(_is_called(key, *about) for key in keys) and _looks_like_name(records[0].pairs["title"].text)
    kept = [name for name in named if name]
    return bool(kept) and len(kept) >= len(records) * _MOST * (0.5 if told else 1) and _are_names(kept, told=True)


def _are_by_name(mappings: dict[str, _Node], *, told: bool) -> bool:
    """Whether a mapping's keys are the names of signers, or number records that have names."""
    if not mappings:
        return False
    inside = sum(
        any(_names_somebody(key) and value.text for key, value in below.pairs.items()) for below in mappings.values()
    )
    if inside >= len(mappings) * _MOST and (len(mappings) > 1 or told):
        alike = inside == len(mappings) and len({*map(_keys_of, mappings.values())}) < len(mappings)
        return told or alike or not _are_words([*mappings])
    return len(mappings) > 1 and _are_names([*mappings], told=told) and any(" " in key for key in mappings)


def _keys_of(node: _Node) -> str:
    """The key under which a mapping names somebody."""
    return next((key for key in node.pairs if _names_somebody(key)), "")


def _are_words(keys: Sequence[str]) -> bool:
    """Whether keys are words for settings ("site", "author"), not names, numbers or made up of both."""
    return sum(key.islower() and key.isalpha() for key in keys) * 2 > len(keys) and len(keys) < 10


def _hold_names(members: Sequence[_Node], *, told: bool) -> bool:
    texts = [member.text for member in members if member.text]
    return bool(texts) and len(texts) * 2 > len(members) and _are_names(texts, told=told)


def _are_names(texts: Sequence[str], *, told: bool) -> bool:
    """Whether texts look like names; where nothing calls them so, most must have several words."""
    fitting = [text for text in texts if _looks_like_name(text)]
    if len(fitting) < len(texts) * (0.4 if told else _MOST):
        return False
    several = sum(" " in text for text in fitting)
    return told or (several * 2 >= len(fitting) and len(fitting) > 1)


def _looks_like_name(text: str) -> bool:
    words = text.split()
    first = next((character for character in text if character.isalpha()), "")
    if not first or len(words) > _LONGEST_NAME or _no_name.match(text) or len(text) > 300:
        return False
    return not (text[-1] in ".!?:" and len(words) > 6) and not (first.islower() and first.isascii() and len(words) > 1)


# --- From lists to lines ----------------------------------------------------------------------------------------


def _lines_of_list(listed: _List) -> Iterator[Line]:
    if listed.heading:
        yield Line(listed.line, listed.heading, form=Form.HEADING)
    if any(member.pairs for member in listed.members):
        yield from _lines_of_records(listed)
        return
    for member in listed.members:
        if member.items:
            cells = tuple(_joined(item) for item in member.items)
            yield _row(member, cells)
        elif member.text:
            text = " ".join(member.text.split())
            yield Line(
                member.line, text, marker="- ", form=Form.ITEM, end=member.end if member.end > member.line else 0
            )


def _lines_of_records(listed: _List) -> Iterator[Line]:
    """A row for the keys, in the order in which they first stand, and one for each mapping."""
    flat = [(member, _flat(member)) for member in listed.members if member.pairs]
    columns = tuple(dict.fromkeys(key for _, cells in flat for key in cells))
    first = flat[0][0]
    yield _row(_Node(None, listed.line or first.line, listed.line or first.line), columns)
    for member, cells in flat:
        yield _row(member, tuple(cells.get(column, "") for column in columns))


def _row(node: _Node, cells: tuple[str, ...]) -> Line:
    text = " | ".join(" ".join(cell.split()) for cell in cells if cell)
    return Line(node.line, text, form=Form.ROW, cells=cells, end=node.end if node.end > node.line else 0)


def _flat(node: _Node, prefix: str = "", depth: int = 0) -> dict[str, str]:
    """The pairs of a mapping as texts; mappings in it are flattened, their keys joined with a dot."""
    found: dict[str, str] = {}
    for key, below in node.pairs.items():
        if below.pairs and depth < _DEEPEST:
            inner = "" if _is_called(key, "says-list") else f"{prefix}{key}."
            for name, text in _flat(below, inner, depth + 1).items():
                found.setdefault(name, text)
        else:
            found[prefix + key] = _joined(below)
    return found


def _joined(node: _Node) -> str:
    if node.items:
        return "; ".join(filter(None, (_joined(item) for item in node.items)))
    if node.pairs:
        return ", ".join(filter(None, _flat(node).values()))
    return node.text
