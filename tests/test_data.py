"""The reference data: that each file is explained and means one thing, and that a user's own files add to them."""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from itertools import groupby
from pathlib import Path

import pytest

from signers import knowledge
from signers.folding import folded, words_of
from signers.knowledge import BETWEEN, DATA, EXTENDABLE, table, term_list, terms
from signers.names import comparison_key, fits, letters_of, looks_like_acronym

FILES = sorted(path.name for path in DATA.iterdir() if path.suffix in {".tsv", ".txt"})
# Words of which each puts a name into another class: one word, one class.
EXCLUSIVE = ("affiliate-words.txt", "chapter-words.txt", "directions.txt", "legal-forms.txt", "small-words.txt")
LISTS = ("articles-compared.txt", "spelt-rightly.txt", "town-names.txt", "usual-words.txt", *EXCLUSIVE)
TABLES = ("abbreviations.tsv", "organizations.tsv", "places-ambiguous.tsv", "places.tsv")

# Acronyms that several of the organizations use: none of them means one body by itself.
AMBIGUOUS_ACRONYMS = """
    aan aap aaup aba aca acb acf acr acs ada adc aea aft aha ahrc aia ala ama ams anc aoa apa apha asa ash au ccc
    ccl ccr cepr cfa cfs cgt ci clc cmu crs csea cta cut cwa dav edf eia era esa fpf fsm fsu gsa gsu icc icj ila isa
    iwpr lmu mcc mira msu nclr ncte nea nra ntnu ntu nus osu psi psu rac ri saf sdsu smu splc tcu uab uam ubc ucd
    ucl ucm usc usf usp wfp wri wsu wwf
"""


# Before a name that a body bears no more.
FORMER = "formerly "


def organizations():
    """The well-known organizations: name, acronyms, other names of today and before."""
    for name, *cells in table("organizations.tsv"):
        acronyms, others = (tuple(cell.split(BETWEEN)) if cell else () for cell in (*cells, "", "")[:2])
        yield name, acronyms, tuple(each.removeprefix(FORMER) for each in others)


# --- The files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_at_its_top_what_it_is(name):
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")


