"""Layouts of form responses and of lists as data: CSV, TSV, XLSX, ODS, YAML, JSON."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from .drafts import Draft, Layout
from .lists import ORGANIZATION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LAYOUTS: list[Layout] = []
_ALL = ("title", "affiliation", "location")


def layout(name: str, suffix: str, **settings: object) -> Callable[[Callable[[Draft], Any]], Callable[[Draft], Any]]:
    """Enter the function as a layout."""

    def enter(setter: Callable[[Draft], Any]) -> Callable[[Draft], Any]:
        LAYOUTS.append(Layout(name, suffix, setter, **settings))  # type: ignore[arg-type]
        return setter

    return enter


def _table(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    file = StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return file.getvalue()


def responses(draft: Draft) -> list[list[str]]:
    """What a form collects of persons: more than a letter prints."""
    rows = [["Timestamp", "Full name", "Email address", "Job title", "Organisation", "City", "May we contact you?"]]
    for at, one in enumerate(draft.signers):
        rows.append([f"2024/03/{at % 28 + 1:02} 10:{at % 60:02}", one.name, f"user{at}@example.org", one.title or "",
                     one.affiliation or "", one.location or "", "Yes" if at % 3 else "No"])  # fmt: skip
    return rows


@layout("csv-persons", ".csv", takes="persons", fields=_ALL)
def csv_persons(draft: Draft) -> str:
    return _table(responses(draft))


@layout("csv-organizations", ".csv", takes="placed", fields=("location",))
def csv_organizations(draft: Draft) -> str:
    rows = [[one.location or "", "yes", one.name, f"contact{at}@example.org"] for at, one in enumerate(draft.signers)]
    return _table([["Country", "Consent", "Name of organization", "E-mail"], *rows])


@layout("csv-german", ".csv", takes="persons", fields=_ALL, language="de")
def csv_german(draft: Draft) -> str:
    rows = [[one.name, one.title, one.affiliation, one.location] for one in draft.signers]
    return "\ufeff" + _table([["Name", "Funktion", "Organisation", "Ort"], *rows], ";")


@layout("csv-first-last", ".csv", takes="bare")
def csv_first_and_last_names(draft: Draft) -> str:
    rows = [[*one.split(" ", 1), f"p{at}@example.org"] for at, one in enumerate(draft.names)]
    return _table([["First name", "Last name", "Email"], *rows])


@layout("csv-sign-as", ".csv", takes="mixed", fields=("title", "affiliation"))
def csv_sign_as(draft: Draft) -> str:
    rows = []
    for one in draft.signers:
        if one.kind == ORGANIZATION:
            rows.append(["Organization", "Jordan Avery", "Coordinator", one.name, "a@example.org"])
        else:
            rows.append(["Individual", one.name, one.title or "", one.affiliation or "", "b@example.org"])
    return _table([["I am signing as", "Your name", "Your title", "Organization", "Email"], *rows])


@layout("csv-one-column", ".csv")
def csv_one_column(draft: Draft) -> str:
    return _table([["Organization"], *([name] for name in draft.names)])


@layout("tsv-persons", ".tsv", takes="persons", fields=_ALL)
def tsv_persons(draft: Draft) -> str:
    rows = [[one.affiliation, one.name, one.location, one.title] for one in draft.signers]
    return _table([["Affiliation", "Name", "Location", "Position"], *rows], "\t")


@layout("xlsx-persons", ".xlsx", takes="persons", fields=_ALL)
def xlsx_persons(draft: Draft) -> bytes:
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Form responses 1")
        for at, row in enumerate(responses(draft)):
            sheet.write_row(at, 0, row)
    return file.getvalue()


@layout("xlsx-organizations", ".xlsx", takes="placed", fields=("location",))
def xlsx_organizations(draft: Draft) -> bytes:
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, draft.body.attachment)
        sheet.write_row(2, 0, ["No.", "Organization", "Country"])
        for at, one in enumerate(draft.signers, 1):
            sheet.write_row(at + 2, 0, [at, one.name, one.location])
    return file.getvalue()


@layout("ods-organizations", ".ods", takes="placed", fields=("location",))
def ods_organizations(draft: Draft) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, table, file = OpenDocumentSpreadsheet(), Table(name="Signatures"), BytesIO()
    for texts in [("Organisation", "Pays"), *((one.name, one.location or "") for one in draft.signers)]:
        row = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.write(file)
    return file.getvalue()


def _yaml(data: object) -> str:
    import yaml

    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


@layout("yaml-strings", ".yaml")
def yaml_strings(draft: Draft) -> str:
    return _yaml(draft.names)


@layout("yaml-mappings", ".yml", takes="persons", fields=("title", "affiliation"))
def yaml_mappings(draft: Draft) -> str:
    entries = [
        {"name": one.name, "title": one.title, "affiliation": one.affiliation, "link": f"https://example.org/{at}"}
        for at, one in enumerate(draft.signers)
    ]
    return _yaml({"title": "Open letter", "signatories": entries})


@layout("yaml-groups", ".yaml", takes="grouped", fields=("group",))
def yaml_groups(draft: Draft) -> str:
    return _yaml({group: [one.name for one in members] for group, members in draft.by_group().items()})


@layout("json-strings", ".json")
def json_strings(draft: Draft) -> str:
    return json.dumps({"signers": draft.names}, ensure_ascii=False, indent=1)


@layout("json-mappings", ".json", takes="persons", fields=_ALL)
def json_mappings(draft: Draft) -> str:
    return json.dumps(
        [
            {"id": at, "name": one.name, "role": one.title, "organization": one.affiliation, "city": one.location}
            for at, one in enumerate(draft.signers)
        ]
    )


@layout("jsonl-organizations", ".jsonl", takes="placed", fields=("location",))
def jsonl_organizations(draft: Draft) -> str:
    return "".join(
        json.dumps({"organization": one.name, "country": one.location, "approved": True}) + "\n"
        for one in draft.signers
    )
