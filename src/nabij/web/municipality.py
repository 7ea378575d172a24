"""Which municipality an address is about, and the wall around the request.

Addresses are `/nl/<municipality>/…` and `/en/<municipality>/…`. A view gets `request.municipality`,
and everything it asks of the database is scoped to that municipality while it runs.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from nabij.core.models import Municipality
from nabij.core.tenancy import within

Response = Callable[[HttpRequest], HttpResponse]


class PublicRequest(HttpRequest):
    """A request inside a municipality's address; for type hints in views."""

    municipality: Municipality


class MunicipalityMiddleware:
    """Opens the scope of the municipality that the address names, for the view only."""

    def __init__(self, get_response: Response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before or after the view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Run the view inside the wall where the address names a municipality.

        Responses are rendered before the scope closes, so views must not stream lazily from the
        database.
        """
        slug = kwargs.pop("municipality", None)
        if slug is None:
            return None
        try:
            municipality = Municipality.objects.get(slug=slug)
        except Municipality.DoesNotExist:
            raise Http404(f"no municipality {slug!r}") from None
        request.municipality = municipality  # type: ignore[attr-defined]
        with within(municipality):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
        return response
