"""Addresses of the municipality's own sign-in, outside the languages: the other side must know them.

The redirect address to register there is `https://<this site>/account/own/login/callback/`.
"""

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

urlpatterns = [
    path("account/<slug:provider_id>/login/", views.login, name="openid_connect_login"),
    path(
        "account/<slug:provider_id>/login/callback/",
        views.callback,
        name="openid_connect_callback",
    ),
]
