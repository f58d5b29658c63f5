"""Access rules of units, areas and memberships."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.UnitPage")
def unit(access: Access) -> Q:
    return access.units_q(Right.SEE_UNIT, "")


@access.rule("meetings.AreaPage")
def area(access: Access) -> Q:
    """Whoever may see a unit may see its area."""
    from meetings.units.pages import UnitPage

    own_units = UnitPage.objects.filter(pk__in=access.unit_ids(Right.SEE_UNIT))
    return Q(pk__in=access.area_ids(Right.SEE_UNIT)) | Q(pk__in=own_units.values("area_id"))


@access.rule("meetings.Handover")
def handover(access: Access) -> Q:
    """Those who manage the people of the unit, or everybody."""
    if access.everywhere(Right.MANAGE_ALL_PEOPLE):
        return Q()
    return access.units_q(Right.MANAGE_UNIT_PEOPLE, "ended__unit")


@access.rule("meetings.Membership")
def membership(access: Access) -> Q:
    if access.everywhere(Right.MANAGE_ALL_PEOPLE):
        return Q()
    return access.units_q(Right.MANAGE_UNIT_PEOPLE, "unit")


@access.rule("meetings.DirectoryRule")
def directory_rule(access: Access) -> Q:
    return ALL_ROWS if access.everywhere(Right.MANAGE_ALL_PEOPLE) else NO_ROWS


@access.rule("meetings.SeenValue")
def seen_value(access: Access) -> Q:
    return ALL_ROWS if access.everywhere(Right.MANAGE_ALL_PEOPLE) else NO_ROWS
