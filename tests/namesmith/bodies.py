"""Bodies of the United States. Each kind makes a family: bodies that share words and are still organizations apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namesmith.places import DIRECTIONS, REGIONS, STATE_NAMES, STATES, Town, counties, towns, waters
from namesmith.values import Body, acronym_of, early, pick, several
from namesmith.vocabulary import table, words

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_ARMS = (
    "Foundation", "Action", "Action Fund", "Education Fund", "PAC", "Votes", "Legal Defense Fund", "Action Network",
    "Research and Education Fund", "Youth Council", "Alumni Association", "Staff Union", "Auxiliary",
)  # fmt: skip
_WORDINGS = {
    "chapter": (
        "{body} {place} Chapter", "{body} - {place} Chapter", "{body}, {place} Chapter", "{place} Chapter of the {body}",
        "{place} Chapter, {body}", "{body} ({place} Chapter)", "{body} – {place} Chapter", "{body} {place}",
    ),
    "branch": (
        "{body} {place} Branch", "{body} - {place} Branch", "{body}, {place} Branch", "{place} Branch of the {body}",
        "{place} Branch, {body}", "{body} ({place} Branch)", "{place} Branch {body}",
    ),
    "of": (
        "{body} of {place}", "{body} - {place}", "{body}, {place}", "{body} of {place}", "{body} ({place})",
        "{place}, {body} of", "{place} {body}",
    ),
    "plain": ("{body} {place}", "{body} - {place}", "{body} {place}", "{body}, {place}", "{body} ({place})", "{body}: {place}"),
    "before": ("{place} {body}", "{place} {body}", "{body} of {place}", "{body}, {place}"),
}  # fmt: skip


def town_of(chance: random.Random) -> Town:
    """A town; the well-known ones more often."""
    return early(chance, towns())


def seats_of(town: Town) -> tuple[str, ...]:
    """How a note says that a body sits in a town."""
    return (town.name, f"{town.name}, {town.code}", f"{town.name}, {town.state}", town.code)


def place_of(chance: random.Random, told_by: str) -> str:
    """A place by which chapters are told apart."""
    if told_by == "any":
        told_by = pick(chance, ("state", "town", "town", "county", "region"))
    if told_by == "state":
        return pick(chance, STATE_NAMES)
    if told_by == "county":
        return f"{early(chance, counties())} County"
    if told_by == "river":
        return pick(chance, waters()) + pick(chance, ("", "", " River", " Creek", " Bay", " Lake"))
    if told_by == "region":
        what = chance.random()
        if what < 0.25:
            return f"{pick(chance, DIRECTIONS)} {pick(chance, STATE_NAMES)}"
        if what < 0.5:
            return f"{pick(chance, REGIONS)} {pick(chance, STATE_NAMES)}"
        if what < 0.65:
            return f"Greater {town_of(chance).name}"
        if what < 0.85:
            return f"{early(chance, counties())} County"
    return town_of(chance).name


def chapter(body: str, acronym: str, way: str, place: str, *, known: bool) -> Body:
    """A chapter. `known` says that everybody knows whose the acronym is, so that it may stand for the name."""
    names = [wording.format(body=body, place=place) for wording in _WORDINGS[way]]
    if acronym:
        long = f"{body} ({acronym})"
        names.insert(3, _WORDINGS[way][0].format(body=long, place=place))
        if known:
            names[1:1] = [_WORDINGS[way][0].format(body=acronym, place=place), f"{acronym} {place}"]
            names.append(f"{acronym}-{place}")
    return Body(tuple(dict.fromkeys(names)))


def arms(chance: random.Random, body: str, acronym: str, many: int) -> Iterator[Body]:
    """The fund, the foundation, the PAC beside a body."""
    for arm in chance.sample(_ARMS, many):
        names = [f"{body} {arm}"]
        if acronym:
            names += [f"{acronym} {arm}", f"{body} ({acronym}) {arm}"]
        if arm == "PAC":
            names.append(f"{body} Political Action Committee")
        yield Body(tuple(names), legal="us" if chance.random() < 0.3 else "")


# --- Kinds ------------------------------------------------------------------------------------------------------


def brand(chance: random.Random) -> Iterator[Body]:
    """A well-known body, its chapters and arms."""
    name, acronym, way, told_by = pick(chance, table("brands"))
    if way != "before" and chance.random() < 0.3:
        yield Body((name,), acronym, legal="us")
        yield from arms(chance, name, acronym, int(chance.random() * 3))
    for _ in range(several(chance, 40)):
        yield chapter(name, acronym, way, place_of(chance, told_by), known=True)


def association(chance: random.Random) -> Iterator[Body]:
    """A body of some calling or for some cause, and its affiliates in the states."""
    scope, head = pick(chance, words("scope")), pick(chance, words("head"))
    if chance.random() < 0.5:
        calling = pick(chance, words("calling"))
        name, state = f"{scope} {head} of {calling}", f"{{place}} {head} of {calling}"
    else:
        cause, joint = pick(chance, words("cause")), pick(chance, ("for", "for", "on"))
        head = pick(chance, words("head-for"))
        name, state = f"{scope} {head} {joint} {cause}", f"{{place}} {head} {joint} {cause}"
        if chance.random() < 0.25:
            name = name.removeprefix(f"{scope} ")
    acronym = acronym_of(name)
    acronym = acronym if 3 <= len(acronym) <= 6 and chance.random() < 0.8 else ""
    yield Body((name,), acronym, legal="us" if chance.random() < 0.4 else "", former=_former(chance, name))
    if chance.random() < 0.25:
        yield from arms(chance, name, acronym, 1 + int(chance.random() * 2))
    if chance.random() < 0.45:
        way = pick(chance, ("chapter", "of", "plain", "chapter"))
        affiliates = chance.random() < 0.6
        for _ in range(several(chance, 30)):
            place = place_of(chance, pick(chance, ("state", "state", "state", "region", "town")))
            if affiliates:
                own = state.format(place=place)
                short = acronym_of(own)
                yield Body((own,), short if 3 <= len(short) <= 6 and chance.random() < 0.6 else "", legal="us")
            else:
                yield chapter(name, acronym, way, place, known=False)


def _former(chance: random.Random, name: str) -> str:
    """The name that a body had before, of a few of them: with another head, or another name altogether."""
    if chance.random() > 0.04:
        return ""
    head = next((head for head in words('head') if f" {head} of" in name), "")
    if head and chance.random() < 0.5:
        return name.replace(head, pick(chance, words("head")))
    return f"{pick(chance, words('first'))} {pick(chance, words('second'))} {pick(chance, words('tail'))}"


def coined(chance: random.Random) -> Iterator[Body]:
    """A body with a name that was thought up."""
    one, two, tail = pick(chance, words("first")), pick(chance, words("second")), pick(chance, words("tail"))
    town = town_of(chance)
    what = chance.random()
    short = ""
    if what < 0.3:
        name, short = f"{one} {two} {tail}", f"{one} {two}"
    elif what < 0.4:
        name = f"{one}{two}" if chance.random() < 0.7 else f"{one}{two.lower()}"
    elif what < 0.55:
        who = pick(
            chance, ("Voices", "Neighbors", "People", "Citizens", "Mothers", "Clergy", "Students", "Farmers", "Nurses")
        )
        name = f"{pick(chance, words('people'))} {who} for {pick(chance, words('cause'))}"
    elif what < 0.65:
        name = f"{pick(chance, ('Project', 'Operation', 'Casa', 'Camp', 'Team', 'Camino', 'Voices of', 'Vision'))} {one} {two}"
    elif what < 0.8:
        name = f"{place_of(chance, 'any')} {pick(chance, words('cause'))} {tail}"
    elif what < 0.9:
        name = f"{pick(chance, words('people'))} {pick(chance, words('cause'))} {tail}"
    else:
        name = f"{one} {two} {pick(chance, words('second'))} {tail}"
    acronym = acronym_of(name)
    acronym = acronym if 3 <= len(acronym) <= 5 and chance.random() < 0.4 else ""
    in_place = 0.65 <= what < 0.8
    motto = f"{pick(chance, ('Advocates', 'Partners', 'Neighbors', 'Voices', 'A Voice'))} for {pick(chance, words('cause'))}"
    yield Body(
        (name,),
        acronym,
        seats=() if in_place or chance.random() < 0.3 else seats_of(town),
        legal="us" if chance.random() < 0.5 else "",
        short=short,
        former=_former(chance, name),
        site=pick(chance, (".org", ".org", ".org", ".com", ".net")),
        motto=motto if chance.random() < 0.15 else "",
    )
    if chance.random() < 0.12:
        yield from arms(chance, name, acronym, 1 + int(chance.random() * 2))


def civic(chance: random.Random) -> Iterator[Body]:
    """Bodies of a town and of the county of the same name, and of the town's neighbours."""
    what = pick(chance, words("civic"))
    for _ in range(several(chance, 6)):
        town = town_of(chance)
        name = f"{town.name} {what}"
        acronym = acronym_of(name)
        seats = (f"{town.name}, {town.code}", town.code, town.state) if chance.random() < 0.3 else ()
        where = () if chance.random() < 0.5 else (f"{what} of {town.name}",)
        yield Body(
            (name, *where), acronym if len(acronym) > 2 and chance.random() < 0.3 else "",
            seats=seats, legal="us" if chance.random() < 0.2 else "",
        )  # fmt: skip
        if chance.random() < 0.2:
            yield Body((f"{town.name} County {what}",))
        if chance.random() < 0.1:
            yield Body((f"{pick(chance, DIRECTIONS)} {name}",))
        if chance.random() < 0.1:
            yield Body((f"Friends of the {name}", f"Friends of {name}"))


