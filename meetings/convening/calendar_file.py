"""Build the meeting's iCalendar objects (RFC 5545, RFC 5546): time, place and a link, but no content or children's
names."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.user import User
from meetings.meeting.agenda import ends_at
from meetings.meeting.calendar_objects import COPENHAGEN, add_attendee, add_organiser, calendar_of
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.template.enums import Requirement

if TYPE_CHECKING:
    from icalendar import Event


def invitation(meeting: MeetingPage, participant: Participant, organiser: User) -> str:
    """Return METHOD:REQUEST for one participant, who is the only attendee so that others do not see the address.

    The organiser gets METHOD:PUBLISH: nobody invites themselves, and a request needs an attendee (RFC 5546, 3.2.2).
    """
    event = _event(meeting, has_account=participant.user_id is not None, organiser=organiser)
    event.add("status", "CONFIRMED")
    if is_organiser(participant, organiser):
        return calendar_of("PUBLISH", event)
    _attended_by(event, participant)
    return calendar_of("REQUEST", event)


def cancellation(meeting: MeetingPage, participant: Participant, organiser: User) -> str:
    """Return METHOD:CANCEL, which removes the meeting from the participant's calendar."""
    event = _event(meeting, has_account=participant.user_id is not None, organiser=organiser)
    event.add("status", "CANCELLED")
    if not is_organiser(participant, organiser):
        _attended_by(event, participant)
    return calendar_of("CANCEL", event)


def download(meeting: MeetingPage) -> str:
    """Return METHOD:PUBLISH for the user's own calendar, without attendees (RFC 5546, 3.2.1)."""
    return calendar_of("PUBLISH", _event(meeting))


def uid(meeting: MeetingPage) -> str:
    """Return the UID, which never changes, not even with the site's domain."""
    return f"dialogmoede-{meeting.translation_key}@laeringsrum"


def is_organiser(participant: Participant, organiser: User) -> bool:
    return participant.email.casefold() == organiser.email.casefold()


def _event(meeting: MeetingPage, *, has_account: bool = True, organiser: User | None = None) -> "Event":
    """Return the event. Without an account its link is the front page, since the meeting's page would not open.

    Raises ValueError for a meeting without a date.
    """
    if meeting.starts_at is None:
        raise ValueError("A meeting without a date has no place in a calendar.")
    from icalendar import Event  # many processes never write a calendar

    event = Event()
    event.add("uid", uid(meeting))
    event.add("sequence", meeting.invitation_sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", _local(meeting.starts_at))
    event.add("dtend", _local(ends_at(meeting, meeting.starts_at)))
    event.add("summary", f"{meeting.title} · {meeting.unit.title}")
    event.add("location", ", ".join(part for part in (meeting.room, meeting.unit.title, meeting.unit.address) if part))
    event.add("description", _description(meeting, has_account=has_account, organiser=organiser))
    event.add("url", meeting.full_url if has_account else f"{settings.BASE_URL}/")
    if organiser is not None:
        add_organiser(event, organiser.email, organiser.name)
    return event


def _description(meeting: MeetingPage, *, has_account: bool, organiser: User | None) -> str:
    if has_account or organiser is None:
        return _("Agenda and preparation: %(link)s") % {"link": meeting.full_url}
    return _("The agenda is in the mail that came with this. Questions? Write to %(name)s, %(email)s.") % {
        "name": organiser.name,
        "email": organiser.email,
    }


def _attended_by(event: "Event", participant: Participant) -> None:
    add_attendee(event, participant.email, participant.name, is_required=is_required(participant))


def is_required(participant: Participant) -> bool:
    """Return whether the participant is required; a board representative has a right to come, never a duty (§ 40 a)."""
    return participant.requirement == Requirement.MUST and participant.role != Role.BOARD_REPRESENTATIVE


def _local(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(COPENHAGEN)
