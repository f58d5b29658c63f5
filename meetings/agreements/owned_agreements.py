"""Whose an agreement is: which persons of the unit or of the administration have it as a task."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from accounts.roles import Right, roles_with
from foundation.compiled_query import Parameter
from meetings.template.enums import ItemOwner
from meetings.units.access import NO_ROWS, Access
from meetings.units.membership import Membership


def owned_by(access: Access, name: str | Parameter, today: date) -> Q:
    """Return a filter on agreements that the person called `name` has as a task.

    The unit's are its leaders', the administration's are those of the area's head and consultants. Where the minutes
    name one of these people or a role, they are that person's or that role's alone.
    """
    units, areas = access.unit_ids(Right.FOLLOW_UP), access.area_ids(Right.FOLLOW_UP)
    if not units and not areas:
        return NO_ROWS
    side = Q(owner=ItemOwner.UNIT, unit__in=units) | Q(owner=ItemOwner.ADMINISTRATION, unit__area__in=areas)
    roles = roles_with(Right.FOLLOW_UP)
    own = {capfirst(str(role.label)) for role in access.roles()}
    others = {capfirst(str(role.label)) for role in roles} - own
    named = Membership.objects.current(today).filter(
        Q(unit=OuterRef("unit")) | Q(area=OuterRef("unit__area")),
        role__in=roles, user__is_active=True, user__name=OuterRef("owner_detail"),
    )  # fmt: skip
    somebody_else = Q(owner_detail__in=others) | (~Q(owner_detail="") & Q(Exists(named)))
    return side & (Q(owner_detail__in=["", name, *own]) | ~somebody_else)
