"""The calendar entries of preparation meetings (RFC 5545): time, place and a link, no content."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from meetings.convening.calendar_file import COPENHAGEN, calendar_of, person_address
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.units.url_prefixes import meeting_url_kwargs

if TYPE_CHECKING:
    from icalendar import Event


def entries(
    meeting: MeetingPage,
    steps: Iterable[tuple[PreparationStep, bool, tuple[date | None, time | None, time | None, str]]],
    organiser: User,
) -> str:
    """Return METHOD:PUBLISH with an event for each step, as a request may hold only one (RFC 5546, 3.2.2).

    With each step: whether it is on, and its day, beginning, end and place before. One that is off is CANCELLED, with
    the time it had.
    """
    return calendar_of("PUBLISH", *(_event(meeting, step, on, before, organiser) for step, on, before in steps))


def _event(
    meeting: MeetingPage,
    step: PreparationStep,
    is_on: bool,
    before: tuple[date | None, time | None, time | None, str],
    organiser: User,
) -> "Event":
    from icalendar import Event

    now = (step.planned_on, step.begins_at, step.ends_at, step.place)
    day, begins, ends, place = now if step.is_appointment else before
    if day is None or begins is None or ends is None:
        raise ValueError("A step without a time has no place in a calendar.")
    event = Event()
    event.add("uid", f"forberedelse-{step.pk}-{meeting.translation_key}@laeringsrum")
    event.add("sequence", step.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", datetime.combine(day, begins, COPENHAGEN))
    event.add("dtend", datetime.combine(day, ends, COPENHAGEN))
    event.add("summary", f"{step.title} · {meeting.unit.title}")
    event.add("location", place or meeting.unit.title)
    link = settings.BASE_URL + reverse("preparation", kwargs=meeting_url_kwargs(meeting))
    event.add("description", _("Agenda and preparation: %(link)s") % {"link": link})
    event.add("url", link)
    event.add("status", "CONFIRMED" if is_on else "CANCELLED")
    event["organizer"] = person_address(organiser.email, organiser.name)
    return event
