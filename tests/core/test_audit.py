"""The audit trail: what is written, what it refuses, and what a check of it finds."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from nabij.core.audit import guards
from nabij.core.audit.acting import Actor, acting
from nabij.core.audit.recording import INSTALLATION, record
from nabij.core.audit.verifying import LISTED, Anchor, chains, verify
from nabij.core.models import AuditChain, AuditEvent, AuditIsAppendOnlyError, Municipality
from tests.factories import MunicipalityFactory

NOON = dt.datetime(2026, 3, 10, 12, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create()


@pytest.fixture
def trail(testdam: Municipality) -> str:
    """Six events of one municipality; the name of their chain."""
    for number in range(6):
        record("contact.read", municipality=testdam, object_type="contact", object_id=str(number))
    return testdam.code


def tamper(sql: str, *values: str | int) -> None:
    """As someone with the password of the database and the right to take its guards away."""
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    guards.install(connection)


# --- what is written ---------------------------------------------------------------------------


def test_an_event_says_who_did_what_to_which_record_and_why(testdam: Municipality) -> None:
    link_worker = Actor(uuid.uuid4(), "link_worker", "r-1")
    with acting(link_worker):
        event = record(
            "contact.read",
            municipality=testdam,
            on=testdam,
            fields=["name", "phone"],
            reason="asked by the coordinator",
            at=NOON,
        )
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.actor_uid, kept.actor_role, kept.request_id) == (
        link_worker.uid,
        "link_worker",
        "r-1",
    )
    assert (kept.verb, kept.object_type, kept.object_id) == (
        "contact.read",
        "core.municipality",
        str(testdam.pk),
    )
    assert (kept.fields, kept.reason, kept.at) == (
        ["name", "phone"],
        "asked by the coordinator",
        NOON,
    )


def test_events_of_a_chain_are_numbered_from_one_without_gaps(trail: str) -> None:
    numbers = AuditEvent.objects.filter(chain=trail).values_list("sequence", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_every_municipality_has_its_own_chain_and_its_start_is_noted(testdam: Municipality) -> None:
    other = MunicipalityFactory.create(slug="elders")
    record("contact.read", municipality=testdam)
    record("contact.read", municipality=other)
    record("keys.made", municipality=None)
    assert chains() == [INSTALLATION, *sorted([testdam.code, other.code])]
    started = AuditEvent.objects.filter(chain=INSTALLATION, verb="audit.chain_started")
    assert {event.object_id for event in started} == {testdam.code, other.code}


def test_an_event_that_is_rolled_back_leaves_no_gap(testdam: Municipality) -> None:
    record("contact.read", municipality=testdam)
    with transaction.atomic():
        record("contact.read", municipality=testdam)
        transaction.set_rollback(True)
    record("contact.read", municipality=testdam)
    assert verify(testdam.code).whole
    assert AuditEvent.objects.filter(chain=testdam.code).count() == 2


@pytest.mark.parametrize("fields", [["Jan de Vries"], ["06 12345678"], ["jan@dorp.nl"], [""]])
def test_values_are_refused_where_names_of_fields_belong(
    testdam: Municipality, fields: list[str]
) -> None:
    with pytest.raises(ValueError, match="never values"):
        record("contact.read", municipality=testdam, fields=fields)


def test_texts_that_databases_treat_differently_are_made_harmless(testdam: Municipality) -> None:
    record("contact.read", municipality=testdam, reason="a\x00b\u202e" + "c" * 400, object_id="ë\n")
    assert AuditEvent.objects.get(chain=testdam.code).reason == "ab" + "c" * 298
    assert verify(testdam.code).whole


# --- what is refused ---------------------------------------------------------------------------


def test_an_event_cannot_be_changed_or_removed_through_the_models(trail: str) -> None:
    event = AuditEvent.objects.filter(chain=trail)[2]
    with pytest.raises(AuditIsAppendOnlyError):
        event.save()
    with pytest.raises(AuditIsAppendOnlyError):
        event.delete()
    with pytest.raises(AuditIsAppendOnlyError):
        AuditEvent.objects.update(verb="contact.nothing")
    with pytest.raises(AuditIsAppendOnlyError):
        AuditEvent.objects.filter(chain=trail).delete()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditevent SET verb = 'x.y'",
        "DELETE FROM core_auditevent",
        "UPDATE core_auditchain SET sequence = sequence - 1",
        "UPDATE core_auditchain SET chain = 'elsewhere'",
        "DELETE FROM core_auditchain",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove(trail: str, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute(sql)


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["core_auditevent", "core_auditchain"])
def test_postgresql_refuses_to_empty_the_table(trail: str, table: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute(f"TRUNCATE {table}")


def test_a_guard_that_was_taken_away_is_missed(db: None) -> None:
    assert guards.missing(connection) == set()
    guards.lift(connection)
    assert "audit_event_stays" in guards.missing(connection)
    guards.install(connection)
    assert guards.missing(connection) == set()


# --- what a check finds ------------------------------------------------------------------------


def test_an_untouched_chain_is_whole_and_gives_an_anchor(trail: str) -> None:
    verdict = verify(trail)
    assert verdict.whole
    assert verdict.events == 6
    last = AuditEvent.objects.get(chain=trail, sequence=6)
    assert str(verdict.anchor) == f"6:{last.hash}"


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'contact.nothing'",
        "object_id = '99'",
        "reason = 'because'",
        "fields = '[\"name\"]'",
        "actor_role = 'coordinator'",
        "at = '2020-01-01 00:00:00+00:00'",
        "request_id = 'other'",
        "hash = 'f'",
    ],
)
def test_a_changed_event_is_found(trail: str, change: str) -> None:
    tamper(f"UPDATE core_auditevent SET {change} WHERE chain = %s AND sequence = 3", trail)
    verdict = verify(trail)
    assert not verdict.whole
    assert "3" in verdict.problems[0]


def test_a_removed_event_is_found(trail: str) -> None:
    tamper("DELETE FROM core_auditevent WHERE chain = %s AND sequence IN (3, 4)", trail)
    assert any("3" in problem and "4" in problem for problem in verify(trail).problems)


def test_two_events_that_changed_places_are_found(trail: str) -> None:
    for old, new in ((3, 103), (4, 3), (103, 4)):
        tamper(
            "UPDATE core_auditevent SET sequence = %s WHERE chain = %s AND sequence = %s",
            new,
            trail,
            old,
        )
    assert len(verify(trail).problems) >= 2


def test_an_event_that_was_put_in_is_found(trail: str) -> None:
    for number in (6, 5, 4):
        tamper(
            "UPDATE core_auditevent SET sequence = sequence + 1 WHERE chain = %s AND sequence = %s",
            trail,
            number,
        )
    source = AuditEvent.objects.get(chain=trail, sequence=3)
    AuditEvent(
        chain=trail,
        sequence=4,
        at=NOON,
        verb="contact.read",
        master_id=source.master_id,
        hash=source.hash,
    ).save()
    problems = verify(trail).problems
    assert any("4" in problem for problem in problems)


def test_an_event_behind_the_head_is_found(trail: str) -> None:
    source = AuditEvent.objects.get(chain=trail, sequence=6)
    AuditEvent(
        chain=trail,
        sequence=7,
        at=NOON,
        verb="contact.read",
        master_id=source.master_id,
        hash=source.hash,
    ).save()
    assert any("7" in problem for problem in verify(trail).problems)


def test_events_cut_off_at_the_end_are_found_by_the_head(trail: str) -> None:
    tamper("DELETE FROM core_auditevent WHERE chain = %s AND sequence > 4", trail)
    assert any("5" in problem and "6" in problem for problem in verify(trail).problems)


def test_a_head_that_was_turned_back_along_with_the_end_is_found_by_its_seal(trail: str) -> None:
    fourth = AuditEvent.objects.get(chain=trail, sequence=4)
    tamper("DELETE FROM core_auditevent WHERE chain = %s AND sequence > 4", trail)
    tamper(
        "UPDATE core_auditchain SET sequence = 4, hash = %s WHERE chain = %s", fourth.hash, trail
    )
    assert not verify(trail).whole


def test_an_old_state_that_was_put_back_whole_is_found_by_an_anchor(
    trail: str, testdam: Municipality
) -> None:
    old = AuditChain.objects.get(chain=trail)
    record("contact.read", municipality=testdam)
    anchor = verify(trail).anchor
    tamper("DELETE FROM core_auditevent WHERE chain = %s AND sequence > 6", trail)
    tamper(
        "UPDATE core_auditchain SET sequence = 6, hash = %s, seal = %s WHERE chain = %s",
        old.hash,
        old.seal,
        trail,
    )
    assert verify(trail).whole, "nothing inside the database can show this"
    assert not verify(trail, anchor).whole


def test_an_anchor_that_was_noted_earlier_stays_true(trail: str, testdam: Municipality) -> None:
    anchor = verify(trail).anchor
    record("contact.read", municipality=testdam)
    assert verify(trail, anchor).whole


def test_a_whole_chain_that_was_wiped_out_is_found(trail: str) -> None:
    tamper("DELETE FROM core_auditevent WHERE chain = %s", trail)
    tamper("DELETE FROM core_auditchain WHERE chain = %s", trail)
    assert trail in chains()
    assert not verify(trail).whole


def test_many_problems_are_counted_rather_than_listed(testdam: Municipality) -> None:
    for _ in range(LISTED + 5):
        record("contact.read", municipality=testdam)
    tamper("UPDATE core_auditevent SET verb = 'x.y' WHERE chain = %s", testdam.code)
    verdict = verify(testdam.code)
    assert len(verdict.problems) == LISTED
    assert verdict.more == 5


@pytest.mark.parametrize("text", ["", "6", "6:abc", "x:" + "0" * 64, "-1:" + "0" * 64])
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Anchor.parse(text)


# --- several at once ---------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_events_written_at_the_same_time_form_one_chain_without_forks() -> None:
    places = [MunicipalityFactory.create(), MunicipalityFactory.create(slug="elders")]
    failures: list[BaseException] = []

    def work(place: Municipality) -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    record("contact.read", municipality=place)
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(places[n % 2],)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for place in places:
        verdict = verify(place.code)
        assert verdict.whole, verdict.problems
        assert verdict.events == 30
    assert verify(INSTALLATION).events == 2
