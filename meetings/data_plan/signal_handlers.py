"""Update the data plan when a meeting is created or takes over a new version of the template."""

from django.dispatch import receiver

from meetings.data_plan.follow_template import follow_template
from meetings.meeting.pages import MeetingPage
from meetings.meeting.signals import agenda_followed_template


@receiver(agenda_followed_template)
def follow_template_on_agenda_change(*, meeting: MeetingPage, **kwargs: object) -> None:
    follow_template(meeting)
