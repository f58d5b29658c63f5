"""What approved minutes set going, inside the transaction of the approval."""

from datetime import date

from django.dispatch import receiver

import meetings.agreements.open_agreements  # noqa: F401 — registers itself with the minutes
from meetings.agreements.apply_outcomes import apply_outcomes
from meetings.agreements.make_agreements import make_agreements
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.signals import minutes_approved


@receiver(minutes_approved, dispatch_uid="agreements_of_approved_minutes")
def agreements_of_approved_minutes(*, record: ApprovalRecord, today: date, **_signal: object) -> None:
    make_agreements(record=record)
    apply_outcomes(record=record, today=today)
