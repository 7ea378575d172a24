"""What left the house and what could not, and long work: seen, stopped, gone on with, sent again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nabij.core.jobs import work
from nabij.core.jobs.control import go_on, stop_job
from nabij.core.models import Job, OutgoingMessage
from nabij.core.post import kinds
from nabij.core.post.queueing import ENDED, CannotSendAgainError, send_again
from nabij.web.access import DeskRequest, requires

State = OutgoingMessage.State
PER_PAGE = 50

#: How to look at the outbox: everything, or only what asks for attention.
TROUBLE = "trouble"


@requires("post.see")
@require_safe
def outbox(request: DeskRequest) -> HttpResponse:
    """Kind, state and time of every mail; never to whom or what it said."""
    mails = OutgoingMessage.objects.filter(municipality=request.municipality)
    failed = mails.filter(state=State.FAILED)
    only_trouble = request.GET.get("show") == TROUBLE
    page = Paginator(failed if only_trouble else mails, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "mail": mail,
            "kind": kinds.label_of(mail.kind),
            "again": mail.state in ENDED and mail.emptied_at is None,
        }
        for mail in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "failed": failed.count(),
        "waiting": mails.filter(state__in=(State.QUEUED, State.SENDING)).count(),
        "only_trouble": only_trouble,
        "keep": f"&show={TROUBLE}" if only_trouble else "",
    }
    return render(request, "desk/outbox.html", context)


@requires("post.see")
@require_POST
def again(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Send one mail again."""
    mail = OutgoingMessage.objects.filter(municipality=request.municipality, uid=uid).first()
    if mail is None:
        raise Http404("no such mail")
    try:
        send_again(message=mail)
    except CannotSendAgainError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("It goes again within a minute."))
    return redirect("desk:outbox", municipality=request.municipality.slug)


@requires("post.see")
@require_safe
def jobs(request: DeskRequest) -> HttpResponse:
    """The newest jobs, with how far they are."""
    found = Job.objects.filter(municipality=request.municipality)[:PER_PAGE]
    rows = [
        {
            "job": job,
            "label": work.label_of(job.kind),
            "under_way": job.state in (Job.State.WAITING, Job.State.RUNNING),
            "can_go_on": job.state in (Job.State.STOPPED, Job.State.FAILED),
        }
        for job in found
    ]
    under_way = any(row["under_way"] for row in rows)
    return render(request, "desk/jobs.html", {"rows": rows, "under_way": under_way})


@requires("post.see")
@require_POST
def stop(request: DeskRequest, uid: UUID) -> HttpResponse:
    """End a job between two steps."""
    if stop_job(job=_job(request, uid)):
        messages.success(request, _("It stops after the step that it is at. What it did stands."))
    return redirect("desk:jobs", municipality=request.municipality.slug)


@requires("post.see")
@require_POST
def resume(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Go on with a job where it was."""
    if go_on(job=_job(request, uid)):
        messages.success(request, _("It goes on where it was."))
    return redirect("desk:jobs", municipality=request.municipality.slug)


def _job(request: DeskRequest, uid: UUID) -> Job:
    job: Job | None = Job.objects.filter(municipality=request.municipality, uid=uid).first()
    if job is None:
        raise Http404("no such job")
    return job
