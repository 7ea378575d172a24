"""What is done with a worry: told back, told to the person, joined, split, and forgotten — each reporter by itself."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from nabij.casework import intake
from nabij.casework.actions import reporters, signals
from nabij.casework.actions.assigning import take_up
from nabij.casework.actions.cases import Told, add_note, move
from nabij.casework.actions.contacts import spoken
from nabij.casework.actions.forgetting import forget_case
from nabij.casework.actions.retention import forget_due_cases
from nabij.casework.models import (
    Case,
    Deletion,
    Ending,
    Note,
    Person,
    Reporter,
    Signal,
    State,
)
from nabij.casework.queries.caseload import Narrowed, Whose, caseload
from nabij.casework.queries.due import due_lines
from nabij.casework.queries.rights import as_record
from nabij.casework.queries.signals import alike, to_do, waiting_worries, what_to_say
from nabij.casework.queries.today import today as day_of
from nabij.casework.rules import NotAllowedError
from nabij.core.encryption.fields import same_as
from nabij.core.models import Municipality, OutgoingMessage, User
from nabij.core.roles import Role
from tests.casework.clock import NOW
from tests.core.people import member

pytestmark = pytest.mark.usefixtures("english")

DAY = dt.timedelta(days=1)
ANS = intake.Teller(name="Ans de Boer", phone="06 11 11 11 11", owed=intake.Owed.SPOKEN)
BEP = intake.Told(name="Bep Jansen", phone="0180 12 34 56")

Worry = Callable[..., Signal]


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def worry(town: Municipality) -> Worry:
    """`worry(person=…, teller=…, at=…)`: a worry that came in."""

    def tell(*, at: dt.datetime = NOW, **told: Any) -> Signal:
        usual: dict[str, Any] = {"seen": "De gordijnen blijven dicht.", "person": BEP}
        reported = intake.Reported(**{**usual, "teller": ANS, **told})
        noted = intake.report(municipality=town, told=reported, form_key=uuid.uuid4(), now=at)
        row: Signal = Signal.objects.select_related("municipality", "case__municipality").get(
            uid=noted.uid
        )
        return row

    return tell


def the_reporter(signal: Signal) -> Reporter:
    row: Reporter = Reporter.objects.select_related("municipality", "signal__case").get(
        signal=signal
    )
    return row


def split(signal: Signal, by: User, at: dt.datetime, **other: Any) -> Case:
    given: dict[str, Any] = {
        "told": Told(name="Joop"),
        "seen": "Haar broer eet niet.",
        "key": uuid.uuid4(),
    } | other
    return signals.split(signal=signal, by=by, now=at, **given)


# --- who told it hears what was agreed ----------------------------------------------------------


def test_a_reporter_hears_the_agreed_sentence_and_only_when_it_is_so(
    worry: Worry, samira: User
) -> None:
    signal = worry()
    assert what_to_say(the_reporter(signal)) == ""
    take_up(case=signal.case, by=samira, now=NOW)
    assert what_to_say(the_reporter(signal)) == ""
    with pytest.raises(reporters.NothingOwedError):
        reporters.tell_back(reporter=the_reporter(signal), by=samira, now=NOW)
    spoken(case=signal.case, by=samira, now=NOW)
    said = reporters.tell_back(reporter=the_reporter(signal), by=samira, now=NOW)
    assert said.startswith("We have spoken with the person")
    assert "Bep" not in said
    row = the_reporter(signal)
    assert (row.told_on, row.told_by, row.keep_until) == (
        NOW.date(), samira, (NOW + 28 * DAY).date(),
    )  # fmt: skip
    with pytest.raises(reporters.NothingOwedError):
        reporters.tell_back(reporter=row, by=samira, now=NOW)


def test_who_asked_for_nothing_hears_nothing(worry: Worry, samira: User) -> None:
    signal = worry(teller=intake.Teller(name="Ans"))
    spoken(case=signal.case, by=samira, now=NOW)
    assert what_to_say(the_reporter(signal)) == ""
    with pytest.raises(reporters.NothingOwedError):
        reporters.tell_back(reporter=the_reporter(signal), by=samira, now=NOW)


def test_of_a_case_that_ended_without_a_talk_less_is_told_and_never_more(
    worry: Worry, samira: User
) -> None:
    signal = worry()
    move(case=signal.case, to=State.CLOSED, ending=Ending.NOT_REACHED, by=samira, now=NOW)
    said = what_to_say(the_reporter(signal))
    assert said.startswith("We picked up what you told us")


def test_where_mail_was_agreed_one_mail_goes_in_their_language_without_a_name(
    worry: Worry, samira: User
) -> None:
    teller = intake.Teller(name="Ans", email="ans@dorp.example", owed=intake.Owed.PICKED_UP)
    signal = worry(teller=teller, language="nl")
    take_up(case=signal.case, by=samira, now=NOW)
    reporters.tell_back(reporter=the_reporter(signal), by=samira, now=NOW)
    [message] = OutgoingMessage.objects.all()
    assert (message.kind, message.to, message.language) == (
        "signal.feedback", "ans@dorp.example", "nl",
    )  # fmt: skip
    assert "Meer dan dit mogen wij u niet vertellen." in message.text
    assert "Bep" not in f"{message.subject} {message.text}"


def test_outside_the_team_nobody_tells_or_hears(
    worry: Worry, town: Municipality, samira: User
) -> None:
    signal = worry()
    take_up(case=signal.case, by=samira, now=NOW)
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    for act in (
        lambda: reporters.tell_back(reporter=the_reporter(signal), by=ruud, now=NOW),
        lambda: signals.told_person(signal=signal, by=ruud, now=NOW),
        lambda: signals.trust(signal=signal, by=ruud, now=NOW),
        lambda: split(signal, ruud, NOW),
        lambda: reporters.one_more(signal=signal, teller=ANS, by=ruud, now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            act()


# --- the person knows within a month ------------------------------------------------------------


def test_that_others_told_is_told_or_accounted_for(worry: Worry, samira: User) -> None:
    told, not_told = worry(), worry(person=intake.Told(name="Ton"))
    signals.told_person(signal=told, by=samira, now=NOW + DAY)
    why = Signal.NotTold.NOT_REACHED
    signals.not_told_person(signal=not_told, why=why, by=samira, now=NOW)
    told.refresh_from_db()
    not_told.refresh_from_db()
    assert (told.told_person_on, told.must_tell) == ((NOW + DAY).date(), False)
    assert (not_told.not_told, not_told.must_tell) == ("not_reached", False)
    signals.told_person(signal=not_told, by=samira, now=NOW + DAY)
    not_told.refresh_from_db()
    assert (not_told.told_person_on, not_told.not_told) == ((NOW + DAY).date(), "")


def test_the_month_stands_in_the_days_work(worry: Worry, town: Municipality, samira: User) -> None:
    signal = worry()
    cases = Case.objects.filter(municipality=town)
    on = dt.date(2026, 12, 26)
    assert on in {line.on for line in due_lines(cases, until=on)}
    signals.told_person(signal=signal, by=samira, now=NOW)
    assert on not in {line.on for line in due_lines(cases, until=on)}


# --- two about the same person ------------------------------------------------------------------


def test_the_same_person_is_pointed_out_by_number_or_whole_name(
    worry: Worry, town: Municipality, samira: User
) -> None:
    case = worry().case
    same_number = worry(person=intake.Told(name="Mevrouw Jansen", phone="+31 180 123456")).case
    same_name = worry(person=intake.Told(name="bep jansen")).case
    worry(person=intake.Told(name="Ton", phone="0180 00 00 00"))
    assert [(one.case, one.by_phone) for one in alike(samira, case, now=NOW)] == [
        (same_number, True),
        (same_name, False),
    ]
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    take_up(case=same_number, by=ruud, now=NOW)
    assert [one.readable for one in alike(samira, case, now=NOW)] == [False, True]


def test_joined_cases_keep_the_first_word_and_the_shorter_retention(
    worry: Worry, samira: User
) -> None:
    first = worry(at=NOW - 20 * DAY, person=intake.Told(name="Bep Jansen", address="Kerkstraat 3"))
    second = worry(at=NOW)
    move(case=second.case, to=State.CONTACT_TRIED, by=samira, now=NOW)
    add_note(case=first.case, text="Belt liever niet.", by=samira, now=NOW)
    stays = signals.join(case=second.case, other=first.case, by=samira, now=NOW)
    stays.refresh_from_db()
    assert stays == second.case
    assert stays.received_at == NOW - 20 * DAY
    assert stays.keep_until == (NOW + 8 * DAY).date()
    assert {signal.case for signal in Signal.objects.select_related("case")} == {stays}
    assert [signal.reported_at for signal in Signal.objects.order_by("reported_at")] == [
        NOW - 20 * DAY, NOW,
    ]  # fmt: skip
    assert Note.objects.get().case == stays
    assert (stays.person.phone, stays.person.address) == ("0180 12 34 56", "Kerkstraat 3")
    gone = Case.objects.get(pk=first.case_id)
    assert (gone.state, gone.ending) == (State.CLOSED, Ending.TWICE)
    assert gone.keep_until == (NOW + 8 * DAY).date()


def test_joining_does_not_prolong_a_case_with_which_somebody_is_in_conversation(
    worry: Worry, samira: User
) -> None:
    old, new = worry(at=NOW - 5 * DAY), worry()
    spoken(case=old.case, by=samira, now=NOW)
    before = Case.objects.get(pk=old.case_id).keep_until
    stays = signals.join(case=new.case, other=old.case, by=samira, now=NOW)
    assert (stays.pk, stays.keep_until) == (old.case_id, before)


def test_two_conversations_or_an_ended_case_are_not_joined(worry: Worry, samira: User) -> None:
    one, other, ended = worry(), worry(), worry()
    spoken(case=one.case, by=samira, now=NOW)
    spoken(case=other.case, by=samira, now=NOW)
    move(case=ended.case, to=State.CLOSED, ending=Ending.DIED, by=samira, now=NOW)
    for case, with_ in ((one, other), (one, ended), (one, one)):
        with pytest.raises(signals.CannotJoinError):
            signals.join(case=case.case, other=with_.case, by=samira, now=NOW)


# --- a part about somebody else -----------------------------------------------------------------


def test_splitting_keeps_the_first_moment_and_does_not_prolong(worry: Worry, samira: User) -> None:
    signal = worry(at=NOW - 20 * DAY)
    before = signal.case.keep_until
    part = split(signal, samira, NOW)
    assert part.received_at == NOW - 20 * DAY
    assert part.keep_until == before == (NOW + 8 * DAY).date()
    assert part.person.name == "Joop"
    own = Signal.objects.get(case=part)
    assert (own.reported_at, own.split_from, own.seen) == (
        NOW - 20 * DAY, signal, "Haar broer eet niet.",
    )  # fmt: skip
    assert own.told_person_by == signal.told_person_by
    copy = the_reporter(own)
    assert (copy.name, copy.keep_until, copy.owed) == (
        "Ans de Boer", the_reporter(signal).keep_until, "nothing",
    )  # fmt: skip


def test_a_part_of_what_is_being_helped_is_not_lost_the_night_after(
    worry: Worry, samira: User
) -> None:
    signal = worry(at=NOW - 60 * DAY)
    spoken(case=signal.case, by=samira, now=NOW - 50 * DAY)
    part = split(signal, samira, NOW)
    original = Case.objects.get(pk=signal.case_id)
    assert part.keep_until == (NOW + 28 * DAY).date() <= original.keep_until


def test_a_form_to_split_that_is_sent_twice_makes_one(worry: Worry, samira: User) -> None:
    signal, key = worry(), uuid.uuid4()
    assert split(signal, samira, NOW, key=key) == split(signal, samira, NOW, key=key)
    assert Case.objects.count() == 2


# --- reporters are forgotten, every one of them -------------------------------------------------


def nothing_left(reporter: Reporter) -> bool:
    reporter.refresh_from_db()
    held = (reporter.name, reporter.phone, reporter.email, reporter.relation)
    indexes = (reporter.name_index, reporter.phone_index, reporter.email_index)
    return not any(held) and not any(indexes) and reporter.forgotten_on is not None


def test_every_reporter_is_forgotten_not_only_the_latest_or_the_parents(
    worry: Worry, town: Municipality, samira: User
) -> None:
    signal = worry()
    for name in ("Joop Smit", "Nel Bos"):
        teller = intake.Teller(name=name, phone="06 11 11 11 11")
        reporters.one_more(signal=signal, teller=teller, by=samira, now=NOW)
    part = split(signal, samira, NOW)
    everyone = list(Reporter.objects.all())
    assert len(everyone) == 6
    assert Reporter.objects.filter(signal__case=part).count() == 3
    later = NOW + 100 * DAY
    for case in Case.objects.all():  # still being helped: the cases stay, who told of them goes
        spoken(case=case, by=samira, now=NOW)
    done = reporters.forget_reporters(municipality=town, today=later.date(), now=later)
    assert done == 6
    assert all(nothing_left(reporter) for reporter in everyone)
    assert not Reporter.objects.filter(same_as(Reporter, "phone_index", "06 11111111")).exists()
    assert not Reporter.objects.filter(same_as(Reporter, "name_index", "Ans de Boer")).exists()
    assert {case.forgotten_on for case in Case.objects.all()} == {None}
    assert Deletion.objects.get(kind="casework.reporter").count == 6
    assert reporters.forget_reporters(municipality=town, today=later.date(), now=later) == 0


def test_each_reporter_has_their_own_day(worry: Worry, town: Municipality, samira: User) -> None:
    signal = worry()
    quiet = reporters.one_more(signal=signal, teller=intake.Teller(name="Nel"), by=samira, now=NOW)
    spoken(case=signal.case, by=samira, now=NOW)
    day = NOW + 29 * DAY
    assert reporters.forget_reporters(municipality=town, today=day.date(), now=day) == 1
    assert nothing_left(quiet)
    assert Reporter.objects.get(signal=signal, forgotten_on=None).name == "Ans de Boer"


def test_a_reporter_goes_four_weeks_after_the_case_ended(
    worry: Worry, town: Municipality, samira: User
) -> None:
    signal = worry()
    move(case=signal.case, to=State.CLOSED, ending=Ending.NOT_WANTED, by=samira, now=NOW)
    for days, gone in ((28, 0), (29, 1)):
        day = NOW + days * DAY
        assert reporters.forget_reporters(municipality=town, today=day.date(), now=day) == gone
    assert Case.objects.get().forgotten_on is None


def test_batches_go_on_until_all_are_done(
    worry: Worry, town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporters, "_BATCH", 2)
    for _number in range(5):
        worry()
    day = NOW + 200 * DAY
    assert reporters.forget_reporters(municipality=town, today=day.date(), now=day) == 5


def test_what_nobody_acted_on_ends_with_all_that_was_told(worry: Worry, town: Municipality) -> None:
    signal = worry()
    later = NOW + 29 * DAY
    assert forget_due_cases(municipality=town, today=later.date(), now=later) == 1
    signal.refresh_from_db()
    assert (signal.seen, signal.told_hash, signal.case.ending) == (None, "", Ending.TOO_OLD)
    assert signal.reported_at == NOW
    assert nothing_left(the_reporter(signal))
    assert not Person.objects.filter(same_as(Person, "phone_index", "0180123456")).exists()


def test_forgetting_a_case_empties_what_was_joined_to_it(worry: Worry, samira: User) -> None:
    first, second = worry(), worry(teller=intake.Teller(name="Nel"))
    stays = signals.join(case=first.case, other=second.case, by=samira, now=NOW)
    forget_case(case=stays, why=Deletion.Why.ERASURE, now=NOW, today=NOW.date())
    assert all(signal.seen is None for signal in Signal.objects.all())
    assert all(nothing_left(reporter) for reporter in Reporter.objects.all())


def test_who_told_it_is_not_handed_over_to_the_person(worry: Worry) -> None:
    signal = worry()
    told = [kept.value for row in (signal, the_reporter(signal)) for kept in as_record(row).kept]
    assert "De gordijnen blijven dicht." in told
    assert not any("Ans" in str(value) or "06 11" in str(value) for value in told)


# --- who waits ----------------------------------------------------------------------------------


def test_what_may_be_no_real_worry_stands_apart_everywhere(
    worry: Worry, town: Municipality, samira: User
) -> None:
    real, doubtful = worry(), worry(suspicious=["trap"])
    found = to_do(samira, town, now=NOW)
    assert (found.waiting, found.doubtful) == ([real], [doubtful])
    assert waiting_worries(town, now=NOW) == (1, 0)
    assert waiting_worries(town, now=NOW + 10 * DAY) == (1, 1)
    assert day_of(samira, town, now=NOW).waiting == [real.case]
    assert caseload(samira, town, Narrowed(whose=Whose.WAITING), now=NOW).cases == [real.case]
    signals.trust(signal=doubtful, by=samira, now=NOW)
    assert len(to_do(samira, town, now=NOW).waiting) == 2
    assert len(day_of(samira, town, now=NOW).waiting) == 2


def test_what_is_still_owed_is_listed_for_the_team_only(
    worry: Worry, town: Municipality, samira: User
) -> None:
    signal = worry()
    spoken(case=signal.case, by=samira, now=NOW)
    found = to_do(samira, town, now=NOW)
    assert ([one.pk for one in found.to_tell], [one.signal_id for one in found.owed]) == (
        [signal.pk], [signal.pk],
    )  # fmt: skip
    ruud = member(town, Role.LINK_WORKER, email="ruud@testdam.example")
    theirs = to_do(ruud, town, now=NOW)
    assert (theirs.waiting, theirs.to_tell, theirs.owed) == ([], [], [])
    with pytest.raises(NotAllowedError):
        to_do(member(town, Role.COORDINATOR), town, now=NOW)


def test_a_second_caller_is_kept_beside_the_first(worry: Worry, samira: User) -> None:
    signal = worry()
    reporters.one_more(signal=signal, teller=intake.Teller(name="Nel"), by=samira, now=NOW + DAY)
    assert [one.name for one in signal.reporters.all()] == ["Ans de Boer", "Nel"]
    with pytest.raises(ValueError, match="nothing was said"):
        reporters.one_more(signal=signal, teller=intake.Teller(), by=samira, now=NOW)
