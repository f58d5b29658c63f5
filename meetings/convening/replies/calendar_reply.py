"""Read an answer that a calendar program sends by mail (iTIP: RFC 5546, 3.2.3; carried by mail: RFC 6047)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from meetings.meeting.enums import Reply

#: Bytes; an answer of a calendar program has a few thousand.
MAX_MAIL_BYTES = 512 * 1024
MAX_CALENDAR_BYTES = 64 * 1024
REPLIES = {"ACCEPTED": Reply.COMING, "DECLINED": Reply.NOT_COMING, "TENTATIVE": Reply.NOT_SURE}


@dataclass(frozen=True)
class CalendarReply:
    """What is believed of a mail: whose answer to which version of which invitation. `email` is in lower case.

    `made_at` is when the answer was given (DTSTAMP), None when the mail does not say.
    """

    uid: str
    email: str
    reply: Reply
    sequence: int
    made_at: datetime | None


def parse_calendar_reply(mail: bytes) -> CalendarReply | None:
    """Return the answer in `mail`; None for any other mail, and for an answer in the name of somebody else.

    Comments are not read. No error for any input.
    """
    if len(mail) > MAX_MAIL_BYTES:
        return None
    try:
        message = message_from_bytes(mail, policy=default)
        assert isinstance(message, EmailMessage)  # noqa: S101 - what the policy makes
        sender = parseaddr(str(message.get("From", "")))[1].casefold()
        text = next((part.get_content() for part in message.walk() if part.get_content_type() == "text/calendar"), "")
        return _reply_in(text, sender) if 0 < len(text) <= MAX_CALENDAR_BYTES else None
    except Exception:  # the mail is from outside, and both libraries raise many kinds of errors
        return None


def _reply_in(text: str, sender: str) -> CalendarReply | None:
    from icalendar import Calendar  # many processes never read a calendar

    calendar = Calendar.from_ical(text)
    events = calendar.walk("VEVENT")
    if str(calendar.get("method", "")).upper() != "REPLY" or len(events) != 1:
        return None
    event = events[0]
    attendees = event.get("attendee")
    if attendees is None or isinstance(attendees, list):
        return None  # an answer is that of one attendee
    email = str(attendees).casefold().removeprefix("mailto:")
    reply = REPLIES.get(str(attendees.params.get("PARTSTAT", "")).upper())
    if reply is None or email != sender:
        return None
    made_at = event.decoded("dtstamp", None)
    if not isinstance(made_at, datetime):
        made_at = None
    elif made_at.tzinfo is None:
        made_at = made_at.replace(tzinfo=UTC)
    return CalendarReply(str(event["uid"]), email, reply, int(event.get("sequence", 0)), made_at)
