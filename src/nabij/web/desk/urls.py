"""Addresses below `/nl/<municipality>/desk/`. Every view says with `requires` who may enter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.checking import desk as checking
from nabij.web.desk import (
    duplicates,
    help_lines,
    helping,
    moderation,
    post,
    proposals,
    requests,
    views,
    words,
    writing,
)

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("waiting/"), moderation.waiting, name="waiting"),
    path(_("waiting/activity/<uuid:uid>/"), moderation.offer, name="waiting-offer"),
    path(
        _("waiting/organisation/<uuid:uid>/"),
        moderation.organisation,
        name="waiting-organisation",
    ),
    path(_("help-lines/"), help_lines.help_lines, name="help-lines"),
    path(_("help-lines/new/"), help_lines.new_help_line, name="help-line-new"),
    path(_("help-lines/<uuid:uid>/"), help_lines.edit_help_line, name="help-line"),
    path(
        _("help-lines/<uuid:uid>/still-right/"),
        help_lines.still_right,
        name="help-line-still-right",
    ),
    path(_("outbox/"), post.outbox, name="outbox"),
    path(_("outbox/<uuid:uid>/again/"), post.again, name="message-again"),
    path(_("checks/"), checking.checks, name="checks"),
    path(_("checks/ask/"), checking.ask_now, name="checks-ask"),
    path(_("checks/rhythm/"), checking.rhythm, name="check-rhythm"),
    path(_("checks/calls/"), checking.calls, name="calls"),
    path(_("checks/calls/<uuid:uid>/"), checking.call, name="check-call"),
    path(_("checks/times/<uuid:uid>/done/"), checking.note_done, name="times-note-done"),
    path(_("jobs/"), post.jobs, name="jobs"),
    path(_("jobs/<uuid:uid>/stop/"), post.stop, name="job-stop"),
    path(_("jobs/<uuid:uid>/go-on/"), post.resume, name="job-resume"),
    path(_("words/"), words.words, name="words"),
    path(_("words/<str:language>/"), words.word, name="word"),
    path(_("words/<str:language>/switch/"), words.switch_word, name="word-switch"),
    path(_("names/"), words.names, name="names"),
    path(_("names/<slug:thing>/"), words.name, name="name"),
    path(_("writing-help/"), writing.writing_help, name="writing-help"),
    path(_("writing-help/advice/"), writing.advice, name="advice"),
    path(_("helping/"), helping.helping, name="helping"),
    path(_("proposals/"), proposals.listed, name="proposals"),
    path(_("proposals/new/"), proposals.new, name="proposal-new"),
    path(_("proposals/<uuid:uid>/"), proposals.one, name="proposal"),
    path(_("proposals/<uuid:uid>/edit/"), proposals.edit, name="proposal-edit"),
    path(_("proposals/<uuid:uid>/tally/"), proposals.count, name="proposal-tally"),
    path(_("proposals/<uuid:uid>/close/"), proposals.close, name="proposal-close"),
    path(_("proposals/<uuid:uid>/words/"), proposals.forget_words, name="proposal-words"),
    path(_("requests/"), requests.listed, name="requests"),
    path(_("requests/<uuid:uid>/"), requests.one, name="request"),
    path(_("requests/<uuid:uid>/outcome/"), requests.outcome, name="request-outcome"),
    path(_("requests/<uuid:uid>/letter/"), requests.letter, name="letter"),
    path(_("duplicates/"), duplicates.duplicates, name="duplicates"),
    path(_("duplicates/<uuid:uid>/"), duplicates.pair, name="duplicate"),
    path(_("duplicates/<uuid:uid>/different/"), duplicates.different, name="duplicate-different"),
    path(_("duplicates/<uuid:uid>/apart/"), duplicates.take_apart, name="merge-undo"),
]
