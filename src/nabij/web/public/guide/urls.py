"""Addresses of the guide, below the residents' site."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.public.guide import views

urlpatterns = [
    path(_("what-would-help/"), views.question, {"number": 0}, name="guide"),
    path(_("what-would-help/obstacles/"), views.question, {"number": 1}, name="guide-obstacles"),
    path(_("what-would-help/wishes/"), views.question, {"number": 2}, name="guide-wishes"),
    path(_("what-would-help/where/"), views.question, {"number": 3}, name="guide-where"),
    path(_("what-would-help/how/"), views.question, {"number": 4}, name="guide-how"),
    path(_("what-would-help/steps/"), views.steps, name="guide-steps"),
    path(_("what-would-help/steps/sheet/"), views.sheet, name="guide-sheet"),
]
