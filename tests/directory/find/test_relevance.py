"""What people type finds what they mean: a labelled set over a social map of thirty offers.

Each line: what is typed, on which screen, what must come first, and what must not be near the top.
"""

import pytest

from tests.directory.find.world import World

OFFERS: list[tuple[str, str, str]] = [
    ("Koffieochtend in de Vlier", "Elke week koffie met buren.", "Loop binnen en schuif aan."),
    ("Wandelgroep Waterkant", "Samen een ommetje langs het water.", "Rustig tempo, een uur."),
    ("Nordic walking", "Stevig doorstappen met stokken.", "Stokken kunt u lenen."),
    ("Stoelgym", "Bewegen op en rond de stoel.", "Voor wie niet lang kan staan."),
    ("Taalcafé", "Nederlands oefenen met een kop thee.", "Alle niveaus zijn welkom."),
    ("Leeskring Boek en Brood", "Elke maand een boek bespreken.", "Met broodjes uit de buurt."),
    ("Eettafel De Pollepel", "Drie gangen aan een lange tafel.", "Aanmelden voor donderdag."),
    ("Repair Café", "Samen kapotte spullen maken.", "Van lamp tot naaimachine."),
    ("Schaakclub Wit begint", "Schaken voor iedereen.", "Beginners krijgen uitleg."),
    ("Biljarten voor mannen", "Een potje aan het groene laken.", "Keu aanwezig."),
    ("Computerhulp", "Hulp met tablet, telefoon en DigiD.", "Neem uw apparaat mee."),
    ("Rouwgroep Samen verder", "Praten na het verlies van een dierbare.", "Zes bijeenkomsten."),
    ("Mantelzorgcafé", "Even op adem voor wie voor een ander zorgt.", "Met een kop soep."),
    ("Duofiets te leen", "Een fiets voor twee met een vrijwilliger.", "Bel om te reserveren."),
    ("Moestuin Het Groene Hart", "Groente kweken met buurtgenoten.", "Gereedschap is er."),
    ("Zangkoor De Merels", "Zingen zonder noten te lezen.", "Repetitie met pauze."),
    ("Schildersatelier", "Schilderen en tekenen met begeleiding.", "Verf en doek zijn er."),
    ("Breicafé", "Breien, haken en bijpraten.", "Wol is er in alle kleuren."),
    (
        "Boodschappendienst",
        "Een vrijwilliger doet uw boodschappen.",
        "Tegen een kleine vergoeding.",
    ),
    (
        "Huisbezoek door een maatje",
        "Iemand komt bij u langs.",
        "Voor een praatje of een spelletje.",
    ),
    ("Filmmiddag", "Een film op groot doek.", "Met pauze en ijs."),
    ("Zwemmen voor ouderen", "Baantjes in warm water.", "De kleedkamer is aangepast."),
    ("Dansmiddag voor senioren", "Stijldansen met livemuziek.", "Ook zonder partner."),
    ("Jongerencafé Chill", "Gamen, poolen en praten.", "Voor 16 tot 23 jaar."),
    ("Kinderboerderij: meehelpen", "Dieren verzorgen als vrijwilliger.", "Laarzen zijn er."),
    ("Budgetmaatje", "Samen uw geld en post op orde.", "Gratis en vertrouwd."),
    ("Belcirkel", "Elke ochtend een telefoontje.", "Zo weet u dat iemand u hoort."),
    ("Meditatie en stilte", "Een half uur stilte, daarna thee.", "Kussens zijn er."),
    ("Klaverjassen", "Kaarten om de eer.", "Wie geen maat heeft, krijgt er een."),
    ("Sollicitatiecursus", "Werken aan uw brief en gesprek.", "Vijf bijeenkomsten."),
]

LABELS = [
    # as it is written, and in other forms of the word
    ("koffie", "nl", "Koffieochtend in de Vlier", "Stoelgym"),
    ("koffieochtenden", "nl", "Koffieochtend in de Vlier", "Filmmiddag"),
    ("wandelen", "nl", "Wandelgroep Waterkant", "Koffieochtend in de Vlier"),
    ("ik wil graag schilderen", "nl", "Schildersatelier", "Filmmiddag"),
    ("zwemmen", "nl", "Zwemmen voor ouderen", "Filmmiddag"),
    ("boek", "nl", "Leeskring Boek en Brood", "Filmmiddag"),
    # parts of compounds
    ("koor", "nl", "Zangkoor De Merels", "Filmmiddag"),
    ("tuin", "nl", "Moestuin Het Groene Hart", "Filmmiddag"),
    ("film", "nl", "Filmmiddag", "Stoelgym"),
    ("schaak", "nl", "Schaakclub Wit begint", "Stoelgym"),
    ("fiets", "nl", "Duofiets te leen", "Filmmiddag"),
    # other words for it
    ("tekenen", "nl", "Schildersatelier", "Stoelgym"),
    ("haken", "nl", "Breicafé", "Filmmiddag"),
    ("ommetje", "nl", "Wandelgroep Waterkant", "Filmmiddag"),
    ("kaarten", "nl", "Klaverjassen", "Stoelgym"),
    ("mijn man is overleden", "nl", "Rouwgroep Samen verder", "Biljarten voor mannen"),
    ("schulden", "nl", "Budgetmaatje", "Filmmiddag"),
    ("ipad", "nl", "Computerhulp", "Stoelgym"),
    ("bezoek aan huis", "nl", "Huisbezoek door een maatje", "Filmmiddag"),
    # mistakes by ear and by finger
    ("kofie", "nl", "Koffieochtend in de Vlier", "Stoelgym"),
    ("wandlen", "nl", "Wandelgroep Waterkant", "Stoelgym"),
    ("biljarte", "nl", "Biljarten voor mannen", "Stoelgym"),
    ("scaken", "nl", "Schaakclub Wit begint", "Stoelgym"),
    ("meditasie", "nl", "Meditatie en stilte", "Filmmiddag"),
    ("klaverjase", "nl", "Klaverjassen", "Filmmiddag"),
    ("mantelzorgkafee", "nl", "Mantelzorgcafé", "Filmmiddag"),
    # the English screen
    ("coffee", "en", "Koffieochtend in de Vlier", "Stoelgym"),
    ("walking", "en", "Wandelgroep Waterkant", "Filmmiddag"),
    ("swimming", "en", "Zwemmen voor ouderen", "Filmmiddag"),
    ("choir", "en", "Zangkoor De Merels", "Stoelgym"),
    ("learn dutch", "en", "Taalcafé", "Filmmiddag"),
    ("chess", "en", "Schaakclub Wit begint", "Stoelgym"),
    ("knitting", "en", "Breicafé", "Filmmiddag"),
    ("painting", "en", "Schildersatelier", "Stoelgym"),
]


@pytest.fixture
def map_of_thirty(world: World) -> World:
    place = world.place()
    for name, summary, description in OFFERS:
        world.offer(name, "TU", summary=summary, description=description, place=place)
    return world


def test_what_is_typed_finds_what_is_meant(map_of_thirty: World) -> None:
    """All of them in one test: making the map takes longer than asking."""
    missed = []
    for typed, language, first, not_so in LABELS:
        found = map_of_thirty.names(typed, language=language)[:2]
        if first not in found or not_so in found:
            missed.append((typed, first, found))
    assert not missed


def test_most_of_them_at_the_very_first_place(map_of_thirty: World) -> None:
    right = [
        map_of_thirty.names(typed, language=language)[:1] == [first]
        for typed, language, first, _not_so in LABELS
    ]
    assert sum(right) / len(right) >= 0.9
