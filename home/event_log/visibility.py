"""Access rule of the event log."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("foundation.AuditEvent")
def event_log(person: Access) -> Q:
    return access.ALL_ROWS if person.everywhere(Right.SEE_EVENT_LOG) else access.NO_ROWS
