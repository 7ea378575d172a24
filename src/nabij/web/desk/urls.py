"""Addresses below `/nl/<municipality>/desk/`. Every view says with `requires` who may enter."""

from django.urls import path

from nabij.web.desk import views

app_name = "desk"
urlpatterns = [path("", views.home, name="home")]
