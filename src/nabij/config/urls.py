"""Every address, by audience. `/nl/<municipality>/…` and `/en/<municipality>/…` are inside the wall."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

Address = URLPattern | URLResolver

_inside: list[Address] = [
    path("account/", include("nabij.web.account.urls")),
    path(_("worries/"), include("nabij.web.public.worry.point_urls")),
    path("<slug:municipality>/desk/", include("nabij.web.desk.urls")),
    path("<slug:municipality>/partner/", include("nabij.web.partner.urls")),
    path("<slug:municipality>/", include("nabij.web.links.urls")),
    path("<slug:municipality>/", include("nabij.web.public.urls")),
]
if settings.NABIJ_DEMO:  # the example's door is not even an address elsewhere
    _inside.insert(0, path("demo/", include("nabij.web.demo_door.urls")))

urlpatterns: list[Address] = [
    path("api/", include("nabij.api.urls")),
    path("", include("nabij.web.account.own_sign_in_urls")),
    path("", include("nabij.web.public.site_urls")),
    *i18n_patterns(*_inside, prefix_default_language=True),
]

handler400 = "nabij.web.public.views.errors.bad_request"
handler403 = "nabij.web.public.views.errors.forbidden"
handler404 = "nabij.web.public.views.errors.not_found"
handler500 = "nabij.web.public.views.errors.server_error"
