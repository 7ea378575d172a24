"""The example's mailbox: every mail that the example would have sent, as its reader would see it.

Exists only in the example, where people are made up and nothing is ever sent.
"""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.post.kinds import label_of
from nabij.core.tenancy import within
from nabij.web.demo_door.backend import door_exists
from nabij.web.letters import LOCAL

PER_PAGE = 25

#: In the frame: no scripts, no addresses of others, only the mail's own looks; its links open beside.
_FRAME_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest first: for whom, about what."""
    with within(*_examples()):
        mails = OutgoingMessage.objects.select_related("municipality").filter(
            emptied_at__isnull=True
        )
        page = Paginator(mails, PER_PAGE).get_page(request.GET.get("page"))
        rows = [(mail, label_of(mail.kind)) for mail in page]
        return render(request, "demo_door/mailbox.html", {"rows": rows, "page": page})


@never_cache
@require_safe
def mail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One mail, as plain text and as a page."""
    with within(*_examples()):
        found = _mail(uid)
        context = {
            "mail": found,
            "kind": label_of(found.kind),
            "text": _here(request, found.text),
            "other_language": found.language != (get_language() or "nl")[:2],
        }
        return render(request, "demo_door/mail.html", context)


@never_cache
@require_safe
@xframe_options_sameorigin
def mail_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page in a mail, for a frame that lets it do nothing."""
    with within(*_examples()):
        html = _here(request, _mail(uid).html)
    response = HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
    response["Content-Security-Policy"] = _FRAME_POLICY
    return response


def _examples() -> list[Municipality]:
    if not door_exists():
        raise Http404("the example's mailbox does not exist here")
    return list(Municipality.objects.filter(example=True))


def _mail(uid: UUID) -> OutgoingMessage:
    found: OutgoingMessage | None = (
        OutgoingMessage.objects.select_related("municipality").filter(uid=uid).first()
    )
    if found is None:
        raise Http404("no such mail")
    return found


def _here(request: HttpRequest, text: str) -> str:
    """With links to where the example is now: its mails were written before it knew its port."""
    return (
        text
        if settings.NABIJ_SITE_URL
        else text.replace(LOCAL, request.build_absolute_uri("/")[:-1])
    )
