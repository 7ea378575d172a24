"""How Django knows this slice."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The ways in and out: tables, HSDS, iCalendar, area and postcode files; runs with undo."""

    name = "nabij.exchange"
    label = "exchange"
