"""Cancel a meeting."""

from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, ReasonMissing
from meetings.meeting.enums import MeetingState
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import meeting_cancelled
from meetings.units import access

_CONVENED = (MeetingState.INVITED, MeetingState.PREPARING)


class CannotCancel(StateHasChanged):
    """The meeting has been held, or is cancelled already."""


def cancel_meeting(*, meeting: MeetingPage, reason: str, by: User) -> MeetingPage:
    """Cancel the meeting; if it was convened, notify its participants with the reason and a calendar cancellation.

    Raises NotAllowed, ReasonMissing, CannotCancel.
    """
    if not access.of(by).may(Right.CANCEL, meeting.unit):
        raise NotAllowed(_("Only the agreement holder can cancel the meeting."))
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Write why the meeting is cancelled. The participants get the reason."), field="reason")
    cancel = partial(bump_meeting_version, meeting, state=MeetingState.CANCELLED, state_reason=reason)
    with transaction.atomic():
        fresh = cancel(states=_CONVENED, invitation_sequence=F("invitation_sequence") + 1)
        was_convened = fresh is not None
        if fresh is None:
            fresh = cancel(states=[MeetingState.PLANNED])
        if fresh is None:
            raise CannotCancel(_("The meeting cannot be cancelled: it is held, or cancelled already."), meeting)
        save_meeting_revision(fresh, by=by)
        audit.record("meeting.cancelled", fresh, by=by, unit_id=fresh.unit_id, was_convened=was_convened)
        meeting_cancelled.send(sender=MeetingPage, meeting=fresh, by=by, reason=reason, was_convened=was_convened)
    return fresh
