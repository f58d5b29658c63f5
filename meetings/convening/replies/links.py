"""Links for answering without an account: bound to one participant, dead when there is nothing left to answer."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from meetings.convening.models import ReplyLink
from meetings.meeting.agenda import ends_at
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant

#: Of a meeting in these states there is something to answer.
WAITS_FOR_REPLIES = (MeetingState.INVITED, MeetingState.PREPARING)


def make_reply_link(participant: Participant) -> str:
    """Return a new absolute URL for `participant`. Earlier links stay valid, so that an older mail works too."""
    return settings.BASE_URL + reverse("reply", args=[ReplyLink.make(participant=participant)])


def participant_of(token: str, now: datetime) -> Participant | None:
    """Return the participant with this link while the meeting waits for replies, else None."""
    link = ReplyLink.of_token(token, "participant__meeting__unit__area", "participant__meeting__cycle")
    if link is None or not waits_for_replies(link.participant.meeting, now):
        return None
    return link.participant


def waits_for_replies(meeting: MeetingPage, now: datetime) -> bool:
    """Return whether the meeting is convened and not over."""
    end = ends_at(meeting, meeting.starts_at)
    return meeting.state in WAITS_FOR_REPLIES and end is not None and now < end
