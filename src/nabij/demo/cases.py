"""People whom somebody helps in the example, over all states. All are invented.

`fill_cases` gives them by their key, for what colleagues add to a case.
"""

import datetime as dt
import uuid
from collections.abc import Callable

from django.utils import timezone

from nabij.casework.actions import assigning, contacts
from nabij.casework.actions.cases import Told, add_note, move, open_case
from nabij.casework.actions.referring import Referred, Referrer, refer
from nabij.casework.actions.reporting import Reported, Teller, report
from nabij.casework.models import (
    Case,
    Ending,
    NextStep,
    Note,
    Origin,
    Referral,
    Reporter,
    Signal,
    State,
)
from nabij.core.models import Area, Municipality, User
from nabij.demo.world import Table, read
from nabij.web.public.refer.letters import send as answer_referrer

_TOLD = ("name", "phone", "email", "address", "postcode", "birth_year", "language")
#: So that the example's cases are the same ones each time it is filled.
_NAMESPACE = uuid.UUID("6a1f6c4e-7d0e-5a55-9d5c-0f3a52b7c082")
Step = Callable[[Case, Table, User, dt.datetime, dt.date], object]


def fill_cases(municipality: Municipality, *, today: dt.date) -> dict[str, Case]:
    """Open every case of `cases.toml` that is of this municipality, with what was done so many days ago."""
    areas = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD).in_bulk(field_name="code")
    cast = {person["key"]: person["email"] for person in read("cast.toml")["person"]}
    rows = {user.email: user for user in User.objects.filter(email__in=cast.values())}
    users = {key: rows[email] for key, email in cast.items()}
    own = [
        row
        for row in read("cases.toml")["case"]
        if row.get("municipality", "GM9999") == municipality.code
    ]
    return {row["key"]: _one(municipality, row, areas, users, today) for row in own}


def _one(
    municipality: Municipality,
    row: Table,
    areas: dict[str, Area],
    users: dict[str, User],
    today: dt.date,
) -> Case:
    case = _opened(municipality, row, areas, users, today)
    for step in row.get("then", []):
        at, by = _moment(today, step), users.get(step.get("by", ""))
        if step["what"] == "hand_over":
            assigning.hand_over(cases=[case], to=users[step["to"]], by=users[step["by"]], now=at)
        elif step["what"] == "stand_in":
            until = today + dt.timedelta(days=step["in_days"])
            who = users[step["to"]]
            assigning.stand_in(cases=[case], who=who, until=until, by=users[step["by"]], now=at)
        elif by is None:
            _told(case, step, at)
        else:
            _STEPS[step["what"]](case, step, by, at, today)
    case.refresh_from_db()
    return case


def _opened(
    municipality: Municipality,
    row: Table,
    areas: dict[str, Area],
    users: dict[str, User],
    today: dt.date,
) -> Case:
    """The case as it began: by a worry, by a referral, or with us."""
    told = Told(
        area=areas.get(row.get("area", "")), **{name: row[name] for name in _TOLD if name in row}
    )
    at, by = _moment(today, row), users.get(row.get("by", ""))
    if "signal" in row:
        case = _worried(municipality, told, row, at)
    elif "referral" in row:
        case = _referred(municipality, told, row, at)
    else:
        origin = Origin(row["origin"])
        return open_case(municipality=municipality, told=told, origin=origin, now=at, by=by)
    return assigning.take_up(case=case, by=by, now=at) if by else case


def _worried(municipality: Municipality, person: Told, row: Table, at: dt.datetime) -> Case:
    said: Table = row["signal"]
    teller = Teller(
        name=said.get("teller", ""),
        relation=said["relation"],
        owed=Reporter.Owed(said.get("owed", "nothing")),
        **{name: said[name] for name in ("phone", "email") if name in said},
    )
    told = Reported(
        seen=said["seen"],
        person=person,
        teller=teller,
        knows=Signal.Knows(said["knows"]),
        may_name=said.get("may_name", False),
        came_in=Signal.CameIn(said.get("came_in", "web")),
    )
    noted = report(municipality=municipality, told=told, form_key=_key(row), now=at)
    case: Case = Case.objects.get(signals__uid=noted.uid)
    return case


def _referred(municipality: Municipality, person: Told, row: Table, at: dt.datetime) -> Case:
    by: Table = row["referral"]
    referrer = Referrer(
        name=by["name"],
        email=by["email"],
        organisation=by["organisation"],
        role=Referral.Role(by["role"]),
    )
    told = Referred(person=person, referrer=referrer, words=by["words"], agreed=True)
    received = refer(
        municipality=municipality, told=told, form_key=_key(row), now=at, send=answer_referrer
    )
    case: Case = Case.objects.get(referrals__uid=received.uid)
    return case


def _key(row: Table) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, row["key"])


def _told(case: Case, step: Table, at: dt.datetime) -> None:
    """What came in with the case, before anybody of the team wrote something."""
    Note.objects.create(municipality=case.municipality, case=case, text=step["text"], at=at)


_STEPS: dict[str, Step] = {
    "take": lambda case, step, by, at, today: assigning.take_up(case=case, by=by, now=at),
    "spoken": lambda case, step, by, at, today: contacts.spoken(case=case, by=by, now=at),
    "visited": lambda case, step, by, at, today: contacts.visited(case=case, by=by, now=at),
    "not_reached": lambda case, step, by, at, today: contacts.not_reached(case=case, by=by, now=at),
    "wrote": lambda case, step, by, at, today: contacts.wrote(case=case, by=by, now=at),
    "note": lambda case, step, by, at, today: add_note(case=case, text=step["text"], by=by, now=at),
    "move": lambda case, step, by, at, today: move(case=case, to=State(step["to"]), by=by, now=at),
    "close": lambda case, step, by, at, today: contacts.close(
        case=case, ending=Ending(step["ending"]), by=by, now=at
    ),
    "agree": lambda case, step, by, at, today: contacts.agree(
        case=case,
        step=NextStep(step["step"]),
        day=today + dt.timedelta(days=step["in_days"]),
        by=by,
        now=at,
    ),
}


def _moment(today: dt.date, row: Table) -> dt.datetime:
    """That hour so many days ago, never after eight o'clock today."""
    day = today - dt.timedelta(days=row["days_ago"])
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(row["hour"], 12)))
    return min(at, timezone.make_aware(dt.datetime.combine(today, dt.time(8))))
