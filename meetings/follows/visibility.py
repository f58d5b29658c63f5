"""Access rule of follows."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.Follow")
def follow(person: Access) -> Q:
    """One's own alone: nobody sees what others follow."""
    return Q(person=person.user.pk) if person.user is not None and person.is_somebody else access.NO_ROWS
