"""What the rules find in lists, what they leave alone, and what mending does to a file."""

import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from signers.checking import RULES, Order, Wanted, check, document_of, mending
from signers.checking.document import source_of
from signers.errors import InputError
from signers.model import Answers, Withdrawal
from signers.reading import read_letter, reader_of

NAMES = [
    *("Access Now", "Consumer Action", "Demand Progress", "Densho", "Electronic Frontier Foundation"),
    *("Friends of the Earth", "Greenpeace", "Human Rights Watch", "Mijente", "National Lawyers Guild", "Sierra Club"),
    "TechFreedom",
]


def document(content, name="list.md"):
    content = content.encode() if isinstance(content, str) else content
    return document_of(read_letter(content, name), reader_of(content, name), content)


def found(content, name="list.md", wanted=None):
    """The rules that find something, each with its line."""
    return [(one.line, one.rule) for one in check(document(content, name), wanted=wanted or Wanted())]


def said(content, name="list.md"):
    return [f"{one.says}: {one.do}" for one in check(document(content, name))]


def mend(content, name="list.md"):
    """The content with all mended that can be."""
    content = content.encode() if isinstance(content, str) else content
    return mending.mend(content, lambda content: document(content, name), check).content


def bullets(*names):
    return "# Signatories\n\n" + "".join(f"- {name}\n" for name in names)


def with_change(change, *names):
    """The names as bullets, with those replaced that `change` names."""
    return bullets(*(change.get(name, name) for name in names or NAMES))


# A list without faults


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.md", bullets(*NAMES)),
        ("list.txt", "".join(f"{name}\n" for name in NAMES)),
        ("list.csv", "name\n" + "".join(f"{name}\n" for name in NAMES)),
        ("list.yaml", "".join(f"- name: {name}\n" for name in NAMES)),
        ("list.html", "<h2>Signatories</h2><ul>" + "".join(f"<li>{name}</li>\n" for name in NAMES) + "</ul>"),
        ("list.json", "[" + ",\n".join(f'{{"name": "{name}"}}' for name in NAMES) + "]"),
    ],
)
def test_a_list_without_faults_has_no_findings_in_any_format(name, content):
    assert found(content, name) == []


def test_the_seed_letter_has_only_faults_that_are_there(request):
    seed = request.config.rootpath / "seeds" / "amazon-rekognition-2019.txt"
    assert sorted({rule for _, rule in found(seed.read_bytes(), seed.name)}) == ["dash", "order"]


@pytest.mark.parametrize(
    "letter", ["closing-word-sincerely", "wrapped-at-26-columns", "numbered", "subheadings-by-state", "hanging-indent"]
)
def test_letters_that_are_well_set_have_no_findings(request, letter):
    path = request.config.rootpath / "tests" / "letters" / f"{letter}.letter.txt"
    assert found(path.read_bytes(), path.name) == []


def test_a_short_list_is_a_list_where_nothing_else_stands_in_the_file():
    assert found("Densho\nMijente\nDensho\n", "list.txt") == [(3, "duplicate")]


# Twice


def test_a_name_printed_twice_is_told_with_the_line_of_the_first():
    text = bullets(*NAMES[:4], "Densho", *NAMES[4:])
    assert found(text) == [(7, "duplicate")]
    assert said(text) == ["“Densho” is printed on line 6 already: take one out"]


def test_capitals_and_spaces_make_no_other_name():
    assert (7, "duplicate") in found(bullets(*NAMES[:4], "DENSHO", *NAMES[4:]))


def test_another_spelling_of_a_signatory_is_told_with_the_reason():
    text = bullets(*NAMES[:-1], "The Sierra Club, Inc.", "TechFreedom")
    assert found(text) == [(14, "respelled")]
    assert "legal form" in said(text)[0]


def test_what_may_be_a_duplicate_is_told_until_it_is_settled():
    text = bullets("Access Now", "Consumer Action", "Consumer Action (San Francisco)", *NAMES[2:])
    assert found(text) == [(5, "perhaps-duplicate")]
    pair = ("Consumer Action", "Consumer Action (San Francisco)")
    assert found(text, wanted=Wanted(answers=Answers(different=(pair,)))) == []
    assert found(text, wanted=Wanted(answers=Answers(unsure=(pair,)))) == []  # a person looked, and could not say


