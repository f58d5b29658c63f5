"""Access rule of the event log."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("foundation.AuditEvent")
def event_log(access: Access) -> Q:
    return ALL_ROWS if access.everywhere(Right.SEE_EVENT_LOG) else NO_ROWS
