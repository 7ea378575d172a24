"""The endpoints of HSDS 3.0. Names with underscores are the specification's; with hyphens ours."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.api.answers import as_json
from nabij.api.hsds import filters, questions
from nabij.api.hsds.moved import MovedError, kept_for
from nabij.api.paging import Page, page_of, page_of_list
from nabij.api.problems import NothingThereError
from nabij.api.scope import scope_of
from nabij.core.tenancy import everywhere
from nabij.directory.models import Offer, Organisation
from nabij.exchange.hsds import published, spec, terms, write
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.ids import at_location

ALL = "open data: HSDS is about all municipalities of this installation"
NDJSON = "application/x-ndjson"


def root(request: HttpRequest) -> HttpResponse:
    """What this API is, and where it is described."""
    base = request.build_absolute_uri("/api/v1")
    return as_json(
        {
            "version": spec.VERSION,
            "profile": f"{base}/docs",
            "openapi_url": f"{base}/hsds/openapi.json",
        }
    )


# --- services -----------------------------------------------------------------------------------


def services(request: HttpRequest, asked: questions.ServicesAsked) -> Any:
    """A page of services."""
    today = timezone.localdate()
    make = write.service if asked.full else write.service_listed
    with scope_of(asked.municipality, ALL):
        rows = filters.services(Offer.objects.all(), asked)
        visible = filters.visible(asked.status)
        if asked.minimal:
            return _minimal(request, rows.select_related("organisation", "place"), visible, asked)
        if asked.format == "ndjson":
            return _lines(write.with_all(rows.filter(visible)), lambda row: make(row, today), asked)
        page = page_of(
            request, write.with_all(rows), visible,
            number=asked.page, per_page=asked.per_page, cursor=asked.cursor,
        )  # fmt: skip
        return _paged(page, [make(offer, today) for offer in page.rows])


def _minimal(
    request: HttpRequest, rows: QuerySet[Offer], visible: Q, asked: questions.ServicesAsked
) -> HttpResponseBase:
    """Ids and last changes of all services: one a line, or as many on a page as there can be."""
    if asked.format == "ndjson":
        return _lines(rows.filter(visible), write.minimal, asked)
    told = "perPage" in request.GET or "per_page" in request.GET
    page = page_of(
        request, rows, visible, number=asked.page,
        per_page=asked.per_page if told else questions.MOST_MINIMAL, cursor=asked.cursor,
    )  # fmt: skip
    return _paged(page, [write.minimal(offer) for offer in page.rows])


def service(request: HttpRequest, own_id: str) -> HttpResponse:
    """One service with everything nested in it; paused and stopped ones too, which say so."""
    offer = _one(Offer, own_id, lambda: write.with_all(published.offers()))
    with everywhere(ALL):
        return as_json(write.service(offer, timezone.localdate()), write.last_modified(offer))


def _one(model: type[Any], own_id: str, rows: Callable[[], QuerySet[Any]]) -> Any:
    """The row with this public id. Raises MovedError where it was merged into another, else NothingThereError."""
    uid = _uuid(own_id)
    with everywhere(ALL):
        row = rows().filter(uid=uid).first() if uid else None
    if row is None:
        kept = kept_for(model, uid) if uid else None
        with everywhere(ALL):
            if kept is not None and rows().filter(pk=kept.pk).exists():
                raise MovedError(str(kept.uid))
        raise NothingThereError(_("There is no record with the id %(id)s.") % {"id": own_id[:80]})
    return row


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _paged(page: Page, records: list[Fields]) -> HttpResponse:
    response = as_json(page.envelope(records))
    if page.next_page:
        response["Link"] = f'<{page.next_page}>; rel="next"'
    return response


def _lines(
    rows: QuerySet[Any], make: Callable[[Any], Fields], asked: questions.OfWalks
) -> StreamingHttpResponse:
    """All records, one a line; read by the hundred, each time inside the wall anew."""

    def lines() -> Iterator[str]:
        batches = published.in_batches(rows)
        while True:
            with scope_of(asked.municipality, ALL):
                batch = next(batches, None)
                if batch is None:
                    return
                made = [json.dumps(make(row), ensure_ascii=False) for row in batch]
            yield "\n".join([*made, ""])

    return StreamingHttpResponse(lines(), content_type=NDJSON)


# --- services at locations ----------------------------------------------------------------------


def service_at_locations(request: HttpRequest, asked: questions.VisitsAsked) -> Any:
    """A page of services at locations."""
    today = timezone.localdate()
    make = write.service_at_location if asked.full else write.service_at_location_listed
    with scope_of(asked.municipality, ALL):
        rows = write.with_all(filters.visits(Offer.objects.all(), asked))
        visible = filters.visible(asked.status)
        if asked.format == "ndjson":
            return _lines(rows.filter(visible), lambda row: make(row, row.place, today), asked)
        page = page_of(
            request, rows, visible,
            number=asked.page, per_page=asked.per_page, cursor=asked.cursor,
        )  # fmt: skip
        return _paged(page, [make(row, row.place, today) for row in page.rows])


def service_at_location(request: HttpRequest, own_id: str) -> HttpResponse:
    """One service at a location, with both and everything nested in them."""
    offer = _of_visit(own_id)
    with everywhere(ALL):
        record = write.service_at_location(offer, offer.place, timezone.localdate())
    return as_json(record, write.last_modified(offer))


def _of_visit(own_id: str) -> Any:
    """The offer of a service_at_location: by our own id for it, or by the one that its source told."""
    uid = _uuid(own_id)
    if uid is None:
        raise NothingThereError(_("There is no record with the id %(id)s.") % {"id": own_id[:80]})
    with everywhere(ALL):
        rows = write.with_all(published.offers()).filter(place__isnull=False)
        ours = rows.filter(uid=at_location(uid)).first()
        if ours is not None and write.visit_id(ours) == str(uid):
            return ours
        told = rows.exclude(source_id="").filter(extra__hsds__service_at_location__id=str(uid))
        theirs = told.order_by("pk").first()
    if theirs is None:
        _visit_moved(at_location(uid))
        raise NothingThereError(_("There is no record with the id %(id)s.") % {"id": own_id[:80]})
    return theirs


def _visit_moved(offer: UUID) -> None:
    """Raises MovedError where the offer was merged into one that has a place too."""
    kept = kept_for(Offer, offer)
    with everywhere(ALL):
        there = published.offers().filter(pk=kept.pk, place__isnull=False) if kept else None
        found = there.first() if there is not None else None
    if found is not None:
        raise MovedError(write.visit_id(found))


# --- organisations ------------------------------------------------------------------------------


def organizations(request: HttpRequest, asked: questions.OrganizationsAsked) -> Any:
    """A page of organisations."""
    with scope_of(asked.municipality, ALL):
        rows = published.organisations().select_related("place", "municipality")
        rows = filters.organisations(rows, asked.search)
        if asked.full:
            rows = write.with_services(rows, full=asked.full_service)
        make = _organisation_maker(asked, timezone.localdate())
        if asked.format == "ndjson":
            return _lines(rows, make, asked)
        page = page_of(
            request,
            rows,
            Q(active=True),
            number=asked.page,
            per_page=asked.per_page,
            cursor=asked.cursor,
        )
        return _paged(page, [make(row) for row in page.rows])


def _organisation_maker(
    asked: questions.OrganizationsAsked, today: dt.date
) -> Callable[[Organisation], Fields]:
    if not asked.full:
        return lambda row: write.organisation_listed(row, today)
    return lambda row: write.organisation_with_services(row, today, full=asked.full_service)


def organization(
    request: HttpRequest, own_id: str, asked: questions.OrganizationAsked
) -> HttpResponse:
    """One organisation with everything nested in it."""

    def rows() -> QuerySet[Organisation]:
        found = published.organisations().select_related("place", "municipality")
        return write.with_services(found, full=asked.full_service)

    row = _one(Organisation, own_id, rows)
    with everywhere(ALL):
        today = timezone.localdate()
        record = write.organisation_with_services(row, today, full=asked.full_service)
    return as_json(record)


# --- vocabulary ---------------------------------------------------------------------------------


def taxonomies(request: HttpRequest, asked: questions.TaxonomiesAsked) -> Any:
    """A page of taxonomies: Nabij's lists of words."""
    return _of_list(request, write.taxonomies(), asked)


