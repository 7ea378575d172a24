"""Find something to do: the same question, answer and order as the page and the command line."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from nabij.api.answers import as_json
from nabij.api.asked import Asked
from nabij.api.problems import WrongInputError, wrong
from nabij.api.scope import municipality_of
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.core.vocabulary import Access, Cause, Mechanism, Need, PartOfDay, Weekday
from nabij.directory.explain import read_as, sentences, widened_of_hit, widened_sentences
from nabij.directory.models import Occurrence
from nabij.directory.queries import Hit, UnknownPlaceError, find_offers, point_of
from nabij.directory.reasons import reason_in_words
from nabij.methods.ranking import Criteria

#: Most hits in one answer: a list for people, not a way to copy everything (that is HSDS).
MOST = 100
_WISHES = frozenset({*Need.values, *Cause.values, *Mechanism.values})


class FindAsked(Asked):
    """What somebody looks for. Everything that is left out is unlimited."""

    words: Annotated[str, StringConstraints(max_length=10_000)] = Field(
        "", description="In one's own words; typing mistakes and other words for it are understood."
    )
    municipality: Annotated[str, StringConstraints(max_length=6)] = Field(
        "", description="CBS code such as GM0622. Needed where there is more than one municipality."
    )
    near: Annotated[str, StringConstraints(max_length=120)] = Field(
        "", description="A postcode, `LAT,LON`, street, building or neighbourhood."
    )
    within: int | None = Field(
        None, ge=1, le=1_000_000, description="Not further than so many metres from `near`."
    )
    day: list[Weekday] = Field(
        [], description="Days of the week; the parameter may be repeated, or have commas in it."
    )
    part: PartOfDay | None = Field(None, description="Part of the day in which it begins.")
    free: bool = Field(False, description="Only what costs nothing.")
    language: list[Annotated[str, StringConstraints(max_length=8)]] = Field(
        [], description="Codes such as `ar`; one of them is enough."
    )
    needs: list[Access] = Field([], description="What must be there: all of these.")
    age: int | None = Field(None, ge=0, le=130, description="Open to someone of so many years.")
    walk_along: bool = Field(False, description="Only where someone can come along the first time.")
    need: Annotated[str, StringConstraints(max_length=40)] = Field(
        "", description="A wish such as `meet`, or a cause or mechanism of the vocabulary."
    )
    first: dt.date | None = Field(None, alias="from", description="Not before this day.")
    last: dt.date | None = Field(None, alias="to", description="Not after this day.")
    limit: int = Field(20, ge=1, le=MOST, description="How many hits at most.")
    offset: int = Field(0, ge=0, le=10_000, description="How many hits to pass over.")
    lang: Literal["", "nl", "en"] = Field(
        "", description="Language of the answer; else that of `Accept-Language`."
    )


def offers(request: HttpRequest, asked: FindAsked) -> HttpResponse:
    """The best hits first, each with its reasons. Where nothing fits it widens, and says so."""
    language = asked.lang or (get_language() or "nl")[:2]
    municipality = _municipality(asked.municipality)
    with within(municipality):
        criteria = _criteria(municipality, asked, language)
        found = find_offers(
            None, municipality, criteria, now=timezone.localtime(), offset=asked.offset
        )
        return as_json(
            {
                "offers": [_record(hit, language) for hit in found.hits],
                "total": found.total,
                "more": found.more,
                "widened": widened_sentences(found.widened, found.hits, language),
                "readAs": read_as(found, language),
            }
        )


def _municipality(code: str) -> Municipality:
    if code:
        return municipality_of(code)
    rows = list(Municipality.objects.order_by("pk")[:2])
    if len(rows) != 1:
        detail = _("Say which municipality; /api/v1/municipalities lists them.")
        raise WrongInputError(wrong("municipality", "missing", detail))
    return rows[0]


def _criteria(municipality: Municipality, asked: FindAsked, language: str) -> Criteria:
    _check_together(asked)
    try:
        point = point_of(municipality, asked.near) if asked.near.strip() else None
    except UnknownPlaceError as problem:
        raise WrongInputError(wrong("near", "unknown", str(problem))) from problem
    return Criteria(
        words=asked.words,
        point=point,
        within_metres=asked.within,
        days=frozenset(str(day) for day in asked.day),
        part=asked.part.value if asked.part else None,  # type: ignore[arg-type]
        free=asked.free,
        languages=frozenset(code.lower() for code in asked.language),
        needs=frozenset(str(need) for need in asked.needs),
        age=asked.age,
        walk_along=asked.walk_along,
        need=asked.need or None,
        from_date=asked.first,
        to_date=asked.last,
        limit=asked.limit,
        language=language,
    )


def _check_together(asked: FindAsked) -> None:
    """What is right by itself and cannot be together."""
    mistakes = []
    if asked.within is not None and not asked.near.strip():
        mistakes.append(wrong("within", "needs_near", _("Say from where too, with near.")))
    if asked.first and asked.last and asked.last < asked.first:
        mistakes.append(wrong("to", "before_from", _("This day lies before the first.")))
    if asked.need and asked.need not in _WISHES:
        choices = ", ".join(sorted(_WISHES))
        detail = _("Choose from: %(choices)s.") % {"choices": choices}
        mistakes.append(wrong("need", "enum", detail))
    if mistakes:
        raise WrongInputError(*mistakes)


def _record(hit: Hit, language: str) -> dict[str, Any]:
    offer = hit.offer
    return {
        "id": str(offer.uid),
        "source_id": offer.source_id,
        "name": offer.text("name", language),
        "distance": hit.distance,
        "score": hit.score,
        "reasons": sentences(hit, language),
        "widened": widened_of_hit(hit, language),
        "organisation": offer.organisation.text("name", language),
        "address": offer.place.address if offer.place else "",
        "byAppointment": hit.by_appointment,
        "coming": [_time(one, language) for one in hit.coming],
    }


def _time(one: Occurrence, language: str) -> dict[str, Any]:
    return {
        "starts": timezone.localtime(one.starts_at).isoformat(),
        "ends": timezone.localtime(one.ends_at).isoformat() if one.ends_at else None,
        "cancelled": one.cancelled,
        "reason": reason_in_words(one.reason, language),
    }
