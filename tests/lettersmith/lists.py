"""Lists of signatories, the same for the same seed: organizations sampled from fitting/names, persons invented here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[2]
ORGANIZATION, PERSON = "organization", "person"
_LEGAL_FORMS = (", Inc.", " Inc.", ", LLC", " e.V.", ", Ltd.", " AG", " gGmbH", ", S.A.", " asbl")
_PLACES = (
    "Belgium", "France", "Kenya", "Brazil", "Chile", "Germany", "Austria", "Portugal", "Spain", "Italy", "Canada",
    "Mexico", "South Africa", "Nigeria", "Uganda", "India", "Nepal", "Japan", "New Zealand", "Ireland", "Scotland",
    "Netherlands", "Sweden", "Norway", "Poland", "Greece", "Argentina", "Colombia", "Peru", "Costa Rica", "Philippines",
)  # fmt: skip
_CITIES = (
    "Lyon", "Porto", "Ghent", "Leipzig", "Bologna", "Utrecht", "Sevilla", "Toronto", "Nairobi", "Boston", "Chicago",
    "Oakland", "Leeds", "Cork", "Montevideo", "Recife", "Kampala", "Melbourne", "Oslo", "Graz",
)  # fmt: skip
_STATES = (
    "Alabama", "Alaska", "California", "Colorado", "Florida", "Illinois", "Kansas", "Maine", "Montana", "Nevada",
    "New Mexico", "New York", "Ohio", "Oregon", "Texas", "Vermont", "Wisconsin",
)  # fmt: skip
_KINDS = ("National organizations", "State and local organizations", "International organizations")
_GIVEN = {
    "en": "Alice Martha Ruth Helen Grace Naomi Peter Samuel Oliver Thomas Edward Malcolm Priya Kwame Fatima Yuki Wei",
    "fr": "Claire Élodie Camille Amélie Sylvie Mathilde Julien Étienne Benoît Olivier Guillaume Thibault Jean-Pierre",
    "de": "Anke Katharina Ulrike Sabine Greta Jürgen Matthias Lukas Stefan Wolfgang Hans-Peter Björn Annegret",
    "es": "Lucía Carmen Inés Marisol Beatriz Pilar Joaquín Íñigo Ramón Ernesto Alejandro Javier Andrés",
    "pt": "Mariana Joana Conceição Beatriz Luísa João Tiago Rui Gonçalo Nuno Paulo Henrique Márcia",
    "it": "Giulia Chiara Francesca Paola Elena Matteo Luca Giovanni Alessandro Niccolò Davide Federica",
    "nl": "Anneke Marijke Femke Saskia Willem Joris Bram Pieter Sander Thijs Hendrik Liesbeth",
}
_SURNAMES = {
    "en": "Ashworth|Bellamy|Carmichael|Dunmore|Fairweather|Goodwin|Hargreaves|Kingsley|Lockhart|Merriweather|O'Dowd|"
    "Okonkwo|Pemberton|Rosenthal|Stirling|Thackeray|Underhill|Venkataraman|Whitcombe|Yamamoto|al-Rashid|MacAllister",
    "fr": "Beaumont|Chevallier|Delacroix|de Villeneuve|Fontaine|Girard|Lefèvre|Marchand|Pelletier|Rousselot|Thibodeau",
    "de": "Albrecht|Baumgartner|Dietrich|Eichhorn|von Hagen|Hoffmeister|Krüger|Lindner|Neumann|Scholz|Weißmüller",
    "es": "Aguirre Soto|Cárdenas|de la Cruz|Echeverría|Fuentes Mora|Gutiérrez|Ibáñez|Montoya|Núñez Paz|Valdés",
    "pt": "Almeida|Barbosa|Cardoso|da Silva|Figueiredo|Magalhães|Nogueira|dos Santos|Teixeira|Vasconcelos",
    "it": "Bellini|Cavallaro|De Santis|Esposito|Ferrante|Lombardi|Moretti|Pellegrini|Ricciardi|Zanetti",
    "nl": "van den Berg|Brouwer|de Graaf|Dijkstra|Hoekstra|van der Meer|Postma|Smeets|Vermeulen|Wouters",
}
_TITLES = {
    "en": "Executive Director|Professor of Law|President|Policy Director|Senior Researcher|General Secretary|Co-Chair|"
    "Associate Professor|Staff Attorney|Founder|Lecturer in History|Head of Advocacy|Board Member|Program Manager|"
    "Chief Executive Officer|Emeritus Professor of Economics|Research Fellow|Vice President for Policy|Chairperson|"
    "Legal Counsel|Campaign Manager|Assistant Professor of Computer Science|Treasurer|Editor-in-Chief|Librarian",
    "fr": "Directrice générale|Président|Secrétaire général|Professeur de droit|Chercheuse|Porte-parole|Coordinatrice|"
    "Maître de conférences|Avocat|Présidente d'honneur|Journaliste|Directeur de recherche|Trésorière|Médecin",
    "de": "Geschäftsführerin|Vorsitzender|Professorin für Recht|Sprecher|Referentin|Wissenschaftlicher Mitarbeiter|"
    "Rechtsanwältin|Vorstandsmitglied|Generalsekretär|Leiterin der Forschung|Pressesprecherin|Dozent",
    "es": "Directora Ejecutiva|Presidente|Secretaria General|Profesor de Derecho|Investigadora|Coordinador|Portavoz|"
    "Abogada|Catedrático de Historia|Periodista|Tesorera|Vicepresidente|Director de Programas",
    "pt": "Diretora Executiva|Presidente|Secretário-Geral|Professora de Direito|Investigador|Coordenadora|Advogado|"
    "Jornalista|Tesoureira|Vice-Presidente|Diretor de Programas|Porta-voz",
    "it": "Direttrice|Presidente|Segretario generale|Professore di diritto|Ricercatrice|Coordinatore|Portavoce|"
    "Avvocato|Giornalista|Tesoriere|Vicepresidente|Docente di storia",
    "nl": "Directeur|Voorzitter|Hoogleraar|Onderzoeker|Woordvoerder|Beleidsadviseur|Algemeen secretaris|Advocaat|"
    "Bestuurslid|Universitair docent|Penningmeester|Coördinator",
}
# Towns that do not exist, and bodies that could stand in them.
_TOWNS = {
    "en": "Marlow Harwick Northfield Tidewater Greenbank Ashcombe Dunmore Riverside Westbrook Kingsmere",
    "fr": "Valmont Clairvaux Beaulieu Montclair Rocheville Saint-Aubin",
    "de": "Altenbrück Neustetten Hohenfels Birkenau Oberlingen Seefeld",
    "es": "Monteverde Valdeflores Peñablanca Ríoclaro Almendral",
    "pt": "Montalvo Ribeirinha Vale-de-Freixo Penalva Aguieira",
    "it": "Montesole Acquaviva Roccabella Fontechiara Valdoro",
    "nl": "Westerveld Oosterbeek Hogewaard Lindenhoven Duinrade",
}
_BODIES = {
    "en": "University of {}|{} University|{} College|{} Legal Aid|Centre for Open Justice|{} Alliance|{} Law School|"
    "Institute for Public Ethics|{} Foundation|{} Housing Coalition|Center for Civic Technology|"
    "Friends of the {} River|{} Institute of Technology|Citizens for a Better {}|{} Press Club|{} Workers Union",
    "fr": "Université de {}|Institut d'études civiques|Ligue des riverains de {}|Observatoire des libertés|"
    "Association pour l'eau publique|Fondation {}|Collectif {}|Syndicat de la presse de {}|Maison des jeunes de {}",
    "de": "Universität {}|Institut für Gemeinwohl|Bund der Nachbarschaften|Stiftung {}|Bürgerinitiative {}|"
    "Verein für Bürgerrechte|Hochschule {}|Landesverband {}|Gewerkschaft der Häfen",
    "es": "Universidad de {}|Instituto de Estudios Cívicos|Asociación de Vecinos de {}|Fundación {}|"
    "Observatorio de Derechos|Red de Barrios|Plataforma {} Viva|Sindicato de la Prensa|Colegio de Abogados de {}",
    "pt": "Universidade de {}|Instituto de Estudos Cívicos|Associação de Moradores de {}|Fundação {}|"
    "Observatório dos Direitos|Rede de Bairros|Sindicato dos Jornalistas|Ordem dos Advogados de {}",
    "it": "Università di {}|Istituto per i Beni Comuni|Associazione Acqua Pubblica|Fondazione {}|"
    "Osservatorio sui Diritti|Rete dei Quartieri|Comitato {} Pulita|Sindacato dei Porti",
    "nl": "Universiteit van {}|Instituut voor Burgerrechten|Stichting {}|Vereniging Schoon Water|Hogeschool {}|"
    "Bond van Buurten|Centrum voor Recht|Bewonersgroep {}",
}
_HONORIFICS = ("Dr.", "Prof.", "Rev.", "Professor", "Dr")
_AFTER_NAMES = (", Ph.D.", ", MD", ", JD", " III", ", Jr.", ", RN")


@dataclass(frozen=True)
class Signer:
    """A signatory as the gold list has it: `name` verbatim, the rest None where a letter does not print it."""

    name: str
    kind: str = ORGANIZATION
    title: str | None = None
    affiliation: str | None = None
    location: str | None = None
    group: str | None = None


@cache
def organization_names() -> tuple[str, ...]:
    """All names that lists are sampled from, each once."""
    files = sorted((ROOT / "fitting" / "names").glob("*.txt"))
    lines = (line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def sort_key(name: str) -> str:
    """As people sort lists: without case and article."""
    folded = name.casefold()
    return folded.removeprefix("the ")


def _names(rng: random.Random, size: int, fits: Callable[[str], bool]) -> list[str]:
    names = [name for name in organization_names() if len(name) > 3 and fits(name)]
    chosen = rng.sample(names, size)
    formed = [
        name + form
        for name in chosen
        for form in (rng.choice(_LEGAL_FORMS) if rng.random() < 0.05 and name[-1].isalpha() else "",)
    ]
    return sorted((name if fits(name) else plain for name, plain in zip(formed, chosen, strict=True)), key=sort_key)


def organizations(rng: random.Random, size: int, fits: Callable[[str], bool] = bool) -> list[Signer]:
    """So many organizations whose names pass `fits`, in the order of the alphabet."""
    return [Signer(name) for name in _names(rng, size, fits)]


def placed_organizations(rng: random.Random, size: int, fits: Callable[[str], bool] = bool) -> list[Signer]:
    """Organizations, each with its country; none has a country or a bracket in its name already."""
    places = [*_PLACES, "United Kingdom", "USA", "Australia"]
    chosen = _names(rng, size, lambda name: fits(name) and not any(mark in name for mark in (*places, "(", ",", " - ")))
    return [Signer(name, location=rng.choice(_PLACES)) for name in chosen]


def grouped_organizations(rng: random.Random, size: int, fits: Callable[[str], bool] = bool) -> list[Signer]:
    """Organizations under headings: states, countries, or kinds; sorted within each."""
    labels = rng.choice([_STATES, _PLACES, _KINDS])
    count = max(1, min(len(labels), size // 4))
    groups = sorted(rng.sample(labels, count)) if labels is not _KINDS else labels[:count]
    names = _names(rng, size, fits)
    under = {name: groups[at % count] for at, name in enumerate(names)}
    return [Signer(name, group=group) for group in groups for name in names if under[name] == group]


def persons(rng: random.Random, size: int, language: str = "en", *, described: bool = True) -> list[Signer]:
    """Persons, mostly of the letter's language; each with title, affiliation and place, or with a name only."""
    found: dict[str, Signer] = {}
    while len(found) < size:
        signer = _person(rng, language, described=described)
        found.setdefault(signer.name.casefold(), signer)
    return list(found.values())


