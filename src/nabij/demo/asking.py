"""What people asked in the example: some wait, one waits too long, some were answered. All are invented."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from nabij.casework.actions import handling
from nabij.casework.actions.receive import Asked, receive
from nabij.casework.models import IntakeSettings, Request
from nabij.core.models import Area, Municipality, User
from nabij.demo.world import Table, read
from nabij.directory.models import Offer

#: So that the example's requests are the same ones each time it is filled.
_NAMESPACE = uuid.UUID("6a1f6c4e-7d0e-5a55-9d5c-0f3a52b7c001")


def fill_requests(municipality: Municipality, *, today: dt.date) -> None:
    """Let everybody of `requests.toml` ask, and staff answer, so many days ago."""
    told = read("requests.toml")
    now = timezone.make_aware(dt.datetime.combine(today, dt.time(8)))
    IntakeSettings.objects.create(municipality=municipality, **told["settings"])
    offers = dict(Offer.objects.filter(municipality=municipality).values_list("source_id", "uid"))
    areas = Area.objects.filter(kind=Area.Kind.DISTRICT).in_bulk(field_name="code")
    for number, person in enumerate(told["request"]):
        _ask(municipality, person, number, offers, areas, now)


def _ask(
    municipality: Municipality,
    person: Table,
    number: int,
    offers: dict[str, uuid.UUID],
    areas: dict[str, Area],
    now: dt.datetime,
) -> None:
    plain = {name: person[name] for name in _PLAIN if name in person}
    receipt = receive(
        municipality=municipality,
        asked=Asked(
            kind=Request.Kind(person["kind"]),
            offer_uid=offers.get(person.get("offer", "")),
            area=areas.get(person.get("district", "")),
            suspicious=list(person.get("suspicious", [])),
            **plain,
        ),
        form_key=uuid.uuid5(_NAMESPACE, f"{municipality.code}:{number}"),
        now=_moment(now, person["days_ago"], person["hour"]),
    )
    asked: Request = Request.objects.select_related("municipality").get(uid=receipt.uid)
    for step in person.get("then", []):
        _answer(asked, step, now)


_PLAIN = (
    "name", "phone", "email", "words", "helper_name", "moment", "came_in", "behalf", "language",
)  # fmt: skip


def _answer(asked: Request, step: Table, now: dt.datetime) -> None:
    by = User.objects.get(email=step["by"])
    at = _moment(now, step["days_ago"], step["hour"])
    told: dict[str, Any] = {"asked": asked, "by": by, "now": at}
    match step["what"]:
        case "pick_up":
            handling.pick_up(**told)
        case "not_reached":
            handling.not_reached(**told)
        case "spoken":
            handling.spoken(**told)
        case "another_moment":
            day = timezone.localdate(now) + dt.timedelta(days=step["in_days"])
            handling.another_moment(day=day, **told)
        case what:
            handling.close(reason=Request.Reason(what), **told)


def _moment(now: dt.datetime, days_ago: int, hour: int) -> dt.datetime:
    """That hour so many days ago, never later than now."""
    day = timezone.localdate(now) - dt.timedelta(days=days_ago)
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(hour, 12)))
    return min(at, now)
