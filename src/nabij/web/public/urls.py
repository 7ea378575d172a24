"""Addresses of the residents' site, below `/nl/<municipality>/` and `/en/<municipality>/`."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from nabij.web.public.asking import urls as asking
from nabij.web.public.refer import urls as refer
from nabij.web.public.views import (
    about,
    agenda,
    areas,
    feeds,
    find,
    home,
    offer,
    organisation,
    picture,
    present,
    widget,
)
from nabij.web.public.volunteer import urls as volunteer
from nabij.web.public.worry import urls as worry

app_name = "public"

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("nabij.web.public.guide.urls")),
    path(_("find/"), find.find, name="find"),
    path(_("activity/<uuid:uid>/"), offer.offer, name="offer-short"),
    path(_("activity/<uuid:uid>/agenda.ics"), feeds.offer_feed, name="offer-ics"),
    path(_("activity/<uuid:uid>/<str:slug>/"), offer.offer, name="offer"),
    path(_("organisation/<uuid:uid>/"), organisation.organisation, name="organisation-short"),
    path(_("organisation/<uuid:uid>/<str:slug>/"), organisation.organisation, name="organisation"),
    path(_("present-your-organisation/"), present.present, name="present"),
    path(_("present-your-organisation/thanks/"), present.presented, name="presented"),
    path("pictures/<uuid:uid>/<int:width>.<str:form>", picture.picture, name="picture"),
    path("agenda/", agenda.agenda, name="agenda"),
    path(_("agenda/sheet/"), agenda.sheet, name="sheet"),
    path("agenda.ics", feeds.feed, name="feed"),
    path("agenda/widget/", widget.widget, name="widget"),
    path(_("agenda/embed/"), widget.embed, name="embed"),
    path(_("neighbourhoods/"), areas.areas, name="areas"),
    path(_("neighbourhoods/<str:code>/"), areas.area, name="area-short"),
    path(_("neighbourhoods/<str:code>/<str:slug>/"), areas.area, name="area"),
    *asking.urlpatterns,
    *worry.urlpatterns,
    *refer.urlpatterns,
    *volunteer.urlpatterns,
    path(_("accessibility/"), about.accessibility, name="accessibility"),
    path(_("privacy/"), about.privacy, name="privacy"),
    path("sitemap.xml", about.sitemap, name="sitemap"),
]
