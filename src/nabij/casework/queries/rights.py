"""What we keep about one person who asks for it: to find, to hand over on paper and as a file."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nabij.casework.belongings import everything_of, known_as, told_fields
from nabij.casework.models import (
    Case,
    Person,
    Referral,
    Reporter,
    Request,
    RoundAddress,
    Together,
    Volunteer,
)
from nabij.casework.models.conversations import Means
from nabij.casework.rules import check_may_handle_rights
from nabij.core.audit.recording import record
from nabij.core.encryption.fields import same_as
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.personal_data.lines import Whom
from nabij.core.vocabulary import (
    LANGUAGE_NAMES,
    Access,
    Cause,
    Form,
    Mechanism,
    Need,
    PartOfDay,
    Weekday,
)

#: Fields that hold codes, and what the codes are called.
CODES: dict[str, Mapping[str, Any]] = {
    "causes": dict(Cause.choices),
    "wishes": {**dict(Need.choices), **dict(Mechanism.choices)},
    "avoid_mechanisms": dict(Mechanism.choices),
    "avoid_forms": dict(Form.choices),
    "means": dict(Means.choices),
    "needs": dict(Access.choices),
    "language": LANGUAGE_NAMES,
    "languages": LANGUAGE_NAMES,
    "kinds": dict(Together.choices),
    "likes": dict(Need.choices),
    "avoid": dict(Need.choices),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing we know: its name in the reader's language, why we keep it, what it is, and that in words."""

    field: str
    name: str
    purpose: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row about the person: its kind in words, its number, since when, and what it holds."""

    kind: str
    label: str
    uid: str
    at: dt.datetime | None
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Who answers to a name, number or address: helped, asked, on a list, giving time, or who told or referred."""

    persons: list[Person]
    requests: list[Request]
    addresses: list[RoundAddress]
    volunteers: list[Volunteer]
    reporters: list[Reporter]
    referrals: list[Referral]

    @property
    def anybody(self) -> bool:
        """Whether there is somebody at all."""
        return any(
            (
                self.persons,
                self.requests,
                self.addresses,
                self.volunteers,
                self.reporters,
                self.referrals,
            )
        )


def find(viewer: User, municipality: Municipality, told: str) -> Found:
    """People with exactly this name, phone number or e-mail address; nothing is decrypted to find them.

    Who was told of twice stands here twice, each with its cases. Raises NotAllowedError. Eight queries.
    """
    check_may_handle_rights(viewer, municipality)
    record("person.searched", municipality=municipality, fields=["name", "phone", "email"])
    persons = Person.objects.filter(
        same_as(Person, "name_index", told)
        | same_as(Person, "phone_index", told)
        | same_as(Person, "email_index", told),
        municipality=municipality,
    )
    asked: Q = same_as(Request, "phone_index", told) | same_as(Request, "email_index", told)
    requests = Request.objects.filter(asked, municipality=municipality, forgotten_on__isnull=True)
    persons = persons.prefetch_related("cases").order_by("-pk")
    listed: Q = same_as(RoundAddress, "name_index", told) | same_as(
        RoundAddress, "phone_index", told
    )
    addresses = RoundAddress.objects.filter(
        listed, municipality=municipality, forgotten_on__isnull=True
    )
    volunteers = Volunteer.objects.filter(
        same_as(Volunteer, "name_index", told)
        | same_as(Volunteer, "phone_index", told)
        | same_as(Volunteer, "email_index", told),
        municipality=municipality,
        forgotten_on__isnull=True,
    )
    return Found(
        list(persons),
        list(requests.order_by("-received_at")),
        list(addresses.select_related("round").order_by("-pk")),
        list(volunteers.order_by("-pk")),
        list(_reporters(municipality, told)),
        list(_referrals(municipality, told)),
    )


def left_as_they_are(viewer: User, municipality: Municipality) -> list[Person]:
    """Persons of whom everything is left as it is, who asked first on top; their cases are for naming them by number.

    Nothing of these is forgotten by itself: somebody must look. Raises NotAllowedError. Two queries.
    """
    check_may_handle_rights(viewer, municipality)
    rows = Person.objects.filter(
        municipality=municipality, restricted_on__isnull=False, forgotten_on__isnull=True
    )
    return list(rows.prefetch_related("cases").order_by("restricted_on", "pk"))


def person_for_rights(viewer: User, municipality: Municipality, uid: UUID) -> Person | None:
    """The person; None where there is none. The reading is written down. Raises NotAllowedError."""
    check_may_handle_rights(viewer, municipality)
    rows = Person.objects.filter(municipality=municipality, uid=uid)
    person: Person | None = rows.select_related("municipality", "area").first()
    if person is not None:
        fields = list(told_fields(Person))
        record("person.read", municipality=municipality, on=person, fields=fields)
    return person


def request_for_rights(viewer: User, municipality: Municipality, uid: UUID) -> Request | None:
    """What somebody asked; None where there is none. The reading is written down. Raises NotAllowedError."""
    check_may_handle_rights(viewer, municipality)
    rows = Request.objects.filter(municipality=municipality, uid=uid)
    asked: Request | None = rows.select_related("municipality").first()
    if asked is not None:
        fields = list(told_fields(Request))
        record("request.read", municipality=municipality, on=asked, fields=fields)
    return asked


def address_for_rights(viewer: User, municipality: Municipality, uid: UUID) -> RoundAddress | None:
    """What the list of a round says of somebody; None where there is none. The reading is written down.

    Raises NotAllowedError.
    """
    check_may_handle_rights(viewer, municipality)
    rows = RoundAddress.objects.filter(municipality=municipality, uid=uid)
    address: RoundAddress | None = rows.select_related("municipality", "round").first()
    if address is not None:
        fields = list(told_fields(RoundAddress))
        record("round.address_read", municipality=municipality, on=address, fields=fields)
    return address


