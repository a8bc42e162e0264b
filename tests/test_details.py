"""What entries say, in the forms in which lists are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.details import IDENTIFICATION_ONLY, UNSURE_KIND, Printed, details_of, kind_of_heading
from signers.model import Kind


def read(*entries, heading=None):
    """The fields of entries that stand in one list: strings are printed on one line, tuples on several."""
    printed = [Printed((entry,) if isinstance(entry, str) else entry) for entry in entries]
    return [(row.name, row.title, row.affiliation, row.location) for row in details_of(printed, heading)]


def kinds(*entries, heading=None):
    return [row.kind for row in details_of([Printed((entry,)) for entry in entries], heading)]


def test_name_title_and_organization_are_told_apart_at_commas():
    assert read(
        "Marta Kowalczyk, Executive Director, Baltic Rivers Trust",
        "Tom Baker, retired teacher",
        "Ellen Fitch, Hopewell University",
        "Willa Mae Jones",
        "Lex Moor, Lecturer, Criminology, Hopewell University",
        "Ida Lund, Research Fellow, Fen Lab, School of Soil Science",
    ) == [
        ("Marta Kowalczyk", "Executive Director", "Baltic Rivers Trust", None),
        ("Tom Baker", "retired teacher", None, None),
        ("Ellen Fitch", None, "Hopewell University", None),
        ("Willa Mae Jones", None, None, None),
        ("Lex Moor", "Lecturer, Criminology", "Hopewell University", None),
        ("Ida Lund", "Research Fellow", "Fen Lab, School of Soil Science", None),
    ]


def test_words_before_and_letters_behind_a_name_stay_in_it():
    assert [
        row[0]
        for row in read(
            "Jane Roe, Ph.D., Director, Centre for Peat",
            "Prof. Dr. Hans Lang, Universität Ulm",
            "Sr. Mary Coyle, RSM, Sisters of Mercy",
            "John Q. Hill III, CTO, Kestrel Systems",
            "Ann Pike AO QC, barrister",
        )
    ] == ["Jane Roe, Ph.D.", "Prof. Dr. Hans Lang", "Sr. Mary Coyle, RSM", "John Q. Hill III", "Ann Pike AO QC"]


def test_a_pipe_or_a_dash_parts_as_a_comma_does_and_at_names_the_body_behind_it():
    assert read("Ana Prieto | Director at Open Seas", "Tom Hill | CTO | Kestrel", "Lin Wu | Open Seas") == [
        ("Ana Prieto", "Director", "Open Seas", None),
        ("Tom Hill", "CTO", "Kestrel", None),
        ("Lin Wu", None, "Open Seas", None),
    ]
    assert read("Ana Prieto - Director - Open Seas", "Tom Hill – software engineer") == [
        ("Ana Prieto", "Director", "Open Seas", None),
        ("Tom Hill", "software engineer", None, None),
    ]


def test_what_stands_in_brackets_is_a_body_unless_the_list_has_titles_there():
    assert read("Ana Prieto (Open Seas)", "Tom Hill (Kestrel)", "Lin Wu (Fen Trust, fen editor)") == [
        ("Ana Prieto", None, "Open Seas", None),
        ("Tom Hill", None, "Kestrel", None),
        ("Lin Wu", None, "Fen Trust, fen editor", None),
    ]
    assert read("Ana Prieto (Director, Open Seas)", "Tom Hill (CTO, Kestrel)", "Lin Wu (lawyer)") == [
        ("Ana Prieto", "Director", "Open Seas", None),
        ("Tom Hill", "CTO", "Kestrel", None),
        ("Lin Wu", "lawyer", None, None),
    ]
    assert read("Ryan Moss (moth) (host of Fen Radio)")[0][2] == "moth; host of Fen Radio"
    assert read('Ada "Bog" Lowe (Open Seas')[0] == ('Ada "Bog" Lowe', None, "Open Seas", None)


def test_who_signs_only_for_himself_is_flagged_and_the_words_go():
    rows = details_of(
        [
            Printed(("Ana Prieto, in an individual capacity (Open Seas)",)),
            Printed(("Lin Wu, Professor, Hopewell University (for identification purposes only)",)),
            Printed(("Tom Hill, CTO, Kestrel Systems*",)),
            Printed(("Eva Prado, a título personal",)),
            Printed(("Ed Moss, farmer",)),
        ]
    )
    assert [(row.name, row.title, row.affiliation) for row in rows] == [
        ("Ana Prieto", None, "Open Seas"),
        ("Lin Wu", "Professor", "Hopewell University"),
        ("Tom Hill", "CTO", "Kestrel Systems"),
        ("Eva Prado", None, None),
        ("Ed Moss", "farmer", None),
    ]
    assert [IDENTIFICATION_ONLY in row.flags for row in rows] == [True, True, True, True, False]


def test_for_whom_somebody_signs_is_the_affiliation():
    assert read(
        "Ada Mint, on behalf of the Mint Growers Guild", "Ed Moss for Mossland Trust", "Jo Lee, Chair, for Open Seas"
    ) == [
        ("Ada Mint", None, "Mint Growers Guild", None),
        ("Ed Moss", None, "Mossland Trust", None),
        ("Jo Lee", "Chair", "Open Seas", None),
    ]
    assert kinds("Doctors for America", "Center for Peat") == [Kind.ORGANIZATION] * 2


def test_the_lines_of_a_block_are_name_title_body_and_place():
    assert read(
        ("Ana Prieto", "Executive Director", "Open Seas"),
        ("Tom Hill", "CTO, Kestrel Systems"),
        ("Lin Wu", "Professor of Law", "Hopewell University", "Albany, NY"),
        ("Priya Nair", "Fen Trust"),
    ) == [
        ("Ana Prieto", "Executive Director", "Open Seas", None),
        ("Tom Hill", "CTO", "Kestrel Systems", None),
        ("Lin Wu", "Professor of Law", "Hopewell University", "Albany, NY"),
        ("Priya Nair", None, "Fen Trust", None),
    ]


def test_a_body_printed_in_front_of_who_signs_for_it_is_the_affiliation():
    assert read("Open Seas, Jane Roe, Executive Director", "Fen Trust, Lin Wu, Chair, Albany, NY") == [
        ("Jane Roe", "Executive Director", "Open Seas", None),
        ("Lin Wu", "Chair", "Fen Trust", "Albany, NY"),
    ]
    assert read(("Open Seas Network", "Jane Roe", "Director"), ("Fen Trust", "Tom Hill, Chair")) == [
        ("Jane Roe", "Director", "Open Seas Network", None),
        ("Tom Hill", "Chair", "Fen Trust", None),
    ]


def test_addresses_numbers_and_pronouns_are_no_part_of_a_description():
    assert read(("Jane Roe (she/her)", "Director", "jane@openseas.example", "(555) 010-1234"), ("Lin Wu", "Chair")) == [
        ("Jane Roe", "Director", None, None),
        ("Lin Wu", "Chair", None, None),
    ]


def test_an_organization_that_names_its_signer_in_brackets_stays_one():
    names = ["Kestrel, Inc. (Jane Roe, CEO)", "Fen Trust (Tom Hill, Director)", "Bog Society (Ana Prieto)"]
    assert [row[0] for row in read(*names)] == names
    assert kinds(*names, "Hill, Ltd.") == [Kind.ORGANIZATION] * 4


def test_an_office_in_front_of_a_name_stays_in_it():
    rows = details_of([Printed(("Council Member Tom Hill, Albany, NY",)), Printed(("Mayor Jane Roe, Dayton, OH",))])
    assert [(row.name, row.kind, row.location) for row in rows] == [
        ("Council Member Tom Hill", Kind.PERSON, "Albany, NY"),
        ("Mayor Jane Roe", Kind.PERSON, "Dayton, OH"),
    ]


def test_a_chapter_behind_a_dash_stays_in_the_name():
    names = ["Voices for Fens - Boston", "Voices for Fens - Chicago", "Bog Society", "Students for Peat, Hill Chapter"]
    assert [row[0] for row in read(*names)] == names


def test_quoted_words_and_abbreviations_are_kept_whole():
    assert read("Jo Lee, author of “Peat, Fen and Bog”", "Jane Roe, CEO, Kestrel, Inc.", "Ed Moss, farmer.") == [
        ("Jo Lee", "author of “Peat, Fen and Bog”", None, None),
        ("Jane Roe", "CEO", "Kestrel, Inc.", None),
        ("Ed Moss", "farmer", None, None),
    ]


def test_a_bold_name_needs_no_mark_behind_it():
    rows = details_of(
        [
            Printed(("Ana Prieto Ferrer Restauradora",), strong="Ana Prieto Ferrer"),
            Printed(("Pep Soler i Roca Doctor en química, activista",), strong="Pep Soler i Roca"),
            Printed(("Tom Hill, CTO, Kestrel Systems",), strong="Tom Hill,"),
            Printed(("Eva Luna Prado Investigadora del Instituto del Agua",)),
        ]
    )
    assert [(row.name, row.title, row.affiliation) for row in rows] == [
        ("Ana Prieto Ferrer", "Restauradora", None),
        ("Pep Soler i Roca", "Doctor en química, activista", None),
        ("Tom Hill", "CTO, Kestrel Systems", None),
        ("Eva Luna Prado", "Investigadora del Instituto del Agua", None),
    ]


def test_where_most_entries_go_on_without_a_mark_the_title_tells_where_the_name_ends():
    assert read("Jane Roe Lawyer", "Tom Hill Professor of Law", "Ana Prieto Presidenta", "Lin Wu")[:2] == [
        ("Jane Roe", "Lawyer", None, None),
        ("Tom Hill", "Professor of Law", None, None),
    ]


def test_a_family_name_in_front_stays_in_front():
    assert read("ROE, Jane, Director, Open Seas", "KOWALSKI, Piotr", "Garcia, Maria, Professor") == [
        ("ROE, Jane", "Director", "Open Seas", None),
        ("KOWALSKI, Piotr", None, None, None),
        ("Garcia, Maria", "Professor", None, None),
    ]


def test_two_persons_with_one_and_are_one_entry():
    assert read("Jane and Tom Roe", "Ada Mint and Ed Moss, farmers", "Jo Lee")[0][0] == "Jane and Tom Roe"


def test_where_the_title_holds_the_body_the_whole_description_is_the_title():
    assert read(
        "Lucía Prado, Presidenta de la Federación de Vecinos",
        "Juan Roca, Profesor de Historia, Universidad de Alcalá",
        "Marta Gil, abogada",
        "Pedro Sanz (Universidad de Sevilla)",
    ) == [
        ("Lucía Prado", "Presidenta de la Federación de Vecinos", None, None),
        ("Juan Roca", "Profesor de Historia, Universidad de Alcalá", None, None),
        ("Marta Gil", "abogada", None, None),
        ("Pedro Sanz", None, "Universidad de Sevilla", None),
    ]


def test_a_place_behind_a_person_is_no_affiliation():
    assert read(
        "Jane Roe, Director, Open Seas, Boston, MA",
        "Lin Wu, farmer, Ames, IA",
        "Juana Torres, La Plata, Argentina",
        "Ana Prieto, MEP, Portugal",
        "Zé Prado, advogado, Salvador/BA",
    ) == [
        ("Jane Roe", "Director", "Open Seas", "Boston, MA"),
        ("Lin Wu", "farmer", None, "Ames, IA"),
        ("Juana Torres", None, None, "La Plata, Argentina"),
        ("Ana Prieto", "MEP", None, "Portugal"),
        ("Zé Prado", "advogado", None, "Salvador/BA"),
    ]


def test_commas_and_brackets_inside_the_names_of_organizations_stay():
    names = [
        "Restore The Marsh, Inc.",
        "State, County and Municipal Workers Union",
        "Friends of Otters, Ohio Chapter",
        "Legal Aid Bureau (NYC)",
        "Consejo de Pueblos (CP)",
        "Center for Peat, Fen and Bog Studies",
    ]
    assert [row[0] for row in read(*names)] == names


@pytest.mark.parametrize("form", ["{}, {}", "{} ({})", "{} - {}", "{} – {}"])
def test_places_are_told_from_organizations_where_the_list_prints_them(form):
    bodies = ["Clean Air Now", "Water Keepers Union", "Fen Trust", "Bog Society"]
    places = ["Kenya", "Uganda", "Nepal", "Belgique"]
    assert read(*map(form.format, bodies, places)) == [
        (body, None, None, place) for body, place in zip(bodies, places, strict=True)
    ]


def test_a_single_place_stays_in_the_name():
    assert read("Fen Watch (UK)", "Bog Society", "Clean Air Council", "Peat Institute", "Otter Alliance")[0] == (
        "Fen Watch (UK)",
        None,
        None,
        None,
    )


def test_a_misspelt_place_is_one_where_every_entry_has_a_place():
    assert read("Fen Trust, Kenya", "Bog Union, Nepal", "Peat Society, Chile", "Otter Alliance, Tunisa")[3] == (
        "Otter Alliance",
        None,
        None,
        "Tunisa",
    )


def test_the_heading_tells_the_kind_and_strong_words_outbid_it():
    assert kind_of_heading("Individuals (in alphabetical order)") is Kind.PERSON
    assert kind_of_heading("Entidades") is Kind.ORGANIZATION
    assert kind_of_heading("Organizations and individuals") is None
    assert kind_of_heading(None) is None
    assert kinds("foxglove", "zed", "Mo", heading="Individuals") == [Kind.PERSON] * 3
    assert kinds("Marsh Zavra", "Marsh Watch", heading="Organisations") == [Kind.ORGANIZATION] * 2
    assert kinds("Ada Lowe, Director, Fen Trust", "Marsh Watch Network", heading="Organisations")[0] is Kind.PERSON


def test_what_is_said_of_an_entry_outbids_its_words():
    rows = details_of([Printed(("Ada Lowe",), kind=Kind.ORGANIZATION), Printed(("Fen Trust",), kind=Kind.PERSON)])
    assert [row.kind for row in rows] == [Kind.ORGANIZATION, Kind.PERSON]


def test_a_name_that_may_be_either_is_as_its_neighbours():
    persons = ["Ada Lowe", "Ed Moss, farmer", "Marta Kowalczyk", "Tom Hill", "Lin Wu, lawyer", "Jane Roe"]
    bodies = ["Fen Trust", "Clean Air Council", "Center for Peat", "Bog Society", "Otter Alliance", "Marsh Institute"]
    assert kinds(*persons[:3], "Quell Zavra", *persons[3:])[3] is Kind.PERSON
    assert kinds(*bodies[:3], "Quell Zavra", *bodies[3:])[3] is Kind.ORGANIZATION


def test_doubt_about_the_kind_is_said():
    row = details_of([Printed(("Zavra",))])[0]
    assert UNSURE_KIND in row.flags
    assert row.confidence < 0.9
    sure = details_of([Printed(("Center for Peat Studies",))])[0]
    assert not sure.flags
    assert sure.confidence > 0.9


@given(
    st.lists(
        st.builds(
            Printed,
            st.lists(st.text("aB,;.()[]|-–— \n*'éДr.PhD", max_size=30), max_size=3).map(tuple),
            strong=st.text("aB ,", max_size=4),
        ),
        max_size=6,
    ),
    st.sampled_from([None, "Individuals", "Organisations", ""]),
)
def test_each_entry_gets_an_answer_whatever_it_holds(entries, heading):
    rows = details_of(entries, heading)
    assert len(rows) == len(entries)
    assert all(0 <= row.confidence <= 1 for row in rows)


def test_a_legal_form_makes_a_company_of_a_person_and_what_that_person_does():
    assert kinds("Valley Watch", "Ada Lowe, Photographer, LLC", "Mill Street Bakery, Inc.") == [Kind.ORGANIZATION] * 3
    assert kinds("Ada Lowe, Photographer", "Omar Castell, Director, Valley Watch") == [Kind.PERSON] * 2
