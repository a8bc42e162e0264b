"""What people decide: the last word counts, it holds for names in any form, and undone it is as if never said."""

from __future__ import annotations

import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package

from lettersmith.forge import LAYOUTS, set_list
from lettersmith.lists import organizations

from signers.cli.standing import bring_up_to_date, look
from signers.cli.terminal import Talk
from signers.decisionfile import dumps, loads, merge
from signers.decisions import (
    Forms,
    Printed,
    contradictions,
    corrected,
    fingerprint,
    in_force,
    in_known_words,
    last_words,
)
from signers.grouping import group_signatories
from signers.listing import build, with_withdrawn
from signers.model import Action, Answers, Cluster, Decision, Grouping, Kind, Match, Signatory, Verdict, Withdrawal
from signers.reading import read_letter
from signers.settling import group_decided, named, settled
from signers.signatories import parse_letter
from signers.store import ParsedLetter, Store
from signers.store.log import Event, Happening, history, standing

SAME, DIFFERENT, UNSURE, RENAME = Action.SAME, Action.DIFFERENT, Action.UNSURE, Action.RENAME


def said(action, *names, value="", **more):
    return Decision(action, names, value, **more)


def signed(*names, kind=Kind.ORGANIZATION, letter="coast.txt"):
    return tuple(
        Signatory(name, kind, letter=letter, line=line, end_line=line, text=name)
        for line, name in enumerate(names, start=1)
    )


def clusters(signatories, *decisions, kind=Kind.ORGANIZATION):
    """The clusters as sets of names."""
    found = group_decided(signatories, in_force(decisions))[kind].clusters
    return {frozenset(cluster.spellings) for cluster in found}


def together(signatories, *decisions, kind=Kind.ORGANIZATION):
    """The clusters of several names."""
    return sorted(sorted(names) for names in clusters(signatories, *decisions, kind=kind) if len(names) > 1)


def names(signatories):
    return [entry.name for entry in signatories]


# The last word


def test_a_later_answer_about_the_same_two_names_takes_the_place_of_the_earlier_in_whatever_order_and_form():
    answers = in_force([said(SAME, "Mijente", "Access Now"), said(DIFFERENT, "The Access Now", "MIJENTE")])
    assert (answers.same, answers.different) == ((), (("MIJENTE", "The Access Now"),))


def test_who_is_restored_is_not_withdrawn_and_may_be_withdrawn_again():
    gone, back = said(Action.WITHDRAW, "Densho, Inc.", on="2026-11-25"), said(Action.RESTORE, "Densho")
    assert in_force([gone, back]).withdrawn == ()
    assert in_force([gone, back, gone]).withdrawn == (Withdrawal("Densho, Inc.", "2026-11-25"),)


def test_answers_about_different_things_are_all_in_force():
    answers = in_force(
        [
            said(SAME, "B", "A"),
            said(UNSURE, "A", "C"),
            said(RENAME, "A", value="Alpha"),
            said(Action.SORT_AS, "A", value="Zeta"),
            said(Action.KIND, "A", value="person"),
            said(Action.ENTRY_OK, "D"),
            said(Action.ENTRY_UNSURE, "E"),
            said(Action.NOT_AN_ENTRY, "Sincerely"),
            said(Action.MEND, "Acces Now", value="Access Now"),
            said(Action.JOIN, "Alliance for", "Justice"),
            said(Action.SPLIT, "Densho ACLU", "Densho", "ACLU"),
        ]
    )
    assert answers == Answers(
        same=(("A", "B"),),
        unsure=(("A", "C"),),
        names={"A": "Alpha"},
        sort_keys={"A": "Zeta"},
        kinds={"A": Kind.PERSON},
        fine=frozenset({"D"}),
        unsure_entries=frozenset({"E"}),
        dropped=frozenset({"Sincerely"}),
        mended={"Acces Now": "Access Now"},
        joined={("Alliance for", "Justice"): "Alliance for Justice"},
        split={"Densho ACLU": ("Densho", "ACLU")},
    )


def test_without_decisions_nothing_is_in_force():
    assert in_force([]) == Answers()
    assert not fingerprint(Answers())