def _person(rng: random.Random, language: str, *, described: bool) -> Signer:
    origin = language if rng.random() < 0.6 else rng.choice(list(_GIVEN))
    given = rng.choice(_GIVEN[origin].split())
    if rng.random() < 0.2:
        given += f" {rng.choice('ABCDEFGHJKLMNPRSTW')}."
    name = f"{given} {rng.choice(_SURNAMES[origin].split('|'))}"
    if rng.random() < 0.12:
        name = f"{rng.choice(_HONORIFICS)} {name}"
    elif rng.random() < 0.1 and described and origin == "en":
        name += rng.choice(_AFTER_NAMES)
    if not described:
        return Signer(name, PERSON)
    body = rng.choice(_BODIES[language].split("|"))
    affiliation = body.format(rng.choice(_TOWNS[language].split()))
    return Signer(name, PERSON, rng.choice(_TITLES[language].split("|")), affiliation, rng.choice(_CITIES))


def mixed(rng: random.Random, size: int, language: str = "en", fits: Callable[[str], bool] = bool) -> list[Signer]:
    """Organizations first, then persons; the layout prints a heading before each."""
    share = max(1, size // 2)
    return [*organizations(rng, share, fits), *persons(rng, max(1, size - share), language)]


def only(signers: Sequence[Signer], *fields: str) -> list[Signer]:
    """The signers as a letter that prints only these fields beside the name has them."""
    return [Signer(one.name, one.kind, **{field: getattr(one, field) for field in fields}) for one in signers]
