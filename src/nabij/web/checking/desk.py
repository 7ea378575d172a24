"""The desk's side of keeping it true: how fresh the map is, the round of mails, the call list."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.core.audit.recording import record
from nabij.core.jobs.control import start_job
from nabij.core.links.secrets import shown_code
from nabij.core.rules import Permission
from nabij.directory.actions import asking, checking
from nabij.directory.freshness import Freshness
from nabij.directory.models import Offer, Organisation, OrganisationContact, TimesNote, Verification
from nabij.directory.queries.checks import (
    call_list,
    contacts_of,
    due_of,
    due_offer,
    open_notes,
    round_on,
    settings_of,
    to_ask,
    to_remind,
)
from nabij.directory.queries.own import organisation_by_uid
from nabij.web.access import DeskRequest, requires
from nabij.web.checking.asking import ROUND
from nabij.web.checking.lines import check_line

HOW = Verification.How.PHONE

#: How a letter is said on the phone, as the Dutch do.
SPOKEN = {
    "B": "Bernard", "C": "Cornelis", "D": "Dirk", "F": "Ferdinand", "G": "Gerard", "H": "Hendrik",
    "J": "Jan", "K": "Karel", "L": "Lodewijk", "M": "Maria", "N": "Nico", "P": "Pieter",
    "R": "Richard", "S": "Simon", "T": "Teunis", "V": "Victor", "W": "Willem", "X": "Xantippe",
    "Z": "Zaandam",
}  # fmt: skip


@requires("directory.verify")
@require_safe
def checks(request: DeskRequest) -> HttpResponse:
    """How fresh everything is, who is to be asked, and what organisations told that somebody must still do."""
    municipality, now = request.municipality, timezone.now()
    rows = Offer.objects.filter(
        municipality=municipality, visibility=Offer.Visibility.PUBLIC, organisation__active=True
    ).exclude(status=Offer.Status.CLOSED)
    counted = dict(rows.order_by().values_list("freshness").annotate(Count("pk")))
    context = {
        "states": [(state.label, counted.get(state.value, 0)) for state in Freshness],
        "total": sum(counted.values()),
        "to_ask": len(to_ask(municipality, now=now)),
        "to_remind": len(to_remind(municipality, now=now)),
        "next_round": round_on(settings_of(municipality), timezone.localdate(now)),
        "calls": len(call_list(municipality, now=now)),
        "notes": open_notes(municipality),
        "may_edit": Permission.EDIT_DIRECTORY in request.permissions,
    }
    return render(request, "checking/desk.html", context)


@requires("directory.edit")
@require_POST
def ask_now(request: DeskRequest) -> HttpResponse:
    """Start the round of mails; it is seen on the page of long work."""
    _job, new = start_job(municipality=request.municipality, kind=ROUND)
    told = _("The mails are being made.") if new else _("The mails are being made already.")
    messages.success(request, told)
    if Permission.SEE_POST in request.permissions:
        return redirect("desk:jobs", municipality=request.municipality.slug)
    return _to(request, "checks")


@requires("directory.edit")
@require_POST
def note_done(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The new times are in the agenda."""
    note = TimesNote.objects.filter(municipality=request.municipality, uid=uid).first()
    if note is None:
        raise Http404("no such note")
    checking.note_done(note=note, now=timezone.now())
    return _to(request, "checks")


@requires("directory.verify")
@require_safe
def calls(request: DeskRequest) -> HttpResponse:
    """Whom to call, who waits longest first."""
    found = call_list(request.municipality, now=timezone.now())
    return render(request, "checking/calls.html", {"calls": found})


@requires("directory.verify")
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One organisation on the phone: whom to ask for, what people read now, and one tap for each answer."""
    organisation = organisation_by_uid(request.municipality, uid)
    if organisation is None:
        raise Http404("no such organisation")
    if request.method == "POST":
        return _answered(request, organisation)
    return _call_page(request, organisation)


def _call_page(request: DeskRequest, organisation: Organisation, code: str = "") -> HttpResponse:
    today = timezone.localdate()
    context = {
        "organisation": organisation,
        "contacts": _contacts(request, organisation),
        "lines": [check_line(offer, today) for offer in due_of(organisation)],
        "may_edit": Permission.EDIT_DIRECTORY in request.permissions,
        "code": shown_code(code),
        "code_address": _code_address(request),
        "spoken": [SPOKEN[letter] for letter in code],
    }
    response = render(request, "checking/call.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _code_address(request: DeskRequest) -> str:
    """Where a code is typed, as one says it: without https."""
    path = reverse("links:code", kwargs={"municipality": request.municipality.slug})
    return request.build_absolute_uri(path).split("://", 1)[1]


def _contacts(request: DeskRequest, organisation: Organisation) -> list[OrganisationContact]:
    """The people to ask for, where one may read them; that one did is written down."""
    if Permission.READ_CONTACTS not in request.permissions:
        return []
    found = contacts_of(organisation)
    if found:
        fields = ["name", "phone", "email"]
        record("contact.read", municipality=request.municipality, on=organisation, fields=fields)
    return found


def _answered(request: DeskRequest, organisation: Organisation) -> HttpResponse:
    """One tap. A code is shown on the answer itself, for it is nowhere else."""
    answer, now = request.POST.get("answer", ""), timezone.now()
    if answer == "code":
        return _call_page(
            request, organisation, asking.read_out_a_code(organisation=organisation, now=now)
        )
    if answer == "not_reached":
        asking.called_in_vain(organisation=organisation, now=now)
        messages.success(request, _("Noted. Today others come first."))
        return _to(request, "calls")
    for offer in _meant(request, organisation):
        if answer == "right":
            checking.confirm(offer=offer, how=HOW, now=now, by=request.user)
        elif answer == "stopped":
            checking.stop(offer=offer, how=HOW, now=now, by=request.user)
    if asking.all_answered(organisation=organisation, now=now):
        messages.success(request, _("%(name)s is done. Thank you.") % {"name": organisation.name})
        return _to(request, "calls")
    return redirect("desk:check-call", municipality=request.municipality.slug, uid=organisation.uid)


def _meant(request: DeskRequest, organisation: Organisation) -> list[Offer]:
    wanted = request.POST.get("offer", "")
    if wanted == "all":
        return due_of(organisation)
    try:
        offer = due_offer(organisation, UUID(wanted))
    except ValueError:
        raise Http404("no such offer") from None
    if offer is None:
        raise Http404("no such offer")
    return [offer]


def _to(request: DeskRequest, page: str) -> HttpResponse:
    return redirect(f"desk:{page}", municipality=request.municipality.slug)
