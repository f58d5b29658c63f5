"""Who was called to a meeting hears what becomes of it."""

from typing import Any

from django.dispatch import receiver

from accounts.user import User
from meetings.convening import notifications
from meetings.convening.announced_agenda import announced_agenda
from meetings.meeting.signals import meeting_cancelled, meeting_moved, participants_changed


@receiver(meeting_moved)
def tell_of_new_appointment(*, meeting: Any, by: User, before: Any, **kwargs: Any) -> None:
    """The mail holds the agenda as it is now, so nothing is left to tell of it."""
    notifications.tell_of_new_appointment(meeting, by, before)
    meeting.told = announced_agenda(meeting)
    type(meeting).objects.filter(pk=meeting.pk).update(told=meeting.told)


@receiver(participants_changed)
def tell_who_came_and_went(*, meeting: Any, by: User, added: Any, removed: Any, **kwargs: Any) -> None:
    notifications.invite(meeting, by, only=added)
    notifications.tell_who_was_left_out(meeting, by, removed)


@receiver(meeting_cancelled)
def tell_of_cancellation(*, meeting: Any, by: User, reason: str, **kwargs: Any) -> None:
    notifications.tell_of_cancellation(meeting, by, reason)
