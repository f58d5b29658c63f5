"""Access rule of the register of processors."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("home.Processor")
def processor(person: Access) -> Q:
    return access.ALL_ROWS if person.everywhere(Right.KEEP_DATA_PROTECTION) else access.NO_ROWS