def test_an_answer_about_two_persons_takes_the_place_of_one_under_other_forms_of_their_names():
    before = [said(SAME, "Dr. Ada Lovelace", "A. Lovelace")]
    after = in_known_words(said(DIFFERENT, "A. Lovelace", "Ada Lovelace"), in_force(before), Kind.PERSON)
    assert in_force([*before, *after]).same == ()
    one_form = said(DIFFERENT, "Densho", "Densho, Inc.")
    assert in_known_words(one_form, Answers(same=(("DENSHO", "The Densho"),)), Kind.ORGANIZATION) == (one_form,)


def test_an_answer_about_two_persons_takes_the_place_of_all_that_were_given_under_forms_of_their_names():
    before = [said(SAME, "Dr. Ada Lovelace", "A. Lovelace"), said(DIFFERENT, "Ada Lovelace", "A. Lovelace")]
    assert contradictions(in_force(before), Kind.PERSON)
    for action in (SAME, DIFFERENT):
        after = in_known_words(said(action, "A. Lovelace", "Ada Lovelace"), in_force(before), Kind.PERSON)
        assert not contradictions(in_force([*before, *after]), Kind.PERSON)


# Same and different

COAST = signed("Access Now", "AccessNow.org", "Mijente", "Sierra Club", "The Sierra Club", "Sierra Club Foundation")


def test_names_that_are_said_to_be_one_are_one_with_all_their_spellings():
    assert together(COAST, said(SAME, "AccessNow.org", "Access Now"), said(SAME, "Mijente", "Sierra Club")) == [
        ["Access Now", "AccessNow.org"],
        ["Mijente", "Sierra Club", "The Sierra Club"],
    ]


def test_names_in_answers_hold_for_every_form_that_a_letter_prints():
    letter = signed("ACCESS NOW", "The AccessNow.org")
    assert together(letter, said(SAME, "Access Now, Inc.", "AccessNow.org")) == [["ACCESS NOW", "The AccessNow.org"]]


def test_a_name_that_no_letter_prints_any_more_still_joins_two_that_are():
    letter = signed("Access Now", "Mijente")
    assert together(letter, said(SAME, "Access Now", "AccessNow.org"), said(SAME, "Mijente", "AccessNow.org")) == [
        ["Access Now", "Mijente"]
    ]


def test_names_that_the_evidence_joins_are_two_where_a_person_says_so():
    letter = signed("American Civil Liberties Union", "American Civil Liberties Union (ACLU)")
    assert together(letter)
    assert not together(letter, said(DIFFERENT, *names(letter)))


def test_names_of_one_form_are_two_where_a_person_says_so():
    letter = signed("Densho", "Densho, Inc.", "DENSHO")
    assert together(letter) == [["DENSHO", "Densho", "Densho, Inc."]]
    assert together(letter, said(DIFFERENT, "Densho", "Densho, Inc.")) == [["DENSHO", "Densho"]]


def test_names_that_only_capitals_tell_apart_are_two_where_a_person_says_so():
    letter = signed("Densho", "DENSHO")
    assert not together(letter, said(DIFFERENT, "Densho", "DENSHO"))


def test_different_also_stops_a_merge_through_third_names():
    letter = signed("Sierra Club", "Mijente", "Densho", "Oxfam")
    decisions = [said(DIFFERENT, "Sierra Club", "Densho"), said(SAME, "Sierra Club", "Mijente")]
    assert together(letter, *decisions, said(SAME, "Densho", "Oxfam")) == [
        ["Densho", "Oxfam"],
        ["Mijente", "Sierra Club"],
    ]
    (cluster,) = [found for found in clusters(letter, *decisions, said(SAME, "Mijente", "Densho")) if len(found) > 1]
    assert not cluster >= {"Sierra Club", "Densho"}


def test_what_was_merged_by_way_of_one_of_two_that_differ_stays_with_the_one_it_is_like():
    letter = signed("Densho", "American Civil Liberties Union", "American Civil Liberties Union (ACLU)")
    assert together(letter, said(SAME, "Densho", "Oxfam"), said(DIFFERENT, "Oxfam", names(letter)[1])) == [
        names(letter)[1:]
    ]


