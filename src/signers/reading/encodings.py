"""From bytes to text, whatever program wrote them: the encoding is told by marks, then by what the bytes can mean.

UTF-8 is taken at its word. What is not UTF-8 is read as Windows-1252, which fits most of it; only where that gives what
no text holds is another encoding guessed. Text that went through a wrong encoding on its way ("cafÃ©") is mended, and
nothing else is changed.
"""

from __future__ import annotations

import codecs
import re

from signers.patterns import later

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What text never holds: control characters other than white space, the page mark and the escape of terminals.
_is_binary = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_SHARE = 0.01
_SAMPLE = 1 << 14  # bytes that tell whether every second one is NUL
_MOST_NULS = 0.4

# --- Windows-1252, and what it makes of other encodings

_LATIN1_GAPS = b"\x81\x8d\x8f\x90\x9d"  # bytes that Windows-1252 does not define
_stray = later("[\udc80-\udcff]")  # a byte that is none of UTF-8's
_beyond_ascii = later("[^\x00-\x7f]")
_foreign = later(rb"[\x80-\xff]")
# Letters and marks that Western texts hold, in Windows-1252.
_usual = later("[ÀÁÂÄÆÇÈÉÊËÍÎÏÑÒÓÔÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿ‘’“”–—…•·°º«»¡¿§€©®™  ]")
_run_of_foreign = later("[^\\W\\d_a-zA-Z]{4,}")
# A capital with a mark inside a word of small letters, a sign glued to letters: no text is set so.
_odd = later(r"(?<=[a-zà-ÿ])[À-ÖØ-ÝŠŽŸ](?=[a-zà-ÿ])|(?<=[a-z])[¡-¨ª-±´-¶¸-¹»-¿×÷ƒ†-‡‰‹](?=[a-z])")
_GUESSED = (
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5", "iso8859_7"),
    *("iso8859_9", "iso8859_15", "mac_roman", "mac_latin2", "mac_cyrillic", "mac_greek", "koi8_r", "koi8_u", "cp850"),
    *("cp852", "cp866", "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr"),
)
_GUESS_FROM = 1 << 18  # bytes
# The letters beyond ASCII that languages have: Windows-1252 reads most of the second in some wrong way.
_WESTERN = (
    *("àâçèéêëîïôùûüœæ", "áéíñóúü", "ãáâàçéêíóôõúü", "äöüßé", "àèéìòùî", "éëïöüèá", "àçèéíïòóúü·", "åäöé", "åæøéò"),
    *("áðéíóúýþæö", "áéíóú"),
)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîșțşţ")
_PUNCTUATION = frozenset("‘’“”„«»–—…•·°§ ")
_CLEAR, _UNCLEAR = 0.97, 0.8
_ENOUGH = 6  # letters beyond ASCII that tell a language

# --- Text that was decoded wrongly on its way

# The second byte of a letter in UTF-8, read as Windows-1252 or Latin-1, behind the first: "Ã©", "Â ", "â€™", "Ð°".
_mended_marks = later(
    "[\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf\u00d0\u00d1][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]"
    "|\u00e2(?:\u20ac|\u0080|‚¬)[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]"
)
_QUOTES = frozenset("‘’“”–—…")
_line = later(r"[^\n]*\n?")


