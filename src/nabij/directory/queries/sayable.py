"""What an answer says of its own accord never labels people, whatever was typed and whatever texts hold.

Someone may look for any word, and find by it: it stays in the field where it was typed. Our own sentences ("we read …
as …", "… is like …", "we found nothing for …") are left out, or said without the word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from nabij.core.models import Municipality
from nabij.core.words import taboo_words
from nabij.directory.queries.found import FindResult, Hit
from nabij.methods.ranking import Reason, Step

#: The language of what was typed is not known, so words of every language count.
ANY = "any"


def sayable(text: str, municipality: Municipality) -> bool:
    """Whether we may say this ourselves."""
    return not taboo_words(text, ANY, municipality)


def said(result: FindResult, municipality: Municipality) -> FindResult:
    """The same answer, without sentences that would label anybody."""
    return replace(
        result,
        hits=tuple(_hit(hit, municipality) for hit in result.hits),
        widened=tuple(_step(step, municipality) for step in result.widened),
        corrected=tuple(
            (typed, meant)
            for typed, meant in result.corrected
            if sayable(f"{typed} {meant}", municipality)
        ),
    )


def _hit(hit: Hit, municipality: Municipality) -> Hit:
    return replace(
        hit,
        reasons=tuple(_reasons(hit.reasons, municipality)),
        widened=tuple(_step(step, municipality) for step in hit.widened),
    )


def _reasons(reasons: Iterable[Reason], municipality: Municipality) -> Iterator[Reason]:
    for one in reasons:
        if one.code not in ("synonym", "spelling") or sayable(
            f"{one.values['typed']} {one.values['found']}", municipality
        ):
            yield one


def _step(step: Step, municipality: Municipality) -> Step:
    """Without the words, where they may not be repeated."""
    words = step.dropped.get("words")
    if not words or sayable(str(words), municipality):
        return step
    return replace(step, dropped=MappingProxyType({**step.dropped, "words": ""}))
