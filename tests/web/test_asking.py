"""Asking on the residents' site: page after page, nothing lost, one request, and what happens now."""

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.pages import page

if TYPE_CHECKING:
    from nabij.casework.models import Request

ADDRESS = {"call-me": "bel-mij", "come-along": "loop-mee", "idea": "idee"}
TOLD = {"kind": "call", "words": "Ik ken hier nog niemand.", "name": "Ton", "phone": "0612345678"}


@pytest.fixture(autouse=True)
def nobody_sent_anything_before() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def a_form_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nabij.web.public.asking.spam.LEAST_SECONDS", -1)


@pytest.fixture
def form(client: Any, town: Any) -> Callable[..., "Form"]:
    """A form on the screen of a visitor."""

    def open_form(journey: str = "call-me", *, by: Any = None, **asked: str) -> Form:
        return Form(by or client, f"/nl/{town.slug}/{ADDRESS[journey]}/", asked)

    return open_form


class Form:
    """A form in a browser without scripts: what is on the page is what is sent along."""

    def __init__(self, client: Any, address: str, asked: dict[str, str]) -> None:
        self.client, self.address = client, address
        self.seen = client.get(address, asked)

    @property
    def text(self) -> str:
        return page(self.seen).text

    @property
    def hidden(self) -> dict[str, str]:
        """What the page carries along."""
        fields = page(self.seen).all("input")
        kept = [f for f in fields if f.get("type") in ("hidden", "text", "tel", "email")]
        kept += [f for f in fields if f.get("type") == "radio" and "checked" in f]
        told = {str(f["name"]): f.get("value") or "" for f in kept}
        for name, text in re.findall(
            r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', self.seen.content.decode(), re.DOTALL
        ):
            told[name] = text.strip()
        return told

    def press(self, go: str, **told: str) -> "Form":
        """Fill in and press a button."""
        self.seen = self.client.post(self.address, self.hidden | told | {"go": go})
        return self

    def to_check(self, **told: str) -> "Form":
        """Fill in every page, as far as it asks."""
        for _page in range(4):
            if "Klopt dit?" in self.text:
                break
            self.press("next", **{k: v for k, v in told.items() if f'name="{k}"' in self.html})
        return self

    @property
    def html(self) -> str:
        return str(self.seen.content.decode())

    def send(self, **told: str) -> "Form":
        self.to_check(**told)
        return self.press("send")

    def follow(self) -> "Form":
        assert self.seen.status_code == 302
        self.seen = self.client.get(self.seen.headers["Location"])
        return self


def kept() -> list["Request"]:
    from nabij.casework.models import Request

    return list(Request.objects.order_by("pk"))


# --- the journeys ------------------------------------------------------------------------------


def test_call_me_asks_three_pages_reads_back_and_says_what_happens(form: Any) -> None:
    asked = form("call-me")
    assert "pagina 1 van 3" in asked.text
    asked.press("next", kind="call", words=TOLD["words"])
    assert "Hoe kunnen wij u bereiken?" in asked.text
    asked.press("next", name="Ton", phone="06-12345678")
    assert "Wanneer zullen wij bellen?" in asked.text
    asked.press("next", moment="morning")
    for answer in ("Ton", "06-12345678", TOLD["words"], "'s Ochtends"):
        assert answer in asked.text
    asked.press("send").follow()
    assert "Iemand van Dichtbij in Testdam belt u, uiterlijk op" in asked.text
    [row] = kept()
    assert (row.kind, row.name, row.phone, row.moment) == ("call", "Ton", "06-12345678", "morning")
    assert (row.words, row.came_in, row.behalf, row.suspicious) == (
        TOLD["words"],
        "web",
        "self",
        [],
    )


def test_come_along_knows_the_offer_it_is_about(form: Any, add_offer: Any) -> None:
    offer = add_offer(name="Soep op dinsdag")
    asked = form("come-along", offer=str(offer.uid))
    assert "Soep op dinsdag" in asked.text
    asked.send(name="Nel", email="nel@dorp.example").follow()
    assert "stuurt u een e-mail" in asked.text
    [row] = kept()
    assert (row.kind, row.offer_uid, row.email) == ("walk_along", offer.uid, "nel@dorp.example")


@pytest.mark.parametrize("offer", ["", "koffie", "00000000-0000-4000-8000-000000000009", "'--"])
def test_come_along_works_without_an_offer_or_with_one_that_is_gone(form: Any, offer: str) -> None:
    form("come-along", offer=offer).send(name="Nel", phone="0299 55 01 23").follow()
    assert kept()[0].offer_uid is None


