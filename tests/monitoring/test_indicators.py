"""What figures count."""

import re

import pytest

from nabij.monitoring.indicators import THEMES, UNITS, Definition, catalogue, ensure_indicators
from nabij.monitoring.models import AreaFigure, Indicator

#: What a public page says of a neighbourhood is what it is like, never how its people are doing.
NOT_FOR_THE_PUBLIC = re.compile(
    r"loneliness|lonely|income|minimum|assistance|benefit|wmo|care\b|education|divorced|widowed|"
    r"background|social_housing|woz|single_person|health|ends_meet|deaths"
)

DEFINITIONS = list(catalogue().values())


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda each: each.code)
def test_every_indicator_is_explained_in_both_languages(definition: Definition) -> None:
    texts = (definition.name, definition.name_nl, definition.definition, definition.definition_nl)
    assert all(texts)
    assert definition.unit in UNITS
    assert definition.theme in THEMES
    assert definition.kind in AreaFigure.Kind.values
    assert definition.series


def test_only_neutral_indicators_are_public() -> None:
    public = [each.code for each in DEFINITIONS if each.public]
    assert "residents" in public
    assert [code for code in public if NOT_FOR_THE_PUBLIC.search(code)] == []


def test_two_rules_for_one_thing_are_two_indicators() -> None:
    assert {"emotional_loneliness_ge2", "emotional_loneliness_ge3"} <= catalogue().keys()


def test_no_figure_of_a_file_feeds_two_indicators() -> None:
    places = [each.cbs for each in DEFINITIONS if each.cbs]
    assert len(places) == len(set(places))


def test_indicators_are_made_once_and_follow_the_catalogue(db: None) -> None:
    ensure_indicators(["residents"])
    Indicator.objects.filter(code="residents").update(name="Something else", public=False)
    row = ensure_indicators(["residents"])["residents"]
    row.refresh_from_db()
    assert (row.name, row.public) == ("Residents", True)
    assert Indicator.objects.count() == 1
    with pytest.raises(KeyError):
        ensure_indicators(["happiness"])
