"""Addresses below `/nl/<municipality>/desk/`. Every view says with `requires` who may enter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from nabij.web.desk import help_lines, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("help-lines/"), help_lines.help_lines, name="help-lines"),
    path(_("help-lines/new/"), help_lines.new_help_line, name="help-line-new"),
    path(_("help-lines/<uuid:uid>/"), help_lines.edit_help_line, name="help-line"),
    path(
        _("help-lines/<uuid:uid>/still-right/"),
        help_lines.still_right,
        name="help-line-still-right",
    ),
]
