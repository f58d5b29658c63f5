"""Parts of iCalendar objects (RFC 5545) that meetings, their preparation and forum days share."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from foundation.mail.mail_address import ascii_address

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: Written by hand, because the library's list of dates ends in 2038 and is seven times as long. Clocks change on the
#: last Sundays of March and October, as in all of the EU.
TIME_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def moment_of(day: date, clock: time) -> datetime:
    """Return this time of the day in Denmark, in UTC."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def calendar_of(method: str, *events: "Event") -> str:
    """Return an iCalendar object with the events."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Laeringsrum//Dialogmoeder//DA")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Calendar.from_ical(TIME_ZONE))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical().decode()


def add_attendee(event: "Event", email: str, name: str, *, is_required: bool) -> None:
    """Make the person the one who is asked for an answer, so that others do not see the address."""
    person = person_address(email, name)
    person.params["CUTYPE"] = "INDIVIDUAL"
    person.params["ROLE"] = "REQ-PARTICIPANT" if is_required else "OPT-PARTICIPANT"
    person.params["PARTSTAT"] = "NEEDS-ACTION"
    person.params["RSVP"] = "TRUE"
    event.add("attendee", person)


def add_organiser(event: "Event", email: str, name: str) -> None:
    """Answers go to the mailbox that `manage.py read_replies` reads, where the installation has one."""
    event["organizer"] = person_address(settings.REPLY_MAILBOX or email, name)


def person_address(email: str, name: str) -> "vCalAddress":
    """Return a calendar address. A mailto: URI is ASCII only (RFC 6068), so the domain is encoded as for sending."""
    from icalendar import vCalAddress, vText

    person = vCalAddress(f"mailto:{ascii_address(email)}")
    person.params["CN"] = vText(name)
    return person
