"""Publishing: one page, a page to check, done; and everything that can go wrong in between."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from nabij.core.models import AuditEvent, Municipality
from nabij.directory.models import Occurrence, Offer, Organisation, Place, Verification
from nabij.directory.queries import find_offers
from nabij.methods.ranking import Criteria
from tests.factories import OfferFactory, OrganisationFactory, PlaceFactory, ScheduleFactory
from tests.web.pages import page


def publish_url(organisation: Organisation) -> str:
    return address("publish", uid=organisation.uid)


def address(name: str, **parts: Any) -> str:
    with translation.override("nl"):
        return reverse(f"partner:{name}", kwargs={"municipality": "testdam", **parts})


def test_what_is_published_is_found_at_once_with_its_dates(
    editor: Client, teapot: Organisation, filled: Any, town: Municipality
) -> None:
    response = editor.post(publish_url(teapot), filled())
    offer = Offer.objects.get()
    assert response.headers["Location"] == address("offer", uid=offer.uid)
    assert (offer.organisation, offer.reach, offer.welcomed_by) == (teapot, "phone", "Riet")
    assert offer.visibility == Offer.Visibility.PUBLIC
    assert offer.free
    assert {row.date.weekday() for row in Occurrence.objects.all()} == {3}
    found = find_offers(None, town, Criteria(words="soep", language="nl"), now=timezone.localtime())
    assert [hit.offer.name for hit in found.hits] == ["Soep op donderdag"]


def test_publishing_counts_as_a_check_and_is_written_down(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    editor.post(publish_url(teapot), filled())
    offer = Offer.objects.get()
    assert offer.verified_on == timezone.localdate()
    assert Verification.objects.get().how == Verification.How.OWN
    event = AuditEvent.objects.get(verb="offer.published")
    assert event.object_id == str(offer.uid)
    assert event.actor_role == "organisation_editor"


def test_a_double_click_publishes_once(editor: Client, teapot: Organisation, filled: Any) -> None:
    form = filled()
    first, second = (editor.post(publish_url(teapot), form) for _ in range(2))
    assert Offer.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_the_key_of_a_form_reaches_nobody_elses_offer(
    editor: Client, teapot: Organisation, filled: Any, add_offer: Any
) -> None:
    other = add_offer(name="Van een ander")
    editor.post(publish_url(teapot), filled(form_key=str(other.uid)))
    other.refresh_from_db()
    assert other.name == "Van een ander"
    assert Offer.objects.filter(organisation=teapot).count() == 1


def test_the_check_page_reads_the_dates_back_and_carries_everything_on(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    response = editor.post(publish_url(teapot), filled(step="check"))
    made = page(response)
    assert "every Thursday from 12:00 to 13:30" in made.text.replace("Every", "every") or (
        "lke donderdag van 12.00 tot 13.30 uur" in made.text
    )
    hidden = {given["name"]: given["value"] for given in made.all("input", type="hidden")}
    assert hidden["name"] == "Soep op donderdag"
    assert not Offer.objects.exists()
    del hidden["csrfmiddlewaretoken"]
    editor.post(publish_url(teapot), {**hidden, "step": "publish"})
    assert Offer.objects.get().summary == "Verse soep aan een lange tafel."


def test_whoever_wants_to_change_something_finds_the_form_as_it_was(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    made = page(editor.post(publish_url(teapot), filled(step="change")))
    assert made.all("input", name="name")[0]["value"] == "Soep op donderdag"
    ticked = [
        given["value"] for given in made.all("input", name="mechanisms") if "checked" in given
    ]
    assert ticked == ["meeting"], "what was guessed from the name can be changed"


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("name", {"name": ""}, "nog leeg"),
        ("rhythm", {"rhythm": ""}, "Kies"),
        ("days", {"days": []}, "Kies"),
        ("starts_at", {"starts_at": "als het licht is"}, "tijd"),
        ("starts_at", {"starts_at": ""}, "begint"),
        ("dates", {"rhythm": "once", "dates": "31 februari"}, "bestaat niet"),
        ("dates", {"rhythm": "once", "dates": "3-12-2019"}, "voorbij"),
        ("until", {"until": "1-1-2020"}, "datum"),
        ("starts_on", {"interval": "2"}, "eerste"),
        ("weeks", {"rhythm": "monthly"}, "Kies"),
        ("place_street", {"where": "new", "place_name": "De Brug"}, "nog leeg"),
        ("place_postcode", {"where": "new", "place_postcode": "abc"}, "postcode"),
        ("cost_per_visit", {"cost": "paid"}, "kost"),
        ("cost_per_visit", {"cost": "paid", "cost_per_visit": "veel"}, "bedrag"),
        ("contact_phone", {"contact_phone": "bel maar"}, "telefoonnummer"),
        ("contact_email", {"contact_email": "theepot"}, "mailadres"),
        ("age_max", {"age_min": "60", "age_max": "20"}, "leeftijd"),
        ("group_size", {"group_size": "veel"}, "getal"),
        ("website", {"website": "geen adres"}, "webadres"),
        ("name", {"name": "x" * 201}, "tekens"),
    ],
)
def test_each_mistake_stands_with_its_field_and_nothing_typed_is_lost(
    name: str, wrong: dict[str, Any], words: str, editor: Client, teapot: Organisation, filled: Any
) -> None:
    response = editor.post(publish_url(teapot), filled(step="check", **wrong))
    assert response.status_code == 422
    assert name in response.context["form"].errors
    html = response.content.decode()
    beside = re.search(rf'id="id_{name}_error">([^<]*)<', html)
    assert beside, f"no words beside {name}"
    assert words in beside[1]
    if name != "name":
        assert page(response).all("input", name="name")[0]["value"] == "Soep op donderdag"
    assert not Offer.objects.exists()


def test_a_new_place_gets_its_position_by_its_postcode_and_is_shared_by_address(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    new = {
        "where": "new",
        "place_name": "De Waag",
        "place_street": "Kaasmarkt 4",
        "place_postcode": "3131 ab",
    }
    editor.post(publish_url(teapot), filled(**new))
    offer = Offer.objects.get()
    assert (offer.place.name, offer.place.postcode, offer.place.lat) == (
        "De Waag",
        "3131AB",
        52.56926,
    )
    editor.post(publish_url(teapot), filled(**{**new, "place_name": "Waaggebouw"}, name="Nog iets"))
    assert Place.objects.filter(street="Kaasmarkt 4").count() == 1


def test_recent_places_stand_first(
    editor: Client, teapot: Organisation, town: Municipality
) -> None:
    used = PlaceFactory.create(municipality=town, name="Bibliotheek")
    PlaceFactory.create(municipality=town, name="Nooit gebruikt")
    OfferFactory.create(municipality=town, organisation=teapot, place=used)
    form = editor.get(publish_url(teapot)).context["form"]
    names = [str(label) for _value, label in form.fields["where"].choices]
    assert names[:2] == ["Bibliotheek", "Buurthuis De Brug"]
    assert "Nooit gebruikt" not in names


def test_single_dates_are_typed_as_people_write_them(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    year = timezone.localdate().year + 1
    form = filled(rhythm="once", dates=f"2, 9 en 16 maart {year}\nwo 1-4-{year}")
    editor.post(publish_url(teapot), form)
    schedule = Offer.objects.get().schedules.get()
    assert schedule.dates == [f"{year}-03-02", f"{year}-03-09", f"{year}-03-16", f"{year}-04-01"]


def test_holidays_that_fall_out_are_named(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    today = timezone.localdate()
    christmas = dt.date(today.year, 12, 25)
    if christmas < today:
        christmas = dt.date(today.year + 1, 12, 25)
    start = christmas - dt.timedelta(days=7)
    day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[christmas.weekday()]
    form = filled(step="check", days=[day], starts_on=f"{start.day}-{start.month}-{start.year}")
    made = page(editor.post(publish_url(teapot), form))
    assert "25 december" in made.text
    assert "feestdag" in made.text


def test_by_appointment_asks_for_no_dates(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    editor.post(publish_url(teapot), filled(rhythm="none", days=[], starts_at="", ends_at=""))
    assert not Offer.objects.get().schedules.exists()


def test_what_it_costs(editor: Client, teapot: Organisation, filled: Any) -> None:
    editor.post(publish_url(teapot), filled(cost="paid", cost_per_visit="€ 2,50"))
    offer = Offer.objects.get()
    assert (offer.cost_per_visit, offer.cost_per_month, offer.free) == (
        Decimal("2.50"),
        None,
        False,
    )


def test_the_preview_says_the_dates_as_soon_as_they_are_clear(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    url = address("preview", uid=teapot.uid)
    told = editor.post(url, {"rhythm": "weekly", "days": ["TH"], "starts_at": "12"})
    assert "donderdag om 12.00 uur" in told.content.decode()
    assert not editor.post(url, {"rhythm": "weekly"}).content.strip()


def test_a_form_that_stood_open_until_the_session_was_over_still_sends(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    nobody = Client()
    response = nobody.post(publish_url(teapot), filled(step="publish"))
    assert response.headers["Location"].startswith("/nl/account/login/?next=")
    assert not Offer.objects.exists()
    from nabij.core.models import User
    from tests.core.people import BACKEND

    nobody.force_login(User.objects.get(email__startswith="organisation_editor"), backend=BACKEND)
    made = page(nobody.get(publish_url(teapot)))
    assert made.all("input", name="name")[0]["value"] == "Soep op donderdag"
    again = page(nobody.get(publish_url(teapot)))
    assert not again.all("input", name="name")[0].get("value"), "it waits for one look"


def test_staff_publish_on_behalf_of_any_organisation(
    worker: Client, teapot: Organisation, filled: Any
) -> None:
    worker.post(publish_url(teapot), filled())
    assert Offer.objects.get().organisation == teapot
    assert Verification.objects.get().how == Verification.How.STAFF


def test_an_editor_reaches_only_the_own_organisation(
    editor: Client, town: Municipality, filled: Any
) -> None:
    other = OrganisationFactory.create(municipality=town)
    offer = OfferFactory.create(municipality=town, organisation=other)
    assert editor.get(publish_url(other)).status_code == 404
    assert editor.post(publish_url(other), filled()).status_code == 404
    for name in ("offer", "edit", "copy"):
        assert editor.get(address(name, uid=offer.uid)).status_code == 404
    assert editor.post(address("status", uid=offer.uid), {"do": "pause"}).status_code == 404
    offer.refresh_from_db()
    assert offer.status == Offer.Status.OPEN


def test_changing_keeps_what_the_form_does_not_say(
    editor: Client, teapot: Organisation, filled: Any, town: Municipality
) -> None:
    offer = OfferFactory.create(
        municipality=town,
        organisation=teapot,
        translations={"en": {"name": "Soup", "welcomed_by": "Riet"}},
    )
    rule = ScheduleFactory.create(
        municipality=town, offer=offer, frequency="monthly", weekdays=[], month_days=[15]
    )
    url = address("edit", uid=offer.uid)
    form = editor.get(url).context["form"]
    assert form.initial["rhythm"] == "keep"
    response = editor.post(url, filled(rhythm="keep", name_en="Soup on Thursday"))
    assert response.headers["Location"] == address("offer", uid=offer.uid)
    offer.refresh_from_db()
    assert offer.name == "Soep op donderdag"
    assert offer.translations == {"en": {"name": "Soup on Thursday", "welcomed_by": "Riet"}}
    assert list(offer.schedules.all()) == [rule]
    assert "name" in AuditEvent.objects.get(verb="offer.changed").fields


def test_changing_the_days_keeps_the_series_and_what_happened(
    editor: Client, teapot: Organisation, filled: Any, town: Municipality
) -> None:
    from nabij.directory.occurrences import materialise

    offer = OfferFactory.create(municipality=town, organisation=teapot)
    rule = ScheduleFactory.create(municipality=town, offer=offer, weekdays=["TU"])
    today = timezone.localdate()
    materialise(town, [offer.pk], today=today, since=today - dt.timedelta(weeks=4))
    before = Occurrence.objects.filter(date__lt=today).count()
    editor.post(address("edit", uid=offer.uid), filled())
    rule.refresh_from_db()
    assert rule.weekdays == ["TH"]
    assert Occurrence.objects.filter(date__lt=today).count() == before
    ahead = Occurrence.objects.filter(date__gte=today)
    assert {row.date.weekday() for row in ahead} == {3}
    offer.refresh_from_db()
    assert offer.sequence == 1


def test_the_form_that_is_sent_back_unchanged_changes_nothing(
    editor: Client, teapot: Organisation, town: Municipality
) -> None:
    offer = OfferFactory.create(
        municipality=town, organisation=teapot, description="", cost_per_month=0
    )
    ScheduleFactory.create(municipality=town, offer=offer)
    url = address("edit", uid=offer.uid)
    sent = as_sent(editor.get(url).context["form"])
    response = editor.post(url, {**sent, "step": "publish"})
    assert response.status_code == 302, response.context["form"].errors
    assert not AuditEvent.objects.filter(verb="offer.changed").exists()


def as_sent(form: Any) -> dict[str, Any]:
    """What a browser sends of a form that nobody touched."""
    sent = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if value not in (None, False, ""):
            sent[bound.html_name] = "on" if value is True else value
    return sent


def test_a_copy_keeps_everything_but_the_dates(
    editor: Client, teapot: Organisation, town: Municipality
) -> None:
    last = OfferFactory.create(municipality=town, organisation=teapot, name="Soep in de winter")
    ScheduleFactory.create(municipality=town, offer=last, ends_on=dt.date(2020, 3, 1))
    url = address("copy", uid=last.uid)
    form = editor.get(url).context["form"]
    sent = as_sent(form)
    assert (sent["name"], sent["days"], sent["starts_at"]) == ("Soep in de winter", ["TU"], "10.00")
    assert "until" not in sent
    editor.post(url, {**sent, "step": "publish"})
    copied = Offer.objects.exclude(pk=last.pk).get()
    assert (copied.name, copied.place, copied.uid != last.uid) == (last.name, last.place, True)
    assert AuditEvent.objects.filter(verb="offer.copied", object_id=str(copied.uid)).exists()


def test_a_place_that_is_there_already_is_offered_and_taken_with_one_press(
    editor: Client, teapot: Organisation, filled: Any
) -> None:
    hall = PlaceFactory.create(
        municipality=teapot.municipality,
        name="Wijkcentrum De Waag",
        street="Kaasmarkt 4",
        postcode="3131AB",
    )
    new = {
        "where": "new",
        "place_name": "De Waag",
        "place_street": "Kaasmarkt 4",
        "place_postcode": "3131AB",
        "step": "check",
    }
    shown = editor.post(publish_url(teapot), filled(**new))
    (button,) = page(shown).all("button", name="where")
    assert button["value"] == str(hall.uid)
    carried = {given["name"]: given["value"] for given in page(shown).all("input", type="hidden")}
    chosen = editor.post(publish_url(teapot), {**filled(**new), **carried, "where": str(hall.uid)})
    assert not page(chosen).all("button", name="where"), "the question is answered"
    editor.post(publish_url(teapot), {**filled(**new), "where": str(hall.uid), "step": "publish"})
    assert Offer.objects.get().place == hall
    assert Place.objects.filter(street="Kaasmarkt 4").count() == 1
