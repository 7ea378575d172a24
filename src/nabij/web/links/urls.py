"""Addresses below `/nl/<municipality>/` that a one-time link or its code opens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.checking import answering
from nabij.web.links import views
from nabij.web.links.buddies import views as buddies
from nabij.web.links.placement import views as placement

app_name = "links"
urlpatterns = [
    path(_("code/"), views.code, name="code"),
    path(_("check/<str:key>/"), answering.check, name="check"),
    path(_("check/<str:key>/change/<uuid:uid>/"), answering.change, name="check-change"),
    path(_("check/<str:key>/stopped/<uuid:uid>/"), answering.stopped, name="check-stopped"),
    path(_("place/<str:key>/"), placement.placement, name="placement"),
    path(_("place/<str:key>/welcome/"), placement.welcome, name="placement-welcome"),
    path(_("place/<str:key>/question/"), placement.question, name="placement-question"),
    path(_("place/<str:key>/not-possible/"), placement.decline, name="placement-decline"),
    path(
        _("answer-received/<str:said>/"),
        placement.thanks,
        name="placement-thanks",
    ),
    path(_("go-along/<str:key>/"), buddies.pair, name="pair"),
    path(_("go-along/<str:key>/yes/"), buddies.yes, name="pair-yes"),
    path(_("go-along/<str:key>/rather-not/"), buddies.no, name="pair-no"),
    path(_("go-along-answered/<str:said>/"), buddies.thanks, name="pair-thanks"),
]
