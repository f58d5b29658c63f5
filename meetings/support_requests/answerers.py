"""Who in the administration may answer the wishes of a unit."""

from datetime import date

from django.db.models import Q

from accounts.roles import Right, Role
from accounts.user import User
from meetings.units.pages import UnitPage
from meetings.units.right_holders import memberships_with


def answerers(unit: UnitPage, today: date) -> list[User]:
    """Return the consultants of the unit's area, then its heads, each by name."""
    current = memberships_with(Right.ANSWER_WISHES, today, Q(area=unit.area_id))
    rows = current.select_related("user").order_by("user__name", "user_id")
    in_order = sorted(rows, key=lambda row: row.role != Role.CONSULTANT)
    return list(dict.fromkeys(row.user for row in in_order))


def first_answerer(unit: UnitPage, today: date) -> User | None:
    """Return who answers a new wish unless it is given to another: the consultant of the area, or else its head."""
    return next(iter(answerers(unit, today)), None)
