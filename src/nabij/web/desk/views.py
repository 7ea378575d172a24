"""The first page of the desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nabij.core.rules import municipalities_of
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.doors import grouped, open_doors
from nabij.web.second_factor import SecondFactor, second_factor


@requires("desk.enter")
def home(request: DeskRequest) -> HttpResponse:
    """What waits for me here, what else I can do, and where else I work."""
    doors = open_doors(
        request.municipality, request.permissions, now=timezone.localtime(), viewer=request.user
    )
    return render(
        request,
        "desk/home.html",
        {
            "roles": sorted(str(role.label) for role in request.roles),
            "waiting": [door for door in doors if door.waiting.count],
            "groups": grouped(doors),
            "others": [m for m in municipalities_of(request.user) if m != request.municipality],
            "second_factor_used": second_factor(request) is SecondFactor.USED,
        },
    )
