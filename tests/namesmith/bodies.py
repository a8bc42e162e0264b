"""Bodies of the United States. Each kind makes a family: bodies that share words and are still organizations apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namesmith.phrases import phrase, word
from namesmith.places import STATE_NAMES, STATES, Town, towns
from namesmith.values import Body, acronym_for, early, pick, several
from namesmith.vocabulary import table, words

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_ARMS = (
    "Foundation", "Action", "Action Fund", "Education Fund", "PAC", "Votes", "Legal Defense Fund", "Action Network",
    "Research and Education Fund", "Youth Council", "Alumni Association", "Staff Union", "Auxiliary",
)  # fmt: skip
# How the chapters of a body are worded, the usual way first.
_WORDINGS = {
    "chapter": (
        "{body} {place} Chapter", "{body} - {place} Chapter", "{body}, {place} Chapter",
        "{place} Chapter of the {body}",
        "{place} Chapter, {body}", "{body} ({place} Chapter)", "{body} – {place} Chapter", "{body} {place}",
    ),
    "branch": (
        "{body} {place} Branch", "{body} - {place} Branch", "{body}, {place} Branch", "{place} Branch of the {body}",
        "{place} Branch, {body}", "{body} ({place} Branch)", "{place} Branch {body}",
    ),
    "of": (
        "{body} of {place}", "{body} - {place}", "{body}, {place}", "{body} ({place})", "{place}, {body} of",
        "{place} {body}",
    ),
    "plain": ("{body} {place}", "{body} - {place}", "{body}, {place}", "{body} ({place})", "{body}: {place}"),
    "before": ("{place} {body}", "{body} of {place}", "{body}, {place}"),
}  # fmt: skip
_PLACES = {
    "state": ("{state}",),
    "town": ("{town}",),
    "county": ("{county} County",),
    "river": ("{water}", "{water}", "{water} River", "{water} Creek", "{water} Bay", "{water} Lake"),
    "region": (
        "{direction} {state}", "{direction} {state}", "{region} {state}", "{region} {state}", "Greater {town}",
        "{county} County", "{county} County", "{town}",
    ),
    "any": ("{state}", "{state}", "{town}", "{town}", "{town}", "{county} County", "{direction} {state}",
    "Greater {town}"),
}  # fmt: skip
_DIRECTED = ("North", "South", "East", "West")


def town_of(chance: random.Random) -> Town:
    """A town; the well-known ones more often."""
    return early(chance, towns())


def seats_of(town: Town) -> tuple[str, ...]:
    """How a note says that a body sits in a town."""
    return (town.name, f"{town.name}, {town.code}", f"{town.name}, {town.state}", town.code)


def place_of(chance: random.Random, *told_by: str) -> str:
    """A place by which chapters are told apart."""
    return phrase(chance, *_PLACES[pick(chance, told_by)])


def likely(chance: random.Random, share: float) -> bool:
    """Yes, in this share of cases."""
    return chance.random() < share


def chapter(body: str, acronym: str, way: str, place: str, *, known: bool) -> Body:
    """A chapter. `known` says that everybody knows whose the acronym is, so that it may stand for the name."""
    usual, *others = _WORDINGS[way]
    names = [usual.format(body=body, place=place)]
    if acronym and known:
        names += [usual.format(body=acronym, place=place), f"{acronym} {place}"]
    names += [wording.format(body=body, place=place) for wording in others]
    if acronym:
        names.insert(4, usual.format(body=f"{body} ({acronym})", place=place))
    return Body(tuple(dict.fromkeys(names)))


def arms(chance: random.Random, body: str, acronym: str, many: int) -> Iterator[Body]:
    """The fund, the foundation, the PAC beside a body."""
    for arm in chance.sample(_ARMS, many):
        names = [f"{body} {arm}"]
        if acronym:
            names += [f"{acronym} {arm}", f"{body} ({acronym}) {arm}"]
        if arm == "PAC":
            names.append(f"{body} Political Action Committee")
        yield Body(tuple(names), legal="us" if likely(chance, 0.3) else "")


def former_of(chance: random.Random, name: str) -> str:
    """The name that a few bodies had before: with another head, or another name altogether."""
    if not likely(chance, 0.04):
        return ""
    head = next((head for head in words("head") if f" {head} of" in name), "")
    return name.replace(head, word(chance, "head")) if head else phrase(chance, "{first} {second} {tail}")


# --- Kinds ------------------------------------------------------------------------------------------------------


def brand(chance: random.Random) -> Iterator[Body]:
    """A well-known body, its chapters and arms."""
    name, acronym, way, told_by = pick(chance, table("brands"))
    if way != "before" and likely(chance, 0.3):
        yield Body((name,), acronym, legal="us")
        yield from arms(chance, name, acronym, int(chance.random() * 3))
    for _ in range(several(chance, 40)):
        yield chapter(name, acronym, way, place_of(chance, told_by), known=True)


def association(chance: random.Random) -> Iterator[Body]:
    """A body of some calling or for some cause, and its affiliates in the states."""
    scope = word(chance, "scope")
    rest = phrase(chance, *("{head} of {calling}",) * 2, "{head-for} for {cause}", "{head-for} on {cause}")
    name = rest if " of " not in rest and likely(chance, 0.25) else f"{scope} {rest}"
    acronym = acronym_for(chance, name, 0.8)
    yield Body((name,), acronym, legal="us" if likely(chance, 0.4) else "", former=former_of(chance, name))
    if likely(chance, 0.25):
        yield from arms(chance, name, acronym, 1 + int(chance.random() * 2))
    if not likely(chance, 0.45):
        return
    way, affiliates = pick(chance, ("chapter", "of", "plain", "chapter")), likely(chance, 0.6)
    for _ in range(several(chance, 30)):
        place = place_of(chance, "state", "state", "state", "region", "town")
        if affiliates:
            own = f"{place} {rest}"
            yield Body((own,), acronym_for(chance, own, 0.6), legal="us")
        else:
            yield chapter(name, acronym, way, place, known=False)


def coined(chance: random.Random) -> Iterator[Body]:
    """A body with a name that was thought up."""
    one, two, tail = word(chance, "first"), word(chance, "second"), word(chance, "tail")
    name, short = f"{one} {two} {tail}", f"{one} {two}"
    what = chance.random()
    if what > 0.3:
        short = ""
        name = phrase(
            chance, f"{one}{two}", "{people} {who} for {cause}", "{begins} {first} {second}", "{people} {cause} {tail}",
            "{first} {second} {second} {tail}", "{first} {tail} for {cause}",
            who=pick(chance, ("Voices", "Neighbors", "Citizens", "Mothers", "Clergy", "Students", "Farmers", "Nurses")),
            begins=pick(chance, ("Project", "Operation", "Casa", "Camp", "Team", "Voices of", "Vision", "House of")),
        )  # fmt: skip
    placed = what > 0.85
    if placed:
        name = f"{place_of(chance, 'any')} {phrase(chance, '{cause} {tail}')}"
    motto = phrase(chance, "Advocates for {cause}", "Partners for {cause}", "A Voice for {cause}")
    acronym = acronym_for(chance, name, 0.65, most=5)
    yield Body(
        (name,),
        acronym,
        seats=() if placed or likely(chance, 0.3) else seats_of(town_of(chance)),
        legal="us" if likely(chance, 0.5) else "",
        short=short,
        former=former_of(chance, name),
        site=pick(chance, (".org", ".org", ".org", ".com", ".net")),
        motto=motto if likely(chance, 0.15) else "",
    )
    if likely(chance, 0.12):
        yield from arms(chance, name, acronym, 1 + int(chance.random() * 2))


def civic(chance: random.Random) -> Iterator[Body]:
    """Bodies of a town and of the county of the same name, and of the town's neighbours."""
    what = word(chance, "civic")
    for _ in range(several(chance, 6)):
        town = town_of(chance)
        name = f"{town.name} {what}"
        yield Body(
            (name,) if likely(chance, 0.5) else (name, f"{what} of {town.name}"),
            acronym_for(chance, name, 0.5),
            seats=(f"{town.name}, {town.code}", town.code, town.state) if likely(chance, 0.3) else (),
            legal="us" if likely(chance, 0.2) else "",
        )
        if likely(chance, 0.2):
            yield Body((f"{town.name} County {what}",))
        if likely(chance, 0.1):
            yield Body((f"{word(chance, 'direction')} {name}",))
        if likely(chance, 0.1):
            yield Body((f"Friends of the {name}", f"Friends of {name}"))


