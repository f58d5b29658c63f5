"""On which forum days an example is shown."""

from dataclasses import dataclass
from datetime import datetime

from accounts.user import AnyUser
from foundation.pages import url_of
from meetings.forum.days.enums import SHOWING_STATES
from meetings.forum.days.models import ProgrammePoint
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.pages import ExamplePage
from meetings.units import access


@dataclass(frozen=True)
class DayOfExample:
    title: str
    url: str
    starts_at: datetime
    #: It was shown there; otherwise it is in the programme of a day ahead.
    was_shown: bool


def days_of_example(example: ExamplePage, user: AnyUser) -> list[DayOfExample]:
    """Return those that `user` may see, the latest first: where it was shown, and where it will be. One query."""
    days = access.visible_to(user, ForumDayPage).filter(state__in=SHOWING_STATES)
    rows = ProgrammePoint.objects.filter(example=example, day__in=days.values("pk")).order_by("-day__starts_at")
    columns = ("day__title", "day__url_path", "day__starts_at", "shown_at", "day__held_at")
    return [
        DayOfExample(title, url_of(path), starts_at, shown_at is not None)
        for title, path, starts_at, shown_at, held_at in rows.values_list(*columns)
        if shown_at or not held_at
    ]
