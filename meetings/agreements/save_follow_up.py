"""Write one follow-up and update its agreement. Callers check the permission."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from accounts.user import User
from foundation import audit
from meetings.agreements.enums import CLOSED_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement, FollowUp
from meetings.agreements.status_dates import status_wanted_on
from meetings.minutes.pages import MinutesPage

if TYPE_CHECKING:
    from meetings.agreements.follow_up_talk.models import FollowUpTalk


def save_follow_up(
    agreement: Agreement,
    *,
    status: AgreementStatus,
    note: str,
    author: User,
    on: date,
    new_due_on: date | None = None,
    evidence: Iterable[int] = (),
    minutes: MinutesPage | None = None,
    talk: "FollowUpTalk | None" = None,
) -> FollowUp:
    """Create the follow-up and update the agreement. Call inside a transaction, with the agreement's row locked.

    `evidence`: primary keys of what shows it; `minutes` or `talk`: where it was decided. With a new date its owners are
    reminded anew. `closed_on` is kept when one closed status follows another, and cleared when it is opened again.
    """
    before = agreement.status
    agreement.status = status
    if status in CLOSED_STATUSES:
        agreement.closed_on = agreement.closed_on or on
    else:
        agreement.closed_on = None
    agreement.due_on = new_due_on or agreement.due_on
    agreement.status_wanted_on = status_wanted_on(agreement.due_on, on)
    if new_due_on:
        agreement.reminded_on = None
    agreement.version += 1
    agreement.save(update_fields=["status", "closed_on", "due_on", "status_wanted_on", "reminded_on", "version"])
    follow_up = FollowUp.objects.create(
        agreement=agreement, status=status, note=note, author=author, noted_on=on, new_due_on=new_due_on,
        minutes=minutes, talk=talk,
    )  # fmt: skip
    follow_up.evidence.set(evidence)
    audit.record(
        "agreement.followed_up", agreement, by=author, unit_id=agreement.unit_id, before=before, after=str(status)
    )
    return follow_up