def twins(chance: random.Random) -> Iterator[Body]:
    """Bodies of one name in places of one name, told apart by the state that is always printed."""
    what, town = word(chance, "civic"), word(chance, "town")
    for state in chance.sample(STATE_NAMES, 2 + int(chance.random() * 2)):
        code = STATES[state]
        yield Body(
            (
                f"{town} {what} ({state})", f"{town} {what}, {code}", f"{town} {what} ({code})",
                f"{town} {what}, {state}", f"{town} {what} - {state}", f"{what} of {town}, {code}",
            ),
            reserved=f"{town} {what}",
        )  # fmt: skip


def congregation(chance: random.Random) -> Iterator[Body]:
    """Congregations of one name in several towns, or several in one."""
    what = chance.random()
    if what < 0.4:
        church, town = word(chance, "church"), word(chance, "town")
        for first in chance.sample(words("ordinal"), several(chance, 4)):
            own = f"{first} {church}"
            yield Body((f"{own} of {town}", f"{own}, {town}", f"{own} ({town})"))
    elif what < 0.85:
        own = phrase(
            chance, "St. {saint}'s {church}", "St. {saint} {church}", "St. {saint} {church}", "{temple} {holy}",
            church=pick(chance, ("Catholic Church", "Parish", "Episcopal Church", "Church", "Orthodox Church")),
            temple=pick(chance, ("Temple Beth", "Congregation B'nai", "Temple", "Congregation Beth", "Temple B'nai")),
            holy=pick(chance, ("Israel", "Shalom", "Tikvah", "El", "Emeth", "Jacob", "Tzedek", "Am", "Torah", "Zion")),
        )  # fmt: skip
        for _ in range(several(chance, 5)):
            town = word(chance, "town")
            yield Body((f"{own}, {town}", f"{own} ({town})", f"{own} of {town}", f"{own} - {town}", f"{own} {town}"))
    else:
        way = pick(chance, (
            "Unitarian Universalist Congregation of {town}", "Islamic Center of {town}", "Islamic Society of {town}",
            "Unitarian Universalist Fellowship of {town}", "{town} Friends Meeting", "{town} Monthly Meeting",
            "Diocese of {town}", "Roman Catholic Diocese of {town}", "Episcopal Diocese of {town}",
            "Archdiocese of {town}",
            "Church Women United in {town}", "Sisters of St. Joseph of {town}", "Sisters of Mercy of {town}",
            "Interfaith Alliance of {town}", "Hindu Temple of {town}",
        ))  # fmt: skip
        for _ in range(several(chance, 5)):
            yield Body((phrase(chance, way),))


