"""Rounds of visits and calls in the example. Everybody on a list is invented."""

import datetime as dt
import uuid

from django.utils import timezone

from nabij.casework.actions.rounds import (
    FIELDS,
    add_addresses,
    add_visitor,
    make_round,
    share_out_round,
)
from nabij.casework.actions.rounds_walked import rather_not, tap
from nabij.casework.models import RoundAddress, VisitRound
from nabij.casework.queries.rounds import Given
from nabij.core.models import Municipality, User
from nabij.demo.world import Table, read
from nabij.exchange.address_lists import NEEDS_ADDRESS, NEEDS_PHONE, from_text

#: So that the example's rounds are the same ones each time it is filled.
_NAMESPACE = uuid.UUID("3d2c7a52-35f4-5b67-9f0e-08b9c1f0a6de")


def fill_rounds(municipality: Municipality, *, today: dt.date) -> None:
    """Make every round of `rounds.toml`, share it out and tap what was tapped."""
    cast = {person["key"]: person["email"] for person in read("cast.toml")["person"]}
    rows = {user.email: user for user in User.objects.filter(email__in=cast.values())}
    users = {key: rows[email] for key, email in cast.items()}
    for row in read("rounds.toml")["round"]:
        _one(municipality, row, users, today)


def _one(municipality: Municipality, row: Table, users: dict[str, User], today: dt.date) -> None:
    begins = today - dt.timedelta(days=row["began_days_ago"])
    days = {"begins": begins, "ends": today + dt.timedelta(days=row["ends_in_days"])}
    told = {"kind": row["kind"]} | {name: days.get(name, row.get(name)) for name in FIELDS}
    leader, now = users[row["led_by"]], _moment(begins)
    key = uuid.uuid5(_NAMESPACE, row["key"])
    made = make_round(municipality=municipality, told=told, form_key=key, by=leader, now=now)
    for who in row["walked_by"]:
        add_visitor(round_=made, who=users[who], by=leader, now=now)
    needs = NEEDS_ADDRESS if made.kind == VisitRound.Kind.VISIT else NEEDS_PHONE
    entries = from_text(row["list"].strip(), needs=needs).good
    given = [Given(one.name, one.address, one.postcode, one.phone) for one in entries]
    add_addresses(round_=made, given=given, by=leader, now=now)
    share_out_round(round_=made, by=leader, now=now)
    for step in row["then"]:
        _tap(made, given[step["line"] - 1], step["what"], leader, _moment(today - dt.timedelta(days=step["days_ago"])))  # fmt: skip


def _tap(round_: VisitRound, line: Given, what: str, by: User, now: dt.datetime) -> None:
    rows = RoundAddress.objects.filter(municipality=round_.municipality, round=round_)
    address = next(
        row
        for row in rows
        if (row.address, row.phone) == (line.address or None, line.phone or None)
    )
    if what == RoundAddress.Outcome.RATHER_NOT:
        rather_not(address=address, by=by, now=now)
    else:
        tap(address=address, outcome=what, by=by, now=now)


def _moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(8)))
