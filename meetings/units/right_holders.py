"""Find the people who hold a right, to notify them."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.roles import Right, roles_with
from accounts.user import User
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage

ALL_UNITS = Q()


def memberships_with(right: Right, today: date, reach: Q = ALL_UNITS) -> QuerySet[Membership]:
    """Return the memberships of today that give `right` to an active user; `reach` is a filter on memberships."""
    return Membership.objects.current(today).filter(reach, role__in=roles_with(right), user__is_active=True).order_by()


def users_with(right: Right, today: date, reach: Q = ALL_UNITS) -> QuerySet[User]:
    """Return the active users to whom such a membership gives `right`, by name."""
    return User.objects.filter(pk__in=memberships_with(right, today, reach).values("user")).order_by("name", "pk")


def right_holders(right: Right, unit: UnitPage, today: date, *, in_the_unit_only: bool = False) -> QuerySet[User]:
    """Return active users who hold `right` for `unit` today, through the unit or its area, by name.

    `in_the_unit_only` leaves out those whose role is for the whole area.
    """
    return users_with(right, today, _reach(unit, in_the_unit_only))


def holding_memberships(
    right: Right, unit: UnitPage, today: date, *, in_the_unit_only: bool = False
) -> QuerySet[Membership]:
    """Return the memberships by which the `right_holders` hold their right."""
    return memberships_with(right, today, _reach(unit, in_the_unit_only))


def _reach(unit: UnitPage, in_the_unit_only: bool) -> Q:
    return Q(unit=unit) if in_the_unit_only else Q(unit=unit) | Q(area=unit.area_id)
