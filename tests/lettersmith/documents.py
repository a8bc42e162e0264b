"""Layouts of DOCX by python-docx, of PDF by reportlab, and of both by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from .drafts import Draft, Layout, commas, placed, stack
from .layouts import halves
from .markup import html_ul, web_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LAYOUTS: list[Layout] = []
OFFICE = "soffice"


def layout(
    name: str, suffix: str, **settings: object
) -> Callable[[Callable[[Draft], bytes]], Callable[[Draft], bytes]]:
    """Enter the function as a layout."""

    def enter(setter: Callable[[Draft], bytes]) -> Callable[[Draft], bytes]:
        LAYOUTS.append(Layout(name, suffix, setter, **settings))  # type: ignore[arg-type]
        return setter

    return enter


# DOCX


def _document(draft: Draft) -> Any:
    from docx import Document

    document, body = Document(), draft.body
    document.sections[0].header.paragraphs[0].text = body.title
    document.add_paragraph(body.date)
    document.add_paragraph("\n".join(body.addressee))
    document.add_paragraph(body.salutation)
    for at, paragraph in enumerate(body.paragraphs):
        document.add_paragraph(paragraph)
        if at == 2:
            for demand in body.demands:
                document.add_paragraph(demand, style="List Bullet")
    document.add_paragraph(body.closing)
    return document


def _saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@layout("docx-paragraphs", ".docx")
def docx_paragraphs(draft: Draft) -> bytes:
    document = _document(draft)
    for name in draft.names:
        document.add_paragraph(name)
    document.add_paragraph("")
    document.add_paragraph(draft.body.press)
    return _saved(document)


@layout("docx-heading", ".docx")
def docx_heading(draft: Draft) -> bytes:
    document = _document(draft)
    document.add_heading(draft.body.heading, 2)
    for name in draft.names:
        document.add_paragraph(name, style="List Bullet")
    return _saved(document)


@layout("docx-numbered", ".docx")
def docx_numbered(draft: Draft) -> bytes:
    document = _document(draft)
    for name in draft.names:
        document.add_paragraph(name, style="List Number")
    return _saved(document)


@layout("docx-line-breaks", ".docx")
def docx_line_breaks(draft: Draft) -> bytes:
    document = _document(draft)
    document.add_paragraph("\n".join(draft.names))
    return _saved(document)


@layout("docx-grid", ".docx")
def docx_grid(draft: Draft) -> bytes:
    document, columns = _document(draft), draft.rng.choice((2, 3))
    rows = [draft.names[at : at + columns] for at in range(0, len(draft.names), columns)]
    table = document.add_table(len(rows), columns)
    for row, names in zip(table.rows, rows, strict=True):
        for cell, name in zip(row.cells, names, strict=False):
            cell.text = name
    return _saved(document)


@layout("docx-cells-of-lists", ".docx")
def docx_cells_that_hold_columns(draft: Draft) -> bytes:
    document = _document(draft)
    columns = halves(draft.names, 2)
    table = document.add_table(1, len(columns))
    for cell, names in zip(table.rows[0].cells, columns, strict=True):
        cell.text = names[0]
        for name in names[1:]:
            cell.add_paragraph(name)
    return _saved(document)


@layout("docx-table", ".docx", takes="persons", fields=("title", "affiliation", "location"), most=80)
def docx_table(draft: Draft) -> bytes:
    document = _document(draft)
    table = document.add_table(1, 4)
    for cell, text in zip(table.rows[0].cells, ("Name", "Title", "Organization", "City"), strict=True):
        cell.text = text
    for one in draft.signers:
        for cell, part in zip(table.add_row().cells, stack(one), strict=True):
            cell.text = part
    return _saved(document)


@layout("docx-columns", ".docx")
def docx_columns(draft: Draft) -> bytes:
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    document = _document(draft)
    section = document.add_section(WD_SECTION.CONTINUOUS)
    section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), "2")  # noqa: SLF001 - python-docx has no other way to columns
    for name in draft.names:
        document.add_paragraph(name)
    return _saved(document)


@layout("docx-tabs", ".docx", most=60)
def docx_names_parted_by_tabs(draft: Draft) -> bytes:
    document = _document(draft)
    for at in range(0, len(draft.names), 2):
        document.add_paragraph("\t".join(draft.names[at : at + 2]))
    return _saved(document)


@layout("docx-text-box", ".docx", most=40)
def docx_text_box(draft: Draft) -> bytes:
    from docx.oxml import parse_xml

    document = _document(draft)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "".join(f"<w:p><w:r><w:t>{escape(name)}</w:t></w:r></w:p>" for name in draft.names)
    run = document.add_paragraph().add_run()
    run._r.append(  # noqa: SLF001 - python-docx has no other way to text boxes
        parse_xml(
            f'<w:pict xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:400pt;height:400pt">'
            f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )
    return _saved(document)


@layout("docx-bold-persons", ".docx", takes="persons", fields=("title", "affiliation"))
def docx_bold_persons(draft: Draft) -> bytes:
    document = _document(draft)
    for one in draft.signers:
        paragraph = document.add_paragraph()
        paragraph.add_run(one.name).bold = True
        paragraph.add_run(f", {one.title}, {one.affiliation}")
    return _saved(document)


@layout("docx-stacks", ".docx", takes="persons", fields=("title", "affiliation"), most=40)
def docx_stacks(draft: Draft) -> bytes:
    document = _document(draft)
    for one in draft.signers:
        document.add_paragraph("\n".join(stack(one)[:3]))
    return _saved(document)


@layout("docx-stacks-paragraphs", ".docx", takes="persons", fields=("title", "affiliation"), most=40)
def docx_stacks_of_paragraphs(draft: Draft) -> bytes:
    document = _document(draft)
    for one in draft.signers:
        for text in (*stack(one)[:3], ""):
            document.add_paragraph(text)
    return _saved(document)


@layout("docx-groups", ".docx", takes="grouped", fields=("group",))
def docx_groups(draft: Draft) -> bytes:
    document = _document(draft)
    for group, members in draft.by_group().items():
        document.add_heading(group, 3)
        for one in members:
            document.add_paragraph(one.name)
    return _saved(document)


# PDF by reportlab; its own typefaces know Western letters only


class _Pdf:
    """A letter being set: its parts, and the frames of its pages."""

    def __init__(self, draft: Draft) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.draft = draft
        self.style = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
        self.entry = ParagraphStyle("entry", parent=self.style, spaceAfter=draft.rng.choice((0, 2)))
        self.strong = ParagraphStyle("strong", parent=self.style, fontName="Times-Bold")

    def paragraph(self, text: str, style: Any = None) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(escape(text), style or self.style)

    def opening(self) -> list[Any]:
        from reportlab.platypus import Paragraph

        body = self.draft.body
        story = [self.paragraph(body.date), Paragraph("<br/>".join(map(escape, body.addressee)), self.style),
                 self.paragraph(body.salutation)]  # fmt: skip
        for at, text in enumerate(body.paragraphs):
            story.append(self.paragraph(text))
            if at == 2:
                story += [self.paragraph(f"• {demand}", self.entry) for demand in body.demands]
        return [*story, self.paragraph(body.closing)]

    def build(self, story: list[Any], columns: int = 1, *, furniture: bool = False) -> bytes:
        """The pages: the letter in one column, what follows a `NextPageTemplate` in several."""
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

        width, height = A4
        margin, gap = 70, 16
        inner = width - 2 * margin
        each = (inner - gap * (columns - 1)) / columns
        bottom, tall = margin, height - 2 * margin

        def furnish(canvas: Any, document: Any) -> None:
            if furniture:
                canvas.setFont("Times-Italic", 9)
                canvas.drawString(margin, height - 40, self.draft.body.title)
                canvas.drawCentredString(width / 2, 40, str(document.page))

        file = BytesIO()
        document = BaseDocTemplate(file, pagesize=A4, title="Letter", invariant=1)
        document.addPageTemplates(
            [
                PageTemplate("one", [Frame(margin, bottom, inner, tall, 0, 0, 0, 0, id="whole")], onPage=furnish),
                PageTemplate(
                    "columns",
                    [
                        Frame(margin + at * (each + gap), bottom, each, tall, 0, 0, 0, 0, id=f"column{at}")
                        for at in range(columns)
                    ],
                    onPage=furnish,
                ),
            ]
        )
        document.build(story)
        return file.getvalue()

    def columns(self, rows: Sequence[Any], columns: int, **settings: bool) -> bytes:
        """The rows of the list on pages of their own, in columns."""
        from reportlab.platypus import NextPageTemplate, PageBreak

        return self.build([*self.opening(), NextPageTemplate("columns"), PageBreak(), *rows], columns, **settings)

    def balanced(self, rows: Sequence[Any], columns: int) -> bytes:
        """The rows of the list right under the letter, in columns of one height."""
        from reportlab.platypus import BalancedColumns

        return self.build([*self.opening(), BalancedColumns(list(rows), nCols=columns, innerPadding=14)])


@layout("pdf-one-column", ".pdf", encoding="cp1252")
def pdf_one_column(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.build([*pdf.opening(), *(pdf.paragraph(name, pdf.entry) for name in draft.names)])


@layout("pdf-two-columns", ".pdf", encoding="cp1252")
def pdf_two_columns(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.balanced([pdf.paragraph(name, pdf.entry) for name in draft.names], 2)


@layout("pdf-two-columns-page", ".pdf", encoding="cp1252")
def pdf_two_columns_on_their_page(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    rows = [pdf.paragraph(name, pdf.entry) for name in draft.names]
    return pdf.columns([pdf.paragraph(draft.body.heading, pdf.strong), *rows], 2, furniture=True)


@layout("pdf-three-columns", ".pdf", encoding="cp1252")
def pdf_three_columns(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.balanced([pdf.paragraph(name, pdf.entry) for name in draft.names], 3)


@layout("pdf-pages", ".pdf", encoding="cp1252")
def pdf_pages(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.build([*pdf.opening(), *(pdf.paragraph(name, pdf.entry) for name in draft.names)], furniture=True)


def _pdf_list(draft: Draft, **settings: object) -> bytes:
    from reportlab.platypus import ListFlowable

    pdf = _Pdf(draft)
    return pdf.build(
        [*pdf.opening(), ListFlowable([pdf.paragraph(name, pdf.entry) for name in draft.names], **settings)]
    )


@layout("pdf-bullets", ".pdf", encoding="cp1252")
def pdf_bullets(draft: Draft) -> bytes:
    return _pdf_list(draft, bulletType="bullet", start="•")


@layout("pdf-numbered", ".pdf", encoding="cp1252")
def pdf_numbered(draft: Draft) -> bytes:
    return _pdf_list(draft, bulletType="1", bulletFormat="%s.", leftIndent=30)


@layout("pdf-sidebar", ".pdf", encoding="cp1252", most=36)
def pdf_sidebar(draft: Draft) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate

    pdf, file = _Pdf(draft), BytesIO()
    small = ParagraphStyle("small", parent=pdf.style, fontName="Helvetica", fontSize=7.5, leading=9, spaceAfter=4)
    frames = [Frame(40, 50, 130, 740, 0, 0, 0, 0), Frame(195, 50, 350, 740, 0, 0, 0, 0)]
    document = BaseDocTemplate(file, pagesize=A4, title="Letter", invariant=1)
    document.addPageTemplates(
        [PageTemplate("first", frames), PageTemplate("later", [Frame(70, 50, 460, 740, 0, 0, 0, 0)])]
    )
    rows = [pdf.paragraph(name, small) for name in draft.names]
    document.build([NextPageTemplate("later"), *rows, FrameBreak(), *pdf.opening()])
    return file.getvalue()


@layout("pdf-notes", ".pdf", encoding="cp1252")
def pdf_notes(draft: Draft) -> bytes:
    """Footnotes stand at the foot of each page, smaller than the text."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    pdf, file = _Pdf(draft), BytesIO()

    def foot(canvas: Any, _: Any) -> None:
        canvas.line(70, 92, 200, 92)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(70, 80, draft.body.note)

    document = BaseDocTemplate(file, pagesize=A4, title="Letter", invariant=1)
    document.addPageTemplates([PageTemplate("page", [Frame(70, 110, 455, 660, 0, 0, 0, 0)], onPage=foot)])
    document.build([*pdf.opening(), *(pdf.paragraph(name, pdf.entry) for name in draft.names)])
    return file.getvalue()


