"""Notify the participants of a convened meeting of changes to it."""

from collections.abc import Collection

from django.dispatch import receiver
from django.utils import timezone

from accounts.user import User
from meetings.convening import notifications
from meetings.convening.announced_agenda import agenda_to_announce
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.set_appointment import Appointment
from meetings.meeting.signals import meeting_cancelled, meeting_moved, participants_changed
from meetings.preparation.move_appointments import cancel_appointments, move_appointments
from meetings.preparation.notifications import notify_people


@receiver(meeting_moved)
def notify_of_new_appointment(
    *, meeting: MeetingPage, by: User, before: Appointment, steps: Collection[int], **kwargs: object
) -> None:
    """Move the preparation `steps`, and send each person one mail about all of it, with the new time and place of a
    convened meeting. That mail has the current agenda, so that counts as announced too."""
    changed = move_appointments(
        meeting=meeting, steps=steps, before=before.starts_at, by=by, today=timezone.localdate()
    )
    told = set(meeting.participants.values_list("user", flat=True)) if changed and meeting.is_convened else set()
    notify_people(meeting, changed, by, told=told)
    if not meeting.is_convened:
        return
    if before.starts_at != meeting.starts_at:  # an answer was to the day before
        nothing = dict.fromkeys(("reply", "reply_note", "substitute_name", "substitute_email"), "")
        meeting.participants.update(replied_at=None, reminded_at=None, **nothing)
    notifications.notify_of_new_appointment(meeting, by, before, changed)
    meeting.announced_agenda = agenda_to_announce(meeting)
    type(meeting).objects.filter(pk=meeting.pk).update(announced_agenda=meeting.announced_agenda)


@receiver(participants_changed)
def notify_of_changed_participants(
    *, meeting: MeetingPage, by: User, added: list[Participant], removed: list[Participant], **kwargs: object
) -> None:
    """Invite those who were added, and tell those who were removed."""
    notifications.send_invitations(meeting, by, only=added)
    notifications.notify_removed_participants(meeting, by, removed)


@receiver(meeting_cancelled)
def notify_of_cancellation(
    *, meeting: MeetingPage, by: User, reason: str, was_convened: bool, **kwargs: object
) -> None:
    """Cancel the appointments of the preparation; mail everybody who was invited, or has an appointment."""
    changed = cancel_appointments(meeting, timezone.localdate())
    told = set(meeting.participants.values_list("user", flat=True)) if changed and was_convened else set()
    notify_people(meeting, changed, by, told=told)
    if was_convened:
        notifications.notify_of_cancellation(meeting, by, reason, changed)
