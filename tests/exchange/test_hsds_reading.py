"""What a source says in its own way is understood in ours."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nabij.exchange.hsds import access, costs, languages, phones
from nabij.exchange.hsds.read import Reading, read_path
from nabij.exchange.records import OfferRecord, OrganisationRecord, PlaceRecord

TODAY = dt.date(2026, 3, 2)
SERVICE = "ac148810-d857-441c-9679-408f346de14b"
ORGANISATION = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Huis", "description": ""}


def read(tmp_path: Path, document: Any, name: str = "services.json") -> Reading:
    path = tmp_path / name
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return read_path(path, municipality="GM9998", source="bron", today=TODAY)


def read_offer(tmp_path: Path, **told: Any) -> OfferRecord:
    service = {"id": SERVICE, "name": "Koffie", "status": "active", "organization": ORGANISATION}
    [offer] = offers(read(tmp_path, {**service, **told}))
    return offer


def offers(reading: Reading) -> list[OfferRecord]:
    return [record for record in reading.records if isinstance(record, OfferRecord)]


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.findings.problems]


# --- languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("nl", "nl"), ("nld", "nl"), ("Dutch", "nl"), ("Nederlands", "nl"), ("en-GB", "en"),
        ("Spanish", "es"), ("Spaans", "es"), ("العربية", "ar"), ("Chinese (Mandarin)", "zh"),
        ("Oekraïens", "uk"), ("Tagalog", "tl"), ("Papiaments", "pap"), ("Klingon", None), ("", None),
    ],
)  # fmt: skip
def test_languages_are_known_by_code_and_by_name(told: str, expected: str | None) -> None:
    assert languages.language_code(told) == expected


def test_a_language_that_nobody_knows_is_reported(tmp_path: Path) -> None:
    service = {"id": SERVICE, "name": "Koffie", "status": "active", "organization": ORGANISATION,
               "languages": [{"id": SERVICE, "name": "Klingon"}, {"id": SERVICE, "code": "ar"}]}  # fmt: skip
    reading = read(tmp_path, service)
    assert offers(reading)[0].languages == ["ar"]
    assert codes(reading) == ["language"]


def test_the_languages_of_the_building_hold_where_a_service_names_none(tmp_path: Path) -> None:
    location = {"id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical",
                "languages": [{"id": "1", "name": "Turkish"}]}  # fmt: skip
    offer = read_offer(tmp_path, service_at_locations=[{"id": "1", "location": location}])
    assert offer.languages == ["tr"]


# --- access -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wheelchair access is possible on all levels", {"wheelchair"}),
        ("Het gebouw is rolstoeltoegankelijk, met een ringleiding", {"wheelchair", "hearing_loop"}),
        ("ramp, restroom, wheelchair", {"no_stairs", "toilet", "wheelchair"}),
        ("induction loops for hearing aids", {"hearing_loop"}),
        ("Niet toegankelijk met een rolstoel", set()),
        ("Wheelchair: not accessible", set()),
        ("No lift; accessible toilet", {"toilet"}),
        ("geen trappen", {"no_stairs"}),
        ("Er is een prikkelarme ruimte", {"quiet"}),
        ("disabled_parking", set()),
        ("quiet", {"quiet"}),
    ],
)
def test_what_is_there_is_read_and_what_is_not_is_not(text: str, expected: set[str]) -> None:
    assert access.said(text) == expected


# --- costs --------------------------------------------------------------------------------------


def option(amount: float, **more: Any) -> dict[str, Any]:
    return {"id": SERVICE, "amount": amount, "currency": "EUR", **more}


@pytest.mark.parametrize(
    ("told", "visit", "month", "note"),
    [
        ({"fees": "None."}, "0", None, "None."),
        ({"fees_description": "Gratis"}, "0", None, "Gratis"),
        ({"fees_description": "Geen kosten"}, "0", None, "Geen kosten"),
        ({"fees": "None, except for copies"}, None, None, "None, except for copies"),
        ({"cost_options": [option(0)]}, "0", None, None),
        ({"cost_options": [option(2.5)]}, "2.50", None, None),
        ({"cost_options": [option(12, amount_description="per maand")]}, None, "12", None),
        (
            {"cost_options": [option(5, option="met pas"), option(8)]}, "8", None, None,
        ),
        ({"cost_options": [option(30, amount_description="per jaar")]}, None, None, "30 EUR per jaar"),
        ({"cost_options": [option(35, currency="GBP")]}, None, None, "35 GBP"),
        ({"cost_options": [option(3, valid_to="2020-12-31")]}, None, None, None),
    ],
)  # fmt: skip
def test_what_it_costs_is_read_from_options_and_sentences(
    told: dict[str, Any], visit: str | None, month: str | None, note: str | None
) -> None:
    found = costs.read(told, TODAY)
    expected = [Decimal(each) if each else None for each in (visit, month)]
    assert [found.per_visit, found.per_month, found.note] == [*expected, note]


# --- who to call --------------------------------------------------------------------------------


def test_the_first_number_that_one_can_talk_to_is_taken() -> None:
    told: list[dict[str, Any]] = [
        {"number": "1", "type": "fax"},
        {"number": '"+31 10 123"', "type": "voice", "extension": 5},
    ]
    assert phones.read(told) == "+31 10 123 ext. 5"


def test_the_number_of_the_building_helps_where_the_service_has_none(tmp_path: Path) -> None:
    location = {"id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical",
                "phones": [{"id": "1", "number": "0299 55 01 23"}]}  # fmt: skip
    offer = read_offer(tmp_path, service_at_locations=[{"id": "1", "location": location}])
    assert offer.contact_phone == "0299 55 01 23"


# --- the rest of a service ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "expected"),
    [("active", "open"), ("Active", "open"), ("inactive", "paused"), ("temporarily closed", "paused"),
     ("defunct", "closed"), ("whatever", None)],
)  # fmt: skip
def test_the_status_says_whether_it_goes_on(
    told: str, expected: str | None, tmp_path: Path
) -> None:
    assert read_offer(tmp_path, status=told).status == expected


def test_our_own_words_on_a_service_are_taken_as_they_are(tmp_path: Path) -> None:
    offer = read_offer(
        tmp_path, causes=["loss"], mechanisms=["meeting", "activity"], form="group", reach="on_site",
        audiences=["older"], walk_along=True, welcomed_by="Gerrit", group_size=12, capacity="room",
        accessible=["quiet"], call_first=False, only_for="women", summary="Koffie.",
        minimum_age=55, maximum_age=99, verified_on="2026-02-01",
    )  # fmt: skip
    assert (offer.causes, offer.mechanisms) == (["loss"], ["meeting", "activity"])
    assert (offer.form, offer.reach, offer.capacity, offer.only_for) == (
        "group", "on_site", "room", "women",
    )  # fmt: skip
    assert (offer.walk_along, offer.call_first, offer.group_size) == (True, False, 12)
    assert (offer.age_min, offer.age_max, offer.verified_on) == (55, 99, dt.date(2026, 2, 1))


def test_a_word_that_is_not_in_the_vocabulary_is_reported_and_kept(tmp_path: Path) -> None:
    service = {"id": SERVICE, "name": "Koffie", "status": "active", "organization": ORGANISATION,
               "causes": ["loss", "boredom"]}  # fmt: skip
    reading = read(tmp_path, service)
    [offer] = offers(reading)
    assert offer.causes == ["loss"]
    assert codes(reading) == ["unknown_code"]
    assert (offer.extra or {})["hsds"]["causes"] == ["loss", "boredom"]


def test_terms_of_our_own_taxonomies_fill_the_fields_and_others_are_kept(tmp_path: Path) -> None:
    from nabij.exchange.hsds import terms

    causes = terms.TAXONOMIES[0]
    foreign = {"id": "1", "taxonomy_term": {"id": "2", "name": "Food", "description": "x"}}
    ours = {"id": "3", "taxonomy_term": {"id": terms.term_id(causes, "loss")}}
    by_name = {"id": "4", "taxonomy_term": {"code": "poverty", "taxonomy": "nabij:causes"}}
    offer = read_offer(tmp_path, attributes=[foreign, ours, by_name])
    assert offer.causes == ["loss", "poverty"]
    kept = (offer.extra or {})["hsds"]["attributes"]
    assert [each["taxonomy_term"]["name"] for each in kept] == ["Food"]


def test_when_it_was_checked_is_the_assured_date_or_else_the_last_change(tmp_path: Path) -> None:
    both = read_offer(tmp_path, assured_date="2026-01-05", last_modified="2026-02-01T09:00:00Z")
    changed = read_offer(tmp_path, last_modified="2026-02-01T09:00:00Z")
    ahead = read_offer(tmp_path, assured_date="2031-01-05")
    assert both.verified_on == dt.date(2026, 1, 5)
    assert changed.verified_on == dt.date(2026, 2, 1)
    assert ahead.verified_on is None


def test_a_service_at_two_locations_is_found_at_both(tmp_path: Path) -> None:
    visits = [
        {"id": f"v{number}", "location": {"id": f"l{number}", "location_type": "physical"},
         "schedules": [{"id": f"s{number}", "freq": "WEEKLY", "byday": day, "opens_at": "10:00"}]}
        for number, day in ((1, "MO"), (2, "TU"))
    ]  # fmt: skip
    service = {"id": SERVICE, "name": "Koffie", "status": "active", "organization": ORGANISATION,
               "service_at_locations": visits}  # fmt: skip
    first, second = offers(read(tmp_path, service))
    assert (first.source_id, second.source_id) == (SERVICE, f"{SERVICE}@l2")
    assert (first.place, second.place) == ("l1", "l2")
    assert [rule.weekdays for rule in [*(first.schedules or []), *(second.schedules or [])]] == [
        ["MO"], ["TU"],
    ]  # fmt: skip


def test_the_schedule_of_the_visit_goes_before_that_of_the_service(tmp_path: Path) -> None:
    location = {"id": "l1", "location_type": "physical", "schedules": [weekly("FR")]}
    of_visit = {"id": "v1", "location": location, "schedules": [weekly("TU")]}
    bare = {"id": "v1", "location": location}
    offer = read_offer(tmp_path, schedules=[weekly("MO")], service_at_locations=[of_visit])
    assert weekdays(offer) == ["TU"]
    assert weekdays(
        read_offer(tmp_path, schedules=[weekly("MO")], service_at_locations=[bare])
    ) == ["MO"]
    assert weekdays(read_offer(tmp_path, service_at_locations=[bare])) == ["FR"]


def weekly(day: str) -> dict[str, Any]:
    return {"id": day, "freq": "WEEKLY", "byday": day, "opens_at": "10:00"}


def weekdays(offer: OfferRecord) -> list[str]:
    [rule] = offer.schedules or []
    return rule.weekdays


def test_a_service_on_line_is_reached_on_line(tmp_path: Path) -> None:
    location = {"id": "l1", "location_type": "virtual", "url": "https://praat.example"}
    offer = read_offer(tmp_path, service_at_locations=[{"id": "v1", "location": location}])
    assert offer.reach == "online"


def test_what_is_not_told_leaves_what_is_there_and_what_is_told_empty_clears_it(
    tmp_path: Path,
) -> None:
    silent, empty = read_offer(tmp_path), read_offer(tmp_path, description="", schedules=[])
    assert (silent.description, silent.schedules) == (None, None)
    assert (empty.description, empty.schedules) == ("", [])


def test_a_text_that_is_too_long_is_cut_and_kept_whole(tmp_path: Path) -> None:
    offer = read_offer(tmp_path, name="K" * 300)
    assert len(offer.name or "") == 200
    assert (offer.extra or {})["hsds"]["name"] == "K" * 300


def test_addresses_that_cannot_be_used_are_kept_aside(tmp_path: Path) -> None:
    service = {"id": SERVICE, "name": "Koffie", "status": "active", "organization": ORGANISATION,
               "email": "niemand", "url": "www.koffie.example/agenda"}  # fmt: skip
    reading = read(tmp_path, service)
    [offer] = offers(reading)
    assert (offer.contact_email, offer.website) == ("", "https://www.koffie.example/agenda")
    assert (offer.extra or {})["hsds"]["email_as_told"] == "niemand"
    assert codes(reading) == ["not_valid"]


def test_the_days_that_1_x_says_it_is_closed_are_exceptions(tmp_path: Path) -> None:
    files = {
        "organizations.csv": "id,name\n1,Huis\n",
        "services.csv": "id,organization_id,name,status\n1,1,Koffie,active\n",
        "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\n"
        "1,1,Monday,09:00,17:00\n2,1,2,9am,5pm\n",
        "holiday_schedules.csv": "id,service_id,closed,start_date,end_date\n"
        '1,1,true,2026-12-24,2026-12-26\n2,1,true,"January 01, 0001","January 01, 0001"\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    reading = read_path(tmp_path, municipality="GM9998", source="bron", today=TODAY)
    rules = offers(reading)[0].schedules or []
    assert sorted(rule.weekdays for rule in rules) == [["MO"], ["TU"]]
    assert all(len(rule.exceptions) == 3 for rule in rules)


def test_a_uk_1_0_service_is_understood(tmp_path: Path) -> None:
    """Open Referral UK 1.0 nests under names of its own, in pages of its own."""
    service = {
        "id": SERVICE, "name": "Koffie", "status": "active", "organization": ORGANISATION,
        "eligibilitys": [{"id": "1", "eligibility": "ouderen", "minimum_age": 65}],
        "regular_schedules": [{"id": "1", "weekday": "Tuesday", "opens_at": "10:00"}],
        "service_taxonomys": [
            {"id": "1", "taxonomy": {"id": "t1", "name": "Koffie", "vocabulary": "esd"}}
        ],
        "service_at_locations": [
            {"id": "1", "location": {"id": "l1", "name": "Huis", "latitude": 52.5, "longitude": 5.1,
             "physical_addresses": [{"id": "1", "address_1": "Kaasmarkt 1", "city": "Testdam",
                                     "postal_code": "3131 ab"}]}}
        ],
    }  # fmt: skip
    reading = read(tmp_path, {"totalElements": 1, "content": [service]})
    [place] = [each for each in reading.records if isinstance(each, PlaceRecord)]
    [offer] = offers(reading)
    assert (place.street, place.postcode, place.lat) == ("Kaasmarkt 1", "3131AB", 52.5)
    assert (offer.age_min, weekdays(offer)) == (65, ["TU"])
    assert (offer.extra or {})["hsds"]["eligibility_description"] == "ouderen"


def test_tables_with_semicolons_from_a_spreadsheet_are_read(tmp_path: Path) -> None:
    text = "\ufeffid;name;description\n1;Café De Één;Koffie\n"
    reading = read(tmp_path, text, "organizations.csv")
    [organisation] = reading.records
    assert isinstance(organisation, OrganisationRecord)
    assert (organisation.source_id, organisation.name) == ("1", "Café De Één")


def test_records_one_a_line_are_read(tmp_path: Path) -> None:
    lines = "\n".join(
        json.dumps({**ORGANISATION, "id": f"o{n}", "website": "https://x.nl"}) for n in range(3)
    )
    assert len(read(tmp_path, lines, "organizations.ndjson").records) == 3
