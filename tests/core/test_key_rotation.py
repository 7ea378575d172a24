"""Replacing keys: everything is encrypted anew, a stop half-way harms nothing, old keys go last."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import connection
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.audit.verifying import verify
from nabij.core.encryption import rotation
from nabij.core.encryption.fields import same_as
from nabij.core.encryption.masters import make_keys_file, master_keys
from nabij.core.encryption.rotation import rotate_data_key, rotate_master_key
from nabij.core.models import DataKey, Municipality, User
from nabij.core.tenancy import everywhere, within
from nabij.directory.models import OrganisationContact
from nabij.web.account.adapters import SecondFactorAdapter
from tests.factories import MunicipalityFactory, OrganisationFactory

State = DataKey.State


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    path = tmp_path / "keys.json"
    monkeypatch.setattr(settings, "NABIJ_KEYS_FILE", path)
    make_keys_file(path)
    return path


@pytest.fixture
def testdam() -> Municipality:
    municipality: Municipality = MunicipalityFactory.create()
    with within(municipality):
        add_contacts(municipality, 7)
    return municipality


@pytest.fixture
def inside(testdam: Municipality) -> Iterator[Municipality]:
    with within(testdam):
        yield testdam


def add_contacts(municipality: Municipality, count: int) -> None:
    organisation = OrganisationFactory.create(municipality=municipality)
    OrganisationContact.objects.bulk_create(
        OrganisationContact(
            municipality=municipality,
            organisation=organisation,
            name=f"Contact {n}",
            email=f"contact{n}@dorp.example",
        )
        for n in range(count)
    )


def first_contact() -> Any:
    return OrganisationContact.objects.first()


def states() -> dict[str, str]:
    return dict(DataKey.objects.order_by("pk").values_list("key_id", "state"))


def key_ids_in_use() -> set[str]:
    return {
        row.__dict__[name].key_id
        for row in OrganisationContact.objects.all()
        for name in ("name", "phone", "email")
    }


def test_after_a_rotation_every_row_is_under_the_new_key_and_reads_as_before(
    inside: Municipality,
) -> None:
    (old,) = states()
    told: list[tuple[int, int]] = []
    done = rotate_data_key(inside, lambda rows, of: told.append((rows, of)))
    assert (done.rows, done.unreadable, done.resumed) == (7, [], False)
    assert told[-1] == (7, 7)
    new = DataKey.objects.get(state=State.ACTIVE).key_id
    assert key_ids_in_use() == {new}
    assert states()[old] == State.RETIRED
    assert sorted(row.name for row in OrganisationContact.objects.all())[3] == "Contact 3"


def test_blind_indexes_find_rows_before_during_and_after(
    inside: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> int:
        asked = same_as(OrganisationContact, "email_index", "contact5@dorp.example")
        return OrganisationContact.objects.filter(asked).count()

    assert found() == 1
    monkeypatch.setattr(rotation, "BATCH", 2)
    during: list[int] = []
    rotate_data_key(inside, lambda rows, of: during.append(found()))
    assert set(during) == {1}
    assert len(during) == 4
    assert found() == 1


def test_a_rotation_that_was_stopped_goes_on_where_it_was(
    inside: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)

    def pull_the_plug(rows: int, of: int) -> None:
        if rows == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_data_key(inside, pull_the_plug)
    assert sorted(states().values()) == [State.ACTIVE, State.RETIRING]
    assert len(key_ids_in_use()) == 2
    assert all(row.name for row in OrganisationContact.objects.all())

    done = rotate_data_key(inside)
    assert (done.rows, done.resumed) == (4, True)
    assert sorted(states().values()) == [State.ACTIVE, State.RETIRED]
    assert len(key_ids_in_use()) == 1


def test_a_row_that_cannot_be_read_is_named_and_its_key_stays(inside: Municipality) -> None:
    broken = first_contact()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE directory_organisationcontact SET phone = SUBSTR(phone, 1, 30) WHERE id = %s",
            [broken.pk],
        )
    done = rotate_data_key(inside)
    assert done.rows == 6
    assert [str(broken.uid) in row for row in done.unreadable] == [True]
    assert sorted(states().values()) == [State.ACTIVE, State.RETIRING]


def test_a_replaced_key_stays_a_day_for_who_had_a_row_in_hand(inside: Municipality) -> None:
    (old,) = states()
    in_hand = first_contact()
    stale = in_hand.__dict__["name"]
    rotate_data_key(inside)
    assert in_hand.name, "its old key is still there"
    rotate_data_key(inside)
    assert old in states(), "not a day has passed"

    DataKey.objects.filter(key_id=old).update(retired_at=timezone.now() - dt.timedelta(days=2))
    OrganisationContact.objects.filter(pk=in_hand.pk).update(name=stale)
    rotate_data_key(inside)
    assert old in states(), "a row came back under it"
    rotate_data_key(inside)
    assert old not in states()


def test_rotating_one_municipality_leaves_the_others_alone(testdam: Municipality) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        add_contacts(elders, 1)
        before = states()
    rotate_data_key(testdam)
    with within(elders):
        assert states() == before


def test_a_municipality_without_encrypted_data_has_nothing_to_rotate() -> None:
    empty = MunicipalityFactory.create(slug="leeg")
    assert rotate_data_key(empty).rows == 0
    with everywhere("looking"):
        assert not DataKey.objects.exists()


def test_rotations_are_in_the_audit_trail(inside: Municipality) -> None:
    rotate_data_key(inside)
    assert verify(inside.code).events == 2


# --- the master key ----------------------------------------------------------------------------


def test_a_new_master_key_wraps_every_data_key_and_nothing_is_encrypted_anew(
    testdam: Municipality,
) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        add_contacts(elders, 1)
    before = master_keys().active_id
    assert rotate_master_key() == 2
    now = master_keys()
    assert now.active_id != before
    with everywhere("looking"):
        assert set(DataKey.objects.values_list("master_id", flat=True)) == {now.active_id}
    with within(testdam):
        assert first_contact().name.startswith("Contact")


def test_a_stopped_rotation_of_the_master_key_is_finished_first(
    testdam: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pull_the_plug() -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "_wrap_data_keys", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            rotate_master_key()
    half_way = master_keys()
    assert len(half_way.keys) == 2
    rotate_master_key()
    assert master_keys() == half_way
    with within(testdam):
        assert DataKey.objects.get().master_id == half_way.active_id


def test_the_audit_trail_is_still_checked_after_the_master_key_was_replaced(
    testdam: Municipality,
) -> None:
    record("contact.read", municipality=testdam)
    rotate_master_key()
    record("contact.read", municipality=testdam)
    assert verify(testdam.code).whole


def test_second_factors_stand_encrypted_and_move_to_the_new_master_key() -> None:
    user = User.objects.create_user("jo@dorp.example")
    factor = TOTP.activate(user, "SECRETSECRETSECR").instance
    assert "SECRET" not in str(factor.data)
    rotate_master_key()
    now = Authenticator.objects.get()
    assert f":{master_keys().active_id}:" in now.data["secret"]
    assert SecondFactorAdapter().decrypt(now.data["secret"]) == "SECRETSECRETSECR"


@pytest.mark.django_db(transaction=True)
def test_two_that_encrypt_at_the_same_time_agree_on_the_first_key() -> None:
    elders = MunicipalityFactory.create(slug="elders")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with within(elders):
                add_contacts(elders, 3)
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with within(elders):
        assert len(states()) == 1
        assert len({row.name for row in OrganisationContact.objects.all()}) == 3
