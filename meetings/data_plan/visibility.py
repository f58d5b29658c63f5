"""Access rule for data plans and their delimitation."""

from django.db.models import Q

from accounts.roles import Right
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.DataPlanLine")
@access.rule("meetings.Delimitation")
def line(access: Access) -> Q:
    """Those who see the meeting: those who prepare it from the start, board representatives once it is convened."""
    return access.units_q(Right.SEE_PLANNED_MEETING, "meeting__unit") | (
        Q(meeting__state__in=CONVENED_STATES) & access.units_q(Right.SEE_MEETING, "meeting__unit")
    )
