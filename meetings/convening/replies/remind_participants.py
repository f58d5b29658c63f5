"""Remind the participants who have not answered."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.convening.notifications import notify_unanswered
from meetings.convening.replies.links import WAITS_FOR_REPLIES, waits_for_replies
from meetings.meeting.current_meetings import start_of
from meetings.meeting.pages import MeetingPage
from meetings.units import access

#: The reminder that goes by itself.
DAYS_BEFORE = 7


class NobodyToRemind(Refusal):
    """All have answered or were reminded today, or the meeting does not wait for answers."""


def remind_participants(*, meeting: MeetingPage, by: User, now: datetime) -> int:
    """Mail everybody who has not answered, at most once a day each. Returns the number of mails.

    Raises NotAllowed and NobodyToRemind.
    """
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder reminds the participants."))
    with transaction.atomic():
        count = (
            _remind(meeting, by, now, since=start_of(timezone.localdate(now))) if waits_for_replies(meeting, now) else 0
        )
        if not count:
            raise NobodyToRemind(_("There is nobody to remind: all have answered, or were reminded today."))
    return count


@task(queue_name="nightly")
def remind_unanswered(day: str) -> int:
    """Remind once by itself, a week before the meeting, whoever has neither answered nor been reminded since it was
    convened. `day` is an ISO date. Returns the number of mails."""
    the_day = date.fromisoformat(day) + timedelta(days=DAYS_BEFORE)
    meetings = MeetingPage.objects.filter(
        state__in=WAITS_FOR_REPLIES,
        starts_at__gte=start_of(the_day),
        starts_at__lt=start_of(the_day + timedelta(days=1)),
    )
    count = 0
    for meeting in meetings.select_related("unit", "cycle", "invited_by"):
        with transaction.atomic():
            if meeting.invited_by is not None and meeting.invited_at is not None:
                count += _remind(meeting, meeting.invited_by, timezone.now(), since=meeting.invited_at)
    return count


def _remind(meeting: MeetingPage, by: User, now: datetime, *, since: datetime) -> int:
    """Mail those without an answer whose last reminder is before `since`."""
    unanswered = meeting.participants.select_for_update().filter(reply="").exclude(reminded_at__gte=since)
    people = notify_unanswered(meeting, by, unanswered)
    meeting.participants.filter(pk__in=[one.pk for one in people]).update(reminded_at=now)
    if people:
        audit.record("meeting.reminded", meeting, by=by, unit_id=meeting.unit_id, participants=len(people))
    return len(people)
