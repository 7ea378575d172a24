"""The page of all cases of a worker."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nabij.casework.models import State
from nabij.casework.queries.caseload import Narrowed, Sort, Whose, caseload
from nabij.core.models import Area, Municipality
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.rows import rows
from nabij.web.forms import PlainForm


class CaseloadForm(PlainForm):
    """What to show. Whatever is no choice is left out: a list is never refused."""

    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            (Whose.MINE, _("mine, and where I stand in")),
            (Whose.TEAM, _("my teams’ too")),
            (Whose.WAITING, _("nobody took up yet")),
            (Whose.HANDED, _("handed over to me")),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all open ones")), *State.choices]
    )
    area = forms.ChoiceField(label=_("Neighbourhood"), required=False)
    sort = forms.ChoiceField(
        label=_("What comes first"),
        required=False,
        choices=[
            (Sort.DUE, _("must go on first")),
            (Sort.NEXT, _("the next step")),
            (Sort.WAITING, _("came in longest ago")),
            (Sort.CONTACT, _("not spoken with longest")),
        ],
    )
    late = forms.BooleanField(label=_("Only what is late"), required=False)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.choices = [("", _("everywhere")), *_areas(municipality)]

    def narrowed(self, page: str) -> Narrowed:
        """What was chosen, as far as it can be chosen."""
        told = self.cleaned_data if self.is_valid() else dict(self.cleaned_data)
        return Narrowed(
            whose=Whose(told.get("whose") or Whose.MINE),
            state=told.get("state") or "",
            late=bool(told.get("late")),
            area=told.get("area") or "",
            sort=Sort(told.get("sort") or Sort.DUE),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )


@requires("casework.work_cases")
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """The caseload, narrowed and sorted, fifty a page."""
    now = timezone.now()
    form = CaseloadForm(request.GET, municipality=request.municipality)
    page = caseload(
        request.user,
        request.municipality,
        form.narrowed(request.GET.get("page", "1")),
        now=now,
    )
    kept = [(name, value) for name, value in request.GET.items() if name != "page" and value]
    context = {
        "form": form,
        "page": page,
        "rows": rows(page.cases, request.user, now=now),
        "keep": urlencode(kept),
    }
    return render(request, "desk/cases/caseload.html", context)


def _areas(municipality: Municipality) -> list[tuple[str, str]]:
    """Districts, each with its neighbourhoods behind it. One query."""
    home = Q(parent__code=municipality.code) | Q(parent__parent__code=municipality.code)
    found = Area.objects.filter(home).order_by("code").values_list("code", "kind", "name")
    found_rows = sorted(found, key=lambda row: (row[0][2:], row[1] != Area.Kind.DISTRICT))
    return [
        (code, name if kind == Area.Kind.DISTRICT else f"– {name}")
        for code, kind, name in found_rows
    ]
