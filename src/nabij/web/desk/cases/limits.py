"""How long each state may last and how long cases are kept, set by the municipality."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nabij.casework.actions.settings import change_case_settings
from nabij.casework.models import CaseSettings
from nabij.casework.models.ladder import OPEN
from nabij.casework.queries.settings import case_settings
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm, dress

#: Longer than this no state may last and no case is kept: the aim ends before.
MOST_WORKING_DAYS = 260
KEEP = {
    "keep_days_not_acted_on": (gettext_lazy("Forget after so many days where nobody acts"), 91),
    "keep_days_declined": (gettext_lazy("Forget so many days after “no, thank you”"), 366),
    "keep_days_round": (gettext_lazy("Forget the list of a round so many days after its end"), 91),
    "keep_days_helped": (gettext_lazy("Forget so many days after help ended"), 1826),
}


def _number(label: Any, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={"invalid": gettext_lazy("Write a number of days, such as 2.")},
    )


class LimitsForm(PlainForm):
    """Working days a state, and days to keep."""

    def __init__(self, *args: Any, settings: CaseSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in OPEN:
            self.fields[state.value] = _number(state.label, 0, MOST_WORKING_DAYS)
            self.initial[state.value] = settings.limit(state)
        for name, (label, most) in KEEP.items():
            self.fields[name] = _number(label, 7, most)
            self.initial[name] = getattr(settings, name)
        for field in self.fields.values():
            dress(field)


@requires("casework.set_promises")
@require_http_methods(["GET", "HEAD", "POST"])
def limits(request: DeskRequest) -> HttpResponse:
    """See them and change them; what was typed stays when something is wrong with it."""
    settings = case_settings(request.municipality)
    form = LimitsForm(request.POST if request.method == "POST" else None, settings=settings)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        change_case_settings(
            municipality=request.municipality,
            limits={state.value: told[state.value] for state in OPEN},
            keep={name: told[name] for name in KEEP},
        )
        messages.success(request, _("These time limits hold from now on."))
        address = reverse("desk:case-limits", kwargs={"municipality": request.municipality.slug})
        return HttpResponseRedirect(address)
    context = {
        "form": form,
        "states": [form[state.value] for state in OPEN],
        "keep": [form[name] for name in KEEP],
    }
    return render(request, "desk/cases/limits.html", context, status=400 if form.errors else 200)
