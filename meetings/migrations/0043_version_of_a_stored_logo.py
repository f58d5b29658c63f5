"""A logo that was stored before its version was is shown too."""

import hashlib
from typing import Any

from django.db import migrations


def fill_in(apps: Any, schema_editor: Any) -> None:
    here = apps.get_model("foundation", "Municipality")
    for documents in apps.get_model("meetings", "DocumentSettings").objects.exclude(logo=b""):
        version = hashlib.sha256(documents.logo).hexdigest()[:16]  # as meetings.exports.logo.logo_version
        here.objects.filter(site=documents.site_id).update(logo_version=version)


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0008_logo_version"),
        ("meetings", "0042_role_from_a_file"),
    ]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
