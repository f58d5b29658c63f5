"""Access rule of agreements. Rows exist only for approved minutes."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.Agreement")
def agreement(person: Access) -> Q:
    if person.everywhere(Right.SEE_AGREEMENT_REGISTER):
        return access.ALL_ROWS
    return person.units_q(Right.SEE_AGREEMENTS, "unit")
