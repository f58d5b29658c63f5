"""Notify the participants of a convened meeting of changes to it."""

from typing import Any

from django.dispatch import receiver

from accounts.user import User
from meetings.convening import notifications
from meetings.convening.announced_agenda import agenda_to_announce
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.set_appointment import Appointment
from meetings.meeting.signals import meeting_cancelled, meeting_moved, participants_changed


@receiver(meeting_moved)
def notify_of_new_appointment(*, meeting: MeetingPage, by: User, before: Appointment, **kwargs: Any) -> None:
    """Send the new time and place. The mail has the current agenda, so that counts as announced too."""
    if before.starts_at != meeting.starts_at:  # an answer was to the day before
        nothing = dict.fromkeys(("reply", "reply_note", "substitute_name", "substitute_email"), "")
        meeting.participants.update(replied_at=None, reminded_at=None, **nothing)
    notifications.notify_of_new_appointment(meeting, by, before)
    meeting.announced_agenda = agenda_to_announce(meeting)
    type(meeting).objects.filter(pk=meeting.pk).update(announced_agenda=meeting.announced_agenda)


@receiver(participants_changed)
def notify_of_changed_participants(
    *, meeting: MeetingPage, by: User, added: list[Participant], removed: list[Participant], **kwargs: Any
) -> None:
    notifications.invite(meeting, by, only=added)
    notifications.notify_removed_participants(meeting, by, removed)


@receiver(meeting_cancelled)
def notify_of_cancellation(*, meeting: MeetingPage, by: User, reason: str, was_convened: bool, **kwargs: Any) -> None:
    if was_convened:
        notifications.notify_of_cancellation(meeting, by, reason)
