"""Addresses below `desk/` of volunteers, and of who goes with whom."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.desk.buddies import pairs, settings, volunteers

urlpatterns = [
    path(_("volunteers/"), volunteers.listed, name="volunteers"),
    path(_("volunteers/new/"), volunteers.new, name="volunteer-new"),
    path(_("volunteers/settings/"), settings.settings, name="buddy-settings"),
    path(_("volunteers/<uuid:uid>/"), volunteers.one, name="volunteer"),
    path(_("volunteers/<uuid:uid>/change/"), volunteers.change, name="volunteer-change"),
    path(_("volunteers/<uuid:uid>/state/"), volunteers.become, name="volunteer-state"),
    path(_("volunteers/<uuid:uid>/remove/"), volunteers.remove, name="volunteer-remove"),
    path(_("who-with-whom/"), pairs.listed, name="pairs"),
    path(_("who-with-whom/work-out/"), pairs.work_out, name="pairs-work-out"),
    path(_("who-with-whom/<uuid:uid>/"), pairs.one, name="pair"),
    path(_("who-with-whom/<uuid:uid>/step/"), pairs.step, name="pair-step"),
]
