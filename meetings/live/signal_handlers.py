"""A meeting that is being held is not cancelled."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from foundation.errors import Refusal
from meetings.live.models import LiveMeeting
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import meeting_cancelled


class MeetingIsRunning(Refusal):
    """The meeting has begun, and is not over."""


@receiver(meeting_cancelled)
def refuse_while_running(*, meeting: MeetingPage, **_signal: object) -> None:
    """Raise MeetingIsRunning, which undoes the action that sent the signal."""
    if LiveMeeting.objects.filter(meeting=meeting, began_at__isnull=False, ended_at=None).exists():
        raise MeetingIsRunning(_("The meeting has begun. End it first."))
