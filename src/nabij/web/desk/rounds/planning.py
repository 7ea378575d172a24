"""Who goes, who goes where, and the end: small acts on a round, of who leads it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nabij.casework.actions.handling import EndedError
from nabij.casework.actions.rounds import (
    NobodyGoesError,
    add_visitor,
    end_round,
    remove_visitor,
    share_out_round,
    take_lead,
)
from nabij.casework.models import VisitRound
from nabij.casework.queries.rounds import visitor_of, who_can_go
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.views import refused_in_words
from nabij.web.desk.rounds.views import round_or_404, to
from nabij.web.desk.rounds.words import chosen


@requires("casework.work_rounds")
@require_POST
def who(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Somebody goes, or goes no more."""
    round_ = round_or_404(request, uid)
    try:
        with refused_in_words():
            messages.success(request, _remove(request, round_) or _add(request, round_))
    except EndedError:
        messages.warning(request, _("This round has ended. Nothing was changed."))
    return to(request, "round", round_, "#who")


@requires("casework.work_rounds")
@require_POST
def share(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Share out what nobody has yet."""
    round_ = round_or_404(request, uid)
    try:
        with refused_in_words():
            number = share_out_round(round_=round_, by=request.user, now=timezone.now())
    except NobodyGoesError:
        messages.warning(request, _("Choose first who goes."))
    except EndedError:
        messages.warning(request, _("This round has ended. Nothing was changed."))
    else:
        said = ngettext(
            "%(number)s address shared out.", "%(number)s addresses shared out.", number
        )
        messages.success(request, said % {"number": number})
    return to(request, "round", round_, "#who")


@requires("casework.work_rounds")
@require_POST
def end(request: DeskRequest, uid: UUID) -> HttpResponse:
    """It ends today."""
    round_ = round_or_404(request, uid)
    with refused_in_words():
        end_round(round_=round_, by=request.user, now=timezone.now())
    messages.success(request, _("The round has ended. Nobody can fill in anything any more."))
    return to(request, "round", round_)


@requires("casework.assign_cases")
@require_POST
def lead(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Take it over from who led it."""
    round_ = round_or_404(request, uid)
    with refused_in_words():
        take_lead(round_=round_, by=request.user, now=timezone.now())
    messages.success(request, _("You lead this round now."))
    return to(request, "round", round_)


def _remove(request: DeskRequest, round_: VisitRound) -> str:
    """What was done, or nothing where nobody was to go."""
    visitor = visitor_of(round_, request.POST.get("goes_no_more", ""))
    if visitor is None:
        return ""
    number = remove_visitor(visitor=visitor, by=request.user, now=timezone.now())
    said = ngettext(
        "%(number)s address waits for somebody else.",
        "%(number)s addresses wait for somebody else.",
        number,
    )
    return said % {"number": number}


def _add(request: DeskRequest, round_: VisitRound) -> str:
    today = timezone.localdate()
    wanted = request.POST.getlist("who")
    number = 0
    for person in who_can_go(request.user, round_, today=today):
        if chosen(person) in wanted:
            add_visitor(round_=round_, who=person, by=request.user, now=timezone.now())
            number += 1
    said = ngettext("%(number)s person goes too.", "%(number)s people go too.", number)
    return said % {"number": number} if number else _("Tick who goes.")