def test_what_people_said_is_one_or_two_is_told_so_and_not_asked():
    text = bullets(*NAMES[:-1], "The Sierra Club, Inc.", "TechFreedom")
    assert found(text, wanted=Wanted(answers=Answers(different=(("Sierra Club", "The Sierra Club, Inc."),)))) == []
    one = Wanted(answers=Answers(same=(("Access Now", "Densho"),)))
    [finding] = check(document(bullets(*NAMES)), wanted=one)
    assert (finding.rule, finding.says) == (
        "respelled",
        "“Densho” is “Access Now” of line 3: a person said that they are one",
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Densho", "“Densho” withdrew on 2026-11-20 (asked)"),
        ("DENSHO, Inc.", "“Densho” withdrew as “DENSHO, Inc.” on 2026-11-20 (asked)"),
    ],
)
def test_who_withdrew_is_found_under_any_spelling(name, says):
    answers = Answers(withdrawn=(Withdrawal(name, "2026-11-20", "asked"),))
    [finding] = check(document(bullets(*NAMES)), wanted=Wanted(answers=answers))
    assert (finding.rule, finding.says) == ("withdrawn", says)
    assert RULES["withdrawn"].is_grave


def test_a_row_that_is_typed_twice_goes_once_and_others_stay():
    text = "name,url\nAccess Now,a\nDensho,b\nMijente,c\nDensho,b\nMijente,d\n"
    assert mend(text, "list.csv").decode() == text.replace("Mijente,c\nDensho,b\n", "Mijente,c\n")


def test_organizations_before_persons_are_in_order():
    rows = ["Access Now,organization", "Densho,organization", "Sierra Club,organization", "TechFreedom,organization"]
    people = ["Alma Fenwick,person", "Jonas Marlow,person", "Ada Oyelaran,person", "Bea Young,person"]
    assert found("name,kind\n" + "\n".join([*rows, *people]) + "\n", "list.csv") == []
    swapped = [*rows, people[0], people[2], people[1], people[3]]
    assert [rule for _, rule in found("name,kind\n" + "\n".join(swapped) + "\n", "list.csv")] == ["order"]


def test_a_list_that_is_printed_once_more_repeats_nobody():
    letter = "Dear Senator,\n\nplease act on this before the summer ends.\n\nSincerely,\n\n"
    once = "\n".join(NAMES)
    text = f"{letter}{once}\n\nAttachment A\n\nSignatories\n\n{once}\n"
    assert found(text, "letter.txt") == []


def test_two_persons_of_one_name_with_other_affiliations_are_two():
    people = ["Alma Fenwick, Ridgeport University", "Alma Fenwick, Tidewater College", "Jonas Oyelaran, Legal Aid"]
    text = "# Signatories\n\n## Individuals\n\n" + "".join(f"- {person}\n" for person in people)
    assert found(text) == []


# Order


def test_a_name_out_of_order_is_told_where_it_belongs():
    text = bullets(*NAMES[:2], "Yale Privacy Lab", *NAMES[2:])
    assert found(text) == [(5, "order")]
    assert said(text) == ["“Yale Privacy Lab” is out of order: move it after “TechFreedom”"]


def test_names_that_were_added_at_the_end_are_out_of_order():
    assert found(bullets(*NAMES, "Color of Change", "Fight for the Future")) == [(15, "order"), (16, "order")]


def test_articles_do_not_count_in_a_list_that_does_not_count_them():
    assert found(bullets("Access Now", "The Arc", "Consumer Action", *NAMES[2:])) == []


def test_a_list_that_counts_articles_is_in_its_own_order():
    assert found(bullets(*NAMES, "The Arc", "The Center for Peat", "Yale Privacy Lab")) == []


def test_persons_stand_by_surname_or_by_first_name_as_the_list_has_it():
    people = ["Ruth Ambler", "Alma Fenwick", "Ingrid Halvorsen", "Ada Kern", "Jonas Oyelaran", "Zoe Prado", "Bo Quist"]
    heading = "# Signatories\n\n## Individuals\n\n"
    assert found(heading + "".join(f"- {person}\n" for person in people)) == []
    assert found(heading + "".join(f"- {person}\n" for person in sorted(people))) == []


def test_a_surname_may_begin_anywhere():
    people = ["Ruth Ambler", "Willem de Lint", "Alma Fenwick", "Maria Franco Busse", "Ingrid Halvorsen", "Ada Kern"]
    people += ["Jonas Oyelaran", "Zoe Prado", "Bo Quist"]
    assert found("# Signatories\n\n## Individuals\n\n" + "".join(f"- {person}\n" for person in people)) == []


def test_a_list_in_no_order_is_left_alone_unless_order_is_asked_for():
    mixed = [NAMES[at] for at in (7, 2, 9, 0, 4, 1, 11, 3, 8, 6, 10, 5)]
    assert found(bullets(*mixed)) == []
    assert [rule for _, rule in found(bullets(*mixed), wanted=Wanted(Order.ALWAYS))] == ["order"]
    assert found(bullets(*NAMES[:2], "Yale Privacy Lab", *NAMES[2:]), wanted=Wanted(Order.NEVER)) == []


