"""What somebody looks for, who is proposed, and asking both: nobody hears a name before both said yes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import locked
from nabij.casework.actions.happening import happened
from nabij.casework.models import (
    Because,
    BuddyWish,
    Case,
    CaseEvent,
    Consent,
    Over,
    Pair,
    Together,
)
from nabij.casework.models.together import ONE_OFF
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.who_fits import proposals
from nabij.casework.rules import check_may_work
from nabij.core.audit.recording import record
from nabij.core.links.making import NewLink, end_links, make_link
from nabij.core.links.opening import use_link
from nabij.core.models import Municipality, OneTimeLink, User
from nabij.methods.pairing.fitting import Fit

State, What = Pair.State, CaseEvent.What
#: What the links are for.
PURPOSE = "pair"
#: How long a link in a mail opens.
OPEN_FOR = dt.timedelta(days=21)
#: States from which a pair can still be ended.
LIVE = (State.PROPOSED, State.ASKED, State.RUNNING)

Send = Callable[[Pair, NewLink], None]
"""`send(pair, link)` queues the mail to the volunteer, which says nothing about the person."""


class NoBuddyConsentError(Exception):
    """The person did not agree, or not any more, to be introduced to somebody."""


class PairMovedError(ValueError):
    """The pair is not there any more where it was: somebody else was first. `state`: where it is."""

    def __init__(self, state: str) -> None:
        super().__init__(f"the pair is {state} now")
        self.state = state


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for. on, at, place: of what is for once."""

    kind: Together
    words: str = ""
    may_share: bool = False
    on: dt.date | None = None
    at: dt.time | None = None
    place: str = ""


@transaction.atomic
def seek(*, case: Case, sought: Sought, by: User, now: dt.datetime) -> BuddyWish:
    """Look for somebody from now on; who looks for the same already, goes on looking.

    Raises NoBuddyConsentError, NotAllowedError.
    """
    row = locked(case, by=by, now=now)
    _check_agreed(row)
    once = sought.kind in ONE_OFF
    there: BuddyWish | None = BuddyWish.objects.filter(
        municipality=row.municipality,
        case=row,
        kind=sought.kind,
        on=sought.on if once else None,
        state=BuddyWish.State.WAITING,
    ).first()
    if there is not None:
        return there
    wish: BuddyWish = BuddyWish.objects.create(
        municipality=row.municipality,
        case=row,
        kind=sought.kind,
        words=sought.words or None,
        may_share=sought.may_share,
        on=sought.on if once else None,
        at=sought.at if once else None,
        place=(sought.place or None) if once else None,
        since=timezone.localdate(now),
        by=by,
    )
    happened(row, What.BUDDY_SOUGHT, now=now, by=by)
    return wish


@transaction.atomic
def look_no_further(*, wish: BuddyWish, by: User, now: dt.datetime) -> BuddyWish:
    """It is not needed any more; whatever was proposed or asked for it ends. Raises NotAllowedError."""
    case = locked(wish.case, by=by, now=now)
    rows = Pair.objects.filter(municipality=case.municipality, wish=wish)
    for pair in rows.filter(state__in=[State.PROPOSED, State.ASKED]):
        _end_links(pair, case.municipality, now)
    rows.filter(state=State.PROPOSED).delete()
    rows.filter(state=State.ASKED).update(state=State.DROPPED, ended_at=now)
    wish.state = BuddyWish.State.OVER
    wish.save(update_fields=["state"])
    record("pair.wish_over", municipality=case.municipality, on=wish, at=now)
    return wish


@transaction.atomic
def propose_pairs(*, municipality: Municipality, by: User, now: dt.datetime) -> int:
    """Work out anew who goes with whom, of who was not asked yet; how many pairs are proposed now.

    What was proposed before and still comes out is left as it is. Raises NotAllowedError.
    """
    check_may_work(by, municipality)
    standing = {
        (pair.wish_id, pair.volunteer_id): pair
        for pair in Pair.objects.select_for_update().filter(
            municipality=municipality, state=State.PROPOSED
        )
    }
    found = proposals(municipality, today=timezone.localdate(now))
    keys = {(wish.pk, volunteer.pk) for wish, volunteer, _fit in found}
    gone = [pair.pk for key, pair in standing.items() if key not in keys]
    Pair.objects.filter(municipality=municipality, pk__in=gone).delete()
    Pair.objects.bulk_create(
        Pair(
            municipality=municipality,
            wish=wish,
            volunteer=volunteer,
            terms=terms_of(fit),
            proposed_at=now,
            by=by,
        )
        for wish, volunteer, fit in found
        if (wish.pk, volunteer.pk) not in standing
    )
    record("pair.proposed_all", municipality=municipality, at=now)
    return len(found)


@transaction.atomic
def put_aside(*, pair: Pair, by: User, now: dt.datetime) -> Pair:
    """Not these two; nobody was asked. Raises PairMovedError, NotAllowedError."""
    row = held(pair, by=by, now=now, may_be=(State.PROPOSED,))
    row.ended_at = now
    _save(row, State.DROPPED, now=now)
    return row


@transaction.atomic
def ask(*, pair: Pair, by: User, now: dt.datetime, send: Send | None) -> Pair:
    """Ask both: the person by their link worker, the volunteer by mail; send None: by phone.

    Raises NoBuddyConsentError, PairMovedError, NotAllowedError.
    """
    row = held(pair, by=by, now=now, may_be=(State.PROPOSED,))
    _check_agreed(row.wish.case)
    row.asked_at, row.by = now, by
    _save(row, State.ASKED, now=now)
    happened(row.wish.case, What.BUDDY_ASKED, now=now, by=by)
    if send is not None and row.volunteer.email:
        send(row, _new_link(row, now))
    return row


