"""Bodies of Europe, Latin America and the world, in seven languages, with their sections in places and countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namesmith.phrases import phrase, word
from namesmith.places import COUNTRIES
from namesmith.values import Body, acronym_for, early, pick, several
from namesmith.vocabulary import LANGUAGES, abroad, named, table

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_MASCULINE = {
    "française": "français",
    "nationale": "national",
    "européenne": "européen",
    "québécoise": "québécois",
    "italiana": "italiano",
}
_MASCULINE_HEADS = frozenset((*abroad("masculine", "fr"), *abroad("masculine", "it")))
_AT_HOME = named("at-home")  # countries by the name that they bear there
_SECTIONS = {
    "fr": (("{body} {place}", "{body} - {place}", "{body}, {place}", "{body} ({place})"),
           ("{body} section {of}", "{body}, section {of}", "{body} - section {of}", "Section {of} de {body}")),
    "de": (("{body} Landesverband {place}", "{body}, Landesverband {place}", "{body} - Landesverband {place}",
    "Landesverband {place}, {body}"),
           ("{body} {place}", "{body} - {place}", "{body} ({place})"),
           ("{body} Ortsgruppe {place}", "{body}, Ortsgruppe {place}", "{body} – Ortsgruppe {place}"),
           ("{body} Kreisverband {place}", "{body}, Kreisverband {place}", "{body} (Kreisverband {place})")),
    "es": (("{body} de {place}", "{body} - {place}", "{body} {place}", "{body} ({place})"),
           ("{body} Región {place}", "{body}, Región {place}")),
    "pt": (("{body} de {place}", "{body} - {place}", "{body} ({place})"), ("{body} Núcleo de {place}",
    "{body}, Núcleo de {place}")),
    "it": (("{body} {place}", "{body} - {place}", "{body} ({place})", "{body} di {place}"),
           ("{body} Sezione di {place}", "{body}, Sezione di {place}", "{body} - Sezione di {place}")),
    "nl": (("{body} {place}", "{body} - {place}", "{body} ({place})"), ("{body} afdeling {place}",
    "{body}, afdeling {place}", "Afdeling {place} van {body}")),
}  # fmt: skip


def _place(chance: random.Random, language: str) -> str:
    return pick(chance, abroad("region" if chance.random() < 0.4 else "city", language))


def native(chance: random.Random) -> Iterator[Body]:
    """A body with a name in French, German, Spanish, Portuguese, Italian or Dutch, and its sections."""
    language = pick(chance, ("fr", "fr", "de", "de", "es", "es", "pt", "it", "nl"))
    head, what = early(chance, abroad("head", language)), pick(chance, abroad("what", language))
    nation = pick(chance, abroad("nation", language))
    nation = _MASCULINE.get(nation, nation) if head in _MASCULINE_HEADS else nation
    name = f"{head} {nation} {what}" if language in ("fr", "it") else f"{head} {what} {nation}"
    name = " ".join(name.split())
    acronym = acronym_for(chance, name, 0.75)
    legal = language if chance.random() < 0.5 else ""
    sections = several(chance, 30) if chance.random() < 0.6 else 0
    if not sections or chance.random() < 0.6:
        seat = pick(chance, abroad("city", language))
        yield Body((name,), acronym, seats=(seat,) if not sections else (), legal=legal, language=language)
    way = pick(chance, _SECTIONS[language])
    for _ in range(sections):
        yield _section(chance, name, acronym, way, language)


def _section(chance: random.Random, name: str, acronym: str, way: tuple[str, ...], language: str) -> Body:
    place = _place(chance, language)
    of = f"d'{place}" if place[0] in "AEÉIÎOUH" else f"de {place}"
    names = [wording.format(body=name, place=place, of=of) for wording in way]
    if acronym and chance.random() < 0.5:
        names.insert(2, way[0].format(body=f"{name} ({acronym})", place=place, of=of))
    return Body(tuple(names), legal=language if chance.random() < 0.2 else "", language=language)


def named_for(chance: random.Random) -> Iterator[Body]:
    """Foundations and schools named for people."""
    language = pick(chance, LANGUAGES)
    given, surname = pick(chance, abroad("given", language)), pick(chance, abroad("surname", language))
    seat = pick(chance, abroad("city", language))
    who = f"{given} {surname}"
    if language == "de":
        who = who.replace(" ", "-")
    for way in chance.sample(abroad("named-for", language), several(chance, 3)):
        name = way.format(who)
        placed = chance.random() < 0.25
        names = (f"{name} {seat}", f"{name}, {seat}", f"{name} ({seat})") if placed else (name,)
        yield Body(
            names,
            seats=() if placed else (seat,),
            language=language,
            legal="gmbh" if language == "de" and chance.random() < 0.15 else "",
        )


def placed(chance: random.Random) -> Iterator[Body]:
    """Universities, town halls and initiatives of places."""
    language = pick(chance, LANGUAGES)
    for way in chance.sample(abroad("of-place", language), several(chance, 4)):
        yield Body((way.format(_place(chance, language)),), language=language)


def worldwide(chance: random.Random) -> Iterator[Body]:
    """A body of the world and its national sections."""
    name, acronym = pick(chance, table("worldwide"))
    if chance.random() < 0.2:
        yield Body((name,) if " " not in name else (name, f"{name} International"), acronym)
    for country in chance.sample(COUNTRIES, several(chance, 25)):
        names = [f"{name} {country}", f"{name} - {country}", f"{name} ({country})", f"{name}, {country}"]
        if country in _AT_HOME:
            names.insert(1 if chance.random() < 0.5 else 0, f"{name} {_AT_HOME[country]}")
        if acronym:
            names += [f"{acronym} {country}", f"{name} ({acronym}) {country}"]
        yield Body(tuple(names))


def international(chance: random.Random) -> Iterator[Body]:
    """Networks of regions of the world and bodies of countries, with English names."""
    what, kind = word(chance, "cause"), word(chance, "kind")
    if chance.random() < 0.4:
        name = phrase(chance, "{world} {kind} for {what}", "{world} {what} {kind}", kind=kind, what=what)
        seat = pick(chance, ("Brussels", "Geneva", "Nairobi", "London", "Bangkok", "Belgium", "Kenya"))
        yield Body((name,), acronym_for(chance, name, 0.7), seats=(seat,))
    for _ in range(several(chance, 8)):
        name = phrase(
            chance, "{what} {kind} {country}", "{country} {kind} for {what}", "{kind} for {what}, {country}",
            kind=kind, what=what,
        )  # fmt: skip
        yield Body((name,), acronym_for(chance, name, 0.4), legal="ltd" if chance.random() < 0.1 else "")


def ministry(chance: random.Random) -> Iterator[Body]:
    """Ministries of countries, and one ministry of several."""
    if chance.random() < 0.2:
        for land in chance.sample(abroad("land", "fr"), several(chance, 4)):
            yield Body((f"Ministère de {pick(chance, abroad('ministry', 'fr'))} {land}",), language="fr")
        return
    what = word(chance, "ministry")
    for country in chance.sample(COUNTRIES, several(chance, 6)):
        own = f"Ministry of {what}"
        yield Body((f"{own} of {country}", f"{own}, {country}", f"{country} {own}", f"{own} ({country})"))


ABROAD = ((9, native), (3, named_for), (2, placed), (4, worldwide), (4, international), (1, ministry))
