"""Making one record of two, and two of one again."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from nabij.core.models import AuditEvent, Membership, Municipality, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.actions.checking import confirm
from nabij.directory.actions.merging import CHOICES, NotMergeableError, merge, undo_merge
from nabij.directory.index import refresh
from nabij.directory.models import (
    DuplicatePair,
    Occurrence,
    Offer,
    OfferEntry,
    Organisation,
    OrganisationContact,
    Place,
    Verification,
)
from nabij.directory.occurrences import materialise
from nabij.directory.queries.duplicates import merged_into
from tests.core.people import member
from tests.factories import (
    MunicipalityFactory,
    OfferFactory,
    OrganisationFactory,
    PlaceFactory,
    ScheduleFactory,
)

TODAY = timezone.localdate()


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create(slug="testdam")
    with within(municipality):
        yield municipality


@pytest.fixture
def by(town: Municipality) -> User:
    return member(town, Role.COORDINATOR)


def columns(row: Any) -> dict[str, Any]:
    """Every column of a row as it stands in the database."""
    found: dict[str, Any] = type(row).everything.filter(pk=row.pk).values().get()
    return found


def snapshot(municipality: Municipality) -> dict[str, Any]:
    """Everything of the social map that a merge may touch, but for the numbers that only ever rise."""
    found: dict[str, Any] = {}
    for model in (Organisation, Place, Offer):
        rows = model.everything.filter(municipality=municipality).order_by("pk")
        found[model.__name__] = [{**row, "sequence": 0} for row in rows.values()]
    found["schedules"] = [
        (offer.pk, sorted(offer.schedules.values_list("pk", flat=True)))
        for offer in Offer.everything.order_by("pk")
    ]
    found["occurrences"] = sorted(
        Occurrence.objects.values_list("offer_id", "schedule_id", "date", "starts_at")
    )
    found["checks"] = sorted(Verification.objects.values_list("pk", "offer_id"))
    found["contacts"] = sorted(OrganisationContact.objects.values_list("pk", "organisation_id"))
    found["editors"] = sorted(Membership.objects.values_list("pk", "organisation_uid"), key=str)
    found["entries"] = sorted(OfferEntry.objects.values_list("offer_id", flat=True))
    return found


@pytest.fixture
def two_clubs(town: Municipality) -> tuple[Organisation, Organisation]:
    """One club twice: with offers, a contact and an editor each."""
    clubs = []
    for number, name in enumerate(("Stichting De Brug", "De Brug")):
        club = OrganisationFactory.create(
            municipality=town,
            name=name,
            phone=f"0299 55 03 0{number}",
            source="csv",
            source_id=f"c{number}",
        )
        OfferFactory.create(municipality=town, organisation=club, name=f"Koffie {number}")
        OrganisationContact.objects.create(
            municipality=town, organisation=club, name=f"Jan {number}"
        )
        member(
            town, Role.ORGANISATION_EDITOR, email=f"e{number}@x.example", organisation_uid=club.uid
        )
        clubs.append(club)
    refresh(town)
    return clubs[0], clubs[1]


@pytest.fixture
def two_offers(town: Municipality) -> tuple[Offer, Offer]:
    """One offer twice, each with its own day and a check."""
    club = OrganisationFactory.create(municipality=town)
    offers = []
    for number, day in enumerate(("TU", "WE")):
        offer = OfferFactory.create(
            municipality=town, organisation=club, name="Koffieochtend", summary=f"Tekst {number}",
            cost_per_visit=number,
        )  # fmt: skip
        ScheduleFactory.create(municipality=town, offer=offer, weekdays=[day])
        Verification.objects.create(municipality=town, offer=offer, how=Verification.How.PHONE)
        offers.append(offer)
    materialise(town, today=TODAY)
    refresh(town)
    return offers[0], offers[1]


def test_all_that_hangs_from_an_organisation_comes_along(
    town: Municipality, two_clubs: tuple[Organisation, Organisation], by: User
) -> None:
    kept, gone = two_clubs
    merge(kind="organisation", kept=kept, gone=gone, take=["phone"], by=by, today=TODAY)
    kept = Organisation.objects.get()
    assert (kept.name, kept.phone) == ("Stichting De Brug", "0299 55 03 01")
    assert {offer.name for offer in kept.offers.all()} == {"Koffie 0", "Koffie 1"}
    assert kept.contacts.count() == 2
    assert Membership.objects.filter(organisation_uid=kept.uid).count() == 2
    assert merged_into(Organisation, town, gone.uid) == kept


@pytest.mark.parametrize("take", [[], ["name", "phone", "description"]], ids=["left", "mixed"])
def test_taking_organisations_apart_restores_both_exactly(
    take: list[str], town: Municipality, two_clubs: tuple[Organisation, Organisation], by: User
) -> None:
    before = snapshot(town)
    row = merge(
        kind="organisation", kept=two_clubs[0], gone=two_clubs[1], take=take, by=by, today=TODAY
    )
    assert snapshot(town) != before
    assert undo_merge(row=row, by=by, today=TODAY) == []
    assert snapshot(town) == before


@pytest.mark.parametrize(
    "take", [[], ["dates"], list(CHOICES["offer"])], ids=["left", "dates", "right"]
)
def test_taking_offers_apart_restores_both_exactly(
    take: list[str], town: Municipality, two_offers: tuple[Offer, Offer], by: User
) -> None:
    before = snapshot(town)
    row = merge(kind="offer", kept=two_offers[0], gone=two_offers[1], take=take, by=by, today=TODAY)
    undo_merge(row=row, by=by, today=TODAY)
    assert snapshot(town) == before


def checked(town: Municipality, name: str, days_ago: int | None, **fields: Any) -> Offer:
    """An offer that was last checked so many days ago, as the index knows it."""
    day = None if days_ago is None else TODAY - dt.timedelta(days=days_ago)
    offer: Offer = OfferFactory.create(municipality=town, name=name, verified_on=day, **fields)
    refresh(town, [offer.pk])
    return offer


def test_the_later_check_counts_and_taking_apart_gives_it_back(
    town: Municipality, by: User
) -> None:
    kept, gone = checked(town, "Koffie", 200), checked(town, "Koffie!", 3)
    Offer.objects.filter(pk=kept.pk).update(verified_how="mail")
    moved = Verification.objects.create(
        municipality=town, offer=gone, at=timezone.now() - dt.timedelta(days=3), how="phone"
    )
    row = merge(kind="offer", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    one = Offer.objects.get(pk=kept.pk)
    assert one.verified_on == TODAY - dt.timedelta(days=3)
    assert (one.freshness, one.verified_how) == ("fresh", "phone")
    assert OfferEntry.objects.get(offer=one).public
    assert undo_merge(row=row, by=by, today=TODAY) == []
    assert Offer.objects.get(pk=kept.pk).verified_on == TODAY - dt.timedelta(days=200)
    assert Offer.objects.get(pk=gone.pk).verified_on == TODAY - dt.timedelta(days=3)
    assert list(gone.verifications.all()) == [moved]


@pytest.mark.parametrize(("ours", "theirs"), [(3, 200), (3, 3), (3, None), (None, 10)])
def test_an_earlier_check_of_the_other_changes_nothing(
    town: Municipality, by: User, ours: int | None, theirs: int | None
) -> None:
    """Never checked counts from the day it was added: today, which an older check must not make older."""
    kept, gone = checked(town, "Koffie", ours), checked(town, "Koffie!", theirs)
    before = kept.verified_on
    merge(kind="offer", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    assert Offer.objects.get(pk=kept.pk).verified_on == before


def test_who_was_asked_about_the_one_was_asked_about_the_other(
    town: Municipality, by: User
) -> None:
    kept, gone = checked(town, "Koffie", 3), checked(town, "Koffie!", 200, asked_on=TODAY)
    row = merge(kind="offer", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    assert Offer.objects.get(pk=kept.pk).asked_on == TODAY
    undo_merge(row=row, by=by, today=TODAY)
    assert Offer.objects.get(pk=kept.pk).asked_on is None


def test_a_check_since_the_merge_stays_when_it_is_taken_apart(town: Municipality, by: User) -> None:
    kept, gone = checked(town, "Koffie", 200), checked(town, "Koffie!", 0)
    row = merge(kind="offer", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    confirm(offer=Offer.objects.get(pk=kept.pk), how=Verification.How.PHONE, now=timezone.now())
    undo_merge(row=row, by=by, today=TODAY)
    assert Offer.objects.get(pk=kept.pk).verified_on == TODAY


def test_one_offer_is_found_and_it_has_the_dates_that_were_chosen(
    town: Municipality, two_offers: tuple[Offer, Offer], by: User
) -> None:
    kept, gone = two_offers
    merge(kind="offer", kept=kept, gone=gone, take=["dates", "cost"], by=by, today=TODAY)
    offer = Offer.objects.get()
    assert [rule.weekdays for rule in offer.schedules.all()] == [["WE"]]
    assert set(Occurrence.objects.filter(offer=offer).values_list("weekday", flat=True)) == {2}
    assert (offer.cost_per_visit, offer.summary) == (1, "Tekst 0")
    assert offer.verifications.count() == 2
    assert list(OfferEntry.objects.values_list("offer_id", flat=True)) == [offer.pk]


def test_offers_of_a_merged_place_are_at_the_kept_one(town: Municipality, by: User) -> None:
    kept, gone = PlaceFactory.create_batch(2, municipality=town)
    offer = OfferFactory.create(municipality=town, place=gone)
    before = snapshot(town)
    row = merge(
        kind="place", kept=kept, gone=gone, take=["address", "position"], by=by, today=TODAY
    )
    offer.refresh_from_db()
    kept.refresh_from_db()
    assert offer.place == kept
    assert (kept.street, kept.lat) == (gone.street, gone.lat)
    undo_merge(row=row, by=by, today=TODAY)
    assert {**snapshot(town), "entries": []} == {**before, "entries": []}


def test_what_somebody_changed_after_the_merge_stays(
    two_clubs: tuple[Organisation, Organisation], by: User
) -> None:
    kept, gone = two_clubs
    row = merge(
        kind="organisation", kept=kept, gone=gone, take=["name", "phone"], by=by, today=TODAY
    )
    kept.refresh_from_db()
    kept.phone = "0299 55 99 99"
    kept.save()
    assert undo_merge(row=row, by=by, today=TODAY) == ["phone"]
    kept.refresh_from_db()
    assert (kept.name, kept.phone) == ("Stichting De Brug", "0299 55 99 99")


def test_nothing_is_merged_or_taken_apart_twice(
    two_clubs: tuple[Organisation, Organisation], by: User
) -> None:
    kept, gone = two_clubs
    row = merge(kind="organisation", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    with pytest.raises(NotMergeableError):
        merge(kind="organisation", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    with pytest.raises(NotMergeableError):
        merge(kind="organisation", kept=kept, gone=kept, take=[], by=by, today=TODAY)
    undo_merge(row=row, by=by, today=TODAY)
    with pytest.raises(NotMergeableError):
        undo_merge(row=row, by=by, today=TODAY)


def test_an_address_is_followed_from_merge_to_merge(town: Municipality, by: User) -> None:
    first, second, third = OrganisationFactory.create_batch(3, municipality=town)
    merge(kind="organisation", kept=second, gone=first, take=[], by=by, today=TODAY)
    merge(kind="organisation", kept=third, gone=second, take=[], by=by, today=TODAY)
    assert merged_into(Organisation, town, first.uid) == third
    assert merged_into(Organisation, town, by.uid) is None


def test_the_pair_is_decided_and_other_pairs_with_it_are_gone(
    town: Municipality, two_clubs: tuple[Organisation, Organisation], by: User
) -> None:
    kept, gone = two_clubs
    third = OrganisationFactory.create(municipality=town)
    first, second = sorted((gone.uid, third.uid), key=str)
    DuplicatePair.objects.create(
        municipality=town, kind="organisation", first_uid=first, second_uid=second, score=0.8
    )
    row = merge(kind="organisation", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    (pair,) = DuplicatePair.objects.all()
    assert pair.state == "merged"
    undo_merge(row=row, by=by, today=TODAY)
    pair.refresh_from_db()
    assert pair.state == "different"


def test_both_are_in_the_trail(two_clubs: tuple[Organisation, Organisation], by: User) -> None:
    row = merge(
        kind="organisation",
        kept=two_clubs[0],
        gone=two_clubs[1],
        take=["phone"],
        by=by,
        today=TODAY,
    )
    undo_merge(row=row, by=by, today=TODAY)
    verbs = AuditEvent.objects.filter(verb__startswith="record.").values_list(
        "verb", "object_id", "fields"
    )
    assert list(verbs) == [
        ("record.merged", str(two_clubs[0].uid), ["phone"]),
        ("record.merge_undone", str(two_clubs[0].uid), []),
    ]


def test_a_record_of_another_municipality_is_never_merged(
    two_clubs: tuple[Organisation, Organisation], by: User
) -> None:
    elsewhere = MunicipalityFactory.create(slug="elders")
    with within(elsewhere):
        foreign = OrganisationFactory.create(municipality=elsewhere)
    with pytest.raises(NotMergeableError):
        merge(kind="organisation", kept=two_clubs[0], gone=foreign, take=[], by=by, today=TODAY)


def test_every_column_that_people_fill_in_can_be_chosen() -> None:
    """A new field of a record must be given a place among the choices, or be named here."""
    own = {
        "id", "municipality_id", "uid", "source", "source_id", "extra", "created_at", "updated_at", "merged_into_uid",
        "active", "visibility", "verified_on", "sequence", "standing", "verified_how", "source_seen_on", "freshness",
        "asked_on",
    }  # fmt: skip
    for kind, model in (("organisation", Organisation), ("place", Place), ("offer", Offer)):
        chosen = {column for group in CHOICES[kind].values() for column in group}
        there = {field.attname for field in model._meta.concrete_fields}
        assert there - own == chosen, kind
