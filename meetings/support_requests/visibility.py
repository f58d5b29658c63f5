"""Access rule of wishes to the administration."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.SupportRequest")
def support_request(access: Access) -> Q:
    """The leaders of the unit, and head of area and consultants of its area. What a unit brings, and approved
    minutes, show the text of a wish to all who may read them, but neither its answer nor who gives it."""
    return access.units_q(Right.SEE_WISHES, "meeting__unit")
