"""Names for print and names for comparing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from signers.folding import words_of, words_of_each
from signers.names import acronym_of, acronyms, comparison_key, initials, tidy

ANY_TEXT = st.text(max_size=60)
NAME_LIKE = st.lists(
    st.sampled_from(
        ["The", "a", "Sierra", "Club", "(SC)", "Inc.", "S.A.", "&", "y", "-", "- ", " -", ",", "U.S.", "Los", "Angeles"]
    ),
    max_size=7,
).map(" ".join)


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("Sierra  Club ", "Sierra Club"),
        ("Sierra\tClub\x00", "Sierra Club"),
        ("Sierra Club,", "Sierra Club"),
        ("Sierra Club ;", "Sierra Club"),
        ("Starting Over , Inc.", "Starting Over, Inc."),
        ("Legal Aid Society ( NYC )", "Legal Aid Society (NYC)"),
        ("Advancing Justice- Asian Law Caucus", "Advancing Justice - Asian Law Caucus"),
        ("Advancing Justice -Asian Law Caucus", "Advancing Justice - Asian Law Caucus"),
        ("Low- and Moderate-Income Consumers", "Low- and Moderate-Income Consumers"),
        ("Empowerment Network-Muslim Association", "Empowerment Network-Muslim Association"),
        ("National Lawyers Guild - Boston", "National Lawyers Guild - Boston"),
        ("Zero\u200bwidth and soft\u00adhyphen", "Zerowidth and softhyphen"),
        ("a lone \ud800 surrogate", "a lone \ufffd surrogate"),
        ("[bold]Loud[/bold]", "[bold]Loud[/bold]"),
    ],
)
def test_tidy_mends_the_dress_and_leaves_the_words(printed, tidied):
    assert tidy(printed) == tidied


@given(ANY_TEXT | NAME_LIKE)
@example("a- -b")
@example(" , ;")
def test_tidying_twice_changes_nothing(name):
    assert tidy(tidy(name)) == tidy(name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Sierra Club, Inc.", "sierra club"),
        ("Wilderness Society, The", "wilderness society"),
        ("Réseau Action Climat (RAC)", "reseau action climat"),
        ("Digitalcourage e.V.", "digitalcourage"),
        ("Hermanos S.A. de C.V.", "hermanos"),
        ("Arts SA", "arts sa"),
        ("Brewing Co.", "brewing"),
        ("Indivisible CO", "indivisible co"),
        ("Smith & Co", "smith"),
        ("Tierra y Libertad", "tierra and libertad"),
        ("U.S. PIRG", "us pirg"),
        ("Los Angeles Tenants Union", "los angeles tenants union"),
        ("La Raza", "la raza"),
        ("The", "the"),
        ("!!!", "!!!"),
        ("Страж ЗА правду", "страж за правду"),
        ("हिन्दी सभा", "हिन्दी सभा"),
    ],
)
def test_comparison_key_loses_what_only_dresses_a_name(name, key):
    assert comparison_key(name) == key


@given(ANY_TEXT | NAME_LIKE)
@example("ǰ")
@example("Foo S-A")
def test_the_key_of_a_key_is_itself(name):
    assert comparison_key(comparison_key(name)) == comparison_key(name)


@given(ANY_TEXT | NAME_LIKE)
def test_a_name_always_has_a_key(name):
    assert comparison_key(name) or not name


@pytest.mark.parametrize(
    ("name", "letters", "base"),
    [
        ("American Civil Liberties Union (ACLU)", "ACLU", "American Civil Liberties Union"),
        ("ALIGN (The Alliance for a Greater New York)", "ALIGN", "The Alliance for a Greater New York"),
        ("LAANE (Los Angeles Alliance for a New Economy)", "LAANE", "Los Angeles Alliance for a New Economy"),
        (
            "OCCORD (Orange County Communities Organized for Responsible Development)",
            "OCCORD",
            "Orange County Communities Organized for Responsible Development",
        ),
        ("CDD - Center for Digital Democracy", "CDD", "Center for Digital Democracy"),
        ("Internet Society (ISOC)", "ISOC", "Internet Society"),
        ("Empowerment Network of Maine (ENM) - Bangor", "ENM", "Empowerment Network of Maine - Bangor"),
        ("Project on Government Oversight (POGO)", "POGO", "Project on Government Oversight"),
        ("Asian Services in Action, Inc. (ASIA)", "ASIA", "Asian Services in Action, Inc."),
        ("Data for Black Lives (D4BL)", "D4BL", "Data for Black Lives"),
        ("Ligue des droits de l'Homme (LDH)", "LDH", "Ligue des droits de l'Homme"),
    ],
)
def test_an_acronym_is_known_by_its_words(name, letters, base):
    found = acronym_of(name)
    assert found is not None
    assert (found.letters, found.base) == (letters, base)


@pytest.mark.parametrize(
    "name",
    [
        "The Legal Aid Society (NYC)",
        "Hiperderecho (Perú)",
        "Transparency Network (Belgium)",
        "Consumer Action (CA)",
        "Alliance for Solar (Asia)",
        "Forward Together (Oakland)",
        "Asian Americans Advancing Justice - AAJC",
        "Advancing Justice - AAJC",
        "X-Lab",
        "AFL-CIO",
        "Sierra Club",
    ],
)
def test_a_place_or_a_remark_is_no_acronym(name):
    assert acronym_of(name) is None
    assert acronyms(name) == ()


def test_initials_with_and_without_small_words():
    assert initials("Southerners on New Ground") == {"song", "sng"}


@given(st.lists(NAME_LIKE.filter(lambda text: "\n" not in text and "\r" not in text), max_size=8))
def test_many_texts_have_the_words_that_each_has(texts):
    assert words_of_each(texts) == [words_of(text) for text in texts]