def twins(chance: random.Random) -> Iterator[Body]:
    """Bodies of one name in places of one name, told apart by the state that is always printed."""
    what, town = pick(chance, words("civic")), town_of(chance).name
    for state in chance.sample(STATE_NAMES, 2 + int(chance.random() * 2)):
        code = STATES[state]
        yield Body(
            (
                f"{town} {what} ({state})", f"{town} {what}, {code}", f"{town} {what} ({code})", f"{town} {what}, {state}",
                f"{town} {what} - {state}", f"{what} of {town}, {code}",
            ),
            reserved=f"{town} {what}",
        )  # fmt: skip


def congregation(chance: random.Random) -> Iterator[Body]:
    """Congregations of one name in several towns, or several in one."""
    what = chance.random()
    town = town_of(chance).name
    if what < 0.4:
        church = pick(chance, words("church"))
        for first in chance.sample(words("ordinal")[:8], several(chance, 4)):
            yield Body((f"{first} {church} of {town}", f"{first} {church}, {town}", f"{first} {church} ({town})"))
    elif what < 0.75:
        saint, kind = (
            pick(chance, words("saint")),
            pick(chance, ("Catholic Church", "Parish", "Episcopal Church", "Church", "Orthodox Church")),
        )
        own = f"St. {saint}'s {kind}" if chance.random() < 0.5 else f"St. {saint} {kind}"
        for _ in range(several(chance, 5)):
            town = town_of(chance).name
            yield Body((f"{own}, {town}", f"{own} ({town})", f"{own} of {town}", f"{own} - {town}", f"{own} {town}"))
    elif what < 0.85:
        name = pick(chance, ("Temple Beth", "Congregation B'nai", "Temple", "Congregation Beth", "Temple B'nai"))
        name += " " + pick(
            chance,
            (
                "Israel",
                "Shalom",
                "Tikvah",
                "El",
                "Emeth",
                "Sholom",
                "Jacob",
                "Tzedek",
                "Am",
                "Torah",
                "Abraham",
                "Zion",
            ),
        )
        for _ in range(several(chance, 3)):
            town = town_of(chance).name
            yield Body((f"{name}, {town}", f"{name} of {town}", f"{name} ({town})"))
    else:
        way = pick(chance, (
            "Unitarian Universalist Congregation of {}", "Islamic Center of {}", "Islamic Society of {}",
            "Unitarian Universalist Fellowship of {}", "{} Friends Meeting", "{} Monthly Meeting", "Diocese of {}",
            "Roman Catholic Diocese of {}", "Episcopal Diocese of {}", "Archdiocese of {}", "Church Women United in {}",
            "Sisters of St. Joseph of {}", "Sisters of Mercy of {}", "Interfaith Alliance of {}", "Hindu Temple of {}",
        ))  # fmt: skip
        for _ in range(several(chance, 5)):
            yield Body((way.format(town_of(chance).name),))


