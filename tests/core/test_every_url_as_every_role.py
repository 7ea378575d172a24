"""Every address of the site, asked for by every role of two municipalities and by nobody.

`PAGES` says who may see what. A new address that is not in it fails the first test: add it there, with
who may enter, or put it in a space that is open to everyone.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils import translation

from nabij.core.models import Job, Municipality, OutgoingMessage
from nabij.core.roles import Role
from nabij.core.rules import MAY, Permission
from nabij.core.tenancy import within
from nabij.directory.models import Proposal
from tests.core.people import browser, member
from tests.core.rows import a_row
from tests.factories import HelpLineFactory, MunicipalityFactory, RequestFactory

pytestmark = pytest.mark.any_database


class For(Enum):
    """Who may enter a page that belongs to no role."""

    EVERYONE = "everyone"
    SIGNED_IN = "whoever has signed in"


#: Spaces (namespaces of the urlconf) that are open, whatever stands in them.
OPEN_SPACES = ("public", "points", "links", "site", "demo")

#: What other programs ask for knows no users: it is open data.
OPEN_ADDRESSES = "/api/"

#: Every other address by its name: who may enter, or the permission that lets one in.
PAGES: dict[str, For | Permission] = {
    "desk:home": Permission.ENTER_DESK,
    "desk:promises": Permission.SET_PROMISES,
    "desk:help-lines": Permission.EDIT_HELP_LINES,
    "desk:help-line-new": Permission.EDIT_HELP_LINES,
    "desk:help-line": Permission.EDIT_HELP_LINES,
    "desk:help-line-still-right": Permission.EDIT_HELP_LINES,
    "desk:outbox": Permission.SEE_POST,
    "desk:message-again": Permission.SEE_POST,
    "desk:checks": Permission.VERIFY_OFFERS,
    "desk:checks-ask": Permission.EDIT_DIRECTORY,
    "desk:check-rhythm": Permission.EDIT_DIRECTORY,
    "desk:calls": Permission.VERIFY_OFFERS,
    "desk:check-call": Permission.VERIFY_OFFERS,
    "desk:times-note-done": Permission.EDIT_DIRECTORY,
    "desk:jobs": Permission.SEE_POST,
    "desk:job-stop": Permission.SEE_POST,
    "desk:job-resume": Permission.SEE_POST,
    "desk:duplicates": Permission.EDIT_DIRECTORY,
    "desk:duplicate": Permission.EDIT_DIRECTORY,
    "desk:duplicate-different": Permission.EDIT_DIRECTORY,
    "desk:merge-undo": Permission.EDIT_DIRECTORY,
    "desk:words": Permission.CHOOSE_WORDS,
    "desk:word": Permission.CHOOSE_WORDS,
    "desk:word-switch": Permission.CHOOSE_WORDS,
    "desk:names": Permission.CHOOSE_WORDS,
    "desk:name": Permission.CHOOSE_WORDS,
    **dict.fromkeys(
        (
            "desk:register",
            "desk:trail",
            "desk:trail-export",
            "desk:trail-person",
            "desk:trail-about",
        ),
        Permission.READ_AUDIT,
    ),
    "desk:writing-help": Permission.ENTER_DESK,
    "desk:advice": Permission.ENTER_DESK,
    **dict.fromkeys(
        (
            "partner:home",
            "partner:home-of",
            "partner:publish",
            "partner:alike",
            "partner:preview",
            "partner:offer",
            "partner:edit",
            "partner:copy",
            "partner:status",
            "partner:date",
            "partner:picture",
            "partner:organisation-picture",
        ),
        Permission.PUBLISH,
    ),
    "partner:history": Permission.EDIT_DIRECTORY,
    "desk:waiting": Permission.EDIT_DIRECTORY,
    "desk:waiting-offer": Permission.EDIT_DIRECTORY,
    "desk:waiting-organisation": Permission.EDIT_DIRECTORY,
    "desk:helping": Permission.HELP_SOMEONE,
    **dict.fromkeys(
        (
            "desk:proposals",
            "desk:proposal-new",
            "desk:proposal",
            "desk:proposal-edit",
            "desk:proposal-tally",
            "desk:proposal-close",
            "desk:proposal-words",
        ),
        Permission.ASK_RESIDENTS,
    ),
    **dict.fromkeys(
        (
            "desk:today",
            "desk:caseload",
            "desk:case-outcome",
            "desk:case-take-back",
            "desk:case-take",
            "desk:case-team",
            "desk:find-person",
            "desk:handover",
            "desk:request-further",
        ),
        Permission.WORK_CASES,
    ),
    "desk:case": Permission.WORK_CASES,
    "desk:assign": Permission.ASSIGN_CASES,
    "desk:case-limits": Permission.SET_PROMISES,
    "desk:case-note": Permission.WORK_CASES,
    **dict.fromkeys(
        (
            "desk:case-match",
            "desk:case-choose",
            "desk:case-paper",
            "desk:placement",
            "desk:placement-step",
            "desk:case-aftercare",
            "desk:case-tell-referrer",
            "desk:cases-waiting",
            "desk:worries",
            "desk:worry-person-told",
            "desk:worry-real",
            "desk:worry-split",
            "desk:worry-also-told",
            "desk:reporter-told",
            "desk:case-join",
        ),
        Permission.WORK_CASES,
    ),
    "desk:case-emergency": Permission.WORK_CASES,
    **dict.fromkeys(
        (
            "desk:pairs",
            "desk:pairs-work-out",
            "desk:pair",
            "desk:pair-step",
            "desk:case-seek",
            "desk:case-seek-over",
        ),
        Permission.WORK_CASES,
    ),
    **dict.fromkeys(
        (
            "desk:volunteers",
            "desk:volunteer-new",
            "desk:volunteer",
            "desk:volunteer-change",
            "desk:volunteer-state",
            "desk:volunteer-remove",
        ),
        Permission.WORK_VOLUNTEERS,
    ),
    "desk:buddy-settings": Permission.SET_PROMISES,
    **dict.fromkeys(
        (
            "desk:rights",
            "desk:rights-person",
            "desk:rights-file",
            "desk:rights-trail",
            "desk:rights-correct",
            "desk:rights-restrict",
            "desk:rights-erase",
            "desk:rights-request",
            "desk:rights-volunteer",
            "desk:rights-who-told",
            "desk:rights-who-referred",
            "desk:emergencies",
            "desk:emergency-seen",
            "desk:deletions",
        ),
        Permission.HANDLE_RIGHTS,
    ),
    **dict.fromkeys(
        (
            "desk:web-of-health",
            "desk:case-conversation",
            "desk:case-conversation-change",
            "desk:case-sheet",
            "desk:case-consent",
            "desk:case-scale",
        ),
        Permission.WORK_CASES,
    ),
    "desk:unmet": Permission.SEE_FIGURES,
    "desk:unmet-file": Permission.SEE_FIGURES,
    **dict.fromkeys(
        (
            "desk:rounds",
            "desk:round-new",
            "desk:round",
            "desk:round-change",
            "desk:round-end",
            "desk:round-who",
            "desk:round-share",
            "desk:round-list",
            "desk:round-mine",
            "desk:round-addresses",
            "desk:round-paper",
            "desk:round-outcome",
            "desk:round-take-back",
        ),
        Permission.WORK_ROUNDS,
    ),
    "desk:round-lead": Permission.ASSIGN_CASES,
    "desk:rights-round": Permission.HANDLE_RIGHTS,
    "desk:requests": Permission.HANDLE_REQUESTS,
    "desk:request": Permission.HANDLE_REQUESTS,
    "desk:request-outcome": Permission.HANDLE_REQUESTS,
    "desk:letter": Permission.HELP_SOMEONE,
    "openid_connect_login": For.EVERYONE,
    "openid_connect_callback": For.EVERYONE,
    "account_home": For.SIGNED_IN,
    "account_me": For.SIGNED_IN,
    "account_login": For.EVERYONE,
    "account_logout": For.EVERYONE,
    "account_inactive": For.EVERYONE,
    "account_confirm": For.SIGNED_IN,
    "account_reauthenticate": For.SIGNED_IN,
    "account_change_password": For.SIGNED_IN,
    "account_set_password": For.SIGNED_IN,
    "account_reset_password": For.EVERYONE,
    "account_reset_password_done": For.EVERYONE,
    "account_reset_password_from_key": For.EVERYONE,
    "account_reset_password_from_key_done": For.EVERYONE,
    "mfa_index": For.SIGNED_IN,
    "mfa_authenticate": For.EVERYONE,  # half-way through signing in; else it leads to the sign-in page
    "mfa_reauthenticate": For.SIGNED_IN,
    "mfa_activate_totp": For.SIGNED_IN,
    "mfa_deactivate_totp": For.SIGNED_IN,
    "mfa_view_recovery_codes": For.SIGNED_IN,
    "mfa_generate_recovery_codes": For.SIGNED_IN,
    "mfa_download_recovery_codes": For.SIGNED_IN,
    "mfa_list_webauthn": For.SIGNED_IN,
    "mfa_add_webauthn": For.SIGNED_IN,
    "mfa_login_webauthn": For.EVERYONE,
    "mfa_reauthenticate_webauthn": For.SIGNED_IN,
    "mfa_edit_webauthn": For.SIGNED_IN,
    "mfa_remove_webauthn": For.SIGNED_IN,
    "socialaccount_login_cancelled": For.EVERYONE,
    "socialaccount_login_error": For.EVERYONE,
}

#: What stands for each variable part of an address.
PARTS: dict[str, object] = {
    "municipality": "testdam",
    "uid": "00000000-0000-4000-8000-000000000001",
    "slug": "koffie",
    "width": 640,
    "form": "webp",
    "schedule": "00000000-0000-4000-8000-000000000002",
    "day": "2026-12-03",
    "code": "BU80000001",
    "pk": 1,
    "own_id": "00000000-0000-4000-8000-000000000001",
    "placement": "00000000-0000-4000-8000-000000000003",
    "provider_id": "own",
    "rest": "somewhere",
    "scale": "djg6",
    "said": "welcome",
    "uidb36": "1",
    "key": "abc-def",
    "language": "nl",
    "thing": "call_me",
    "kind": "core.user",
    "number": "00000000-0000-4000-8000-000000000001",
}


def addresses() -> dict[str, str]:
    """Every address of the urlconf by its name, with examples for its variable parts."""
    found: dict[str, str] = {}
    with translation.override("nl"):
        for name, route in _routes(get_resolver().url_patterns):
            found.setdefault(name, route)
    return found


def _routes(
    patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _routes(pattern.url_patterns, inside, before + _example(pattern.pattern))
        else:
            own = _example(pattern.pattern)
            address = f"/{before}{own}"
            yield ":".join([*spaces, pattern.name]) if pattern.name else address, address


def _example(pattern: Any) -> str:
    """The pattern with examples for its variable parts."""
    if isinstance(pattern, RegexPattern):
        assert set(pattern.regex.groupindex) == {"uidb36", "key"}, "only allauth's link is a regex"
        return f"password/reset/key/{PARTS['uidb36']}-{PARTS['key']}/"
    if hasattr(pattern, "converters"):
        route = str(pattern._route if hasattr(pattern, "_route") else pattern)
        for name, converter in pattern.converters.items():
            assert name in PARTS, f"say in PARTS what <{name}> may be"
            kinds = [
                kind
                for kind in ("slug", "uuid", "str", "int", "path")
                if f"<{kind}:{name}>" in route
            ]
            route = route.replace(
                f"<{kinds[0]}:{name}>" if kinds else f"<{name}>", str(PARTS[name])
            )
            assert converter
        return route
    return str(pattern)


def is_open(name: str) -> bool:
    space, colon, _page = name.partition(":")
    return bool(colon and space in OPEN_SPACES) or name.startswith(OPEN_ADDRESSES)


@pytest.fixture
def testdam(db: None) -> Municipality:
    testdam = MunicipalityFactory.create(slug="testdam")
    with within(testdam):
        HelpLineFactory.create(municipality=testdam, uid=PARTS["uid"])
        a_row(OutgoingMessage, testdam, uid=PARTS["uid"])
        a_row(Job, testdam, uid=PARTS["uid"])
        RequestFactory.create(municipality=testdam, uid=PARTS["uid"])
        a_row(Proposal, testdam, uid=PARTS["uid"])
    return testdam


@pytest.fixture
def elders(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="elders")


@pytest.fixture
def visitors(testdam: Municipality, elders: Municipality) -> dict[str, tuple[Client, Role | None]]:
    """A browser of everyone; with the role in Testdam, which is None for who has none there."""
    everyone: dict[str, tuple[Client, Role | None]] = {"nobody": (Client(), None)}
    for role in Role:
        everyone[f"{role} of Testdam"] = (browser(member(testdam, role)), role)
        everyone[f"{role} of Elders"] = (browser(member(elders, role)), None)
    return everyone


def leads_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/nl/account/login/")


def outcome(client: Client, address: str, method: str = "get") -> str:
    response = getattr(client, method)(address)
    if leads_to_sign_in(response):
        return "sign in"
    return str(response.status_code)


def test_every_address_says_who_may_enter() -> None:
    closed = {name for name in addresses() if not is_open(name)}
    assert closed == set(PAGES)


def test_every_role_has_its_line_in_the_table_of_rules() -> None:
    assert set(MAY) == set(Role)


def test_open_pages_are_the_same_for_everyone(
    visitors: dict[str, tuple[Client, Role | None]],
) -> None:
    nobody = visitors["nobody"][0]
    for name, address in addresses().items():
        if not is_open(name):
            continue
        expected = outcome(nobody, address)
        assert expected not in ("sign in", "401", "403", "500"), name
        for who, (client, _role) in visitors.items():
            assert outcome(client, address) == expected, f"{name} as {who}"


#: Who has no role here and still sends something: for the others the same wall is in the way.
POSTERS = ("nobody", f"{Role.LINK_WORKER} of Elders", f"{Role.COORDINATOR} of Elders")


def test_pages_of_the_desk_open_to_whose_role_allows_it_here_and_to_nobody_else(
    visitors: dict[str, tuple[Client, Role | None]],
) -> None:
    listed = addresses()
    for name, permission in PAGES.items():
        if not isinstance(permission, Permission):
            continue
        for who, (client, role) in visitors.items():
            for method in ("get", "post") if role or who in POSTERS else ("get",):
                told = outcome(client, listed[name], method)
                if who == "nobody":
                    expected = {"sign in"}
                elif role is None:
                    expected = {"404"}
                elif permission not in MAY[role]:
                    expected = {"403"}
                else:
                    expected = {"200", "302", "400", "405"}
                    if str(PARTS["uid"]) in listed[name]:
                        expected.add("404")  # the rule let them in; there is no such record
                assert told in expected, f"{method} {name} as {who}: {told}"


def test_ones_own_pages_open_to_whoever_has_signed_in(
    visitors: dict[str, tuple[Client, Role | None]],
) -> None:
    listed = addresses()
    for name, who_may in PAGES.items():
        if who_may is not For.SIGNED_IN:
            continue
        for who, (client, _role) in visitors.items():
            told = outcome(client, listed[name])
            if who == "nobody":
                assert told == "sign in", f"{name} as nobody: {told}"
            else:
                assert told in {"200", "302", "404"}, f"{name} as {who}: {told}"


def test_the_way_in_is_open(visitors: dict[str, tuple[Client, Role | None]]) -> None:
    listed = addresses()
    for name, who_may in PAGES.items():
        if who_may is For.EVERYONE:
            told = outcome(visitors["nobody"][0], listed[name])
            assert told in {"200", "302", "401", "404", "sign in"}, f"{name}: {told}"