def test_answers_that_contradict_each_other_are_told_with_the_shortest_way():
    answers = in_force(
        [
            *(said(SAME, one, other) for one, other in ("AB", "BC", "CD", "BD")),
            said(DIFFERENT, "A", "D"),
            said(DIFFERENT, "A", "E"),
        ]
    )
    (found,) = contradictions(answers)
    assert found.different == ("A", "D")
    assert found.same == (("A", "B"), ("B", "D"))


def test_a_doubt_that_an_answer_settles_is_not_asked_any_more():
    letter = signed("Friends of the Earth", "Friends of the Earth US", "Mijente")
    (doubt,) = group_signatories(letter)[Kind.ORGANIZATION].doubtful or pytest.skip("nothing is in doubt here")
    for action in (SAME, DIFFERENT):
        answers = in_force([said(action, doubt.left, doubt.right)])
        assert group_decided(letter, answers)[Kind.ORGANIZATION].doubtful == ()


def test_names_that_are_said_to_be_one_ask_one_question():
    match = Match("Friends of the Earth", "Friends of the Earth US", 0.5, Verdict.DOUBTFUL)
    other = replace(match, left="FOE")
    found = Grouping(tuple(Cluster(one, (one,)) for one in (match.left, other.left, match.right)), (match, other))
    counts = dict.fromkeys((match.left, other.left, match.right), 1)
    assert settled(found, counts, Kind.ORGANIZATION, Answers()).doubtful == (match, other)
    assert settled(found, counts, Kind.ORGANIZATION, in_force([said(SAME, "FOE", match.left)])).doubtful == (match,)


def test_a_cluster_that_a_person_made_says_so():
    found = group_decided(COAST, in_force([said(SAME, "ACCESS NOW", "Mijente")]))[Kind.ORGANIZATION].clusters
    (cluster,) = (cluster for cluster in found if "Mijente" in cluster)
    assert "“Access Now” and “Mijente”: a person said that they are one." in cluster.reasons


def test_the_last_name_that_was_given_to_a_signatory_is_its_name():
    decisions = [said(RENAME, "The Sierra Club", value="Club"), said(RENAME, "Sierra Club", value="Sierra Club (SC)")]
    found = group_decided(COAST, in_force(decisions))[Kind.ORGANIZATION].clusters
    assert [cluster.name for cluster in found if "Sierra Club" in cluster] == ["Sierra Club (SC)"]


# Late sign-ons


def late(*names, number=1):
    """Sign-ons that were added to a list that stands, by the addition of that number."""
    entries = signed(*names, letter="added")
    return tuple(replace(entry, block=number, flags=("signed:2026-11-25",)) for entry in entries)


def test_who_signs_late_and_is_one_with_somebody_of_the_list_does_not_rename_it():
    letter = signed("ACLU", "Mijente") + late("American Civil Liberties Union (ACLU)", "Presente Action Fund")
    decisions = [said(SAME, "Mijente", "Presente Action Fund")]
    assert listed(letter, *decisions) == ["ACLU", "Mijente"]
    assert listed(letter, *decisions, said(RENAME, "aclu", value="A.C.L.U.")) == ["A.C.L.U.", "Mijente"]


def test_of_two_who_signed_late_the_name_of_the_first_stays():
    letter = late("ACLU", number=1) + late("American Civil Liberties Union (ACLU)", "Mijente", number=2)
    assert listed(letter) == ["ACLU", "Mijente"]
    printed = signed("American Civil Liberties Union (ACLU)")
    assert listed((*letter, *printed)) == ["American Civil Liberties Union (ACLU)", "Mijente"]


# The list


def listed(signatories, *decisions):
    answers = in_force(decisions)
    entries = corrected(signatories, answers)
    found = [cluster for grouping in group_decided(signatories, answers).values() for cluster in grouping.clusters]
    return names(build(entries, found, answers))


def test_who_withdrew_is_on_no_list_under_any_form():
    letter = signed("ACCESS NOW", "Mijente", "Access Now, Inc.")
    assert listed(letter, said(Action.WITHDRAW, "Access Now")) == ["Mijente"]


