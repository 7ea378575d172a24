"""Is somebody known here? Sent as a form and never in an address: names do not belong in a browser's history."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nabij.casework.queries.people import search
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.rows import rows
from nabij.web.desk.request_words import rows as request_rows

LONGEST = 200


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def find_person(request: DeskRequest) -> HttpResponse:
    """By name, phone number or e-mail address; what is a colleague's says whom to ask and nothing else."""
    text = " ".join(request.POST.get("person", "").split())[:LONGEST]
    context: dict[str, object] = {"text": text, "searched": request.method == "POST"}
    if text:
        now = timezone.now()
        known = search(request.user, request.municipality, text, now=now)
        context |= {
            "known": known,
            "rows": rows(known.cases, request.user, now=now),
            "requests": request_rows(known.requests, {}, now=now),
        }
    return render(request, "desk/cases/search.html", context)
