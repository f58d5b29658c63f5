"""Record that a meeting was held, and who was present."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.text.danish_formats import format_date
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import meeting_held
from meetings.units import access


class NotConvened(StateHasChanged):
    """The meeting is not convened, or it is held already."""


class TooEarly(Refusal):
    """The meeting's day is in the future."""


def hold_meeting(
    *, meeting: MeetingPage, attendance: Mapping[int, Attendance | str], by: User, now: datetime
) -> MeetingPage:
    """Move the meeting to HELD. `attendance` is by participant id; others keep theirs.

    Raises NotAllowed, NotConvened, TooEarly.
    """
    if not access.of(by).may(Right.HOLD, meeting.unit):
        raise NotAllowed(_("Only the agreement holder can record that the meeting was held."))
    with transaction.atomic():
        fresh = record_held(meeting=meeting, attendance=attendance, by=by, now=now)
        if fresh.starts_at is None or timezone.localdate(fresh.starts_at) > timezone.localdate(now):
            raise TooEarly(
                _("The meeting is on %(day)s. Come back when you have held it.") % {"day": format_date(fresh.starts_at)}
            )
    return fresh


def record_held(
    *, meeting: MeetingPage, attendance: Mapping[int, Attendance | str], by: User, now: datetime
) -> MeetingPage:
    """Move the meeting to HELD in the transaction of the calling action, which has checked the permission of `by`.

    Raises NotConvened.
    """
    fresh = bump_meeting_version(
        meeting, states=[MeetingState.INVITED, MeetingState.PREPARING], state=MeetingState.HELD, held_at=now
    )
    if fresh is None:
        raise NotConvened(_("The meeting is not convened, or it is held already."), meeting)
    for participant in fresh.participants.filter(pk__in=list(attendance)):
        participant.attendance = Attendance(attendance[participant.pk])
        participant.save(update_fields=["attendance"])
    save_meeting_revision(fresh, by=by)
    audit.record("meeting.held", fresh, by=by, unit_id=fresh.unit_id)
    meeting_held.send(sender=MeetingPage, meeting=fresh, by=by)
    return fresh