def local(chance: random.Random) -> Iterator[Body]:
    """Locals of a union."""
    union, acronym = pick(chance, table("unions"))
    known = acronym or union
    if chance.random() < 0.15:
        yield Body((union,), acronym)
    for _ in range(several(chance, 25)):
        number: str | int = int(10 ** (chance.random() * 2.2 + 1.2))
        if chance.random() < 0.08:
            number = f"{number}{pick(chance, 'ABEFJMNPRW')}"
        names = [
            f"{known} Local {number}",
            f"{union} Local {number}",
            f"{known}, Local {number}",
            f"{known} Local {number}",
        ]
        if acronym:
            names += [f"{union} ({acronym}) Local {number}", f"{union}, Local {number}", f"{acronym} {number}"]
        names += [
            f"{known} Local #{number}",
            f"{known} Local No. {number}",
            f"Local {number}, {known}",
            f"{known} Local Union {number}",
        ]
        town = town_of(chance)
        if chance.random() < 0.1:
            own = f"{town.name} {pick(chance, ('Federation of Teachers', 'Workers United', 'Educators', 'Employees Association'))}"
            names = [
                f"{own}, {known} Local {number}",
                f"{own} ({known} Local {number})",
                f"{own} - {known} Local {number}",
            ]
        yield Body(
            tuple(dict.fromkeys(names)), seats=(town.name, f"{town.name}, {town.code}") if chance.random() < 0.2 else ()
        )


