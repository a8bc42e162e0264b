"""Mail is read for the letter in it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from signers.errors import InputError
from signers.model import Form
from signers.reading import read_letter

NAMES = (
    "Dear Minister,\n\nStop.\n\nSigned,\nHarbor Watch\nRiver Alliance\nOak Street Tenants\nBread Network\nNorth Fund"
)


def mail(text="", subject="Letter", **options):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ada@example.org", "bo@example.org", subject
    message.set_content(text, **options)
    return message


def kept(message, name="letter.eml"):
    lines = read_letter(bytes(message), name).lines
    return [line.text for line in lines if line.text and line.form is not Form.FURNITURE]


def test_the_fields_of_a_mail_are_no_lines():
    assert kept(mail(NAMES)) == [line for line in NAMES.splitlines() if line]


@pytest.mark.parametrize(
    "tail",
    [
        "On Mon, 3 May 2021 at 10:00, Bo <bo@example.org> wrote:\n> Please sign\n> Old Name",
        "Le lun. 3 mai 2021 à 10:00, Bo <bo@example.org> a écrit :\n> Signez",
        "Am 03.05.2021 um 10:00 schrieb Bo:\n> Bitte",
        "-----Original Message-----\nFrom: Bo\nSent: Monday\nTo: Ada\nSubject: x\n\nOld Name",
        "From: Bo\nSent: Monday\nTo: Ada\nSubject: x\n\nOld Name",
        "-- \nAda Rivers\n555 0100",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
    ],
)
def test_what_programs_print_around_a_letter_is_none_of_it(tail):
    assert kept(mail(f"{NAMES}\n\n{tail}\n")) == [line for line in NAMES.splitlines() if line]


def test_two_dashes_above_a_long_list_are_no_signature():
    names = [f"Group {at} Action" for at in range(30)]
    assert kept(mail("Stop.\n-- \n" + "\n".join(names)))[-30:] == names


def test_a_letter_that_is_passed_on_is_the_letter():
    head = "---------- Forwarded message ---------\nFrom: Bo\nDate: Monday\nSubject: x\nTo: Ada\n\n"
    assert kept(mail(f"See below.\n\n{head}{NAMES}", "Fwd: x"))[1:] == [line for line in NAMES.splitlines() if line]


def test_flowed_lines_are_one_with_both_numbers():
    message = mail("Signed,\nAlliance for \nClean Water\nHarbor Watch\n")
    message.set_param("format", "flowed")
    lines = read_letter(bytes(message), "letter.eml").lines
    assert [(line.number, line.end, line.text) for line in lines if line.text] == [
        (1, 0, "Signed,"),
        (2, 3, "Alliance for Clean Water"),
        (4, 0, "Harbor Watch"),
    ]


def test_html_is_read_where_the_plain_text_is_a_stub():
    message = mail("See the web page.")
    items = "".join(f"<li>Group {at} Action</li>" for at in range(9))
    message.add_alternative(f"<p>Signed</p><ul>{items}</ul><blockquote type=cite>Old Name</blockquote>", subtype="html")
    assert kept(message) == ["Signed", *(f"Group {at} Action" for at in range(9))]


def test_an_attached_letter_is_read_on_a_page_of_its_own():
    message = mail("Please find it attached.")
    message.add_attachment(NAMES, filename="letter.txt")
    lines = read_letter(bytes(message), "letter.eml").lines
    assert [line.page for line in lines if line.text == "Harbor Watch"] == [2]


def test_a_charset_that_lies_is_not_believed():
    content = b"Subject: x\nContent-Type: text/plain; charset=us-ascii\n\nR\xc3\xa9seau Climat\n"
    assert [line.text for line in read_letter(content, "a.eml").lines] == ["Réseau Climat", ""]


def test_a_mail_without_text_says_so():
    message = mail("")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="scan.png")
    with pytest.raises(InputError, match=r"letter\.eml: holds no text"):
        read_letter(bytes(message), "letter.eml")
