"""Access rule of the meeting on its screen."""

from django.db.models import Q

from accounts.roles import Right
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.LiveMeeting")
def live_meeting(person: Access) -> Q:
    """Those who see the meeting, once it is convened."""
    return Q(meeting__state__in=CONVENED_STATES) & person.units_q(Right.SEE_MEETING, "meeting__unit")
