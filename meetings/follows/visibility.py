"""Access rule of follows."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import NO_ROWS, Access


@access.rule("meetings.Follow")
def follow(access: Access) -> Q:
    """Only the user's own: nobody sees what others follow."""
    return Q(person=access.user.pk) if access.user is not None and access.is_somebody else NO_ROWS
