"""Finding where a worry from elsewhere may be written. Nothing here is about a person."""

from nabij.casework.models import SignalPoint, SignalSource
from nabij.casework.secrets import key_hash
from nabij.core.models import Municipality, Postcode


def source_with(key: str) -> SignalSource | None:
    """The source of this key; None for a key that we did not make or that was taken back. One query."""
    rows = SignalSource.objects.filter(key_hash=key_hash(key), revoked_at__isnull=True)
    return rows.select_related("municipality", "point").first()


def every_source() -> list[SignalSource]:
    """All of them, those that were taken back too, by name."""
    return list(SignalSource.objects.select_related("municipality", "point"))


def every_point() -> list[SignalPoint]:
    """All of them with their municipalities, by name."""
    return list(SignalPoint.objects.prefetch_related("municipalities"))


def point_at(slug: str) -> SignalPoint | None:
    """The point with this address; None where there is none, or it is out of use."""
    return SignalPoint.objects.filter(slug=slug, active=True).first()


def point_of(slug: str, municipality: Municipality) -> SignalPoint | None:
    """The same, if it serves this municipality."""
    return SignalPoint.objects.filter(
        slug=slug, active=True, municipalities__pk=municipality.pk
    ).first()


def municipality_at(postcode: str, among: list[Municipality]) -> Municipality | None:
    """The one of these in which the postcode lies (any usual writing); None for another one or an unknown one."""
    code = "".join(postcode.upper().split())
    row = Postcode.objects.select_related("area").filter(code=code).first()
    if row is None or row.area is None:
        return None
    codes = {municipality.code: municipality for municipality in among}
    return codes.get(row.area.municipality_code)
