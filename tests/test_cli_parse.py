"""`signers parse` as its users meet it: what to look at, why a list was found, what a person may say, many letters."""

import csv
import io
import json
import operator
import os
import re
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from commandline import PROGRAM, call

from signers.cli.workers import Lost, in_processes

LETTER = """\
March 3, 2021

Dear Senator Wyden,

We, the undersigned organizations, ask you to act on facial surveillance. It has gone on for
far too long, and our members are worried about it.

Sincerely,

Access Now
Demand Progress
Fight for the Future
"""
NAMES = ["Access Now", "Demand Progress", "Fight for the Future"]
WEAK = "We ask you to stop this.\n\nSierra Club\nWild South\nRiver Network\nOhio River Foundation\n"
NO_SIGNATURES = "Dear neighbours,\n\nplease do not park in front of the gate, since we need it every day.\n"
PAGE = "<!DOCTYPE html><html><body><p>Sincerely,</p><ul>{}</ul></body></html>"


@pytest.fixture
def letter(workspace):
    path = workspace / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


# What to look at


@pytest.fixture
def doubtful(letter, monkeypatch):
    """The letter, read with two entries in doubt, whatever the program thinks of them."""
    from signers import signatories

    real = signatories.parse_letter

    def doubt(read, instructions):
        access, demand, fight = real(read, instructions)
        demand = replace(demand, confidence=0.8, flags=("doubtful-join",))
        return access, demand, replace(fight, confidence=0.97, flags=("unsure-kind",))

    monkeypatch.setattr(signatories, "parse_letter", doubt)
    return letter


def test_doubts_are_printed_with_the_reason_and_the_lines_around_marked_by_a_sign(doubtful, workspace):
    told = call("parse", doubtful, "--doubts")
    assert told.code == 0
    assert told.out.splitlines() == [
        "letter.txt:11  Demand Progress",
        "    organization (80%): a name, or a part of one?",
        "letter.txt:12  Fight for the Future",
        "    organization (97%): an organization or a person?",
        "     9",
        "    10  Access Now",
        "  > 11  Demand Progress",
        "  > 12  Fight for the Future",
    ]
    assert told.err == "letter.txt: 3 organizations in 1 block, lines 10-12, 2 to look at\n"
    assert not (workspace / "signers.db").exists()


def test_without_doubts_asked_for_they_are_named_in_a_line_each(doubtful):
    told = call("parse", doubtful, "--no-store")
    assert told.out.splitlines() == NAMES
    assert told.err.splitlines() == [
        "letter.txt: 3 organizations in 1 block, lines 10-12, 2 to look at",
        "  letter.txt:11  Demand Progress  a name, or a part of one?",
        "  letter.txt:12  Fight for the Future  an organization or a person?",
    ]


def test_doubts_as_records_are_the_records_of_the_doubtful_entries(doubtful):
    told = call("parse", doubtful, "--doubts", "--format", "jsonl")
    assert [json.loads(line)["line"] for line in told.out.splitlines()] == [11, 12]
    table = csv.DictReader(io.StringIO(call("parse", doubtful, "--doubts", "-f", "csv").out))
    assert [row["line"] for row in table] == ["11", "12"]
    assert len(json.loads(call("parse", doubtful, "--doubts", "-f", "json").out)) == 2


def test_a_weak_list_is_one_doubt_and_a_letter_without_doubts_prints_none(workspace, letter):
    write(workspace, "weak.txt", WEAK)
    told = call("parse", "weak.txt", "--doubts")
    assert told.out.splitlines()[:2] == [
        "weak.txt:3-6  4 names, of which little shows that they are signatories",
        "    did these sign?",
    ]
    assert told.out.count("\n  > ") == 4
    assert call("parse", letter, "--doubts").out == ""


# Why


def test_lines_show_the_role_of_each_line_and_why(letter, workspace):
    told = call("parse", letter, "--lines")
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert told.code == 0
    assert [row[0] for row in rows][:12] == [str(number) for number in range(1, 13)]
    assert {len(row) for row in rows} == {4}
    assert [row[2] for row in rows if row[1] == "entry"] == NAMES
    assert [row[1] for row in rows if row[2] == "Sincerely,"] == ["closing"]
    assert all(row[3] for row in rows if row[2])
    assert not (workspace / "signers.db").exists()


