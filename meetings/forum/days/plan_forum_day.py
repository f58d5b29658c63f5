"""Plan a forum day."""

from datetime import datetime

from django.db import transaction

from accounts.user import User
from foundation import audit
from foundation.text.danish_slug import danish_slug
from meetings.forum.days.day_data import DayData, require_planner
from meetings.forum.days.pages import ForumDayPage, ForumDaysPage

#: The word of the form that plans a day, which no day may have.
RESERVED_SLUGS = {"ny"}


def plan_forum_day(*, data: DayData, by: User, now: datetime) -> ForumDayPage:
    """Create a day that only those who plan see, until its invitation is sent. Raises NotAllowed, DayIncomplete."""
    require_planner(by)
    data.require(now)
    with transaction.atomic():
        parent = ForumDaysPage.objects.select_for_update().get()
        day = ForumDayPage(slug=_free_slug(parent, data.title), planned_by=by, owner=by, **data.columns())
        parent.add_child(instance=day)
        audit.record("forum_day.planned", day, by=by)
    return day


def _free_slug(parent: ForumDaysPage, title: str) -> str:
    begins = danish_slug(title, max_length=60) or "forumdag"
    taken = RESERVED_SLUGS | set(parent.get_children().filter(slug__startswith=begins).values_list("slug", flat=True))
    if begins not in taken:
        return begins
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{begins}-{number}") not in taken)
