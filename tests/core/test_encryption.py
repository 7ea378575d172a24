"""Encrypted fields: what stands in the column, who can read it, and what happens without the right key."""

import copy
import json
import logging
import pickle
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction
from django.forms import modelform_factory

from nabij.core.encryption.errors import (
    CannotDecryptError,
    KeysDamagedError,
    KeysError,
    KeysMissingError,
    KeysTooOpenError,
    UnknownKeyError,
)
from nabij.core.encryption.fields import Ciphertext, same_as
from nabij.core.encryption.masters import make_keys_file, master_keys
from nabij.core.encryption.normal import phone
from nabij.core.models import DataKey, Municipality
from nabij.core.tenancy import OutsideTheWallError, everywhere, within
from nabij.directory.models import Organisation, OrganisationContact
from tests.factories import MunicipalityFactory, OrganisationFactory

NAME = "Annelies van den Broek"


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create()


@pytest.fixture
def inside(testdam: Municipality) -> Iterator[Municipality]:
    with within(testdam):
        yield testdam


@pytest.fixture
def organisation(inside: Municipality) -> Any:
    return OrganisationFactory.create(municipality=inside)


@pytest.fixture
def annelies(organisation: Organisation) -> Any:
    return OrganisationContact.objects.create(
        municipality=organisation.municipality,
        organisation=organisation,
        name=NAME,
        phone="06 - 12 34 56 78",
        email="Annelies@Dorpshuis.example",
    )


def column(row: OrganisationContact, name: str = "name") -> str:
    with everywhere("a test looks at what stands there"), connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM directory_organisationcontact WHERE id = %s", [row.pk])
        return str(cursor.fetchone()[0])


def put_in_column(row: OrganisationContact, text: str, name: str = "name") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE directory_organisationcontact SET {name} = %s WHERE id = %s", [text, row.pk]
        )


def fresh(row: OrganisationContact) -> OrganisationContact:
    found: OrganisationContact = OrganisationContact.objects.get(pk=row.pk)
    return found


# --- what stands in the database ---------------------------------------------------------------


def test_the_column_holds_ciphertext_and_the_attribute_the_text(
    annelies: OrganisationContact,
) -> None:
    key = DataKey.objects.get()
    assert column(annelies).startswith(f"n1:{key.key_id}:")
    assert "Annelies" not in column(annelies)
    assert fresh(annelies).name == NAME


def test_the_same_text_twice_gives_two_ciphertexts(
    annelies: OrganisationContact, organisation: Organisation
) -> None:
    twin = OrganisationContact.objects.create(
        municipality=organisation.municipality, organisation=organisation, name=NAME
    )
    assert column(annelies).split(":")[2] != column(twin).split(":")[2]


def test_rows_written_together_are_encrypted_too_with_one_look_at_the_key(
    annelies: OrganisationContact, organisation: Organisation, django_assert_max_num_queries: Any
) -> None:
    rows = [
        OrganisationContact(
            municipality=organisation.municipality, organisation=organisation, name=f"Contact {n}"
        )
        for n in range(20)
    ]
    with django_assert_max_num_queries(4):
        OrganisationContact.objects.bulk_create(rows)
    assert column(rows[7]).startswith("n1:")
    assert fresh(rows[7]).name == "Contact 7"


def test_saving_one_field_encrypts_that_one_and_its_index(annelies: OrganisationContact) -> None:
    row = fresh(annelies)
    row.email = "nieuw@dorpshuis.example"
    row.save(update_fields=["email"])
    assert fresh(annelies).email == "nieuw@dorpshuis.example"
    assert OrganisationContact.objects.filter(
        same_as(OrganisationContact, "email_index", "nieuw@dorpshuis.example")
    ).exists()


def test_a_text_that_did_not_change_keeps_its_ciphertext(annelies: OrganisationContact) -> None:
    before = column(annelies)
    row = fresh(annelies)
    row.name = row.name
    row.save()
    assert column(annelies) == before


def test_an_empty_text_and_an_unusual_one_come_back_as_they_were(
    annelies: OrganisationContact,
) -> None:
    for text in ("", "n1:fake:ciphertext", "Zoë 👵🏽 \u202eomgekeerd", "a" * 10_000):
        annelies.name = text
        annelies.save()
        assert fresh(annelies).name == text


def test_a_row_that_was_loaded_without_the_field_fetches_it_when_asked(
    annelies: OrganisationContact,
) -> None:
    row = OrganisationContact.objects.only("organisation").get()
    assert row.name == NAME
    row.refresh_from_db()
    assert row.name == NAME


def test_a_list_asks_for_its_key_once(
    annelies: OrganisationContact, organisation: Organisation, django_assert_num_queries: Any
) -> None:
    OrganisationContact.objects.bulk_create(
        OrganisationContact(
            municipality=organisation.municipality, organisation=organisation, name=f"Contact {n}"
        )
        for n in range(10)
    )
    assert fresh(annelies).name
    with django_assert_num_queries(1):
        assert len([row.name for row in OrganisationContact.objects.all()]) == 11


