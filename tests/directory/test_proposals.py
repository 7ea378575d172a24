"""Would you come to this: counted without names, and shown only where nobody can be told apart."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest

from nabij.core.models import AuditEvent, Municipality
from nabij.core.tenancy import within
from nabij.directory.actions.proposals import (
    ClosedError,
    change_proposal,
    close_proposal,
    give_opinion,
    propose,
    remove_words,
    tally,
)
from nabij.directory.models import Opinion, Proposal
from nabij.directory.queries.proposals import (
    counts_of,
    public_proposals,
    shown_result,
    what_makes_it_easier,
)
from tests.factories import MunicipalityFactory

TODAY = dt.date(2026, 11, 26)
NOW = dt.datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
YES, MAYBE, NO = Opinion.Answer.YES, Opinion.Answer.MAYBE, Opinion.Answer.NO


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create(slug="testdam")
    with within(municipality):
        yield municipality


@pytest.fixture
def soup(town: Municipality) -> Proposal:
    told = {
        "name": "Soep in de kerktuin",
        "about": "Een grote pan soep.",
        "asked_by": "De Kerktuingroep",
        "open_until": TODAY + dt.timedelta(days=14),
    }
    return propose(municipality=town, told=told)


@pytest.fixture
def say(soup: Proposal) -> Callable[..., bool]:
    def say(
        answer: Opinion.Answer = YES,
        easier: str = "",
        key: uuid.UUID | None = None,
        doubtful: bool = False,
    ) -> bool:
        return give_opinion(
            proposal=soup, answer=answer, easier=easier, form_key=key or uuid.uuid4(),
            now=NOW, today=TODAY, doubtful=doubtful,
        )  # fmt: skip

    return say


def counts(soup: Proposal):
    return counts_of(soup.municipality, [soup])[soup.pk]


def test_answers_on_the_site_and_stickers_on_paper_count_together(soup, say):
    say(YES)
    say(NO)
    assert tally(proposal=soup, counted={YES: 12, MAYBE: 3}, form_key=uuid.uuid4(), now=NOW) == 15
    told = counts(soup)
    assert (told.yes, told.maybe, told.no, told.total) == (13, 3, 1, 17)


def test_a_form_or_a_count_that_is_sent_twice_counts_once(soup, say):
    key = uuid.uuid4()
    assert [say(YES, key=key), say(YES, key=key)] == [True, False]
    key = uuid.uuid4()
    counted = {YES: 4, NO: 2}
    first, second = (tally(proposal=soup, counted=counted, form_key=key, now=NOW) for _ in "ab")
    assert (first, second) == (6, 0)
    assert counts(soup).total == 7


def test_what_no_person_seems_to_have_sent_is_kept_and_not_counted(soup, say):
    say(YES, doubtful=True)
    assert (counts(soup).total, counts(soup).doubtful) == (0, 1)


@pytest.mark.parametrize(
    ("yes", "maybe", "no", "open_", "seen"),
    [
        (9, 0, 0, False, None),  # too few to tell anything
        (10, 0, 0, False, [10, None, None]),
        (13, 9, 3, False, [15, None, None]),
        (23, 11, 14, False, [25, 10, 15]),
        (12, 6, 1, True, None),  # while it is open a first few steer nobody
        (12, 6, 2, True, [10, None, None]),
    ],
)
def test_everyone_sees_numbers_only_where_nobody_can_be_told_apart(
    soup, yes, maybe, no, open_, seen
):
    tally(proposal=soup, counted={YES: yes, MAYBE: maybe, NO: no}, form_key=uuid.uuid4(), now=NOW)
    day = TODAY if open_ else soup.open_until + dt.timedelta(days=1)
    shown = shown_result(soup, counts(soup), today=day)
    assert (shown and [number for _answer, number in shown.answers]) == seen


def test_after_it_closed_nobody_answers_but_paper_is_still_counted(soup, say):
    close_proposal(proposal=soup, today=TODAY)
    with pytest.raises(ClosedError):
        say()
    assert tally(proposal=soup, counted={YES: 3}, form_key=uuid.uuid4(), now=NOW) == 3


def test_what_closed_long_ago_leaves_the_page(soup, town):
    assert public_proposals(town, today=soup.open_until + dt.timedelta(days=60)) == [soup]
    assert public_proposals(town, today=soup.open_until + dt.timedelta(days=61)) == []


def test_words_with_a_name_in_them_are_removed_and_the_answer_stays(soup, say):
    say(MAYBE, easier="Als Nel ook komt.")
    [opinion] = what_makes_it_easier(soup)
    remove_words(opinion=opinion)
    assert what_makes_it_easier(soup) == []
    assert counts(soup).maybe == 1


def test_changes_are_written_down_and_nothing_changed_is_not(soup):
    assert change_proposal(proposal=soup, told={"name": "Soep!"}) == ["name"]
    assert change_proposal(proposal=soup, told={"name": "Soep!"}) == []
    assert AuditEvent.objects.filter(verb="proposal.changed").count() == 1


def test_no_opinion_holds_who_gave_it():
    """A poll without people: no field of the table could name anybody."""
    names = {field.name for field in Opinion._meta.concrete_fields}
    assert names == {
        "id", "municipality", "proposal", "answer", "count", "easier", "way", "doubtful", "form_key",
        "at",
    }  # fmt: skip
