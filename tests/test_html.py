"""Web pages are read tag by tag."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.model import Form
from signers.reading.html import lines_of, lines_of_html


def kept(source):
    return [line.text for line in lines_of_html(source) if line.text and line.form is not Form.FURNITURE]


def test_line_breaks_in_one_line_part_names():
    assert kept("<p>Signed<br/>Tom&rsquo;s Repair<br>X-Lab<br/><br/></p>") == ["Signed", "Tom’s Repair", "X-Lab"]


def test_items_nobody_closed_are_counted_and_wrapped_ones_are_one():
    lines = lines_of_html("<ol start=3>\n<li>\nHarbor\nWatch\n<li>Oak\n</ol>")
    assert [(line.number, line.end, line.marker, line.text) for line in lines if line.text] == [
        (3, 4, "3. ", "Harbor Watch"),
        (5, 0, "4. ", "Oak"),
    ]


def test_a_row_holds_its_cells():
    (row,) = lines_of_html("<table><tr><td>1<td>Global\nWatch<td>Ghana</table>")
    assert (row.form, row.cells, row.text) == (Form.ROW, ("1", "Global Watch", "Ghana"), "1 | Global Watch | Ghana")


def test_what_surrounds_a_saved_page_is_none_of_the_letter():
    page = """<html><head><title>T</title><style>p{}</style></head><body><nav>Home</nav>
    <div class="cookie-banner">We use cookies</div><article><h1>Letter</h1><p>Harbor Watch</p></article>
    <div class="share-buttons">Share</div><div id="comments">Bo says</div><footer>Contact</footer>
    <p style="display:none">Hidden</p><script>var x = "<p>y</p>"</script></body></html>"""
    assert kept(page) == ["Letter", "Harbor Watch"]


def test_the_page_says_its_charset():
    assert lines_of("<meta charset=windows-1252><p>Réseau".encode("cp1252"), "a.html")[0].text == "Réseau"


def test_bold_at_the_beginning_is_strong():
    assert lines_of_html("<p><b>Ada Rivers</b>, Analyst</p>")[0].strong == "Ada Rivers"


@pytest.mark.parametrize("sign", ["<", "<a ", "<!--", "<![CDATA[", '<a b="', "</a ", "&a ", "<?", "<div>", "<p><b>"])
def test_hostile_signs_are_survived(sign):
    assert isinstance(lines_of_html(sign * 20_000), tuple)


@given(
    st.lists(st.text("abc &<é", min_size=1).filter(str.strip), min_size=1), st.sampled_from(["p", "li", "div", "h2"])
)
def test_a_list_comes_back_whatever_its_tags(names, tag):
    assert kept("".join(f"<{tag}>{html.escape(name)}</{tag}>" for name in names)) == [
        " ".join(name.split()) for name in names
    ]
