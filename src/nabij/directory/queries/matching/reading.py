"""Offers for `methods.matching`: from the facts of the index where those say all, else from the offers themselves."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from nabij.core.models import Municipality
from nabij.directory.index.facts import READ_IT, Rows, unpacked
from nabij.directory.index.possible import described, possible
from nabij.directory.index.times import rules_of, slots_of
from nabij.directory.models import Offer, OfferEntry, Organisation
from nabij.methods.matching.model import Offer as Possible


def possibles(
    municipality: Municipality, rows: Rows, spoken: Collection[int], today: dt.date
) -> list[Possible]:
    """These offers, in this order. spoken: those of which the words matter; the texts of the others stay away.

    Two queries, and three more where an offer does not fit into its facts, however many there are.
    """
    listed = rows.tolist()
    odd = [row[0] for row in listed if row[11] & READ_IT]
    whole = whole_offers(municipality, odd, today) if odd else {}
    names = _names({row[1] for row in listed})
    texts = _texts([row[0] for row in listed if row[0] in spoken])
    found = []
    for row in listed:
        if (offer := whole.get(row[0])) is None:
            name, description = texts.get(row[0], ("", ""))
            organisation = names.get(row[1], "")
            offer = replace(
                unpacked(row), name=name, description=description, organisation=organisation
            )
        found.append(offer)
    return found


def _names(organisations: Collection[int]) -> dict[int, str]:
    rows = Organisation.objects.filter(pk__in=list(organisations)).order_by()
    return dict(rows.values_list("pk", "name")) if organisations else {}


def _texts(offers: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = Offer.objects.filter(pk__in=list(offers)).order_by()
    texts = rows.values_list("pk", "name", "summary", "description") if offers else []
    return {pk: (name, described(summary, text)) for pk, name, summary, text in texts}


def whole_offers(
    municipality: Municipality, offers: Iterable[int], today: dt.date
) -> dict[int, Possible]:
    """These offers with all that they say, from the offers themselves. Three queries."""
    ids = list(offers)
    rows = Offer.objects.filter(municipality=municipality, pk__in=ids).order_by()
    rules = rules_of(municipality, ids)
    coming = dict(
        OfferEntry.objects.filter(municipality=municipality, pk__in=ids).values_list("pk", "times")
    )
    return {
        offer.pk: possible(
            offer,
            slots_of(rules[offer.pk], coming.get(offer.pk, 0), today)
            if offer.pk in rules
            else None,
        )
        for offer in rows.select_related("organisation__place", "place")
    }
