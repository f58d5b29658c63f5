"""From the words of an address to the unit, for people who may see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.units import access
from meetings.units.pages import UnitPage


def unit_or_404(user: AnyUser, area: str, unit: str) -> UnitPage:
    """The unit at /<area>/<unit>/. Raises Http404: one answer for what is not and what may not be seen."""
    rows = access.visible_to(user, UnitPage).select_related("area")
    return get_object_or_404(rows, slug=unit, area__slug=area)


def require(user: AnyUser, right: Right, unit: UnitPage) -> None:
    """Raises Http404 unless `user` holds `right` for `unit`: a page one may not use is not there."""
    if not access.of(user).may(right, unit):
        raise Http404


def right_or_404(user: AnyUser, right: Right) -> None:
    """Raises Http404 unless `user` holds `right` somewhere."""
    if not access.of(user).has(right):
        raise Http404
