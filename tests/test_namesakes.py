"""Persons of one name at several bodies: who gets a label, what is asked, that answers last, and the commands."""

import csv
import io
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from signers.adding import add
from signers.cli.app import app
from signers.decisions import corrected
from signers.grouping import group_signatories
from signers.listing import build
from signers.model import Answers, Kind, Signatory, Withdrawal
from signers.namesakes import label_names, labelled, shown_name
from signers.person_names import body_of, label, person_key, printed_name
from signers.settling import group_decided

FIRST_LETTER = """\
Dear Senator,

We write to ask for a clean river, for all who live beside it.

Sincerely,

John Smith, Sierra Club
Ann Whitlock, Oxfam
Maria Delgado, Professor, University of Oregon
"""
SECOND_LETTER = """\
Dear Governor,

We write to ask for clean air, for all who breathe it.

Sincerely,

John Smith, Chase Bank
Ann Whitlock, Oxfam America
Maria Delgado, University of Oregon
"""
TABLE = """\
Name,Organization,City
John Smith,Sierra Club,Boise
John Smith,Chase Bank,Boise
Dr. John Smith,The Sierra Club,
Ann Lee,Oxfam,
"Lee, Ann",Oxfam,Paris
Ann Lee,,
"""


def persons(*printed):
    return tuple(Signatory(name, Kind.PERSON, affiliation=body) for name, body in printed)


def names_of(signatories):
    return [one.name for one in signatories]


def run(*arguments, **options):
    return CliRunner().invoke(app, list(arguments), **options)


def grouped(*printed, answers=None):
    return group_decided(persons(*printed), answers or Answers())[Kind.PERSON]


def clusters(grouping):
    return sorted(sorted(cluster.spellings) for cluster in grouping.clusters)


def asked(grouping):
    return {frozenset((match.left, match.right)) for match in grouping.doubtful}


# --- Labels -----------------------------------------------------------------------------------------------------


def test_a_label_is_another_name_than_the_one_printed():
    assert person_key("John Smith [Oxfam]") != person_key("John Smith")
    assert person_key("John Smith [Oxfam]") != person_key("John Smith [Mozilla]")
    assert person_key("Dr. John Smith [The Sierra Club, Inc.]") == person_key("Smith, John [Sierra Club]")


@pytest.mark.parametrize("name", ["Robert Smith [Bob]", "Ann Roe [née Smith]", "RMS [Richard Stallman]", "Ann Roe [2]"])
def test_what_a_letter_prints_in_square_brackets_is_no_label(name):
    assert not body_of(name)
    assert printed_name(name) == name


@given(st.from_regex(r"\A[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}\Z"), st.text(min_size=1, max_size=40))
def test_a_label_gives_the_name_back(name, body):
    if any(map(str.isalpha, body)):
        assert printed_name(label(name, body)) == name


# --- Who gets one -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sierra Club", None),
        ("Sierra Club", "The Sierra Club, Inc."),
        ("ACLU", "American Civil Liberties Union"),
        ("Department of Biology, University of Oregon", "University of Oregon"),
        ("Professor Emeritus", "University of Oregon"),
        ("Retired", "Chase Bank"),
        ("Portland, Oregon", "Chase Bank"),
    ],
)
def test_one_name_with_compatible_affiliations_is_one(one, other):
    entries = persons(("John Smith", one), ("John Smith", other))
    assert labelled(entries) is entries


@pytest.mark.parametrize(
    ("one", "other"), [("Sierra Club", "Chase Bank"), ("Boston University", "Boston College"), ("ACLU", "NRDC")]
)
def test_one_name_at_two_bodies_is_asked(one, other):
    found = grouped(("John Smith", one), ("John Smith", other))
    assert len(found.clusters) == 2
    (question,) = found.doubtful
    assert question.reasons[:2] == ("the same name", f"at two bodies: {'; '.join(sorted((one, other)))}")


def test_also_spellings_of_one_name_are_namesakes():
    found = grouped(("Bob Smith", "Sierra Club"), ("Smith, Robert", "Chase Bank"), ("Robert Smith", "Chase Bank"))
    assert clusters(found) == [
        ["Bob Smith [Sierra Club]"],
        ["Robert Smith [Chase Bank]", "Smith, Robert [Chase Bank]"],
    ]
    assert len(found.doubtful) == 1


