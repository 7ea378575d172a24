"""Walking through the pages of a journey with what was answered so far. Nothing of it is kept on the server."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from nabij.web.public.asking.forms import PageForm, Setting
from nabij.web.public.asking.journeys import Journey

#: Longer answers are cut before they travel on; no field takes so much.
LONGEST = 6000
#: Nor does any take so many ticks.
MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer that travels along. many: one of the ticks of its field."""

    name: str
    value: str
    many: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """A journey, where it takes place, and what was posted."""

    journey: Journey
    setting: Setting
    posted: QueryDict

    @property
    def pages(self) -> tuple[type[PageForm], ...]:
        """The pages of this journey, by what was answered so far."""
        return tuple(page for page in self.journey.pages if page.is_asked(self.posted))

    @property
    def count(self) -> int:
        """How many pages there are before one's answers are checked."""
        return len(self.pages)

    def answered(self, number: int) -> PageForm:
        """The page with what was answered, to be judged."""
        return self.pages[number](self.posted, setting=self.setting)

    def shown(self, number: int) -> PageForm:
        """The page with what was answered, not judged yet."""
        page = self.pages[number]
        initial = {
            name: self.posted.getlist(name) if _takes_many(page, name) else value
            for name, value in self.posted.items()
            if value
        }
        return page(initial=initial, setting=self.setting)

    def first_wrong(self, until: int) -> tuple[int, PageForm] | None:
        """The first page before `until` that has something wrong."""
        for number in range(until):
            form = self.answered(number)
            if not form.is_valid():
                return number, form
        return None

    def way_out(self, until: int) -> str:
        """Where the journey stops, by an answer before `until`; empty where it goes on. Call where nothing is wrong."""
        forms = (self.answered(number) for number in range(until))
        return next((out for form in forms if form.is_valid() and (out := form.leads_out())), "")

    def told(self) -> dict[str, Any]:
        """The answers of all pages, cleaned; call where nothing is wrong."""
        told: dict[str, Any] = {}
        for number in range(self.count):
            form = self.answered(number)
            form.is_valid()
            told.update(form.cleaned_data)
        return told

    def carried(self, besides: PageForm | None = None) -> list[Carried]:
        """The answers that travel along with a page, without its own."""
        own = set(besides.fields) if besides else set()
        names = [
            (name, _takes_many(page, name))
            for page in self.journey.pages
            for name in page.base_fields
            if name not in own and self.posted.get(name)
        ]
        return [
            Carried(name, str(value)[:LONGEST], many)
            for name, many in names
            for value in (self.posted.getlist(name)[:MOST_VALUES] if many else [self.posted[name]])
        ]


def _takes_many(page: type[PageForm], name: str) -> bool:
    """Whether several answers can be ticked in this field."""
    return isinstance(page.base_fields.get(name), forms.MultipleChoiceField)