def local(chance: random.Random) -> Iterator[Body]:
    """Locals of a union, some with a name of their own."""
    union, acronym = pick(chance, table("unions"))
    known = acronym or union
    if likely(chance, 0.15):
        yield Body((union,), acronym)
    for _ in range(several(chance, 25)):
        letter = pick(chance, "ABEFJMNPRW") if likely(chance, 0.08) else ""
        number = f"{int(10 ** (chance.random() * 2.2 + 1.2))}{letter}"
        town = town_of(chance)
        if likely(chance, 0.1):
            own = f"{town.name} {pick(chance, ('Federation of Teachers', 'Workers United', 'Educators'))}"
            ways = (
                f", {known} Local {number}", f" ({known} Local {number})", f" - {known} Local {number}",
                f", {known} {number}", f", Local {number}",
            )  # fmt: skip
            yield Body(tuple(f"{own}{way}" for way in ways), reserved=f"{known} Local {number}")
            continue
        names = [f"{known} Local {number}", f"{union} Local {number}", f"{known}, Local {number}"]
        if acronym:
            names += [f"{union} ({acronym}) Local {number}", f"{union}, Local {number}", f"{acronym} {number}"]
        names += [f"{known} Local #{number}", f"{known} Local No. {number}", f"Local {number}, {known}"]
        seats = (town.name, f"{town.name}, {town.code}") if likely(chance, 0.2) else ()
        yield Body(tuple(dict.fromkeys((*names, f"{known} Local Union {number}"))), seats=seats)


