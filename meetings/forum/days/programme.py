"""The programme of a forum day as it is read: its points with their times."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.forum.days.models import ProgrammePoint
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import shown_to_leaders

#: How long a day lasts in calendars while its programme has no minutes.
WITHOUT_MINUTES = timedelta(hours=2)


@dataclass(frozen=True)
class Point:
    """`example` is None for a free point, and for an example that is not shown to leaders any more."""

    row: ProgrammePoint
    begins: datetime
    example: ExamplePage | None

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.row.minutes)

    @property
    def is_gone(self) -> bool:
        """The example was taken down, or waits for clearance again."""
        return self.row.example_id is not None and self.example is None

    @property
    def title(self) -> str:
        return self.example.title if self.example else self.row.title


def programme_of(day: ForumDayPage) -> list[Point]:
    """The points in their order. Two queries."""
    rows = list(day.points.all())
    numbers = [row.example_id for row in rows if row.example_id]
    shown = ExamplePage.objects.filter(shown_to_leaders(), pk__in=numbers).select_related("unit", "initiative")
    examples = {example.pk: example for example in shown} if numbers else {}
    points, begins = [], day.starts_at
    for row in rows:
        points.append(Point(row, begins, examples.get(row.example_id or 0)))
        begins += timedelta(minutes=row.minutes)
    return points


def day_ends_at(day: ForumDayPage) -> datetime:
    """When the last point ends. One query."""
    return end_of(day.starts_at, sum(day.points.values_list("minutes", flat=True)))


def end_of(starts_at: datetime, minutes: int) -> datetime:
    """The end of a programme of so many minutes; two hours after the beginning without any."""
    return starts_at + (timedelta(minutes=minutes) if minutes else WITHOUT_MINUTES)
