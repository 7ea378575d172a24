"""The help lines that every municipality in the Netherlands begins with, and may change.

Numbers: rijksoverheid.nl, 113.nl, deluisterlijn.nl, veiligthuis.nl, meldpuntzorgwekkendgedrag.nl.
"""

import datetime as dt
from dataclasses import asdict, dataclass

from nabij.core.models import HelpLine, Municipality

#: After so long somebody looks whether a number still holds.
REVIEW_AFTER = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DefaultLine:
    """A line as `HelpLine` keeps it."""

    name: str
    name_en: str
    phone: str
    call_if: str
    call_if_en: str
    other_phone: str = ""
    website: str = ""


DEFAULTS = (
    DefaultLine(
        "Alarmnummer",
        "Emergency number",
        "112",
        "iemand nu in gevaar is, of als er nu meteen hulp nodig is.",
        "someone is in danger now, or needs help straight away.",
    ),
    DefaultLine(
        "113 Zelfmoordpreventie",
        "113 Suicide Prevention",
        "113",
        "u denkt aan zelfdoding, of als u bang bent dat een ander daaraan denkt. Gratis, dag en nacht.",
        "you think of suicide, or fear that someone else does. Free, day and night.",
        "0800-0113",
        "https://www.113.nl/",
    ),
    DefaultLine(
        "De Luisterlijn",
        "De Luisterlijn (listening line)",
        "088 0767 000",
        "u met iemand wilt praten. Dag en nacht is er iemand die luistert.",
        "you want to talk with someone. Somebody listens, day and night.",
        "",
        "https://www.deluisterlijn.nl/",
    ),
    DefaultLine(
        "Veilig Thuis",
        "Veilig Thuis (safe at home)",
        "0800-2000",
        "het thuis niet veilig is, bij u of bij iemand die u kent. Gratis, dag en nacht.",
        "home is not safe, for you or for someone you know. Free, day and night.",
        "",
        "https://veiligthuis.nl/",
    ),
    DefaultLine(
        "Meldpunt Zorgwekkend Gedrag",
        "Meldpunt Zorgwekkend Gedrag (worrying behaviour)",
        "0800-1205",
        "u zich zorgen maakt over hoe iemand doet, en er nu geen gevaar is. Gratis.",
        "you worry about how someone behaves, and there is no danger now. Free.",
        "",
        "https://www.meldpuntzorgwekkendgedrag.nl/",
    ),
)


def default_lines(municipality: Municipality, *, today: dt.date) -> list[HelpLine]:
    """The first lines of a municipality, not yet saved; to be looked at again in a year."""
    return [
        HelpLine(
            municipality=municipality,
            position=position,
            review_on=today + REVIEW_AFTER,
            **asdict(line),
        )
        for position, line in enumerate(DEFAULTS, start=1)
    ]
