"""Records that were merged into another one: their old address leads on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from nabij.api.answers import as_json
from nabij.core.tenancy import everywhere
from nabij.directory.queries.duplicates import merged_into

WHY = "open data: HSDS is about all municipalities of this installation"


class MovedError(Exception):
    """The record is at another address now: that of the one into which it was merged, with this id."""

    def __init__(self, new_id: str) -> None:
        super().__init__(new_id)
        self.new_id = new_id


def kept_for(model: type[Any], uid: UUID) -> Any | None:
    """The record into which the one with this public id was merged; None where it was not."""
    with everywhere(WHY):
        row = model.everything.select_related("municipality").filter(uid=uid).first()
        if row is None or row.merged_into_uid is None:
            return None
        return merged_into(model, row.municipality, uid)


def moved(request: HttpRequest, new_id: str) -> HttpResponse:
    """301 with where it is now. The answer may be kept, and is asked about again: a merge can be taken back."""
    path = f"{request.path.rstrip('/').rpartition('/')[0]}/{new_id}"
    query = request.META.get("QUERY_STRING", "")
    url = request.build_absolute_uri(f"{path}?{query}" if query else path)
    response = as_json({"id": new_id, "url": url})
    response.status_code = 301
    response["Location"] = url
    return response
