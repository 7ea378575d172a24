"""Would you come to this: the page, the poster, the desk; and the cards on paper."""

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.pages import page

if TYPE_CHECKING:
    from django.test import Client

    from nabij.directory.models import Proposal


@pytest.fixture(autouse=True)
def nobody_sent_anything_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr("nabij.web.public.asking.spam.LEAST_SECONDS", -1)


@pytest.fixture
def soup(town: Any) -> "Proposal":
    from django.utils import timezone

    from nabij.directory.actions.proposals import propose

    told = {
        "name": "Soep in de kerktuin",
        "about": "Een grote pan soep.",
        "place": "Kerktuin",
        "moment": "Woensdag",
        "asked_by": "De Kerktuingroep",
        "open_until": timezone.localdate() + dt.timedelta(days=14),
        "translations": {"en": {"name": "Soup in the church garden"}},
    }
    return propose(municipality=town, told=told)


@pytest.fixture
def desk(town: Any) -> "Client":
    from nabij.core.roles import Role
    from tests.core.people import browser, member

    return browser(member(town, Role.COORDINATOR))


def public(soup: "Proposal", end: str = "") -> str:
    return f"/nl/testdam/zou-u-komen/{soup.uid}/{end}"


def on_desk(soup: "Proposal | None" = None, end: str = "") -> str:
    return f"/nl/testdam/desk/voorstellen/{f'{soup.uid}/' if soup else ''}{end}"


def answer(client: "Client", soup: "Proposal", **told: str) -> Any:
    state = str(page(client.get(public(soup))).all("input", name="form")[0]["value"])
    return client.post(public(soup), {"form": state, **told})


def total(soup: "Proposal") -> int:
    from nabij.directory.queries.proposals import counts_of

    return counts_of(soup.municipality, [soup])[soup.pk].total


def test_one_answers_without_a_cookie_and_hears_when_the_result_comes(
    client: "Client", soup: "Proposal", html_valid: Any
) -> None:
    response = answer(client, soup, answer="yes", easier="Een stoel met leuning.")
    assert response.status_code == 302
    assert not response.cookies
    thanked = client.get(response.headers["Location"])
    html_valid(thanked.content, "thanks")
    text = page(thanked).text
    assert "Wij hebben uw antwoord geteld." in text
    assert "De uitslag staat hier na" in text
    assert not page(thanked).all("input", name="answer")
    assert total(soup) == 1


def test_no_answer_is_told_in_words_and_the_rest_stays(
    client: "Client", soup: "Proposal", html_valid: Any
) -> None:
    response = answer(client, soup, easier="Een stoel.")
    html_valid(response.content, "error")
    assert "Een fout antwoord bestaat niet." in page(response).text
    assert "Een stoel." in response.content.decode()
    assert total(soup) == 0


def test_a_form_that_we_did_not_make_is_asked_for_once_more(
    client: "Client", soup: "Proposal"
) -> None:
    response = client.post(public(soup), {"form": "nonsense", "answer": "yes"})
    assert "Stuur het nog één keer" in page(response).text
    assert total(soup) == 0


def test_signs_of_a_program_are_kept_and_not_counted(client: "Client", soup: "Proposal") -> None:
    assert answer(client, soup, answer="yes", website="x").status_code == 302
    assert total(soup) == 0
    assert soup.opinions.count() == 1


def test_who_answers_very_often_waits_minutes(
    client: "Client", soup: "Proposal", monkeypatch: Any
) -> None:
    monkeypatch.setattr("nabij.web.public.asking.limits.MOST", 1)
    answer(client, soup, answer="yes")
    response = answer(client, soup, answer="no")
    assert response.status_code == 429
    assert "druk na" in page(response).text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("closed", [False, True])
def test_every_state_of_the_page_is_valid(
    client: "Client", soup: "Proposal", html_valid: Any, language: str, closed: bool
) -> None:
    from django.utils import timezone

    from nabij.directory.actions.proposals import close_proposal, tally
    from nabij.directory.models import Opinion

    counted = {Opinion.Answer.YES: 23, Opinion.Answer.NO: 2}
    tally(proposal=soup, counted=counted, form_key=uuid.uuid4(), now=timezone.now())
    if closed:
        close_proposal(proposal=soup, today=timezone.localdate())
    path = {"nl": "zou-u-komen", "en": "would-you-come"}[language]
    for end in ("", f"{soup.uid}/", f"{soup.uid}/poster/"):
        response = client.get(f"/{language}/testdam/{path}/{end}")
        assert response.status_code == 200
        html_valid(response.content, f"{language} {end}")
        assert not response.cookies
    shown = page(client.get(f"/{language}/testdam/{path}/{soup.uid}/"))
    assert {"nl": "ongeveer 25 mensen", "en": "about 25 people"}[language] in shown.text
    assert not re.search(r"\b23 (mensen|people)", shown.text)
    assert {"nl": "minder dan 10 mensen", "en": "fewer than 10 people"}[language] in shown.text
    assert {"nl": "Soep", "en": "Soup"}[language] in shown.text


