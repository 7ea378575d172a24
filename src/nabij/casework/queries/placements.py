"""What was proposed to somebody, and which organisations owe an answer."""

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from nabij.casework.models import Case, Placement, Shared, Stage
from nabij.casework.models.ladder import OPEN
from nabij.casework.rules import readable_cases
from nabij.core.models import Municipality, User


def placements_of(case: Case) -> list[Placement]:
    """Everything that was proposed, the newest first. One query; whoever asks has read the case."""
    return list(_rows(case.municipality).filter(case=case))


def placement_of(case: Case, uid: UUID) -> Placement | None:
    """One proposal of this case."""
    return _rows(case.municipality).filter(case=case, uid=uid).first()


def placement_named(municipality: Municipality, uid: UUID) -> Placement | None:
    """A proposal with its case and person, for who came by its link."""
    rows = _rows(municipality).filter(uid=uid)
    return rows.select_related("municipality", "case__municipality", "case__person").first()


def to_remind(municipality: Municipality, *, today: dt.date) -> list[Placement]:
    """Organisations that were asked, did not answer, and were not reminded yet."""
    rows = _rows(municipality).filter(
        stage=Stage.ASKED, remind_on__lte=today, reminded_at__isnull=True
    )
    return list(rows.select_related("municipality", "case__municipality", "case__person"))


def own_to_do(
    viewer: User, municipality: Municipality, *, now: dt.datetime, today: dt.date
) -> list[Placement]:
    """Of the viewer's cases: what an organisation asks, or does not answer in time; who waits longest first."""
    cases = readable_cases(viewer, municipality, now=now).filter(worker__isnull=False)
    rows = _rows(municipality).filter(_to_do(today), case__in=cases.values("pk"))
    return list(rows.select_related("case__person").order_by("stage_since", "pk"))


def count_to_do(
    viewer: User, municipality: Municipality, *, now: dt.datetime, today: dt.date
) -> int:
    """How many of those there are, without reading them."""
    cases = readable_cases(viewer, municipality, now=now).filter(worker__isnull=False)
    rows = _rows(municipality).filter(_to_do(today), case__in=cases.values("pk"))
    return int(rows.count())


def _to_do(today: dt.date) -> Q:
    """An organisation asks something, or is silent too long; not where the case was closed meanwhile."""
    silent = Q(stage=Stage.ASKED, late_on__lte=today)
    return (Q(stage=Stage.QUESTION) | silent) & Q(case__state__in=OPEN)


def shared_lines(placement: Placement) -> list[tuple[Shared, str]]:
    """What was agreed that the organisation may read, as it is now; what is not known is left out."""
    person = placement.case.person
    known: dict[Shared, str | None] = {
        Shared.NAME: person.name,
        Shared.PHONE: person.phone,
        Shared.EMAIL: person.email,
        Shared.LANGUAGE: person.language,
        Shared.NEEDS: placement.note_for_them,
    }
    return [(one, known[one] or "") for one in Shared if one in placement.shared and known[one]]


def _rows(municipality: Municipality) -> QuerySet[Placement]:
    rows: QuerySet[Placement] = Placement.objects.filter(municipality=municipality)
    return rows
