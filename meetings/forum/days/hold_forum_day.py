"""Note that a forum day was held, and what was shown."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal
from meetings.forum.days.day_data import bump_day_version, require_planner
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.pages import ForumDayPage


class DayNotBegun(Refusal):
    """The day has not begun."""


def hold_forum_day(
    *, day: ForumDayPage, shown_points: Collection[int], expected_version: int, by: User, now: datetime
) -> ForumDayPage:
    """Note on the examples of the points `shown_points` (their keys) that they were shown on that day.

    Raises NotAllowed, DayNotBegun, DayClosed, ChangedMeanwhile.
    """
    require_planner(by)
    with transaction.atomic():
        fresh = bump_day_version(
            day,
            expected_version=expected_version,
            states=(ForumDayState.INVITED,),
            state=ForumDayState.HELD,
            held_at=now,
        )
        if now < fresh.starts_at:
            raise DayNotBegun(_("The day has not begun. Note it when it is over."))
        count = fresh.points.filter(pk__in=shown_points).update(shown_at=fresh.starts_at)
        audit.record("forum_day.held", fresh, by=by, shown=count)
    return fresh
