"""A source sends a record that was merged away here: the kept one takes what is sent, and nothing is made again."""

from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.directory.actions.merging import merge, undo_merge
from nabij.directory.models import Merge, Offer, Organisation
from nabij.exchange.outcomes import CREATED
from tests.core.people import member
from tests.exchange.builders import TODAY, Apply, offer, organisation, place
from tests.factories import OrganisationFactory


def into_our_own(municipality: Municipality, by: User) -> Merge:
    """The organisation of the source becomes one with one that was made here."""
    own = OrganisationFactory.create(municipality=municipality, name="De Brug")
    sent = Organisation.objects.get(source_id="o1")
    return merge(kind="organisation", kept=own, gone=sent, take=[], by=by, today=TODAY)


def test_the_next_import_updates_the_kept_record(
    take_over: Apply, municipality: Municipality
) -> None:
    take_over()
    into_our_own(municipality, member(municipality, Role.COORDINATOR))
    result = take_over([place(), organisation(phone="0299 55 77 77"), offer()])
    assert result.ok
    assert result.total(CREATED) == 0
    kept = Organisation.objects.get()
    assert (kept.source_id, kept.phone) == ("", "0299 55 77 77")
    assert Offer.objects.get().organisation == kept


def test_of_two_that_one_source_sends_the_kept_one_counts(
    take_over: Apply, municipality: Municipality
) -> None:
    twice = [place(), organisation(), organisation(source_id="o2", name="St. De Brug"), offer()]
    take_over(twice)
    by = member(municipality, Role.COORDINATOR)
    kept, gone = (Organisation.objects.get(source_id=each) for each in ("o1", "o2"))
    merge(kind="organisation", kept=kept, gone=gone, take=[], by=by, today=TODAY)
    result = take_over(twice)
    assert result.ok
    assert not result.changed
    assert Organisation.objects.get().name == "Stichting De Brug"


def test_what_is_two_again_is_sent_to_its_own_record(
    take_over: Apply, municipality: Municipality
) -> None:
    take_over()
    by = member(municipality, Role.COORDINATOR)
    row = into_our_own(municipality, by)
    undo_merge(row=row, by=by, today=TODAY)
    take_over([place(), organisation(phone="0299 55 77 77"), offer()])
    assert Organisation.objects.get(source_id="o1").phone == "0299 55 77 77"
    assert Organisation.objects.count() == 2
