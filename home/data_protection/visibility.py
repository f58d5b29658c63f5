"""Access rule of the register of processors."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("home.Processor")
def processor(access: Access) -> Q:
    return ALL_ROWS if access.everywhere(Right.KEEP_DATA_PROTECTION) else NO_ROWS