def test_an_idea_needs_no_name(form: Any) -> None:
    asked = form("idea").send(words="Een bank bij de vijver.", needs="Planken").follow()
    assert "Bedankt voor uw idee" in asked.text
    [row] = kept()
    assert row.kind == "idea"
    assert "Een bank bij de vijver." in row.words
    assert "Planken" in row.words
    assert row.name == ""


@pytest.mark.parametrize("journey", ADDRESS)
def test_it_works_in_english_too(client: Any, town: Any, journey: str) -> None:
    address = f"/en/{town.slug}/{journey}/"
    seen = page(client.get(address))
    assert seen.all("html")[0]["lang"] == "en"
    assert "Next" in seen.text


def test_what_is_asked_in_english_is_known_for_whoever_calls(client: Any, town: Any) -> None:
    asked = Form(client, f"/en/{town.slug}/call-me/", {})
    for _page in range(3):
        fits = {k: v for k, v in TOLD.items() if f'name="{k}"' in asked.html}
        asked.press("next", **fits)
    asked.press("send")
    assert kept()[0].language == "en"


# --- nothing is lost ---------------------------------------------------------------------------


def test_back_keeps_everything_and_judges_nothing(form: Any) -> None:
    asked = form().press("next", kind="call").press("back", name="Ton", phone="12")
    assert asked.hidden["kind"] == "call"
    assert asked.hidden["name"] == "Ton"
    assert "cijfers" not in asked.text
    asked.press("next")
    assert asked.hidden["phone"] == "12"


def test_changing_an_answer_comes_back_to_the_check(form: Any) -> None:
    asked = form().to_check(**TOLD).press("page-1")
    assert asked.hidden["name"] == "Ton"
    asked.press("next", name="Antonius")
    assert "Klopt dit?" in asked.text
    assert "Antonius" in asked.text


def test_what_is_missing_is_said_beside_it_and_the_rest_stays(form: Any, html_valid: Any) -> None:
    asked = form().press("next", kind="call").press("next", name="", phone="", email="ton@")
    assert "Vertel ons uw naam." in asked.text
    assert "geen volledig e-mailadres" in asked.text
    assert asked.hidden["email"] == "ton@"
    assert "Fout" in page(asked.seen).title
    html_valid(asked.seen.content, "error")


def test_one_way_to_reach_somebody_is_enough_and_needed(form: Any) -> None:
    asked = form().press("next", kind="call").press("next", name="Ton")
    assert "Vul een telefoonnummer in" in asked.text
    asked.press("next", email="ton@dorp.example")
    assert "Wanneer zullen wij bellen?" in asked.text


@pytest.mark.parametrize(
    "number",
    [
        "0612345678", "06-12345678", "06 12 34 56 78", "+31 6 12345678", "+31 (0)6-12 34 56 78",
        "0031612345678", "(0299) 55 01 23", "0299-550123", "06.12.34.56.78", "06 12345678 na vieren",
        "+32 470 12 34 56", "٠٦١٢٣٤٥٦٧٨",
    ],
)  # fmt: skip
def test_a_number_in_any_usual_writing_is_a_number(form: Any, number: str) -> None:
    form().send(**TOLD | {"phone": number})
    [row] = kept()
    assert row.phone
    assert row.phone_index


@pytest.mark.parametrize(
    ("number", "told"),
    [("061234567", "9 cijfers"), ("bel maar", "geen nummer"), ("12", "2 cijfers")],
)
def test_a_number_that_cannot_be_dialled_is_told_in_words(
    form: Any, number: str, told: str
) -> None:
    asked = form().press("next", kind="call").press("next", name="Ton", phone=number)
    assert told in asked.text
    assert asked.hidden["phone"] == number


@pytest.mark.parametrize(
    "name",
    [
        "Jan 🌻 de Vries",
        "محمد علي",
        "Wies",
        "李",
        "O'Brien & ten Have",
        "Van der " * 60,
        "<b>Nel</b>",
    ],
)
def test_every_name_is_a_name_on_every_page(form: Any, name: str, html_valid: Any) -> None:
    asked = form().to_check(**TOLD | {"name": name})
    html_valid(asked.seen.content, "check")
    asked.press("send").follow()
    assert kept()[0].name == name.strip()


