"""Late sign-ons against the list that stands: what each is, and that nothing that stands changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signers.adding import Addition, Status, add, taken_back
from signers.dates import signed_on
from signers.decisions import in_force
from signers.listing import build
from signers.model import Action, Answers, Cluster, Decision, Grouping, Kind, Signatory
from signers.settling import group_decided

STANDING = (
    "Access Now",
    "American Civil Liberties Union (ACLU)",
    "American Civil Liberties Union",
    "Center for Democracy & Technology",
    "Demand Progress",
    "Fight for the Future",
    "Physicians for Social Responsibility",
    "SEIU Local 32BJ",
    "Sierra Club",
)
LATE = (
    "ACCESS NOW",
    "ACLU",
    "Centre for Democracy and Technology",
    "Consumer Action",
    "Demand Progress Education Fund",
    "Physicians for Social Responsibility, Oregon",
    "SEIU Local 35BJ",
    "Sierra Club, Inc.",
    "Sierra Club Foundation",
    "The Consumer Action",
)


def organizations(*names, **fields):
    return tuple(Signatory(name, Kind.ORGANIZATION, letter="letter", text=name, **fields) for name in names)


def standing(*names, answers=None):
    entries = organizations(*names)
    return entries, group_decided(entries, answers or Answers())


def added(names, to=STANDING, answers=None) -> Addition:
    answers = answers or Answers()
    entries, groupings = standing(*to, answers=answers)
    return add(organizations(*names), entries, groupings, answers)


def told(addition):
    return {one.signatory.name: (one.status, one.listed) for one in addition.told}


def listed(entries, groupings, answers=None):
    clusters = [cluster for found in groupings.values() for cluster in found.clusters]
    return [row.name for row in build(entries, clusters, answers or Answers())]


def test_a_name_that_nobody_of_the_list_is_like_is_new():
    assert told(added(["Mijente"])) == {"Mijente": (Status.NEW, "Mijente")}


def test_the_same_name_is_there_already_and_adds_no_entry():
    addition = added(["Access Now"])
    assert told(addition) == {"Access Now": (Status.ALREADY, "Access Now")}
    assert addition.entries == ()


def test_another_spelling_is_there_already_and_becomes_an_alias_with_its_reason():
    addition = added(["access now", "ACLU"])
    assert told(addition) == {
        "access now": (Status.ALREADY, "Access Now"),
        "ACLU": (Status.ALREADY, "American Civil Liberties Union (ACLU)"),
    }
    home = next(c for c in addition.groupings[Kind.ORGANIZATION].clusters if c.name == "Access Now")
    assert home.aliases == ("access now",)
    assert home.reasons == ("“access now” and “Access Now”: the same but for capitals or spaces.",)


def test_a_sister_chapter_a_fund_and_another_local_are_new():
    late = ["Sierra Club Foundation", "SEIU Local 35BJ"]
    assert {status for status, _ in told(added(late)).values()} == {Status.NEW}


def test_what_may_be_a_name_of_the_list_is_doubtful_with_the_evidence_and_becomes_a_question():
    addition = added(["Physicians for Social Responsibility Network"])
    [one] = addition.told
    assert (one.status, one.listed) == (Status.DOUBTFUL, "Physicians for Social Responsibility")
    assert one.why
    asked = addition.groupings[Kind.ORGANIZATION].doubtful[-1]
    assert {asked.left, asked.right} == {one.signatory.name, one.listed}


def test_who_withdrew_is_told_and_stays_off_the_list_in_another_spelling_too():
    answers = in_force([Decision(Action.WITHDRAW, ("Demand Progress",), on="2026-11-25", reason="asked")])
    entries, groupings = standing(*STANDING, answers=answers)
    addition = add(organizations("DEMAND PROGRESS"), entries, groupings, answers)
    [one] = addition.told
    assert (one.status, one.listed, one.withdrawal.on) == (Status.WITHDRAWN, "Demand Progress", "2026-11-25")
    after = listed((*entries, *addition.entries), addition.groupings, answers)
    assert not {"Demand Progress", "DEMAND PROGRESS"} & set(after)


def test_who_withdrew_and_is_printed_nowhere_is_told_too():
    answers = in_force([Decision(Action.WITHDRAW, ("Densho",))])
    assert told(added(["Densho, Inc."], answers=answers))["Densho, Inc."][0] is Status.WITHDRAWN


def test_who_may_be_one_that_withdrew_and_is_printed_nowhere_is_doubtful():
    answers = in_force(
        [Decision(Action.WITHDRAW, ("National Association of Quiet Readers",), "", "2026-11-20", "asked")]
    )
    addition = added(["Natl. Assn. of Quiet Readers", "Mijente"], answers=answers)
    assert told(addition) == {
        "Natl. Assn. of Quiet Readers": (Status.DOUBTFUL, "National Association of Quiet Readers"),
        "Mijente": (Status.NEW, "Mijente"),
    }
    assert addition.told[0].withdrawal.on == "2026-11-20"


def test_what_a_person_called_different_is_not_joined():
    answers = in_force([Decision(Action.DIFFERENT, ("Access Now", "ACCESS NOW"))])
    assert told(added(["ACCESS NOW"], answers=answers))["ACCESS NOW"][0] is Status.NEW


def test_what_a_person_called_the_same_is_there_already():
    answers = in_force([Decision(Action.SAME, ("Fight for the Future", "FFTF"))])
    assert told(added(["FFTF"], answers=answers)) == {"FFTF": (Status.ALREADY, "Fight for the Future")}


def test_a_name_that_a_person_mended_is_compared_as_mended():
    answers = in_force([Decision(Action.MEND, ("Acces Now",), "Access Now")])
    assert told(added(["Acces Now"], answers=answers)) == {"Access Now": (Status.ALREADY, "Access Now")}


def test_two_that_stand_apart_are_not_joined_by_a_name_that_is_like_both():
    entries, groupings = standing("Center for Justice", "Centre for Justice")
    apart = {
        **groupings,
        Kind.ORGANIZATION: Grouping(
            tuple(Cluster(name, (name,)) for name in ("Center for Justice", "Centre for Justice"))
        ),
    }
    addition = add(organizations("Center for Justices"), entries, apart)
    assert [c.name for c in addition.groupings[Kind.ORGANIZATION].clusters if len(c) > 1] in (
        [],
        ["Center for Justice"],
    )
    assert len(addition.groupings[Kind.ORGANIZATION].clusters) >= 2


def test_new_spellings_of_one_new_signatory_are_one_and_the_others_are_told_to_be_there():
    addition = added(["The Consumer Action", "Consumer Action", "Consumer Action"])
    assert [one.status for one in addition.told] == [Status.ALREADY, Status.NEW, Status.ALREADY]
    assert addition.told[0].why.startswith("among the new: the same but for")
    assert addition.told[2].why == "it stands twice among the new"
    assert len(addition.entries) == 2


def test_of_new_spellings_of_one_in_doubt_the_one_that_is_printed_asks():
    addition = added(["Friends of the Ocean, US", "FRIENDS OF THE OCEAN, US"], to=("Friends of the Ocean",))
    assert sorted(one.status for one in addition.told) == [Status.ALREADY, Status.DOUBTFUL]


def test_the_canonical_name_stays_where_the_new_spelling_would_be_printed():
    entries, groupings = standing("ACLU")
    late = organizations("American Civil Liberties Union (ACLU)", flags=("signed:2026-11-25",))
    addition = add(late, entries, groupings)
    [cluster] = addition.groupings[Kind.ORGANIZATION].clusters
    assert cluster.name == "ACLU"
    again = group_decided((*entries, *addition.entries))
    assert [c.name for c in again[Kind.ORGANIZATION].clusters] == ["ACLU"]


def test_a_name_of_the_list_keeps_the_kind_that_it_has_there():
    entries, groupings = standing("Ada Lovelace")
    [one] = add([Signatory("Ada Lovelace", Kind.PERSON)], entries, groupings).told
    assert (one.status, one.signatory.kind) == (Status.ALREADY, Kind.ORGANIZATION)


def test_a_name_that_the_list_has_of_both_kinds_keeps_its_own():
    entries = (*organizations("Morgan Stanley"), Signatory("Morgan Stanley", Kind.PERSON))
    for standing_, of_kind in product((entries, entries[::-1]), Kind):
        found = add([Signatory("Morgan Stanley", of_kind)], standing_, group_decided(standing_, Answers()))
        assert [(one.signatory.kind, one.status) for one in found.told] == [(of_kind, Status.ALREADY)]


def test_persons_are_compared_as_persons():
    entries = (Signatory("Dr. Ada Lovelace", Kind.PERSON), Signatory("Grace Hopper", Kind.PERSON))
    groupings = group_decided(entries)
    late = [Signatory(name, Kind.PERSON) for name in ("Ada Lovelace", "Ada Byron")]
    assert told(add(late, entries, groupings)) == {
        "Ada Lovelace": (Status.ALREADY, "Dr. Ada Lovelace"),
        "Ada Byron": (Status.NEW, "Ada Byron"),
    }


def test_of_two_that_sign_under_one_name_the_first_day_is_kept():
    late = [
        replace(one, flags=(f"signed:{day}",)) for day in ("2026-11-26", "2026-11-25") for one in organizations("X Y")
    ]
    [entry] = add(late, (), {}).entries
    assert signed_on(entry) == "2026-11-25"


# Laws


lists = st.lists(st.sampled_from(LATE), min_size=1, max_size=6, unique=True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_the_sign_ons_changes_nothing(names, chance):
    shuffled = list(names)
    chance.shuffle(shuffled)
    one, other = added(names), added(shuffled)
    assert one.groupings == other.groupings
    assert told(one) == told(other)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists)
def test_nothing_that_stands_changes_and_what_is_added_twice_adds_nothing(names):
    entries, groupings = standing(*STANDING)
    addition = add(organizations(*names), entries, groupings)
    before = groupings[Kind.ORGANIZATION].clusters
    after = {cluster.name: cluster for cluster in addition.groupings[Kind.ORGANIZATION].clusters}
    for cluster in before:
        assert after[cluster.name].spellings[: len(cluster)] == cluster.spellings
        assert set(after[cluster.name]) - set(cluster) <= set(names)
    was, now = listed(entries, groupings), listed((*entries, *addition.entries), addition.groupings)
    assert [name for name in now if name in was] == was
    assert set(now) - set(was) <= set(names)

    again = add(organizations(*names), (*entries, *addition.entries), addition.groupings)
    assert again.entries == ()
    assert {one.status for one in again.told} == {Status.ALREADY}
    assert again.groupings == addition.groupings


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lists)
def test_taken_back_the_list_is_as_it_was(names):
    entries, groupings = standing(*STANDING)
    addition = add(organizations(*names), entries, groupings)
    assert taken_back(addition.groupings, entries) == groupings
