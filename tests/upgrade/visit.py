"""python -m tests.upgrade.visit FILE: migrate a landed database and read it.

Prints JSON: what is counted, and the status of each page.
"""

import json
import os
import sys
from pathlib import Path

from tests.upgrade.seen import reduce_garbage_collection

PROJECT_ROOT = Path(__file__).resolve().parents[2]
LEADER = "leder@example.dk"


def main() -> None:
    sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    reduce_garbage_collection()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    call_command("migrate", verbosity=0, interactive=False)
    from foundation.audit import AuditEvent
    from foundation.audit_seal.seal_waiting import seal_waiting
    from foundation.audit_seal.verify import verify

    old = AuditEvent.objects.count()
    sealed = {"old": old, "sealed": seal_waiting()}
    from accounts.user import User
    from meetings.agreements.models import Agreement
    from meetings.meeting.pages import MeetingPage
    from meetings.minutes.record import ApprovalRecord

    leader = User.objects.get(email=LEADER)
    client = Client()
    client.force_login(leader, backend=settings.AUTHENTICATION_BACKENDS[0])
    unit = leader.memberships.get().unit
    assert unit is not None
    meetings = MeetingPage.objects.filter(unit=unit).order_by("slug")
    minutes = f"{meetings[0].url}referat/"
    addresses = ["/", unit.url, *(meeting.url for meeting in meetings), minutes, "/aftaler/", "/lederforum/"]
    pages = {address: client.get(address) for address in addresses}
    found = {
        "status": {address: response.status_code for address, response in pages.items()},
        "agreements": sorted(Agreement.objects.values_list("text", flat=True)),
        "records": [record.has_its_hash for record in ApprovalRecord.objects.all()],
        "shows": {
            "minutes": "to voksne" in pages[minutes].content.decode(),
            "evidence": "Årets fortælling" in pages[meetings[1].url].content.decode(),
            "example": "Natur som" in pages["/lederforum/"].content.decode(),
        },
    }
    seal_waiting()
    found["log"] = {**sealed, "wrong": [one.sentence for one in verify(now=timezone.now()).findings]}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
