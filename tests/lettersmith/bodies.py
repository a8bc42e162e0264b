"""What stands around a list of signatories, in seven languages. The letters quote persons and name organizations,
and some of their demands look like entries: nobody named here has signed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """A letter without its list."""

    language: str
    date: str
    addressee: tuple[str, ...]
    salutation: str
    paragraphs: tuple[str, ...]
    demands: tuple[str, ...]
    closing: str
    heading: str  # stands before a list of anybody
    organizations: str
    persons: str
    copies: tuple[str, ...]
    press: str
    note: str
    attachment: str

    @property
    def title(self) -> str:
        """What stands over the letter, and at the head of each page."""
        return TITLES[self.language]


BODIES = {
    "en": Body(
        "en",
        "March 4, 2024",
        (
            "The Honorable Margaret Ellsworth",
            "Chair, Committee on Public Works",
            "114 Statehouse Square",
            "Harwick 20117",
        ),
        "Dear Chair Ellsworth:",
        (
            (
                "We, the undersigned organizations and individuals, write to ask that you withdraw the proposed "
                "rule on the "
                "use of location records by municipal agencies. The rule was drafted without a hearing, and it "
                "would let "
                "any agency buy what it could not lawfully collect."
            ),
            (
                "As Professor Leonard Whitfield of Dunmore University told the committee last autumn, “nobody "
                "who was asked "
                "has been able to say what these records are for.” The Harwick Civic League and the Office of "
                "the Auditor "
                "found the same in their joint report.[1]"
            ),
            (
                "Our members run shelters, libraries and clinics. They have seen what happens when people fear "
                "that a visit "
                "is recorded: they stay away. We therefore ask the committee to take these steps before the "
                "session ends:"
            ),
            "We would welcome a meeting with you and your staff, and thank you for your attention to this matter.",
        ),
        ("Withdraw the rule", "Hold a public hearing in every district", "Publish the contracts of the Department"),
        "Sincerely,",
        "Signatories",
        "Organizations",
        "Individuals",
        ("Senator Paul Aldridge", "Office of Management and Review"),
        "Press contact: Judith Penrose, press@civic-harwick.example, +1 555 0100",
        "[1] Harwick Civic League, Records for Sale (2023), p. 14.",
        "Attachment A: List of signatories",
    ),
    "fr": Body(
        "fr",
        "Le 4 mars 2024",
        ("Madame Hélène Caradec", "Ministre de la Transition", "12 rue des Tanneurs", "Valmont"),
        "Madame la Ministre,",
        (
            (
                "Les organisations signataires vous demandent de retirer le projet de décret relatif aux "
                "retenues d'eau. Ce "
                "texte a été préparé sans consultation des habitants et des communes concernées."
            ),
            (
                "Comme l'a rappelé Bernard Lacombe, hydrologue à l'Institut du Bassin, « on ne remplit pas une "
                "nappe avec des "
                "promesses ». La Chambre régionale des comptes est arrivée à la même conclusion.[1]"
            ),
            "Nos associations suivent ces chantiers depuis dix ans. Nous demandons donc au gouvernement :",
            "Nous restons à votre disposition pour un entretien et vous remercions de votre attention.",
        ),
        ("Le retrait du décret", "Une enquête publique dans chaque commune", "La publication des contrats"),
        "Veuillez agréer, Madame la Ministre, nos salutations distinguées,",
        "Signataires",
        "Organisations",
        "Personnalités",
        ("M. le Préfet de Valmont", "Conseil économique et social"),
        "Contact presse : Odile Maurin, presse@bassin-valmont.example",
        "[1] Chambre régionale des comptes, Rapport sur les retenues (2023), p. 14.",
        "Annexe 1 : Liste des signataires",
    ),
    "de": Body(
        "de",
        "4. März 2024",
        ("Frau Ministerin Renate Ohlsen", "Ministerium für Verkehr", "Am Alten Hafen 12", "24103 Altenbrück"),
        "Sehr geehrte Frau Ministerin,",
        (
            (
                "die unterzeichnenden Organisationen bitten Sie, den Entwurf der Verordnung über den Nachtverkehr "
                "zurückzuziehen. Er wurde ohne Anhörung der Gemeinden vorbereitet."
            ),
            (
                "„Wer nachts arbeitet, muss auch nachts nach Hause kommen“, sagte Prof. Dieter Achternbusch vom "
                "Institut für "
                "Raumplanung in der Anhörung. Der Rechnungshof kam zu demselben Ergebnis.[1]"
            ),
            "Unsere Mitglieder fahren diese Strecken jeden Tag. Wir fordern deshalb von der Landesregierung:",
            "Für ein Gespräch stehen wir Ihnen gern zur Verfügung und danken für Ihre Aufmerksamkeit.",
        ),
        ("Rücknahme der Verordnung", "Eine Anhörung in jedem Kreis", "Offenlegung der Verträge"),
        "Mit freundlichen Grüßen",
        "Unterzeichner",
        "Organisationen",
        "Einzelpersonen",
        ("Herrn Staatssekretär Uwe Brandis", "Landesrechnungshof"),
        "Pressekontakt: Heike Sommerfeld, presse@nachtverkehr.example",
        "[1] Landesrechnungshof, Bericht zum Nachtverkehr (2023), S. 14.",
        "Anlage 1: Liste der Unterzeichner",
    ),
    "es": Body(
        "es",
        "4 de marzo de 2024",
        ("Sra. Dolores Arizmendi", "Ministra de Obras Públicas", "Plaza Mayor 12", "Monteverde"),
        "Estimada Ministra:",
        (
            (
                "Las organizaciones abajo firmantes le pedimos que retire el proyecto de decreto sobre la venta "
                "de los "
                "terrenos del puerto. El texto se preparó sin escuchar a los barrios."
            ),
            (
                "Como dijo Eugenio Larrea, profesor de la Universidad del Litoral, «un puerto sin vecinos es un "
                "aparcamiento». El Tribunal de Cuentas llegó a la misma conclusión.[1]"
            ),
            "Nuestras asociaciones llevan diez años en estos barrios. Por eso exigimos al gobierno:",
            "Quedamos a su disposición para una reunión y le agradecemos su atención.",
        ),
        ("La retirada del decreto", "Una audiencia pública en cada barrio", "La publicación de los contratos"),
        "Atentamente,",
        "Firmantes",
        "Organizaciones",
        "Personas",
        ("Sr. Alcalde de Monteverde", "Tribunal de Cuentas"),
        "Contacto de prensa: Nuria Salcedo, prensa@puerto-monteverde.example",
        "[1] Tribunal de Cuentas, Informe sobre el puerto (2023), p. 14.",
        "Anexo 1: Lista de firmantes",
    ),
    "pt": Body(
        "pt",
        "4 de março de 2024",
        ("Exma. Senhora Teresa Quintela", "Ministra da Habitação", "Largo da Ribeira 12", "Montalvo"),
        "Exma. Senhora Ministra,",
        (
            (
                "As organizações abaixo assinadas pedem que seja retirada a proposta de lei sobre as rendas. O "
                "texto foi "
                "preparado sem ouvir os moradores nem as autarquias."
            ),
            (
                "Como lembrou Artur Pimentel, professor da Universidade do Douro, “uma casa não é um ativo, é um "
                "endereço”. "
                "O Tribunal de Contas chegou à mesma conclusão.[1]"
            ),
            "As nossas associações trabalham nestes bairros há dez anos. Por isso exigimos ao governo:",
            "Ficamos à disposição para uma reunião e agradecemos a sua atenção.",
        ),
        ("A retirada da proposta", "Uma audição pública em cada bairro", "A publicação dos contratos"),
        "Atenciosamente,",
        "Signatários",
        "Organizações",
        "Pessoas",
        ("Senhor Presidente da Câmara", "Tribunal de Contas"),
        "Contacto de imprensa: Filipa Sarmento, imprensa@habitar.example",
        "[1] Tribunal de Contas, Relatório sobre as rendas (2023), p. 14.",
        "Anexo 1: Lista de signatários",
    ),
    "it": Body(
        "it",
        "4 marzo 2024",
        ("Gent.ma Ministra Ornella Bassani", "Ministero dell'Ambiente", "Piazza della Fonte 12", "Montesole"),
        "Gentile Ministra,",
        (
            (
                "Le organizzazioni firmatarie Le chiedono di ritirare il decreto sulle concessioni idriche. Il "
                "testo è stato "
                "preparato senza ascoltare i comuni."
            ),
            (
                "Come ha ricordato Ruggero Tamburini, docente dell'Istituto del Bacino, «l'acqua non si concede, "
                "si "
                "custodisce». La Corte dei conti è giunta alla stessa conclusione.[1]"
            ),
            "Le nostre associazioni seguono questi lavori da dieci anni. Chiediamo perciò al governo:",
            "Restiamo a disposizione per un incontro e La ringraziamo per l'attenzione.",
        ),
        ("Il ritiro del decreto", "Un'audizione pubblica in ogni comune", "La pubblicazione dei contratti"),
        "Cordiali saluti,",
        "Firmatari",
        "Organizzazioni",
        "Persone",
        ("Sig. Sindaco di Montesole", "Corte dei conti"),
        "Contatto stampa: Loredana Fabbri, stampa@acquabene.example",
        "[1] Corte dei conti, Relazione sulle concessioni (2023), p. 14.",
        "Allegato 1: Elenco dei firmatari",
    ),
    "nl": Body(
        "nl",
        "4 maart 2024",
        ("Mevrouw Jacoba Ruitenberg", "Minister van Infrastructuur", "Havenkade 12", "Westerveld"),
        "Geachte mevrouw Ruitenberg,",
        (
            (
                "De ondergetekende organisaties vragen u het ontwerpbesluit over de dijken in te trekken. Het is "
                "voorbereid zonder de gemeenten en de bewoners te horen."
            ),
            (
                "Zoals Gerrit Blankestijn van het Instituut voor Deltabeheer zei: “een dijk is een afspraak met "
                "de buren.” "
                "De Rekenkamer kwam tot dezelfde conclusie.[1]"
            ),
            "Onze leden wonen al tien jaar achter deze dijken. Daarom vragen wij de regering:",
            "Wij lichten onze brief graag toe in een gesprek en danken u voor uw aandacht.",
        ),
        ("Intrekking van het besluit", "Een openbare hoorzitting in elke gemeente", "Openbaarmaking van de contracten"),
        "Met vriendelijke groet,",
        "Ondertekenaars",
        "Organisaties",
        "Personen",
        ("De burgemeester van Westerveld", "Algemene Rekenkamer"),
        "Perscontact: Trijntje Hofstra, pers@dijkenwacht.example",
        "[1] Algemene Rekenkamer, Rapport over de dijken (2023), blz. 14.",
        "Bijlage 1: Lijst van ondertekenaars",
    ),
}
COPIES_WORD = {"en": "cc:", "fr": "Copie :", "de": "In Kopie:", "es": "cc:", "pt": "cc:", "it": "cc:", "nl": "cc:"}
TITLES = {
    "en": "Open letter", "fr": "Lettre ouverte", "de": "Offener Brief", "es": "Carta abierta", "pt": "Carta aberta",
    "it": "Lettera aperta", "nl": "Open brief",
}  # fmt: skip
