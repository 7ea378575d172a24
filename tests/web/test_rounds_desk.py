"""Rounds on the desk: made, given a list that is looked at first, shared out, walked in one tap, printed, ended."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.rounds import add_addresses, add_visitor, make_round, share_out_round
from nabij.casework.models import Case, CaseSettings, RoundAddress, VisitRound
from nabij.casework.queries.rounds import Given
from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.core.words import taboo_words
from tests.core.people import browser, member
from tests.web.pages import page

ROUNDS = "/en/testdam/desk/rounds/"
OUTCOME = RoundAddress.Outcome
JANSEN = Given("Mw. Jansen", "Dorpsstraat 12", "3131 AB", "0180 123 456")
DAY = dt.timedelta(days=1)


def told() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "kind": "visit", "name": "75 en ouder", "reason": "Iedereen een keer spreken.",
        "ground": "task", "source": "De gemeente", "sentence": "Goedendag.",
        "begins": today, "ends": today + 20 * DAY,
    }  # fmt: skip


@pytest.fixture
def samira(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def desk(samira: User) -> Client:
    return browser(samira)


@pytest.fixture
def round_(town: Municipality, samira: User) -> VisitRound:
    now = timezone.now()
    row = make_round(municipality=town, told=told(), form_key=uuid.uuid4(), by=samira, now=now)
    add_visitor(round_=row, who=samira, by=samira, now=now)
    return row


@pytest.fixture
def walked(round_: VisitRound, samira: User) -> VisitRound:
    given = [JANSEN, Given(address="Dorpsstraat 14", postcode="3131 AB")]
    add_addresses(round_=round_, given=given, by=samira, now=timezone.now())
    share_out_round(round_=round_, by=samira, now=timezone.now())
    return round_


def of(round_: VisitRound, rest: str = "") -> str:
    return f"{ROUNDS}{round_.uid}/{rest}"


def jansen(round_: VisitRound) -> RoundAddress:
    return next(row for row in RoundAddress.objects.filter(round=round_) if row.name == JANSEN.name)


def send(desk: Client, round_: VisitRound, went: str, **more: str) -> Any:
    address = of(round_, f"addresses/{jansen(round_).uid}/outcome/")
    return desk.post(address, {"went": went, "back": "mine", **more}, follow=True)


def test_a_round_is_made_once_and_what_is_wrong_is_said(desk: Client, html_valid: Any) -> None:
    form = desk.get(f"{ROUNDS}new/")
    html_valid(form.content.decode(), f"{ROUNDS}new/")
    sent = {**told(), "form_key": str(uuid.uuid4()), "version": 0}
    wrong = desk.post(f"{ROUNDS}new/", sent | {"ends": sent["begins"] + 300 * DAY, "reason": ""})
    text = page(wrong).text
    assert wrong.status_code == 400
    assert "half a year at most" in text
    assert "Without a reason there is no list" in text
    assert "75 en ouder" in wrong.content.decode()
    for _click in "ab":
        assert desk.post(f"{ROUNDS}new/", sent).status_code == 302
    assert VisitRound.objects.count() == 1
    assert "75 en ouder" in page(desk.get(ROUNDS)).text


def test_two_who_change_it_read_each_others_words(desk: Client, round_: VisitRound) -> None:
    sent = {**told(), "form_key": str(round_.form_key), "version": 1}
    assert desk.post(of(round_, "change/"), sent | {"name": "Van Ruud"}).status_code == 302
    clash = desk.post(of(round_, "change/"), sent | {"name": "Van Samira"})
    assert clash.status_code == 400
    assert "Van Ruud" in page(clash).text
    assert "Van Samira" in clash.content.decode()


def test_a_list_is_looked_at_first_and_what_is_wrong_stays_in_the_box(
    desk: Client, round_: VisitRound, html_valid: Any
) -> None:
    file = SimpleUploadedFile(
        "lijst.csv",
        b"Naam;Straat;Huisnummer;Postcode;Geboortedatum\n"
        b"Mw. Jansen;Dorpsstraat;12;3131AB;1-2-1941\n"
        b"Hr. Kok;Kerkpad;;3131AB;\n"
        b"Mw. Jansen;Dorpsstraat;12;3131 ab;\n",
    )
    looked = desk.post(of(round_, "list/"), {"file": file, "do": "add"})
    html_valid(looked.content.decode(), "list")
    text = page(looked).text
    assert "1 address can go on the list" in text
    assert "or stands here twice" in text
    assert "Geboortedatum" in text
    assert "1941" not in looked.content.decode()
    assert "Line 3" in text
    assert "The house number is missing" in text
    assert not RoundAddress.objects.exists()
    box = looked.context["form"]["text"].value()
    put = desk.post(of(round_, "list/"), {"text": box, "do": "add"})
    assert RoundAddress.objects.count() == 1
    assert put.context["form"]["text"].value() == "Hr. Kok; Kerkpad; 3131 AB"
    mended = desk.post(of(round_, "list/"), {"text": "Hr. Kok; Kerkpad 3; 3131 AB", "do": "add"})
    assert mended.status_code == 302
    assert RoundAddress.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "There is no line in it yet"),
        ({"file": b"PK\x03\x04 no workbook"}, "The workbook is damaged"),
    ],
)
def test_what_is_no_list_is_told(
    desk: Client, round_: VisitRound, sent: dict[str, Any], said: str
) -> None:
    given = {name: SimpleUploadedFile("lijst.xlsx", content) for name, content in sent.items()}
    answer = desk.post(of(round_, "list/"), {**given, "do": "look"})
    assert answer.status_code == 400
    assert said in page(answer).text


def test_the_overview_names_nobody_and_shares_out(
    desk: Client, town: Municipality, round_: VisitRound, samira: User, html_valid: Any
) -> None:
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    add_addresses(round_=round_, given=[JANSEN], by=samira, now=timezone.now())
    desk.post(of(round_, "who-goes/"), {"who": f"colleague:{ruud.uid}"})
    shown = desk.get(of(round_))
    html_valid(shown.content.decode(), "round")
    assert "1 address has nobody yet" in page(shown).text
    assert "Jansen" not in shown.content.decode()
    shared = desk.post(of(round_, "share-out/"), follow=True)
    assert "1 address shared out" in page(shared).text
    visitor = RoundAddress.objects.get().visitor
    assert visitor is not None
    gone = desk.post(of(round_, "who-goes/"), {"goes_no_more": str(visitor.uid)}, follow=True)
    assert "1 address waits for somebody else" in page(gone).text


def test_at_the_door_one_tap_is_an_outcome_and_can_be_taken_back(
    desk: Client, walked: VisitRound, html_valid: Any
) -> None:
    shown = desk.get(of(walked, "mine/"))
    html_valid(shown.content.decode(), "mine")
    assert "Goedendag." in page(shown).text
    tapped = send(desk, walked, "not_home")
    html_valid(tapped.content.decode(), "tapped")
    assert "take it back" in page(tapped).text
    assert jansen(walked).tries == 1
    back = of(walked, f"addresses/{jansen(walked).uid}/take-back/")
    assert "Taken back" in page(desk.post(back, {"back": "mine"}, follow=True)).text
    assert jansen(walked).tries == 0
    assert "could not read" in page(send(desk, walked, "alles")).text


def test_rather_not_leaves_no_word_on_any_page(desk: Client, walked: VisitRound) -> None:
    after = send(desk, walked, "rather_not")
    assert "nobody asks there again" in page(after).text
    visitor = walked.visitors.get()
    for rest in ("mine/", f"addresses/?for={visitor.uid}", f"paper/?for={visitor.uid}", ""):
        assert "Dorpsstraat 12" not in desk.get(of(walked, rest)).content.decode()


def test_a_talk_needs_a_yes_and_then_there_is_a_case(desk: Client, walked: VisitRound) -> None:
    assert "could not read" in page(send(desk, walked, "talk")).text
    assert not Case.objects.exists()
    after = page(send(desk, walked, "talk", agreed="yes", phone="06 12 34 56 78")).text
    case = Case.objects.get()
    assert case.reference in after
    assert case.person.phone == "06 12 34 56 78"


def test_a_colleague_sees_counts_and_no_list(town: Municipality, walked: VisitRound) -> None:
    ruud = browser(member(town, Role.LINK_WORKER, email="ruud@testdam.example"))
    assert ruud.get(of(walked)).status_code == 200
    for rest in ("addresses/", "paper/", "list/", "change/"):
        assert ruud.get(of(walked, rest)).status_code == 403
    assert "Jansen" not in ruud.get(of(walked, "mine/")).content.decode()
    address = of(walked, f"addresses/{jansen(walked).uid}/outcome/")
    assert ruud.post(address, {"went": "spoken"}).status_code == 404
    for rest in ("end/", "share-out/", "who-goes/", "lead/"):
        assert ruud.post(of(walked, rest)).status_code == 403


def test_a_coordinator_takes_over_and_fills_in_from_paper(
    town: Municipality, walked: VisitRound
) -> None:
    hanneke = browser(member(town, Role.COORDINATOR))
    assert "I lead it from now on" in page(hanneke.get(of(walked))).text
    hanneke.post(of(walked, "lead/"))
    visitor = walked.visitors.get()
    address = of(walked, f"addresses/{jansen(walked).uid}/outcome/")
    answer = hanneke.post(address, {"went": "spoken", "back": str(visitor.uid)})
    assert answer["Location"].startswith(of(walked, f"addresses/?for={visitor.uid}"))
    assert jansen(walked).outcome == OUTCOME.SPOKEN


def test_the_paper_says_what_to_say_and_where_to_bring_it(
    desk: Client, walked: VisitRound, html_valid: Any
) -> None:
    sheet = desk.get(of(walked, "paper/"))
    html_valid(sheet.content.decode(), "paper")
    text = page(sheet).text
    for words in ("Goedendag.", "Mw. Jansen", "Bring this paper back", "not at home"):
        assert words in text
    assert not taboo_words(text, "en")


def test_after_its_end_nobody_taps(desk: Client, walked: VisitRound) -> None:
    assert "has ended" in page(desk.post(of(walked, "end/"), follow=True)).text
    assert "Nothing was changed" in page(desk.post(of(walked, "list/"), follow=True)).text
    assert "Nothing was changed" in page(send(desk, walked, "spoken")).text
    assert jansen(walked).outcome == OUTCOME.TO_DO
    visitor = walked.visitors.get()
    listed = desk.get(of(walked, f"addresses/?for={visitor.uid}"))
    assert "Jansen" in listed.content.decode()
    assert 'name="went"' not in listed.content.decode()


def test_the_first_page_says_how_many_doors_wait_for_me(desk: Client, walked: VisitRound) -> None:
    text = page(desk.get("/en/testdam/desk/")).text
    assert "Rounds: home visits and calls" in text
    assert "2 Rounds: home visits and calls" in " ".join(text.split())


def test_a_list_page_costs_as_much_with_one_address_as_with_many(
    desk: Client, round_: VisitRound, samira: User, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 40):
        given = [
            Given(address=f"Kerkpad {number}{each}", postcode="3131 AB") for each in range(number)
        ]
        add_addresses(round_=round_, given=given, by=samira, now=timezone.now())
        share_out_round(round_=round_, by=samira, now=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            desk.get(of(round_, "mine/"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_asks_what_we_keep_is_found_on_a_list_and_taken_off_it(
    town: Municipality, walked: VisitRound, html_valid: Any
) -> None:
    officer = browser(member(town, Role.PRIVACY_OFFICER))
    rights = "/en/testdam/desk/privacy/rights/"
    found = officer.post(rights, {"told": "0180-123456"})
    address = f"{rights}round/{jansen(walked).uid}/"
    assert address in found.content.decode()
    shown = officer.get(address)
    html_valid(shown.content.decode(), address)
    assert "Dorpsstraat 12" in page(shown).text
    row = jansen(walked)
    assert officer.post(address).status_code == 302
    row.refresh_from_db()
    assert (row.address, row.outcome) == (None, OUTCOME.RATHER_NOT)
    assert "was removed" in page(officer.get(address)).text


def test_how_long_a_list_is_kept_is_set_per_municipality(town: Municipality, samira: User) -> None:
    CaseSettings.objects.create(municipality=town, keep_days_round=7)
    now = timezone.now()
    row = make_round(municipality=town, told=told(), form_key=uuid.uuid4(), by=samira, now=now)
    assert row.keep_until == row.ends + 7 * DAY
