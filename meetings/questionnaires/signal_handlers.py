"""A meeting was held: the evaluations of the day are open."""

from django.dispatch import receiver
from django.utils import timezone

from accounts.user import User
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import meeting_held
from meetings.questionnaires.open_round import open_evaluations


@receiver(meeting_held, dispatch_uid="questionnaires_ask_who_took_part")
def start_rounds_of_held_meeting(sender: object, meeting: MeetingPage, by: User, **_kwargs: object) -> None:
    open_evaluations(meeting, by=by, today=timezone.localdate(meeting.held_at))
