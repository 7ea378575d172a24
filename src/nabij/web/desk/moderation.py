"""Looking at what is new: let it through, ask, or refuse it with the reason that the organisation reads."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nabij.core.audit.recording import record
from nabij.core.rules import Permission
from nabij.directory.actions import NotWaitingError, review_offer, review_organisation
from nabij.directory.models import Offer, Organisation, Review
from nabij.directory.occurrences import recurrence
from nabij.directory.queries.own import latest_reviews
from nabij.directory.queries.shown import dates_ahead, schedules_of
from nabij.directory.queries.waiting import (
    reviews_of,
    waiting_offer,
    waiting_offers,
    waiting_organisation,
    waiting_organisations,
)
from nabij.directory.rich_text import plain_text, safe_html
from nabij.methods.dates import in_words
from nabij.web.access import DeskRequest, requires
from nabij.web.advice import advise
from nabij.web.desk.inviting import Account, Invitation, invitation, invite
from nabij.web.forms import PlainForm
from nabij.web.public.cards import card

Verdict = Review.Verdict


class ReviewForm(PlainForm):
    """What the municipality says."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=(
            (Verdict.APPROVED, gettext_lazy("It is fine")),
            (Verdict.ASKED, gettext_lazy("I have a question first")),
            (Verdict.REFUSED, gettext_lazy("It does not belong here")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Your question or reason"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The organisation reads this, word for word."),
        error_messages={
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; %(limit_value)d fit."
            )
        },
    )

    def clean(self) -> dict[str, Any]:
        """Who asks or refuses says it in words."""
        given = super().clean() or {}
        wordless = not given.get("words") and "words" not in self.errors
        if given.get("verdict") in (Verdict.ASKED, Verdict.REFUSED) and wordless:
            self.add_error(
                "words", _("Type your question or reason, so that they can do something.")
            )
        return given


class LetInForm(ReviewForm):
    """What the municipality says of an organisation, and whether its contact gets an account."""

    invite = forms.BooleanField(required=False)
    #: What was known of the address when the page was made: it may have an account since.
    account = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, found: Invitation | None, data: Any = None, **kwargs: Any) -> None:
        # An account for who may be a program, or for somebody who has one, is a choice that one makes oneself.
        plain = bool(found and found.account == Account.NONE and not kwargs.pop("signs", None))
        kwargs.pop("signs", None)
        super().__init__(
            data,
            initial={"invite": plain, "account": found.account if found else ""},
            **kwargs,
        )
        self.found = found
        if found is None or found.account == Account.CLOSED:
            del self.fields["invite"], self.fields["account"]
        else:
            self.fields["invite"].label = found.words
            self.fields["invite"].help_text = found.explained

    def clean(self) -> dict[str, Any]:
        """Who the address belongs to is as it was shown."""
        given = super().clean()
        if given.get("invite") and self.found and given.get("account") != self.found.account:
            self.data = {**self.data.dict(), "account": self.found.account}  # type: ignore[attr-defined]
            self.add_error(
                "invite", _("This address belongs to an account by now. Look once more, then send.")
            )
        return given

    @property
    def invites(self) -> bool:
        """Whether to invite the contact: only who is let in."""
        given = self.cleaned_data
        return bool(given.get("invite")) and given["verdict"] == Verdict.APPROVED


@requires(Permission.EDIT_DIRECTORY)
@require_safe
def waiting(request: DeskRequest) -> HttpResponse:
    """Everything that waits."""
    offers = waiting_offers(request.municipality)
    told = latest_reviews(offers)
    context = {
        "organisations": waiting_organisations(request.municipality),
        "offers": [(offer, _asked(offer, told.get(offer.pk))) for offer in offers],
    }
    return render(request, "desk/waiting.html", context)


def _asked(offer: Offer, told: Review | None) -> bool:
    """Whether a question is open: asked, and nothing changed since."""
    return told is not None and told.verdict == Verdict.ASKED and offer.updated_at <= told.at