def test_names_in_characters_have_namesakes_too():
    found = grouped(("王伟", "北京大学"), ("王伟", "绿色和平"), ("김민수", "서울대학교"), ("김민수", None))
    assert clusters(found) == [["王伟 [北京大学]"], ["王伟 [绿色和平]"], ["김민수"]]
    assert len(found.doubtful) == 1


def test_who_prints_no_body_may_be_either():
    found = grouped(("John Smith", "Sierra Club"), ("John Smith", "Chase Bank"), ("Dr. John Smith", None))
    assert len(found.clusters) == 3
    assert {"Dr. John Smith"} < next(pair for pair in asked(found) if "Dr. John Smith" in pair)


def test_a_common_name_is_more_doubtful_than_a_rare_one():
    (common,) = grouped(("John Smith", "Oxfam"), ("John Smith", "Chase Bank")).doubtful
    (rare,) = grouped(("Xoqui Ytterhaug", "Oxfam"), ("Xoqui Ytterhaug", "Chase Bank")).doubtful
    assert common.score < rare.score


def test_other_persons_and_organizations_are_as_they_were():
    entries = (
        *persons(("John Smith", "Oxfam"), ("Jane Smith", "Chase Bank"), ("John Smythe Jr.", "Mozilla")),
        Signatory("Oxfam", Kind.ORGANIZATION, affiliation="A"),
        Signatory("Oxfam", Kind.ORGANIZATION, affiliation="B"),
    )
    assert labelled(entries) is entries


def test_the_order_of_the_entries_changes_nothing():
    printed = [("John Smith", "Oxfam"), ("John Smith", "Chase Bank"), ("J. Smith", "Oxfam GB"), ("John Smith", None)]
    assert len({str(clusters(grouped(*order))) for order in permutations(printed)}) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["John Smith", "Bob Roe", "Robert Roe", "Pelé", ""]),
            st.sampled_from(["Oxfam", "Chase Bank", "Retired", "", None, "Grace", "Oxfam [GB]"]),
        ),
        max_size=8,
    )
)
def test_no_entry_is_lost_and_each_shows_its_printed_name(printed):
    entries = persons(*printed)
    found = labelled(entries)
    assert [shown_name(one) for one in found] == names_of(entries)
    listed = build(found, group_signatories(found)[Kind.PERSON].clusters)
    assert sum(line.entries for line in listed) == len(entries)
    assert labelled(found) == found


def test_a_list_of_organizations_needs_no_look():
    assert label_names(["A", "A"], Kind.ORGANIZATION, ["B", "C"]) is None


def test_a_name_at_very_many_bodies_is_looked_at_in_time():
    entries = persons(*(("John Smith", f"Body of {chr(97 + at % 26) * 5}{at}") for at in range(300)))
    assert len(labelled(entries)) == 300


# --- Answers last -----------------------------------------------------------------------------------------------

SMITHS = (("John Smith", "Sierra Club"), ("John Smith", "Chase Bank"))
PAIR = ("John Smith [Chase Bank]", "John Smith [Sierra Club]")


def test_two_that_a_person_called_different_are_not_asked_again():
    found = grouped(*SMITHS, answers=Answers(different=(PAIR,)))
    assert len(found.clusters) == 2
    assert not found.doubtful


def test_two_that_a_person_called_the_same_are_one_line_under_the_printed_name():
    answers = Answers(same=(PAIR,))
    (line,) = build(corrected(persons(*SMITHS), answers), grouped(*SMITHS, answers=answers).clusters, answers)
    assert (line.name, line.aliases, line.entries) == ("John Smith", (), 2)


def test_an_answer_outlives_another_way_to_print_the_body():
    printed = (("John Smith", "Sierra Club, Inc."), ("John Smith", "The Sierra Club"), ("John Smith", "Chase Bank"))
    found = grouped(*printed, answers=Answers(different=(PAIR,)))
    assert len(found.clusters) == 2
    assert not found.doubtful


