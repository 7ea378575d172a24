"""What everything is called where residents see it, per municipality and language."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.core.words import NAMES, public_name, taboo_words
from tests.factories import MunicipalityFactory


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create(
        slug="testdam", public_name="", tagline="", tagline_en=""
    )
    with within(municipality):
        yield municipality


def test_everything_has_a_name_of_its_own_in_both_languages() -> None:
    wanted = {
        "site", "tagline", "find", "agenda", "guide", "call_me", "walk_along", "idea", "would_you_come", "worker",
    }  # fmt: skip
    assert wanted <= set(NAMES)
    for language in ("nl", "en"):
        names = [public_name(key, language=language) for key in NAMES if key != "site"]
        assert all(names)
        assert len(set(names)) == len(names)
        assert not [hit for name in names for hit in taboo_words(name, "both")]


def test_names_fit_where_they_stand() -> None:
    for name in NAMES.values():
        assert max(len(name.nl), len(name.en)) <= name.longest


def test_it_is_called_as_the_language_has_it(town: Municipality) -> None:
    assert public_name("call_me", town, "nl") == "Bel mij"
    assert public_name("call_me", town, "en-GB") == "Call me"
    with translation.override("en"):
        assert public_name("call_me", town) == "Call me"


def test_a_name_that_does_not_exist_is_a_mistake(town: Municipality) -> None:
    with pytest.raises(KeyError):
        public_name("call_you", town, "nl")


def test_the_site_is_called_after_the_municipality_until_it_has_a_name(town: Municipality) -> None:
    assert public_name("site", town, "en") == town.name
    town.public_name = "Dichtbij"
    assert public_name("site", town, "nl") == "Dichtbij"
    assert public_name("site", town, "en") == "Dichtbij"


def test_whoever_set_nothing_costs_no_query(
    town: Municipality, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        for key in NAMES:
            public_name(key, town, "nl")
        taboo_words("Koffie voor iedereen", "nl", town)


def test_a_template_asks_for_it_by_its_key(town: Municipality) -> None:
    template = Template('{% load nabij %}{% public_name "walk_along" %}')
    assert template.render(Context({"municipality": town, "language": "nl"})) == "Loop met mij mee"
    assert template.render(Context({})) != ""
