"""PDF: what a person sees on its pages, in the order in which they read it."""

from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from signers.errors import InputError
from signers.model import Form
from signers.reading import ocr, pages_without_text, read_letter
from signers.reading.pdf import lines_of

NAMES = [
    *("Alpine Water League", "Bees of the North", "Coast Watchers", "Dune Keepers", "Elm Society", "Fen Trust"),
    *("Green Roofs", "Heath Watch", "Island Fund", "Juniper Club", "Kelp Forest Fund", "Lake Union"),
]
BODY = [
    "We, the undersigned organizations, ask you to keep the water of our valleys clean, and to",
    "hear those who live there before a dam is built. What is lost will not come back to them.",
]


def pdf(*pages, **options):
    """A PDF of pages, each made of (left, top, text); a size and a font follow where it is not Helvetica at 11."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(612, 792), **options)
    for page in pages:
        for left, top, text, *type_ in page:
            size, font = (*type_, 11, "Helvetica")[:2] if len(type_) != 1 else (type_[0], "Helvetica")
            canvas.setFont(font, size)
            canvas.drawString(left, 792 - top, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def column(left, top, texts, step=14, *type_):
    return [(left, top + step * at, text, *type_) for at, text in enumerate(texts) if text]


def read(content, columns=None):
    return lines_of(content, "letter.pdf", columns)


def printed(content, columns=None):
    return [line.text for line in read(content, columns) if line.text]


def listed(content):
    """What is neither note nor furniture."""
    return [line.text for line in read(content) if line.text and line.form not in {Form.NOTE, Form.FURNITURE}]


def test_columns_are_read_one_after_another_under_the_body():
    page = [*column(72, 72, BODY), *column(72, 130, NAMES[:6]), *column(330, 130, NAMES[6:])]
    assert printed(pdf(page)) == [*BODY, *NAMES]


def test_three_columns_are_read_from_left_to_right():
    page = [line for at in range(3) for line in column(72 + 170 * at, 72, NAMES[4 * at : 4 * at + 4])]
    assert printed(pdf(page)) == NAMES


def test_names_wrapped_in_a_column_stay_together_and_keep_their_indent():
    left = ["Alpine League of Water, Forest and", "Mountain Paths", "Bees of the North", "Coast Watchers"]
    page = [*column(72, 72, left), *column(330, 72, NAMES[6:10])]
    page[1] = (84, 86, "Mountain Paths")
    lines = [line for line in read(pdf(page)) if line.text]
    assert [line.text for line in lines] == [*left, *NAMES[6:10]]
    assert [line.left > 0 for line in lines] == [False, True, *[False] * 6]


def test_a_list_goes_on_over_the_page_column_by_column_and_page_by_page():
    first = [*column(72, 72, NAMES[:3]), *column(330, 72, NAMES[3:6])]
    second = [*column(72, 72, NAMES[6:9]), *column(330, 72, NAMES[9:])]
    lines = [line for line in read(pdf(first, second)) if line.text]
    assert [line.text for line in lines] == NAMES
    assert [line.page for line in lines] == [1] * 6 + [2] * 6


def test_a_sidebar_is_read_by_itself():
    body = ["Dear Minister,", *BODY * 4]
    content = printed(pdf([*column(36, 72, NAMES[:9], 14, 8), *column(190, 72, body, 14, 9)]))
    assert content == [*NAMES[:9], *body] or content == [*body, *NAMES[:9]]


def test_persons_in_blocks_are_parted_by_blank_lines():
    blocks = ["Anna Becker", "Professor of Law", "", "Carlos Ruiz", "Lecturer", "", "Emma Fischer", "Dean"]
    assert [line.text for line in read(pdf(column(72, 72, blocks)))][: len(blocks)] == blocks


def test_running_heads_and_counting_page_numbers_are_furniture():
    pages = [
        [(72, 40, "Letter on water"), *column(72, 90, NAMES[4 * at : 4 * at + 4]), (290, 750, f"Page {at + 1} of 3")]
        for at in range(3)
    ]
    content = pdf(*pages)
    assert listed(content) == NAMES
    assert [line.text for line in read(content) if line.form is Form.FURNITURE] == [
        text for at in range(3) for text in ("Letter on water", f"Page {at + 1} of 3")
    ]


def test_names_with_numbers_at_the_foot_of_pages_are_not_counted_as_pages():
    foot = ["Local 000120 of Miners", "Local 000122 of Miners", "Local 000128 of Miners"]
    pages = [[*column(72, 72, NAMES[4 * at : 4 * at + 4]), (72, 700, name)] for at, name in enumerate(foot)]
    assert not any(line.form is Form.FURNITURE for line in read(pdf(*pages)))


def test_names_at_the_head_of_pages_are_no_running_heads():
    content = pdf(column(72, 72, NAMES[:6]), column(72, 72, NAMES[6:]))
    assert not any(line.form is Form.FURNITURE for line in read(content))


def test_small_print_at_the_foot_of_a_page_is_a_note_and_the_list_goes_on_behind_it():
    notes = ["1 See the report of the committee on dams, page 12.", "2 The same, page 14."]
    content = pdf([*column(72, 72, NAMES[:6]), *column(72, 700, notes, 10, 8)], column(72, 72, NAMES[6:]))
    assert listed(content) == NAMES
    assert [line.text for line in read(content) if line.form is Form.NOTE] == notes


def test_a_raised_number_behind_a_name_is_no_part_of_it():
    page = [*column(72, 72, ["Coast Watchers", "Punto24", "Dune Keepers"]), (149, 68, "3", 6)]
    assert printed(pdf(page)) == ["Coast Watchers", "Punto24", "Dune Keepers"]


def test_what_is_bold_is_strong_and_what_is_larger_is_a_heading():
    page = [(72, 72, "Organizations", 18), *column(72, 110, BODY), (72, 150, "Anna Becker", 11, "Helvetica-Bold")]
    lines = {line.text: line for line in read(pdf(page))}
    assert lines["Organizations"].form is Form.HEADING
    assert lines["Anna Becker"].strong == "Anna Becker"
    assert not lines[BODY[0]].strong


def test_capitals_with_accents_make_a_line_no_heading():
    page = [
        *column(72, 72, [*BODY, *NAMES]),
        (72, 400, "Étudiants de la mer"),
        (72, 414, "Österreichische Wasserwacht"),
    ]
    assert not any(line.form is Form.HEADING for line in read(pdf(page)))


def test_text_that_is_not_level_is_passed_over():
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, "Coast Watchers")
    canvas.rotate(45)
    canvas.drawString(400, 200, "DRAFT")
    canvas.save()
    assert printed(stream.getvalue()) == ["Coast Watchers"]


def test_a_person_who_says_one_column_is_believed():
    page = [*column(72, 72, NAMES[:6]), *column(330, 72, NAMES[6:])]
    assert printed(pdf(page), columns=1)[0] == "Alpine Water League Green Roofs"


def test_lines_are_numbered_through_the_document():
    lines = read(pdf(column(72, 72, NAMES[:6]), column(72, 72, NAMES[6:])))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_an_encrypted_file_says_so():
    content = pdf(column(72, 72, NAMES), encrypt=StandardEncryption("secret", strength=128))
    with pytest.raises(InputError, match=r"^letter\.pdf: is encrypted$") as error:
        read(content)
    assert "password" in error.value.hint


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF", pdf(column(72, 72, NAMES))[:300]])
def test_a_file_that_was_cut_off_says_so(content):
    with pytest.raises(InputError, match=r"^letter\.pdf: is damaged or was cut off$"):
        read(content)


def test_pages_that_are_pictures_say_so_and_name_the_option():
    with pytest.raises(InputError, match=r"^letter\.pdf: has no text: its pages are pictures$") as error:
        read(pdf([], []))
    assert "--ocr" in error.value.hint


def test_pages_without_text_among_others_are_passed_over_and_can_be_told():
    content = pdf(column(72, 72, NAMES), [])
    assert printed(content) == NAMES
    assert pages_without_text(read_letter(content, "letter.pdf"), content) == (2,)


def test_pages_without_text_are_recognized_where_it_is_asked_for(monkeypatch):
    recognized = pdf(column(72, 72, NAMES[:6]), column(72, 72, NAMES[6:]))
    monkeypatch.setattr(ocr, "with_text_layer", lambda content, name: recognized)  # noqa: ARG005 - as the real one
    lines = read_letter(pdf(column(72, 72, NAMES[:6]), []), "letter.pdf", ocr=True).lines
    assert [line.text for line in lines if line.text] == NAMES


def test_pages_that_all_have_text_are_not_recognized(monkeypatch):
    monkeypatch.delattr(ocr, "with_text_layer")
    assert read_letter(pdf(column(72, 72, NAMES)), "letter.pdf", ocr=True).lines


def test_pictures_of_nothing_say_so(monkeypatch):
    monkeypatch.setattr(ocr, "with_text_layer", lambda content, name: content)  # noqa: ARG005 - as the real one
    with pytest.raises(InputError, match="none was recognized"):
        read_letter(pdf([]), "letter.pdf", ocr=True)


def test_a_book_is_refused_and_not_cut_short(monkeypatch):
    monkeypatch.setattr("signers.reading.pdf._MOST_PAGES", 1)
    content = pdf(column(72, 72, ["Coast Watchers"]), column(72, 72, ["Dune Keepers"]))
    with pytest.raises(InputError, match=r"letter\.pdf: has 2 pages, more than 1"):
        lines_of(content, "letter.pdf")