def test_who_withdrew_is_told_with_the_reason_also_when_no_letter_prints_it():
    letter = signed("ACCESS NOW", "Mijente")
    answers = in_force(
        [said(Action.WITHDRAW, "Access Now", on="2026-11-25", reason="by e-mail"), said(Action.WITHDRAW, "Densho")]
    )
    _, found = with_withdrawn(letter, (), answers, unprinted=True)
    assert [(row.name, row.entries, gone.on, gone.reason) for row, gone in found] == [
        ("ACCESS NOW", 1, "2026-11-25", "by e-mail"),
        ("Densho", 0, "", ""),
    ]
    assert len(with_withdrawn(letter, (), answers)[1]) == 1


def test_who_withdrew_does_not_take_along_whom_a_person_told_apart():
    letter = signed("Densho", "Densho, Inc.")
    decisions = [said(DIFFERENT, "Densho", "Densho, Inc."), said(Action.WITHDRAW, "Densho, Inc.")]
    assert listed(letter, *decisions) == ["Densho"]


def test_a_signatory_stands_where_a_person_says():
    assert listed(signed("Zebra", "Mijente", "Access Now"), said(Action.SORT_AS, "ZEBRA", value="Able")) == [
        "Zebra",
        "Access Now",
        "Mijente",
    ]


BODIES = organizations(random.Random(3), 24, lambda name: len(name) < 32)  # names that no layout wraps in two ways
LAYOUTS_OF_ONE_LIST = (
    *("text-wrapped-60", "text-columns-2-down", "text-run-semicolons", "text-capitals", "md-bullets", "html-ul"),
    *("docx-columns", "pdf-two-columns", "csv-one-column", "yaml-strings"),
)


def read_and_decided(layout, order, decisions):
    """The list and who withdrew, folded, of a letter that prints these organizations in this layout and order."""
    made = set_list(LAYOUTS[layout], [BODIES[place] for place in order])
    letter = parse_letter(read_letter(made.content, made.name))
    answers = in_force(decisions)
    entries = corrected(letter, answers)
    found = [cluster for grouping in group_decided(letter, answers).values() for cluster in grouping.clusters]
    rows, gone = with_withdrawn(entries, found, answers)
    shown = [(row.name.casefold(), row.kind, sorted(alias.casefold() for alias in row.aliases)) for row in rows]
    return shown, [row.name.casefold() for row, _ in gone]


@pytest.mark.parametrize("layout", LAYOUTS_OF_ONE_LIST)
def test_decisions_hold_for_the_letter_in_another_order_width_and_format(layout):
    first = [body.name for body in BODIES]
    decided = [
        said(SAME, first[0], first[1]),
        said(SAME, first[2], first[1]),
        said(DIFFERENT, first[3], first[4]),
        said(RENAME, first[5], value="Another Name"),
        said(RENAME, first[0], value="The Three"),
        said(Action.SORT_AS, first[6], value="Zzz"),
        said(Action.KIND, first[7], value="person"),
        said(Action.WITHDRAW, first[8]),
        said(Action.NOT_AN_ENTRY, first[9]),
    ]
    order = list(range(len(BODIES)))
    shown, gone = read_and_decided("text-line", order, decided)
    assert len(shown) == len(BODIES) - 4
    assert gone == [first[8].casefold()]
    order.reverse()
    assert read_and_decided(layout, order, decided) == (shown, gone)


# Entries


def test_entries_are_left_out_mended_joined_and_split_as_a_person_says():
    letter = signed("Alliance for", "Justice", "Office of Something", "Acces Now", "Densho Oxfam")
    answers = in_force(
        [
            said(Action.JOIN, "Alliance for", "Justice"),
            said(Action.NOT_AN_ENTRY, "office of something"),
            said(Action.MEND, "Acces Now", value="Access Now"),
            said(Action.SPLIT, "Densho Oxfam", "Densho", "Oxfam"),
        ]
    )
    entries = corrected(letter, answers)
    assert names(entries) == ["Alliance for Justice", "Access Now", "Densho", "Oxfam"]
    assert (entries[0].line, entries[0].end_line, entries[0].text) == (1, 2, "Alliance for Justice")
    assert names(letter)[0] == "Alliance for"


def test_what_was_mended_can_be_mended_again_and_round_in_a_circle_ends():
    mend = Action.MEND
    answers = in_force([said(mend, "A", value="B"), said(mend, "B", value="C")])
    assert names(corrected(signed("A"), answers)) == ["C"]
    assert names(corrected(signed("A"), in_force([said(mend, "A", value="B"), said(mend, "B", value="A")]))) == ["A"]