@requires(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One offer that waits, as residents would see it."""
    found = waiting_offer(request.municipality, uid)
    if found is None:
        return _gone(request)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _review(request, form, found)
    now = timezone.localtime()
    ahead = dates_ahead(found, now=now, limit=1)
    language = get_language() or "nl"
    texts = [found.name, found.summary, plain_text(found.description)]
    context = {
        "form": form,
        "name": found.name,
        "organisation": found.organisation,
        "card": card(request.municipality, found, today=now.date(), coming=next(iter(ahead), None)),
        "description": safe_html(found.description),
        "rules": [in_words(recurrence(rule), language, now.date()) for rule in schedules_of(found)],
        "advice": advise("\n\n".join(filter(None, texts)), "nl", request.municipality),
        "reviews": reviews_of(found),
        "first": found.organisation.standing == Organisation.Standing.NEW,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/waiting_one.html", context, status=status)


@requires(Permission.EDIT_DIRECTORY)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One organisation that presented itself, with whom to call there. That reading is noted."""
    found = waiting_organisation(request.municipality, uid)
    if found is None:
        return _gone(request)
    found_one = invitation(found) if Permission.READ_CONTACTS in request.permissions else None
    form = LetInForm(found_one, request.POST or None, signs=found.extra.get("signs"))
    if request.method == "POST" and form.is_valid():
        return _review(request, form, found)
    contacts = []
    if Permission.READ_CONTACTS in request.permissions:
        contacts = list(found.contacts.all())
        for contact in contacts:
            fields = ("name", "phone", "email")
            record("contact.read", municipality=request.municipality, on=contact, fields=fields)
    context = {
        "form": form,
        "name": found.name,
        "organisation": found,
        "contacts": contacts,
        "description": safe_html(found.description),
        "advice": advise(plain_text(found.description), "nl", request.municipality),
        "reviews": reviews_of(found),
        "signs": found.extra.get("signs"),
        "closed": found_one is not None and found_one.account == Account.CLOSED,
        "no_address": found_one is None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/waiting_one.html", context, status=status)


def _review(request: DeskRequest, form: ReviewForm, found: Offer | Organisation) -> HttpResponse:
    verdict, words = Verdict(form.cleaned_data["verdict"]), form.cleaned_data["words"]
    try:
        if isinstance(found, Offer):
            review_offer(offer=found, verdict=verdict, words=words, by=request.user)
        else:
            _review_organisation(request, form, found)
    except NotWaitingError:
        return _gone(request)
    said = {
        Verdict.APPROVED: _("“%(name)s” has been let through."),
        Verdict.ASKED: _("Your question stands with “%(name)s”."),
        Verdict.REFUSED: _("“%(name)s” has not been let through. They read why."),
    }
    messages.success(request, said[verdict] % {"name": found.name})
    return HttpResponseRedirect(_list(request))


@transaction.atomic
def _review_organisation(request: DeskRequest, form: ReviewForm, found: Organisation) -> None:
    """What was said, and the account that goes with letting it in: both, or nothing."""
    review_organisation(
        organisation=found,
        verdict=Verdict(form.cleaned_data["verdict"]),
        words=form.cleaned_data["words"],
        by=request.user,
    )
    if isinstance(form, LetInForm) and form.found and form.invites:
        fields = ("name", "email")
        record(
            "contact.read", municipality=request.municipality, on=form.found.contact, fields=fields
        )
        invite(form.found, found)
        messages.success(
            request,
            _("A mail with a link goes to %(email)s.") % {"email": form.found.contact.email},
        )


def _gone(request: DeskRequest) -> HttpResponse:
    """A colleague was earlier, or it was never there."""
    if request.method != "POST":
        raise Http404("nothing of that id waits")
    messages.info(request, _("Somebody has looked at this already."))
    return HttpResponseRedirect(_list(request))


def _list(request: DeskRequest) -> str:
    return reverse("desk:waiting", kwargs={"municipality": request.municipality.slug})
