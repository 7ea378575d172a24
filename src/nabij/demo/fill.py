"""Fills the example municipality, all or nothing, and keeps its dates ahead of the clock."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.reporters import forget_reporters
from nabij.core.models import Municipality, Region
from nabij.core.tenancy import within
from nabij.demo.asking import fill_requests
from nabij.demo.cases import fill_cases
from nabij.demo.checks import fill_checks, own_checks_count
from nabij.demo.duplicates import fill_duplicates
from nabij.demo.figures import fill_figures
from nabij.demo.geography import fill_areas, fill_postcodes
from nabij.demo.help_lines import fill_help_lines
from nabij.demo.history import fill_cancellations, fill_verifications
from nabij.demo.partner import fill_partners
from nabij.demo.people import fill_cast
from nabij.demo.proposals import fill_proposals
from nabij.demo.reading import fill_reading
from nabij.demo.rounds import fill_rounds
from nabij.demo.talking import fill_conversations
from nabij.demo.unmet import fill_unmet_needs
from nabij.demo.volunteers import fill_volunteers
from nabij.demo.way import fill_ways
from nabij.demo.words import fill_words
from nabij.demo.world import Table, read, records
from nabij.directory.index import refresh
from nabij.directory.models import Occurrence
from nabij.directory.occurrences import materialise
from nabij.exchange.apply import apply_records

HISTORY = dt.timedelta(weeks=156)
SOURCE = "example"
Say = Callable[[str], None]


class NotEmptyError(Exception):
    """The database holds a real municipality; the example does not move in with one."""


def is_filled() -> bool:
    """Whether the example stands: it is filled in one transaction, so it is there or it is not."""
    return Municipality.objects.filter(example=True).exists()


@transaction.atomic
def fill(*, today: dt.date, say: Say) -> None:
    """Fill everything. Raises NotEmptyError in a database with municipalities that are not made up."""
    if Municipality.objects.filter(example=False).exists():
        raise NotEmptyError(
            "this database already holds a municipality; choose another --data directory"
        )
    say("areas")
    fill_areas()
    fill_postcodes()
    home = add_municipality(read("municipality.toml"))
    neighbour = add_municipality(read("municipality.toml")["neighbour"])
    fill_help_lines(home, neighbour, today=today)
    with within(home, neighbour):
        say("offers")
        apply_records(list(records(today)), municipality=home, source=SOURCE, run=None, today=today)
        say("dates")
        materialise(home, today=today, since=today - HISTORY)
        fill_cancellations(home, today=today)
        fill_verifications(home, today=today)
        own_checks_count(home)
        refresh(home)
        say("people")
        fill_cast()
        fill_requests(home, today=today)
        cases = fill_cases(home, today=today)
        fill_conversations(cases, today=today)
        fill_ways(home, cases, today=today)
        forget_reporters(municipality=home, today=today, now=timezone.now())
        fill_volunteers(home, cases, today=today)
        fill_cases(neighbour, today=today)
        fill_unmet_needs(home, today=today)
        fill_rounds(home, today=today)
        fill_proposals(home, today=today)
        say("mails")
        fill_checks(home, today=today)
        fill_partners(home, today=today)
        fill_reading(home)
        say("figures")
        fill_figures()
        fill_words(home, neighbour)
        fill_duplicates(home, today=today)


def keep_ahead(*, today: dt.date) -> None:
    """Work the dates out again where the example was filled on an earlier day."""
    for municipality in Municipality.objects.filter(example=True):
        with within(municipality):
            newest = Occurrence.objects.order_by("-date").values_list("date", flat=True).first()
            if newest is None or newest < today + dt.timedelta(weeks=12):
                materialise(municipality, today=today)
                refresh(municipality)


def add_municipality(row: Table) -> Municipality:
    """A municipality of the example, with its desk, in its region."""
    desk = row["desk"]
    municipality = Municipality.objects.create(
        code=row["code"],
        name=row["name"],
        slug=row["slug"],
        public_name=row["public_name"],
        tagline=row["tagline_nl"],
        tagline_en=row["tagline_en"],
        phone=row["phone"],
        email=row["email"],
        address=f"{desk['street']} {desk['number']}, {desk['postcode']} {desk['town']}",
        opening_hours=row["phone_hours_nl"],
        opening_hours_en=row["phone_hours_en"],
        short_url=row["short_url"],
        lat=row["centre_lat"],
        lon=row["centre_lon"],
        example=True,
    )
    region, _ = Region.objects.get_or_create(name=row["region"])
    municipality.regions.add(region)
    return municipality
