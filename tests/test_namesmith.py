"""The names' smith: the same list for the same seed, organizations that can be told apart, forms that are theirs."""

import csv
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package

from namesmith import forms, slips
from namesmith.abroad import ABROAD
from namesmith.bodies import UNITED_STATES, local
from namesmith.forge import MOST_FORMS, Names, make
from namesmith.persons import make_persons
from namesmith.places import neighbourhood, towns
from namesmith.values import Body, acronym_of, folded, key_of, keys_of
from namesmith.words import is_near_another

RECORDS = 4000
SEED = 1
KINDS = [family for _, family in (*UNITED_STATES, *ABROAD)]
ACRONYM = re.compile(r"\(([A-Z]{3,6})\)")


@cache
def records():
    return make(RECORDS, SEED)


def by_cluster():
    found = defaultdict(list)
    for record in records():
        found[record.cluster].append(record)
    return found


def test_one_seed_makes_one_list():
    assert make(300, seed=7) == make(300, seed=7)
    assert make(300, seed=7) != make(300, seed=8)


def test_a_list_has_as_many_records_as_asked():
    assert [len(make(size, seed=1)) for size in (1, 2, 50, 777)] == [1, 2, 50, 777]


def test_no_two_organizations_share_a_form_that_is_the_same_but_for_form():
    bearers = defaultdict(set)
    for record in records():
        bearers[key_of(record.name)].add(record.cluster)
    assert [key for key, clusters in bearers.items() if len(clusters) > 1] == []


@pytest.mark.parametrize("family", KINDS, ids=lambda family: family.__name__)
def test_a_family_names_bodies_without_open_places(family):
    bodies = [body for seed in range(40) for body in family(random.Random(seed))]
    names = [name for body in bodies for name in body.names]
    assert names
    assert [name for name in names if re.search(r"[{}|]|  |^ | $", name)] == []


def test_a_third_of_the_organizations_has_one_record_and_some_have_many():
    sizes = Counter(len(group) for group in by_cluster().values())
    assert 0.33 < sizes[1] / sum(sizes.values()) < 0.43
    assert max(sizes) >= 10
    assert max(len({record.name for record in group}) for group in by_cluster().values()) <= MOST_FORMS


def test_a_bare_acronym_is_borne_by_one_organization_only():
    bare = {record.name.replace(".", ""): record.cluster for record in records() if record.form == "bare"}
    assert len(bare) > 10
    for record in records():
        for acronym in ACRONYM.findall(record.name):
            # "Sierra Club (SC) Foundation" prints the acronym of the body that it belongs to.
            if acronym in bare and record.name.endswith(f"({acronym})"):
                assert bare[acronym] == record.cluster


def test_a_bare_acronym_is_defined_in_the_list_or_fits_no_other_name():
    could = defaultdict(set)
    for record in records():
        if record.form == "plain":
            could[acronym_of(record.name)].add(record.cluster)
    for group in by_cluster().values():
        for record in (record for record in group if record.form == "bare"):
            letters = record.name.replace(".", "")
            defined = any("defined" in other.form for other in group)
            assert defined or could[letters] <= {record.cluster}, record


