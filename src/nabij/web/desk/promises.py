"""The desk's page of what we promise to whoever asks us something, and how long we keep it."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nabij.casework.actions.settings import FIELDS, change_settings
from nabij.casework.queries.settings import intake_settings
from nabij.core.vocabulary import Weekday
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm

MOST_DAYS_OFF = 60


def _days(label: Any, most: int, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={"invalid": gettext_lazy("Write a number of days, such as 2.")},
    )


class PromisesForm(PlainForm):
    """Who calls back, by when, and what is kept how long."""

    who = forms.CharField(
        label=gettext_lazy("Who calls back?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As residents read it. Empty: the name of the site."),
    )
    who_en = forms.CharField(
        label=gettext_lazy("Who calls back, in English"), max_length=120, required=False
    )
    within_days = _days(gettext_lazy("We call within so many working days"), 20, 0)
    idea_within_days = _days(gettext_lazy("We answer an idea within so many working days"), 60, 0)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days on which somebody works"),
        coerce=int,
        choices=list(enumerate(Weekday.labels)),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    ends_at = forms.TimeField(
        label=gettext_lazy("The working day ends at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 6}),
        error_messages={"invalid": gettext_lazy("Write a time, such as 17:00.")},
    )
    closed_days = forms.CharField(
        label=gettext_lazy("Other days off"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, as 2026-12-24. Public holidays are known already."),
    )
    keep_days_handled = _days(
        gettext_lazy("Forget what somebody told so many days after it was handled"), 366
    )
    keep_days_open = _days(gettext_lazy("Forget it after so many days where nobody acts"), 366)
    keep_days_idea = _days(gettext_lazy("Forget whose idea it was after so many days"), 1100)

    def clean_closed_days(self) -> list[str]:
        """Dates, each once, in order."""
        lines = self.cleaned_data["closed_days"].split()
        days = set()
        for line in lines:
            try:
                days.add(dt.date.fromisoformat(line).isoformat())
            except ValueError:
                raise ValidationError(
                    _("“%(line)s” is no date. Write it as 2026-12-24.") % {"line": line[:20]}
                ) from None
        if len(days) > MOST_DAYS_OFF:
            raise ValidationError(
                _("At most %(most)s days fit. Leave out those that have been.")
                % {"most": MOST_DAYS_OFF}
            )
        return sorted(days)


@requires("casework.set_promises")
@require_http_methods(["GET", "HEAD", "POST"])
def promises(request: DeskRequest) -> HttpResponse:
    """See them and change them; what was typed stays when something is wrong with it."""
    settings = intake_settings(request.municipality)
    was = {name: getattr(settings, name) for name in FIELDS}
    was["closed_days"] = "\n".join(map(str, settings.closed_days))
    form = PromisesForm(request.POST if request.method == "POST" else None, initial=was)
    if request.method == "POST" and form.is_valid():
        change_settings(municipality=request.municipality, told=form.cleaned_data)
        messages.success(request, _("This is what we promise from now on."))
        address = reverse("desk:promises", kwargs={"municipality": request.municipality.slug})
        return HttpResponseRedirect(address)
    return render(request, "desk/promises.html", {"form": form}, status=400 if form.errors else 200)
