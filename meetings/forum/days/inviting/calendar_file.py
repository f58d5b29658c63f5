"""The calendar objects of a forum day (RFC 5545, RFC 5546): time, place and a link, nothing of its examples."""

from datetime import UTC
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import day_ends_at
from meetings.meeting.calendar_objects import COPENHAGEN, add_attendee, add_organiser, calendar_of

if TYPE_CHECKING:
    from icalendar import Event

#: The word with which the UID of a forum day begins.
UID_KIND = "forumdag"


def invitation(day: ForumDayPage, invitee: ForumInvitee, organiser: User) -> str:
    """Return METHOD:REQUEST for one invitee; METHOD:PUBLISH for the organiser, who invites nobody to their own day."""
    event = _event(day, organiser, has_account=invitee.user_id is not None)
    event.add("status", "CONFIRMED")
    if is_organiser(invitee, organiser):
        return calendar_of("PUBLISH", event)
    add_attendee(event, invitee.email, invitee.name, is_required=False)
    return calendar_of("REQUEST", event)


def cancellation(day: ForumDayPage, invitee: ForumInvitee, organiser: User) -> str:
    """Return METHOD:CANCEL, which removes the day from the invitee's calendar."""
    event = _event(day, organiser, has_account=invitee.user_id is not None)
    event.add("status", "CANCELLED")
    if not is_organiser(invitee, organiser):
        add_attendee(event, invitee.email, invitee.name, is_required=False)
    return calendar_of("CANCEL", event)


def download(day: ForumDayPage) -> str:
    """Return METHOD:PUBLISH for the reader's own calendar."""
    return calendar_of("PUBLISH", _event(day))


def uid(day: ForumDayPage) -> str:
    return f"{UID_KIND}-{day.translation_key}@laeringsrum"


def is_organiser(invitee: ForumInvitee, organiser: User) -> bool:
    return invitee.email.casefold() == organiser.email.casefold()


def _event(day: ForumDayPage, organiser: User | None = None, *, has_account: bool = True) -> "Event":
    from icalendar import Event  # many processes never write a calendar

    event = Event()
    event.add("uid", uid(day))
    event.add("sequence", day.invitation_sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", day.starts_at.astimezone(COPENHAGEN))
    event.add("dtend", day_ends_at(day).astimezone(COPENHAGEN))
    event.add("summary", _("Leader forum: %(title)s") % {"title": day.title})
    event.add("location", day.place)
    if has_account or organiser is None:
        event.add("description", _("Programme: %(link)s") % {"link": day.full_url})
        event.add("url", day.full_url)
    else:
        whom = {"name": organiser.name, "email": organiser.email}
        event.add("description", _("Questions? Write to %(name)s, %(email)s.") % whom)
        event.add("url", f"{settings.BASE_URL}/")
    if organiser is not None:
        add_organiser(event, organiser.email, organiser.name)
    return event
