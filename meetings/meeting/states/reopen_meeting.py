"""Reopen a cancelled meeting, or undo that a meeting was held."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, ReasonMissing, Refusal
from meetings.meeting.enums import Attendance, MeetingState
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.units import access


class NothingToReopen(StateHasChanged):
    """The meeting is neither held nor cancelled."""


class MinutesBegun(Refusal):
    """A held meeting with minutes cannot be reopened."""


def reopen_meeting(*, meeting: MeetingPage, reason: str, by: User) -> MeetingPage:
    """Move a meeting from CANCELLED to PLANNED, to be convened again, or from HELD to PREPARING before it has minutes.

    Raises NotAllowed, ReasonMissing, NothingToReopen, MinutesBegun.
    """
    if not access.of(by).may(Right.CANCEL, meeting.unit):
        raise NotAllowed(_("Only the agreement holder can reopen the meeting."))
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write why the meeting is reopened."), field="reason")
    with transaction.atomic():
        was = MeetingState.CANCELLED
        fresh = bump_meeting_version(
            meeting, states=[was], state=MeetingState.PLANNED, state_reason=reason, invited_at=None
        )
        if fresh is None:
            was = MeetingState.HELD
            fresh = bump_meeting_version(
                meeting, states=[was], state=MeetingState.PREPARING, state_reason=reason, held_at=None
            )
        if fresh is None:
            raise NothingToReopen(_("Only a meeting that is cancelled or held can be reopened."), meeting)
        _make_ready(fresh, was)
        save_meeting_revision(fresh, by=by)
        audit.record("meeting.reopened", fresh, by=by, unit_id=fresh.unit_id, was=str(was))
    return fresh


def _make_ready(meeting: MeetingPage, was: MeetingState) -> None:
    if was == MeetingState.CANCELLED:
        meeting.participants.update(invited_at=None)
        return
    if hasattr(meeting, "minutes_page"):
        raise MinutesBegun(_("The minutes are begun, so the meeting stays held."))
    meeting.participants.update(attendance=Attendance.UNKNOWN)