def test_signs_that_nobody_sees_do_not_break_it(form: Any) -> None:
    form().send(**TOLD | {"name": "Ton\x00\x07\u202e", "words": "een\r\ntwee\x00"})
    [row] = kept()
    assert row.name.startswith("Ton")
    assert "\x00" not in row.name + row.words
    assert row.words.splitlines()[:2] == ["een", "twee"]


def test_a_form_that_lay_open_for_a_week_is_sent(form: Any, monkeypatch: Any) -> None:
    asked = form().to_check(**TOLD)
    move_clock(monkeypatch, dt.timedelta(days=7))
    asked.press("send").follow()
    assert "Wij hebben het ontvangen" in asked.text
    assert len(kept()) == 1


def test_a_form_that_is_too_old_or_tampered_with_is_shown_again_with_everything(form: Any) -> None:
    asked = form().to_check(**TOLD)
    asked.press("send", form="nonsense")
    assert kept() == []
    assert "Stuur het nog één keer" in asked.text
    assert "Ton" in asked.text
    asked.press("send").follow()
    assert len(kept()) == 1


def test_a_double_click_makes_one(form: Any) -> None:
    asked = form().to_check(**TOLD)
    told = asked.hidden | {"go": "send"}
    first, second = (asked.client.post(asked.address, told) for _click in range(2))
    assert first.status_code == second.status_code == 302
    assert len(kept()) == 1


def test_sending_skips_no_page(client: Any, form: Any) -> None:
    asked = form()
    asked.press("send", at="3")
    assert "Kies wat u graag wilt." in asked.text
    assert kept() == []


@pytest.mark.parametrize("at", ["", "-1", "99", "x", "1e9", "²"])
def test_a_page_number_that_means_nothing_is_no_error(form: Any, at: str) -> None:
    assert form().press("next", at=at).seen.status_code == 200


def test_no_page_sets_a_cookie_and_none_is_kept_by_a_cache(form: Any) -> None:
    asked = form()
    assert not asked.seen.cookies
    asked.to_check(**TOLD)
    assert not asked.seen.cookies
    assert "private" in asked.seen.headers["Cache-Control"]
    asked.press("send")
    assert not asked.seen.cookies
    assert "Ton" not in asked.seen.headers["Location"]
    assert not asked.follow().seen.cookies


def test_the_last_page_without_what_it_needs_offers_the_phone(client: Any, town: Any) -> None:
    for told in ("", "nonsense"):
        seen = page(client.get(f"/nl/{town.slug}/bel-mij/bedankt/", {"r": told}))
        assert "Belt" in seen.text or "Bel ons" in seen.text
        assert seen.all("a", href="tel:0299550123")


# --- spam and limits ---------------------------------------------------------------------------


def test_what_shows_signs_of_a_program_is_kept_for_a_look_and_told_nothing(form: Any) -> None:
    asked = form().to_check(**TOLD)
    asked.press("send", website="https://pillen.example").follow()
    assert "Wij hebben het ontvangen" in asked.text
    assert kept()[0].suspicious == ["trap"]