def test_the_readme_shows_how_each_file_that_may_be_extended_is_written():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    toml = tomllib.loads(re.search(r"```toml\n(.*?)```", readme, re.DOTALL)[1])
    assert toml["data"].keys() == EXTENDABLE.keys()
    rows = re.findall(r"^\| (\w[\w, -]+) \| ", readme.split("| Name in `[data]` |")[1], re.MULTILINE)
    assert {name for row in rows for name in row.split(", ")} - {"File"} == EXTENDABLE.keys()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_each_term_once(name):
    terms_there = term_list(name)
    if name in {"affiliate-words.txt", "directions.txt"}:
        terms_there = [word.strip() for line in terms_there for word in line.split(",")]
    assert [term for term, count in Counter(terms_there).items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_each_row_once(name):
    assert [row for row, count in Counter(table(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_words_that_are_looked_up_folded_are_in_lower_case(name):
    assert [term for term in term_list(name) if term != term.casefold().strip()] == []


@pytest.mark.parametrize("name", [*LISTS, *TABLES])
def test_a_file_ends_its_lines_and_has_no_spaces_at_their_ends(name):
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


# --- To compare names ---------------------------------------------------------------------------------------------


def test_no_word_is_of_two_classes():
    classes = defaultdict(set)
    for name in EXCLUSIVE:
        for line in term_list(name):
            for term in line.split(","):
                # "e.g" is a word of its own beside "eg": one counts with dots only.
                classes[term.strip()].add(name)
    assert {term: found for term, found in classes.items() if len(found) > 1} == {}


def test_an_abbreviation_stands_once_and_is_written_out_in_one_step():
    shorts = ["".join(words_of(short)) for short, _ in table("abbreviations.tsv")]
    assert [short for short, count in Counter(shorts).items() if count > 1] == []
    # What is short for a word and a word itself ("coal") stands for itself too.
    longs = {
        word
        for short, long in table("abbreviations.tsv")
        for each in long.split("|")
        for word in words_of(each)
        if each != short
    }
    assert sorted(longs & set(shorts)) == []


def test_an_abbreviation_is_one_word_and_no_word_that_may_be_left_out():
    shorts = [short for short, _ in table("abbreviations.tsv")]
    assert [short for short in shorts if len(short.split()) > 1 or short != short.casefold()] == []
    assert sorted(set(shorts) & terms("small-words.txt")) == []


def test_places_have_one_row_each_and_lie_in_places_that_are_there():
    ids = [row[0] for row in table("places.tsv")]
    assert [place for place, count in Counter(ids).items() if count > 1] == []
    assert [place for place in ids if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", place)] == []
    assert [place for place in ids if "/" in place and place.rpartition("/")[0] not in ids] == []


def test_a_place_has_forms_and_none_of_them_twice():
    assert [row for row in table("places.tsv") if len(row) < 2 or not all(row)] == []
    twice = {row[0]: [form for form, count in Counter(row[1:]).items() if count > 1] for row in table("places.tsv")}
    assert {place: forms for place, forms in twice.items() if forms} == {}


def test_the_forms_of_a_place_point_in_one_direction():
    groups = {word.strip(): line for line in term_list("directions.txt") for word in line.split(",")}

    def bare(form):
        return re.sub("(North|South|West) (Carolina|Dakota|Virginia)", "", re.sub("South[ -]East", "Southeast", form))

    pointing = {
        row[0]: {frozenset(groups[word] for word in words_of(bare(form)) if word in groups) for form in row[1:]}
        for row in table("places.tsv")
    }
    # "South Africa" is "Sudáfrica", and "Middle East" "Moyen-Orient": a form may name none.
    assert {place: found for place, found in pointing.items() if len(found - {frozenset()}) > 1} == {}


def test_an_ambiguous_place_lies_in_a_known_one_and_has_no_other_row():
    ids = {row[0] for row in table("places.tsv")}
    ambiguous = [row[0] for row in table("places-ambiguous.tsv")]
    assert [place for place, count in Counter(ambiguous).items() if count > 1] == []
    assert [place for place in ambiguous if "/" in place and place.rpartition("/")[0] not in ids] == []
    plain = {words_of(form) for row in table("places.tsv") for form in row[1:]}
    assert [form for row in table("places-ambiguous.tsv") for form in row[1:] if words_of(form) in plain] == []


def test_no_place_is_a_small_word_or_an_article_by_itself():
    plain = {
        words_of(form) for row in table("places.tsv") for form in row[1:] if not form.isupper() and "." not in form
    }
    assert [words for words in plain if set(words) <= terms("small-words.txt") | terms("articles-compared.txt")] == []


# --- Organizations ------------------------------------------------------------------------------------------------


def test_an_organization_has_a_row_of_its_own_with_something_to_know():
    names = [name for name, _, _ in organizations()]
    assert [name for name, count in Counter(map(comparison_key, names)).items() if count > 1] == []
    assert [name for name, acronyms, others in organizations() if not acronyms and not others] == []
    assert [row for row in table("organizations.tsv") if len(row) > 3] == []


def test_organizations_are_sorted_within_their_sections():
    lines = (DATA / "organizations.tsv").read_text(encoding="utf-8").splitlines()
    for is_row, section in groupby(lines, key=lambda line: bool(line) and not line.startswith("#")):
        names = [line.split("\t")[0] for line in section]
        assert not is_row or names == sorted(names, key=lambda name: (folded(name), name))


def test_no_name_of_an_organization_is_a_name_of_another():
    bodies = defaultdict(set)
    for name, _, others in organizations():
        for each in (name, *others):
            bodies[comparison_key(each)].add(name)
    assert {key: found for key, found in bodies.items() if len(found) > 1} == {}


def test_a_former_name_is_marked_in_the_column_of_other_names_and_nowhere_else():
    marked = [
        (column, each)
        for row in table("organizations.tsv")
        for column, cell in enumerate(row)
        for each in cell.split(BETWEEN)
        if "formerly" in each.casefold()
    ]
    assert [each for column, each in marked if column != len(("name", "acronyms"))] == []
    assert [each for _, each in marked if not re.fullmatch(r"formerly (?!.*formerly)\S.*", each)] == []


def test_a_former_name_is_no_name_of_today_of_any_body():
    today, former = set(), set()
    for name, *cells in table("organizations.tsv"):
        for each in (name, *(cells[1].split(BETWEEN) if len(cells) > 1 else ())):
            (former if each.startswith(FORMER) else today).add(comparison_key(each.removeprefix(FORMER)))
    assert former
    assert sorted(today & former) == []


def test_the_other_names_of_an_organization_differ_in_more_than_form():
    repeated = {
        name: others
        for name, _, others in organizations()
        if len({comparison_key(each) for each in (name, *others)}) <= len(others)
    }
    assert repeated == {}


def test_the_letters_of_an_acronym_fit_a_name():
    misfits = [
        (acronym, name)
        for name, acronyms, others in organizations()
        for acronym in acronyms
        if not looks_like_acronym(acronym) or not any(fits(acronym, each) for each in (name, *others))
    ]
    assert misfits == []


def test_the_acronyms_that_several_organizations_use_are_known():
    bodies = defaultdict(set)
    for name, acronyms, _ in organizations():
        for acronym in acronyms:
            bodies[letters_of(acronym)].add(name)
    assert sorted(letters for letters, found in bodies.items() if len(found) > 1) == AMBIGUOUS_ACRONYMS.split()


def test_no_acronym_of_one_organization_is_the_name_of_another():
    names = {comparison_key(each): name for name, _, others in organizations() for each in (name, *others)}
    shadowed = [
        (acronym, name, names[letters_of(acronym)])
        for name, acronyms, _ in organizations()
        for acronym in acronyms
        if names.get(letters_of(acronym), name) != name
    ]
    assert shadowed == []


# --- A user's own files -------------------------------------------------------------------------------------------


def known(call):
    """What a call gives in a process of its own, in the working folder, that has taken up signers.toml."""
    code = (
        "import json\n"
        "from signers.cli.options import know_own_data\n"
        "know_own_data()\n"
        "from signers.knowledge import table, term_list\n"
        "from signers.names import comparison_key\n"
        f"print(json.dumps({call}))"
    )
    return json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)


def run(*arguments, text=""):
    return subprocess.run(
        [sys.executable, "-m", "signers", *arguments], input=text, capture_output=True, check=False, encoding="utf-8"
    )


@pytest.fixture
def own(workspace):
    """Writes a user's own file and names it in signers.toml."""

    def write(what, text, name="own.tsv"):
        (workspace / name).write_text(text, encoding="utf-8")
        (workspace / "signers.toml").write_text(f'[data]\n{what} = "{name}"\n', encoding="utf-8")
        return workspace / name

    return write


def test_an_own_legal_form_is_no_part_of_a_name(own):
    key = "comparison_key('Harrington Works Zzorp')"
    assert known(key) == "harrington works zzorp"
    own("legal-forms", "# ours\n\nZzorp\n")
    assert known(key) == "harrington works"


def test_an_own_place_stands_beside_ours(own):
    own("places", "us/wa/yakima\tYakima\tYakima Valley\nus/wa\tEvergreen State\n")
    rows = known("table('places.tsv')")
    assert rows[-2:] == [["us/wa/yakima", "Yakima", "Yakima Valley"], ["us/wa", "Evergreen State"]]


def test_an_own_abbreviation_stands_instead_of_ours(own):
    own("abbreviations", "assn\tassembly\n")
    assert [row for row in known("table('abbreviations.tsv')") if row[0] == "assn"] == [["assn", "assembly"]]


def test_what_is_said_of_a_known_organization_is_added_to_it(own):
    own("organizations", "Sikh American Legal Defense and Education Fund\tSALDEF2\tSikh Fund\n")
    (row,) = [row for row in known("table('organizations.tsv')") if row[0].startswith("Sikh American Legal")]
    assert row[1].split(BETWEEN) == ["SALDEF", "SALDEF2"]
    assert row[2].split(BETWEEN)[-1] == "Sikh Fund"


def test_a_row_with_a_minus_takes_ours_away(own):
    assert "inc" in terms("legal-forms.txt")
    own("legal-forms", "- inc\n")
    assert "inc" not in known("term_list('legal-forms.txt')")


def test_a_row_with_a_minus_may_take_one_form_away(own):
    own("places", "-us/wa\tWash.\n")
    (row,) = [row for row in known("table('places.tsv')") if row[0] == "us/wa"]
    assert "Wash." not in row
    assert "WA" in row


def test_an_affiliate_word_is_taken_away_wherever_it_stands_on_its_line(own):
    (line,) = [line for line in term_list("affiliate-words.txt") if "alumnae" in line.split(", ")]
    own("affiliate-words", "-alumnae\n")
    lines = known("term_list('affiliate-words.txt')")
    assert ", ".join(word for word in line.split(", ") if word != "alumnae") in lines
    assert line not in lines


def test_several_own_files_may_add_to_one_of_ours(workspace):
    for name, term in (("a.txt", "aaorp"), ("b.txt", "bborp")):
        (workspace / name).write_text(term + "\n", encoding="utf-8")
    (workspace / "signers.toml").write_text('[data]\nlegal-forms = ["a.txt", "b.txt"]\n', encoding="utf-8")
    assert known("term_list('legal-forms.txt')")[-2:] == ["aaorp", "bborp"]


@pytest.mark.parametrize(
    ("what", "text", "said"),
    [
        (
            "abbreviations",
            "# short, long\nassn association\n",
            "own.tsv:2: an abbreviation and what it stands for must",
        ),
        (
            "abbreviations",
            "assn\ta\tb\n",
            "own.tsv:1: an abbreviation and what it stands for must be parted by one tab",
        ),
        ("places", "us/wa/yakima\n", "own.tsv:1: a place needs an id and at least one form, parted by tabs"),
        ("places", "Yakima, WA\tYakima\n", "own.tsv:1: `Yakima, WA` is no id of a place"),
        ("organizations", "Sierra Club\n", "own.tsv:1: an organization needs its name, its acronyms and its other"),
        ("organizations", "A\tB\tC\tD\n", "own.tsv:1: an organization needs its name, its acronyms and its other"),
        ("legal-forms", "inc\tincorporated\n", "own.tsv:1: a list holds one term a line, without tabs"),
        (
            "legal-forms",
            "\n-incc\n",
            "own.tsv:2: there is no `incc` in legal-forms.txt to take away; the nearest is `inc`",
        ),
        ("places", "-us/wa\tWasch.\n", "own.tsv:1: `us/wa` in places.tsv has no `Wasch.` to take away"),
        (
            "affiliate-words",
            "-fond\n",
            "own.tsv:1: there is no `fond` in affiliate-words.txt to take away; the nearest is",
        ),
    ],
)
def test_a_row_that_is_none_is_told_with_its_line(what, text, said, own):
    own(what, text)
    told = run("dedupe", "-", text="Sierra Club\n")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(f"error: {said}")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[data]\nplces = "a.tsv"', "signers.toml: there is no `plces` in [data]; the nearest is `places`"),
        ('data = "a.tsv"', "signers.toml: `data` must be a section that names files"),
        ("[data]\nplaces = 3", "signers.toml: `places` in [data] must name a file, or a list of files"),
        ("[data]\nplaces = []", "signers.toml: `places` in [data] must name a file, or a list of files"),
        ('[data]\nplaces = "nowhere.tsv"', "nowhere.tsv: there is no such file"),
        ('[data]\nplaces = "."', ".: cannot be read: Is a directory"),
        ('[data]\nplaces = "latin.tsv"', "latin.tsv: is not UTF-8 text"),
    ],
)
def test_a_section_that_names_no_data_is_told(toml, said, workspace):
    (workspace / "signers.toml").write_text(toml, encoding="utf-8")
    (workspace / "latin.tsv").write_bytes(b"us/wa/x\tM\xfcnchen\n")
    told = run("dedupe", "-", text="Sierra Club\n")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith(f"error: {said}")


def test_processes_that_read_letters_know_the_own_data_too(own, workspace):
    lines = "\n".join(
        ["We, the undersigned organizations, ask you to act.", "", "Sincerely,", "", *["Alder House"] * 2]
    )
    folder = workspace / "letters"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(lines + "\n", encoding="utf-8")
    own("places", "us/wa/yakima\tYakima\n")
    code = (
        "from signers.cli.options import know_own_data\n"
        "from signers.cli.workers import in_processes\n"
        "import tests_own_data\n"
        "if __name__ == '__main__':\n"
        "    know_own_data()\n"
        "    in_processes(tests_own_data.last_place, [lambda: ()], 60, print)\n"
    )
    (workspace / "tests_own_data.py").write_text(
        "from signers.knowledge import table\n\ndef last_place():\n    return table('places.tsv')[-1]\n",
        encoding="utf-8",
    )
    (workspace / "program.py").write_text(code, encoding="utf-8")
    told = subprocess.run([sys.executable, "program.py"], capture_output=True, check=True, text=True).stdout
    assert told == "0 ('us/wa/yakima', 'Yakima')\n"


def test_data_that_are_in_use_cannot_be_extended(tmp_path):
    assert terms("legal-forms.txt")
    (tmp_path / "own.txt").write_text("zzorp\n", encoding="utf-8")
    with pytest.raises(knowledge.UsageError, match="is in use already"):
        knowledge.extend({"legal-forms": [tmp_path / "own.txt"]})
    assert knowledge.additions() == {}


def test_there_are_names_for_all_that_may_be_extended():
    assert all((DATA / file).exists() and Path(file).stem == what for what, file in EXTENDABLE.items())
