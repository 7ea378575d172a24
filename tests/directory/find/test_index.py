"""The index says what is true: after every write, and `check` finds out when it does not."""

import datetime as dt

import pytest
from django.db import connection

from nabij.core.tenancy import OutsideTheWallError, within
from nabij.directory import index
from nabij.directory.models import Offer, OfferEntry, SpellingWords
from nabij.directory.occurrences import materialise
from tests.directory.find.world import TODAY, World


def differences(world: World, today: dt.date = TODAY) -> list[tuple[int, str]]:
    with within(world.municipality):
        return [(one.offer_id, one.what) for one in index.check(world.municipality, today)]


def test_a_refresh_that_finds_nothing_new_writes_nothing(world: World) -> None:
    world.offer("Koffie", "TU")
    with within(world.municipality):
        assert index.refresh(world.municipality, today=TODAY) == 0
    assert not differences(world)


def test_a_new_name_is_found_and_the_old_one_no_longer(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        offer.name = "Biljart"
        offer.save()
        assert differences(world) == [(offer.pk, "differs")]
        assert index.refresh(world.municipality, [offer.pk], today=TODAY) == 1
    assert world.names("biljart") == ["Biljart"]
    assert world.find("koffie").widened
    assert not differences(world)


def test_closing_and_opening_again(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        for status, entries in ((Offer.Status.CLOSED, 0), (Offer.Status.OPEN, 1)):
            offer.status = status
            offer.save()
            index.refresh(world.municipality, [offer.pk], today=TODAY)
            assert OfferEntry.objects.count() == entries
            assert not differences(world)
    assert world.names("koffie") == ["Koffie"]


def test_a_deleted_offer_leaves_nothing_behind_once_forgotten(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        assert index.forget(world.municipality, [offer.pk]) == 1
        offer.delete()
    assert not world.find("koffie").hits
    assert not differences(world)


def test_an_offer_deleted_behind_the_back_of_the_index_is_not_found_either(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        offer.delete()
    assert not world.find("koffie").hits
    index.rebuild([world.municipality])
    assert not differences(world)


def test_a_cancelled_or_new_date_is_in_the_index_as_soon_as_it_is_worked_out(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        schedule = offer.schedules.get()
        schedule.weekdays = ["WE"]
        schedule.save()
        materialise(world.municipality, [offer.pk], today=TODAY)
    assert world.names(days=["WE"]) == ["Koffie"]
    assert world.names("woensdag") == ["Koffie"]
    assert world.find(days=["TU"]).widened
    assert not differences(world)


def test_days_that_pass_do_not_make_the_index_untrue(world: World) -> None:
    world.offer("Koffie", "TU")
    assert not differences(world, today=TODAY + dt.timedelta(days=3))


def test_check_names_what_is_missing_too_much_and_different(world: World) -> None:
    missing, extra, differing = (world.offer(name, "TU") for name in ("Koffie", "Thee", "Soep"))
    with within(world.municipality):
        index.forget(world.municipality, [missing.pk])
        Offer.objects.filter(pk=extra.pk).update(status=Offer.Status.CLOSED)
        OfferEntry.objects.filter(pk=differing.pk).update(lat=1)
    assert differences(world) == [
        (missing.pk, "missing"),
        (extra.pk, "extra"),
        (differing.pk, "differs"),
    ]
    index.rebuild([world.municipality])
    assert not differences(world)


def test_check_looks_into_the_inverted_index_of_sqlite_too(world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its index true by itself")
    offer = world.offer("Koffie", "TU")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_offerterms(directory_offerterms) VALUES ('delete-all')"
        )
    assert differences(world) == [(offer.pk, "terms")]
    index.rebuild([world.municipality])
    assert not differences(world)
    assert world.names("koffie") == ["Koffie"]


def test_an_index_made_by_other_rules_of_language_is_out_of_date(world: World) -> None:
    with within(world.municipality):
        assert not index.out_of_date(world.municipality)
        world.offer("Koffie", "TU")
        assert not index.out_of_date(world.municipality)
        SpellingWords.objects.update(fingerprint="1-before")
        assert index.out_of_date(world.municipality)


def test_rebuilding_one_municipality_leaves_the_others_alone(world: World) -> None:
    elsewhere = World("elders")
    elsewhere.offer("Koffie", "TU")
    world.offer("Thee", "TU")
    index.rebuild([world.municipality])
    assert elsewhere.names("koffie") == ["Koffie"]
    assert world.names("thee") == ["Thee"]
    assert not differences(elsewhere)


def test_the_index_of_a_municipality_out_of_scope_cannot_be_written(world: World) -> None:
    for write in (index.refresh, index.refresh_days, index.forget):
        with pytest.raises(OutsideTheWallError):
            write(world.municipality, [1])


def test_an_offer_of_another_municipality_is_not_indexed_here(world: World) -> None:
    offer = World("elders").offer("Koffie", "TU")
    with within(world.municipality):
        assert index.refresh(world.municipality, [offer.pk], today=TODAY) == 0
