"""Texts from elsewhere that residents would read as a label: taken over as they are, and told to who imports."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from nabij.core.words import Hit, taboo_words
from nabij.exchange import outcomes
from nabij.exchange.records import Problem
from nabij.exchange.upsert import Import, Step

#: The fields of a place, organisation or offer that stand on public pages.
READ_BY_RESIDENTS = ("name", "summary", "description")


def remark_on_labels(work: Import, steps: Iterable[Step]) -> None:
    """A remark for each new or changed record with words that this municipality avoids. Changes nothing."""
    for step in steps:
        if step.outcome not in (outcomes.CREATED, outcomes.UPDATED):
            continue
        for hit in {hit.found.lower(): hit for hit in _hits(work, step)}.values():
            message = _("Residents would read “%(word)s”. Better: %(better)s.") % {
                "word": hit.found, "better": hit.avoided.better,
            }  # fmt: skip
            origin = step.record.origin
            work.result.problem(
                Problem("label", message, origin.file, origin.row, None, fatal=False)
            )


def _hits(work: Import, step: Step) -> Iterator[Hit]:
    for field in READ_BY_RESIDENTS:
        for language in ("nl", "en"):
            text = _text(step, field, language)
            if text:
                yield from taboo_words(text, language, work.municipality)


def _text(step: Step, field: str, language: str) -> str:
    if language == "nl":
        return str(getattr(step.row, field, "") or "")
    return str(step.row.translations.get(language, {}).get(field, ""))
