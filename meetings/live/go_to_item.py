"""Go to another item of a running meeting."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal
from meetings.live.change_live_meeting import change_live_meeting, store_time
from meetings.live.models import LiveMeeting
from meetings.meeting.agenda import agenda_of
from meetings.meeting.item import items_of
from meetings.meeting.pages import MeetingPage


class NotInAgenda(Refusal):
    """The item is not, or no longer, in the agenda."""


def go_to_item(
    *, meeting: MeetingPage, block_id: UUID, expected_version: int | None, by: User, now: datetime
) -> LiveMeeting:
    """Make the item or break with `block_id` the present one. Its clock goes on from what it had, and runs.

    The time of the item that is left is kept. Raises NotInAgenda, and what `change_live_meeting` raises.
    """
    with change_live_meeting(meeting=meeting, expected_version=expected_version, by=by, now=now) as live:
        fresh = MeetingPage.objects.select_related("unit").get(pk=meeting.pk)
        items_of(fresh, times=True)
        item = next((one for one in agenda_of(fresh) if one.id == str(block_id)), None)
        if item is None:
            raise NotInAgenda(_("The item is no longer in the agenda. Choose another."))
        if live.block_id != block_id:
            store_time(live)
            live.block_id, live.evidence = block_id, None
            live.seconds = item.row.actual_seconds if item.row else 0
            live.extra_minutes = item.row.extra_minutes if item.row else 0
        live.running_since = now
    return live
