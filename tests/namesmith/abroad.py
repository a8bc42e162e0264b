"""Bodies of Europe, Latin America and the world, in seven languages, with their sections in regions, towns and countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namesmith.places import CITIES, COUNTRIES, REGIONS
from namesmith.values import Body, acronym_of, early, pick
from namesmith.words import CAUSES

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_HEADS = {
    "fr": "Association|Fédération|Collectif|Union|Réseau|Ligue|Observatoire|Institut|Comité|Mouvement|Conseil|Syndicat|"
    "Coordination|Alliance|Centre|Maison|Confédération|Société|Groupement|Plateforme",
    "de": "Verein|Bund|Gesellschaft|Verband|Initiative|Netzwerk|Stiftung|Institut|Arbeitsgemeinschaft|Bündnis|Forum|"
    "Vereinigung|Arbeitskreis|Zentrum|Aktion|Dachverband|Förderverein|Kampagne",
    "es": "Asociación|Federación|Fundación|Red|Colectivo|Coordinadora|Centro|Observatorio|Movimiento|Instituto|Alianza|"
    "Plataforma|Comité|Unión|Confederación|Sociedad|Sindicato|Consejo|Corporación",
    "pt": "Associação|Federação|Fundação|Rede|Coletivo|Movimento|Instituto|Centro|Observatório|Aliança|Plataforma|Comité|"
    "União|Confederação|Sociedade|Sindicato|Liga|Conselho|Articulação",
    "it": "Associazione|Federazione|Fondazione|Rete|Comitato|Movimento|Istituto|Centro|Osservatorio|Alleanza|Coordinamento|"
    "Unione|Confederazione|Società|Sindacato|Lega|Consiglio|Forum|Gruppo",
    "nl": "Vereniging|Federatie|Bond|Netwerk|Stichting|Instituut|Platform|Comité|Beweging|Centrum|Vakbond|Koepel|Raad|"
    "Werkgroep|Genootschap|Samenwerkingsverband|Initiatief",
}  # fmt: skip
_WHAT = {
    "fr": "pour la protection des animaux|des droits de l'homme|pour l'environnement|des consommateurs|des femmes|"
    "des journalistes|pour le logement|des bibliothécaires|des enseignants|des parents d'élèves|pour la paix|"
    "de solidarité internationale|des usagers des transports|des médecins|des paysans|des locataires|pour la transparence|"
    "pour la justice climatique|des artistes|des éditeurs|pour l'éducation populaire|des personnes handicapées|"
    "pour les libertés numériques|des travailleurs migrants|pour la santé publique|des auteurs|des avocats|des retraités|"
    "pour la biodiversité|des producteurs de lait|pour l'accueil des réfugiés|des cyclistes|des sages-femmes|"
    "pour une agriculture durable|des professionnels de la culture|des étudiants|de défense de la forêt|des pêcheurs",
    "de": "für Umwelt und Naturschutz|für Menschenrechte|der Verbraucher|für Datenschutz|der Mieter|für Frieden|der Eltern|"
    "für Entwicklungspolitik|der Journalisten|für digitale Bildung|der Kinderärzte|für soziale Gerechtigkeit|der Bibliotheken|"
    "für ökologische Landwirtschaft|der Hebammen|für Klimaschutz|der Studierenden|für Flüchtlingshilfe|der Radfahrer|"
    "für Informationsfreiheit|der Bauern|für bedrohte Völker|der Erzieherinnen|für Palliativmedizin|der Denkmalpfleger|"
    "für Tierschutz|der Übersetzer|für Kulturgut|der Lehrer|für Suchtfragen|der Psychotherapeuten|für Behindertenhilfe|"
    "der Energieverbraucher|für freie Software|der Kleingärtner|für Wohnungslose|der Autoren|für Stadtentwicklung",
    "es": "de Derechos Humanos|de Consumidores|de Mujeres|para la Defensa de la Naturaleza|de Periodistas|de Vecinos|"
    "por la Paz|de Trabajadores Migrantes|de Pueblos Indígenas|de Estudiantes|de Médicos|de Agricultores|por la Justicia|"
    "de Madres y Padres|para el Desarrollo Rural|de Cooperativas|de Bibliotecarios|de Escritores|por el Derecho al Agua|"
    "de Personas con Discapacidad|para la Memoria Histórica|de Software Libre|de Jóvenes|de Jubilados|de Pescadores|"
    "por la Libertad de Expresión|de Enfermería|de Ciclistas|de Abogados|para la Transparencia|de Artistas|de Maestros|"
    "por la Vivienda Digna|de Estudios Sociales|de Educación Popular|de Productores de Café|contra la Tortura",
    "pt": "dos Direitos Humanos|de Defesa do Consumidor|das Mulheres|de Proteção da Natureza|dos Jornalistas|de Moradores|"
    "pela Paz|dos Trabalhadores Rurais|dos Povos Indígenas|dos Estudantes|dos Médicos|dos Agricultores|pela Justiça|"
    "para o Desenvolvimento Local|das Cooperativas|dos Bibliotecários|dos Escritores|pelo Direito à Água|dos Professores|"
    "das Pessoas com Deficiência|de Software Livre|da Juventude|dos Reformados|dos Pescadores|pela Liberdade de Expressão|"
    "dos Enfermeiros|dos Ciclistas|dos Advogados|pela Transparência|dos Artistas|pela Moradia|de Estudos Sociais|"
    "de Educação Popular|dos Atingidos por Barragens|de Combate à Fome|dos Inquilinos",
    "it": "per i diritti umani|dei consumatori|delle donne|per la difesa della natura|dei giornalisti|degli inquilini|per la pace|"
    "dei lavoratori migranti|degli studenti|dei medici|degli agricoltori|per la giustizia|dei genitori|per lo sviluppo sostenibile|"
    "delle cooperative|dei bibliotecari|degli scrittori|per l'acqua pubblica|delle persone con disabilità|per il software libero|"
    "dei giovani|dei pensionati|dei pescatori|per la libertà di stampa|degli infermieri|dei ciclisti|degli avvocati|"
    "per la trasparenza|degli artisti|degli insegnanti|per il diritto alla casa|di studi sociali|per l'agricoltura biologica|"
    "dei farmacisti|delle famiglie|per la protezione degli animali|dei traduttori|degli archivisti",
    "nl": "voor Mensenrechten|van Consumenten|voor Natuurbehoud|van Journalisten|voor Vrede|van Huurders|van Studenten|"
    "voor Duurzame Landbouw|van Huisartsen|voor Vluchtelingen|van Bibliotheken|voor Dierenwelzijn|van Ouders|van Leraren|"
    "voor Digitale Rechten|van Verpleegkundigen|voor Ontwikkelingssamenwerking|van Schrijvers|voor Klimaatrechtvaardigheid|"
    "van Gehandicapten|voor Volksgezondheid|van Boeren|voor Erfgoed|van Fietsers|voor Armoedebestrijding|van Ouderen|"
    "voor Open Overheid|van Advocaten|voor Jeugdhulp|van Vertalers|voor Energietransitie|van Kunstenaars|voor Waterbeheer|"
    "van Vroedvrouwen|voor Sociaal Werk|van Patiënten",
}  # fmt: skip
_NATION = {
    "fr": "française|de France|nationale|belge|suisse|européenne|québécoise||||",
    "de": "Deutschland|in Deutschland|Österreich|Schweiz||||",
    "es": "de España|de Chile|de Colombia|del Perú|de Bolivia|de México|del Ecuador||||",
    "pt": "de Portugal|do Brasil|de Angola|de Moçambique||||",
    "it": "italiana|d'Italia|nazionale|della Svizzera italiana||||",
    "nl": "Nederland|in Nederland|Vlaanderen|België||||",
}
_SECTIONS = {
    "fr": (("{body} {place}", "{body} - {place}", "{body}, {place}", "{body} ({place})"),
           ("{body} section de {place}", "{body}, section de {place}", "{body} - section de {place}", "Section de {place} de {body}")),
    "de": (("{body} Landesverband {place}", "{body}, Landesverband {place}", "{body} - Landesverband {place}", "Landesverband {place}, {body}"),
           ("{body} {place}", "{body} - {place}", "{body} ({place})"),
           ("{body} Ortsgruppe {place}", "{body}, Ortsgruppe {place}", "{body} – Ortsgruppe {place}"),
           ("{body} Kreisverband {place}", "{body}, Kreisverband {place}", "{body} (Kreisverband {place})")),
    "es": (("{body} de {place}", "{body} - {place}", "{body} {place}", "{body} ({place})"),
           ("{body} Región {place}", "{body}, Región {place}")),
    "pt": (("{body} de {place}", "{body} - {place}", "{body} ({place})"), ("{body} Núcleo de {place}", "{body}, Núcleo de {place}")),
    "it": (("{body} {place}", "{body} - {place}", "{body} ({place})", "{body} di {place}"),
           ("{body} Sezione di {place}", "{body}, Sezione di {place}", "{body} - Sezione di {place}")),
    "nl": (("{body} {place}", "{body} - {place}", "{body} ({place})"), ("{body} afdeling {place}", "{body}, afdeling {place}", "Afdeling {place} van {body}")),
}  # fmt: skip
_LEGAL = {"fr": "fr", "de": "de", "es": "es", "pt": "pt", "it": "it", "nl": "nl"}
_GIVEN = {
    "fr": "Claire Élodie Camille Sylvie Mathilde Julien Étienne Benoît Olivier Guillaume Simone Louise Émile Victor Jean-Pierre Henri",
    "de": "Anke Katharina Ulrike Sabine Greta Jürgen Matthias Lukas Stefan Wolfgang Rosa Heinrich Friedrich Clara Björn Konrad",
    "es": "Lucía Carmen Inés Beatriz Pilar Joaquín Íñigo Ramón Ernesto Alejandro Javier Andrés Federico Rosalía Dolores José",
    "pt": "Mariana Joana Conceição Luísa João Tiago Rui Gonçalo Nuno Paulo Henrique Márcia Fernando Amália António",
    "it": "Giulia Chiara Francesca Paola Elena Matteo Luca Giovanni Alessandro Niccolò Antonio Enrico Giacomo Lina Altiero",
    "nl": "Anneke Marijke Femke Saskia Willem Joris Bram Pieter Sander Thijs Hendrik Liesbeth Anne Aletta Johan",
}
_SURNAMES = {
    "fr": "Beaumont Chevallier Delacroix Fontaine Girard Lefèvre Marchand Pelletier Rousselot Thibodeau Abadie Barbier Carpentier "
    "Dufour Dumont Faure Gaillard Guérin Jaurès Lambert Leclerc Leroux Mercier Moulin Perrin Renard Roussel Veil Weil Zola",
    "de": "Albrecht Baumgartner Dietrich Eichhorn Hoffmeister Krüger Lindner Neumann Scholz Weißmüller Böll Ebert Luxemburg Adenauer "
    "Bosch Körber Bertelsmann Hirschfeld Zetkin Liebig Planck Humboldt Herder Lessing Kant Engels Bauer Zimmermann Köhler Schäfer",
    "es": "Aguirre Cárdenas Echeverría Fuentes Gutiérrez Ibáñez Montoya Núñez Valdés Allende Neruda Mistral Bolívar Martí Zapata "
    "Cervantes Unamuno Machado Ortega Alonso Benítez Carrasco Domínguez Escobar Figueroa Gallardo Hidalgo Jaramillo Lozano Quispe",
    "pt": "Almeida Barbosa Cardoso Figueiredo Magalhães Nogueira Teixeira Vasconcelos Freire Amado Andrade Azevedo Batista Camões "
    "Coelho Duarte Esteves Fonseca Guimarães Lacerda Mendes Moreira Pessoa Queirós Ribeiro Saramago Tavares Viana Soares Sampaio",
    "it": "Bellini Cavallaro Esposito Ferrante Lombardi Moretti Pellegrini Ricciardi Zanetti Basso Gramsci Spinelli Olivetti Agnelli "
    "Feltrinelli Einaudi Galilei Volta Manzoni Leopardi Bianchi Colombo Conti Costa Fontana Greco Marino Rizzo Romano Sturzo",
    "nl": "Brouwer Dijkstra Hoekstra Postma Smeets Vermeulen Wouters Huygens Erasmus Spinoza Mondriaan Bakker Boer Claes Daems Hendriks "
    "Jacobs Janssens Kuiper Maes Mulder Peeters Prins Schouten Vos Willems Zwart Visser Meijer Bos",
}  # fmt: skip
# Countries by the name that they bear at home, where it differs.
_AT_HOME = {
    "Germany": "Deutschland", "Austria": "Österreich", "Spain": "España", "Italy": "Italia", "Netherlands": "Nederland",
    "Belgium": "België", "Brazil": "Brasil", "Switzerland": "Schweiz", "Sweden": "Sverige", "Norway": "Norge",
    "Denmark": "Danmark", "Poland": "Polska", "Mexico": "México", "Peru": "Perú", "Finland": "Suomi", "Hungary": "Magyarország",
}  # fmt: skip
_WORLDWIDE = (
    ("Friends of the Earth", "FoE"), ("Greenpeace", ""), ("Amnesty International", ""), ("Transparency International", "TI"),
    ("Oxfam", ""), ("Save the Children", ""), ("Caritas", ""), ("Médecins Sans Frontières", "MSF"), ("PEN", ""), ("WWF", ""),
    ("Internet Society", "ISOC"), ("Wikimedia", ""), ("Creative Commons", "CC"), ("Plan International", ""), ("ActionAid", ""),
    ("World Vision", ""), ("Terre des Hommes", "TdH"), ("Habitat for Humanity", ""), ("Global Witness Network", ""),
    ("Climate Action Network", "CAN"), ("International Commission of Jurists", "ICJ"), ("Red Cross", ""), ("YMCA", ""),
    ("Reporters Without Borders", "RSF"), ("Pax Christi", ""), ("FIAN", ""), ("Attac", ""), ("350", ""), ("Fridays for Future", "FFF"),
    ("Action Against Hunger", "ACF"), ("Médecins du Monde", "MdM"), ("SOS Children's Villages", ""), ("Fairtrade", ""),
    ("Slow Food", ""), ("Scouts", ""), ("Engineers Without Borders", "EWB"), ("Lawyers for Human Rights", "LHR"),
    ("Pesticide Action Network", "PAN"), ("Health Action International", "HAI"), ("Women in Black", ""),
    ("Free Software Foundation", "FSF"), ("Pirate Party", ""), ("Open Knowledge", "OK"), ("Global Voices", ""),
)  # fmt: skip
_MINISTRIES = (
    "Health", "Education", "Justice", "Foreign Affairs", "Agriculture", "Labour", "Finance", "Culture", "Environment", "Transport",
    "Women's Affairs", "Social Welfare", "Energy", "Trade and Industry", "Youth and Sports", "Water Resources", "Interior",
)  # fmt: skip
_MINISTERES = (
    "la Santé",
    "la Justice",
    "la Culture",
    "l'Éducation nationale",
    "l'Agriculture",
    "la Transition écologique",
    "l'Intérieur",
    "la Défense",
)
_LANDS = (
    "du Sénégal",
    "du Mali",
    "de Belgique",
    "du Luxembourg",
    "du Togo",
    "de Madagascar",
    "de Tunisie",
    "du Maroc",
    "d'Haïti",
    "de France",
)
_KINDS = (
    "Network",
    "Federation",
    "Forum",
    "Council",
    "Alliance",
    "Centre",
    "Organisation",
    "Coalition",
    "Institute",
    "Platform",
    "Union",
    "Initiative",
    "Foundation",
    "Programme",
)


def _several(chance: random.Random, most: int) -> int:
    return min(most, int(1 / (1 - chance.random()) ** 0.9))


def _place(chance: random.Random, language: str) -> str:
    return pick(chance, (REGIONS if chance.random() < 0.4 else CITIES)[language].split("|"))


def native(chance: random.Random) -> Iterator[Body]:
    """A body with a name in French, German, Spanish, Portuguese, Italian or Dutch, and its sections."""
    language = pick(chance, ("fr", "fr", "de", "de", "es", "es", "pt", "it", "nl"))
    head, what = early(chance, _HEADS[language].split("|")), pick(chance, _WHAT[language].split("|"))
    nation = pick(chance, _NATION[language].split("|"))
    name = f"{head} {nation} {what}" if language in ("fr", "it") else f"{head} {what} {nation}"
    name = " ".join(name.split())
    acronym = acronym_of(name)
    acronym = acronym if 3 <= len(acronym) <= 6 and chance.random() < 0.6 else ""
    legal = _LEGAL[language] if chance.random() < 0.5 else ""
    sections = _several(chance, 30) if chance.random() < 0.6 else 0
    if not sections or chance.random() < 0.6:
        seat = pick(chance, CITIES[language].split("|"))
        yield Body((name,), acronym, seats=(seat,) if not sections else (), legal=legal, language=language)
    way = pick(chance, _SECTIONS[language])
    for _ in range(sections):
        yield _section(chance, name, acronym, way, language)


def _section(chance: random.Random, name: str, acronym: str, way: tuple[str, ...], language: str) -> Body:
    place = _place(chance, language)
    names = [wording.format(body=name, place=place) for wording in way]
    if acronym and chance.random() < 0.5:
        names.insert(2, way[0].format(body=f"{name} ({acronym})", place=place))
    return Body(tuple(names), legal=_LEGAL[language] if chance.random() < 0.2 else "", language=language)


def named_for(chance: random.Random) -> Iterator[Body]:
    """Foundations and schools named for people."""
    language = pick(chance, tuple(_HEADS))
    given, surname = pick(chance, _GIVEN[language].split()), pick(chance, _SURNAMES[language].split())
    seat = pick(chance, CITIES[language].split("|"))
    who = f"{given} {surname}"
    ways = {
        "fr": (
            "Fondation {}",
            "Institut {}",
            "Association {}",
            "Lycée {}",
            "Centre {}",
            "Collège {}",
            "École {}",
            "Cercle {}",
        ),
        "de": ("{}-Stiftung", "{}-Institut", "{}-Gesellschaft", "{}-Schule", "{}-Haus", "{}-Gymnasium", "{}-Archiv"),
        "es": ("Fundación {}", "Instituto {}", "Centro {}", "Colegio {}", "Ateneo {}", "Colectivo {}", "Biblioteca {}"),
        "pt": ("Fundação {}", "Instituto {}", "Escola Secundária {}", "Centro {}", "Casa {}", "Cooperativa {}"),
        "it": ("Fondazione {}", "Istituto {}", "Associazione {}", "Liceo {}", "Circolo {}", "Centro Studi {}"),
        "nl": ("Stichting {}", "{} Instituut", "{} Fonds", "{}college", "Museum {}", "{} Genootschap"),
    }[language]
    if language == "de":
        who = who.replace(" ", "-")
    for way in chance.sample(ways, _several(chance, 3)):
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
    language = pick(chance, tuple(_HEADS))
    ways = {
        "fr": ("Université de {}", "Mairie de {}", "Ville de {}", "Observatoire de la santé de {}", "Maison des associations de {}", "Bourse du travail de {}", "Bibliothèque municipale de {}"),
        "de": ("Universität {}", "Stadt {}", "Technische Universität {}", "Flüchtlingsrat {}", "Bürgerinitiative {}", "Stadtbibliothek {}", "Mieterverein {}", "Studierendenwerk {}", "Volkshochschule {}", "Frauenhaus {}"),
        "es": ("Universidad de {}", "Ayuntamiento de {}", "Ateneo de {}", "Casa de la Mujer de {}", "Colegio de Abogados de {}", "Biblioteca Pública de {}"),
        "pt": ("Universidade de {}", "Câmara Municipal de {}", "Centro Social de {}", "Escola Superior de Educação de {}", "Santa Casa da Misericórdia de {}"),
        "it": ("Università di {}", "Comune di {}", "Casa delle donne di {}", "Camera del Lavoro di {}", "Politecnico di {}", "Biblioteca civica di {}"),
        "nl": ("Universiteit {}", "Gemeente {}", "Huurdersvereniging {}", "Vluchtelingenwerk {}", "Hogeschool {}", "Openbare Bibliotheek {}", "Stad {}"),
    }[language]  # fmt: skip
    for way in chance.sample(ways, _several(chance, 4)):
        yield Body((way.format(_place(chance, language)),), language=language)


def worldwide(chance: random.Random) -> Iterator[Body]:
    """A body of the world and its national sections."""
    name, acronym = pick(chance, _WORLDWIDE)
    if chance.random() < 0.2:
        yield Body((name,) if " " not in name else (name, f"{name} International"), acronym)
    for country in chance.sample(COUNTRIES, _several(chance, 25)):
        names = [f"{name} {country}", f"{name} - {country}", f"{name} ({country})", f"{name}, {country}"]
        if country in _AT_HOME:
            names.insert(1 if chance.random() < 0.5 else 0, f"{name} {_AT_HOME[country]}")
        if acronym:
            names += [f"{acronym} {country}", f"{name} ({acronym}) {country}"]
        yield Body(tuple(names))


def international(chance: random.Random) -> Iterator[Body]:
    """Networks of regions of the world and bodies of countries, with English names."""
    what, kind = pick(chance, CAUSES), pick(chance, _KINDS)
    if chance.random() < 0.4:
        scope = pick(
            chance,
            (
                "European",
                "African",
                "Asia Pacific",
                "Latin American",
                "Nordic",
                "Mediterranean",
                "Pan-African",
                "Global",
                "World",
                "West African",
                "East African",
                "Arab",
                "Caribbean",
                "Commonwealth",
            ),
        )
        name = pick(chance, (f"{scope} {kind} for {what}", f"{scope} {what} {kind}"))
        acronym = acronym_of(name)
        yield Body(
            (name,),
            acronym if 3 <= len(acronym) <= 6 and chance.random() < 0.7 else "",
            seats=(pick(chance, ("Brussels", "Geneva", "Nairobi", "London", "Bangkok")),),
        )
    for _ in range(_several(chance, 8)):
        country = pick(chance, COUNTRIES)
        name = pick(
            chance, (f"{what} {kind} {country}", f"{country} {kind} for {what}", f"{kind} for {what}, {country}")
        )
        acronym = acronym_of(name)
        yield Body(
            (name,),
            acronym if 3 <= len(acronym) <= 6 and chance.random() < 0.4 else "",
            legal="ltd" if chance.random() < 0.1 else "",
        )


def ministry(chance: random.Random) -> Iterator[Body]:
    """Ministries of countries, and one ministry of several."""
    if chance.random() < 0.2:
        for land in chance.sample(_LANDS, _several(chance, 4)):
            yield Body((f"Ministère de {pick(chance, _MINISTERES)} {land}",), language="fr")
        return
    what = pick(chance, _MINISTRIES)
    for country in chance.sample(COUNTRIES, _several(chance, 6)):
        yield Body(
            (
                f"Ministry of {what} of {country}",
                f"Ministry of {what}, {country}",
                f"{country} Ministry of {what}",
                f"Ministry of {what} ({country})",
            )
        )


ABROAD = ((9, native), (3, named_for), (2, placed), (4, worldwide), (4, international), (1, ministry))