@layout("pdf-persons-blocks", ".pdf", takes="persons", fields=("title", "affiliation"), encoding="cp1252", most=24)
def pdf_persons_in_two_columns(draft: Draft) -> bytes:
    from reportlab.platypus import Paragraph, Table

    pdf = _Pdf(draft)
    cells = [Paragraph("<br/>".join(map(escape, stack(one)[:3])), pdf.style) for one in draft.signers]
    rows = [[*cells[at : at + 2], ""][:2] for at in range(0, len(cells), 2)]
    return pdf.build([*pdf.opening(), Table(rows, colWidths=[225, 225])])


@layout("pdf-persons-lines", ".pdf", takes="persons", fields=("title", "affiliation"), encoding="cp1252")
def pdf_persons_a_line(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.build([*pdf.opening(), *(pdf.paragraph(commas(one), pdf.entry) for one in draft.signers)])


@layout("pdf-persons-stacks", ".pdf", takes="persons", fields=("title", "affiliation"), encoding="cp1252", most=40)
def pdf_persons_stacked(draft: Draft) -> bytes:
    from reportlab.platypus import Paragraph

    pdf = _Pdf(draft)
    cells = [Paragraph("<br/>".join(map(escape, stack(one)[:3])), pdf.style) for one in draft.signers]
    return pdf.build([*pdf.opening(), *cells])


@layout("pdf-table", ".pdf", takes="persons", fields=("title", "affiliation"), encoding="cp1252")
def pdf_table(draft: Draft) -> bytes:
    from reportlab.platypus import Table

    pdf = _Pdf(draft)
    rows = [["Name", "Title", "Organization"], *([one.name, one.title, one.affiliation] for one in draft.signers)]
    return pdf.build([*pdf.opening(), Table(rows, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])])


