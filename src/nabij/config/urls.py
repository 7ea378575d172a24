"""Every address, by audience. `/nl/<municipality>/…` and `/en/<municipality>/…` are inside the wall."""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path


def _there(*patterns: tuple[str, str]) -> list[URLPattern | URLResolver]:
    # TEMPORARY while the rooms are being built: skip what is not there yet.
    def exists(name: str) -> bool:
        try:
            return find_spec(name) is not None
        except ModuleNotFoundError:
            return False

    return [path(route, include(name)) for route, name in patterns if exists(name)]


urlpatterns: list[URLPattern | URLResolver] = _there(
    ("api/", "nabij.api.urls"),
    ("", "nabij.web.account.own_sign_in_urls"),
    ("", "nabij.web.public.site_urls"),
)

_inside: list[tuple[str, str]] = [
    ("account/", "nabij.web.account.urls"),
    ("<slug:municipality>/desk/", "nabij.web.desk.urls"),
    ("<slug:municipality>/", "nabij.web.public.urls"),
]
if settings.NABIJ_DEMO:  # the example's door is not even an address elsewhere
    _inside.insert(0, ("demo/", "nabij.web.demo_door.urls"))

urlpatterns += i18n_patterns(*_there(*_inside), prefix_default_language=True)

handler400 = "nabij.web.public.views.errors.bad_request"
handler403 = "nabij.web.public.views.errors.forbidden"
handler404 = "nabij.web.public.views.errors.not_found"
handler500 = "nabij.web.public.views.errors.server_error"
