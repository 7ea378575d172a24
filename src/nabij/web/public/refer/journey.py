"""The journey of a referral."""

from nabij.web.public.asking.journeys import Journey
from nabij.web.public.refer.forms import AsksPage, PersonPage, ReferrerPage

REFER = Journey("refer", "refer", "hands", None, (PersonPage, AsksPage, ReferrerPage))