def lodge(chance: random.Random) -> Iterator[Body]:
    """Lodges, posts and districts by number, sometimes with the town."""
    order, acronym, unit, most = pick(chance, table("numbered"))
    called = f"{order} {unit}".strip()
    for _ in range(several(chance, 20)):
        number = 1 + int(chance.random() ** 2 * int(most))
        town = town_of(chance)
        if not unit or likely(chance, 0.35):  # a ward or a district is one of a town
            own = f"{town.name} {called}"
            names = [f"{own} {number}", f"{own} No. {number}", f"{own} #{number}"]
            names += [f"{called} {number} ({town.name})", f"{called} {number}, {town.name}"]
            yield Body(tuple(names), reserved=f"{called} {number}")
        else:
            names = [f"{called} {number}", f"{called} No. {number}", f"{called} #{number}", f"{called} Number {number}"]
            names += [f"{order}, {unit} {number}", f"{order} - {unit} {number}"]
            if acronym:
                names[1:1] = [f"{acronym} {unit} {number}", f"{order} ({acronym}) {unit} {number}"]
                names.append(f"{acronym} {unit} #{number}")
            yield Body(tuple(names), seats=(town.name, f"{town.name}, {town.code}") if likely(chance, 0.2) else ())


def endowed(chance: random.Random) -> Iterator[Body]:
    """Foundations and funds named for people, several of one family."""
    surname = word(chance, "surname")
    for _ in range(1 + likely(chance, 0.25)):
        name = phrase(
            chance, "{surname} Family {gift}", "{surname} {gift}", "{given} {surname} {gift}",
            "{given} {letter}. {surname} {gift}",
            "{given} and {given} {surname} {gift}", "{given} & {given} {surname} {gift}", "{surname}-{in-law} {gift}",
            "{given} {surname} Family {gift}", "{given} {middle} {surname} {gift}",
            "{letter}. {given} {surname} {gift}",
            surname=surname, middle=word(chance, "given"), **{"in-law": word(chance, "surname")},
            gift=phrase(
                chance, "Foundation", "Foundation", "Charitable Trust", "Fund", "Memorial Fund",
                "Charitable Foundation",
                "Endowment", "Center", "Institute", "Memorial Library", "Scholarship Fund", "Philanthropies",
                "Center for {cause}",
            ),
        )  # fmt: skip
        seats = seats_of(town_of(chance)) if likely(chance, 0.3) else ()
        yield Body((name,), legal="us" if likely(chance, 0.5) else "", seats=seats)


def university(chance: random.Random) -> Iterator[Body]:
    """A university, its schools, centers, clinics and unions."""
    name = phrase(
        chance, "University of {place}", "{place} State University", "{place} University", "{place} College",
        "{place} Community College", "{surname} University", "{surname} College", "{side}ern {place} University",
        "{place} Technical College", place=phrase(chance, "{town}", "{town}", "{town}",
        "{state}"), side=pick(chance, _DIRECTED),
    )  # fmt: skip
    if likely(chance, 0.6):
        yield Body((name,), acronym_for(chance, name, 0.6))
    for _ in range(several(chance, 8)):
        unit = phrase(chance, word(chance, "unit"))
        yield Body((f"{name} {unit}", f"{unit}, {name}", f"{name}, {unit}", f"{unit} at {name}", f"{name} - {unit}"))


def school(chance: random.Random) -> Iterator[Body]:
    """Schools, their parents and their districts."""
    town = town_of(chance)
    name = phrase(
        chance, "{given} {surname} {kind}", "{surname} {kind}", "{town} {kind}", "{street} Street {kind}",
        "{first} {second} {kind}",
        kind=pick(chance, (
            "Elementary School", "Middle School", "High School", "Academy", "Charter School", "Preparatory School",
            "School",
        )),
    )  # fmt: skip
    yield Body((name,), seats=seats_of(town) if likely(chance, 0.25) else ())
    if likely(chance, 0.3):
        yield Body(tuple(
            way.format(name)
            for way in ("{} PTA", "{} Parent Teacher Association", "PTA of {}", "{} Parent-Teacher Association")
        ))  # fmt: skip
    if likely(chance, 0.15):
        yield Body((f"{town.name} Unified School District", f"{town.name} USD"))


