"""Addresses below `/nl/<municipality>/partner/`. Every view says with `requires` who may enter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.partner.views import dates, home, offer, pictures, publish

app_name = "partner"

urlpatterns = [
    path("", home.home, name="home"),
    path(_("organisation/<uuid:uid>/"), home.home_of, name="home-of"),
    path(_("organisation/<uuid:uid>/publish/"), publish.publish, name="publish"),
    path(_("organisation/<uuid:uid>/preview/"), publish.preview, name="preview"),
    path(
        _("organisation/<uuid:uid>/picture/"), pictures.of_organisation, name="organisation-picture"
    ),
    path(_("activity/<uuid:uid>/picture/"), pictures.of_offer, name="picture"),
    path(_("organisation/<uuid:uid>/alike/"), publish.alike, name="alike"),
    path(_("activity/<uuid:uid>/"), offer.offer, name="offer"),
    path(_("activity/<uuid:uid>/change/"), publish.edit, name="edit"),
    path(_("activity/<uuid:uid>/copy/"), publish.copy, name="copy"),
    path(_("activity/<uuid:uid>/status/"), offer.status, name="status"),
    path(_("activity/<uuid:uid>/history/"), offer.history, name="history"),
    path(
        _("activity/<uuid:uid>/date/<uuid:schedule>/<str:day>/"),
        dates.date,
        name="date",
    ),
]
