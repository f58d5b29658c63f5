"""Give a person a role."""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import EDITOR_ROLES, SCOPE, Role, Scope
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from meetings.units import access
from meetings.units.membership import Membership, MembershipSource
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.people.admin_groups import set_editor_groups
from meetings.units.people.assignable_roles import may_change_role


class RoleAlreadyHeld(Refusal):
    """The person already has this role there."""


class WrongRoleScope(Refusal):
    """Unit or area do not fit the role's scope, or the role would end before it begins."""


def grant_role(
    *,
    user: User,
    role: Role,
    by: User,
    today: date,
    unit: UnitPage | None = None,
    area: AreaPage | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    source: MembershipSource = MembershipSource.HAND,
) -> Membership:
    """Create a Membership of `user`, from `starts_on` (default today) until the day `ends_on` (default: no end).

    Raises NotAllowed, RoleAlreadyHeld, WrongRoleScope.
    """
    if not may_change_role(by, role, unit):
        raise NotAllowed(_("You cannot give this role. Ask the administrator."))
    scope = SCOPE[role]
    if (scope is Scope.UNIT) != (unit is not None) or (scope is Scope.AREA) != (area is not None):
        raise WrongRoleScope(_("Choose where the role belongs: a unit, an area, or the whole municipality."))
    starts_on = starts_on or today
    if ends_on and ends_on <= starts_on:
        raise WrongRoleScope(_("The role must end after it begins. Choose a later day."), field="ends_on")
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # of two simultaneous grants, one is refused
        same = Membership.objects.for_user(user).filter(role=role, unit=unit, area=area)
        if same.filter(ends_on=None).exists() or same.filter(ends_on__gt=starts_on).exists():
            raise RoleAlreadyHeld(_("%(name)s already has this role.") % {"name": user})
        membership = Membership.objects.create(
            user=user, role=role, unit=unit, area=area, starts_on=starts_on, ends_on=ends_on, created_by=by,
            source=source,
        )  # fmt: skip
        if role in EDITOR_ROLES:
            set_editor_groups(user, today=today)
        record("role.granted", membership, by=by, unit_id=unit.pk if unit else None, role=str(role), user=user.pk)
    access.clear_cached_access(user)
    return membership
