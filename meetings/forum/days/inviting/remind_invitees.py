"""Remind the invitees of a forum day who have not answered."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.user import User
from foundation import audit
from meetings.convening.replies.remind_participants import DAYS_BEFORE, NobodyToRemind
from meetings.forum.days.day_data import require_planner
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.inviting.links import waits_for_answers
from meetings.forum.days.inviting.notifications import notify_unanswered
from meetings.forum.days.pages import ForumDayPage
from meetings.meeting.current_meetings import start_of


def remind_invitees(*, day: ForumDayPage, by: User, now: datetime) -> int:
    """Mail everybody who has not answered, at most once a day each. Returns the number of mails. Raises NotAllowed and
    NobodyToRemind."""
    require_planner(by)
    with transaction.atomic():
        count = _remind(day, by, now, since=start_of(timezone.localdate(now))) if waits_for_answers(day, now) else 0
        if not count:
            raise NobodyToRemind(_("There is nobody to remind: all have answered, or were reminded today."))
    return count


@task(queue_name="nightly")
def remind_forum_days(day: str) -> int:
    """Remind once by itself, a week before the forum day. `day` is an ISO date. Returns the number of mails."""
    the_day = date.fromisoformat(day) + timedelta(days=DAYS_BEFORE)
    rows = ForumDayPage.objects.filter(
        state=ForumDayState.INVITED,
        starts_at__gte=start_of(the_day),
        starts_at__lt=start_of(the_day + timedelta(days=1)),
    )
    count = 0
    for found in rows.select_related("invited_by"):
        with transaction.atomic():
            if found.invited_by is not None and found.invited_at is not None:
                count += _remind(found, found.invited_by, timezone.now(), since=found.invited_at)
    return count


def _remind(day: ForumDayPage, by: User, now: datetime, *, since: datetime) -> int:
    people = list(day.invitees.select_for_update().filter(reply="").exclude(reminded_at__gte=since))
    asked = notify_unanswered(day, by, people)
    day.invitees.filter(pk__in=[one.pk for one in asked]).update(reminded_at=now)
    if asked:
        audit.record("forum_day.reminded", day, by=by, invitees=len(asked))
    return len(asked)