def test_those_who_wrote_the_letter_may_stand_before_all_others():
    letter = "Dear Senator,\n\nplease act on this before the summer ends.\n\nSincerely,\n\n"
    text = letter + "\n".join(["Mijente Support", "Densho Archive", *NAMES]) + "\n"
    assert [rule for _, rule in found(text, "letter.txt") if rule == "order"] == []


def test_each_part_of_a_list_has_an_order_of_its_own():
    text = "# Signatories\n\n## Oregon\n\n" + "".join(f"- {name}\n" for name in NAMES[6:])
    assert found(text + "\n## California\n\n" + "".join(f"- {name}\n" for name in NAMES[:6])) == []


# Broken names and stray marks


def test_a_name_broken_over_two_lines_is_told():
    names = ["Access Now", "Color of\nChange", *NAMES[1:], "Women’s International League for Peace"]
    text = "Signatories\n\n" + "".join(f"{name}\n" for name in names)
    assert (4, "wrapped") in found(text, "list.txt")


def test_a_name_that_fits_on_one_line_and_stands_on_two_is_told():
    names = [
        "Access Now",
        "American Friends\n  Service Committee",
        *NAMES[1:],
        "Women’s International League for Peace",
    ]
    text = "Signatories\n\n" + "".join(f"{name}\n" for name in names)
    assert found(text, "list.txt") == [(4, "wrapped")]


def test_a_bracket_without_its_counterpart_is_told():
    assert said(with_change({"Densho": "Densho (Seattle"})) == [
        "the bracket “(” of “Densho (Seattle” is never closed: close or delete it"
    ]
    assert found(with_change({"Densho": "Densho Seattle)"})) == [(6, "bracket")]


def test_a_quotation_mark_without_its_counterpart_is_told():
    assert found(with_change({"Densho": 'Densho "Legacy'})) == [(6, "quote")]
    assert found(with_change({"Densho": "Densho “Legacy” Project", "Sierra Club": "Sierra’s Club"})) == []


def test_a_mark_that_leads_to_no_footnote_is_told():
    assert found(with_change({"Mijente": "Mijente†", "Densho": "Densho [2]"})) == [(6, "footnote"), (11, "footnote")]


def test_a_mark_that_leads_to_a_footnote_is_left_alone():
    text = with_change({"Mijente": "Mijente†"})
    assert found(f"{text}\n† signed after the letter was sent\n") == []


def test_a_dash_with_a_space_on_one_side_is_told():
    assert found(with_change({"Densho": "Densho- Seattle"})) == [(6, "dash")]
    assert found(with_change({"Densho": "Desk for Low- and Moderate-Income Renters"})) == []


def test_a_dash_unlike_the_others_is_told():
    ours = {"Access Now": "Access Now – Lab", "Densho": "Densho – Seattle", "Mijente": "Mijente – Reno"}
    text = with_change({**ours, "Greenpeace": "Greenpeace - US"})
    assert found(text) == [(9, "dash")]
    assert found(with_change({**ours, "Greenpeace": "Greenpeace – US"})) == []


# Typing


def test_doubled_spaces_are_told_and_mended():
    text = with_change({"Consumer Action": "Consumer  Action"})
    assert found(text) == [(4, "space")]
    assert mend(text) == bullets(*NAMES).encode()


def test_what_nobody_sees_is_told_and_mended():
    text = with_change(
        {"Consumer Action": "Consumer\u00a0Action", "Densho": "Den\u200bsho", "Mijente": "Mi\u00adjente"}
    )
    assert [rule for _, rule in found(text)] == ["invisible"] * 3
    assert mend(text) == bullets(*NAMES).encode()


def test_what_other_scripts_and_french_need_is_left_alone():
    assert found(with_change({"Greenpeace": "Groupe «\u00a0Paix\u00a0»", "TechFreedom": "می\u200cخواهیم صلح"})) == []


def test_a_comma_too_many_is_told_and_mended():
    text = with_change({"Consumer Action": "Consumer Action,", "Densho": "Densho , Seattle"})
    assert found(text) == [(4, "comma"), (6, "comma")]
    assert mend(text) == with_change({"Densho": "Densho, Seattle"}).encode()


def test_commas_that_part_the_names_of_a_list_are_left_alone():
    assert found("Signatories\n\n" + "".join(f"{name},\n" for name in NAMES), "list.txt") == []


