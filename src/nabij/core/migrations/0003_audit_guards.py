from typing import Any

from django.db import migrations

from nabij.core.audit import guards


def install(apps: Any, schema_editor: Any) -> None:
    guards.install(schema_editor.connection)


def lift(apps: Any, schema_editor: Any) -> None:
    guards.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_and_keys")]

    operations = [migrations.RunPython(install, lift, elidable=False)]
