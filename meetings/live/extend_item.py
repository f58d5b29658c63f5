"""Give the present item of a running meeting more time."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal
from meetings.live.change_live_meeting import change_live_meeting
from meetings.live.models import LiveMeeting
from meetings.meeting.pages import MeetingPage

MINUTES_PER_PRESS = 5  # minutes
MAX_EXTRA_MINUTES = 240  # minutes on top of the item's own


class TooMuchTime(Refusal):
    """The item has got as much as an item can get."""


def extend_item(*, meeting: MeetingPage, expected_version: int | None, by: User, now: datetime) -> LiveMeeting:
    """Give the present item STEP minutes more. Raises TooMuchTime, and what `change_live_meeting` raises."""
    with change_live_meeting(meeting=meeting, expected_version=expected_version, by=by, now=now) as live:
        if live.extra_minutes + MINUTES_PER_PRESS > MAX_EXTRA_MINUTES:
            raise TooMuchTime(_("The item cannot get more time. Go on to the next."))
        live.extra_minutes += MINUTES_PER_PRESS
    return live
