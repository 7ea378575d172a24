"""`nabij find`: find something to do, as the public page does."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any

import click
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere, within
from nabij.core.vocabulary import Access, Cause, Mechanism, Need, PartOfDay, Weekday
from nabij.directory.explain import read_as, sentences, widened_of_hit, widened_sentences
from nabij.directory.models import OfferEntry
from nabij.directory.queries import (
    FindResult,
    Hit,
    UnknownPlaceError,
    find_offers,
    point_of,
)
from nabij.methods.dates import date_in_words, time_in_words
from nabij.methods.ranking import Criteria
from nabij.ops.exits import AnswerIsNo, WrongUseError
from nabij.ops.ready import municipality_with, ready

MOST = 1000


@click.command(
    help=_("Find something to do near someone. WORDS may be anything; after -- also begin with -.")
)
@click.argument("words", nargs=-1)
@click.option("--near", metavar="PLACE", default="", help=_("postcode, LAT,LON, street or area"))
@click.option("--within", metavar="METRES", default="", help=_("not further than this"))
@click.option(
    "--day", "days", multiple=True, help=_("MO, TU, WE, TH, FR, SA or SU; may be repeated")
)
@click.option("--part", default="", help=_("morning, afternoon or evening"))
@click.option("--free", is_flag=True, help=_("only what is free"))
@click.option("--language", "languages", multiple=True, help=_("code such as ar; may be repeated"))
@click.option(
    "--needs", multiple=True, help=_("wheelchair, hearing_loop, toilet, no_stairs, quiet")
)
@click.option("--age", default="", help=_("in years"))
@click.option("--walk-along", is_flag=True, help=_("only where someone can come along"))
@click.option("--need", default="", help=_("a wish, cause or mechanism, such as meet"))
@click.option("--from", "first", metavar="DATE", default="", help=_("first day, as 2026-12-01"))
@click.option("--to", "last", metavar="DATE", default="", help=_("last day"))
@click.option("--limit", default="20", help=_("how many at most"))
@click.option("--municipality", "code", default="", help=_("code, such as GM0622"))
@click.option("--lang", default="", help=_("language of the answer: nl or en"))
@click.option("--json", "as_json", is_flag=True, help=_("a JSON list instead of lines to read"))
def command(words: tuple[str, ...], **asked: Any) -> None:
    """Ask, print, and end with 1 where nothing was found."""
    language = one_of(asked["lang"] or translation.get_language() or "nl", ("nl", "en"), "--lang")
    with ready(), translation.override(language):
        municipality = _municipality(asked["code"])
        with within(municipality):
            criteria = _criteria(municipality, " ".join(words), asked, language)
            answer = find_offers(None, municipality, criteria, now=timezone.localtime())
            if asked["as_json"]:
                rows = [as_row(hit) for hit in answer.hits]
                click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            else:
                _tell(answer, language)
    if not answer.hits:
        raise AnswerIsNo(_("Nothing was found.")) if not asked["as_json"] else SystemExit(1)


def as_row(hit: Hit) -> dict[str, Any]:
    """One hit as the contract of `nabij find --json` has it."""
    return {
        "id": str(hit.offer.uid),
        "source_id": hit.offer.source_id,
        "name": hit.offer.text("name"),
        "distance": hit.distance,
        "score": hit.score,
        "reasons": sentences(hit),
        "widened": widened_of_hit(hit),
    }


def _tell(answer: FindResult, language: str) -> None:
    for said in (*read_as(answer), *widened_sentences(answer.widened, answer.hits)):
        click.echo(said)
    for number, hit in enumerate(answer.hits, start=1):
        click.echo(f"{number:>3}. {hit.offer.text('name')} · {hit.offer.organisation.text('name')}")
        click.echo(f"     {', '.join(sentences(hit))}")
        for one in hit.coming:
            start = timezone.localtime(one.starts_at)
            end = timezone.localtime(one.ends_at).time() if one.ends_at else None
            day = date_in_words(start.date(), language, answer.today)
            note = _(" (cancelled)") if one.cancelled else ""
            click.echo(f"     {day} {time_in_words(start.time(), end, language)}{note}")


# --- reading what was given ---------------------------------------------------------------------


def _municipality(code: str) -> Municipality:
    """The one that is named, or else the only one in which there is something to find."""
    if code:
        return municipality_with(code)
    with everywhere("to see which municipality has something to find"):
        filled = OfferEntry.objects.order_by().values("municipality_id").distinct()
        found = list(Municipality.objects.filter(pk__in=filled)[:2])
    if not found:
        found = list(Municipality.objects.order_by("code")[:2])
    if not found:
        raise AnswerIsNo(
            _("There is no municipality yet. Add one: nabij municipality add CODE NAME")
        )
    if len(found) > 1:
        raise WrongUseError(_("There are several municipalities: say which with --municipality."))
    return found[0]


def _criteria(
    municipality: Municipality, words: str, asked: dict[str, Any], language: str
) -> Criteria:
    try:
        point = point_of(municipality, asked["near"]) if asked["near"].strip() else None
    except UnknownPlaceError as problem:
        raise WrongUseError(str(problem)) from None
    metres = whole(asked["within"], "--within", 1, 1_000_000) if asked["within"] else None
    if metres is not None and point is None:
        raise WrongUseError(_("--within says how far from --near: give a place too."))
    first, last = a_date(asked["first"], "--from"), a_date(asked["last"], "--to")
    if first and last and last < first:
        raise WrongUseError(_("--to lies before --from."))
    part = one_of(asked["part"], ("", *PartOfDay.values), "--part")
    wishes = ("", *Need.values, *Cause.values, *Mechanism.values)
    return Criteria(
        words=words,
        point=point,
        within_metres=metres,
        days=some_of(several(asked["days"]), Weekday.values, "--day"),
        part=part or None,  # type: ignore[arg-type]  # one of PartOfDay
        free=asked["free"],
        languages=frozenset(_language_code(code) for code in several(asked["languages"])),
        needs=some_of(several(asked["needs"]), Access.values, "--needs"),
        age=whole(asked["age"], "--age", 0, 130) if asked["age"] else None,
        walk_along=asked["walk_along"],
        need=one_of(asked["need"], wishes, "--need") or None,
        from_date=first,
        to_date=last,
        limit=whole(asked["limit"], "--limit", 1, MOST),
        language=language,
    )


def _language_code(given: str) -> str:
    """A code of ISO 639; names of languages are many, and would only find nothing."""
    if not re.fullmatch(r"[A-Za-z]{2,3}", given):
        raise WrongUseError(
            _("--language takes a code of two or three letters, such as ar, not “{given}”.").format(
                given=given
            )
        )
    return given.lower()


def several(given: Iterable[str]) -> list[str]:
    """Values of an option that may be repeated, or given with commas."""
    return [value.strip() for text in given for value in text.split(",") if value.strip()]


def one_of(given: str, known: Iterable[str], option: str) -> str:
    """The value as it is known, in whatever case it was given."""
    values = list(known)
    for value in values:
        if given.strip().lower() == value.lower():
            return value
    choices = ", ".join(value for value in values if value)
    raise WrongUseError(
        _("%(option)s does not know “%(given)s”. Choose from: %(choices)s.")
        % {"option": option, "given": given[:60], "choices": choices}
    )


def some_of(given: Iterable[str], known: Iterable[str], option: str) -> frozenset[str]:
    """The values, when each exists."""
    values = list(known)
    return frozenset(one_of(value, values, option) for value in given)


def whole(given: str, option: str, least: int, most: int) -> int:
    """A whole number between two others."""
    if given.strip().isascii() and given.strip().isdigit() and least <= int(given[:9]) <= most:
        return int(given)
    raise WrongUseError(
        _("%(option)s must be a whole number from %(least)s to %(most)s, not “%(given)s”.")
        % {"option": option, "least": least, "most": most, "given": given[:60]}
    )


def a_date(given: str, option: str) -> dt.date | None:
    """A date as 2026-12-01; None where none was given."""
    try:
        return dt.date.fromisoformat(given) if given else None
    except ValueError:
        raise WrongUseError(
            _("%(option)s must be a date such as 2026-12-01, not “%(given)s”.")
            % {"option": option, "given": given[:60]}
        ) from None