def decode(content: bytes) -> str | None:
    r"""The text of `content`, or None when it is no text.

    A byte order mark decides; else NULs in every second place, which are UTF-16; else UTF-8 when the bytes are valid
    UTF-8; else Windows-1252, the usual encoding of Western letters that are not, unless it makes no sense of them.

    >>> decode("Écologie".encode()), decode("Écologie – Québec".encode("cp1252")), decode(b"\x00\x01\x02")
    ('Écologie', 'Écologie – Québec', None)
    >>> decode("CafÃ© Roma’s".encode())
    'Café Roma’s'
    """
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), None) or _utf16_without_mark(content)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            return None
        text = _not_utf8(content)
    if "\x00" in text or len(_is_binary.findall(text)) > _BINARY_SHARE * len(text):
        return None
    return _mended(text)


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 that does not say so: Western text has a NUL in every second byte of it."""
    sample = content[:_SAMPLE]
    if b"\x00" not in sample or len(content) % 2:
        return None
    for start, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        nuls, others = sample[start::2].count(0), sample[1 - start :: 2].count(0)
        if nuls > _MOST_NULS * len(sample[start::2]) and not others:
            return encoding
    return None


def _not_utf8(content: bytes) -> str:
    """The text of bytes that are not UTF-8."""
    if repaired := _nearly_utf8(content):
        return repaired
    text = content.decode("cp1252", errors="replace")
    if encoding := _central_european(content[:_GUESS_FROM]):
        return content.decode(encoding, errors="replace")
    if _makes_sense(content[:_GUESS_FROM], text[:_GUESS_FROM]):
        return text
    return _guessed(content) or text


def _nearly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few bytes of Windows-1252 in it, as where two texts were put together; None for anything else."""
    stray = len(_stray.findall(content[:_GUESS_FROM].decode("utf-8", errors="surrogateescape")))
    whole = len(_beyond_ascii.findall(content[:_GUESS_FROM].decode("utf-8", errors="ignore")))
    if stray * 4 > whole:
        return None
    text = content.decode("utf-8", errors="surrogateescape")
    pieces = re.split(f"({_stray.pattern}+)", text)
    return "".join(
        piece.encode("utf-8", "surrogateescape").decode("cp1252", errors="replace") if at % 2 else piece
        for at, piece in enumerate(pieces)
    )


def _makes_sense(content: bytes, text: str) -> bool:
    """Whether Windows-1252 makes text of the bytes, and not a row of signs and letters that no language has."""
    foreign = len(_foreign.findall(content))
    if any(byte in content for byte in _LATIN1_GAPS):
        return False
    if foreign < _ENOUGH // 2:
        return True
    unusual = foreign - len(_usual.findall(text))
    odd = len(_odd.findall(text)) + sum(map(len, _run_of_foreign.findall(text)))
    return unusual * 6 <= foreign and odd * 6 <= foreign


def _central_european(content: bytes) -> str | None:
    """The encoding where the letters are those of one language of Central Europe, and of no Western one."""
    told = _share_of_one_language(content, "cp1252", _WESTERN)
    shares = {name: _share_of_one_language(content, name, _CENTRAL) for name in ("cp1250", "iso8859_2")}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _CLEAR and told < _UNCLEAR else None


def _share_of_one_language(content: bytes, encoding: str, languages: tuple[str, ...]) -> float:
    """How much of the letters beyond ASCII one language has; those of other sorts of characters count as foreign."""
    text = content.decode(encoding, errors="replace").lower()
    letters = [letter for letter in _beyond_ascii.findall(text) if letter not in _PUNCTUATION]
    if len(letters) < _ENOUGH:
        return 1.0 if languages is _WESTERN else 0.0
    return max(sum(letter in own for letter in letters) for own in languages) / len(letters)


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - the last guess, which few files need

    best = from_bytes(content[:_GUESS_FROM], cp_isolation=[*_GUESSED], preemptive_behaviour=True).best()
    if best is None:
        return None
    return content.decode(best.encoding, errors="replace")


def _mended(text: str) -> str:
    """The text with the lines mended that bear the marks of a wrong decoding; all others stay as they are."""
    if text.isascii() or not _mended_marks.search(text):
        return text
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - only damaged text needs it

    plain = TextFixerConfig(restore_byte_a0=True, replace_lossy_sequences=False, decode_inconsistent_utf8=True)
    return "".join(fix_encoding(line, plain) if _is_damaged(line) else line for line in _line.findall(text) if line)


def _is_damaged(line: str) -> bool:
    """Whether a line bears the marks, other than one letter before a quote whose like came through whole ("“IRMÃ”")."""
    marks = _mended_marks.findall(line)
    sure = any(len(mark) > 2 or mark[-1] not in _QUOTES for mark in marks)
    return sure or (bool(marks) and not any(quote in _mended_marks.sub("", line) for quote in _QUOTES))
