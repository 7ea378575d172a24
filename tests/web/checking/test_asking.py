"""The round of mails: one per organisation, one reminder, never twice, and going on where it stopped."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from nabij.core.jobs import running
from nabij.core.jobs.control import go_on, start_job, stop_job
from nabij.core.models import AuditEvent, Job, Municipality, OneTimeLink, OutgoingMessage
from nabij.core.words import taboo_words
from nabij.directory.actions import asking as actions
from nabij.directory.actions.asking import ask
from nabij.directory.models import CheckRequest, OrganisationContact
from nabij.directory.queries.checks import OPEN_FOR, REMINDED_AFTER, call_list, to_ask, to_remind
from nabij.web.checking.asking import ROUND, check_letter, send
from tests.factories import OrganisationFactory

NOW = timezone.now()
DAY = dt.timedelta(days=1)


class Killed(BaseException):
    """What `kill -9` is to a worker: nothing after it runs."""


def a_round(town: Municipality) -> Job:
    job, _new = start_job(municipality=town, kind=ROUND)
    found: Job = Job.objects.get(pk=job.pk)
    return found


@pytest.fixture
def many(town: Municipality, add_due: Any) -> list[Any]:
    """Twelve organisations with something to look at."""
    rows = [
        OrganisationFactory.create(
            municipality=town, name=f"Club {n}", email=f"club{n}@dorp.example"
        )
        for n in range(12)
    ]
    for row in rows:
        add_due("Koffie", organisation=row)
    return rows


def test_one_mail_names_all_that_is_due(town: Municipality, teapot: Any, add_due: Any) -> None:
    add_due("Koffie aan tafel")
    add_due("Wandelen")
    add_due("Vers nagekeken", days=-20)
    job = a_round(town)
    assert (job.state, job.done, job.total) == (Job.State.DONE, 1, 1)
    mail = OutgoingMessage.objects.get()
    assert mail.to == "theepot@dorp.example"
    assert mail.subject == "Kloppen uw 2 activiteiten nog?"
    assert "- Koffie aan tafel (laatst nagekeken op" in mail.text
    assert "Vers nagekeken" not in mail.text
    assert ">Kijk het na</a>" in mail.html
    assert not taboo_words(mail.text + mail.subject, "both")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_letter_is_in_both_languages_and_says_whom_to_call(
    teapot: Any, add_due: Any, language: str
) -> None:
    add_due("Koffie aan tafel")
    request = CheckRequest.objects.create(
        municipality=teapot.municipality, organisation=teapot, asked_by="mail"
    )
    new = actions._link(request, NOW, OPEN_FOR)
    for reminder in (False, True):
        letter = check_letter(request, new, language=language, reminder=reminder)
        assert teapot.municipality.phone in letter.text
        assert f"/{language}/testdam/" in letter.text
        assert "&" not in letter.subject
        assert not taboo_words(letter.text, "both")


def test_contacts_are_mailed_each_once_and_that_they_were_read_is_noted(
    town: Municipality, teapot: Any, add_due: Any
) -> None:
    add_due("Koffie")
    for name in ("Annelies", "Fatma", "Annelies"):
        OrganisationContact.objects.create(
            municipality=town, organisation=teapot, name=name, email=f"{name}@dorp.example"
        )
    a_round(town)
    assert sorted(mail.to for mail in OutgoingMessage.objects.all()) == [
        "Annelies@dorp.example",
        "Fatma@dorp.example",
    ]
    assert AuditEvent.objects.get(verb="contact.read").fields == ["email"]


def test_who_was_asked_is_left_alone_while_the_link_is_open(
    town: Municipality, many: list[Any]
) -> None:
    a_round(town)
    assert OutgoingMessage.objects.count() == 12
    a_round(town)
    assert OutgoingMessage.objects.count() == 12
    assert len(to_ask(town, now=NOW + OPEN_FOR + DAY)) == 12


def test_one_reminder_after_two_weeks_with_a_link_of_its_own(
    town: Municipality, teapot: Any, add_due: Any
) -> None:
    add_due("Koffie")
    ask(organisation=teapot, now=NOW - REMINDED_AFTER - DAY, send=send)
    a_round(town)
    first, second = OutgoingMessage.objects.order_by("pk")
    assert second.subject == "Nog een keer: klopt ‘Koffie’ nog?"
    links = OneTimeLink.objects.order_by("pk")
    assert [link.expires_at <= timezone.now() for link in links] == [True, False]
    a_round(town)
    assert OutgoingMessage.objects.count() == 2
    assert first.text != second.text


def test_who_answered_is_not_reminded(town: Municipality, teapot: Any, add_due: Any) -> None:
    add_due("Koffie")
    request = ask(organisation=teapot, now=NOW - REMINDED_AFTER - DAY, send=send)
    assert to_remind(town, now=NOW)
    CheckRequest.objects.filter(pk=request.pk).update(answered_at=NOW)
    assert not to_remind(town, now=NOW)


def test_killed_half_way_it_goes_on_where_it_was_and_mails_nobody_twice(
    town: Municipality, many: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the middle of a step: the mail is queued, the transaction not yet written."""
    asked: list[Any] = []
    real = actions._link

    def until_killed(*given: Any) -> Any:
        if len(asked) == 5:
            raise Killed
        asked.append(given)
        return real(*given)

    job = Job.objects.create(municipality=town, kind=ROUND)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "_link", until_killed)
        with pytest.raises(Killed):
            running.run_job.call(str(job.uid))
    assert OutgoingMessage.objects.count() == 5
    assert CheckRequest.objects.count() == 5
    running.revive(timezone.now() + running.SILENT + DAY)
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE
    mails = sorted(mail.to for mail in OutgoingMessage.objects.all())
    assert mails == sorted(f"club{n}@dorp.example" for n in range(12))


def test_stopped_half_way_it_goes_on_where_it_was(
    town: Municipality, many: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "NOTED_EVERY", -1)
    asked: list[Any] = []
    real = actions._link

    def and_stop(*given: Any) -> Any:
        asked.append(given)
        if len(asked) == 4:
            stop_job(job=Job.objects.get())
        return real(*given)

    monkeypatch.setattr(actions, "_link", and_stop)
    job = a_round(town)
    assert (job.state, job.done, job.total) == (Job.State.STOPPED, 4, 12)
    go_on(job=job)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.done, job.total) == (Job.State.DONE, 12, 12)
    assert OutgoingMessage.objects.count() == 12


def test_an_organisation_whose_address_is_none_does_not_hold_the_others_up(
    town: Municipality, many: list[Any]
) -> None:
    type(many[3]).objects.filter(pk=many[3].pk).update(email="geen adres")
    job = a_round(town)
    assert job.state == Job.State.DONE
    assert OutgoingMessage.objects.count() == 11
    assert [call.organisation.pk for call in call_list(town, now=timezone.now())] == [many[3].pk]
