"""Taking in worries from other systems. Writing only: nothing of what was told can be read here.

The key belongs to a source, and says in which municipalities it may write; the body is judged before anything is kept.
"""

import datetime as dt
import re
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from nabij.api.answers import as_json
from nabij.api.limits import MOST, MOST_WITHOUT, address_of, seconds_to_wait
from nabij.api.problems import body_errors, problem, wrong_body, wrong_header
from nabij.api.signal_shapes import SignalIn
from nabij.casework import intake
from nabij.core.audit.acting import Actor, acting
from nabij.core.models import Municipality
from nabij.core.tenancy import within

#: A worry is a few sentences.
MOST_BYTES = 32 * 1024
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class _Refused(Exception):  # noqa: N818 - it is no error of ours
    """The answer is no: with this status, these words and these mistakes."""

    def __init__(self, status: int, detail: str, *errors: dict[str, Any], wait: int = 0) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.wait = status, detail, list(errors), wait


def signals(request: HttpRequest) -> HttpResponse:
    """Take in one worry; sent again with the same `Idempotency-Key` it is the same one."""
    now = timezone.now()
    try:
        source = _source(request, now)
        told = _told(request)
        municipality = _municipality(source, told)
        form_key = uuid.uuid5(source.uid, _client_key(request))
    except _Refused as refused:
        return _answer_no(request, refused)
    with within(municipality), acting(Actor(role="source")):
        noted = intake.report(
            municipality=municipality, told=told.reported(source), form_key=form_key, now=now
        )
    intake.note_use(source, now=now)
    receipt = {"receipt": str(noted.uid), "receivedAt": noted.reported_at.isoformat()}
    response = as_json(receipt)
    response.status_code = 201
    return response


def _source(request: HttpRequest, now: dt.datetime) -> intake.SignalSource:
    """The source of the key. Raises _Refused without a good one, and where it sends too much."""
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    source = intake.source_with(key) if kind.lower() == "bearer" and key.strip() else None
    who, most = (
        (f"source:{source.uid}", MOST)
        if source
        else (f"address:{address_of(request)}", MOST_WITHOUT)
    )
    wait = seconds_to_wait(who, most=most, now=now)
    if wait:
        detail = _("Too much came in at once. Send it again after the seconds in Retry-After.")
        raise _Refused(429, detail, wait=wait)
    if source is None:
        detail = _("Send a key that we gave you: Authorization: Bearer followed by the key.")
        raise _Refused(401, detail)
    return source


def _told(request: HttpRequest) -> SignalIn:
    """The body, judged. Raises _Refused."""
    if len(request.body) > MOST_BYTES:
        detail = _("This is longer than a worry: %(most)s bytes at most.") % {"most": MOST_BYTES}
        raise _Refused(413, detail)
    try:
        return SignalIn.model_validate_json(request.body)
    except ValidationError as error:
        unreadable = any(each["type"].startswith("json_") for each in error.errors())
        raise _Refused(400 if unreadable else 422, _correct(), *body_errors(error)) from None


def _client_key(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        detail = _("Send a key of your own for each worry, of 1 to 200 letters and figures.")
        raise _Refused(422, _correct(), wrong_header("Idempotency-Key", "missing", detail))
    return key


def _municipality(source: intake.SignalSource, told: SignalIn) -> Municipality:
    """The one municipality to write in. Raises _Refused for one that the key is not for, and where it is unclear."""
    among = source.municipalities()
    if told.municipality:
        chosen = {one.code: one for one in among}.get(told.municipality.upper())
        if chosen is None:
            raise _Refused(403, _("This key is not for that municipality."))
        return chosen
    if not among:
        raise _Refused(403, _("This key is for no municipality any more."))
    if len(among) == 1:
        return among[0]
    found = intake.municipality_at(told.person.postcode, among) if told.person.postcode else None
    if found is not None:
        return found
    codes = ", ".join(one.code for one in among)
    detail = _("Say in which municipality: %(codes)s, or a postcode that lies in one of them.")
    raise _Refused(
        422, _correct(), wrong_body("/municipality", "missing", detail % {"codes": codes})
    )


def _correct() -> str:
    return _("Correct what is listed in errors and send it again. Nothing was kept.")


def _answer_no(request: HttpRequest, refused: _Refused) -> HttpResponse:
    response = problem(request, refused.status, refused.detail, refused.errors)
    if refused.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if refused.wait:
        response["Retry-After"] = str(refused.wait)
    return response
