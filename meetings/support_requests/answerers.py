"""Who in the administration may answer the wishes of a unit."""

from datetime import date

from accounts.roles import Right, Role, roles_with
from accounts.user import User
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage


def answerers(unit: UnitPage, today: date) -> list[User]:
    """Consultants of the unit's area, then its heads, each by name."""
    current = Membership.objects.current(today).filter(
        area=unit.area_id, role__in=roles_with(Right.ANSWER_WISHES), user__is_active=True
    )
    rows = current.select_related("user").order_by("user__name", "user_id")
    in_order = sorted(rows, key=lambda row: row.role != Role.CONSULTANT)
    return list(dict.fromkeys(row.user for row in in_order))


def first_answerer(unit: UnitPage, today: date) -> User | None:
    """Who answers a new wish unless it is given to another: the consultant of the area, or else its head."""
    return next(iter(answerers(unit, today)), None)
