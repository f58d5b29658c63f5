"""The programme of a forum day as it is read: its points with their times."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.forum.days.enums import SHOWING_STATES
from meetings.forum.days.models import ProgrammePoint
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.shared_notes import SharedNote, shared_notes
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access

#: How long a day lasts in calendars while its programme has no minutes.
WITHOUT_MINUTES = timedelta(hours=2)


@dataclass(frozen=True)
class Point:
    """`example` and `note` are None for a point without one, and where they are not shown to whoever reads: then the
    point says `instead` what it is. `is_gone`: nobody is shown it any more."""

    row: ProgrammePoint
    begins: datetime
    example: ExamplePage | None = None
    note: SharedNote | None = None
    instead: str = ""
    is_gone: bool = False

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.row.minutes)

    @property
    def title(self) -> str:
        if self.example is not None:
            return str(self.example.title)
        return self.note.title if self.note else self.instead or self.row.title

    @property
    def whose(self) -> str:
        """The unit of the example, or the area of the note."""
        if self.example is not None:
            return str(self.example.unit.title)
        return self.note.area if self.note else ""

    def without_note(self) -> "Point":
        """The same, for those who may not read the note."""
        return replace(self, note=None, instead=_("A note for the area"))


def programme_of(day: ForumDayPage, user: AnyUser | None, *, with_parts: bool = False) -> list[Point]:
    """Return the points in their order as `user` sees them, who sees the day; None for a link without an account, which
    names no example and no note, as a cancelled day does not to those it would have shown them.

    Two queries; one more for notes, and another for their parts.
    """
    if user is not None and day.state not in SHOWING_STATES and not access.of(user).has(Right.SEE_FORUM):
        user = None
    rows = list(day.points.all())
    examples: dict[int, ExamplePage] = {}
    notes: dict[int, SharedNote] = {}
    if user is not None:
        numbers = [row.example_id for row in rows if row.example_id]
        shown = ExamplePage.objects.filter(shown_to_leaders(), pk__in=numbers).select_related("unit", "initiative")
        examples = {example.pk: example for example in shown} if numbers else {}
        notes = shared_notes(user, [row.note_id for row in rows if row.note_id], with_parts=with_parts)
    points, begins = [], day.starts_at
    for row in rows:
        point = Point(row, begins, examples.get(row.example_id or 0), notes.get(row.note_id or 0))
        points.append(_without_what_is_not_shown(point, user))
        begins += timedelta(minutes=row.minutes)
    return points


def _without_what_is_not_shown(point: Point, user: AnyUser | None) -> Point:
    if point.example or point.note or not (point.row.example_id or point.row.note_id):
        return point
    if user is None:
        return replace(point, instead=_("An example")) if point.row.example_id else point.without_note()
    if point.row.example_id:
        return replace(point, instead=_("An example that is not shown any more"), is_gone=True)
    if access.of(user).has(Right.SEE_FORUM):
        return replace(point, instead=_("A note that is not shown any more"), is_gone=True)
    return point.without_note()


def day_ends_at(day: ForumDayPage) -> datetime:
    """Return when the last point ends. One query."""
    return end_of(day.starts_at, sum(day.points.values_list("minutes", flat=True)))


def end_of(starts_at: datetime, minutes: int) -> datetime:
    """Return the end of a programme of so many minutes; two hours after the beginning without any."""
    return starts_at + (timedelta(minutes=minutes) if minutes else WITHOUT_MINUTES)
