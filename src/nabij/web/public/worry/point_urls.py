"""Addresses of points that serve several municipalities, below `/nl/zorgen/` and `/en/worries/`."""

from django.urls import path

from nabij.web.public.worry import points

app_name = "points"

urlpatterns = [path("<slug:slug>/", points.point, name="point")]
