"""Taking in a worry. One form is one signal, however often it is sent; each opens a case."""

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.keeping import reporter_keep_until
from nabij.casework.models import (
    Origin,
    Person,
    Reporter,
    Signal,
    SignalPoint,
    SignalSource,
    State,
)
from nabij.casework.queries.settings import case_settings
from nabij.core.audit.recording import record
from nabij.core.encryption.normal import lower, phone
from nabij.core.models import Municipality, Postcode

#: Within this the person must know that others told about them (AVG article 14, paragraph 3).
TELL_WITHIN = relativedelta(months=1)
#: How a reporter or a person is recognised as the one of before, each with what counts as the same.
_SAME = (("name", lower), ("phone", phone), ("email", lower))


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells it, as far as they say; owed: what they would like to hear of us."""

    name: str = ""
    phone: str = ""
    email: str = ""
    relation: str = ""
    owed: Reporter.Owed = Reporter.Owed.NOTHING

    @property
    def how(self) -> Reporter.How:
        """How they hear it: by phone where there is a number."""
        if self.owed == Reporter.Owed.NOTHING:
            return Reporter.How.NOT
        return Reporter.How.PHONE if self.phone else Reporter.How.MAIL

    @property
    def said(self) -> bool:
        """Whether there is anything to keep of them."""
        return any((self.name, self.phone, self.email, self.relation))


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody told. person: who it is about; oneself, where `about` says so: then there is no teller.

    suspicious: reasons why it may not be a real question.
    """

    seen: str
    person: Told = field(default_factory=Told)
    teller: Teller = field(default_factory=Teller)
    about: Signal.About = Signal.About.SOMEONE
    knows: Signal.Knows = Signal.Knows.UNSAID
    may_name: bool = False
    came_in: Signal.CameIn = Signal.CameIn.WEB
    language: str = "nl"
    entered_by: uuid.UUID | None = None
    suspicious: list[str] = field(default_factory=list)
    point: SignalPoint | None = None
    source: SignalSource | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What whoever told it may know: that it is in, since when, and by when somebody acts. Nothing of the case."""

    uid: uuid.UUID
    reported_at: dt.datetime
    due_at: dt.datetime | None
    new: bool


def report(
    *, municipality: Municipality, told: Reported, form_key: uuid.UUID, now: dt.datetime
) -> Noted:
    """Take it in. `form_key` is that of the form: sent again unchanged, it is the same signal.

    Sent again with a change by the same person while nobody has picked it up, the signal is changed; otherwise it is
    another one.
    """
    for key in (form_key, _another_key(form_key, told)):
        noted = _noted_as(municipality, told, key, now)
        if noted is not None:
            return noted
    raise AssertionError("the second key belongs to these very words")


def _noted_as(
    municipality: Municipality, told: Reported, key: uuid.UUID, now: dt.datetime
) -> Noted | None:
    """What they may know; None where this key belongs to what somebody else told, or was picked up since."""
    there = _there(municipality, key)
    if there is None:
        try:
            return _add(municipality, told, key, now)
        except IntegrityError:  # sent twice in the same moment: the other one was first
            there = _there(municipality, key)
            if there is None:
                raise
    if there.told_hash == _hash(key, told):
        return _noted(there, new=False)
    if _untouched(there) and _same_people(there, told):
        return _amend(there, told, now)
    return None


def _there(municipality: Municipality, key: uuid.UUID) -> Signal | None:
    rows = Signal.objects.filter(municipality=municipality, form_key=key)
    return rows.select_related("municipality", "case__municipality", "case__person").first()


@transaction.atomic
def _add(municipality: Municipality, told: Reported, key: uuid.UUID, now: dt.datetime) -> Noted:
    case = open_case(municipality=municipality, told=_person(told), origin=_origin(told), now=now)
    signal: Signal = Signal.objects.create(
        municipality=municipality,
        case=case,
        form_key=key,
        reported_at=now,
        told_person_by=_tell_by(told, now),
        **_columns(told, key),
    )
    if told.about == Signal.About.SOMEONE and told.teller.said:
        add_reporter(signal, told.teller, now=now)
    record("signal.received", municipality=municipality, on=signal, fields=_filled(told), at=now)
    return _noted(signal, new=True)


@transaction.atomic
def _amend(there: Signal, told: Reported, now: dt.datetime) -> Noted:
    """Write what is different over it: who sent it corrects it."""
    person, case = there.case.person, there.case
    for name, value in dataclasses.asdict(dataclasses.replace(_person(told), area=None)).items():
        setattr(person, name, value or None)
    person.area, person.language = _person(told).area, told.language
    person.save()
    for name, value in _columns(told, there.form_key).items():
        setattr(there, name, value)
    there.told_person_by = _tell_by(told, there.reported_at)
    there.save()
    if case.origin != _origin(told):
        case.origin = _origin(told)
        case.save(update_fields=["origin"])
    there.reporters.all().delete()
    if told.about == Signal.About.SOMEONE and told.teller.said:
        add_reporter(there, told.teller, now=there.reported_at)
    record(
        "signal.amended", municipality=there.municipality, on=there, fields=_filled(told), at=now
    )
    return _noted(there, new=False)


def add_reporter(signal: Signal, teller: Teller, *, now: dt.datetime) -> Reporter:
    """Keep who told it, for as short as the municipality set. In the caller's transaction; leaves no event."""
    settings = case_settings(signal.municipality)
    row: Reporter = Reporter.objects.create(
        municipality=signal.municipality,
        signal=signal,
        name=teller.name or None,
        phone=teller.phone or None,
        email=teller.email or None,
        relation=teller.relation or None,
        owed=teller.owed,
        how=teller.how,
        reported_at=now,
        keep_until=reporter_keep_until(now, owed=teller.owed, settings=settings),
    )
    return row


