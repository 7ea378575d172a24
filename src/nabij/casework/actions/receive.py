"""Taking in what somebody asks. One form makes one request, however often it is sent."""

import datetime as dt
import uuid
from dataclasses import dataclass, field, fields

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nabij.casework.actions.steps import take_step
from nabij.casework.models import Request, Step
from nabij.casework.promise import due
from nabij.casework.queries.settings import intake_settings
from nabij.core.encryption.normal import lower, phone
from nabij.core.models import Area, Municipality

#: What suspicious requests are kept for at most, days.
KEEP_DOUBTFUL = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody filled in. `suspicious`: reasons why it may not be a real question."""

    kind: Request.Kind
    name: str = ""
    phone: str = ""
    email: str = ""
    words: str = ""
    helper_name: str = ""
    moment: Request.Moment = Request.Moment.ANY
    language: str = "nl"
    offer_uid: uuid.UUID | None = None
    area: Area | None = None
    came_in: Request.CameIn = Request.CameIn.WEB
    behalf: Request.Behalf = Request.Behalf.SELF
    entered_by: uuid.UUID | None = None
    suspicious: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever asked may know: that it is in, and by when somebody answers."""

    uid: uuid.UUID
    kind: str
    due_at: dt.datetime
    new: bool


def receive(
    *, municipality: Municipality, asked: Asked, form_key: uuid.UUID, now: dt.datetime
) -> Receipt:
    """Take it in. `form_key` is that of the form: sent again unchanged, it is the same request.

    Sent again with a change by the same person while nobody has picked it up, the request is changed;
    otherwise it is another one.
    """
    for key in (form_key, _another_key(form_key, asked)):
        receipt = _received_as(municipality, asked, key, now)
        if receipt is not None:
            return receipt
    raise AssertionError("the second key belongs to these very words")


def _received_as(
    municipality: Municipality, asked: Asked, key: uuid.UUID, now: dt.datetime
) -> Receipt | None:
    """The receipt; None where this key belongs to what somebody else asked, or was picked up since."""
    there = _there(municipality, key)
    if there is None:
        try:
            return _add(municipality=municipality, asked=asked, key=key, now=now)
        except IntegrityError:  # sent twice in the same moment: the other one was first
            there = _there(municipality, key)
            if there is None:
                raise
    if _same(there, asked):
        return _receipt(there, new=False)
    if there.state == Request.State.RECEIVED and _same_person(there, asked):
        return _amend(there=there, asked=asked, now=now)
    return None


def _there(municipality: Municipality, key: uuid.UUID) -> Request | None:
    rows = Request.objects.filter(municipality=municipality, form_key=key)
    return rows.select_related("municipality").first()


@transaction.atomic
def _add(*, municipality: Municipality, asked: Asked, key: uuid.UUID, now: dt.datetime) -> Receipt:
    settings = intake_settings(municipality)
    if asked.suspicious:
        keep = KEEP_DOUBTFUL
    elif asked.kind == Request.Kind.IDEA:
        keep = settings.keep_days_idea
    else:
        keep = settings.keep_days_open
    row = Request.objects.create(
        municipality=municipality,
        form_key=key,
        received_at=now,
        due_at=due(asked.kind, now=now, settings=settings),
        keep_until=timezone.localdate(now) + dt.timedelta(days=keep),
        **_columns(asked),
    )
    take_step(row, Step.What.RECEIVED, now=now, fields=_filled(asked))
    return _receipt(row, new=True)


@transaction.atomic
def _amend(*, there: Request, asked: Asked, now: dt.datetime) -> Receipt:
    changed = [name for name, value in _columns(asked).items() if getattr(there, name) != value]
    for name in changed:
        setattr(there, name, getattr(asked, name))
    there.save(update_fields=changed)
    take_step(there, Step.What.AMENDED, now=now, fields=changed)
    return _receipt(there, new=False)


def _columns(asked: Asked) -> dict[str, object]:
    return {each.name: getattr(asked, each.name) for each in fields(asked)}


def _filled(asked: Asked) -> list[str]:
    return [
        name for name in ("name", "phone", "email", "words", "helper_name") if getattr(asked, name)
    ]


def _same(there: Request, asked: Asked) -> bool:
    told = _columns(asked)
    told.pop("suspicious")  # how it was sent is no part of what is asked
    return all(getattr(there, name) == value for name, value in told.items())


def _same_person(there: Request, asked: Asked) -> bool:
    """Whether name, number or address is the one given before: then this is a correction."""
    return (
        (bool(asked.name) and lower(asked.name) == lower(there.name or ""))
        or (bool(asked.phone) and phone(asked.phone) == phone(there.phone or ""))
        or (bool(asked.email) and lower(asked.email) == lower(there.email or ""))
    )


def _another_key(form_key: uuid.UUID, asked: Asked) -> uuid.UUID:
    """A key of these words in this form. Keyed, so that it tells nothing of what was typed."""
    told = _columns(asked)
    told.pop("suspicious")
    area = told.pop("area")
    text = repr([form_key, getattr(area, "code", ""), sorted((k, str(v)) for k, v in told.items())])
    return uuid.UUID(bytes=salted_hmac("casework.receive", text, algorithm="sha256").digest()[:16])


def _receipt(row: Request, *, new: bool) -> Receipt:
    return Receipt(uid=row.uid, kind=row.kind, due_at=row.due_at, new=new)
