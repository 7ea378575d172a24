"""The moment of these tests."""

import datetime as dt
from zoneinfo import ZoneInfo

#: A Thursday, ten in the morning.
NOW = dt.datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
