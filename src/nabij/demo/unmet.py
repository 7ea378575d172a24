"""What was looked for in the example and not found, spread over the last year."""

import datetime as dt

from nabij.casework.models import UnmetNeed
from nabij.core.models import Area, Municipality
from nabij.demo.world import read

#: Days between one and the next: enough for all of them within a year.
APART = 4


def fill_unmet_needs(municipality: Municipality, *, today: dt.date) -> None:
    """Count what `unmet.toml` says, one every few days."""
    areas = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD).in_bulk(field_name="code")
    every = [
        {"causes": row["causes"], "limits": row["limits"], "area": areas[code]}
        for row in read("unmet.toml")["unmet"]
        for code, count in row["where"].items()
        for _ in range(count)
    ]
    UnmetNeed.objects.bulk_create(
        UnmetNeed(municipality=municipality, day=today - dt.timedelta(days=APART * number), **told)
        for number, told in enumerate(every)
    )