def lodge(chance: random.Random) -> Iterator[Body]:
    """Lodges, posts and districts by number, sometimes with the town."""
    order, acronym, unit, most = pick(chance, table("numbered"))
    called = f"{order} {unit}".strip()
    for _ in range(several(chance, 20)):
        number = 1 + int(chance.random() ** 2 * int(most))
        town = town_of(chance)
        if not unit or chance.random() < 0.35:  # a ward or a district is one of a town
            names = [f"{town.name} {called} {number}", f"{town.name} {called} No. {number}"]
            names += [
                f"{town.name} {called} #{number}",
                f"{called} {number} ({town.name})",
                f"{called} {number}, {town.name}",
            ]
        else:
            names = [f"{called} {number}", f"{called} No. {number}", f"{called} #{number}", f"{called} Number {number}"]
            names += [f"{order}, {unit} {number}", f"{order} - {unit} {number}"]
            if acronym:
                names[1:1] = [f"{acronym} {unit} {number}", f"{order} ({acronym}) {unit} {number}"]
                names.append(f"{acronym} {unit} #{number}")
        yield Body(
            tuple(names), seats=(town.name, f"{town.name}, {town.code}") if unit and chance.random() < 0.2 else ()
        )


def endowed(chance: random.Random) -> Iterator[Body]:
    """Foundations and funds named for people, several of one family."""
    surname = pick(chance, words("surname"))
    for _ in range(1 + (chance.random() < 0.25)):
        given, other = pick(chance, words("given")), pick(chance, words("given"))
        letter = pick(chance, "ABCDEFGHJKLMNPRSTW")
        who = pick(chance, (
            f"{surname} Family", surname, f"{given} {surname}", f"{given} {letter}. {surname}", f"{given} and {other} {surname}",
            f"{given} & {other} {surname}", f"{surname}-{pick(chance, words('surname'))}", f"{given} {surname} Family",
            f"{given} {pick(chance, words('given'))} {surname}", f"{letter}. {given} {surname}",
        ))  # fmt: skip
        what = pick(chance, (
            "Foundation", "Foundation", "Charitable Trust", "Fund", "Memorial Fund", "Charitable Foundation", "Endowment",
            "Center", "Institute", "Memorial Library", "Scholarship Fund", "Philanthropies", f"Center for {pick(chance, words('cause'))}",
        ))  # fmt: skip
        yield Body(
            (f"{who} {what}",), legal="us" if chance.random() < 0.5 else "",
            seats=seats_of(town_of(chance)) if chance.random() < 0.3 else (),
        )  # fmt: skip


