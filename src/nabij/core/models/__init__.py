"""The tables of the core, one subject a file."""

from nabij.core.models.areas import Area, MapFeature, Postcode
from nabij.core.models.audit import AuditChain, AuditEvent, AuditIsAppendOnlyError
from nabij.core.models.help_lines import HelpLine
from nabij.core.models.jobs import Job
from nabij.core.models.keys import DataKey
from nabij.core.models.links import OneTimeLink
from nabij.core.models.municipalities import Municipality, Region
from nabij.core.models.post import OutgoingMessage
from nabij.core.models.users import Membership, User, UserManager
from nabij.core.models.words import AvoidedWord, PublicName

__all__ = [
    "Area",
    "AuditChain",
    "AuditEvent",
    "AuditIsAppendOnlyError",
    "AvoidedWord",
    "DataKey",
    "HelpLine",
    "Job",
    "MapFeature",
    "Membership",
    "Municipality",
    "OneTimeLink",
    "OutgoingMessage",
    "Postcode",
    "PublicName",
    "Region",
    "User",
    "UserManager",
]
