"""Lets the minutes' word on earlier agreements take effect."""

from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.write_follow_up import write_follow_up
from meetings.minutes.record import ApprovalRecord


def apply_outcomes(*, record: ApprovalRecord, today: date, only: set[str] | None = None) -> list[FollowUp]:
    """Writes what the approved minutes say about agreements of earlier years: carried over with a new date, fulfilled,
    dropped, or going on.

    Only agreements of the same unit that are still open; one that was closed meanwhile keeps its status. `only` limits
    it to those ids. The entry is dated by the meeting and signed by whoever submitted the minutes.
    """
    minutes = record.minutes
    held_on = record.text.meeting.held_on
    words = {row.id: row for row in record.text.earlier if row.outcome and (not only or row.id in only)}
    written = []
    with transaction.atomic():
        open_rows = Agreement.objects.select_for_update().open().filter(unit=minutes.unit_id)
        for row in open_rows.filter(block_id__in=words).exclude(minutes=minutes):
            word = words[str(row.block_id)]
            entry = write_follow_up(
                row,
                status=AgreementStatus(word.outcome),
                note=word.note.strip() or _("Decided at the dialogue meeting."),
                author=cast(User, minutes.submitted_by),  # what is approved was submitted
                on=held_on or today,
                new_due_on=word.new_due_on if word.outcome == AgreementStatus.CARRIED_OVER else None,
            )
            written.append(entry)
    return written
