"""What people do on one day: a draft of a film, a photo to withdraw, minutes to approve, a meeting that runs.

Prints who they are and where.
"""

import json
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from meetings.evidence.enums import EvidenceKind
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.remarks.leave_out_round import leave_out_round
from tests.meetings.evidence.scene import set_up
from tests.meetings.live import scene as live
from tests.meetings.minutes import scene as minutes
from tests.services.one_photo import session_of


def main() -> None:
    today = timezone.localdate()
    gathering = set_up()
    draft = gathering.draft(kind=EvidenceKind.FILM, body=[])
    shared = gathering.shared(title="Vandhullet i skoven")
    photo, other = gathering.with_photo(shared), gathering.with_photo(shared)

    held = minutes.begun(title="Bakkeskolen", on=today - timedelta(days=3))
    assert held.minutes is not None
    agreement = minutes.agreed("Vi læser hver dag", due_on=today + timedelta(days=90))
    held.minutes = minutes.save(held.minutes, minutes.full_text(held, agreement), held.leader)
    leave_out_round(minutes=held.minutes, reason="Alle var enige på mødet.", by=held.leader, today=today)
    submit_minutes(minutes=held.minutes, expected_version=held.minutes.version, by=held.leader, today=today)

    running = live.running(title="Åskolen")
    call_command("rebuild_search", stdout=StringIO())
    print(
        json.dumps(
            {
                "staff": session_of(gathering.staff), "staff_email": gathering.staff.email, "evidence": draft.pk,
                "leader": session_of(gathering.leader), "photo": photo.url("card"),
                "withdraw": gathering.url_of(shared, f"medie/{photo.key}/traek-tilbage"),
                "other_photo": other.url("card"),
                "withdraw_other": gathering.url_of(shared, f"medie/{other.key}/traek-tilbage"),
                "presentation": f"{gathering.meeting.get_url()}moede/vis/",
                "chef": session_of(held.chef), "decide": held.address("afgoer"), "minutes": held.address(),
                "live_leader": session_of(running.leader), "live": f"{running.meeting.get_url()}moede/",
            }
        )
    )  # fmt: skip
