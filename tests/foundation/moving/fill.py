"""python -m tests.foundation.moving.fill FILE: migrate a SQLite file and write rows with every type of column.

Prints JSON: what people see of it (`look`).
"""

import json
import sys
from decimal import Decimal
from typing import Any


def set_up(database: str = "") -> None:
    """Django with the tests' settings, on a SQLite file or on the database of the environment."""
    import django
    from django.conf import settings

    if database:
        settings.DATABASES["default"]["NAME"] = database
    django.setup()


def fill() -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from wagtail.models import Site

    from foundation import audit
    from foundation.audit_seal.seal_waiting import seal_waiting
    from foundation.models import QueuedTask
    from meetings.agreements.models import Agreement
    from meetings.exports.document_settings import DocumentSettings
    from meetings.figures.models import Dataset
    from tests import factories
    from tests.meetings.minutes.scene import approved

    # So no content type has the number that PostgreSQL gives it.
    ContentType.objects.create(app_label="gone", model="gone")
    ContentType.objects.filter(app_label="accounts").delete()
    ContentType.objects.clear_cache()
    call_command("migrate", verbosity=0, interactive=False)
    scene = approved()
    factories.figures(meeting=scene.meeting)
    Dataset.objects.update(response_rate=Decimal("82.4"))
    odd = "Æblegrød 🍎 med \\u0000, \ttab, \\N og »citat«\n\\."
    Agreement.objects.update(text=odd)
    call_command("rebuild_search", verbosity=0)
    DocumentSettings.objects.create(site=Site.objects.get(), logo=bytes(range(256)))
    audit.record("tried", scene.unit, by=scene.leader, b={"tal": 12.5, "ø": None, "\ud83c\udf4e": odd})
    numbers = {"b": 1e20, "a": [1.50, 0, -0.0, 1e-9, 2**70], "ø": {"": "1"}}
    QueuedTask.objects.create(path="foundation.mail.send_mail.send_mail", arguments=numbers)
    factories.user(name="Sidst Oprettet").delete()
    seal_waiting()
    audit.record("waits", scene.unit, by=scene.leader)


def look() -> dict[str, Any]:
    """The visible text of pages for three roles, what a search finds, and what generic relations lead to."""
    from bs4 import BeautifulSoup
    from django.contrib.auth.models import Permission
    from django.core.cache import cache
    from django.test import Client
    from wagtail.models import Revision

    from accounts.user import User
    from meetings.meeting.pages import MeetingPage

    cache.clear()
    meeting = MeetingPage.objects.order_by("pk").first()
    addresses = ["/", meeting.unit.url, meeting.url, f"{meeting.url}referat/", "/aftaler/", "/soeg/?q=Æblegrød"]
    seen = {}
    for name in ("Lise Lund", "Bo Birk", "Hanne Holm"):
        client = Client()
        client.force_login(User.objects.filter(name=name).first())
        for address in addresses:
            answer = client.get(address)
            main = BeautifulSoup(answer.content, "html.parser").find("main")
            seen[f"{name} {address}"] = [
                answer.status_code,
                " ".join((main or answer.content.decode()).stripped_strings),
            ]
    revisions = [str(one.content_object) for one in Revision.objects.order_by("pk")]
    permissions = sorted(f"{one.content_type.natural_key()} {one.codename}" for one in Permission.objects.all())
    return {"pages": seen, "revisions": revisions, "permissions": permissions}


if __name__ == "__main__":
    set_up(sys.argv[1])
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    fill()
    print(json.dumps(look()))
