"""Checking a chain: what was changed, moved, removed, added or cut off shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext as _

from nabij.core.audit.recording import CHAIN_STARTED, INSTALLATION
from nabij.core.audit.sealing import event_hash, head_seal
from nabij.core.encryption.errors import UnknownKeyError
from nabij.core.encryption.masters import MasterKey, master_keys
from nabij.core.models import AuditChain, AuditEvent

#: Problems that are listed; the rest is counted. One removed row does not fill a screen.
LISTED = 20


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number and hash of a chain that somebody noted down outside the database."""

    sequence: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """From `SEQUENCE:HASH`. Raises ValueError for anything else."""
        sequence, colon, digest = text.strip().partition(":")
        if not (colon and sequence.isascii() and sequence.isdigit() and len(digest) == 64):
            raise ValueError(_("An anchor reads as NUMBER:HASH, as `audit verify` prints it."))
        return cls(int(sequence), digest.lower())

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


@dataclass(slots=True)
class Verdict:
    """What was found in one chain. Without problems, `anchor` is worth noting down elsewhere."""

    chain: str
    events: int = 0
    anchor: Anchor | None = None
    problems: list[str] = field(default_factory=list)
    more: int = 0

    @property
    def whole(self) -> bool:
        """Whether every event is there, as it was written, in its order."""
        return not self.problems

    def blame(self, problem: str) -> None:
        """Add a problem, or count it where there are many already."""
        if len(self.problems) < LISTED:
            self.problems.append(problem)
        else:
            self.more += 1


def chains() -> list[str]:
    """Every chain that is there or was once started, the installation's first."""
    started = AuditEvent.objects.filter(chain=INSTALLATION, verb=CHAIN_STARTED)
    names = {
        *AuditChain.objects.values_list("chain", flat=True),
        *AuditEvent.objects.order_by().values_list("chain", flat=True).distinct(),
        *started.values_list("object_id", flat=True),
    }
    return sorted(names, key=lambda name: (name != INSTALLATION, name))


def verify(chain: str, anchor: Anchor | None = None) -> Verdict:
    """Check every event of a chain against the one before it, its head, and an anchor if given.

    Finds a changed, moved, added or removed event, and events cut off at the end (the head is sealed;
    whoever puts back an old head with an old end is found by an anchor noted after that). Raises a
    KeysError where there are no master keys at all.
    """
    verdict = Verdict(chain)
    last = AuditEvent.objects.filter(chain=chain).aggregate(last=Max("sequence"))["last"] or 0
    head = AuditChain.objects.filter(chain=chain).first()  # after `last`: it can only be further on
    if head is None:
        verdict.blame(_("The head of the chain is gone."))
        head = AuditChain(chain=chain, sequence=last)
    elif not _head_is_sealed(head):
        verdict.blame(_("The head of the chain was changed."))
    if last > head.sequence:
        verdict.blame(
            _("Events {first} to {last} were added behind the head.").format(
                first=head.sequence + 1, last=last
            )
        )
    _walk(verdict, head, anchor)
    return verdict


def _walk(verdict: Verdict, head: AuditChain, anchor: Anchor | None) -> None:
    """Follow the chain from its first event to its head."""
    expected, previous = 1, ""
    anchored = anchor is None or anchor.sequence == 0
    for event in _events(verdict.chain, head.sequence):
        if event.sequence != expected:
            verdict.blame(_missing(expected, event.sequence - 1))
        elif problem := _broken(event, previous):
            verdict.blame(problem)
        if anchor is not None and event.sequence == anchor.sequence:
            anchored = event.hash == anchor.hash
        verdict.events += 1
        expected, previous = event.sequence + 1, event.hash
    if expected <= head.sequence:
        verdict.blame(_missing(expected, head.sequence))
    elif head.hash and head.hash != previous:
        verdict.blame(_("The last event is not the one that the head knows."))
    if not anchored:
        verdict.blame(
            _("The chain does not hold the event of the anchor {anchor}.").format(anchor=anchor)
        )
    verdict.anchor = Anchor(expected - 1, previous)


def _events(chain: str, until: int) -> Iterator[AuditEvent]:
    events = AuditEvent.objects.filter(chain=chain, sequence__lte=until).order_by("sequence", "id")
    return events.iterator(chunk_size=2000)


def _broken(event: AuditEvent, previous: str) -> str | None:
    """What is wrong with an event that stands where it should."""
    try:
        master = _master(event.master_id)
    except UnknownKeyError:
        return _("Event {number} was sealed with master key {key}, which is not here.").format(
            number=event.sequence, key=event.master_id
        )
    if event.hash == event_hash(event, previous, master):
        return None
    return _("Event {number} was changed, moved or put in.").format(number=event.sequence)


def _head_is_sealed(head: AuditChain) -> bool:
    try:
        return head.seal == head_seal(head, _master(head.master_id))
    except UnknownKeyError:
        return False


def _master(key_id: str) -> MasterKey:
    return master_keys().named(key_id)


def _missing(first: int, last: int) -> str:
    if last < first:
        return _("Event {number} is there twice.").format(number=last)
    if first == last:
        return _("Event {number} was removed.").format(number=first)
    return _("Events {first} to {last} were removed.").format(first=first, last=last)