def university(chance: random.Random) -> Iterator[Body]:
    """A university, its schools, centers, clinics and unions."""
    place = pick(chance, STATE_NAMES) if chance.random() < 0.25 else town_of(chance).name
    name = pick(chance, (
        f"University of {place}", f"{place} State University", f"{place} University", f"{place} College",
        f"{place} Community College", f"{pick(chance, words('surname'))} University", f"{pick(chance, words('surname'))} College",
        f"{pick(chance, DIRECTIONS)}ern {place} University".replace("Centralern", "Central"), f"{place} Technical College",
    ))  # fmt: skip
    if chance.random() < 0.6:
        yield Body((name,), acronym_of(name) if chance.random() < 0.1 else "")
    for _ in range(several(chance, 8)):
        unit = pick(chance, words("unit")).format(cause=pick(chance, words("cause")))
        yield Body((f"{name} {unit}", f"{unit}, {name}", f"{name}, {unit}", f"{unit} at {name}", f"{name} - {unit}"))


def school(chance: random.Random) -> Iterator[Body]:
    """Schools, their parents and their districts."""
    kind = pick(
        chance,
        (
            "Elementary School",
            "Middle School",
            "High School",
            "Academy",
            "Charter School",
            "Preparatory School",
            "School",
        ),
    )
    name = pick(chance, (
        f"{pick(chance, words('given'))} {pick(chance, words('surname'))} {kind}", f"{pick(chance, words('surname'))} {kind}", f"{town_of(chance).name} {kind}",
        f"{pick(chance, words('street'))} Street {kind}", f"{pick(chance, words('first'))} {pick(chance, words('second'))} {kind}",
    ))  # fmt: skip
    town = town_of(chance)
    yield Body((name,), seats=seats_of(town) if chance.random() < 0.25 else ())
    if chance.random() < 0.3:
        yield Body(
            (
                f"{name} PTA",
                f"{name} Parent Teacher Association",
                f"PTA of {name}",
                f"{name} Parent-Teacher Association",
            )
        )
    if chance.random() < 0.15:
        yield Body((f"{town.name} Unified School District", f"{town.name} USD"))


def friends(chance: random.Random) -> Iterator[Body]:
    """Who befriends, guards or restores a water or a park."""
    water = pick(chance, waters())
    what = pick(
        chance,
        ("River", "Creek", "Park", "Marsh", "Trail", "Bay", "Watershed", "Wilderness", "Woods", "Lake", "Canyon"),
    )
    for way in chance.sample(
        ("Friends of the {w} {k}", "{w} {k} Alliance", "{w} {k} Conservancy", "Save the {w} {k}", "{w} {k} Coalition",
         "{w} {k} Keepers", "Protect the {w} {k}", "{w} {k} Trust", "Citizens for {w} {k}", "{w} {k} Watershed Council"),
        several(chance, 3),
    ):  # fmt: skip
        name = way.format(w=water, k=what)
        acronym = acronym_of(name)
        yield Body(
            (name,),
            acronym if len(acronym) > 2 and chance.random() < 0.3 else "",
            legal="us" if chance.random() < 0.4 else "",
        )


