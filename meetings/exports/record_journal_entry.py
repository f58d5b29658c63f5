"""Note where approved minutes are in the records system."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import changed_meanwhile
from meetings.exports.models import JournalEntry
from meetings.minutes.pages import MinutesPage
from meetings.units import access


class NotApproved(Refusal):
    """Only approved minutes are journalised."""


def record_journal_entry(
    *, minutes: MinutesPage, case_number: str, document_number: str, expected_version: int, by: User
) -> JournalEntry:
    """Store the numbers. `expected_version` is the version that the form showed, 0 where nothing was noted yet.

    Raises NotAllowed, NotApproved, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.JOURNALISE, minutes.unit):
        raise NotAllowed(_("The head of the area and the consultants note where the minutes are journalised."))
    with transaction.atomic():
        current = MinutesPage.objects.select_for_update(of=("self",)).get(pk=minutes.pk)  # one at a time
        if not current.is_approved:
            raise NotApproved(_("The minutes are not approved yet, so they are not journalised."))
        entry = JournalEntry.objects.filter(minutes=current).first() or JournalEntry(minutes=current, version=0)
        if entry.version != expected_version:
            raise changed_meanwhile(entry)
        entry.case_number, entry.document_number = case_number.strip(), document_number.strip()
        entry.noted_by, entry.noted_at = by, timezone.now()
        entry.version += 1
        entry.save()
        audit.record("minutes.journalised", entry, by=by, unit_id=minutes.unit_id, minutes=minutes.pk)
    return entry
