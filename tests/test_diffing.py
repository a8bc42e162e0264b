"""What differs between two versions of a list: matched by signatory, one to one, and told once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.diffing import ALL_FIELDS, GROUP, Change, Member, Version, compare_versions, members_of, members_of_list
from signers.model import UNDECIDED, Answers, Kind, Listed, Signatory


def organizations(*names):
    return Version(
        "a list", members_of(Signatory(name, Kind.ORGANIZATION, line=at) for at, name in enumerate(names, 1))
    )


def persons(*told):
    """Persons, each as a name with affiliation and title, which may be missing."""
    entries = [
        Signatory(name, Kind.PERSON, title=(rest[1:] or (None,))[0], affiliation=(rest or (None,))[0])
        for name, *rest in told
    ]
    return Version("a list", members_of(entries))


def under(**headings):
    """Organizations under their headings."""
    entries = [
        Signatory(name, Kind.ORGANIZATION, group=heading.replace("_", " ") if heading != "none" else None)
        for heading, names in headings.items()
        for name in names
    ]
    return Version("a list", members_of(entries))


def told(old, new, answers=UNDECIDED):
    return [(str(one.change), one.old, one.new) for one in compare_versions(old, new, answers).differences]


def test_nothing_differs_where_the_same_names_stand_in_another_order():
    comparison = compare_versions(organizations("Densho", "Mijente"), organizations("Mijente", "Densho"))
    assert comparison.differences == ()
    assert comparison.unchanged == 2


def test_who_came_and_who_went_is_added_and_removed():
    old, new = organizations("Densho", "Mijente"), organizations("Mijente", "Access Now")
    assert told(old, new) == [("added", None, "Access Now"), ("removed", "Densho", None)]


def test_another_spelling_of_a_signatory_is_renamed_and_says_why():
    (one,) = compare_versions(organizations("Sierra Club, Inc."), organizations("The Sierra Club")).differences
    assert (one.change, one.old, one.new) == (Change.RENAMED, "Sierra Club, Inc.", "The Sierra Club")
    assert "legal form" in one.why


def test_an_acronym_that_came_beside_the_name_is_a_renaming():
    old = organizations("American Civil Liberties Union", "Densho")
    new = organizations("American Civil Liberties Union (ACLU)", "Densho")
    assert told(old, new) == [("renamed", "American Civil Liberties Union", "American Civil Liberties Union (ACLU)")]


def test_two_spellings_that_became_one_are_merged_and_the_other_way_round_split():
    two, one = organizations("Sierra Club", "Sierra Club, Inc."), organizations("Sierra Club")
    assert told(two, one) == [("merged", "Sierra Club, Inc.", "Sierra Club")]
    assert told(one, two) == [("split", "Sierra Club", "Sierra Club, Inc.")]


def test_a_spelling_that_went_while_a_person_called_it_another_signatory_is_removed():
    two, one = organizations("Sierra Club", "Sierra Club, Inc."), organizations("Sierra Club")
    answers = Answers(different=(("Sierra Club", "Sierra Club, Inc."),))
    assert told(two, one, answers) == [("removed", "Sierra Club, Inc.", None)]
    assert told(one, two, answers) == [("added", None, "Sierra Club, Inc.")]
    other = organizations("Sierra Club, Inc.")
    assert told(one, other, answers) == [("added", None, "Sierra Club, Inc."), ("removed", "Sierra Club", None)]


def test_what_a_person_called_the_same_is_renamed_or_merged_and_says_so():
    answers = Answers(same=(("Consumer Action", "Konsumaktion"),))
    (one,) = compare_versions(organizations("Consumer Action"), organizations("Konsumaktion"), answers).differences
    assert (one.change, one.why) == (Change.RENAMED, "a person said that they are one")
    both = organizations("Consumer Action", "Konsumaktion")
    assert told(both, organizations("Konsumaktion"), answers) == [("merged", "Consumer Action", "Konsumaktion")]


def test_a_question_that_was_answered_is_not_asked_again():
    old, new = organizations("Consumer Action"), organizations("Consumer Action (San Francisco)")
    answers = Answers(different=(("Consumer Action", "Consumer Action (San Francisco)"),))
    assert [one.perhaps for one in compare_versions(old, new, answers).differences] == [None, None]


def test_a_version_that_lists_a_name_as_a_spelling_of_another_has_the_last_word():
    rows = [Listed("Sierra Club", Kind.ORGANIZATION, aliases=("Sierra Club, Inc.",))]
    old = Version("old", members_of_list(rows), is_grouped=True)
    answers = Answers(different=(("Sierra Club", "Sierra Club, Inc."),))
    assert told(old, organizations("Sierra Club", "Sierra Club, Inc."), answers) == []
    new = Version("new", organizations("Sierra Club", "Sierra Club, Inc.").members, is_grouped=True)
    assert told(old, new, answers) == [("split", "Sierra Club", "Sierra Club, Inc.")]


def test_who_withdrew_from_the_old_version_and_is_back_is_told_so():
    gone = Member("Densho", Kind.ORGANIZATION)
    old = Version("old", organizations("Mijente").members, withdrawn=((gone, "withdrew 2026-03-01"),))
    (one,) = compare_versions(old, organizations("Mijente", "Densho")).differences
    assert (one.change, one.why) == (Change.ADDED, "withdrew 2026-03-01")


def test_chapters_are_not_taken_for_one_another():
    old, new = organizations("ACLU of Maine", "Densho"), organizations("ACLU of Maryland", "Densho")
    assert told(old, new) == [("added", None, "ACLU of Maryland"), ("removed", "ACLU of Maine", None)]


def test_what_may_be_a_renaming_is_removed_and_added_each_with_the_other_beside_it():
    old = organizations("Consumer Action", "Densho")
    new = organizations("Consumer Action (San Francisco)", "Densho")
    added, removed = compare_versions(old, new).differences
    assert (added.change, added.perhaps) == (Change.ADDED, "Consumer Action")
    assert (removed.change, removed.perhaps) == (Change.REMOVED, "Consumer Action (San Francisco)")
    assert removed.why


def test_a_person_with_another_title_or_affiliation_is_changed_field_by_field():
    old = persons(("Alma Fenwick", "Ridgeport University", "Professor"))
    new = persons(("Alma Fenwick", "Tidewater College", "Dean"))
    assert [(one.field, one.before, one.after) for one in compare_versions(old, new).differences] == [
        ("affiliation", "Ridgeport University", "Tidewater College"),
        ("title", "Professor", "Dean"),
    ]


def test_one_of_two_namesakes_who_went_is_removed_and_not_merged():
    old = persons(("John Marlow", "Ridgeport University"), ("John Marlow", "Tidewater College"))
    new = persons(("John Marlow", "Ridgeport University"))
    assert told(old, new) == [("removed", "John Marlow", None)]


def test_a_name_written_otherwise_with_another_affiliation_is_another_person_until_somebody_says_so():
    old, new = persons(("Dr. Alma Fenwick", "Ridgeport University")), persons(("Alma Fenwick", "Tidewater College"))
    added, removed = compare_versions(old, new).differences
    assert (added.change, removed.change) == (Change.ADDED, Change.REMOVED)
    assert removed.perhaps == "Alma Fenwick"


def test_a_name_under_another_heading_has_moved():
    old = under(California=["Densho", "Mijente"], Oregon=["Access Now"])
    new = under(California=["Mijente"], Oregon=["Access Now", "Densho"])
    (one,) = compare_versions(old, new).differences
    assert (one.change, one.new, one.field, one.before, one.after) == (
        Change.MOVED,
        "Densho",
        GROUP,
        "California",
        "Oregon",
    )


def test_a_heading_that_reads_differently_has_moved_nobody():
    old = under(California=["Densho", "Mijente"], Oregon=["Access Now"])
    new = under(State_of_California=["Densho", "Mijente"], Oregon=["Access Now"])
    assert told(old, new) == []


def test_headings_in_one_version_only_have_moved_nobody():
    assert told(organizations("Densho", "Mijente"), under(Oregon=["Densho"], Maine=["Mijente"])) == []


def test_a_name_in_another_of_the_lists_has_moved():
    def two_lists(first, second):
        entries = [
            Signatory(name, Kind.ORGANIZATION, block=at) for at, names in ((1, first), (2, second)) for name in names
        ]
        return Version("a letter", members_of(entries))

    (one,) = compare_versions(
        two_lists(["A Fund", "B Fund"], ["C Fund"]), two_lists(["A Fund"], ["B Fund", "C Fund"])
    ).differences
    assert (one.change, one.new, one.before, one.after) == (Change.MOVED, "B Fund", "1", "2")


def test_who_was_an_organization_and_is_a_person_has_moved():
    old = Version("old", members_of([Signatory("Alma Fenwick", Kind.ORGANIZATION)]))
    new = Version("new", members_of([Signatory("Alma Fenwick", Kind.PERSON)]))
    (one,) = compare_versions(old, new).differences
    assert (one.change, one.field, one.before, one.after) == (Change.MOVED, "kind", "organization", "person")


def test_a_kind_that_the_reader_is_unsure_of_is_no_news():
    old = Version("old", members_of([Signatory("Alma Fenwick", Kind.ORGANIZATION, flags=("unsure-kind",))]))
    new = Version("new", members_of([Signatory("Alma Fenwick", Kind.PERSON)]))
    assert told(old, new) == []


def test_what_one_version_cannot_tell_is_not_compared():
    old = Version("old", members_of([Signatory("Alma Fenwick", Kind.PERSON, title="Dean")]))
    new = Version("new", members_of([Signatory("Alma Fenwick", Kind.PERSON)]), ALL_FIELDS - {"title"})
    assert told(old, new) == []


def test_a_spelling_that_a_list_gives_leads_to_its_signatory():
    old = Version("old", (Member("Electronic Privacy Information Center", Kind.ORGANIZATION, ("Privacy Watchers",)),))
    assert told(old, organizations("Privacy Watchers")) == [
        ("renamed", "Electronic Privacy Information Center", "Privacy Watchers")
    ]


def test_a_clean_list_does_not_differ_from_the_letter_whose_spellings_it_has():
    rows = [
        Listed("American Civil Liberties Union (ACLU)", Kind.ORGANIZATION, aliases=("American Civil Liberties Union",))
    ]
    clean = Version("list", members_of_list(rows), is_grouped=True)
    letter = organizations("American Civil Liberties Union", "American Civil Liberties Union (ACLU)")
    assert told(clean, letter) == told(letter, clean) == []
    assert told(clean, organizations("American Civil Liberties Union")) == []


def test_two_that_a_clean_list_tells_apart_are_not_merged_when_one_goes():
    rows = [Listed("Sierra Club", Kind.ORGANIZATION), Listed("Sierra Club, Inc.", Kind.ORGANIZATION)]
    clean = Version("list", members_of_list(rows), is_grouped=True)
    later = Version("list", members_of_list(rows[:1]), is_grouped=True)
    assert told(clean, later) == [("removed", "Sierra Club, Inc.", None)]
    known = [Listed("Sierra Club", Kind.ORGANIZATION, aliases=("Sierra Club, Inc.",))]
    merged = Version("list", members_of_list(known), is_grouped=True)
    assert told(clean, merged) == [("merged", "Sierra Club, Inc.", "Sierra Club")]
    assert told(merged, clean) == [("split", "Sierra Club", "Sierra Club, Inc.")]


def test_who_withdrew_is_removed_and_it_is_said_since_when():
    old = Version("old", members_of_list([Listed("Densho", Kind.ORGANIZATION), Listed("Mijente", Kind.ORGANIZATION)]))
    gone = ((Member("Densho", Kind.ORGANIZATION), "withdrew 2026-03-01"),)
    new = Version("new", members_of_list([Listed("Mijente", Kind.ORGANIZATION)]), withdrawn=gone)
    (one,) = compare_versions(old, new).differences
    assert (one.change, one.old, one.why) == (Change.REMOVED, "Densho", "withdrew 2026-03-01")


NAMES = (
    *("Sierra Club", "The Sierra Club", "Sierra Club, Inc.", "Sierra Club Foundation", "Densho", "DENSHO"),
    *("American Civil Liberties Union", "American Civil Liberties Union (ACLU)", "ACLU of Maine", "ACLU of Ohio"),
    *("Consumer Action", "Consumer Action (San Francisco)", "Friends of the Earth", "Friends of the Earth US"),
)
lists = st.lists(st.sampled_from(NAMES), unique=True)


@given(lists)
def test_a_list_does_not_differ_from_itself(names):
    comparison = compare_versions(organizations(*names), organizations(*names))
    assert (comparison.differences, comparison.unchanged) == ((), len(names))


@given(lists, lists)
def test_every_name_of_both_versions_is_accounted_for_once(old, new):
    comparison = compare_versions(organizations(*old), organizations(*new))
    assert len(old) == comparison.unchanged + sum(
        map(comparison.count, (Change.RENAMED, Change.REMOVED, Change.MERGED))
    )
    assert len(new) == comparison.unchanged + sum(map(comparison.count, (Change.RENAMED, Change.ADDED, Change.SPLIT)))


@given(lists, lists)
def test_the_other_way_round_added_is_removed_and_merged_is_split(old, new):
    there = compare_versions(organizations(*old), organizations(*new))
    back = compare_versions(organizations(*new), organizations(*old))
    mirrored = {Change.ADDED: Change.REMOVED, Change.MERGED: Change.SPLIT, Change.RENAMED: Change.RENAMED}
    assert {change: there.count(change) for change in mirrored} == {
        change: back.count(other) for change, other in mirrored.items()
    }


@given(lists, lists, st.randoms(use_true_random=False))
def test_the_order_of_the_names_does_not_count(old, new, chance):
    shuffled = [*old], [*new]
    for names in shuffled:
        chance.shuffle(names)
    assert told(organizations(*shuffled[0]), organizations(*shuffled[1])) == told(
        organizations(*old), organizations(*new)
    )


@pytest.mark.parametrize("kind", Kind)
def test_two_empty_versions_do_not_differ(kind):
    nobody = Version(str(kind), ())
    assert compare_versions(nobody, nobody).differences == ()
