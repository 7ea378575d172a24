"""Addresses below `desk/privacy/rights/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.desk.rights import oversight, views

urlpatterns = [
    path("", views.search, name="rights"),
    path(_("person/<uuid:uid>/"), views.person, name="rights-person"),
    path(_("person/<uuid:uid>/file/"), views.file, name="rights-file"),
    path(_("person/<uuid:uid>/read-by/"), views.read_by, name="rights-trail"),
    path(_("person/<uuid:uid>/correct/"), views.correct_person, name="rights-correct"),
    path(_("person/<uuid:uid>/leave/"), views.leave_as_it_is, name="rights-restrict"),
    path(_("person/<uuid:uid>/remove/"), views.remove, name="rights-erase"),
    path(_("request/<uuid:uid>/"), views.asked, name="rights-request"),
    path(_("round/<uuid:uid>/"), views.on_a_list, name="rights-round"),
    path(_("volunteer/<uuid:uid>/"), views.volunteer, name="rights-volunteer"),
    path(_("who-told/<uuid:uid>/"), views.who_told, name="rights-who-told"),
    path(_("who-referred/<uuid:uid>/"), views.who_referred, name="rights-who-referred"),
    path(_("emergencies/"), oversight.listed, name="emergencies"),
    path(_("emergencies/<uuid:uid>/seen/"), oversight.seen, name="emergency-seen"),
    path(_("removed/"), oversight.deletions, name="deletions"),
]