def test_entries_that_do_not_stand_together_are_not_joined():
    answers = in_force([said(Action.JOIN, "Alliance for", "Justice")])
    apart = signed("Alliance for", "Densho", "Justice")
    assert corrected(apart, answers) == apart
    two_letters = signed("Alliance for") + signed("Justice", letter="river.txt")
    assert corrected(two_letters, answers) == two_letters


def test_the_kind_of_a_name_holds_for_its_other_forms_but_not_against_what_was_said_of_one():
    letter = signed("Dr. Ada Lovelace", "Ada Lovelace", "Ada Lovelace, Inc.")
    answers = in_force(
        [
            said(Action.KIND, "Ada Lovelace", value="person"),
            said(Action.KIND, "Ada Lovelace, Inc.", value="organization"),
        ]
    )
    assert [entry.kind.value for entry in corrected(letter, answers)] == ["person", "person", "organization"]


def test_names_of_one_signatory_are_of_one_kind_however_they_are_read():
    letter = (*signed("ArtsWave", "Arts Wave Cincinnati"), *signed("ArtsWave Inc.", kind=Kind.PERSON))
    pairs = [said(SAME, "ArtsWave", "Arts Wave Cincinnati"), said(SAME, "Arts Wave Cincinnati", "ARTSWAVE, INC.")]
    assert {entry.kind for entry in corrected(letter, in_force(pairs))} == {Kind.ORGANIZATION}
    assert together(letter, *pairs) == [sorted(names(letter))]
    answers = in_force([*pairs, said(Action.KIND, "Arts Wave Cincinnati", value="person")])
    assert {entry.kind for entry in corrected(letter, answers)} == {Kind.PERSON}


def test_decisions_about_names_that_no_letter_prints_are_found():
    printed = Printed(signed("The Access Now", "Mijente"))
    assert printed.missing(said(SAME, "Access Now", "Densho")) == ("Densho",)
    assert printed.missing(said(Action.NOT_AN_ENTRY, "Access Now")) == ("Access Now",)
    assert printed.missing(said(Action.SPLIT, "Mijente", "Mi", "Jente")) == ()
    assert printed.missing(said(Action.WITHDRAW, "Densho")) == ()


# Undo and redo


class Log:
    """A log as the store keeps it."""

    def __init__(self):
        self.events = []

    def decide(self, *decisions):
        step = len(self.events) + 1
        for number, decision in enumerate(decisions, start=step):
            self.events.append(Event(number, Happening.DECIDED, step, decision))

    def turn(self, what, step):
        self.events.append(Event(len(self.events) + 1, what, step))

    def undo(self):
        if done := history(self.events).in_force:
            self.turn(Happening.UNDONE, done[-1])

    def redo(self):
        if undone := history(self.events).undone:
            self.turn(Happening.REDONE, undone[-1])


A, B, C = (said(Action.SORT_AS, name, value="x") for name in "ABC")


def test_undo_takes_back_step_by_step_and_redo_puts_back_in_the_same_order():
    log = Log()
    log.decide(A, B)
    log.decide(C)
    seen = [standing(log.events)]
    for turn in (log.undo, log.undo, log.undo, log.redo, log.redo, log.redo):
        turn()
        seen.append(standing(log.events))
    assert seen == [(A, B, C), (A, B), (), (), (A, B), (A, B, C), (A, B, C)]


def test_a_new_decision_ends_the_redoing():
    log = Log()
    log.decide(A)
    log.undo()
    log.decide(B)
    log.redo()
    assert standing(log.events) == (B,)


def test_an_earlier_step_that_is_redone_stands_where_it_stood():
    log = Log()
    log.decide(A)
    log.decide(B)
    log.turn(Happening.UNDONE, 1)
    log.redo()
    assert standing(log.events) == (A, B)


# Laws

