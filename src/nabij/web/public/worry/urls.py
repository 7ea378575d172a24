"""Addresses of a worry, within those of the residents' site."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.public.worry import views
from nabij.web.public.worry.forms import STOP
from nabij.web.public.worry.journey import WORRIED

urlpatterns = [
    path(_("worried/"), views.worried, name=WORRIED.name),
    path(_("worried/danger-now/"), views.danger, name=STOP),
    path(_("worried/thanks/"), views.done, name=WORRIED.done),
]
