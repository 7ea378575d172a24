"""What another system sends about a worry. Every field has a description, which goes out as it is."""

from typing import Literal, Self

from django.utils.translation import gettext as _
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from nabij.api.sent_shapes import Located, Piece, Told
from nabij.casework import intake


class PersonIn(Located):
    """Who it is about: at least one thing by which they can be found."""

    name: str = Field("", max_length=500, description="Their name, as far as it is known.")
    phone: str = Field("", max_length=80, description="Their phone number.")
    email: str = Field("", max_length=254, description="Their e-mail address.")
    address: str = Field("", max_length=300, description="Street and number.")

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not (self.name or self.phone or self.email or self.address):
            raise PydanticCustomError(
                "nobody",
                _("Give a name, a phone number, an e-mail address or an address."),
            )
        return self


class ReporterIn(Piece):
    """Who told it. All of it may be left out; it is kept shorter than the rest."""

    name: str = Field("", max_length=500, description="Their name.")
    phone: str = Field("", max_length=80, description="Their phone number.")
    email: str = Field(
        "", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$", description="Their e-mail address."
    )
    relation: str = Field(
        "", max_length=120, description="Who they are to the person: neighbour, daughter."
    )
    feedback: Literal["nothing", "picked_up", "spoken"] = Field(
        "nothing",
        description="What they hear from us, and nothing more: that somebody picked it up, or spoke with the person.",
    )

    @model_validator(mode="after")
    def _can_hear(self) -> Self:
        if self.feedback != "nothing" and not (self.phone or self.email):
            raise PydanticCustomError(
                "unreachable",
                _("Who is to hear something needs a phone number or an e-mail address."),
            )
        return self


class SignalIn(Told):
    """A worry: what was seen, of whom, and who told it. No diagnosis, and no citizen service number."""

    seen: str = Field(
        min_length=1, max_length=2000, description="What was seen or heard, as it was told. Facts."
    )
    about: Literal["someone", "self"] = Field(
        "someone", description="Whether the person told it themselves."
    )
    person: PersonIn = Field(description="Who it is about.")
    person_knows: bool | None = Field(
        None, description="Whether the person knows that this is told; null: not known."
    )
    reporter: ReporterIn = Field(
        default_factory=lambda: ReporterIn.model_validate({}),
        description="Who told it; left out where they tell about themselves.",
    )
    may_name_reporter: bool = Field(
        False, description="Whether the person may hear who told it. Then the reporter has a name."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.may_name_reporter and not self.reporter.name:
            raise PydanticCustomError("nameless", _("Who may be named has a name."))
        return self

    def reported(self, source: intake.SignalSource) -> intake.Reported:
        """As the intake takes it."""
        own = self.about == "self"
        person, teller = self.person, self.reporter
        return intake.Reported(
            seen=self.seen,
            about=intake.About(self.about),
            person=intake.Told(
                name=person.name,
                phone=person.phone,
                email=person.email,
                address=person.address,
                postcode=person.postcode,
            ),
            teller=intake.Teller()
            if own
            else intake.Teller(
                name=teller.name,
                phone=teller.phone,
                email=teller.email,
                relation=teller.relation,
                owed=intake.Owed(teller.feedback),
            ),
            knows=_knows(None if own else self.person_knows),
            may_name=self.may_name_reporter and not own,
            came_in=intake.SignalCameIn.API,
            language=self.language,
            source=source,
            point=source.point,
        )


def _knows(told: bool | None) -> intake.Knows:
    if told is None:
        return intake.Knows.UNSAID
    return intake.Knows.YES if told else intake.Knows.NO
