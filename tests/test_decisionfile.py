"""Decisions as text: what is written reads back, a broken line is named, and loading twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.decisionfile import HEAD, dumps, is_date, line_of, loads, merge
from signers.decisions import in_force, last_words
from signers.errors import ExitCode, InputError
from signers.model import Action, Decision

FILE = """\
# signers decisions 1

same "Access Now" "AccessNow.org"
different "Sierra Club" "Sierra Club Foundation"   # parent and fund
unsure "CAIR" "CAIR Ohio"
rename "AccessNow.org" "Access Now"
sort-as "Jan de Vries" "Vries, Jan de"
kind "Ada Lovelace" person
withdraw "Densho" --on 2026-11-25 --reason "asked by \\"e-mail\\""
restore Mijente
entry-ok "X-Lab"
entry-unsure "Mad Mothers"
not-an-entry "Office of the Director"
mend "Acces Now" "Access Now"
join "Alliance for" "Justice" --as "Alliance for Justice"
split "Densho Oxfam" "Densho" "Oxfam"
"""


def read(text):
    return [written.decision for written in loads(text, "decisions.txt")]


def test_every_kind_of_decision_is_read_and_written_as_it_was_read():
    decisions = read(FILE)
    assert [decision.action for decision in decisions] == list(Action)
    assert decisions[6] == Decision(Action.WITHDRAW, ("Densho",), on="2026-11-25", reason='asked by "e-mail"')
    assert read(dumps(decisions)) == decisions
    assert dumps(read(dumps(decisions))) == dumps(decisions)


def test_a_file_is_one_decision_a_line_under_a_head_in_the_order_decided():
    decisions = read(FILE)
    assert dumps(decisions) == HEAD + "".join(line_of(decision) + "\n" for decision in decisions)
    assert dumps([]) == HEAD


def test_what_a_later_decision_replaces_is_not_written():
    said = read('same A B\ndifferent B A\nwithdraw "Densho"\nrestore "Densho"')
    assert dumps(said).removeprefix(HEAD) == 'different "B" "A"\nrestore "Densho"\n'


def test_more_than_two_names_on_a_line_are_pairs_with_the_first():
    assert read('same A B "C D"') == [Decision(Action.SAME, ("A", "B")), Decision(Action.SAME, ("A", "C D"))]


def test_several_names_that_differ_all_differ_from_each_other_as_on_the_command_line():
    assert [said.names for said in read("different A B C")] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert [said.names for said in read("unsure A B C")] == [("A", "B"), ("A", "C"), ("B", "C")]


def test_lines_end_as_they_may_and_names_hold_what_they_may():
    assert read("\ufeffsame A B\r\nsame C# D'Arcy\r\n") == [
        Decision(Action.SAME, ("A", "B")),
        Decision(Action.SAME, ("C#", "D'Arcy")),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("sam A B", "there is no decision `sam`; the nearest is `same`"),
        ("same A", "`same` takes two names or more"),
        ("same A A", "names one spelling twice"),
        ('same "A B', "a quotation mark is not closed"),
        (r'same "A\q" B', "a backslash stands before what needs none"),
        ("rename A", "`rename` takes a name and the new one"),
        ("rename A B C", "`rename` takes a name and the new one"),
        ("kind A persn", "there is no kind `persn`"),
        ("withdraw A B", '`withdraw` takes one name: withdraw "Densho"'),
        ("withdraw A --on 25.11.2026", "`25.11.2026` is no date"),
        ("withdraw A --on 2026-02-30", "`2026-02-30` is no date"),
        ("withdraw A --on", "nothing stands behind `--on`"),
        ("withdraw A --date 2026-11-25", "there is no option `--date`"),
        ('restore " "', "a name is empty"),
        ('rename A " "', "a name is empty"),
        ('mend A "\t"', "a name is empty"),
        ('join A B --as " "', "a name is empty"),
        (r'same A "B\ud800"', "holds half a character"),
        ("withdraw A --as B", "`withdraw` takes no `--as`"),
        ("same A B --as B", "`same` takes no `--as`"),
        ("rename A B --as C", "`rename` takes a name and the new one"),
        ("split A", "`split` takes an entry and the entries it is"),
        ("# signers decisions 2", "newer version"),
    ],
)
def test_a_broken_line_is_named(line, message):
    with pytest.raises(InputError) as failure:
        loads(f"same A B\n\n{line}\n", "decisions.txt")
    assert str(failure.value).startswith("decisions.txt:3: ")
    assert message in str(failure.value)
    assert failure.value.hint
    assert failure.value.exit_code == ExitCode.INPUT


def test_a_file_is_merged_with_what_is_decided_and_merging_it_again_brings_nothing():
    decided = read("same A B\nrename A Alpha\nkind C person")
    brought = merge(decided, loads("same B A\nrename A Beta\nwithdraw D\nsame E F\ndifferent E F", "decisions.txt"))
    assert [written.line for written in brought.new] == [2, 3, 5]
    assert [(was.value, written.line) for was, written in brought.replaced] == [("Alpha", 2)]
    assert [(earlier.line, later.line) for earlier, later in brought.contested] == [(4, 5)]
    assert brought.known == 1
    after = [*decided, *(written.decision for written in brought.new)]
    assert merge(after, brought.lines).new == ()


def test_a_day_is_a_day():
    assert is_date("2024-02-29")
    assert not any(map(is_date, ("2023-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "", "20261125")))


names = st.text(min_size=1, max_size=12).map(lambda text: text.encode("utf-8", "ignore").decode()).filter(str.strip)
pair = st.lists(names, min_size=2, max_size=2, unique=True).map(tuple)
reasons = st.text('a b"\\#\n\r\t\u2028', max_size=6)
decisions = st.lists(
    st.builds(Decision, st.sampled_from([Action.SAME, Action.DIFFERENT, Action.UNSURE]), pair, reason=reasons)
    | st.builds(Decision, st.sampled_from([Action.RENAME, Action.MEND, Action.SORT_AS]), st.tuples(names), names)
    | st.builds(Decision, st.just(Action.WITHDRAW), st.tuples(names), on=st.sampled_from(["", "2026-11-25"]))
    | st.builds(Decision, st.just(Action.JOIN), pair, names | st.just(""))
    | st.builds(Decision, st.just(Action.SPLIT), st.tuples(names, names)),
    max_size=8,
)


@given(decisions)
def test_whatever_is_decided_comes_back_from_its_text(decided):
    text = dumps(decided)
    assert read(text) == list(last_words(decided))
    assert in_force(read(text)) == in_force(decided)
    assert len(text.split("\n")) == len(HEAD.split("\n")) + len(last_words(decided))


@given(decisions, decisions)
def test_loading_twice_is_loading_once(decided, other):
    once = merge(decided, loads(dumps(other), "decisions.txt"))
    after = [*decided, *(written.decision for written in once.new)]
    assert merge(after, loads(dumps(other), "decisions.txt")).new == ()
