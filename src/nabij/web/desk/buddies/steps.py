"""One step of a pair, as it was chosen: done and said in words."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nabij.casework.actions import buddies as doing
from nabij.casework.models import Over, Pair
from nabij.core.models import User
from nabij.web.desk.buddies.pair_forms import EndForm, FirstForm, PersonForm, VolunteerSaysForm
from nabij.web.links.buddies.letters import send


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, with which pair, by whom, with what was filled in."""

    pair: Pair
    by: User
    now: dt.datetime
    form: Any = None


Form = Callable[[Pair, dt.date, Any], forms.Form]

FORMS: Mapping[str, Form] = {
    "person": lambda pair, _today, data: PersonForm(data, pair=pair),
    "volunteer": lambda _pair, _today, data: VolunteerSaysForm(data),
    "first": lambda pair, today, data: FirstForm(
        data, today=today, initial={"first_on": pair.first_on}
    ),
    "end": lambda _pair, _today, data: EndForm(data),
}


def ask(step: Step) -> str:
    """The volunteer gets a mail, the person is asked by their link worker."""
    doing.ask(pair=step.pair, by=step.by, now=step.now, send=send)
    return _("The volunteer gets a mail with a link; no name is in it. Ask the person yourself.")


def phone(step: Step) -> str:
    """Both are asked on the phone."""
    doing.ask(pair=step.pair, by=step.by, now=step.now, send=None)
    return _("Noted: you ask both. Tell the volunteer no name yet, and note here what each says.")


def aside(step: Step) -> str:
    """Not these two."""
    doing.put_aside(pair=step.pair, by=step.by, now=step.now)
    return _("Put aside. These two are not proposed again.")


def person(step: Step) -> str:
    """What the person says."""
    row = doing.person_said(
        pair=step.pair,
        yes=step.form.yes,
        because=step.form.because,
        told=tuple(step.form.cleaned_data.get("told", ())),
        by=step.by,
        now=step.now,
        send=send,
    )
    return _after(row)


def volunteer(step: Step) -> str:
    """What the volunteer says on the phone."""
    row = doing.volunteer_said(
        pair=step.pair,
        yes=step.form.yes,
        because=step.form.because,
        by=step.by,
        now=step.now,
        send=send,
    )
    return _after(row)


def first(step: Step) -> str:
    """When they meet first."""
    day = step.form.cleaned_data["first_on"]
    doing.plan_first(pair=step.pair, on=day, by=step.by, now=step.now)
    return _("Noted when they meet first.")


def end(step: Step) -> str:
    """It ends, or was for once and is done."""
    told = step.form.cleaned_data
    over, look_on = Over(told["over"]), told["look_on"]
    doing.end(pair=step.pair, over=over, look_on=look_on, by=step.by, now=step.now)
    return _("Noted: with these two it has ended.")


def _after(row: Pair) -> str:
    if row.state == Pair.State.DECLINED:
        return _("Noted. These two are not proposed again; look who else fits.")
    if row.state == Pair.State.RUNNING:
        return _("They both said yes. Agree with them on the first time.")
    return _("Noted. The other one still has to answer.")


STEPS: Mapping[str, Callable[[Step], str]] = {
    "ask": ask,
    "phone": phone,
    "aside": aside,
    "person": person,
    "volunteer": volunteer,
    "first": first,
    "end": end,
}


def steps_of(pair: Pair) -> tuple[str, ...]:
    """What can be done now, the usual first."""
    if pair.state == Pair.State.PROPOSED:
        return ("ask", "phone", "aside") if pair.volunteer.email else ("phone", "aside")
    if pair.state == Pair.State.ASKED:
        waits = (("person", pair.person_said), ("volunteer", pair.volunteer_said))
        return tuple(name for name, said in waits if not said)
    if pair.state == Pair.State.RUNNING:
        return ("first", "end")
    return ("end",) if pair.to_ask else ()