def _person(told: Reported) -> Told:
    person = dataclasses.replace(told.person, language=told.language)
    if person.area is None and person.postcode:
        code = "".join(person.postcode.upper().split())
        known = Postcode.objects.select_related("area").filter(code=code).first()
        person = dataclasses.replace(person, area=known.area if known else None)
    return person


def _origin(told: Reported) -> Origin:
    return Origin.SELF if told.about == Signal.About.SELF else Origin.SIGNAL


def tell_by(reported_at: dt.datetime) -> dt.date:
    """The day by which the person must know that others told about them."""
    day: dt.date = timezone.localdate(reported_at) + TELL_WITHIN
    return day


def _tell_by(told: Reported, since: dt.datetime) -> dt.date | None:
    return None if told.about == Signal.About.SELF else tell_by(since)


_PLAIN = (
    "about", "seen", "knows", "may_name", "came_in", "language", "entered_by", "suspicious",
    "point", "source",
)  # fmt: skip


def _columns(told: Reported, key: uuid.UUID) -> dict[str, object]:
    return {name: getattr(told, name) for name in _PLAIN} | {"told_hash": _hash(key, told)}


def _filled(told: Reported) -> list[str]:
    person = [f"person.{name}" for name in ("name", "phone", "email", "address", "postcode")
              if getattr(told.person, name)]  # fmt: skip
    teller = [f"reporter.{name}" for name in ("name", "phone", "email", "relation")
              if getattr(told.teller, name)]  # fmt: skip
    return ["seen", *person, *teller]


def _untouched(there: Signal) -> bool:
    """Nobody has done anything with it yet."""
    case = there.case
    return (
        case.state == State.RECEIVED
        and case.worker_id is None
        and case.forgotten_on is None
        and case.signals.count() == 1
    )


def _same_people(there: Signal, told: Reported) -> bool:
    """Whether who tells it, or who it is about, is the one of before: then this is a correction."""
    before: list[tuple[Person | Reporter, Told | Teller]] = [(there.case.person, told.person)]
    before += [(reporter, told.teller) for reporter in there.reporters.all()]
    return any(
        getattr(now, name) and normal(getattr(now, name)) == normal(getattr(row, name) or "")
        for row, now in before
        for name, normal in _SAME
    )


def _another_key(form_key: uuid.UUID, told: Reported) -> uuid.UUID:
    return uuid.UUID(hex=_hash(form_key, told)[:32])


def _hash(form_key: uuid.UUID, told: Reported) -> str:
    """Of everything in this form, keyed, so that it tells nothing of what was typed. How it was sent is no part of it."""
    person = dataclasses.replace(told.person, area=None)
    area = told.person.area.code if told.person.area else ""
    words = [told.seen, told.about, told.knows, told.may_name, told.came_in, told.language, area]
    people = [*dataclasses.astuple(person), *dataclasses.astuple(told.teller)]
    text = repr([form_key.hex, *map(str, [*words, *people])])
    return salted_hmac("casework.report", text, algorithm="sha256").hexdigest()


def _noted(row: Signal, *, new: bool) -> Noted:
    return Noted(uid=row.uid, reported_at=row.reported_at, due_at=row.case.due_at, new=new)
