"""Parameters of questions: lower camelCase as documented, the underscores of HSDS too, and no others.

A parameter that does not exist is a mistake: a filter with a typing error that is silently ignored
gives everything, which looks like an answer.
"""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from nabij.api.problems import WrongInputError, wrong


class Asked(Schema):
    """Base of the parameters of a question. Every field has a description, which goes out as it is."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


@lru_cache(maxsize=512)
def camel(name: str) -> str:
    """`per_page` → `perPage`; names without underscores stay."""
    return to_camel(name) if "_" in name.strip("_") else name


class BothSpellings(Parser):
    """Gives parameters to ninja under their documented names."""

    def parse_querydict(
        self, data: MultiValueDict[str, str], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Every parameter once, or as a list where a list is wanted (with commas in it too)."""
        told: dict[str, Any] = {}
        for given in data:
            name = _SAME.get(given) or camel(given)
            if name in list_fields:
                parts = (part.strip() for text in data.getlist(given) for part in text.split(","))
                told.setdefault(name, []).extend(part for part in parts if part)
            else:
                told[name] = data[given]
        return told


#: HSDS 3.0 says `per_page`; earlier versions and other servers say `size`.
_SAME = {"size": "perPage"}


def refuse_unknown(request: HttpRequest, asked: type[Asked]) -> None:
    """Raise WrongInputError for parameters that this question does not have."""
    known = [field.alias or name for name, field in asked.model_fields.items()]
    unknown = [name for name in request.GET if (_SAME.get(name) or camel(name)) not in known]
    if unknown:
        detail = _("There is no such parameter here. There are: %(known)s.")
        words = {"known": ", ".join(known) or "-"}
        raise WrongInputError(*(wrong(name[:80], "unknown", detail % words) for name in unknown))
