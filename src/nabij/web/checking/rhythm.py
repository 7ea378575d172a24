"""The desk's page of how we ask: how often each kind of offer, with what patience, and by itself or not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nabij.core.models import Municipality
from nabij.core.vocabulary import Form
from nabij.directory.actions.rhythm import choose_rhythm, choose_round
from nabij.directory.freshness import MOST_DAYS, MOST_MONTHS, Patience
from nabij.directory.index.settling import months_of
from nabij.directory.models import CheckSettings
from nabij.directory.queries.checks import round_on, settings_of
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm, dress

PATIENCE_FIELDS = ("sinks", "labelled", "gone")
ROUND_FIELDS = ("every_weeks", "weekday")


class RhythmForm(PlainForm):
    """Months between two checks for every kind of offer; days of patience, which go up; the round by itself."""

    sinks = forms.IntegerField(
        label=gettext_lazy("Days until it sinks in what people find"), min_value=1
    )
    labelled = forms.IntegerField(
        label=gettext_lazy("Days until people read that nobody checked it lately")
    )
    gone = forms.IntegerField(
        label=gettext_lazy("Days until it leaves the public list"), max_value=MOST_DAYS
    )
    every_weeks = forms.TypedChoiceField(
        label=gettext_lazy("Mail organisations by itself"),
        choices=CheckSettings.Every,
        coerce=int,
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("On which day"), choices=CheckSettings.Weekday, coerce=int
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in Form:
            self.fields[form.value] = forms.IntegerField(
                label=form.label,
                min_value=0,
                max_value=MOST_MONTHS,
                error_messages={
                    "invalid": gettext_lazy("Write a number of months, such as 3."),
                    "min_value": gettext_lazy("Write 0 or more. 0 is never."),
                },
            )
        for name in PATIENCE_FIELDS:
            self.fields[name].error_messages["invalid"] = gettext_lazy(
                "Write a number of days, such as 30."
            )
        for name, field in self.fields.items():
            if name not in ROUND_FIELDS:
                field.widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 3})
                dress(field)

    @classmethod
    def of(cls, municipality: Municipality, data: Any = None) -> "RhythmForm":
        """The form with what the municipality chose, or else the usual."""
        chosen = settings_of(municipality)
        names = (*PATIENCE_FIELDS, *ROUND_FIELDS)
        return cls(
            data,
            initial=dict(months_of(municipality)) | {name: getattr(chosen, name) for name in names},
        )

    @property
    def kinds(self) -> list[BoundField]:
        """The months, one field a kind."""
        return [self[form.value] for form in Form]

    @property
    def days(self) -> list[BoundField]:
        """The patience."""
        return [self[name] for name in PATIENCE_FIELDS]

    @property
    def round(self) -> list[BoundField]:
        """Whether and when a round goes out by itself."""
        return [self[name] for name in ROUND_FIELDS]

    def clean_labelled(self) -> int:
        """More days than it takes to sink."""
        return self._more_than("labelled", "sinks")

    def clean_gone(self) -> int:
        """More days than it takes to be labelled."""
        return self._more_than("gone", "labelled")

    def _more_than(self, name: str, before: str) -> int:
        days: int = self.cleaned_data[name]
        least = self.cleaned_data.get(before)
        if least is not None and days <= least:
            raise ValidationError(
                _("This must be more than the %(days)s days before it.") % {"days": least}
            )
        return days

    @transaction.atomic
    def save(self, municipality: Municipality) -> None:
        """Choose what differs from what was chosen."""
        chosen = self.cleaned_data
        months = {form.value: chosen[form.value] for form in Form}
        there = months_of(municipality)
        choose_rhythm(
            municipality=municipality,
            months={name: number for name, number in months.items() if number != there[name]},
            patience=Patience(*(chosen[name] for name in PATIENCE_FIELDS)),
            today=timezone.localdate(),
        )
        choose_round(
            municipality=municipality, every_weeks=chosen["every_weeks"], weekday=chosen["weekday"]
        )


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: DeskRequest) -> HttpResponse:
    """After how many months each kind of offer is asked about, what happens without an answer, and the round."""
    municipality = request.municipality
    form = RhythmForm.of(municipality, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save(municipality)
        messages.success(request, _("From now on we ask in this rhythm."))
        return redirect("desk:checks", municipality=municipality.slug)
    context = {
        "form": form,
        "next_round": round_on(settings_of(municipality), timezone.localdate()),
    }
    return render(request, "checking/rhythm.html", context, status=400 if form.errors else 200)
