"""The desk's pages of words: which are avoided, what everything is called, and help with writing."""

from typing import Any

import pytest
from django.test import Client

from nabij.core.actions.words import avoid_word
from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.core.words import public_name, taboo_words
from tests.core.people import browser, member
from tests.web.pages import page

WORDS, NAMES, WRITING = (f"/en/testdam/desk/{end}/" for end in ("words", "names", "writing-help"))


@pytest.fixture
def desk(town: Municipality) -> Client:
    """The coordinator's browser."""
    return browser(member(town, Role.COORDINATOR))


def test_the_list_shows_every_word_with_something_better(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    avoid_word(municipality=town, language="nl", word="opaatjes", better="ouderen")
    response = desk.get(WORDS)
    html_valid(response.content, WORDS)
    text = page(response).text
    assert "opaatjes your own Rather: ouderen" in text
    assert "lonely Rather:" in text


def test_the_list_costs_as_much_with_one_word_as_with_thirty(
    desk: Client, town: Municipality, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    avoid_word(municipality=town, language="nl", word="opaatjes", better="ouderen")
    with CaptureQueriesContext(connection) as one:
        desk.get(WORDS)
    for number in range(29):
        avoid_word(
            municipality=town,
            language="nl",
            word=f"woord{'xy' * (number % 20)}{number}",
            better="x",
        )
    with django_assert_num_queries(len(one)):
        desk.get(WORDS)


def test_a_word_is_added_and_changed(desk: Client, town: Municipality) -> None:
    typed = {"word": "Opaatjes", "better": "ouderen", "stems": "opaatje\nouwetjes", "inside": "on"}
    assert desk.post(WORDS + "nl/", typed).headers["Location"] == WORDS + "#nl"
    here = Municipality.objects.get(pk=town.pk)
    assert [hit.found for hit in taboo_words("Ouwetjes en opaatjes", "nl", here)] == [
        "Ouwetjes",
        "opaatjes",
    ]
    shown = page(desk.get(WORDS + "nl/?word=opaatjes"))
    assert shown.all("input", name="better", value="ouderen")
    assert not shown.all("input", name="word")
    desk.post(WORDS + "nl/?word=opaatjes", typed | {"better": "senioren", "word": "iets anders"})
    here = Municipality.objects.get(pk=town.pk)
    assert taboo_words("opaatjes", "nl", here)[0].avoided.better == "senioren"
    assert not taboo_words("iets anders", "nl", here)


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    desk: Client, html_valid: Any
) -> None:
    response = desk.post(WORDS + "nl/", {"word": "op", "better": "in"})
    assert response.status_code == 400
    html_valid(response.content, WORDS)
    made = page(response)
    assert "too short" in made.text
    assert made.all("input", name="word", value="op")


def test_a_word_of_nabij_is_switched_off_and_on_again(desk: Client, town: Municipality) -> None:
    for to, found in (("off", 0), ("on", 1)):
        response = desk.post(WORDS + "nl/switch/", {"word": "doelgroep", "to": to}, follow=True)
        assert response.status_code == 200
        here = Municipality.objects.get(pk=town.pk)
        assert len(taboo_words("onze doelgroep", "nl", here)) == found


def test_removing_a_word_twice_is_no_mistake(desk: Client, town: Municipality) -> None:
    avoid_word(municipality=town, language="nl", word="opaatjes", better="ouderen")
    for said in ("no longer pointed out", "not in the list any more"):
        response = desk.post(WORDS + "nl/switch/", {"word": "opaatjes", "to": "off"}, follow=True)
        assert said in page(response).text


def test_a_word_in_a_language_that_we_do_not_have_is_not_there(desk: Client) -> None:
    assert desk.get(WORDS + "xx/").status_code == 404
    assert desk.post(WORDS + "xx/switch/").status_code == 404
    assert desk.get(WORDS + "nl/?word=nergens").status_code == 404
    assert desk.get(NAMES + "nothing/").status_code == 404


def test_a_name_is_chosen_and_seen_by_residents_at_once(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    html_valid(desk.get(NAMES).content, NAMES)
    html_valid(desk.get(NAMES + "agenda/").content, NAMES)
    response = desk.post(NAMES + "agenda/", {"nl": "Wat is er te doen", "en": ""}, follow=True)
    assert response.status_code == 200
    assert "Wat is er te doen" in page(Client().get("/nl/testdam/")).text
    assert "This week" in page(Client().get("/en/testdam/")).text


def test_a_name_that_labels_people_is_refused_with_the_reason(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    response = desk.post(NAMES + "site/", {"nl": "Nooit meer eenzaam", "en": "Together"})
    assert response.status_code == 400
    html_valid(response.content, NAMES)
    made = page(response)
    assert "“eenzaam” is a word that you avoid" in made.text
    assert made.all("input", name="nl", value="Nooit meer eenzaam")
    assert public_name("site", Municipality.objects.get(pk=town.pk), "nl") == town.shown_name


def test_who_may_not_choose_words_does_not_see_the_way_there(town: Municipality) -> None:
    text = page(browser(member(town, Role.LINK_WORKER)).get("/en/testdam/desk/")).text
    assert "Words that we avoid" not in text
    assert "Help with writing" in text


TEXT = "Wij faciliteren een ontmoetingsmoment voor eenzame ouderen. Kom langs!"


def test_a_pasted_text_comes_back_with_advice(desk: Client, html_valid: Any) -> None:
    response = desk.post(WRITING, {"text": TEXT, "language": "nl"})
    html_valid(response.content, WRITING)
    text = page(response).text
    assert "“eenzame” · rather: zeg wat er te doen is" in text
    assert "“faciliteren” · rather: mogelijk maken" in text
    assert "On average 4 words" in text
    assert "You decide" in text
    assert TEXT in response.content.decode()


def test_while_typing_only_the_advice_comes_back(desk: Client) -> None:
    asked = {"name": "Voor zielige mensen", "about": TEXT, "read": "name about", "written_in": "nl"}
    response = desk.post(WRITING + "advice/", asked)
    assert "<html" not in response.content.decode()
    assert "“zielige”" in page(response).text
    assert "“eenzame”" in page(response).text
    assert desk.post(WRITING + "advice/", {"read": "name"}).content.strip() == b""


def test_nothing_of_it_is_kept(desk: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        desk.post(WRITING, {"text": TEXT, "language": "nl"})
    assert not [row for row in asked if row["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_words_of_ones_own_are_pointed_out_too(desk: Client, town: Municipality) -> None:
    avoid_word(municipality=town, language="en", word="oldies", better="older people")
    response = desk.post(WRITING, {"text": "Coffee for oldies.", "language": "en"})
    assert "“oldies” · rather: older people" in page(response).text


def test_a_good_text_hears_that_it_is_good(desk: Client) -> None:
    response = desk.post(WRITING, {"text": "Kom langs voor koffie.", "language": "nl"})
    assert "Nothing strikes us" in page(response).text


def test_an_empty_text_is_asked_for(desk: Client) -> None:
    response = desk.post(WRITING, {"text": " ", "language": "fr"})
    assert response.status_code == 400
    assert "Type or paste a text first." in page(response).text
