"""Access rules of the front page, and of keys for other systems."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("home.HomePage")
def home(person: Access) -> Q:
    return access.ALL_ROWS


@access.rule("home.ApiKey")
def api_key(person: Access) -> Q:
    """One's own; administrators see and remove all."""
    if person.has(Right.SEE_OPERATION):
        return access.ALL_ROWS
    return Q(token__user=person.user) if person.has(Right.MAKE_API_KEYS) else access.NO_ROWS