def test_a_label_that_was_decided_about_stays_when_its_namesake_is_gone():
    answers = Answers(different=(PAIR,))
    assert names_of(corrected(persons(("John Smith", "The Sierra Club")), answers)) == [PAIR[1]]


def test_who_withdrew_before_a_namesake_came_is_not_back_on_the_list():
    answers = Answers(withdrawn=(Withdrawal("John Smith"),))
    listed = build(corrected(persons(*SMITHS), answers), grouped(*SMITHS, answers=answers).clusters, answers)
    assert listed == ()


def test_who_was_called_different_before_a_namesake_came_stays_apart_from_both():
    answers = Answers(different=(("John Smith", "Johnny Smith"),))
    found = grouped(*SMITHS, ("Johnny Smith", "Sierra Club"), answers=answers)
    assert ["Johnny Smith [Sierra Club]"] in clusters(found)
    assert not any("Johnny Smith [Sierra Club]" in pair for pair in asked(found))


def test_one_of_two_namesakes_withdraws():
    answers = Answers(withdrawn=(Withdrawal(PAIR[0]),))
    listed = build(corrected(persons(*SMITHS), answers), grouped(*SMITHS, answers=answers).clusters, answers)
    assert [line.affiliation for line in listed] == ["Sierra Club"]


def test_one_of_two_namesakes_is_an_organization():
    answers = Answers(kinds={PAIR[0]: Kind.ORGANIZATION})
    found = corrected(persons(*SMITHS), answers)
    assert [(one.name, one.kind.value) for one in found] == [(PAIR[1], "person"), ("John Smith", "organization")]


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        (Answers(dropped=frozenset({PAIR[0]})), [PAIR[1]]),
        (Answers(mended={PAIR[0]: "Joan Smith"}), [PAIR[1], "Joan Smith"]),
        (Answers(split={PAIR[0]: ("John", "Smith")}), [PAIR[1], "John", "Smith"]),
        (Answers(dropped=frozenset({"John Smith"})), []),
    ],
)
def test_the_entry_of_one_of_two_namesakes_is_decided_about(answers, names):
    assert names_of(corrected(persons(*SMITHS), answers)) == names


def test_a_late_sign_on_at_another_body_is_in_doubt():
    standing = persons(("John Smith", "Sierra Club"))
    found = add(persons(("John Smith", "Mozilla")), standing, group_signatories(standing))
    assert [told.status.value for told in found.told] == ["doubtful"]
    assert [(entry.name, entry.affiliation) for entry in found.entries] == [("John Smith", "Mozilla")]
    again = add(persons(("John Smith", "The Sierra Club")), standing, group_signatories(standing))
    assert [told.status.value for told in again.told] == ["already there"]


# --- By the commands --------------------------------------------------------------------------------------------


