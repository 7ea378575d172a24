"""The tables of the social map, one subject a file."""

from nabij.directory.models.checks import CheckRequest, CheckRhythm, CheckSettings, TimesNote
from nabij.directory.models.contacts import OrganisationContact
from nabij.directory.models.duplicates import DuplicatePair, Merge, RecordKind
from nabij.directory.models.offers import Offer, Verification
from nabij.directory.models.organisations import Organisation, Place
from nabij.directory.models.pictures import Picture
from nabij.directory.models.proposals import Opinion, Proposal
from nabij.directory.models.reviews import Review
from nabij.directory.models.schedules import Deviation, Occurrence, Schedule
from nabij.directory.models.search import OfferEntry, SpellingWords

__all__ = [
    "CheckRequest",
    "CheckRhythm",
    "CheckSettings",
    "Deviation",
    "DuplicatePair",
    "Merge",
    "Occurrence",
    "Offer",
    "OfferEntry",
    "Opinion",
    "Organisation",
    "OrganisationContact",
    "Picture",
    "Place",
    "Proposal",
    "RecordKind",
    "Review",
    "Schedule",
    "SpellingWords",
    "TimesNote",
    "Verification",
]
