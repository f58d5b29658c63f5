"""End a meeting on its screen: it is held then."""

from datetime import datetime

from accounts.user import User
from foundation import audit
from meetings.live.change_live_meeting import change_live_meeting, store_time
from meetings.live.models import LiveMeeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.states.hold_meeting import record_held


def end_meeting(*, meeting: MeetingPage, expected_version: int | None, by: User, now: datetime) -> LiveMeeting:
    """Stop the clock, keep the time of the last item, and move the meeting to HELD.

    Who was there is noted in the minutes. Raises NotConvened, and what `change_live_meeting` raises.
    """
    with change_live_meeting(meeting=meeting, expected_version=expected_version, by=by, now=now) as live:
        store_time(live)
        live.running_since, live.ended_at, live.evidence = None, now, None
        is_held = MeetingPage.objects.filter(pk=meeting.pk, state=MeetingState.HELD).exists()
        if not is_held:  # the agreement holder has not said so on the meeting's page meanwhile
            record_held(meeting=meeting, attendance={}, by=by, now=now)
        audit.record("live.ended", meeting, by=by, unit_id=meeting.unit_id)
    return live
