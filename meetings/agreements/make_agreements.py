"""Create the Agreement rows of approved minutes."""

from datetime import date
from typing import cast

from django.db import transaction

from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.status_dates import status_wanted_on
from meetings.minutes.agreement_fields import SHARED_FIELDS
from meetings.minutes.record import ApprovalRecord


def make_agreements(*, record: ApprovalRecord) -> list[Agreement]:
    """Create or update one row for each agreement of the frozen text, under the id of its block. Return the new rows.

    Calling it again restores the agreed text and owner, leaves status and notes alone, and keeps a date that a later
    meeting set. An id that belongs to other minutes violates the unique constraint and rolls everything back.
    """
    content, minutes = record.text.agreements, record.minutes
    with transaction.atomic():
        known = {str(row.block_id): row for row in Agreement.objects.select_for_update().filter(minutes=minutes)}
        moved = _moved_dates(list(known)) if known else {}
        made = []
        for agreed in content:
            row = known.get(agreed.id)
            due_on = moved.get(agreed.id) or cast(date, agreed.due_on)  # required before submitting
            if row is None:
                row = Agreement(block_id=agreed.id, minutes=minutes, status_wanted_on=status_wanted_on(due_on))
                made.append(row)
            for name in SHARED_FIELDS:
                setattr(row, name, getattr(agreed, name))
            row.due_on, row.unit, row.created_at = due_on, minutes.unit, record.approved_at
            row.initiative_id = agreed.initiative
            row.save()
    return made


def _moved_dates(block_ids: list[str]) -> dict[str, date]:
    """For each of these agreements with a new date in its follow-ups, the latest one. One query."""
    moves = FollowUp.objects.filter(agreement__block_id__in=block_ids, new_due_on__isnull=False)
    rows = moves.order_by("noted_on", "id").values_list("agreement__block_id", "new_due_on")
    return {str(block_id): cast(date, new_due_on) for block_id, new_due_on in rows}
