"""Word documents as people write them: what Word keeps apart comes apart, and what a reader does not see stays out."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from signers.errors import InputError
from signers.model import Form
from signers.reading import read_letter

SPACES = nsdecls("w") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(document):
    return read_letter(saved(document), "letter.docx").lines


def texts(document):
    return [line.text for line in lines(document)]


def letter(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def with_xml(*pieces):
    """A document whose body holds these paragraphs, as Word writes them."""
    document = docx.Document()
    for piece in pieces:
        document.element.body.insert_element_before(
            parse_xml(piece.replace("<w:p>", f"<w:p {SPACES}>", 1).replace("<w:sdt>", f"<w:sdt {SPACES}>", 1)),
            "w:sectPr",
        )
    return document


def with_parts(document, changes):
    """The document with its parts changed, or new ones in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in {**dict.fromkeys(old.namelist()), **dict.fromkeys(changes)}:
            content = old.read(part).decode("latin-1") if part in old.namelist() else ""
            new.writestr(part, (changes[part](content) if part in changes else content).encode("latin-1"))
    return stream.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_name_a_paragraph_is_a_line_each_without_blank_lines():
    document = letter("Sincerely,", "", "Sierra Club", "Arts Council")
    assert texts(document) == ["Sincerely,", "", "Sierra Club", "Arts Council"]
    assert [line.number for line in lines(document)] == [1, 2, 3, 4]
    assert lines(document)[2].form is Form.PARAGRAPH


def test_forced_line_breaks_begin_lines_and_blank_ones_part_signatures():
    document = letter()
    paragraph = document.add_paragraph("Jane Doe")
    for text in ("Director", "", "John Roe"):
        paragraph.add_run().add_break()
        paragraph.add_run(text)
    assert texts(document) == ["Jane Doe", "Director", "", "John Roe"]


def test_clear_space_between_paragraphs_is_a_blank_line_where_others_are_set_solid():
    document = letter()
    for text, after in (("Jane Doe", 0), ("Director", 12), ("John Roe", 0), ("Chair", 12)):
        document.add_paragraph(text).paragraph_format.space_after = Pt(after)
    assert texts(document) == ["Jane Doe", "Director", "", "John Roe", "Chair"]


def test_space_after_every_paragraph_parts_nothing():
    document = letter()
    for text, after in (("Signatories", 0), ("Sierra Club", 10), ("Arts Council", 10), ("Water Fund", 10)):
        document.add_paragraph(text).paragraph_format.space_after = Pt(after)
    assert texts(document) == ["Signatories", "Sierra Club", "Arts Council", "Water Fund"]


def test_pages_turn_at_breaks_and_only_once_where_word_notes_them_again():
    document = letter("Body")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    noted = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('Sierra Club')}</w:p>"
    later = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('Arts Council')}</w:p>"
    for piece in (noted, later):
        document.element.body.insert_element_before(parse_xml(piece.replace("<w:p>", f"<w:p {SPACES}>")), "w:sectPr")
    assert [(line.text, line.page) for line in lines(document) if line.text] == [
        ("Body", 1),
        ("Sierra Club", 2),
        ("Arts Council", 3),
    ]


def test_lists_have_markers_and_headings_are_known_by_their_style():
    document = letter()
    document.add_heading("Signatories", 2)
    document.add_paragraph("Sierra Club", style="List Bullet")
    document.add_paragraph("Arts Council", style="List Number")
    document.add_paragraph("Dance Society", style="List Number")
    assert [(line.form, line.marker, line.text) for line in lines(document) if line.text] == [
        (Form.HEADING, "", "Signatories"),
        (Form.ITEM, "• ", "Sierra Club"),
        (Form.ITEM, "1. ", "Arts Council"),
        (Form.ITEM, "2. ", "Dance Society"),
    ]


def test_a_heading_of_any_language_is_known_by_its_outline_level():
    assert lines(with_xml(f'<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{run("Signataires")}</w:p>'))[0].form is (
        Form.HEADING
    )


def test_typed_markers_are_taken_off():
    found = lines(letter("• Sierra Club", "2. Arts Council"))
    assert [(line.marker, line.text) for line in found] == [("• ", "Sierra Club"), ("2. ", "Arts Council")]


