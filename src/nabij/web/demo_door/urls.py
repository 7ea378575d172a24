"""Addresses below `/nl/demo/`, included only under NABIJ_DEMO."""

from django.urls import path

from nabij.web.demo_door import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("enter/", views.enter, name="enter"),
]
