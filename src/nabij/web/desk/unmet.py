"""What nothing here helps with: a page and a file of rounded counts, for whoever decides what should come."""

import csv
import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nabij.casework.queries.unmet import Count, Unmet, unmet_needs
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
    context = {
        "found": found,
        "areas": _area_names(found),
        "causes": [
            {
                "name": Cause(one.cause).label,
                "count": one.count,
                "limits": [(LIMITS.get(limit, limit), count) for limit, count in one.limits],
                "by_area": one.by_area,
            }
            for one in found.causes
        ],
        "least": LEAST,
        "step": STEP,
    }
    return render(request, "desk/unmet.html", context)


@requires("monitoring.see_figures")
@require_safe
def unmet_file(request: DeskRequest) -> HttpResponse:
    """The same for a spreadsheet: a line per cause and district, with the same counts and no others."""
    found = _last_year(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{_('what-is-missing')}-{found.until.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # spreadsheets read UTF-8 by it
    table = csv.writer(response, delimiter=";")
    table.writerow([_("What is behind it"), _("Where"), _("About how many")])
    for one in found.causes:
        cause = Cause(one.cause).label
        table.writerow([cause, _("everywhere"), _cell(one.count)])
        for area, count in zip(_area_names(found), one.by_area, strict=True):
            table.writerow([cause, area, _cell(count)])
    return response


def _last_year(request: DeskRequest) -> Unmet:
    today = timezone.localdate()
    return unmet_needs(request.municipality, since=today - A_YEAR, until=today)


def _area_names(found: Unmet) -> list[str | Promise]:
    return [area or _("not known") for area in found.areas]


def _cell(count: Count) -> str:
    return _("too few to tell") if count is None else str(count)
