"""The ways in and out: tables, HSDS, iCalendar, area and postcode files; runs with undo."""
