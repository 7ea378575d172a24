"""Worries that come in: one form is one signal, each opens a case, and the reporter is kept apart and short."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from nabij.casework import intake
from nabij.casework.actions.cases import move
from nabij.casework.models import Case, Origin, Person, Reporter, Signal, State
from nabij.core.encryption.fields import same_as
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.tenancy import within
from tests.casework.clock import NOW
from tests.factories import AreaFactory, MunicipalityFactory, PostcodeFactory

DAY = dt.timedelta(days=1)
KEY = uuid.UUID("00000000-0000-4000-8000-00000000000a")
ANS = intake.Teller(
    name="Ans", phone="06 11 11 11 11", relation="buurvrouw", owed=intake.Owed.SPOKEN
)
BEP = intake.Told(name="Bep Jansen", phone="0180 12 34 56", address="Kerkstraat 3")
TOLD = intake.Reported(
    seen="De gordijnen blijven dicht.", person=BEP, teller=ANS, knows=intake.Knows.NO
)

Report = Callable[..., intake.Noted]


@pytest.fixture
def report(town: Municipality) -> Report:
    """`report(seen=…, person=…, at=…, key=…)`: somebody tells of a worry."""

    def tell(*, at: dt.datetime = NOW, key: uuid.UUID = KEY, **other: Any) -> intake.Noted:
        told = dataclasses.replace(TOLD, **other)
        return intake.report(municipality=town, told=told, form_key=key, now=at)

    return tell


def the_signal() -> Signal:
    row: Signal = Signal.objects.select_related("case__person").get()
    return row


def test_a_worry_opens_a_case_that_waits_and_keeps_who_told_it_apart(report: Report) -> None:
    noted = report()
    signal = the_signal()
    assert (signal.uid, signal.reported_at, noted.new) == (noted.uid, NOW, True)
    assert (signal.seen, signal.knows, signal.may_name) == (TOLD.seen, "no", False)
    case = signal.case
    assert (case.origin, case.state, case.worker, case.received_at) == (
        Origin.SIGNAL, State.RECEIVED, None, NOW,
    )  # fmt: skip
    assert (case.person.name, case.person.phone) == ("Bep Jansen", "0180 12 34 56")
    reporter = Reporter.objects.get()
    assert (reporter.name, reporter.relation, reporter.how) == ("Ans", "buurvrouw", "phone")
    assert not Person.objects.filter(same_as(Person, "name_index", "Ans")).exists()


def test_the_person_must_know_within_a_month(report: Report) -> None:
    report(at=dt.datetime(2026, 1, 31, 10, tzinfo=NOW.tzinfo))
    assert the_signal().told_person_by == dt.date(2026, 2, 28)
    assert the_signal().must_tell
    assert the_signal().tells_late(dt.date(2026, 3, 1))


def test_about_oneself_there_is_no_reporter_and_nobody_to_tell(report: Report) -> None:
    report(about=intake.About.SELF, teller=intake.Teller())
    signal = the_signal()
    assert signal.case.origin == Origin.SELF
    assert (signal.told_person_by, signal.must_tell) == (None, False)
    assert not Reporter.objects.exists()


def test_who_says_nothing_of_themselves_is_not_kept(report: Report) -> None:
    report(teller=intake.Teller())
    assert not Reporter.objects.exists()
    assert the_signal().must_tell


def test_the_same_form_twice_is_one_worry(report: Report) -> None:
    first, again = report(), report(at=NOW + DAY)
    assert (first.uid, again.new) == (again.uid, False)
    assert Case.objects.count() == Signal.objects.count() == Reporter.objects.count() == 1
    assert again.reported_at == NOW


def test_sent_again_with_a_change_by_the_same_person_it_is_corrected(report: Report) -> None:
    first = report()
    again = report(
        seen="De gordijnen zijn weer open.",
        person=dataclasses.replace(BEP, address="Kerkstraat 5"),
        at=NOW + DAY,
    )
    assert (again.uid, again.new) == (first.uid, False)
    signal = the_signal()
    assert signal.seen == "De gordijnen zijn weer open."
    assert signal.case.person.address == "Kerkstraat 5"
    assert signal.reported_at == NOW
    assert Reporter.objects.count() == 1


def test_on_the_same_computer_somebody_else_tells_of_another_worry(report: Report) -> None:
    report()
    other = intake.Told(name="Ton", phone="06 22 22 22 22")
    for _twice in range(2):
        report(person=other, teller=intake.Teller(name="Joop"), seen="Hij eet niet.")
    assert sorted(case.person.name or "" for case in Case.objects.all()) == ["Bep Jansen", "Ton"]


def test_what_somebody_took_up_is_not_changed_any_more(report: Report, samira: User) -> None:
    report()
    move(case=the_signal().case, to=State.PICKED_UP, by=samira, now=NOW)
    report(seen="Toch anders.")
    report(seen="Toch anders.")
    assert sorted(signal.seen or "" for signal in Signal.objects.all()) == [
        "De gordijnen blijven dicht.",
        "Toch anders.",
    ]
    report()
    assert Signal.objects.count() == 2


def test_the_trail_names_fields_and_nobody(report: Report) -> None:
    report()
    [event] = AuditEvent.objects.filter(verb="signal.received")
    assert {"seen", "person.name", "reporter.phone"} <= set(event.fields)
    told = [str(vars(event)) for event in AuditEvent.objects.all()]
    assert not any(name in line for name in ("Bep", "Ans", "gordijnen") for line in told)


def test_a_postcode_tells_the_neighbourhood(report: Report) -> None:
    area = AreaFactory.create()
    PostcodeFactory.create(code="3131AB", area=area)
    report(person=intake.Told(name="Bep", postcode="3131 ab"))
    assert the_signal().case.person.area == area


def test_a_reporter_is_kept_shorter_than_the_case(report: Report) -> None:
    report()
    report(key=uuid.uuid4(), teller=dataclasses.replace(ANS, owed=intake.Owed.NOTHING))
    waits, hears_nothing = Reporter.objects.order_by("pk")
    assert waits.keep_until == (NOW + 91 * DAY).date()
    assert hears_nothing.keep_until == (NOW + 28 * DAY).date()
    assert the_signal_of(waits).case.keep_until == (NOW + 28 * DAY).date()


def the_signal_of(reporter: Reporter) -> Signal:
    row: Signal = Signal.objects.select_related("case").get(pk=reporter.signal_id)
    return row


def test_a_signal_stays_inside_its_municipality(report: Report) -> None:
    report()
    with within(MunicipalityFactory.create(slug="elders")):
        assert not Signal.objects.exists()
        assert not Reporter.objects.exists()
        assert not Case.objects.exists()


def test_we_say_who_picks_up_a_worry_and_by_when(town: Municipality) -> None:
    promised = intake.promised_for_a_worry(town, now=NOW)
    assert (promised.who, promised.working_days) == (town.shown_name, 2)
    assert promised.due_at.date() == dt.date(2026, 11, 30)
