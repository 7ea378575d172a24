"""The desk's page of help lines: what residents see in danger, kept true."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.core.actions.help_lines import (
    FIELDS,
    LastHelpLineError,
    NumberTakenError,
    add_help_line,
    change_help_line,
    confirm_help_line,
)
from nabij.core.help_lines import REVIEW_AFTER
from nabij.core.models import HelpLine
from nabij.core.models.help_lines import is_phone_number
from nabij.core.queries.help_lines import every_help_line, help_line, review_due
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm


class HelpLineForm(PlainForm):
    """One line as residents see it."""

    phone = forms.CharField(
        label=gettext_lazy("Number"), max_length=20, validators=[is_phone_number]
    )
    other_phone = forms.CharField(
        label=gettext_lazy("Other number"),
        max_length=20,
        required=False,
        validators=[is_phone_number],
        help_text=gettext_lazy("For example the free number beside a short one."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80, required=False)
    call_if = forms.CharField(
        label=gettext_lazy("Call this number if …"),
        max_length=200,
        help_text=gettext_lazy("Finish the sentence in plain words."),
    )
    call_if_en = forms.CharField(
        label=gettext_lazy("Call this number if …, in English"), max_length=200, required=False
    )
    website = forms.URLField(
        label=gettext_lazy("Website"), max_length=200, required=False, assume_scheme="https"
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"),
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
        help_text=gettext_lazy("1 comes first."),
    )
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    active = forms.BooleanField(label=gettext_lazy("Residents see this line"), required=False)


@requires("help_lines.edit")
@require_safe
def help_lines(request: DeskRequest) -> HttpResponse:
    """All lines in their order; those that somebody should look at again say so."""
    today = localdate()
    lines = every_help_line(request.municipality)
    rows = [(line, review_due(line, today=today)) for line in lines]
    context = {"rows": rows, "due": sum(due for _line, due in rows)}
    return render(request, "desk/help_lines.html", context)


@requires("help_lines.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_help_line(request: DeskRequest) -> HttpResponse:
    """A line of the municipality's own."""
    line = HelpLine(
        municipality=request.municipality,
        position=len(every_help_line(request.municipality)) + 1,
        review_on=localdate() + REVIEW_AFTER,
    )
    return _edit(request, line, new=True)


@requires("help_lines.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_help_line(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Change a line; what was typed stays when something is wrong with it."""
    return _edit(request, _line(request, uid), new=False)


@requires("help_lines.edit")
@require_POST
def still_right(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Somebody looked, and nothing changed."""
    line = confirm_help_line(line=_line(request, uid), today=localdate())
    messages.success(request, _("Thank you. %(line)s still holds.") % {"line": line})
    return _back(request)


def _edit(request: DeskRequest, line: HelpLine, *, new: bool) -> HttpResponse:
    was = {name: getattr(line, name) for name in FIELDS}
    form = HelpLineForm(request.POST if request.method == "POST" else None, initial=was)
    if request.method == "POST" and form.is_valid() and _written(form, line, was, new=new):
        messages.success(request, _("Residents now see it like this."))
        return _back(request)
    status = 400 if form.errors else 200
    context = {"form": form, "line": None if new else was}
    return render(request, "desk/help_line.html", context, status=status)


def _written(form: HelpLineForm, line: HelpLine, was: dict[str, Any], *, new: bool) -> bool:
    """Whether it could be written; if not, the form says why."""
    for name in FIELDS:
        setattr(line, name, form.cleaned_data[name])
    try:
        if new:
            add_help_line(line=line)
        else:
            change_help_line(line=line, changed=[n for n in FIELDS if getattr(line, n) != was[n]])
    except NumberTakenError as problem:
        form.add_error("phone", str(problem))
    except LastHelpLineError as problem:
        form.add_error("active", str(problem))
    except ValidationError as problem:
        form.add_error(None, problem)
    return not form.errors


def _line(request: DeskRequest, uid: UUID) -> HelpLine:
    found = help_line(request.municipality, uid)
    if found is None:
        raise Http404(f"no help line {uid}")
    return found


def _back(request: DeskRequest) -> HttpResponse:
    slug = request.municipality.slug
    return HttpResponseRedirect(reverse("desk:help-lines", kwargs={"municipality": slug}))
