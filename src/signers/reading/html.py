"""Web pages: from bytes to lines, tag by tag.

The standard library's parser tells at which line of the source each text stands, which a tree would not; and reading
tag by tag costs the same for a page of a million nested tags as for any other. What is navigation, a form, a comment
or the foot of the page is given as furniture, by its tags, roles and class names (data/html-furniture.tsv).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from signers.errors import InputError
from signers.knowledge import table
from signers.model import Form, Line
from signers.reading.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    )
)
_PARTED = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "dl",
        "address",
        "section",
        "article",
        "figure",
        "hr",
        "ul",
        "ol",
        "table",
    )
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DROPPED = frozenset({"script", "style", "template", "noscript", "svg", "head", "title", "iframe", "object", "math"})
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_FURNITURE_TAGS = frozenset({"nav", "form", "button", "select", "label", "textarea", "option"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "search", "contentinfo", "complementary", "dialog", "menu"})
_STRONG = frozenset({"b", "strong"})
# An element that ends where the next of its kind begins, though nobody closed it.
_CLOSED_BY = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "p": ({"p"}, {"div", "section", "article", "td", "th", "li", "blockquote"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "option": ({"option"}, {"select"}),
}
_MOST_OPEN = 4096  # elements looked at when one is closed: deeper, a page is no letter
_DEEPEST = 20_000  # elements within one another
_LONGEST_CELL = 400  # letters: a cell with more is a part of the page's layout, no cell of a table
_space = re.compile(r"[\s\u00a0]+")
_unseen = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")
_words = re.compile(r"[A-Z]?[a-z]+|[A-Z]+").findall
_hidden = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE).search
_bold = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE).search
_is_note_mark = re.compile(r"^[\[(]?(?:\d{1,3}|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[ivx]{1,4})[\])]?$").match
_charset = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE).search


def lines_of(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a web page.

    Raises:
        InputError: the bytes are no text.
    """
    try:
        return lines_of_html(_text_of(content, name))
    except RecursionError:
        message = f"{name}: nests its elements deeper than {_DEEPEST:,}, as no page does that a person wrote"
        raise InputError(message, "save the page anew, or print it to a PDF") from None


