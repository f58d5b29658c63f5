"""Access rules of documents that were made, and of their numbers in the records system."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.Export")
def export(access: Access) -> Q:
    """Whoever had it made, and has a role. What it is made of is asked anew when it is fetched."""
    return Q(requested_by=access.user.pk) if access.user is not None and access.is_somebody else NO_ROWS


@access.rule("meetings.JournalEntry")
def journal_entry(access: Access) -> Q:
    """Those who journalise in the area, and central staff, who see no more of the minutes."""
    if access.has(Right.SEE_AGREEMENT_REGISTER):
        return ALL_ROWS
    return access.units_q(Right.JOURNALISE, "minutes__unit")
