"""Call off the preparation meetings of a cancelled meeting."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.user import User
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import meeting_cancelled
from meetings.preparation.notifications import ChangedAppointment, notify_people


@receiver(meeting_cancelled)
def cancel_appointments(*, meeting: MeetingPage, by: User, **kwargs: Any) -> None:
    """Take away the times of those ahead, and tell their people in one mail each."""
    ahead = meeting.preparation_steps.filter(done_at=None, planned_on__gte=timezone.localdate())
    changed = []
    for step in ahead.prefetch_related("people"):
        change = ChangedAppointment.of(step)
        if change.was_appointment:
            step.begins_at = step.ends_at = None
            step.sequence += 1
            step.version += 1
            step.save()
            changed.append(change)
    notify_people(meeting, changed, by)
