"""Makes rows from the agreements in approved minutes."""

from datetime import date
from typing import cast

from django.db import transaction

from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.status_dates import status_wanted_on
from meetings.minutes.agreement_fields import SHARED
from meetings.minutes.record import ApprovalRecord


def make_agreements(*, record: ApprovalRecord) -> list[Agreement]:
    """One row for each agreement of the frozen text, under the same id. Returns those that were new.

    Doing it again repairs what was agreed, and leaves status and notes alone; a date that a later meeting
    moved stays moved. An id that belongs to other minutes breaks the database's rule and undoes everything.
    """
    made = []
    with transaction.atomic():
        for agreed in record.text.agreements:
            due_on = _moved_to(agreed.id) or cast(date, agreed.due_on)  # what was submitted has a date
            values = {
                **{name: getattr(agreed, name) for name in SHARED},
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
    """The date that a later meeting agreed on, if any."""
    moves = FollowUp.objects.filter(agreement__block_id=block_id, new_due_on__isnull=False)
    return moves.order_by("-noted_on", "-id").values_list("new_due_on", flat=True).first()
