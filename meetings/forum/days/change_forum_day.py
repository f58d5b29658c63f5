"""Change what a forum day is about, when and where it is."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.user import User
from foundation import audit
from meetings.forum.days.day_data import DayData, bump_day_version, require_planner
from meetings.forum.days.enums import OPEN_STATES
from meetings.forum.days.inviting.notifications import notify_moved
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.signals import forum_day_changed


def change_forum_day(
    *, day: ForumDayPage, data: DayData, expected_version: int, by: User, now: datetime
) -> ForumDayPage:
    """Change the day. When people are invited already, a new time or place is mailed to them with a new calendar file;
    a new time also takes their answers back, which were to the day before.

    Raises NotAllowed, DayIncomplete, DayClosed, ChangedMeanwhile.
    """
    require_planner(by)
    with transaction.atomic():
        before = ForumDayPage.objects.get(pk=day.pk)
        data.require(now, before.starts_at)
        fresh = bump_day_version(day, expected_version=expected_version, states=OPEN_STATES, **data.columns())
        moved, elsewhere = before.starts_at != fresh.starts_at, before.place != fresh.place
        if fresh.is_invited_to and (moved or elsewhere):
            ForumDayPage.objects.filter(pk=day.pk).update(invitation_sequence=F("invitation_sequence") + 1)
            fresh.refresh_from_db(fields=["invitation_sequence"])
            if moved:
                fresh.invitees.update(reply="", reply_note="", replied_at=None, reminded_at=None)
            notify_moved(fresh, by, before)
        audit.record("forum_day.changed", fresh, by=by, moved=moved)
        forum_day_changed.send(sender=ForumDayPage, day=fresh)
    return fresh