def volunteer_for_rights(viewer: User, municipality: Municipality, uid: UUID) -> Volunteer | None:
    """The volunteer; None where there is none. The reading is written down. Raises NotAllowedError."""
    check_may_handle_rights(viewer, municipality)
    rows = Volunteer.objects.filter(municipality=municipality, uid=uid, forgotten_on__isnull=True)
    volunteer: Volunteer | None = rows.select_related("municipality", "area").first()
    if volunteer is not None:
        fields = list(told_fields(Volunteer, [Whom.VOLUNTEER]))
        record("volunteer.read", municipality=municipality, on=volunteer, fields=fields)
    return volunteer


def reporter_for_rights(viewer: User, municipality: Municipality, uid: UUID) -> Reporter | None:
    """Who told of a worry, and not of whom; None where there is none. The reading is written down. Raises NotAllowedError."""
    check_may_handle_rights(viewer, municipality)
    rows = Reporter.objects.filter(municipality=municipality, uid=uid, forgotten_on__isnull=True)
    reporter: Reporter | None = rows.select_related("municipality").first()
    if reporter is not None:
        fields = list(told_fields(Reporter, [Whom.OTHER]))
        record("reporter.read", municipality=municipality, on=reporter, fields=fields)
    return reporter


def referral_for_rights(viewer: User, municipality: Municipality, uid: UUID) -> Referral | None:
    """Who referred somebody, and not whom; None where there is none. The reading is written down. Raises NotAllowedError."""
    check_may_handle_rights(viewer, municipality)
    rows = Referral.objects.filter(municipality=municipality, uid=uid)
    referral: Referral | None = rows.select_related("municipality").first()
    if referral is not None:
        fields = list(told_fields(Referral, [Whom.CONTACT]))
        record("referral.read", municipality=municipality, on=referral, fields=fields)
    return referral


def everything_about(viewer: User, person: Person) -> list[Record]:
    """All that we keep about a person, to hand over; what tells who else spoke about them is left out.

    Raises NotAllowedError. The handing over is written down.
    """
    check_may_handle_rights(viewer, person.municipality)
    record("person.exported", municipality=person.municipality, on=person)
    return [row for row in map(as_record, everything_of(person)) if row.kept]


def who_read(viewer: User, person: Person, *, most: int = 5000) -> list[AuditEvent]:
    """Everything in the trail about the person, their cases and what hangs on these, the newest first.

    Raises NotAllowedError.
    """
    check_may_handle_rights(viewer, person.municipality)
    numbers = {str(row.uid) for row in everything_of(person) if hasattr(row, "uid")}
    record("audit.read", municipality=person.municipality, on=person)
    events = AuditEvent.objects.filter(
        chain=person.municipality.code, object_id__in=sorted(numbers)
    )
    return list(events.order_by("-sequence")[:most])


def cases_of(person: Person) -> list[Case]:
    """Their cases, the newest first, for the privacy officer: references and states, no content."""
    rows = Case.objects.filter(municipality=person.municipality, person__in=known_as(person))
    return list(rows.select_related("worker").order_by("-received_at"))


def as_record(row: Any, whom: Whom = Whom.RESIDENT) -> Record:
    """One row as it is handed over: what it says of these people."""
    model: type[models.Model] = type(row)
    moments = ("received_at", "reported_at", "at", "given_on", "held_on")
    at = next((getattr(row, name) for name in moments if getattr(row, name, None)), None)
    return Record(
        kind=model._meta.label_lower,
        label=capfirst(str(model._meta.verbose_name)),
        uid=str(getattr(row, "uid", "")),
        at=at,
        kept=tuple(_kept(row, whom)),
    )


def _reporters(municipality: Municipality, told: str) -> QuerySet[Reporter]:
    same: Q = (
        same_as(Reporter, "name_index", told)
        | same_as(Reporter, "phone_index", told)
        | same_as(Reporter, "email_index", told)
    )
    rows: QuerySet[Reporter] = Reporter.objects.filter(
        same, municipality=municipality, forgotten_on__isnull=True
    )
    return rows.order_by("-reported_at", "-pk")


def _referrals(municipality: Municipality, told: str) -> QuerySet[Referral]:
    """By number or address: referrals have no index of the names of who referred."""
    same: Q = same_as(Referral, "referrer_phone_index", told) | same_as(
        Referral, "referrer_email_index", told
    )
    rows: QuerySet[Referral] = Referral.objects.filter(same, municipality=municipality)
    return rows.order_by("-received_at", "-pk")


def _kept(row: Any, whom: Whom) -> Iterator[Kept]:
    for name, line in told_fields(type(row), (whom,)).items():
        value = getattr(row, name)
        if value in (None, "", [], {}):
            continue
        field: Any = row._meta.get_field(name)
        shown = getattr(row, f"get_{name}_display", None)
        yield Kept(
            field=name,
            name=capfirst(str(field.verbose_name)),
            purpose=str(line.purpose),
            value=value,
            words=str(shown()) if shown else _in_words(name, value),
        )


def _in_words(name: str, value: Any) -> str:
    """What a person reads: codes by their names, yes and no as words."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name == "free" and isinstance(value, str):
        day, _hyphen, part = value.partition("-")
        return f"{Weekday(day).label} {str(PartOfDay(part).label).lower()}"
    if isinstance(value, list):
        return ", ".join(_in_words(name, one) for one in value)
    return str(CODES.get(name, {}).get(str(value), value))
