"""The order of the list: as people expect, the same on every system, and total."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyuca.collator import Collator_9_0_0

from signers.collation import sort_key
from signers.model import Kind

weights_of = Collator_9_0_0().sort_key


def in_order(names, kind=Kind.ORGANIZATION):
    backwards = list(reversed(names))
    return sorted(backwards, key=lambda name: sort_key(name, kind)) == names


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["Greenpeace", "The Nation", "Oxfam"], "an article at the front is ignored"),
        (["A. Philip Randolph Institute", "A New PATH"], "A is an article, but not with a full stop"),
        (["ACLU of Washington", "A.C.L.U. of Wyoming", "Acme"], "an initialism is one word"),
        (["A & B Foundation", "Better Balance"], "A before a sign is no article"),
        (["The", "Zonta"], "a name that is but an article keeps it"),
        (["Les Amis", "Los Angeles LGBT Center"], "where the language is not known, an article is a word"),
        (['"Access Now"', "(Advocates)", "«Zivilcourage»"], "marks at the front are ignored"),
        (["18MillionRising.org", "350.org", "Access Now"], "digits stand before letters"),
        (["Local 9", "Local 10", "Local 100"], "numbers stand in the order of their value"),
        (["1,000 Friends", "1100 Friends"], "a comma in a number is no gap"),
        (["New York Project", "Newark Project"], "word by word"),
        (["Tri County", "Tri-State", "Tri Valley"], "a hyphen is a gap"),
        (["Eco", "Écologie", "Economy"], "accents do not part a letter from its own"),
        (["Cote", "Coté", "Côte"], "accents break ties, from the front"),
        (["acme", "ACME", "Acmé"], "case breaks ties after accents"),
        (["Womens Way", "Women's Wealth Fund"], "an apostrophe is no gap"),
        (["Zonta", "Αθήνα", "Москва", "北京"], "Latin, Greek, Cyrillic, Han, as in the Unicode table"),
    ],
)
def test_names_stand_where_people_look_for_them(names, why):
    assert in_order(names), why


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ada Lovelace", "Lovelace"),
        ("Dr. Ada Lovelace, PhD", "Lovelace"),
        ("Ada Lovelace MBE", "Lovelace"),
        ("Ada Lovelace, B. Tech (IT), MBA", "Lovelace"),
        ("Martin Luther King Jr.", "King"),
        ("Lovelace, Ada", "Lovelace"),
        ("De La Cruz, Juana", "De La Cruz"),
        ("Juana De La Cruz", "De La Cruz"),
        ("Ludwig van Beethoven", "Beethoven"),
        ("Jean DUPONT", "DUPONT"),
        ("ELIANE BARROS", "BARROS"),
        ("Ron McDonald", "McDonald"),
        ("Sasha Costanza-Chock (she/her)", "Costanza-Chock"),
        ("Madonna", "Madonna"),
    ],
)
def test_person_is_sorted_by_surname(name, surname):
    assert sort_key(name, Kind.PERSON)[0] == sort_key(surname)[0]


def test_persons_of_one_surname_stand_by_given_names():
    names = ["Dr. Ada Smith", "Bo Smith, MD", "Zoe Smith"]
    assert in_order(names, Kind.PERSON)


@given(st.text(), st.text())
def test_no_two_names_share_a_key(one, other):
    for kind in Kind:
        assert (sort_key(one, kind) == sort_key(other, kind)) == (one == other)


@given(st.lists(st.text(max_size=20), max_size=8), st.randoms())
def test_order_does_not_depend_on_the_order_of_the_input(names, random):
    shuffled = random.sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == sorted(names, key=sort_key)


@given(st.text(alphabet="aZ09éÉ漢 .'\u0301", min_size=1, max_size=30))
def test_composed_and_decomposed_forms_stand_together(name):
    decomposed = unicodedata.normalize("NFD", name)
    assert sort_key(name)[:-1] == sort_key(decomposed)[:-1]


@given(st.text(alphabet=ascii_letters, min_size=1, max_size=20), st.integers(1, 10**12 - 1))
def test_shortcut_for_ascii_gives_the_weights_of_the_table(letters, number):
    [[letter_weights], _, accents, case, _] = sort_key(letters)
    assert (*letter_weights, 0, *accents, 0, *case, 0) == weights_of(letters)
    [[number_weights], *_] = sort_key(str(number))
    assert number_weights == weights_of(f"{number:012}")[: len(number_weights)]


@pytest.mark.parametrize("word", ["é", "e\u0301", "(", "U.", "1", "the ", "A B,"])
def test_endless_name_takes_no_quadratic_time(word):
    sort_key(word * 100_000)
    sort_key(word * 100_000, Kind.PERSON)


def test_list_in_ascii_does_not_wait_for_the_table():
    code = (
        "import sys; from signers.collation import sort_key; sort_key('Sierra Club'); sys.exit('pyuca' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
