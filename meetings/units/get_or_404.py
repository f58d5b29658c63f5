"""Get a unit from a URL's arguments, and check rights, with 404 for what the user may not see."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.units import access
from meetings.units.pages import UnitPage


def unit_or_404(user: AnyUser, area: str, unit: str) -> UnitPage:
    """Return the unit at /<area>/<unit>/. Raises Http404 when it does not exist or may not be seen."""
    rows = access.visible_to(user, UnitPage).select_related("area")
    return get_object_or_404(rows, slug=unit, area__slug=area)


def require(user: AnyUser, right: Right, unit: UnitPage) -> None:
    """Raise Http404 unless `user` holds `right` for `unit`."""
    if not access.of(user).may(right, unit):
        raise Http404


def right_or_404(user: AnyUser, right: Right) -> None:
    """Raise Http404 unless `user` holds `right` somewhere."""
    if not access.of(user).has(right):
        raise Http404
