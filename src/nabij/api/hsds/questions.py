"""The parameters of the HSDS endpoints, as the specification has them, with their limits."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from nabij.api.asked import Asked
from nabij.exchange.hsds.values import moment_of

MOST_PER_PAGE = 1000
#: `minimal` gives all services on one page, which the specification asks for.
MOST_MINIMAL = 100_000

Text = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[str, StringConstraints(max_length=6, pattern=r"^([Gg][Mm]\d{4})?$")]


def _moment(value: Any) -> Any:
    """A moment, or a day (its midnight); without zone on the clock in the Netherlands."""
    moment = moment_of(value)
    if moment is None:
        raise ValueError("no moment")
    return moment


Moment = Annotated[dt.datetime, BeforeValidator(_moment)]


class OfPages(Asked):
    """Which page."""

    page: int = Field(1, ge=1, le=10_000_000, description="Number of the page, from 1.")
    per_page: int = Field(
        50, ge=1, le=MOST_PER_PAGE, description="How many records on a page at most."
    )


class OfWalks(OfPages):
    """Which page, of records that may change meanwhile."""

    cursor: Annotated[str, StringConstraints(max_length=300)] = Field(
        "",
        description="From `next_page`: goes on where the page before ended, whatever was added, "
        "changed or withdrawn since. Where it is given, `page` does not count.",
    )
    municipality: Code = Field(
        "", description="CBS code of a municipality, such as GM0622; all of them without it."
    )
    search: Text = Field("", description="Words that must all be in the texts, in any order.")


class OfServices(OfWalks):
    """What services and services at locations have in common."""

    taxonomy_term_id: UUID | None = Field(None, description="Only services with this term.")
    taxonomy_id: UUID | None = Field(
        None, description="Only services with a term of this taxonomy."
    )
    organization_id: UUID | None = Field(None, description="Only services of this organisation.")
    modified_after: Moment | None = Field(
        None,
        description="Only services that were changed at this moment or later, themselves or with "
        "their organisation or location. With `status=any` one hears of services that stopped.",
    )
    status: Literal["active", "any"] = Field(
        "active", description="`any` gives services that are paused or have stopped too."
    )
    full: bool = Field(False, description="Records with everything that is nested in them.")
    format: Literal["json", "ndjson"] = Field(
        "json", description="`ndjson`: all records without pages, one a line."
    )


class ServicesAsked(OfServices):
    """Parameters of the list of services."""

    minimal: bool = Field(
        False, description="Only the id and the day and moment of the last change, all on one page."
    )


class VisitsAsked(OfServices):
    """Parameters of the list of services at locations."""

    postcode: Annotated[
        str, StringConstraints(max_length=7, pattern=r"^(\d{4} ?[A-Za-z]{2})?$")
    ] = Field("", description="Only near the middle of this postcode, such as 3131 AB.")
    proximity: int = Field(
        5000, ge=1, le=300_000, description="How near, in metres in a straight line."
    )


class OrganizationsAsked(OfWalks):
    """Parameters of the list of organisations."""

    full: bool = Field(False, description="Records with everything that is nested in them.")
    full_service: bool = Field(
        False, description="With `full`: the services in them with everything nested in those."
    )
    format: Literal["json", "ndjson"] = Field(
        "json", description="`ndjson`: all records without pages, one a line."
    )


class OrganizationAsked(Asked):
    """Parameters of one organisation."""

    full_service: bool = Field(
        False, description="The services in it with everything that is nested in them."
    )


class TaxonomiesAsked(OfPages):
    """Parameters of the list of taxonomies."""

    search: Text = Field("", description="Words that must all be in the name or description.")
    format: Literal["json", "ndjson"] = Field("json", description="`ndjson`: one record a line.")


class TermsAsked(TaxonomiesAsked):
    """Parameters of the list of terms."""

    taxonomy_id: UUID | None = Field(None, description="Only terms of this taxonomy.")
    parent_id: UUID | None = Field(
        None, description="Only terms below this term. Nabij's terms have none above them."
    )
    top_only: bool = Field(False, description="Only terms without a term above them: all of them.")
