"""Layouts of Markdown, web pages and e-mail."""

from __future__ import annotations

from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING

from .drafts import Draft, Layout, bracketed, commas, placed
from .layouts import a_name_a_line, groups_of, halves, letter, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LAYOUTS: list[Layout] = []


def layout(name: str, suffix: str, **settings: object) -> Callable[[Callable[[Draft], str]], Callable[[Draft], str]]:
    """Enter the function as a layout."""

    def enter(setter: Callable[[Draft], str]) -> Callable[[Draft], str]:
        LAYOUTS.append(Layout(name, suffix, setter, **settings))  # type: ignore[arg-type]
        return setter

    return enter


# Markdown


def markdown(draft: Draft, rows: Iterable[str], heading: str = "") -> str:
    """A letter in Markdown around the rows of its list."""
    body = draft.body
    lines = [
        f"# {body.title}",
        "",
        body.date,
        "",
        "  \n".join(body.addressee),
        "",
        body.salutation,
        "",
    ]
    for at, paragraph in enumerate(body.paragraphs):
        lines += [paragraph, ""]
        if at == 2:
            lines += [f"* **{demand}**" for demand in body.demands] + [""]
    lines += [body.closing, "", *([f"## {heading}", ""] if heading else []), *rows, "", "---", "", body.press]
    return "\n".join(lines) + "\n"


@layout("md-bullets", ".md")
def md_bullets(draft: Draft) -> str:
    return markdown(draft, [f"* {name}" for name in draft.names], draft.body.heading)


@layout("md-numbered-ones", ".md")
def md_numbered_all_one(draft: Draft) -> str:
    return markdown(draft, [f"1. {name}" for name in draft.names], draft.body.heading)


@layout("md-bold-persons", ".md", takes="persons", fields=("title", "affiliation"))
def md_bold_names(draft: Draft) -> str:
    rows = [f"**{one.name}**, {one.title}, {one.affiliation}\n" for one in draft.signers]
    return markdown(draft, rows)


@layout("md-bold-bullets", ".md", takes="persons", fields=("title", "affiliation"))
def md_bold_bullets(draft: Draft) -> str:
    return markdown(
        draft, [f"- **{one.name}** – {one.title}, {one.affiliation}" for one in draft.signers], draft.body.heading
    )


@layout("md-hard-breaks", ".md")
def md_hard_breaks(draft: Draft) -> str:
    return markdown(draft, [f"{name}  " for name in draft.names])


@layout("md-stacks-hard-breaks", ".md", takes="persons", fields=("title", "affiliation"), most=40)
def md_stacks(draft: Draft) -> str:
    return markdown(draft, [f"**{one.name}**  \n{one.title}  \n{one.affiliation}\n" for one in draft.signers])


@layout("md-soft-breaks", ".md")
def md_one_paragraph(draft: Draft) -> str:
    return markdown(draft, draft.names, draft.body.heading)


@layout("md-paragraphs", ".md")
def md_paragraphs(draft: Draft) -> str:
    return markdown(draft, [f"{name}\n" for name in draft.names], draft.body.heading)


@layout("md-groups", ".md", takes="grouped", fields=("group",))
def md_groups(draft: Draft) -> str:
    rows = []
    for group, members in draft.by_group().items():
        rows += ["", f"### {group}", "", *(f"- {one.name}" for one in members)]
    return markdown(draft, rows, draft.body.heading)


@layout("md-table", ".md", takes="persons", fields=("title", "affiliation", "location"), without="|")
def md_table(draft: Draft) -> str:
    rows = [f"| {one.name} | {one.title} | {one.affiliation} | {one.location} |" for one in draft.signers]
    return markdown(
        draft, ["| Name | Title | Organization | City |", "| --- | --- | --- | --- |", *rows], draft.body.heading
    )


@layout("md-links", ".md", without="[]*_|")
def md_links(draft: Draft) -> str:
    return markdown(
        draft, [f"- [{name}](https://example.org/{at})" for at, name in enumerate(draft.names)], draft.body.heading
    )


@layout("md-linked-persons", ".md", takes="persons", fields=("title", "affiliation"))
def md_linked_persons(draft: Draft) -> str:
    rows = [
        f"- [{one.name}](https://example.org/{at}), {one.title}, {one.affiliation}"
        for at, one in enumerate(draft.signers)
    ]
    return markdown(draft, rows, draft.body.heading)


@layout("md-bracketed-persons", ".md", takes="persons", fields=("affiliation",))
def md_bracketed_persons(draft: Draft) -> str:
    return markdown(draft, [f"* {bracketed(one)}" for one in draft.signers], draft.body.heading)


# Web pages


def html_body(draft: Draft) -> str:
    """The letter up to its closing word."""
    body = draft.body
    parts = [
        f"<p>{body.date}</p>",
        "<p>" + "<br>\n".join(map(escape, body.addressee)) + "</p>",
        f"<p>{escape(body.salutation)}</p>",
    ]
    for at, paragraph in enumerate(body.paragraphs):
        parts.append(f"<p>{escape(paragraph)}</p>")
        if at == 2:
            parts.append("<ul>" + "".join(f"<li>{escape(demand)}</li>\n" for demand in body.demands) + "</ul>")
    return "\n".join([*parts, f"<p>{escape(body.closing)}</p>"])


