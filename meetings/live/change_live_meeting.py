"""Change the row of a running meeting: permission, lock and version, common to all that the chair does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Conflict, NotAllowed
from foundation.forms.optimistic_lock import require_version
from meetings.live.models import LiveMeeting
from meetings.live.permissions import may_chair
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage


class NotRunning(Conflict):
    """The meeting has not begun, or it is over."""


@contextmanager
def change_live_meeting(
    *, meeting: MeetingPage, expected_version: int | None, by: User, now: datetime
) -> Iterator[LiveMeeting]:
    """Lock the row of the meeting, let the caller change it, and store it as the next version, in one transaction.

    The clock stands at `now` when the row is given out: `seconds` counts what was used, and `running_since` is `now`,
    or None while the meeting pauses. `expected_version` is the version that the chair's page showed, so that of two
    who press at once only one is followed. Raises NotAllowed, NotRunning, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = LiveMeeting.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
        if not may_chair(by, meeting, row):
            raise NotAllowed(_("The agreement holder leads the meeting, or whoever they have named."))
        if row is None or not row.is_running:
            raise NotRunning(_("The meeting has not begun, or it is over."))
        require_version(row, expected_version)
        row.seconds = row.seconds_used(now)
        row.running_since = row.running_since and now
        yield row
        row.version += 1
        row.save()


def store_time(live: LiveMeeting) -> None:
    """Store the time of the present item with its row; a break has none. The clock of `live` stands."""
    if live.block_id is not None:
        row = MeetingItem.objects.filter(meeting=live.meeting_id, block_id=live.block_id)
        row.update(actual_seconds=live.seconds, extra_minutes=live.extra_minutes)
