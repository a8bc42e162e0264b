"""Signatories are found by what people type for them; what is unclear is told with what may have been meant."""

import pytest

from signers.errors import ExitCode, UsageError
from signers.lookup import Names, short_id
from signers.model import Cluster, Kind

ACCESS = Cluster("Access Now", ("Access Now", "AccessNow.org"))
CLUB = Cluster("Sierra Club", ("The Sierra Club", "Sierra Club"))
FUND = Cluster("Sierra Club Foundation", ("Sierra Club Foundation",))
DASHED = Cluster("Justice - Asian Law Caucus", ("Justice- Asian Law Caucus",))  # tidied, so printed nowhere
LOVELACE = Cluster("Dr. Ada Lovelace", ("Dr. Ada Lovelace",), Kind.PERSON)
NAMESAKE = Cluster("Ada Lovelace", ("Ada Lovelace",))
HOPPERS = [Cluster("Grace Hopper", ("Grace Hopper",), kind) for kind in Kind]
KNOWN = Names([ACCESS, CLUB, FUND, DASHED, LOVELACE, NAMESAKE, *HOPPERS])


@pytest.mark.parametrize(
    ("text", "spelling", "cluster"),
    [
        ("AccessNow.org", "AccessNow.org", ACCESS),
        ("access now", "Access Now", ACCESS),
        ("Access Now, Inc.", "Access Now", ACCESS),
        ("sierra club", "Sierra Club", CLUB),
        ("the sierra club", "The Sierra Club", CLUB),
        ("Justice - Asian Law Caucus", "Justice- Asian Law Caucus", DASHED),
        ("Dr. Ada Lovelace", "Dr. Ada Lovelace", LOVELACE),
        ("Ada Lovelace", "Ada Lovelace", NAMESAKE),
    ],
)
def test_a_signatory_is_found_by_any_spelling_in_any_form(text, spelling, cluster):
    found = KNOWN.find(text)
    assert (found.spelling, found.cluster) == (spelling, cluster)


def test_a_signatory_is_found_by_its_id_or_the_beginning_of_it():
    for text in (short_id("Sierra Club", Kind.ORGANIZATION), short_id("Sierra Club", Kind.ORGANIZATION)[:4].upper()):
        assert KNOWN.find(text).cluster == CLUB


def test_ids_are_the_same_in_every_run_and_differ_by_kind():
    assert short_id("The Sierra Club, Inc.", Kind.ORGANIZATION) == short_id("SIERRA CLUB", Kind.ORGANIZATION)
    assert short_id("Access Now", Kind.ORGANIZATION) == "3sasolo"
    assert short_id("Ada Lovelace", Kind.PERSON) != short_id("Ada Lovelace", Kind.ORGANIZATION)


def test_what_may_be_several_is_told_with_their_ids():
    with pytest.raises(UsageError, match="may be one of several") as failure:
        KNOWN.find("grace hopper")
    assert failure.value.exit_code == ExitCode.USAGE
    for cluster in HOPPERS:
        assert f"{cluster.name} ({cluster.kind}, id {short_id(cluster.name, cluster.kind)})" in str(failure.value)


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(UsageError, match="no signatory is called `Acces Nwo`; the nearest: `Access Now`"):
        KNOWN.find("Acces Nwo")
    with pytest.raises(UsageError, match="the nearest: `Sierra Club Foundation`"):
        KNOWN.find("foundation")  # which the name holds


@pytest.mark.parametrize("text", ["", " ", "?", "zzzz"])
def test_what_is_like_nothing_is_unknown(text):
    with pytest.raises(UsageError, match="no signatory is called"):
        KNOWN.find(text)
    with pytest.raises(UsageError, match="no signatory is called"):
        Names([]).find(text)
