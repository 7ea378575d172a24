"""The page of one offer, and of one organisation."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from dateutil.relativedelta import relativedelta

from nabij.core.tenancy import within
from tests.factories import (
    MunicipalityFactory,
    OccurrenceFactory,
    OfferFactory,
    OrganisationFactory,
    ScheduleFactory,
    next_weekday,
)
from tests.web.pages import page


def show(look: Any, offer: Any, **asked: Any) -> Any:
    from nabij.web.public.addresses import readable

    return look("offer", parts={"uid": offer.uid, "slug": readable(offer.name)}, **asked)


def test_what_has_no_dates_cannot_be_put_in_a_calendar(
    look: Any, town: Any, add_offer: Any
) -> None:
    by_appointment = OfferFactory.create(municipality=town, name="Samen boodschappen")
    assert "Put it in my calendar" not in page(show(look, by_appointment)).text
    assert "Put it in my calendar" in page(show(look, add_offer(name="Koffie"))).text


def test_it_says_when_where_how_much_and_who(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie", cost_per_visit=2.5, cost_note="Met koek.")
    offer.refresh_from_db()
    text = page(show(look, offer)).text
    assert "Tuesday" in text or "tomorrow" in text
    assert "from 10:00 to 12:00" in text
    assert "€2.50 a visit" in text
    assert "Met koek." in text
    assert "Gerrit" in text
    assert offer.place.address in text
    assert "De groene deur naast de weegschaal." in text
    assert "Halte Marktplein" in text
    assert "Someone can come along with you." in text
    assert "Wheelchair accessible" in text


def test_the_phone_comes_first(look: Any, add_offer: Any) -> None:
    made = page(
        show(look, add_offer(name="Koffie", call_first=True, contact_phone="0299 55 09 99"))
    )
    assert made.all("a", href="tel:0299550999")
    assert "Call before you come" in made.text


def test_without_a_phone_of_their_own_the_municipality_answers(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie", organisation__phone="")
    assert "Call us, and we will put you in touch." in page(show(look, offer)).text


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({}, "You may just come."),
        ({"form": "course"}, "Call, and agree on what suits you."),
        ({"reach": "phone"}, "Call, and agree on what suits you."),
        ({"capacity": "full"}, "Call to hear whether there is room."),
        ({"call_first": True}, "Then they know you are coming"),
    ],
)
def test_it_says_how_to_join(fields: Any, advice: str, look: Any, add_offer: Any) -> None:
    assert advice in page(show(look, add_offer(name="Koffie", **fields))).text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"audiences": ["carers", "lhbti"]}, "Made for: family carers and LGBTI+. Others"),
        ({"audiences": ["everyone", "older"]}, ""),
        ({"audiences": ["women"], "only_for": "women"}, "For women"),
        ({"age_min": 65}, "From 65 years"),
    ],
)
def test_it_says_for_whom(fields: Any, told: str, look: Any, add_offer: Any) -> None:
    text = page(show(look, add_offer(name="Koffie", **fields))).text
    assert told in text
    assert ("Others are welcome too" in text) == ("Others" in told)


def test_a_cancelled_date_stands_with_its_reason(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie", cancelled="Gerrit is ziek.")
    OccurrenceFactory.create(
        municipality=offer.municipality,
        offer=offer,
        starts_at=next_weekday("TU", 10) + dt.timedelta(days=7),
    )
    response = show(look, offer)
    assert "Cancelled: Gerrit is ziek." in page(response).text
    dates = response.context["sheet"].dates
    assert [line.cancelled for line in dates] == [True, False]


def test_a_moved_date_says_when_it_was(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie")
    row = offer.occurrences.get()
    row.moved_from = row.starts_at + dt.timedelta(days=14)
    row.reason = "De zaal is bezet."
    row.save()
    text = page(show(look, offer)).text
    assert "This was planned on" in text
    assert "De zaal is bezet." in text


def test_it_says_how_far_when_a_postcode_came_along(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie")
    assert "minutes on foot" in page(show(look, offer, near="3131 AB")).text
    assert "minutes on foot" not in page(show(look, offer, near="nergens")).text


def test_paused_and_long_unchecked_are_said(look: Any, add_offer: Any) -> None:
    long_ago = dt.date.today() - relativedelta(months=3) - dt.timedelta(days=70)  # noqa: DTZ011
    offer = add_offer(name="Koffie", status="paused", verified_on=long_ago)
    text = page(show(look, offer)).text
    assert "paused for a while" in text
    assert "long since anyone checked" in text
    assert f"Not looked at lately: checked on {long_ago.day} {long_ago:%B}" in text


def test_an_offer_without_dates_is_by_appointment(look: Any, town: Any) -> None:
    offer = OfferFactory.create(municipality=town, name="Klusjes", place=None, reach="at_home")
    text = page(show(look, offer)).text
    assert "when it suits you" in text
    assert "at your home" in text.lower()


def test_a_rule_is_told_in_words(look: Any, town: Any) -> None:
    offer = OfferFactory.create(municipality=town, name="Koffie")
    ScheduleFactory.create(municipality=town, offer=offer, skip_holidays=False)
    assert "Every Tuesday from 10:00 to 12:00" in page(show(look, offer)).text


def test_the_short_address_and_an_old_name_lead_to_the_page(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie & thee")
    for address in (
        look("offer-short", parts={"uid": offer.uid}),
        look("offer", parts={"uid": offer.uid, "slug": "oude-naam"}),
    ):
        assert address.status_code == 302
        assert address.headers["Location"] == f"/en/testdam/activity/{offer.uid}/koffie-thee/"


def test_a_name_in_another_script_has_an_address_too(look: Any, add_offer: Any) -> None:
    assert show(look, add_offer(name="قهوة")).status_code == 200


def test_dutch_text_on_an_english_page_says_that_it_is_dutch(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie")
    heading = page(show(look, offer)).all("h1")[0]
    assert heading["lang"] == "nl"
    offer.translations = {"en": {"name": "Coffee", "summary": "Fresh", "description": "Nice."}}
    offer.save()
    made = page(show(look, offer))
    assert "lang" not in made.all("h1")[0]
    assert "Coffee" in made.text


@pytest.mark.parametrize(
    "fields", [{"visibility": "hidden"}, {"visibility": "awaiting"}, {"status": "closed"}]
)
def test_what_is_not_public_is_not_there(fields: Any, look: Any, add_offer: Any) -> None:
    assert show(look, add_offer(name="Koffie", **fields)).status_code == 404


def test_an_offer_of_a_neighbour_is_not_there(look: Any, town: Any) -> None:
    neighbour = MunicipalityFactory.create(slug="oeverland")
    with within(neighbour):
        offer = OfferFactory.create(municipality=neighbour, name="Koffie")
    assert show(look, offer).status_code == 404


def test_no_such_offer(look: Any, town: Any) -> None:
    assert look("offer", parts={"uid": uuid4(), "slug": "x"}).status_code == 404


def test_an_organisation_shows_what_it_offers(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie")
    add_offer(name="Thee", organisation=offer.organisation)
    add_offer(name="Van een ander")
    response = look("organisation", parts={"uid": offer.organisation.uid, "slug": "-"})
    response = response.client.get(response.headers["Location"])
    assert [card.name for card in response.context["cards"]] == ["Koffie", "Thee"]
    made = page(response)
    assert made.all("a", href="tel:0299550200")
    assert "Van een ander" not in made.text


def test_an_organisation_that_offers_nothing_now(look: Any, town: Any, client: Any) -> None:
    row = OrganisationFactory.create(municipality=town, name="De Theepot")
    response = look("organisation", parts={"uid": row.uid, "slug": "de-theepot"})
    assert "nothing to join at the moment" in page(response).text


def test_an_organisation_asks_as_many_queries_for_30_as_for_3(
    look: Any, add_offer: Any, django_assert_num_queries: Any
) -> None:
    first = add_offer(name="Koffie")
    parts = {"uid": first.organisation.uid, "slug": "x"}
    address = look("organisation", parts=parts).headers["Location"]
    for _number in range(2):
        add_offer(organisation=first.organisation)
    client = look("home").client
    with django_assert_num_queries(5):
        client.get(address)
    for _number in range(27):
        add_offer(organisation=first.organisation)
    with django_assert_num_queries(5):
        client.get(address)
