"""What a person agreed to."""

from nabij.casework.models import Consent, Person


def agreed(person: Person, purpose: Consent.Purpose) -> bool:
    """Whether the person agrees to this now. No for who asked to leave things as they are, or was forgotten. One query."""
    if person.restricted_on is not None or person.forgotten_on is not None:
        return False
    rows = Consent.objects.filter(municipality_id=person.municipality_id, person=person)
    return bool(rows.filter(purpose=purpose, withdrawn_on__isnull=True).exists())


def consents_of(person: Person) -> list[Consent]:
    """Everything the person ever agreed to, also what was taken back, the newest first. One query."""
    rows = Consent.objects.filter(municipality_id=person.municipality_id, person=person)
    return list(rows.select_related("by", "withdrawn_by"))
