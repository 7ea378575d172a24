"""What other systems send with a key of their own: judged before anything is kept, and nothing to read back.

The key belongs to a source, and says what it may send and in which municipalities.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from nabij.api.answers import as_json
from nabij.api.limits import MOST, MOST_WITHOUT, address_of, seconds_to_wait
from nabij.api.problems import body_errors, problem, wrong_body, wrong_header
from nabij.api.sent_shapes import Told
from nabij.casework import intake
from nabij.core.audit.acting import Actor, acting
from nabij.core.models import Municipality
from nabij.core.tenancy import within

#: What is sent is a few sentences.
MOST_BYTES = 32 * 1024
_KEY = re.compile(r"[\x21-\x7e]{1,200}")

SentT = TypeVar("SentT", bound=Told)


@dataclass(frozen=True, slots=True)
class Taken(Generic[SentT]):
    """One thing that came in and may be kept. form_key: the same again is the same thing."""

    source: intake.SignalSource
    municipality: Municipality
    told: SentT
    form_key: uuid.UUID
    now: dt.datetime


class _Refused(Exception):  # noqa: N818 - it is no error of ours
    """The answer is no: with this status, these words and these mistakes."""

    def __init__(self, status: int, detail: str, *errors: dict[str, Any], wait: int = 0) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.wait = status, detail, list(errors), wait


def take_in(
    request: HttpRequest,
    *,
    sends: str,
    shape: type[SentT],
    keep: Callable[[Taken[SentT]], dict[str, str]],
) -> HttpResponse:
    """Judge it and `keep` it, which gives the receipt. sends: what the source must be allowed to send."""
    now = timezone.now()
    try:
        source = _source(request, sends, now)
        told = _told(request, shape)
        municipality = _municipality(source, told)
        form_key = uuid.uuid5(source.uid, _client_key(request))
    except _Refused as refused:
        return _answer_no(request, refused)
    with within(municipality), acting(Actor(role="source")):
        receipt = keep(Taken(source, municipality, told, form_key, now))
    intake.note_use(source, now=now)
    response = as_json(receipt)
    response.status_code = 201
    return response


def _source(request: HttpRequest, sends: str, now: dt.datetime) -> intake.SignalSource:
    """The source of the key. Raises _Refused without a good one, and where it sends too much or something else."""
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
    if not source.may_send(sends):
        raise _Refused(403, _("This key is for sending something else. Ask us for one for this."))
    return source


def _told(request: HttpRequest, shape: type[SentT]) -> SentT:
    """The body, judged. Raises _Refused."""
    body = _body(request)
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        unreadable = any(each["type"].startswith("json_") for each in error.errors())
        raise _Refused(400 if unreadable else 422, _correct(), *body_errors(error)) from None


def _body(request: HttpRequest) -> bytes:
    """What was sent. Raises _Refused for what is too long, also where Django stops reading it."""
    try:
        body = request.body
    except RequestDataTooBig:
        body = None
    if body is None or len(body) > MOST_BYTES:
        detail = _("This is too long: %(most)s bytes at most.") % {"most": MOST_BYTES}
        raise _Refused(413, detail)
    return body


def _client_key(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        detail = _(
            "Each thing that you send has a key of your own, of 1 to 200 letters and figures."
        )
        raise _Refused(422, _correct(), wrong_header("Idempotency-Key", "missing", detail))
    return key


def _municipality(source: intake.SignalSource, told: Told) -> Municipality:
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
    postcode = told.person.postcode
    found = intake.municipality_at(postcode, among) if postcode else None
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
