"""Addresses below `/nl/<municipality>/` that a one-time link or its code opens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.links import views

app_name = "links"
urlpatterns = [
    path(_("code/"), views.code, name="code"),
]