@layout("pdf-run", ".pdf", encoding="cp1252", without=";")
def pdf_run(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.build([*pdf.opening(), pdf.paragraph("; ".join(draft.names) + ".")])


@layout("pdf-places", ".pdf", takes="placed", fields=("location",), encoding="cp1252")
def pdf_places(draft: Draft) -> bytes:
    pdf = _Pdf(draft)
    return pdf.balanced([pdf.paragraph(placed(one), pdf.entry) for one in draft.signers], 2)


@layout("pdf-groups", ".pdf", takes="grouped", fields=("group",), encoding="cp1252")
def pdf_groups(draft: Draft) -> bytes:
    pdf, rows = _Pdf(draft), []
    for group, members in draft.by_group().items():
        rows += [pdf.paragraph(group, pdf.strong), *(pdf.paragraph(one.name, pdf.entry) for one in members)]
    return pdf.build([*pdf.opening(), *rows])


# LibreOffice


def converted(content: bytes, suffix: str, to: str) -> bytes:
    """A document as LibreOffice saves it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"letter{suffix}"
        path.write_bytes(content)
        target = Path(folder) / "out"
        subprocess.run(
            [shutil.which(OFFICE) or OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", to, "--outdir", str(target), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (target / f"letter.{to.split(':', 1)[0]}").read_bytes()


@layout("office-pdf-paragraphs", ".pdf", needs=OFFICE)
def office_pdf_paragraphs(draft: Draft) -> bytes:
    return converted(docx_paragraphs(draft), ".docx", "pdf")


@layout("office-pdf-columns", ".pdf", needs=OFFICE)
def office_pdf_columns(draft: Draft) -> bytes:
    return converted(docx_columns(draft), ".docx", "pdf")


@layout("office-pdf-table", ".pdf", needs=OFFICE, takes="persons", fields=("title", "affiliation", "location"), most=60)
def office_pdf_table(draft: Draft) -> bytes:
    return converted(docx_table(draft), ".docx", "pdf")


@layout("office-pdf-stacks", ".pdf", needs=OFFICE, takes="persons", fields=("title", "affiliation"), most=40)
def office_pdf_stacks(draft: Draft) -> bytes:
    return converted(docx_stacks(draft), ".docx", "pdf")


@layout("office-docx-list", ".docx", needs=OFFICE)
def office_docx_list(draft: Draft) -> bytes:
    return converted(html_ul(draft).encode(), ".html", "docx:MS Word 2007 XML")


@layout("office-docx-columns", ".docx", needs=OFFICE)
def office_docx_columns(draft: Draft) -> bytes:
    return converted(docx_columns(draft), ".docx", "docx:MS Word 2007 XML")


@layout("office-docx-persons", ".docx", needs=OFFICE, takes="persons", fields=("title", "affiliation"))
def office_docx_persons(draft: Draft) -> bytes:
    rows = "".join(f"<p>{escape(commas(one))}</p>" for one in draft.signers)
    return converted(web_page(draft, rows).encode(), ".html", "docx:MS Word 2007 XML")