def web_page(draft: Draft, markup: str, *, heading: bool = True) -> str:
    """A whole page around the markup of the list."""
    body = draft.body
    head = f"<h2>{escape(body.heading)}</h2>" if heading else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{body.language}"><head><meta charset="utf-8">'
        f"<title>{escape(body.title)}</title>"
        f"<style>.a {{color: red}}</style></head>\n<body>\n{html_body(draft)}\n{head}\n{markup}\n"
        f"<p>{escape(body.press)}</p>\n</body></html>\n"
    )


def _each(draft: Draft, before: str, after: str) -> str:
    return "\n".join(f"{before}{escape(name)}{after}" for name in draft.names)


@layout("html-ul", ".html")
def html_ul(draft: Draft) -> str:
    return web_page(draft, f"<ul>\n{_each(draft, '<li>', '</li>')}\n</ul>")


@layout("html-ol", ".html")
def html_ol(draft: Draft) -> str:
    return web_page(draft, f"<ol>\n{_each(draft, '<li><p>', '</p></li>')}\n</ol>", heading=False)


@layout("html-p", ".html")
def html_p(draft: Draft) -> str:
    return web_page(draft, _each(draft, "<p>", "</p>"))


@layout("html-br-one-line", ".html")
def html_br(draft: Draft) -> str:
    return web_page(draft, "<p>" + "<br/>".join(map(escape, draft.names)) + "</p>", heading=False)


@layout("html-source-wrapped", ".html")
def html_wrapped_in_the_source(draft: Draft) -> str:
    items = ["\n      ".join(wrap(name, 30)) for name in draft.names]
    return web_page(
        draft, "<ul>" + "".join(f"\n    <li>\n      {escape(item)}\n    </li>" for item in items) + "\n</ul>"
    )


@layout("html-table", ".html", takes="persons", fields=("title", "affiliation", "location"))
def html_table(draft: Draft) -> str:
    rows = "\n".join(
        f"<tr><td>{escape(one.name)}</td><td>{one.title}</td><td>{one.affiliation}</td><td>{one.location}</td></tr>"
        for one in draft.signers
    )
    head = "<tr><th>Name</th><th>Title</th><th>Organization</th><th>City</th></tr>"
    return web_page(draft, f"<table>{head}\n{rows}</table>")


@layout("html-table-no-header", ".html")
def html_table_of_names(draft: Draft) -> str:
    rows = [draft.names[at : at + 3] for at in range(0, len(draft.names), 3)]
    cells = "\n".join("<tr>" + "".join(f"<td>{escape(name)}</td>" for name in row) + "</tr>" for row in rows)
    return web_page(draft, f"<table>\n{cells}\n</table>")


@layout("html-table-places", ".html", takes="placed", fields=("location",))
def html_table_of_places(draft: Draft) -> str:
    rows = "\n".join(f"<tr><td>{escape(one.name)}</td><td>{one.location}</td></tr>" for one in draft.signers)
    return web_page(
        draft, f"<table><thead><tr><th>Organisation</th><th>Country</th></tr></thead><tbody>{rows}</tbody></table>"
    )


@layout("html-table-numbered", ".html", takes="placed", fields=("location",))
def html_table_numbered(draft: Draft) -> str:
    rows = "\n".join(
        f"<tr><td>{at}</td><td>{escape(one.name)}</td><td>{one.location}</td></tr>"
        for at, one in enumerate(draft.signers, 1)
    )
    return web_page(draft, f"<table><tr><td>No.</td><td>Organization</td><td>Country</td></tr>{rows}</table>")


@layout("html-stacks", ".html", takes="persons", fields=("title", "affiliation"), most=40)
def html_stacks(draft: Draft) -> str:
    items = "\n".join(
        f"<p><strong>{escape(one.name)}</strong><br>{one.title}<br>{one.affiliation}</p>" for one in draft.signers
    )
    return web_page(draft, items, heading=False)


@layout("html-divided-columns", ".html")
def html_columns_of_lists(draft: Draft) -> str:
    columns = "".join(
        '<div class="col"><p>' + "<br />\n".join(map(escape, names)) + "</p></div>" for names in halves(draft.names, 3)
    )
    return web_page(draft, f'<div class="row">{columns}</div>')


@layout("html-dl", ".html", takes="persons", fields=("title", "affiliation"))
def html_dl(draft: Draft) -> str:
    items = "\n".join(f"<dt>{escape(one.name)}</dt><dd>{one.title}, {one.affiliation}</dd>" for one in draft.signers)
    return web_page(draft, f"<dl>{items}</dl>")


@layout("html-divs", ".html")
def html_divs(draft: Draft) -> str:
    return web_page(draft, f'<div class="list">{_each(draft, "<div>", "</div>")}</div>')


