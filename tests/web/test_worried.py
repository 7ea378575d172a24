"""Worried about someone, on the site: danger first, nothing lost, and what one will not hear."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nabij.casework.models import Case, Reporter, Signal, SignalPoint
from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.tenancy import everywhere, within
from tests.core.people import browser, member
from tests.factories import AreaFactory, HelpLineFactory, MunicipalityFactory, PostcodeFactory
from tests.web.pages import page
from tests.web.test_asking import Form

ABOUT_BEP = {
    "danger": "no",
    "whom": "not_yet",
    "person_name": "Bep Jansen",
    "person_address": "Kerkstraat 3",
    "seen": "De gordijnen blijven dicht.",
    "may_name": "no",
}


@pytest.fixture(autouse=True)
def nobody_sent_anything_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr("nabij.web.public.asking.spam.LEAST_SECONDS", -1)


@pytest.fixture
def form(client: Client, town: Municipality) -> Callable[..., Form]:
    def open_form(*, by: Client | None = None, language: str = "nl", **asked: str) -> Form:
        path = {"nl": "zorgen-om-iemand", "en": "worried"}[language]
        return Form(by or client, f"/{language}/{town.slug}/{path}/", asked)

    return open_form


def test_the_first_page_asks_only_whether_there_is_danger(
    form: Any, town: Municipality, html_valid: Any
) -> None:
    HelpLineFactory.create(municipality=town, phone="112", position=0)
    asked = form()
    assert 'name="danger"' in asked.html
    assert 'name="seen"' not in asked.html
    assert asked.html.index("Bel 112") < asked.html.index('name="danger"')
    html_valid(asked.html, asked.address)


def test_danger_leads_to_112_and_nothing_is_kept(form: Any, html_valid: Any) -> None:
    asked = form().press("next", danger="yes").follow()
    assert "Bel nu" in asked.text
    assert "112" in asked.text
    assert "Dit formulier stopt hier" in asked.text
    html_valid(asked.html, "danger")
    assert not Signal.objects.exists()
    assert not Case.objects.exists()


def test_danger_on_a_form_that_was_filled_in_stops_it_too(form: Any) -> None:
    asked = form().to_check(**ABOUT_BEP)
    asked.press("send", danger="yes")
    assert asked.seen.status_code == 302
    assert "nu-gevaar" in asked.seen.headers["Location"]
    assert not Signal.objects.exists()


def test_four_pages_a_check_and_what_one_will_not_hear(form: Any, html_valid: Any) -> None:
    asked = form()
    assert "pagina 1 van 4" in asked.text
    asked.press("next", danger="no")
    assert "Over wie gaat het?" in asked.text
    html_valid(asked.html, "who")
    asked.press("next", whom="not_yet", person_name="Bep Jansen")
    assert "Wat ziet u?" in asked.text
    asked.press("next", seen="De gordijnen blijven dicht.")
    html_valid(asked.html, "teller")
    asked.press("next", may_name="no", owed="spoken", phone="06 11 11 11 11", relation="buurvrouw")
    assert "Klopt dit?" in asked.text
    assert "Wij zeggen niet wie" in asked.text
    html_valid(asked.html, "check")
    asked.press("send").follow()
    for line in (
        "pakt dit op, uiterlijk op",
        "Wij bellen u als wij diegene hebben gesproken.",
        "U hoort van ons niet hoe het met diegene gaat",
    ):
        assert line in asked.text
    assert "Bep" not in asked.html
    html_valid(asked.html, "done")
    signal, reporter = Signal.objects.get(), Reporter.objects.get()
    assert (signal.seen, signal.knows, signal.came_in, signal.suspicious) == (
        "De gordijnen blijven dicht.", "no", "web", [],
    )  # fmt: skip
    assert (reporter.phone, reporter.owed, reporter.relation) == (
        "06 11 11 11 11", "spoken", "buurvrouw",
    )  # fmt: skip


def test_about_oneself_it_asks_less(form: Any) -> None:
    asked = form().press("next", danger="no").press("next", whom="self", person_phone="0612345678")
    assert "Wat wilt u ons vertellen?" in asked.text
    assert "pagina 3 van 3" in asked.text
    asked.press("next", seen="Ik kom de deur niet meer uit.").press("send").follow()
    assert "neemt contact met u op" in asked.text
    signal = Signal.objects.get()
    assert (signal.about, signal.case.origin, signal.told_person_by) == ("self", "self", None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"danger": ""}, "Weet u het niet zeker? Kies dan ja."),
        ({"whom": ""}, "Kies over wie het gaat."),
        ({"person_name": "", "person_address": ""}, "anders kunnen wij diegene niet vinden"),
        ({"whom": "self", "person_address": ""}, "of waar u woont"),
        ({"seen": "  "}, "Vertel wat u zag."),
        ({"may_name": ""}, "Kies of wij uw naam mogen noemen."),
        ({"may_name": "yes"}, "hebben wij uw naam nodig"),
        ({"owed": "picked_up"}, "dan kunnen wij het u laten weten"),
        ({"person_phone": "06 12"}, "Nederlands nummer heeft er 10"),
    ],
)
def test_a_mistake_is_said_in_words_and_nothing_typed_is_lost(
    form: Any, wrong: dict[str, str], words: str
) -> None:
    told = ABOUT_BEP | wrong
    asked = form()
    for names in (("danger",), ("whom", "person_name", "person_address", "person_phone"),
                  ("seen",), ("may_name", "owed")):  # fmt: skip
        asked.press("next", **{name: told[name] for name in names if name in told})
        if set(names) & set(wrong):
            break
    assert words in asked.text
    for name in ("person_name", "person_address"):
        if "whom" in asked.hidden or name in asked.hidden:
            assert asked.hidden.get(name, "") == told[name]
    assert not Signal.objects.exists()


def test_a_double_click_and_a_form_of_yesterday_make_one(form: Any) -> None:
    asked = form().to_check(**ABOUT_BEP)
    for _twice in range(2):
        asked.client.post(asked.address, asked.hidden | {"go": "send"})
    assert Signal.objects.count() == 1


def test_what_a_program_sent_is_kept_apart(form: Any) -> None:
    form().to_check(**ABOUT_BEP).press("send", website="https://x.example")
    assert Signal.objects.get().suspicious == ["trap"]


def test_it_works_in_english_too(form: Any, html_valid: Any) -> None:
    asked = form(language="en").press("next", danger="no")
    asked.press("next", whom="knows", person_name="Bep").press("next", seen="Curtains shut.")
    asked.press("next", may_name="yes", name="Ans", owed="picked_up", email="ans@dorp.example")
    assert "tell them that you told us" in asked.text
    asked.press("send").follow()
    assert "We send you a mail when somebody has picked it up." in asked.text
    html_valid(asked.html, "done")
    assert Reporter.objects.get().how == "mail"


def test_staff_fill_it_in_on_the_phone_and_read_aloud(form: Any, town: Municipality) -> None:
    samira = member(town, Role.LINK_WORKER)
    browser_of_samira = browser(samira)
    browser_of_samira.post(f"/en/{town.slug}/desk/helping/", {"on": "1"})
    asked = form(by=browser_of_samira)
    assert "“Eerst dit: is er nu iemand in gevaar" in asked.text
    asked.press("next", danger="no")
    assert "Hoe kwam dit binnen?" in asked.text
    asked.press("next", whom="knows", person_name="Bep", came_in="phone")
    asked.press("next", seen="Zij valt vaak.").press("next", may_name="no").press("send").follow()
    signal = Signal.objects.get()
    assert (signal.came_in, signal.entered_by) == ("phone", samira.uid)


def test_it_stands_beside_call_me(look: Any, town: Municipality) -> None:
    text = page(look("home", language="nl")).text
    assert "Zorgen om iemand" in text


# --- one point for several municipalities -----------------------------------------------------


@pytest.fixture
def point(town: Municipality) -> SignalPoint:
    elders = MunicipalityFactory.create(slug="elders", name="Elders", code="GM7777")
    point = SignalPoint.objects.create(slug="meldpunt", name="Meldpunt Waterland")
    point.municipalities.set([town, elders])
    return point


def test_a_point_asks_where_the_person_lives(
    client: Client, point: SignalPoint, html_valid: Any
) -> None:
    seen = client.get("/nl/zorgen/meldpunt/")
    assert "112" in page(seen).text
    html_valid(seen.content.decode(), "point")
    assert "/nl/elders/zorgen-om-iemand/?point=meldpunt" in seen.content.decode()
    PostcodeFactory.create(code="1111AA", area=AreaFactory.create(code="BU77770001"))
    found = client.get("/nl/zorgen/meldpunt/", {"postcode": "1111 aa"})
    assert found.headers["Location"] == "/nl/elders/zorgen-om-iemand/?point=meldpunt"
    for strange in ("9999 ZZ", "<b>", "'--"):
        again = client.get("/nl/zorgen/meldpunt/", {"postcode": strange})
        assert again.status_code == 200
        assert "Deze postcode kennen wij hier niet" in page(again).text
    assert client.get("/nl/zorgen/ergens/").status_code == 404


def test_what_is_told_through_a_point_is_in_the_chosen_municipality_only(
    client: Client, point: SignalPoint, town: Municipality
) -> None:
    asked = Form(client, "/nl/elders/zorgen-om-iemand/", {"point": "meldpunt"})
    asked.to_check(**ABOUT_BEP).press("send").follow()
    assert not Signal.objects.exists()  # in the town of these tests, which is open
    with everywhere("to see where it went"):
        signal = Signal.objects.select_related("municipality").get()
    assert (signal.municipality.slug, signal.point_id) == ("elders", point.pk)


def test_a_point_of_others_is_no_point_here(
    form: Any, town: Municipality, point: SignalPoint
) -> None:
    point.municipalities.remove(town)
    form(point="meldpunt").to_check(**ABOUT_BEP).press("send").follow()
    with within(town):
        assert Signal.objects.get().point is None
