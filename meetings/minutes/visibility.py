"""Access rule of minutes."""

from django.db.models import Q

from accounts.roles import Right
from meetings.minutes.enums import MinutesState
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.MinutesPage")
def minutes(person: Access) -> Q:
    """Writers read drafts, the head of area also submitted minutes, holders of SEE_APPROVED_MINUTES approved ones."""
    return (
        person.units_q(Right.WRITE_MINUTES, "unit")
        | Q(state=MinutesState.SUBMITTED) & person.units_q(Right.SEE_SUBMITTED_MINUTES, "unit")
        | Q(state=MinutesState.APPROVED) & person.units_q(Right.SEE_APPROVED_MINUTES, "unit")
    )
