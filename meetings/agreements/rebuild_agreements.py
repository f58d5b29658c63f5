"""Rebuild the Agreement rows from the approval records."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from meetings.agreements.apply_outcomes import apply_outcomes
from meetings.agreements.make_agreements import make_agreements
from meetings.agreements.models import Agreement
from meetings.minutes.record import ApprovalRecord


@dataclass(frozen=True)
class RebuildCounts:
    """Counts: `records` read, `missing` rows created, `unknown` rows that are in no record and were left alone."""

    records: int
    missing: int
    unknown: int


def rebuild_agreements(*, today: date) -> RebuildCounts:
    """Create missing rows, with the outcomes from later minutes. Status and notes of existing rows are not changed."""
    records = ApprovalRecord.objects.select_related("minutes__unit").order_by("approved_at", "pk")
    lost: set[str] = set()
    known: set[str] = set()
    with transaction.atomic():
        for record in records:
            known |= {row.id for row in record.text.agreements}
            lost |= {str(row.block_id) for row in make_agreements(record=record)}
            if lost:
                apply_outcomes(record=record, today=today, only=lost)
    return RebuildCounts(len(records), len(lost), Agreement.objects.exclude(block_id__in=known).count())