def test_a_former_name_stands_where_the_list_says_so():
    found = [record for seed in range(3) for record in make(RECORDS, seed)]
    groups = defaultdict(list)
    for at, record in enumerate(found):
        groups[at // RECORDS, record.cluster].append(record.form)
    told = [forms_of for forms_of in groups.values() if "former" in forms_of]
    assert told
    assert all(any("renamed" in form for form in forms_of) for forms_of in told)


@pytest.mark.parametrize(
    ("way", "body"),
    [
        (forms.case, Body(("National Council of Women's Shelters",))),
        (forms.article, Body(("Ohio Association of Nurses",))),
        (forms.ampersand, Body(("Food & Water Watch",))),
        (forms.ampersand, Body(("Center for Law and Policy",))),
        (forms.legal, Body(("Harwick Land Trust",), legal="us")),
        (forms.legal, Body(("Bund für Frieden",), legal="de")),
        (forms.wrapped, Body(("Center for Law and Policy",))),
        (forms.quoted, Body(("Women's Law Project",))),
        (forms.plain_letters, Body(("Fédération des libraires",))),
    ],
)
def test_what_is_only_form_leaves_the_key_as_it_was(way, body):
    name = body.names[0]
    for seed in range(30):
        printed = way(body, name, random.Random(seed))
        assert printed != name
        assert printed is not None
        assert key_of(printed) == key_of(name), printed


@pytest.mark.parametrize(
    ("way", "body", "expected"),
    [
        (forms.defined, Body(("Open Media Forum",), "OMF"), {"Open Media Forum (OMF)", "OMF - Open Media Forum"}),
        (forms.bare, Body(("Open Media Forum",), "OMF"), {"OMF", "O.M.F."}),
        (forms.seat, Body(("Hiperderecho",), seats=("Peru",)), {"Hiperderecho (Peru)", "Hiperderecho, Peru"}),
        (forms.reordered, Body(("League of Voters of Ohio",)), {"Ohio, League of Voters of"}),
        (forms.state_short, Body(("Ohio Farmers Union",)), {"OH Farmers Union"}),
        (forms.state_short, Body(("Kansas City Farmers Union",)), {None}),
        (forms.abbreviated, Body(("Ohio Nurses Association",)), {"Ohio Nurses Assn", "Ohio Nurses Assoc."}),
        (forms.shorter, Body(("Bright Harbor Project",), short="Bright Harbor"), {"Bright Harbor"}),
        (forms.domain, Body(("Bright Harbor",), site=".org"), {"brightharbor.org", "BrightHarbor.org"}),
        (forms.renamed, Body(("Free Press",), former="Media Fund"), {"Free Press (formerly Media Fund)"}),
        (forms.spelled, Body(("Ohio Labor Center",)), {"Ohio Labour Center", "Ohio Labor Centre"}),
        (forms.article, Body(("Friends of the River Trust",)), {None}),
        (forms.article, Body(("Oxfam Kenya",)), {None}),
    ],
)
def test_each_way_prints_what_it_says(way, body, expected):
    assert expected <= {way(body, body.names[0], random.Random(seed)) for seed in range(200)}


@given(st.integers(min_value=0))
@settings(deadline=None, max_examples=200)
def test_a_misspelt_word_is_near_no_other_word(seed):
    slipped = slips.misspelt("Wilton Historical Society", random.Random(seed))
    if slipped:
        words = [(one, other) for one, other in zip(slipped.split(), "Wilton Historical Society".split(), strict=True)]  # noqa: SIM905
        assert sum(one != other for one, other in words) == 1
        assert not any(is_near_another(one, other) for one, other in words if one != other)


@given(st.integers(min_value=0))
@settings(deadline=None, max_examples=200)
def test_a_slip_changes_no_number(seed):
    for way in (slips.misspelt, slips.misread, slips.joined):
        printed = way("SEIU Local 1032B, Boston Hospital", random.Random(seed)) or ""
        assert not printed or "1032B" in printed.replace(" ", "")


def test_made_up_towns_are_a_slip_away_from_no_other():
    made = [town.name.casefold() for town in towns()[-1500:] if " " not in town.name]
    shapes = Counter(shape for name in made for shape in neighbourhood(name))
    assert len(towns()) > 4000
    assert [shape for shape, count in shapes.items() if count > 1] == []


def test_all_words_in_another_order_are_no_other_organization():
    assert keys_of("University of Dover")[1] == keys_of("Dover University")[1]
    bodies = defaultdict(set)
    for record in records():
        if record.form == "plain":
            bodies[keys_of(record.name)[1]].add(record.cluster)
    assert [bag for bag, clusters in bodies.items() if len(clusters) > 1] == []


def test_a_chapter_under_another_word_is_no_other_organization():
    assert keys_of("Sierra Club Ohio Chapter")[1] == keys_of("Sierra Club of Ohio")[1]


def test_a_local_with_a_name_of_its_own_shares_its_number_with_no_other():
    bodies = [body for seed in range(300) for body in local(random.Random(seed))]
    named = [body for body in bodies if body.reserved]
    names = Names()
    assert named
    for at, body in enumerate(named):
        if names.enter(body, at):
            assert not names.enter(Body((body.reserved,)), -2)


def test_the_list_is_written_as_csv(tmp_path):
    target = tmp_path / "names.csv"
    script = Path(__file__).parent / "namesmith"
    subprocess.run([sys.executable, script, "--records", "40", "--seed", "3", "-o", target], check=True)
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["id", "name", "cluster"]
    assert all(int(one["id"]) + 1 == int(other["id"]) for one, other in pairwise(rows))
    assert [row["name"] for row in rows] == [record.name for record in make(40, seed=3)]


# --- Persons ----------------------------------------------------------------------------------------------------


def test_persons_are_the_same_for_one_seed_and_others_for_another():
    assert make_persons(300, SEED) == make_persons(300, SEED) != make_persons(300, SEED + 1)


def test_no_two_persons_share_a_printed_form():
    homes = defaultdict(set)
    for record in make_persons(RECORDS, SEED):
        homes[folded(record.name)].add(record.cluster)
    assert [name for name, clusters in homes.items() if len(clusters) > 1] == []


def test_persons_have_several_forms_and_so_many_records_as_asked():
    records = make_persons(RECORDS, SEED)
    sizes = Counter(record.cluster for record in records)
    assert 0.97 * RECORDS < len(records) <= RECORDS
    assert max(sizes.values()) > 3
    assert any(" Jr." in record.name for record in records)
    assert any("“" in record.name for record in records)
