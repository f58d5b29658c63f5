"""Find the people who hold a right for a unit, to notify them."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.roles import Right, roles_with
from accounts.user import User
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage


def right_holders(right: Right, unit: UnitPage, today: date, *, in_the_unit_only: bool = False) -> QuerySet[User]:
    """Return active users who hold `right` for `unit` today, through the unit or its area, by name.

    `in_the_unit_only` leaves out those whose role is for the whole area.
    """
    held = holding_memberships(right, unit, today, in_the_unit_only=in_the_unit_only)
    return User.objects.filter(pk__in=held.values("user")).order_by("name", "pk")


def holding_memberships(
    right: Right, unit: UnitPage, today: date, *, in_the_unit_only: bool = False
) -> QuerySet[Membership]:
    """The memberships by which the `right_holders` hold their right."""
    reach = Q(unit=unit) if in_the_unit_only else Q(unit=unit) | Q(area=unit.area_id)
    return Membership.objects.current(today).filter(reach, role__in=roles_with(right), user__is_active=True).order_by()
