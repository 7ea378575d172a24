"""What another system sends about somebody who is referred. Every field has a description, which goes out as it is."""

from typing import Self

from django.utils.translation import gettext as _
from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from nabij.api.sent_shapes import Located, Piece, Told
from nabij.casework import referring


class ReferredIn(Located):
    """Who is referred, and one way to reach them: a phone number or an address."""

    name: str = Field(min_length=1, max_length=500, description="Their name; a first name will do.")
    phone: str = Field("", max_length=80, description="Their phone number.")
    address: str = Field("", max_length=300, description="Street and number.")

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.phone or self.address):
            raise PydanticCustomError(
                "unreachable", _("Fill in a phone number, or where the person lives.")
            )
        return self


class ReferrerIn(Piece):
    """Who refers. They hear back by mail, whatever happens."""

    name: str = Field(min_length=1, max_length=500, description="Their name.")
    email: str = Field(
        max_length=254,
        pattern=r"^[^@\s]+@[^@\s]+$",
        description="Where they hear back. The mails hold our number and nothing about the person.",
    )
    role: referring.Role = Field(referring.Role.OTHER, description="What they work as.")
    organisation: str = Field("", max_length=200, description="Where they work.")
    phone: str = Field("", max_length=80, description="Their phone number, to ask something back.")


class ReferralIn(Told):
    """A referral: who, what they ask, and who refers. No diagnosis, and no citizen service number."""

    person: ReferredIn = Field(description="Who is referred.")
    person_agreed: bool = Field(
        strict=True,
        description="That the person agrees to being referred. Without true nothing is kept.",
    )
    words: str = Field(
        min_length=1, max_length=1000, description="What the person would like, in a few sentences."
    )
    referrer: ReferrerIn = Field(description="Who refers.")

    @field_validator("person_agreed")
    @classmethod
    def _nobody_behind_their_back(cls, agreed: bool) -> bool:
        if not agreed:
            raise PydanticCustomError(
                "not_agreed",
                _("Ask the person first. Nobody is referred without their agreement."),
            )
        return agreed

    def referred(self) -> referring.Referred:
        """As it is taken in."""
        person, referrer = self.person, self.referrer
        return referring.Referred(
            person=referring.Told(
                name=person.name,
                phone=person.phone,
                address=person.address,
                postcode=person.postcode,
            ),
            referrer=referring.Referrer(
                name=referrer.name,
                email=referrer.email,
                organisation=referrer.organisation,
                phone=referrer.phone,
                role=referrer.role,
            ),
            words=self.words,
            agreed=self.person_agreed,
            came_in=referring.CameIn.API,
            language=self.language,
        )