NAMES = (
    *("Access Now", "AccessNow.org", "ACCESS NOW", "Access Now, Inc.", "The Access Now"),
    *("Sierra Club", "Sierra Club Foundation", "The Sierra Club", "Mijente", "Densho", "Densho, Inc."),
    *("American Civil Liberties Union", "American Civil Liberties Union (ACLU)", "ACLU"),
    *("Ada Lovelace", "Dr. Ada Lovelace", "Lovelace, Ada", "Grace Hopper", "Grace M. Hopper"),
)
name = st.sampled_from(NAMES)
pair = st.lists(name, min_size=2, max_size=2, unique=True).map(tuple)
about_two = st.builds(Decision, st.sampled_from([SAME, DIFFERENT, UNSURE]), pair)
about_one = st.builds(
    Decision, st.sampled_from([RENAME, Action.SORT_AS, Action.MEND]), st.tuples(name), st.sampled_from([*NAMES, "New"])
)
kinds = st.builds(Decision, st.just(Action.KIND), st.tuples(name), st.sampled_from(list(map(str, Kind))))
dates = st.sampled_from(["", "2026-11-25"])
gone = st.builds(
    Decision,
    st.sampled_from([Action.WITHDRAW, Action.RESTORE]),
    st.tuples(name),
    st.just(""),
    dates,
    st.text('ab "\\#\n', max_size=5),
)
entry = st.builds(
    Decision, st.sampled_from([Action.ENTRY_OK, Action.ENTRY_UNSURE, Action.NOT_AN_ENTRY]), st.tuples(name)
)
joins = st.builds(Decision, st.just(Action.JOIN), pair)
splits = st.builds(Decision, st.just(Action.SPLIT), st.tuples(name, name, name))
decisions = st.lists(about_two | about_one | kinds | gone | entry | joins | splits, max_size=12)
letters = st.lists(st.tuples(name, st.sampled_from(list(Kind))), min_size=1, max_size=20).map(
    lambda found: tuple(
        Signatory(one, kind, letter="coast.txt", line=line, end_line=line, text=one)
        for line, (one, kind) in enumerate(found, start=1)
    )
)
with_late = st.builds(
    lambda letter, added, number: (*letter, *late(*added, number=number)),
    letters,
    st.lists(name, max_size=4),
    st.integers(1, 3),
)


@given(with_late, decisions)
@settings(deadline=None, max_examples=60)
def test_no_entry_is_lost_and_every_name_is_in_one_cluster(letter, decided):
    answers = in_force(decided)
    entries = corrected(letter, answers)
    groupings = group_decided(letter, answers)
    for kind, grouping in groupings.items():
        spellings = [spelling for cluster in grouping.clusters for spelling in cluster]
        assert len(spellings) == len(set(spellings))
        assert set(spellings) == {entry.name for entry in entries if entry.kind is kind}
    found = [cluster for grouping in groupings.values() for cluster in grouping.clusters]
    rows, left_out = with_withdrawn(entries, found, answers)
    rows = [*rows, *(row for row, _ in left_out)]
    assert sum(row.entries for row in rows) == len(entries)


@given(with_late, decisions)
@settings(deadline=None, max_examples=60)
def test_different_names_never_share_a_cluster(letter, decided):
    answers = in_force(decided)
    for kind, grouping in group_decided(letter, answers).items():
        forms = Forms(kind, answers.different)
        for cluster in grouping.clusters:
            inside = set(map(forms.of, cluster))
            for left, right in answers.different:
                assert forms.of(left) != forms.of(right)
                assert not {forms.of(left), forms.of(right)} <= inside


@given(with_late, st.lists(about_two, max_size=8))
@settings(deadline=None, max_examples=60)
def test_names_that_are_said_to_be_one_are_so_or_a_contradiction_is_told(letter, decided):
    answers = in_force(decided)
    entries = corrected(letter, answers)
    for kind, grouping in group_decided(letter, answers).items():
        forms = Forms(kind, answers.different)
        home = {forms.of(name): cluster for cluster in grouping.clusters for name in cluster}
        printed = [entry.name for entry in entries if entry.kind is kind]
        apart = [
            pair
            for pair in answers.same
            if {forms.of(name) for name in pair} <= home.keys() and len({home[forms.of(name)] for name in pair}) > 1
        ]
        assert not apart or contradictions(answers, kind, printed)


@given(letters, decisions, st.randoms())
@settings(deadline=None, max_examples=60)
def test_the_order_of_decisions_about_different_things_changes_nothing(letter, decided, chance):
    # Two names given to one signatory depend on each other: the later counts.
    independent = [one for one in last_words(decided) if one.action is not RENAME]
    shuffled = chance.sample(independent, len(independent))
    assert in_force(shuffled) == in_force(independent)
    assert group_decided(letter, in_force(shuffled)) == group_decided(letter, in_force(independent))


