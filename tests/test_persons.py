"""Whether words are a person's name, and whether they say what a person is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers import persons
from signers.persons import (
    body_bits,
    features_of,
    is_honorific,
    is_post_nominal,
    known_words,
    person_bits,
    split_honorific,
    split_post_nominals,
    title_bits,
    weigh,
)

PERSONS = [
    "Marta Kowalczyk",
    "Dr. Ellen Fitch",
    "Jean-Luc de la Tour III",
    "Willem F. Zandstra",
    "J.M. Okonkwo",
    "RAJESH KUMAR",
    "Sumaya Al-Masri",
    "Bjørk Gunnarsdóttir",
    "Lucía Prado de Ortega",
    "Pep Ferrer i Soler",
    "Rev. Amos Tutu Jr.",
    "Kenji Tanaka",
    "Frances McAllister, Ph.D.",
]
ORGANIZATIONS = [
    "Sierra Forest Alliance",
    "Center for Peat Studies",
    "Martin Luther King Center",
    "John Muir Society",
    "Fundación Jorge Prado",
    "Friends of Mary Lake",
    "Kestrel Systems, Inc.",
    "Netzwerk Saubere Luft e.V.",
    "Réseau Eau Libre",
    "NAACP Ohio",
    "fenwatch.org",
    "Dr. King Memorial Library",
    "350 Dayton",
]


@pytest.mark.parametrize("name", PERSONS)
def test_names_of_persons_speak_for_a_person(name):
    assert person_bits(name) > 2


@pytest.mark.parametrize("name", ORGANIZATIONS)
def test_names_of_organizations_speak_against_a_person(name):
    assert person_bits(name) < -2


@pytest.mark.parametrize("name", ["Mottenjäger", "foxglove", "Avaaz", "zed"])
def test_one_word_says_little(name):
    assert -3 < person_bits(name) < 2


@pytest.mark.parametrize(
    "text",
    [
        "Executive Director",
        "Freelance Journalist",
        "Professor of Law",
        "Research Fellow in Soil Science",
        "software engineer",
        "Doctoral Candidate",
        "former Minister for the Environment",
        "Presidenta de la Federación de Vecinos",
        "Conselheiro Federal da Ordem",
        "Investigadora del Instituto",
        "Sprecherin",
        "stellvertretender Vorsitzender des Vereins",
        "Directrice générale",
        "Membre du Conseil",
        "hydróloga",
        "Voorzitter",
        "Professoressa di diritto",
        "Member of Parliament",
        "hydrologist",
    ],
)
def test_titles_are_known_in_several_languages(text):
    assert title_bits(text) > 2


@pytest.mark.parametrize(
    "text",
    [
        "University of Hopewell",
        "Lawyers for Peat",
        "Student Power Network",
        "Fen Institute",
        "Faculty of Law",
        "Federación de Abogados",
        "Open Seas",
        "",
    ],
)
def test_names_of_bodies_are_no_titles(text):
    assert title_bits(text) <= 0


def test_a_body_is_known_by_the_word_for_its_kind():
    assert body_bits("Hopewell University") < -1
    assert body_bits("Criminology") == 0


@pytest.mark.parametrize("text", ["Ph.D.", "PhD", "Phd", "M.D.", "AO QC", "Esq.", "Jr.", "III", "B.Sc., M.A.", "RSM"])
def test_letters_behind_a_name_are_known(text):
    assert is_post_nominal(text)


@pytest.mark.parametrize("text", ["Ohio", "Director", "Fellow", "Open Seas", "", "()", ","])
def test_other_words_are_no_letters_behind_a_name(text):
    assert not is_post_nominal(text)


def test_what_stands_before_and_behind_a_name_is_split_off():
    assert split_honorific("Prof. Dr. Hans Lang") == ("Prof. Dr.", "Hans Lang")
    assert split_honorific("Dr.") == ("", "Dr.")
    assert split_post_nominals("Ada Lowe, Ph.D.") == ("Ada Lowe", "Ph.D.")
    assert is_honorific("Dra.")
    assert not is_honorific("Hans")


@given(st.text(max_size=60))
def test_any_text_can_be_weighed(text):
    assert isinstance(person_bits(text), float)
    assert isinstance(title_bits(text), float)
    assert isinstance(is_post_nominal(text), bool)


WORDS = [
    *("Ada", "Lowe", "Dr.", "Rev.", "Ph.D.", "Jr.,", "Sierra", "Club", "Fundación", "Center", "for", "the", "de", "y"),
    *("J.", "O'Neill", "al-Masri", "Inc.", "LLC,", "(Ohio)", "-", "&", "350.org", "ACLU", "AO", "QC", "Director", ","),
    *("BELÉN", "PRADO", "Gunnarsdóttir", "9to5", "Commissioner", "County", "李", "“Fen”", "Trust's"),
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
def test_a_name_is_weighed_as_its_features_are(words):
    due = weigh(features_of(" ".join(words), known_words()), persons._weights())  # noqa: SLF001 - as they are fitted
    assert persons._name_bits(words, [persons._known(word) for word in words]) == due  # noqa: SLF001 - in one go


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_bits_are_between_their_limits_and_the_same_twice(text):
    for bits in (person_bits, title_bits, body_bits):
        assert bits(text) == bits.__wrapped__(text)
    assert -20 <= person_bits(text) <= 20
