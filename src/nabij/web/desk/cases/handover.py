"""Handing over many cases at once: one's own, or as coordinator those of somebody who is ill or left."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from nabij.casework.actions import assigning
from nabij.casework.models import Case
from nabij.casework.queries.handover import LISTED, cases_of, colleagues, loads
from nabij.core.models import User
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm
from nabij.web.public.words import full_day

_DAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]
GOOD, AWHILE, BACK = "for_good", "for_a_while", "back"
ALL, SOME = "all", "some"


class HandoverForm(PlainForm):
    """What goes to whom, and until when."""

    which = forms.ChoiceField(
        label=gettext_lazy("Which cases?"),
        choices=[
            (ALL, gettext_lazy("All of them")),
            (SOME, gettext_lazy("Only those that I tick below")),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
        error_messages={"required": gettext_lazy("Choose which cases.")},
    )
    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Cases"), required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(
        label=gettext_lazy("For how long?"),
        choices=[
            (AWHILE, gettext_lazy("Until and including a day: a colleague stands in")),
            (GOOD, gettext_lazy("For good: a colleague takes over")),
            (BACK, gettext_lazy("Nobody stands in any more: back to work")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for how long.")},
    )
    until = forms.DateField(
        label=gettext_lazy("Until and including"),
        required=False,
        input_formats=_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 12}),
        help_text=gettext_lazy("As 31-12-2026. Only where a colleague stands in."),
        error_messages={"invalid": gettext_lazy("Type a day as 31-12-2026.")},
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Which colleague?"), required=False, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, rows: list[Case], others: list[User], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.others, self.today = rows, others, today
        choices: dict[str, Any] = self.fields
        choices["cases"].choices = [(str(row.uid), _words(row, today)) for row in rows[:LISTED]]
        choices["who"].choices = [(str(user.uid), user.name) for user in others]

    def clean(self) -> None:
        """What belongs together: a colleague, a day for who stands in, ticks where only some go."""
        told = self.cleaned_data
        if told.get("which") == SOME and not told.get("cases"):
            self.add_error("cases", ValidationError(_("Tick at least one case.")))
        if told.get("how") in (GOOD, AWHILE) and not told.get("who") and "who" not in self.errors:
            self.add_error("who", ValidationError(_("Choose a colleague.")))
        if told.get("how") == AWHILE and "until" not in self.errors:
            until = told.get("until")
            if until is None:
                self.add_error("until", ValidationError(_("Type a day as 31-12-2026.")))
            elif until < self.today:
                self.add_error("until", ValidationError(_("That day has passed.")))

    def chosen(self) -> list[Case]:
        """All cases, or those that were ticked."""
        if self.cleaned_data["which"] == ALL:
            return self.rows
        return [row for row in self.rows if str(row.uid) in self.cleaned_data["cases"]]

    def colleague(self) -> User | None:
        """To whom they go."""
        return next((user for user in self.others if str(user.uid) == self.data.get("who")), None)


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: DeskRequest) -> HttpResponse:
    """All of mine, or some."""
    return _page(request, request.user, back="today")


@requires("casework.assign_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: DeskRequest) -> HttpResponse:
    """Choose whose cases; then what goes to whom. No person is named."""
    workers = loads(request.user, request.municipality, now=timezone.now())
    uid = request.GET.get("worker", "")
    if not uid:
        return render(request, "desk/cases/assign.html", {"loads": workers})
    worker = next((load.worker for load in workers if str(load.worker.uid) == uid), None)
    if worker is None:
        raise Http404(f"nobody {uid} with cases")
    return _page(request, worker, back="assign")


def _page(request: DeskRequest, worker: User, *, back: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    rows = cases_of(request.user, request.municipality, worker, now=now)
    others = [user for user in colleagues(request.municipality, today=today) if user != worker]
    form = HandoverForm(request.POST or None, rows=rows, others=others, today=today)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _hand_over(request, form, now))
        address = reverse(f"desk:{back}", kwargs={"municipality": request.municipality.slug})
        return HttpResponseRedirect(address)
    context = {
        "form": form,
        "worker": worker,
        "own": worker == request.user,
        "count": len(rows),
        "back": f"desk:{back}",
        "listed": LISTED,
    }
    status = 400 if form.errors else 200
    return render(request, "desk/cases/handover.html", context, status=status)


def _hand_over(request: DeskRequest, form: HandoverForm, now: dt.datetime) -> str:
    """Do it, all or nothing, and say what was done."""
    told, who = form.cleaned_data, form.colleague()
    what: dict[str, Any] = {"cases": form.chosen(), "by": request.user, "now": now}
    if told["how"] == AWHILE and who:
        number = assigning.stand_in(who=who, until=told["until"], **what)
    elif told["how"] == GOOD and who:
        number = assigning.hand_over(to=who, **what)
    else:
        number = assigning.end_stand_in(**what)
    return ngettext("Arranged for %(n)s case.", "Arranged for %(n)s cases.", number) % {"n": number}


def _words(row: Case, today: dt.date) -> str:
    """A case without anybody in it: its reference, state, and the day on which it must go on."""
    words = [row.reference, str(row.get_state_display())]
    if row.due_at:
        day = full_day(timezone.localdate(row.due_at), today)
        words.append(_("to go on before %(day)s") % {"day": day})
    if row.stand_in and row.stand_in_until and row.stand_in_until >= today:
        words.append(_("%(name)s stands in") % {"name": row.stand_in.name})
    return ", ".join(words)
