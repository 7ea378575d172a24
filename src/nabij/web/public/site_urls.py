"""Addresses of the installation itself: choosing a municipality, and what robots and browsers ask for."""

from django.conf import settings
from django.urls import path

from nabij.web.public.views import site

app_name = "site"

urlpatterns = [
    path("", site.front_door, name="front-door"),
    *(path(f"{code}/", site.choose, name=f"choose-{code}") for code, _name in settings.LANGUAGES),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", site.sitemap_index, name="sitemap-index"),
    path("favicon.ico", site.favicon, name="favicon"),
]
