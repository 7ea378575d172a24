"""Writing HSDS 3.0: offers as services, organisations, places as locations; nested or as lists have them.

Every record is valid against the compiled schemas of the specification. What Nabij adds are extra
fields, which the specification allows; what a source told and Nabij has no field for is given back.
Pages and files are made of these records (`nabij.api`, `exchange.hsds.export`).
"""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from nabij.directory.models import Offer, Organisation, Place, Schedule
from nabij.directory.models.offers import seen_by_everyone
from nabij.exchange.hsds import (
    fragments,
    hours,
    offer_fields,
    organisations,
    phones,
    places,
    spec,
    terms,
)
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.ids import at_location


def with_all(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """The offers with everything that writing them reads: a fixed number of queries."""
    schedules = Schedule.objects.order_by("pk").prefetch_related("deviations")
    return offers.select_related(
        "municipality", "place", "organisation", "organisation__place", "organisation__municipality"
    ).prefetch_related(Prefetch("schedules", schedules))


def moment(value: dt.datetime) -> str:
    """RFC 3339 with milliseconds, in UTC."""
    return value.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def last_modified(offer: Offer) -> dt.datetime:
    """When the offer, its organisation or its place was last changed."""
    moments = [offer.updated_at, offer.organisation.updated_at]
    if offer.place is not None:
        moments.append(offer.place.updated_at)
    return max(moments)


def listed(table: str, record: Fields) -> Fields:
    """The record as it stands in a list: without the lists in it, and so in the records in it."""
    known = spec.TABLES[table]
    return {
        field: listed(known.parents[field], value) if field in known.parents else value
        for field, value in record.items()
        if field not in known.children
    }


# --- services -----------------------------------------------------------------------------------


def service(offer: Offer, today: dt.date) -> Fields:
    """A service with all that belongs to it: its organisation, and its location if it has one."""
    record = _service(offer, today)
    record["organization"] = _organisation_within(offer.organisation, today)
    own = hours.write(offer, _kept(offer), today)
    record["schedules"] = own["service"]
    record["service_at_locations"] = []
    if offer.place is not None:
        visit = _visit(offer, own["visit"])
        visit["location"] = places.write(offer.place, today)
        record["service_at_locations"].append(visit)
    return record


def service_listed(offer: Offer, today: dt.date) -> Fields:
    """A service as lists have it: its own fields, its organisation's and its programme's."""
    return listed("service", _service(offer, today))


def _kept(row: Offer | Organisation | Place) -> Fields:
    kept: Fields = row.extra.get("hsds", {})
    return kept


def _service(offer: Offer, today: dt.date) -> Fields:
    """Everything of a service but when and where."""
    owner = str(offer.uid)
    kept = _kept(offer)
    values = {field: getattr(offer, field) for field in offer_fields.FIELDS}
    checked = {"verified_on": offer.verified_on}
    record: Fields = {"id": owner}
    record |= fragments.write(offer_fields.FRAGMENTS, values, kept, owner, today)
    record |= offer_fields.CHECKED.write(checked, owner)
    record["last_modified"] = moment(last_modified(offer))
    record["phones"] = phones.given_back(kept.get("phones", []), offer.contact_phone, owner)
    record["attributes"] = [*terms.write(values, owner), *kept.get("attributes", [])]
    for field in ("languages", "cost_options"):
        record.setdefault(field, [])
    record["organization"] = organisation_listed(offer.organisation, today)
    record |= _source(offer)
    rest = {key: value for key, value in kept.items() if key not in _STRUCTURE}
    return {**record, **rest, **record}  # ours first, and ours where both have it


def _organisation_within(row: Organisation, today: dt.date) -> Fields:
    """The organisation as it stands in a full service: with its location, without its services."""
    record = organisation(row, [], today)
    del record["services"]
    return record


#: Of what was kept: what is put in its place by hand, or is written from the offer's own fields.
_STRUCTURE = offer_fields.KEYS | {"schedules", "service_at_location", "phones", "attributes"}


def _source(row: Offer | Organisation) -> Fields:
    """Which municipality's, and which system sent it under which id."""
    told: Fields = {"municipality": row.municipality.code}
    return told | ({"source": row.source, "source_id": row.source_id} if row.source_id else {})


def _visit(offer: Offer, schedules: list[Fields]) -> Fields:
    """The service at its location, without these two themselves."""
    visit: Fields = {
        "id": str(at_location(offer.uid)),
        **_kept(offer).get("service_at_location", {}),
    }
    visit["schedules"] = schedules
    return visit


# --- services at locations ----------------------------------------------------------------------


def visit_id(offer: Offer) -> str:
    """Id of the offer's service_at_location: the source's own, where it had one."""
    told = _kept(offer).get("service_at_location", {}).get("id")
    return str(told or at_location(offer.uid))


def service_at_location(offer: Offer, place: Place, today: dt.date) -> Fields:
    """A service at a location, with both and all that belongs to them."""
    own = hours.write(offer, _kept(offer), today)
    visit = _visit(offer, own["visit"])
    visit["location"] = places.write(place, today)
    visit["service"] = {
        **_service(offer, today),
        "organization": _organisation_within(offer.organisation, today),
        "schedules": own["service"],
    }
    return visit


def service_at_location_listed(offer: Offer, place: Place, today: dt.date) -> Fields:
    """A service at a location as lists have it."""
    return listed("service_at_location", service_at_location(offer, place, today))


# --- organisations ------------------------------------------------------------------------------


def organisation(row: Organisation, services: list[Fields], today: dt.date) -> Fields:
    """An organisation with all that belongs to it. `services`: as short or as full as is wanted."""
    record = organisations.write(row, today)
    record["locations"] = [places.write(row.place, today)] if row.place is not None else []
    record["services"] = services
    return record | _source(row)


def organisation_listed(row: Organisation, today: dt.date) -> Fields:
    """An organisation as lists have it."""
    return listed("organization", organisations.write(row, today)) | _source(row)


def with_services(rows: QuerySet[Organisation], *, full: bool) -> QuerySet[Organisation]:
    """The organisations with their public offers at hand, in `public_offers`."""
    offers = Offer.objects.filter(seen_by_everyone()).order_by("pk")
    offers = (
        with_all(offers) if full else offers.select_related("municipality", "organisation", "place")
    )
    return rows.prefetch_related(Prefetch("offers", offers, to_attr="public_offers"))


def organisation_with_services(row: Any, today: dt.date, *, full: bool) -> Fields:
    """An organisation of `with_services`, its services in full or in short."""
    return organisation(
        row, [_service_within(offer, today, full) for offer in row.public_offers], today
    )


def _service_within(offer: Offer, today: dt.date, full: bool) -> Fields:
    """A service as it stands in its organisation, which is not told again inside it."""
    if not full:
        short = {"id": str(offer.uid), "name": offer.name, "status": status(offer)}
        return short | {"last_modified": moment(last_modified(offer))}
    record = service(offer, today)
    del record["organization"]
    return record


def status(offer: Offer) -> str:
    """The word of HSDS for an offer's status."""
    kept = _kept(offer).get("status")
    found = offer_fields.STATUS_WRITTEN[Offer.Status(offer.status)]
    return str(kept) if offer_fields.STATUS_READ.get(kept or "") == offer.status else found


# --- vocabulary ---------------------------------------------------------------------------------


def taxonomies() -> list[Fields]:
    """Nabij's lists of words."""
    return [terms.taxonomy_record(taxonomy) for taxonomy in terms.TAXONOMIES]


def taxonomy_terms() -> list[Fields]:
    """The words in them."""
    return [dict(terms.term_record(taxonomy, code)) for taxonomy, code in terms.all_terms()]


def minimal(offer: Offer) -> Fields:
    """Id and last change of a service. `modified_date` is its day, as its name says."""
    changed = moment(last_modified(offer))
    return {"id": str(offer.uid), "modified_date": changed[:10], "last_modified": changed}
