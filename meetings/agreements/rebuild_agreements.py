"""Makes all rows again from the frozen records."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from meetings.agreements.apply_outcomes import apply_outcomes
from meetings.agreements.make_agreements import make_agreements
from meetings.agreements.models import Agreement
from meetings.minutes.record import ApprovalRecord


@dataclass(frozen=True)
class Rebuilt:
    """`missing` rows were made anew; `unknown` rows stand in no record and were left alone."""

    records: int
    missing: int
    unknown: int


def rebuild_agreements(*, today: date) -> Rebuilt:
    """Status and notes of rows that exist are never touched; a row that was lost gets back what later minutes said."""
    records = ApprovalRecord.objects.select_related("minutes__unit").order_by("approved_at", "pk")
    lost: set[str] = set()
    known: set[str] = set()
    with transaction.atomic():
        for record in records:
            known |= {row.id for row in record.text.agreements}
            lost |= {str(row.block_id) for row in make_agreements(record=record)}
            if lost:
                apply_outcomes(record=record, today=today, only=lost)
    return Rebuilt(len(records), len(lost), Agreement.objects.exclude(block_id__in=known).count())
