"""Pause a running meeting, or go on."""

from datetime import datetime

from accounts.user import User
from meetings.live.change_live_meeting import change_live_meeting
from meetings.live.models import LiveMeeting
from meetings.meeting.pages import MeetingPage


def set_paused(
    *, meeting: MeetingPage, is_paused: bool, expected_version: int | None, by: User, now: datetime
) -> LiveMeeting:
    """Stop the clock of the present item, or let it run on. Raises what `change_live_meeting` raises."""
    with change_live_meeting(meeting=meeting, expected_version=expected_version, by=by, now=now) as live:
        live.running_since = None if is_paused else now
    return live
