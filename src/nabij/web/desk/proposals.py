"""Asking residents what they think of something that may come: write it, count stickers, see the answers."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.directory.actions.proposals import (
    change_proposal,
    close_proposal,
    propose,
    remove_words,
    tally,
)
from nabij.directory.models import Opinion, Proposal
from nabij.directory.queries.proposals import (
    counts_of,
    opinion_with_words,
    proposal_with,
    proposals,
    what_makes_it_easier,
)
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm, dress

#: Never more stickers than this on one poster.
MOST_COUNTED = 2000
_FIELDS = ("name", "about", "place", "moment", "asked_by", "open_until")


class ProposalForm(PlainForm):
    """What may come, as residents read it."""

    name = forms.CharField(
        label=gettext_lazy("What may come"),
        max_length=200,
        help_text=gettext_lazy("Short, such as: soup in the church garden."),
    )
    about = forms.CharField(
        label=gettext_lazy("What it would be"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Two or three sentences in plain words."),
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    moment = forms.CharField(
        label=gettext_lazy("When"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As you would say it: Wednesday afternoons, from March."),
    )
    asked_by = forms.CharField(label=gettext_lazy("Who asks"), max_length=120)
    open_until = forms.DateField(
        label=gettext_lazy("Open until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Type a date, such as 2026-12-31.")},
    )
    name_en = forms.CharField(
        label=gettext_lazy("What may come, in English"), max_length=200, required=False
    )
    about_en = forms.CharField(
        label=gettext_lazy("What it would be, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def told(self) -> dict[str, object]:
        """What the actions take."""
        given = self.cleaned_data
        english = {n: given[f"{n}_en"] for n in ("name", "about") if given[f"{n}_en"]}
        return {name: given[name] for name in _FIELDS} | {
            "translations": {"en": english} if english else {}
        }


class TallyForm(PlainForm):
    """What was counted on paper."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for answer in Opinion.Answer:
            self.fields[answer.value] = forms.IntegerField(
                label=answer.label,
                min_value=0,
                max_value=MOST_COUNTED,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), _("Type a number, such as 12.")
                ),
            )
            dress(self.fields[answer.value])

    def counted(self) -> dict[Opinion.Answer, int]:
        """People by answer."""
        return {answer: self.cleaned_data.get(answer.value) or 0 for answer in Opinion.Answer}


@requires("directory.ask_residents")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Everything that was asked, with how many answered."""
    today = timezone.localdate()
    found = list(proposals(request.municipality)[:200])
    counts = counts_of(request.municipality, found)
    rows = [(row, row.is_open(today), counts[row.pk]) for row in found]
    return render(request, "desk/proposals.html", {"rows": rows})


@requires("directory.ask_residents")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Ask something."""
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = propose(municipality=request.municipality, told=form.told())
        messages.success(request, _("It stands on the site. Hang the poster up too."))
        return _to(request, "proposal", uid=made.uid)
    return _form(request, form, None)


@requires("directory.ask_residents")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Change what it says."""
    found = _found(request, uid)
    english = found.translations.get("en", {})
    was = {name: getattr(found, name) for name in _FIELDS}
    was |= {f"{name}_en": english.get(name, "") for name in ("name", "about")}
    form = ProposalForm(request.POST if request.method == "POST" else None, initial=was)
    if form.is_bound and form.is_valid():
        change_proposal(proposal=found, told=form.told())
        messages.success(request, _("Residents now see it like this."))
        return _to(request, "proposal", uid=uid)
    return _form(request, form, found)


@requires("directory.ask_residents")
@require_safe
def one(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The answers, at once and in full, and where to enter what was counted on paper."""
    return _one(request, _found(request, uid), TallyForm(initial={"form_key": uuid.uuid4()}))


@requires("directory.ask_residents")
@require_POST
def count(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Add what was counted on a poster."""
    found, form = _found(request, uid), TallyForm(request.POST)
    if form.is_valid() and not any(form.counted().values()):
        form.add_error(Opinion.Answer.YES.value, _("Type how many stickers you counted."))
    if form.errors:
        return _one(request, found, form, status=400)
    people = tally(
        proposal=found,
        counted=form.counted(),
        form_key=form.cleaned_data["form_key"],
        now=timezone.now(),
    )
    said = ngettext("%(people)s person added.", "%(people)s people added.", people)
    messages.success(request, said % {"people": people})
    return _to(request, "proposal", uid=uid)


@requires("directory.ask_residents")
@require_POST
def close(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Nobody answers any more."""
    close_proposal(proposal=_found(request, uid), today=timezone.localdate())
    messages.success(request, _("It is closed. Residents see the result."))
    return _to(request, "proposal", uid=uid)


@requires("directory.ask_residents")
@require_POST
def forget_words(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Take away what somebody wrote, such as a name in it."""
    found = _found(request, uid)
    opinion = opinion_with_words(found, request.POST.get("opinion", ""))
    if opinion is not None:
        remove_words(opinion=opinion)
        messages.success(request, _("The words were removed. The answer still counts."))
    return _to(request, "proposal", uid=uid)


def _one(request: DeskRequest, found: Proposal, form: TallyForm, status: int = 200) -> HttpResponse:
    counts = counts_of(request.municipality, [found])[found.pk]
    context = {
        "proposal": found,
        "is_open": found.is_open(timezone.localdate()),
        "counts": counts,
        "answers": [(answer.label, getattr(counts, answer.value)) for answer in Opinion.Answer],
        "easier": what_makes_it_easier(found),
        "form": form,
    }
    return render(request, "desk/proposal.html", context, status=status)


def _form(request: DeskRequest, form: ProposalForm, found: Proposal | None) -> HttpResponse:
    context = {"form": form, "proposal": found}
    status = 400 if form.errors else 200
    return render(request, "desk/proposal_form.html", context, status=status)


def _found(request: DeskRequest, uid: UUID) -> Proposal:
    found = proposal_with(request.municipality, uid)
    if found is None:
        raise Http404(f"no proposal {uid}")
    return found


def _to(request: DeskRequest, name: str, **parts: object) -> HttpResponse:
    slug = request.municipality.slug
    return HttpResponseRedirect(reverse(f"desk:{name}", kwargs={"municipality": slug, **parts}))
