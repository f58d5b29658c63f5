"""Invitations to forum days on the front page of department leaders."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.my_task import MyTask
from foundation.text.danish_formats import moment
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.page_urls import day_url


def answers_owed(user: AnyUser) -> list[MyTask]:
    """Return the invitations of `user` without an answer, the nearest day first. One query."""
    rows = ForumInvitee.objects.filter(
        user=user.pk, reply="", day__state=ForumDayState.INVITED, day__starts_at__gt=timezone.now()
    )
    days = [row.day for row in rows.select_related("day").order_by("day__starts_at", "pk")]
    return [
        MyTask(
            _("Do you come to “%(title)s”?") % {"title": day.title},
            _("Answer the invitation"),
            day_url("forum_day_answer", day),
            moment(day.starts_at),
        )
        for day in days
    ]
