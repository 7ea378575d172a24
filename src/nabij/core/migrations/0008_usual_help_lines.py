"""Gives municipalities that were here before help lines existed the usual ones."""

from dataclasses import asdict
from typing import Any

from django.db import migrations
from django.utils import timezone


def add(apps: Any, schema_editor: Any) -> None:
    from nabij.core.help_lines import DEFAULTS, REVIEW_AFTER

    HelpLine = apps.get_model("core", "HelpLine")
    review_on = timezone.localdate() + REVIEW_AFTER
    kept = {field.name for field in HelpLine._meta.concrete_fields}
    HelpLine.objects.bulk_create(
        HelpLine(
            municipality=municipality,
            position=position,
            review_on=review_on,
            **{name: value for name, value in asdict(line).items() if name in kept},
        )
        for municipality in apps.get_model("core", "Municipality").objects.order_by("pk")
        for position, line in enumerate(DEFAULTS, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_help_lines'),
    ]

    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
