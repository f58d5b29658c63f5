"""Begin a meeting on its screen."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.text.danish_formats import format_date
from meetings.live.models import LiveMeeting
from meetings.live.permissions import may_chair
from meetings.meeting.agenda import agenda_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage


class CannotBegin(Refusal):
    """The meeting is not convened, is over, or has no agenda."""


class MeetingOnAnotherDay(Refusal):
    """The meeting is on another day, and nobody said that it begins now."""


def begin_meeting(*, meeting: MeetingPage, is_confirmed: bool, by: User, now: datetime) -> LiveMeeting:
    """Start the clock of the first item. A meeting that runs already is left as it is.

    `is_confirmed`: begin although the meeting is on another day. Raises NotAllowed, CannotBegin, MeetingOnAnotherDay.
    """
    with transaction.atomic():
        meeting = MeetingPage.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
        live = LiveMeeting.objects.filter(meeting=meeting).first() or LiveMeeting(meeting=meeting, version=0)
        if not may_chair(by, meeting, live):
            raise NotAllowed(_("The agreement holder begins the meeting, or whoever they have named to lead it."))
        if live.is_running:
            return live
        items = agenda_of(meeting)
        if meeting.state not in (MeetingState.INVITED, MeetingState.PREPARING) or meeting.starts_at is None:
            raise CannotBegin(_("The meeting is not convened, or it is over."))
        if not items:
            raise CannotBegin(_("The meeting has no agenda to follow."))
        if timezone.localdate(meeting.starts_at) != timezone.localdate(now) and not is_confirmed:
            day = format_date(meeting.starts_at)
            raise MeetingOnAnotherDay(_("The meeting is on %(day)s. Say that it begins now.") % {"day": day})
        live.began_at = live.running_since = now
        live.ended_at = live.evidence = None
        live.block_id, live.seconds, live.extra_minutes = items[0].id, 0, 0
        live.version += 1
        live.save()
        audit.record("live.begun", meeting, by=by, unit_id=meeting.unit_id)
    return live
