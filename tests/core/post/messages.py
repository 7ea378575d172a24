"""Kinds of mail of the tests, and a message as it is now."""

from nabij.core.models import OutgoingMessage
from nabij.core.post.kinds import declare

ASKED = declare("test.asked", "A question")
SECRET = declare("test.secret", "A key", secret=True)


def again(message: OutgoingMessage) -> OutgoingMessage:
    """The row as it is now."""
    found: OutgoingMessage = OutgoingMessage.objects.get(pk=message.pk)
    return found
