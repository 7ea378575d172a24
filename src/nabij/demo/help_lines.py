"""Whom to call in danger in the example: the usual lines, one that nobody looked at lately, one of its own."""

import datetime as dt

from nabij.core.actions.help_lines import add_default_help_lines, add_help_line, change_help_line
from nabij.core.models import HelpLine, Municipality
from nabij.core.tenancy import within


def fill_help_lines(home: Municipality, neighbour: Municipality, *, today: dt.date) -> None:
    """The lines of both municipalities, as if they began a year ago; all but one were looked at since."""
    begun = today - dt.timedelta(days=400)
    for municipality in (home, neighbour):
        add_default_help_lines(municipality=municipality, today=begun)
    with within(home):
        for number, line in enumerate(HelpLine.objects.filter(municipality=home)):
            if line.phone != "0800-1205":
                line.review_on = today + dt.timedelta(days=60 + 45 * number)
                change_help_line(line=line, changed=["review_on"])
        add_help_line(
            line=HelpLine(
                municipality=home,
                name="Crisisdienst Markerwaard",
                name_en="Markerwaard crisis service",
                phone="0299 55 09 11",
                call_if="u of iemand bij u in de war is en niet tot morgen kan wachten.",
                call_if_en="you or someone with you is confused and cannot wait until tomorrow.",
                position=6,
                review_on=today + dt.timedelta(days=200),
            )
        )
    with within(neighbour):
        for line in HelpLine.objects.filter(municipality=neighbour):
            line.review_on = today + dt.timedelta(days=120)
            change_help_line(line=line, changed=["review_on"])
