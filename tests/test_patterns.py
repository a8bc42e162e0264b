"""Patterns that are compiled when they are first used are in everything else like those that are compiled at once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.patterns import later

PATTERNS = [r"\s*;\s*", r"^[a-z]+(?=,)", r"(\d{1,3})$", r"x*"]
TEXTS = st.text(alphabet="axz;, 19", max_size=12)


def test_a_pattern_is_not_compiled_before_it_is_used():
    broken = later("(")
    with pytest.raises(re.error):
        broken.search("anything")


@given(st.sampled_from(PATTERNS), TEXTS, st.sampled_from([0, re.IGNORECASE]))
def test_a_pattern_finds_what_the_compiled_one_finds(pattern, text, flags):
    own, known = later(pattern, flags), re.compile(pattern, flags)
    for method in ("search", "match", "fullmatch"):
        found, due = getattr(own, method)(text), getattr(known, method)(text)
        assert (found and found.span()) == (due and due.span())
    assert own.findall(text) == known.findall(text)
    assert [found.span() for found in own.finditer(text)] == [found.span() for found in known.finditer(text)]
    assert own.split(text, 1) == known.split(text, 1)
    assert own.sub("-", text) == known.sub("-", text)
    assert own.pattern == known.pattern


def test_a_pattern_looks_from_a_place_on_and_is_compiled_once():
    semicolon = later(";")
    assert semicolon.search("a;b;c", 2).start() == 3
    assert semicolon.match("a;b", 1)
    assert semicolon.compiled is semicolon.compiled
    assert later(rb"\d+").findall(b"1 of 2") == [b"1", b"2"]
