"""The guide's pages: one question a page, back always works, nothing is kept, never empty."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format

from nabij.core.models import Municipality
from nabij.core.vocabulary import Need, Obstacle
from nabij.core.words import taboo_words
from nabij.web.public.guide.answers import OBSTACLES, WISHES, Answers, Company, Who
from nabij.web.public.guide.steps import about
from nabij.web.public.guide.words import LIKED, SAID
from tests.factories import next_weekday
from tests.web.pages import Page, page

START = "/nl/testdam/wat-zou-u-helpen/"
PAGES = ["guide", "guide-obstacles", "guide-wishes", "guide-where", "guide-how"]
LOSS = {
    "causes": ["loss"],
    "mechanisms": ["meaningful_contact"],
    "form": "one_to_one",
    "name": "Een maatje",
}


def asked(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def hidden(made: Page) -> dict[str, str]:
    return {str(g["name"]): str(g["value"]) for g in made.all("input", type="hidden")}


def steps_of(made: Page) -> str:
    return made.text.split("Begin with one")[-1].split("What you told")[0]


# --- answers in an address -----------------------------------------------------------------------


def test_answers_come_back_from_an_address_as_they_went_in() -> None:
    everything = "who=c&why=tglchzvnbwx&wish=mdblpvt&near=3131+AB&with=s&home=1&day=1234567"
    answers = Answers.of(QueryDict(everything))
    assert answers.who is Who.CLIENT
    assert answers.obstacles == tuple(Obstacle)
    assert len(answers.wishes) == len(WISHES)
    assert (answers.near, answers.company, answers.at_home) == ("3131 AB", Company.TOGETHER, True)
    assert answers.query() == f"?{everything}"
    assert Answers.of(QueryDict("")).query() == ""


def test_letters_may_stand_together_or_apart() -> None:
    apart = Answers.of(QueryDict("why=t&why=g"))
    assert apart == Answers.of(QueryDict("why=gt"))
    assert apart.obstacles == (Obstacle.TRANSPORT, Obstacle.MONEY)


@pytest.mark.parametrize(
    "rubbish",
    [
        "who=zz&why=%00!&wish=QQ&with=s%27&home=2&day=89",
        "why=" + "a" * 9000,
        "near=%F0%9F%98%80%00%ff",
        "who=m&who=o&with=&day=",
    ],
)
def test_what_nobody_can_have_answered_counts_as_not_said(
    rubbish: str, client: Any, town: Any
) -> None:
    for number in range(5):
        address = START + ["", "lastig/", "graag/", "waar/", "hoe/"][number]
        assert client.get(f"{address}?{rubbish}").status_code == 200
    assert client.get(f"{START}stappen/?{rubbish}").status_code == 200
    assert client.get(f"{START}stappen/blad/?{rubbish}").status_code == 200


def test_every_obstacle_can_be_answered_and_has_its_words() -> None:
    assert set(OBSTACLES.values()) == set(Obstacle)
    assert set(SAID) == set(Obstacle) - {Obstacle.DONT_KNOW, Obstacle.RATHER_NOT}
    assert set(LIKED) == set(WISHES.values())


def test_no_letter_of_an_address_stands_in_for_two_things() -> None:
    for letters in (OBSTACLES, WISHES):
        assert len(set(letters.values())) == len(letters)
        assert all(len(letter) == 1 for letter in letters)


# --- the questions -------------------------------------------------------------------------------


def test_the_whole_way_in_links_and_forms_only(client: Any, town: Municipality) -> None:
    answers: list[dict[str, Any]] = [{"who": "o"}, {"why": ["t", "v"]}, {"wish": ["m"]}, {"near": "3131AB"}, {"with": "s", "day": ["2"]}]  # fmt: skip
    address = START
    for number, answer in enumerate(answers):
        made = page(client.get(address))
        assert f"Vraag {number + 1} van 5" in made.text
        form = made.all("form", method="get")[0]
        response = client.get(str(form["action"]), {**hidden(made), **answer, "go": "1"})
        assert response.status_code == 302
        address = response["Location"]
    assert urlsplit(address).path == f"{START}stappen/"
    assert asked(address) == {
        "who": "o", "why": "tv", "wish": "m", "near": "3131AB", "with": "s", "day": "2",
    }  # fmt: skip
    made = page(client.get(address))
    assert "Dit zou de ander kunnen helpen" in made.text


@pytest.mark.parametrize("number", range(1, 5))
def test_back_leads_to_the_question_before_with_everything_said(
    number: int, look: Callable[..., Any], client: Any
) -> None:
    said = {"who": "c", "why": "tv", "wish": "m", "near": "3131AB", "with": "a", "day": "27"}
    back = page(look(PAGES[number], **said)).all("a", **{"class": "nl-link back"})[0]["href"]
    assert asked(str(back)) == said
    made = page(client.get(back))
    assert f"Question {number} of 5" in made.text
    ticked = [g["value"] for g in made.all("input") if "checked" in g]
    typed = [g["value"] for g in made.all("input", name="near")]
    assert ticked + typed + [*hidden(made).values()]
    chosen = {1: ["c"], 2: ["t", "v"], 3: ["m"], 4: []}[number]
    assert ticked == chosen
    assert typed == (["3131AB"] if number == 4 else hidden(made).get("near", "") and ["3131AB"])


@pytest.mark.parametrize("number", range(1, 5))
def test_skipping_takes_away_only_this_answer(number: int, look: Callable[..., Any]) -> None:
    said = {"who": "c", "why": "tv", "wish": "m", "near": "3131AB", "with": "a", "day": "27"}
    made = page(look(PAGES[number], **said))
    skip = asked(str(made.all("a", **{"class": "nl-link back"})[1]["href"]))
    left = {1: "why", 2: "wish", 3: "near", 4: "with"}[number]
    assert left not in skip
    assert skip.keys() >= said.keys() - {left, "day"}


def test_nothing_chosen_goes_on_as_well(look: Callable[..., Any]) -> None:
    for name in PAGES:
        assert look(name, go="1").status_code == 302


def test_an_unknown_place_is_said_beside_the_field_and_what_was_said_stays(
    look: Callable[..., Any], html_valid: Any
) -> None:
    response = look("guide-where", near="Nergenshuizen", why="tv", go="1")
    html_valid(response.content, "where")
    made = page(response)
    assert "We do not know the place “Nergenshuizen”" in made.text
    assert made.all("input", name="near")[0]["value"] == "Nergenshuizen"
    assert hidden(made)["why"] == "tv"


def test_changing_an_answer_leads_back_to_the_steps(look: Callable[..., Any], client: Any) -> None:
    made = page(look("guide-steps", why="tv", wish="m"))
    change = [g for g in made.all("a") if "guide__change" in str(g.get("class"))]
    assert len(change) == 5
    made = page(client.get(change[1]["href"]))
    response = client.get(
        str(made.all("form", method="get")[0]["action"]), {**hidden(made), "why": "g", "go": "1"}
    )
    assert "/steps/" in response["Location"]
    assert asked(response["Location"]) == {"why": "g", "wish": "m"}


@pytest.mark.parametrize(
    ("who", "words"),
    [("m", "What makes it hard to take part"), ("o", "for the other"), ("c", "for your client")],
)
def test_the_questions_speak_of_whom_they_are_about(
    who: str, words: str, look: Callable[..., Any]
) -> None:
    assert words in page(look("guide-obstacles", who=who)).text


def test_nothing_is_kept(look: Callable[..., Any], add_offer: Any) -> None:
    add_offer()
    for name in (*PAGES, "guide-steps", "guide-sheet"):
        response = look(name, why="v", near="3131AB")
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert response["Cache-Control"] == "private, no-store"
        assert page(response).all("meta", name="robots") or name == "guide"


@pytest.mark.parametrize("name", [*PAGES, "guide-steps", "guide-sheet"])
def test_only_looking_is_possible(name: str, client: Any, town: Any) -> None:
    from django.urls import reverse

    assert client.post(reverse(f"public:{name}", args=["testdam"])).status_code == 405


# --- the steps -----------------------------------------------------------------------------------


def test_a_step_tells_its_reason_when_where_and_who(
    look: Callable[..., Any], add_offer: Any, html_valid: Any
) -> None:
    add_offer(**LOSS, at=next_weekday("TU", 10), place__name="De Brug", welcomed_by="Gerrit")
    response = look("guide-steps", why="v", near="3131AB")
    html_valid(response.content, "steps")
    text = steps_of(page(response))
    assert "Because you said that someone is missed." in text
    for fact in ("Een maatje", "10:00", "De Brug", "Gerrit", "from 3131"):
        assert fact in text


def test_what_has_nothing_to_do_with_it_is_no_step(
    look: Callable[..., Any], add_offer: Any
) -> None:
    add_offer(name="Koffie in het Waaggebouw")
    made = page(look("guide-steps", why="v"))
    assert "Waaggebouw" not in made.text
    assert "a person knows more than this site" in made.text


def test_one_step_is_no_meeting_activity(look: Callable[..., Any], add_offer: Any) -> None:
    for number in range(4):
        add_offer(name=f"Koffie {number}")
    add_offer(name="Boek aan huis", form="loan", reach="at_home")
    assert "Boek aan huis" in page(look("guide-steps", wish="m")).text


def test_among_meetings_only_the_last_step_is_a_call(
    look: Callable[..., Any], add_offer: Any
) -> None:
    for number in range(4):
        add_offer(name=f"Koffie {number}")
    made = page(look("guide-steps", wish="m"))
    assert made.text.count("Koffie ") >= 2
    assert "a person knows more than this site" in made.text


@pytest.mark.parametrize("question", ["", "why=wx", "why=tglchzvnb", "wish=mdblpvt&day=7&with=s"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_never_empty_where_there_is_nothing_at_all(
    question: str, language: str, look: Callable[..., Any], town: Municipality, html_valid: Any
) -> None:
    given = {key: value[0] for key, value in parse_qs(question).items()}
    for name in ("guide-steps", "guide-sheet"):
        response = look(name, language=language, **given)
        html_valid(response.content, name)
        assert "0299 55 01 23" in page(response).text
    assert page(look("guide-steps", **given)).all("a", href="tel:112")


def test_a_municipality_without_phone_and_mail_still_has_someone_to_call(
    look: Callable[..., Any], town: Municipality, html_valid: Any
) -> None:
    Municipality.objects.filter(pk=town.pk).update(
        phone="", email="", opening_hours_en="", short_url=""
    )
    for name in ("guide-steps", "guide-sheet"):
        html_valid(look(name).content, name)
    assert page(look("guide-steps")).all("a", href="tel:0880767000")


def test_what_others_may_not_see_and_what_is_of_others_is_no_step(
    look: Callable[..., Any], add_offer: Any
) -> None:
    from nabij.core.tenancy import within
    from nabij.directory.index import refresh
    from tests.factories import MunicipalityFactory, OfferFactory

    add_offer(**{**LOSS, "name": "Verborgen maatje"}, visibility="hidden")
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        offer = OfferFactory.create(municipality=elders, **{**LOSS, "name": "Maatje elders"})
        refresh(elders, [offer.pk])
    text = page(look("guide-steps", why="v")).text
    assert "Verborgen" not in text
    assert "elders" not in text


def test_more_leads_to_finding_with_the_same_wishes(look: Callable[..., Any], client: Any) -> None:
    made = page(look("guide-steps", why="gv", wish="m", near="3131AB", day="2", **{"with": "s"}))
    there = [asked(str(g["href"])) for g in made.all("a") if "need=" in str(g.get("href"))]
    assert [one["need"] for one in there] == [Need.MONEY, Need.GRIEF, Need.MEET]
    assert there[1] == {
        "need": "grief", "near": "3131AB", "day": "TU", "free": "on", "walk_along": "on",
    }  # fmt: skip


def test_the_steps_cost_the_same_with_one_offer_as_with_sixty(
    look: Callable[..., Any], add_offer: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    add_offer(**LOSS)
    with CaptureQueriesContext(connection) as one:
        look("guide-steps", why="tv", wish="mp", near="3131AB")
    for number in range(60):
        add_offer(**{**LOSS, "name": f"Maatje {number}"})
    with django_assert_num_queries(len(one)):
        look("guide-steps", why="tv", wish="mp", near="3131AB")
    assert len(one) <= 8


def test_no_reason_labels_anybody(look: Callable[..., Any], add_offer: Any) -> None:
    add_offer(**LOSS)
    for language in ("nl", "en"):
        for who in "moc":
            made = page(
                look("guide-steps", language=language, who=who, why="tglchzvnb", wish="mdblpvt")
            )
            assert taboo_words(made.text, "both") == []


def test_what_is_sent_along_tells_what_was_chosen_and_not_what_was_kept_back() -> None:
    with translation.override("en"):
        assert about(Answers.of(QueryDict("who=o&why=tx&wish=m&with=s"))) == (
            "For someone I know. What plays a part: Getting there is hard; Meet people; "
            "I'd rather not go alone."
        )
        assert about(Answers.of(QueryDict("why=wx"))) == ""


def test_asking_to_be_called_carries_what_was_told_into_a_form_that_one_can_change(
    look: Callable[..., Any], client: Any
) -> None:
    made = page(look("guide-steps", why="t", wish="m"))
    form = next(g for g in made.all("form", method="post") if "call-me" in str(g["action"]))
    response = client.post(str(form["action"]), hidden(made))
    assert response.status_code == 200
    assert not response.cookies
    text = page(response).text
    assert "Getting there is hard; Meet people." in text


def test_who_helps_somebody_reads_the_questions_aloud_for_a_client(town: Municipality) -> None:
    from nabij.core.roles import Role
    from nabij.web.helping import HELPING
    from tests.core.people import browser, member

    helper = browser(member(town, Role.LINK_WORKER))
    session = helper.session
    session[HELPING] = town.slug
    session.save()
    made = page(helper.get("/en/testdam/what-would-help/"))
    assert [g["value"] for g in made.all("input", name="who") if "checked" in g] == ["c"]
    assert "Read aloud:" in page(helper.get("/en/testdam/what-would-help/obstacles/")).text
    assert "Read aloud:" not in page(Client().get("/en/testdam/what-would-help/obstacles/")).text


# --- on paper ------------------------------------------------------------------------------------


def test_the_sheet_has_the_steps_the_phone_and_the_way_back(
    look: Callable[..., Any], add_offer: Any, html_valid: Any
) -> None:
    add_offer(**LOSS, welcomed_by="Gerrit")
    response = look("guide-sheet", why="v", near="3131AB")
    html_valid(response.content, "sheet")
    made = page(response)
    for fact in ("My steps", "Een maatje", "Gerrit", "0299 55 01 23", "someone is missed"):
        assert fact in made.text
    assert made.all("svg", **{"class": "qr"})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_paper_a_moment_has_its_date(
    language: str, look: Callable[..., Any], add_offer: Any
) -> None:
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    add_offer(**LOSS, at=tomorrow.replace(hour=10, minute=0, second=0, microsecond=0))
    text = page(look("guide-sheet", language=language, why="v")).text
    with translation.override(language):
        assert date_format(tomorrow, "l j F") in text
    assert not {"tomorrow", "morgen"} & set(text.lower().split())


def test_the_first_page_and_the_menu_lead_to_the_guide(look: Callable[..., Any]) -> None:
    address = "/en/testdam/what-would-help/"
    assert len(page(look("home")).all("a", href=address)) >= 2
    assert page(look("find")).all("a", href=address)
