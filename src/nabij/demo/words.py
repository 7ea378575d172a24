"""The words of the example: what Merenwaard avoids, and what its neighbour calls things."""

from nabij.core.actions.words import avoid_word, choose_name
from nabij.core.models import Municipality


def fill_words(home: Municipality, neighbour: Municipality) -> None:
    """A word of Merenwaard's own, one said otherwise than Nabij says it, and names that Oeverland chose."""
    avoid_word(
        municipality=home,
        language="nl",
        word="cliënt",
        stems="cliënt|client",
        better="bewoner, of: wie wij helpen",
        inside=False,
    )
    avoid_word(
        municipality=home,
        language="nl",
        word="achterstandswijk",
        stems="achterstandswijk|probleemwijk|aandachtswijk",
        better="noem de wijk bij naam: Vismarktbuurt, Zwaluwbuurt",
    )
    for key, dutch, english in (
        ("agenda", "Wat is er te doen", "What there is to do"),
        ("call_me", "Bel me terug", "Call me back"),
        ("idea", "Ik weet iets leuks", "I know something nice"),
    ):
        choose_name(municipality=neighbour, key=key, language="nl", text=dutch)
        choose_name(municipality=neighbour, key=key, language="en", text=english)
