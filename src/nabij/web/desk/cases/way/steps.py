"""One step of a proposal, as it was chosen on its page: done and said in words, or its form back with what is wrong."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nabij.casework.actions import asking_providers as asking
from nabij.casework.actions import placing, provider_answers
from nabij.casework.actions.provider_answers import Answered
from nabij.casework.models import Decline, Placement, Stop
from nabij.core.links.secrets import shown_code
from nabij.core.models import User
from nabij.web.desk.cases import provider_mail
from nabij.web.desk.cases.way.forms import (
    AskForm,
    DeclinedByPhoneForm,
    ReplyForm,
    StopForm,
    ThereForm,
    WelcomeByPhoneForm,
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, to what, by whom, with what was filled in."""

    placement: Placement
    by: User
    now: dt.datetime
    form: Any = None


Form = Callable[[Placement, dt.date, Any], forms.Form]

FORMS: Mapping[str, Form] = {
    "ask": lambda placement, _today, data: AskForm(data, placement=placement),
    "phone": lambda placement, _today, data: AskForm(data, placement=placement),
    "welcome": lambda _placement, today, data: WelcomeByPhoneForm(data, today=today),
    "decline": lambda _placement, _today, data: DeclinedByPhoneForm(data),
    "reply": lambda _placement, _today, data: ReplyForm(data),
    "there": lambda placement, _today, data: ThereForm(
        data,
        initial={"person": placement.told_by_person, "provider": placement.told_by_provider},
    ),
    "stop": lambda _placement, _today, data: StopForm(data),
}


def agree(step: Step) -> str:
    """The person wants this."""
    placing.agree(placement=step.placement, by=step.by, now=step.now)
    return _("Noted: the person wants this.")


def ask(step: Step) -> str:
    """Mail the organisation its link."""
    _ask(step, provider_mail.send)
    return _("The organisation gets a mail with a link. There is no name in the mail.")


def phone(step: Step) -> str:
    """The organisation is asked by phone."""
    _ask(step, None)
    return _("Noted: you ask by phone. Note their answer here.")


def _ask(step: Step, send: asking.Send | None) -> None:
    asking.ask_provider(
        placement=step.placement,
        shared=step.form.chosen,
        note=step.form.cleaned_data["note"],
        by=step.by,
        now=step.now,
        send=send,
    )


def code(step: Step) -> str:
    """Letters to read out, by which they answer themselves."""
    letters = asking.read_out_a_code(placement=step.placement, by=step.by, now=step.now)
    return _(
        "Read out this code: %(code)s. It works today, and shows nothing about the person."
    ) % {"code": shown_code(letters)}


def welcome(step: Step) -> str:
    """They are welcome."""
    told = step.form.cleaned_data
    provider_answers.accept(
        placement=step.placement, answered=Answered(by=step.by), now=step.now, **told
    )
    return _("Noted: welcome there. Tell the person who waits at the door, and when.")


def decline(step: Step) -> str:
    """It is not possible there."""
    provider_answers.decline(
        placement=step.placement,
        answered=Answered(by=step.by),
        because=Decline(step.form.cleaned_data["because"]),
        now=step.now,
    )
    return _("Noted. Look for something else together.")


def reply(step: Step) -> str:
    """Our answer to their question."""
    try:
        _reply(step, provider_mail.send)
    except asking.NoAddressError:
        _reply(step, None)
        return _("Kept. There is no mail address: call them with your answer.")
    return _("Your answer is behind a new link that they get by mail.")


def _reply(step: Step, send: asking.Send | None) -> None:
    asking.answer_provider(
        placement=step.placement,
        answer=step.form.cleaned_data["answer"],
        by=step.by,
        now=step.now,
        send=send,
    )


def there(step: Step) -> str:
    """Whether somebody came."""
    provider_answers.told_whether_there(
        placement=step.placement,
        person=step.form.told("person"),
        provider=step.form.told("provider"),
        by=step.by,
        now=step.now,
    )
    return _("Noted.")


def stop(step: Step) -> str:
    """It ends here."""
    because = Stop(step.form.cleaned_data["why"])
    placing.stop(placement=step.placement, because=because, by=step.by, now=step.now)
    return _("Noted: this one has ended.")


STEPS: Mapping[str, Callable[[Step], str]] = {
    "agree": agree,
    "ask": ask,
    "phone": phone,
    "code": code,
    "welcome": welcome,
    "decline": decline,
    "reply": reply,
    "there": there,
    "stop": stop,
}

#: Which steps a stage offers, the usual one first.
OF_STAGE: Mapping[str, tuple[str, ...]] = {
    "proposed": ("agree", "stop"),
    "agreed": ("ask", "welcome", "there", "stop"),
    "asked": ("code", "welcome", "decline", "stop"),
    "question": ("reply", "welcome", "decline", "stop"),
    "accepted": ("there", "stop"),
    "not_arrived": ("welcome", "there", "stop"),
    "arrived": ("stop",),
    "declined": (),
    "stopped": (),
}
