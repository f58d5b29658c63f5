"""Mark a convened meeting as being prepared."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.meeting.enums import MeetingState
from meetings.meeting.meeting_versions import bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def begin_preparation(*, meeting: MeetingPage, by: User) -> bool:
    """Move the meeting from INVITED to PREPARING, with the first recorded preparation or the first shared evidence.

    Does nothing in other states. Return whether the meeting moved. Raises NotAllowed.
    """
    person = access.of(by)
    if not (person.may(Right.PREPARE, meeting.unit) or person.may(Right.SHARE_EVIDENCE, meeting.unit)):
        raise NotAllowed(_("Only those who prepare the meeting can begin."))
    with transaction.atomic():
        fresh = bump_meeting_version(meeting, states=[MeetingState.INVITED], state=MeetingState.PREPARING)
        if fresh is None:
            return False
        save_meeting_revision(fresh, by=by)
        audit.record("meeting.preparation_begun", fresh, by=by, unit_id=fresh.unit_id)
    return True
