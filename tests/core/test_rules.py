"""Who may do what: roles, days, municipalities, and users who may not sign in."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client

from nabij.core.actions.municipalities import BadCodeError, TakenError, add_municipality
from nabij.core.actions.users import BadAddressError, add_user, give_role, take_role
from nabij.core.models import AuditEvent, Membership, Municipality, User
from nabij.core.roles import SEES_PERSONAL_DATA, Role
from nabij.core.rules import (
    MAY,
    Permission,
    may,
    municipalities_of,
    needs_second_factor,
    permissions,
    roles_in,
)
from nabij.web.access import DeskGuardMiddleware, requires
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory

TODAY = dt.date(2026, 3, 10)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam")


@pytest.fixture
def elders(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="elders")


def test_a_role_allows_what_its_line_says_in_its_own_municipality_only(
    testdam: Municipality, elders: Municipality
) -> None:
    worker = member(testdam, Role.LINK_WORKER)
    assert permissions(worker, testdam) == MAY[Role.LINK_WORKER]
    assert may(worker, testdam, Permission.READ_CONTACTS)
    assert not may(worker, testdam, Permission.READ_AUDIT)
    assert permissions(worker, elders) == frozenset()


def test_two_roles_allow_what_either_allows(testdam: Municipality) -> None:
    user = member(testdam, Role.ANALYST)
    Membership.objects.create(user=user, municipality=testdam, role=Role.PRIVACY_OFFICER)
    assert permissions(user, testdam) == MAY[Role.ANALYST] | MAY[Role.PRIVACY_OFFICER]


def test_nobody_may_do_anything(testdam: Municipality) -> None:
    assert permissions(AnonymousUser(), testdam) == frozenset()
    assert not needs_second_factor(AnonymousUser())
    assert municipalities_of(AnonymousUser()) == []


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, None, True),
        (YESTERDAY, TODAY, True),
        (TODAY, TODAY, True),
        (TOMORROW, None, False),
        (YESTERDAY, YESTERDAY, False),
    ],
)
def test_a_role_holds_from_its_first_day_up_to_and_including_its_last(
    testdam: Municipality, since: dt.date, until: dt.date | None, holds: bool
) -> None:
    user = member(testdam, Role.COORDINATOR, since=since, until=until)
    assert bool(roles_in(user, testdam, today=TODAY)) is holds
    assert (municipalities_of(user, today=TODAY) == [testdam]) is holds
    assert needs_second_factor(user, today=TODAY) is holds


def test_a_user_who_may_not_sign_in_has_no_role_left(testdam: Municipality) -> None:
    user = member(testdam, Role.COORDINATOR)
    user.is_active = False
    user.save()
    assert permissions(user, testdam) == frozenset()


@pytest.mark.parametrize("role", Role)
def test_roles_that_meet_personal_data_need_a_second_factor_in_every_municipality(
    testdam: Municipality, role: Role
) -> None:
    assert needs_second_factor(member(testdam, role)) is (role in SEES_PERSONAL_DATA)


def test_who_may_read_contacts_or_the_trail_or_manage_members_needs_a_second_factor() -> None:
    personal = {Permission.READ_CONTACTS, Permission.READ_AUDIT, Permission.MANAGE_MEMBERS}
    for role, allowed in MAY.items():
        assert not personal & allowed or role in SEES_PERSONAL_DATA, role


# --- the decorator and the guard ---------------------------------------------------------------


def test_a_permission_that_does_not_exist_stops_the_program_when_it_starts() -> None:
    with pytest.raises(ValueError):
        requires("desk.entr")


def test_a_view_without_a_municipality_lets_nobody_in(rf, testdam: Municipality) -> None:
    view = requires("desk.enter")(lambda request: HttpResponse("in"))
    request = rf.get("/")
    request.user = member(testdam, Role.ANALYST)
    with pytest.raises(Http404):
        view(request)


def test_a_member_whose_role_does_not_allow_it_is_refused(rf, testdam: Municipality) -> None:
    view = requires("audit.read")(lambda request: HttpResponse("in"))
    request = rf.get("/")
    request.user, request.municipality, request.session = member(testdam, Role.ANALYST), testdam, {}
    with pytest.raises(PermissionDenied):
        view(request)


class _Match:
    route = "nl/<slug:municipality>/desk/forgotten/"


def test_a_page_of_the_desk_without_a_rule_lets_nobody_in(rf) -> None:
    guard = DeskGuardMiddleware(lambda request: HttpResponse())
    request = rf.get("/nl/testdam/desk/forgotten/")
    request.resolver_match = _Match()
    with pytest.raises(Http404):
        guard.process_view(request, lambda request: HttpResponse("in"), (), {})
    guard.process_view(request, requires("desk.enter")(lambda request: HttpResponse()), (), {})


def test_what_a_member_saw_is_kept_by_no_cache(testdam: Municipality) -> None:
    response = browser(member(testdam, Role.ANALYST)).get("/nl/testdam/desk/")
    assert "no-store" in response["Cache-Control"]


def test_after_signing_in_one_goes_on_to_the_page_one_asked_for(testdam: Municipality) -> None:
    response = Client().get("/nl/testdam/desk/?dag=di")
    assert response["Location"] == "/nl/account/login/?next=%2Fnl%2Ftestdam%2Fdesk%2F%3Fdag%3Ddi"


# --- municipalities, users, roles --------------------------------------------------------------


def test_a_municipality_is_added_once(db: None) -> None:
    made, new = add_municipality(code="gm9998", name="Testdam")
    again, new_again = add_municipality(code="GM9998", name="Testdam")
    assert (made.code, made.slug, new) == ("GM9998", "testdam", True)
    assert (again, new_again) == (made, False)
    with pytest.raises(TakenError):
        add_municipality(code="GM9998", name="Anders")
    with pytest.raises(TakenError):
        add_municipality(code="GM9997", name="Testdam")


@pytest.mark.parametrize("code", ["", "9998", "GM998", "GM99988", "WK999801", "GM99 8", "GM٩٩٩٨"])
def test_what_is_no_code_of_a_municipality_is_refused(db: None, code: str) -> None:
    with pytest.raises(BadCodeError):
        add_municipality(code=code, name="Testdam")


@pytest.mark.parametrize("name", ["Account", "API", "Demo"])
def test_an_address_that_means_something_else_is_refused(db: None, name: str) -> None:
    with pytest.raises(TakenError):
        add_municipality(code="GM9998", name=name)


def test_a_user_is_added_once_and_cannot_sign_in_yet(db: None) -> None:
    user, new = add_user(email=" Jo@Dorp.Example ", first_name="Jo")
    assert (user.email, new, user.has_usable_password()) == ("jo@dorp.example", True, False)
    assert add_user(email="JO@dorp.example") == (user, False)
    with pytest.raises(BadAddressError):
        add_user(email="jo at dorp")


def test_a_role_is_given_taken_and_given_again_and_the_trail_tells(testdam: Municipality) -> None:
    user: User = add_user(email="jo@dorp.example")[0]
    assert give_role(user=user, municipality=testdam, role=Role.AMBASSADOR)
    assert not give_role(user=user, municipality=testdam, role=Role.AMBASSADOR)
    ended = dt.date(2020, 1, 1)
    assert take_role(user=user, municipality=testdam, role=Role.AMBASSADOR, until=ended)
    assert not take_role(user=user, municipality=testdam, role=Role.AMBASSADOR, until=ended)
    assert roles_in(user, testdam) == frozenset()
    assert give_role(user=user, municipality=testdam, role=Role.AMBASSADOR)
    assert roles_in(user, testdam) == {Role.AMBASSADOR}
    verbs = AuditEvent.objects.filter(chain=testdam.code).values_list("verb", flat=True)
    assert list(verbs) == [
        "role.given_ambassador",
        "role.taken_ambassador",
        "role.given_ambassador",
    ]
