"""What two names say about each other."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from signers.matching import candidate_pairs, compare, survey, weights
from signers.model import Kind, Verdict

PAIRS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['left']} / {pair['right']}")
def test_pair(pair):
    match = compare(pair["left"], pair["right"])
    assert match.verdict == pair["verdict"], f"{pair['why']}: {match.reasons}"
    assert match.reasons or match.verdict is Verdict.DIFFERENT


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['left']} / {pair['right']}")
def test_the_order_of_two_names_does_not_matter(pair):
    one, other = compare(pair["left"], pair["right"]), compare(pair["right"], pair["left"])
    assert (one.verdict, one.score) == (other.verdict, other.score)


def test_a_candidate_pair_is_found_for_every_pair_that_is_not_different():
    for pair in PAIRS:
        if pair["verdict"] != "different":
            assert candidate_pairs([pair["left"], pair["right"]]), pair


@given(st.text(max_size=40))
@example("0:⓵")
def test_every_name_is_itself(name):
    match = compare(name, name)
    assert match.verdict is Verdict.SAME
    assert match.reasons == ("the same name",)


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(Kind))
def test_a_score_is_a_probability(left, right, kind):
    assert 0 <= compare(left, right, kind).score <= 1


def test_an_acronym_alone_is_the_name_that_the_list_prints_it_with():
    names = ["ACLU", "American Civil Liberties Union (ACLU)", "American Civil Liberties Union", "Sierra Club"]
    match = compare("ACLU", "American Civil Liberties Union", context=survey(names))
    assert match.verdict is Verdict.SAME
    assert match.reasons == ("this list says what ACLU stands for, and the words are the same",)


def test_an_acronym_that_two_names_print_is_nobodys_alone():
    names = ["AAI", "Arab American Institute (AAI)", "Asian American Institute (AAI)"]
    context = survey(names)
    assert {compare("AAI", name, context=context).verdict for name in names[1:]} <= {
        Verdict.DOUBTFUL,
        Verdict.DIFFERENT,
    }


def test_an_acronym_that_something_else_fits_as_well_is_not_merged():
    names = ["NLG", "National Lawyers Guild (NLG)", "New Leaders Group"]
    context = survey(names)
    assert compare("NLG", "National Lawyers Guild (NLG)", context=context).verdict is not Verdict.SAME


def test_an_acronym_is_written_out_inside_a_longer_name():
    names = ["ACLU-WA", "American Civil Liberties Union of Washington", "American Civil Liberties Union (ACLU)"]
    match = compare(names[0], names[1], context=survey(names))
    assert match.verdict is Verdict.SAME


def test_several_places_in_the_list_make_each_a_chapter():
    names = ["Restore the Fourth", "Restore the Fourth, Boston", "Restore the Fourth - Minnesota"]
    context = survey(names)
    assert compare(names[0], names[1], context=context).verdict is Verdict.DIFFERENT
    assert compare(names[0], names[1]).verdict is Verdict.DOUBTFUL


def test_a_word_that_other_names_use_is_no_slip():
    pair = ("Centro Martin Project", "Centro Marlin Project")
    crowd = [f"{word} {n} Council" for n in "abcdefgh" for word in ("Martin", "Marlin")]
    alone, among_others = compare(*pair), compare(*pair, context=survey([*pair, *crowd]))
    assert among_others.score < alone.score
    assert among_others.verdict is not Verdict.SAME


def test_a_veto_is_the_first_reason():
    assert compare("Sierra Club", "Sierra Club Foundation").reasons[0] == "only one is a foundation"


def test_no_weight_is_nothing():
    assert all(weights().values())


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Dr. Jane Smith", "Jane Smith, PhD", "same"),
        ("Smith, Jane", "JANE SMITH", "same"),
        ("José Serrano", "Jose Serrano", "same"),
        ("J. Smith", "Jane Smith", "doubtful"),
        ("Liz Smith", "Elizabeth Smith", "same"),
        ("Jane A. Smith", "Jane Smith", "same"),
        ("Ai Weiwei", "Weiwei Ai", "same"),
        ("Jane A. Smith", "Jane B. Smith", "different"),
        ("Thomas Kane", "Thomas Kane Jr.", "doubtful"),
        ("Robert Reed", "Roberta Reed", "different"),
        ("James Clarke", "James Clark", "doubtful"),
    ],
)
def test_persons(left, right, verdict):
    assert compare(left, right, Kind.PERSON).verdict == verdict
    if verdict != "different":
        assert candidate_pairs([left, right], Kind.PERSON)


def test_a_crowded_bucket_is_not_compared_pair_by_pair():
    names = [f"Local Union Hall {n:05d}" for n in range(3000)]
    assert len(candidate_pairs(names)) < 40 * len(names)


def test_a_mark_tells_beside_a_bracket_too():
    match = compare("Race Forward", "Race Forward: Center for Racial Innovation (Applied Research Center)")
    assert any("before or behind a mark" in reason for reason in match.reasons)
