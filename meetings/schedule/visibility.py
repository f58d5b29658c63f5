"""Access rule of calendar feeds."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import NO_ROWS, Access


@access.rule("meetings.CalendarFeed")
def feed(person: Access) -> Q:
    return Q(user=person.user) if person.is_somebody and person.user else NO_ROWS
