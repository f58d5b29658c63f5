from typing import Any

from django.db import migrations


def delete_all(apps: Any, schema_editor: Any) -> None:
    """It is no longer written (foundation.apps), and would tell in an admin list what units have brought."""
    apps.get_model("wagtailcore", "ReferenceIndex").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [migrations.RunPython(delete_all, migrations.RunPython.noop)]