def test_bold_beginnings_are_strong():
    document = letter()
    paragraph = document.add_paragraph()
    paragraph.add_run("Jane Doe").bold = True
    paragraph.add_run(", Director")
    document.add_paragraph().add_run("Sierra Club").bold = True
    document.add_paragraph("Arts Council")
    assert [line.strong for line in lines(document)] == ["Jane Doe", "Sierra Club", ""]


def test_revisions_are_read_as_accepted():
    found = texts(
        with_xml(
            f"<w:p>{run('Sierra ')}<w:del w:id='1' w:author='x'><w:r><w:delText>Group</w:delText></w:r></w:del>"
            f"<w:ins w:id='2' w:author='x'>{run('Club')}</w:ins></w:p>"
        )
    )
    assert found == ["Sierra Club"]


def test_hidden_text_and_prompts_stay_out_and_wrapped_text_stays_in():
    found = texts(
        with_xml(
            f"<w:p>{run('Arts')}{run(' secret', '<w:vanish/>')}<w:hyperlink>{run(' Council')}</w:hyperlink>"
            f"<w:smartTag w:element='place'>{run(' of Reno')}</w:smartTag></w:p>",
            f"<w:sdt><w:sdtContent><w:p>{run('Dance Society')}</w:p></w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"<w:p>{run('Click to enter text')}</w:p></w:sdtContent></w:sdt>",
        )
    )
    assert found == ["Arts Council of Reno", "Dance Society"]


