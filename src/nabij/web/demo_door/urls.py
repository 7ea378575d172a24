"""Addresses below `/nl/demo/`, included only under NABIJ_DEMO."""

from django.urls import path

from nabij.web.demo_door import mailbox, views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("enter/", views.enter, name="enter"),
    path("mail/", mailbox.mailbox, name="mailbox"),
    path("mail/<uuid:uid>/", mailbox.mail, name="mail"),
    path("mail/<uuid:uid>/page/", mailbox.mail_page, name="mail-page"),
]
