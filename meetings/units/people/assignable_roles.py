"""Rules on who may give and end which roles."""

from accounts.roles import SCOPE, Right, Role, Scope
from accounts.user import AnyUser
from meetings.units import access
from meetings.units.pages import UnitPage

#: Roles that an agreement holder may give in their own unit. Only administrators appoint its leader.
UNIT_ROLES = (Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.DEPARTMENT_LEADER)


def assignable_roles(user: AnyUser, unit: UnitPage | None = None) -> tuple[Role, ...]:
    """Return the roles that `user` may give and end in `unit`, or anywhere with None (administrators)."""
    person = access.of(user)
    if person.everywhere(Right.MANAGE_ALL_PEOPLE):
        return tuple(role for role in Role if unit is None or SCOPE[role] is Scope.UNIT)
    if unit is not None and person.may(Right.MANAGE_UNIT_PEOPLE, unit):
        return UNIT_ROLES
    return ()


def may_change_role(user: AnyUser, role: str, unit: UnitPage | None = None) -> bool:
    """Return whether `user` may give and end `role` in `unit`, or anywhere with None."""
    return role in assignable_roles(user, unit)