def test_a_text_box_is_read_once_though_word_writes_it_twice():
    box = f"<w:txbxContent><w:p>{run('Sierra Club')}</w:p><w:p>{run('Arts Council')}</w:p></w:txbxContent>"
    found = texts(
        with_xml(
            f"<w:p>{run('Dear Senator,')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
            f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    )
    assert [*filter(None, found)] == ["Dear Senator,", "Sierra Club", "Arts Council"]


def test_headers_footers_stay_out_and_superscript_numbers_with_them():
    document = letter()
    paragraph = document.add_paragraph("Sierra Club")
    paragraph.add_run("1").font.superscript = True
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    assert texts(document) == ["Sierra Club"]


def test_footnotes_stand_at_the_end_as_notes():
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = (
        f"<w:footnotes {SPACES}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='1'><w:p>{run('See the report.')}</w:p></w:footnote></w:footnotes>"
    )
    content = with_parts(
        letter("Sierra Club"),
        {
            "word/footnotes.xml": lambda _: notes,
            "[Content_Types].xml": lambda text: text.replace(
                "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
            ),
            "word/_rels/document.xml.rels": lambda text: text.replace(
                "</Rel", f'<Relationship Id="rIdN" Type="{relation}" Target="footnotes.xml"/></Rel'
            ),
        },
    )
    found = read_letter(content, "letter.docx").lines
    assert [(line.form, line.text) for line in found] == [
        (Form.PARAGRAPH, "Sierra Club"),
        (Form.LINE, ""),
        (Form.NOTE, "See the report."),
    ]


def test_entities_of_entities_do_not_explode():
    bomb = "<!DOCTYPE w [<!ENTITY a 'x'>" + "".join(
        f"<!ENTITY {new} '{f'&{old};' * 9}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    content = with_parts(
        letter("Sierra Club", "Arts"),
        {
            "word/document.xml": lambda text: text.replace("<w:document", f"{bomb}]><w:document", 1).replace(
                "Arts", "Arts &j; Council"
            )
        },
    )
    try:
        assert len(read_letter(content, "letter.docx").lines) == 2
    except InputError as error:
        assert "damaged" in str(error)  # noqa: PT017 - either way it ends well


def test_signers_side_by_side_with_tabs_come_one_after_another():
    document = letter(
        "Jane Doe\t\tJohn Longfellow Roe",
        "Director of Research\tChair",
        "Arts Council\t\t\tSierra Club",
        "",
        "Ann Poe\tJim Fox",
    )
    assert texts(document)[:8] == [
        *("Jane Doe", "Director of Research", "Arts Council", ""),
        *("John Longfellow Roe", "Chair", "Sierra Club", ""),
    ]


def test_many_lines_with_tabs_are_a_table():
    document = letter(*(f"Person {letter}\tSociety of {letter}" for letter in "ABCDEFGH"))
    assert [line.cells for line in lines(document)][:2] == [("Person A", "Society of A"), ("Person B", "Society of B")]


def test_a_gap_in_a_line_of_the_body_stays_one():
    assert [*filter(None, texts(letter("To:\tThe Senate", "From:\tSierra Club")))] == [
        "To:      The Senate",
        "From:    Sierra Club",
    ]
    assert texts(letter("Sincerely,\t\tMarch 3")) == ["Sincerely,    March 3"]


def test_a_table_comes_as_rows_of_cells():
    document = letter("Signatories")
    table = document.add_table(rows=0, cols=2)
    for cells in (("Name", "Organization"), ("Jane Doe", "Arts Council"), ("John Roe", "Sierra\nClub")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    rows = [line for line in lines(document) if line.form is Form.ROW]
    assert [row.cells for row in rows] == [
        ("Name", "Organization"),
        ("Jane Doe", "Arts Council"),
        ("John Roe", "Sierra\nClub"),
    ]
    assert rows[-1].text == "John Roe | Sierra Club"


def test_a_cell_over_two_columns_keeps_the_others_in_place():
    document = letter()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "National"
    table.cell(0, 2).text = "x"
    for cell, text in zip(table.rows[1].cells, ("1", "Arts Council", "Reno"), strict=True):
        cell.text = text
    assert [line.cells for line in lines(document) if line.cells] == [
        ("National", "", "x"),
        ("1", "Arts Council", "Reno"),
    ]


def test_a_table_for_the_layout_is_read_cell_by_cell_down_the_columns():
    document = letter("Sincerely,")
    table = document.add_table(rows=2, cols=2)
    signatures = (
        ("Jane Doe\nDirector\nArts Council", "John Roe\nChair\nSierra Club"),
        ("Ann Poe\nNurse\nReno", "Jim Fox\nPoet\nElko"),
    )
    for row, cells in zip(table.rows, signatures, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    found = texts(document)
    assert [text for text in found if text in {"Jane Doe", "John Roe", "Ann Poe", "Jim Fox"}] == [
        *("Jane Doe", "Ann Poe", "John Roe", "Jim Fox")
    ]
    assert found[2:6] == ["Jane Doe", "Director", "Arts Council", ""]


def test_columns_of_names_in_one_row_of_cells_are_lists():
    document = letter()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Arts Council\nDance Society\nSierra Club"
    table.cell(0, 1).text = "Theatre Union\nWater Fund\nZoo Friends"
    assert texts(document)[:4] == ["Arts Council", "Dance Society", "Sierra Club", ""]


def test_indents_are_kept():
    document = letter()
    document.add_paragraph("Arts Council").paragraph_format.left_indent = Pt(36)
    assert lines(document)[0].left == 6


# --- Files that cannot be read ----------------------------------------------------------------------------------


def test_a_document_that_was_cut_off_says_so():
    content = saved(letter(*["Sierra Club"] * 500))
    with pytest.raises(InputError, match=r"letter.docx: is damaged or was cut off"):
        read_letter(content[: len(content) // 2], "letter.docx")


def test_a_document_with_a_broken_part_says_so():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(letter("Sierra Club")))) as good, zipfile.ZipFile(stream, "w") as bad:
        for part in good.namelist():
            bad.writestr(part, good.read(part)[: -20 if part == "word/document.xml" else None])
    with pytest.raises(InputError, match="damaged"):
        read_letter(stream.getvalue(), "letter.docx")


def test_a_zip_file_without_a_document_says_so():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    with pytest.raises(InputError, match="damaged"):
        read_letter(stream.getvalue(), "letter.docx")


def test_a_document_that_unpacks_without_end_is_refused(monkeypatch):
    import signers.reading.docx as reader

    stream = io.BytesIO()
    good = zipfile.ZipFile(io.BytesIO(saved(letter("x"))))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in good.namelist():
            bomb.writestr(part, good.read(part))
        bomb.writestr("word/media/image1.bin", bytes(1 << 20))
    monkeypatch.setattr(reader, "_LARGEST", 1 << 20)
    with pytest.raises(InputError, match="too much for a letter"):
        read_letter(stream.getvalue(), "letter.docx")


def test_an_empty_document_says_so():
    with pytest.raises(InputError, match="holds no text"):
        read_letter(saved(docx.Document()), "letter.docx")
