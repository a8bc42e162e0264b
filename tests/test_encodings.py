"""Texts in the encodings that people's programs write, and what went through a wrong one on its way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signers.reading.encodings import decode

POLISH = "Stowarzyszenie Miłośników Zieleni\nZwiązek Zawodowy Pielęgniarek, Łódź\n"
CZECH = "Česká společnost pro životní prostředí\nSpolečnost přátel řeky Žďár\n"
RUSSIAN = "Уважаемый господин министр,\nМы, нижеподписавшиеся, просим вас\nИван Петров, профессор\n"
GREEK = "Ελληνική Ένωση για τα Δικαιώματα\nΟικολόγοι Πράσινοι\nΓιώργος Παπαδόπουλος\n"
JAPANESE = "市民の会\n日本環境協会の皆さまへ\nわたしたちは次のとおり求めます\n"
FRENCH = "Écologie Québec\nAssociation française\nJosé García, Señor Núñez\n"
TYPESET = "Friends of the Earth’s “Cool” Network – Réno\n«Señora» ½ Price · £5\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "iso8859_7"),
        (JAPANESE, "shift_jis"),
        (FRENCH, "mac_roman"),
        (FRENCH, "cp850"),
        (FRENCH, "latin-1"),
        (TYPESET, "cp1252"),
        *((text, form) for text in (FRENCH, TYPESET, RUSSIAN) for form in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        *((FRENCH, form) for form in ("utf-16-le", "utf-16-be")),
    ],
)
def test_a_letter_reads_the_same_in_every_encoding(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text", ["Müller", "Société Générale, 1 rue de l’Été", "Ålesund, Ørsted", "Ligue — Œuvres", "½"]
)
def test_a_few_letters_that_are_no_utf8_are_western(text):
    assert decode(text.encode("cp1252")) == text


def test_a_stray_western_byte_does_not_spoil_a_text_in_utf8():
    assert (
        decode("Écologie Québec, Côté, São, Núñez\n".encode() + b"Caf\xe9\n")
        == "Écologie Québec, Côté, São, Núñez\nCafé\n"
    )


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("CafÃ© Roma", "Café Roma"),
        ("Earthâ€™s Friends", "Earth’s Friends"),
        ("Ã‰cologie", "Écologie"),
        ("SociÃ©tÃ© Â« Libre Â»", "Société « Libre »"),
    ],
)
def test_wrongly_decoded_text_is_mended(damaged, whole):
    assert decode(f"{damaged}\nGrüne Jugend “Köln”\n".encode()) == f"{whole}\nGrüne Jugend “Köln”\n"


@pytest.mark.parametrize(
    "text",
    [
        *("São Paulo, Ã la carte", "L’Âme d’Âge", "“MINHA IRMÃ”", "Größe ﬁ … ½", "“Quotes” stay curly — dashes too"),
        *("ＦＵＬＬ width", "e\u0301 stays in two", "&amp; stays", "\u00a0no-break\u00a0space", "Dœuvre ŒUVRE Æ"),
    ],
)
def test_nothing_else_is_changed(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03" * 20, bytes(range(256)) * 4, b"\xff\xfe\x00", b"\x7fELF\x02\x01\x01\x00\x00"]
)
def test_what_is_no_text_is_none(content):
    assert decode(content) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0xBF)))
def test_any_ascii_text_stays(text):
    text = text.encode("ascii", "ignore").decode()
    assert decode(text.encode()) == text


@given(st.binary())
def test_no_bytes_make_it_fail(content):
    decode(content)


def test_a_clean_text_loads_no_guesser():
    program = (
        "import sys; from signers.reading.encodings import decode; decode('Écologie'.encode()); "
        "decode('Écologie'.encode('cp1252')); assert not {'ftfy', 'charset_normalizer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
