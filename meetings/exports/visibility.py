"""Access rules of documents that were made, and of their numbers in the records system."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.Export")
def export(person: Access) -> Q:
    """Whoever had it made, and has a role. What it is made of is asked anew when it is fetched."""
    return Q(requested_by=person.user.pk) if person.user is not None and person.is_somebody else access.NO_ROWS


@access.rule("meetings.JournalEntry")
def journal_entry(person: Access) -> Q:
    """Those who journalise in the area, and central staff, who see no more of the minutes."""
    if person.has(Right.SEE_AGREEMENT_REGISTER):
        return access.ALL_ROWS
    return person.units_q(Right.JOURNALISE, "minutes__unit")
