"""When people are busy: with convened meetings, appointments for preparation, and times they have blocked."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from typing import NamedTuple, cast

from django.db.models import Prefetch

from accounts.roles import Role
from meetings.clashes.models import BlockedTime
from meetings.meeting.agenda import ends_at
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.current_meetings import start_of
from meetings.meeting.enums import CONVENED_STATES, MeetingState, Reply
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant, PreparationStep
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage


class AppointmentRow(NamedTuple):
    """An appointment of one person, who is busy only if it has a day, a beginning and an end."""

    user_id: int
    day: date | None
    begins_at: time | None
    ends_at: time | None
    meeting_id: int
    #: Title, unit and place; empty ones are left out.
    where: tuple[str, ...]


#: Appointments of these people (primary keys of users) on these days, but not those of the last argument's meeting.
AppointmentRows = Callable[[Collection[int], date, date, MeetingPage | None], Iterable[AppointmentRow]]
_elsewhere: list[AppointmentRows] = []


def register_appointments(rows: AppointmentRows) -> AppointmentRows:
    """Register, as a decorator, appointments of a later package. Each costs one query."""
    if rows not in _elsewhere:
        _elsewhere.append(rows)
    return rows


#: Whose busy times are asked for: they take part in the meetings of many units.
_OF_AN_AREA = (Role.HEAD_OF_AREA, Role.CONSULTANT)


@dataclass(frozen=True)
class BusyTime:
    """A time in UTC at which a person is busy. `where` may be told to those who may see the meeting only."""

    user_id: int
    begins: datetime
    until: Callable[[], datetime]
    #: None for a time that the person has blocked, of which nobody is told more.
    meeting_id: int | None = None
    where: str = ""
    is_whole_day: bool = False

    @cached_property
    def ends(self) -> datetime:
        """The end, asked for when it matters: reading the agenda of a meeting takes milliseconds."""
        return self.until()

    def overlaps(self, begins: datetime, ends: datetime) -> bool:
        """Return whether the times have more than a moment in common. Nothing lasts a whole day."""
        return self.begins < ends and begins < self.begins + timedelta(days=1) and begins < self.ends


def people_of_area(unit: UnitPage, today: date) -> dict[int, str]:
    """Return name and role of the area's head and then its consultants, by primary key of the user."""
    rows = Membership.objects.current(today).filter(area=unit.area_id, role__in=_OF_AN_AREA, user__is_active=True)
    return {
        pk: f"{name} ({str(Role(role).label).lower()})"
        for pk, name, role in rows.order_by("-role", "user__name").values_list("user", "user__name", "role")
    }


def busy_times(
    people: Collection[int], first: date, last: date, *, besides: MeetingPage | None = None
) -> list[BusyTime]:
    """Return when `people` (primary keys of users) are busy on these days, but not with the meeting `besides` and its
    preparation. Who has answered that they cannot come is not busy. Five queries at most, and one for each registered
    kind of appointments."""
    rows = (
        Participant.objects.filter(
            user__in=people,
            meeting__state__in=CONVENED_STATES,
            meeting__starts_at__gte=start_of(first),
            meeting__starts_at__lt=start_of(last + timedelta(days=1)),
        )
        .exclude(meeting=besides)
        .exclude(reply=Reply.NOT_COMING)
        .values_list("user", "meeting")
    )
    pairs = list(rows)
    meetings = _meetings({meeting for _user, meeting in pairs}) if pairs else {}
    found = [_in_meeting(user, meetings[meeting]) for user, meeting in pairs if user is not None]
    elsewhere = [row for rows in _elsewhere for row in rows(people, first, last, besides)]
    appointments = _appointments([*_in_preparation(people, first, last, besides), *elsewhere])
    return found + appointments + _blocked(people, first, last)


def _meetings(keys: Collection[int]) -> dict[int, MeetingPage]:
    """Return the meetings with what `ends_at` asks of them."""
    items = Prefetch("items", MeetingItem.objects.only("meeting", "block_id", "planned_minutes"))
    rows = MeetingPage.objects.select_related("unit").prefetch_related(items)
    return rows.only("title", "starts_at", "room", "agenda", "total_minutes", "unit__title", "unit__kind").in_bulk(keys)


def _in_meeting(user: int, meeting: MeetingPage) -> BusyTime:
    begins = cast(datetime, meeting.starts_at)  # it was found by its time
    where = ", ".join(part for part in (meeting.title, meeting.unit.title, meeting.room) if part)
    return BusyTime(user, begins, lambda: cast(datetime, ends_at(meeting, begins)), meeting.pk, where)


def _in_preparation(
    people: Collection[int], first: date, last: date, besides: MeetingPage | None
) -> Iterable[AppointmentRow]:
    rows = (
        PreparationStep.objects.filter(people__in=people, planned_on__range=(first, last), done_at=None)
        .exclude(meeting=besides)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .values_list(
            "people", "planned_on", "begins_at", "ends_at", "meeting", "title", "meeting__unit__title", "place"
        )
    )
    for user, day, begins, ends, meeting, *where in rows:
        yield AppointmentRow(user, day, begins, ends, meeting, tuple(where))


def _appointments(rows: Iterable[AppointmentRow]) -> list[BusyTime]:
    return [
        BusyTime(
            row.user_id,
            moment_of(row.day, row.begins_at),
            partial(moment_of, row.day, row.ends_at),
            row.meeting_id,
            ", ".join(str(one) for one in row.where if one),
        )
        for row in rows
        if row.day and row.begins_at and row.ends_at
    ]


def _blocked(people: Collection[int], first: date, last: date) -> list[BusyTime]:
    """What they have blocked themselves: one for each day, so that nothing lasts longer."""
    rows = BlockedTime.objects.filter(user__in=people, first_day__lte=last, last_day__gte=first)
    found = []
    for user, from_day, to_day, begins, ends in rows.values_list(
        "user", "first_day", "last_day", "begins_at", "ends_at"
    ):
        begin = max(from_day, first)
        for day in (begin + timedelta(days=n) for n in range((min(to_day, last) - begin).days + 1)):
            until = partial(moment_of, day, ends) if ends else partial(moment_of, day + timedelta(days=1), time.min)
            found.append(BusyTime(user, moment_of(day, begins or time.min), until, is_whole_day=begins is None))
    return found
