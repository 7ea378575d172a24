"""What may come in the example, and what people think of it."""

import datetime as dt
import uuid

from django.utils import timezone

from nabij.core.models import Municipality
from nabij.demo.world import Table, read
from nabij.directory.actions.proposals import give_opinion, propose, tally
from nabij.directory.models import Opinion

_NAMESPACE = uuid.UUID("6a1f6c4e-7d0e-5a55-9d5c-0f3a52b7c002")


def fill_proposals(municipality: Municipality, *, today: dt.date) -> None:
    """Ask what `proposals.toml` asks, and let people answer as it says."""
    now = timezone.make_aware(dt.datetime.combine(today, dt.time(8)))
    for number, row in enumerate(read("proposals.toml")["proposal"]):
        _fill(municipality, row, uuid.uuid5(_NAMESPACE, str(number)), today, now)


def _fill(
    municipality: Municipality, row: Table, key: uuid.UUID, today: dt.date, now: dt.datetime
) -> None:
    told = {name: row[name] for name in ("name", "about", "place", "moment", "asked_by")}
    closes = today + dt.timedelta(days=row["closes_in_days"])
    english = {"name": row["name_en"], "about": row["about_en"]}
    proposal = propose(
        municipality=municipality,
        told=told | {"open_until": closes, "translations": {"en": english}},
    )
    while_open = min(closes, today)
    for number, (answer, words) in enumerate(row["easier"]):
        give_opinion(
            proposal=proposal,
            answer=Opinion.Answer(answer),
            easier=words,
            form_key=uuid.uuid5(key, str(number)),
            now=now,
            today=while_open,
        )
    counted = {Opinion.Answer(answer): count for answer, count in row["stickers"].items()}
    tally(proposal=proposal, counted=counted, form_key=key, now=now)
