"""Addresses below `desk/cases/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.desk.buddies import seeking
from nabij.web.desk.cases import (
    assigning,
    caseload,
    conversations,
    emergency,
    handover,
    limits,
    outcomes,
    scales,
    search,
    views,
    worry_views,
)
from nabij.web.desk.cases.way import aftercare, matching, placements, referred, waiting

urlpatterns = [
    path("", caseload.listed, name="caseload"),
    path(_("find-a-person/"), search.find_person, name="find-person"),
    path(_("hand-over/"), handover.own, name="handover"),
    path(_("hand-over-of-a-colleague/"), handover.assign, name="assign"),
    path(_("time-limits/"), limits.limits, name="case-limits"),
    path(_("<uuid:uid>/team/"), assigning.team, name="case-team"),
    path(_("<uuid:uid>/outcome/"), outcomes.outcome, name="case-outcome"),
    path(_("<uuid:uid>/take-back/"), outcomes.take_back, name="case-take-back"),
    path(_("<uuid:uid>/take-up/"), outcomes.take, name="case-take"),
    path("<uuid:uid>/", views.one, name="case"),
    path(_("<uuid:uid>/note/"), views.note, name="case-note"),
    path(
        _("<uuid:uid>/worries/<uuid:number>/person-told/"),
        worry_views.person_told,
        name="worry-person-told",
    ),
    path(_("<uuid:uid>/worries/<uuid:number>/real/"), worry_views.real, name="worry-real"),
    path(_("<uuid:uid>/worries/<uuid:number>/split/"), worry_views.split, name="worry-split"),
    path(
        _("<uuid:uid>/worries/<uuid:number>/also-told/"),
        worry_views.second_caller,
        name="worry-also-told",
    ),
    path(
        _("<uuid:uid>/who-told/<uuid:number>/heard/"),
        worry_views.reporter_told,
        name="reporter-told",
    ),
    path(_("<uuid:uid>/join/"), worry_views.join, name="case-join"),
    path(_("<uuid:uid>/emergency/"), emergency.emergency, name="case-emergency"),
    path(_("<uuid:uid>/match/"), matching.match, name="case-match"),
    path(_("<uuid:uid>/match/choose/"), matching.choose_offer, name="case-choose"),
    path(_("<uuid:uid>/proposals/paper/"), placements.paper, name="case-paper"),
    path(_("<uuid:uid>/proposals/<uuid:placement>/"), placements.one, name="placement"),
    path(_("<uuid:uid>/proposals/<uuid:placement>/step/"), placements.step, name="placement-step"),
    path(_("web-of-health/"), conversations.web_of_health, name="web-of-health"),
    path(_("<uuid:uid>/conversation/"), conversations.new, name="case-conversation"),
    path(
        _("<uuid:uid>/conversation/change/"),
        conversations.change,
        name="case-conversation-change",
    ),
    path(_("<uuid:uid>/agreed/"), conversations.sheet, name="case-sheet"),
    path(_("<uuid:uid>/consent/"), conversations.consent, name="case-consent"),
    path(_("<uuid:uid>/questionnaire/<slug:scale>/"), scales.ask, name="case-scale"),
    path(_("<uuid:uid>/aftercare/"), aftercare.talk, name="case-aftercare"),
    path(_("<uuid:uid>/tell-referrer/"), referred.tell, name="case-tell-referrer"),
    path(_("<uuid:uid>/look-for-somebody/"), seeking.look_for, name="case-seek"),
    path(
        _("<uuid:uid>/look-for-somebody/<uuid:number>/no-further/"),
        seeking.no_further,
        name="case-seek-over",
    ),
    path(_("waiting/"), waiting.waiting, name="cases-waiting"),
]
