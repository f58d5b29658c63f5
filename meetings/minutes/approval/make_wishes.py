"""Make the wishes of approved minutes: from then on the administration answers them."""

from typing import cast
from uuid import UUID

from accounts.user import User
from meetings.meeting.item import MeetingItem
from meetings.minutes.record import ApprovalRecord
from meetings.support_requests.add_wishes import add_wishes
from meetings.support_requests.enums import Origin
from meetings.support_requests.models import SupportRequest


def make_wishes(*, record: ApprovalRecord) -> list[SupportRequest]:
    """Create one row for each wish of the frozen text, under the id of its block. Return the new rows.

    Calling it again makes none and leaves those that exist alone. Call inside the transaction of the approval.
    """
    minutes, wishes = record.minutes, record.text.wishes
    if not wishes:
        return []
    ids = [UUID(row.id) for row in wishes]
    known = set(SupportRequest.objects.filter(block_id__in=ids).values_list("block_id", flat=True))
    items = {str(row.block_id): row for row in MeetingItem.objects.filter(meeting=minutes.meeting).only("block_id")}
    made = [
        SupportRequest(
            block_id=UUID(row.id),
            item=items.get(row.section),
            origin=row.origin or Origin.MINUTES,
            initiative_id=row.initiative,
            initiative_name=row.initiative_name,
            text=row.text,
        )
        for row in wishes
        if UUID(row.id) not in known
    ]
    add_wishes(meeting=minutes.meeting, wishes=made, by=cast(User, minutes.submitted_by))
    return made
