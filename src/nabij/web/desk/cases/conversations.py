"""What we talked about: on the page of the case, in a form, and on paper for the person."""

import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.consents import give_consent, withdraw_consent
from nabij.casework.actions.conversations import Said, record_conversation, said_in
from nabij.casework.models import Case, Consent, Conversation
from nabij.casework.queries.consents import consents_of
from nabij.casework.queries.conversations import newest
from nabij.core.vocabulary import OBSTACLE_CAUSES
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.conversation_form import ConversationForm, begin_with
from nabij.web.desk.cases.conversation_words import lines
from nabij.web.desk.cases.merging import differences, merged
from nabij.web.desk.cases.told import not_yet_agreed
from nabij.web.desk.cases.views import back_to_case, case_or_refuse, refused_in_words

#: Somebody else was first; what was typed is on the page beside theirs.
CHANGED = 409
#: A form that is not right yet.
NOT_RIGHT = 422


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Write down a conversation; the form begins with what the one before said."""
    return _write(request, case_or_refuse(request, uid), change=False)


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Correct the newest conversation."""
    return _write(request, case_or_refuse(request, uid), change=True)


@requires("casework.work_cases")
@require_safe
def sheet(request: DeskRequest, uid: UUID) -> HttpResponse:
    """One A4 for the person: what we agreed, in their words, what they agreed to, and whom to call."""
    case = case_or_refuse(request, uid)
    told = newest(case)
    context = {
        "case": case,
        "person": case.person,
        "told": told,
        "wishes": _sheet_lines(said_in(told)) if told else [],
        "consents": [row for row in consents_of(case.person) if row.withdrawn_on is None],
        "opening_hours": request.municipality.opening_hours,
    }
    return render(request, "desk/cases/sheet.html", context)


@requires("casework.work_cases")
@require_safe
def web_of_health(request: DeskRequest) -> HttpResponse:
    """Six sides of a life on one sheet, to draw on while talking. It stays with the person; nothing is kept."""
    return render(request, "desk/cases/web_of_health.html")


@requires("casework.work_cases")
@require_POST
def consent(request: DeskRequest, uid: UUID) -> HttpResponse:
    """Agree to one purpose, or take it back: one button each."""
    case, now = case_or_refuse(request, uid), timezone.now()
    code = request.POST.get("purpose", "")
    if code in Consent.Purpose.values:
        told: dict[str, Any] = {
            "case": case,
            "purpose": Consent.Purpose(code),
            "by": request.user,
            "now": now,
        }
        with refused_in_words():
            if request.POST.get("take_back") == "on":
                withdraw_consent(**told)
                messages.success(request, _("Taken back, from now on."))
            else:
                give_consent(**told)
                messages.success(request, _("Written down: the person agrees."))
    return back_to_case(request, case)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What came with the form besides what was told."""

    expected: int
    form_key: UUID

    @classmethod
    def of(cls, request: DeskRequest, before: Conversation | None) -> "_Sent":
        """As posted; for a form that is opened: what holds now, and a new key."""
        try:
            return cls(int(request.POST["expected"]), UUID(request.POST["form_key"]))
        except (KeyError, ValueError):
            return cls(before.version if before else 0, uuid.uuid4())


def _write(request: DeskRequest, case: Case, *, change: bool) -> HttpResponse:
    today, before = timezone.localdate(), newest(case)
    sent = _Sent.of(request, before)
    not_yet = not_yet_agreed(consents_of(case.person))
    held = said_in(before) if before else None
    form = ConversationForm(
        request.POST if request.method == "POST" else None,
        initial=begin_with(held, today=today, change=change),
        today=today,
        not_yet=not_yet,
    )
    page = {"case": case, "form": form, "sent": sent, "change": change, "key": _key(request, case)}
    if request.method != "POST":
        return _form(request, page)
    if not form.is_valid():
        return _form(request, page, status=NOT_RIGHT)
    said = form.said()
    if before is not None and before.version == sent.expected:
        said = merged(said, said_in(before), _chosen(request))
    try:
        with refused_in_words():
            _keep(request, case, form, said, sent, change=change)
    except ChangedSinceError as error:
        theirs: Any = error.theirs
        page["sent"] = _Sent(theirs.version if theirs else 0, uuid.uuid4())
        page["theirs"] = theirs
        page["differences"] = differences(said, said_in(theirs)) if theirs else []
        return _form(request, page, status=CHANGED)
    return _kept(request, case)


def _keep(
    request: DeskRequest,
    case: Case,
    form: ConversationForm,
    said: Said,
    sent: _Sent,
    *,
    change: bool,
) -> None:
    record_conversation(
        case=case,
        said=said,
        expected=sent.expected,
        form_key=sent.form_key,
        by=request.user,
        now=timezone.now(),
        change=change,
        agrees_to=form.agreed_to(),
        how=form.agreed_how(),
    )


def _kept(request: DeskRequest, case: Case) -> HttpResponse:
    """To the page of the case; the script that sends what was kept on a phone is told where that is."""
    messages.success(request, _("The conversation is kept."))
    answer = back_to_case(request, case)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"to": answer.url}, status=201)
    return answer


def _form(request: DeskRequest, page: dict[str, Any], *, status: int = 200) -> HttpResponse:
    on_the_card = [
        (obstacle.label, sorted(str(cause.label) for cause in causes))
        for obstacle, causes in OBSTACLE_CAUSES.items()
        if causes
    ]
    context = {**page, "on_the_card": on_the_card, "sections": page["form"].sections()}
    return render(request, "desk/cases/conversation.html", context, status=status)


def _chosen(request: DeskRequest) -> dict[str, str]:
    """Field → yours, theirs or both, as chosen where two wrote."""
    prefix = "take-"
    posted = request.POST.items()
    return {
        name.removeprefix(prefix): str(value) for name, value in posted if name.startswith(prefix)
    }


def _key(request: DeskRequest, case: Case) -> str:
    """The key for what stays on the phone while there is no network: of this member and this case, 64 hexadecimal figures.

    It stands in the page only, so what the phone keeps opens for who signed in, and for nobody else (ADR 0084).
    """
    owner = f"{request.user.uid}:{case.uid}"
    return salted_hmac("nabij.kept-on-the-phone", owner, algorithm="sha256").hexdigest()


#: What a person reads on their own sheet: wishes and what was agreed, not what is behind it.
_ON_PAPER = ("wishes", "wish_words", "talents", "avoid_words", "free", "means", "walk_along")


def _sheet_lines(said: Said) -> list[Any]:
    return [line for line in lines(said) if line.name in _ON_PAPER]
