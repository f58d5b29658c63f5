"""Access rules of meetings and the rows of their agenda items."""

from django.db.models import Q

from accounts.roles import Right
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.MeetingPage")
def meeting(access: Access) -> Q:
    """Those who prepare the meeting see it from the start, board representatives once it is convened."""
    return access.units_q(Right.SEE_PLANNED_MEETING, "unit") | (
        Q(state__in=CONVENED_STATES) & access.units_q(Right.SEE_MEETING, "unit")
    )


@access.rule("meetings.MeetingItem")
def item(access: Access) -> Q:
    """Those who write the minutes, as the row has their draft. Others see its time on the meeting's page."""
    return access.units_q(Right.WRITE_MINUTES, "meeting__unit")
