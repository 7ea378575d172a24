"""The register of personal data knows every field about a person, and the trail answers who read what."""

from typing import Any

import pytest
from django.apps import apps

from nabij.core.models import HelpLine, User
from nabij.core.personal_data import NotInTheRegisterError, Whom, register
from nabij.core.personal_data import own as own_lines
from nabij.core.personal_data.kinds import ABOUT_NOBODY, is_about_a_person
from nabij.core.personal_data.telling import told_by_whom, told_to_residents


def test_every_field_about_a_person_has_its_line_with_nothing_left_empty() -> None:
    entries = list(register())
    assert {entry.model._meta.label for entry in entries} >= {
        "core.User",
        "core.Membership",
        "core.AuditEvent",
        "core.OutgoingMessage",
        "sessions.Session",
        "casework.Request",
        "directory.OrganisationContact",
        "mfa.Authenticator",
    }
    for entry in entries:
        told = entry.personal
        for words in (told.purpose, told.ground, told.retention, told.readers):
            assert str(words).strip(), entry


def test_a_field_without_its_line_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = {name: line for name, line in own_lines.OWN["core.User"].items() if name != "email"}
    monkeypatch.setitem(own_lines.OWN, "core.User", lines)
    with pytest.raises(NotInTheRegisterError, match=r"core\.User\.email"):
        list(register())


def test_a_line_about_a_field_that_is_gone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = {**own_lines.OWN["core.User"], "nickname": own_lines.OWN["core.User"]["email"]}
    monkeypatch.setitem(own_lines.OWN, "core.User", lines)
    with pytest.raises(NotInTheRegisterError, match="nickname"):
        list(register())


@pytest.mark.parametrize(
    ("field", "about"),
    [
        (User._meta.get_field("email"), True),
        (User._meta.get_field("last_name"), True),
        (User._meta.get_field("language"), False),
        (HelpLine._meta.get_field("phone"), False),
    ],
)
def test_what_a_field_is_or_is_called_tells_whether_it_is_about_a_person(
    field: Any, about: bool
) -> None:
    assert is_about_a_person(field) is about


def test_what_is_about_nobody_still_exists() -> None:
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
    }
    assert set(ABOUT_NOBODY) <= fields


def test_residents_read_of_themselves_only() -> None:
    asked = told_to_residents()
    fields = {line.field for kind in asked for line in kind.lines}
    assert len(told_by_whom()) == len(Whom)
    assert asked
    assert str(User._meta.get_field("password").verbose_name) not in fields
