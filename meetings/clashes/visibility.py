"""Access rule of blocked times."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import NO_ROWS, Access


@access.rule("meetings.BlockedTime")
def blocked_time(access: Access) -> Q:
    """One's own only: that somebody is busy is told by the forms that choose a time, without the row."""
    return Q(user=access.user) if access.is_somebody and access.user else NO_ROWS
