"""From parameters to rows: all filters hold together."""

import math
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from nabij.api.hsds.questions import OfServices, VisitsAsked
from nabij.api.problems import WrongInputError, wrong
from nabij.core.models import Postcode
from nabij.directory.models import Offer
from nabij.directory.models.offers import seen_by_everyone
from nabij.exchange.hsds import terms

METRES_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km


def visible(status: str) -> Q:
    """Offers that everyone may see: going on, or (`any`) paused and stopped too."""
    public = seen_by_everyone()
    return public if status == "any" else public & Q(status=Offer.Status.OPEN)


def services(rows: QuerySet[Offer], asked: OfServices) -> QuerySet[Offer]:
    """The offers that the parameters let through, whether visible or not."""
    for word in asked.search.split():
        rows = rows.filter(_says(word, "name", "summary", "description", "organisation__name"))
    if asked.organization_id:
        rows = rows.filter(organisation__uid=asked.organization_id)
    if asked.modified_after:
        rows = rows.filter(
            Q(updated_at__gte=asked.modified_after)
            | Q(organisation__updated_at__gte=asked.modified_after)
            | Q(place__updated_at__gte=asked.modified_after)
        )
    if asked.taxonomy_term_id:
        rows = _with_term(rows, asked.taxonomy_term_id)
    if asked.taxonomy_id:
        rows = _with_taxonomy(rows, asked.taxonomy_id)
    return rows


def _says(word: str, *fields: str) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found


def organisations(rows: QuerySet[Any], search: str) -> QuerySet[Any]:
    """The organisations with all these words in their texts."""
    for word in search.split():
        rows = rows.filter(_says(word, "name", "description"))
    return rows


def _with_term(rows: QuerySet[Offer], term_id: UUID) -> QuerySet[Offer]:
    ours = terms.term_with(str(term_id))
    if ours is None:
        return _mentioning(rows, str(term_id))
    taxonomy, code = ours
    if not taxonomy.field:
        return rows.none()
    if not taxonomy.many:
        return rows.filter(**{taxonomy.field: code})
    return rows.alias(codes=Cast(taxonomy.field, TextField())).filter(codes__contains=f'"{code}"')


def _with_taxonomy(rows: QuerySet[Offer], taxonomy_id: UUID) -> QuerySet[Offer]:
    for taxonomy in terms.TAXONOMIES:
        if terms.taxonomy_id(taxonomy) == str(taxonomy_id):
            if not taxonomy.field:
                return rows.none()
            empty = [] if taxonomy.many else ""
            return rows.exclude(**{taxonomy.field: empty})
    return _mentioning(rows, str(taxonomy_id))


def _mentioning(rows: QuerySet[Offer], own_id: str) -> QuerySet[Offer]:
    """Offers of which the source told a term with this id, or of a taxonomy with it."""
    told = rows.exclude(source_id="").alias(told=Cast("extra", TextField()))
    return told.filter(told__contains=own_id)


def visits(rows: QuerySet[Offer], asked: VisitsAsked) -> QuerySet[Offer]:
    """The offers with a place, near the postcode if there is one."""
    rows = services(rows, asked).filter(place__isnull=False)
    if not asked.postcode:
        return rows
    code = asked.postcode.replace(" ", "").upper()
    middle = Postcode.objects.filter(code=code).values_list("lat", "lon").first()
    if middle is None:
        detail = _("We do not know the postcode %(postcode)s.") % {"postcode": asked.postcode}
        raise WrongInputError(wrong("postcode", "unknown", detail))
    return _near(rows, *middle, asked.proximity)


def _near(rows: QuerySet[Offer], lat: float, lon: float, metres: float) -> QuerySet[Offer]:
    """Within so many metres: first by box, then by distance on a flat map around the middle.

    Over 300 km the flat map is off by less than one per cent.
    """
    high = metres / METRES_PER_DEGREE
    per_degree_east = METRES_PER_DEGREE * math.cos(math.radians(lat))
    wide = metres / per_degree_east
    rows = rows.filter(
        place__lat__range=(lat - high, lat + high), place__lon__range=(lon - wide, lon + wide)
    )
    north = (F("place__lat") - lat) * METRES_PER_DEGREE
    east = (F("place__lon") - lon) * per_degree_east
    return rows.alias(squared=north * north + east * east).filter(squared__lte=metres * metres)
