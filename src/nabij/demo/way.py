"""What was proposed to people of the example, from looking at it together to asking months later how it is."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from nabij.casework.actions import placing, provider_answers
from nabij.casework.actions.aftercare import HowItIs, asked_how_it_is, end_guidance
from nabij.casework.actions.asking_providers import ask_provider
from nabij.casework.actions.matching import choose
from nabij.casework.actions.provider_answers import Answered
from nabij.casework.models import Case, Decline, FollowUp, Placement, Said, Shared
from nabij.core.models import Municipality, User
from nabij.demo.world import WEEKDAYS, Table, read
from nabij.directory.models import Offer
from nabij.web.desk.cases.provider_mail import send

Step = Callable[[Placement, Table, User, dt.datetime], object]


def fill_ways(municipality: Municipality, cases: dict[str, Case], *, today: dt.date) -> None:
    """Do what `way.toml` says for these cases (key → case), each step on its day."""
    cast = {person["key"]: person["email"] for person in read("cast.toml")["person"]}
    offers = dict(Offer.objects.filter(municipality=municipality).values_list("source_id", "uid"))
    for row in read("way.toml")["way"]:
        case, by = cases[row["case"]], User.objects.get(email=cast[row["by"]])
        first, *rest = row["steps"]
        placement = choose(
            case=case, offer_uid=offers[row["offer"]], by=by, now=_moment(today, first)
        )
        if placement is None:
            raise LookupError(f"the example proposes {row['offer']}, which is not on the map")
        for step in rest:
            placement.refresh_from_db()
            told = step | {"today": today}
            _STEPS[step["what"]](placement, told, by, _moment(today, step))


def _wants(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    placing.agree(placement=placement, by=by, now=at)


def _ask(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    shared = [Shared(name) for name in step["shared"]]
    ask_provider(placement=placement, shared=shared, note=step["note"], by=by, now=at, send=send)


def _asks(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    provider_answers.ask_back(
        placement=placement, answered=Answered(), question=step["words"], now=at
    )


def _welcome(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    provider_answers.accept(
        placement=placement,
        answered=Answered(),
        now=at,
        welcomed_by=step["welcomed_by"],
        first_on=_first_on(step),
        first_at=dt.time.fromisoformat(step["at"]),
    )


def _first_on(step: Table) -> dt.date:
    """The first such day of the week from then on."""
    soonest: dt.date = step["today"] + dt.timedelta(days=step["first_in_days"])
    return soonest + dt.timedelta(days=(WEEKDAYS.index(step["day"]) - soonest.weekday()) % 7)


def _no(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    provider_answers.decline(
        placement=placement,
        answered=Answered(),
        because=Decline(step["because"]),
        words=step["words"],
        now=at,
    )


def _there(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    provider_answers.told_whether_there(
        placement=placement, provider=Said.YES, person=Said.YES, by=by, now=at
    )


def _how_it_is(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    moments = FollowUp.objects.filter(
        municipality=placement.municipality, placement=placement, due_on__lte=timezone.localdate(at)
    )
    still_going = FollowUp.StillGoing(step["still_going"])
    told = HowItIs(
        still_going={moment.pk: still_going for moment in moments},
        somebody=step["somebody"],
        changed=step["changed"],
    )
    asked_how_it_is(case=placement.case, moments=list(moments), told=told, by=by, now=at)


def _ends(placement: Placement, step: Table, by: User, at: dt.datetime) -> None:
    end_guidance(case=placement.case, by=by, now=at)


_STEPS: dict[str, Step] = {
    "wants": _wants,
    "ask": _ask,
    "asks": _asks,
    "welcome": _welcome,
    "no": _no,
    "there": _there,
    "ends": _ends,
    "how_it_is": _how_it_is,
}


def _moment(today: dt.date, step: Table) -> dt.datetime:
    """In the afternoon of that day."""
    day = today - dt.timedelta(days=step["days_ago"])
    return timezone.make_aware(dt.datetime.combine(day, dt.time(16, 5)))