def test_letters_in_a_wrong_encoding_are_told():
    assert found(with_change({"Densho": "Densho CafÃ©"})) == [(6, "mojibake")]
    assert found(with_change({"Densho": "Densho Caf\ufffd"})) == [(6, "mojibake")]


# Kinds


def test_of_several_names_on_a_line_only_that_one_is_told_whose_letters_went_through_a_wrong_encoding():
    page = (
        "<h2>Signatories</h2><ul>" + "".join(f"<li>{name}</li>" for name in (*NAMES, "Caf\xc3\xa9 Alliance")) + "</ul>"
    )
    [finding] = check(document(page, "list.html"), rules=["mojibake"])
    assert finding.says == "“Café Alliance” is typed in a wrong encoding"


def test_an_organization_under_the_people_is_told_and_the_other_way_round():
    organizations = "".join(f"- {name}\n" for name in NAMES[:6])
    people = "".join(f"- {name}\n" for name in ("Ruth Ambler", "Alma Fenwick", "Ingrid Halvorsen", "Jonas Oyelaran"))
    heading = "# Signatories\n\n## Organizations\n\n{}\n## Individuals\n\n{}"
    assert found(heading.format(organizations, people)) == []
    assert [rule for _, rule in found(heading.format(organizations, people + "- Institute of Peat\n"))] == ["kind"]
    assert "kind" in [rule for _, rule in found(heading.format(organizations + "- Maria Lopez\n", people))]


# Mending


def test_lines_change_places_and_nothing_else():
    text = "Access Now\r\nDensho\r\nConsumer Action\r\n" + "".join(f"{name}\r\n" for name in NAMES[4:-1]) + NAMES[-1]
    lines = [*NAMES[:2], "Densho", *NAMES[4:]]
    assert mend(text, "list.txt") == "\r\n".join(lines).encode()


def test_of_a_page_for_a_name_the_beginning_is_quoted():
    long = "Friends of the Quite Long River (" + "and of its fish " * 400
    told = [one for one in said(bullets(*NAMES, long)) if "bracket" in one]
    assert [len(one) < 400 for one in told] == [True]


def test_a_byte_order_mark_is_no_fault_and_stays():
    text = "\ufeff" + "".join(f"{name}\n" for name in [*NAMES[:4], NAMES[3], *NAMES[4:]])
    assert found(text, "list.txt") == [(5, "duplicate")]
    assert mend(text, "list.txt").decode() == "\ufeff" + "".join(f"{name}\n" for name in NAMES)


def test_under_a_heading_alone_a_short_list_is_mended():
    text = "# Late\n\n- Access Now\n- Densho\n- Mijente\n- Densho\n"
    assert mend(text).decode() == "# Late\n\n- Access Now\n- Densho\n- Mijente\n"


def test_a_name_that_stands_twice_goes_once():
    assert mend(bullets(*NAMES[:4], "Densho", *NAMES[4:])) == bullets(*NAMES).encode()


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([f"{at}. {name}" for at, name in enumerate([*NAMES[3:], *NAMES[:1]], 1)], id="numbers"),
        pytest.param([f"{name}," for name in [*NAMES[1:], NAMES[0]]], id="commas that part them"),
    ],
)
def test_lines_that_cannot_change_places_stay(names):
    text = "Signatories\n\n" + "".join(f"{name}\n" for name in names)
    assert mend(text, "list.txt") == text.encode()


def test_lines_that_only_look_like_a_list_of_names_stay(request):
    for path in sorted((request.config.rootpath / "tests" / "letters").glob("nobody-signed-*.letter.txt")):
        try:
            lines = [" ".join(line.split()) for line in path.read_text(encoding="utf-8").splitlines()]
            mended = mend(path.read_bytes(), path.name).decode().splitlines()
            assert [" ".join(line.split()) for line in mended] == lines, path.name
        except InputError:
            continue


def test_bullets_with_links_and_remarks_change_places_whole():
    lines = [f"- [{name}](https://example.org/{at}) since 202{at % 5}\n" for at, name in enumerate(NAMES)]
    text = "# Signatories\n\n" + "".join([*lines[:2], lines[10], *lines[2:10], lines[11]])
    assert mend(text) == ("# Signatories\n\n" + "".join(lines)).encode()


def test_a_file_that_is_not_utf_8_is_looked_at_and_not_mended():
    content = with_change({"Densho": "Café  Densho"}).encode("cp1252")
    assert (6, "space") in found(content)
    assert document(content).source.encoding is None


def test_a_byte_order_mark_stays():
    content = b"\xef\xbb\xbf" + with_change({"Consumer Action": "Consumer  Action"}).encode()
    assert mend(content) == b"\xef\xbb\xbf" + bullets(*NAMES).encode()


