"""Access rule of wishes for support."""

from django.db.models import Q

from accounts.roles import Right
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.SupportRequest")
def support_request(person: Access) -> Q:
    """Those who see the meeting, as the wish is shown there."""
    unit = "item__meeting__unit"
    return person.units_q(Right.SEE_PLANNED_MEETING, unit) | (
        Q(item__meeting__state__in=CONVENED_STATES) & person.units_q(Right.SEE_MEETING, unit)
    )
