"""Access rule of the front page: everybody may see it."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import Access


@access.rule("home.HomePage")
def home(person: Access) -> Q:
    return access.EVERYBODY
