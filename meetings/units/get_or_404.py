"""Get a unit from a URL's arguments, and check rights, with 404 for what the user may not see."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import CharField, QuerySet
from django.http import Http404

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from meetings.units import access
from meetings.units.pages import UnitPage
from meetings.units.visible_rows import VisibleRows

T = TypeVar("T")


def unit_or_404(user: AnyUser, area: str, unit: str) -> UnitPage:
    """Return the unit at /<area>/<unit>/. Raises Http404 when it does not exist or may not be seen."""
    return first_or_404(_units.objects(user, area=area, unit=unit))


def _unit(user: AnyUser) -> QuerySet[UnitPage]:
    here = access.visible_to(user, UnitPage).select_related("area").order_by()
    found: QuerySet[UnitPage] = here.filter(
        slug=Parameter("unit", CharField()), area__slug=Parameter("area", CharField())
    )
    return found


_units = VisibleRows(_unit)


def first_or_404(rows: Sequence[T]) -> T:
    """Return the first of the rows. Raises Http404 when there is none."""
    if not rows:
        raise Http404
    return rows[0]


def require_right_or_404(user: AnyUser, right: Right, unit: UnitPage) -> None:
    """Raise Http404 unless `user` holds `right` for `unit`."""
    if not access.of(user).may(right, unit):
        raise Http404


def right_or_404(user: AnyUser, right: Right) -> None:
    """Raise Http404 unless `user` holds `right` somewhere."""
    if not access.of(user).has(right):
        raise Http404
