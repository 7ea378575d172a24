"""The picture of an offer or of the organisation itself: add, replace, remove."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nabij.directory.actions import add_picture, remove_picture
from nabij.directory.imaging.limits import Limits
from nabij.directory.imaging.prepare import NotUsableError, Prepared, prepared
from nabij.directory.models import Offer, Organisation
from nabij.web.access import DeskRequest, requires
from nabij.web.forms import PlainForm
from nabij.web.partner.access import offer_of, organisation_of
from nabij.web.partner.addresses import home_page, offer_page
from nabij.web.public.photos import photo_of


def limits() -> Limits:
    """What one picture may ask here."""
    return Limits(file=settings.NABIJ_PICTURE_MB * 1_000_000)


class PictureForm(PlainForm):
    """A picture, and in words what is on it."""

    picture = forms.FileField(
        label=gettext_lazy("Choose a photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy(
            "Of the place, hands at work, a laid table. Are there people on it? Ask them first."
        ),
        error_messages={
            "required": gettext_lazy("Choose a photo."),
            "empty": gettext_lazy("This file is empty."),
        },
    )
    alt = forms.CharField(
        label=gettext_lazy("What is on it?"),
        max_length=200,
        help_text=gettext_lazy(
            "For who cannot see it. Such as: a long table with soup, and people who talk."
        ),
        error_messages={
            "required": gettext_lazy("Say in a few words what is on it."),
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; %(limit_value)d fit."
            ),
        },
    )

    def clean_picture(self) -> Prepared:
        """The files that are kept."""
        upload = self.cleaned_data["picture"]
        try:
            return prepared(upload.read(limits().file + 1), limits())
        except NotUsableError as error:
            raise ValidationError(str(error), code=error.code) from None


@requires("directory.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def of_offer(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The picture of an offer."""
    offer = offer_of(request, uid)
    return _page(request, offer, back_url=offer_page(offer))


@requires("directory.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def of_organisation(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The picture of the organisation."""
    organisation = organisation_of(request, uid)
    return _page(request, organisation, back_url=home_page(organisation))


def _page(request: DeskRequest, owner: Offer | Organisation, *, back_url: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("do") == "remove":
        remove_picture(owner=owner)
        messages.success(request, _("The picture is gone."))
        return HttpResponseRedirect(back_url)
    form = _bound(request)
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        add_picture(owner=owner, prepared=given["picture"], alt=given["alt"])
        messages.success(request, _("The picture is there. Residents see it now."))
        return HttpResponseRedirect(back_url)
    context = {
        "form": form,
        "owner": owner,
        "photo": photo_of(request.municipality, owner),
        "back_url": back_url,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partner/picture.html", context, status=status)


def _bound(request: HttpRequest) -> PictureForm:
    if request.method == "POST":
        return PictureForm(request.POST, request.FILES)
    return PictureForm()
