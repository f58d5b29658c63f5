"""A logo that was stored before its version was is shown too."""

from typing import Any

from django.db import migrations

from meetings.exports.logo import logo_version


def fill_in(apps: Any, schema_editor: Any) -> None:
    here = apps.get_model("foundation", "Municipality")
    for documents in apps.get_model("meetings", "DocumentSettings").objects.exclude(logo=b""):
        here.objects.filter(site=documents.site_id).update(logo_version=logo_version(bytes(documents.logo)))


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0008_logo_version"),
        ("meetings", "0042_role_from_a_file"),
    ]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
