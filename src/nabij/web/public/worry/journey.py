"""The journey of a worry."""

from nabij.web.public.asking.journeys import Journey
from nabij.web.public.worry.forms import DangerPage, SeenPage, TellerPage, WhoPage

WORRIED = Journey("worried", "worried", "ear", None, (DangerPage, WhoPage, SeenPage, TellerPage))
