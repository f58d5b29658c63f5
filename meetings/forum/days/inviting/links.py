"""Links for answering without an account: bound to one invitee, dead when there is nothing left to answer."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.models import ForumInvitee, ForumInviteeLink
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import day_ends_at


def make_invitee_link(invitee: ForumInvitee) -> str:
    """Return a new absolute URL for `invitee`. Earlier links stay valid, so that an older mail works too."""
    return settings.BASE_URL + reverse("forum_day_reply", args=[ForumInviteeLink.make(invitee=invitee)])


def invitee_of(token: str, now: datetime) -> ForumInvitee | None:
    """Return the invitee with this link while the day waits for answers, else None."""
    link = ForumInviteeLink.of_token(token, "invitee__day__invited_by")
    return link.invitee if link is not None and waits_for_answers(link.invitee.day, now) else None


def waits_for_answers(day: ForumDayPage, now: datetime) -> bool:
    """Return whether it is invited to and not over."""
    return day.state == ForumDayState.INVITED and now < day_ends_at(day)
