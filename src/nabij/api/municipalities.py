"""Which municipalities use this installation."""

from django.http import HttpRequest, HttpResponse

from nabij.api.answers import as_json
from nabij.core.models import Municipality


def municipalities(request: HttpRequest) -> HttpResponse:
    """All of them, by name: their code for the `municipality` parameter, and how to reach them."""
    rows = Municipality.objects.order_by("name", "code")
    return as_json({"municipalities": [_record(request, row) for row in rows]})


def _record(request: HttpRequest, row: Municipality) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "publicName": row.shown_name,
        "phone": row.phone,
        "email": row.email,
        "latitude": row.lat,
        "longitude": row.lon,
        "example": row.example,
        "website": request.build_absolute_uri(f"/nl/{row.slug}/"),
    }
