"""`nabij match`: what to propose to people, from a file and without a database."""

import json

import click
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.methods.matching import Answer, Language, Offer, match, why_not
from nabij.methods.matching.contract import as_json as answer_as_json
from nabij.methods.matching.contract import read_input
from nabij.methods.reading import BadFieldError
from nabij.ops.exits import BadInputError
from nabij.ops.json_files import in_words, read_json
from nabij.ops.progress import progress_line

SHOWN = 10
"""Excluded offers that are told one by one to who reads; --json gives all."""


@click.command(
    help=_(
        "Match people with offers. INPUT is a JSON file with profiles and offers, as the matching "
        "contract has it; - reads what is typed. Needs no database."
    )
)
@click.argument("source", metavar="INPUT")
@click.option("--top", default=5, show_default=True, type=click.IntRange(0, 1000))
@click.option("--json", "as_json", is_flag=True, help=_("a JSON list of answers"))
def command(source: str, top: int, as_json: bool) -> None:
    """Print an answer for each profile. Ends with 65 where the file has errors."""
    language: Language = "en" if get_language() == "en" else "nl"
    try:
        profiles, offers = read_input(read_json(source))
    except BadFieldError as problem:
        raise BadInputError(in_words(problem, source)) from None
    answers = []
    with progress_line(_("Matching")) as progress:
        for number, profile in enumerate(profiles, start=1):
            answers.append(match(profile, offers, top=top, language=language))
            progress(number, len(profiles))
    if as_json:
        rows = [answer_as_json(answer) for answer in answers]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    known = {offer.id: offer for offer in offers}
    for profile, answer in zip(profiles, answers, strict=True):
        _tell(answer, known)
        for one in answer.excluded[:SHOWN]:
            texts = " ".join(
                block.text for block in why_not(profile, known[one.offer], language=language)
            )
            click.echo(f"  ✗ {known[one.offer].name}: {texts}")
        if (more := len(answer.excluded) - SHOWN) > 0:
            click.echo("  " + _("… and {count} more that cannot be.").format(count=more))


def _tell(answer: Answer, offers: dict[str, Offer]) -> None:
    click.echo(f"{answer.profile} ({answer.seed})")
    if not answer.proposals:
        click.echo("  " + _("Nothing fits."))
    for number, proposal in enumerate(answer.proposals, start=1):
        offer = offers[proposal.offer]
        click.echo(f"{number:>3}. {offer.name} · {proposal.score:g}")
        for term in proposal.terms:
            click.echo(f"     {term.value:+7g}  {term.text}")
    for relaxation in answer.relaxations:
        names = ", ".join(offers[one].name for one in relaxation.offers[:SHOWN])
        click.echo(f"  → {relaxation.text} {names}")
