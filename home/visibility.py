"""Access rules of the front page, and of keys for other systems."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("home.HomePage")
def home(access: Access) -> Q:
    return ALL_ROWS


@access.rule("home.ApiKey")
def api_key(access: Access) -> Q:
    """One's own; administrators see and remove all."""
    if access.has(Right.SEE_OPERATION):
        return ALL_ROWS
    return Q(token__user=access.user) if access.has(Right.MAKE_API_KEYS) else NO_ROWS