@layout("html-cards", ".html", takes="persons", fields=("title", "affiliation"))
def html_cards(draft: Draft) -> str:
    cards = "".join(
        f'<div class="card"><div class="in"><span class="n"><b>{escape(one.name)}</b></span><br>'
        f"<span>{one.title}</span>"
        f"<br><span>{one.affiliation}</span></div></div>"
        for one in draft.signers
    )
    return web_page(draft, f'<section class="signers">{cards}</section>')


@layout("html-persons-li", ".html", takes="persons", fields=("title", "affiliation"))
def html_persons(draft: Draft) -> str:
    items = "\n".join(
        f"<li><strong>{escape(one.name)}</strong>, {one.title}, {one.affiliation}</li>" for one in draft.signers
    )
    return web_page(draft, f"<ul>{items}</ul>")


@layout("html-persons-em", ".html", takes="persons", fields=("title", "affiliation"))
def html_persons_with_emphasis(draft: Draft) -> str:
    items = "\n".join(f"<p>{escape(one.name)}<br><em>{one.title}</em>, {one.affiliation}</p>" for one in draft.signers)
    return web_page(draft, items)


@layout("html-groups", ".html", takes="grouped", fields=("group",))
def html_groups(draft: Draft) -> str:
    parts = [
        f"<h3>{group}</h3>\n<ul>" + "\n".join(f"<li>{escape(one.name)}</li>" for one in members) + "</ul>"
        for group, members in draft.by_group().items()
    ]
    return web_page(draft, "\n".join(parts))


@layout("html-site", ".html")
def html_site(draft: Draft) -> str:
    menu = "".join(
        f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ("Home", "About us", "Our work", "News", "Donate")
    )
    share = '<div class="share"><button>Share on Facebook</button><button>Tweet</button><a href="#">Email</a></div>'
    related = (
        '<aside><h4>Related posts</h4><ul><li><a href="/a">Rally at the Statehouse</a></li>'
        '<li><a href="/b">Annual report</a></li></ul></aside>'
    )
    return (
        f"<!DOCTYPE html><html><head><title>Letter</title><script>var list = ['A', 'B'];</script></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>Open letter</h1>{share}{html_body(draft)}"
        f"<h3>{draft.body.heading}</h3><ul>{_each(draft, '<li>', '</li>')}</ul>{share}</article>{related}</main>"
        f"<form><input type='email'><button>Add your name</button></form>"
        f"<footer><ul><li>Privacy policy</li><li>Contact</li></ul><p>© 2024 Harwick Civic League</p></footer>"
        "</body></html>"
    )


@layout("html-minified", ".html")
def html_minified(draft: Draft) -> str:
    page = web_page(draft, f"<ul>{_each(draft, '<li>', '</li>')}</ul>")
    return page.replace("\n", "")


@layout("html-run", ".html", without=";")
def html_run(draft: Draft) -> str:
    return web_page(draft, f"<p>{escape('; '.join(draft.names))}.</p>")


@layout("html-places", ".html", takes="placed", fields=("location",))
def html_places(draft: Draft) -> str:
    return web_page(draft, "<ul>" + "\n".join(f"<li>{escape(placed(one))}</li>" for one in draft.signers) + "</ul>")


# E-mail


def mail(draft: Draft, text: str = "", html: str = "") -> str:
    """A message around a letter."""
    message = EmailMessage()
    message["From"] = "Judith Penrose <judith@civic-harwick.example>"
    message["To"] = "Margaret Ellsworth <chair@statehouse.example>"
    message["Subject"] = draft.body.title
    message["Date"] = "Mon, 04 Mar 2024 10:00:00 +0000"
    if text:
        message.set_content(text, cte="quoted-printable")
    if html and text:
        message.add_alternative(html, subtype="html", cte="base64")
    elif html:
        message.set_content(html, subtype="html", cte="quoted-printable")
    return message.as_string()


@layout("mail-plain", ".eml")
def mail_plain(draft: Draft) -> str:
    return mail(draft, a_name_a_line(draft))


@layout("mail-html", ".eml")
def mail_html(draft: Draft) -> str:
    return mail(draft, html=html_ul(draft))


@layout("mail-both", ".eml", takes="grouped", fields=("group",))
def mail_both(draft: Draft) -> str:
    return mail(draft, letter(draft, groups_of(draft, lambda one: one.name)), html_groups(draft))


@layout("mail-reply", ".eml", language="en")
def mail_with_a_quoted_reply(draft: Draft) -> str:
    quoted = [
        "On Mon, 4 Mar 2024 at 09:12, Paul Aldridge <paul@example.org> wrote:",
        ">",
        "> Could you send the final letter?",
        "> Thank you,",
        "> Paul Aldridge",
        "> Legislative Director, Harwick Transit Union",
    ]
    return mail(draft, letter(draft, draft.names, after=False) + "\n" + "\n".join(quoted) + "\n")


@layout("mail-signature", ".eml", takes="persons", fields=("title", "affiliation"), language="en")
def mail_with_a_signature(draft: Draft) -> str:
    text = letter(draft, map(commas, draft.signers), after=False)
    return mail(
        draft, text + "\n-- \nJudith Penrose\nCommunications Officer\nHarwick Civic League\nSent from my phone\n"
    )
