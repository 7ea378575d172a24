"""The municipality wall, for every model that has a municipality, those of tomorrow included.

Two municipalities: Testdam, whose staff we are, and Elders, whose rows we never see or touch.
"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Prefetch

from nabij.core.models import Municipality
from nabij.core.tenancy import (
    OutsideTheWallError,
    Walled,
    everywhere,
    in_scope,
    only_municipality,
    walled_relations,
    within,
)
from nabij.directory.models import Offer, Organisation, Place, Schedule
from tests.core.rows import a_row, unsaved_row, walled_models
from tests.factories import MunicipalityFactory, OfferFactory, OrganisationFactory, ScheduleFactory

WALLED = walled_models()
POINTERS = [(model, field) for model in WALLED for field in walled_relations(model)]

#: Models with a municipality that are not Walled, each with the reason.
OTHERWISE: dict[str, str] = {
    "core.Membership": "asked before there is a scope: who may enter where",
    "casework.SignalSource": "asked by its key before there is a scope; nothing in it is about a person",
    "casework.SignalPoint": "one for several municipalities, asked before there is a scope; nothing in it is about a person",
    "exchange.ImportRun": "open data has no municipality; walled by its own manager where it has one",
    "exchange.StagedRow": "as ImportRun",
    "exchange.ReportRow": "as ImportRun",
    "exchange.Change": "as ImportRun",
}

#: Indexes that do not start with the municipality, each with the reason. Keys that start with a
#: walled row need none: that row stands in one municipality.
NOT_BY_MUNICIPALITY: dict[str, str] = {
    "uid": "random; the public id, by which a row is asked for",
    "directory.Place.area": "finds the places to clear when an area is removed",
    "directory.Verification.by": "finds the checks to clear when a user is removed",
}

for_every_model = pytest.mark.parametrize("model", WALLED, ids=lambda model: model.__name__)
for_every_pointer = pytest.mark.parametrize(
    ("model", "field"),
    POINTERS,
    ids=[f"{model.__name__}.{field.name}" for model, field in POINTERS],
)


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam")


@pytest.fixture
def elders(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="elders")


@pytest.fixture
def inside(testdam: Municipality) -> Iterator[Municipality]:
    with within(testdam):
        yield testdam


def theirs(model: type[Walled], elders: Municipality, **given: Any) -> Any:
    with within(elders):
        return a_row(model, elders, **given)


# --- reading -----------------------------------------------------------------------------------


@for_every_model
def test_without_a_scope_there_is_nothing_to_see(model: type[Walled], elders: Municipality) -> None:
    row = theirs(model, elders)
    for manager in (model._default_manager, model._base_manager):
        assert manager.count() == 0
        assert not manager.exists()
        assert list(manager.all()) == []
        assert list(manager.values_list("pk")) == []
        assert manager.aggregate(n=Count("pk")) == {"n": 0}
        assert manager.filter(pk=row.pk).first() is None
        assert manager.in_bulk([row.pk]) == {}
        assert list(manager.all().iterator()) == []
        assert list(manager.none() | manager.all()) == []
        with pytest.raises(model.DoesNotExist):
            manager.get(pk=row.pk)
    with pytest.raises(OutsideTheWallError):
        model._default_manager.raw(f"SELECT * FROM {model._meta.db_table}")


@for_every_model
def test_in_the_scope_of_one_municipality_rows_of_another_are_not_there(
    model: type[Walled], testdam: Municipality, elders: Municipality
) -> None:
    row = theirs(model, elders)
    with within(testdam):
        mine = a_row(model, testdam)
        assert list(model._default_manager.filter(pk__in=[row.pk, mine.pk])) == [mine]
        with pytest.raises(OutsideTheWallError):
            model._default_manager.raw(f"SELECT * FROM {model._meta.db_table}")
    with within(testdam, elders):
        assert model._default_manager.filter(pk__in=[row.pk, mine.pk]).count() == 2
    with everywhere("a test"):
        assert model._default_manager.filter(pk__in=[row.pk, mine.pk]).count() == 2


@for_every_model
def test_a_row_in_hand_is_not_refreshed_outside_its_scope(
    model: type[Walled], elders: Municipality, inside: Municipality
) -> None:
    row = theirs(model, elders)
    with pytest.raises(model.DoesNotExist):
        row.refresh_from_db()


def test_relations_end_at_the_wall_in_every_direction(
    testdam: Municipality, elders: Municipality
) -> None:
    schedule = theirs(Schedule, elders)
    with within(elders):
        schedule.refresh_from_db()
        offer = schedule.offer
    with within(testdam):
        assert offer.schedules.count() == 0
        assert list(offer.schedules.all()) == []
        schedule = type(schedule)(pk=schedule.pk, offer_id=offer.pk, municipality=elders)
        with pytest.raises(Offer.DoesNotExist):
            _ = schedule.offer


def test_joins_prefetches_and_counts_stay_inside(
    testdam: Municipality, elders: Municipality
) -> None:
    theirs(Schedule, elders)
    with within(testdam):
        schedule = ScheduleFactory.create(municipality=testdam)
        (row,) = Offer.objects.select_related("organisation", "place").prefetch_related(
            "schedules", Prefetch("verifications")
        )
        assert list(row.schedules.all()) == [schedule]
        assert Organisation.objects.annotate(n=Count("offers__schedules")).get().n == 1
        assert Offer.objects.filter(schedules__isnull=False).count() == 1
        assert Offer.objects.aggregate(n=Count("schedules"))["n"] == 1


def test_a_thread_starts_without_a_scope(inside: Municipality) -> None:
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(in_scope(inside.pk)))
    thread.start()
    thread.join()
    assert seen == [False]


def test_a_scope_ends_where_its_block_ends_whatever_happens(
    testdam: Municipality, elders: Municipality
) -> None:
    with within(testdam):
        scope = within(elders)
        with pytest.raises(RuntimeError, match="inside"), scope:
            raise RuntimeError("inside")
        assert in_scope(testdam.pk)
        assert not in_scope(elders.pk)
    assert not in_scope(testdam.pk)


def test_a_scope_of_everything_needs_a_reason() -> None:
    with pytest.raises(ValueError), everywhere(""):
        pass


def test_what_needs_one_municipality_gets_exactly_one(
    testdam: Municipality, elders: Municipality
) -> None:
    with within(testdam):
        assert only_municipality() == testdam.pk
    for scope in (within(testdam, elders), everywhere("a test"), within()):
        with scope, pytest.raises(OutsideTheWallError):
            only_municipality()
    with pytest.raises(OutsideTheWallError):
        only_municipality()


# --- writing -----------------------------------------------------------------------------------


@for_every_model
def test_nothing_is_written_outside_the_scope(
    model: type[Walled], testdam: Municipality, elders: Municipality
) -> None:
    row = theirs(model, elders)
    with within(elders):
        draft = unsaved_row(model, elders)
    for scope in (within(), within(testdam)):
        with scope:
            for attempt in (
                draft.save,
                row.save,
                row.delete,
                lambda: model._default_manager.bulk_create([draft]),
                lambda: model._default_manager.filter().bulk_create([draft]),
                lambda: model._default_manager.bulk_update([row], [_some_column(model)]),
                lambda: model._default_manager.get_or_create(pk=row.pk, municipality=elders),
            ):
                with pytest.raises(OutsideTheWallError):
                    attempt()
            assert model._default_manager.filter(pk=row.pk).delete()[0] == 0
            model._default_manager.all()._raw_delete("default")
    with within(elders):
        assert model._default_manager.filter(pk=row.pk).exists()


@for_every_model
def test_a_row_never_moves_to_another_municipality(
    model: type[Walled], testdam: Municipality, elders: Municipality
) -> None:
    with within(testdam, elders):
        row = a_row(model, testdam)
        key = row.pk
        for change in ({"municipality": elders}, {"municipality_id": elders.pk}):
            with pytest.raises(OutsideTheWallError):
                model._default_manager.filter(pk=key).update(**change)
        with pytest.raises(OutsideTheWallError):
            model._default_manager.bulk_update([row], ["municipality"])
        row.municipality = elders
        with pytest.raises(OutsideTheWallError):
            row.save()
        loaded = model._default_manager.get(pk=key)
        loaded.municipality = elders
        with pytest.raises(OutsideTheWallError):
            loaded.save()


@for_every_model
def test_a_row_of_another_municipality_cannot_be_taken_by_its_key(
    model: type[Walled], testdam: Municipality, elders: Municipality
) -> None:
    row = theirs(model, elders)
    with within(testdam):
        imitation = unsaved_row(model, testdam)
        imitation.pk = row.pk
        with pytest.raises((IntegrityError, OutsideTheWallError)), transaction.atomic():
            imitation.save()
    with within(elders):
        assert model._default_manager.get(pk=row.pk).municipality_id == elders.pk


@for_every_pointer
def test_a_row_never_points_at_a_row_of_another_municipality(
    model: type[Walled],
    field: Any,
    testdam: Municipality,
    elders: Municipality,
) -> None:
    target = theirs(field.related_model, elders)
    with within(testdam):
        mine = a_row(model, testdam)
        for given in ({field.name: target}, {field.attname: target.pk}):
            if not field.primary_key:
                changed = model._default_manager.get(pk=mine.pk)
                for name, value in given.items():
                    setattr(changed, name, value)
                _refused(changed.save)
                _refused(
                    lambda row=changed: model._default_manager.bulk_update([row], [field.name])
                )
            draft = unsaved_row(model, testdam)
            for name, value in given.items():
                setattr(draft, name, value)
            _refused(draft.save)
            _refused(lambda row=draft: model._default_manager.bulk_create([row]))
            _refused(lambda change=given: model._default_manager.update(**change))
        _refused(
            lambda: model._default_manager.update(
                **{field.name: models.Subquery(model._base_manager.values(field.name)[:1])}
            )
        )
    with within(testdam, elders):
        _refused(lambda: model._default_manager.filter(pk=mine.pk).update(**{field.name: target}))


def _refused(attempt: Any) -> None:
    with pytest.raises(OutsideTheWallError), transaction.atomic():
        attempt()


def test_a_related_manager_takes_nothing_from_another_municipality(
    testdam: Municipality, elders: Municipality
) -> None:
    offer = theirs(Offer, elders)
    with within(testdam):
        mine = OrganisationFactory.create(municipality=testdam)
        mine.offers.add(offer)  # matches no row that may be seen, so nothing happens
        _refused(lambda: mine.offers.create(municipality=elders, name="x"))
        _refused(lambda: mine.offers.bulk_create([Offer(municipality=elders, organisation=mine)]))
        assert mine.offers.count() == 0
    with within(elders):
        offer.refresh_from_db()
        assert offer.organisation_id != mine.pk


def test_an_upsert_must_know_the_municipality(inside: Municipality) -> None:
    offer = OfferFactory.create(municipality=inside)
    draft = Offer(municipality=inside, organisation=offer.organisation, uid=offer.uid, name="x")
    with pytest.raises(OutsideTheWallError, match="unique_fields"):
        Offer.objects.bulk_create(
            [draft], update_conflicts=True, unique_fields=["uid"], update_fields=["name"]
        )


def test_saving_an_unchanged_row_asks_nothing_more_of_the_database(
    inside: Municipality, django_assert_num_queries: Any
) -> None:
    offer = Offer.objects.get(pk=OfferFactory.create(municipality=inside).pk)
    with django_assert_num_queries(1):
        offer.save()


def test_many_rows_with_bare_keys_cost_one_question_a_pointer(
    inside: Municipality, django_assert_max_num_queries: Any
) -> None:
    place, organisation = a_row(Place, inside), a_row(Organisation, inside)
    rows = [
        Offer(municipality=inside, organisation_id=organisation.pk, place_id=place.pk, name=f"n{n}")
        for n in range(50)
    ]
    with django_assert_max_num_queries(5):
        Offer.objects.bulk_create(rows)


# --- guards on the models ----------------------------------------------------------------------


def test_every_model_with_a_municipality_is_walled() -> None:
    having = {
        model._meta.label
        for model in apps.get_models()
        if any(
            field.is_relation and field.concrete and field.related_model is Municipality
            for field in model._meta.get_fields()
        )
    }
    walled = {model._meta.label for model in WALLED}
    assert having - walled == set(OTHERWISE)


@pytest.mark.parametrize("label", [label for label in OTHERWISE if label.startswith("exchange.")])
def test_where_the_municipality_may_be_missing_its_rows_are_walled_all_the_same(label: str) -> None:
    model = apps.get_model(label)
    assert model._meta.get_field("municipality").null
    assert "municipality" in str(model.objects.all().query)


@for_every_model
def test_every_way_to_the_rows_goes_through_the_wall(model: type[Walled]) -> None:
    query_sets = {type(manager.get_queryset()) for manager in model._meta.managers}
    query_sets.add(type(model._base_manager.get_queryset()))
    assert {query_set.__name__ for query_set in query_sets} == {"WalledQuerySet"}


@for_every_model
def test_no_walled_row_is_reached_backwards_from_an_open_one(model: type[Walled]) -> None:
    field: Any
    for field in model._meta.concrete_fields:
        if field.is_relation and not issubclass(field.related_model, Walled):
            assert field.remote_field.hidden, f'{field} needs related_name="+"'


@for_every_model
def test_the_municipality_stands_first_in_every_index(model: type[Walled]) -> None:
    leading = {index.fields[0].lstrip("-") for index in model._meta.indexes if index.fields}
    leading |= {
        constraint.fields[0]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    }
    leading |= {
        field.name
        for field in model._meta.concrete_fields
        if (field.unique or getattr(field, "db_index", False))
        and not (field.primary_key and field.name == "id")
    }
    by_walled_row = {field.name for field in walled_relations(model)}
    for name in leading - by_walled_row - {"municipality"}:
        assert {name, f"{model._meta.label}.{name}"} & set(NOT_BY_MUNICIPALITY), (
            f"an index of {model._meta.label} starts with {name}"
        )


def _some_column(model: type[Walled]) -> str:
    return next(
        field.name
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.is_relation)
    )
