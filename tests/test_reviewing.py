"""What a person is asked, in which order, what an answer settles, and what is never asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers import answering, reviewing
from signers.decisions import contradictions, in_force, in_known_words
from signers.model import Action, Answers, Decision, Kind, Match, Signatory, Verdict
from signers.reviewing import About, Doubt, Member, Question
from signers.settling import group_decided

MILLION = ("Million Hoodies", "Million Hoodies Movement for Justice")
ACTION = ("Consumer Action", "Consumer Action (San Francisco)")
# Three that may all be one, by what they say of each other.
RIGHTS = ("Open Rights Group", "Open Rights Group Scotland", "Open Rights Group (London)")


def entries(*names, kind=Kind.ORGANIZATION):
    return [Signatory(name, kind, letter="letter.txt", line=at, end_line=at) for at, name in enumerate(names, start=1)]


def asked(names, *decisions, doubts=(), **options):
    """The queue for these names after these decisions."""
    answers = in_force(decisions)
    return reviewing.queue(reviewing.gather(entries(*names), answers, doubts, **options), answers)


def is_same(one, other):
    return Decision(Action.SAME, (one, other))


def is_different(one, other):
    return Decision(Action.DIFFERENT, (one, other))


def doubt(name, question="one name or more?", flags=("doubtful-join",), line=1):
    return Doubt((Signatory(name, Kind.ORGANIZATION, letter="letter.txt", line=line, flags=flags),), question)


# Which questions there are


def test_names_in_doubt_are_asked_about_with_the_evidence_for_and_against():
    (question,) = asked([*MILLION, "Access Now"]).questions
    assert question.about is About.NAMES
    assert set(question.names) == set(MILLION)
    (match,) = question.matches
    assert match.evidence


def test_nothing_is_asked_where_nothing_is_in_doubt():
    queue = asked(["Access Now", "Densho", "The Densho"])
    assert (queue.questions, queue.total, queue.left) == ((), 0, 0)


def test_all_spellings_of_a_signatory_stand_in_its_question_the_one_first_that_the_evidence_is_about():
    (question,) = asked([*MILLION, "The Million Hoodies"]).questions
    one, other = question.sides
    assert sorted(map(len, (one, other))) == [1, 2]
    about = {question.matches[0].left, question.matches[0].right}
    assert {one[0].name, other[0].name} == about


def test_several_names_that_are_all_in_doubt_about_each_other_are_one_question():
    queue = reviewing.queue(three_in_doubt(), Answers())
    (question,) = queue.questions
    assert len(question.sides) == 3
    assert len(question.matches) == 3
    assert queue.left == 3


def test_a_name_between_two_that_are_not_in_doubt_about_each_other_is_asked_about_twice():
    queue = reviewing.queue(three_in_doubt(pairs=((0, 1), (1, 2))), Answers())
    assert [len(question.sides) for question in queue.questions] == [2, 2]


def three_in_doubt(pairs=((0, 1), (0, 2), (1, 2))):
    """Densho, Mijente and Presente, of which pairs are in doubt, the first the most."""
    names = ("Densho", "Mijente", "Presente")
    matches = [
        Match(names[left], names[right], 0.5 - at / 10, Verdict.DOUBTFUL) for at, (left, right) in enumerate(pairs)
    ]
    return reviewing.gather(entries(*names), Answers(), further={Kind.ORGANIZATION: matches})


def test_how_entries_are_read_is_asked_before_names():
    queue = asked([*MILLION], doubts=[doubt("Million Hoodies")])
    assert [question.about for question in queue.questions] == [About.ENTRY, About.NAMES]


def test_an_entry_that_is_printed_twice_is_asked_about_once():
    queue = asked(["Densho", "Densho"], doubts=[doubt("Densho"), doubt("Densho", line=2)])
    (question,) = queue.questions
    assert [entry.line for entry in question.entries] == [1, 2]
    assert queue.left == 1


def test_only_what_a_person_wants_to_be_asked_is_asked():
    doubts = [doubt("Million Hoodies")]
    assert {question.about for question in asked(MILLION, doubts=doubts, pairs=False).questions} == {About.ENTRY}


def test_the_names_around_an_entry_are_those_of_its_block():
    queue = asked(["Access Now", "Densho", "Mijente"], doubts=[doubt("Densho", line=2)])
    assert (queue.questions[0].before, queue.questions[0].after) == ("Access Now", "Mijente")


def test_what_a_person_was_unsure_about_comes_last():
    queue = asked([*MILLION, *ACTION])
    first, second = queue.questions
    later = asked([*MILLION, *ACTION], *answering.unsure(first))
    assert [question.names for question in later.questions] == [second.names, first.names]
    assert [question.put_off for question in later.questions] == [False, True]


def test_an_entry_that_a_person_was_unsure_about_comes_last_until_it_is_decided_about():
    doubts = [doubt("Densho"), doubt("Access Now")]
    names = ("Densho", "Access Now", *MILLION)
    first, *_ = asked(names, doubts=doubts).questions
    unsure = answering.unsure(first)
    assert unsure == (Decision(Action.ENTRY_UNSURE, ("Densho",)),)
    later = asked(names, *unsure, doubts=doubts)
    assert [question.names[0] for question in later.questions] == ["Access Now", MILLION[0], "Densho"]
    assert [question.put_off for question in later.questions] == [False, False, True]
    assert later.left == 3
    assert asked(names, *unsure, *answering.fine(first), doubts=doubts).left == 2


def test_what_rests_is_not_asked_and_still_left():
    queue = asked([*MILLION, *ACTION])
    first, second = queue.questions
    answers = in_force(answering.unsure(first))
    material = reviewing.gather(entries(*MILLION, *ACTION), answers)
    resting = reviewing.queue(material, answers, set(reviewing.rest_of(first)))
    assert resting.questions == (second,)
    assert [question.names for question in resting.resting] == [first.names]
    assert resting.left == 2


def test_what_is_taken_back_does_not_rest_any_more():
    first, second = asked([*MILLION, *ACTION]).questions
    material = reviewing.gather(entries(*MILLION, *ACTION), Answers())
    again = reviewing.queue(material, Answers(), set(reviewing.rest_of(first)))
    assert again.questions == (first, second)


# What an answer settles


def test_an_answer_is_not_asked_for_again():
    for decide in (is_same, is_different):
        queue = asked(MILLION, decide(*MILLION))
        assert (queue.questions, queue.total, queue.left, queue.answered, queue.saved) == ((), 1, 0, 1, 0)


def test_an_answer_about_another_spelling_of_the_two_counts():
    assert asked(MILLION, is_same("THE MILLION HOODIES", MILLION[1])).left == 0


def test_what_follows_from_answers_is_saved():
    material = three_in_doubt()
    queue = reviewing.queue(material, in_force([is_same("Densho", "Mijente"), is_same("Densho", "Presente")]))
    assert (queue.left, queue.answered, queue.saved) == (0, 2, 1)
    queue = reviewing.queue(material, in_force([is_same("Densho", "Mijente"), is_different("Mijente", "Presente")]))
    assert (queue.left, queue.answered, queue.saved) == (0, 2, 1)


def test_different_from_one_says_nothing_about_the_others():
    queue = reviewing.queue(three_in_doubt(), in_force([is_different("Densho", "Mijente")]))
    assert [set(question.names) for question in queue.questions] == [{"Densho", "Presente"}, {"Mijente", "Presente"}]


@pytest.mark.parametrize(
    "decision",
    [
        Decision(Action.ENTRY_OK, ("Densho",)),
        Decision(Action.NOT_AN_ENTRY, ("DENSHO",)),
        Decision(Action.MEND, ("Densho",), "Densho Project"),
        Decision(Action.SPLIT, ("Densho", "Den", "Sho")),
        Decision(Action.JOIN, ("Densho", "Mijente")),
    ],
)
def test_an_entry_that_was_decided_about_is_not_asked_about(decision):
    queue = asked(["Densho", "Mijente"], decision, doubts=[doubt("Densho")])
    assert (queue.left, queue.total, queue.answered) == (0, 1, 1)


def test_the_kind_settles_a_doubt_about_the_kind_and_no_other():
    said = Decision(Action.KIND, ("Densho",), "person")
    assert asked(["Densho"], said, doubts=[doubt("Densho", flags=("unsure-kind",))]).left == 0
    (question,) = asked(["Densho"], said, doubts=[doubt("Densho", flags=("unsure-kind", "doubtful-join"))]).questions
    assert question.kind is Kind.PERSON


def test_an_entry_that_is_nobodys_name_is_in_no_question_about_names():
    assert asked(MILLION, Decision(Action.NOT_AN_ENTRY, MILLION[:1])).total == 0


def test_answers_that_contradict_each_other_are_shown_and_asked_again():
    said = (is_same("Densho", "Mijente"), is_same("Mijente", "Presente"), is_different("Densho", "Presente"))
    names = ("Densho", "Mijente", "Presente")
    (question,) = asked(names, *said).questions
    assert question.about is About.ANSWERS
    assert question.names == names
    assert question.said == (
        "“Densho” and “Mijente” are one",
        "“Mijente” and “Presente” are one",
        "“Densho” and “Presente” are not",
    )


@pytest.mark.parametrize(
    ("answer", "together"),
    [
        (answering.same, [{"Densho", "Mijente", "Presente"}]),
        (answering.different, [{"Densho"}, {"Mijente"}, {"Presente"}]),
        (lambda question: answering.same(question, {"Presente"}), [{"Densho", "Mijente"}, {"Presente"}]),
    ],
)
def test_a_contradiction_ends_with_its_answer(answer, together):
    said = (is_same("Densho", "Mijente"), is_same("Mijente", "Presente"), is_different("Densho", "Presente"))
    names = ("Densho", "Mijente", "Presente")
    (question,) = asked(names, *said).questions
    decisions = (*said, *answer(question))
    assert asked(names, *decisions).questions == ()
    assert clusters(names, decisions) == together


def clusters(names, decisions):
    found = group_decided(entries(*names), in_force(decisions))[Kind.ORGANIZATION].clusters
    return sorted((set(cluster) for cluster in found), key=sorted)


# What an answer decides


def test_a_member_that_is_kept_out_is_none_of_the_others_which_are_one():
    (question,) = reviewing.queue(three_in_doubt(), Answers()).questions
    decisions = answering.same(question, {"Presente"})
    assert clusters(question.names, decisions) == [{"Densho", "Mijente"}, {"Presente"}]


def test_nothing_is_said_about_two_that_are_kept_out():
    queue = reviewing.queue(three_in_doubt(), Answers())
    decisions = answering.same(queue.questions[0], {"Mijente", "Presente"})
    (left,) = reviewing.queue(three_in_doubt(), in_force(decisions)).questions
    assert set(left.names) == {"Mijente", "Presente"}


def test_a_spelling_that_was_merged_wrongly_is_kept_out_of_its_own():
    names = (*MILLION, "The Million Hoodies")
    (question,) = asked(names).questions
    decisions = answering.same(question, {"The Million Hoodies"})
    assert clusters(names, decisions) == [set(MILLION), {"The Million Hoodies"}]


def test_different_tells_each_two_apart():
    (question,) = reviewing.queue(three_in_doubt(), Answers()).questions
    assert len(answering.different(question)) == 3
    assert reviewing.queue(three_in_doubt(), in_force(answering.different(question))).left == 0


def test_a_contradiction_counts_among_what_is_left():
    said = (is_same("Densho", "Mijente"), is_same("Mijente", "Presente"), is_different("Densho", "Presente"))
    queue = asked(("Densho", "Mijente", "Presente"), *said)
    assert (queue.total, queue.left, queue.answered, queue.saved) == (1, 1, 0, 0)


def test_a_contradiction_is_asked_about_where_two_of_its_names_are_printed():
    said = (is_same("Densho", "Mijente"), is_same("Mijente", "Presente"), is_different("Densho", "Presente"))
    assert [question.about for question in asked(("Mijente", "Presente"), *said).questions] == [About.ANSWERS]
    assert asked(("Mijente", "Oxfam"), *said).questions == ()


# Laws

ANSWERS = {
    "same": answering.same,
    "different": answering.different,
    "first out": lambda question: answering.same(question, question.names[:1]),
    "last out": lambda question: answering.same(question, question.names[-1:]),
}
NAMES = (*MILLION, *ACTION, *RIGHTS, "The Million Hoodies", "Access Now", "RT4", "Restore The 4th")


@given(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=20, max_size=20))
def test_every_answer_leaves_less_to_ask_and_what_is_left_answered_and_saved_is_all(answers):
    decisions = []
    queue = asked(NAMES)
    for answer in answers:
        if not queue.questions:
            break
        before = queue.left
        decisions += ANSWERS[answer](queue.questions[0])
        queue = asked(NAMES, *decisions)
        assert queue.left < before
        assert queue.saved >= 0
    assert queue.questions == ()
    assert sorted(name for cluster in clusters(NAMES, decisions) for name in cluster) == sorted(NAMES)


PERSONS = ("Ada Lovelace", "Dr. Ada Lovelace", "A. Lovelace", "Ada King Lovelace", "Grace Hopper", "Grace M. Hopper")
some_pair = st.lists(st.sampled_from(PERSONS), min_size=2, max_size=2, unique=True).map(tuple)


@given(
    st.lists(st.builds(Decision, st.sampled_from([Action.SAME, Action.DIFFERENT]), some_pair), max_size=7),
    st.lists(st.sampled_from(sorted(ANSWERS)), min_size=30, max_size=30),
)
def test_whatever_contradicts_what_the_questions_come_to_an_end(said, answers):
    decisions = list(said)
    material = reviewing.gather(entries(*PERSONS, kind=Kind.PERSON), in_force(decisions))
    for answer in answers:
        now = in_force(decisions)
        queue = reviewing.queue(material, now)
        assert queue.saved >= 0
        if not queue.questions:
            break
        for decision in ANSWERS[answer](queue.questions[0]):
            decisions += in_known_words(decision, now, Kind.PERSON)
    assert queue.questions == ()
    assert contradictions(in_force(decisions), Kind.PERSON) == ()


# What differs


def test_words_that_differ_are_marked_in_both_names():
    left, right = reviewing.marked(["Center for Justice", "Centre for Justice Fund"])
    assert left == (("Center", True), ("for", False), ("Justice", False))
    assert right == (("Centre", True), ("for", False), ("Justice", False), ("Fund", True))


def test_of_several_names_the_words_are_marked_that_not_all_have():
    marked = reviewing.marked(["Open Rights", "Open Rights Scotland", "Open Rights Wales"])
    assert [[word for word, differs in name if differs] for name in marked] == [[], ["Scotland"], ["Wales"]]


def test_names_that_differ_in_form_only_have_that_marked():
    left, right = reviewing.marked(["ACCESS Now", "Access Now"])
    assert (left[0], right[0]) == (("ACCESS", True), ("Access", True))
    assert reviewing.difference("ACCESS Now", "Access Now") == ("“ACCESS” / “Access”",)


def test_bits_add_up_to_the_score():
    (question,) = asked(MILLION).questions
    match = question.matches[0]
    odds, prior = reviewing.bits_of(match)
    assert 1 / (1 + 2**-odds) == pytest.approx(match.score)
    assert prior + sum(piece.bits for piece in match.evidence) == pytest.approx(odds)


def test_a_question_has_its_names_by_sides():
    question = Question(About.NAMES, Kind.ORGANIZATION, (Member("A", 0), Member("B", 1), Member("a", 0)))
    assert [[member.name for member in side] for side in question.sides] == [["A", "a"], ["B"]]
