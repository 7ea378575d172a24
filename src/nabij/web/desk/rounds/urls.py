"""Addresses below `desk/rounds/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.desk.rounds import lists, planning, views, walking

urlpatterns = [
    path("", views.listed, name="rounds"),
    path(_("new/"), views.new, name="round-new"),
    path("<uuid:uid>/", views.one, name="round"),
    path(_("<uuid:uid>/change/"), views.change, name="round-change"),
    path(_("<uuid:uid>/end/"), planning.end, name="round-end"),
    path(_("<uuid:uid>/lead/"), planning.lead, name="round-lead"),
    path(_("<uuid:uid>/who-goes/"), planning.who, name="round-who"),
    path(_("<uuid:uid>/share-out/"), planning.share, name="round-share"),
    path(_("<uuid:uid>/list/"), lists.give, name="round-list"),
    path(_("<uuid:uid>/mine/"), walking.mine, name="round-mine"),
    path(_("<uuid:uid>/addresses/"), walking.of_somebody, name="round-addresses"),
    path(_("<uuid:uid>/paper/"), walking.paper, name="round-paper"),
    path(_("<uuid:uid>/addresses/<uuid:number>/outcome/"), walking.outcome, name="round-outcome"),
    path(
        _("<uuid:uid>/addresses/<uuid:number>/take-back/"),
        walking.take_back,
        name="round-take-back",
    ),
]
