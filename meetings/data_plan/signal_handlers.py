"""A meeting that begins, or takes over another edition of the template, has what the template demands in its plan."""

from typing import Any

from django.dispatch import receiver

from meetings.data_plan.follow_template import follow_template
from meetings.meeting.signals import agenda_followed_template


@receiver(agenda_followed_template)
def put_demands_into_the_plan(*, meeting: Any, **kwargs: Any) -> None:
    follow_template(meeting)
