"""Addresses of offering one's time, within those of the residents' site."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.public.volunteer import views
from nabij.web.public.volunteer.journey import VOLUNTEER

urlpatterns = [
    path(_("do-something/"), views.volunteer, name=VOLUNTEER.name),
    path(_("do-something/thanks/"), views.done, name=VOLUNTEER.done),
]
