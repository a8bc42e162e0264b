"""Two names side by side: what is the same, what is nearly so, what only one of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.matching.alignment import align, change_between

WORDS = st.lists(
    st.sampled_from(
        [
            "legal",
            "aid",
            "aide",
            "society",
            "soc",
            "workers",
            "worker",
            "justice",
            "justise",
            "united",
            "unlted",
            "new",
            "york",
            "newyork",
            "a",
        ]
    ),
    min_size=1,
    max_size=6,
).map(tuple)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("worker", "workers", "plural"),
        ("community", "communities", "plural"),
        ("lnformation", "information", "scanned"),
        ("hurnanity", "humanity", "scanned"),
        ("cmmrc", "commerce", "clipped"),
        ("develop", "development", "clipped"),
        ("ofchildren", "children", "joined words"),
        ("justise", "justice", "misspelt"),
        ("environmnetal", "environmental", "misspelt"),
        ("u", "university", "initial letter"),
    ],
)
def test_two_words_may_be_one(one, other, how):
    change, turned = change_between(one, other), change_between(other, one)
    assert change is not None
    assert turned is not None
    assert change.how == turned.how == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maine", "marin"),  # two slips in a short word
        ("black", "blackmouth"),  # a known word is not short for another
        ("honeythorpe", "honeythorpecounty"),  # what is more is a word
        ("2004", "2005"),
        ("cat", "cut"),
    ],
)
def test_two_words_are_two(one, other):
    assert change_between(one, other) is None


def test_what_one_name_has_more_stands_at_its_end_its_start_or_inside():
    name = ("food", "water", "watch")
    assert align(name, (*name, "europe")).beyond == "end"
    assert align(name, ("new", *name)).beyond == "start"
    assert align(name, ("food", "and", "water", "watch")).beyond == "inside"
    assert align(name, ("food", "air", "watch")).beyond == ""


def test_words_written_as_one_are_the_same_words():
    found = align(("looking", "glass", "theatre"), ("lookingglass", "theatre"))
    assert found.joined == ("lookingglass",)
    assert not found.left
    assert not found.right


def test_an_acronym_stands_for_the_words_it_begins():
    found = align(("pls", "massachusetts"), ("prisoners", "legal", "services", "massachusetts"))
    assert [(change.left, change.right, change.how) for change in found.changed] == [
        ("pls", "prisoners legal services", "acronym")
    ]
    assert not found.right


def test_a_split_word_with_a_slip_is_found_when_all_else_is_laid_aside():
    found = align(("mapleportriver", "alliance"), ("maplpeort", "river", "alliance"))
    assert [(change.left, change.right, change.how) for change in found.changed] == [
        ("mapleportriver", "maplpeortriver", "misspelt")
    ]


@given(WORDS, WORDS)
def test_no_word_is_lost_and_the_sides_can_be_turned(left, right):
    found, turned = align(left, right), align(right, left)
    assert sorted(found.shared) == sorted(turned.shared)
    assert (sorted(found.left), sorted(found.right)) == (sorted(turned.right), sorted(turned.left))
    if len(set(left)) == len(left) and len(set(right)) == len(right):
        assert found.in_order == turned.in_order
    letters = sorted("".join([*found.shared, *found.joined, *found.left, *(change.left for change in found.changed)]))
    assert letters == sorted("".join(left).replace(" ", "")) or any(change.how == "acronym" for change in found.changed)


@given(WORDS)
def test_a_name_is_itself(words):
    found = align(words, words)
    assert found.shared == words
    assert found.in_order
    assert not found.left
    assert not found.right
    assert not found.changed
