"""How pairs are proposed, set by the municipality."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nabij.casework.actions.settings import BUDDY_FIELDS, change_buddy_settings
from nabij.casework.models import Together
from nabij.casework.queries.buddies import buddy_settings
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm


def _number(label: Any, least: int, most: int, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={"invalid": gettext_lazy("Type a number, such as 2.")},
    )


class BuddySettingsForm(PlainForm):
    """What a pair must have, and how long things count."""

    floor = _number(
        gettext_lazy("Fits at least, of 100 points"),
        0,
        100,
        gettext_lazy("Who fits less is never proposed, however long somebody waits."),
    )
    fairness_per_day = forms.FloatField(
        label=gettext_lazy("Points for each day that somebody waits"),
        min_value=0,
        max_value=10,
        localize=True,
        help_text=gettext_lazy("The higher, the sooner who waits longest goes first."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 4}),
        error_messages={"invalid": gettext_lazy("Type a number, such as 0.5.")},
    )
    certificate_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("A certificate of conduct (VOG) is needed for"),
        choices=Together.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    months = _number(
        gettext_lazy("A certificate and references count for so many months"),
        1,
        120,
        gettext_lazy("After that we remind you to ask again."),
    )
    keep_days = _number(
        gettext_lazy("Forget a volunteer so many days after they stopped"),
        7,
        1826,
        gettext_lazy("Who came forward and was never called, goes with other questions."),
    )


@requires("casework.set_promises")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: DeskRequest) -> HttpResponse:
    """See them and change them; what was typed stays when something is wrong with it."""
    now = buddy_settings(request.municipality)
    was = {name: getattr(now, name) for name in BUDDY_FIELDS}
    form = BuddySettingsForm(request.POST if request.method == "POST" else None, initial=was)
    if request.method == "POST" and form.is_valid():
        change_buddy_settings(municipality=request.municipality, told=form.cleaned_data)
        messages.success(request, _("This holds from the next time that pairs are worked out."))
        address = reverse("desk:buddy-settings", kwargs={"municipality": request.municipality.slug})
        return HttpResponseRedirect(address)
    status = 400 if form.errors else 200
    return render(request, "desk/buddies/settings.html", {"form": form}, status=status)
