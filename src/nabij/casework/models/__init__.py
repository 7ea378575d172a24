"""The tables of people who ask for something and are helped, one subject a file."""

from nabij.casework.models.access import EmergencyAccess, TeamMember
from nabij.casework.models.buddies import BuddyWish, Pair, Volunteer
from nabij.casework.models.cases import Case, CaseEvent, NextStep, Note, Origin
from nabij.casework.models.consents import Consent, ScaleScore
from nabij.casework.models.conversations import Conversation
from nabij.casework.models.deletions import Deletion
from nabij.casework.models.followups import FollowUp
from nabij.casework.models.ladder import Ending, State
from nabij.casework.models.people import Person
from nabij.casework.models.placements import Matching, Placement, UnmetNeed
from nabij.casework.models.placing import Decline, Said, Shared, Stage, Stop
from nabij.casework.models.referrals import Referral, ReferralAnswer
from nabij.casework.models.requests import Request, Step
from nabij.casework.models.rounds import RoundAddress, RoundTap, RoundVisitor, VisitRound
from nabij.casework.models.settings import BuddySettings, CaseSettings, IntakeSettings
from nabij.casework.models.signals import Reporter, Signal
from nabij.casework.models.sources import SignalPoint, SignalSource
from nabij.casework.models.together import Because, Over, Together

__all__ = [
    "Because",
    "BuddySettings",
    "BuddyWish",
    "Case",
    "CaseEvent",
    "CaseSettings",
    "Consent",
    "Conversation",
    "Decline",
    "Deletion",
    "EmergencyAccess",
    "Ending",
    "FollowUp",
    "IntakeSettings",
    "Matching",
    "NextStep",
    "Note",
    "Origin",
    "Over",
    "Pair",
    "Person",
    "Placement",
    "Referral",
    "ReferralAnswer",
    "Reporter",
    "Request",
    "RoundAddress",
    "RoundTap",
    "RoundVisitor",
    "Said",
    "ScaleScore",
    "Shared",
    "Signal",
    "SignalPoint",
    "SignalSource",
    "Stage",
    "State",
    "Step",
    "Stop",
    "TeamMember",
    "Together",
    "UnmetNeed",
    "VisitRound",
    "Volunteer",
]
