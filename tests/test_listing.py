"""The clean list: who is on it, under which name, and that nobody is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signers.errors import InputError
from signers.listing import build, count_line, from_records, select
from signers.model import Answers, Cluster, Kind, Listed, Signatory

ORGANIZATION, PERSON = Kind

ACLU = Cluster(
    "American Civil Liberties Union (ACLU)",
    ("American Civil Liberties Union (ACLU)", "American Civil Liberties Union", "A.C.L.U."),
)


def signed(name, letter="letter.txt", kind=ORGANIZATION, **rest):
    return Signatory(name, kind, letter=letter, **rest)


def test_spellings_of_a_cluster_are_one_line_with_those_really_printed_as_aliases():
    rows = build(
        [
            signed("American Civil Liberties Union", "2024.txt", location="New York"),
            signed("American Civil Liberties Union (ACLU)", "2019.txt"),
            signed("American Civil Liberties Union", "2024.txt"),
        ],
        [ACLU],
    )
    assert rows == (
        Listed(
            "American Civil Liberties Union (ACLU)",
            ORGANIZATION,
            location="New York",
            aliases=("American Civil Liberties Union",),
            letters=("2024.txt", "2019.txt"),
            entries=3,
        ),
    )


def test_signatory_without_cluster_stands_under_its_own_name():
    assert build([signed("Mijente"), signed("Mijente")], [ACLU]) == (
        Listed("Mijente", ORGANIZATION, letters=("letter.txt",), entries=2),
    )


def test_tidied_canonical_name_is_not_printed_and_its_spelling_is_an_alias():
    tidied = Cluster("Advancing Justice - Asian Law Caucus", ("Advancing Justice- Asian Law Caucus",))
    [row] = build([signed("Advancing Justice- Asian Law Caucus")], [tidied])
    assert (row.name, row.aliases) == ("Advancing Justice - Asian Law Caucus", ("Advancing Justice- Asian Law Caucus",))


def test_organization_and_person_of_one_name_stay_two():
    rows = build([signed("Jordan Rivers"), signed("Jordan Rivers", kind=PERSON)], [Cluster("JR", ("Jordan Rivers",))])
    assert [(row.name, row.kind) for row in rows] == [("JR", ORGANIZATION), ("Jordan Rivers", PERSON)]


def test_two_clusters_of_one_canonical_name_stay_two():
    clusters = [Cluster("First Baptist Church", ("First Baptist",)), Cluster("First Baptist Church", ("1st Baptist",))]
    rows = build([signed("First Baptist"), signed("1st Baptist")], clusters)
    assert [row.aliases for row in rows] == [("1st Baptist",), ("First Baptist",)]


def test_organizations_stand_before_persons_and_persons_by_surname():
    rows = build(
        [
            signed("Zoe Adams", kind=PERSON),
            signed("Zonta"),
            signed("The Access Fund"),
            signed("Amy Zorn", kind=PERSON),
        ],
        [],
    )
    assert [row.name for row in rows] == ["The Access Fund", "Zonta", "Zoe Adams", "Amy Zorn"]


names = st.sampled_from(["ACLU", "A.C.L.U.", "Mijente", "mijente", "Ada Lovelace", "Écologie", ""])
signatories = st.builds(Signatory, names, st.sampled_from(Kind), letter=st.sampled_from(["", "a.txt", "b.txt"]))
clusters = st.builds(Cluster, names, st.lists(names, max_size=3).map(tuple), st.sampled_from(Kind))


@given(st.lists(signatories), st.lists(clusters, max_size=4))
@settings(deadline=None)
def test_no_entry_is_lost_and_none_invented(signed_by, grouped):
    rows = build(signed_by, grouped)
    assert sum(row.entries for row in rows) == len(signed_by)
    for kind in Kind:
        printed = {signatory.name for signatory in signed_by if signatory.kind is kind}
        listed = [name for row in rows if row.kind is kind for name in (row.name, *row.aliases)]
        assert printed <= set(listed)
        assert Counter(alias for row in rows if row.kind is kind for alias in row.aliases).keys() <= printed


@given(st.lists(signatories), st.randoms())
@settings(deadline=None)
def test_order_of_the_letters_does_not_matter(signed_by, random):
    shuffled = random.sample(signed_by, len(signed_by))
    same = [(row.name, row.kind, row.aliases, row.entries) for row in build(signed_by, [])]
    assert [(row.name, row.kind, row.aliases, row.entries) for row in build(shuffled, [])] == same


ROWS = (
    Listed("Réseau Action Climat", ORGANIZATION, aliases=("RAC",), letters=("letters/coast-2024.txt",)),
    Listed("Mijente", ORGANIZATION, letters=("other.txt",)),
    Listed("Ada Lovelace", PERSON, letters=("other.txt", "letters/coast-2024.txt")),
)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({}, ["Réseau Action Climat", "Mijente", "Ada Lovelace"]),
        ({"kind": PERSON}, ["Ada Lovelace"]),
        ({"letter": "coast-2024"}, ["Réseau Action Climat", "Ada Lovelace"]),
        ({"letter": "letters/coast-2024.txt"}, ["Réseau Action Climat", "Ada Lovelace"]),
        ({"letter": "coast"}, []),
        ({"search": "RESEAU"}, ["Réseau Action Climat"]),
        ({"search": "rac"}, ["Réseau Action Climat"]),
        ({"search": "a", "kind": ORGANIZATION, "letter": "other.txt"}, []),
    ],
)
def test_select_takes_what_fits_every_choice(choice, names):
    assert [row.name for row in select(ROWS, **choice)] == names


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "no signatories"),
        ([ORGANIZATION], "1 organization"),
        ([PERSON] * 2, "2 individuals"),
        ([ORGANIZATION] * 47 + [PERSON], "47 organizations and 1 individual"),
        ([PERSON] * 1312 + [ORGANIZATION], "1 organization and 1,312 individuals"),
    ],
)
def test_count_line_names_only_the_kinds_present(kinds, words):
    assert count_line([Listed("x", kind) for kind in kinds]) == words


def test_records_of_dedupe_become_signatories_and_clusters():
    records = [
        {"name": "ACLU", "kind": "organization", "line": 4, "end_line": 5, "flags": ["joined"], "cluster_id": 1}
        | {"canonical_name": "American Civil Liberties Union", "reason": "an acronym of the letter", "location": None},
        {"name": "American Civil Liberties Union", "cluster_id": "1"}
        | {"canonical_name": "American Civil Liberties Union", "reason": ""},
        {"name": "Ada Lovelace", "kind": "person", "cluster_id": "", "line": "7"},
        {"name": " "},
    ]
    signatories, clusters = from_records(records)
    assert [(one.name, one.kind, one.line) for one in signatories] == [
        ("ACLU", ORGANIZATION, 4),
        ("American Civil Liberties Union", ORGANIZATION, 0),
        ("Ada Lovelace", PERSON, 7),
    ]
    assert signatories[0].flags == ("joined",)
    assert clusters == (
        Cluster(
            "American Civil Liberties Union",
            ("ACLU", "American Civil Liberties Union"),
            reasons=("an acronym of the letter",),
        ),
    )


def test_records_may_hold_the_names_in_another_column():
    signatories, clusters = from_records([{"Organization": "Mijente"}], "Organization")
    assert ([one.name for one in signatories], clusters) == (["Mijente"], ())


def test_record_with_a_kind_that_is_none_is_an_error_that_names_it():
    with pytest.raises(InputError, match=r"record 2 \(`Mijente`\).*robot"):
        from_records([{"name": "ACLU"}, {"name": "Mijente", "kind": "robot"}])


def test_records_read_as_people_decided():
    records = [
        {"name": "Acces Now", "cluster_id": 1, "canonical_name": "Access Now"},
        {"name": "Access Now", "cluster_id": 1, "canonical_name": "Access Now"},
        {"name": "Mijente", "cluster_id": 2, "canonical_name": "Mijente"},
        {"name": "Sincerely", "cluster_id": 3, "canonical_name": "Sincerely"},
    ]
    answers = Answers(mended={"Acces Now": "Access Now"}, kinds={"Mijente": PERSON}, dropped=frozenset({"Sincerely"}))
    signatories, clusters = from_records(records, answers=answers)
    assert [(one.name, one.kind) for one in signatories] == [
        ("Access Now", ORGANIZATION),
        ("Access Now", ORGANIZATION),
        ("Mijente", PERSON),
    ]
    assert clusters == (Cluster("Access Now", ("Access Now",)), Cluster("Mijente", ("Mijente",), PERSON))


def test_a_line_tells_the_first_day_that_its_signatory_signed_on():
    entries = [
        Signatory("Densho", ORGANIZATION, flags=("joined", "signed:2026-11-26")),
        Signatory("Densho", ORGANIZATION, flags=("signed:2026-11-25",)),
        Signatory("Mijente", ORGANIZATION),
    ]
    assert [row.signed for row in build(entries, [])] == ["2026-11-25", None]
    assert [row.signed for row in build([*entries, Signatory("Densho", ORGANIZATION)], [])] == [None, None]


def test_a_record_tells_the_day_in_its_flags_or_in_a_column():
    records = [{"name": "Densho", "flags": "signed:2026-11-25"}, {"name": "Mijente", "signed": "2026-11-26"}]
    assert [row.signed for row in build(*from_records(records))] == ["2026-11-25", "2026-11-26"]