def friends(chance: random.Random) -> Iterator[Body]:
    """Who befriends, guards or restores a water or a park."""
    where = phrase(chance, "{water} {kind}", kind=pick(chance, (
        "River", "Creek", "Park", "Marsh", "Trail", "Bay", "Watershed", "Wilderness", "Woods", "Lake", "Canyon",
    )))  # fmt: skip
    ways = (
        "Friends of the {}", "{} Alliance", "{} Conservancy", "Save the {}", "{} Coalition", "{} Keepers",
        "Protect the {}",
        "{} Trust", "Citizens for {}", "{} Watershed Council",
    )  # fmt: skip
    for way in chance.sample(ways, several(chance, 3)):
        name = way.format(where)
        yield Body((name,), acronym_for(chance, name, 0.5), legal="us" if likely(chance, 0.4) else "")


def business(chance: random.Random) -> Iterator[Body]:
    """Firms: partners, farms, shops."""
    if likely(chance, 0.3):
        names = ("{surname} & {surname}", "{surname}, {surname} & {surname}", "Law Offices of {given} {surname}")
        name = phrase(chance, *names)
        yield Body((name,), legal="llp")
        return
    name = phrase(
        chance, "{surname} {trade}", "{surname} Family {trade}", "{first} {second} {trade}", "{surname} & Sons {trade}"
    )
    legal = pick(chance, ("llc", "llc", "us", "co", "corp", "ltd"))
    yield Body((name,), legal=legal, seats=seats_of(town_of(chance)) if likely(chance, 0.4) else (), site=".com")


def government(chance: random.Random) -> Iterator[Body]:
    """Departments of states, counties and cities; the places themselves."""
    what = word(chance, "department")
    for _ in range(several(chance, 6)):
        town = town_of(chance)
        state, county = word(chance, "state"), f"{word(chance, 'county')} County"
        ways = pick(chance, (
            (f"{state} Department of {what}", f"Department of {what}, {state}", f"{state} State Department of {what}"),
            (f"{state} Department of {what}", f"{state} Dept. of {what}"),
            (f"{county} Department of {what}", f"{county}, Department of {what}"),
            (f"City of {town.name}", f"City of {town.name}, {town.state}", f"City of {town.name}, {town.code}"),
            (phrase(chance, f"{county} Board of {{board}}", board=pick(chance, ("Supervisors", "Health",
            "Elections"))),),
            (f"{town.name} City Council", f"City Council of {town.name}", f"{town.name}, City Council"),
        ))  # fmt: skip
        yield Body(ways)


def people(chance: random.Random) -> Iterator[Body]:
    """Bodies of a people in several places."""
    own = phrase(chance, "{people} {what}", what=pick(chance, (
        "Community Center", "Chamber of Commerce", "Bar Association", "Cultural Society", "Student Union", "Legal Fund",
        "Health Coalition", "Voters Alliance", "Elders Council", "Family Services", "Lawyers Guild",
        "Mutual Aid Association",
        "Women's Association", "Democratic Club", "Media Project", "Civic Association", "Journalists Association",
    )))  # fmt: skip
    for _ in range(several(chance, 8)):
        place = place_of(chance, "state", "town", "region", "county")
        name = f"{own} of {place}" if likely(chance, 0.5) else f"{place} {own}"
        yield Body((name,), acronym_for(chance, name, 0.6), legal="us" if likely(chance, 0.2) else "")


def quarter(chance: random.Random) -> Iterator[Body]:
    """Associations of streets and neighbourhoods, with their directions."""
    town = word(chance, "town")
    own = phrase(chance, "{street} {what}", what=pick(chance, (
        "Neighborhood Association", "Tenants Association", "Business Association", "Community Garden", "Block Club",
        "Community Council", "Merchants Association",
    )))  # fmt: skip
    for side in ("", *chance.sample(_DIRECTED, 2))[: several(chance, 3)]:
        name = f"{side} {own}".strip()
        yield Body((f"{name} of {town}", f"{name}, {town}", f"{name} ({town})"))


UNITED_STATES = (
    (13, brand), (13, association), (15, coined), (9, civic), (2, twins), (4, congregation), (3, local), (3, lodge),
    (6, endowed), (4, university), (4, school), (4, friends), (5, business), (2, government), (4, people), (3, quarter),
)  # fmt: skip