def test_lines_are_shown_of_a_letter_in_which_no_list_is_found_and_the_code_says_so(workspace):
    write(workspace, "gate.txt", NO_SIGNATURES)
    told = call("parse", "gate.txt", "--lines")
    assert told.code == 3
    assert told.out.splitlines()[0].startswith("1\tsalutation\tDear neighbours,\t")
    assert told.error == "gate.txt: no signatory block was found"


def test_lines_as_records(letter):
    records = [json.loads(line) for line in call("parse", letter, "--lines", "--format", "jsonl").out.splitlines()]
    assert list(records[0]) == ["schema", "letter", "page", "line", "end_line", "role", "text", "why"]


# What a person says of a letter


def test_a_person_may_say_where_the_list_stands_and_of_what_it_is(letter):
    assert call("parse", letter, "--from-line", 11).out.splitlines() == NAMES[1:]
    assert call("parse", letter, "--from-line", 10, "--to-line", 11).out.splitlines() == NAMES[:2]
    told = call("parse", letter, "--kind", "person")
    assert told.err == "letter.txt: 3 individuals in 1 block, lines 10-12\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--doubts", "--lines"], "`--doubts` and `--lines` cannot be together"),
        (["--from-line", "0"], "`--from-line 0`: the least is 1"),
        (["--columns", "0"], "`--columns 0`: the least is 1"),
        (["--columns", "99"], "`--columns 99`: the most is 12"),
        (["--from-line", "9", "--to-line", "3"], "`--from-line 9` is after `--to-line 3`"),
        (["--from-line", "13"], "letter.txt: has 12 lines, and `--from-line 13` is beyond the last"),
        (["--to-line", "x"], "invalid value for `--to-line`: `x` is not a valid int"),
        (["--kind", "persons"], "there is no kind `persons`; the nearest is `person`"),
        (["--columns", "2", "later.txt"], "`--columns` is about one letter, and 2 are named"),
    ],
)
def test_what_cannot_be_is_refused_in_words(options, said, letter, workspace):
    write(workspace, "later.txt", LETTER)
    told = call("parse", letter, *options)
    assert (told.code, told.out, told.error) == (2, "", said)
    assert not (workspace / "signers.db").exists()


def test_the_kind_may_be_said_of_several_letters(letter, workspace):
    write(workspace, "later.txt", LETTER)
    assert call("parse", letter, "later.txt", "--kind", "person", "--no-store").err.count("3 individuals") == 2


# Many letters


def test_letters_of_many_formats_are_read_at_once_and_come_in_the_order_given(workspace):
    (workspace / "mixed").mkdir()
    items = "".join(f"<li>{name}</li>" for name in NAMES)
    write(workspace / "mixed", "a.html", PAGE.format(items))
    write(workspace / "mixed", "b.txt", LETTER)
    write(workspace / "mixed", "c.csv", "Organization,City\n" + "".join(f"{name},Oslo\n" for name in NAMES))
    write(workspace / "mixed", "d.pdf", b"%PDF-1.7\n1 0 obj\n")
    write(workspace / "mixed", "e.yaml", "".join(f"- name: {name}\n" for name in NAMES))
    told = call("parse", "mixed", "--format", "jsonl")
    letters = [json.loads(line)["letter"] for line in told.out.splitlines()]
    assert letters == [f"mixed/{name}" for name in ("a.html", "b.txt", "c.csv", "e.yaml") for _ in NAMES]
    assert told.code == 3
    assert told.error == "mixed/d.pdf: is damaged or was cut off"


def test_any_format_may_come_on_stdin(workspace):
    assert workspace.is_dir()
    items = "".join(f"<li>{name}</li>" for name in NAMES)
    for content in (
        PAGE.format(items),
        "name,city\n" + "".join(f"{n},Oslo\n" for n in NAMES),
        json.dumps([{"name": name} for name in NAMES]),
    ):
        assert call("parse", "-", "--no-store", stdin=content.encode()).out.splitlines() == NAMES


