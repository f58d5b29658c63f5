"""Who may give and end which roles."""

from typing import Any

from accounts.roles import SCOPE, Right, Role, Scope
from accounts.user import AnyUser
from meetings.units import access

#: What an agreement holder may hand out in the own unit. Who leads a unit is said by the administrator.
UNIT_ROLES = (Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE)


def roles_to_give(user: AnyUser, unit: Any = None) -> tuple[Role, ...]:
    """The roles that `user` may give and end: in `unit` (a UnitPage), or with None anywhere (administrators)."""
    person = access.of(user)
    if person.everywhere(Right.MANAGE_ALL_PEOPLE):
        return tuple(role for role in Role if unit is None or SCOPE[role] is Scope.UNIT)
    if unit is not None and person.may(Right.MANAGE_UNIT_PEOPLE, unit):
        return UNIT_ROLES
    return ()


def may_decide(user: AnyUser, role: str, unit: Any = None) -> bool:
    return role in roles_to_give(user, unit)
