"""How fresh an entry is: the rule, and that everything that shows offers agrees on it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from nabij.core.models import AuditEvent, Municipality
from nabij.core.tenancy import within
from nabij.core.vocabulary import Form
from nabij.directory import index
from nabij.directory.actions.checking import (
    NotChangeableError,
    confirm,
    confirm_with_changes,
    freshen,
    stop,
)
from nabij.directory.actions.rhythm import PatienceError, choose_rhythm
from nabij.directory.freshness import (
    NEVER,
    PATIENCE,
    USUAL_MONTHS,
    Freshness,
    Patience,
    due_on,
    freshness,
)
from nabij.directory.models import Offer, TimesNote, Verification
from nabij.directory.queries.agenda import public_occurrences, subscribed_offers
from nabij.directory.queries.shown import public_offer, public_offers, soon
from nabij.exchange.hsds import published
from tests.factories import MunicipalityFactory, OccurrenceFactory, OfferFactory

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
How = Verification.How
ORDER = list(Freshness)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


# --- the rule ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (-1, Freshness.FRESH),
        (0, Freshness.DUE),
        (PATIENCE.sinks - 1, Freshness.DUE),
        (PATIENCE.sinks, Freshness.UNCONFIRMED),
        (PATIENCE.labelled - 1, Freshness.UNCONFIRMED),
        (PATIENCE.labelled, Freshness.LABELLED),
        (PATIENCE.gone - 1, Freshness.LABELLED),
        (PATIENCE.gone, Freshness.GONE),
    ],
)
def test_each_border_is_crossed_on_its_day(late: int, expected: Freshness) -> None:
    last = dt.date(2026, 8, 22)
    today = dt.date(2026, 11, 22) + days(late)
    assert freshness(last=last, months=3, today=today) == expected


def test_the_end_of_a_month_is_the_end_of_a_shorter_one() -> None:
    assert due_on(dt.date(2025, 11, 30), 3) == dt.date(2026, 2, 28)


def test_a_kind_that_is_never_asked_about_stays_fresh() -> None:
    assert freshness(last=dt.date(1999, 1, 1), months=NEVER, today=TODAY) == Freshness.FRESH


def test_a_check_in_the_future_is_a_check_today() -> None:
    assert freshness(last=TODAY + days(400), months=3, today=TODAY) == Freshness.FRESH


@given(
    last=st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)),
    months=st.integers(1, 36),
    waited=st.integers(0, 3000),
    more=st.integers(0, 400),
)
def test_nothing_gets_fresher_by_waiting(
    last: dt.date, months: int, waited: int, more: int
) -> None:
    earlier = freshness(last=last, months=months, today=last + days(waited))
    later = freshness(last=last, months=months, today=last + days(waited + more))
    assert ORDER.index(later) >= ORDER.index(earlier)


def test_every_form_has_its_usual_rhythm() -> None:
    assert set(USUAL_MONTHS) == set(Form)


# --- the offers of a municipality --------------------------------------------------------------


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


def an_offer(town: Municipality, late: int, **fields: Any) -> Offer:
    """A group whose check was due so many days ago, with a date in a week, as the index knows it."""
    last = TODAY - relativedelta(months=3) - days(late)
    offer: Offer = OfferFactory.create(municipality=town, verified_on=last, **fields)
    OccurrenceFactory.create(municipality=town, offer=offer, starts_at=NOW + days(7))
    index.refresh(town, [offer.pk], today=TODAY)
    return again(offer)


def again(offer: Offer) -> Offer:
    found: Offer = Offer.objects.get(pk=offer.pk)
    return found


def everywhere_shown(town: Municipality, offer: Offer) -> dict[str, bool]:
    """Where everyone can see this offer."""
    return {
        "page": public_offer(town, offer.uid) is not None,
        "list": offer in public_offers(town),
        "soon": any(row.offer_id == offer.pk for row in soon(town, now=NOW)),
        "agenda": public_occurrences(town).filter(offer=offer).exists(),
        "feed": offer in subscribed_offers(town),
        "feed by name": offer in subscribed_offers(town, uids=[str(offer.uid)]),
        "open data": offer in published.offers(),
        "index": offer.entry.public,
        "property": offer.listed,
    }


@pytest.mark.parametrize("late", [-5, 0, PATIENCE.sinks, PATIENCE.labelled])
def test_until_its_time_is_up_it_is_shown_everywhere(town: Municipality, late: int) -> None:
    shown = everywhere_shown(town, an_offer(town, late))
    assert all(shown.values()), shown


def test_then_it_leaves_every_public_list_and_staff_still_find_it(town: Municipality) -> None:
    offer = an_offer(town, PATIENCE.gone)
    shown = everywhere_shown(town, offer)
    assert not any(shown.values()), shown
    assert offer.entry is not None  # what staff find it by


def test_a_check_brings_it_back_everywhere(town: Municipality) -> None:
    offer = an_offer(town, PATIENCE.gone)
    confirm(offer=offer, how=How.LINK, now=NOW)
    offer = again(offer)
    shown = everywhere_shown(town, offer)
    assert all(shown.values()), shown
    assert (offer.freshness, offer.verified_how) == (Freshness.FRESH, How.LINK)


def test_the_night_lets_offers_cross_their_borders_and_the_index_follows(
    town: Municipality,
) -> None:
    offer = an_offer(town, -1)
    for late, expected in ((0, "due"), (30, "unconfirmed"), (60, "labelled"), (120, "gone")):
        day = TODAY + days(late + 1)
        assert freshen(municipality=town, today=day) == 1
        assert freshen(municipality=town, today=day) == 0
        assert again(offer).freshness == expected
        assert list(index.check(town, day)) == []


def test_the_night_asks_the_database_no_more_for_more_offers(
    town: Municipality, django_assert_num_queries: Any
) -> None:
    for _ in range(30):
        an_offer(town, -40)
    with django_assert_num_queries(5):
        freshen(municipality=town, today=TODAY)


def test_a_chosen_rhythm_counts_at_once_and_is_noted(town: Municipality) -> None:
    offer = an_offer(town, -30)
    assert choose_rhythm(municipality=town, months={"group": 1, "course": 6}, today=TODAY) == [
        "group",
        "course",
    ]
    assert again(offer).freshness == Freshness.UNCONFIRMED
    assert AuditEvent.objects.get(verb="check_rhythm.chosen").fields == ["group", "course"]
    assert choose_rhythm(municipality=town, months={"group": 1}, today=TODAY) == []


def test_a_chosen_patience_counts_at_once_in_the_index_and_every_list(town: Municipality) -> None:
    offer = an_offer(town, 20)
    hasty = Patience(sinks=5, labelled=10, gone=20)
    changed = choose_rhythm(municipality=town, months={}, patience=hasty, today=TODAY)
    assert changed == ["sinks", "labelled", "gone"]
    assert again(offer).freshness == Freshness.GONE
    assert not any(everywhere_shown(town, again(offer)).values())
    assert list(index.check(town, TODAY)) == []
    choose_rhythm(municipality=town, months={}, patience=PATIENCE, today=TODAY)
    assert again(offer).freshness == Freshness.DUE
    assert all(everywhere_shown(town, again(offer)).values())


def test_a_patience_that_does_not_go_up_is_refused(town: Municipality) -> None:
    for numbers in ((30, 30, 120), (60, 30, 120), (0, 1, 2), (1, 3, 2)):
        with pytest.raises(PatienceError):
            choose_rhythm(municipality=town, months={}, patience=Patience(*numbers), today=TODAY)


def test_a_rhythm_of_another_municipality_changes_nothing_here(town: Municipality) -> None:
    offer = an_offer(town, -30)
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        choose_rhythm(municipality=elders, months={"group": 1}, today=TODAY)
    freshen(municipality=town, today=TODAY)
    assert again(offer).freshness == Freshness.FRESH


# --- what people say ---------------------------------------------------------------------------


def test_saying_twice_that_it_is_so_is_one_check(town: Municipality) -> None:
    offer = an_offer(town, 10)
    confirm(offer=offer, how=How.LINK, now=NOW)
    confirm(offer=again(offer), how=How.LINK, now=NOW + dt.timedelta(minutes=1))
    assert Verification.objects.filter(offer=offer).count() == 1
    assert AuditEvent.objects.filter(verb="offer.confirmed").count() == 1


def test_new_times_wait_for_staff_and_the_dates_stay(town: Municipality) -> None:
    offer = an_offer(town, 10)
    before = list(offer.occurrences.values_list("starts_at"))
    changed = confirm_with_changes(
        offer=offer,
        changes={"cost_note": "3 euro, koffie inbegrepen", "contact_phone": offer.contact_phone},
        times="Vanaf januari op woensdag, vraag Fatma.",
        how=How.LINK,
        now=NOW,
    )
    assert changed == ["cost_note", "times_note"]
    offer = again(offer)
    assert offer.cost_note == "3 euro, koffie inbegrepen"
    assert list(offer.occurrences.values_list("starts_at")) == before
    assert TimesNote.objects.get().text == "Vanaf januari op woensdag, vraag Fatma."
    assert Verification.objects.get(offer=offer).changed


def test_the_same_note_sent_twice_waits_once(town: Municipality) -> None:
    offer = an_offer(town, 10)
    for _ in range(2):
        confirm_with_changes(offer=offer, changes={}, times="Op woensdag", how=How.LINK, now=NOW)
    assert TimesNote.objects.count() == 1


def test_nothing_else_can_be_changed_without_an_account(town: Municipality) -> None:
    with pytest.raises(NotChangeableError):
        confirm_with_changes(
            offer=an_offer(town, 10), changes={"name": "Anders"}, times="", how=How.LINK, now=NOW
        )


def test_what_stopped_is_found_no_more_and_a_subscriber_sees_it(town: Municipality) -> None:
    offer = an_offer(town, 10)
    stop(offer=offer, how=How.LINK, now=NOW)
    stop(offer=again(offer), how=How.LINK, now=NOW)
    offer = again(offer)
    assert offer.status == Offer.Status.CLOSED
    assert public_offer(town, offer.uid) is None
    assert offer in subscribed_offers(town, uids=[str(offer.uid)])
    assert Verification.objects.filter(offer=offer).count() == 1
