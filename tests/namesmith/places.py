"""Places: towns with their states, counties, states, countries, regions; real ones, and made-up towns beside them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

STATES = dict(
    pair.split("=")
    for pair in (
        "Alabama=AL|Alaska=AK|Arizona=AZ|Arkansas=AR|California=CA|Colorado=CO|Connecticut=CT|Delaware=DE|Florida=FL|"
        "Georgia=GA|Hawaii=HI|Idaho=ID|Illinois=IL|Indiana=IN|Iowa=IA|Kansas=KS|Kentucky=KY|Louisiana=LA|Maine=ME|"
        "Maryland=MD|Massachusetts=MA|Michigan=MI|Minnesota=MN|Mississippi=MS|Missouri=MO|Montana=MT|Nebraska=NE|"
        "Nevada=NV|New Hampshire=NH|New Jersey=NJ|New Mexico=NM|New York=NY|North Carolina=NC|North Dakota=ND|Ohio=OH|"
        "Oklahoma=OK|Oregon=OR|Pennsylvania=PA|Rhode Island=RI|South Carolina=SC|South Dakota=SD|Tennessee=TN|Texas=TX|"
        "Utah=UT|Vermont=VT|Virginia=VA|Washington=WA|West Virginia=WV|Wisconsin=WI|Wyoming=WY"
    ).split("|")
)
# How states are shortened by hand, beside their postal codes.
SHORT_STATES = {
    "California": "Calif.", "Massachusetts": "Mass.", "Pennsylvania": "Penn.", "Minnesota": "Minn.", "Michigan": "Mich.",
    "Wisconsin": "Wis.", "Connecticut": "Conn.", "Colorado": "Colo.", "Washington": "Wash.", "Oregon": "Ore.",
    "Illinois": "Ill.", "Tennessee": "Tenn.", "Alabama": "Ala.", "Arizona": "Ariz.", "Nebraska": "Neb.",
    "North Carolina": "N. Carolina", "South Carolina": "S. Carolina", "New Jersey": "N.J.", "New York": "N.Y.",
    "New Mexico": "N. Mexico", "New Hampshire": "N.H.", "Rhode Island": "R.I.", "West Virginia": "W. Va.",
}  # fmt: skip

_TOWNS = """
AL Birmingham|Huntsville|Mobile|Tuscaloosa|Dothan|Decatur|Gadsden|Selma|Opelika|Anniston
AK Anchorage|Fairbanks|Juneau|Sitka|Ketchikan|Kodiak|Bethel|Homer
AZ Phoenix|Tucson|Mesa|Chandler|Scottsdale|Tempe|Flagstaff|Yuma|Prescott|Sedona|Nogales|Bisbee
AR Little Rock|Fayetteville|Jonesboro|Pine Bluff|Conway|Texarkana|Batesville
CA Los Angeles|San Diego|San Jose|San Francisco|Fresno|Sacramento|Long Beach|Oakland|Bakersfield|Anaheim|Santa Ana|\
Riverside|Stockton|Irvine|Chula Vista|Fremont|San Bernardino|Modesto|Oxnard|Fontana|Moreno Valley|Glendale|Pasadena|\
Torrance|Escondido|Sunnyvale|Hayward|Salinas|Pomona|Berkeley|Visalia|Santa Clara|Vallejo|Inglewood|Ventura|Richmond|\
Redding|Chico|Davis|Napa|Petaluma|Santa Cruz|Santa Barbara|Santa Rosa|Monterey|Watsonville|Eureka|Arcata|Ukiah|Merced
CO Denver|Boulder|Aurora|Pueblo|Greeley|Longmont|Loveland|Durango|Aspen|Alamosa|Telluride|Fort Collins
CT Bridgeport|New Haven|Hartford|Stamford|Waterbury|Norwalk|Danbury|Meriden|Groton|Mystic|Torrington
DE Wilmington|Dover|Newark|Lewes|Rehoboth
FL Jacksonville|Miami|Tampa|Orlando|Hialeah|Tallahassee|Pensacola|Gainesville|Sarasota|Naples|Ocala|Lakeland|\
Fort Lauderdale|Key West|Daytona Beach|West Palm Beach|Coral Gables|Apalachicola
GA Atlanta|Augusta|Savannah|Macon|Athens|Valdosta|Marietta|Rome|Dalton|Brunswick|Decatur Heights
HI Honolulu|Hilo|Kailua|Lahaina|Lihue|Wailuku
ID Boise|Nampa|Pocatello|Idaho Falls|Twin Falls|Moscow|Ketchum
IL Chicago|Rockford|Joliet|Naperville|Peoria|Elgin|Waukegan|Cicero|Champaign|Evanston|Carbondale|Galesburg|Quincy|\
Kankakee|Urbana|Bloomington|Normal|Moline
IN Indianapolis|Fort Wayne|Evansville|South Bend|Hammond|Gary|Muncie|Terre Haute|Kokomo|Elkhart|Goshen|Lafayette
IA Des Moines|Cedar Rapids|Davenport|Sioux City|Waterloo|Ames|Dubuque|Decorah|Grinnell|Ottumwa
KS Wichita|Overland Park|Topeka|Olathe|Lawrence|Salina|Emporia|Hutchinson|Dodge City
KY Louisville|Lexington|Bowling Green|Owensboro|Paducah|Berea|Frankfort|Hazard
LA New Orleans|Baton Rouge|Shreveport|Lake Charles|Houma|Monroe|Alexandria|Natchitoches
ME Portland|Lewiston|Bangor|Brewer|Biddeford|Rockland|Belfast|Bar Harbor|Augusta Mills
MD Baltimore|Frederick|Rockville|Gaithersburg|Bowie|Annapolis|Hagerstown|Salisbury|Takoma Park
MA Boston|Worcester|Springfield|Cambridge|Lowell|Brockton|Quincy Bay|Lynn|Fall River|New Bedford|Somerville|Amherst|\
Northampton|Pittsfield|Gloucester|Salem|Holyoke|Greenfield|Nantucket|Provincetown
MI Detroit|Grand Rapids|Warren|Ann Arbor|Lansing|Flint|Dearborn|Kalamazoo|Saginaw|Muskegon|Marquette|Traverse City|\
Ypsilanti|Battle Creek
MN Minneapolis|Saint Paul|Rochester|Duluth|Mankato|Moorhead|Winona|Bemidji|Northfield|Brainerd
MS Jackson|Gulfport|Biloxi|Hattiesburg|Tupelo|Natchez|Oxford|Clarksdale
MO Kansas City|St. Louis|Independence|Columbia|Joplin|Sedalia|Kirksville|Hannibal
MT Billings|Missoula|Bozeman|Helena|Kalispell|Butte|Havre|Whitefish
NE Omaha|Lincoln|Bellevue|Grand Island|Kearney|Hastings|Chadron
NV Las Vegas|Henderson|Reno|Sparks|Elko|Carson City
NH Manchester|Nashua|Concord|Keene|Laconia|Dover Point|Peterborough
NJ Jersey City|Paterson|Elizabeth|Trenton|Camden|Clifton|Passaic|Hoboken|Montclair|Princeton|Atlantic City|Vineland
NM Albuquerque|Las Cruces|Santa Fe|Taos|Gallup|Roswell|Silver City|Española
NY New York City|Buffalo|Yonkers|Syracuse|Albany|Rochester Falls|Utica|Ithaca|Schenectady|Troy|Binghamton|Kingston|\
Poughkeepsie|Saratoga Springs|Plattsburgh|Jamestown|Elmira|Oneonta|Brooklyn|Queens|Harlem|Staten Island
NC Charlotte|Raleigh|Greensboro|Durham|Winston-Salem|Asheville|Boone|Chapel Hill|Wilson|Gastonia|Hickory
ND Fargo|Bismarck|Grand Forks|Minot|Williston
OH Columbus|Cleveland|Cincinnati|Toledo|Akron|Dayton|Parma|Canton|Youngstown|Lorain|Mansfield|Oberlin|Yellow Springs|\
Zanesville|Chillicothe|Sandusky
OK Oklahoma City|Tulsa|Norman|Lawton|Stillwater|Muskogee|Tahlequah|Enid
OR Eugene|Salem Heights|Gresham|Hillsboro|Bend|Medford|Corvallis|Ashland|Astoria|Pendleton|Coos Bay|Klamath Falls
PA Philadelphia|Pittsburgh|Allentown|Erie|Reading|Scranton|Lancaster|Bethlehem|Harrisburg|York|State College|Johnstown|\
Wilkes-Barre|Altoona|Gettysburg|Carlisle
RI Providence|Warwick|Cranston|Pawtucket|Newport|Woonsocket
SC Charleston|Columbia Falls|Greenville|Spartanburg|Rock Hill|Sumter|Beaufort|Myrtle Beach
SD Sioux Falls|Rapid City|Aberdeen|Brookings|Vermillion|Pierre
TN Memphis|Nashville|Knoxville|Chattanooga|Clarksville|Murfreesboro|Johnson City|Oak Ridge
TX Houston|San Antonio|Dallas|Austin|Fort Worth|El Paso|Arlington|Corpus Christi|Plano|Laredo|Lubbock|Garland|Irving|\
Amarillo|Brownsville|McAllen|Waco|Denton|Galveston|Abilene|Beaumont|Tyler|Marfa|San Marcos
UT Salt Lake City|Provo|Ogden|Moab|Logan|Park City|St. George
VT Burlington|Rutland|Montpelier|Brattleboro|Barre|Middlebury|Bennington|Hardwick
VA Virginia Beach|Norfolk|Chesapeake|Newport News|Hampton|Roanoke|Lynchburg|Charlottesville|Harrisonburg|Fredericksburg|\
Petersburg|Danville|Staunton
WA Seattle|Spokane|Tacoma|Vancouver|Everett|Yakima|Olympia|Bellingham|Walla Walla|Wenatchee|Ellensburg|Port Townsend
WV Huntington|Morgantown|Parkersburg|Wheeling|Beckley|Elkins|Shepherdstown
WI Milwaukee|Madison|Green Bay|Kenosha|Racine|Appleton|Oshkosh|Eau Claire|La Crosse|Janesville|Stevens Point|Viroqua
WY Cheyenne|Casper|Laramie|Gillette|Sheridan|Cody|Lander
"""
_STEMS = (
    "Alder Amber Ash Aspen Barn Bay Beach Beaver Bell Bigelow Birch Black Blue Bonner Brad Bram Brent Bridge Bright Brook "
    "Buck Burn Cald Can Car Cedar Charl Chester Clare Clay Clear Cliff Clover Colby Cold Cool Cotton Crane Cross Crow Dale "
    "Dan Deer Del Dorset Dun East Eden Elder Elk Ellis Elm Ever Fair Falcon Fern Fin Fish Flint Fox Frank Gar Gil Glen Gold "
    "Goose Gran Gray Green Grove Hadley Hal Hamp Har Hart Hasel Haver Hawk Hay Hazel Heath Hemlock Hick Hil Holly Honey "
    "Horn Hudson Iron Ives Juniper Kel Ken King Kirk Knob Lake Lan Lark Laurel Lea Lin Live Locust Lor Lyn Mal Maple Mar "
    "Marsh May Meadow Mel Mid Mill Mon Moor Morris Moss Nash New Nor North Oak Olden Orchard Osage Otter Owl Palm Park Pem "
    "Pine Plain Pleasant Plum Poplar Prairie Quail Rad Raven Red Ridge River Robin Rock Rose Rush Ruther Sage Sand Scar "
    "Shel Silver South Spring Stan Star Stein Stone Straw Strat Sugar Summer Sun Swan Syca Tam Tan Thorn Timber Trent "
    "Turner Tusca Twin Upton Vale Val Vern Vin Wake Wald Walnut War Water Way Wells West Wheat White Wick Wil Win Winter "
    "Wolf Wood Wren Yar"
).split()  # fmt: skip
_ENDINGS = (
    "ton ville field ford burg ham wood land view dale port brook mont haven ridge stead crest more wick ley worth bury "
    "den hurst shire bourne side mouth bridge gate well combe minster thorpe moor cliff beck mere low lyn"
).split()
_SECOND = (
    "Creek|Falls|Springs|Heights|Grove|Center|Junction|Harbor|Hills|Lake|Park|Valley|Point|Bluff|Crossing|Mills|Corners|"
    "Prairie|Rapids|Beach|Island|Landing|Hollow|Bend|Meadows|Forks"
).split("|")
COUNTRIES = (
    "Argentina|Australia|Austria|Bangladesh|Belgium|Bolivia|Brazil|Bulgaria|Cameroon|Canada|Chile|Colombia|Costa Rica|"
    "Croatia|Cyprus|Czech Republic|Denmark|Ecuador|El Salvador|Estonia|Ethiopia|Finland|France|Georgia|Germany|Ghana|"
    "Greece|Guatemala|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kenya|"
    "Latvia|Lebanon|Liberia|Lithuania|Luxembourg|Malawi|Malaysia|Mali|Malta|Mexico|Moldova|Morocco|Mozambique|Nepal|"
    "Netherlands|New Zealand|Nicaragua|Nigeria|Norway|Pakistan|Panama|Paraguay|Peru|Philippines|Poland|Portugal|Romania|"
    "Rwanda|Senegal|Serbia|Sierra Leone|Slovakia|Slovenia|South Africa|South Korea|Spain|Sri Lanka|Sweden|Switzerland|"
    "Taiwan|Tanzania|Thailand|Togo|Tunisia|Turkey|Uganda|Ukraine|United Kingdom|Uruguay|Venezuela|Vietnam|Zambia|Zimbabwe"
).split("|")
# Regions and towns of Europe by language, as they stand behind "of": the word for it is part of the name.
REGIONS = {
    "fr": "Bretagne|Normandie|Occitanie|Nouvelle-Aquitaine|Grand Est|Hauts-de-France|Île-de-France|Bourgogne|Auvergne|"
    "Rhône-Alpes|Provence|Corse|Alsace|Lorraine|Picardie|Wallonie|Québec|Savoie|Gironde|Vendée|Finistère|Morbihan|Hérault",
    "de": "Bayern|Hessen|Sachsen|Thüringen|Niedersachsen|Brandenburg|Saarland|Baden-Württemberg|Nordrhein-Westfalen|"
    "Rheinland-Pfalz|Sachsen-Anhalt|Schleswig-Holstein|Mecklenburg-Vorpommern|Tirol|Vorarlberg|Kärnten|Steiermark|"
    "Oberösterreich|Niederösterreich|Burgenland|Franken|Schwaben|Westfalen|Ostfriesland",
    "es": "Andalucía|Aragón|Asturias|Cantabria|Castilla y León|Castilla-La Mancha|Cataluña|Extremadura|Galicia|La Rioja|"
    "Madrid|Murcia|Navarra|País Vasco|Canarias|Baleares|Jalisco|Oaxaca|Chiapas|Yucatán|Antioquia|Cusco|Mendoza",
    "pt": "Alentejo|Algarve|Minho|Trás-os-Montes|Beira Alta|Ribatejo|Madeira|Açores|Bahia|Pernambuco|Paraná|Ceará|Goiás|"
    "Minas Gerais|Rio Grande do Sul|Santa Catarina|Pará|Maranhão|Amazonas|Sergipe",
    "it": "Lombardia|Piemonte|Toscana|Umbria|Lazio|Campania|Puglia|Calabria|Sicilia|Sardegna|Veneto|Liguria|Marche|Molise|"
    "Abruzzo|Basilicata|Emilia-Romagna|Friuli|Trentino",
    "nl": "Groningen|Friesland|Drenthe|Overijssel|Gelderland|Utrecht|Noord-Holland|Zuid-Holland|Zeeland|Noord-Brabant|"
    "Limburg|Flevoland|Vlaanderen|Oost-Vlaanderen|West-Vlaanderen|Antwerpen|Vlaams-Brabant",
}  # fmt: skip
CITIES = {
    "fr": "Paris|Lyon|Marseille|Toulouse|Nice|Nantes|Strasbourg|Montpellier|Bordeaux|Lille|Rennes|Reims|Le Havre|Grenoble|"
    "Dijon|Angers|Nîmes|Clermont-Ferrand|Brest|Tours|Limoges|Amiens|Metz|Besançon|Orléans|Mulhouse|Rouen|Caen|Nancy|Pau|"
    "Perpignan|La Rochelle|Poitiers|Avignon|Annecy|Chambéry|Quimper|Bayonne|Colmar|Valence|Liège|Namur|Charleroi|Bruxelles|"
    "Genève|Lausanne|Montréal|Dakar|Abidjan|Lomé",
    "de": "Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|Dresden|Hannover|"
    "Nürnberg|Duisburg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|Karlsruhe|Mannheim|Augsburg|Wiesbaden|Mönchengladbach|"
    "Braunschweig|Kiel|Chemnitz|Aachen|Halle|Magdeburg|Freiburg|Lübeck|Oberhausen|Erfurt|Mainz|Rostock|Kassel|Potsdam|"
    "Oldenburg|Heidelberg|Darmstadt|Regensburg|Würzburg|Göttingen|Ulm|Jena|Trier|Konstanz|Wien|Graz|Linz|Innsbruck|"
    "Salzburg|Zürich|Basel|Bern|Luzern",
    "es": "Sevilla|Valencia|Zaragoza|Málaga|Bilbao|Valladolid|Córdoba|Vigo|Gijón|Granada|Vitoria|Oviedo|Pamplona|Almería|"
    "Burgos|Salamanca|Huelva|León|Cádiz|Badajoz|Logroño|Lleida|Tarragona|Cáceres|Toledo|Segovia|Bogotá|Medellín|Cali|Lima|"
    "Arequipa|Quito|Guayaquil|La Paz|Cochabamba|Asunción|Montevideo|Buenos Aires|Rosario|Santiago|Valparaíso|Guadalajara|"
    "Monterrey|Puebla|Mérida|Managua|San Salvador|Tegucigalpa|La Habana|Santo Domingo",
    "pt": "Lisboa|Porto|Braga|Coimbra|Aveiro|Évora|Faro|Setúbal|Viseu|Guarda|Leiria|Santarém|Beja|Bragança|Viana do Castelo|"
    "São Paulo|Rio de Janeiro|Salvador|Fortaleza|Recife|Curitiba|Manaus|Belém|Goiânia|Natal|Maceió|Teresina|Campinas|"
    "Florianópolis|Vitória|Cuiabá|Aracaju|Luanda|Maputo",
    "it": "Roma|Milano|Napoli|Torino|Palermo|Genova|Bologna|Firenze|Bari|Catania|Venezia|Verona|Messina|Padova|Trieste|"
    "Brescia|Parma|Taranto|Prato|Modena|Reggio Emilia|Perugia|Ravenna|Livorno|Cagliari|Foggia|Rimini|Salerno|Ferrara|"
    "Sassari|Latina|Bergamo|Trento|Vicenza|Pescara|Lecce|Siena|Lucca|Pisa|Udine|Ancona|Cremona|Mantova",
    "nl": "Amsterdam|Rotterdam|Den Haag|Eindhoven|Tilburg|Almere|Breda|Nijmegen|Enschede|Haarlem|Arnhem|Zaanstad|Amersfoort|"
    "Apeldoorn|Den Bosch|Hoofddorp|Maastricht|Leiden|Dordrecht|Zoetermeer|Zwolle|Deventer|Delft|Alkmaar|Leeuwarden|Gouda|"
    "Gent|Brugge|Leuven|Mechelen|Aalst|Kortrijk|Hasselt|Oostende|Genk|Roeselare",
}  # fmt: skip
DIRECTIONS = ("North", "South", "East", "West", "Northeast", "Northwest", "Southeast", "Southwest", "Central")
ADJECTIVES_OF_PLACE = ("Northern", "Southern", "Eastern", "Western", "Central", "Greater", "Upper", "Lower", "Coastal")


@dataclass(frozen=True, slots=True)
class Town:
    """A town and the state that it lies in."""

    name: str
    state: str

    @property
    def code(self) -> str:
        """The state's postal code."""
        return STATES[self.state]