def test_cells_are_mended_where_they_stand():
    rows = "".join(f"{name},{name.lower().split()[0]}@example.org\n" for name in NAMES)
    text = "organization,e-mail\n" + rows.replace("Consumer Action", '"Consumer  Action"')
    assert found(text, "list.csv") == [(3, "space")]
    assert (
        mend(text, "list.csv")
        == ("organization,e-mail\n" + rows.replace("Consumer Action", '"Consumer Action"')).encode()
    )


DEFECTS = {
    "none": lambda name: name,
    "spaces": lambda name: name.replace(" ", "  "),
    "no-break space": lambda name: name.replace(" ", "\u00a0"),
    "zero width": lambda name: f"{name[:3]}\u200b{name[3:]}",
    "comma": lambda name: f"{name},",
    "twice": lambda name: name,
}
LAYOUTS = {
    "list.md": "- {}\n",
    "list.txt": "{}\n",
    "list.yaml": "- {}\n",
    "list.csv": "{}\n",
}
defective = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(DEFECTS))), min_size=3, max_size=20)


def names_in(content, name):
    items = document(content, name).items
    return {" ".join(item.signatory.name.replace("\u200b", "").split()) for item in items}


@settings(max_examples=60, deadline=None)
@given(defective, st.sampled_from(sorted(LAYOUTS)), st.sampled_from(["\n", "\r\n"]))
def test_mending_is_done_once_and_loses_no_name(listed, name, end):
    lines = [
        LAYOUTS[name].format(DEFECTS[defect](one)) for one, defect in listed for _ in range(1 + (defect == "twice"))
    ]
    heading = {"list.csv": "name\n", "list.yaml": ""}.get(name, "Signatories\n\n")
    content = (heading + "".join(lines)).replace("\n", end).encode()
    try:
        document(content, name)
    except InputError:
        assume(False)
    once = mend(content, name)
    assert mend(once, name) == once
    if b"," not in content:  # a name in a row of one cell ends with its comma
        assert names_in(once, name) == names_in(content, name)
    assert set(once.decode().replace("\r", "").split("\n")) - {""} <= {
        *(LAYOUTS[name].format(one).rstrip("\n") for one in NAMES),
        *content.decode().replace("\r", "").split("\n"),
    }


@given(st.binary(max_size=300))
def test_what_is_not_mended_keeps_its_bytes(content):
    source = source_of(content)
    if source is not None and source.encoding:
        assert source.encoded() == content
        assert mending.mended(source, ()).encoded() == content


# Formats that are no text


def test_a_document_of_word_is_looked_at():
    docx = pytest.importorskip("docx")
    made, stream = docx.Document(), io.BytesIO()
    made.add_heading("Signatories")
    for name in (*NAMES, "Densho"):
        made.add_paragraph(name, style="List Bullet")
    made.save(stream)
    assert [rule for _, rule in found(stream.getvalue(), "list.docx")] == ["duplicate"]


def test_a_workbook_is_looked_at():
    xlsxwriter = pytest.importorskip("xlsxwriter")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, ["Organization", *NAMES, "Densho (Seattle"])
        sheet.write_column(0, 1, ["E-mail", *(f"{at}@example.org" for at in range(13))])
    assert (14, "bracket") in found(stream.getvalue(), "list.xlsx")


def test_what_is_wrong_twice_with_an_entry_is_told_once():
    dashes = with_change({"Densho": "Densho- Seattle -Tacoma- Kent"})
    assert [rule for _, rule in found(dashes)] == ["dash"]
    cells = "name,city\nAccess  Now,New  York\nDensho\u00a0Center,New\u00a0York\nMijente,Phoenix\n"
    assert found(cells, "list.csv") == [(2, "space"), (3, "invisible")]
    assert mend(cells, "list.csv") == b"name,city\nAccess Now,New York\nDensho Center,New York\nMijente,Phoenix\n"


@pytest.mark.parametrize("mark", ["\u2028", "\x85"])
def test_a_line_that_only_yaml_sees_is_no_line_of_the_file(mark):
    listed = "".join(f'- name: "{name}"\n' for name in (f"Access{mark}Now", *NAMES[1:], "Caf\xc3\xa9 Alliance"))
    assert "mojibake" in [rule for _, rule in found(listed, "list.yaml")]


# The rules


@pytest.mark.parametrize("name", RULES)
def test_every_rule_says_in_a_few_words_and_in_a_sentence_what_it_finds(name):
    assert RULES[name].name == name
    assert 10 < len(RULES[name].title) < 80
    assert RULES[name].about.endswith(".")