def test_a_bug_that_one_letter_meets_does_not_lose_the_others(letter, workspace, monkeypatch):
    from signers import signatories

    real = signatories.parse_letter

    def fail(read, instructions):
        if read.name == "later.txt":
            raise ZeroDivisionError("division by zero")
        return real(read, instructions)

    monkeypatch.setattr(signatories, "parse_letter", fail)
    write(workspace, "later.txt", LETTER)
    told = call("parse", "later.txt", letter, "--no-store")
    assert (told.code, told.out.splitlines()) == (3, NAMES)
    assert told.error == "later.txt: the program failed on it: ZeroDivisionError: division by zero"
    assert "please report this" in told.err
    assert "Traceback" not in told.err
    assert "Traceback" in call("parse", "later.txt", letter, "--no-store", "--verbose").err
    with pytest.raises(ZeroDivisionError):
        call("parse", "later.txt", "--no-store")


def answers(work, inputs, seconds=60):
    told = {}
    in_processes(work, [lambda given=given: given for given in inputs], seconds, told.__setitem__)
    return [told[at] for at in range(len(inputs))]


def test_a_process_that_dies_hangs_or_fails_ends_only_its_own_input():
    first, second, third = answers(operator.truediv, [(1, 2), (1, 0), (4, 2)])
    assert (first, type(second), third) == (0.5, ZeroDivisionError, 2.0)
    assert [type(answer) for answer in answers(os._exit, [(1,), (3,)])] == [Lost, Lost]
    quick, slow = answers(time.sleep, [(0,), (60,)], seconds=0.5)
    assert quick is None
    assert str(slow) == "it took more than 0.5 seconds"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not limited")
def test_a_process_that_wants_too_much_memory_is_refused_it():
    (answer,) = answers(bytes, [(64 << 30,)])
    assert isinstance(answer, MemoryError)


# Bad input, beside good


def nested():
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 100_000 + b"</body></html>"


def wide():
    header = ",".join(f"q{number}" for number in range(200))
    return "\n".join([header, *(",".join(str(row * column) for column in range(200)) for row in range(5))]).encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nested.html", nested()),
        ("wide.csv", wide()),
        ("cut.docx", b"PK\x03\x04" + b"\x00" * 400),
        ("scan.png", b"\x89PNG\r\n\x1a\n"),
        ("empty.pdf", b""),
        ("strange.xyz", bytes(range(256))),
        ("broken.yaml", b"- name: [\n"),
        ("broken.json", b'{"names": ['),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_and_the_other_letters_are_read(name, content, letter, workspace):
    write(workspace, name, content)
    told = call("parse", name, letter, "--no-store")
    assert (told.code, told.out.splitlines()) == (3, NAMES)
    assert re.match(rf"{re.escape(name)}(, line \d+)?: ", told.error)
    assert "program failed" not in told.error
    assert "Traceback" not in told.err


def test_an_encrypted_pdf_is_told(letter, workspace):
    pytest.importorskip("reportlab")
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(workspace / "secret.pdf"), encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(72, 700, "Sincerely,")
    canvas.save()
    told = call("parse", "secret.pdf", letter, "--no-store")
    assert (told.code, told.out.splitlines(), told.error) == (3, NAMES, "secret.pdf: is encrypted")


def test_a_pdf_names_pages_and_says_which_have_no_text(workspace):
    pytest.importorskip("reportlab")
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(workspace / "letter.pdf"))
    for lines in (LETTER.splitlines(), []):
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 16 * number, line)
        canvas.showPage()
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    told = call("parse", "letter.pdf", "--no-store")
    assert told.out.splitlines() == NAMES
    assert told.err.splitlines()[0] == "letter.pdf: 3 organizations in 1 block, page 1"
    assert "warning: letter.pdf: pages 2, 3: no text, passed over" in told.err


def test_a_stream_among_letters_of_other_formats_is_read_too(workspace):
    write(workspace, "a.html", PAGE.format("".join(f"<li>{name}</li>" for name in NAMES)))
    done = subprocess.run(
        [*PROGRAM, "parse", "-", "a.html", "--no-store"], input=LETTER.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.decode().splitlines()) == (0, NAMES * 2)
