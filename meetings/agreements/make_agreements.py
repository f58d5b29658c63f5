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
    made = []
    with transaction.atomic():
        for agreed in record.text.agreements:
            due_on = _moved_to(agreed.id) or cast(date, agreed.due_on)  # required before submitting
            values = {
                **{name: getattr(agreed, name) for name in SHARED_FIELDS},
                "due_on": due_on,
                "unit": record.minutes.unit,
                "initiative_id": agreed.initiative,
                "created_at": record.approved_at,
            }
            row, is_new = Agreement.objects.update_or_create(
                block_id=agreed.id,
                minutes=record.minutes,
                defaults=values,
                create_defaults=values | {"status_wanted_on": status_wanted_on(due_on)},
            )
            if is_new:
                made.append(row)
    return made


def _moved_to(block_id: str) -> date | None:
    """The latest new date in the follow-ups of this agreement, if any."""
    moves = FollowUp.objects.filter(agreement__block_id=block_id, new_due_on__isnull=False)
    return moves.order_by("-noted_on", "-id").values_list("new_due_on", flat=True).first()
