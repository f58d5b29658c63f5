"""Who was called to a meeting hears what becomes of it."""

from typing import Any

from django.dispatch import receiver

from meetings.convening import notifications
from meetings.convening.told import as_told
from meetings.meeting.signals import meeting_cancelled, meeting_moved, participants_changed


@receiver(meeting_moved)
def tell_of_new_appointment(*, meeting: Any, by: Any, before: Any, **kwargs: Any) -> None:
    """The mail holds the agenda as it is now, so nothing is left to tell of it."""
    notifications.tell_of_new_appointment(meeting, by, before)
    meeting.told = as_told(meeting)
    type(meeting).objects.filter(pk=meeting.pk).update(told=meeting.told)


@receiver(participants_changed)
def tell_who_came_and_went(*, meeting: Any, by: Any, added: Any, removed: Any, **kwargs: Any) -> None:
    notifications.invite(meeting, by, only=added)
    notifications.tell_who_was_left_out(meeting, by, removed)


@receiver(meeting_cancelled)
def tell_of_cancellation(*, meeting: Any, by: Any, reason: str, **kwargs: Any) -> None:
    notifications.tell_of_cancellation(meeting, by, reason)