@given(with_late, decisions, st.dictionaries(name, st.sampled_from([*NAMES, "New"]), max_size=3))
@settings(deadline=None, max_examples=60)
def test_clusters_that_are_given_other_names_are_those_of_a_new_grouping(letter, decided, given_names):
    before = in_force(decided)
    after = replace(before, names=given_names)
    clusters = [cluster for grouping in group_decided(letter, before).values() for cluster in grouping.clusters]
    again = {kind: grouping.clusters for kind, grouping in group_decided(letter, after).items()}
    assert named(letter, clusters, after) == again


@given(letters, decisions, st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_and_lines_of_the_letter_change_nothing_for_its_clusters(letter, decided, chance):
    answers = replace(in_force(decided), joined={})  # which is about entries that stand together
    shuffled = chance.sample(letter, len(letter))
    assert group_decided(shuffled, answers) == group_decided(letter, answers)


@given(st.lists(st.sampled_from(["decide", "undo", "redo"]), max_size=20), st.data())
def test_undoing_everything_leaves_nothing_and_redoing_it_brings_all_back(turns, data):
    log = Log()
    for turn in turns:
        if turn == "decide":
            log.decide(*data.draw(st.lists(about_two | about_one, min_size=1, max_size=3)))
        else:
            getattr(log, turn)()
    before = standing(log.events)
    count = len(history(log.events).in_force)
    for _ in range(count):
        log.undo()
    assert standing(log.events) == ()
    assert in_force(standing(log.events)) == Answers()
    for _ in range(count):
        log.redo()
    assert standing(log.events) == before


# In the store, after any turn of deciding, undoing and redoing

QUIET = Talk(quiet=True)
NOON = "2026-11-25T12:00:00Z"


def opened(folder, name, letter):
    store = Store.open(Path(folder) / name)
    store.save_letters([ParsedLetter("coast.txt", "/letters/coast.txt", "f00d", len(letter), letter)])
    return store


def given_out(store):
    """The list, those who withdrew, and what is grouped, as it stands in the store."""
    standing = bring_up_to_date(store, QUIET)
    lists = with_withdrawn(standing.signatories, standing.clusters, standing.answers)
    return lists, store.clusters(), store.doubts(), store.grouped_with()


@given(with_late, st.lists(decisions.filter(bool) | st.sampled_from(["undo", "redo"]), max_size=6), st.booleans())
@settings(deadline=None, max_examples=15)
def test_any_turns_lead_to_what_a_new_store_has_and_undoing_all_leads_back(letter, turns, at_once):
    with tempfile.TemporaryDirectory() as folder, opened(folder, "one.db", letter) as store:
        before = given_out(store)
        for turn in turns:
            if turn == "undo":
                store.undo(NOON)
            elif turn == "redo":
                store.redo(NOON)
            else:
                store.decide(turn, NOON)
            if not at_once:  # as a program that is killed before it has grouped again
                bring_up_to_date(store, QUIET)
        after, text = given_out(store), dumps(store.decisions())
        with opened(folder, "new.db", letter) as new:
            brought = merge(new.decisions(), loads(text, "decisions.txt"))
            new.decide([line.decision for line in brought.new], NOON)
            assert given_out(new) == after
            assert dumps(new.decisions()) == text
        store.undo_all(NOON)
        assert given_out(store) == before


def test_what_was_decided_after_the_last_grouping_is_seen_without_writing(tmp_path):
    letter = tuple(Signatory(name, Kind.ORGANIZATION, text=name) for name in ("Access Now", "Mijente"))
    with opened(tmp_path, "one.db", letter) as store:
        bring_up_to_date(store, QUIET)
        store.decide([Decision(Action.SAME, ("Access Now", "Mijente"))], NOON)
    before = (tmp_path / "one.db").read_bytes()
    with Store.open_for_reading(tmp_path / "one.db") as store:
        assert [len(cluster) for cluster in look(store, QUIET).clusters] == [2]
        assert len(store.clusters()) == 2
    assert (tmp_path / "one.db").read_bytes() == before
