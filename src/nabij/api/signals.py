"""Taking in worries from other systems. Writing only: nothing of what was told can be read here."""

from django.http import HttpRequest, HttpResponse

from nabij.api.sent import Taken, take_in
from nabij.api.signal_shapes import SignalIn
from nabij.casework import intake


def signals(request: HttpRequest) -> HttpResponse:
    """Take in one worry; sent again with the same `Idempotency-Key` it is the same one."""
    return take_in(request, sends=intake.Sends.SIGNALS, shape=SignalIn, keep=_keep)


def _keep(taken: Taken[SignalIn]) -> dict[str, str]:
    noted = intake.report(
        municipality=taken.municipality,
        told=taken.told.reported(taken.source),
        form_key=taken.form_key,
        now=taken.now,
    )
    return {"receipt": str(noted.uid), "receivedAt": noted.reported_at.isoformat()}