@pytest.fixture
def letters(tmp_path, monkeypatch, plain):  # noqa: ARG001 - only its effect is wanted
    """Two letters in the store, grouped."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(FIRST_LETTER, encoding="utf-8")
    (tmp_path / "two.txt").write_text(SECOND_LETTER, encoding="utf-8")
    assert run("parse", "one.txt", "two.txt").exit_code == 0
    assert "1 pair waits" in run("dedupe").output
    return tmp_path


def exported():
    rows = csv.DictReader(io.StringIO(run("export", "--format", "csv", "-q").stdout))
    return [(row["name"], row["affiliation"], row["entries"]) for row in rows]


def test_the_list_holds_namesakes_with_their_bodies(letters):  # noqa: ARG001 - the store is wanted
    assert exported() == [
        ("Maria Delgado", "University of Oregon", "2"),
        ("John Smith", "Sierra Club", "1"),
        ("John Smith", "Chase Bank", "1"),
        ("Ann Whitlock", "Oxfam", "2"),
    ]


def test_the_ids_of_namesakes_differ_and_lead_to_them(letters):  # noqa: ARG001 - the store is wanted
    rows = [line.split("\t") for line in run("list", "--ids", "-q").stdout.splitlines()]
    ids = [short for short, name in rows if name == "John Smith"]
    assert len(set(ids)) == 2
    told = run("explain", *ids).output
    assert "John Smith [Sierra Club]" in told
    assert "John Smith [Chase Bank]" in told


def test_the_ids_of_those_who_were_namesakes_lead_to_them_still(letters):  # noqa: ARG001 - the store is wanted
    run("same", "John Smith, Sierra Club", "John Smith, Chase Bank")
    (short,) = [line.split("\t")[0] for line in run("list", "--ids", "-q", "smith").stdout.splitlines()]
    assert "a person said" in run("explain", short).output


def test_a_review_asks_and_its_answer_lasts(letters):
    assert "at two bodies: Chase Bank; Sierra Club" in run("review", "--plain", input="s\n").output
    assert ("John Smith", "Sierra Club", "2") in exported()
    (letters / "three.txt").write_text(SECOND_LETTER.replace("Governor", "Mayor"), encoding="utf-8")
    run("parse", "three.txt")
    assert "0 pairs wait" in run("dedupe").output
    assert ("John Smith", "Sierra Club", "3") in exported()


def test_a_name_of_two_is_asked_back(letters):  # noqa: ARG001 - the store is wanted
    assert "may be one of several: John Smith [Chase Bank]" in run("explain", "John Smith").output
    assert "at two bodies" in run("explain", "John Smith, Sierra Club", "John Smith, Chase Bank").output


def test_an_addition_that_makes_a_namesake_is_taken_back(letters):  # noqa: ARG001 - the store is wanted
    before = exported()
    assert "1 doubtful" in run("add", "Maria Delgado", "--affiliation", "Chase Bank").output
    assert ("Maria Delgado", "Chase Bank", "1") in exported()
    run("add", "--undo")
    assert exported() == before


@pytest.mark.parametrize("option", [(), ("--affiliation", "organization")])
def test_a_table_with_a_column_of_affiliations(tmp_path, plain, option):  # noqa: ARG001 - only its effect is wanted
    (tmp_path / "names.csv").write_text(TABLE, encoding="utf-8")
    asked_in = tmp_path / "asked.csv"
    done = run("dedupe", str(tmp_path / "names.csv"), "--kind", "person", "--suggestions", str(asked_in), *option)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["cluster_id"] for row in rows] == ["1", "2", "1", "3", "3", "3"]
    assert {row["canonical_name"] for row in rows} == {"John Smith", "Ann Lee"}
    assert "John Smith [Chase Bank],John Smith [Sierra Club]" in asked_in.read_text(encoding="utf-8")


def test_decisions_about_a_table(tmp_path, plain):  # noqa: ARG001 - only its effect is wanted
    (tmp_path / "names.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "decided.txt").write_text(
        'same "John Smith [Chase Bank]" "John Smith [Sierra Club]"\n', encoding="utf-8"
    )
    done = run("dedupe", str(tmp_path / "names.csv"), "--kind", "person", "--decisions", str(tmp_path / "decided.txt"))
    assert [row["cluster_id"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["1", "1", "1", "2", "2", "2"]
    assert "warning" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--affiliation", "City"), "is about persons"),
        (("--kind", "person", "--affiliation", "Orgnization"), "the nearest is `Organization`"),
        (("--kind", "person", "--affiliation", "Name"), "holds the names"),
    ],
)
def test_a_wrong_column_of_affiliations_is_told(tmp_path, plain, arguments, told):  # noqa: ARG001 - its effect is wanted
    (tmp_path / "names.csv").write_text(TABLE, encoding="utf-8")
    done = run("dedupe", str(tmp_path / "names.csv"), *arguments)
    assert done.exit_code == 2
    assert told in done.output


def test_the_list_in_a_pipe_keeps_namesakes_apart(letters):
    read = run("parse", "one.txt", "two.txt", "--format", "jsonl", "-q", "--db", str(letters / "other.db")).stdout
    (letters / "read.jsonl").write_text(read, encoding="utf-8")
    found = run("dedupe", "read.jsonl", "-q").stdout
    rows = csv.DictReader(io.StringIO(run("export", "-", "--format", "csv", "-q", input=found).stdout))
    assert sorted(row["affiliation"] for row in rows if row["name"] == "John Smith") == ["Chase Bank", "Sierra Club"]
