"""The mails by which a referrer hears back. They hold no name and nothing about the person: only our number."""

import re

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nabij.casework.referring import Answer
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.web.letters import letter

LONGEST_NAME = 60
#: Signs of an address or of more than one line; the dots of initials and of "dr." are none.
_NO_NAME = re.compile(r"[/@<>\n\r]|www\.|\w{2,}\.\w{2,}")

ANSWERED = declare("referral.answer", _("Answer to a professional who referred somebody"))


def send(answer: Answer) -> None:
    """Queue the mail; once for each thing that is told."""
    with translation.override(answer.language):
        received = date_format(answer.received_on, "j F Y")
        until = date_format(answer.answer_on, "j F Y") if answer.answer_on else ""
    written = letter(
        "referral",
        municipality=answer.municipality,
        language=answer.language,
        what=answer.what.value,
        name=name_to_greet(answer.name),
        reference=answer.reference,
        received=received,
        until=until,
    )
    queue_message(
        municipality=answer.municipality,
        kind=ANSWERED,
        to=answer.to,
        subject=written.subject,
        text=written.text,
        html=written.html,
        language=answer.language,
        once=f"referral:{answer.uid}:{answer.what}",
    )


def name_to_greet(told: str) -> str:
    """The name for the first line; nothing where it is no name: anybody can type a text with an address for somebody else to click on."""
    name = " ".join(told.split())
    return "" if len(name) > LONGEST_NAME or _NO_NAME.search(told) else name
