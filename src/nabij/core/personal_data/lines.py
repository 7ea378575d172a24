"""What the register says of one field."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Ground(StrEnum):
    """Grounds of article 6 of the GDPR (AVG) that a municipality uses here."""

    PUBLIC_TASK = "6(1)(e)"
    CONSENT = "6(1)(a)"
    LEGAL_DUTY = "6(1)(c)"


GROUND_NAMES: dict[Ground, Text] = {
    Ground.PUBLIC_TASK: _("a task of the municipality"),
    Ground.CONSENT: _("consent"),
    Ground.LEGAL_DUTY: _("a duty by law"),
}


class Whom(StrEnum):
    """About whom a field tells."""

    RESIDENT = "resident"
    OTHER = "other"
    CONTACT = "contact"
    MEMBER = "member"
    VOLUNTEER = "volunteer"


WHOM_NAMES: dict[Whom, Text] = {
    Whom.RESIDENT: _("People who ask us something"),
    Whom.OTHER: _("People who tell us about somebody else"),
    Whom.CONTACT: _("People at organisations"),
    Whom.MEMBER: _("People who work with Nabij"),
    Whom.VOLUNTEER: _("People who help as volunteers"),
}


@dataclass(frozen=True, slots=True)
class Personal:
    """What the register says of one field. retention: until when it is kept, in words."""

    purpose: Text
    ground: Ground
    retention: Text
    readers: Text
    whom: Whom = Whom.RESIDENT


#: Of a field that says which member did something.
WHO_DID_IT = Personal(
    _("to show who did it"),
    Ground.PUBLIC_TASK,
    _("as long as what it was about"),
    _("members of the municipality who may see the same"),
    Whom.MEMBER,
)
