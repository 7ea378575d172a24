"""People who give time in the example, what others look for, and who goes with whom. All are invented."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from nabij.casework.actions import buddies as doing
from nabij.casework.actions.buddies_by_night import end_what_has_been
from nabij.casework.actions.consents import give_consent
from nabij.casework.actions.volunteers import become, register
from nabij.casework.models import BuddyWish, Case, Consent, Pair, Together
from nabij.core.models import Area, Municipality, User
from nabij.demo.world import Table, read
from nabij.web.links.buddies.letters import send

#: So that the example's volunteers are the same ones each time it is filled.
_NAMESPACE = uuid.UUID("6a1f6c4e-7d0e-5a55-9d5c-0f3a52b7c0b8")
_TOLD = (
    "name", "phone", "email", "kinds", "languages", "free", "likes", "words", "avoid_words",
    "capacity", "within_km",
)  # fmt: skip


def fill_volunteers(municipality: Municipality, cases: dict[str, Case], *, today: dt.date) -> None:
    """Everybody of `volunteers.toml`, then what was sought and done, then the pairs that are proposed today."""
    told = read("volunteers.toml")
    cast = {person["key"]: person["email"] for person in read("cast.toml")["person"]}
    rows = {user.email: user for user in User.objects.filter(email__in=cast.values())}
    users = {key: rows[email] for key, email in cast.items()}
    areas = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD).in_bulk(field_name="code")
    for row in told["volunteer"]:
        _volunteer(municipality, row, areas, users.get(row.get("by", "")), today)
    for row in told["wish"]:
        _wish(cases[row["case"]], row, today)
    now = _moment(today, 0)
    end_what_has_been(municipality=municipality, today=today, now=now)
    doing.propose_pairs(municipality=municipality, by=users["samira"], now=now)


def _volunteer(
    municipality: Municipality,
    row: Table,
    areas: dict[str, Area],
    by: User | None,
    today: dt.date,
) -> None:
    now = _moment(today, row["days_ago"])
    about: dict[str, Any] = {name: row[name] for name in _TOLD if name in row}
    about["area"] = areas.get(row.get("area", ""))
    for paper in ("certificate", "references"):
        if f"{paper}_days_ago" in row:
            about[f"{paper}_on"] = today - dt.timedelta(days=row[f"{paper}_days_ago"])
    key = uuid.uuid5(_NAMESPACE, row["name"])
    made = register(municipality=municipality, told=about, form_key=key, now=now, by=by)
    if by is not None and "state" in row:
        become(volunteer=made, state=row["state"], by=by, now=_moment(today, 20))


def _wish(case: Case, row: Table, today: dt.date) -> None:
    """What somebody looks for, with their agreement; and what was done with who came out."""
    by, now = case.worker, _moment(today, row["days_ago"])
    if by is None:
        raise ValueError(f"nobody looks after {row['case']}, so nobody looks for somebody for them")
    give_consent(case=case, purpose=Consent.Purpose.BUDDY, by=by, now=now)
    sought = doing.Sought(
        kind=Together(row["kind"]),
        words=row.get("words", ""),
        may_share=row.get("may_share", False),
        on=today + dt.timedelta(days=row["in_days"]) if "in_days" in row else None,
        at=dt.time(row["at"]) if "at" in row else None,
        place=row.get("place", ""),
    )
    wish = doing.seek(case=case, sought=sought, by=by, now=now)
    if "then" in row:
        _steps(wish, row["then"], by, today)


def _steps(wish: BuddyWish, steps: list[Table], by: User, today: dt.date) -> None:
    first = _moment(today, steps[0]["days_ago"])
    doing.propose_pairs(municipality=wish.municipality, by=by, now=first)
    pair = Pair.objects.get(municipality=wish.municipality, wish=wish)
    for step in steps:
        _STEPS[step["what"]](pair, step, by, _moment(today, step["days_ago"]), today)


Step = Callable[[Pair, Table, User, dt.datetime, dt.date], object]

_STEPS: dict[str, Step] = {
    "ask": lambda pair, step, by, at, today: doing.ask(pair=pair, by=by, now=at, send=send),
    "person": lambda pair, step, by, at, today: doing.person_said(
        pair=pair, yes=True, told=tuple(step["told"]), by=by, now=at, send=send
    ),
    "volunteer": lambda pair, step, by, at, today: doing.volunteer_said(
        pair=pair, yes=True, by=by, now=at, send=send
    ),
    "first": lambda pair, step, by, at, today: doing.plan_first(
        pair=pair, on=today + dt.timedelta(days=step["in_days"]), by=by, now=at
    ),
}


def _moment(today: dt.date, days_ago: int) -> dt.datetime:
    """Half past seven in the morning, so many days ago."""
    day = today - dt.timedelta(days=days_ago)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(7, 30)))
