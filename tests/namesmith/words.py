"""What names are made of: surnames, given names, causes, callings, saints, streets, and words that sound like a brand."""

from __future__ import annotations

from functools import cache

from namesmith.places import COUNTRIES, STATES, counties, neighbourhood, rivers, towns

SURNAMES = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson "
    "Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young "
    "Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter "
    "Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers "
    "Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez "
    "Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell "
    "Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Romero Jordan Patterson "
    "Alexander Hamilton Graham Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina "
    "Aguilar Stevens Murray Ford Castro Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas "
    "Henry Chen Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw Snyder "
    "Mason Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Stone Salazar Fox Warren Mills Meyer Rice "
    "Schmidt Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins "
    "Arnold Pierce Hansen Peters Santos Hart Bradley Knight Elliott Cunningham Duncan Armstrong Hudson Carroll Lane Riley "
    "Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston Matthews Pena Richards Contreras Willis Carpenter "
    "Lawrence Sandoval Guerrero George Chapman Rios Estrada Ortega Watkins Greene Nunez Wheeler Valdez Harper Burke Larson "
    "Santiago Maldonado Morrison Franklin Carlson Austin Dominguez Carr Lawson Jacobs Obrien Lynch Singh Vega Bishop "
    "Montgomery Oliver Jensen Harvey Williamson Gilbert Dean Sims Espinoza Howell Li Wong Reid Hanson Le McCoy Garrett "
    "Burton Fuller Wang Weber Welch Rojas Lucas Marquez Fields Park Yang Little Banks Padilla Day Walsh Bowman Schultz "
    "Luna Fowler Mejia Ashworth Bellamy Carmichael Dunmore Fairweather Goodwin Hargreaves Kingsley Lockhart Merriweather "
    "Okonkwo Pemberton Rosenthal Stirling Thackeray Underhill Venkataraman Whitcombe Yamamoto MacAllister Abernathy "
    "Ainsworth Alderman Amsel Appleby Archambault Arkwright Atkinson Babcock Bagley Bancroft Barrington Bassett Beauchamp "
    "Beckett Benedetti Bergstrom Bickford Birnbaum Blackwood Blumenthal Bodine Boudreaux Brandeis Breckenridge Brennan "
    "Brewster Broussard Buchanan Burroughs Cadwallader Calloway Cardenas Carnegie Castellano Chadwick Chamberlain Chandler "
    "Chisholm Christensen Cleveland Coltrane Conklin Connolly Copeland Corrigan Crenshaw Cromwell Dalrymple Davenport "
    "DeLuca Desrosiers Dickinson Donnelly Dougherty Douglass Driscoll Drummond Dupree Eastman Eckhart Eisenberg Ellington "
    "Emerson Engelhardt Esposito Eubanks Fairbanks Farnsworth Feinstein Fitzgerald Fitzpatrick Fontaine Forsythe Fournier "
    "Gallagher Galloway Garrison Gauthier Goldberg Goldstein Goodman Greenberg Greenwood Gunderson Hammond Hathaway "
    "Hawthorne Hemingway Hendricks Higgins Hirsch Holloway Holmquist Hopkins Huang Huxley Ibrahim Jamison Jefferson "
    "Kaczmarek Kaplan Katz Kaufman Kawasaki Kellogg Kershaw Kowalski Kresge Lachance Lancaster Langston Larsen Lefebvre "
    "Leibowitz Lindqvist Livingston Lombardi Longfellow Lovejoy Ludwig MacArthur MacDonald Magnusson Mandelbaum Marchetti "
    "McAllister McBride McCarthy McGowan McKinley McKnight Meadows Mellon Mendelsohn Merrill Middleton Mikkelsen Monaghan "
    "Montoya Moskowitz Mulligan Nakamura Nightingale Novak Oberlin Okafor Olmstead Oppenheimer Osborne Pacheco Packard "
    "Papadopoulos Parkinson Patrick Pfeiffer Pickering Pinkerton Pritchard Quackenbush Quinlan Quintero Radcliffe "
    "Rasmussen Remington Reuther Reinhardt Rockwell Roosevelt Rothschild Rousseau Rutherford Saltonstall Sanderson "
    "Sandberg Schneider Schumacher Schwartz Shapiro Sheffield Sheridan Sherwood Silverman Sinclair Sobel Sorensen "
    "Stanfield Steinberg Stockton Sturgis Sutherland Swenson Talbot Tanaka Thibodeaux Thorndike Thurgood Tillman Tolliver "
    "Truman Tubman Tuttle Valenzuela Vanderbilt Villanueva Wainwright Wakefield Wasserman Weatherford Weinberg Weinstein "
    "Wellington Westbrook Wheelock Whitaker Whitfield Whitman Wilberforce Winslow Winthrop Wojcik Wolcott Woodruff "
    "Wyckoff Yarborough Youngblood Zamora Ziegler Zimmerman Zuckerman"
).split()  # fmt: skip
GIVEN = (
    "Mary James Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica "
    "Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley "
    "Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa Ruth "
    "Deborah Ronald Stephanie Timothy Rebecca Jason Sharon Edward Laura Jeffrey Cynthia Ryan Kathleen Jacob Amy Gary "
    "Angela Nicholas Shirley Eric Anna Jonathan Brenda Stephen Pamela Larry Emma Justin Nicole Scott Helen Brandon Samantha "
    "Benjamin Katherine Samuel Christine Gregory Debra Alexander Rachel Frank Carolyn Patrick Janet Raymond Virginia Jack "
    "Maria Dennis Heather Jerry Diane Tyler Julie Aaron Joyce Henry Victoria Douglas Kelly Jose Christina Peter Joan Adam "
    "Evelyn Nathan Lauren Zachary Judith Walter Olivia Harold Frances Cesar Dolores Rosa Harriet Sojourner Eleanor Fannie "
    "Ida Ella Malcolm Martin Frederick Langston Abraham Clara Florence Jane Edith Wilma Hubert Otto Solomon Esther Miriam"
).split()  # fmt: skip
SAINTS = (
    "Mary|Joseph|John|Paul|Peter|Michael|James|Francis|Anthony|Patrick|Ann|Anne|Mark|Matthew|Luke|Andrew|Thomas|Stephen|"
    "Vincent|Augustine|Bernard|Dominic|Benedict|Catherine|Cecilia|Clare|Elizabeth|Helen|Ignatius|Jerome|Jude|Lawrence|"
    "Margaret|Martin|Monica|Nicholas|Philip|Raphael|Rita|Rose|Sebastian|Theresa|Timothy|Ursula|Gabriel|Agnes|Barbara|"
    "Bartholomew|Boniface|Brigid|Columba|Cyril|Edward|Eugene|Gregory|Hubert|Isidore|Leo|Louis|Lucy|Pius|Simon|Stanislaus|"
    "Thecla|Veronica|Wenceslaus"
).split("|")
# What bodies are for. Each stands behind "for", "on" or "against nothing": "Center for …", "Coalition on …".
CAUSES = (
    "Affordable Housing|Aging|Animal Welfare|Arms Control|Arts Education|Black Health|Budget Priorities|Campaign Reform|"
    "Child Welfare|Civic Engagement|Civil Liberties|Civil Rights|Clean Air|Clean Energy|Clean Water|Climate Action|"
    "Climate Justice|Coastal Protection|College Access|Community Development|Community Health|Community Justice|"
    "Consumer Protection|Corporate Accountability|Criminal Justice Reform|Cultural Heritage|Cyber Security|Democracy|"
    "Developmental Disabilities|Digital Inclusion|Digital Rights|Disability Rights|Disarmament|Domestic Violence Prevention|"
    "Drug Policy|Early Childhood|Economic Development|Economic Justice|Economic Policy|Education Reform|Elder Care|"
    "Election Integrity|Emergency Relief|Environmental Health|Environmental Justice|Equal Justice|Ethical Technology|"
    "Fair Housing|Fair Trade|Family Planning|Farm Safety|Farmworker Rights|Film and Video|Fiscal Responsibility|Fisheries|"
    "Food Safety|Food Security|Forest Stewardship|Free Expression|Free Software|Gender Equality|Global Development|"
    "Global Health|Government Accountability|Government Oversight|Gun Violence Prevention|Harm Reduction|Health Equity|"
    "Health Policy|Healthy Families|Historic Preservation|Homeless Youth|Housing Justice|Human Rights|Human Trafficking|"
    "Humane Immigration|Immigrant Rights|Immigration Reform|Independent Living|Independent Media|Indigenous Rights|"
    "Interfaith Understanding|International Law|International Policy|Internet Freedom|Investigative Journalism|"
    "Judicial Independence|Juvenile Justice|Labor Rights|Land Conservation|Language Access|Legal Aid|Legal Services|"
    "Literacy|Local Food|Local Journalism|Marine Conservation|Media Justice|Media Literacy|Medical Research|Mental Health|"
    "Middle East Peace|Migrant Justice|Minority Health|Native Languages|Natural Resources|Nonviolence|Nuclear Safety|"
    "Nutrition|Ocean Conservation|Open Access|Open Government|Patient Safety|Peace and Justice|Peace Education|"
    "Pesticide Reform|Police Accountability|Prison Reform|Privacy|Public Broadcasting|Public Education|Public Health|"
    "Public Integrity|Public Interest Law|Public Lands|Public Policy|Public Transit|Racial Equity|Racial Justice|"
    "Refugee Protection|Religious Freedom|Renewable Energy|Reproductive Health|Responsible Lending|Responsive Politics|"
    "Restorative Justice|River Restoration|Rural Affairs|Rural Health|Safe Schools|Science Education|Senior Services|"
    "Social Justice|Social Policy|Soil Health|Student Rights|Suicide Prevention|Sustainable Agriculture|"
    "Sustainable Communities|Sustainable Development|Tax Fairness|Telehealth|Tenant Rights|Tobacco Control|Torture Survivors|"
    "Toxics Reduction|Traffic Safety|Tribal Sovereignty|Urban Agriculture|Urban Forestry|Veterans Affairs|Victims of Crime|"
    "Violence Prevention|Voting Rights|Water Quality|Watershed Protection|Wilderness Protection|Wildlife Conservation|"
    "Women's Health|Women's Rights|Worker Safety|Workforce Development|Working Families|World Affairs|Youth Development|"
    "Youth Justice|Zoning Reform"
).split("|")
# Who belongs to an association.
CALLINGS = (
    "Accountants|Actuaries|Adult Educators|Anthropologists|Archivists|Art Directors|Art Teachers|Astronomers|Attorneys|"
    "Beekeepers|Bioethicists|Black Journalists|Botanists|Broadcasters|Cartographers|Chaplains|Chemists|Chiropractors|"
    "City Managers|Clinical Psychologists|Community Colleges|Community Health Centers|Composers|Consumer Advocates|"
    "Correctional Officers|Counties|Court Reporters|Criminal Defense Lawyers|Dairy Farmers|Dance Educators|Dentists|"
    "Dermatologists|Dietitians|Early Childhood Teachers|Ecologists|Economists|Electrical Contractors|Emergency Physicians|"
    "Engineers|Evangelicals|Family Physicians|Farm Cooperatives|Film Archivists|Fire Chiefs|Fire Fighters|Food Banks|"
    "Foresters|Funeral Directors|Geographers|Geologists|Geriatric Nurses|Governors|Grain Growers|Health Plans|"
    "Hispanic Publishers|Historians|Home Builders|Home Care Workers|Hospitals|Housing Counselors|Human Geneticists|"
    "Immigration Lawyers|Independent Bookstores|Insurance Agents|Internet Providers|Judges|Landscape Architects|"
    "Latino Elected Officials|Letter Carriers|Librarians|Linguists|Local Governments|Manufacturers|Marine Biologists|"
    "Mathematicians|Mayors|Medical Students|Meteorologists|Midwives|Musicians|Neurologists|Newspaper Editors|Nurse Anesthetists|"
    "Nurse Practitioners|Nurses|Nutritionists|Occupational Therapists|Oceanographers|Organic Farmers|Orthodontists|"
    "Orthopedic Surgeons|Paralegals|Parents and Teachers|Pathologists|Pediatricians|Pharmacists|Philosophers|"
    "Physical Therapists|Physician Assistants|Physicians|Physicists|Planners|Podiatrists|Political Scientists|"
    "Poultry Producers|Principals|Private Colleges|Professional Engineers|Psychiatrists|Psychologists|Public Defenders|"
    "Public Hospitals|Radiologists|Ranchers|Realtors|Rehabilitation Counselors|Retired Teachers|Rural Electric Cooperatives|"
    "School Boards|School Nurses|School Superintendents|Science Teachers|Social Workers|Sociologists|Soil Scientists|"
    "Speech Pathologists|State Legislators|Statisticians|Student Councils|Surgeons|Surveyors|Teachers of Mathematics|"
    "Theatre Owners|Toxicologists|Translators|Trial Lawyers|Truck Drivers|Unitarian Ministers|University Professors|"
    "University Women|Urban Planners|Veterinarians|Water Utilities|Wheat Growers|Women Artists|Women Lawyers|"
    "Wool Producers|Writers|Zoologists"
).split("|")
PEOPLES = (
    "African American|Arab American|Armenian|Asian American|Asian Pacific American|Black|Cambodian|Caribbean|Chinese|"
    "Cuban American|Dominican|Ethiopian|Filipino|Greek Orthodox|Haitian|Hispanic|Hmong|Indian American|Iranian American|"
    "Irish American|Italian American|Japanese American|Jewish|Korean American|Lao|Latino|Lebanese|Mexican American|Muslim|"
    "Native American|Nigerian|Pakistani American|Polish American|Puerto Rican|Sikh|Somali|South Asian|Ukrainian|Vietnamese|"
    "Women's|Youth"
).split("|")
FIRST = (
    "Amber Ancient Arc Ardent Aurora Beacon Bent Better Bitter Blazing Bold Branching Brave Breaking Bright Broken Brother "
    "Burning Calm Candle Cascade Center Circling City Civic Clear Climbing Common Compass Copper Coral Core Courage Crescent "
    "Crossing Crystal Dancing Dawn Deep Defiant Desert Distant Dream Earth Echo Eighth Ember Emerald Endless Evergreen Every "
    "Far Fearless First Flowing Forward Four Free Fresh Full Future Gather Gentle Giving Golden Good Grand Grassroots Great "
    "Growing Guiding Half Happy Harvest Healing Hidden High Hill Holy Honest Hopeful Humble Inner Inspire Ivory Joyful Just "
    "Keystone Kind Lasting Laughing Leading Lifted Light Lion Little Living Lone Long Loud Loving Lucky Many Maple Mighty "
    "Mindful Moonlit Morning Mother Mountain Moving Mutual Neighbor New Next Night Noble Northern Oak Ocean Olive One Onward "
    "Open Orange Our Outer Painted Paper Pathway Patient Peaceful People Pioneer Plain Planet Plenty Power Prairie Promise "
    "Proud Public Pure Purple Quick Quiet Rainbow Raised Rapid Ready Real Red Renewed Rising River Roaring Root Royal "
    "Running Sacred Safe Salt Second Seven Shared Shining Silent Silver Simple Sister Sky Small Smart Solar Solid Song South "
    "Sparrow Spirit Spring Standing Steady Still Stone Storm Street Strong Summit Sun Sunrise Sure Sweet Swift Tall Tender "
    "Third Thousand Three Thriving Tidal Tomorrow Total Trail Tribal True Trusted Turning Twin Two Unbroken United Upward "
    "Urban Valiant Velvet Vital Vivid Waking Walking Warm Water Wave Welcome Whole Wide Wild Willow Wind Winged Winter Wise "
    "Wonder Working World Young Youthful Zephyr"
).split()  # fmt: skip
SECOND = (
    "Acre Action Agenda Anchor Arbor Arc Arch Arrow Atlas Avenue Barn Basin Basket Bay Beam Bell Bench Bird Blossom Boat "
    "Border Bough Branch Bread Breeze Bridge Brook Butterfly Cabin Canopy Canvas Canyon Castle Cedar Century Chance Change "
    "Chapter Child Chord Circle Clay Cloud Clover Coast Commons Compass Cord Corner Cottage Creek Crossroads Crow Culture "
    "Current Dawn Day Delta Door Dove Dream Drum Eagle Earth Edge Ember Falcon Family Farm Feather Fern Field Fire Flag Flame "
    "Flight Flock Flower Ford Forest Forge Fountain Fox Frontier Future Garden Gate Generation Glen Grain Ground Grove Gulf "
    "Hand Harbor Haven Hawk Hearth Heart Heights Heritage Heron Hill Hive Home Hope Horizon House Island Ivy Journey Justice "
    "Key Kite Knot Ladder Lake Lamp Land Lantern Leaf Legacy Light Lily Link Loom Lotus Mantle Map Market Marsh Meadow Mesa "
    "Mile Mill Mind Mirror Mission Moon Mosaic Moss Nation Neighbor Nest Note Oak Oar Oasis Ocean Orchard Origin Paddle Page "
    "Palm Paper Pasture Path Peak Pearl People Pine Plain Plaza Plow Point Pond Porch Port Prairie Promise Pulse Quilt Raft "
    "Rain Ranch Raven Reach Reef Refuge Ridge Ring River Road Robin Root Rose Sail Seed Shade Shelter Shield Shore Signal "
    "Sister Sky Snow Soil Song Spark Spirit Spring Spruce Square Star Stem Step Stone Story Stream Street Summit Sun Swallow "
    "Table Tapestry Thread Thunder Tide Timber Torch Tower Trail Tree Trellis Tribe Trust Turtle Valley Vessel Village Vine "
    "Vision Voice Wall Watch Water Wave Way Well Wheel Willow Wind Window Wing Wood Word Work World Wren Youth"
).split()  # fmt: skip
TAILS = (
    "Project|Collective|Alliance|Network|Institute|Coalition|Initiative|Center|Partnership|Fund|Campaign|Foundation|"
    "Society|Council|Association|Cooperative|Group|Lab|Media|Press|Arts|Theatre|Films|Farm|Academy|School|Ministries|"
    "Services|Strategies|Consulting|Design|Labs|Trust|Union|Action|Movement|Community|Studios|Research|Housing"
).split("|")
STREETS = (
    "Elm|Oak|Maple|Main|Market|Mission|Capitol|Lincoln|Garfield|Union|Ballard|Fremont|Bronzeville|Pilsen|Mayfair|Midtown|"
    "Riverside|Lakeview|Hyde Park|Kenwood|Woodlawn|Englewood|Logan Square|Uptown|Eastside|Westside|Southside|Northside|"
    "Downtown|Old Town|Chinatown|Highland|Sunset|Glenwood|Belmont|Clinton|Harbor|Canal|Fulton|Madison|Jefferson|Franklin|"
    "Adams|Monroe|Prospect|Pleasant|Sherman|Delmar|Bayview|Excelsior|Tenderloin|Fruitvale|Temescal|Roxbury|Dorchester|"
    "Mattapan|Allston|Bushwick|Bedford|Flatbush|Astoria Park|Corona|Sunnyside|Mott Haven|Hunts Point|Fordham|Inwood"
).split("|")


@cache
def _words() -> frozenset[str]:
    sources = (
        SURNAMES, GIVEN, SAINTS, CAUSES, CALLINGS, PEOPLES, FIRST, SECOND, TAILS, STREETS, STATES, COUNTRIES, counties(),
        rivers(), [town.name for town in towns()],
    )  # fmt: skip
    return frozenset(word.casefold() for source in sources for phrase in source for word in phrase.split())


@cache
def _by_shape() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in _words():
        for shape in neighbourhood(word):
            found.setdefault(shape, set()).add(word)
    return {shape: frozenset(words) for shape, words in found.items()}


def is_near_another(slipped: str, word: str) -> bool:
    """Whether a misspelt word is, or is as near to, another word than the one that was meant."""
    meant = frozenset((word.casefold(),))
    shapes = _by_shape()
    return any(shapes.get(shape, meant) - meant for shape in neighbourhood(slipped.casefold()))
