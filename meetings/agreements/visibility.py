"""Access rule of agreements. Rows exist only for approved minutes."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, Access


@access.rule("meetings.Agreement")
def agreement(access: Access) -> Q:
    if access.everywhere(Right.SEE_AGREEMENT_REGISTER):
        return ALL_ROWS
    return access.units_q(Right.SEE_AGREEMENTS, "unit")
