"""The calendar feed of a person (RFC 5545, RFC 7986): title, time and place, and nothing else."""

from datetime import UTC, date, time, timedelta
from typing import TYPE_CHECKING

from django.utils import translation

from accounts.user import User
from meetings.meeting.calendar_objects import COPENHAGEN, calendar_of, moment_of
from meetings.schedule.entry import ScheduleEntry
from meetings.schedule.models import CalendarFeed
from meetings.schedule.sources import ScheduleQuery, entries
from meetings.units import access

if TYPE_CHECKING:
    from icalendar import Event

BEFORE, AHEAD = timedelta(days=60), timedelta(days=400)


def feed_of(secret: str, today: date) -> str | None:
    """Return the calendar at this address, as its person may see it today; None when there is nobody any more."""
    feed = CalendarFeed.of_token(secret, "user")
    if feed is None or not feed.user.is_active or not access.of(feed.user, today).is_somebody:
        return None
    with translation.override(feed.user.language):
        return calendar_for(feed.user, today)


def calendar_for(user: User, today: date) -> str:
    return calendar_of(
        "PUBLISH", *map(event_of, entries(ScheduleQuery(user, today - BEFORE, today + AHEAD, only_mine=True)))
    )


def event_of(entry: ScheduleEntry) -> "Event":
    from icalendar import Event  # many processes never write a calendar

    event = Event()
    event.add("uid", f"{entry.key}-kalender@laeringsrum")
    # Two readings of the same things are the same bytes, so that nothing looks changed.
    event.add("dtstamp", (entry.begins or moment_of(entry.day, time.min)).astimezone(UTC))
    event.add("summary", " · ".join(part for part in (entry.title, entry.unit) if part))
    if entry.begins is None:
        event.add("dtstart", entry.day)
        event.add("dtend", (entry.last_day or entry.day) + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    event.add("dtstart", entry.begins.astimezone(COPENHAGEN))
    event.add("dtend", (entry.ends or entry.begins + timedelta(hours=1)).astimezone(COPENHAGEN))
    event.add("location", ", ".join(part for part in (entry.place, entry.unit) if part))
    return event