def test_a_proposal_that_is_not_there_is_not_there(client: "Client", town: Any) -> None:
    assert client.get(f"/nl/testdam/zou-u-komen/{uuid.uuid4()}/").status_code == 404


# --- the desk ----------------------------------------------------------------------------------

NEW = {
    "name": "Samen klussen",
    "about": "Een avond in de week.",
    "asked_by": "Buren",
    "open_until": "2030-01-31",
}


def test_staff_ask_something_and_change_it(desk: Any, town: Any, html_valid: Any) -> None:
    from nabij.directory.models import Proposal

    html_valid(desk.get(on_desk(end="nieuw/")).content, "new")
    response = desk.post(on_desk(end="nieuw/"), NEW, follow=True)
    assert "Het staat op de site." in page(response).text
    made = Proposal.objects.get()
    html_valid(desk.get(on_desk(made, "aanpassen/")).content, "edit")
    told = NEW | {"name": "Samen repareren", "name_en": "Repairing"}
    desk.post(on_desk(made, "aanpassen/"), told)
    made.refresh_from_db()
    assert made.name == "Samen repareren"
    assert made.translations == {"en": {"name": "Repairing"}}


def test_what_is_wrong_stands_beside_it(desk: Any, town: Any, html_valid: Any) -> None:
    response = desk.post(on_desk(end="nieuw/"), NEW | {"open_until": "gauw", "name": ""})
    assert response.status_code == 400
    html_valid(response.content, "wrong")
    assert "Typ een datum, zoals 2026-12-31." in page(response).text
    assert page(response).all("input", value="gauw")


def test_stickers_are_counted_once_and_seen_at_once(
    desk: Any, soup: "Proposal", html_valid: Any
) -> None:
    shown = desk.get(on_desk(soup))
    html_valid(shown.content, "one")
    key = str(page(shown).all("input", name="form_key")[0]["value"])
    for _click in range(2):
        response = desk.post(
            on_desk(soup, "turven/"), {"form_key": key, "yes": "3", "no": "1"}, follow=True
        )
    assert total(soup) == 4
    assert re.search(r"Ja, ik zou komen 3\b", page(response).text)


@pytest.mark.parametrize("told", [{"yes": "veel"}, {"yes": "-2"}, {}, {"yes": "99999"}])
def test_a_count_that_is_none_is_told_in_words(
    desk: Any, soup: "Proposal", told: dict[str, str]
) -> None:
    response = desk.post(on_desk(soup, "turven/"), {"form_key": str(uuid.uuid4()), **told})
    assert response.status_code == 400
    assert "Typ" in page(response).text
    assert total(soup) == 0


def test_words_are_removed_and_it_is_closed(
    client: "Client", desk: Any, soup: "Proposal", html_valid: Any
) -> None:
    answer(client, soup, answer="maybe", easier="Als Nel ook komt.")
    shown = desk.get(on_desk(soup))
    html_valid(shown.content, "with words")
    assert "Als Nel ook komt." in page(shown).text
    key = str(page(shown).all("input", name="opinion")[0]["value"])
    for opinion in (key, "x", "9" * 30):
        desk.post(on_desk(soup, "woorden/"), {"opinion": opinion})
    desk.post(on_desk(soup, "sluiten/"))
    text = page(desk.get(on_desk(soup))).text
    assert "Als Nel ook komt." not in text
    assert "Gesloten na" in text
    assert "Te" in page(client.get(public(soup))).text


def test_the_list_costs_the_same_however_long(desk: Any, town: Any, html_valid: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from nabij.directory.actions.proposals import propose

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            html_valid(desk.get(on_desk()).content, "list")
        return len(queries)

    day = timezone.localdate()
    told = {"about": "Soep.", "asked_by": "Buren", "open_until": day}
    propose(municipality=town, told=told | {"name": "Soep"})
    count()
    before = count()
    for number in range(6):
        propose(municipality=town, told=told | {"name": f"Soep {number}"})
    assert count() == before


# --- on paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("card", ["call-me", "conversation"])
def test_cards_have_the_words_of_the_pages_the_phone_and_a_code(
    client: "Client", town: Any, html_valid: Any, language: str, card: str
) -> None:
    from nabij.core.words import taboo_words

    paths = {
        "nl": {"call-me": "kaarten/bel-mij", "conversation": "kaarten/gesprek"},
        "en": {"call-me": "cards/call-me", "conversation": "cards/conversation"},
    }
    response = client.get(f"/{language}/testdam/{paths[language][card]}/")
    html_valid(response.content, card)
    made = page(response)
    assert "0299 55 01 23" in made.text
    assert made.all("svg", **{"class": "qr"})
    assert not taboo_words(made.text, "both")
    assert not response.cookies
