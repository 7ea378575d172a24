"""The outbox and the jobs on the desk, and the example's mailbox."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nabij.core.models import Job, Municipality, OutgoingMessage
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message
from nabij.core.post.sending import send_due
from nabij.core.post.transport import Keeping
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.web.letters import as_page
from tests.core.people import browser, member
from tests.factories import MunicipalityFactory
from tests.web.pages import page

KIND = declare("test.desk", "A question about what there is")
OUTBOX, JOBS = "/nl/testdam/desk/uitbak/", "/nl/testdam/desk/taken/"


@pytest.fixture
def desk(town: Municipality) -> Client:
    return browser(member(town, Role.COORDINATOR))


@pytest.fixture
def write(town: Municipality) -> Any:
    def queue(**more: Any) -> OutgoingMessage:
        text = "Dag Jo,\n\nBekijk:\nhttp://localhost:8000/nl/testdam/"
        given = {
            "subject": "Klopt dit nog?",
            "text": text,
            "html": as_page(text, "nl"),
            "to": "jo@dorp.example",
        }
        return queue_message(municipality=town, kind=KIND, **(given | more))

    return queue


def test_the_outbox_says_what_went_and_never_to_whom(
    desk: Client, write: Any, html_valid: Any
) -> None:
    write()
    send_due(Keeping())
    response = desk.get(OUTBOX)
    html_valid(response.content, "outbox")
    made = page(response)
    assert "A question about what there is" in made.text
    assert "jo@dorp.example" not in made.rawdata
    assert "Klopt dit nog" not in made.rawdata


def test_an_empty_outbox_says_so(desk: Client) -> None:
    assert "Er zijn nog geen mails" in page(desk.get(OUTBOX)).text


def test_the_outbox_asks_the_database_no_more_for_more_mail(
    desk: Client, write: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(45):
        write()
    with django_assert_max_num_queries(14):
        desk.get(OUTBOX)


def test_what_could_not_go_goes_again_with_one_click(desk: Client, write: Any) -> None:
    mail = write()
    OutgoingMessage.objects.filter(pk=mail.pk).update(
        state=OutgoingMessage.State.FAILED, done_at=timezone.now(), problem="RCPT TO 550"
    )
    made = page(desk.get(f"{OUTBOX}?show=trouble"))
    assert "RCPT TO 550" in made.text
    response = desk.post(f"{OUTBOX}{mail.uid}/opnieuw/")
    assert response.status_code == 302
    assert OutgoingMessage.objects.get(pk=mail.pk).state == OutgoingMessage.State.QUEUED


def test_mail_of_another_municipality_is_not_there(desk: Client, write: Any) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        theirs = queue_message(
            municipality=elders, kind=KIND, to="an@elders.example", subject="Vraag", text="Tekst"
        )
    assert desk.post(f"{OUTBOX}{theirs.uid}/opnieuw/").status_code == 404
    assert KIND not in page(desk.get(OUTBOX)).rawdata


def test_jobs_show_how_far_they_are_and_can_be_stopped(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    job = Job.objects.create(
        municipality=town, kind="test.count", state=Job.State.RUNNING, done=30, total=120
    )
    response = desk.get(JOBS)
    html_valid(response.content, "jobs")
    assert "30 van 120" in page(response).text
    assert page(response).all("progress", value="30", max="120")
    desk.post(f"{JOBS}{job.uid}/stoppen/")
    assert Job.objects.get(pk=job.pk).state == Job.State.STOPPING


# --- the mailbox of the example ----------------------------------------------------------------


@pytest.fixture
def example(town: Municipality) -> Municipality:
    town.example = True
    town.save()
    return town


def test_the_example_shows_its_mails_as_they_would_be_read(
    client: Client, example: Municipality, write: Any, html_valid: Any
) -> None:
    mail = write()
    box = client.get("/nl/demo/mail/")
    html_valid(box.content, "mailbox")
    assert "jo@dorp.example" in page(box).text
    shown = client.get(f"/nl/demo/mail/{mail.uid}/")
    html_valid(shown.content, "mail")
    frame = page(shown).all("iframe")[0]
    assert frame["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    inside = client.get(str(frame["src"]))
    assert "sandbox" in inside["Content-Security-Policy"]
    assert inside["X-Frame-Options"] == "SAMEORIGIN"
    assert 'href="http://testserver/nl/testdam/"' in inside.content.decode()


def test_a_real_municipality_in_the_example_keeps_its_mail_to_itself(
    client: Client, town: Municipality, write: Any
) -> None:
    mail = write()
    assert "jo@dorp.example" not in page(client.get("/nl/demo/mail/")).text
    assert client.get(f"/nl/demo/mail/{mail.uid}/").status_code == 404


def test_outside_the_example_there_is_no_mailbox(
    client: Client, example: Municipality, write: Any, settings: Any
) -> None:
    mail = write()
    settings.NABIJ_DEMO = False
    assert client.get("/nl/demo/mail/").status_code == 404
    assert client.get(f"/nl/demo/mail/{mail.uid}/page/").status_code == 404
