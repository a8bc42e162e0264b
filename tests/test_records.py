"""Lists in YAML and JSON as open-letter sites keep them, and what in such files is no list of signatories."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.errors import InputError
from signers.model import Form
from signers.reading import read_letter


def lines(text, name="list.yml"):
    return read_letter(text.encode(), name).lines


def rows(text, name="list.yml"):
    return [line.cells for line in lines(text, name) if line.form is Form.ROW]


def items(text, name="list.yml"):
    return [line.text for line in lines(text, name) if line.form is Form.ITEM]


def test_a_list_of_names():
    found = lines("# Who signed\n- Sierra Club\n- 'Arts Council, Inc.'\n- >\n  Dance\n  Society\n")
    assert [(line.number, line.text) for line in found] == [
        (2, "Sierra Club"),
        (3, "Arts Council, Inc."),
        (4, "Dance Society"),
    ]


def test_a_list_of_mappings_has_a_header_and_a_row_each():
    text = "- name: Jane Doe\n  org: Arts Council\n- name: John Roe\n  country: Kenya\n"
    assert rows(text) == [("name", "org", "country"), ("Jane Doe", "Arts Council", ""), ("John Roe", "", "Kenya")]
    assert [(line.number, line.end) for line in lines(text)[1:]] == [(1, 2), (3, 4)]


def test_groups_of_a_mapping_are_headings():
    found = lines("organizations:\n- Sierra Club\n- Arts Council\nindividuals:\n- name: Jane Doe\n")
    assert [(line.form, line.text) for line in found if line.form is Form.HEADING] == [
        (Form.HEADING, "organizations"),
        (Form.HEADING, "individuals"),
    ]
    assert [line.text for line in found if line.form is Form.ITEM] == ["Sierra Club", "Arts Council"]


def test_what_stands_around_the_list_is_left_out():
    text = """
title: An Open Letter
layout: letter
date: 2024-01-02
tags: [Civil Rights, Open Letters]
demands:
- We demand that the agency stop at once.
- We demand that it publish what it did.
contacts:
- name: Press Officer
signatories:
- Sierra Club
- Arts Council
"""
    assert [line.text for line in lines(text)] == ["Sierra Club", "Arts Council"]


def test_a_mapping_from_names():
    assert rows("Jane Doe:\n  title: Director\nJohn Roe:\n  title: Chair\n") == [
        ("name", "title"),
        ("Jane Doe", "Director"),
        ("John Roe", "Chair"),
    ]
    assert rows("Jane Doe: Arts Council\nJohn Roe: MIT\nAnn Poe:\n") == [
        ("name", "affiliation"),
        ("Jane Doe", "Arts Council"),
        ("John Roe", "MIT"),
        ("Ann Poe", ""),
    ]


def test_a_list_of_groups():
    text = "- group: Universities\n  members:\n  - name: Jane Doe\n- group: Firms\n  members:\n  - name: John Roe\n"
    assert [line.text for line in lines(text)] == ["Universities", "name", "Jane Doe", "Firms", "name", "John Roe"]


def test_a_group_of_one_is_told_by_the_others():
    assert items("California:\n- Arts Council\n- Water Fund\nNevada:\n- Reno Library\n") == [
        *("Arts Council", "Water Fund", "Reno Library")
    ]
    assert items("- group: Academics\n  signatories: [Jane Doe]\n- group: Firms\n  signatories: [Acme]\n") == [
        *("Jane Doe", "Acme")
    ]


def test_records_under_handles():
    assert rows("jdoe:\n  name: Jane Doe\njpoe:\n  name: Jim Poe\n") == [("name",), ("Jane Doe",), ("Jim Poe",)]


def test_a_file_of_nothing_but_short_names():
    assert items("- EFF\n- ACLU\n- Mozilla\n", "list.yml") == ["EFF", "ACLU", "Mozilla"]
    assert items("- EFF\n- mozilla\n", "signatories.yml") == ["EFF", "mozilla"]


def test_one_file_a_signer():
    assert rows("name: Jane Doe\naffiliation: Arts Council\nlink: https://a.org\n") == [
        ("name", "affiliation", "link"),
        ("Jane Doe", "Arts Council", "https://a.org"),
    ]
    assert rows('{"name": "Jane Doe", "tags": ["a", "b"]}', "jane.json")[1] == ("Jane Doe", "a; b")
    assert rows("title: Jane Doe\nlayout: signer\naffiliation: Arts Council\n")[0] == ("name", "layout", "affiliation")


def test_a_name_with_a_colon_is_a_name():
    assert items("- Sierra Club\n- Reclaim: The Network\n- Arts Council\n") == [
        *("Sierra Club", "Reclaim: The Network", "Arts Council")
    ]


def test_names_in_one_text_of_several_lines():
    assert [(line.number, line.text) for line in lines("signatories: |\n  Jane Doe\n  John Roe\n")] == [
        (2, "Jane Doe"),
        (3, "John Roe"),
    ]


def test_json_knows_the_lines_of_its_records():
    text = '{\n "data": [\n  {"name": "Jane Doe",\n   "org": "Arts Council"},\n  {"name": "John Roe"}\n ]\n}'
    assert [(line.number, line.end, line.cells[0]) for line in lines(text, "list.json")[1:]] == [
        (3, 4, "Jane Doe"),
        (5, 0, "John Roe"),
    ]


def test_records_of_a_service_are_unwrapped():
    text = '{"records": [{"id": "rec1", "fields": {"Name": "Jane Doe", "Employer": {"name": "MIT"}}}]}'
    assert rows(text, "airtable.json") == [("Name", "Employer.name"), ("Jane Doe", "MIT")]


@pytest.mark.parametrize("name", ["list.jsonl", "list.ndjson", "list.json"])
def test_json_lines(name):
    found = lines('{"name": "Jane Doe"}\n\n{"name": "John Roe"}\n', name)
    assert [(line.number, line.cells) for line in found[1:]] == [(1, ("Jane Doe",)), (3, ("John Roe",))]


def test_a_json_list_of_names_and_of_rows():
    assert items('["Sierra Club", "Arts &amp; Crafts <b>Council</b>"]', "list.json") == [
        "Sierra Club",
        "Arts & Crafts Council",
    ]
    assert rows('[["Name", "Land"], ["Jane Doe", "Kenya"], ["John Roe", null]]', "list.json")[2] == ("John Roe", "")


def test_anchors_and_merged_keys_are_followed():
    text = """