def _text_of(content: bytes, name: str) -> str:
    told = _charset(content[:4096])
    if told and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(told[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    text = decode(content)
    if text is None:
        raise InputError(f"{name}: is a binary file, not a web page", "save the page anew, or print it to a PDF")
    return text


def lines_of_html(source: str, first_line: int = 1) -> tuple[Line, ...]:
    r"""The lines of HTML source, whose first line has the number `first_line` in its file.

    >>> [(line.number, line.marker, line.text) for line in lines_of_html("<ul>\n<li>Sierra Club<li>Mijente</ul>")]
    [(2, '• ', 'Sierra Club'), (2, '• ', 'Mijente')]
    """
    reader = _Reader(first_line)
    reader.feed(_without_open_ends(source))
    reader.close()
    return tuple(reader.finished())


def _without_open_ends(source: str) -> str:
    """The source with signs that open what nothing closes as text: the parser would look for the end again at each."""
    for opens, closes in (("<!--", "-->"), ("<![", ">"), ("<", ">")):
        end = source.rfind(closes) + 1
        if opens in source[end:]:
            source = source[:end] + source[end:].replace(opens, f"&lt;{opens[1:]}")
    return source


@dataclass(slots=True)
class _Element:
    """An open element, and what it makes of the text in it."""

    tag: str
    dropped: bool = False
    furniture: bool = False
    note: bool = False
    strong: bool = False
    item: int = 0
    counts: bool = False
    count: int = 0


@dataclass(slots=True)
class _Text:
    """The text of a line while it is read."""

    pieces: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0
    strong: int = 0  # pieces from the beginning that are bold
    printed: int = 0  # pieces that are no white space


class _Reader(HTMLParser):
    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self._above = first_line - 1
        self._open: list[_Element] = []
        self._lines: list[Line] = []
        self._text = _Text()
        self._marker = ""
        self._in_item = 0
        self._cells: list[list[str]] | None = None
        self._row_lines: list[Line] = []
        self._row_at = 0
        self._pre = 0
        self._sup: list[str] | None = None
        self._opened: Counter[str] = Counter()  # how many elements of each tag are open
        self._skip = 0  # open elements that are dropped

    # --- what the parser calls ---------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if self._skip:
            if tag not in _VOID:
                self._push(_Element(tag, dropped=True))
                self._skip += 1
            return
        if tag == "br":
            self._break()
            return
        self._close_unclosed(tag)
        if tag in _BLOCKS:
            self._end_line()
            if tag in _PARTED and not self._inside({"td", "th", "li"}):
                self._part()
        if tag in _VOID:
            return
        self._begin(self._element(tag, dict(attrs)), dict(attrs))

    def _begin(self, element: _Element, attrs: dict[str, str | None]) -> None:
        tag = element.tag
        self._push(element)
        if element.dropped:
            self._skip += 1
        elif tag == "li":
            self._begin_item(attrs)
        elif tag == "tr":
            self._begin_row()
        elif tag in {"td", "th"} and self._cells is not None:
            self._cells.append([])
        elif tag == "pre":
            self._pre += 1
        elif tag == "sup":
            self._sup = []

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        if tag == "br":
            self._break()
            return
        deepest = len(self._open) - 1 if self._opened[tag] else -1
        at = next((n for n in range(deepest, max(-1, deepest - _MOST_OPEN), -1) if self._open[n].tag == tag), -1)
        if at < 0:
            if tag in _BLOCKS and not self._skip:
                self._end_line()
            return
        while len(self._open) > at:
            self._pop()

    def handle_data(self, data: str) -> None:
        """Take the text between tags."""
        if self._skip:
            return
        if self._sup is not None:
            self._sup.append(data)
            return
        if self._pre:
            for at, piece in enumerate(data.split("\n")):
                if at:
                    self._end_line(forced=True)
                self._take(piece, self.getpos()[0] + at)
            return
        self._take(data, self.getpos()[0])

    # --- elements ----------------------------------------------------------------------------------------------

    def _push(self, element: _Element) -> None:
        if len(self._open) >= _DEEPEST:
            raise RecursionError
        self._open.append(element)
        self._opened[element.tag] += 1

    def _pop(self) -> None:
        element = self._open[-1]
        tag = element.tag
        if tag in _BLOCKS and not element.dropped:
            self._end_line()  # while the element still says what its text is
        self._open.pop()
        self._opened[tag] -= 1
        if element.dropped:
            self._skip -= 1
            return
        if tag == "sup" and self._sup is not None:
            mark, self._sup = "".join(self._sup).strip(), None
            if not _is_note_mark(mark):
                self._take(mark, self.getpos()[0])
            return
        if tag == "li":
            self._in_item -= 1
            self._marker = ""
        elif tag == "tr":
            self._end_row()
        elif tag == "pre":
            self._pre -= 1
        if tag in _PARTED and not self._inside({"td", "th", "li"}):
            self._part()

    def _close_unclosed(self, tag: str) -> None:
        closed, within = _CLOSED_BY.get(tag, (set(), set()))
        if tag in _BLOCKS and tag not in {"li", "td", "th", "tr", "dt", "dd"}:
            closed, within = {"p"}, {"div", "section", "article", "td", "th", "li", "blockquote", "body"}
        for at in range(len(self._open) - 1, max(-1, len(self._open) - 64), -1):
            if self._open[at].tag in closed:
                while len(self._open) > at:
                    self._pop()
                return
            if self._open[at].tag in within:
                return

    def _element(self, tag: str, attrs: dict[str, str | None]) -> _Element:
        parent = self._open[-1] if self._open else None
        style = attrs.get("style") or ""
        dropped = tag in _DROPPED or "hidden" in attrs or bool(_hidden(style))
        names = f"{attrs.get('class') or ''} {attrs.get('id') or ''} {attrs.get('aria-label') or ''}"
        kinds = _kinds(names) if tag in _BLOCKS or tag in {"span", "a", "section"} else frozenset()
        in_letter = self._inside({"article", "main"})
        furniture = (
            tag in _FURNITURE_TAGS
            or (attrs.get("role") or "") in _FURNITURE_ROLES
            or (tag in {"header", "footer"} and not in_letter)
            or tag == "aside"
            or ("furniture" in kinds and tag not in {"body", "main", "article"})
        )
        return _Element(
            tag,
            dropped=dropped,
            furniture=furniture
            or (tag == "blockquote" and (attrs.get("type") == "cite" or "gmail_quote" in names))
            or bool(parent and parent.furniture),
            note="note" in kinds or bool(parent and parent.note),
            strong=tag in _STRONG or bool(_bold(style)) or bool(parent and parent.strong and tag not in _BLOCKS),
            counts=tag == "ol",
            count=_number(attrs.get("start"), 1) - 1,
        )

    def _inside(self, tags: set[str]) -> bool:
        return any(element.tag in tags for element in self._open[-64:])

    def _begin_item(self, attrs: dict[str, str | None]) -> None:
        self._in_item += 1
        parent = next((one for one in reversed(self._open[-64:-1]) if one.tag in {"ol", "ul", "menu", "dir"}), None)
        if parent is None or not parent.counts:
            self._marker = "• "
            return
        parent.count = _number(attrs.get("value"), parent.count + 1)
        self._marker = f"{parent.count}. "

    # --- tables ------------------------------------------------------------------------------------------------

    def _begin_row(self) -> None:
        self._end_row()
        self._cells = []
        self._row_lines = []
        self._row_at = self.getpos()[0] + self._above

    def _end_row(self) -> None:
        if self._cells is None:
            return
        cells = ["\n".join(cell).strip() for cell in self._cells]
        lines, self._cells, self._row_lines = self._row_lines, None, []
        if not any(cells):
            return
        layout = len(cells) == 1 or max(map(len, cells)) > _LONGEST_CELL or any(cell.count("\n") > 6 for cell in cells)
        if layout:
            for line in lines:
                self._lines.append(line)
            self._part()
            return
        last = max((line.last_number for line in lines), default=self._row_at)
        shown = " | ".join(" ".join(cell.split()) for cell in cells if cell)
        form = lines[0].form if lines and lines[0].form is Form.FURNITURE else Form.ROW
        first = min((line.number for line in lines), default=self._row_at)
        self._lines.append(Line(first, shown, form=form, cells=tuple(cells), end=last if last > first else 0))

    # --- lines -------------------------------------------------------------------------------------------------

    def _take(self, data: str, line: int) -> None:
        if not data:
            return
        if data.strip():
            lead = data[: len(data) - len(data.lstrip())].count("\n")
            trail = data[len(data.rstrip()) :].count("\n")
            first, last = line + lead, line + data.count("\n") - trail
            if not self._text.printed:
                self._text.first = first
            self._text.last = last
            strong = bool(self._open and self._open[-1].strong)
            if strong and self._text.strong == self._text.printed:
                self._text.strong += 1
            self._text.printed += 1
        self._text.pieces.append(data)

    def _break(self) -> None:
        if self._skip:
            return
        if self._text.printed:
            self._end_line(forced=True)
        else:
            self._text = _Text()
            self._part()

    def _end_line(self, *, forced: bool = False) -> None:
        text, self._text = self._text, _Text()
        shown = _shown("".join(text.pieces))
        if not shown:
            return
        printed = [piece for piece in text.pieces if piece.strip()]
        strong = _shown("".join(_until(text.pieces, text.strong))) if printed else ""
        first, last = text.first + self._above, text.last + self._above
        line = Line(
            first,
            shown,
            marker=self._marker,
            form=self._form(forced=forced),
            strong=strong if shown.startswith(strong) else "",
            end=last if last > first else 0,
        )
        self._marker = ""
        if self._cells is not None:
            if self._cells:
                self._cells[-1].append(f"{line.marker if line.marker != '• ' else ''}{line.text}")
            self._row_lines.append(line)
        else:
            self._lines.append(line)

    def _form(self, *, forced: bool) -> Form:  # noqa: ARG002 - a forced break and a paragraph's end are alike
        element = self._open[-1] if self._open else None
        if element and element.furniture:
            return Form.FURNITURE
        if element and element.note:
            return Form.NOTE
        if self._in_item > 0:
            return Form.ITEM
        if self._inside(set(_HEADINGS)):
            return Form.HEADING
        return Form.LINE if self._pre else Form.PARAGRAPH

    def _part(self) -> None:
        """A blank line, unless one stands there already."""
        if self._cells is None and self._lines and self._lines[-1].text and not self._in_item:
            self._lines.append(Line(self.getpos()[0] + self._above, ""))

    def finished(self) -> Iterable[Line]:
        """All lines, once the source is read."""
        while self._open:
            self._pop()
        self._end_line()
        self._end_row()
        while self._lines and not self._lines[-1].text:
            self._lines.pop()
        return self._lines


def _until(pieces: Iterable[str], printed: int) -> Iterable[str]:
    """The pieces up to the so-manieth that prints something."""
    for piece in pieces:
        if piece.strip():
            if not printed:
                return
            printed -= 1
        yield piece


def _shown(text: str) -> str:
    return _space.sub(" ", _unseen.sub("", text)).strip()


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.strip().isascii() and value.strip().isdigit() and len(value) < 9 else default


@cache
def _furniture_words() -> dict[str, str]:
    return {word: kind for kind, word in table("html-furniture.tsv")}


@cache
def _kinds(names: str) -> frozenset[str]:
    """What class names and ids say of an element: "furniture", "note"."""
    words = [word.casefold() for word in _words(names)]
    known = _furniture_words()
    joined = {f"{left}-{right}" for left, right in pairwise(words)}
    return frozenset(known[word] for word in (*words, *joined) if word in known)
