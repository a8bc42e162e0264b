"""Every format says all that its readers rely on, and prints names as what they are."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from signers import export
from signers.errors import UsageError
from signers.model import Kind, Listed

ROWS = (
    Listed(
        "American Civil Liberties Union (ACLU)",
        Kind.ORGANIZATION,
        aliases=("ACLU", "American Civil Liberties Union"),
        letters=("2019.txt", "2024.txt"),
        entries=3,
    ),
    Listed("Harrington Investments, Inc.", Kind.ORGANIZATION, location="Napa", letters=("2019.txt",)),
    Listed("Ada Lovelace", Kind.PERSON, title="Analyst", affiliation='The "Analytical" Society', letters=("2019.txt",)),
)


def written(rows, name, **rest):
    stream = io.StringIO(newline="")
    export.write(rows, name, stream, **rest)
    return stream.getvalue()


def test_csv_has_the_promised_columns_and_joins_lists_with_a_bar():
    assert written(ROWS, "csv") == (
        "name,kind,title,affiliation,location,aliases,letters,entries\n"
        "American Civil Liberties Union (ACLU),organization,,,,"
        "ACLU | American Civil Liberties Union,2019.txt | 2024.txt,3\n"
        '"Harrington Investments, Inc.",organization,,,Napa,,2019.txt,1\n'
        'Ada Lovelace,person,Analyst,"The ""Analytical"" Society",,,2019.txt,1\n'
    )


def test_csv_and_tsv_tell_when_each_signed_where_it_is_known_of_any():
    rows = (Listed("Densho", Kind.ORGANIZATION), Listed("Mijente", Kind.ORGANIZATION, signed="2026-11-25"))
    assert written(rows, "csv").splitlines() == [
        "name,kind,title,affiliation,location,aliases,letters,entries,signed",
        "Densho,organization,,,,,,1,",
        "Mijente,organization,,,,,,1,2026-11-25",
    ]
    assert written(rows, "tsv").splitlines()[2].endswith("\t1\t2026-11-25")


def test_csv_keeps_a_name_that_looks_like_a_formula():
    assert written([Listed("=1+1", Kind.ORGANIZATION)], "csv").splitlines()[1].startswith("=1+1,")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_csv_gives_back_every_name(name):
    [_, row] = csv.reader(io.StringIO(written([Listed(name, Kind.PERSON)], "csv"), newline=""))
    assert row[0] == name


def test_tsv_has_a_space_for_a_tab_or_line_end_in_a_cell():
    text = written([Listed("Sierra\tClub\r\nOhio", Kind.ORGANIZATION)], "tsv")
    assert text.splitlines()[1] == "Sierra Club Ohio\torganization\t\t\t\t\t\t1"


def test_json_is_one_object_with_schema_and_counts():
    document = json.loads(written(ROWS, "json"))
    assert document["schema"] == 1
    assert document["counts"] == {"organizations": 2, "persons": 1, "entries": 5}
    assert document["signatories"][0]["aliases"] == ["ACLU", "American Civil Liberties Union"]
    assert document["signatories"][0]["title"] is None


def test_jsonl_is_an_object_a_line_in_readable_characters():
    assert written([Listed("Réseau", Kind.ORGANIZATION)], "jsonl") == (
        '{"schema": 1, "name": "Réseau", "kind": "organization", "title": null, "affiliation": null, '
        '"location": null, "aliases": [], "letters": [], "entries": 1, "signed": null}\n'
    )


def test_txt_is_a_signatory_a_line():
    assert written(ROWS, "txt", title="Who signed") == (
        "Who signed\n\n"
        "American Civil Liberties Union (ACLU)\n"
        "Harrington Investments, Inc.\n"
        'Ada Lovelace, Analyst, The "Analytical" Society\n'
    )


def test_md_has_headings_only_where_both_kinds_signed():
    assert written(ROWS, "md", title="Who signed") == (
        "# Who signed\n\n"
        "## Organizations\n\n"
        "- American Civil Liberties Union (ACLU)\n"
        "- Harrington Investments, Inc.\n\n"
        "## Individuals\n\n"
        '- Ada Lovelace, Analyst, The "Analytical" Society\n'
    )
    assert written(ROWS[2:], "md") == '- Ada Lovelace, Analyst, The "Analytical" Society\n'


printable = st.text(
    st.sampled_from("\\`*_{}[]()<>#+-.!|~&$=:;\"'/@^ 1aé") | st.characters(exclude_categories=["Cs", "Cc"]), min_size=1
)


def shown(markdown):
    """What a reader sees of each bullet."""
    tokens = MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(markdown)
    assert [token.type for token in tokens].count("list_item_open") == 1
    assert tokens[2].type == "paragraph_open"
    [inline] = [token for token in tokens if token.type == "inline"]
    assert {child.type for child in inline.children} <= {"text", "text_special"}
    return "".join(child.content for child in inline.children)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "*bold*",
            "a_b_c",
            "[bold]",
            "<b>",
            "#MeToo",
            "# One",
            "1. Mai",
            "1) One",
            "- dash",
            "+1",
            "---",
            "===",
            "***",
        ),
        *(
            "`code`",
            "&amp; Co",
            "AT&T",
            "~~gone~~",
            "> said",
            "![x](y)",
            "\\*",
            "$x$",
            "a|b",
            "[x]: http://example.org",
        ),
    ],
)
def test_md_shows_a_name_as_it_is(name):
    assert shown(written([Listed(name, Kind.ORGANIZATION)], "md")) == name


@given(printable)
def test_md_shows_any_name_as_it_is(name):
    words = " ".join(name.split())
    if words:
        assert shown(written([Listed(name, Kind.ORGANIZATION)], "md")) == words


@pytest.mark.parametrize("name", export.FORMATS)
def test_no_format_minds_an_empty_list_and_each_ends_its_last_line(name):
    written([], name)
    assert written(ROWS, name).endswith("\n")
    assert "\r" not in written(ROWS, name)


@pytest.mark.parametrize("name", export.FORMATS)
def test_same_list_gives_the_same_bytes(name):
    assert written(ROWS, name) == written(list(ROWS), name.upper())


def test_unknown_format_is_an_error_with_the_nearest_and_all():
    with pytest.raises(UsageError, match="no format `jsnol`; the nearest is `jsonl`") as caught:
        written(ROWS, "jsnol")
    assert all(name in caught.value.hint for name in export.FORMATS)
