"""The drawing that goes with an offer: by its name, else its summary, else by what it serves."""

import pytest

from nabij.web.public.pictures import picture_of


@pytest.mark.parametrize(
    ("fields", "icon"),
    [
        ({"name": "Wandelen langs de dijk", "summary": "Met koffie na afloop."}, "path"),
        ({"name": "Zwemmen voor vrouwen"}, "swim"),
        ({"name": "Samen rouwen"}, "candle"),
        ({"name": "Zondag in het Pakhuis", "summary": "Warme soep en gezelschap."}, "plate"),
        ({"name": "De zondagslijn", "summary": "Met koffie erbij.", "reach": "phone"}, "phone"),
        ({"name": "De Vraagbaak", "causes": ["digital_skills"]}, "tablet"),
        ({"name": "Op stap", "mechanisms": ["meaningful_role"]}, "hands"),
        ({"name": "Iets nieuws"}, "table"),
    ],
)
def test_it_fits(fields: dict[str, object], icon: str) -> None:
    from nabij.directory.models import Offer

    assert picture_of(Offer(**fields)).icon == icon


def test_every_wish_has_one() -> None:
    from nabij.core.vocabulary import Need
    from nabij.web.public.pictures import OF_NEED

    assert set(OF_NEED) == set(Need)
