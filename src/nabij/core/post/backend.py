"""What other parts of Django send goes into the outbox too, above all mails about signing in."""

import logging
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Municipality, User
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.core.rules import municipalities_of
from nabij.core.tenancy import within

logger = logging.getLogger(__name__)

#: Its links let one into an account.
ACCOUNT = declare("account.mail", _("About signing in"), secret=True)


class OutboxBackend(BaseEmailBackend):
    """Queues each mail in a municipality of the user it is for. See docs/adr/0060-outbox.md."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue them; how many were."""
        return sum(self._queue(mail, to) for mail in email_messages for to in mail.recipients())

    def _queue(self, mail: EmailMessage, to: str) -> int:
        municipality = _municipality_for(to)
        if municipality is None:
            logger.warning("a mail was not queued: it is for nobody of any municipality")
            return 0
        with within(municipality):
            queue_message(
                municipality=municipality,
                kind=ACCOUNT,
                to=to,
                subject=str(mail.subject),
                text=str(mail.body),
                html=_as_web_page(mail),
                language=get_language() or "nl",
            )
        return 1


def _municipality_for(to: str) -> Municipality | None:
    """A municipality of the user with this address: where they work now, or else once did."""
    user = User.objects.filter(email=to.strip().lower()).first()
    if user is None:
        return None
    now = municipalities_of(user)
    return now[0] if now else Municipality.objects.filter(memberships__user=user).first()


def _as_web_page(mail: Any) -> str:
    alternatives = getattr(mail, "alternatives", [])
    return next((str(part[0]) for part in alternatives if part[1] == "text/html"), "")
