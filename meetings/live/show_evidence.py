"""Put a contribution on the projector, or take it down."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal
from media.enums import Audience
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.live.change_live_meeting import change_live_meeting
from meetings.live.models import LiveMeeting
from meetings.meeting.pages import MeetingPage
from meetings.units import access


class NotShownInMeeting(Refusal):
    """The contribution is not shared with the meeting, or is hidden."""


def show_evidence(
    *, meeting: MeetingPage, evidence_id: int | None, expected_version: int | None, by: User, now: datetime
) -> LiveMeeting:
    """Choose what the projector shows: a contribution shared with this meeting, or None for the present item.

    The presentation decides itself whether those present may see it. Raises NotShownInMeeting, and what
    `change_live_meeting` raises.
    """
    with change_live_meeting(meeting=meeting, expected_version=expected_version, by=by, now=now) as live:
        if evidence_id is not None:
            rows = access.visible_to(by, Evidence).filter(with_visible_text(), meeting=meeting, pk=evidence_id)
            if not rows.exclude(audience=Audience.UNIT).exists():
                raise NotShownInMeeting(_("The contribution is no longer shared with the meeting."))
        live.evidence_id = evidence_id
    return live
