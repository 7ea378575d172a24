"""What somebody asked goes on as a case, so that nothing is typed twice."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework.actions.cases import Told, add_note, open_case
from nabij.casework.actions.contacts import spoken
from nabij.casework.actions.handling import spoken as spoken_with
from nabij.casework.models import Case, Origin, Request
from nabij.casework.rules import NotAllowedError, check_may_work
from nabij.core.models import User


@transaction.atomic
def help_further(*, asked: Request, by: User, now: dt.datetime) -> Case:
    """The case that this request became: its first word stays that of the request. Asked again it is the same case.

    Who helps further has spoken with the person. Raises NotAllowedError, also where what was told is gone.
    """
    check_may_work(by, asked.municipality)
    rows = Request.objects.select_for_update(of=("self",)).select_related("municipality", "area")
    row: Request = rows.get(pk=asked.pk)
    if row.case_id is not None:
        case: Case = Case.objects.get(pk=row.case_id)
        return case
    if row.forgotten_on is not None or row.kind == Request.Kind.IDEA:
        raise NotAllowedError(f"request {row.uid} does not go on as a case")
    if row.is_open:
        spoken_with(asked=row, by=by, now=now)
        row.refresh_from_db()
    case = open_case(
        municipality=row.municipality,
        told=Told(
            name=row.name or "",
            phone=row.phone or "",
            email=row.email or "",
            language=row.language,
            area=row.area,
        ),
        origin=Origin.SELF,
        now=now,
        received_at=row.received_at,
        by=by,
    )
    row.case = case
    row.save(update_fields=["case"])
    spoken(case=case, by=by, now=now)
    if text := _told(row):
        add_note(case=case, text=text, by=by, now=now)
    return case


def _told(row: Request) -> str:
    """What was asked, in the words that came in, with who filled it in and when they like to be called."""
    day = timezone.localdate(row.received_at)
    lines = [f"{row.get_kind_display()}, {day:%d-%m-%Y}.", row.words or ""]
    if row.helper_name:
        lines.append(_("Filled in by %(name)s.") % {"name": row.helper_name})
    if row.moment != Request.Moment.ANY:
        lines.append(f"{row.get_moment_display()}.")
    return "\n".join(line for line in lines if line)
