"""Access rule of calendar feeds."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import NO_ROWS, Access


@access.rule("meetings.CalendarFeed")
def feed(access: Access) -> Q:
    return Q(user=access.user) if access.is_somebody and access.user else NO_ROWS