@transaction.atomic
def person_said(
    *,
    pair: Pair,
    yes: bool,
    by: User,
    now: dt.datetime,
    because: str = "",
    told: tuple[str, ...] = (),
    send: Send | None = None,
) -> Pair:
    """What the person says. told: what the volunteer may read of them once both said yes.

    Raises NoBuddyConsentError, PairMovedError, NotAllowedError.
    """
    row = held(pair, by=by, now=now, may_be=(State.ASKED,))
    row.person_said = Pair.Said.YES if yes else Pair.Said.NO
    row.person_because = "" if yes else Because(because)
    row.told = [name for name in ("name", "phone") if yes and name in told]
    return _both(row, by=by, now=now, send=send)


@transaction.atomic
def volunteer_said(
    *,
    pair: Pair,
    yes: bool,
    now: dt.datetime,
    because: str = "",
    by: User | None = None,
    link: OneTimeLink | None = None,
    send: Send | None = None,
) -> Pair:
    """What the volunteer says, by the link or on the phone.

    Raises NoBuddyConsentError, PairMovedError, LinkUsedError, NotAllowedError.
    """
    row = held(pair, by=by, now=now, may_be=(State.ASKED,))
    if link is not None:
        use_link(link=link, now=now)
    _end_links(row, row.municipality, now)
    row.volunteer_said = Pair.Said.YES if yes else Pair.Said.NO
    row.volunteer_because = "" if yes else Because(because)
    return _both(row, by=by, now=now, send=send)


@transaction.atomic
def plan_first(*, pair: Pair, on: dt.date | None, by: User, now: dt.datetime) -> Pair:
    """On which day they meet first. Raises PairMovedError, NotAllowedError."""
    row = held(pair, by=by, now=now, may_be=(State.RUNNING,))
    row.first_on = on
    row.version += 1
    row.save()
    record("pair.first_planned", municipality=row.municipality, on=row, fields=["first_on"], at=now)
    return row


@transaction.atomic
def end(*, pair: Pair, over: Over, by: User, now: dt.datetime, look_on: bool = False) -> Pair:
    """With these two it ends. look_on: the person looks for somebody else. Raises PairMovedError, NotAllowedError."""
    row = held(pair, by=by, now=now, may_be=(State.RUNNING, State.ENDED))
    if row.state == State.ENDED and not row.to_ask:
        raise PairMovedError(row.state)
    row.over, row.to_ask, row.ended_at = over, False, row.ended_at or now
    _save(row, State.ENDED, now=now)
    wish = row.wish
    goes_on = look_on and over != Over.DONE
    wish.state = BuddyWish.State.WAITING if goes_on else BuddyWish.State.OVER
    wish.save(update_fields=["state"])
    _end_links(row, row.municipality, now)
    happened(wish.case, What.BUDDY_ENDED, now=now, by=by)
    return row


def held(pair: Pair, *, by: User | None, now: dt.datetime, may_be: tuple[str, ...] = LIVE) -> Pair:
    """The pair as it is now, with its case, both held until the transaction ends. Raises PairMovedError, NotAllowedError."""
    case = locked(pair.wish.case, by=by, now=now)
    rows = Pair.objects.select_for_update(of=("self",)).filter(municipality=case.municipality)
    row: Pair = rows.select_related("wish", "volunteer").get(pk=pair.pk)
    row.municipality = row.wish.municipality = row.volunteer.municipality = case.municipality
    row.wish.case = case
    if row.state not in may_be:
        raise PairMovedError(row.state)
    return row


def terms_of(fit: Fit) -> list[list[str | float | int]]:
    """The explanation as it is kept: codes and numbers, no word that anybody wrote."""
    return [[said.term.value, round(said.points, 1), said.amount, said.word] for said in fit.terms]


def _both(row: Pair, *, by: User | None, now: dt.datetime, send: Send | None) -> Pair:
    """Save, and go on where both said yes or one said no."""
    said = (row.volunteer_said, row.person_said)
    if Pair.Said.NO in said:
        row.ended_at = now
        _save(row, State.DECLINED, now=now)
        _end_links(row, row.municipality, now)
        happened(row.wish.case, What.BUDDY_NOT, now=now, by=by)
    elif said == (Pair.Said.YES, Pair.Said.YES):
        _begin(row, by=by, now=now, send=send)
    else:
        _save(row, State.ASKED, now=now)
    return row


def _begin(row: Pair, *, by: User | None, now: dt.datetime, send: Send | None) -> None:
    _check_agreed(row.wish.case)
    row.began_at, row.first_on = now, row.wish.on
    _save(row, State.RUNNING, now=now)
    row.wish.state = BuddyWish.State.PAIRED
    row.wish.save(update_fields=["state"])
    happened(row.wish.case, What.BUDDY_BEGAN, now=now, by=by)
    if send is not None and row.volunteer.email:
        send(row, _new_link(row, now))


def _save(row: Pair, state: str, *, now: dt.datetime) -> None:
    row.state = state
    row.version += 1
    row.save()
    record(f"pair.{state}", municipality=row.municipality, on=row, fields=["state"], at=now)


def _check_agreed(case: Case) -> None:
    if not agreed(case.person, Consent.Purpose.BUDDY):
        raise NoBuddyConsentError(f"no agreement to be introduced for {case.uid}")


def _new_link(row: Pair, now: dt.datetime) -> NewLink:
    _end_links(row, row.municipality, now)
    return make_link(
        municipality=row.municipality, purpose=PURPOSE, subject=row.uid, now=now, lasts=OPEN_FOR
    )


def _end_links(row: Pair, municipality: Municipality, now: dt.datetime) -> None:
    end_links(municipality=municipality, purpose=PURPOSE, subject=row.uid, now=now)
