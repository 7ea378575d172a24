"""The API put together: which address asks which question, and what becomes of mistakes."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from nabij.api import figures, municipalities, offers
from nabij.api.asked import Asked, BothSpellings, refuse_unknown
from nabij.api.hsds import endpoints, questions
from nabij.api.hsds.moved import MovedError, moved
from nabij.api.problems import (
    NothingThereError,
    WrongInputError,
    input_errors,
    not_found,
    problem,
)
from nabij.api.version import API_VERSION

api = NinjaAPI(
    title="Nabij",
    version=API_VERSION,
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    parser=BothSpellings(),
)

HSDS, FIND, FIGURES = "HSDS", "Finding", "Areas"

Answer = Callable[..., HttpResponseBase]


def _get(
    path: str, operation_id: str, tag: str, answer: Answer, asked: type[Asked] | None = None
) -> None:
    """Answer GET at this path; the function's docstring describes it. `asked`: its parameters."""
    takes = {**({"own_id": str} if "{" in path else {}), **({"asked": asked} if asked else {})}

    def view(request: HttpRequest, **told: Any) -> Any:
        refuse_unknown(request, asked or Asked)
        return answer(request, *told.values())

    # ninja reads from the signature what to take from path and query
    parameters = [Parameter("request", Parameter.POSITIONAL_OR_KEYWORD)]
    for name, kind in takes.items():
        default: Any = Query(...) if name == "asked" else Parameter.empty  # type: ignore[type-arg]
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default))
    view.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    view.__name__, view.__doc__ = operation_id, answer.__doc__
    api.get(path, operation_id=operation_id, tags=[tag], response=None)(view)


_get("/hsds", "hsdsRoot", HSDS, endpoints.root)
_get("/hsds/services", "hsdsServices", HSDS, endpoints.services, questions.ServicesAsked)
_get("/hsds/services/{own_id}", "hsdsService", HSDS, endpoints.service)
_get("/hsds/organizations", "hsdsOrganizations", HSDS, endpoints.organizations,
     questions.OrganizationsAsked)  # fmt: skip
_get("/hsds/organizations/{own_id}", "hsdsOrganization", HSDS, endpoints.organization,
     questions.OrganizationAsked)  # fmt: skip
_get("/hsds/service-at-locations", "hsdsServiceAtLocations", HSDS,
     endpoints.service_at_locations, questions.VisitsAsked)  # fmt: skip
_get("/hsds/service-at-locations/{own_id}", "hsdsServiceAtLocation", HSDS,
     endpoints.service_at_location)  # fmt: skip
_get("/hsds/taxonomies", "hsdsTaxonomies", HSDS, endpoints.taxonomies, questions.TaxonomiesAsked)
_get("/hsds/taxonomies/{own_id}", "hsdsTaxonomy", HSDS, endpoints.taxonomy)
_get("/hsds/taxonomy-terms", "hsdsTaxonomyTerms", HSDS, endpoints.taxonomy_terms,
     questions.TermsAsked)  # fmt: skip
_get("/hsds/taxonomy-terms/{own_id}", "hsdsTaxonomyTerm", HSDS, endpoints.taxonomy_term)
_get("/offers", "findOffers", FIND, offers.offers, offers.FindAsked)
_get("/municipalities", "municipalities", FIND, municipalities.municipalities)
_get("/areas/{own_id}/figures", "areaFigures", FIGURES, figures.figures)


# --- mistakes -----------------------------------------------------------------------------------


@api.exception_handler(ValidationError)
def _validation(request: HttpRequest, error: ValidationError) -> HttpResponseBase:
    return _wrong_input(request, input_errors(error))


@api.exception_handler(WrongInputError)
def _wrong(request: HttpRequest, error: WrongInputError) -> HttpResponseBase:
    return _wrong_input(request, error.errors)


def _wrong_input(request: HttpRequest, errors: list[dict[str, Any]]) -> HttpResponseBase:
    detail = _("Correct what is listed in errors and ask again.")
    return problem(request, 400, detail, errors)


@api.exception_handler(NothingThereError)
def _nothing(request: HttpRequest, error: NothingThereError) -> HttpResponseBase:
    return problem(request, 404, str(error))


@api.exception_handler(MovedError)
def _moved(request: HttpRequest, error: MovedError) -> HttpResponseBase:
    return moved(request, error.new_id)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Http404) -> HttpResponseBase:
    return not_found(request)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponseBase:
    return problem(request, error.status_code, str(error))
