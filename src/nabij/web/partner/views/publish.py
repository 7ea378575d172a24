"""Publishing, changing and copying an offer: one page, a page to check, done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nabij.directory.actions import change_offer, publish_offer
from nabij.directory.models import Offer, Organisation, Place, Schedule
from nabij.directory.occurrences import recurrence
from nabij.directory.queries.own import recent_places
from nabij.directory.queries.shown import schedules_of
from nabij.methods.dates import in_words
from nabij.web.access import DeskRequest, requires
from nabij.web.partner import kept, prefill, when
from nabij.web.partner.access import offer_of, organisation_of
from nabij.web.partner.addresses import home_page, offer_page
from nabij.web.partner.alike import places_there_already, there_already
from nabij.web.partner.checked import checked, date_lines, typed
from nabij.web.partner.forms import NEW_PLACE, OfferForm
from nabij.web.public.words import full_day

CHANGE, PUBLISH, PREVIEW = "change", "publish", "preview"


@kept.over_signing_in
@requires("directory.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Something new."""
    organisation = organisation_of(request, uid)
    return _Page(request, organisation).answer()


@kept.over_signing_in
@requires("directory.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Change an offer."""
    offer = offer_of(request, uid)
    return _Page(request, offer.organisation, changes=offer).answer()


@kept.over_signing_in
@requires("directory.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The same again, on new dates."""
    offer = offer_of(request, uid)
    return _Page(request, offer.organisation, copies=offer).answer()


@requires("directory.publish")
@require_POST
def preview(request: DeskRequest, uid: UUID) -> HttpResponse:
    """How the dates are understood so far: a piece of the page, for who has scripts."""
    page = _Page(request, organisation_of(request, uid))
    form = page.form(request.POST)
    return render(request, "partner/_preview.html", {"read": _so_far(form)})


@requires("directory.publish")
@require_POST
def alike(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What is there already and may be meant: a piece of the page, for who has scripts."""
    page = _Page(request, organisation_of(request, uid))
    form = page.form(request.POST)
    form.is_valid()
    return render(request, "partner/_alike.html", {"alike": there_already(form, page.organisation)})


def _so_far(form: OfferForm) -> dict[str, Any] | None:
    """The dates, as soon as nothing about them is wrong or missing."""
    form.is_valid()
    about = {
        "rhythm",
        "weeks",
        "dates",
        "days",
        "interval",
        "starts_at",
        "ends_at",
        "starts_on",
        "until",
    }
    if about & set(form.errors) or form.cleaned_data.get("rhythm") in (None, when.KEEP, when.NONE):
        return None
    read = when.read_back(when.rules_of(form.cleaned_data, form.today), form.today)
    return {
        "sentences": read.sentences,
        "dates": date_lines(read, form.today),
        "more": read.more,
        "skipped": [full_day(date, form.today) for date in read.skipped],
    }


class _Page:
    """One visit to the form: to publish, to change or to copy."""

    def __init__(
        self,
        request: DeskRequest,
        organisation: Organisation,
        *,
        changes: Offer | None = None,
        copies: Offer | None = None,
    ) -> None:
        self.request, self.organisation = request, organisation
        self.changes, self.copies = changes, copies
        self.today = timezone.localdate()
        offer = changes or copies
        self.schedules: list[Schedule] = schedules_of(offer) if offer else []
        self.known_places: list[Place] = []  # that look like the new place that was typed

    def answer(self) -> HttpResponse:
        """The form, the form with what is wrong, the page to check, or on to what was made."""
        request = self.request
        data = request.POST if request.method == "POST" else kept.taken(request)
        if not data:
            return self.show(self.form(initial=self.initial()))
        form = self.form(data)
        step = data.get("step", "") if request.method == "POST" else CHANGE
        if not form.is_valid():
            return self.show(form, status=200 if request.method != "POST" else 422)
        if step == CHANGE:
            return self.show(self.form(self.with_guesses(form, data)))
        if step == PUBLISH:
            return self.write(form)
        return self.check(form, data)

    def form(
        self, data: QueryDict | None = None, initial: dict[str, Any] | None = None
    ) -> OfferForm:
        """The form of this visit."""
        places = recent_places(self.organisation)
        offer = self.changes or self.copies
        if offer and offer.place and offer.place not in places:
            places = [offer.place, *places]
        if data and data.get("place_name"):
            self.known_places = places_there_already(self.organisation, data)
            places = [*places, *(one for one in self.known_places if one not in places)]
        return OfferForm(
            data,
            initial=initial,
            places=places,
            today=self.today,
            keeps_rules=self.rules_in_words() if self.changes else "",
        )

    def initial(self) -> dict[str, Any]:
        """What the form shows at first."""
        if self.changes:
            return prefill.of_offer(self.changes, self.schedules, self.today)
        if self.copies:
            return prefill.for_copy(self.copies, self.schedules, self.today)
        return prefill.empty(self.organisation)

    def rules_in_words(self) -> str:
        """The dates that an offer has now."""
        language = get_language() or "nl"
        return "; ".join(in_words(recurrence(row), language, self.today) for row in self.schedules)

    def with_guesses(self, form: OfferForm, data: QueryDict) -> QueryDict:
        """What was typed, with what we guessed from the name ticked, so that it can be changed."""
        guess = prefill.suggested(form)
        if guess is None:
            return data
        filled = data.copy()
        for name, values in (("mechanisms", guess.mechanisms), ("causes", guess.causes)):
            if not filled.getlist(name):
                filled.setlist(name, [str(value) for value in values])
        if not filled.get("form"):
            filled["form"] = str(guess.form)
        return filled

    def show(self, form: OfferForm, status: int = 200) -> HttpResponse:
        """The form itself."""
        offer = self.changes or self.copies
        context = {
            "form": form,
            "organisation": self.organisation,
            "offer": self.changes,
            "copied": self.copies,
            "read": _so_far(form) if form.is_bound else None,
            "alike": there_already(form, self.organisation) if form.is_bound and not offer else [],
            "kept": self.request.method != "POST" and form.is_bound,
            "back_url": offer_page(offer) if offer else home_page(self.organisation),
            "open_more": any(form[name].errors for name in _MORE),
        }
        return render(self.request, "partner/form.html", context, status=status)

    def check(self, form: OfferForm, data: QueryDict) -> HttpResponse:
        """The page to check."""
        rules = self.rules(form) or []
        context = {
            "checked": checked(form, self.organisation, rules),
            "alike": [] if self.changes else there_already(form, self.organisation),
            "known_places": self.known_places if form.cleaned_data["where"] == NEW_PLACE else [],
            "organisation": self.organisation,
            "offer": self.changes,
            "typed": typed(data),
            "waits": self.organisation.standing != Organisation.Standing.TRUSTED,
            "keeps": form.cleaned_data["rhythm"] == when.KEEP and self.rules_in_words(),
        }
        return render(self.request, "partner/check.html", context)

    def rules(self, form: OfferForm) -> list[Any] | None:
        """The rules for the dates; None: they stay."""
        if form.cleaned_data["rhythm"] == when.KEEP:
            return None
        return when.rules_of(form.cleaned_data, None if self.changes else self.today)

    def write(self, form: OfferForm) -> HttpResponse:
        """Publish or change, and go on to the offer."""
        details = prefill.details_of(form, self.organisation)
        rules = self.rules(form)
        user = self.request.user
        if self.changes:
            change_offer(
                offer=self.changes, details=details, rules=rules, by=user, today=self.today
            )
            messages.success(self.request, _changed(self.changes))
            return HttpResponseRedirect(offer_page(self.changes))
        offer = publish_offer(
            organisation=self.organisation,
            uid=prefill.key_of(form, user),
            details=details,
            rules=rules or [],
            by=user,
            today=self.today,
            copied_from=self.copies,
        )
        messages.success(self.request, _published(offer))
        return HttpResponseRedirect(offer_page(offer))


def _changed(offer: Offer) -> str:
    if offer.visibility == Offer.Visibility.PUBLIC:
        return _("It has been changed. Residents see it now.")
    return _("It has been changed. The municipality looks at it before residents see it.")


def _published(offer: Offer) -> str:
    if offer.visibility == Offer.Visibility.AWAITING:
        return _(
            "It has been sent. The municipality looks at it first; here you read what they say."
        )
    return _("It has been published. Residents find it from now on.")


_MORE = (
    "capacity", "group_size", "languages", "accessible", "audiences", "only_for", "age_min",
    "age_max", "website", "form", "mechanisms", "causes",
)  # fmt: skip
