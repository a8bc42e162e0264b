"""The ways a body is printed. A way takes a name and gives another, or nothing where it does not apply."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from namesmith import slips
from namesmith.places import SHORT_STATES, STATES
from namesmith.values import LEGAL, Body, early, pick
from namesmith.vocabulary import places, table, words

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_ABBREVIATED = {word: tuple(shorts.split("|")) for word, shorts in table("abbreviations")}
_SPELLINGS = table("spellings")
_SMALL = frozenset(("of", "and", "for", "the", "in", "on", "at", "to", "&"))
_NO_STATE = "City|State|County|University|College|River|Beach|Bay|Community"
_SPACES = re.compile(r" ")
# Not the state in "Kansas City", "Ohio State University", "Delaware County".
_STATE = re.compile(
    rf"\b({'|'.join(sorted(STATES, key=len, reverse=True))})\b(?! (?:{'|'.join(places('second'))}|{_NO_STATE})\b)"
)
# "The" stands before names of a general word: not before "Oxfam Kenya" or "St. Mary's Church".
_TAKES_ARTICLE = re.compile(
    r"^(?:The )?(?!(?:Friends|Save|City|Local|Citizens|Protect)\b|St\.)"
    rf".* (?:{'|'.join(words('article'))})\b(?! (?:for|on|of) .* )"
)
_VOWELS = re.compile(r"ä|ö|ü|ß|Ä|Ö|Ü")


@dataclass(frozen=True, slots=True)
class Form:
    """A way of printing: how often it is drawn, and the function that prints."""

    weight: float
    name: str
    print: Callable[[Body, str, random.Random], str | None]


def case(_: Body, text: str, chance: random.Random) -> str | None:
    """All capitals, all small, or small words with capitals."""
    what = chance.random()
    if what < 0.55:
        return text.upper()
    if what < 0.7:
        return text.lower()
    if what < 0.85:
        return text.title().replace("'S", "'s").replace("’S", "’s")
    return " ".join(word.capitalize() if word in _SMALL else word for word in text.split(" "))


def article(body: Body, text: str, _: random.Random) -> str | None:
    """With or without the article."""
    if text.startswith("The "):
        return text[4:]
    return f"The {text}" if body.language == "en" and _TAKES_ARTICLE.search(text) else None


def ampersand(_: Body, text: str, chance: random.Random) -> str | None:
    """ "and" as a mark, and back."""
    for word, marks in (
        (" & ", (" and ", " and ", " + ")),
        (" and ", (" & ", " & ", " + ")),
        (" et ", (" & ",)),
        (" und ", (" & ", " u. ")),
    ):
        if word in text:
            return text.replace(word, pick(chance, marks))
    return None


def legal(body: Body, text: str, chance: random.Random) -> str | None:
    """With its legal form."""
    if not body.legal or text[-1] in ").":
        return None
    form = early(chance, LEGAL[body.legal])
    return form + text if body.legal == "stichting" else text + form


_DEFINED = (
    (60, "{name} ({short})"), (12, "{short} ({name})"), (10, "{short} - {name}"), (6, "{name} - {short}"),
    (4, "{short}: {name}"), (4, "{name}, {short}"), (2, "{name} – {short}"), (2, "{short} | {name}"),
)  # fmt: skip
_DEFINED_EDGES = tuple(accumulate(weight for weight, _ in _DEFINED))


def defined(body: Body, text: str, chance: random.Random) -> str | None:
    """With its acronym before, behind, in brackets."""
    if not body.acronym or body.acronym in text:
        return None
    way = _DEFINED[bisect(_DEFINED_EDGES, chance.random() * _DEFINED_EDGES[-1])][1]
    return way.format(name=text, short=body.acronym)


def bare(body: Body, text: str, chance: random.Random) -> str | None:  # noqa: ARG001 - all ways are called alike
    """Nothing but the acronym."""
    if not body.acronym:
        return None
    return ".".join(body.acronym) + "." if chance.random() < 0.08 else body.acronym


def abbreviated(_: Body, text: str, chance: random.Random) -> str | None:
    """One or two words shortened; now and then all that can be."""
    known = [(word, shorts) for word, shorts in _ABBREVIATED.items() if word in text]
    chance.shuffle(known)
    what = chance.random()
    wanted = 1 if what < 0.65 else 2 if what < 0.9 else 9
    done = 0
    for word, shorts in known:
        new = re.sub(rf"(?<![\w'’]){re.escape(word)}(?![\w'’])", pick(chance, shorts), text, count=1)
        done += new != text
        text = new
        if done == wanted:
            break
    return text if done else None


def state_short(_: Body, text: str, chance: random.Random) -> str | None:
    """A state by its code or as it is shortened by hand."""
    found = _STATE.search(text)
    if not found:
        return None
    short = STATES[found[0]] if chance.random() < 0.6 else SHORT_STATES.get(found[0], STATES[found[0]])
    return text[: found.start()] + short + text[found.end() :]


def seat(body: Body, text: str, chance: random.Random) -> str | None:
    """With a note on where it sits."""
    if not body.seats:
        return None
    where = pick(chance, body.seats)
    what = chance.random()
    return f"{text} ({where})" if what < 0.5 else f"{text}, {where}" if what < 0.85 else f"{text} - {where}"


def reordered(body: Body, text: str, chance: random.Random) -> str | None:
    """As in an index: "Society, The", "Ohio, League of"."""
    if " of " in text and "," not in text and "(" not in text and chance.random() < 0.75:
        head, _, rest = text.rpartition(" of ")
        if rest[0].isupper() and head:
            return f"{rest}, {head} of"
    if body.language == "en" and "," not in text and _TAKES_ARTICLE.search(text) and chance.random() < 0.5:
        return f"{text.removeprefix('The ')}, The"
    return None


def misspelt(_: Body, text: str, chance: random.Random) -> str | None:
    """With a slip of the hand."""
    return slips.misspelt(text, chance)


def misread(_: Body, text: str, chance: random.Random) -> str | None:
    """As a scanner read it."""
    return slips.misread(text, chance)


def joined(_: Body, text: str, chance: random.Random) -> str | None:
    """With words joined or split."""
    return slips.joined(text, chance)


def wrapped(_: Body, text: str, chance: random.Random) -> str | None:
    """With two spaces where a line ended."""
    gaps = [gap.start() for gap in _SPACES.finditer(text)]
    if not gaps:
        return None
    at = pick(chance, gaps)
    return f"{text[:at]} {text[at:]}"


def quoted(_: Body, text: str, chance: random.Random) -> str | None:
    """With other quotes, or none."""
    if "'" in text:
        return text.replace("'", pick(chance, ("’", "’", "", "`")))
    if chance.random() < 0.1 and text.count(" ") == 2:
        one, two, three = text.split(" ")
        return f"“{one} {two}” {three}"
    return None


def dashed(_: Body, text: str, chance: random.Random) -> str | None:
    """With other dashes, other commas, a full stop."""
    if " - " in text:
        return text.replace(" - ", pick(chance, (" – ", " — ", "-", ": ", ", ")))
    if "-" in text:
        return text.replace("-", pick(chance, (" ", "–", "")))
    if "U.S." in text:
        return text.replace("U.S.", "US")
    if ", " in text:
        return text.replace(", ", pick(chance, (" ", " - ", " / ")), 1)
    return (
        pick(chance, (f"{text}.", f"{text},", f"{text};", f"• {text}", f"{text}*")) if chance.random() < 0.25 else None
    )


def spelled(_: Body, text: str, chance: random.Random) -> str | None:
    """With the spelling of another country or another taste."""
    ways = [(one, other) for one, other in _SPELLINGS if one in text and other not in text]
    if not ways:
        return None
    one, other = pick(chance, ways)
    return text.replace(one, other, 1)


def plain_letters(_: Body, text: str, chance: random.Random) -> str | None:
    """Without accents, or with the letters that stand for them."""
    if text.isascii():
        return None
    if _VOWELS.search(text) and chance.random() < 0.5:
        for one, other in zip("äöüßÄÖÜ", ("ae", "oe", "ue", "ss", "Ae", "Oe", "Ue"), strict=True):
            text = text.replace(one, other)
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text.replace("ß", "ss")) if not unicodedata.combining(c))


def shorter(body: Body, text: str, _: random.Random) -> str | None:
    """Without the general word at its end."""
    return body.short if body.short and text == body.names[0] else None


def longer(body: Body, text: str, chance: random.Random) -> str | None:
    """With its motto, or a remark of the list."""
    if body.motto:
        return f"{text}{pick(chance, (': ', ' - ', ' – '))}{body.motto}"
    return f"{text} {pick(chance, words('remark'))}" if chance.random() < 0.12 else None


def domain(body: Body, text: str, chance: random.Random) -> str | None:
    """Its web address."""
    base = body.short if body.short and chance.random() < 0.5 else body.names[0]
    letters = re.sub(r"[^a-z0-9]", "", base.lower())
    if not body.site or len(letters) > 28 or text != body.names[0]:
        return None
    address = letters + body.site
    return address if chance.random() < 0.6 else pick(chance, (f"www.{address}", base.replace(" ", "") + body.site))


def renamed(body: Body, text: str, chance: random.Random) -> str | None:
    """With the name it had."""
    if not body.former:
        return None
    return pick(
        chance,
        (
            f"{text} (formerly {body.former})",
            f"{text}, formerly {body.former}",
            f"{text} (formerly known as {body.former})",
            f"{body.former} (now {text})",
        ),
    )


FORMS = tuple(
    Form(*each)
    for each in (
        (4.5, "case", case), (5, "article", article), (10, "ampersand", ampersand), (13, "legal", legal),
        (26, "defined", defined), (16, "bare", bare), (8, "abbreviated", abbreviated), (5, "state", state_short),
        (13, "seat", seat), (3.5, "order", reordered), (3, "misspelt", misspelt), (1.2, "misread", misread),
        (1.8, "joined", joined), (2, "wrapped", wrapped), (6, "quoted", quoted), (3.5, "dashed", dashed),
        (5, "spelled", spelled), (6, "accents", plain_letters), (14, "shorter", shorter), (4, "longer", longer),
        (8, "domain", domain), (14, "renamed", renamed),
    )
)  # fmt: skip
_EDGES = tuple(accumulate(form.weight for form in FORMS))
WHOLE = frozenset(("bare", "shorter", "domain"))  # these print something else than the name: nothing is added to them


_PLAIN, _ONCE = 0.28, 0.78  # of the forms: as the name stands, with one change; the others have two


def form_of(body: Body, chance: random.Random, without: frozenset[str] = frozenset()) -> tuple[str, frozenset[str]]:
    """One printed form and the names of the ways that made it."""
    text = body.names[0] if len(body.names) == 1 else early(chance, body.names)
    used: frozenset[str] = frozenset()
    what = chance.random()
    wanted = 0 if what < _PLAIN else 1 if what < _ONCE else 2
    for _ in range(12):
        if len(used) >= wanted:
            break
        form = FORMS[bisect(_EDGES, chance.random() * _EDGES[-1])]
        if form.name in used or form.name in without or (used and form.name in WHOLE):
            continue
        printed = form.print(body, text, chance)
        if printed and printed != text:
            text, used = printed, used | {form.name}
            if form.name in WHOLE:
                break
    return text, used
