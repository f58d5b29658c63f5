"""The calendar entries of preparation meetings (RFC 5545, RFC 5546): time, place and a link, no content.

Each is an iCalendar object of its own, METHOD:REQUEST or CANCEL, for one attendee, as the events of a REQUEST have one
UID (RFC 5546, 3.2.2). A mail holds one of them as its calendar part and the others as files: of a part with several
events Outlook reads only the first, and it reads no PUBLISH there, but REQUEST and CANCEL in the part and in a file
([MS-STANOICAL] 2.2.175 and 2.2.99, V0233).
"""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.user import User
from meetings.meeting.calendar_objects import COPENHAGEN, calendar_of, person_address
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import AppointmentFields
from meetings.preparation.changed_appointment import AppointmentTime
from meetings.units.url_prefixes import meeting_url_kwargs


def entry(
    meeting: MeetingPage,
    step: AppointmentFields,
    person: User,
    *,
    is_on: bool,
    before: AppointmentTime,
    kind: str = "forberedelse",
    route: str = "preparation",
) -> str:
    """Return the request to `person`, or when it is not on for them the cancellation, with the time it had.

    `kind` begins its UID, and `route` names the page of the meeting that it links to.

    The organiser is the sender of our mails, as it must not change (RFC 5546, 3.2.2) and several people plan. It asks
    for no answer, as none would be read.
    """
    from icalendar import Event  # many processes never write a calendar

    day, begins, ends, place = AppointmentTime.from_step(step) if step.is_appointment else before
    if day is None or begins is None or ends is None:
        raise ValueError("A step without a time has no place in a calendar.")
    event = Event()
    event.add("uid", f"{kind}-{step.pk}-{meeting.translation_key}@laeringsrum")
    event.add("sequence", step.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", datetime.combine(day, begins, COPENHAGEN))
    event.add("dtend", datetime.combine(day, ends, COPENHAGEN))
    event.add("summary", f"{step.title} · {meeting.unit.title}")
    event.add("location", place or meeting.unit.title)
    link = settings.BASE_URL + reverse(route, kwargs=meeting_url_kwargs(meeting))
    with translation.override(person.language):
        event.add("description", _("Agenda and preparation: %(link)s") % {"link": link})
    event.add("url", link)
    event.add("status", "CONFIRMED" if is_on else "CANCELLED")
    event["organizer"] = person_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], meeting.unit.title)
    attendee = person_address(person.email, person.name)
    attendee.params["RSVP"] = "FALSE"
    event.add("attendee", attendee)
    return calendar_of("REQUEST" if is_on else "CANCEL", event)
