"""The file of a picture. Its address changes with the picture, so browsers may keep it for a year."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from nabij.core.models import User
from nabij.directory.imaging.limits import FORMS
from nabij.directory.queries.pictures import is_public, organisation_of, picture_by_uid
from nabij.directory.rules import may_edit
from nabij.web.municipality import PublicRequest

FOR_EVERYONE = "public, max-age=31536000, immutable"
FOR_ONESELF = "private, no-store"


@require_safe
def picture(request: PublicRequest, uid: UUID, width: int, form: str) -> HttpResponse:
    """One width in one form; of what is not public only for who may change it."""
    found = picture_by_uid(request.municipality, uid)
    if found is None or width not in found.widths or form not in FORMS:
        raise Http404(f"no picture {uid} of {width}.{form}")
    public = is_public(found)
    if not public:
        user = request.user
        if not isinstance(user, User) or not may_edit(user, organisation_of(found)):
            raise Http404("not public")
    try:
        with default_storage.open(found.file(f"{width}.{form}")) as file:
            data = file.read()
    except FileNotFoundError:
        raise Http404("its file is gone") from None
    response = HttpResponse(data, content_type=FORMS[form])
    response["Cache-Control"] = FOR_EVERYONE if public else FOR_ONESELF
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
