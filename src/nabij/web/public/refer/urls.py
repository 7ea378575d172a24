"""Addresses of a referral, within those of the residents' site."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.public.refer import views
from nabij.web.public.refer.journey import REFER

urlpatterns = [
    path(_("refer/"), views.refer, name=REFER.name),
    path(_("refer/thanks/"), views.done, name=REFER.done),
]
