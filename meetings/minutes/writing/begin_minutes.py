"""Create the minutes of a meeting that was held, or is being held."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.initial_content import initial_content
from meetings.units import access


class NotHeldYet(Refusal):
    """Minutes can only be written when the meeting was held."""


def begin_minutes(*, meeting: MeetingPage, by: User, is_running: bool = False) -> MinutesPage:
    """Create the minutes of `meeting` (version 1) or return those that exist.

    `is_running`: the meeting is being held, as the calling action knows. Raises NotAllowed, NotHeldYet.
    """
    if not access.of(by).may(Right.WRITE_MINUTES, meeting.unit):
        raise NotAllowed(_("Only the unit's leadership and the consultant write the minutes."))
    with transaction.atomic():
        # Of two concurrent calls the second waits for this lock and finds the minutes of the first.
        meeting = MeetingPage.objects.select_for_update().get(pk=meeting.pk)
        found = MinutesPage.objects.filter(meeting=meeting).first()
        if found is not None:
            return found
        if meeting.state != MeetingState.HELD and not is_running:
            raise NotHeldYet(_("First say that the meeting was held. Then the minutes can be written."))
        minutes = initial_content(meeting)
        minutes.version = 1
        meeting.add_child(instance=minutes)
        audit.record("minutes.begun", minutes, by=by, unit_id=meeting.unit_id)
    return minutes
