"""Who read what in the example, so that the privacy officer has something to look into."""

import datetime as dt

from nabij.casework.models import Request
from nabij.core.audit.acting import Actor
from nabij.core.audit.recording import record
from nabij.core.models import Membership, Municipality
from nabij.core.roles import Role
from nabij.directory.models import OrganisationContact

AFTER = dt.timedelta(minutes=35)


def fill_reading(municipality: Municipality) -> None:
    """The link worker reads every request soon after it came in; the coordinator looks at some of them."""
    worker, coordinator = (
        _member(municipality, Role.LINK_WORKER),
        _member(municipality, Role.COORDINATOR),
    )
    fields = ["name", "phone", "words"]
    for number, asked in enumerate(
        Request.objects.filter(municipality=municipality).order_by("received_at")
    ):
        read_at = asked.received_at + AFTER
        record(
            "request.read",
            municipality=municipality,
            on=asked,
            fields=fields,
            actor=worker,
            at=read_at,
        )
        if number % 3 == 0:
            record(
                "request.read",
                municipality=municipality,
                on=asked,
                fields=fields,
                actor=coordinator,
                at=read_at + AFTER,
            )
    for contact in OrganisationContact.objects.filter(municipality=municipality).order_by("pk")[:3]:
        record(
            "contact.read", municipality=municipality, on=contact, fields=["phone"], actor=worker
        )


def _member(municipality: Municipality, role: Role) -> Actor:
    row = Membership.objects.select_related("user").filter(municipality=municipality, role=role)
    return Actor(uid=row.earliest("pk").user.uid, role=role)
