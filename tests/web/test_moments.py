"""Moments as people say them."""

import datetime as dt

from django.utils import translation

from nabij.core.vocabulary import Weekday
from nabij.web.public.words import day, full_day

TUESDAY = dt.date(2026, 11, 24)


def test_within_a_sentence_dutch_writes_a_day_without_a_capital() -> None:
    with translation.override("nl"):
        assert full_day(TUESDAY, TUESDAY) == "dinsdag 24 november"
        assert day(TUESDAY, TUESDAY - dt.timedelta(days=3)) == "dinsdag"
        assert str(Weekday.TU.label) == "Dinsdag", "by itself, as on a button, it has one"


def test_english_always_writes_one() -> None:
    with translation.override("en"):
        assert full_day(TUESDAY, TUESDAY) == "Tuesday 24 November"
