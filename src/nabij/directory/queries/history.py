"""Who did what to an offer: from the audit trail, which knows names of fields and never what was in them."""

from nabij.core.audit.recording import chain_of
from nabij.core.models import AuditEvent, Municipality
from nabij.directory.models import Offer


def history_of(municipality: Municipality, offer: Offer, *, limit: int = 100) -> list[AuditEvent]:
    """The last events about an offer, newest first."""
    rows = AuditEvent.objects.filter(
        chain=chain_of(municipality),
        object_type=offer._meta.label_lower,
        object_id=str(offer.uid),
    )
    return list(rows.order_by("-sequence")[:limit])
