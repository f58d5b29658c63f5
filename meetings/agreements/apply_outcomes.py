"""Apply the outcomes that approved minutes record for agreements of earlier years."""

from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.translation.in_danish import in_danish
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.save_follow_up import save_follow_up
from meetings.minutes.record import ApprovalRecord


@in_danish()
def _usual_note() -> str:
    return _("Decided at the dialogue meeting.")


def apply_outcomes(*, record: ApprovalRecord, today: date, only: set[str] | None = None) -> list[FollowUp]:
    """Write a follow-up for each outcome in the approved minutes: carried over with a new date, fulfilled, dropped, or
    in progress.

    Only agreements of the same unit that are still open; one that was closed meanwhile keeps its status. `only` limits
    it to those block ids. The follow-up has the date of the meeting (`today` if it has none), and as author the person
    who submitted the minutes.
    """
    minutes = record.minutes
    held_on = record.text.meeting.held_on
    outcomes = {row.id: row for row in record.text.earlier if row.outcome and (not only or row.id in only)}
    if not outcomes:
        return []
    written = []
    with transaction.atomic():
        open_rows = Agreement.objects.select_for_update().open().filter(unit=minutes.unit_id)
        for row in open_rows.filter(block_id__in=outcomes).exclude(minutes=minutes):
            earlier = outcomes[str(row.block_id)]
            entry = save_follow_up(
                row,
                status=AgreementStatus(earlier.outcome),
                note=earlier.note.strip() or _usual_note(),
                author=cast(User, minutes.submitted_by),  # approved minutes have been submitted
                on=held_on or today,
                new_due_on=earlier.new_due_on if earlier.outcome == AgreementStatus.CARRIED_OVER else None,
                minutes=minutes,
            )
            written.append(entry)
    return written
