"""Find defects in the bytes of a sent mail."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from icalendar import Calendar


def read(sent: bytes) -> EmailMessage:
    message = message_from_bytes(sent, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def faults(sent: bytes, recipients: list[str]) -> list[str]:
    """Defects of the bytes by the RFCs, as sentences; empty when there are none."""
    message = read(sent)
    return [*_of_bytes(sent), *_of_headers(message, recipients), *_of_parts(message)]


def _of_bytes(sent: bytes) -> Iterator[str]:
    if not sent.isascii():
        yield "not ASCII, though nobody asked the server for 8BITMIME"
    lines = sent.split(b"\r\n")
    if any(b"\r" in line or b"\n" in line for line in lines):
        yield "a line that does not end with CRLF (RFC 5322, 2.1)"
    if max(map(len, lines)) > 998:
        yield "a line of more than 998 characters (RFC 5322, 2.1.1)"


def _of_headers(message: EmailMessage, recipients: list[str]) -> Iterator[str]:
    once = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type")
    yield from (f"{name} stands {len(found)} times" for name in once if len(found := message.get_all(name, [])) != 1)
    for part in message.walk():
        yield from (f"{type(defect).__name__} in {part.get_content_type()}" for defect in part.defects)
        for name, value in part.items():
            yield from (f"{type(defect).__name__} in {name}" for defect in getattr(value, "defects", ()))
            if "=?" in str(value):
                yield f"{name} can't be decoded: {value}"
    to = [address.addr_spec for address in message["To"].addresses]
    if to != recipients:
        yield f"To says {to}, the envelope {recipients}"
    if message["Auto-Submitted"] != "auto-generated":
        yield "Auto-Submitted (RFC 3834)"
    if message["Date"].datetime.tzinfo is None:
        yield "a date without a zone"


def _of_parts(message: EmailMessage) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_maintype() == "text":
            if str(part["Content-Type"]).lower().count("charset") != 1:
                yield f"{part['Content-Type']}: not exactly one charset"
            if not str(part.get_content()).strip():
                yield "an empty text"
        if part.get_content_type() == "text/calendar":
            yield from _of_calendar(part)


def _of_calendar(part: EmailMessage) -> Iterator[str]:
    written = part.get_payload(decode=True)
    assert isinstance(written, bytes)
    calendar = Calendar.from_ical(written.decode())
    method = str(calendar["METHOD"])
    if part.get_param("method") != method:
        yield f"the part says {part.get_param('method')}, the calendar {method}"
    if max(len(line) for line in re.split(rb"\r?\n", written)) > 75:
        yield "a line of more than 75 octets (RFC 5545, 3.1)"
    if len(calendar.walk("VTIMEZONE")) != 1 or len(calendar.walk("VEVENT")) != 1:
        yield "not one event with its time zone"
    (event,) = calendar.walk("VEVENT")
    dates = ("DTSTAMP", "DTSTART", "DTEND")
    needed = ("UID", *dates, "SEQUENCE", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "ORGANIZER")
    yield from (f"no {name}" for name in needed if not str(event.get(name, "")).strip())
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    people = [str(event["ORGANIZER"]), *map(str, attendees)]
    if any(not person.lower().startswith("mailto:") or not person.isascii() for person in people):
        yield f"an address that is no mailto: URI: {people}"
    if str(event["ORGANIZER"]).lower() in (str(person).lower() for person in attendees):
        yield "the organiser is an attendee as well"
    if (method == "REQUEST" and len(attendees) != 1) or (method == "PUBLISH" and attendees):
        yield f"{method} with {len(attendees)} attendees (RFC 5546, 3.2)"
    if event.errors or calendar.errors:
        yield f"{event.errors + calendar.errors}"
