"""The tables of people who ask for something and are helped, one subject a file."""

from nabij.casework.models.requests import Request, Step
from nabij.casework.models.settings import IntakeSettings

__all__ = ["IntakeSettings", "Request", "Step"]
