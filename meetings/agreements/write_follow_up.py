"""Write one follow-up and update its agreement. Callers check the permission."""

from datetime import date

from accounts.user import User
from foundation import audit
from meetings.agreements.enums import CLOSED_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.status_dates import status_wanted_on


def write_follow_up(
    agreement: Agreement, *, status: AgreementStatus, note: str, author: User, on: date, new_due_on: date | None = None
) -> FollowUp:
    """Create the follow-up and update the agreement. Call inside a transaction, with the agreement's row locked.

    `closed_on` is kept when one closed status follows another, and cleared when the agreement is reopened.
    """
    before = agreement.status
    agreement.status = status
    if status in CLOSED_STATUSES:
        agreement.closed_on = agreement.closed_on or on
    else:
        agreement.closed_on = None
    agreement.due_on = new_due_on or agreement.due_on
    agreement.status_wanted_on = status_wanted_on(agreement.due_on, on)
    agreement.version += 1
    agreement.save(update_fields=["status", "closed_on", "due_on", "status_wanted_on", "version"])
    follow_up = FollowUp.objects.create(
        agreement=agreement, status=status, note=note, author=author, noted_on=on, new_due_on=new_due_on
    )
    audit.record(
        "agreement.followed_up", agreement, by=author, unit_id=agreement.unit_id, before=before, after=str(status)
    )
    return follow_up
