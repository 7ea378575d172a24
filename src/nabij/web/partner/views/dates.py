"""One date: call it off, move it, or let it go on after all."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nabij.directory.actions import NotPlannedError, cancel_date, move_date, restore_date
from nabij.directory.models import Occurrence
from nabij.directory.queries.own import date_of_offer
from nabij.web.access import DeskRequest, requires
from nabij.web.partner import kept
from nabij.web.partner.access import offer_of
from nabij.web.partner.addresses import offer_page
from nabij.web.partner.days import CANCEL, MOVE, RESTORE, DateForm, date_row


@kept.over_signing_in
@requires("directory.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def date(request: DeskRequest, uid: UUID, schedule: UUID, day: str) -> HttpResponse:
    """What happens to this one date."""
    offer = offer_of(request, uid)
    row = date_of_offer(offer, schedule, _day(day))
    if row is None:
        raise Http404(f"nothing on {day}")
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else kept.taken(request)
    if request.method == "POST" and request.POST.get("what") == RESTORE:
        restore_date(schedule=row.schedule, date=row.rule_date, today=today)
        messages.success(request, _("This date goes on after all. Who subscribed sees it too."))
        return HttpResponseRedirect(offer_page(offer))
    chosen = request.GET.get("what") if request.GET.get("what") in (CANCEL, MOVE) else CANCEL
    form = DateForm(data, today=today, initial={"what": chosen})
    if request.method == "POST" and form.is_valid():
        return _write(request, row, form, today)
    context = {
        "form": form,
        "offer": offer,
        "date": date_row(offer, row, today),
        "deviates": row.cancelled or row.moved_from is not None,
        "back_url": offer_page(offer),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "partner/date.html", context, status=status)


def _write(request: DeskRequest, row: Occurrence, form: DateForm, today: dt.date) -> HttpResponse:
    given = form.cleaned_data
    try:
        if given["what"] == CANCEL:
            cancel_date(
                schedule=row.schedule, date=row.rule_date, reason=form.reason_given(), today=today
            )
            said = _(
                "This date is called off. Everyone sees it with the reason; who subscribed too."
            )
        else:
            move_date(
                schedule=row.schedule,
                date=row.rule_date,
                new_date=given["new_date"] or row.rule_date,
                new_starts_at=given["new_starts_at"],
                new_ends_at=given["new_ends_at"],
                reason=form.reason_given(),
                today=today,
            )
            said = _(
                "This date has moved. Everyone sees the old and the new one; who subscribed too."
            )
    except NotPlannedError:
        raise Http404("the rule changed meanwhile") from None
    messages.success(request, said)
    return HttpResponseRedirect(offer_page(row.offer))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Http404(f"{text!r} is no day") from None