def test_a_form_edits_the_text(annelies: OrganisationContact) -> None:
    form_class = modelform_factory(OrganisationContact, fields=["name", "phone"])
    form = form_class({"name": "Bea", "phone": "020 123 45 67"}, instance=fresh(annelies))
    assert form.initial["name"] == NAME
    form.save()
    assert fresh(annelies).name == "Bea"


# --- what a ciphertext is bound to -------------------------------------------------------------


def test_a_ciphertext_that_is_moved_to_another_row_does_not_open(
    annelies: OrganisationContact, organisation: Organisation
) -> None:
    other = OrganisationContact.objects.create(
        municipality=organisation.municipality, organisation=organisation, name="Bea"
    )
    put_in_column(other, column(annelies))
    with pytest.raises(CannotDecryptError) as problem:
        _ = fresh(other).name
    assert NAME not in str(problem.value)


def test_a_ciphertext_that_is_moved_to_another_field_does_not_open(
    annelies: OrganisationContact,
) -> None:
    put_in_column(annelies, column(annelies, "name"), "phone")
    with pytest.raises(CannotDecryptError):
        _ = fresh(annelies).phone


def test_a_ciphertext_of_another_municipality_does_not_open(
    annelies: OrganisationContact, testdam: Municipality
) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        theirs = OrganisationContact.objects.create(
            municipality=elders,
            organisation=OrganisationFactory.create(municipality=elders),
            name="Bea",
        )
        put_in_column(theirs, column(annelies))
        with pytest.raises(UnknownKeyError):
            _ = fresh(theirs).name


@pytest.mark.parametrize(
    "broken", ["n1:{key}:AAAA", "n1:{key}:not base64!", "Annelies", "", "n1:", "n2:{key}:AAAA"]
)
def test_what_was_changed_or_was_never_ciphertext_does_not_open(
    annelies: OrganisationContact, broken: str
) -> None:
    put_in_column(annelies, broken.format(key=DataKey.objects.get().key_id))
    with pytest.raises(KeysError):
        _ = fresh(annelies).name


def test_every_municipality_has_its_own_key(annelies: OrganisationContact) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        OrganisationContact.objects.create(
            municipality=elders,
            organisation=OrganisationFactory.create(municipality=elders),
            name="Bea",
        )
    with everywhere("comparing keys"):
        assert DataKey.objects.count() == 2


def test_outside_the_wall_nothing_is_decrypted(annelies: OrganisationContact) -> None:
    row = fresh(annelies)
    with within(MunicipalityFactory.create(slug="elders")), pytest.raises(OutsideTheWallError):
        _ = row.name


def test_a_copy_of_a_row_must_be_read_before_it_becomes_another_row(
    annelies: OrganisationContact,
) -> None:
    row = fresh(annelies)
    row.pk, row.uid, row._state.adding = None, "7b8e6a54-0000-4000-8000-000000000000", True
    with pytest.raises(CannotDecryptError):
        row.save()


# --- what never shows --------------------------------------------------------------------------


def test_the_text_is_in_no_representation_log_or_export(
    annelies: OrganisationContact, caplog: pytest.LogCaptureFixture
) -> None:
    row = fresh(annelies)
    assert row.name == NAME
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").warning("%r %s %r", row, row, vars(row))
    exported = serializers.serialize("json", [row])
    values = str(list(OrganisationContact.objects.values("name")))
    for shown in (caplog.text, repr(row), str(row), exported, values):
        assert "Annelies" not in shown


def test_a_row_that_was_read_cannot_be_put_into_a_cache_or_session(
    annelies: OrganisationContact,
) -> None:
    row = fresh(annelies)
    pickle.dumps(row)
    assert row.name == NAME
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(row)
    assert copy.copy(row).name == NAME


@pytest.mark.parametrize(
    "question",
    [{"name": NAME}, {"name__contains": "A"}, {"name__in": [NAME]}, {"name__lower": "a"}],
)
def test_the_database_is_never_asked_about_the_text(
    annelies: OrganisationContact, question: dict[str, Any]
) -> None:
    with pytest.raises(FieldError):
        list(OrganisationContact.objects.filter(**question))


def test_whether_there_is_a_text_can_be_asked(annelies: OrganisationContact) -> None:
    assert OrganisationContact.objects.filter(name__isnull=False).count() == 1


def test_a_plaintext_never_reaches_the_database_by_another_road(
    annelies: OrganisationContact,
) -> None:
    with pytest.raises(FieldError), transaction.atomic():
        OrganisationContact.objects.update(name="Bea")
    annelies.name = "Bea"
    with pytest.raises(FieldError), transaction.atomic():
        OrganisationContact.objects.bulk_update([annelies], ["name"])
    assert column(annelies).startswith("n1:")