def taxonomy_terms(request: HttpRequest, asked: questions.TermsAsked) -> Any:
    """A page of terms: Nabij's words."""
    records = write.taxonomy_terms()
    if asked.taxonomy_id:
        records = [
            each for each in records if each["taxonomy_detail"]["id"] == str(asked.taxonomy_id)
        ]
    return _of_list(request, [] if asked.parent_id else records, asked)


def _of_list(
    request: HttpRequest, records: list[Fields], asked: questions.TaxonomiesAsked
) -> HttpResponse:
    wanted = asked.search.casefold().split()
    found = [
        each
        for each in records
        if all(word in f"{each['name']} {each['description']}".casefold() for word in wanted)
    ]
    if asked.format == "ndjson":
        lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found)
        return HttpResponse(lines, content_type=NDJSON)
    page = page_of_list(request, found, number=asked.page, per_page=asked.per_page)
    return _paged(page, page.rows)


def taxonomy(request: HttpRequest, own_id: str) -> HttpResponse:
    """One taxonomy."""
    return _from(write.taxonomies(), own_id)


def taxonomy_term(request: HttpRequest, own_id: str) -> HttpResponse:
    """One term."""
    known = terms.term_with(own_id.lower())
    return _from([terms.term_record(*known)] if known else [], own_id)


def _from(records: list[Fields], own_id: str) -> HttpResponse:
    for record in records:
        if record["id"] == own_id.lower():
            return as_json(record)
    raise NothingThereError(_("There is no record with the id %(id)s.") % {"id": own_id[:80]})