def neighbourhood(word: str) -> set[str]:
    """The word and what is left of it without one letter: words that share one of these are a slip apart."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def towns() -> tuple[Town, ...]:
    """Some thousand towns, always the same: real ones first, then made-up ones a slip away from no other."""
    state_of = {code: state for state, code in STATES.items()}
    found = [
        Town(name.strip(), state_of[line[:2]]) for line in _TOWNS.strip().splitlines() for name in line[3:].split("|")
    ]
    chance = random.Random("towns")
    made = [stem + ending for stem in _STEMS for ending in _ENDINGS if stem[-1].lower() != ending[0]]
    chance.shuffle(made)
    taken: set[str] = set()
    for town in found:
        taken |= neighbourhood(town.name.casefold())
    states = tuple(STATES)
    stems: list[str] = []
    for name in made:
        near = neighbourhood(name.casefold())
        if near & taken:
            continue
        taken |= near
        (stems if len(stems) * 5 < len(found) else found).append(
            name if len(stems) * 5 < len(found) else Town(name, chance.choice(states))  # type: ignore[arg-type]
        )
    for stem in stems:  # "Ashfield Falls" and "Ashfield Mills" beside one another, as in the atlas
        for second in chance.sample(_SECOND, 2):
            found.append(Town(f"{stem} {second}", chance.choice(states)))
    return tuple(found)


@cache
def counties() -> tuple[str, ...]:
    """Names of counties: of presidents and settlers, and of towns."""
    known = (
        "Washington|Jefferson|Franklin|Lincoln|Jackson|Madison|Montgomery|Clay|Union|Marion|Monroe|Wayne|Grant|Greene|"
        "Warren|Carroll|Adams|Lake|Clark|Douglas|Johnson|Lee|Lawrence|Polk|Crawford|Calhoun|Cumberland|Hamilton|Henry|"
        "Orange|Pike|Scott|Shelby|Fayette|Hancock|Mercer|Morgan|Perry|Putnam|Randolph|Boone|Cass|Dallas|Delaware|Butler|"
        "Allegheny|Bucks|Chester|Cook|DuPage|Kane|McHenry|Will|Alameda|Contra Costa|Marin|Sonoma|Mendocino|Humboldt|Kern|"
        "King|Kitsap|Pierce|Snohomish|Skagit|Whatcom|Multnomah|Clackamas|Deschutes|Josephine|Maricopa|Pima|Cochise|"
        "Bernalillo|Harris|Travis|Bexar|Tarrant|Collin|Hidalgo|Cameron|Miami-Dade|Broward|Pinellas|Hillsborough|Duval|"
        "Fulton|DeKalb|Cobb|Gwinnett|Mecklenburg|Wake|Guilford|Buncombe|Fairfax|Loudoun|Prince William|Albemarle|"
        "Montgomery|Prince George's|Anne Arundel|Howard|Westchester|Nassau|Suffolk|Dutchess|Ulster|Tompkins|Erie|Onondaga|"
        "Bergen|Essex|Hudson|Middlesex|Monmouth|Ocean|Hennepin|Ramsey|Dakota|Olmsted|Dane|Waukesha|Outagamie|Brown|"
        "Washtenaw|Oakland|Macomb|Kent|Ingham|Cuyahoga|Summit|Stark|Lucas|Lorain|Medina|Athens|Polk|Story|Linn|Scott"
    ).split("|")
    return tuple(dict.fromkeys((*known, *(town.name for town in towns()[700:1800] if " " not in town.name))))


@cache
def rivers() -> tuple[str, ...]:
    """Waters, woods and hills that somebody befriends or guards."""
    names = (
        "Mississippi|Hudson|Colorado|Columbia|Connecticut|Delaware|Potomac|Shenandoah|Susquehanna|Chattahoochee|Savannah|"
        "Suwannee|Tennessee|Cumberland|Wabash|Kankakee|Fox|Rock|Des Plaines|Cuyahoga|Maumee|Scioto|Hocking|Kanawha|New|"
        "Gauley|Yadkin|Neuse|Cape Fear|Haw|Catawba|Saluda|Edisto|Altamaha|Flint|Alabama|Coosa|Pearl|Sabine|Trinity|Brazos|"
        "Guadalupe|Pecos|Gila|Verde|San Juan|Animas|Gunnison|Yampa|Green|Platte|Niobrara|Missouri|Yellowstone|Madison|"
        "Clark Fork|Bitterroot|Flathead|Salmon|Snake|Boise|Owyhee|Deschutes|Rogue|Umpqua|Klamath|Trinity|Eel|Russian|"
        "Sacramento|American|Yuba|Feather|Merced|Kern|Santa Ana|Ventura|Skagit|Snohomish|Nisqually|Yakima|Kenai|Yukon|"
        "Penobscot|Kennebec|Saco|Merrimack|Nashua|Charles|Mystic|Housatonic|Farmington|Raritan|Passaic|Hackensack"
    ).split("|")
    return tuple(dict.fromkeys((*names, *(town.name for town in towns()[1800:2600] if " " not in town.name))))
