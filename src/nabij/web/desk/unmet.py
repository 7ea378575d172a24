"""What nothing here helps with: a page and a file of rounded counts, for whoever decides what should come."""

import csv
import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabij.casework.queries.unmet import Told, Unmet, unmet_needs
from nabij.core.vocabulary import Cause
from nabij.methods.disclosure import LEAST, STEP
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.way.lines import LIMITS

A_YEAR = dt.timedelta(days=364)


@requires("monitoring.see_figures")
@require_safe
def unmet(request: DeskRequest) -> HttpResponse:
    """The last year: per cause how often nothing fitted, what kept away what there is, and in which district."""
    found = _last_year(request)
    context = {"found": found, "lines": _lines(found), "least": LEAST, "step": STEP}
    return render(request, "desk/unmet.html", context)


@requires("monitoring.see_figures")
@require_safe
def unmet_file(request: DeskRequest) -> HttpResponse:
    """The same for a spreadsheet: a line for each count on the page, and no other."""
    found = _last_year(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{_('what-is-missing')}-{found.until.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # spreadsheets read UTF-8 by it
    table = csv.writer(response, delimiter=";")
    table.writerow(
        [_("What is behind it"), _("District"), _("Most in the way"), _("About how many")]
    )
    for line in _lines(found):
        table.writerow([line.name, "", "", line.count])
        table.writerows([line.name, district, "", count] for district, count in line.districts)
        table.writerows([line.name, "", limit, count] for limit, count in line.limits)
    return response


@dataclass(frozen=True, slots=True)
class Line:
    """One cause in words, with rough counts."""

    name: str | Promise
    count: int
    limits: list[tuple[str | Promise, int]]
    districts: Told


def _lines(found: Unmet) -> list[Line]:
    return [
        Line(
            Cause(one.cause).label,
            one.count,
            [(LIMITS[limit], count) for limit, count in one.limits],
            one.districts,
        )
        for one in found.causes
    ]


def _last_year(request: DeskRequest) -> Unmet:
    today = timezone.localdate()
    return unmet_needs(request.municipality, since=today - A_YEAR, until=today)