def business(chance: random.Random) -> Iterator[Body]:
    """Firms: partners, farms, shops."""
    one, two, three = (pick(chance, words("surname")) for _ in range(3))
    what = chance.random()
    if what < 0.3:
        yield Body(
            (
                pick(
                    chance,
                    (
                        f"{one} & {two}",
                        f"{one}, {two} & {three}",
                        f"{one} {two}",
                        f"Law Offices of {pick(chance, words('given'))} {one}",
                    ),
                ),
            ),
            legal="llp",
        )
    else:
        name = pick(
            chance,
            (
                f"{one} {{}}",
                f"{one} Family {{}}",
                f"{pick(chance, words('first'))} {pick(chance, words('second'))} {{}}",
                f"{one} & Sons {{}}",
            ),
        )
        yield Body(
            (name.format(pick(chance, words("trade"))),), legal=pick(chance, ("llc", "llc", "us", "co", "corp", "ltd")),
            seats=seats_of(town_of(chance)) if chance.random() < 0.4 else (), site=".com",
        )  # fmt: skip


def government(chance: random.Random) -> Iterator[Body]:
    """Departments of states, counties and cities; the places themselves."""
    what = pick(chance, words("department"))
    for _ in range(several(chance, 6)):
        kind = chance.random()
        if kind < 0.4:
            state = pick(chance, STATE_NAMES)
            yield Body(
                (
                    f"{state} Department of {what}",
                    f"Department of {what}, {state}",
                    f"{state} State Department of {what}",
                )
            )
        elif kind < 0.6:
            county = early(chance, counties())
            yield Body((f"{county} County Department of {what}", f"{county} County, Department of {what}"))
        elif kind < 0.75:
            town = town_of(chance)
            yield Body(
                (
                    f"City of {town.name}",
                    f"City of {town.name}, {town.state}",
                    f"City of {town.name}, {town.code}",
                    f"{town.name}, City of",
                )
            )
        elif kind < 0.85:
            yield Body(
                (
                    f"{early(chance, counties())} County Board of {pick(chance, ('Supervisors', 'Commissioners', 'Health', 'Elections'))}",
                )
            )
        else:
            town = town_of(chance)
            yield Body((f"{town.name} City Council", f"City Council of {town.name}", f"{town.name}, City Council"))


def people(chance: random.Random) -> Iterator[Body]:
    """Bodies of a people in several places."""
    who = pick(chance, words("people"))
    what = pick(chance, (
        "Community Center", "Chamber of Commerce", "Bar Association", "Cultural Society", "Student Union", "Civic Association",
        "Health Coalition", "Voters Alliance", "Elders Council", "Family Services", "Lawyers Guild", "Mutual Aid Association",
        "Women's Association", "Democratic Club", "Media Project", "Legal Fund", "Journalists Association", "Service Center",
    ))  # fmt: skip
    for _ in range(several(chance, 8)):
        place = place_of(chance, pick(chance, ("state", "town", "region", "county")))
        name = pick(chance, (f"{who} {what} of {place}", f"{place} {who} {what}"))
        acronym = acronym_of(name)
        yield Body(
            (name,),
            acronym if 3 <= len(acronym) <= 6 and chance.random() < 0.4 else "",
            legal="us" if chance.random() < 0.2 else "",
        )


def quarter(chance: random.Random) -> Iterator[Body]:
    """Associations of streets and neighbourhoods, with their directions."""
    street, town = pick(chance, words("street")), town_of(chance).name
    what = pick(
        chance,
        (
            "Neighborhood Association",
            "Tenants Association",
            "Business Association",
            "Community Garden",
            "Block Club",
            "Community Council",
            "Merchants Association",
        ),
    )
    names = [f"{street} {what}", *(f"{side} {street} {what}" for side in chance.sample(DIRECTIONS[:4], 2))]
    for name in names[: several(chance, 3)]:
        yield Body((f"{name} of {town}", f"{name}, {town}", f"{name} ({town})"))


UNITED_STATES = (
    (13, brand), (13, association), (15, coined), (9, civic), (2, twins), (4, congregation), (3, local), (3, lodge),
    (6, endowed), (4, university), (4, school), (4, friends), (5, business), (2, government), (4, people), (3, quarter),
)  # fmt: skip