def test_links_and_haste_are_signs(form: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("nabij.web.public.asking.spam.LEAST_SECONDS", 3600)
    form().send(**TOLD | {"words": "http://a.example www.b.example"})
    assert kept()[0].suspicious == ["fast", "links"]


def test_one_link_in_an_idea_is_no_sign(form: Any) -> None:
    form("idea").send(words="Zoals https://bankje.example")
    assert kept()[0].suspicious == []


def test_whoever_sends_very_much_waits_minutes_keeps_what_was_typed_and_may_call(
    form: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("nabij.web.public.asking.limits.MOST", 2)
    for number in range(2):
        form().send(**TOLD | {"name": f"Ton {number}"}).follow()
    asked = form().send(**TOLD | {"name": "Nel"})
    assert asked.seen.status_code == 429
    assert 0 < int(asked.seen.headers["Retry-After"]) <= 600
    assert "Nel" in asked.text
    assert page(asked.seen).all("a", href="tel:0299550123")
    move_clock(monkeypatch, dt.timedelta(minutes=10))
    asked.press("send").follow()
    assert [row.name for row in kept()] == ["Ton 0", "Ton 1", "Nel"]


def move_clock(monkeypatch: pytest.MonkeyPatch, ahead: dt.timedelta) -> None:
    import time

    from django.utils import timezone

    now, seconds = timezone.now, time.time
    monkeypatch.setattr("django.utils.timezone.now", lambda: now() + ahead)
    monkeypatch.setattr("time.time", lambda: seconds() + ahead.total_seconds())


# --- for somebody else -------------------------------------------------------------------------


def test_a_neighbour_fills_it_in_with_their_own_name(form: Any) -> None:
    form().send(**TOLD | {"helper_name": "Buurvrouw Ans"})
    [row] = kept()
    assert (row.behalf, row.helper_name, row.entered_by) == ("someone", "Buurvrouw Ans", None)


@pytest.fixture
def helper(town: Any) -> Any:
    """A volunteer of an organisation in helper mode, and their browser."""
    from nabij.core.roles import Role
    from tests.core.people import browser, member

    user = member(town, Role.ORGANISATION_EDITOR)
    client = browser(user)
    client.post(f"/nl/{town.slug}/desk/helpen/", {"on": "1"})
    return user, client


def test_a_helper_is_asked_how_it_came_in_and_reads_aloud(form: Any, helper: Any) -> None:
    user, client = helper
    asked = form(by=client)
    assert "U helpt iemand" in asked.text
    assert "Lees voor:" in asked.text
    asked.press("next", kind="call")
    assert "Kies hoe dit binnenkwam." in asked.text
    asked.send(**TOLD | {"came_in": "paper"}).follow()
    [row] = kept()
    assert (row.came_in, row.behalf, row.entered_by) == ("paper", "self", user.uid)
    assert f"/desk/vragen/{row.uid}/brief/" in asked.html


def test_a_helper_prints_the_confirmation(form: Any, helper: Any, html_valid: Any) -> None:
    _user, client = helper
    form(by=client).send(**TOLD | {"came_in": "phone", "name": "محمد علي"})
    response = client.get(f"/nl/testdam/desk/vragen/{kept()[0].uid}/brief/")
    assert response.status_code == 200
    assert "محمد علي" in page(response).text
    html_valid(response.content, "letter")


def test_a_helper_is_never_slowed_down_nor_suspected(
    form: Any, helper: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("nabij.web.public.asking.limits.MOST", 1)
    monkeypatch.setattr("nabij.web.public.asking.spam.LEAST_SECONDS", 3600)
    for number in range(3):
        form(by=helper[1]).send(**TOLD | {"came_in": "desk", "name": f"Nel {number}"}).follow()
    assert [row.suspicious for row in kept()] == [[], [], []]


def test_a_helper_whose_session_ended_still_sends_what_is_on_the_screen(
    form: Any, helper: Any, client: Any
) -> None:
    user, signed_in = helper
    asked = form(by=signed_in).to_check(**TOLD | {"came_in": "phone"})
    asked.client = client
    asked.press("send").follow()
    assert kept()[0].entered_by == user.uid
    assert "desk" not in asked.text.lower()


def test_stopping_takes_the_bar_away(helper: Any, town: Any) -> None:
    _user, client = helper
    client.post(f"/nl/{town.slug}/desk/helpen/", {"on": ""})
    assert "U helpt iemand" not in page(client.get(f"/nl/{town.slug}/bel-mij/")).text


def test_helping_in_one_municipality_is_not_helping_in_another(helper: Any) -> None:
    from tests.factories import MunicipalityFactory

    other = MunicipalityFactory.create(slug="elders")
    assert "U helpt iemand" not in page(helper[1].get(f"/nl/{other.slug}/bel-mij/")).text


@pytest.mark.parametrize("journey", ADDRESS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_asking_is_valid_and_labels_nobody(
    journey: str, language: str, client: Any, town: Any, html_valid: Any
) -> None:
    from nabij.core.words import taboo_words

    path = {"nl": ADDRESS, "en": {name: name for name in ADDRESS}}[language][journey]
    asked = Form(client, f"/{language}/{town.slug}/{path}/", {})
    told = TOLD | {"words": "Een bank bij de vijver."}
    for _page in range(4):
        html_valid(asked.seen.content, f"{language} {journey}")
        made = page(asked.seen)
        assert len(made.all("h1")) == 1
        assert not taboo_words(made.text, "both")
        assert made.all("a", href="tel:0299550123")
        asked.press("next", **{k: v for k, v in told.items() if f'name="{k}"' in asked.html})
    asked.press("send").follow()
    html_valid(asked.seen.content, f"{language} {journey} done")
