"""Layouts of plain text. Each is a function from a draft to the text of a letter."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from .drafts import IDENTITY, Draft, Layout, bracketed, comma_placed, commas, pipe_at, placed, stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .lists import Signer

PAGE = 72
LAYOUTS: list[Layout] = []


def layout(name: str, **settings: object) -> Callable[[Callable[[Draft], str]], Callable[[Draft], str]]:
    """Enter the function as a layout of plain text."""

    def enter(setter: Callable[[Draft], str]) -> Callable[[Draft], str]:
        LAYOUTS.append(Layout(f"text-{name}", ".txt", setter, **settings))  # type: ignore[arg-type]
        return setter

    return enter


def wrap(text: str, width: int, hanging: int = 0, first: str = "", *, hyphens: bool = False) -> list[str]:
    """A text in lines of at most so many characters; a word that is longer sticks out."""
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=" " * hanging, break_long_words=False,
        break_on_hyphens=hyphens,
    )  # fmt: skip


def opening(draft: Draft, width: int = PAGE, indent: str = "") -> list[str]:
    """The letter up to its closing word: date, addressee, body with its demands."""
    body = draft.body
    lines = [body.date, "", *body.addressee, "", body.salutation, ""]
    for at, paragraph in enumerate(body.paragraphs):
        lines += [indent + line for line in wrap(paragraph, width - len(indent))] + [""]
        if at == 2:
            lines += [f"  - {demand}" for demand in body.demands] + [""]
    return lines


def letter(  # noqa: PLR0913 - a letter has as many parts
    draft: Draft,
    rows: Iterable[str],
    *,
    heading: str = "",
    closing: bool = True,
    width: int = PAGE,
    after: bool = True,
) -> str:
    """A whole letter around the rows of its list."""
    lines = opening(draft, width)
    if closing:
        lines += [draft.body.closing, ""]
    if heading:
        lines += [heading, ""]
    lines += [*rows, ""]
    if after:
        lines += ["", *draft.copies, "", draft.body.press]
    return "\n".join(lines) + "\n"


def groups_of(draft: Draft, line: Callable[[Signer], str]) -> list[str]:
    """The list under its headings, a blank line before and after each."""
    rows: list[str] = []
    for group, members in draft.by_group().items():
        rows += ["", group, "", *(line(one) for one in members)]
    return rows


@layout("line")
def a_name_a_line(draft: Draft) -> str:
    return letter(draft, draft.names)


@layout("line-under-heading")
def under_a_heading(draft: Draft) -> str:
    return letter(draft, draft.names, heading=draft.body.heading + ":", closing=False)


@layout("line-organizations-signed")
def under_what_they_are(draft: Draft) -> str:
    return letter(draft, draft.names, heading=draft.body.organizations.upper(), closing=True)


@layout("line-windows-1252", encoding="cp1252")
def in_an_old_encoding(draft: Draft) -> str:
    return letter(draft, draft.names).replace("\n", "\r\n")


@layout("line-utf-16", encoding="utf-16")
def in_utf_16(draft: Draft) -> str:
    return letter(draft, draft.names)


@layout("line-mojibake", language="fr")
def decoded_wrongly_on_its_way(draft: Draft) -> str:
    import ftfy.bad_codecs  # noqa: F401 - its codec decodes as programs do that know Windows-1252 only

    return letter(draft, draft.names).encode().decode("sloppy-windows-1252")


def _wrapped(width: int, hanging: int) -> Callable[[Draft], str]:
    def set_wrapped(draft: Draft) -> str:
        return letter(draft, [line for name in draft.names for line in wrap(name, width, hanging)])

    return set_wrapped


for _width, _hanging in ((26, 0), (34, 0), (44, 0), (60, 0), (26, 2), (34, 4), (50, 3)):
    layout(f"wrapped-{_width}{f'-hanging-{_hanging}' if _hanging else ''}")(_wrapped(_width, _hanging))


@layout("wrapped-any")
def wrapped_at_the_draft_s_width(draft: Draft) -> str:
    return _wrapped(draft.width or draft.rng.randint(30, 70), draft.rng.choice((0, 2)))(draft)


def side_by_side(cells: Sequence[Sequence[str]], gap: int = 4, indent: int = 0) -> list[str]:
    """Columns of lines printed beside one another."""
    widths = [max((len(line) for line in cell), default=0) + gap for cell in cells]
    height = max(map(len, cells))
    return [
        (
            " " * indent
            + "".join(
                (cell[at] if at < len(cell) else "").ljust(width) for cell, width in zip(cells, widths, strict=True)
            )
        ).rstrip()
        for at in range(height)
    ]


def halves(items: Sequence[str], columns: int) -> list[list[str]]:
    """The items in so many columns of about equal length, to be read down."""
    size = -(-len(items) // columns)
    return [list(items[at : at + size]) for at in range(0, len(items), size)]


@layout("columns-2-down", most=120)
def two_columns_down(draft: Draft) -> str:
    return letter(draft, side_by_side(halves(draft.names, 2)))


@layout("columns-3-down", most=120)
def three_columns_down(draft: Draft) -> str:
    return letter(draft, side_by_side(halves(list(draft.names), 3), 3))


@layout("columns-2-across", most=120)
def two_columns_across(draft: Draft) -> str:
    return letter(draft, side_by_side([draft.names[0::2], draft.names[1::2]]))


@layout("columns-2-wrapped", most=120)
def two_columns_wrapped(draft: Draft) -> str:
    columns = [[line for name in half for line in wrap(name, 34, 2)] for half in halves(draft.names, 2)]
    return letter(draft, side_by_side(columns))


@layout("columns-2-blocks", takes="persons", fields=("title", "affiliation"), most=24)
def signers_beside_one_another(draft: Draft) -> str:
    blocks = [[one.name, one.title or "", one.affiliation or ""] for one in draft.signers]
    width = max(len(line) for block in blocks for line in block) + 6
    rows: list[str] = []
    for at in range(0, len(blocks), 2):
        left, right = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else ["", "", ""]
        rows += [(a.ljust(width) + b).rstrip() for a, b in zip(left, right, strict=True)] + [""]
    return letter(draft, rows)


for _name, _sign in (("dash", "- "), ("star", "* "), ("dot", "• "), ("square", "▪ "), ("o", "o ")):

    def _bulleted(draft: Draft, sign: str = _sign) -> str:
        return letter(draft, [sign + name for name in draft.names], heading=draft.body.heading)

    layout(f"bullets-{_name}")(_bulleted)


@layout("bullets-wrapped")
def bullets_wrapped(draft: Draft) -> str:
    return letter(draft, [line for name in draft.names for line in wrap(name, 38, 2, "• ")])


@layout("numbered")
def numbered(draft: Draft) -> str:
    return letter(draft, [f"{at}. {name}" for at, name in enumerate(draft.names, 1)])


@layout("numbered-wrapped")
def numbered_wrapped(draft: Draft) -> str:
    rows = [line for at, name in enumerate(draft.names, 1) for line in wrap(name, 40, 5, f"{at:3}) ")]
    return letter(draft, rows, heading=draft.body.heading)


@layout("double-spaced")
def double_spaced(draft: Draft) -> str:
    return letter(draft, [line for name in draft.names for line in (name, "")])


@layout("double-spaced-wrapped")
def double_spaced_and_wrapped(draft: Draft) -> str:
    return letter(draft, [line for name in draft.names for line in (*wrap(name, 36), "")])


def run(draft: Draft, text: str, width: int = PAGE) -> str:
    """A letter whose list is a paragraph."""
    return letter(draft, wrap(text, width), width=width)


@layout("run-semicolons", without=";")
def semicolons(draft: Draft) -> str:
    return run(draft, "; ".join(draft.names) + ".")


@layout("run-semicolon-and", without=";")
def semicolon_and(draft: Draft) -> str:
    return run(draft, ("; ".join(draft.names[:-1]) + "; and " if len(draft.names) > 1 else "") + draft.names[-1] + ".")


@layout("run-commas", without=",;()&/", most=60)
def between_commas(draft: Draft) -> str:
    return run(draft, ", ".join(draft.names))


@layout("run-pipes", without="|")
def between_pipes(draft: Draft) -> str:
    return run(draft, " | ".join(draft.names))


@layout("run-slashes", without="/")
def between_slashes(draft: Draft) -> str:
    return run(draft, " / ".join(draft.names))


@layout("run-dots", without="•·")
def between_dots(draft: Draft) -> str:
    return run(draft, " • ".join(draft.names))


@layout("run-narrow", without=";")
def in_a_narrow_column(draft: Draft) -> str:
    return run(draft, "; ".join(draft.names) + ".", 42)


@layout("run-long-line", without=";")
def in_one_long_line(draft: Draft) -> str:
    return letter(draft, ["; ".join(draft.names)], width=2000)


@layout("run-paragraphs", without=";")
def in_several_paragraphs(draft: Draft) -> str:
    size = max(4, len(draft.names) // 3)
    parts = [draft.names[at : at + size] for at in range(0, len(draft.names), size)]
    return letter(draft, [line for part in parts for line in (*wrap("; ".join(part) + ";", PAGE), "")])


@layout("run-after-closing", without=";")
def on_the_line_of_the_closing(draft: Draft) -> str:
    rows = wrap(f"{draft.body.closing.rstrip(',')}, " + "; ".join(draft.names) + ".", PAGE)
    return letter(draft, rows, closing=False)


@layout("run-places", takes="placed", fields=("location",))
def nothing_but_places_between(draft: Draft) -> str:
    return run(draft, " ".join(placed(one) for one in draft.signers))


@layout("run-places-semicolons", takes="placed", fields=("location",), without=";")
def places_and_semicolons(draft: Draft) -> str:
    return run(draft, "; ".join(comma_placed(one) for one in draft.signers))


@layout("run-persons", takes="persons", fields=("title", "affiliation"), without=";")
def persons_in_a_run(draft: Draft) -> str:
    return run(draft, "; ".join(commas(one) for one in draft.signers) + ".")


@layout("capitals", capitals=True)
def all_capitals(draft: Draft) -> str:
    return letter(draft, draft.names)


@layout("centred")
def centred(draft: Draft) -> str:
    return letter(draft, [name.center(PAGE).rstrip() for name in draft.names])


@layout("right")
def set_right(draft: Draft) -> str:
    return letter(draft, [name.rjust(PAGE) for name in draft.names])


@layout("trailing-commas")
def a_comma_after_each(draft: Draft) -> str:
    return letter(draft, [f"{name}," for name in draft.names[:-1]] + [draft.names[-1]])


@layout("trailing-semicolons", without=";")
def a_semicolon_after_each(draft: Draft) -> str:
    return letter(draft, [f"{name};" for name in draft.names[:-1]] + [f"{draft.names[-1]}."])


@layout("note-marks", without="*[")
def marks_of_footnotes(draft: Draft) -> str:
    marks = ("*", "[2]", "", "", "†")
    rows = [name + marks[at % len(marks)] for at, name in enumerate(draft.names)]
    return letter(draft, [*rows, "", "* Signed after the letter was sent."])


@layout("chunks")
def a_blank_line_after_every_fifth(draft: Draft) -> str:
    return letter(draft, [line for at, name in enumerate(draft.names, 1) for line in [name] + [""] * (at % 5 == 0)])


@layout("by-letter")
def under_the_letters_of_the_alphabet(draft: Draft) -> str:
    rows: list[str] = []
    for initial, names in groupby(draft.names, lambda name: name.removeprefix("The ")[0].upper()):
        rows += ["", initial, "", *names]
    return letter(draft, rows, heading=draft.body.heading)


@layout("alphabetical", language="en")
def under_a_long_heading(draft: Draft) -> str:
    return letter(draft, draft.names, heading="Signatories (in alphabetical order):")


@layout("undersigned", language="en")
def under_the_undersigned(draft: Draft) -> str:
    return letter(draft, draft.names, heading="The undersigned organizations:", closing=False)


@layout("counted-groups", takes="grouped")
def headings_that_count(draft: Draft) -> str:
    rows: list[str] = []
    for group, members in draft.by_group().items():
        rows += ["", f"{group} ({len(members)})", *(one.name for one in members)]
    return letter(draft, rows)


@layout("groups-capitals", takes="grouped")
def headings_in_capitals(draft: Draft) -> str:
    rows: list[str] = []
    for group, members in draft.by_group().items():
        rows += ["", group.upper(), *(one.name for one in members)]
    return letter(draft, rows)


@layout("groups-inline", takes="grouped", fields=("group",), without=";:")
def headings_before_runs(draft: Draft) -> str:
    rows: list[str] = []
    for group, members in draft.by_group().items():
        rows += [*wrap(f"{group}: " + "; ".join(one.name for one in members) + ".", PAGE), ""]
    return letter(draft, rows)


@layout("tabs", takes="persons", fields=("affiliation",))
def tabs_between(draft: Draft) -> str:
    return letter(draft, [f"{one.name}\t{one.affiliation}" for one in draft.signers])


@layout("persons-behalf", takes="persons", fields=("affiliation",), language="en")
def on_behalf_of(draft: Draft) -> str:
    return letter(draft, [f"{one.name}, on behalf of {one.affiliation}" for one in draft.signers])


@layout("persons-numbered", takes="persons", fields=("title", "affiliation"))
def persons_numbered(draft: Draft) -> str:
    return letter(draft, [f"{at}. {commas(one)}" for at, one in enumerate(draft.signers, 1)])


@layout("indented")
def indented(draft: Draft) -> str:
    return letter(draft, [" " * 8 + name for name in draft.names])


@layout("places-brackets", takes="placed", fields=("location",))
def places_in_brackets(draft: Draft) -> str:
    return letter(draft, map(placed, draft.signers))


@layout("places-commas", takes="placed", fields=("location",))
def places_after_commas(draft: Draft) -> str:
    return letter(draft, map(comma_placed, draft.signers))


@layout("places-dashes", takes="placed", fields=("location",), without="–-")
def places_after_dashes(draft: Draft) -> str:
    return letter(draft, [f"{one.name} – {one.location}" for one in draft.signers])


@layout("groups", takes="grouped", fields=("group",))
def groups_with_headings(draft: Draft) -> str:
    return letter(draft, groups_of(draft, lambda one: one.name))


@layout("groups-bullets", takes="grouped", fields=("group",))
def groups_of_bullets(draft: Draft) -> str:
    return letter(draft, groups_of(draft, lambda one: f"- {one.name}"), heading=draft.body.heading)


@layout("mixed", takes="mixed", fields=("title", "affiliation"))
def organizations_then_persons(draft: Draft) -> str:
    return letter(draft, groups_of(draft, commas))


@layout("persons-commas", takes="persons", fields=("title", "affiliation"))
def persons_with_commas(draft: Draft) -> str:
    return letter(draft, map(commas, draft.signers))


@layout("persons-commas-places", takes="persons", fields=("title", "affiliation", "location"))
def persons_with_commas_and_places(draft: Draft) -> str:
    return letter(draft, [f"{commas(one)}, {one.location}" for one in draft.signers])


@layout("persons-semicolon-lines", takes="persons", fields=("title", "affiliation"), without=";")
def persons_with_a_semicolon_after_each(draft: Draft) -> str:
    return letter(draft, [f"{commas(one)};" for one in draft.signers])


@layout("persons-affiliated-wrapped", takes="persons", fields=("affiliation",), most=60)
def persons_with_bodies_wrapped_in_columns(draft: Draft) -> str:
    halved = halves([f"{one.name}, {one.affiliation}" for one in draft.signers], 2)
    return letter(draft, side_by_side([[line for text in half for line in wrap(text, 34, 2)] for half in halved]))


@layout("persons-commas-wrapped", takes="persons", fields=("title", "affiliation"))
def persons_with_commas_wrapped(draft: Draft) -> str:
    return letter(draft, [line for one in draft.signers for line in wrap(commas(one), 44, 3)])


@layout("persons-pipes", takes="persons", fields=("title", "affiliation"), language="en")
def persons_with_pipes(draft: Draft) -> str:
    return letter(draft, map(pipe_at, draft.signers))


@layout("persons-brackets", takes="persons", fields=("affiliation",))
def persons_with_brackets(draft: Draft) -> str:
    return letter(draft, map(bracketed, draft.signers), heading=draft.body.heading)


@layout("persons-bare", takes="bare")
def persons_by_name_only(draft: Draft) -> str:
    return letter(draft, draft.names, heading=draft.body.heading)


@layout("persons-columns-bare", takes="bare", most=60)
def bare_persons_in_columns(draft: Draft) -> str:
    return letter(draft, side_by_side(halves(draft.names, 3)))


@layout("persons-dashes", takes="persons", fields=("title", "affiliation"))
def persons_with_dashes(draft: Draft) -> str:
    return letter(draft, [f"{one.name} – {one.title}, {one.affiliation}" for one in draft.signers])


@layout("persons-identified", takes="persons", fields=("title", "affiliation"), language="en")
def for_identification_only(draft: Draft) -> str:
    return letter(draft, [*map(commas, draft.signers), "", IDENTITY], after=False)


@layout("stacks", takes="persons", fields=("title", "affiliation"), most=40)
def stacks_parted_by_blank_lines(draft: Draft) -> str:
    return letter(draft, [line for one in draft.signers for line in (*stack(one)[:3], "")])


@layout("stacks-4", takes="persons", fields=("title", "affiliation", "location"), most=40)
def stacks_of_four_lines(draft: Draft) -> str:
    return letter(draft, [line for one in draft.signers for line in (*stack(one), "")])


@layout("stacks-2", takes="persons", fields=("affiliation",), most=40)
def stacks_of_two_lines(draft: Draft) -> str:
    return letter(draft, [line for one in draft.signers for line in (one.name, one.affiliation or "", "")])


@layout("stacks-ragged", takes="persons", fields=("title", "affiliation"), most=40)
def stacks_of_two_to_three_lines(draft: Draft) -> str:
    rows: list[str] = []
    for at, one in enumerate(draft.signers):
        rows += [one.name, f"{one.title}, {one.affiliation}", ""] if at % 3 == 1 else [*stack(one)[:3], ""]
    return letter(draft, rows)


@layout("stacks-unparted", takes="persons", fields=("title", "affiliation"), most=40)
def stacks_without_blank_lines(draft: Draft) -> str:
    return letter(draft, [line for one in draft.signers for line in stack(one)[:3]])


@layout("stacks-right", takes="persons", fields=("title", "affiliation"), most=40)
def stacks_set_right(draft: Draft) -> str:
    return letter(draft, [line.rjust(PAGE) if line else "" for one in draft.signers for line in (*stack(one)[:3], "")])


@layout("stacks-centred", takes="persons", fields=("title", "affiliation"), most=40)
def stacks_centred(draft: Draft) -> str:
    rows = [line.center(PAGE).rstrip() for one in draft.signers for line in (*stack(one)[:3], "")]
    return letter(draft, rows)


@layout("stacks-signed", takes="persons", fields=("title", "affiliation"), most=24)
def stacks_with_a_line_to_sign_on(draft: Draft) -> str:
    return letter(draft, [line for one in draft.signers for line in ("_" * 30, *stack(one)[:3], "", "")])


@layout("pipe-table", takes="persons", fields=("title", "affiliation"), without="|")
def a_table_of_pipes(draft: Draft) -> str:
    rows = [f"| {one.name} | {one.title} | {one.affiliation} |" for one in draft.signers]
    return letter(draft, ["| Name | Title | Organization |", "|---|---|---|", *rows])


@layout("aligned-table", takes="persons", fields=("title", "affiliation"))
def a_table_of_spaces(draft: Draft) -> str:
    columns = [["Name", *draft.names], ["Title", *[one.title or "" for one in draft.signers]],
               ["Organization", *[one.affiliation or "" for one in draft.signers]]]  # fmt: skip
    return letter(draft, side_by_side(columns))


@layout("no-cue")
def no_cue(draft: Draft) -> str:
    return "\n".join(
        [line for paragraph in draft.body.paragraphs[:3] for line in (*wrap(paragraph, PAGE), "")] + draft.names
    )


@layout("list-only")
def nothing_but_the_list(draft: Draft) -> str:
    return "\n".join(draft.names) + "\n"


@layout("before")
def the_list_before_the_letter(draft: Draft) -> str:
    return "\n".join([*draft.names, "", "", *opening(draft), draft.body.closing, ""])


@layout("before-heading")
def under_a_heading_before_the_letter(draft: Draft) -> str:
    head = [draft.body.heading.upper(), "", *draft.names]
    return "\n".join([*head, "", "", *opening(draft)])


@layout("sidebar", most=40)
def beside_the_body(draft: Draft) -> str:
    column = [line for name in draft.names for line in wrap(name, 24, 1)]
    text = opening(draft, 60)
    text += [""] * (len(column) - len(text))
    rows = [((column[at] if at < len(column) else "").ljust(30) + text[at]).rstrip() for at in range(len(text))]
    return "\n".join(rows) + "\n"


@layout("two-lists", copies=2)
def the_list_twice(draft: Draft) -> str:
    again = ["", "", draft.body.attachment, "", *draft.names]
    return letter(draft, [*draft.names, "", *draft.copies, *again], after=False)


@layout("attachment")
def on_an_attached_page(draft: Draft) -> str:
    return letter(draft, ["\f" + draft.body.attachment, "", *draft.names], after=False)


@layout("notes-between")
def footnotes_between_pages(draft: Draft) -> str:
    middle = len(draft.names) // 2
    rows = [*draft.names[:middle], "", "_" * 20, draft.body.note, "", "                                 2", "\f"]
    return letter(draft, [*rows, *draft.names[middle:]])


@layout("pages")
def pages_with_running_headers(draft: Draft) -> str:
    size, head = 20, f"{draft.body.organizations} – {draft.body.date}"
    rows: list[str] = []
    for at in range(0, len(draft.names), size):
        page = at // size + 2
        rows += (
            ([f"\f{head}", ""] if at else []) + draft.names[at : at + size] + ["", f"Page {page}".center(PAGE).rstrip()]
        )
    return letter(draft, rows, after=False)


def record(draft: Draft, rows: Sequence[str]) -> str:
    """A letter in a congressional record: set in, with what the printers put between."""
    lines = ["                                 ______", ""]
    for paragraph in draft.body.paragraphs:
        lines += wrap(paragraph, 71, 0, "    ")
    lines += [f"            {draft.body.closing}", "", *rows, "", "    [GRAPHIC] [TIFF OMITTED] T0114.021", ""]
    return "\n".join(
        [*lines, "                                 ______", "", "    The Chairman. Without objection, so ordered."]
    )


@layout("hearing", language="en")
def hearing_record(draft: Draft) -> str:
    return record(draft, [line for name in draft.names for line in wrap(name, 66, 6, "    ")])


@layout("hearing-pages", language="en")
def hearing_record_over_pages(draft: Draft) -> str:
    rows = [line for name in draft.names for line in wrap(name, 60, 2)]
    middle = len(draft.names) // 2
    cut = sum(len(wrap(name, 60, 2)) for name in draft.names[:middle])
    mark = ["", "                                  114", "", "    [GRAPHIC] [TIFF OMITTED] T0114.022", ""]
    return record(draft, [*rows[:cut], *mark, *rows[cut:]])


@layout("hearing-run", language="en", without=";")
def hearing_run(draft: Draft) -> str:
    return record(draft, wrap("; ".join(draft.names) + ".", 66, 0, "    "))


@layout("hearing-stacks", takes="persons", fields=("title", "affiliation"), language="en", most=16)
def hearing_stacks(draft: Draft) -> str:
    return record(draft, [" " * 30 + line if line else "" for one in draft.signers for line in (*stack(one)[:3], "")])


for _language in ("fr", "de", "es", "pt", "it", "nl"):
    layout(f"line-{_language}", language=_language)(a_name_a_line)
    layout(f"heading-{_language}", language=_language)(under_a_heading)
    layout(f"mixed-{_language}", takes="mixed", fields=("title", "affiliation"), language=_language)(
        organizations_then_persons
    )
    layout(f"stacks-{_language}", takes="persons", fields=("title", "affiliation"), language=_language, most=30)(
        stacks_parted_by_blank_lines
    )
