"""Answers as JSON, quickly, with the moment of their last change."""

import datetime as dt
import json
from typing import Any

from django.http import HttpResponse
from django.utils.http import http_date


def as_json(document: Any, changed: dt.datetime | None = None) -> HttpResponse:
    """The document as it is. `changed`: when what it is about was last changed."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body.encode(), content_type="application/json")
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response
