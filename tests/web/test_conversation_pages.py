"""A conversation at the desk: nothing is compulsory, nothing typed is lost, and a questionnaire waits for its moment."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nabij.casework.actions.cases import Told, open_case
from nabij.casework.actions.consents import give_consent
from nabij.casework.actions.conversations import Said, record_conversation
from nabij.casework.models import Case, Consent, Conversation, Origin, ScaleScore, State
from nabij.casework.models.conversations import FREE_PARTS
from nabij.casework.queries.conversations import newest
from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.core.vocabulary import OBSTACLE_CAUSES, Cause, Need
from nabij.web.desk.cases.merging import differences, merged
from tests.casework.clock import NOW
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory
from tests.web.pages import Page, page

DAY = "2026-01-05"


@pytest.fixture
def town(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", phone="0180 000 111")


@pytest.fixture
def worker(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def samira(worker: User) -> Client:
    return browser(worker)


@pytest.fixture
def case(town: Municipality, worker: User) -> Case:
    with within(town):
        told = Told(name="Corrie <van> Dam", phone="0180 123 456")
        return open_case(municipality=town, told=told, origin=Origin.SELF, now=NOW, by=worker)


def at(case: Case, rest: str = "", language: str = "en") -> str:
    return f"/{language}/testdam/desk/cases/{case.uid}/{rest}"


def sent(expected: int = 0, **more: Any) -> dict[str, Any]:
    return {"held_on": DAY, "expected": expected, "form_key": str(uuid.uuid4()), **more}


def kept(case: Case) -> list[Conversation]:
    with within(case.municipality):
        return list(Conversation.objects.all())


def fields(made: Page) -> set[str | None]:
    return {given.get("name") for tag, given in made.elements if tag in ("input", "textarea")}


def test_the_form_asks_in_the_words_of_the_shared_vocabulary(
    samira: Client, case: Case, html_valid: Callable[..., None]
) -> None:
    answer = samira.get(at(case, "conversation/"))
    made = page(answer)
    html_valid(answer.content.decode(), at(case, "conversation/"))
    ticks = {given.get("value") for given in made.all("input", type="checkbox", name="causes")}
    assert ticks == set(Cause.values)
    behind_the_card = frozenset().union(*OBSTACLE_CAUSES.values())
    assert {cause.value for cause in behind_the_card} <= ticks
    wishes = {given.get("value") for given in made.all("input", name="wishes")}
    assert wishes == set(Need.values)
    assert not [given for _tag, given in made.elements if given.get("checked") is not None and given.get("type") == "checkbox"]  # fmt: skip


def test_only_the_day_is_needed(samira: Client, case: Case) -> None:
    assert samira.post(at(case, "conversation/"), sent()).status_code == 302
    (row,) = kept(case)
    assert (row.causes, row.free, row.budget) == ([], None, None)


def test_everything_that_was_told_is_kept_and_shown(samira: Client, case: Case) -> None:
    told = sent(
        how="at_home",
        wants_support="yes",
        causes=["loss", "mobility"],
        cause_words="Sinds Piet er niet meer is.",
        wishes=["do"],
        wish_words="weer breien",
        talents="taarten <bakken>",
        avoid_mechanisms=["meeting"],
        avoid_forms=["therapy"],
        avoid_words="bingo",
        group_over="8",
        means=["walk"],
        minutes="15",
        walk_along="on",
        needs=["no_stairs"],
        free_TU=["morning"],
        free_FR=list(FREE_PARTS),
        languages=["nl", "tr"],
        budget="0",
        gender="woman",
        agreed="Samira belt dinsdag.",
        consents=["plan", "ask_later"],
        consent_how="paper",
    )
    assert samira.post(at(case, "conversation/"), told).status_code == 302
    with within(case.municipality):
        row = Conversation.objects.get()
        assert row.free == ["TU-morning", "FR-morning", "FR-afternoon", "FR-evening"]
        assert (row.budget, row.group_over, row.walk_along) == (0, 8, True)
        assert {one.purpose for one in Consent.objects.all()} == {"plan", "ask_later"}
        case.refresh_from_db()
        assert case.state == State.IN_CONVERSATION
    text = page(samira.get(at(case))).text
    for words in (
        "Loss of someone, Getting around",
        "taarten <bakken>",
        "Tuesday: morning; Friday",
        "Samira belt dinsdag.",
        "Make a plan together",
        "Signed on paper".lower(),
    ):
        assert words in text
    again = page(samira.get(at(case, "conversation/")))
    assert {given["value"] for given in again.all("input", name="causes") if "checked" in given} == {"loss", "mobility"}  # fmt: skip
    assert "Samira belt dinsdag." not in again.text, "what was agreed is of each conversation"


def test_an_error_loses_nothing_and_opens_its_section(samira: Client, case: Case) -> None:
    answer = samira.post(
        at(case, "conversation/"), sent(minutes="kwartiertje", talents="bakken", held_on="morgen")
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "kwartiertje" in text
    assert "bakken" in text
    assert re.search(r'id="part-way" open', text)
    assert not kept(case)


def test_two_people_edit_and_nobodys_text_is_lost(
    samira: Client, case: Case, town: Municipality, html_valid: Callable[..., None]
) -> None:
    samira.post(at(case, "conversation/"), sent(talents="bakken"))
    samira.post(at(case, "conversation/change/"), sent(1, talents="bakken\nbreien", budget="10"))
    mine = sent(1, talents="bakken\nzingen", budget="20", causes=["loss"])
    answer = samira.post(at(case, "conversation/change/"), mine)
    assert answer.status_code == 409
    made = page(answer)
    html_valid(answer.content.decode(), at(case, "conversation/change/"))
    for words in ("breien", "zingen", "Theirs", "Yours"):
        assert words in made.text
    assert [row.budget for row in kept(case)] == [10]
    hidden = {given["name"]: given["value"] for given in made.all("input", type="hidden")}
    chosen: dict[Any, Any] = {
        given["name"]: given["value"]
        for given in made.all("input", type="radio")
        if "checked" in given and str(given["name"]).startswith("take-")
    }
    assert chosen == {"take-talents": "both", "take-budget": "yours", "take-causes": "both"}
    again = {**mine, **chosen, "take-budget": "theirs", "expected": hidden["expected"]}
    assert samira.post(at(case, "conversation/change/"), again).status_code == 302
    with within(town):
        row = Conversation.objects.get()
        assert row.talents == "bakken\nbreien\nzingen"
        assert (row.budget, row.causes, row.version) == (10, ["loss"], 3)


def test_what_can_stand_beside_each_other_does() -> None:
    day = NOW.date()
    yours = Said(day, causes=("loss",), talents="zingen", minutes=5, gender="man")
    theirs = Said(day, causes=("poverty",), talents="bakken", walk_along=True)
    found = {row.name: row.first for row in differences(yours, theirs)}
    assert found == {
        "causes": "both",
        "talents": "both",
        "minutes": "yours",
        "walk_along": "theirs",
        "gender": "yours",
    }
    one = merged(yours, theirs, found)
    assert (one.causes, one.talents) == (("poverty", "loss"), "bakken\nzingen")
    assert (one.minutes, one.walk_along, one.gender) == (5, True, "man")
    assert merged(yours, theirs, {"nothing": "theirs"}) == yours


def test_a_form_that_is_sent_twice_is_kept_once(samira: Client, case: Case) -> None:
    told = sent(talents="bakken")
    for _time in range(2):
        assert samira.post(at(case, "conversation/"), told).status_code == 302
    assert len(kept(case)) == 1


def test_a_phone_that_sends_later_is_told_where_it_went(samira: Client, case: Case) -> None:
    answer = samira.post(at(case, "conversation/"), sent(), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (201, {"to": at(case)})


def test_the_key_for_the_phone_is_of_one_member_and_one_case(
    samira: Client, case: Case, town: Municipality, worker: User
) -> None:
    with within(town):
        other = open_case(
            municipality=town, told=Told(name="Ton"), origin=Origin.SELF, now=NOW, by=worker
        )
        case.stand_in = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
        case.save()
    ruud = browser(case.stand_in)

    def key(client: Client, which: Case) -> str:
        text = client.get(at(which, "conversation/")).content.decode()
        found = re.search(r'data-keep="([0-9a-f]{64})"', text)
        assert found
        return found[1]

    assert key(samira, case) == key(samira, case)
    assert len({key(samira, case), key(samira, other), key(ruud, case)}) == 3


def test_taking_back_takes_one_button_as_agreeing_does(samira: Client, case: Case) -> None:
    samira.post(at(case, "consent/"), {"purpose": "plan"})
    made = page(samira.get(at(case)))
    assert "Take back" in made.text
    samira.post(at(case, "consent/"), {"purpose": "plan", "take_back": "on"})
    samira.post(at(case, "consent/"), {"purpose": "nonsense"})
    with within(case.municipality):
        row = Consent.objects.get()
        assert row.withdrawn_on is not None
    assert "Taken back (1)" in page(samira.get(at(case))).text


def test_the_sheet_for_the_person_says_what_they_said_and_not_what_is_behind_it(
    samira: Client, case: Case, html_valid: Callable[..., None]
) -> None:
    told = sent(
        causes=["mental_health"],
        cause_words="Somber sinds de winter.",
        wish_words="weer breien",
        agreed="Samira belt dinsdag.",
        consents=["plan"],
    )
    samira.post(at(case, "conversation/"), told)
    answer = samira.get(at(case, "agreed/"))
    html_valid(answer.content.decode(), at(case, "agreed/"))
    text = page(answer).text
    for words in ("Samira belt dinsdag.", "weer breien", "Make a plan together", "0180 000 111"):
        assert words in text
    for words in ("Mental health", "Somber"):
        assert words not in text


def test_the_web_to_draw_on_is_paper_only(
    samira: Client, case: Case, html_valid: Callable[..., None]
) -> None:
    answer = samira.get("/en/testdam/desk/cases/web-of-health/")
    html_valid(answer.content.decode(), "web-of-health")
    assert not fields(page(answer))


def agree_to_be_asked(case: Case, worker: User) -> None:
    with within(case.municipality):
        give_consent(case=case, purpose=Consent.Purpose.MEASURE, by=worker, now=NOW)
        record_conversation(
            case=case,
            said=Said(NOW.date(), wants_support=True),
            expected=0,
            form_key=uuid.uuid4(),
            by=worker,
            now=NOW,
        )


def test_a_questionnaire_is_refused_in_words_until_somebody_wants_it(
    samira: Client, case: Case
) -> None:
    answer = samira.get(at(case, "questionnaire/djg6/"), follow=True)
    assert "only after somebody wants support" in page(answer).text
    assert "De Jong Gierveld" not in page(answer).text
    with within(case.municipality):
        assert not ScaleScore.objects.exists()


@pytest.mark.parametrize(
    ("scale", "items", "first"),
    [
        ("djg11", 11, "Er is altijd wel iemand in mijn omgeving"),
        ("djg6", 6, "Ik ervaar een leegte om me heen"),
        ("ucla3", 3, "Hoe vaak mist u gezelschap?"),
        ("direct", 1, "Hoe vaak voelt u zich eenzaam?"),
    ],
)
def test_each_questionnaire_is_asked_in_its_own_words(
    samira: Client,
    case: Case,
    worker: User,
    html_valid: Callable[..., None],
    scale: str,
    items: int,
    first: str,
) -> None:
    agree_to_be_asked(case, worker)
    answer = samira.get(at(case, f"questionnaire/{scale}/"))
    made = page(answer)
    html_valid(answer.content.decode(), scale)
    assert len({name for name in fields(made) if str(name).startswith("item_")}) == items
    assert first in made.text
    own = "our own translation" in made.text
    assert own == (scale in ("ucla3", "direct"))
    english = page(samira.get(at(case, f"questionnaire/{scale}/?language=en")))
    assert first not in english.text
    assert "our own translation" not in english.text


def test_a_score_is_told_with_its_rule_its_cut_offs_and_that_it_is_no_diagnosis(
    samira: Client, case: Case, worker: User
) -> None:
    agree_to_be_asked(case, worker)
    answers: dict[str, str] = {f"item_{item}": "3" for item in (3, 9)} | {
        "item_4": "1",
        "item_10": "1",
    }
    form = {"form_key": str(uuid.uuid4()), **answers, "item_7": "3", "item_8": "", "rule": "djg6/vu"}  # fmt: skip
    for _time in range(2):
        samira.post(at(case, "questionnaire/djg6/"), form)
    with within(case.municipality):
        row = ScaleScore.objects.get()
        assert (row.total, row.missing, row.social) == (3, 1, None)
    text = page(samira.get(at(case))).text
    for words in ("3 of 6: moderately", "djg6/vu", "≥ 5", "no diagnosis", "social part: left open"):
        assert words in text


def test_no_such_questionnaire(samira: Client, case: Case) -> None:
    assert samira.get(at(case, "questionnaire/mood/")).status_code == 404


def test_the_page_of_a_case_asks_as_much_with_many_conversations_as_with_one(
    samira: Client, case: Case, worker: User, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def write(times: int) -> None:
        with within(case.municipality):
            for _time in range(times):
                before = newest(case)
                record_conversation(
                    case=case,
                    said=Said(NOW.date(), talents="bakken"),
                    expected=before.version if before else 0,
                    form_key=uuid.uuid4(),
                    by=worker,
                    now=NOW,
                )

    def count() -> int:
        samira.get(at(case))
        with CaptureQueriesContext(connection) as asked:
            assert samira.get(at(case)).status_code == 200
        return len(asked)

    write(2)
    few = count()
    write(10)
    assert count() == few


def test_a_colleague_outside_the_team_is_refused(
    case: Case, town: Municipality, worker: User
) -> None:
    ruud = browser(member(town, Role.LINK_WORKER, email="ruud@testdam.example"))
    for rest in ("conversation/", "conversation/change/", "agreed/", "questionnaire/djg6/"):
        assert ruud.get(at(case, rest)).status_code == 403
    assert ruud.post(at(case, "consent/"), {"purpose": "plan"}).status_code == 403
