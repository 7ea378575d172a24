"""The words of the trail: what an event says, to who reads it on a page or on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.core.models import AuditEvent
from nabij.core.queries.trail import READING
from nabij.core.roles import Role

#: What the first word of a verb is about, for the list to choose from.
SUBJECTS: dict[str, str | Promise] = {
    "request": gettext_lazy("What people ask us"),
    "case": gettext_lazy("Cases: people whom we help"),
    "note": gettext_lazy("Notes in cases"),
    "signal": gettext_lazy("Worries that came in"),
    "reporter": gettext_lazy("Who told of worries"),
    "person": gettext_lazy("Persons: what they asked about what we keep"),
    "emergency": gettext_lazy("Cases opened in an emergency"),
    "referral": gettext_lazy("Referrals by professionals"),
    "followup": gettext_lazy("Asking afterwards how it is"),
    "placement": gettext_lazy("What was proposed to people, and organisations that were asked"),
    "volunteer": gettext_lazy("Volunteers"),
    "pair": gettext_lazy("Who goes with whom"),
    "contact": gettext_lazy("Contacts of organisations"),
    "offer": gettext_lazy("Activities and organisations"),
    "message": gettext_lazy("Mail"),
    "link": gettext_lazy("Links for one time"),
    "account": gettext_lazy("Signing in"),
    "members": gettext_lazy("Members and their roles"),
    "keys": gettext_lazy("Keys of the encryption"),
    "audit": gettext_lazy("The trail itself"),
}

#: Verbs in words. One that is not here is shown as it is.
VERBS: dict[str, str | Promise] = {
    "request.read": gettext_lazy("read a request"),
    "request.list_read": gettext_lazy("read the list of requests"),
    "request.letter_read": gettext_lazy("read the answer to a request"),
    "request.received": gettext_lazy("received a request"),
    "request.forgotten": gettext_lazy("ended what was kept of a request"),
    "case.read": gettext_lazy("read a case"),
    "case.opened": gettext_lazy("opened a case"),
    "case.moved": gettext_lazy("moved a case on"),
    "case.talked": gettext_lazy("wrote down a conversation of a case"),
    "case.agreed": gettext_lazy("wrote down what somebody agreed to"),
    "case.took_back": gettext_lazy("took back an agreement for somebody"),
    "case.measured": gettext_lazy("kept a questionnaire of a case"),
    "case.list_read": gettext_lazy("read the list of cases"),
    "case.searched": gettext_lazy("searched for a person in the cases"),
    "case.spoken": gettext_lazy("spoke with somebody"),
    "case.not_reached": gettext_lazy("tried to reach somebody"),
    "case.visited": gettext_lazy("visited somebody"),
    "case.wrote": gettext_lazy("wrote to somebody"),
    "case.next_step": gettext_lazy("agreed on a next step"),
    "case.taken": gettext_lazy("took a case up"),
    "case.handed_over": gettext_lazy("handed a case over"),
    "case.stands_in": gettext_lazy("arranged who stands in on a case"),
    "case.team": gettext_lazy("changed the team of a case"),
    "case.undone": gettext_lazy("took a mistake back"),
    "case.settings_changed": gettext_lazy("changed the time limits of cases"),
    "case.matched": gettext_lazy("looked for something that fits a case"),
    "case.proposed": gettext_lazy("proposed something to somebody"),
    "case.provider_asked": gettext_lazy("asked an organisation about a case"),
    "case.provider_said": gettext_lazy("kept the answer of an organisation"),
    "case.no_longer": gettext_lazy("ended a proposal of a case"),
    "case.told_referrer": gettext_lazy("told who referred"),
    "case.aftercare": gettext_lazy("asked somebody how it is"),
    "case.buddy_sought": gettext_lazy("looked for somebody to go with a person"),
    "case.buddy_asked": gettext_lazy("asked a volunteer for a person"),
    "case.buddy_began": gettext_lazy("introduced a person and a volunteer"),
    "case.buddy_not": gettext_lazy("kept that it will not be this volunteer"),
    "case.buddy_ended": gettext_lazy("ended a pair of a person and a volunteer"),
    "volunteer.list_read": gettext_lazy("read the list of volunteers"),
    "volunteer.read": gettext_lazy("read a volunteer"),
    "volunteer.registered": gettext_lazy("added a volunteer"),
    "volunteer.changed": gettext_lazy("changed a volunteer"),
    "volunteer.active": gettext_lazy("noted that a volunteer helps"),
    "volunteer.paused": gettext_lazy("noted that a volunteer pauses"),
    "volunteer.stopped": gettext_lazy("noted that a volunteer stopped"),
    "volunteer.erased": gettext_lazy("removed a volunteer who asked for it"),
    "volunteer.forgotten": gettext_lazy("ended what was kept of a volunteer"),
    "pair.proposed_all": gettext_lazy("had pairs proposed"),
    "pair.asked": gettext_lazy("began to ask both of a pair"),
    "pair.running": gettext_lazy("noted that two people know each other"),
    "pair.declined": gettext_lazy("noted a no to a pair"),
    "pair.dropped": gettext_lazy("put a pair aside"),
    "pair.first_planned": gettext_lazy("noted when two people meet first"),
    "pair.ended": gettext_lazy("ended a pair"),
    "pair.wish_over": gettext_lazy("noted that nobody is sought any more"),
    "pair.settings_changed": gettext_lazy("changed how pairs are proposed"),
    "pair.read": gettext_lazy("read who goes with whom"),
    "pair.list_read": gettext_lazy("read who goes with whom"),
    "pair.read_by_link": gettext_lazy("read by a link whom they go to"),
    "case.forgotten": gettext_lazy("ended what was kept of a case"),
    "case.opened_in_need": gettext_lazy("opened a case in an emergency"),
    "emergency.listed": gettext_lazy("looked at who opened a case in an emergency"),
    "emergency.seen": gettext_lazy("judged an opening in an emergency"),
    "person.searched": gettext_lazy("searched for a person who asks what we keep"),
    "person.read": gettext_lazy("read what we keep about a person"),
    "person.exported": gettext_lazy("handed over what we keep about a person"),
    "person.corrected": gettext_lazy("corrected a person"),
    "person.restricted": gettext_lazy("left everything about a person as it is"),
    "person.restriction_lifted": gettext_lazy("took a person's case up again at their wish"),
    "person.erased": gettext_lazy("removed everything about a person"),
    "signal.list_read": gettext_lazy("read the list of worries"),
    "signal.read": gettext_lazy("read what was told, and by whom"),
    "signal.received": gettext_lazy("took in a worry"),
    "signal.amended": gettext_lazy("corrected a worry"),
    "signal.trusted": gettext_lazy("saw that it is a real worry"),
    "signal.split": gettext_lazy("split off what is about somebody else"),
    "signal.person_told": gettext_lazy("told the person that others told about them"),
    "signal.person_not_told": gettext_lazy("noted why the person was not told"),
    "reporter.read": gettext_lazy("read who told of a worry"),
    "referral.read": gettext_lazy("read who referred somebody"),
    "referral.referrer_erased": gettext_lazy("removed who referred somebody"),
    "reporter.added": gettext_lazy("added who else told it"),
    "reporter.told_back": gettext_lazy("told back what was agreed"),
    "reporter.forgotten": gettext_lazy("ended what was kept of who told it"),
    "round.made": gettext_lazy("made a round of visits or calls"),
    "round.changed": gettext_lazy("changed a round"),
    "round.ended": gettext_lazy("ended a round"),
    "round.lead_taken": gettext_lazy("took over a round"),
    "round.visitor_added": gettext_lazy("asked somebody to go on a round"),
    "round.visitor_removed": gettext_lazy("took somebody off a round"),
    "round.list_added": gettext_lazy("put addresses on the list of a round"),
    "round.shared_out": gettext_lazy("shared a round out"),
    "round.list_read": gettext_lazy("read the list of a round"),
    "round.spoken": gettext_lazy("noted that somebody of a round was spoken"),
    "round.not_home": gettext_lazy("noted that nobody was reached on a round"),
    "round.wrong": gettext_lazy("noted that somebody of a round moved"),
    "round.rather_not": gettext_lazy("removed somebody who would rather not from a round"),
    "round.talk": gettext_lazy("opened a case from a round"),
    "round.taken_back": gettext_lazy("took back an outcome of a round"),
    "round.forgotten": gettext_lazy("ended what was kept of a round"),
    "round.address_erased": gettext_lazy("removed somebody from the list of a round at their wish"),
    "round.address_read": gettext_lazy("read what the list of a round says of a person"),
    "signal_point.added": gettext_lazy("made a signal point"),
    "signal_source.added": gettext_lazy("gave another system a key"),
    "signal_source.revoked": gettext_lazy("took a key back"),
    "case.joined": gettext_lazy("joined two cases"),
    "case.split": gettext_lazy("split a case"),
    "note.added": gettext_lazy("added a note to a case"),
    "placement.agreed": gettext_lazy("noted that somebody wants an activity"),
    "placement.asked": gettext_lazy("asked an organisation whether somebody is welcome"),
    "placement.reminded": gettext_lazy("reminded an organisation that was asked"),
    "placement.read_by_link": gettext_lazy("read by link who would like to come"),
    "placement.question": gettext_lazy("asked something about who would like to come"),
    "placement.accepted": gettext_lazy("said that somebody is welcome"),
    "placement.declined": gettext_lazy("said that it is not possible"),
    "placement.told": gettext_lazy("told whether somebody came"),
    "placement.arrived": gettext_lazy("noted that somebody has been there"),
    "placement.not_arrived": gettext_lazy("noted that somebody did not come"),
    "placement.list_read": gettext_lazy("read what organisations ask"),
    "referral.received": gettext_lazy("received a referral"),
    "referral.told_received": gettext_lazy("told a referrer that we have it"),
    "referral.told_no_answer_yet": gettext_lazy("told a referrer that we can say no more yet"),
    "referral.told_spoken": gettext_lazy("told a referrer that we have spoken"),
    "referral.told_found": gettext_lazy("told a referrer that something was found"),
    "referral.told_ended": gettext_lazy("told a referrer that our help has ended"),
    "followup.planned": gettext_lazy("planned when somebody is asked how it is"),
    "followup.list_read": gettext_lazy("read whom to ask how it is"),
    "followup.done": gettext_lazy("wrote down how it is now"),
    "followup.not_reached": gettext_lazy("did not reach somebody to ask how it is"),
    "followup.not_wanted": gettext_lazy("noted that somebody would rather not be asked"),
    "placement.stopped": gettext_lazy("ended a proposal"),
    "contact.read": gettext_lazy("read a contact"),
    "offer.added": gettext_lazy("published an activity"),
    "offer.changed": gettext_lazy("changed an activity"),
    "offer.confirmed": gettext_lazy("confirmed an activity"),
    "check_rhythm.chosen": gettext_lazy("chose how often and how patiently we ask"),
    "check_round.chosen": gettext_lazy("chose when mails to organisations go out"),
    "place.added": gettext_lazy("added a place"),
    "organisation.invited": gettext_lazy("gave an organisation an account"),
    "message.queued": gettext_lazy("wrote a mail"),
    "message.queued_again": gettext_lazy("sent a mail again"),
    "message.sent": gettext_lazy("sent a mail"),
    "message.kept": gettext_lazy("kept a mail, unsent"),
    "message.held": gettext_lazy("held mail back after a restore"),
    "message.failed": gettext_lazy("could not send a mail"),
    "message.emptied": gettext_lazy("emptied old mails"),
    "link.made": gettext_lazy("made a link for one time"),
    "link.code_made": gettext_lazy("made a code to read out"),
    "link.used": gettext_lazy("used a link for one time"),
    "job.asked": gettext_lazy("asked for long work"),
    "members.listed": gettext_lazy("read the list of members"),
    "membership.added": gettext_lazy("gave somebody a role"),
    "membership.ended": gettext_lazy("ended somebody's role"),
    "keys.rotation_started": gettext_lazy("began to replace the key"),
    "keys.rotation_done": gettext_lazy("replaced the key"),
    "keys.forgotten": gettext_lazy("threw an old key away"),
    "help_lines.added": gettext_lazy("added a help line"),
    "help_lines.changed": gettext_lazy("changed a help line"),
    "help_lines.confirmed": gettext_lazy("confirmed a help line"),
    "words.avoided": gettext_lazy("chose a word to avoid"),
    "words.allowed": gettext_lazy("allowed a word"),
    "words.restored": gettext_lazy("restored a word"),
    "words.name_chosen": gettext_lazy("chose a name"),
    "map.imported": gettext_lazy("imported a map"),
    "audit.read": gettext_lazy("read the trail"),
    "audit.verified": gettext_lazy("checked the trail"),
    "audit.exported": gettext_lazy("took the trail away in a file"),
    "audit.person_searched": gettext_lazy("searched the trail for a person"),
}

#: Who acts without an account, by the name that the trail gives them.
PROGRAMS: dict[str, str | Promise] = {
    "visitor": gettext_lazy("a visitor of the site"),
    "command line": gettext_lazy("the administrator, on the server"),
    "worker": gettext_lazy("Nabij itself"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words. who: the name; empty where they are left out or unknown."""

    event: AuditEvent
    who: str
    role: str
    what: str
    on: str
    fields: str
    reading: bool


def lines(
    events: Iterable[AuditEvent], names: Mapping[UUID, str], *, with_names: bool = True
) -> list[Line]:
    """These events in words; without names only the roles, for who may know that it was read, not by whom."""
    return [_line(event, names, with_names) for event in events]


def object_words(object_type: str) -> str:
    """What kind of record it is."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type


def _line(event: AuditEvent, names: Mapping[UUID, str], with_names: bool) -> Line:
    who = ""
    if with_names and event.actor_uid:
        who = names.get(event.actor_uid) or _("somebody who is no longer here")
    return Line(
        event=event,
        who=who,
        role=_role(event.actor_role),
        what=str(VERBS.get(event.verb, event.verb)),
        on=object_words(event.object_type) if event.object_type else "",
        fields=", ".join(_field(event.object_type, name) for name in event.fields),
        reading=event.verb.endswith(READING),
    )


def _role(told: str) -> str:
    if told in PROGRAMS:
        return str(PROGRAMS[told])
    known = dict(Role.choices)
    return ", ".join(str(known.get(one, one)) for one in told.split(",") if one)


def _field(object_type: str, name: str) -> str:
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    return str(getattr(field, "verbose_name", name))