# --- blind indexes -----------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["annelies@dorpshuis.example", " ANNELIES@dorpshuis.EXAMPLE "])
def test_a_row_is_found_by_an_address_however_it_is_written(
    annelies: OrganisationContact, asked: str
) -> None:
    found = OrganisationContact.objects.filter(same_as(OrganisationContact, "email_index", asked))
    assert list(found) == [annelies]


@pytest.mark.parametrize(
    "asked", ["0612345678", "+31 6 12345678", "0031612345678", "(06) 12 34 56 78"]
)
def test_a_row_is_found_by_a_phone_number_however_it_is_written(
    annelies: OrganisationContact, asked: str
) -> None:
    found = OrganisationContact.objects.filter(same_as(OrganisationContact, "phone_index", asked))
    assert list(found) == [annelies]


def test_numbers_from_abroad_keep_their_country() -> None:
    assert phone("+32 2 123 45 67") == phone("0032-21234567") == "3221234567"
    assert phone("+31 (0)20 123 4567") == "0201234567"


def test_nothing_is_found_by_an_empty_value(organisation: Organisation) -> None:
    OrganisationContact.objects.create(
        municipality=organisation.municipality, organisation=organisation, name="Bea"
    )
    assert not OrganisationContact.objects.filter(
        same_as(OrganisationContact, "email_index", " ")
    ).exists()


def test_the_same_address_hashes_differently_in_another_municipality(
    annelies: OrganisationContact,
) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        theirs = OrganisationContact.objects.create(
            municipality=elders,
            organisation=OrganisationFactory.create(municipality=elders),
            name="Bea",
            email=annelies.email,
        )
    assert column(theirs, "email_index") != column(annelies, "email_index")


def test_a_blind_index_is_not_compared_with_a_text(annelies: OrganisationContact) -> None:
    with pytest.raises(FieldError, match="same_as"):
        list(OrganisationContact.objects.filter(email_index="annelies@dorpshuis.example"))


# --- the keys file -----------------------------------------------------------------------------


@pytest.fixture
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys.json"
    monkeypatch.setattr(settings, "NABIJ_KEYS_FILE", path)
    return path


def test_the_keys_file_is_made_for_its_owner_only_and_once(own_keys: Path, db: None) -> None:
    made = make_keys_file(own_keys)
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600
    assert make_keys_file(own_keys) == made
    assert list(own_keys.parent.iterdir()) == [own_keys]


def test_no_key_shows_in_a_representation(own_keys: Path, db: None) -> None:
    keys = make_keys_file(own_keys)
    secret = json.loads(own_keys.read_text())["keys"][0]["secret"]
    assert secret not in repr(keys)
    assert repr(keys.active.secret) not in repr(keys)


def test_outside_production_keys_are_made_by_themselves(own_keys: Path, db: None) -> None:
    assert master_keys().active.secret
    assert own_keys.exists()


def test_in_production_a_person_makes_the_keys(
    own_keys: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PRODUCTION", True)
    with pytest.raises(KeysMissingError, match="nabij keys make"):
        master_keys()
    assert not own_keys.exists()


def test_lost_keys_are_not_silently_replaced(annelies: OrganisationContact, own_keys: Path) -> None:
    with pytest.raises(KeysMissingError):
        master_keys()
    assert not own_keys.exists()


def test_a_keys_file_that_others_can_read_is_refused(own_keys: Path, db: None) -> None:
    make_keys_file(own_keys)
    own_keys.chmod(0o640)
    with pytest.raises(KeysTooOpenError, match="chmod 600"):
        master_keys()


@pytest.mark.parametrize(
    "contents",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"active": "m1", "keys": []}',
        '{"active": "m1", "keys": [{"id": "m1", "made_on": "2026-01-01", "secret": "c2hvcnQ="}]}',
        "\u00e9 not json",
    ],
)
def test_a_damaged_keys_file_is_said_to_be_damaged(own_keys: Path, db: None, contents: str) -> None:
    own_keys.write_text(contents)
    own_keys.chmod(0o600)
    with pytest.raises(KeysDamagedError):
        master_keys()


def test_with_another_keys_file_nothing_opens_and_the_message_says_what_to_do(
    annelies: OrganisationContact, own_keys: Path
) -> None:
    make_keys_file(own_keys)
    with pytest.raises(UnknownKeyError, match=str(own_keys)):
        _ = fresh(annelies).name


def test_a_file_with_another_secret_under_the_same_name_does_not_open(
    annelies: OrganisationContact, own_keys: Path
) -> None:
    key_id = DataKey.objects.get().master_id
    own_keys.write_text(
        json.dumps(
            {
                "active": key_id,
                "keys": [{"id": key_id, "made_on": "2026-01-01", "secret": "A" * 43 + "="}],
            }
        )
    )
    own_keys.chmod(0o600)
    with pytest.raises(CannotDecryptError, match=key_id):
        _ = fresh(annelies).name


def test_ciphertext_says_which_key_it_is_under() -> None:
    assert Ciphertext("n1:d123:abc").key_id == "d123"
    assert Ciphertext("something else").key_id == ""