- &one
  name: Jane Doe
  org: &org Arts Council
- {<<: *one, name: John Roe}
- {name: Ann Poe, org: *org}
"""
    assert rows(text)[1:] == [("Jane Doe", "Arts Council"), ("John Roe", "Arts Council"), ("Ann Poe", "Arts Council")]


def test_aliases_of_aliases_do_not_explode():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with pytest.raises(InputError, match="repeats itself"):
        lines(bomb)
    with pytest.raises(InputError, match="repeats itself"):
        lines("&a [*a]")


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 5000, "? " * 5000])
def test_deep_nesting_is_refused(text):
    with pytest.raises(InputError):
        lines(text)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_in_json_is_refused(text):
    with pytest.raises(InputError):
        lines(text, "list.json")


def test_tags_are_refused():
    with pytest.raises(InputError, match=r"line 2: has a tag"):
        lines("- Sierra Club\n- !!python/object/apply:os.system ['true']\n")


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("- Sierra Club\n- 'Arts\n", "a.yml", 3),
        ('[\n"Sierra Club"\n"Arts"]', "a.json", 3),
        ('{"a": 1}\n{"a"\n', "a.jsonl", 2),
    ],
)
def test_a_broken_file_names_the_line(text, name, line):
    with pytest.raises(InputError, match=rf"{name}, line {line}: is no (?:YAML|JSON)"):
        lines(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "name: build\non: [push]\njobs:\n  test:\n    name: Run tests\n    steps:\n    - name: Check out\n",
        "title: My Site\nbaseurl: /\nplugins: [jekyll-feed]\nauthor:\n  name: Jane Doe\n",
        "nav:\n- Home: index.md\n- About Us: about.md\n",
        "- a\n- b\n",
        "42",
        "key: value",
    ],
)
def test_a_file_of_settings_holds_no_list(text):
    with pytest.raises(InputError, match="holds no list of signatories"):
        lines(text)


def test_package_json_holds_no_list():
    with pytest.raises(InputError, match="holds no list"):
        lines(json.dumps({"name": "letter", "version": "1", "scripts": {"a": "b"}, "files": ["dist"]}), "package.json")


@given(st.lists(st.text(st.sampled_from("Abc dé"), min_size=1).map(lambda name: f"Z{name.strip()} Y"), min_size=2))
def test_no_name_of_a_json_list_is_lost(names):
    names = [" ".join(name.split()) for name in names]
    assert items(json.dumps(names), "list.json") == names
    assert items(json.dumps({"signatories": names}, indent=1), "list.json") == names
