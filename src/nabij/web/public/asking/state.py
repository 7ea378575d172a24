"""What a form carries with it, signed, instead of a session: it stays good for weeks and needs no cookie (ADR 0056)."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core import signing

from nabij.core.models import Municipality

SALT = "nabij.asking.form"
DONE_SALT = "nabij.asking.done"
#: A form may lie open so long.
GOOD_FOR = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FormState:
    """The key by which one form is one request, when it was opened, and which member fills it in for somebody."""

    key: uuid.UUID
    opened: int
    helper: uuid.UUID | None = None

    def signed(self, municipality: Municipality, journey: str) -> str:
        """As it travels in the page."""
        helper = self.helper.hex if self.helper else ""
        told = [self.key.hex, self.opened, helper]
        return signing.dumps(told, salt=_salt(municipality, journey))


def opened_now(now: dt.datetime, helper: uuid.UUID | None = None) -> FormState:
    """A new form."""
    return FormState(uuid.uuid4(), int(now.timestamp()), helper)


def read_state(text: str, municipality: Municipality, journey: str) -> FormState | None:
    """What a form carried; None where it was not made by us, for this journey here, or is too old."""
    try:
        key, opened, helper = signing.loads(
            text, salt=_salt(municipality, journey), max_age=GOOD_FOR
        )
    except signing.BadSignature:
        return None
    return FormState(uuid.UUID(key), int(opened), uuid.UUID(helper) if helper else None)


@dataclass(frozen=True, slots=True)
class DoneState:
    """What the last page tells, in its address: nothing about who asked. `uid` only for who helps."""

    kind: str
    due: dt.date
    way: str
    uid: uuid.UUID | None = None

    def signed(self) -> str:
        """As it stands in the address."""
        told = [self.kind, self.due.isoformat(), self.way, self.uid.hex if self.uid else ""]
        return signing.dumps(told, salt=DONE_SALT)


def read_done(text: str) -> DoneState | None:
    """What the last page may tell; None for an address that we did not make."""
    try:
        kind, due, way, uid = signing.loads(text, salt=DONE_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return DoneState(kind, dt.date.fromisoformat(due), way, uuid.UUID(uid) if uid else None)


def _salt(municipality: Municipality, journey: str) -> str:
    return f"{SALT}:{municipality.pk}:{journey}"
