"""Writes `pairs.jsonl`: invented pairs of records, each labelled by hand-written rules of what goes wrong in social maps.

    python -m tests.methods.duplicates.make_pairs

Every base record (an invented organisation, place or offer) gets pairs that are the same thing (another legal form,
typing mistakes, renamed, moved, copied by another system) and pairs that are not (the sister in another district, the
other club in the same building, the same morning on another weekday). All pairs of one base stand in the same half, so
that the held-out half holds no record that thresholds were chosen on. The file is kept; this program says how it came.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Row = dict[str, Any]
Made = tuple[str, bool, Row, Row]

#: name, short or other name, new name, street, number, postcode, lat, lon, phone, mail, site
ORGANISATIONS = """
Stichting De Theepot|Theepot|Huiskamer De Theepot|Kaasmarkt|12|3131AD|52.5668|5.1579|0299550201|info@theepot.example|theepot.example
Vereniging Buurtbelang Molenrand|Buurtbelang Molenrand|Bewoners Molenrand|Molenpad|3|3132BC|52.5712|5.1644|0299550202|post@molenrand.example|molenrand.example
Samenwaard Welzijn|Samenwaard|Welzijn Merenwaard|Raadhuisstraat|8|3131AJ|52.5661|5.1583|0299550203|info@samenwaard.example|samenwaard.example
Bibliotheek Merenwaard|De Bieb|Bibliotheek aan het Meer|Marktplein|1|3131AA|52.5665|5.1570|0299550204|balie@biebmerenwaard.example|biebmerenwaard.example
Katholieke Bond van Ouderen|KBO|Seniorenbond Merenwaard|Kerkstraat|22|3131BB|52.5655|5.1601|0299550205|secretaris@kbo-merenwaard.example|kbo-merenwaard.example
Voetbalvereniging Merenwaard|VV Merenwaard|FC Merenwaard|Sportlaan|40|3133CD|52.5750|5.1705|0299550206|bestuur@vvmerenwaard.example|vvmerenwaard.example
Zangkoor De Lijsters|De Lijsters|Koor Klinkklaar|Dorpsweg|71|3134EE|52.5602|5.1490|0611550207|koor@lijsters.example|lijsters.example
Protestantse Gemeente Merenwaard|PKN Merenwaard|De Open Hof Kerk|Kerkplein|2|3131BC|52.5659|5.1596|0299550208|kerk@pkn-merenwaard.example|pkn-merenwaard.example
Stichting Vluchtelingenwerk Waterland|Vluchtelingenwerk|Welkom in Waterland|Stationsweg|15|3131CE|52.5690|5.1540|0299550209|info@vwwaterland.example|vwwaterland.example
Repair Café Merenwaard|Repaircafe|De Herstelwerkplaats|Havenkade|9|3131DK|52.5640|5.1622|0611550210|hallo@repairmerenwaard.example|repairmerenwaard.example
Humanitas Merenwaard|Humanitas afdeling Merenwaard|Humanitas Markerwaard|Lindelaan|5|3132AH|52.5701|5.1660|0299550211|merenwaard@humanitas.example|humanitas.example
Zorggroep De Waterlelie|Waterlelie|Zorg aan het Water|Waterlelielaan|100|3135FG|52.5800|5.1800|0299550212|info@waterleliezorg.example|waterleliezorg.example
Moestuinvereniging De Rode Biet|Rode Biet|Tuinen van Merenwaard|Tuinpad|0|3136HH|52.5588|5.1711|0611550213|tuin@rodebiet.example|rodebiet.example
Turkse Vrouwenvereniging De Granaatappel|Granaatappel|Vrouwenhuis De Granaatappel|Ruysdaelstraat|33|3132CC|52.5722|5.1611|0611550214|info@granaatappel.example|granaatappel.example
Scouting Graaf Floris|Graaf Floris|Scouting Floris en Jacoba|Bosrand|1|3137JJ|52.5850|5.1500|0611550215|leiding@graaffloris.example|graaffloris.example
Stichting Wijkcentrum Zwaluw|De Zwaluw|Huis van de Wijk Zwaluw|Zwaluwstraat|18|3133AB|52.5741|5.1688|0299550216|info@dezwaluw.example|dezwaluw.example
Historische Kring Oud Merenwaard|Oud Merenwaard|Erfgoed Merenwaard|Vismarkt|4|3131AC|52.5663|5.1565|0299550217|kring@oudmerenwaard.example|oudmerenwaard.example
Gehandicaptenplatform Samen Sterk|Samen Sterk|Platform Iedereen Doet Mee|Raadhuisstraat|30|3131AK|52.5664|5.1590|0299550218|info@samensterk.example|samensterk.example
Schaakvereniging De Toren|De Toren|Schaakclub Het Paard|Dorpsweg|12|3134EA|52.5610|5.1500|0611550219|schaak@detoren.example|detoren.example
Voedselbank Markerwaard|De Voedselbank|Sociale Supermarkt Markerwaard|Industrieweg|77|3138KL|52.5777|5.1444|0299550220|info@vbmarkerwaard.example|vbmarkerwaard.example
""".strip().splitlines()

#: name, other name, neighbour in the same building, near by another, street, number, postcode, lat, lon
PLACES = """
Buurthuis De Brug|Wijkcentrum de Brug|Fysiotherapie Brugzicht|Café Het Sluisje|Sluisweg|14|3131EA|52.5671|5.1555
Dorpshuis 't Anker|Het Anker|Brandweerkazerne Dorp|Snackbar De Kade|Havenkade|2|3134AA|52.5631|5.1477
Bibliotheek Centrum|Bieb Marktplein|Stadhuis Merenwaard|Hema Markt|Marktplein|1|3131AA|52.5665|5.1570
Kerk De Open Hof|Open Hof|Kosterswoning Kerkplein|Pastorie Sint Jan|Kerkplein|2|3131BC|52.5659|5.1596
Sporthal De Waterhoek|De Waterhoek|Kantine Tennisclub Smash|Zwembad De Golf|Sportlaan|38|3133CD|52.5752|5.1700
Verzorgingshuis Lindehof|Woonzorgcentrum Lindehof|Kapsalon Knip|Apotheek Lindelaan|Lindelaan|20|3132AH|52.5703|5.1668
Basisschool De Vlieger|OBS de Vlieger|Kinderopvang Pippeloentje|Gymzaal Molenpad|Molenpad|21|3132BD|52.5718|5.1651
Buurtkamer Zwaluwstraat|Huiskamer Zwaluwstraat|Wasserette Zwaluw|Buurtsuper Zwaluwplein|Zwaluwstraat|18|3133AB|52.5741|5.1688
Theater De Meerpaal|Meerpaal|Muziekschool Merenwaard|Bioscoop Luxor|Havenplein|6|3131DA|52.5648|5.1610
Tuincentrum Groenrijk|Groenrijk Merenwaard|Dierenwinkel Poot|Manege De Hoef|Tuinpad|60|3136HG|52.5592|5.1702
Moskee Al Noor|Al Noor|Islamitische Slagerij Noor|Bakkerij Istanbul|Ruysdaelstraat|51|3132CD|52.5725|5.1615
Clubhuis Graaf Floris|Scoutinggebouw Floris|Blokhut De Eekhoorn|Kinderboerderij De Bosrand|Bosrand|1|3137JJ|52.5850|5.1500
Gezondheidscentrum Waterlelie|De Waterlelie|Huisartsen Van Dam|Tandarts Lelie|Waterlelielaan|98|3135FG|52.5801|5.1798
Jongerencentrum The Spot|Spot|Fietsenstalling Station|Kiosk Stationsweg|Stationsweg|40|3131CG|52.5695|5.1531
Ontmoetingscentrum De Meent|De Meent|Kringloop De Meent|Garage Meentweg|Meentweg|7|3138KA|52.5780|5.1450
""".strip().splitlines()

#: name, said otherwise, another thing of the same people, organisation, weekday+hour, summary
OFFERS = """
Koffieochtend|Koffie-inloop op dinsdag|Soep en een praatje|Stichting De Theepot|TU10|verse koffie en altijd een stoel vrij
Samen eten in de wijk|Wijkmaaltijd samen eten|Kookclub voor beginners|Samenwaard Welzijn|WE17|driegangenmaaltijd met buurtgenoten aan lange tafels
Wandelgroep Molenrand|Wandelen met Buurtbelang Molenrand|Fietsgroep Molenrand|Vereniging Buurtbelang Molenrand|TH09|een uur rustig wandelen door de polder
Taalcafé Nederlands|Taal café: Nederlands oefenen|Computercafé|Bibliotheek Merenwaard|MO14|oefen Nederlands met vrijwilligers
Stoelyoga|Yoga op de stoel|Tai chi in het park|Zorggroep De Waterlelie|FR10|bewegen op uw stoel op eigen tempo
Bridgemiddag|Middag bridgen|Klaverjasmiddag|Katholieke Bond van Ouderen|WE13|een partij bridge voor wie het kan
Walking football|Wandelvoetbal voor 60-plussers|Oldstars hockey|Voetbalvereniging Merenwaard|TU11|voetballen zonder rennen
Rouwgroep Samen Verder|Samen verder na verlies|Troostwandeling|Humanitas Merenwaard|TH14|praten met wie ook iemand mist
Repair Café|Repaircafé Havenkade|Naaiatelier|Repair Café Merenwaard|SA10|samen repareren wat stuk is
Voorlezen aan huis|Voorleesexpress|Boek aan huis|Bibliotheek Merenwaard||een vrijwilliger leest thuis voor
Vrouwenochtend|Ochtend voor vrouwen|Vrouwen fietsles|Turkse Vrouwenvereniging De Granaatappel|MO09|ontbijt en gesprek
Moestuinieren op vrijdag|Vrijdag in de moestuin|Bloemschikken|Moestuinvereniging De Rode Biet|FR09|zaaien schoffelen en oogsten
Zangkoor voor iedereen|Koorrepetitie De Lijsters|Muziekbingo|Zangkoor De Lijsters|TH19|zingen zonder auditie
Schaken voor beginners|Beginnersgroep schaken|Dammen voor beginners|Schaakvereniging De Toren|TU19|leer de stukken en de openingen
Spreekuur geldzaken|Geldspreekuur|Hulp bij de belastingaangifte|Samenwaard Welzijn|MO10|vragen over rekeningen en brieven
Maatjesproject|Maatje gezocht|Telefooncirkel|Humanitas Merenwaard||iemand die elke week langskomt
Sjoelclub|Sjoelen in de Zwaluw|Biljarten|Stichting Wijkcentrum Zwaluw|WE14|gezellige middag met de sjoelbak
Mantelzorgcafé|Café voor mantelzorgers|Mantelzorgsalon massage|Samenwaard Welzijn|TH19|ervaringen delen met wie ook voor iemand zorgt
Digitaal spreekuur|Hulp met telefoon en tablet|Cursus foto's bewerken|Bibliotheek Merenwaard|TU14|vragen over uw telefoon tablet of DigiD
Kinderdisco|Disco voor kinderen|Kinderbingo|Stichting Wijkcentrum Zwaluw|SA15|dansen met de kinderen uit de wijk
""".strip().splitlines()

DAYS = {
    "MO": "maandag",
    "TU": "dinsdag",
    "WE": "woensdag",
    "TH": "donderdag",
    "FR": "vrijdag",
    "SA": "zaterdag",
}
DISTRICTS = ("Zuid", "Noordeinde", "Molenrand", "Zwaluwbuurt", "Oosterwaard")


def organisation_pairs(line: str, dice: random.Random) -> Iterator[Made]:
    name, other, new, street, number, postcode, lat, lon, phone, mail, site = line.split("|")
    whole: Row = {
        "name": name, "street": street, "number": number, "postcode": postcode, "lat": float(lat), "lon": float(lon),
        "phones": [phone], "mails": [mail], "sites": [site],
    }  # fmt: skip
    bare = {"name": name, "phones": [phone]}
    yield "copied by another system", True, whole, {**whole, "name": name.upper(), "mails": []}
    yield (
        "known by its short name",
        True,
        whole,
        {**whole, "name": other, "mails": [], "phones": [phone]},
    )
    yield (
        "typed with mistakes",
        True,
        bare,
        {"name": mistyped(name, dice), "postcode": postcode, "number": number},
    )
    yield (
        "mistyped, and only a phone number",
        True,
        whole,
        {"name": mistyped(name, dice), "phones": [phone]},
    )
    yield "legal form in short", True, whole, {**shortened(whole), "sites": [], "phones": []}
    yield "renamed, the same people", True, whole, {**whole, "name": new, "sites": []}
    yield "moved", True, whole, {**whole, **elsewhere(whole, dice), "sites": []}
    district = dice.choice(DISTRICTS)
    sister = {
        **elsewhere(whole, dice),
        "name": f"{name} {district}",
        "phones": [other_phone(phone)],
        "sites": [site],
    }
    yield "the sister in another district", False, {**whole, "name": f"{name} Centrum"}, sister
    yield "another club in the same building", False, whole, {
        **whole, "name": dice.choice(OTHER_CLUBS), "phones": [other_phone(phone)], "mails": [], "sites": []
    }  # fmt: skip
    yield "a name of the same kind", False, whole, {
        **elsewhere(whole, dice), "name": same_kind(name), "phones": [other_phone(phone)], "mails": [], "sites": []
    }  # fmt: skip
    yield "shares the number of the umbrella", False, {**whole, "mails": [], "sites": []}, {
        "name": dice.choice(OTHER_CLUBS), "phones": [phone]
    }  # fmt: skip


def place_pairs(line: str, dice: random.Random) -> Iterator[Made]:
    name, other, neighbour, near, street, number, postcode, lat, lon = line.split("|")
    whole: Row = {
        "name": name, "street": street, "number": number, "postcode": postcode, "lat": float(lat), "lon": float(lon)
    }  # fmt: skip
    yield "copied by another system", True, whole, {**whole, **shifted(whole, 12), "postcode": ""}
    yield "known by another name", True, whole, {**whole, "name": other}
    yield (
        "typed with mistakes",
        True,
        whole,
        {"name": mistyped(name, dice), "street": street, "number": number},
    )
    yield "without its address", True, whole, {"name": name, **shifted(whole, 25)}
    yield "in the same building", False, whole, {**whole, "name": neighbour}
    yield (
        "round the corner",
        False,
        whole,
        {**whole, **shifted(whole, 70), "name": near, "number": number + "1"},
    )
    yield "the same name elsewhere", False, whole, {**elsewhere(whole, dice), "name": name}
    yield (
        "a sister elsewhere",
        False,
        whole,
        {**elsewhere(whole, dice), "name": f"{name} {dice.choice(DISTRICTS)}"},
    )


def offer_pairs(line: str, place: Row, dice: random.Random) -> Iterator[Made]:
    name, other, another, owner, moment, text = line.split("|")
    whole: Row = {
        "name": name, "owner": owner, "owner_id": owner, "moments": [moment] if moment else [], "text": text.split(),
        "lat": place["lat"], "lon": place["lon"], "place_id": place["name"],
    }  # fmt: skip
    foreign = {**whole, "owner_id": "", "place_id": ""}
    yield "copied by another system", True, whole, {**foreign, "text": []}
    yield (
        "typed again next season",
        True,
        whole,
        {**whole, "name": mistyped(name, dice), "text": text.split()[:4]},
    )
    yield "said otherwise", True, whole, {**whole, "name": other}
    yield (
        "said otherwise by another system",
        True,
        whole,
        {**foreign, "name": other, "owner": owner.lower()},
    )
    yield (
        "an hour later in another system",
        True,
        whole,
        {**foreign, "moments": [later(moment)] if moment else []},
    )
    if moment:
        day = dice.choice([code for code in DAYS if code != moment[:2]])
        yield "the same on another weekday", False, whole, {**whole, "moments": [day + moment[2:]]}
        yield "named after its weekday", False, {**whole, "name": f"{name} {DAYS[moment[:2]]}", "moments": []}, {
            **whole, "name": f"{name} {DAYS[day]}", "moments": []
        }  # fmt: skip
    yield "something else of the same people", False, whole, {**whole, "name": another, "text": []}
    yield "the same by others elsewhere", False, whole, {
        **whole, **elsewhere(whole, dice), "owner": dice.choice(OTHER_CLUBS), "owner_id": "", "place_id": "",
        "moments": [later(moment)] if moment else [], "text": [],
    }  # fmt: skip
    here, there = ("beginners", "gevorderden") if "rouwen" in name else ("mannen", "vrouwen")
    yield (
        "for other people",
        False,
        {**whole, "name": f"{name} voor {here}"},
        {**whole, "name": f"{name} voor {there}"},
    )


OTHER_CLUBS = (
    "Postzegelclub De Tand", "Duikteam Blauw", "Toneelgroep Masker", "Vogelwerkgroep Reiger", "Bridgeclub Troef",
    "Fotoclub Diafragma", "Breicafé Steek Los", "EHBO-afdeling Waterland", "Modelspoorclub Wissel", "IVN Natuurgids",
)  # fmt: skip
KINDS = {
    "De Theepot": "Het Theehuis",
    "Zangkoor": "Zangkoor De Nachtegalen",
    "Schaakvereniging": "Schaakvereniging De Loper",
}


def same_kind(name: str) -> str:
    """A name of which the kind is the same and the name is not."""
    first = name.split()[0]
    return KINDS.get(first, f"{first} Het Kompas")


def mistyped(name: str, dice: random.Random) -> str:
    """One letter twice, gone, or two the other way round, in a long word."""
    words = name.split()
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[longest]
    at = dice.randrange(2, len(word) - 1)
    made = dice.choice(
        [
            word[:at] + word[at - 1 :],
            word[:at] + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )
    return " ".join([*words[:longest], made, *words[longest + 1 :]])


def shortened(row: Row) -> Row:
    name = (
        row["name"]
        .replace("Stichting", "St.")
        .replace("Vereniging", "Ver.")
        .replace("Bibliotheek", "Bieb")
    )
    return {**row, "name": name.replace(" en ", " & ")}


def elsewhere(row: Row, dice: random.Random) -> Row:
    """Another address a kilometre or two away."""
    return {
        **row, "street": "Nieuweweg", "number": str(dice.randrange(90, 300)), "postcode": "3139ZZ",
        "lat": round(row["lat"] + dice.choice([-0.012, 0.014]), 5), "lon": round(row["lon"] + 0.016, 5),
    }  # fmt: skip


def shifted(row: Row, metres: float) -> Row:
    return {"lat": round(row["lat"] + metres / 111_000, 6), "lon": row["lon"]}


def other_phone(phone: str) -> str:
    return phone[:-3] + "9" + phone[-2:]


def later(moment: str) -> str:
    return f"{moment[:2]}{int(moment[2:]) + 1:02}"


def every_pair() -> Iterator[Row]:
    dice = random.Random(20261122)
    places = [line.split("|") for line in PLACES]
    for number, line in enumerate(ORGANISATIONS):
        yield from _labelled("organisation", number, organisation_pairs(line, dice))
    for number, line in enumerate(PLACES):
        yield from _labelled("place", number, place_pairs(line, dice))
    for number, line in enumerate(OFFERS):
        at = places[number % len(places)]
        place = {"name": at[0], "lat": float(at[7]), "lon": float(at[8])}
        yield from _labelled("offer", number, offer_pairs(line, place, dice))


def _labelled(kind: str, number: int, made: Iterator[Made]) -> Iterator[Row]:
    half = "tune" if number % 2 == 0 else "held-out"
    for why, same, left, right in made:
        yield {"kind": kind, "half": half, "same": same, "why": why, "left": left, "right": right}


if __name__ == "__main__":
    lines = [json.dumps(row, ensure_ascii=False) for row in every_pair()]
    (HERE / "pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "pairs")
