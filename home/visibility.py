"""The front door stands open: visitors are told what this is and asked to sign in."""

from django.db.models import Q

from meetings.units import access
from meetings.units.access import Access


@access.rule("home.HomePage")
def home(person: Access) -> Q:
    return access.EVERYBODY
