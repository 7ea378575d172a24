"""Dates of an offer for who may call them off, and the form to do so."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nabij.directory.models import Occurrence, Offer
from nabij.directory.reasons import REASONS
from nabij.web.forms import PlainForm
from nabij.web.partner.addresses import date_page
from nabij.web.partner.fields import DateField, TimeField
from nabij.web.public import words

CANCEL, MOVE, RESTORE, OWN_WORDS = "cancel", "move", "restore", "own"


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date with the address where it is changed. note: called off or moved, and why."""

    day: str
    time: str
    url: str
    off: bool
    note: str


def date_rows(offer: Offer, rows: Iterable[Occurrence], today: dt.date) -> list[DateRow]:
    """The dates in words."""
    return [date_row(offer, row, today) for row in rows]


def date_row(offer: Offer, row: Occurrence, today: dt.date) -> DateRow:
    """One date in words."""
    note = ""
    if row.cancelled:
        note = f"{_('Called off.')} {row.reason_text}".strip()
    elif row.moved_from:
        planned = words.moment(row.moved_from, today)
        note = _("Moved; it was planned for %(moment)s.") % {"moment": planned}
        note = f"{note} {row.reason_text}".strip()
    return DateRow(
        day=words.full_day(localtime(row.starts_at).date(), today),
        time=words.span(row.starts_at, row.ends_at),
        url=date_page(offer, row),
        off=row.cancelled,
        note=note,
    )


class DateForm(PlainForm):
    """What happens to one date."""

    what = forms.ChoiceField(
        label=gettext_lazy("What happens?"),
        choices=(
            (CANCEL, gettext_lazy("It is called off")),
            (MOVE, gettext_lazy("It is on another day or at another time")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), required=False, widget=forms.RadioSelect)
    own_words = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Everyone reads this, so name nobody."),
        error_messages={
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; %(limit_value)d fit."
            )
        },
    )
    new_date = DateField(
        label=gettext_lazy("New date"),
        required=False,
        help_text=gettext_lazy("Such as 3 december. Empty: the same day."),
    )
    new_starts_at = TimeField(
        label=gettext_lazy("New time"), required=False, help_text=gettext_lazy("Such as 14.30")
    )
    new_ends_at = TimeField(label=gettext_lazy("Until"), required=False)

    def __init__(self, data: Any = None, *, today: dt.date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today
        english = (get_language() or "nl").startswith("en")
        choices = [(code, texts[english]) for code, texts in REASONS.items()]
        field: Any = self.fields["reason"]
        field.choices = [*choices, (OWN_WORDS, _("Another reason"))]
        new_date: Any = self.fields["new_date"]
        new_date.today = today

    def clean(self) -> dict[str, Any]:
        """A date that is called off has a reason; one that moves goes somewhere."""
        given = super().clean() or {}
        what = given.get("what")
        if what == CANCEL and not given.get("reason") and not given.get("own_words"):
            self.add_error("reason", _("Choose why. People read it, and know what to do."))
        wordless = not given.get("own_words") and "own_words" not in self.errors
        if given.get("reason") == OWN_WORDS and wordless:
            self.add_error("own_words", _("Type the reason."))
        if what == MOVE and not {"new_date", "new_starts_at"} & set(self.errors):
            self._check_move(given)
        return given

    def _check_move(self, given: dict[str, Any]) -> None:
        if given.get("new_date") is None and given.get("new_starts_at") is None:
            self.add_error("new_date", _("Type the new date or the new time."))
        elif given.get("new_date") and given["new_date"] < self.today:
            self.add_error("new_date", _("This date is past."))

    def reason_given(self) -> str:
        """The reason as it is stored: the Dutch sentence of a known one, or one's own words."""
        code = self.cleaned_data["reason"]
        if code in REASONS:
            return REASONS[code][0]
        return str(self.cleaned_data["own_words"])
