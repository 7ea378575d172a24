"""What is the same in everything that another system sends. Every field has a description, which goes out as it is."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Piece(BaseModel):
    """A part of what is sent; a field that is not there is a mistake."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", str_strip_whitespace=True, frozen=True
    )


class Located(Piece):
    """Somebody whose postcode may tell the municipality."""

    postcode: str = Field(
        "",
        pattern=r"^$|^[1-9][0-9]{3} ?[A-Za-z]{2}$",
        description="Their postcode, such as 3131 AB. Of a point it tells the municipality too.",
    )


class Told(Piece):
    """What is sent: about whom, for which municipality, and in which language to answer."""

    person: Located = Field(description="Who it is about.")
    municipality: str = Field(
        "",
        max_length=6,
        description="CBS code of the municipality; needed for a key of a point where no postcode tells it.",
    )
    language: Literal["nl", "en"] = Field(
        "nl", description="In which language to answer who told it."
    )
