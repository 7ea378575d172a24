"""The journey of somebody who offers their time."""

from nabij.web.public.asking.journeys import Journey
from nabij.web.public.volunteer.forms import FreePage, LikePage, WhoPage

VOLUNTEER = Journey("volunteer", "volunteer", "hands", None, (LikePage, FreePage, WhoPage))
