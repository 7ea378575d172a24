"""An installation with something in every table of a municipality."""

import os
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from nabij.core.audit.recording import record
from nabij.core.encryption.masters import master_keys
from nabij.core.models import DataKey, Municipality
from nabij.core.tenancy import within
from nabij.directory.index import refresh
from nabij.directory.models import Occurrence, OfferEntry, OrganisationContact, SpellingWords
from nabij.ops.cli import nabij
from tests.core.rows import a_row, walled_models
from tests.factories import MunicipalityFactory, OfferFactory, OrganisationFactory

BELIEVABLE: dict[Any, dict[str, Any]] = {Occurrence: {"weekday": 1, "part": 1}}
MADE_BY_THE_WORLD = (DataKey, OfferEntry, SpellingWords)


def fill(folder: Path) -> Municipality:
    """A row in every table, somebody's name, an offer that can be found, and files."""
    (folder / "media" / "pictures" / "a.jpg").write_bytes(os.urandom(500_000))
    (folder / "media" / "leeg.txt").write_bytes(b"")
    town = MunicipalityFactory.create(slug="testdam")
    with within(town):
        master_keys()
        for model in walled_models():
            if model not in MADE_BY_THE_WORLD and not model._base_manager.exists():
                a_row(model, town, **BELIEVABLE.get(model, {}))
        organisation = OrganisationFactory.create(municipality=town)
        OrganisationContact.objects.create(
            municipality=town, organisation=organisation, name="Annelies Çelik", phone="0299 55 01"
        )
        OfferFactory.create(municipality=town, name="Schaken in de bibliotheek")
        last = OfferFactory.create(municipality=town)
        last.delete()  # its number is never given out again
        refresh(town)
    record("contact.read", municipality=town, reason="tést")
    return town


def nabij_with(*words: object, sentence: str = "") -> Result:
    """The command line; sentence: typed where it asks for one, twice where it asks twice."""
    typed = f"{sentence}\n" * 2 if sentence else None
    return CliRunner().invoke(nabij, [str(word) for word in words], input=typed)
